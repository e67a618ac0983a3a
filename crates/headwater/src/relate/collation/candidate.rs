//! Which passages are worth comparing: an inverted index, never all pairs.

use super::passage::Passage;
use crate::lexicon::fold::stem;
use crate::model::PassageKind;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a shingle.
const SHINGLE: usize = 3;
/// A key that more passages share says nothing about any two of them.
const COMMON: usize = 48;
/// Quotations of one speaker in one story that are compared even without a shared shingle.
const SAME_SPEAKER: usize = 40;

/// Pairs of indexes into `passages` worth comparing, smaller first, in order.
///
/// `story` gives the story of a document. Passages of different stories meet only through
/// shingles; statements only inside one story.
pub fn pairs(passages: &[Passage], story: &[usize]) -> BTreeSet<(usize, usize)> {
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, passage) in passages.iter().enumerate() {
        let keys: BTreeSet<String> = keys(passage, story[passage.document]).collect();
        for key in keys {
            index.entry(key).or_default().push(n);
        }
    }
    let mut pairs = speaker_pairs(passages, story);
    for found in index.values().filter(|found| found.len() <= COMMON) {
        for (i, &a) in found.iter().enumerate() {
            pairs.extend(found[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs
}

/// Shingles for quotations; pairs of neighbouring content stems within a story for statements.
fn keys(passage: &Passage, story: usize) -> Box<dyn Iterator<Item = String> + '_> {
    match passage.kind {
        PassageKind::Quotation => {
            let forms: Vec<&str> = passage.forms().collect();
            let size = SHINGLE.min(forms.len()).max(1);
            let keys: Vec<String> = forms.windows(size).map(|w| w.join(" ")).collect();
            Box::new(keys.into_iter())
        }
        PassageKind::Statement => {
            let content = passage.words.iter().filter(|w| w.is_content());
            let stems: Vec<&str> = content.map(|w| stem(&w.form)).collect();
            let keys: Vec<String> = stems
                .windows(2)
                .map(|w| format!("{story} {} {}", w[0], w[1]))
                .collect();
            Box::new(keys.into_iter())
        }
    }
}

/// Two translations of one utterance may share no shingle, but speaker and story.
fn speaker_pairs(passages: &[Passage], story: &[usize]) -> BTreeSet<(usize, usize)> {
    let mut by_speaker: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (n, passage) in passages.iter().enumerate() {
        if let Some(speaker) = &passage.speaker {
            by_speaker
                .entry((story[passage.document], speaker))
                .or_default()
                .push(n);
        }
    }
    let mut pairs = BTreeSet::new();
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
