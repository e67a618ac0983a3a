//! The cases beside the rules.

use crate::annotate::annotate;
use crate::annotate::tests::body;
use crate::lexicon;
use crate::model::Attribution;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Rule {
    name: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    gives: Vec<String>,
}

/// 'words | source | type | told'.
fn row(a: &Attribution) -> String {
    let kind = format!("{:?}", a.source_type).to_lowercase();
    let told = a.told.as_deref().unwrap_or("");
    format!("{} | {} | {kind} | {told}", a.excerpt.text, a.source)
}

#[test]
fn rules_give_their_cases() {
    let file = include_str!("../../../lang/en/attribution.toml");
    let rules: BTreeMap<String, Vec<Rule>> = lexicon::data("attribution.toml", file);
    let mut wrong = Vec::new();
    for rule in rules.values().flatten() {
        assert!(!rule.cases.is_empty(), "{} has no case", rule.name);
        for case in &rule.cases {
            let found: Vec<String> = annotate(&body(&case.text))
                .attributions
                .iter()
                .map(row)
                .collect();
            if found != case.gives {
                wrong.push(format!(
                    "{}: {}\n  wanted {:?}\n  found  {found:?}",
                    rule.name, case.text, case.gives
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn translated_words_say_so() {
    let found = annotate(&body("“We won,” said Lee, as translated by Reuters."));
    assert!(found.attributions.iter().any(|a| a.translated));
    assert_eq!(found.quotations[0].via.as_deref(), Some("Reuters"));
}
