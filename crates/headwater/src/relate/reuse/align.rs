//! Passages of two texts: equal runs of words, chained over gaps, in whole sentences.
//!
//! Runs of two or more equal words are found by a table of the later text's pairs of words, and
//! chained like seeds of a genome (Li 2018, minimap2): a chain gains the weight of its runs and
//! loses by the words between them, more where one text has many and the other few.

use super::sentence::Text;
use crate::relate::terms::{Marks, Word, mix};
use std::ops::Range;

/// Runs before one that it may continue.
const LOOK_BACK: usize = 24;
/// Words that may stand between two runs of one passage, on each side.
const GAP: usize = 40;
/// Words that are compared for each word of the two texts, however they repeat themselves.
const STEPS: usize = 32;
/// Weight of a word with a meaning of its own; that of others is 1.
const CONTENT: i32 = 3;
/// Weight that a run needs: two words with a meaning of their own, or three words with one.
const MIN_RUN: i32 = 5;
/// Weight that a chain needs.
const MIN_CHAIN: i32 = 6;
/// Passages that one word may belong to, where a text repeats itself.
const REPEATED: u8 = 3;
/// Equal words that a passage needs.
const MIN_WORDS: usize = 3;
/// Words looked ahead beyond the last equal one.
const REACH: usize = 6;
/// How often that is done at each end.
const REACHES: usize = 8;
/// Places of one pair of words in a text that are looked at.
const PLACES: usize = 12;
/// Words that an aligned stretch without runs may have on each side.
const FILLED: usize = 48;

/// A stretch of words in each text that are one passage.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Words in the first text.
    pub a: Range<usize>,
    /// Words in the second.
    pub b: Range<usize>,
    /// Pairs of equal words, in order.
    pub equal: Vec<(usize, usize)>,
    /// Begins and ends with a sentence in both texts.
    pub whole: bool,
}

impl Passage {
    /// The passage from the first to the last of its equal words.
    pub fn new(equal: Vec<(usize, usize)>) -> Self {
        let (first, last) = (equal[0], equal[equal.len() - 1]);
        Passage {
            a: first.0..last.0 + 1,
            b: first.1..last.1 + 1,
            equal,
            whole: false,
        }
    }

    /// Share of equal words in the longer stretch from the first to the last of them, 0 to 1.
    pub fn closeness(&self) -> f64 {
        let (first, last) = (self.equal[0], self.equal[self.equal.len() - 1]);
        self.equal.len() as f64 / (1 + (last.0 - first.0).max(last.1 - first.1)) as f64
    }

    /// Share of equal words in the longer side, 0 to 1.
    pub fn similarity(&self) -> f64 {
        self.equal.len() as f64 / self.a.len().max(self.b.len()) as f64
    }

    /// Equal pairs for which `is` holds.
    pub fn count(&self, is: impl Fn((usize, usize)) -> bool) -> usize {
        self.equal.iter().filter(|pair| is(**pair)).count()
    }
}

/// A maximal run of equal words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
    weight: i32,
}

/// Where each pair of neighbouring words stands in a text.
pub struct Table<'a> {
    words: &'a [Word],
    /// Words that take no part.
    apart: Vec<bool>,
    /// First place of each bucket, and for each place the next of its bucket, both plus one.
    first: Vec<u32>,
    next: Vec<u32>,
}

impl<'a> Table<'a> {
    /// The table of a text, of which the words in `apart` take no part.
    pub fn new(words: &'a [Word], ranges: &[Range<usize>]) -> Self {
        let mut apart = vec![false; words.len()];
        for range in ranges {
            apart[range.start..range.end.min(words.len())].fill(true);
        }
        let buckets = words.len().next_power_of_two().max(2);
        let mut table = Table {
            words,
            apart,
            first: vec![0; buckets],
            next: vec![0; words.len()],
        };
        for at in (0..words.len().saturating_sub(1)).rev() {
            if !table.apart[at] && !table.apart[at + 1] {
                let bucket = table.bucket(words[at], words[at + 1]);
                table.next[at] = table.first[bucket];
                table.first[bucket] = at as u32 + 1;
            }
        }
        table
    }

    fn bucket(&self, word: Word, next: Word) -> usize {
        mix(word.term.rotate_left(1) ^ next.term) as usize & (self.first.len() - 1)
    }

    /// The first places of two neighbouring words.
    fn places(&self, word: Word, next: Word) -> impl Iterator<Item = usize> {
        let after = |at: usize| (at > 0).then_some(at);
        let first = after(self.first[self.bucket(word, next)] as usize);
        let bucket = std::iter::successors(first, move |at| after(self.next[at - 1] as usize));
        let places = bucket.map(|at| at - 1).take(PLACES);
        places.filter(move |&at| {
            self.words[at].term == word.term && self.words[at + 1].term == next.term
        })
    }

    /// Equal runs of two and more words, one of them with a meaning of its own, in order of the
    /// other text.
    fn runs(&self, left: &[Word]) -> Vec<Run> {
        let equal = |a: usize, b: usize| left[a].term == self.words[b].term && !self.apart[b];
        let mut runs = Vec::new();
        let mut steps = STEPS * (left.len() + self.words.len());
        for a in 0..left.len().saturating_sub(1) {
            for b in self.places(left[a], left[a + 1]) {
                if a > 0 && b > 0 && equal(a - 1, b - 1) {
                    continue;
                }
                let most = (left.len() - a).min(self.words.len() - b);
                let more = (2..most).take(steps);
                let len = 2 + more.take_while(|k| equal(a + k, b + k)).count();
                steps = steps.saturating_sub(len);
                let weight: i32 = left[a..a + len].iter().map(|w| weight(*w)).sum();
                if weight >= MIN_RUN {
                    runs.push(Run { a, b, len, weight });
                }
            }
        }
        runs.sort_unstable();
        runs
    }
}

fn weight(word: Word) -> i32 {
    if word.is(Marks::CONTENT) { CONTENT } else { 1 }
}

/// Passages that two texts share, in order of the first; what a better one holds on both
/// sides is in no other.
/// `table` is that of the second.
pub fn passages(left: Text, right: Text, table: &Table) -> Vec<Passage> {
    let runs = table.runs(left.words);
    let mut passages: Vec<Passage> = Vec::new();
    let mut taken = (vec![0u8; left.words.len()], vec![0u8; right.words.len()]);
    for chain in chains(&runs) {
        let mut equal = filled(left.words, right.words, &chain);
        reach_out(&mut equal, left.words, right.words);
        equal.retain(|&(a, b)| {
            let (a, b) = (taken.0[a], taken.1[b]);
            a.min(b) == 0 && a.max(b) < REPEATED
        });
        if equal.len() < MIN_WORDS {
            continue;
        }
        for &(a, b) in &equal {
            taken.0[a] = taken.0[a].saturating_add(1);
            taken.1[b] = taken.1[b].saturating_add(1);
        }
        passages.extend(super::sentence::parts(left, right, equal));
    }
    passages.sort_by_key(|p| (p.a.start, p.b.start));
    passages
}

/// Chains of runs, the best first; each run belongs to one.
fn chains(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut best: Vec<(i32, Option<usize>)> = Vec::with_capacity(runs.len());
    for (n, run) in runs.iter().enumerate() {
        let before = (n.saturating_sub(LOOK_BACK)..n).rev();
        let joined = before.filter_map(|p| Some((best[p].0 + gain(runs[p], *run)?, Some(p))));
        let alone = (run.weight, None);
        let best_here = joined.fold(alone, |x, y| if y.0 > x.0 { y } else { x });
        best.push(best_here);
    }
    let mut order: Vec<usize> = (0..runs.len())
        .filter(|&n| best[n].0 >= MIN_CHAIN)
        .collect();
    order.sort_by_key(|&n| (std::cmp::Reverse(best[n].0), n));
    let mut used = vec![false; runs.len()];
    let mut chains = Vec::new();
    for last in order {
        let mut chain = Vec::new();
        let mut at = Some(last);
        while let Some(n) = at.filter(|&n| !used[n]) {
            used[n] = true;
            chain.push(runs[n]);
            at = best[n].1;
        }
        let total: i32 = chain.iter().map(|run| run.weight).sum();
        if total >= MIN_CHAIN {
            chain.reverse();
            chains.push(chain);
        }
    }
    chains
}

/// What `next` adds to a chain that ends with `run`; nothing if it cannot follow.
fn gain(run: Run, next: Run) -> Option<i32> {
    let (end_a, end_b) = (run.a + run.len, run.b + run.len);
    let skip = end_a
        .saturating_sub(next.a)
        .max(end_b.saturating_sub(next.b));
    if skip >= next.len || next.b < run.b {
        return None;
    }
    let (gap_a, gap_b) = (next.a + skip - end_a, next.b + skip - end_b);
    if gap_a.max(gap_b) > GAP {
        return None;
    }
    let kept = next.weight * (next.len - skip) as i32 / next.len as i32;
    let (apart, between) = (gap_a.abs_diff(gap_b) as i32, gap_a.min(gap_b) as i32);
    Some(kept - apart * 3 / 4 - between / 4 - between * between / 64)
}

/// Equal words of a chain, those between its runs included.
fn filled(left: &[Word], right: &[Word], chain: &[Run]) -> Vec<(usize, usize)> {
    let mut equal: Vec<(usize, usize)> = Vec::new();
    for run in chain {
        let mut skip = 0;
        if let Some(&(a, b)) = equal.last() {
            skip = (a + 1)
                .saturating_sub(run.a)
                .max((b + 1).saturating_sub(run.b));
            if skip >= run.len {
                continue;
            }
            let (gap_a, gap_b) = (a + 1..run.a + skip, b + 1..run.b + skip);
            common(left, right, gap_a, gap_b, &mut equal);
        }
        equal.extend((skip..run.len).map(|k| (run.a + k, run.b + k)));
    }
    equal
}

/// Adds the longest common subsequence of two short stretches.
fn common(
    left: &[Word],
    right: &[Word],
    a: Range<usize>,
    b: Range<usize>,
    out: &mut Vec<(usize, usize)>,
) {
    let (n, m) = (a.len(), b.len());
    if n == 0 || m == 0 || n > FILLED || m > FILLED {
        return;
    }
    let mut best = vec![0u8; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let same = |i: usize, j: usize| left[a.start + i].term == right[b.start + j].term;
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            best[at(i, j)] = if same(i, j) {
                best[at(i + 1, j + 1)] + 1
            } else {
                best[at(i + 1, j)].max(best[at(i, j + 1)])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        if same(i, j) {
            out.push((a.start + i, b.start + j));
            (i, j) = (i + 1, j + 1);
        } else if best[at(i + 1, j)] >= best[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Extends a passage beyond its ends while two of the next few words are equal.
fn reach_out(equal: &mut Vec<(usize, usize)>, left: &[Word], right: &[Word]) {
    let ahead = |at: usize, len: usize| at..(at + REACH).min(len);
    let before = |at: usize| at.saturating_sub(REACH)..at;
    let mut front: Vec<Vec<(usize, usize)>> = Vec::new();
    let (mut first, mut last) = (equal[0], equal[equal.len() - 1]);
    for _ in 0..REACHES {
        let mut more = Vec::new();
        let (a, b) = (
            ahead(last.0 + 1, left.len()),
            ahead(last.1 + 1, right.len()),
        );
        common(left, right, a, b, &mut more);
        if more.len() < 2 {
            break;
        }
        last = more[more.len() - 1];
        equal.append(&mut more);
    }
    for _ in 0..REACHES {
        let mut more = Vec::new();
        common(left, right, before(first.0), before(first.1), &mut more);
        if more.len() < 2 {
            break;
        }
        first = more[0];
        front.push(more);
    }
    let front: Vec<(usize, usize)> = front.into_iter().rev().flatten().collect();
    equal.splice(0..0, front);
}
