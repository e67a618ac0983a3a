//! How much a word tells: the fewer documents hold it, the more.

use super::terms::{Term, TermMap};
use serde::{Deserialize, Serialize};

/// Documents of general news that every pile is taken to stand among, so that words are weighed
/// sensibly in a pile of five.
const BACKGROUND: f64 = 100.0;
/// Share of these documents that hold a content word.
const BACKGROUND_SHARE: f64 = 0.01;

/// How much a word tells that so many of `documents` hold, in nats.
pub fn rarity(documents: f64, holding: f64) -> f64 {
    ((documents + BACKGROUND) / (holding + BACKGROUND * BACKGROUND_SHARE)).ln()
}

/// In how many of the documents so far each content word stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rarities {
    documents: u32,
    frequency: TermMap<u32>,
}

impl Rarities {
    /// Counts the content words of one more document, each given once.
    pub fn add(&mut self, distinct: &[Term]) {
        self.documents += 1;
        for &term in distinct {
            *self.frequency.entry(term).or_default() += 1;
        }
    }

    /// How much a word tells, in nats: its smoothed inverse document frequency.
    pub fn rarity(&self, term: Term) -> f64 {
        let holding = self.frequency.get(&term).copied().unwrap_or(0);
        rarity(f64::from(self.documents), f64::from(holding))
    }
}
