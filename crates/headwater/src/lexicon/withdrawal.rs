//! How outlets take words back.

use super::pattern::Patterns;
use crate::model::Span;
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
    /// The words that were wrong; `None` when a whole report is withdrawn.
    pub wrong: Option<Span>,
    /// The words that stand instead.
    pub right: Option<Span>,
    /// Rule that found them.
    pub rule: &'static str,
}

/// Whether the sentence at `span` may withdraw a whole report, by one of the rules that name no words
/// as wrong.
pub fn may_recall(text: &str, span: Span) -> bool {
    RULES.is_match_without("wrong", span.trim(text).of(text))
}

/// What the sentence at `span` withdraws, by the first rule that matches.
pub fn find(text: &str, span: Span) -> Option<Withdrawn> {
    let sentence = span.trim(text);
    let (rule, found) = RULES.captures(text, sentence)?;
    let part = |group: &str| {
        let part = found.name(group)?;
        let (start, end) = (sentence.start + part.start(), sentence.start + part.end());
        Some(Span::new(start, end))
    };
    Some(Withdrawn {
        wrong: part("wrong"),
        right: part("right"),
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
            }
            for text in &rule.no {
                let found = find(text, Span::new(0, text.len()));
                assert!(found.is_none_or(|w| w.rule != rule.name), "{text}");
            }
        }
    }
}
