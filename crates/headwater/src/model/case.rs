//! The whole result of a run.

use super::*;
use serde::{Deserialize, Serialize};

/// What relating the documents of a pile finds. Every list has one fixed order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Relations {
    /// Passages that two documents share.
    pub reuse: Vec<Reuse>,
    /// Documents about one event.
    pub stories: Vec<Story>,
    /// Links between stories.
    pub story_links: Vec<StoryLink>,
    /// Persons, organisations, places.
    pub entities: Vec<Entity>,
    /// Passages in all their witnesses.
    pub collations: Vec<Collation>,
    /// Places where witnesses differ.
    pub variants: Vec<Variant>,
    /// Who took what from whom.
    pub lineage: Vec<LineageEdge>,
    /// On how many origins each collation rests.
    pub support: Vec<Support>,
    /// What is taken against what is credited.
    #[serde(default)]
    pub attribution_gaps: Vec<AttributionGap>,
    /// Where witnesses contradict each other in substance.
    pub discrepancies: Vec<Discrepancy>,
    /// Words taken back, and who still carries them.
    #[serde(default)]
    pub withdrawals: Vec<Withdrawal>,
    /// What happened when.
    pub timeline: Vec<TimelineEntry>,
}

/// The documents of a pile, their annotations (same order), and what relates them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// In order of id.
    pub documents: Vec<Document>,
    /// One for each document.
    pub annotations: Vec<Annotations>,
    /// What relates them.
    pub relations: Relations,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What the user decided about names.
    pub decisions: Vec<Decision>,
}
