//! Names as comparable words: folded spelling, acronyms, transliteration skeletons.

use super::given_name;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that many languages put between or before the parts of a name, and letters before those of
/// ships.
const PARTICLES: [&str; 10] = [
    "al", "el", "ul", "the", "as", "ash", "mv", "hms", "uss", "rms",
];
/// Words that acronyms often skip.
const SMALL: [&str; 9] = ["of", "the", "and", "for", "in", "on", "de", "to", "a"];
/// Words after which a longer name is another thing: 'al-Qaeda in Iraq'.
const PREPOSITIONS: [&str; 6] = ["in", "of", "for", "at", "on", "to"];

/// Words that begin a family name.
const SURNAME_PARTICLES: [&str; 16] = [
    "bin", "ibn", "ben", "bint", "van", "von", "de", "del", "della", "di", "da", "dos", "du", "la",
    "le", "ould",
];

/// Words after a name that tell son from father.
const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// A name in folded words: lower case, without accents, apostrophes, stops and leading article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForm {
    /// The words joined by spaces.
    pub key: String,
    /// The words; hyphens separate.
    pub words: Vec<String>,
    /// The name as one token of capitals, folded: 'un' for 'U.N.', 'aoc' for 'AoC'.
    pub acronym: Option<String>,
    /// One word of several with hyphens between, each with a capital: 'Marsh-Cole'.
    pub hyphened: bool,
}

impl NameForm {
    /// The form of a name as written.
    pub fn new(name: &str) -> Self {
        let words = words(name);
        NameForm {
            key: words.join(" "),
            acronym: acronym(name),
            hyphened: is_hyphened(name),
            words,
        }
    }

    /// 'jr' of 'Anton Marsh Jr.'; a queen or a pope of two words is only told by number.
    pub fn generation(&self) -> Option<&str> {
        let last = self.words.last()?.as_str();
        let least = if matches!(last, "jr" | "sr") { 2 } else { 3 };
        let after_name = self.words.len() >= least && GENERATIONS.contains(&last);
        after_name.then_some(last)
    }

    /// The words without particles and generation; all words when nothing else is left.
    pub fn core(&self) -> Vec<&str> {
        let named = self.words.len() - usize::from(self.generation().is_some());
        let core: Vec<&str> = self.words[..named]
            .iter()
            .map(String::as_str)
            .filter(|word| !PARTICLES.contains(word))
            .collect();
        if core.is_empty() {
            self.words.iter().map(String::as_str).collect()
        } else {
            core
        }
    }

    /// The name is the end of a longer one: from its particle on ('van Dijk' of 'Piet van Dijk'), or
    /// behind a given name and with none itself ('Marsh-Cole' of 'Ann Marsh-Cole').
    pub fn is_surname_of(&self, full: &NameForm) -> bool {
        let (short, full) = (self.core(), full.core());
        let given = |word: &str| given_name::bearer(word).is_some();
        let family = |first: &str| {
            SURNAME_PARTICLES.contains(&first)
                || first.chars().nth(1).is_some()
                    && !given(first)
                    && (self.hyphened || given(full[0]))
        };
        short.len() > 1 && full.len() > short.len() && full.ends_with(&short) && family(short[0])
    }

    /// First letters of all words, of those that acronyms keep, and of those without particles.
    pub fn initials(&self) -> Vec<String> {
        let of = |skip: &dyn Fn(&str) -> bool| -> String {
            let kept = self.words.iter().filter(|word| !skip(word));
            kept.filter_map(|word| word.chars().next()).collect()
        };
        let mut initials = vec![
            of(&|_| false),
            of(&|word| SMALL.contains(&word)),
            of(&|word| SMALL.contains(&word) || PARTICLES.contains(&word)),
        ];
        initials.retain(|letters| letters.chars().count() > 1);
        initials.dedup();
        initials
    }

    /// The longer of the two names is the shorter one and a preposition phrase.
    pub fn narrows(&self, other: &NameForm) -> bool {
        let (short, long) = if self.words.len() < other.words.len() {
            (self.core(), other.core())
        } else {
            (other.core(), self.core())
        };
        long.starts_with(&short)
            && long
                .get(short.len())
                .is_some_and(|word| PREPOSITIONS.contains(word))
    }
}

/// The key of a name as written, and nothing else of its form.
pub fn key(name: &str) -> String {
    words(name).join(" ")
}

/// The words of a name without leading article.
fn words(name: &str) -> Vec<String> {
    let mut words = fold(name);
    while words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    words
}

/// Words in lower case without accents, apostrophes and stops.
pub fn fold(name: &str) -> Vec<String> {
    match name.is_ascii() {
        true => folded(name.chars()),
        false => folded(name.nfd().filter(|c| !is_combining_mark(*c))),
    }
}

fn folded(letters: impl Iterator<Item = char>) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in letters {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '.' => {}
            c if c.is_alphanumeric() || c == '&' => {
                if let Some(word) = words.last_mut() {
                    match c.is_ascii() {
                        true => word.push(c.to_ascii_lowercase()),
                        false => word.extend(c.to_lowercase()),
                    }
                }
            }
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_hyphened(name: &str) -> bool {
    let capital = |part: &str| part.starts_with(char::is_uppercase);
    name.contains('-') && !name.contains(' ') && name.split('-').all(capital)
}

fn acronym(name: &str) -> Option<String> {
    let one = name
        .chars()
        .all(|c| c.is_alphanumeric() || c == '.' || c == '&');
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let is = one && (2..=8).contains(&letters) && capitals >= 2 && capitals * 2 > letters;
    is.then(|| {
        name.chars()
            .filter(|&c| c != '.')
            .flat_map(char::to_lowercase)
            .collect()
    })
}

/// Consonants of a word after evening out transliterations: 'krtm' for Khartoum and Khartum.
pub fn skeleton(word: &str) -> String {
    const EVEN: [(&str, &str); 8] = [
        ("kh", "k"),
        ("gh", "g"),
        ("dh", "d"),
        ("ph", "f"),
        ("ck", "k"),
        ("q", "k"),
        ("w", "v"),
        ("th", "t"),
    ];
    let mut even = Cow::Borrowed(word);
    // Most words have no letter that any of these ends in.
    let uneven = |b: u8| matches!(b, b'h' | b'k' | b'q' | b'w');
    let uneven = word.bytes().any(uneven);
    for (from, to) in EVEN.into_iter().filter(|_| uneven) {
        if even.contains(from) {
            even = even.replace(from, to).into();
        }
    }
    let mut skeleton = String::new();
    for (n, c) in even.chars().enumerate() {
        // Inside a word 'j' is often the sound that others write 'y'.
        let vowel = is_vowel(c) || c == 'j' && n > 0;
        let c = if vowel { 'a' } else { c };
        if (n == 0 || !vowel) && !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Two folded words can be spellings of one name.
pub fn same_spelling(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let ends = |word: &str| word.chars().next_back().filter(|&c| is_vowel(c));
    a.len().min(b.len()) >= 5
        && ends(a) == ends(b)
        && skeleton(a) == skeleton(b)
        && skeleton(a).chars().count() >= 3
        && distance(a, b) <= 2
        && !super::known_alias::are_apart(a, b)
}

/// Edit distance (Levenshtein) of two words, cut to 24 letters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(24).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().take(24).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &d) in b.iter().enumerate() {
            let replace = diagonal + usize::from(c != d);
            diagonal = row[j + 1];
            row[j + 1] = replace.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spelling() {
        for (name, key) in [
            ("The al-Qaʼida", "al qaida"),
            ("U.N.", "un"),
            ("Ana Peña-Öst", "ana pena ost"),
            ("AT&T", "at&t"),
            ("", ""),
        ] {
            assert_eq!(NameForm::new(name).key, key);
        }
    }

    #[test]
    fn knows_acronyms_and_initials() {
        assert_eq!(NameForm::new("AoC").acronym.as_deref(), Some("aoc"));
        assert_eq!(NameForm::new("U.N.").acronym.as_deref(), Some("un"));
        assert_eq!(NameForm::new("Bob").acronym, None);
        let has = |name: &str, letters: &str| {
            NameForm::new(name).initials().contains(&letters.to_owned())
        };
        assert!(has("Army of Conquest", "aoc"));
        assert!(has("Union of the Free Press", "ufp"));
        assert!(has("al-Qasr in Egypt", "aqe"));
    }

    #[test]
    fn traps_stay_apart() {
        for (a, b) in [
            ("mohammed", "muhammad"),
            ("abdallah", "abdullah"),
            ("hussein", "hussain"),
            ("khartoum", "khartum"),
            ("iljan", "ilyan"),
            ("dvorek", "dworek"),
        ] {
            assert!(same_spelling(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("mohammed", "mahmoud"),
            ("hussein", "hassan"),
            ("hamas", "hamad"),
            ("iran", "iraq"),
            ("niger", "nigeria"),
            ("roberto", "roberta"),
        ] {
            assert!(!same_spelling(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_surname_stands_behind_a_given_name() {
        let surname = |a: &str, b: &str| NameForm::new(a).is_surname_of(&NameForm::new(b));
        assert!(surname("van Dijk", "Piet van Dijk"));
        assert!(surname("Marsh-Cole", "Ann Marsh-Cole"));
        assert!(surname("Ríos Prado", "Ana Ríos Prado"));
        assert!(surname("Ocho-Tarn", "Ixelia Ocho-Tarn"));
        assert!(!surname("Ocho Tarn", "Ixelia Ocho Tarn"));
        assert!(surname("Ní Bhriain", "Ana Ní Bhriain"));
        assert!(!surname("Paul Jones", "John Paul Jones"));
        assert!(!surname("Lou Marsh", "Caption Lou Marsh"));
        assert!(!surname("van Dijk", "van Dijk"));
    }

    #[test]
    fn a_branch_is_not_the_whole() {
        let narrows = |a: &str, b: &str| NameForm::new(a).narrows(&NameForm::new(b));
        assert!(narrows("al-Qasr in Egypt", "Al Qasr"));
        assert!(!narrows("Qasr Front", "al-Qasr"));
    }
}
