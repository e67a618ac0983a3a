//! Who took what from whom, as an indented tree.

use super::{DIM, HEADING, Page, quoted};
use crate::output::tame;
use headwater::model::{Confidence, LineageEdge};
use headwater::publish::view::{StoryView, View, word};
use std::collections::BTreeSet;

/// Sources first, what was taken from them below; an edge is told once.
pub fn tree(page: &mut Page, view: &View, story: &StoryView) {
    let targets: BTreeSet<&str> = story.lineage.iter().map(|e| e.to.as_str()).collect();
    let from = story.lineage.iter().map(|e| e.from.as_str());
    let roots: BTreeSet<&str> = from.clone().filter(|f| !targets.contains(f)).collect();
    let mut told = BTreeSet::new();
    // Sources on a cycle have no root above them; they come last, in their own order.
    for root in roots.into_iter().chain(from) {
        let below = story.lineage.iter().filter(|e| e.from == root);
        if below.clone().all(|e| told.contains(e.id.as_str())) {
            continue;
        }
        page.item(
            "  ",
            &format!("{HEADING}{}{HEADING:#}", tame(view.label_of(root))),
        );
        branch(page, view, story, root, 1, &mut told);
    }
}

fn branch<'a>(
    page: &mut Page,
    view: &View,
    story: &StoryView<'a>,
    from: &str,
    depth: usize,
    told: &mut BTreeSet<&'a str>,
) {
    for edge in story.lineage.iter().filter(|e| e.from == from) {
        if !told.insert(&edge.id) {
            continue;
        }
        let indent = "  ".repeat(depth.min(8));
        page.item(&format!("{indent}  └ "), &line(view, edge));
        if let Some(at) = edge.evidence.first() {
            page.cut(&format!("{indent}    "), DIM, &quoted(view, at), 2);
        }
        branch(page, view, story, edge.to.as_str(), depth + 1, told);
    }
}

fn line(view: &View, edge: &LineageEdge) -> String {
    let sure = match edge.confidence {
        Confidence::Shown => "",
        Confidence::Likely => ", likely",
        Confidence::Weak => ", weak",
    };
    let turn = if edge.directed {
        ""
    } else {
        ", direction unknown"
    };
    let to = tame(view.label_of(edge.to.as_str()));
    format!(
        "{to} {DIM}{}{sure}{turn}: {}{DIM:#}",
        word(edge.kind),
        tame(&edge.reason)
    )
}
