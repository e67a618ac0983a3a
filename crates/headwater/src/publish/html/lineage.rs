//! Who took what from whom: a drawing, and the same as a list.

use super::graph::{HEIGHT, layout};
use super::place::{Place, Places};
use crate::model::{Confidence, LineageEdge, LineageKind};
use crate::publish::view::{StoryView, View, published, word};
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// Nodes drawn at most; a larger lineage is told by its list.
const NODES: usize = 250;
/// Width of a letter in a node.
const LETTER: f64 = 7.4;

#[derive(Template)]
#[template(path = "lineage.html")]
pub struct LineagePart<'a> {
    drawing: Option<Drawing>,
    rows: Vec<EdgeRow<'a>>,
}

struct Drawing {
    width: f64,
    height: f64,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    kinds: Vec<(String, &'static str)>,
}

struct Node {
    left: f64,
    top: f64,
    width: f64,
    x: f64,
    label: String,
    full: String,
    below: String,
    class: &'static str,
    href: Option<String>,
}

struct Edge {
    path: String,
    class: String,
    title: String,
    arrow: bool,
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
        let nodes = nodes(view, story);
        let drawing = (nodes.len() <= NODES).then(|| draw(view, places, story, &nodes));
        let cycles = cycles(&story.lineage);
        let rows = story
            .lineage
            .iter()
            .map(|e| row(view, places, &cycles, e))
            .collect();
        Some(LineagePart { drawing, rows })
    }
}

/// Ids of named origins and documents: origins first, then documents in order of the story.
fn nodes<'a>(view: &View<'a>, story: &StoryView<'a>) -> Vec<&'a str> {
    let mut nodes: Vec<&str> = story
        .lineage
        .iter()
        .filter(|e| !e.from_document)
        .map(|e| e.from.as_str())
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes.extend(
        story
            .documents
            .iter()
            .map(|n| view.case.documents[*n].id.as_str()),
    );
    for from in story
        .lineage
        .iter()
        .filter(|e| e.from_document)
        .map(|e| e.from.as_str())
    {
        if !nodes.contains(&from) {
            nodes.push(from);
        }
    }
    nodes
}

fn draw(view: &View, places: &Places, story: &StoryView, ids: &[&str]) -> Drawing {
    let index: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let ends = |e: &LineageEdge| Some((*index.get(e.from.as_str())?, *index.get(e.to.as_str())?));
    let arcs: Vec<_> = story
        .lineage
        .iter()
        .filter(|e| e.directed)
        .filter_map(|e| ends(e))
        .filter(|(a, b)| a != b)
        .collect();
    let labels: Vec<_> = ids.iter().map(|id| shorten(view.label_of(id))).collect();
    let widths: Vec<f64> = labels
        .iter()
        .map(|l| (l.chars().count() as f64 * LETTER + 28.0).clamp(112.0, 230.0))
        .collect();
    let (at, width, height) = layout(&widths, &arcs);
    let node = |(n, id): (usize, &&str)| {
        let document = view.index(&(*id).into());
        Node {
            left: at[n].x - widths[n] / 2.0,
            top: at[n].top,
            width: widths[n],
            x: at[n].x,
            label: labels[n].clone(),
            full: view.label_of(id).to_string(),
            below: document.map_or("named origin".into(), |d| {
                published(&view.case.documents[d])
            }),
            class: if document.is_some() {
                "document"
            } else {
                "origin"
            },
            href: document.and_then(|d| places.document(d)),
        }
    };
    let edge = |e: &&LineageEdge| {
        let (a, b) = match ends(e)? {
            (a, b) if !e.directed && at[a].top > at[b].top => (b, a),
            both => both,
        };
        let cycle = e.directed && at[a].top >= at[b].top;
        Some(Edge {
            path: path((at[a].x, at[a].top), (at[b].x, at[b].top)),
            class: format!(
                "e-{} {}{}",
                word(e.kind),
                word(e.confidence),
                if cycle { " cycle" } else { "" }
            ),
            title: format!(
                "{} → {}: {}. {}",
                view.label_of(&e.from),
                view.label_of(e.to.as_str()),
                word(e.kind),
                e.reason
            ),
            arrow: e.directed,
        })
    };
    let mut kinds: Vec<_> = story.lineage.iter().map(|e| e.kind).collect();
    kinds.sort();
    kinds.dedup();
    Drawing {
        width: width + 16.0,
        height: height + 40.0,
        nodes: ids.iter().enumerate().map(node).collect(),
        edges: story.lineage.iter().filter_map(edge).collect(),
        kinds: kinds.into_iter().map(|k| (word(k), meaning(k))).collect(),
    }
}

/// From the lower edge of the source to the upper edge of what took from it; on one layer, or
/// upwards, a bow below both.
fn path((x1, top1): (f64, f64), (x2, top2): (f64, f64)) -> String {
    let from = top1 + HEIGHT;
    if top2 > top1 {
        let bend = (top2 - from) / 2.0;
        return format!(
            "M{x1} {from}C{x1} {} {x2} {} {x2} {top2}",
            from + bend,
            top2 - bend
        );
    }
    let (to, below) = (top2 + HEIGHT, from.max(top2 + HEIGHT) + 32.0);
    format!("M{x1} {from}C{x1} {below} {x2} {below} {x2} {to}")
}

fn shorten(label: &str) -> String {
    match label.chars().count() {
        0..=27 => label.to_string(),
        _ => label.chars().take(26).collect::<String>() + "…",
    }
}

fn meaning(kind: LineageKind) -> &'static str {
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
