//! Edges from a person interviewed, and from one release that several documents quote.

use super::View;
use super::credited::{Claim, is_own_outlet, origin_name};
use super::outlet::canonical;
use crate::lexicon::pattern::Patterns;
use crate::model::{Attribution, LineageEdge, LineageKind, Quotation, Span};
use std::sync::LazyLock;

static RELEASE: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "release.toml",
        include_str!("../../../lang/en/release.toml"),
    )
});

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let mut edges = Vec::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for attribution in &annotations.attributions {
            edges.extend(interview(view, n, attribution));
        }
        for quotation in annotations.quotations.iter().filter(|q| q.kind.is_speech()) {
            edges.extend(release(view, n, quotation));
        }
    }
    edges
}

/// 'X told the Post': the Post's interview is the origin. Where the document does not say who
/// publishes it, the outlet that was told is the origin all the same.
fn interview(view: &View, n: usize, attribution: &Attribution) -> Vec<LineageEdge> {
    let Some(told) = &attribution.told else {
        return Vec::new();
    };
    let informant = origin_name(view.pile, n, &attribution.source, attribution.excerpt.span);
    let own = is_own_outlet(view.pile, n, told);
    let (from, rule) = match own {
        true => (format!("{informant}, own interview"), "own-interview"),
        false => (canonical(told).to_string(), "interview-elsewhere"),
    };
    let evidence = attribution.excerpt.span;
    let words = view.words(&view.pointer(n, evidence), 90);
    let reason = format!("{informant} spoke to {told}: '{words}'");
    let claim = Claim {
        kind: LineageKind::Credited,
        rule,
        evidence,
        reason,
    };
    let passages = passages(view, n, attribution.scope.cover(evidence)).into_iter();
    passages
        .map(|collation| claim.edge(view, n, &from, collation))
        .collect()
}

/// The words come from one text or recording that the speaker gave out.
fn release(view: &View, n: usize, quotation: &Quotation) -> Vec<LineageEdge> {
    let Some(speaker) = &quotation.speaker else {
        return Vec::new();
    };
    let text = &view.pile.documents[n].text;
    let sentence = sentence(view, n, quotation);
    let Some((_, found)) = RELEASE.find(text, sentence) else {
        return Vec::new();
    };
    let name = view.pile.entity_name(speaker).unwrap_or(speaker);
    let reason = format!(
        "{} quotes what {name} gave out: '{}'",
        view.name(n),
        found.of(text)
    );
    let claim = Claim {
        kind: LineageKind::SameInformant,
        rule: "one-release",
        evidence: found,
        reason,
    };
    let from = format!("{name}, release");
    let collations = view.collations_at(n, quotation.whole()).into_iter();
    collations
        .map(|c| claim.edge(view, n, &from, Some(c)))
        .collect()
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

#[cfg(test)]
mod tests {
    #[test]
    fn every_case_holds() {
        std::sync::LazyLock::force(&super::RELEASE);
    }
}
