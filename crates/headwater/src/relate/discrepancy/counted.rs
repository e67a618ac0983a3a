//! Two counts of one thing: opposite bounds, a hedge that was lost or added, different numbers.

use super::count::{Count, of_document};
use super::days::when;
use super::fit::{Fit, fit, number};
use super::head::alike;
use super::variant::interval;
use super::{Draft, scope, side};
use crate::model::{Discrepancy, Modifier, Quantity, TimeExpression};
use crate::relate::lineage::{View, shorten};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of one kind of thing in one story that are compared with each other.
const COMMON: usize = 60;

/// From here on two equal numbers of one story are hardly chance.
const LARGE: f64 = 100.0;

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
    // A document may give its number several times.
    let mut told = BTreeSet::new();
    for (i, a) in counts.iter().enumerate() {
        for b in &counts[i + 1..] {
            let one =
                a.is_same_thing(b) || a.is_of_kind(b) && view.either_took(a.document, b.document);
            if a.document != b.document
                && one
                && let Some(row) = of_pair(view, story, counts, [a, b])
            {
                let sides = row.sides.iter();
                let values = sides.map(|s| (s.document.to_string(), s.value.clone()));
                if told.insert(values.collect::<Vec<_>>()) {
                    found.push(row);
                }
            }
        }
    }
    found
}

fn of_pair(view: &View, story: &str, counts: &[Count], pair: [&Count; 2]) -> Option<Discrepancy> {
    let [a, b] = pair;
    let kind = kind_of(view, a.told(), b.told())?;
    if is_doubtful(view, counts, pair, kind) {
        return None;
    }
    let sides = pair.map(|c| {
        let words = c.quantity.excerpt.span;
        side(view, c.document, words, interval(c.quantity))
    });
    let sentence = view.pile.annotations[a.document].sentence_of(a.quantity.excerpt.span)?;
    let draft = Draft {
        story: story.into(),
        kind,
        about: shorten(sentence.of(&view.pile.documents[a.document].text), 160),
        sides: sides.to_vec(),
        drift: kind != "update" && view.either_took(a.document, b.document),
        rule: "two-counts",
    };
    Some(draft.finish())
}

/// What else the two documents tell may account for the difference.
fn is_doubtful(view: &View, counts: &[Count], [a, b]: [&Count; 2], kind: &str) -> bool {
    let taken = || view.either_took(a.document, b.document);
    let sole = || is_sole(counts, a) && is_sole(counts, b);
    let gives = |document: usize, other: &Count| {
        let quantities = view.pile.annotations[document].quantities.iter();
        gives_number(quantities, other.quantity)
    };
    let texts = [a, b].map(|c| view.pile.documents[c.document].text.as_str());
    match kind {
        "bound" => false,
        "update" if has_between(view, counts, a, b) => true,
        "number" if !taken() && !sole() => true,
        // Who gives the other's number too tells of something else.
        _ => {
            gives(a.document, b)
                || gives(b.document, a)
                || !a.can_contradict(b, kind)
                || a.may_hold_attacker(b, texts)
        }
    }
}

/// A count with the document that gives it.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Index of the document.
    pub document: usize,
    /// The count.
    pub quantity: &'a Quantity,
}

/// How two counts of one thing differ, if they do. Who takes a number from elsewhere keeps its
/// hedge.
pub fn kind_of(view: &View, a: Told, b: Told) -> Option<&'static str> {
    let taken = view.either_took(a.document, b.document);
    let same_number = number(a.quantity) == number(b.quantity);
    let grew = || is_update(view, a, b);
    match fit(a.quantity, b.quantity) {
        Fit::OppositeBounds => Some("bound"),
        Fit::Disjoint if grew() => Some("update"),
        // 'At least 4', and the day after: 'nine'.
        Fit::Narrower if is_exact(a) && is_least(b) && grew() => Some("update"),
        Fit::Wider if is_exact(b) && is_least(a) && grew() => Some("update"),
        Fit::Narrower | Fit::Wider if is_least(a) && is_least(b) && !same_number && grew() => {
            Some("update")
        }
        Fit::Disjoint => Some("number"),
        Fit::Narrower | Fit::Wider | Fit::Overlapping if taken && same_number => Some("bound"),
        _ => None,
    }
}

fn is_exact(count: Told) -> bool {
    count.quantity.modifier == Modifier::Exact
}

fn is_least(count: Told) -> bool {
    matches!(
        count.quantity.modifier,
        Modifier::AtLeast | Modifier::MoreThan
    )
}

fn same_number(a: &Count, b: &Count) -> bool {
    number(a.quantity) == number(b.quantity)
}

/// Whether the number stands among others: a large one wherever, a small one of the same things.
pub fn gives_number<'a>(
    mut quantities: impl Iterator<Item = &'a Quantity>,
    other: &Quantity,
) -> bool {
    let large = other.low.or(other.high).is_some_and(|n| n >= LARGE);
    quantities.any(|q| {
        let one = match (&q.counted, &other.counted) {
            (Some(a), Some(b)) => alike(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        number(q) == number(other) && (large || one)
    })
}

/// The document gives no other number for the thing: who gives several counts parts, or tells
/// how the number grew.
fn is_sole(counts: &[Count], count: &Count) -> bool {
    let mut own = counts.iter().filter(|c| c.document == count.document);
    own.all(|c| same_number(c, count))
}

/// A document of a day between theirs counts the same: each update is told once.
fn has_between(view: &View, counts: &[Count], a: &Count, b: &Count) -> bool {
    let days = [a, b].map(|c| day(view, c.document));
    let (first, last) = (days[0].min(days[1]), days[0].max(days[1]));
    counts.iter().filter(|c| c.is_of_scope(a)).any(|c| {
        let day = day(view, c.document);
        first < day && day < last
    })
}

/// Day on which a document was published.
fn day<'a>(view: &'a View, document: usize) -> Option<&'a str> {
    let value = view.pile.documents[document].published.value.as_deref();
    value.map(|v| v.get(..10).unwrap_or(v))
}

/// Two amounts of one time, which does not change any more: 'a profit of 212 million in the second
/// quarter'. Counts of people grow as they are told, and so does what adds up.
fn is_settled(view: &View, a: Told, b: Told) -> bool {
    let times = |told: Told| {
        let (text, annotations) = (
            &view.pile.documents[told.document].text,
            &view.pile.annotations[told.document],
        );
        let sentence = annotations.sentence_of(told.quantity.excerpt.span)?;
        let adds_up = told.quantity.unit.is_none() || scope::is_tally(text, annotations, sentence);
        (!adds_up).then(|| when(text, annotations, sentence))
    };
    let one = |a: &[&TimeExpression], b: &[&TimeExpression]| {
        a.iter().any(|x| b.iter().any(|y| x.value == y.value))
    };
    matches!((times(a), times(b)), (Some(a), Some(b)) if one(&a, &b))
}

/// The later document counts more.
fn is_update(view: &View, a: Told, b: Told) -> bool {
    if is_settled(view, a, b) {
        return false;
    }
    let low = |c: Told| c.quantity.low.or(c.quantity.high);
    match (day(view, a.document), day(view, b.document), low(a), low(b)) {
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
