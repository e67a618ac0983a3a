//! The cases beside the rules.

use crate::annotate::annotate;
use crate::annotate::tests::{Rule, body, rules_give_their_cases};
use crate::lexicon;
use crate::model::Attribution;
use std::collections::BTreeMap;

/// 'words | source | type | told'.
fn row(a: &Attribution) -> String {
    let kind = format!("{:?}", a.source_type).to_lowercase();
    let told = a.told.as_deref().unwrap_or("");
    format!("{} | {} | {kind} | {told}", a.excerpt.text, a.source)
}

#[test]
fn every_case_holds() {
    let file = include_str!("../../../lang/en/attribution.toml");
    let rules: BTreeMap<String, Vec<Rule>> = lexicon::data("attribution.toml", file);
    rules_give_their_cases(rules.values().flatten(), |text| {
        annotate(&body(text)).attributions.iter().map(row).collect()
    });
}

#[test]
fn translated_words_say_so() {
    let found = annotate(&body("“We won,” said Lee, as translated by Reuters."));
    assert!(found.attributions.iter().any(|a| a.translated));
    assert_eq!(found.quotations[0].via.as_deref(), Some("Reuters"));
    let via = |outlet: Option<&str>| {
        let mut document = body("“We won,” Ann Lee told the Post.");
        document.outlet = outlet.map(String::from);
        annotate(&document).quotations.remove(0).via
    };
    assert_eq!(via(Some("Harbour Gazette")).as_deref(), Some("Post"));
    assert_eq!(via(Some("Harbour Post")), None);
    assert_eq!(via(None), None);
}
