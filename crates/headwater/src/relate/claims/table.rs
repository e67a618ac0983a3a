//! Claims by source and by object.

use super::Claim;
use crate::lexicon::fold::letters;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Claims, numbered: sources, objects and the values of an object in order of name.
pub struct Table {
    pub sources: Vec<String>,
    pub names: Vec<String>,
    /// Numbers of the values of each object.
    pub objects: Vec<Range<usize>>,
    pub values: Vec<Value>,
    /// By source: (object, value) in order.
    pub claims: Vec<Vec<(usize, usize)>>,
}

/// One value of one object.
pub struct Value {
    /// As most of its sources write it.
    pub text: String,
    /// Its words in order of the alphabet.
    words: Vec<String>,
    /// Numbers of the sources that claim it, in order.
    pub sources: Vec<usize>,
}

impl Value {
    /// Share of the words that two values have in common, 0 to 1.
    pub fn likeness(&self, other: &Value) -> f64 {
        let words: BTreeSet<&String> = self.words.iter().collect();
        let others: BTreeSet<&String> = other.words.iter().collect();
        let common = words.intersection(&others).count() as f64;
        let all = words.union(&others).count().max(1) as f64;
        common / all
    }
}

impl Table {
    pub fn new(claims: &[Claim]) -> Self {
        let distinct: BTreeSet<&Claim> = claims.iter().collect();
        let sources: BTreeSet<&str> = distinct.iter().map(|c| c.source.as_str()).collect();
        let sources: BTreeMap<&str, usize> = sources.into_iter().zip(0..).collect();
        let mut objects: BTreeMap<&str, BTreeMap<Vec<String>, Vec<&Claim>>> = BTreeMap::new();
        for claim in distinct {
            let values = objects.entry(&claim.object).or_default();
            values.entry(words(&claim.value)).or_default().push(claim);
        }
        let mut table = Table {
            sources: sources.keys().map(|s| s.to_string()).collect(),
            names: Vec::new(),
            objects: Vec::new(),
            values: Vec::new(),
            claims: vec![Vec::new(); sources.len()],
        };
        for (object, values) in objects {
            table.enter(object, values, &sources);
        }
        table
    }

    fn enter(
        &mut self,
        object: &str,
        values: BTreeMap<Vec<String>, Vec<&Claim>>,
        numbers: &BTreeMap<&str, usize>,
    ) {
        let first = self.values.len();
        for (words, claims) in values {
            let sources = claims.iter().map(|c| numbers[c.source.as_str()]);
            let sources: BTreeSet<usize> = sources.collect();
            for &source in &sources {
                self.claims[source].push((self.names.len(), self.values.len()));
            }
            self.values.push(Value {
                text: usual(&claims),
                words,
                sources: sources.into_iter().collect(),
            });
        }
        self.objects.push(first..self.values.len());
        self.names.push(object.to_string());
    }

    /// Objects on which two sources agree, those among them where their value is not the
    /// likeliest, and objects on which they differ.
    pub fn compare(&self, a: usize, b: usize, likeliest: &[usize]) -> (usize, usize, usize) {
        let (mut same, mut unlikely, mut different) = (0, 0, 0);
        self.meet(a, b, |object, x, y| match x == y {
            true => {
                same += 1;
                unlikely += usize::from(likeliest[object] != x);
            }
            false => different += 1,
        });
        (same, unlikely, different)
    }

    /// Calls `met` with each object that both sources claim something of, and their values.
    pub fn meet(&self, a: usize, b: usize, mut met: impl FnMut(usize, usize, usize)) {
        let (mut a, mut b) = (&self.claims[a][..], &self.claims[b][..]);
        while let ([(x, v), rest_a @ ..], [(y, w), rest_b @ ..]) = (a, b) {
            match x.cmp(y) {
                Ordering::Less => a = rest_a,
                Ordering::Greater => b = rest_b,
                Ordering::Equal => {
                    met(*x, *v, *w);
                    (a, b) = (rest_a, rest_b);
                }
            }
        }
    }
}

/// The words of a value in order of the alphabet, so that 'Rehn, Ada' is 'Ada Rehn'.
fn words(value: &str) -> Vec<String> {
    let mut words: Vec<String> = letters(value).split(' ').map(String::from).collect();
    words.sort();
    words
}

/// The wording of most claims; of several the first.
fn usual(claims: &[&Claim]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in claims {
        *counts.entry(&claim.value).or_default() += 1;
    }
    let most = counts
        .iter()
        .max_by_key(|&(text, n)| (*n, std::cmp::Reverse(*text)));
    most.map_or(String::new(), |(text, _)| text.to_string())
}
