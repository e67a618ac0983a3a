//! What a line's own words say about it: the rules of `lang/en/furniture.toml`, and of
//! `lang/furniture.toml` for other languages.

use crate::lexicon;
use crate::lexicon::shape::Shape;
use crate::lexicon::whether::Whether;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
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
    patterns: Vec<OnceLock<Whether>>,
    /// Rules that say something of long lines, too.
    prose: Hints,
    /// All rules.
    all: Hints,
    parts: BTreeMap<String, String>,
}

/// Which of some rules may hold of a line.
struct Hints {
    /// `None` where no rule has hints.
    search: Option<AhoCorasick>,
    /// The rule of each hint.
    of_hint: Vec<usize>,
    /// Rules without hints, as bits.
    unhinted: u128,
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
        let hints = |counts: &dyn Fn(&Rule) -> bool| {
            let rules = (0..).zip(&file.rule).filter(|(_, rule)| counts(rule));
            Hints::new(rules, &file.hint).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        Furniture {
            prose: hints(&|rule| rule.prose),
            all: hints(&|_| true),
            patterns: file.rule.iter().map(|_| OnceLock::new()).collect(),
            rules: file.rule,
            parts: file.part,
        }
    }

    /// The signs of a trimmed line.
    fn signs(&self, line: &str) -> Signs {
        let mut signs = Signs::default();
        let head = cut(line, LOOK);
        let bracketed = line.starts_with(['[', '(']) && line.len() <= 2 * SHORT;
        let hints = match line.len() <= SHORT || bracketed {
            true => &self.all,
            false => &self.prose,
        };
        let hinted = hints.of(head);
        for at in (0..self.rules.len()).filter(|at| hinted & 1 << at != 0) {
            if self.holds(at, head) {
                signs.add(self.rules[at].sign);
            }
        }
        signs
    }

    /// Whether a rule holds of the head of a line.
    fn holds(&self, at: usize, head: &str) -> bool {
        let rule = &self.rules[at];
        let pattern = || made(Whether::new(&expand(&rule.pattern, &self.parts)));
        let pattern = self.patterns[at].get_or_init(pattern);
        match rule.prose {
            true => pattern.is_match(&unquoted(head)),
            false => pattern.is_match(head),
        }
    }
}

impl Hints {
    /// Hints of rules, some of which stand in `lists`.
    fn new<'r>(
        rules: impl Iterator<Item = (usize, &'r Rule)>,
        lists: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, aho_corasick::BuildError> {
        let shared = |hint: &String| lists.get(hint.strip_prefix('{')?.strip_suffix('}')?);
        let (mut all, mut of_hint, mut unhinted) = (Vec::new(), Vec::new(), 0);
        for (at, rule) in rules {
            let before = all.len();
            for hint in &rule.hints {
                all.extend(shared(hint).map_or(std::slice::from_ref(hint), Vec::as_slice));
            }
            of_hint.resize(all.len(), at);
            unhinted |= u128::from(all.len() == before) << at;
        }
        // Every byte of every line is looked at: larger and built more slowly, but fast.
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&all)?;
        Ok(Hints {
            search: (!all.is_empty()).then_some(search),
            of_hint,
            unhinted,
        })
    }

    /// Rules without hints, and those of which a hint stands in the line, as bits.
    fn of(&self, line: &str) -> u128 {
        let found = self.search.iter();
        let found = found.flat_map(|search| search.find_overlapping_iter(line));
        found.fold(self.unhinted, |bits, hint| {
            bits | 1 << self.of_hint[hint.pattern()]
        })
    }
}

/// A regular expression that may name the parts of the data file.
pub(super) fn pattern(pattern: &str) -> Regex {
    made(Regex::new(&expand(pattern, &ENGLISH.parts)))
}

/// The same, of which only the place of its parts is asked.
pub(super) fn shape(pattern: &str) -> Shape {
    made(Shape::new(&expand(pattern, &ENGLISH.parts)))
}

/// The same, of which only is asked whether it matches.
pub(super) fn whether(pattern: &str) -> Whether {
    made(Whether::new(&expand(pattern, &ENGLISH.parts)))
}

fn made<T>(pattern: Result<T, impl Display>) -> T {
    pattern.unwrap_or_else(|error| panic!("furniture.toml: {error}"))
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
                let regex: Regex = made(Regex::new(&expand(&rule.pattern, &file.part)));
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
