//! Average linkage on the graph of candidate pairs.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// A pair of documents and the probability that they tell one event.
pub type Edge = (usize, usize, f64);

/// A possible merge; the best, and of equals the first, is on top of the heap.
struct Merge {
    mean: f64,
    pair: (usize, usize),
    ages: (usize, usize),
}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean
            .total_cmp(&other.mean)
            .then(other.pair.cmp(&self.pair))
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Merge {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Merge {}

struct Clusters {
    members: Vec<Vec<usize>>,
    /// Sums of probabilities to other clusters; a pair that is no candidate counts 0.
    sums: Vec<BTreeMap<usize, f64>>,
    /// Changes whenever a cluster grows, so that old merges are known as such.
    ages: Vec<usize>,
    heap: BinaryHeap<Merge>,
    threshold: f64,
}

/// Groups of documents, each sorted, in order of their first member. Joins the two groups with
/// the highest mean probability over all pairs between them until none reaches `threshold`.
/// `copies` names for every document the first of which it is a copy, or itself: a run of copies
/// counts as one document, and its best edges as its own.
pub fn average_linkage(copies: &[usize], edges: &[Edge], threshold: f64) -> Vec<Vec<usize>> {
    let documents = copies.len();
    let mut clusters = Clusters {
        members: (0..documents)
            .map(|d| Vec::from_iter((copies[d] == d).then_some(d)))
            .collect(),
        sums: vec![BTreeMap::new(); documents],
        ages: vec![0; documents],
        heap: BinaryHeap::new(),
        threshold,
    };
    for &(a, b, probability) in edges {
        clusters.link(copies[a], copies[b], probability);
    }
    while let Some(merge) = clusters.heap.pop() {
        let (a, b) = merge.pair;
        if merge.ages == (clusters.ages[a], clusters.ages[b]) {
            clusters.join(a, b);
        }
    }
    clusters.groups(copies)
}

impl Clusters {
    fn link(&mut self, a: usize, b: usize, probability: f64) {
        if a != b {
            let sum = self.sums[a].entry(b).or_default();
            *sum = sum.max(probability);
            let sum = *sum;
            self.sums[b].insert(a, sum);
            self.offer(a, b);
        }
    }

    /// The groups with the copies of their members.
    fn groups(self, copies: &[usize]) -> Vec<Vec<usize>> {
        let mut group_of = vec![0; copies.len()];
        for (n, members) in self.members.iter().enumerate() {
            members.iter().for_each(|&document| group_of[document] = n);
        }
        let mut groups = vec![Vec::new(); copies.len()];
        for (document, &first) in copies.iter().enumerate() {
            groups[group_of[first]].push(document);
        }
        groups.retain(|group| !group.is_empty());
        groups.sort();
        groups
    }

    fn offer(&mut self, a: usize, b: usize) {
        let pairs = self.members[a].len() * self.members[b].len();
        let mean = self.sums[a].get(&b).copied().unwrap_or(0.0) / pairs as f64;
        if mean >= self.threshold {
            let pair = (a.min(b), a.max(b));
            let ages = (self.ages[pair.0], self.ages[pair.1]);
            self.heap.push(Merge { mean, pair, ages });
        }
    }

    /// Joins the cluster with fewer neighbours into the other.
    fn join(&mut self, a: usize, b: usize) {
        let (into, from) = if self.sums[a].len() >= self.sums[b].len() {
            (a, b)
        } else {
            (b, a)
        };
        let moved = std::mem::take(&mut self.members[from]);
        self.members[into].extend(moved);
        self.ages[from] += 1;
        self.ages[into] += 1;
        for (other, sum) in std::mem::take(&mut self.sums[from]) {
            self.sums[other].remove(&from);
            if other != into {
                *self.sums[into].entry(other).or_default() += sum;
                *self.sums[other].entry(into).or_default() += sum;
            }
        }
        let neighbours: Vec<usize> = self.sums[into].keys().copied().collect();
        for other in neighbours {
            self.offer(into, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_by_the_mean_and_not_by_one_link() {
        let edges = [(0, 1, 0.9), (1, 2, 0.8), (3, 4, 0.9)];
        assert_eq!(
            average_linkage(&[0, 1, 2, 3, 4], &edges, 0.5),
            [vec![0, 1], vec![2], vec![3, 4]]
        );
        assert_eq!(
            average_linkage(&[0, 1, 2, 3, 4], &edges, 0.4),
            [vec![0, 1, 2], vec![3, 4]]
        );
    }
}
