//! Properties of whole piles: small ones, put together from sentence patterns.

use headwater::model::{Case, Markup, Raw, Stated};
use headwater::pipeline;
use headwater::publish::tables::TABLES;
use headwater::relate::workers::Workers;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::HashMap;

const PATTERNS: [&str; 12] = [
    "{who} said the {thing} had been closed on {day}.",
    "“We will not leave the {thing} before the last boat,” said {who}, the harbour minister.",
    "\"We will not leave the {thing} before the last boat\", {who} told Reuters.",
    "At least {n} people were injured at the {thing}, according to the Port Authority (PA).",
    "Up to {n} people were injured at the {thing}, the PA said.",
    "The Northline agency reported that {who} had left the {thing} [in the north] on {day}.",
    "“We will {odd} leave the {thing}…” he said in an audiotape, as translated by Reuters.",
    "{odd} – {who}: „Der {thing}“ (AP)",
    "Share this on Facebook",
    "The storm that struck the {thing} was the worst since {n}, residents of Port Lorne said.",
    "{who}, also known as the Ferryman, did not say who closed the {thing}.",
    "She said that “the {thing}” was {odd}, and that “{n} {odd} is not enough” for anyone.",
];
const WHO: [&str; 4] = ["Ada Brandt", "Brandt", "Tomas Rehn", "Mr Rehn"];
const THINGS: [&str; 4] = ["ferry", "old harbour", "coastal road", "strike"];
const DAYS: [&str; 3] = ["Monday", "Wednesday", "3 May 2021"];
const ODD: [&str; 5] = ["", "«", "é\u{301}’", "🚢 not", "\u{202e}not"];

/// Two threads, the second of which begins at the end.
const PAIR: Workers = Workers {
    each: |count, part| {
        std::thread::scope(|scope| {
            let half = count / 2;
            scope.spawn(move || (half..count).rev().for_each(part));
            (0..half).for_each(part);
        })
    },
};

fn sentence() -> impl Strategy<Value = String> {
    let of = |list: &'static [&'static str]| proptest::sample::select(list);
    let slots = (of(&WHO), of(&THINGS), of(&DAYS), of(&ODD), 1..2100u32);
    (of(&PATTERNS), slots).prop_map(|(pattern, (who, thing, day, odd, n))| {
        let filled = pattern.replace("{who}", who).replace("{thing}", thing);
        let filled = filled.replace("{day}", day).replace("{odd}", odd);
        filled.replace("{n}", &n.to_string())
    })
}

fn article(number: usize, sentences: &[String], dated: bool) -> Raw {
    let published = dated.then(|| format!("2021-05-0{}", 1 + number % 9));
    Raw {
        path: "pile.jsonl".into(),
        record: Some(number + 1),
        hash: String::new(),
        markup: Markup::Plain,
        text: sentences.join(if number.is_multiple_of(2) { " " } else { "\n" }),
        stated: Stated {
            id: Some(format!("d{number}")),
            title: Some("News from the harbour of Port Lorne".into()),
            outlet: Some(format!("{} Post", WHO[number % 2])),
            published,
            ..Stated::default()
        },
    }
}

/// Articles that take their sentences from one store, so that they share some.
fn pile() -> impl Strategy<Value = Vec<Raw>> {
    let store = proptest::collection::vec(sentence(), 6..12);
    store.prop_flat_map(|store| {
        let sentences = proptest::sample::subsequence(store, 1..6);
        let articles = proptest::collection::vec((sentences, any::<bool>()), 1..7);
        articles.prop_map(|articles| {
            let article = |(n, (sentences, dated)): (usize, &(Vec<String>, bool))| {
                article(n, sentences, *dated)
            };
            articles.iter().enumerate().map(article).collect()
        })
    })
}

fn case(raws: Vec<Raw>, workers: Workers) -> Case {
    let prepared = raws.into_iter().map(pipeline::prepare).collect();
    pipeline::assemble(prepared, Vec::new(), Vec::new(), workers)
}

/// Name and bytes of every table.
fn tables(case: &Case) -> Vec<(&'static str, String)> {
    let table = |table: &headwater::publish::tables::Table| {
        let mut bytes = Vec::new();
        table.write(case, &mut bytes).unwrap();
        (table.name, String::from_utf8(bytes).unwrap())
    };
    TABLES.iter().map(table).collect()
}

/// Places in a row, with the document that holds them, and the words said to stand there.
fn places<'v>(row: &'v Value, holder: &'v str, found: &mut Vec<(&'v str, Value, &'v Value)>) {
    match row {
        Value::Object(row) => {
            let holder = row
                .get("document")
                .and_then(Value::as_str)
                .unwrap_or(holder);
            if let (Some(start), Some(end)) = (row.get("start"), row.get("end")) {
                let span = serde_json::json!([start, end]);
                found.push((holder, span, row.get("text").unwrap_or(&Value::Null)));
            }
            row.values().for_each(|value| places(value, holder, found));
        }
        Value::Array(rows) => rows.iter().for_each(|row| places(row, holder, found)),
        _ => {}
    }
}

/// Copies of one article, in which `sentence` stands among others.
fn copy(number: usize, sentence: &str) -> Raw {
    let around = [
        "Rain fell on Port Lorne through the night and flooded the cellars of the fish market.",
        sentence,
        "Nobody from the town council wanted to talk about insurance yesterday evening.",
    ];
    article(2 * number, &around.map(String::from), true)
}

#[test]
fn a_number_told_in_two_ways_is_a_variant_of_its_sentence() {
    let tell = |number| format!("The storm that struck the harbour sank {number} fishing boats.");
    let raws = vec![
        copy(0, &tell("twelve")),
        copy(1, &tell("12")),
        copy(2, &tell("fifteen")),
    ];
    let relations = case(raws, Workers::ALONE).relations;
    let witnesses = relations.collations.iter().map(|c| c.witnesses.len());
    assert_eq!(witnesses.collect::<Vec<_>>(), [3, 3, 3]);
    assert!(relations.variants.iter().any(|v| v.readings.len() == 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_order_and_number_of_threads_gives_the_same_tables(
        (all, shuffled) in pile().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let expected = tables(&case(all.clone(), Workers::ALONE));
        prop_assert_eq!(&tables(&case(shuffled, PAIR)), &expected);
        prop_assert_eq!(&tables(&case(all, PAIR)), &expected);
    }

    #[test]
    fn every_place_of_a_row_holds_the_words_it_gives(raws in pile()) {
        let case = case(raws, Workers::ALONE);
        let texts: HashMap<&str, &str> = case
            .documents
            .iter()
            .map(|d| (d.id.as_str(), d.text.as_str()))
            .collect();
        for (table, rows) in tables(&case) {
            for row in rows.lines() {
                let row: Value = serde_json::from_str(row).unwrap();
                let mut found = Vec::new();
                places(&row, "", &mut found);
                for (document, span, words) in found {
                    let at = |n: usize| span[n].as_u64().unwrap() as usize;
                    let there = texts.get(document).and_then(|text| text.get(at(0)..at(1)));
                    prop_assert!(there.is_some(), "{}: {} in {}", table, span, row);
                    let same = words.as_str().is_none_or(|words| Some(words) == there);
                    prop_assert!(same, "{}: {} in {}", table, span, row);
                }
            }
        }
    }

    #[test]
    fn a_passage_collated_with_itself_has_no_variants(sentence in sentence(), copies in 2..5usize) {
        let case = case((0..copies).map(|n| copy(n, &sentence)).collect(), Workers::ALONE);
        prop_assert!(!case.relations.collations.is_empty());
        prop_assert_eq!(case.relations.variants, []);
        for collation in &case.relations.collations {
            prop_assert_eq!(collation.wordings.len(), 1);
        }
    }

    #[test]
    fn entities_are_the_same_in_any_order(
        (all, shuffled) in pile().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let names = |case: Case| case.relations.entities;
        let (a, b) = (case(all, Workers::ALONE), case(shuffled, Workers::ALONE));
        prop_assert_eq!(names(a), names(b));
    }
}
