//! Averaged structured perceptron (Collins 2002) with whole-number updates, so that training gives
//! the same bytes everywhere.

use headwater::annotate::name::model::{self, FORBIDDEN, LABELS, Label, OUTSIDE, Scores};
use std::ops::Range;

/// A stretch of tokens to label.
pub struct Island {
    /// Ids of each token's features; 0 is a feature without weight.
    pub tokens: Vec<Vec<u32>>,
    /// Labels that each token may have, one bit each.
    pub allowed: Vec<u8>,
}

/// Weights with the sum of all their past values.
pub struct Perceptron {
    weights: Vec<Scores>,
    transitions: [Scores; LABELS],
    sums: Vec<[i64; LABELS]>,
    transition_sums: [[i64; LABELS]; LABELS],
    step: i64,
}

/// Averaged weights of features and transitions.
pub struct Averages {
    /// One row a feature.
    pub weights: Vec<[f64; LABELS]>,
    /// From label to label.
    pub transitions: [[f64; LABELS]; LABELS],
}

impl Averages {
    /// Adds the weights of another run.
    pub fn add(&mut self, other: &Averages) {
        let rows = self.weights.iter_mut().chain(&mut self.transitions);
        let others = other.weights.iter().chain(&other.transitions);
        for (row, other) in rows.zip(others) {
            row.iter_mut().zip(other).for_each(|(a, b)| *a += b);
        }
    }
}

impl Perceptron {
    /// All weights zero.
    pub fn new(features: usize) -> Self {
        Perceptron {
            weights: vec![[0; LABELS]; features],
            transitions: model::allowed([[0; LABELS]; LABELS]),
            sums: vec![[0; LABELS]; features],
            transition_sums: [[0; LABELS]; LABELS],
            step: 0,
        }
    }

    /// Learns from one island; `keep` says which features of a token to use.
    pub fn learn(&mut self, island: &Island, keep: impl Fn(usize) -> Range<usize>) -> bool {
        self.step += 1;
        let kept = |n: usize| &island.tokens[n][keep(n).start.min(island.tokens[n].len())..];
        let mut scores: Vec<Scores> = (0..island.tokens.len())
            .map(|n| self.score(kept(n)))
            .collect();
        let guess = model::viterbi(&scores, &self.transitions);
        if guess
            .iter()
            .zip(&island.allowed)
            .all(|(&label, &allowed)| allowed >> label & 1 == 1)
        {
            return true;
        }
        for (token, &allowed) in scores.iter_mut().zip(&island.allowed) {
            for (label, score) in token.iter_mut().enumerate() {
                if allowed >> label & 1 == 0 {
                    *score += FORBIDDEN;
                }
            }
        }
        let gold = model::viterbi(&scores, &self.transitions);
        for n in 0..gold.len() {
            if gold[n] != guess[n] {
                for &feature in kept(n).iter().filter(|&&feature| feature > 0) {
                    self.change(feature, gold[n], 1);
                    self.change(feature, guess[n], -1);
                }
            }
        }
        self.change_transitions(&gold, 1);
        self.change_transitions(&guess, -1);
        false
    }

    /// Weights averaged over all steps.
    pub fn averages(&self) -> Averages {
        let steps = self.step.max(1) as f64;
        let average = |now: i32, sum: i64| f64::from(now) - sum as f64 / steps;
        let row =
            |now: &Scores, sums: &[i64; LABELS]| std::array::from_fn(|l| average(now[l], sums[l]));
        let weights = self
            .weights
            .iter()
            .zip(&self.sums)
            .map(|(w, s)| row(w, s))
            .collect();
        let transitions =
            std::array::from_fn(|b| row(&self.transitions[b], &self.transition_sums[b]));
        Averages {
            weights,
            transitions,
        }
    }

    fn score(&self, features: &[u32]) -> Scores {
        let mut scores = Scores::default();
        for &feature in features {
            for (score, weight) in scores.iter_mut().zip(&self.weights[feature as usize]) {
                *score += weight;
            }
        }
        scores
    }

    fn change(&mut self, feature: u32, label: Label, by: i32) {
        let (feature, label) = (feature as usize, usize::from(label));
        self.weights[feature][label] += by;
        self.sums[feature][label] += i64::from(by) * self.step;
    }

    fn change_transitions(&mut self, labels: &[Label], by: i32) {
        let mut before = OUTSIDE;
        for &label in labels {
            let (from, to) = (usize::from(before), usize::from(label));
            self.transitions[from][to] += by;
            self.transition_sums[from][to] += i64::from(by) * self.step;
            before = label;
        }
    }
}
