//! Who took what from whom: a drawing, and the same as a list.

use super::drawing::{Drawing, NODES, draw, units};
use super::place::{Place, Places};
use crate::model::{Confidence, LineageEdge, LineageKind};
use crate::publish::view::{StoryView, View, word};
use askama::Template;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "lineage.html")]
pub struct LineagePart<'a> {
    drawing: Option<Drawing>,
    rows: Vec<EdgeRow<'a>>,
}

struct EdgeRow<'a> {
    from: &'a str,
    to: &'a str,
    kind: String,
    meaning: &'static str,
    sure: String,
    directed: bool,
    cycle: bool,
    reason: &'a str,
    evidence: Vec<Place<'a>>,
}

impl<'a> LineagePart<'a> {
    /// The lineage of a story; `None` when nothing was found.
    pub fn new(view: &View<'a>, places: &Places, story: &StoryView<'a>) -> Option<Self> {
        if story.lineage.is_empty() {
            return None;
        }
        let units = units(view, story);
        let drawing = (units.len() <= NODES).then(|| draw(view, places, story, &units));
        let cycles = cycles(&story.lineage);
        let rows = story
            .lineage
            .iter()
            .map(|e| row(view, places, &cycles, e))
            .collect();
        Some(LineagePart { drawing, rows })
    }
}

/// What an edge of that kind says.
pub fn meaning(kind: LineageKind) -> &'static str {
    match kind {
        LineageKind::Credited => "names its source",
        LineageKind::Copied => "long verbatim run",
        LineageKind::SameTranslation => "wording too close for two translators",
        LineageKind::SharedError => "share a rare reading",
        LineageKind::SameInformant => "rest on one person or release",
        LineageKind::TimeOrder => "only earlier; proves nothing alone",
    }
}

fn row<'a>(
    view: &View<'a>,
    places: &Places,
    cycles: &BTreeSet<&str>,
    edge: &'a LineageEdge,
) -> EdgeRow<'a> {
    EdgeRow {
        from: view.label_of(&edge.from),
        to: view.label_of(edge.to.as_str()),
        kind: word(edge.kind),
        meaning: meaning(edge.kind),
        sure: match edge.confidence {
            Confidence::Shown => "shown by the words".into(),
            other => word(other),
        },
        directed: edge.directed,
        cycle: edge.directed
            && [edge.from.as_str(), edge.to.as_str()]
                .iter()
                .all(|n| cycles.contains(n)),
        reason: &edge.reason,
        evidence: edge.evidence.iter().map(|p| places.at(view, p)).collect(),
    }
}

/// Nodes that lie on cycles or between them: what is left when sources and ends are taken away
/// again and again.
fn cycles<'a>(edges: &[&'a LineageEdge]) -> BTreeSet<&'a str> {
    let mut left: Vec<_> = edges.iter().filter(|e| e.directed).collect();
    loop {
        let from: BTreeSet<_> = left.iter().map(|e| e.from.as_str()).collect();
        let to: BTreeSet<_> = left.iter().map(|e| e.to.as_str()).collect();
        let before = left.len();
        left.retain(|e| to.contains(e.from.as_str()) && from.contains(e.to.as_str()));
        if left.len() == before {
            return from;
        }
    }
}
