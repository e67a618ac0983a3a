//! On how many independent origins a collation rests.
//!
//! `max` counts the origins that are left when every shown dependence has merged its ends; `min`
//! counts those among them that are shown to be separate. Unknown lineage never raises `min`.
//! Sources can be left out to ask what remains if they are wrong.

mod basis;
mod fall;
mod group;
mod ledger;
mod own_report;
mod root;
mod separate;

pub use fall::is_named;

use super::lineage::{View, WHOLE_DOCUMENT};
use crate::model::{Collation, LineageEdge, LineageKind, Support};
use ledger::Ledger;
use std::collections::{BTreeMap, BTreeSet};

/// One row for each collation. What rests on nothing but the sources in `without`, named as
/// outlets or origins, does not count.
pub(crate) fn find(view: &View, without: &[String]) -> Vec<Support> {
    let (pile, relations) = (view.pile, view.relations);
    let mut by_collation: BTreeMap<&str, Vec<&LineageEdge>> = BTreeMap::new();
    let mut by_document: BTreeMap<&str, Vec<&LineageEdge>> = BTreeMap::new();
    for edge in &relations.lineage {
        match &edge.collation {
            Some(collation) => by_collation.entry(collation).or_default().push(edge),
            None if holds_for_document(edge) => {
                by_document.entry(edge.to.as_str()).or_default().push(edge)
            }
            None => {}
        }
    }
    let settle = |_, collation: &Collation| {
        let mut edges = by_collation
            .get(collation.id.as_str())
            .cloned()
            .unwrap_or_default();
        let documents: BTreeSet<&str> = collation
            .witnesses
            .iter()
            .map(|w| w.document.as_str())
            .collect();
        edges.extend(
            documents
                .iter()
                .filter_map(|d| by_document.get(d))
                .flatten()
                .copied(),
        );
        [Ledger::new(view, collation, without).settle(&edges)]
    };
    pile.workers.flat_map(&relations.collations, settle)
}

/// Edges without a collation that say where all of a document comes from.
fn holds_for_document(edge: &LineageEdge) -> bool {
    edge.rule == WHOLE_DOCUMENT || edge.kind == LineageKind::Copied
}
