//! Tokens as symbols of an alphabet, so that rules over words become regular expressions.

use super::listed::ListedMap;
use super::short::Short;
use super::token::{Token, TokenKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words that stand for one kind of thing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// They belong to it only with a capital letter: 'May', not 'may'.
    #[serde(default)]
    pub capital: bool,
    /// They are no `{lower}`, `{plural}` or `{capital}` word.
    #[serde(default)]
    pub alone: bool,
    /// By the value they stand for: words with white space between them.
    pub words: BTreeMap<String, String>,
}

/// What a token, or the white space between two, is to the rules.
pub type Symbol = u16;
/// Stands for white space between tokens. First of the symbols.
pub const SPACE: Symbol = 0;

/// Classes that a token has by its form, not by a list.
const FIGURES: [&str; 13] = [
    "figure", "whole", "day", "month2", "hour", "two", "minute", "year", "clock4", "pointed",
    "dotted", "three", "four",
];
/// One number of each set of classes that a number can have, the plainest first.
const SAMPLES: [&str; 17] = [
    "150,000",
    "150",
    "0",
    "5",
    "00",
    "05",
    "15",
    "25",
    "45",
    "75",
    "0000",
    "2460",
    "1430",
    "1480",
    "1.5",
    "3.15",
    "14.05.2024",
];
const SHAPES: [&[&str]; 7] = [
    &["any"],
    &["any", "lower"],
    &["any", "lower", "plural"],
    &["any", "capital"],
    &["mark"],
    &["any", "lower", "ed"],
    &["any", "capital", "capitals"],
];

/// The symbols of all tokens. Tokens that no rule can tell apart share one.
pub struct Alphabet {
    /// Symbols of a known word: without and with a capital.
    words: ListedMap<Short, [Symbol; 2]>,
    /// By the classes of a number, as bits.
    figures: BTreeMap<usize, Symbol>,
    shapes: Vec<Symbol>,
    /// Symbols by class; a word itself is the class '=word'.
    members: BTreeMap<String, BTreeSet<Symbol>>,
    /// Values by class and word.
    values: HashMap<(Box<str>, Box<str>), Box<str>>,
    symbols: BTreeMap<BTreeSet<String>, Symbol>,
}

impl Alphabet {
    /// The alphabet that tells apart the words of `classes` and the `literal` words.
    pub fn new(classes: &BTreeMap<String, Class>, literal: &BTreeSet<String>) -> Self {
        let mut alphabet = Alphabet {
            words: ListedMap::default(),
            figures: BTreeMap::new(),
            shapes: Vec::new(),
            members: BTreeMap::new(),
            values: HashMap::new(),
            symbols: BTreeMap::new(),
        };
        let owned = |names: &[&str]| names.iter().map(|n| n.to_string()).collect();
        alphabet.shapes = (SHAPES.iter())
            .map(|names| alphabet.symbol(owned(names)))
            .collect();
        for mask in SAMPLES.map(figure) {
            let symbol = alphabet.symbol(figures(mask));
            alphabet.figures.insert(mask, symbol);
        }
        let mut of_word: BTreeMap<String, Vec<(&str, bool)>> = BTreeMap::new();
        for word in literal {
            of_word.entry(word.clone()).or_default();
        }
        for (name, class) in classes {
            for (value, words) in &class.words {
                for word in words.split_whitespace() {
                    let word = word.to_lowercase();
                    let key = (name.as_str().into(), word.as_str().into());
                    alphabet.values.insert(key, value.as_str().into());
                    let names = of_word.entry(word).or_default();
                    names.push((name, class.capital));
                }
            }
        }
        for (word, names) in of_word {
            let literal = literal.contains(&word).then(|| format!("={word}"));
            let symbols = [false, true].map(|capital| {
                let fits = names.iter().filter(|(_, only)| capital || !only);
                let alone = names
                    .iter()
                    .any(|(name, _)| classes.get(*name).is_some_and(|c| c.alone));
                let mut all = if alone {
                    owned(SHAPES[0])
                } else {
                    form(&word, capital)
                };
                all.extend(fits.map(|(name, _)| name.to_string()));
                all.extend(literal.clone());
                alphabet.symbol(all)
            });
            alphabet
                .words
                .extend(fold(&word).map(|word| (word, symbols)));
        }
        alphabet
    }

    fn symbol(&mut self, classes: BTreeSet<String>) -> Symbol {
        if let Some(&symbol) = self.symbols.get(&classes) {
            return symbol;
        }
        let symbol = self.size() as Symbol;
        for class in &classes {
            let members = self.members.entry(class.clone()).or_default();
            members.insert(symbol);
        }
        self.symbols.insert(classes, symbol);
        symbol
    }

    /// How many symbols there are, white space among them.
    pub fn size(&self) -> usize {
        self.symbols.len() + 1
    }

    /// The symbols of a class.
    pub fn members(&self, class: &str) -> Option<&BTreeSet<Symbol>> {
        self.members.get(class)
    }

    /// What `word` stands for as one of `class`.
    pub fn value(&self, class: &str, word: &str) -> Option<&str> {
        let key = (
            class.into(),
            word.replace(['’', '\u{92}'], "'").to_lowercase().into(),
        );
        self.values.get(&key).map(|value| &**value)
    }

    /// The symbol of a token with these words.
    pub fn of(&self, token: Token, word: &str) -> Symbol {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        match fold(word).and_then(|word| self.words.get(&word)) {
            Some(symbols) => symbols[usize::from(capital)],
            None if token.kind == TokenKind::Number => self.figures[&figure(word)],
            None if token.kind == TokenKind::Word => self.shapes[shape(word, capital)],
            None => self.shapes[4],
        }
    }
}

/// The classes that a word or number has by its form.
fn form(word: &str, capital: bool) -> BTreeSet<String> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return figures(figure(word));
    }
    let names = SHAPES[shape(word, capital)];
    names.iter().map(|name| name.to_string()).collect()
}

/// The classes of a number, given as bits.
fn figures(mask: usize) -> BTreeSet<String> {
    let of = (FIGURES.iter().enumerate()).filter(|(bit, _)| mask >> bit & 1 == 1);
    of.map(|(_, name)| name.to_string()).collect()
}

/// The lower-case form of a word with straight apostrophes; none for words too long to be known.
fn fold(word: &str) -> Option<Short> {
    Short::new(word, |c| match c {
        '’' | '\u{92}' => '\'',
        c => c.to_lowercase().next().unwrap_or(c),
    })
}

/// Index into [`SHAPES`].
fn shape(word: &str, capital: bool) -> usize {
    let letters = word.chars().next().is_some_and(char::is_alphabetic);
    let plural = word.len() > 3
        && word.ends_with('s')
        && !matches!(word.as_bytes(), [.., b's' | b'u' | b'i', b's']);
    let past = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed");
    match (letters, capital, plural) {
        (false, ..) => 4,
        (_, true, true) => 6,
        (_, true, false) => 3,
        (_, _, true) => 2,
        _ if word.chars().any(char::is_uppercase) => 0,
        _ if past => 5,
        _ => 1,
    }
}

/// Which of [`FIGURES`] a number is, as bits.
fn figure(word: &str) -> usize {
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    let number = (digits && word.len() <= 4).then(|| word.parse::<u32>().unwrap_or(0));
    let short =
        |low: u32, high: u32| word.len() <= 2 && number.is_some_and(|n| low <= n && n <= high);
    let is = [
        true,
        !word.contains('.'),
        short(1, 31),
        short(1, 12),
        short(0, 24),
        digits && word.len() == 2,
        digits && word.len() == 2 && short(0, 59),
        word.len() == 4 && number.is_some_and(|n| (1000..2200).contains(&n)),
        word.len() == 4 && number.is_some_and(|n| n / 100 <= 24 && n % 100 < 60),
        pointed_clock(word),
        dotted_date(word).is_some(),
        digits && word.len() == 3,
        digits && word.len() == 4,
    ];
    is.iter()
        .enumerate()
        .map(|(bit, &is)| usize::from(is) << bit)
        .sum()
}

/// Hour and minute with a point between: '3.15', '11.45'.
fn pointed_clock(word: &str) -> bool {
    let Some((hour, minute)) = word.split_once('.') else {
        return false;
    };
    let below = |part: &str, end: u32| {
        part.bytes().all(|b| b.is_ascii_digit()) && part.parse().is_ok_and(|n: u32| n < end)
    };
    hour.len() <= 2 && minute.len() == 2 && below(hour, 25) && below(minute, 60)
}

/// Day, month and year with points between, as year-month-day: '14.05.2024'.
pub fn dotted_date(word: &str) -> Option<String> {
    let mut parts = word.split('.').map(|part| part.parse::<u32>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let is = (1..=31).contains(&day) && (1..=12).contains(&month) && (1000..2200).contains(&year);
    (is && parts.next().is_none()).then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_symbol() {
        let known = SAMPLES.map(figure);
        assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len());
        let plain =
            (0..=10_000).flat_map(|n| [format!("{n}"), format!("{n:02}"), format!("{n:04}")]);
        let parted = (0..=70).flat_map(|n| {
            [
                format!("{n}.{n:02}"),
                format!("{n}.{n}.2024"),
                format!("{n},000"),
                format!("{n}½"),
            ]
        });
        for number in plain.chain(parted) {
            assert!(known.contains(&figure(&number)), "{number}");
        }
    }
}
