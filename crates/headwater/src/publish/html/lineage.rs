//! Who took what from whom: a drawing, and the same as a list.

use super::drawing::{Drawing, NODES, draw, units};
use super::place::{Place, Places};
use super::skeleton::skeleton;
use crate::model::{Confidence, LineageEdge, LineageKind};
use crate::publish::view::{StoryView, View, word};
use askama::Template;
use std::collections::BTreeSet;

/// Connections listed.
const ROWS: usize = 300;

#[derive(Template)]
#[template(path = "lineage.html")]
pub struct LineagePart<'a> {
    drawing: Option<Drawing>,
    /// Connections that the drawing leaves out.
    undrawn: usize,
    /// All connections, and those listed.
    all: usize,
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
        let drawn = skeleton(&story.lineage);
        let units = units(view, story, &drawn);
        let drawing = (units.len() <= NODES).then(|| draw(view, places, &drawn, &units));
        let cycles = cycles(&story.lineage);
        // Those that are drawn first.
        let ids: BTreeSet<&str> = drawn.iter().map(|e| e.id.as_str()).collect();
        let mut listed = story.lineage.clone();
        listed.sort_by_key(|e| !ids.contains(e.id.as_str()));
        let rows = listed.into_iter().take(ROWS);
        Some(LineagePart {
            drawing,
            undrawn: story.lineage.len() - drawn.len(),
            all: story.lineage.len(),
            rows: rows.map(|e| row(view, places, &cycles, e)).collect(),
        })
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
