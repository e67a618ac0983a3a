//! Which passages are worth comparing: an inverted index, never all pairs.

use super::passage::Passage;
use crate::lexicon::fold::stem;
use crate::model::PassageKind;
use crate::relate::terms::{self, Term, fold, mix};
use std::collections::BTreeMap;

/// Words of a shingle inside one story.
const SHINGLE: usize = 3;
/// Words of a shingle across stories, where fewer equal words in a row join no passages.
pub const LONG_SHINGLE: usize = 8;
/// A key that more passages share says nothing about any two of them.
const COMMON: usize = 48;
/// Quotations of one speaker in one story that are compared even without a shared shingle.
const SAME_SPEAKER: usize = 40;

/// Pairs of indexes into `passages` worth comparing, smaller first, in order.
///
/// `story` gives the story of a document. Passages of different stories meet only through long
/// shingles; statements only inside one story.
pub fn pairs(passages: &[&Passage], story: &[usize]) -> Vec<(usize, usize)> {
    let mut index = Index::default();
    for passage in passages {
        index.add(passage, story[passage.document]);
    }
    let mut pairs = speaker_pairs(passages, story);
    index.meet(|a, b| pairs.push((a, b)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The keys of passages, numbered in the order in which they are added.
#[derive(Default)]
pub struct Index {
    keys: Vec<(Term, u32)>,
    passages: u32,
}

impl Index {
    /// Adds the next passage, of a document of this story.
    pub fn add(&mut self, passage: &Passage, story: usize) {
        let mut keys = keys(passage, story);
        keys.sort_unstable();
        keys.dedup();
        let number = self.passages;
        self.keys.extend(keys.into_iter().map(|key| (key, number)));
        self.passages += 1;
    }

    /// Gives `take` any two passages that share a key which not too many have, the smaller number
    /// first; once for each such key, in no order.
    pub fn meet(mut self, mut take: impl FnMut(usize, usize)) {
        self.keys.sort_unstable();
        let groups = self.keys.chunk_by(|x, y| x.0 == y.0);
        for found in groups.filter(|found| found.len() <= COMMON) {
            for (i, &(_, a)) in found.iter().enumerate() {
                let others = found[i + 1..].iter();
                others.for_each(|&(_, b)| take(a as usize, b as usize));
            }
        }
    }
}

/// Shingles for quotations; pairs of neighbouring content stems within a story for statements.
fn keys(passage: &Passage, story: usize) -> Vec<Term> {
    let inside = mix(story as u64 + 1);
    match passage.kind {
        PassageKind::Quotation => {
            let words: Vec<Term> = passage.forms().map(fold).collect();
            let short = SHINGLE.min(words.len()).max(1);
            let mut keys = shingles(&words, short, inside);
            keys.extend(shingles(&words, LONG_SHINGLE, 0));
            keys
        }
        PassageKind::Statement => {
            let content = passage.words.iter().filter(|w| w.content);
            let stems: Vec<Term> = content.map(|w| fold(stem(&w.form))).collect();
            shingles(&stems, 2, inside)
        }
    }
}

/// The keys by which quotations of different stories meet.
pub fn long_shingles(passage: &Passage) -> Vec<Term> {
    let words: Vec<Term> = passage.forms().map(fold).collect();
    shingles(&words, LONG_SHINGLE, 0)
}

fn shingles(words: &[Term], size: usize, seed: Term) -> Vec<Term> {
    let key = |words: &[Term]| terms::run(seed, words.iter().copied());
    words.windows(size).map(key).collect()
}

/// Two translations of one utterance may share no shingle, but speaker and story.
fn speaker_pairs(passages: &[&Passage], story: &[usize]) -> Vec<(usize, usize)> {
    let mut by_speaker: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (n, passage) in passages.iter().enumerate() {
        if let Some(speaker) = &passage.speaker {
            by_speaker
                .entry((story[passage.document], speaker))
                .or_default()
                .push(n);
        }
    }
    let mut pairs = Vec::new();
    for found in by_speaker
        .values()
        .filter(|found| found.len() <= SAME_SPEAKER)
    {
        for (i, &a) in found.iter().enumerate() {
            let others = found[i + 1..]
                .iter()
                .filter(|&&b| passages[b].document != passages[a].document);
            pairs.extend(others.map(|&b| (a, b)));
        }
    }
    pairs
}
