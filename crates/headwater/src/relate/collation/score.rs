//! How alike two passages are, and whether they are one.

use super::align::{Step, is_similar, pair};
use super::passage::{Passage, SHORT};
use crate::lexicon::fold::{Word, stem};
use crate::model::PassageKind;
use std::collections::{BTreeMap, BTreeSet};

/// Words from which two people are not expected to say the same in one story: then the words are
/// one utterance, and who said it is a discrepancy.
const LONG: usize = 8;

/// What aligning two passages shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Words at one place with one form.
    pub equal: usize,
    /// Words at one place with a similar form.
    pub similar: usize,
    /// Longest run of equal words.
    pub run: usize,
    /// Words of the shorter passage, insertions of editors left out.
    pub shorter: usize,
    /// Places where both have a word and the words differ, or one lacks a word, inside the run
    /// from the first equal word to the last.
    pub different: usize,
}

impl Agreement {
    /// Share of the shorter passage that the longer has.
    pub fn containment(&self) -> f64 {
        if self.shorter == 0 {
            return 0.0;
        }
        (self.equal as f64 + 0.8 * self.similar as f64) / self.shorter as f64
    }
}

/// Aligns two passages without their editors' insertions.
pub fn agreement(a: &Passage, b: &Passage) -> Agreement {
    let a: Vec<&Word> = a.words.iter().filter(|w| !w.gloss).collect();
    let b: Vec<&Word> = b.words.iter().filter(|w| !w.gloss).collect();
    let value = |i: usize, j: usize| {
        if a[i].form == b[j].form {
            4
        } else if is_similar(&a[i].form, &b[j].form) {
            2
        } else {
            -3
        }
    };
    let path = pair(a.len(), b.len(), value, |_| -1);
    let mut found = Agreement {
        shorter: a.len().min(b.len()),
        ..Agreement::default()
    };
    let (mut run, mut gap) = (0, 0);
    for step in path {
        match step {
            Step::Both(i, j) if a[i].form == b[j].form => {
                found.different += if found.equal > 0 { gap } else { 0 };
                found.equal += 1;
                run += 1;
                gap = 0;
                found.run = found.run.max(run);
                continue;
            }
            Step::Both(i, j) if is_similar(&a[i].form, &b[j].form) => found.similar += 1,
            _ => {}
        }
        run = 0;
        gap += 1;
    }
    found
}

/// How alike two passages are, 0 to 1, or `None` when they cannot be one: two resolved speakers
/// differ, or too little is shared.
pub fn likeness(a: &Passage, b: &Passage, same_story: bool, weight: &Weights) -> Option<f64> {
    match a.kind {
        PassageKind::Quotation => quotation_likeness(a, b, same_story),
        PassageKind::Statement => statement_likeness(a, b, weight),
    }
}

fn quotation_likeness(a: &Passage, b: &Passage, same_story: bool) -> Option<f64> {
    let found = agreement(a, b);
    let contained = found.containment();
    let beyond_chance = same_story && found.shorter >= LONG && contained >= 0.9;
    if speakers_clash(a, b) && !beyond_chance {
        return None;
    }
    let same_speaker = a.speaker.is_some() && a.speaker == b.speaker;
    let one = if found.shorter < SHORT {
        same_story && contained >= 0.99 && (same_speaker || found.shorter > 3)
    } else if !same_story {
        found.run >= 8 && contained >= 0.6
    } else {
        contained >= 0.8
            || found.run >= 5 && contained >= 0.5
            || same_speaker && contained >= 0.5 && content_overlap(a, b) >= 0.6
    };
    one.then_some(contained.min(1.0))
}

/// Both speakers are known and are not the same.
pub fn speakers_clash(a: &Passage, b: &Passage) -> bool {
    matches!((&a.speaker, &b.speaker), (Some(a), Some(b)) if a != b)
}

/// Share of the content stems of the passage with fewer of them that the other has too; 0 below
/// four stems.
fn content_overlap(a: &Passage, b: &Passage) -> f64 {
    let (a, b) = (stems(a), stems(b));
    let shorter = a.len().min(b.len());
    if shorter < 4 {
        return 0.0;
    }
    a.intersection(&b).count() as f64 / shorter as f64
}

fn stems(passage: &Passage) -> BTreeSet<&str> {
    passage
        .words
        .iter()
        .filter(|w| w.is_content())
        .map(|w| stem(&w.form))
        .collect()
}

/// How much a content stem says: the rarer among the passages, the more.
pub struct Weights {
    count: BTreeMap<String, usize>,
    passages: usize,
}

impl Weights {
    /// Counts stems over all passages.
    pub fn new(passages: &[Passage]) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for passage in passages {
            for stem in stems(passage) {
                *count.entry(stem.to_string()).or_default() += 1;
            }
        }
        Weights {
            count,
            passages: passages.len(),
        }
    }

    fn of(&self, stem: &str) -> f64 {
        let count = self.count.get(stem).copied().unwrap_or(1);
        (1.0 + self.passages as f64 / count as f64).ln()
    }

    fn sum<'a>(&self, stems: impl Iterator<Item = &'a &'a str>) -> f64 {
        stems.map(|stem| self.of(stem)).sum()
    }
}

/// Two sentences state the same when the shorter one's content is in the longer one, and the
/// longer one does not say much more.
fn statement_likeness(a: &Passage, b: &Passage, weight: &Weights) -> Option<f64> {
    if a.document == b.document {
        return None;
    }
    let (sa, sb) = (stems(a), stems(b));
    let shared: Vec<&&str> = sa.intersection(&sb).collect();
    if shared.len() < 4 {
        return None;
    }
    let common = weight.sum(shared.into_iter());
    let (wa, wb) = (weight.sum(sa.iter()), weight.sum(sb.iter()));
    let contained = common / wa.min(wb);
    let jaccard = common / (wa + wb - common);
    (contained >= 0.65 && jaccard >= 0.4).then_some(contained.min(1.0))
}
