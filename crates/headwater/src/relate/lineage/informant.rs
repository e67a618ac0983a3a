//! Edges from a person interviewed, and from one release that several documents quote.

use super::View;
use super::credited::{Claim, is_own_outlet, origin_name};
use crate::lexicon::pattern::Patterns;
use crate::lexicon::same_outlet::canonical;
use crate::model::{
    Attribution, Collation, LineageEdge, LineageKind, PassageKind, Quotation, QuotationKind, Span,
};
use crate::relate::Pile;
use crate::relate::press::Press;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static RELEASE: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "release.toml",
        include_str!("../../../lang/en/release.toml"),
    )
});

/// Rule of words that come from the one reporter who watched for all.
const POOL: &str = "pool";

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let mut edges = Vec::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for attribution in &annotations.attributions {
            edges.extend(interview(view, n, attribution));
        }
        for quotation in &annotations.quotations {
            edges.extend(heard(view, n, quotation));
        }
    }
    let quotations = view
        .relations
        .collations
        .iter()
        .filter(|c| c.kind == PassageKind::Quotation);
    edges.extend(quotations.flat_map(|c| releases(view, c)));
    edges
}

/// 'X told the Post': the Post's interview is the origin. Where the document does not say who
/// publishes it, the outlet that was told is the origin all the same. 'X told me' is an interview of
/// the document's own.
fn interview(view: &View, n: usize, attribution: &Attribution) -> Vec<LineageEdge> {
    let press = view.pile.press();
    let text = &view.pile.documents[n].text;
    let named = press.told(text, attribution);
    let evidence = attribution.excerpt.span;
    let told = match named.or(attribution.told.as_deref()) {
        Some(name) => Hearer::of(view.pile, n, name),
        None if Press::is_told_here(text, attribution) && !is_quoted(view, n, evidence) => {
            Hearer::Here
        }
        None => return Vec::new(),
    };
    let informant = origin_name(view.pile, n, &attribution.source, evidence);
    let scope = attribution.scope.cover(evidence);
    spoke_to(view, n, &informant, told, evidence, scope)
}

/// Who was told.
enum Hearer<'a> {
    /// The outlet that publishes the document.
    Here,
    Elsewhere(&'a str),
}

impl<'a> Hearer<'a> {
    fn of(pile: &Pile, n: usize, name: &'a str) -> Self {
        match is_own_outlet(pile, n, name) {
            true => Hearer::Here,
            false => Hearer::Elsewhere(name),
        }
    }
}

/// Words of somebody else: 'she told me' there is not the reporter's.
fn is_quoted(view: &View, n: usize, span: Span) -> bool {
    let quotations = view.pile.annotations[n].quotations.iter();
    let mut marked = quotations.filter(|q| q.kind == QuotationKind::Direct);
    marked.any(|q| q.contents.iter().any(|c| c.span.overlaps(span)))
}

/// 'She told Channel Nine': who is meant by the pronoun is known where the quotation's speaker is.
fn heard(view: &View, n: usize, quotation: &Quotation) -> Vec<LineageEdge> {
    let pile = view.pile;
    let Some((at, told)) = pile.press().hears(&pile.documents[n].text, quotation) else {
        return Vec::new();
    };
    let covered = |a: &Attribution| a.rule == "told" && a.scope.overlaps(quotation.whole());
    if pile.annotations[n].attributions.iter().any(covered) {
        return Vec::new();
    }
    let speaker = quotation
        .speaker
        .as_deref()
        .and_then(|id| pile.entity_name(id));
    let evidence = quotation.cue.as_ref().map_or(at, |cue| cue.span.cover(at));
    let told = Hearer::of(pile, n, told);
    let informant = speaker.unwrap_or("a speaker");
    spoke_to(view, n, informant, told, evidence, quotation.whole())
}

fn spoke_to(
    view: &View,
    n: usize,
    informant: &str,
    told: Hearer,
    evidence: Span,
    scope: Span,
) -> Vec<LineageEdge> {
    let (from, rule, told) = match told {
        Hearer::Here => {
            let from = format!("{informant}, own interview");
            (from, "own-interview", view.name(n))
        }
        Hearer::Elsewhere(name) => {
            let from = canonical(name).to_string();
            (from, "interview-elsewhere", name.to_string())
        }
    };
    let words = view.words(&view.pointer(n, evidence), 90);
    let reason = format!("{informant} spoke to {told}: '{words}'");
    let claim = Claim {
        kind: LineageKind::Credited,
        rule,
        evidence: Some(evidence),
        reason,
    };
    let passages = passages(view, n, scope).into_iter();
    passages
        .map(|collation| claim.edge(view, n, &from, collation))
        .collect()
}

/// Witnesses that quote one text or recording that the speaker gave out: a statement, a report.
fn releases(view: &View, collation: &Collation) -> Vec<LineageEdge> {
    let name = collation
        .speaker
        .as_deref()
        .and_then(|id| view.pile.entity_name(id));
    let quotations = collation
        .witnesses
        .iter()
        .filter_map(|w| view.index.get(w.document.as_str()))
        .copied();
    let mut edges = Vec::new();
    for n in quotations.collect::<BTreeSet<usize>>() {
        let text = &view.pile.documents[n].text;
        let quoted = view.pile.annotations[n].quotations.iter();
        let mine = quoted.filter(|q| q.collation.as_deref() == Some(&collation.id));
        let found = mine
            .filter_map(|q| RELEASE.find(text, sentence(view, n, q)))
            .next();
        if let Some((rule, evidence)) = found {
            let from = match rule {
                POOL => "pool report".to_string(),
                _ => format!("{}, release", name.unwrap_or("the text quoted")),
            };
            let given_out = evidence.of(text);
            let reason = format!("{} quotes what was given out: '{given_out}'", view.name(n));
            let kind = LineageKind::SameInformant;
            let claim = Claim {
                kind,
                rule: "one-release",
                evidence: Some(evidence),
                reason,
            };
            edges.push(claim.edge(view, n, &from, Some(&collation.id)));
        }
    }
    edges
}

/// From the cue or source to the content: the sentences that the quotation touches.
fn sentence(view: &View, n: usize, quotation: &Quotation) -> Span {
    let around = [&quotation.cue, &quotation.source].into_iter().flatten();
    let whole = around.fold(quotation.whole(), |all, e| all.cover(e.span));
    let sentences = view.pile.annotations[n].sentences_at(whole);
    sentences.iter().fold(whole, |all, s| all.cover(*s))
}

fn passages<'a>(view: &View<'a>, n: usize, span: Span) -> Vec<Option<&'a str>> {
    match view.collations_at(n, span) {
        found if found.is_empty() => vec![None],
        found => found.into_iter().map(Some).collect(),
    }
}
