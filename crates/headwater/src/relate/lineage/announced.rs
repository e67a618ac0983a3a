//! Edges from one statement that several documents report in words of their own: of one person or body,
//! or one letter, report or post that they name.
//!
//! What a speaker says in quotation marks may have been said twice; what several outlets report that one
//! official said rests on that official, however often it was asked.

use super::View;
use super::credited::Claim;
use super::informant::{POOL, RELEASE, is_heard_by};
use crate::lexicon;
use crate::lexicon::fold::fold;
use crate::model::{
    Collation, Day, EntityType, LineageEdge, LineageKind, PassageKind, Pointer, Quotation, Span,
};
use crate::relate::press::Press;
use compact_str::CompactString;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Rule of these edges.
const RULE: &str = "one-informant";
/// What the name of the origin ends in: 'Ann Lee, statement'.
const STATEMENT: &str = ", statement";
/// How much more one of two amounts may be that are one, rounded.
const ROUNDED: f64 = 1.03;
/// Days within which two documents that name a letter name one letter.
const DAYS: i32 = 3;

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Words {
    said: BTreeSet<String>,
    said_cases: Vec<String>,
    not_said_cases: Vec<String>,
    text: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    words: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    lexicon::data(
        "en/statements.toml",
        include_str!("../../../lang/en/statements.toml"),
    )
});

/// The origin is what somebody said to all.
pub(crate) fn is_statement(origin: &str) -> bool {
    origin.ends_with(STATEMENT)
}

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let kinds = view
        .relations
        .entities
        .iter()
        .map(|e| (e.id.as_str(), e.kind));
    let kinds: BTreeMap<&str, EntityType> = kinds.collect();
    let collations = view.relations.collations.iter();
    let statements = collations.filter(|c| c.kind == PassageKind::Statement);
    statements
        .flat_map(|c| of_statement(view, &kinds, c))
        .collect()
}

/// What a witness says of who stated it, and in what.
struct Report {
    document: usize,
    speaker: Option<CompactString>,
    /// Which of the texts of `lang/en/statements.toml`.
    text: Option<usize>,
    amounts: Vec<(f64, f64)>,
    evidence: Span,
}

fn of_statement(
    view: &View,
    kinds: &BTreeMap<&str, EntityType>,
    collation: &Collation,
) -> Vec<LineageEdge> {
    let witnesses = collation.witnesses.iter();
    let mut reports: Vec<Report> = witnesses.filter_map(|w| report(view, kinds, w)).collect();
    reports.sort_by_key(|r| {
        (
            r.document,
            r.speaker.is_none(),
            r.text.is_none(),
            r.evidence,
        )
    });
    reports.dedup_by_key(|r| r.document);
    let mut found = Vec::new();
    for (name, reports) in one_by_one(view, &reports) {
        let from = format!("{name}{STATEMENT}");
        let agrees = |r: &&&Report| {
            let others = reports.iter().filter(|other| other.document != r.document);
            others.clone().next().is_some()
                && others.into_iter().all(|o| agree(&r.amounts, &o.amounts))
        };
        let edge = |r: &&Report| edge(view, r, &from, &collation.id);
        found.extend(reports.iter().filter(agrees).map(edge));
    }
    found
}

/// Two statements may be one: where both give amounts, most are the same. A ministry gives out figures
/// of every month in the same words.
fn agree(a: &[(f64, f64)], b: &[(f64, f64)]) -> bool {
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let near = |x: &(f64, f64), y: &(f64, f64)| x.0 <= y.1 * ROUNDED && y.0 <= x.1 * ROUNDED;
    let told = fewer.iter().filter(|x| more.iter().any(|y| near(x, y)));
    fewer.is_empty() || told.count() * 2 > fewer.len()
}

/// The reports by whose statement they tell: the speaker's, or the text's where no speaker is known.
fn one_by_one<'r>(view: &View, reports: &'r [Report]) -> BTreeMap<String, Vec<&'r Report>> {
    let mut found: BTreeMap<String, Vec<&Report>> = BTreeMap::new();
    for report in reports {
        let speaker = report
            .speaker
            .as_ref()
            .or_else(|| speaker_of(view, report, reports));
        let name = match (speaker, report.text) {
            (Some(id), _) => view.pile.entity_name(id).map(str::to_string),
            (None, Some(text)) => WORDS.text[text]
                .words
                .first()
                .map(|word| format!("the {word}")),
            (None, None) => None,
        };
        if let Some(name) = name {
            found.entry(name).or_default().push(report);
        }
    }
    found
}

/// The one speaker whom other reports name for the same letter of the same days.
fn speaker_of<'r>(
    view: &View,
    report: &Report,
    reports: &'r [Report],
) -> Option<&'r CompactString> {
    let text = report.text?;
    let day = |r: &Report| Day::parse(view.pile.documents[r.document].published.value.as_deref()?);
    let near = |r: &&Report| match (day(r), day(report)) {
        (Some(a), Some(b)) => a.since(b).abs() <= DAYS,
        _ => true,
    };
    let same = reports.iter().filter(|r| r.text == Some(text)).filter(near);
    let mut speakers = same.filter_map(|r| r.speaker.as_ref());
    let first = speakers.next()?;
    speakers.all(|other| other == first).then_some(first)
}

fn report(view: &View, kinds: &BTreeMap<&str, EntityType>, witness: &Pointer) -> Option<Report> {
    let document = *view.index.get(witness.document.as_str())?;
    let (annotations, text) = (
        &view.pile.annotations[document],
        &view.pile.documents[document].text,
    );
    let reported = annotations.quotations.iter().find(|q| {
        let of_witness = q.contents.iter().any(|c| c.span.overlaps(witness.span));
        of_witness && q.kind.is_retold() && q.source.is_some()
    });
    let sentences = annotations.sentences_at(witness.span);
    let whole = sentences.iter().fold(witness.span, |all, s| all.cover(*s));
    let mut credits = view.credits[document].iter();
    if credits.any(|c| !c.is_whole() && c.scope.overlaps(whole))
        || reported.is_some_and(|q| is_heard_by(view, document, q))
    {
        return None;
    }
    let given_out = RELEASE.find(text, whole).filter(|(rule, _)| *rule != POOL);
    let kind = given_out.and_then(|(_, words)| kind_of(words.of(text)));
    let speaker = reported.and_then(|q| speaker(view, kinds, q));
    let evidence = match (reported.filter(|_| speaker.is_some()), given_out) {
        (Some(q), _) => q.source.as_ref().map(|s| s.span)?,
        (None, Some((_, words))) => words,
        (None, None) => return None,
    };
    Some(Report {
        document,
        speaker,
        text: kind,
        amounts: amounts(view, document, witness.span),
        evidence,
    })
}

/// Who is a person or a body, and not of the press.
fn speaker(
    view: &View,
    kinds: &BTreeMap<&str, EntityType>,
    quotation: &Quotation,
) -> Option<CompactString> {
    let id = quotation.speaker.as_ref().filter(|_| is_said(quotation))?;
    let kind = kinds.get(id.as_str())?;
    let name = view.pile.entity_name(id)?;
    let speaks = matches!(kind, EntityType::Person | EntityType::Organisation);
    let press: &Press = view.pile.press();
    (speaks && press.named(name).is_none()).then(|| id.clone())
}

fn is_said(quotation: &Quotation) -> bool {
    let cue = quotation.cue.as_ref();
    cue.is_some_and(|cue| states(&cue.text))
}

/// Words of stating: who votes or plans has stated nothing.
fn states(cue: &str) -> bool {
    cue.to_lowercase()
        .split(' ')
        .any(|word| WORDS.said.contains(word))
}

/// What is counted and measured in a stretch of a document: least and most; hours, ages and house
/// numbers are none of it.
fn amounts(view: &View, n: usize, span: Span) -> Vec<(f64, f64)> {
    let quantities = view.pile.annotations[n].quantities.iter();
    let inside = quantities.filter(|q| span.contains(q.excerpt.span));
    let ends = inside.map(|q| (q.low.or(q.high), q.high.or(q.low)));
    ends.filter_map(|(low, high)| Some((low?, high?))).collect()
}

/// Which text of `lang/en/statements.toml` the last such word means.
fn kind_of(words: &str) -> Option<usize> {
    let words = fold(words, Span::new(0, words.len()));
    let row = |form: &str| {
        let mut texts = WORDS.text.iter();
        texts.position(|text| text.words.iter().any(|word| word == form))
    };
    words.iter().rev().find_map(|word| row(&word.form))
}

fn edge(view: &View, report: &Report, from: &str, collation: &str) -> LineageEdge {
    let words = report
        .evidence
        .of(&view.pile.documents[report.document].text);
    let reason = format!(
        "{} reports what was stated: '{words}'",
        view.name(report.document)
    );
    let claim = Claim {
        kind: LineageKind::SameInformant,
        rule: RULE,
        evidence: Some(report.evidence),
        reason,
    };
    claim.edge(view, report.document, from, Some(collation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stating_is_told_from_planning() {
        assert!(WORDS.said_cases.iter().all(|cue| states(cue)));
        assert!(!WORDS.not_said_cases.iter().any(|cue| states(cue)));
    }
}
