//! Edges from people whom a document quotes as its own: who spoke to the reporter, or in the
//! reporter's hearing.
//!
//! They say where a document's words come from; they merge nothing, since a speaker may be heard by
//! all.

use super::View;
use super::credited::is_own_outlet;
use crate::model::{
    Confidence, EntityType, LineageEdge, LineageKind, Pointer, Quotation, QuotationKind,
    SourceType, Span,
};
use compact_str::{CompactString, ToCompactString};
use std::collections::{BTreeMap, BTreeSet};

/// Rule of these edges.
pub const RULE: &str = "named-speaker";

/// `edges` are those found before: what was taken was not heard.
pub fn edges(view: &View, edges: &[LineageEdge]) -> Vec<LineageEdge> {
    let taken = Taken::new(edges);
    let people = people(view);
    let mut found = Vec::new();
    for (n, document) in view.pile.documents.iter().enumerate() {
        if !taken.whole.contains(document.id.as_str()) {
            let heard = heard(view, n, &people, &taken).into_iter();
            found.extend(heard.map(|(name, evidence)| edge(view, n, name, evidence)));
        }
    }
    found
}

/// What documents took from elsewhere.
struct Taken<'a> {
    /// All that these documents tell may be an agency's.
    whole: BTreeSet<&'a str>,
    /// Documents that these documents copied from.
    from: BTreeSet<(&'a str, &'a str)>,
    /// Documents with collations that they have from elsewhere.
    passages: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Taken<'a> {
    fn new(edges: &'a [LineageEdge]) -> Self {
        let firm = || edges.iter().filter(|e| e.confidence >= Confidence::Likely);
        let whole = firm().filter(|e| e.rule == super::WHOLE_DOCUMENT);
        let copied = firm().filter(|e| e.kind == LineageKind::Copied && e.directed);
        let heard = |e: &&LineageEdge| {
            e.kind == LineageKind::SameInformant || e.rule == super::OWN_INTERVIEW
        };
        let passages = firm().filter(|e| !heard(e) && e.directed);
        Taken {
            whole: whole.map(|e| e.to.as_str()).collect(),
            from: copied.map(|e| (e.to.as_str(), e.from.as_str())).collect(),
            passages: passages
                .filter_map(|e| Some((e.to.as_str(), e.collation.as_deref()?)))
                .collect(),
        }
    }

    /// Document `n` has what it quotes from another document.
    fn has(&self, view: &View, n: usize, quotation: &Quotation) -> bool {
        let Some(collation) = quotation.collation.as_deref() else {
            return false;
        };
        let own = view.pile.documents[n].id.as_str();
        let mut at = view.collations[n].iter();
        let all = at.find(|(_, c)| view.relations.collations[*c].id == collation);
        let witnesses = all.map(|(_, c)| &view.relations.collations[*c].witnesses);
        let copied = |w: &Pointer| self.from.contains(&(own, w.document.as_str()));
        self.passages.contains(&(own, collation))
            || witnesses.is_some_and(|witnesses| witnesses.iter().any(copied))
    }
}

/// Ids of entities that are persons.
fn people<'a>(view: &View<'a>) -> BTreeSet<&'a str> {
    let entities = view.relations.entities.iter();
    let persons = entities.filter(|e| e.kind == EntityType::Person);
    persons.map(|e| e.id.as_str()).collect()
}

/// Each person or body with a name that the document quotes itself, with the first such words.
fn heard<'a>(
    view: &View<'a>,
    n: usize,
    people: &BTreeSet<&str>,
    taken: &Taken,
) -> BTreeMap<&'a str, Span> {
    let annotations = &view.pile.annotations[n];
    let mut found: BTreeMap<&str, Span> = BTreeMap::new();
    let direct = |q: &&Quotation| matches!(q.kind, QuotationKind::Direct | QuotationKind::Mixed);
    for quotation in annotations.quotations.iter().filter(direct) {
        let speaker = quotation
            .speaker
            .as_deref()
            .filter(|id| people.contains(id));
        let own = |via: &CompactString| is_own_outlet(view.pile, n, via);
        let relayed = quotation.via.as_ref().is_some_and(|via| !own(via));
        let relayed = relayed || taken.has(view, n, quotation);
        if let Some(name) = speaker.and_then(|id| view.pile.entity_name(id))
            && !relayed
        {
            found.entry(name).or_insert(quotation.whole());
        }
    }
    let official = annotations.attributions.iter().filter(|a| {
        a.source_type == SourceType::Official
            && a.told.is_none()
            && a.source.contains(char::is_uppercase)
            && !is_own_outlet(view.pile, n, &a.source)
    });
    for attribution in official {
        let credited = view.credits[n]
            .iter()
            .any(|c| c.scope.overlaps(attribution.scope));
        if !credited {
            found
                .entry(&attribution.source)
                .or_insert(attribution.excerpt.span);
        }
    }
    found
}

fn edge(view: &View, n: usize, name: &str, evidence: Span) -> LineageEdge {
    let evidence = view.pointer(n, evidence);
    LineageEdge {
        id: CompactString::default(),
        from: name.to_compact_string(),
        from_document: false,
        to: view.pile.documents[n].id.clone(),
        collation: None,
        kind: LineageKind::SameInformant,
        directed: true,
        confidence: Confidence::Likely,
        reason: format!(
            "{} quotes {name}: '{}'",
            view.name(n),
            view.words(&evidence, 90)
        )
        .into(),
        evidence: [evidence].into(),
        rule: RULE.into(),
    }
}
