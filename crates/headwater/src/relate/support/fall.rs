//! What falls when a source is left out: 'what if this source is wrong?'
//!
//! A document falls when it is the source's own, or when every shown way by which it came to a
//! passage begins at something that falls. Outlets that took from each other in a circle do not hold
//! each other up: they fall when every way into the circle does. What is tied to the fallen in any other way may fall
//! with them: it stays in `max`, and no longer in `min`.

use super::group::{Groups, Sources, above};
use crate::lexicon::fold::fold;
use crate::lexicon::same_outlet::same_outlet;
use crate::model::{Confidence, Effect, LineageEdge, Span, SupportReason};
use crate::relate::lineage::View;
use compact_str::{CompactString, ToCompactString};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Sources that are left out of one collation, and the documents that fall with them.
pub(super) struct Fall<'a> {
    sources: &'a [String],
    /// Documents that fall, each with the edge that takes it down; the source's own have none.
    fallen: BTreeMap<CompactString, Option<&'a LineageEdge>>,
}

impl<'a> Fall<'a> {
    /// Follows `edges` from the sources to everything that rests on them alone.
    pub fn new(
        view: &View,
        sources: &'a [String],
        documents: &BTreeSet<CompactString>,
        edges: &[&'a LineageEdge],
    ) -> Self {
        let mut fall = Fall {
            sources,
            fallen: BTreeMap::new(),
        };
        if sources.is_empty() {
            return fall;
        }
        let ends = edges.iter().filter(|e| e.from_document).map(|e| &e.from);
        let own = documents.iter().chain(ends).filter(|d| fall.owns(view, d));
        fall.fallen = own.map(|d| (d.clone(), None)).collect();
        let ways = Ways::new(edges);
        while fall.spread(&ways) {}
        fall
    }

    fn owns(&self, view: &View, document: &str) -> bool {
        let n = view.index.get(document);
        let outlet = n.and_then(|n| view.pile.documents[*n].outlet.as_ref());
        outlet.is_some_and(|outlet| self.names(outlet))
    }

    /// `name` is one of the sources.
    pub fn names(&self, name: &str) -> bool {
        self.sources.iter().any(|source| is_named(source, name))
    }

    /// The document falls.
    pub fn takes(&self, document: &str) -> bool {
        self.fallen.contains_key(document)
    }

    /// The edge begins at a source or at a document that falls.
    fn feeds(&self, edge: &LineageEdge) -> bool {
        match edge.from_document {
            true => self.takes(&edge.from),
            false => self.names(&edge.from),
        }
    }

    /// Takes down every document whose shown ways all begin at the fallen; false when there is none.
    fn spread(&mut self, ways: &Ways<'a>) -> bool {
        let standing = ways.of.iter().filter(|(d, _)| !self.takes(d));
        let falls = standing.filter(|(d, _)| {
            let mut into = ways.into(d).peekable();
            into.peek().is_some() && into.all(|e| self.feeds(e))
        });
        let falls: Vec<_> = falls
            .map(|(d, ways)| (CompactString::from(*d), ways.first().copied()))
            .collect();
        let spreads = !falls.is_empty();
        self.fallen.extend(falls);
        spreads
    }

    /// Heads of the groups that something ties to what falls.
    pub fn shaken(&self, groups: &Groups, edges: &[&LineageEdge]) -> BTreeSet<CompactString> {
        let mut shaken: BTreeSet<CompactString> = BTreeSet::new();
        let tied = edges.iter().filter(|e| {
            self.feeds(e) || e.from_document && !e.directed && self.takes(e.to.as_str())
        });
        for edge in tied {
            let ends = [edge.from.as_str(), edge.to.as_str()];
            shaken.extend(ends.map(|d| groups.head(d).to_compact_string()));
        }
        let with_fallen = groups.iter().filter(|(d, _)| self.takes(d));
        shaken.extend(with_fallen.map(|(_, head)| head.clone()));
        shaken
    }

    /// One reason for each witness that falls.
    pub fn reasons(&self, view: &View, witnesses: &BTreeSet<CompactString>) -> Vec<SupportReason> {
        let fallen = witnesses
            .iter()
            .filter_map(|d| self.fallen.get_key_value(d));
        let reason = |(document, edge): (&CompactString, &Option<&LineageEdge>)| {
            let n = *view.index.get(document.as_str())?;
            let name = view.name(n);
            let text = match edge {
                Some(edge) => format!("{name} falls: {}", edge.reason),
                None => format!("{name} is left out"),
            };
            Some(SupportReason {
                edge: edge.map(|e| e.id.clone()),
                effect: Effect::Falls,
                text: text.into(),
                evidence: edge.map_or(Arc::default(), |e| e.evidence.clone()),
            })
        };
        fallen.filter_map(reason).collect()
    }
}

/// The shown ways by which documents came to the passage.
struct Ways<'a> {
    /// Of each document its own.
    of: BTreeMap<&'a str, Vec<&'a LineageEdge>>,
    /// The others of the circle in which a document took from itself by some steps.
    circles: BTreeMap<&'a str, BTreeSet<CompactString>>,
}

impl<'a> Ways<'a> {
    fn new(edges: &[&'a LineageEdge]) -> Self {
        let mut of: BTreeMap<&str, Vec<&LineageEdge>> = BTreeMap::new();
        let shown = edges
            .iter()
            .filter(|e| e.directed && e.confidence == Confidence::Shown);
        shown.for_each(|e| of.entry(e.to.as_str()).or_default().push(e));
        let documents = |ways: &Vec<&LineageEdge>| -> BTreeSet<CompactString> {
            let within = ways.iter().filter(|e| e.from_document);
            within.map(|e| e.from.clone()).collect()
        };
        let took = of.iter().map(|(d, ways)| ((*d).into(), documents(ways)));
        let took: Sources = took.collect();
        let circle = |d: &&'a str| {
            let back = |other: &&str| above(&took, other).contains(d);
            let circle = above(&took, d).into_iter().filter(back);
            let circle: BTreeSet<CompactString> = circle.map(CompactString::from).collect();
            (!circle.is_empty()).then_some((*d, circle))
        };
        Ways {
            circles: of.keys().filter_map(circle).collect(),
            of,
        }
    }

    /// Ways by which the passage came to a document or into the circle that it stands in.
    fn into(&self, document: &'a str) -> impl Iterator<Item = &'a LineageEdge> {
        let circle = self.circles.get(document);
        let members = circle.into_iter().flatten().map(CompactString::as_str);
        let members = members.chain(circle.is_none().then_some(document));
        let ways = members.filter_map(|d| self.of.get(d)).flatten().copied();
        ways.filter(move |e| {
            !e.from_document || circle.is_none_or(|circle| !circle.contains(e.from.as_str()))
        })
    }
}

/// `name` means the source that a user calls `source`: the same outlet, or the same words.
pub fn is_named(source: &str, name: &str) -> bool {
    let words = |name: &str| -> Vec<CompactString> {
        let words = fold(name, Span::new(0, name.len()));
        words.into_iter().map(|w| w.form).collect()
    };
    same_outlet(source, name) || words(source) == words(name)
}
