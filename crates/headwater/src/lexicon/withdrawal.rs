//! How outlets take words back.

use super::fold::stem;
use super::listed::ListedSet;
use super::pattern::Patterns;
use crate::lexicon;
use crate::model::Span;
use regex::{Captures, Match, Regex};
use serde::Deserialize;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../lang/en/withdrawals.toml");

static RULES: LazyLock<Patterns> = LazyLock::new(|| Patterns::load("withdrawals.toml", FILE));

static PUT_RIGHT: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "put_right.toml",
        include_str!("../../lang/en/put_right.toml"),
    )
});

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Words {
    notice_words: String,
}

/// Stems of what notices say of any text.
static NOTICE: LazyLock<ListedSet<String>> = LazyLock::new(|| {
    let words: Words = lexicon::data("withdrawals.toml", FILE);
    let words = words.notice_words.split(' ');
    words.map(|word| stem(word).to_string()).collect()
});

/// What a sentence withdraws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The words that say so.
    pub said: Span,
    /// The words that were wrong; `None` when a whole report is withdrawn.
    pub wrong: Option<Span>,
    /// The words that stand instead.
    pub right: Option<Span>,
    /// Who withdraws, or whose report is withdrawn; `None` when it is whoever writes.
    pub by: Option<Span>,
    /// Rule that found them.
    pub rule: &'static str,
}

/// The whole report that the sentence at `span` withdraws, by the first of the rules that name no
/// words as wrong.
pub fn recall(text: &str, span: Span) -> Option<Withdrawn> {
    let sentence = span.trim(text);
    withdrawn(sentence, RULES.captures_without("wrong", text, sentence)?)
}

/// What the sentence of a correction at `span` withdraws, by the first rule that matches.
pub fn find(text: &str, span: Span) -> Option<Withdrawn> {
    let sentence = span.trim(text);
    withdrawn(sentence, RULES.captures(text, sentence)?)
}

/// What the sentence of a correction at `span` takes back, part by part: 'to show that he is 57, not 59,
/// and that she is 40, not 42'.
pub fn find_all(text: &str, span: Span) -> Vec<Withdrawn> {
    let sentence = span.trim(text);
    let words = sentence.of(text);
    let mut parts = JOINTS.find_iter(words).map(|joint| {
        let begins = joint.as_str().ends_with("from ");
        let next = if begins {
            joint.end() - "from ".len()
        } else {
            joint.end()
        };
        (sentence.start + joint.start(), sentence.start + next)
    });
    let Some((end, next)) = parts.next() else {
        return find(text, sentence).into_iter().collect();
    };
    let first = find(text, Span::new(sentence.start, end));
    let mut rest = find_all(text, Span::new(next, sentence.end));
    let valued = |it: &Withdrawn| it.wrong.is_some() && it.right.is_some();
    match first.filter(valued) {
        Some(first) if !rest.is_empty() && rest.iter().all(valued) => {
            rest.insert(0, first);
            rest
        }
        _ => find(text, sentence).into_iter().collect(),
    }
}

/// Words that join two corrections in one sentence.
static JOINTS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r",? and (?:that |from )";
    Regex::new(pattern).unwrap_or_else(|error| panic!("joints of corrections: {error}"))
});

/// What the sentence at `span` gives instead of what the sentence before withdrew: 'It was 12.'
pub fn put_right(text: &str, span: Span) -> Option<Span> {
    let sentence = span.trim(text);
    withdrawn(sentence, PUT_RIGHT.captures(text, sentence)?)?.right
}

/// Notices say this of any text, so that the stem tells no correction from another.
pub fn is_of_notices(stem: &str) -> bool {
    NOTICE.contains(stem)
}

fn withdrawn(sentence: Span, (rule, found): (&'static str, Captures)) -> Option<Withdrawn> {
    let at = |part: Match| Span::new(sentence.start + part.start(), sentence.start + part.end());
    Some(Withdrawn {
        said: at(found.get(0)?),
        wrong: found.name("wrong").map(at),
        right: found.name("right").map(at),
        by: found.name("by").map(at),
        rule,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Cases {
        rule: Vec<RuleCases>,
    }

    #[derive(Deserialize)]
    struct RuleCases {
        name: String,
        yes: Vec<Case>,
        no: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Case {
        text: String,
        wrong: Option<String>,
        right: Option<String>,
        by: Option<String>,
    }

    #[test]
    fn every_case_holds() {
        let cases: Cases = lexicon::data("withdrawals.toml", FILE);
        for rule in cases.rule {
            for case in &rule.yes {
                let found = find(&case.text, Span::new(0, case.text.len())).expect(&case.text);
                let words = |span: Option<Span>| span.map(|s| s.of(&case.text).to_string());
                assert_eq!(found.rule, rule.name, "{}", case.text);
                assert_eq!(words(found.wrong), case.wrong, "{}", case.text);
                assert_eq!(words(found.right), case.right, "{}", case.text);
                assert_eq!(words(found.by), case.by, "{}", case.text);
            }
            for text in &rule.no {
                let found = find(text, Span::new(0, text.len()));
                assert!(found.is_none_or(|w| w.rule != rule.name), "{text}");
            }
        }
    }

    #[test]
    fn one_sentence_takes_back_twice() {
        let wrong = |text: &'static str| -> Vec<&str> {
            let all = find_all(text, Span::new(0, text.len())).into_iter();
            all.filter_map(|it| Some(it.wrong?.of(text))).collect()
        };
        assert_eq!(
            wrong(
                "This story has been corrected to reflect that the pilot's name is Marrow, not Marow, and that she was 57 years old, not 59."
            ),
            ["Marow", "59"]
        );
        assert_eq!(
            wrong(
                "This story has been corrected to fix the spelling of two names from Keli Marrow to Kelly Marrow and from Reba Dint to Rheba Dint."
            ),
            ["Keli Marrow", "Reba Dint"]
        );
        assert_eq!(
            wrong(
                "An earlier version of this story said that the quay was closed and that 12 people were hurt."
            ),
            ["the quay was closed and that 12 people were hurt"]
        );
    }

    #[test]
    fn the_next_sentence_puts_right() {
        let right = |text: &'static str| put_right(text, Span::new(0, text.len()));
        let words = |text| right(text).map(|span: Span| span.of(text));
        assert_eq!(words("It was £2.4m."), Some("£2.4m"));
        assert_eq!(words("The correct figure is 12."), Some("12"));
        assert_eq!(words("In fact the fine was £40,000."), Some("£40,000"));
        assert_eq!(words("We apologise for the error."), None);
    }
}
