//! Pairs of documents that may belong to one story, from an inverted index that forgets.

use super::vector::{Fields, Key};
use crate::relate::terms::{TermMap, mix};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Words of a document that look up others: the weightiest.
const PROBES: usize = 48;
/// Documents that one word leads to: its latest holders.
const HOLDERS: usize = 400;
/// Earlier documents kept for each document.
pub const KEPT: usize = 40;
/// Of these, those from here on tell how near documents of other events are.
const BACKGROUND: usize = 15;
/// Days between two documents beyond which they are not compared.
const REACH: i32 = 120;

/// What the index finds for one document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Numbers of the earlier documents, in order.
    pub earlier: Vec<u32>,
    /// Mean likeness of those that are nearest after the first `BACKGROUND`: how crowded the
    /// place is in which the document stands.
    pub density: f64,
}

/// Holders of the words of the latest documents.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    holders: TermMap<VecDeque<(u32, f32)>>,
    /// Day of each document that is still compared.
    days: VecDeque<Option<i32>>,
    /// Number of the first of these.
    first: u32,
    #[serde(skip)]
    scores: Vec<f32>,
}

impl Index {
    /// Number of the next document.
    pub fn next(&self) -> u32 {
        self.first + self.days.len() as u32
    }

    /// Looks up the earlier documents of the next one, and adds it.
    pub fn add(&mut self, fields: &Fields) -> Found {
        let number = self.next();
        let mut words = fields.all.words().to_vec();
        let weightier = |x: &(Key, f32), y: &(Key, f32)| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0));
        if words.len() > PROBES {
            words.select_nth_unstable_by(PROBES, weightier);
            words.truncate(PROBES);
        }
        words.sort_unstable_by(weightier);
        self.scores.resize(self.days.len(), 0.0);
        let mut touched = Vec::new();
        for (term, weight) in words {
            let known = self.holders.entry(mix(u64::from(term))).or_default();
            for &(a, other) in known.iter().filter(|(a, _)| *a >= self.first) {
                let score = &mut self.scores[(a - self.first) as usize];
                if *score == 0.0 {
                    touched.push(a);
                }
                *score += weight * other;
            }
            if known.len() == HOLDERS {
                known.pop_front();
            }
            known.push_back((number, weight));
        }
        let found = self.best(touched, fields.day);
        self.days.push_back(fields.day);
        found
    }

    /// The best of the touched documents; clears their scores.
    fn best(&mut self, touched: Vec<u32>, day: Option<i32>) -> Found {
        let far = |a: u32| match (day, self.days[(a - self.first) as usize]) {
            (Some(a), Some(b)) => (a - b).abs() > REACH,
            _ => false,
        };
        let score = |a: u32| (self.scores[(a - self.first) as usize], a);
        let near = touched.iter().filter(|&&a| !far(a));
        let mut best: Vec<(f32, u32)> = near.map(|&a| score(a)).collect();
        let order = |x: &(f32, u32), y: &(f32, u32)| y.0.total_cmp(&x.0).then(y.1.cmp(&x.1));
        if best.len() > KEPT {
            best.select_nth_unstable_by(KEPT, order);
            best.truncate(KEPT);
        }
        best.sort_unstable_by(order);
        for a in touched {
            self.scores[(a - self.first) as usize] = 0.0;
        }
        let others: f32 = best.iter().skip(BACKGROUND).map(|(score, _)| score).sum();
        // Collecting into a new list would keep the room of all that were touched.
        let mut earlier = Vec::with_capacity(best.len());
        earlier.extend(best.iter().map(|(_, a)| *a));
        earlier.sort_unstable();
        Found {
            earlier,
            density: f64::from(others) / (KEPT - BACKGROUND) as f64,
        }
    }

    /// Forgets all documents before `first`.
    pub fn forget_before(&mut self, first: u32) {
        let gone = (first.saturating_sub(self.first) as usize).min(self.days.len());
        self.days.drain(..gone);
        self.first += gone as u32;
        let first = self.first;
        self.holders.retain(|_, known| {
            while known.front().is_some_and(|(a, _)| *a < first) {
                known.pop_front();
            }
            !known.is_empty()
        });
        self.scores.clear();
    }
}
