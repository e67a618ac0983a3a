//! Circles of documents: passages meet inside one only, so that the words of one circle are held at a
//! time, and not those of the pile.

use super::candidate;
use super::passage::{self, Passage};
use crate::lexicon::join::Groups;
use crate::model::Document;
use crate::relate::Pile;
use crate::relate::terms::Term;
use std::collections::BTreeMap;

/// The documents of each story, in order of the first; `story` gives the story of a document.
pub fn stories(story: &[usize]) -> Vec<Vec<usize>> {
    grouped(story, |story| story)
}

/// The documents of stories that quote the same long run of words, directly or by way of others.
pub fn quoted(pile: &Pile, story: &[usize]) -> Vec<Vec<usize>> {
    let runs = |n: usize, _: &Document| {
        let quotations = passage::quotations(pile, n);
        let runs = quotations.iter().flat_map(candidate::long_shingles);
        let mut runs: Vec<(Term, u32)> = runs.map(|run| (run, story[n] as u32)).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let mut runs = pile.workers.flat_map(&pile.documents, runs);
    runs.sort_unstable();
    runs.dedup();
    let mut joined = Groups::new(story.iter().max().map_or(0, |most| most + 1));
    for pair in runs.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        joined.join(pair[0].1 as usize, pair[1].1 as usize, |_, _| false);
    }
    grouped(story, |story| joined.of(story))
}

/// The passages of a circle, in order of document and place.
pub fn passages(
    pile: &Pile,
    circle: &[usize],
    of: fn(&Pile, usize) -> Vec<Passage>,
) -> Vec<Passage> {
    circle.iter().flat_map(|&n| of(pile, n)).collect()
}

fn grouped(story: &[usize], circle: impl Fn(usize) -> usize) -> Vec<Vec<usize>> {
    let mut circles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (document, &story) in story.iter().enumerate() {
        circles.entry(circle(story)).or_default().push(document);
    }
    let mut circles: Vec<Vec<usize>> = circles.into_values().collect();
    circles.sort();
    circles
}
