//! Edges from sources that the document names.

use super::View;
use crate::lexicon::fold::fold;
use crate::lexicon::outlet_name;
use crate::lexicon::same_outlet::{canonical, same_outlet};
use crate::model::{
    Attribution, Confidence, LineageEdge, LineageKind, Quotation, Role, SourceType, Span,
};
use crate::relate::Pile;
use crate::relate::terms::{self, Term};

/// Rule of a credit that holds for the whole document: a byline, a dateline, a tail.
pub const WHOLE_DOCUMENT: &str = "credit-of-document";
const PASSAGE: &str = "credit-of-passage";
const VIA: &str = "quoted-through";

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let mut edges = Vec::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for attribution in annotations
            .attributions
            .iter()
            .filter(|a| is_origin(view, a))
        {
            edges.extend(of_attribution(view, n, attribution));
        }
        for quotation in &annotations.quotations {
            edges.extend(of_quotation(view, n, quotation));
        }
    }
    edges
}

/// Sources whose report the document passes on: agencies, outlets, and whoever publishes a document
/// of the pile. Persons and officials are informants.
pub fn is_origin(view: &View, attribution: &Attribution) -> bool {
    let is_press = matches!(
        attribution.source_type,
        SourceType::Agency | SourceType::Outlet
    );
    attribution.told.is_none() && (is_press || view.publishes(&attribution.source))
}

fn of_attribution(view: &View, n: usize, attribution: &Attribution) -> Vec<LineageEdge> {
    let from = origin_name(view.pile, n, &attribution.source, attribution.excerpt.span);
    if is_own_outlet(view.pile, n, &from) {
        return Vec::new();
    }
    let role = view.pile.documents[n].role_at(attribution.excerpt.span.start);
    let whole =
        matches!(role, Some(Role::Byline | Role::Dateline)) || attribution.rule.contains("credit");
    let collations = if whole {
        Vec::new()
    } else {
        view.collations_at(n, attribution.scope)
    };
    let rule = if whole { WHOLE_DOCUMENT } else { PASSAGE };
    let evidence = attribution.excerpt.span;
    each(view, n, &from, &collations, rule, evidence)
}

fn of_quotation(view: &View, n: usize, quotation: &Quotation) -> Vec<LineageEdge> {
    let Some(via) = &quotation.via else {
        return Vec::new();
    };
    // An interview elsewhere has an edge of its own.
    let told =
        |a: &Attribution| a.told.as_deref() == Some(via) && a.scope.overlaps(quotation.whole());
    if view.pile.annotations[n].attributions.iter().any(told) {
        return Vec::new();
    }
    let from = origin_name(view.pile, n, via, quotation.whole());
    if is_own_outlet(view.pile, n, &from) {
        return Vec::new();
    }
    let collations = view.collations_at(n, quotation.whole());
    each(view, n, &from, &collations, VIA, quotation.whole())
}

fn each(
    view: &View,
    n: usize,
    from: &str,
    collations: &[&str],
    rule: &str,
    evidence: Span,
) -> Vec<LineageEdge> {
    let words = view.words(&view.pointer(n, evidence), 90);
    let claim = Claim {
        kind: LineageKind::Credited,
        rule,
        evidence,
        reason: format!("{} names {from}: '{words}'", view.name(n)),
    };
    match collations {
        [] => vec![claim.edge(view, n, from, None)],
        some => some
            .iter()
            .map(|c| claim.edge(view, n, from, Some(c)))
            .collect(),
    }
}

/// What the words of a document say about where it, or a passage of it, comes from.
pub struct Claim<'a> {
    pub kind: LineageKind,
    pub rule: &'a str,
    pub evidence: Span,
    pub reason: String,
}

impl Claim<'_> {
    /// The edge from a named source to document `to`. Where the source publishes a witness of the
    /// collation, the edge comes from that document.
    pub fn edge(&self, view: &View, to: usize, from: &str, collation: Option<&str>) -> LineageEdge {
        let witness = collation.and_then(|c| view.witness_of(c, from, Some(to)));
        LineageEdge {
            id: String::new(),
            from: witness.map_or(from.to_string(), |w| view.pile.documents[w].id.to_string()),
            from_document: witness.is_some(),
            to: view.pile.documents[to].id.clone(),
            collation: collation.map(String::from),
            kind: self.kind,
            directed: true,
            confidence: Confidence::Shown,
            evidence: vec![view.pointer(to, self.evidence)],
            rule: self.rule.into(),
            reason: self.reason.clone(),
        }
    }
}

/// A source by its entity's name, where a mention stands in its words; else as written.
pub fn origin_name(pile: &Pile, n: usize, source: &str, near: Span) -> String {
    let wanted = name_key(source);
    let mentions = pile.annotations[n].mentions.iter();
    let mention = mentions
        .zip(pile.mention_keys(n))
        .filter(|(_, key)| **key == wanted)
        .min_by_key(|(m, _)| m.excerpt.span.start.abs_diff(near.start));
    let name = mention
        .and_then(|(m, _)| m.entity.as_deref())
        .and_then(|id| pile.entity_name(id));
    canonical(name.unwrap_or(source)).to_string()
}

/// The document's publisher credits itself, by its name or as 'the Courier'.
pub fn is_own_outlet(pile: &Pile, n: usize, name: &str) -> bool {
    let document = &pile.documents[n];
    let outlets = [&document.outlet, &document.republished_by];
    outlets
        .into_iter()
        .flatten()
        .any(|outlet| same_outlet(outlet, name) || outlet_name::calls_itself(outlet, name))
}

/// Hash of the folded words of a name.
pub fn name_key(name: &str) -> Term {
    let words = fold(name, Span::new(0, name.len()));
    words
        .iter()
        .fold(0, |key, word| terms::mix(key ^ terms::fold(&word.form)))
}
