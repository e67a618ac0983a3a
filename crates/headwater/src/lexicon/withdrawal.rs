//! How outlets take words back.

use super::pattern::Patterns;
use crate::model::Span;
use regex::{Captures, Match};
use std::sync::LazyLock;

static RULES: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "withdrawals.toml",
        include_str!("../../lang/en/withdrawals.toml"),
    )
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
    use crate::lexicon;
    use serde::Deserialize;

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
        let cases: Cases = lexicon::data(
            "withdrawals.toml",
            include_str!("../../lang/en/withdrawals.toml"),
        );
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
}
