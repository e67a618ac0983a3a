//! One distance in time with opposite bounds, in sentences too unlike to be collated.

use super::variant::hedged_value;
use super::{Draft, side};
use crate::lexicon::fold::{content_stems, fold, stem};
use crate::model::{Discrepancy, Span, TimeModifier};
use crate::relate::lineage::{View, shorten};
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};

/// Content stems beside the number that two sentences must share.
const SHARED: usize = 2;
/// A key with more values than this in one story is compared only with the first of them.
const COMMON: usize = 40;

/// Which way a hedge points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Below,
    Above,
}

/// A hedged number with its sentence.
struct Value {
    document: usize,
    span: Span,
    bound: Bound,
    shown: String,
    context: BTreeSet<CompactString>,
}

pub fn find(view: &View) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for story in &view.relations.stories {
        let mut values: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for document in &story.documents {
            if let Some(&n) = view.index.get(document.as_str()) {
                collect(view, n, &mut values);
            }
        }
        for values in values.values() {
            found.extend(opposite(view, &story.id, values));
        }
    }
    found
}

/// Hedged times of a document by their words without the hedge: '8 months ago'.
fn collect(view: &View, n: usize, values: &mut BTreeMap<String, Vec<Value>>) {
    let annotations = &view.pile.annotations[n];
    for time in &annotations.times {
        let Some(bound) = bound(time.modifier) else {
            continue;
        };
        let (span, shown) = (time.excerpt.span, hedged_value(time));
        if let (Some(key), Some(sentence)) = (key(view, n, span), annotations.sentence_of(span)) {
            let context = context(view, n, sentence, span);
            values.entry(key).or_default().push(Value {
                document: n,
                span,
                bound,
                shown,
                context,
            });
        }
    }
}

fn bound(modifier: Option<TimeModifier>) -> Option<Bound> {
    match modifier? {
        TimeModifier::EqualOrMore | TimeModifier::MoreThan => Some(Bound::Below),
        TimeModifier::EqualOrLess | TimeModifier::LessThan => Some(Bound::Above),
        _ => None,
    }
}

/// The words from the number on, so that hedges do not matter.
fn key(view: &View, n: usize, span: Span) -> Option<String> {
    let words = fold(&view.pile.documents[n].text, span);
    let is_number = |form: &str| form.starts_with(|c: char| c.is_ascii_digit());
    let first = words.iter().position(|w| is_number(&w.form))?;
    let key: Vec<&str> = words[first..].iter().map(|w| stem(&w.form)).collect();
    (key.len() > 1).then(|| key.join(" "))
}

fn context(view: &View, n: usize, sentence: Span, without: Span) -> BTreeSet<CompactString> {
    let words = fold(&view.pile.documents[n].text, sentence);
    content_stems(words.iter().filter(|w| !without.overlaps(w.span)))
}

fn opposite(view: &View, story: &str, values: &[Value]) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (i, a) in values.iter().take(COMMON).enumerate() {
        let other = values[i + 1..].iter().take(COMMON).find(|b| {
            a.bound != b.bound
                && a.document != b.document
                && a.context.intersection(&b.context).count() >= SHARED
        });
        if let Some(b) = other {
            let sides = [a, b]
                .map(|v| side(view, v.document, v.span, v.shown.clone()))
                .to_vec();
            let sentence = view.pile.annotations[a.document]
                .sentence_of(a.span)
                .unwrap_or(a.span);
            let about = shorten(sentence.of(&view.pile.documents[a.document].text), 160);
            found.push(
                Draft {
                    story: story.into(),
                    kind: "bound",
                    about,
                    sides,
                    drift: false,
                    rule: "opposite-bounds",
                }
                .finish(),
            );
        }
    }
    found
}
