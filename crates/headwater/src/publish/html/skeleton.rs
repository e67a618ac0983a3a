//! The edges of a lineage that are drawn. Where everybody took from everybody, a drawing of all
//! says nothing and takes minutes to lay out.

use crate::model::LineageEdge;
use std::collections::{BTreeMap, BTreeSet};

/// Edges for each node up to which all are drawn.
const SPARSE: usize = 3;

/// All edges; or, where they are many, of all edges of one kind to one document the one from
/// furthest up: from whom took from fewest.
pub fn skeleton<'a>(edges: &[&'a LineageEdge]) -> Vec<&'a LineageEdge> {
    let ends = edges.iter().flat_map(|e| [e.from.as_str(), e.to.as_str()]);
    let nodes: BTreeSet<&str> = ends.collect();
    if edges.len() <= SPARSE * nodes.len() {
        return edges.to_vec();
    }
    let mut sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in edges {
        sources
            .entry(edge.to.as_str())
            .or_default()
            .insert(&edge.from);
    }
    let up = |edge: &LineageEdge| {
        let above = sources.get(edge.from.as_str()).map_or(0, BTreeSet::len);
        (!edge.directed, above, edge.from.clone())
    };
    let mut kept: BTreeMap<_, &LineageEdge> = BTreeMap::new();
    for edge in edges.iter().copied() {
        let best = kept.entry((&edge.to, edge.kind)).or_insert(edge);
        if up(edge) < up(best) {
            *best = edge;
        }
    }
    kept.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Confidence, LineageKind};

    fn edge(from: usize, to: usize) -> LineageEdge {
        LineageEdge {
            id: format!("{from}-{to}").into(),
            from: format!("d{from:03}").into(),
            from_document: true,
            to: format!("d{to:03}").as_str().into(),
            collation: None,
            kind: LineageKind::Copied,
            directed: true,
            confidence: Confidence::Shown,
            evidence: Default::default(),
            rule: "".into(),
            reason: String::new().into(),
        }
    }

    #[test]
    fn where_all_took_from_all_the_first_source_is_drawn() {
        let all: Vec<_> = (0..200)
            .flat_map(|to| (0..to).map(move |from| edge(from, to)))
            .collect();
        let drawn = skeleton(&all.iter().collect::<Vec<_>>());
        assert_eq!(drawn.len(), 199);
        assert!(drawn.iter().all(|e| e.from == "d000"));
        let few: Vec<_> = all.iter().take(6).collect();
        assert_eq!(skeleton(&few), few);
    }
}
