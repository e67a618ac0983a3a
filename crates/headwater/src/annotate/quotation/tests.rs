//! The cases beside the rules, and properties that hold for every text.

use crate::annotate::annotate;
use crate::annotate::tests::{Rule, body, rules_give_their_cases};
use crate::lexicon;
use crate::model::{Excerpt, Quotation};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    verbs: Vec<Rule>,
    nouns: Vec<Rule>,
    phrases: Vec<Rule>,
}

fn quotations(text: &str) -> Vec<Quotation> {
    annotate(&body(text)).quotations
}

/// 'kind | contents | cue | source'.
fn row(q: &Quotation) -> String {
    let contents: Vec<&str> = q.contents.iter().map(|e| &*e.text).collect();
    let kind = format!("{:?}", q.kind).to_lowercase();
    let words = |e: &Option<Excerpt>| e.as_ref().map_or(String::new(), |e| e.text.to_string());
    format!(
        "{kind} | {} | {} | {}",
        contents.join(" … "),
        words(&q.cue),
        words(&q.source)
    )
}

#[test]
fn reporting_words_give_their_cases() {
    let file = include_str!("../../../lang/en/reporting.toml");
    let rules: Rules = lexicon::data("reporting.toml", file);
    let all = rules.verbs.iter().chain(&rules.nouns).chain(&rules.phrases);
    rules_give_their_cases(all, |text| quotations(text).iter().map(row).collect());
}

#[derive(Deserialize)]
struct Spoken {
    cases: Vec<Case>,
}

#[derive(Clone, Deserialize)]
struct Case {
    text: String,
    speakers: Vec<String>,
}

#[test]
fn speakers_are_whom_the_cases_name() {
    let speakers = include_str!("../../../lang/en/speakers.toml");
    let dead = include_str!("../../../lang/en/dead.toml");
    let cases = |name, file| lexicon::data::<Spoken>(name, file).cases;
    for case in [cases("speakers.toml", speakers), cases("dead.toml", dead)].concat() {
        let found = quotations(&case.text);
        let named = |q: &Quotation| q.speaker.clone().unwrap_or_default().to_string();
        let speakers: Vec<String> = found.iter().map(named).collect();
        assert_eq!(speakers, case.speakers, "{}", case.text);
    }
}

proptest! {
    #[test]
    fn every_text_gives_valid_sorted_spans(text in "([\"'“”‘’(),.:—?\n ]|said|Lee|he|that|the|é| told | and |[a-z]{1,3}){0,40}") {
        let found = quotations(&text);
        for q in &found {
            prop_assert!(!q.contents.is_empty());
            for e in q.contents.iter().chain(&q.cue).chain(&q.source) {
                prop_assert_eq!(e.span.of(&text), &*e.text);
            }
        }
        prop_assert!(found.is_sorted_by_key(|q| q.contents[0].span.start));
    }
}
