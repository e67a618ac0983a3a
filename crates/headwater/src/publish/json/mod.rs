//! The dossier for programs: what the page shows as JSON, every statement with the words it
//! rests on. `headwater show --json` prints it, and assistants are answered with parts of it.
//!
//! Keys keep their meaning as columns of tables do; new ones may come.

mod document;
mod passage;
mod story;

pub use document::{document, quotation, summary as document_summary};
pub use passage::{collation, discrepancy, edge, summary as collation_summary, support};
pub use story::{list, story, summary as story_summary};

use super::texts::{Evidence, Texts};
use crate::model::Pointer;

fn evidence<'a>(texts: &'a Texts, pointers: &'a [Pointer]) -> Vec<Evidence<'a>> {
    pointers.iter().map(|p| texts.at(p)).collect()
}

#[cfg(test)]
mod tests;
