//! What several mentions refer to.

use super::Pointer;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// Kind of thing that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A human being.
    Person,
    /// Body, company, party, armed group, outlet, agency.
    Organisation,
    /// Country, town, region, building, river.
    Place,
    /// Any other name: work, law, operation, event.
    Other,
}

impl EntityType {
    /// The type with most votes, counted in the order of the variants; ties keep `first`.
    pub fn with_most(votes: &[usize; 4], first: EntityType) -> EntityType {
        use EntityType::{Organisation, Other, Person, Place};
        let most = votes.iter().max().copied().unwrap_or(0);
        let mut types = [first, Person, Organisation, Place, Other].into_iter();
        types
            .find(|&kind| votes[kind as usize] == most)
            .unwrap_or(first)
    }
}

/// One name of an entity, with the reason it belongs there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alias {
    /// The name as written.
    pub name: String,
    /// Mentions that carry it.
    pub count: usize,
    /// Rule and words that joined it, e.g. `parenthesis: Islamic State (ISIS)`.
    pub reason: String,
    /// Only its form says so (a surname, initials, a spelling), and only inside its story.
    #[serde(default)]
    pub weak: bool,
}

/// A person, organisation or place that documents of the pile name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Stable for the same pile.
    pub id: CompactString,
    /// The fullest common name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Every name, the canonical one included, most frequent first.
    pub aliases: Vec<Alias>,
    /// Words of a document which say that this speaker is translated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated: Option<Pointer>,
}
