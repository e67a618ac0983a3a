//! How probable it is that one of two sources copies the other.

use super::table::Table;
use super::{COPIED, WRONG};
use std::collections::BTreeMap;

/// Probability that two sources depend on each other, before anything is known.
const PRIOR: f64 = 0.1;
/// Values that two sources must share before they are compared.
const SHARED: usize = 2;
/// Sources of a value that are paired; what more sources say is no sign of copying.
const HOLDERS: usize = 400;
/// Claims on one object that must be comparable before two sources are shown to be separate.
const COMPARED: usize = 5;

/// Pairs of sources that share values.
pub struct Dependence {
    pairs: BTreeMap<(usize, usize), f64>,
    compared: BTreeMap<(usize, usize), usize>,
}

impl Dependence {
    /// The pairs of sources that share enough values, nothing known about them yet.
    pub fn new(table: &Table) -> Self {
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for value in table.values.iter().filter(|v| v.sources.len() <= HOLDERS) {
            for (n, &a) in value.sources.iter().enumerate() {
                for &b in &value.sources[n + 1..] {
                    *shared.entry((a, b)).or_default() += 1;
                }
            }
        }
        let enough = shared.into_iter().filter(|&(_, count)| count >= SHARED);
        let pairs: BTreeMap<_, f64> = enough.map(|(pair, _)| (pair, 0.0)).collect();
        let count = |&(a, b): &(usize, usize)| {
            let mut count = 0;
            table.meet(a, b, |_, _, _| count += 1);
            ((a, b), count)
        };
        Dependence {
            compared: pairs.keys().map(count).collect(),
            pairs,
        }
    }

    /// Weighs each pair anew, given how probable values and how accurate sources are.
    pub fn learn(&mut self, table: &Table, probability: &[f64], accuracy: &[f64]) {
        let usual = usual_errors(table, probability);
        for (&(a, b), dependence) in &mut self.pairs {
            let mut log = 0.0;
            table.meet(a, b, |_, x, y| {
                log += match x == y {
                    true => {
                        (1.0 - probability[x]) * shared_error(accuracy[a], accuracy[b], usual[x])
                    }
                    false => (1.0 - COPIED).ln(),
                };
            });
            let against = (1.0 - PRIOR) / PRIOR * (-log).exp();
            *dependence = 1.0 / (1.0 + against);
        }
    }

    /// Probability that two sources depend; 0 where nothing is known.
    pub fn between(&self, a: usize, b: usize) -> f64 {
        self.pairs
            .get(&(a.min(b), a.max(b)))
            .copied()
            .unwrap_or(0.0)
    }

    /// The same where the two have been compared on enough objects to tell.
    pub fn known(&self, a: usize, b: usize) -> Option<f64> {
        let pair = (a.min(b), a.max(b));
        let enough = self.compared.get(&pair).is_some_and(|n| *n >= COMPARED);
        enough.then(|| self.between(a, b))
    }

    /// Pairs among these sources that share values, with their probability.
    pub fn among(&self, sources: &[usize]) -> Vec<(usize, usize, f64)> {
        let mut pairs = Vec::new();
        for (n, &a) in sources.iter().enumerate() {
            let later = sources[n + 1..].iter();
            pairs.extend(later.filter_map(|&b| Some((a, b, *self.pairs.get(&(a, b))?))));
        }
        pairs
    }
}

/// For each value its share among the errors on its object: how probable it is that somebody who
/// errs says just this. Titles are cut and names dropped in the same way by many who never met.
fn usual_errors(table: &Table, probability: &[f64]) -> Vec<f64> {
    let weight = |v: usize| (1.0 - probability[v]) * table.values[v].sources.len() as f64;
    let mut usual = Vec::with_capacity(probability.len());
    for values in &table.objects {
        let all: f64 = values.clone().map(weight).sum();
        usual.extend(
            values
                .clone()
                .map(|v| (weight(v) / all.max(1.0)).clamp(1.0 / WRONG, 0.5)),
        );
    }
    usual
}

/// Logarithm of how much more probable it is that a copier and its source share an error than that
/// two strangers do. What is right may be shared by all, so that sharing it is no sign of copying.
fn shared_error(a: f64, b: f64, usual: f64) -> f64 {
    let strangers = (1.0 - a) * (1.0 - b) * usual * usual;
    let copier = COPIED * (1.0 - (a + b) / 2.0) * usual + (1.0 - COPIED) * strangers;
    (copier / strangers).ln()
}
