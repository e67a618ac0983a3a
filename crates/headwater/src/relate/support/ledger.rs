//! The account of one collation: what merges, what is doubtful, what is left.

use super::fall::Fall;
use super::group::Groups;
use super::root::is_document;
use crate::model::{
    Collation, Confidence, Effect, LineageEdge, LineageKind, Pointer, Support, SupportReason,
};
use crate::relate::lineage::{
    INTERVIEW_ELSEWHERE, OWN_INTERVIEW, View, WHOLE_DOCUMENT, is_own_interview, is_release,
};
use compact_str::{CompactString, ToCompactString};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The account of one collation.
pub(super) struct Ledger<'a> {
    pub view: &'a View<'a>,
    pub collation: &'a Collation,
    /// Sources that do not count.
    without: &'a [String],
    /// Documents that carry it, and documents of the pile that those took from.
    pub groups: Groups,
    /// Origins outside the pile that a document names beside documents of the pile.
    pub outside: BTreeSet<CompactString>,
    /// Named origins of a document.
    pub origins: BTreeMap<CompactString, BTreeSet<CompactString>>,
    /// Origins that only credits for whole documents name.
    loose: BTreeSet<CompactString>,
    /// Origins that somebody spoke to.
    hearers: BTreeSet<CompactString>,
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
            groups: Groups::new(documents),
            outside: BTreeSet::new(),
            origins: BTreeMap::new(),
            loose: BTreeSet::new(),
            hearers: BTreeSet::new(),
            doubts: BTreeSet::new(),
            reasons: Vec::new(),
        }
    }

    pub fn settle(mut self, edges: &[&LineageEdge]) -> Support {
        let witnesses: BTreeSet<CompactString> =
            self.groups.iter().map(|(d, _)| d.clone()).collect();
        let counted = edges.iter().filter(|edge| !is_settled_closer(edge, edges));
        let ways: Vec<Way> = counted.filter_map(|edge| self.enter(edge)).collect();
        let close = edges.iter().filter(|edge| edge.rule != WHOLE_DOCUMENT);
        close.for_each(|edge| _ = self.loose.remove(&edge.from));
        self.tie(&ways, &witnesses);
        self.join_own_reports(&witnesses);
        self.groups.settle();
        let fall = Fall::new(self.view, self.without, &witnesses, edges);
        let falls = fall.reasons(self.view, &witnesses);
        let standing: BTreeSet<CompactString> =
            witnesses.into_iter().filter(|d| !fall.takes(d)).collect();
        let roots = self.roots(&standing, &fall);
        let all: BTreeSet<&CompactString> = roots.values().flatten().collect();
        let max = all.len();
        let shaken = fall.shaken(&self.groups, edges);
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
        self.reasons.shrink_to_fit();
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

    /// Somebody spoke to the origin.
    pub fn is_hearer(&self, origin: &CompactString) -> bool {
        self.hearers.contains(origin)
    }

    /// Outlets of documents that stand alone, each with words of its own.
    fn own(&self, roots: &BTreeMap<CompactString, BTreeSet<CompactString>>) -> Vec<CompactString> {
        let sources = self.groups.sources();
        let alone = roots.iter().filter(|(head, named)| {
            let own = self.groups.size(head) == 1 && !sources.contains_key(head.as_str());
            own && named.iter().all(|name| is_document(name))
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
        let sources = self.groups.sources();
        let is_settled = |edge: &&&LineageEdge| {
            let (from, to) = (
                self.groups.head(&edge.from),
                self.groups.head(edge.to.as_str()),
            );
            let took = sources.get(to).is_some_and(|of| of.contains(from));
            edge.from_document && (from == to || took)
        };
        let settled: BTreeSet<&CompactString> =
            edges.iter().filter(is_settled).map(|e| &e.id).collect();
        self.reasons.retain(|r| {
            r.effect != Effect::Unsure || r.edge.as_ref().is_none_or(|e| !settled.contains(e))
        });
    }

    /// Writes an edge down, and gives it as a way between documents where it is a shown one.
    fn enter<'e>(&mut self, edge: &'e LineageEdge) -> Option<Way<'e>> {
        if edge.rule == WHOLE_DOCUMENT {
            self.loose.insert(edge.from.clone());
        }
        if edge.rule == INTERVIEW_ELSEWHERE {
            self.hearers.insert(edge.from.clone());
        }
        let to = edge.to.to_compact_string();
        if edge.from_document && edge.confidence != Confidence::Shown {
            self.doubts.insert(ordered(&edge.from, &to));
            self.reasons.push(self.reason(edge, Effect::Unsure));
            return None;
        }
        self.reasons.push(self.reason(edge, Effect::Merges));
        let from = match edge.from_document {
            true => edge.from.clone(),
            // The document that the source publishes is its place in the pile.
            false => match self.carrier(edge) {
                Some(carrier) => carrier,
                None => {
                    let origins = self.origins.entry(to).or_default();
                    origins.insert(edge.from.clone());
                    return None;
                }
            },
        };
        Some(Way { from, to, edge })
    }

    /// The document with this passage that the named source publishes.
    fn carrier(&self, edge: &LineageEdge) -> Option<CompactString> {
        let own = self.view.index.get(edge.to.as_str()).copied();
        let carrier = self.view.witness_of(&self.collation.id, &edge.from, own)?;
        Some(self.view.pile.documents[carrier].id.to_compact_string())
    }

    /// Puts into one group what the ways join. A document that names its sources may have several.
    fn tie(&mut self, ways: &[Way], witnesses: &BTreeSet<CompactString>) {
        let naming = ways.iter().filter(|w| w.edge.kind == LineageKind::Credited);
        let naming: BTreeSet<&CompactString> = naming.map(|way| &way.to).collect();
        let is_taking = |way: &&Way| way.edge.directed && naming.contains(&way.to);
        let (taking, joining): (Vec<&Way>, Vec<&Way>) = ways.iter().partition(is_taking);
        // A text taken from a document without this passage says little of it beside one that has it.
        let is_near = |way: &Way| way.edge.collation.is_some() || witnesses.contains(&way.from);
        let near: BTreeSet<&CompactString> =
            (taking.iter().filter(|way| is_near(way)).map(|way| &way.to)).collect();
        let mut pairs = BTreeSet::new();
        for way in taking {
            if is_near(way) || !near.contains(&way.to) {
                self.groups.take(&way.from, &way.to);
                pairs.insert(ordered(&way.from, &way.to));
            }
        }
        self.take_outside(&naming);
        for way in joining {
            if !pairs.contains(&ordered(&way.from, &way.to)) {
                self.groups.join(&way.from, &way.to);
            }
        }
        self.groups.settle();
    }

    /// Who names a document of the pile and an origin outside it rests on both.
    fn take_outside(&mut self, naming: &BTreeSet<&CompactString>) {
        for to in naming {
            for origin in self.origins.get(*to).into_iter().flatten() {
                if !self.loose.contains(origin) && !is_own_interview(origin) && !is_release(origin)
                {
                    self.groups.take(origin, to);
                    self.outside.insert(origin.clone());
                }
            }
        }
    }

    /// The edge as a reason; of an edge about the whole document the words that touch this passage,
    /// else its first words on both sides.
    fn reason(&self, edge: &LineageEdge, effect: Effect) -> SupportReason {
        let touches = |p: &&Pointer| {
            let same = |w: &&Pointer| w.document == p.document && w.span.overlaps(p.span);
            self.collation.witnesses.iter().any(|w| same(&w))
        };
        let mut evidence = edge.evidence.clone();
        if edge.collation.is_none() && edge.evidence.len() > 2 {
            evidence = edge.evidence.iter().filter(touches).cloned().collect();
            if evidence.is_empty() {
                evidence = edge.evidence[..2].into();
            }
        }
        SupportReason {
            edge: Some(edge.id.clone()),
            effect,
            text: edge.reason.clone(),
            evidence,
        }
    }

    /// Origins that the documents of a group name.
    pub fn named_of(&self, head: &str) -> BTreeSet<&CompactString> {
        let members = self.groups.iter().filter(|(_, of)| *of == head);
        let named = members.filter_map(|(document, _)| self.origins.get(document));
        named.flatten().collect()
    }

    /// The first place where a document carries the passage.
    pub fn witness(&self, document: &str) -> Option<&Pointer> {
        let mut witnesses = self.collation.witnesses.iter();
        witnesses.find(|w| w.document.as_str() == document)
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

/// A shown way by which a passage came from one document of the pile to another.
struct Way<'e> {
    from: CompactString,
    to: CompactString,
    edge: &'e LineageEdge,
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
        effect: Effect::Unsure,
        text: text.into(),
        evidence: Arc::default(),
    }
}

/// A pair of documents in order.
pub(super) fn ordered(a: &str, b: &str) -> (CompactString, CompactString) {
    (a.min(b).into(), a.max(b).into())
}
