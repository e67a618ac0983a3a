//! Shares over many piles: support and lineage against the truth.

use super::relations::{collation, firm, support};
use super::view::View;
use super::{Gold, relations};
use headwater::model::Case;
use std::collections::{BTreeMap, BTreeSet};

/// Counts that add up over piles; each is (right, of).
#[derive(Default)]
pub struct Figures {
    /// Passages whose interval of support holds the true number of origins.
    pub holds: (usize, usize),
    /// Passages whose interval is as narrow as the documents allow.
    pub exact: (usize, usize),
    /// Edges between documents that descend from one origin, of the edges said.
    pub precision: (usize, usize),
    /// True edges that are said.
    pub recall: (usize, usize),
    /// Directed edges between ancestor and descendant that point down.
    pub direction: (usize, usize),
    /// Lines of the gold that hold.
    pub lines: (usize, usize),
}

impl Figures {
    /// Name and share in percent of each count that is not empty.
    pub fn shares(&self) -> Vec<(&'static str, f64)> {
        [
            ("interval holds the true number", self.holds),
            ("interval as narrow as can be", self.exact),
            ("edges precision", self.precision),
            ("edges recall", self.recall),
            ("direction", self.direction),
            ("lines", self.lines),
        ]
        .into_iter()
        .filter(|(_, (_, of))| *of > 0)
        .map(|(name, (right, of))| (name, 100.0 * right as f64 / of as f64))
        .collect()
    }

    /// Adds what one pile shows.
    pub fn add(&mut self, gold: &Gold, case: &Case) {
        let view = View::new(gold, case);
        for passage in &gold.passages {
            let got = collation(&view, passage).and_then(|c| support(&view, c));
            let low = passage.min.unwrap_or(passage.origins);
            let high = passage.max.unwrap_or(passage.origins);
            let holds = got.is_some_and(|(a, b)| a <= passage.origins && passage.origins <= b);
            count(&mut self.holds, holds);
            count(&mut self.exact, got == Some((low, high)));
        }
        for edge in &gold.lineage {
            count(&mut self.recall, !relations::edges(&view, edge).is_empty());
        }
        self.add_edges(&view);
        for line in super::lines(gold, case) {
            count(&mut self.lines, line.holds);
        }
    }

    fn add_edges(&mut self, view: &View) {
        let ancestors = ancestors(view);
        let none = BTreeSet::new();
        let of = |id: &str| ancestors.get(id).unwrap_or(&none);
        let mut seen = BTreeSet::new();
        for row in view.case.relations.lineage.iter().filter(|row| firm(row)) {
            let (from, to) = (row.from.as_str(), row.to.as_str());
            if !row.from_document || !seen.insert((from, to)) {
                continue;
            }
            count(&mut self.precision, !of(from).is_disjoint(of(to)));
            let (down, up) = (of(to).contains(from), of(from).contains(to));
            if row.directed && down != up {
                count(&mut self.direction, down);
            }
        }
    }
}

/// What the piles show together.
pub fn figures<'a>(piles: impl IntoIterator<Item = (&'a Gold, &'a Case)>) -> Figures {
    let mut figures = Figures::default();
    for (gold, case) in piles {
        figures.add(gold, case);
    }
    figures
}

fn count(tally: &mut (usize, usize), right: bool) {
    tally.0 += usize::from(right);
    tally.1 += 1;
}

/// For each document itself, its outlet, and everything they truly descend from.
pub(super) fn ancestors<'a>(view: &View<'a>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let gold: &'a Gold = view.gold;
    let id = |name: &'a str| view.document(name).map_or(name, |d| view.id(d));
    let edges: Vec<_> = gold
        .lineage
        .iter()
        .map(|e| (id(&e.from), id(&e.to)))
        .collect();
    let documents = view.case.documents.iter().map(|d| d.id.as_str());
    documents
        .map(|document| {
            let stated = gold.documents.iter().find(|d| id(&d.id) == document);
            let outlet = stated.and_then(|d| d.outlet.as_deref());
            let mut open = vec![document];
            open.extend(outlet);
            let mut found = BTreeSet::new();
            while let Some(node) = open.pop() {
                if found.insert(node) {
                    open.extend(
                        edges
                            .iter()
                            .filter(|(_, to)| *to == node)
                            .map(|(from, _)| from),
                    );
                }
            }
            (document, found)
        })
        .collect()
}
