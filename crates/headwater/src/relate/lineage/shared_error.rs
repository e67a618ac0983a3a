//! Edges from rare readings that few witnesses share against all others.

use super::View;
use super::direction::order;
use crate::model::{Confidence, LineageEdge, LineageKind, Reading, Variant};
use compact_str::{CompactString, ToCompactString};

/// Witnesses a collation must have before a reading of two can be called rare.
const WITNESSES: usize = 5;

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let substance = view
        .relations
        .variants
        .iter()
        .filter(|v| v.class.is_substance());
    substance
        .flat_map(|variant| of_variant(view, variant))
        .collect()
}

/// Exactly two witnesses have a reading that all others have otherwise.
fn of_variant(view: &View, variant: &Variant) -> Vec<LineageEdge> {
    let all: usize = variant.readings.iter().map(|r| r.witnesses.len()).sum();
    let rare = |r: &&Reading| r.witnesses.len() == 2 && !r.text.is_empty() && all >= WITNESSES;
    variant
        .readings
        .iter()
        .filter(rare)
        .filter_map(|reading| edge(view, variant, reading))
        .collect()
}

fn edge(view: &View, variant: &Variant, reading: &Reading) -> Option<LineageEdge> {
    let at = |w: usize| {
        view.index
            .get(reading.witnesses[w].document.as_str())
            .copied()
    };
    let (a, b) = (at(0)?, at(1)?);
    if a == b {
        return None;
    }
    let order = order(view, a, b);
    Some(LineageEdge {
        id: CompactString::default(),
        from: view.pile.documents[order.from].id.to_compact_string(),
        from_document: true,
        to: view.pile.documents[order.to].id.clone(),
        collation: Some(variant.collation.clone()),
        kind: LineageKind::SharedError,
        directed: order.directed,
        confidence: Confidence::Likely,
        evidence: reading.witnesses.clone().into(),
        rule: "rare-reading".into(),
        reason: format!(
            "only {} and {} read '{}' where the others differ",
            view.name(order.from),
            view.name(order.to),
            reading.text
        )
        .into(),
    })
}
