//! Groups of passages that are one, by average linkage: never by chains of pairs.

use super::passage::{Passage, statements};
use super::score::{Says, compared, likeness};
use super::{candidate, circle, part};
use crate::model::PassageKind;
use crate::relate::Pile;
use crate::relate::workers::Workers;
use std::collections::{BTreeMap, HashMap};

/// Average likeness between two groups below which they stay apart; pairs that cannot be one
/// count as 0, others as more than one half. Of statements two pairs of three are enough: outlets
/// reword them.
fn least(kind: PassageKind) -> f64 {
    match kind {
        PassageKind::Quotation => 0.6,
        PassageKind::Statement => 0.5,
    }
}

/// Groups of two or more indexes into `passages` from at least two documents.
///
/// `story` gives the story of a document. Equal passages of a story are grouped first, so that a
/// report that 150 outlets carry costs as much as one. Where a quotation holds the words of a
/// group that it does not belong to, that part of it is put behind `passages` and into the group:
/// one outlet may quote in two pieces what another quotes in one.
pub fn groups(
    passages: &mut Vec<Passage>,
    story: &[usize],
    says: &Says,
    workers: Workers,
) -> Vec<Vec<usize>> {
    let exact = exact_groups(passages, story);
    let heads: Vec<&Passage> = exact.iter().map(|group| &passages[group[0]]).collect();
    let compared = compared(&heads, says);
    let score = |_, &(a, b): &(usize, usize)| {
        let same_story = story[heads[a].document] == story[heads[b].document];
        likeness(&compared[a], &compared[b], same_story).map(|like| (like, a, b))
    };
    let mut scored = workers.flat_map(&candidate::pairs(&heads, story), score);
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let score: Scores = scored.iter().map(|&(s, a, b)| ((a, b), s)).collect();
    let linked = link(&heads, &scored, &score);
    let parts = part::parts(&heads, &linked, &scored, &score);
    let whole = |group: Vec<usize>| -> Vec<usize> {
        let members = group.into_iter().flat_map(|head| exact[head].clone());
        members.collect()
    };
    let mut found: Vec<Vec<usize>> = linked.into_iter().map(whole).collect();
    for (group, host, words) in parts {
        let copies = exact[host]
            .iter()
            .map(|&copy| passages[copy].part(words.clone()));
        let copies: Vec<Passage> = copies.collect();
        found[group].extend(passages.len()..passages.len() + copies.len());
        passages.extend(copies);
    }
    let documents = |group: &Vec<usize>| {
        let mut members = group.iter();
        members.any(|&p| passages[p].document != passages[group[0]].document)
    };
    found.retain(documents);
    found.iter_mut().for_each(|group| group.sort_unstable());
    found.sort();
    found
}

/// What the stems of statements say in this pile; equal statements of a story count as one.
pub fn says(pile: &Pile, story: &[usize], stories: &[Vec<usize>]) -> Says {
    let of_story = |_, documents: &Vec<usize>| {
        let passages = circle::passages(pile, documents, statements);
        let heads = exact_groups(&passages, story).into_iter();
        let heads: Vec<&Passage> = heads.map(|group| &passages[group[0]]).collect();
        [Says::new(&heads)]
    };
    let mut says = Says::default();
    let of_stories = pile.workers.flat_map(stories, of_story);
    of_stories.into_iter().for_each(|story| says.add(story));
    says
}

/// Passages of one story with the same words and no clash of speakers.
fn exact_groups(passages: &[Passage], story: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_words: HashMap<(usize, String, Option<&str>), usize> = HashMap::new();
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
fn link(heads: &[&Passage], scored: &[(f64, usize, usize)], score: &Scores) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..heads.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..heads.len()).map(|n| vec![n]).collect();
    for &(_, a, b) in scored {
        let (ga, gb) = (group_of[a], group_of[b]);
        if ga != gb && is_linked(&groups[ga], &groups[gb], score, heads) {
            let (keep, gone) = (ga.min(gb), ga.max(gb));
            let moved = std::mem::take(&mut groups[gone]);
            moved.iter().for_each(|&n| group_of[n] = keep);
            groups[keep].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Likeness of pairs of passages, the smaller index first.
pub type Scores = BTreeMap<(usize, usize), f64>;

/// Whether two groups are alike enough: by the average over pairs of documents of the likeness of
/// their likest passages. A headline that repeats a part of what its own text quotes takes nothing
/// away.
pub fn is_linked(a: &[usize], b: &[usize], score: &Scores, passages: &[&Passage]) -> bool {
    let of = |x: usize, y: usize| score.get(&(x.min(y), x.max(y))).copied().unwrap_or(0.0);
    let mut best: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (&x, &y) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y))) {
        let likest = best
            .entry((passages[x].document, passages[y].document))
            .or_default();
        *likest = likest.max(of(x, y));
    }
    let average = best.values().sum::<f64>() / best.len() as f64;
    average >= least(passages[a[0]].kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PassageKind, Span};

    #[test]
    fn what_one_outlet_quotes_whole_and_others_in_parts_is_two_passages() {
        let texts = [
            "We will build the harbour again before winter. No family in it will pay for that twice.",
            "We will build the harbour again before winter",
            "No family in it will pay for that twice",
        ];
        let quotation = |(n, text): (usize, &&str)| {
            Passage::plain(n, text, Span::new(0, text.len()), PassageKind::Quotation)
        };
        let mut passages: Vec<Passage> = texts.iter().enumerate().map(quotation).collect();
        let found = groups(&mut passages, &[0, 0, 0], &Says::default(), Workers::ALONE);
        let said = |&p: &usize| {
            (
                passages[p].document,
                passages[p].span.of(texts[passages[p].document]),
            )
        };
        let said: Vec<Vec<_>> = found.iter().map(|g| g.iter().map(said).collect()).collect();
        assert_eq!(
            said,
            [
                vec![(0, texts[0]), (1, texts[1])],
                vec![(2, texts[2]), (0, texts[2])]
            ]
        );
    }
}
