//! Edges from a person interviewed, and from one release that several documents quote.

use super::View;
use super::announced::is_statement;
use super::credited::{Claim, origin_name};
use super::hearer::Hearer;
use crate::lexicon::fold::fold;
use crate::lexicon::pattern::Patterns;
use crate::lexicon::same_outlet::canonical;
use crate::model::{
    Attribution, Collation, Confidence, DocumentId, LineageEdge, LineageKind, PassageKind,
    Quotation, QuotationKind, Span,
};
use crate::relate::press::Press;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(super) static RELEASE: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "release.toml",
        include_str!("../../../lang/en/release.toml"),
    )
});

/// Words that say where somebody was heard.
static OCCASIONS: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "occasions.toml",
        include_str!("../../../lang/en/occasions.toml"),
    )
});

/// Rule of words that were told to the outlet that publishes them.
pub const OWN_INTERVIEW: &str = "own-interview";
/// What the name of the origin ends in: 'Ann Lee, own interview'.
const OWN: &str = ", own interview";
/// What the name of the origin of words given out ends in: 'Ann Lee, release'.
const GIVEN_OUT: &str = ", release";
/// Rule of words that were told to another.
pub const INTERVIEW_ELSEWHERE: &str = "interview-elsewhere";
/// Words of a quotation from which one text given out accounts for them, where another says that they
/// were.
const RELEASED: usize = 8;
/// Cues of words that somebody was told.
const TOLD: &[&str] = &["told", "tells", "telling"];
/// Sentences before a quotation that may be of the same turn.
const TURN: usize = 3;
/// Rule of words that come from the one reporter who watched for all.
pub(super) const POOL: &str = "pool";

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
    let scope = attribution.scope.cover(evidence);
    let told = match named.or(attribution.told.as_deref()) {
        Some(name) => Some(Hearer::of(view, n, name, evidence.start, scope)),
        None if Press::is_told_here(text, attribution) && !is_quoted(view, n, evidence) => {
            Some(Hearer::Here)
        }
        None => Hearer::called(view, n, attribution, scope),
    };
    let Some(told) = told else {
        return Vec::new();
    };
    let informant = origin_name(view.pile, n, &attribution.source, evidence);
    spoke_to(view, n, &informant, told, evidence, scope)
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
    let told = Hearer::of(view, n, told, at.start, quotation.whole());
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
        Hearer::Here => (format!("{informant}{OWN}"), OWN_INTERVIEW, view.name(n)),
        Hearer::Elsewhere(name) => {
            let from = canonical(name).to_string();
            (from, INTERVIEW_ELSEWHERE, name.to_string())
        }
        Hearer::Programme(name, word) => {
            let from = format!("{name} {word}");
            (from.clone(), INTERVIEW_ELSEWHERE, from)
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

/// Witnesses that quote one text or recording that the speaker gave out: a statement, a report; and
/// those that have the same words without saying whence.
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
    let quotations: BTreeSet<usize> = quotations.collect();
    let mut edges = Vec::new();
    let mut given_out: Vec<(usize, Span)> = Vec::new();
    for &n in &quotations {
        let Some((quotation, rule, evidence)) = says_given_out(view, n, collation) else {
            continue;
        };
        let from = match rule {
            POOL => "pool report".to_string(),
            _ => release_of(name),
        };
        given_out.extend((rule != POOL).then(|| (n, quotation.whole())));
        let words = evidence.of(&view.pile.documents[n].text);
        let reason = format!("{} quotes what was given out: '{words}'", view.name(n));
        edges.push(one_release(evidence, reason).edge(view, n, &from, Some(&collation.id)));
    }
    if given_out.is_empty() {
        return edges;
    }
    let said: BTreeSet<DocumentId> = edges.iter().map(|e| e.to.clone()).collect();
    let silent = quotations
        .iter()
        .filter(|n| !said.contains(&view.pile.documents[**n].id));
    let from = release_of(name);
    edges.extend(silent.filter_map(|&n| same_as_released(view, n, collation, &given_out, &from)));
    edges
}

/// The first quotation of the collation in document `n` that is said to be of a text or recording,
/// the rule that says so, and its words.
fn says_given_out<'a>(
    view: &View<'a>,
    n: usize,
    collation: &Collation,
) -> Option<(&'a Quotation, &'static str, Span)> {
    let text = &view.pile.documents[n].text;
    quoted(view, n, collation).find_map(|q| {
        let mut turn = turn(view, n, q).into_iter();
        let (rule, evidence) = turn.find_map(|sentence| RELEASE.find(text, sentence))?;
        Some((q, rule, evidence))
    })
}

/// The sentences of a quotation, and those before it in which the same speaker has the word: what is
/// said of the first words of a turn holds for the rest.
fn turn(view: &View, n: usize, quotation: &Quotation) -> Vec<Span> {
    let own = sentence(view, n, quotation);
    let annotations = &view.pile.annotations[n];
    let ends = |span: &&Span| span.end <= own.start;
    let before = annotations.sentences.iter().rev().skip_while(|s| !ends(s));
    let goes_on = |sentence: &&Span| {
        let mut here = annotations.quotations.iter().filter(|q| {
            let cue = q.cue.as_ref().map(|cue| cue.span);
            cue.unwrap_or(q.whole()).overlaps(**sentence)
        });
        let open = quotation.speaker.is_none() && quotation.source.is_none();
        let same = |q: &Quotation| q.speaker.is_some() && (open || q.speaker == quotation.speaker);
        here.next().is_some_and(same) && here.all(same)
    };
    let of_turn = before.take(TURN).take_while(goes_on).copied();
    std::iter::once(own).chain(of_turn).collect()
}

fn release_of(name: Option<&str>) -> String {
    format!("{}{GIVEN_OUT}", name.unwrap_or("the text quoted"))
}

/// The origin is somebody's interview with the outlet itself.
pub(crate) fn is_own_interview(origin: &str) -> bool {
    origin.contains(OWN)
}

/// The origin is a text or recording that the speaker gave out, or a statement that several report.
pub(crate) fn is_release(origin: &str) -> bool {
    origin.ends_with(GIVEN_OUT) || is_statement(origin)
}

/// The quotation came through another, or its speaker said it to one of the press alone.
pub(super) fn is_heard_by(view: &View, n: usize, quotation: &Quotation) -> bool {
    let (press, text) = (view.pile.press(), &view.pile.documents[n].text);
    let told = |a: &Attribution| {
        let one = a.told.is_some() || press.told(text, a).is_some();
        (one || Press::is_told_here(text, a))
            && a.scope.cover(a.excerpt.span).overlaps(quotation.whole())
    };
    quotation.via.is_some()
        || press.hears(text, quotation).is_some()
        || view.pile.annotations[n].attributions.iter().any(told)
}

/// The words speak of a text or recording that somebody gave out.
pub(crate) fn is_given_out(text: &str, words: Span) -> bool {
    RELEASE.find(text, words).is_some()
}

fn one_release(evidence: Span, reason: String) -> Claim<'static> {
    Claim {
        kind: LineageKind::SameInformant,
        rule: "one-release",
        evidence: Some(evidence),
        reason,
    }
}

fn quoted<'a>(
    view: &View<'a>,
    n: usize,
    collation: &Collation,
) -> impl Iterator<Item = &'a Quotation> {
    let all = view.pile.annotations[n].quotations.iter();
    all.filter(|q| q.collation.as_deref() == Some(&collation.id))
}

/// The edge of a document that quotes words that another says were given out, and does not say that it
/// or anybody else was told them, or where they were heard.
fn same_as_released(
    view: &View,
    n: usize,
    collation: &Collation,
    given_out: &[(usize, Span)],
    from: &str,
) -> Option<LineageEdge> {
    let words = |n: usize, span: Span| -> Vec<_> {
        let words = fold(&view.pile.documents[n].text, span).into_iter();
        words.map(|w| w.form).collect()
    };
    let mut mine = quoted(view, n, collation).filter(|q| !is_said_elsewhere(view, n, q));
    let (quotation, source) = mine.find_map(|q| {
        let own = words(n, q.whole());
        let same = |(other, span): &&(usize, Span)| {
            let given = words(*other, *span);
            let mut runs = own.windows(RELEASED);
            runs.any(|run| given.windows(RELEASED).any(|other| other == run))
        };
        Some((q, given_out.iter().find(same)?.0))
    })?;
    let reason = format!(
        "{} quotes the very words that {} says were given out",
        view.name(n),
        view.name(source)
    );
    let claim = one_release(quotation.whole(), reason);
    let edge = claim.edge(view, n, from, Some(&collation.id));
    Some(LineageEdge {
        confidence: Confidence::Likely,
        ..edge
    })
}

/// Somebody was told the quoted words, another passes them on, or they were heard on an occasion.
fn is_said_elsewhere(view: &View, n: usize, quotation: &Quotation) -> bool {
    let (whole, text) = (quotation.whole(), &view.pile.documents[n].text);
    let cue = quotation.cue.as_ref().map_or("", |cue| &cue.text);
    let heard = |a: &Attribution| is_heard(a) && a.scope.cover(a.excerpt.span).overlaps(whole);
    let mut credits = view.credits[n].iter();
    TOLD.iter().any(|told| cue.contains(told))
        || quotation.via.is_some()
        || credits.any(|c| !c.is_whole() && c.scope.overlaps(whole))
        || view.pile.annotations[n].attributions.iter().any(heard)
        || OCCASIONS.find(text, sentence(view, n, quotation)).is_some()
}

/// The attribution says that somebody spoke to somebody.
fn is_heard(attribution: &Attribution) -> bool {
    attribution.told.is_some()
        || matches!(attribution.rule.as_str(), "told" | "interview" | "wrote-in")
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
