//! Average linkage on the graph of candidate pairs.

use super::candidate::KEPT;
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
    /// Sum of the probabilities between the members of each cluster.
    within: Vec<f64>,
    /// Changes whenever a cluster grows, so that old merges are known as such.
    ages: Vec<usize>,
    heap: BinaryHeap<Merge>,
    limits: Limits,
}

/// What two groups must reach to be one.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Least mean probability between them.
    pub threshold: f64,
    /// Least share of the mean probability inside the looser of two groups of several documents:
    /// where documents of one event are very sure of each other, two such groups are not joined
    /// by a likeness that would do elsewhere.
    pub cohesion: f64,
}

/// Groups of documents, each sorted, in order of their first member. Joins the two groups with
/// the highest mean probability over all pairs between them until none reaches the limits. A
/// document has a bounded number of candidates, so the mean is over no more pairs than there can be.
/// `copies` names for every document the first of which it is a copy, or itself: a run of copies
/// counts as one document, and its best edges as its own.
pub fn average_linkage(copies: &[usize], edges: &[Edge], limits: Limits) -> Vec<Vec<usize>> {
    let documents = copies.len();
    let mut clusters = Clusters {
        members: (0..documents)
            .map(|d| Vec::from_iter((copies[d] == d).then_some(d)))
            .collect(),
        sums: vec![BTreeMap::new(); documents],
        within: vec![0.0; documents],
        ages: vec![0; documents],
        heap: BinaryHeap::new(),
        limits,
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
        let (many, few) = (self.members[a].len(), self.members[b].len());
        let pairs = (many * few).min(many.min(few) * KEPT);
        let mean = self.sums[a].get(&b).copied().unwrap_or(0.0) / pairs as f64;
        let tight = self.tightness(a).min(self.tightness(b));
        if mean >= self.limits.threshold.max(tight * self.limits.cohesion) {
            let pair = (a.min(b), a.max(b));
            let ages = (self.ages[pair.0], self.ages[pair.1]);
            self.heap.push(Merge { mean, pair, ages });
        }
    }

    /// Mean probability between the members of a cluster; 0 for one document, which has none.
    fn tightness(&self, cluster: usize) -> f64 {
        let many = self.members[cluster].len();
        let pairs = (many * many.saturating_sub(1) / 2).min(many * KEPT);
        self.within[cluster] / pairs.max(1) as f64
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
        let between = self.sums[into].get(&from).copied().unwrap_or(0.0);
        self.within[into] += self.within[from] + between;
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

    fn limits(threshold: f64, cohesion: f64) -> Limits {
        Limits {
            threshold,
            cohesion,
        }
    }

    #[test]
    fn joins_by_the_mean_and_not_by_one_link() {
        let edges = [(0, 1, 0.9), (1, 2, 0.8), (3, 4, 0.9)];
        assert_eq!(
            average_linkage(&[0, 1, 2, 3, 4], &edges, limits(0.5, 0.0)),
            [vec![0, 1], vec![2], vec![3, 4]]
        );
        assert_eq!(
            average_linkage(&[0, 1, 2, 3, 4], &edges, limits(0.4, 0.0)),
            [vec![0, 1, 2], vec![3, 4]]
        );
    }

    #[test]
    fn two_tight_groups_need_more_than_a_loose_document() {
        let edges = [
            (0, 1, 0.9),
            (2, 3, 0.9),
            (0, 2, 0.6),
            (0, 3, 0.6),
            (1, 2, 0.6),
            (1, 3, 0.6),
            (0, 4, 0.6),
            (1, 4, 0.6),
        ];
        assert_eq!(
            average_linkage(&[0, 1, 2, 3, 4], &edges, limits(0.5, 0.8)),
            [vec![0, 1, 4], vec![2, 3]]
        );
        assert_eq!(
            average_linkage(&[0, 1, 2, 3], &edges[..6], limits(0.5, 0.0)).len(),
            1
        );
    }
}
