//! The account of one collation: what merges, what is doubtful, what is left.

use super::fall::Fall;
use crate::lexicon::outlet_name;
use crate::model::{Collation, Confidence, LineageEdge, Pointer, Support, SupportReason};
use crate::relate::lineage::{
    INTERVIEW_ELSEWHERE, OWN_INTERVIEW, View, WHOLE_DOCUMENT, outlet_key,
};
use compact_str::{CompactString, ToCompactString, format_compact};
use std::collections::{BTreeMap, BTreeSet};

/// The account of one collation.
pub(super) struct Ledger<'a> {
    pub view: &'a View<'a>,
    pub collation: &'a Collation,
    /// Sources that do not count.
    without: &'a [String],
    /// Documents that carry it, and documents of the pile that those took from.
    pub group: BTreeMap<CompactString, CompactString>,
    /// Named origins of a document.
    origins: BTreeMap<CompactString, BTreeSet<CompactString>>,
    /// Origins that only credits for whole documents name.
    loose: BTreeSet<CompactString>,
    /// Pairs of documents that may depend on each other.
    pub doubts: BTreeSet<(CompactString, CompactString)>,
    pub reasons: Vec<SupportReason>,
}

impl<'a> Ledger<'a> {
    pub fn new(view: &'a View<'a>, collation: &'a Collation, without: &'a [String]) -> Self {
        let documents = collation
            .witnesses
            .iter()
            .map(|w| w.document.to_compact_string());
        Ledger {
            view,
            collation,
            without,
            group: documents.map(|d| (d.clone(), d)).collect(),
            origins: BTreeMap::new(),
            loose: BTreeSet::new(),
            doubts: BTreeSet::new(),
            reasons: Vec::new(),
        }
    }

    pub fn settle(mut self, edges: &[&LineageEdge]) -> Support {
        let witnesses: BTreeSet<CompactString> = self.group.keys().cloned().collect();
        for edge in edges.iter().filter(|edge| !is_settled_closer(edge, edges)) {
            if edge.rule == WHOLE_DOCUMENT {
                self.loose.insert(edge.from.clone());
            }
            self.enter(edge);
        }
        let close = edges.iter().filter(|edge| edge.rule != WHOLE_DOCUMENT);
        close.for_each(|edge| _ = self.loose.remove(&edge.from));
        self.join_own_reports(&witnesses);
        let fall = Fall::new(self.view, self.without, &witnesses, edges);
        let falls = fall.reasons(self.view, &witnesses);
        let standing: BTreeSet<CompactString> =
            witnesses.into_iter().filter(|d| !fall.takes(d)).collect();
        let roots = self.roots(&standing, &fall);
        let all: BTreeSet<&CompactString> = roots.values().flatten().collect();
        let max = all.len();
        let shaken = fall.shaken(&self.group, edges);
        let firm = usize::from(roots.keys().any(|head| !shaken.contains(head)));
        let min = self.separate(&roots, &shaken).clamp(firm, max);
        self.drop_settled_doubts(edges);
        let mut named: BTreeSet<CompactString> = self.origins.values().flatten().cloned().collect();
        named.extend(self.upstream(edges, &fall));
        named.retain(|name| !fall.names(name));
        if max > min {
            self.reasons.push(unsure(min, max));
        } else if max > 1 {
            named.extend(self.own(&roots));
        }
        self.reasons.splice(0..0, falls);
        Support {
            collation: self.collation.id.clone(),
            documents: standing.len(),
            outlets: self.outlets(&standing),
            origins: named.into_iter().map(String::from).collect(),
            independent_min: min,
            independent_max: max,
            reasons: self.reasons,
        }
    }

    /// Nothing but credits for whole documents names the origin.
    pub fn is_loose(&self, origin: &CompactString) -> bool {
        self.loose.contains(origin)
    }

    /// Outlets of documents that stand alone, each with words of its own.
    fn own(&self, roots: &BTreeMap<CompactString, BTreeSet<CompactString>>) -> Vec<CompactString> {
        let size =
            |head: &CompactString| self.group.values().filter(|other| *other == head).count();
        let alone = roots.iter().filter(|(head, named)| {
            size(head) == 1 && named.iter().all(|name| name.starts_with("document "))
        });
        alone.filter_map(|(head, _)| self.outlet(head)).collect()
    }

    /// What to call a document by its id.
    pub fn outlet(&self, document: &str) -> Option<CompactString> {
        let n = self.view.index.get(document)?;
        Some(self.view.name(*n).into())
    }

    /// Documents of the pile that others are shown to have taken from, and that took from nobody.
    fn upstream(&self, edges: &[&LineageEdge], fall: &Fall) -> Vec<CompactString> {
        let shown = || {
            edges
                .iter()
                .filter(|e| e.directed && e.confidence == Confidence::Shown)
        };
        let took: BTreeSet<&str> = shown().map(|e| e.to.as_str()).collect();
        let is_root = |from: &str| !took.contains(from) && !fall.takes(from);
        let gave = shown().filter(|e| e.from_document && is_root(&e.from));
        gave.filter_map(|e| self.outlet(&e.from)).collect()
    }

    /// A doubt about two documents that something else has joined is none.
    fn drop_settled_doubts(&mut self, edges: &[&LineageEdge]) {
        let is_settled = |edge: &&&LineageEdge| {
            edge.from_document && self.group.get(&edge.from) == self.group.get(edge.to.as_str())
        };
        let settled: BTreeSet<&CompactString> =
            edges.iter().filter(is_settled).map(|e| &e.id).collect();
        self.reasons.retain(|r| {
            r.effect != "unsure" || r.edge.as_ref().is_none_or(|e| !settled.contains(e))
        });
    }

    fn enter(&mut self, edge: &LineageEdge) {
        let to = edge.to.to_compact_string();
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

    /// What an outlet tells twice it tells from one origin, unless its reports name two.
    fn join_own_reports(&mut self, witnesses: &BTreeSet<CompactString>) {
        let mut first: BTreeMap<CompactString, &CompactString> = BTreeMap::new();
        for document in witnesses {
            let n = self.view.index.get(document.as_str());
            let outlet = n.and_then(|n| self.view.pile.documents[*n].outlet.as_deref());
            let Some(outlet) = outlet.filter(|outlet| !outlet_name::is_platform(outlet)) else {
                continue;
            };
            let known = *first.entry(outlet_key(outlet)).or_insert(document);
            let (a, b) = (self.head(known), self.head(document));
            let (of_a, of_b) = (self.named_of(&a), self.named_of(&b));
            let two = !of_a.is_empty() && !of_b.is_empty() && of_a.is_disjoint(&of_b);
            if a != b && !two {
                self.join(known, document);
                let told = [known, document].map(|d| self.witness(d));
                self.reasons.push(SupportReason {
                    edge: None,
                    effect: "merges".into(),
                    text: format!("both are reports of {outlet}").into(),
                    evidence: told.into_iter().flatten().cloned().collect(),
                });
            }
        }
    }

    /// Origins that the documents of a group name.
    fn named_of(&self, head: &str) -> BTreeSet<&CompactString> {
        let members = self.group.iter().filter(|(_, of)| *of == head);
        let named = members.filter_map(|(document, _)| self.origins.get(document));
        named.flatten().collect()
    }

    fn witness(&self, document: &str) -> Option<&Pointer> {
        let mut witnesses = self.collation.witnesses.iter();
        witnesses.find(|w| w.document.as_str() == document)
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

    fn head(&mut self, document: &str) -> CompactString {
        self.group
            .entry(document.into())
            .or_insert_with(|| document.into())
            .clone()
    }

    /// Roots of each group that has a witness: its named origins, else the group itself. A release
    /// is a root only where no agency or outlet stands between it and the documents. Origins that
    /// fall are none.
    fn roots(
        &self,
        witnesses: &BTreeSet<CompactString>,
        fall: &Fall,
    ) -> BTreeMap<CompactString, BTreeSet<CompactString>> {
        let mut roots: BTreeMap<CompactString, BTreeSet<CompactString>> = BTreeMap::new();
        for (document, head) in &self.group {
            let named = self.origins.get(document).into_iter().flatten();
            let named = named.filter(|name| !fall.names(name)).cloned();
            roots.entry(head.clone()).or_default().extend(named);
        }
        let carried: BTreeSet<&CompactString> =
            witnesses.iter().filter_map(|d| self.group.get(d)).collect();
        roots.retain(|head, _| carried.contains(head));
        for (head, named) in &mut roots {
            let between: BTreeSet<CompactString> = named
                .iter()
                .filter(|n| !n.ends_with(", release"))
                .cloned()
                .collect();
            if !between.is_empty() {
                *named = between;
            }
            if named.is_empty() {
                named.insert(format_compact!("document {head}"));
            }
        }
        roots
    }

    /// Outlets that carry it; a document that does not name its outlet counts as one.
    fn outlets(&self, witnesses: &BTreeSet<CompactString>) -> usize {
        let outlet = |d: &CompactString| {
            let n = self.view.index.get(d.as_str())?;
            let outlet = self.view.pile.documents[*n].outlet.as_ref()?;
            Some(outlet.to_lowercase())
        };
        let named = witnesses.iter();
        let named = named.map(|d| outlet(d).unwrap_or_else(|| format!("document {d}")));
        named.collect::<BTreeSet<_>>().len()
    }
}

/// A credit for a whole document does not say where one passage comes from that, by words of its own
/// or of who took it, was told to the document's outlet: 'with files from Prairie Press'.
fn is_settled_closer(edge: &LineageEdge, edges: &[&LineageEdge]) -> bool {
    let to = edge.to.as_str();
    let here = |e: &&&LineageEdge| match e.rule.as_str() {
        OWN_INTERVIEW => e.to.as_str() == to,
        INTERVIEW_ELSEWHERE => e.from_document && e.from == to,
        _ => false,
    };
    edge.rule == WHOLE_DOCUMENT && edges.iter().any(|e| here(&e))
}

fn unsure(min: usize, max: usize) -> SupportReason {
    let text = match min {
        0 => "nothing shows whether what is left rests on anything else".to_string(),
        _ => {
            let count = max - min + 1;
            format!("nothing shows whether {count} of these origins are separate")
        }
    };
    SupportReason {
        edge: None,
        effect: "unsure".into(),
        text: text.into(),
        evidence: Vec::new(),
    }
}

fn ordered(a: &str, b: &str) -> (CompactString, CompactString) {
    (a.min(b).into(), a.max(b).into())
}
