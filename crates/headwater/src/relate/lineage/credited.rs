//! Edges from sources that the document names.

use super::View;
use super::outlet::{canonical, same_outlet};
use crate::lexicon::fold::fold;
use crate::model::{
    Attribution, Confidence, LineageEdge, LineageKind, Quotation, Role, SourceType, Span,
};
use crate::relate::Pile;

/// Rule of a credit that holds for the whole document: a byline, a dateline, a tail.
pub const WHOLE_DOCUMENT: &str = "credit-of-document";
const PASSAGE: &str = "credit-of-passage";
const VIA: &str = "quoted-through";

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let mut edges = Vec::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for attribution in annotations.attributions.iter().filter(|a| is_origin(a)) {
            edges.extend(of_attribution(view, n, attribution));
        }
        for quotation in &annotations.quotations {
            edges.extend(of_quotation(view, n, quotation));
        }
    }
    edges
}

/// Sources whose report the document passes on; persons and officials are informants.
fn is_origin(attribution: &Attribution) -> bool {
    matches!(
        attribution.source_type,
        SourceType::Agency | SourceType::Outlet
    ) && attribution.told.is_none()
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
    let edge = |collation: Option<&str>| {
        let evidence = view.pointer(n, evidence);
        LineageEdge {
            id: String::new(),
            from: from.to_string(),
            from_document: false,
            to: view.pile.documents[n].id.clone(),
            collation: collation.map(String::from),
            kind: LineageKind::Credited,
            directed: true,
            confidence: Confidence::Shown,
            reason: format!(
                "{} names {from}: '{}'",
                view.name(n),
                view.words(&evidence, 90)
            ),
            evidence: vec![evidence],
            rule: rule.into(),
        }
    };
    match collations {
        [] => vec![edge(None)],
        some => some.iter().map(|c| edge(Some(c))).collect(),
    }
}

/// A source by its entity's name, where a mention stands in its words; else as written.
pub fn origin_name(pile: &Pile, n: usize, source: &str, near: Span) -> String {
    let wanted = plain(source);
    let mention = pile.annotations[n]
        .mentions
        .iter()
        .filter(|m| plain(&m.excerpt.text) == wanted)
        .min_by_key(|m| m.excerpt.span.start.abs_diff(near.start));
    let name = mention
        .and_then(|m| m.entity.as_deref())
        .and_then(|id| pile.entity_name(id));
    canonical(name.unwrap_or(source)).to_string()
}

/// The document's publisher credits itself.
pub fn is_own_outlet(pile: &Pile, n: usize, name: &str) -> bool {
    let document = &pile.documents[n];
    let outlets = [&document.outlet, &document.republished_by];
    outlets
        .into_iter()
        .flatten()
        .any(|outlet| same_outlet(outlet, name))
}

fn plain(name: &str) -> String {
    let words = fold(name, Span::new(0, name.len()));
    words
        .iter()
        .map(|w| w.form.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}
