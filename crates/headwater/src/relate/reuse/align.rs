//! Passages of two texts around the shingles that they share: seed, extend, chain over gaps.

use super::seed::Hit;
use crate::relate::terms::Word;
use std::ops::Range;

/// Words that may stand between two equal runs of one passage, on each side.
const GAP: usize = 14;
/// Words looked ahead beyond the last equal one.
const REACH: usize = 6;

/// A stretch of words in each text that are one passage.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Words in the first text.
    pub a: Range<usize>,
    /// Words in the second.
    pub b: Range<usize>,
    /// Pairs of equal words, in order.
    pub equal: Vec<(usize, usize)>,
}

impl Passage {
    fn new(equal: Vec<(usize, usize)>) -> Self {
        let (first, last) = (equal[0], equal[equal.len() - 1]);
        Passage {
            a: first.0..last.0 + 1,
            b: first.1..last.1 + 1,
            equal,
        }
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
}

/// Passages that two texts share, in order of the first text. `hits` are shared shingles.
pub fn passages(left: &[Word], right: &[Word], hits: &[Hit]) -> Vec<Passage> {
    let runs = runs(left, right, hits);
    let mut open: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut done = Vec::new();
    for run in runs {
        close(&mut open, &mut done, run.a);
        let at = (0..open.len())
            .filter_map(|i| Some((distance(&open[i], run)?, i)))
            .min();
        match at {
            Some((_, i)) => attach(&mut open[i], left, right, run),
            None => open.push((0..run.len).map(|k| (run.a + k, run.b + k)).collect()),
        }
    }
    done.append(&mut open);
    done.iter_mut()
        .for_each(|equal| reach_out(equal, left, right));
    let mut passages: Vec<Passage> = done.into_iter().map(Passage::new).collect();
    passages.sort_by_key(|p| (p.a.start, p.b.start));
    passages
}

/// The shingles extended to both sides as far as the words are equal, in text order.
fn runs(left: &[Word], right: &[Word], hits: &[Hit]) -> Vec<Run> {
    let mut hits: Vec<(isize, usize)> = hits
        .iter()
        .map(|h| (h.b as isize - h.a as isize, h.a))
        .collect();
    hits.sort_unstable();
    let equal = |a: usize, b: usize| left[a].term == right[b].term;
    let mut runs: Vec<Run> = Vec::new();
    let mut last = (isize::MAX, 0);
    for (diagonal, start) in hits {
        if last.0 == diagonal && start < last.1 {
            continue;
        }
        let (mut a, mut b) = (start, (start as isize + diagonal) as usize);
        while a > 0 && b > 0 && equal(a - 1, b - 1) {
            (a, b) = (a - 1, b - 1);
        }
        let len =
            (0..).take_while(|k| a + k < left.len() && b + k < right.len() && equal(a + k, b + k));
        let len = len.count();
        last = (diagonal, a + len);
        runs.push(Run { a, b, len });
    }
    runs.sort_unstable();
    runs
}

/// Moves passages that no run from word `a` on can reach out of `open`.
fn close(open: &mut Vec<Vec<(usize, usize)>>, done: &mut Vec<Vec<(usize, usize)>>, a: usize) {
    let is_far =
        |equal: &mut Vec<(usize, usize)>| equal.last().is_none_or(|&(end, _)| end + 1 + GAP < a);
    done.extend(open.extract_if(.., is_far));
}

/// Words between a passage and a run that may continue it.
fn distance(equal: &[(usize, usize)], run: Run) -> Option<usize> {
    let &(a, b) = equal.last()?;
    // A run may overlap the passage's end by less than its own length.
    let skip = (a + 1)
        .saturating_sub(run.a)
        .max((b + 1).saturating_sub(run.b));
    if skip >= run.len {
        return None;
    }
    let (gap_a, gap_b) = (
        (run.a + skip).checked_sub(a + 1)?,
        (run.b + skip).checked_sub(b + 1)?,
    );
    (gap_a <= GAP && gap_b <= GAP).then_some(gap_a + gap_b)
}

fn attach(equal: &mut Vec<(usize, usize)>, left: &[Word], right: &[Word], run: Run) {
    let Some(&(a, b)) = equal.last() else { return };
    let skip = (a + 1)
        .saturating_sub(run.a)
        .max((b + 1).saturating_sub(run.b));
    let (gap_a, gap_b) = (a + 1..run.a + skip, b + 1..run.b + skip);
    common(left, right, gap_a, gap_b, equal);
    equal.extend((skip..run.len).map(|k| (run.a + k, run.b + k)));
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
    while let Some(&(a, b)) = equal.last() {
        let mut more = Vec::new();
        let (next_a, next_b) = (ahead(a + 1, left.len()), ahead(b + 1, right.len()));
        common(left, right, next_a, next_b, &mut more);
        if more.len() < 2 {
            break;
        }
        equal.append(&mut more);
    }
    loop {
        let (a, b) = equal[0];
        let mut more = Vec::new();
        let before = |at: usize| at.saturating_sub(REACH)..at;
        common(left, right, before(a), before(b), &mut more);
        if more.len() < 2 {
            break;
        }
        more.append(equal);
        *equal = more;
    }
}
