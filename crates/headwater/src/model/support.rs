//! On how many independent origins a passage rests, and why.

use super::Pointer;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a reason does to the count of origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Two witnesses are one origin.
    Merges,
    /// Two witnesses are two origins.
    Separates,
    /// Nothing tells whether they are one.
    Unsure,
    /// A witness does not count under the question asked.
    Falls,
}

/// Why witnesses of a collation count as one origin, or cannot be told apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupportReason {
    /// The edge it comes from, if it comes from one.
    pub edge: Option<CompactString>,
    /// What it does.
    pub effect: Effect,
    /// The reason in words.
    pub text: Arc<str>,
    /// The words it rests on; those of an edge where all of them count here.
    pub evidence: Arc<[Pointer]>,
}

/// On how many independent origins a collation rests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Support {
    /// Which collation.
    pub collation: CompactString,
    /// Documents that carry it.
    pub documents: usize,
    /// Outlets that carry it; documents without a known outlet count one each.
    pub outlets: usize,
    /// Named origins.
    pub origins: Vec<String>,
    /// Origins shown to be separate.
    pub independent_min: usize,
    /// Origins left when everything not shown to be dependent is counted.
    pub independent_max: usize,
    /// Every merge and every doubt.
    pub reasons: Vec<SupportReason>,
}
