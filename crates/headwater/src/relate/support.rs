//! On how many independent origins a collation rests.
//!
//! `max` counts the origins that are left when every shown dependence has merged its ends; `min`
//! counts those among them that are shown to be separate. Unknown lineage never raises `min`.

use super::collation::longest_of_each;
use super::collation::passage::Passage;
use super::lineage::{View, WHOLE_DOCUMENT};
use crate::model::{
    Collation, Confidence, LineageEdge, LineageKind, PassageKind, Pointer, Support, SupportReason,
};
use std::collections::{BTreeMap, BTreeSet};

/// Places that must differ, and words that must be compared, before two wordings show two
/// translators.
const DIFFERENT_PLACES: usize = 3;
const COMPARED_WORDS: usize = 10;

/// One row for each collation.
pub(crate) fn find(view: &View) -> Vec<Support> {
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
        [Ledger::new(view, collation).settle(&edges)]
    };
    pile.workers.flat_map(&relations.collations, settle)
}

/// Edges without a collation that say where all of a document comes from.
fn holds_for_document(edge: &LineageEdge) -> bool {
    edge.rule == WHOLE_DOCUMENT || edge.kind == LineageKind::Copied
}

/// The account of one collation.
struct Ledger<'a> {
    view: &'a View<'a>,
    collation: &'a Collation,
    /// Documents that carry it, and documents of the pile that those took from.
    group: BTreeMap<String, String>,
    /// Named origins of a document.
    origins: BTreeMap<String, BTreeSet<String>>,
    /// Pairs of documents that may depend on each other.
    doubts: BTreeSet<(String, String)>,
    reasons: Vec<SupportReason>,
}

impl<'a> Ledger<'a> {
    fn new(view: &'a View<'a>, collation: &'a Collation) -> Self {
        let documents = collation.witnesses.iter().map(|w| w.document.to_string());
        Ledger {
            view,
            collation,
            group: documents.map(|d| (d.clone(), d)).collect(),
            origins: BTreeMap::new(),
            doubts: BTreeSet::new(),
            reasons: Vec::new(),
        }
    }

    fn settle(mut self, edges: &[&LineageEdge]) -> Support {
        let witnesses: BTreeSet<String> = self.group.keys().cloned().collect();
        for edge in edges {
            self.enter(edge);
        }
        let roots = self.roots(&witnesses);
        let all: BTreeSet<&String> = roots.values().flatten().collect();
        let max = all.len().max(1);
        let min = self.separate(&roots).clamp(1, max);
        self.drop_settled_doubts(edges);
        let mut named: BTreeSet<String> = self.origins.values().flatten().cloned().collect();
        named.extend(self.upstream(edges));
        if max > min {
            self.reasons.push(unsure(max - min + 1));
        } else if max > 1 {
            named.extend(self.own(&roots));
        }
        Support {
            collation: self.collation.id.clone(),
            documents: witnesses.len(),
            outlets: self.outlets(&witnesses),
            origins: named.into_iter().collect(),
            independent_min: min,
            independent_max: max,
            reasons: self.reasons,
        }
    }

    /// Outlets of documents that stand alone, each with words of its own.
    fn own(&self, roots: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
        let size = |head: &String| self.group.values().filter(|other| *other == head).count();
        let alone = roots.iter().filter(|(head, named)| {
            size(head) == 1 && named.iter().all(|name| name.starts_with("document "))
        });
        alone.filter_map(|(head, _)| self.outlet(head)).collect()
    }

    /// What to call a document by its id.
    fn outlet(&self, document: &str) -> Option<String> {
        let n = self.view.index.get(document)?;
        Some(self.view.name(*n))
    }

    /// Documents of the pile that others are shown to have taken from, and that took from nobody.
    fn upstream(&self, edges: &[&LineageEdge]) -> Vec<String> {
        let shown = || {
            edges
                .iter()
                .filter(|e| e.directed && e.confidence == Confidence::Shown)
        };
        let took: BTreeSet<&str> = shown().map(|e| e.to.as_str()).collect();
        let gave = shown().filter(|e| e.from_document && !took.contains(e.from.as_str()));
        gave.filter_map(|e| self.outlet(&e.from)).collect()
    }

    /// A doubt about two documents that something else has joined is none.
    fn drop_settled_doubts(&mut self, edges: &[&LineageEdge]) {
        let is_settled = |edge: &&&LineageEdge| {
            edge.from_document && self.group.get(&edge.from) == self.group.get(edge.to.as_str())
        };
        let settled: BTreeSet<&String> = edges.iter().filter(is_settled).map(|e| &e.id).collect();
        self.reasons.retain(|r| {
            r.effect != "unsure" || r.edge.as_ref().is_none_or(|e| !settled.contains(e))
        });
    }

    fn enter(&mut self, edge: &LineageEdge) {
        let to = edge.to.to_string();
        if !edge.from_document {
            // The document that the source publishes is its place in the pile.
            let own = self.view.index.get(to.as_str()).copied();
            let carrier = self.view.witness_of(&self.collation.id, &edge.from, own);
            match carrier.map(|n| self.view.pile.documents[n].id.to_string()) {
                Some(carrier) => self.join(&carrier, &to),
                None => {
                    self.origins
                        .entry(to)
                        .or_default()
                        .insert(edge.from.clone());
                }
            }
            return self.reasons.push(self.reason(edge, "merges"));
        }
        if edge.confidence == Confidence::Shown {
            self.join(&edge.from, &to);
            self.reasons.push(self.reason(edge, "merges"));
        } else {
            self.doubts.insert(ordered(&edge.from, &to));
            self.reasons.push(self.reason(edge, "unsure"));
        }
    }

    /// The edge as a reason; of an edge about the whole document the words that touch this passage,
    /// else its first words on both sides.
    fn reason(&self, edge: &LineageEdge, effect: &str) -> SupportReason {
        let touches = |p: &&Pointer| {
            let same = |w: &&Pointer| w.document == p.document && w.span.overlaps(p.span);
            self.collation.witnesses.iter().any(|w| same(&w))
        };
        let mut evidence: Vec<Pointer> = edge.evidence.clone();
        if edge.collation.is_none() && edge.evidence.len() > 2 {
            evidence = edge.evidence.iter().filter(touches).cloned().collect();
            if evidence.is_empty() {
                evidence = edge.evidence.iter().take(2).cloned().collect();
            }
        }
        SupportReason {
            edge: Some(edge.id.clone()),
            effect: effect.into(),
            text: edge.reason.clone(),
            evidence,
        }
    }

    fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.head(a), self.head(b));
        let (keep, gone) = if a <= b { (a, b) } else { (b, a) };
        self.group
            .values_mut()
            .filter(|head| **head == gone)
            .for_each(|head| head.clone_from(&keep));
        self.group.insert(gone, keep);
    }

    fn head(&mut self, document: &str) -> String {
        self.group
            .entry(document.to_string())
            .or_insert_with(|| document.to_string())
            .clone()
    }

    /// Roots of each group that has a witness: its named origins, else the group itself. A release
    /// is a root only where no agency or outlet stands between it and the documents.
    fn roots(&self, witnesses: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
        let mut roots: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (document, head) in &self.group {
            let named = self.origins.get(document).into_iter().flatten().cloned();
            roots.entry(head.clone()).or_default().extend(named);
        }
        let carried: BTreeSet<&String> =
            witnesses.iter().filter_map(|d| self.group.get(d)).collect();
        roots.retain(|head, _| carried.contains(head));
        for (head, named) in &mut roots {
            let between: BTreeSet<String> = named
                .iter()
                .filter(|n| !n.ends_with(", release"))
                .cloned()
                .collect();
            if !between.is_empty() {
                *named = between;
            }
            if named.is_empty() {
                named.insert(format!("document {head}"));
            }
        }
        roots
    }

    /// Size of a set of groups that are shown to be separate from each other, built in order.
    fn separate(&mut self, roots: &BTreeMap<String, BTreeSet<String>>) -> usize {
        let mut kept: Vec<&String> = Vec::new();
        for head in roots.keys() {
            let shown = kept
                .iter()
                .map(|other| self.separation(roots, other, head))
                .collect::<Option<Vec<_>>>();
            if let Some(shown) = shown {
                self.reasons.extend(shown);
                kept.push(head);
            }
        }
        kept.len()
    }

    /// Why two groups are two origins, if that is shown.
    fn separation(
        &self,
        roots: &BTreeMap<String, BTreeSet<String>>,
        a: &str,
        b: &str,
    ) -> Option<SupportReason> {
        if !roots[a].is_disjoint(&roots[b]) || self.is_doubtful(a, b) {
            return None;
        }
        self.two_translators(a, b)
            .or_else(|| self.two_origins(&roots[a], &roots[b], a, b))
    }

    fn is_doubtful(&self, a: &str, b: &str) -> bool {
        let is = |d: &str, head: &str| self.group.get(d).map_or(d, String::as_str) == head;
        self.doubts
            .iter()
            .any(|(x, y)| is(x, a) && is(y, b) || is(x, b) && is(y, a))
    }

    /// Different wording of one translated utterance in two groups.
    fn two_translators(&self, a: &str, b: &str) -> Option<SupportReason> {
        if !self
            .view
            .pile
            .is_translated(self.collation.speaker.as_ref())
            || self.collation.kind != PassageKind::Quotation
        {
            return None;
        }
        let (wa, wb) = (self.witnesses(a), self.witnesses(b));
        let pairs = wa.iter().flat_map(|x| wb.iter().map(move |y| (*x, *y)));
        let mut evidence = None;
        for (x, y) in pairs {
            let found = super::collation::score::agreement(&self.passage(x), &self.passage(y));
            let places = (found.different.max(found.shorter - found.equal)).min(found.shorter);
            if places < DIFFERENT_PLACES || found.shorter < COMPARED_WORDS {
                return None;
            }
            evidence.get_or_insert((x, y, places, found.shorter));
        }
        let (x, y, places, words) = evidence?;
        Some(SupportReason {
            edge: None,
            effect: "separates".into(),
            text: format!(
                "two translations: {} and {} word one utterance differently in {places} of {words} words",
                self.name(x),
                self.name(y)
            ),
            evidence: vec![x.clone(), y.clone()],
        })
    }

    /// Each group names origins of its own, and the wording is not one.
    fn two_origins(
        &self,
        ra: &BTreeSet<String>,
        rb: &BTreeSet<String>,
        a: &str,
        b: &str,
    ) -> Option<SupportReason> {
        let named =
            |roots: &BTreeSet<String>| roots.iter().find(|r| !r.starts_with("document ")).cloned();
        let (na, nb) = (named(ra)?, named(rb)?);
        let (wa, wb) = (self.witnesses(a), self.witnesses(b));
        let (x, y) = (*wa.first()?, *wb.first()?);
        if self.one_wording(x, y) && self.collation.kind == PassageKind::Statement {
            return None;
        }
        Some(SupportReason {
            edge: None,
            effect: "separates".into(),
            text: format!("{} rests on {na}, {} on {nb}", self.name(x), self.name(y)),
            evidence: vec![x.clone(), y.clone()],
        })
    }

    fn one_wording(&self, x: &Pointer, y: &Pointer) -> bool {
        let at = |p: &Pointer| self.collation.witnesses.iter().position(|w| w == p);
        self.collation.wordings.iter().any(|wording| {
            let has = |p: &Pointer| at(p).is_some_and(|n| wording.contains(&n));
            has(x) && has(y)
        })
    }

    /// The longest witness of each document of a group: a headline may hold a part of another.
    fn witnesses(&self, head: &str) -> Vec<&'a Pointer> {
        let in_group = |p: &&Pointer| {
            self.group
                .get(p.document.as_str())
                .is_some_and(|h| h == head)
        };
        let witnesses = self.collation.witnesses.iter().filter(in_group);
        longest_of_each(witnesses, |w| w.document.as_str(), |w| w.span.len())
    }

    fn passage(&self, pointer: &Pointer) -> Passage {
        let document = self.view.index.get(pointer.document.as_str()).copied();
        let n = document.unwrap_or(0);
        let text = &self.view.pile.documents[n].text;
        Passage::plain(n, text, pointer.span, self.collation.kind)
    }

    fn name(&self, pointer: &Pointer) -> String {
        self.outlet(pointer.document.as_str()).unwrap_or_default()
    }

    /// Outlets that carry it; a document that does not name its outlet counts as one.
    fn outlets(&self, witnesses: &BTreeSet<String>) -> usize {
        let outlet = |d: &String| {
            let n = self.view.index.get(d.as_str())?;
            let outlet = self.view.pile.documents[*n].outlet.as_ref()?;
            Some(outlet.to_lowercase())
        };
        let named = witnesses.iter();
        let named = named.map(|d| outlet(d).unwrap_or_else(|| format!("document {d}")));
        named.collect::<BTreeSet<_>>().len()
    }
}

fn unsure(count: usize) -> SupportReason {
    SupportReason {
        edge: None,
        effect: "unsure".into(),
        text: format!("nothing shows whether {count} of these origins are separate"),
        evidence: Vec::new(),
    }
}

fn ordered(a: &str, b: &str) -> (String, String) {
    (a.min(b).into(), a.max(b).into())
}
