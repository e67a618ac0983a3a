//! The lineage of a story as a drawing: origins above, documents below, edges by kind.

use super::graph::{At, Placed, Size, layout};
use super::lineage::meaning;
use super::place::Places;
use super::route::path;
use crate::model::LineageEdge;
use crate::publish::view::{StoryView, View, published, word};
use std::collections::{BTreeMap, BTreeSet};

/// Nodes drawn at most; a larger lineage is told by its list.
pub const NODES: usize = 250;
/// Width of a letter in a node.
const LETTER: f64 = 8.0;
/// The same of its second line.
const SMALL_LETTER: f64 = 6.3;
/// Height of a node with one line, and of one more.
const HEIGHT: f64 = 50.0;
const LINE: f64 = 20.0;
/// Width of a column in a node of several documents.
const COLUMN: f64 = 210.0;
/// Documents from which on those with the same ties share a node.
const MANY: usize = 16;
const ALIKE: usize = 4;
/// Between lines that join the same two nodes.
const SIDE: f64 = 12.0;

pub struct Drawing {
    pub width: f64,
    pub height: f64,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub kinds: Vec<(String, &'static str)>,
}

pub struct Node {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    pub class: &'static str,
    /// Its documents, or the one origin; their ids tell which edges are theirs.
    pub lines: Vec<NodeLine>,
}

pub struct NodeLine {
    pub id: String,
    pub x: f64,
    pub y: f64,
    pub label: String,
    pub full: String,
    pub below: Option<String>,
    pub href: Option<String>,
}

pub struct Edge {
    pub path: String,
    pub class: String,
    pub title: String,
    /// Ids of the sources, between line ends.
    pub from: String,
    /// The same of the documents that took.
    pub to: String,
    pub arrow: bool,
}

/// Named origins, documents, and groups of documents with the same ties: each a list of ids. Origins come first, then documents in order of the story.
pub fn units<'a>(
    view: &View<'a>,
    story: &StoryView<'a>,
    edges: &[&'a LineageEdge],
) -> Vec<Vec<&'a str>> {
    let named: BTreeSet<&str> = (edges.iter())
        .filter(|e| !e.from_document)
        .map(|e| e.from.as_str())
        .collect();
    let mut documents: Vec<&str> = story
        .documents
        .iter()
        .map(|n| view.case.documents[*n].id.as_str())
        .collect();
    let mut known: BTreeSet<&str> = documents.iter().copied().collect();
    let outside = edges.iter().filter(|e| e.from_document);
    let outside = outside.map(|e| e.from.as_str());
    documents.extend(outside.filter(|id| known.insert(id)));
    let mut units: Vec<Vec<&str>> = named.into_iter().map(|id| vec![id]).collect();
    if documents.len() < MANY {
        units.extend(documents.into_iter().map(|id| vec![id]));
        return units;
    }
    let mut groups: BTreeMap<Ties, Vec<&str>> = BTreeMap::new();
    let mut ties = ties(edges);
    for id in documents {
        let key = ties.remove(id).unwrap_or_default();
        groups.entry(key).or_default().push(id);
    }
    for group in groups.into_values() {
        match group.len() {
            ALIKE.. => units.push(group),
            _ => units.extend(group.into_iter().map(|id| vec![id])),
        }
    }
    units
}

/// The other end of an edge, its kind, and whether it is directed.
type Tie<'a> = (&'a str, String, bool);
/// From whom a document took, and who took from it.
type Ties<'a> = (Vec<Tie<'a>>, Vec<Tie<'a>>);

/// The ties of every document with edges.
fn ties<'a>(edges: &[&'a LineageEdge]) -> BTreeMap<&'a str, Ties<'a>> {
    let mut ties: BTreeMap<&str, Ties> = BTreeMap::new();
    for edge in edges {
        let (from, to) = (edge.from.as_str(), edge.to.as_str());
        let tie = |other| (other, word(edge.kind), edge.directed);
        ties.entry(to).or_default().0.push(tie(from));
        ties.entry(from).or_default().1.push(tie(to));
    }
    for (sources, takers) in ties.values_mut() {
        sources.sort();
        takers.sort();
    }
    ties
}

/// Places everything.
pub fn draw(
    view: &View,
    places: &Places,
    lineage: &[&LineageEdge],
    units: &[Vec<&str>],
) -> Drawing {
    let index: BTreeMap<&str, usize> = (units.iter().enumerate())
        .flat_map(|(n, ids)| ids.iter().map(move |id| (*id, n)))
        .collect();
    let ends = |e: &LineageEdge| Some((*index.get(e.from.as_str())?, *index.get(e.to.as_str())?));
    let directed = lineage.iter().filter(|e| e.directed);
    let mut arcs: Vec<_> = directed
        .filter_map(|e| ends(e))
        .filter(|(a, b)| a != b)
        .collect();
    arcs.sort();
    arcs.dedup();
    let sizes: Vec<Size> = units.iter().map(|ids| size(view, ids)).collect();
    let (at, width, height) = layout(&sizes, &arcs);
    let mut kinds: Vec<_> = lineage.iter().map(|e| e.kind).collect();
    kinds.sort();
    kinds.dedup();
    let nodes = units.iter().zip(at.iter().zip(&sizes));
    let laid: Vec<_> = at.iter().copied().zip(sizes.iter().copied()).collect();
    Drawing {
        width: width + 40.0,
        height: height + 40.0,
        nodes: nodes
            .map(|(ids, (at, size))| node(view, places, ids, *at, *size))
            .collect(),
        edges: edges(view, lineage, &laid, ends),
        kinds: kinds.into_iter().map(|k| (word(k), meaning(k))).collect(),
    }
}

fn size(view: &View, ids: &[&str]) -> Size {
    match ids {
        [id] => {
            let letters = shorten(view.label_of(id)).chars().count() as f64 * LETTER;
            let below = below(view, id).chars().count() as f64 * SMALL_LETTER;
            ((letters.max(below) + 28.0).clamp(112.0, 230.0), HEIGHT)
        }
        _ => {
            let (columns, rows) = grid(ids.len());
            (columns as f64 * COLUMN + 20.0, rows as f64 * LINE + 34.0)
        }
    }
}

/// The second line of a node.
fn below(view: &View, id: &str) -> String {
    let document = view.index(&id.into());
    document.map_or("named origin".into(), |d| {
        published(&view.case.documents[d])
    })
}

/// Columns and rows of a node of several documents.
fn grid(documents: usize) -> (usize, usize) {
    let columns = match documents {
        0..=5 => 1,
        6..=14 => 2,
        15..=36 => 3,
        _ => 4,
    };
    (columns, documents.div_ceil(columns))
}

fn node(view: &View, places: &Places, ids: &[&str], at: At, (width, height): Size) -> Node {
    let left = at.x - width / 2.0;
    let rows = grid(ids.len()).1;
    let line = |(n, id): (usize, &&str)| {
        let document = view.index(&(*id).into());
        let alone = ids.len() == 1;
        let below = below(view, id);
        NodeLine {
            id: id.to_string(),
            x: match alone {
                true => at.x,
                false => left + 12.0 + (n / rows) as f64 * COLUMN,
            },
            y: match alone {
                true => at.top + 22.0,
                false => at.top + 44.0 + (n % rows) as f64 * LINE,
            },
            label: shorten(view.label_of(id)),
            full: format!("{}, {below}", view.label_of(id)),
            below: alone.then_some(below),
            href: document.and_then(|d| places.document(view, d)),
        }
    };
    let is_document = view.index(&ids[0].into()).is_some();
    Node {
        left,
        top: at.top,
        width,
        height,
        class: match (ids.len(), is_document) {
            (1, false) => "origin",
            (1, true) => "document",
            _ => "group",
        },
        lines: ids.iter().enumerate().map(line).collect(),
    }
}

/// One line for all edges of one kind between two nodes.
fn edges(
    view: &View,
    lineage: &[&LineageEdge],
    laid: &[Placed],
    ends: impl Fn(&LineageEdge) -> Option<(usize, usize)>,
) -> Vec<Edge> {
    let mut lines: BTreeMap<_, Vec<&LineageEdge>> = BTreeMap::new();
    for edge in lineage {
        if let Some((a, b)) = ends(edge) {
            let turned = !edge.directed && laid[a].0.top > laid[b].0.top;
            let (a, b) = if turned { (b, a) } else { (a, b) };
            let key = (a, b, edge.kind, edge.directed, edge.confidence);
            lines.entry(key).or_default().push(edge);
        }
    }
    let mut beside: BTreeMap<(usize, usize), i32> = BTreeMap::new();
    let line = |((a, b, kind, arrow, confidence), edges): ((usize, usize, _, _, _), Vec<_>)| {
        let edges: Vec<&LineageEdge> = edges;
        let beside = beside.entry((a.min(b), a.max(b))).or_insert(0);
        let shift = SIDE * f64::from(*beside);
        *beside += 1;
        let cycle = arrow && laid[a].0.top >= laid[b].0.top;
        let all = edges.len();
        let from: BTreeSet<&str> = edges.iter().map(|e| e.from.as_str()).collect();
        let to: BTreeSet<&str> = edges.iter().map(|e| e.to.as_str()).collect();
        let more = if all > 1 {
            format!(" (and {} more)", all - 1)
        } else {
            String::new()
        };
        let first = edges[0];
        let sign = match (arrow, cycle) {
            (_, true) => "⟲",
            (true, _) => "→",
            _ => "–",
        };
        Edge {
            path: path(laid, a, b, shift),
            class: format!(
                "e-{} {}{}",
                word(kind),
                word(confidence),
                if cycle { " cycle" } else { "" }
            ),
            title: format!(
                "{} {sign} {}: {}. {}{more}",
                view.label_of(&first.from),
                view.label_of(first.to.as_str()),
                word(kind),
                first.reason
            ),
            from: from.into_iter().collect::<Vec<_>>().join("\n"),
            to: to.into_iter().collect::<Vec<_>>().join("\n"),
            arrow,
        }
    };
    lines.into_iter().map(line).collect()
}

fn shorten(label: &str) -> String {
    match label.chars().count() {
        0..=27 => label.to_string(),
        _ => label.chars().take(26).collect::<String>() + "…",
    }
}
