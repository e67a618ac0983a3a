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
pub fn average_linkage(documents: usize, edges: &[Edge], threshold: f64) -> Vec<Vec<usize>> {
    let mut clusters = Clusters {
        members: (0..documents).map(|d| vec![d]).collect(),
        sums: vec![BTreeMap::new(); documents],
        ages: vec![0; documents],
        heap: BinaryHeap::new(),
        threshold,
    };
    for &(a, b, probability) in edges {
        clusters.sums[a].insert(b, probability);
        clusters.sums[b].insert(a, probability);
        clusters.offer(a, b);
    }
    while let Some(merge) = clusters.heap.pop() {
        let (a, b) = merge.pair;
        if merge.ages == (clusters.ages[a], clusters.ages[b]) {
            clusters.join(a, b);
        }
    }
    let mut groups: Vec<Vec<usize>> = clusters
        .members
        .into_iter()
        .filter(|m| !m.is_empty())
        .collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort();
    groups
}

impl Clusters {
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
            average_linkage(5, &edges, 0.5),
            [vec![0, 1], vec![2], vec![3, 4]]
        );
        assert_eq!(average_linkage(5, &edges, 0.4), [vec![0, 1, 2], vec![3, 4]]);
    }
}
