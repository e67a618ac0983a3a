//! What a line's own words say about it: the rules of `lang/en/furniture.toml`.

use crate::lexicon;
use regex::{RegexSet, RegexSetBuilder};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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
    /// Heading of readers' comments.
    Comments,
    /// Comments end here.
    CommentsEnd,
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

    pub fn any(self, signs: &[Sign]) -> bool {
        signs.iter().any(|&sign| self.has(sign))
    }

    fn add(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u16;
    }
}

#[derive(Deserialize)]
struct File {
    part: BTreeMap<String, String>,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Rule {
    name: String,
    sign: Sign,
    #[serde(default)]
    prose: bool,
    pattern: String,
    cases: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// Rules that are looked for in lines of one kind.
struct Set {
    regex: RegexSet,
    signs: Vec<Sign>,
}

impl Set {
    fn new<'a>(rules: impl Iterator<Item = &'a Rule>, parts: &BTreeMap<String, String>) -> Self {
        let (patterns, signs): (Vec<_>, _) =
            rules.map(|r| (expand(&r.pattern, parts), r.sign)).unzip();
        let regex = RegexSetBuilder::new(patterns)
            .size_limit(64 << 20)
            .dfa_size_limit(16 << 20)
            .build()
            .unwrap_or_else(|error| panic!("lang/en/furniture.toml: {error}"));
        Set { regex, signs }
    }

    fn mark(&self, line: &str, signs: &mut Signs) {
        for at in &self.regex.matches(line) {
            signs.add(self.signs[at]);
        }
    }
}

/// Puts the parts in their places; parts may hold parts.
fn expand(pattern: &str, parts: &BTreeMap<String, String>) -> String {
    let mut pattern = pattern.to_string();
    for _ in 0..3 {
        for (name, part) in parts {
            pattern = pattern.replace(&format!("{{{name}}}"), part);
        }
    }
    pattern
}

struct Furniture {
    short: Set,
    prose: Set,
    parts: BTreeMap<String, String>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let file = file();
    Furniture {
        short: Set::new(file.rule.iter().filter(|r| !r.prose), &file.part),
        prose: Set::new(file.rule.iter().filter(|r| r.prose), &file.part),
        parts: file.part,
    }
});

fn file() -> File {
    lexicon::data(
        "en/furniture.toml",
        include_str!("../../lang/en/furniture.toml"),
    )
}

/// A regular expression that may name the parts of the data file.
pub(super) fn pattern(pattern: &str) -> regex::Regex {
    let pattern = expand(pattern, &FURNITURE.parts);
    regex::Regex::new(&pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// Longest line, in bytes, that can be furniture by its form; pleas may be longer.
const SHORT: usize = 300;

/// Longest stretch of a line, in bytes, that is looked at.
const LOOK: usize = 1200;

/// The signs of a trimmed line.
pub(super) fn signs(line: &str) -> Signs {
    let mut signs = Signs::default();
    if line.len() <= SHORT {
        FURNITURE.short.mark(line, &mut signs);
    } else if line.starts_with(['[', '(']) {
        FURNITURE.short.mark(cut(line, 2 * SHORT), &mut signs);
    }
    FURNITURE.prose.mark(&unquoted(cut(line, LOOK)), &mut signs);
    signs
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
        let file = file();
        let mut names = std::collections::BTreeSet::new();
        let mut wrong = Vec::new();
        for rule in &file.rule {
            assert!(names.insert(&rule.name), "{} is named twice", rule.name);
            assert!(!rule.cases.is_empty(), "{} has no case", rule.name);
            let regex = regex::Regex::new(&expand(&rule.pattern, &file.part)).unwrap();
            let applies = |line: &str| match rule.prose {
                true => regex.is_match(&unquoted(line)),
                false => line.len() <= SHORT && regex.is_match(line),
            };
            let missed = rule.cases.iter().filter(|case| !applies(case));
            wrong.extend(missed.map(|case| format!("{} misses {case}", rule.name)));
            let taken = rule.not.iter().filter(|case| applies(case));
            wrong.extend(taken.map(|case| format!("{} takes {case}", rule.name)));
            let signed = rule.cases.iter().all(|case| signs(case).has(rule.sign));
            assert!(signed || !wrong.is_empty(), "{} gives no sign", rule.name);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
