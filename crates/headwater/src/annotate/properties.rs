//! What holds for every text and every layer: valid spans in text order, and time that grows with the
//! text and not faster.

use super::annotate;
use super::tests::body;
use crate::model::{Annotations, Excerpt, Span};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Pieces of news that rules look for, in any order.
const PIECES: &str = "said|told|Reuters|the|The|Ann Lee|Lee|\\(AP\\)|AP|CNN|according to|per|interview with|\
    who|he|it|that|also known as|\\(IS\\)|Islamic State|officials|ministry|lists|14|two|at least|May|\
    Friday|2015|[“”‘’\"'«»„(),.:;—?!\n-]|é|ß|İ|\u{a0}|\u{200b}|😀|[A-Z]{1,4}|[a-z]{1,4}|[0-9]{1,4}|’s|'s";

fn valid(text: &str, excerpt: &Excerpt) -> bool {
    let Span { start, end } = excerpt.span;
    start < end && text.get(start..end) == Some(&excerpt.text)
}

fn inside(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

/// All spans hold their words, lists are in text order, shares are shares.
fn faults(text: &str, found: &Annotations) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    check(
        found.sentences.iter().all(|s| inside(text, *s)),
        "sentences".into(),
    );
    for m in &found.mentions {
        check(valid(text, &m.excerpt), format!("{m:?}"));
    }
    for a in &found.aliases {
        check(valid(text, &a.a) && valid(text, &a.b), format!("{a:?}"));
    }
    for t in &found.times {
        check(valid(text, &t.excerpt), format!("{t:?}"));
    }
    for q in &found.quantities {
        check(valid(text, &q.excerpt), format!("{q:?}"));
    }
    for q in &found.quotations {
        let parts = q.contents.iter().chain(&q.cue).chain(&q.source);
        let shares = (0.0..=1.0).contains(&q.confidence) && !q.contents.is_empty();
        check(
            parts.into_iter().all(|e| valid(text, e)) && shares,
            format!("{q:?}"),
        );
    }
    for a in &found.attributions {
        let spans = valid(text, &a.excerpt) && valid(text, &a.cue) && inside(text, a.scope);
        check(
            spans && !a.source.is_empty() && !a.rule.is_empty(),
            format!("{a:?}"),
        );
    }
    let in_order = [
        found.sentences.is_sorted(),
        found.mentions.is_sorted_by_key(|m| m.excerpt.span),
        found.times.is_sorted_by_key(|t| t.excerpt.span),
        found.quantities.is_sorted_by_key(|q| q.excerpt.span),
        found
            .quotations
            .is_sorted_by_key(|q| q.contents[0].span.start),
        found.attributions.is_sorted_by_key(|a| a.excerpt.span),
    ];
    check(
        in_order.iter().all(|&sorted| sorted),
        format!("order: {in_order:?}"),
    );
    faults
}

proptest! {
    #[test]
    fn any_news_gives_valid_rows_in_order(words in prop::collection::vec(PIECES, 0..60)) {
        let text = words.join(" ");
        prop_assert_eq!(faults(&text, &annotate(&body(&text))), Vec::<String>::new());
    }

    #[test]
    fn any_text_gives_valid_rows_in_order(text in "\\PC{0,120}") {
        prop_assert_eq!(faults(&text, &annotate(&body(&text))), Vec::<String>::new());
    }
}

/// Rules with their examples and cases.
const RULES: &[&str] = &[
    include_str!("../../lang/en/attribution.toml"),
    include_str!("../../lang/en/back_reference.toml"),
    include_str!("../../lang/en/counted.toml"),
    include_str!("../../lang/en/dateline.toml"),
    include_str!("../../lang/en/names.toml"),
    include_str!("../../lang/en/outlets.toml"),
    include_str!("../../lang/en/past_day.toml"),
    include_str!("../../lang/en/quantities.toml"),
    include_str!("../../lang/en/reporting.toml"),
    include_str!("../../lang/en/speakers.toml"),
    include_str!("../../lang/en/tense.toml"),
    include_str!("../../lang/en/times.toml"),
    include_str!("../../lang/en/words.toml"),
];

/// The texts of the rules: examples, cases, and what must not be taken.
fn cases() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rules in RULES {
        let value: toml::Value = toml::from_str(rules).expect("the rules are TOML");
        texts(&value, &mut found);
    }
    found
}

fn texts(value: &toml::Value, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) if text.split(' ').count() > 2 => {
            found.insert(text.clone());
        }
        toml::Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        toml::Value::Table(table) => table.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// Rules look beside what they find, where a text may end.
#[test]
fn texts_that_begin_or_end_anywhere_give_valid_rows() {
    let mut cases = cases();
    cases.extend(["She met the Captain", "The deal went according to plan"].map(String::from));
    for case in &cases {
        for (at, _) in case.match_indices(' ').take(40) {
            for text in [&case[..at], &case[at + 1..]] {
                assert_eq!(faults(text, &annotate(&body(text))), Vec::<String>::new());
            }
        }
    }
}

/// What grows with the square would hang here; `benches/repeated.sh` gives the seconds.
#[test]
fn one_thing_over_and_over_gives_valid_rows() {
    const UNITS: &[&str] = &[
        "\"",
        "“",
        "”",
        "'",
        "‘",
        "(",
        ")",
        "()",
        "1",
        "1 ",
        "9,",
        "A",
        "A ",
        "Ann ",
        " ",
        "\n",
        ".",
        "- ",
        "said ",
        "said, ",
        "“A” said ",
        "(AP) ",
        "told the ",
        "he told the Post that he said and ",
        "said it was wrong and accused him and ",
        "said he was “wrong,” called him “bad,” and ",
        "according to ",
        "it ",
        "who ",
        "per ",
        "a (B) ",
        "May ",
        "two ",
        "the ",
        "Lee, ",
        "’s ",
        "interview with the ",
    ];
    for unit in UNITS {
        let text = unit.repeat(200_000 / unit.len());
        assert_eq!(faults(&text, &annotate(&body(&text))), Vec::<String>::new());
    }
}
