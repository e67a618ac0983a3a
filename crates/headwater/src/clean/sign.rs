//! What a line's own words say about it: the rules of `lang/en/furniture.toml`, and of
//! `lang/furniture.toml` for other languages.

use crate::lexicon;
use aho_corasick::AhoCorasick;
use regex::Regex;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// What the words of a line show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sign {
    /// Furniture wherever it stands.
    Chrome,
    /// Furniture only beside other furniture.
    Button,
    /// Asks the reader for money, an address or a subscription.
    Plea,
    /// Heading of a list of other stories.
    List,
    /// Says who made a picture; the line before may be its caption.
    Credit,
    /// Words that belong to a picture.
    Caption,
    /// Says who wrote the article.
    Byline,
    /// A name alone with a comma: a writer, when it stands before the article.
    Writer,
    /// Says when the article was published or changed.
    Stamp,
    /// A date alone: that of the article, when it stands at its head.
    Date,
    /// The outlet corrects itself.
    Correction,
}

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    pub fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u16) != 0
    }

    /// How many there are.
    pub fn kinds(self) -> u8 {
        self.0.count_ones() as u8
    }

    pub fn any(self, signs: &[Sign]) -> bool {
        signs.iter().any(|&sign| self.has(sign))
    }

    /// These and others.
    pub fn and(self, others: Signs) -> Signs {
        Signs(self.0 | others.0)
    }

    fn add(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u16;
    }
}

#[derive(Deserialize)]
struct File {
    part: BTreeMap<String, String>,
    /// Lists of hints that several rules share.
    #[serde(default)]
    hint: BTreeMap<String, Vec<String>>,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Rule {
    name: String,
    sign: Sign,
    #[serde(default)]
    prose: bool,
    #[serde(default)]
    hints: Vec<String>,
    pattern: String,
    cases: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// Puts the parts in their places; parts may hold parts. Word boundaries and digits are those of
/// ASCII: with those of Unicode the search could not use automata on lines with curly quotes.
fn expand(pattern: &str, parts: &BTreeMap<String, String>) -> String {
    let mut pattern = pattern.to_string();
    for _ in 0..3 {
        for (name, part) in parts {
            pattern = pattern.replace(&format!("{{{name}}}"), part);
        }
    }
    pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")
}

/// The rules, ready for use. Most lines hold few hints, so that few rules are tried on them.
struct Furniture {
    rules: Vec<Rule>,
    /// Of each rule, made when a line first needs it.
    regexes: Vec<OnceLock<Regex>>,
    hints: AhoCorasick,
    /// The rule of each hint.
    of_hint: Vec<usize>,
    /// Rules without hints, as bits.
    unhinted: u128,
    parts: BTreeMap<String, String>,
}

static ENGLISH: LazyLock<Furniture> = LazyLock::new(|| Furniture::new(&FILES[0]));
static FOREIGN: LazyLock<Furniture> = LazyLock::new(|| Furniture::new(&FILES[1]));

/// The data files with their names: English, and other languages.
const FILES: [(&str, &str); 2] = [
    (
        "en/furniture.toml",
        include_str!("../../lang/en/furniture.toml"),
    ),
    ("furniture.toml", include_str!("../../lang/furniture.toml")),
];

impl Furniture {
    fn new((name, text): &(&'static str, &str)) -> Self {
        let file: File = lexicon::data(name, text);
        let shared = |hint: &String| file.hint.get(hint.strip_prefix('{')?.strip_suffix('}')?);
        let hints = || {
            let rules = (0..).zip(&file.rule);
            rules.flat_map(|(at, rule)| {
                let each = |hint| match shared(hint) {
                    Some(list) => list.iter().collect(),
                    None => vec![hint],
                };
                rule.hints.iter().flat_map(each).map(move |h| (at, h))
            })
        };
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(hints().map(|(_, hint)| hint));
        let unhinted = (0..).zip(&file.rule).filter(|(_, r)| r.hints.is_empty());
        Furniture {
            unhinted: unhinted.fold(0, |bits, (at, _)| bits | 1u128 << at),
            hints: search.unwrap_or_else(|error| panic!("{name}: {error}")),
            of_hint: hints().map(|(at, _)| at).collect(),
            regexes: file.rule.iter().map(|_| OnceLock::new()).collect(),
            rules: file.rule,
            parts: file.part,
        }
    }

    /// The signs of a trimmed line.
    fn signs(&self, line: &str) -> Signs {
        let mut signs = Signs::default();
        let head = cut(line, LOOK);
        for at in self.candidates(head) {
            if self.holds(at, line, head) {
                signs.add(self.rules[at].sign);
            }
        }
        signs
    }

    /// Rules without hints, and those of which a hint stands in the line.
    fn candidates(&self, line: &str) -> impl Iterator<Item = usize> {
        let mut hinted = self.unhinted;
        for hint in self.hints.find_overlapping_iter(line) {
            hinted |= 1 << self.of_hint[hint.pattern()];
        }
        (0..self.rules.len()).filter(move |at| hinted & 1 << at != 0)
    }

    /// Whether a rule holds of a line, of which only the head is looked at.
    fn holds(&self, at: usize, line: &str, head: &str) -> bool {
        let rule = &self.rules[at];
        let regex = || regex(&rule.pattern, &self.parts);
        let matches = |text: &str| self.regexes[at].get_or_init(regex).is_match(text);
        let bracketed = line.starts_with(['[', '(']) && line.len() <= 2 * SHORT;
        match rule.prose {
            true => matches(&unquoted(head)),
            false => (line.len() <= SHORT || bracketed) && matches(head),
        }
    }
}

/// A regular expression that may name the parts of the data file.
pub(super) fn pattern(pattern: &str) -> Regex {
    regex(pattern, &ENGLISH.parts)
}

fn regex(pattern: &str, parts: &BTreeMap<String, String>) -> Regex {
    let pattern = expand(pattern, parts);
    Regex::new(&pattern).unwrap_or_else(|error| panic!("furniture.toml: {error}"))
}

/// Longest line, in bytes, that can be furniture by its form; pleas may be longer.
const SHORT: usize = 300;

/// Longest stretch of a line, in bytes, that is looked at.
const LOOK: usize = 1200;

/// The signs of a trimmed line by English words: those that the model of flat text knows.
pub(super) fn signs(line: &str) -> Signs {
    ENGLISH.signs(line)
}

/// The signs of a trimmed line by words of other languages.
pub(super) fn foreign(line: &str) -> Signs {
    FOREIGN.signs(line)
}

/// At most `len` bytes of `line`.
fn cut(line: &str, len: usize) -> &str {
    let end = (0..=len.min(line.len()))
        .rev()
        .find(|&at| line.is_char_boundary(at));
    &line[..end.unwrap_or(0)]
}

/// The line without what stands between quotation marks: other people's pleas are news.
fn unquoted(line: &str) -> Cow<'_, str> {
    if !line.contains(['"', '“']) {
        return Cow::Borrowed(line);
    }
    let mut quoted = false;
    let kept = line.chars().filter(|&c| {
        quoted = match c {
            '“' => true,
            '”' => false,
            '"' => !quoted,
            _ => quoted,
        };
        !quoted || c == '“'
    });
    Cow::Owned(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_hold_in_all_their_cases() {
        let mut names = std::collections::BTreeSet::new();
        let mut wrong = Vec::new();
        for (path, text) in FILES {
            let file: File = lexicon::data(path, text);
            let signs = Furniture::new(&(path, text));
            assert!(file.rule.len() <= 128, "a bit for each rule");
            for rule in &file.rule {
                assert!(
                    names.insert(rule.name.clone()),
                    "{} is named twice",
                    rule.name
                );
                assert!(!rule.cases.is_empty(), "{} has no case", rule.name);
                let regex = regex(&rule.pattern, &file.part);
                let applies = |line: &str| match rule.prose {
                    true => regex.is_match(&unquoted(line)),
                    false => line.len() <= SHORT && regex.is_match(line),
                };
                let missed = rule.cases.iter().filter(|case| !applies(case));
                wrong.extend(missed.map(|case| format!("{} misses {case}", rule.name)));
                let taken = rule.not.iter().filter(|case| applies(case));
                wrong.extend(taken.map(|case| format!("{} takes {case}", rule.name)));
                let unsigned = |case: &&String| !signs.signs(case).has(rule.sign);
                let unsigned = rule.cases.iter().filter(unsigned);
                wrong
                    .extend(unsigned.map(|case| format!("{} gives no sign for {case}", rule.name)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
