//! Groups of passages that are one, by average linkage: never by chains of pairs.

use super::candidate;
use super::passage::Passage;
use super::score::{compared, likeness};
use crate::relate::workers::Workers;
use std::collections::BTreeMap;

/// Average likeness between two groups below which they stay apart; pairs that cannot be one
/// count as 0.
const LINK: f64 = 0.5;

/// Groups of two or more indexes into `passages` from at least two documents.
///
/// `story` gives the story of a document. Equal passages of a story are grouped first, so that a
/// report that 150 outlets carry costs as much as one.
pub fn groups(passages: &[Passage], story: &[usize], workers: Workers) -> Vec<Vec<usize>> {
    let exact = exact_groups(passages, story);
    let heads: Vec<&Passage> = exact.iter().map(|group| &passages[group[0]]).collect();
    let compared = compared(&heads);
    let score = |_, &(a, b): &(usize, usize)| {
        let same_story = story[heads[a].document] == story[heads[b].document];
        likeness(&compared[a], &compared[b], same_story).map(|like| (like, a, b))
    };
    let mut scored = workers.flat_map(&candidate::pairs(&heads, story), score);
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut found: Vec<Vec<usize>> = link(&heads, &scored)
        .into_iter()
        .map(|group| {
            let mut members: Vec<usize> = group
                .into_iter()
                .flat_map(|head| exact[head].clone())
                .collect();
            members.sort_unstable();
            members
        })
        .filter(|group| {
            group
                .iter()
                .any(|&p| passages[p].document != passages[group[0]].document)
        })
        .collect();
    found.sort();
    found
}

/// Passages of one story with the same words and no clash of speakers.
fn exact_groups(passages: &[Passage], story: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_words: BTreeMap<(usize, String, Option<&str>), usize> = BTreeMap::new();
    for (n, passage) in passages.iter().enumerate() {
        let words = passage.forms().collect::<Vec<_>>().join(" ");
        let key = (story[passage.document], words, passage.speaker.as_deref());
        let group = *by_words.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(n);
    }
    groups
}

/// Average linkage over the scored pairs, best first.
fn link(heads: &[&Passage], scored: &[(f64, usize, usize)]) -> Vec<Vec<usize>> {
    let score: BTreeMap<(usize, usize), f64> =
        scored.iter().map(|&(s, a, b)| ((a, b), s)).collect();
    let mut group_of: Vec<usize> = (0..heads.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..heads.len()).map(|n| vec![n]).collect();
    for &(_, a, b) in scored {
        let (ga, gb) = (group_of[a], group_of[b]);
        if ga != gb && average(&groups[ga], &groups[gb], &score, heads) >= LINK {
            let (keep, gone) = (ga.min(gb), ga.max(gb));
            let moved = std::mem::take(&mut groups[gone]);
            moved.iter().for_each(|&n| group_of[n] = keep);
            groups[keep].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Average over pairs of documents of the likeness of their likest passages: a headline that
/// repeats a part of what its own text quotes takes nothing away.
fn average(
    a: &[usize],
    b: &[usize],
    score: &BTreeMap<(usize, usize), f64>,
    passages: &[&Passage],
) -> f64 {
    let of = |x: usize, y: usize| score.get(&(x.min(y), x.max(y))).copied().unwrap_or(0.0);
    let mut best: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (&x, &y) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y))) {
        let likest = best
            .entry((passages[x].document, passages[y].document))
            .or_default();
        *likest = likest.max(of(x, y));
    }
    best.values().sum::<f64>() / best.len() as f64
}
