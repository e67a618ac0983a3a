//! Two counts of one thing: opposite bounds, a hedge that was lost or added, different numbers.

use super::count::{Count, of_document};
use super::fit::{Fit, fit, number};
use super::variant::interval;
use super::{Draft, side};
use crate::model::Discrepancy;
use crate::relate::lineage::{View, shorten};
use std::collections::BTreeMap;

/// Counts of one kind of thing in one story that are compared with each other.
const COMMON: usize = 60;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for story in &view.relations.stories {
        let mut counts: BTreeMap<String, Vec<Count>> = BTreeMap::new();
        for document in &story.documents {
            if let Some(&n) = view.index.get(document.as_str()) {
                for count in of_document(view, n) {
                    counts.entry(count.thing()).or_default().push(count);
                }
            }
        }
        for counts in counts.values_mut() {
            counts.truncate(COMMON);
            found.extend(of_thing(view, &story.id, counts));
        }
    }
    found
}

fn of_thing(view: &View, story: &str, counts: &[Count]) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (i, a) in counts.iter().enumerate() {
        for b in &counts[i + 1..] {
            let taken = || view.took(a.document, b.document) || view.took(b.document, a.document);
            let one = a.is_same_thing(b) || a.is_of_kind(b) && taken();
            if a.document != b.document && one {
                found.extend(of_pair(view, story, counts, [a, b]));
            }
        }
    }
    found
}

fn of_pair(view: &View, story: &str, counts: &[Count], [a, b]: [&Count; 2]) -> Option<Discrepancy> {
    let kind = kind(view, a, b)?;
    // Who gives the other's number too tells of something else.
    if kind != "bound" && (gives(counts, a.document, b) || gives(counts, b.document, a)) {
        return None;
    }
    let sides = [a, b].map(|c| {
        side(
            view,
            c.document,
            c.quantity.excerpt.span,
            interval(c.quantity),
        )
    });
    let taken = view.took(a.document, b.document) || view.took(b.document, a.document);
    let sentence = view.pile.annotations[a.document].sentence_of(a.quantity.excerpt.span)?;
    let about = shorten(sentence.of(&view.pile.documents[a.document].text), 160);
    Some(
        Draft {
            story: story.into(),
            kind,
            about,
            sides: sides.to_vec(),
            drift: taken && kind != "update",
            rule: "two-counts",
        }
        .finish(),
    )
}

/// How two counts of one thing differ, if they do. Who takes a count from elsewhere may say less
/// than that, not more.
fn kind(view: &View, a: &Count, b: &Count) -> Option<&'static str> {
    let (a_from_b, b_from_a) = (
        view.took(b.document, a.document),
        view.took(a.document, b.document),
    );
    match fit(a.quantity, b.quantity) {
        Fit::OppositeBounds => Some("bound"),
        Fit::Disjoint if is_update(view, a, b) => Some("update"),
        Fit::Disjoint => Some("number"),
        Fit::Narrower | Fit::Overlapping if a_from_b => Some("bound"),
        Fit::Wider | Fit::Overlapping if b_from_a => Some("bound"),
        Fit::Wider if a_from_b && same_number(a, b) => Some("bound"),
        Fit::Narrower if b_from_a && same_number(a, b) => Some("bound"),
        _ => None,
    }
}

fn same_number(a: &Count, b: &Count) -> bool {
    number(a.quantity) == number(b.quantity)
}

/// A document gives this number, too, for a thing of the kind.
fn gives(counts: &[Count], document: usize, count: &Count) -> bool {
    let same = |c: &&Count| c.document == document && same_number(c, count);
    counts.iter().any(|c| same(&c))
}

/// The later document counts more.
fn is_update(view: &View, a: &Count, b: &Count) -> bool {
    let day = |c: &Count| {
        let published = &view.pile.documents[c.document].published;
        let value = published.value.clone();
        value.map(|v| v[..v.len().min(10)].to_string())
    };
    let low = |c: &Count| c.quantity.low.or(c.quantity.high);
    match (day(a), day(b), low(a), low(b)) {
        (Some(da), Some(db), Some(la), Some(lb)) => da < db && la < lb || db < da && lb < la,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::{annotate, tests::body};
    use crate::lexicon::tests::{Same, cases};
    use crate::relate::discrepancy::count::count;

    #[test]
    fn every_case_holds() {
        let file = include_str!("../../../lang/en/counted.toml");
        for case in cases::<Same>("counted.toml", file) {
            let documents = [&case.a, &case.b].map(|text| body(text));
            let annotations = documents.each_ref().map(annotate);
            let count = |n: usize| {
                count(
                    n,
                    &documents[n].text,
                    &annotations[n],
                    annotations[n].quantities.first()?,
                )
            };
            let same = match (count(0), count(1)) {
                (Some(a), Some(b)) => a.thing() == b.thing() && a.is_same_thing(&b),
                _ => false,
            };
            assert_eq!(same, case.same, "{} / {}", case.a, case.b);
        }
    }
}
