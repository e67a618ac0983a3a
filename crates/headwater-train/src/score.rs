//! Exact-span F1 of a model on labelled documents.

use crate::corpus::Corpus;
use headwater::annotate::Scan;
use headwater::annotate::name::{find_with, model::Model};
use headwater::model::EntityType;
use std::collections::BTreeSet;

/// F1 of persons, organisations and places, in percent, exact spans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The kind must be right too.
    pub typed: f64,
    /// The span alone.
    pub untyped: f64,
}

/// Right, labelled, said.
type Counts = [usize; 3];

/// What a model reaches on labelled texts.
pub fn score(model: &Model, corpus: &Corpus) -> Score {
    let (mut typed, mut untyped) = (Counts::default(), Counts::default());
    for text in &corpus.texts {
        let document = super::document(text);
        let found: Vec<_> = find_with(model, &Scan::new(&document))
            .into_iter()
            .map(|m| (m.excerpt.span.start, m.excerpt.span.end, m.kind))
            .collect();
        let [gold, said] = [&text.names, &found].map(|names| {
            let known = names.iter().copied().filter(|n| n.2 != EntityType::Other);
            known.collect()
        });
        add(&gold, &said, &mut typed);
        let [gold, said]: [BTreeSet<_>; 2] =
            [gold, said].map(|names: BTreeSet<_>| names.iter().map(|n| (n.0, n.1)).collect());
        add(&gold, &said, &mut untyped);
    }
    let f1 = |[right, gold, said]: Counts| 200.0 * right as f64 / (gold + said).max(1) as f64;
    Score {
        typed: f1(typed),
        untyped: f1(untyped),
    }
}

fn add<T: Ord>(gold: &BTreeSet<T>, said: &BTreeSet<T>, counts: &mut Counts) {
    counts[0] += gold.intersection(said).count();
    counts[1] += gold.len();
    counts[2] += said.len();
}
