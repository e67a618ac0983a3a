//! Edges from verbatim runs outside quotation marks.
//!
//! Words inside quotation marks may be equal without copying; outside them, twelve shared words
//! are the line between copying and chance (measured on real coverage of one event, F1 .919).

use super::View;
use super::direction::order;
use crate::lexicon::fold::fold;
use crate::lexicon::stock::STOCK;
use crate::model::{
    Confidence, EntityType, LineageEdge, LineageKind, Pointer, Quotation, QuotationKind, Reuse,
    Span,
};
use crate::relate::collation::story_of;
use compact_str::{CompactString, ToCompactString};
use std::collections::BTreeMap;

/// Rule of an edge that holds for the whole document.
pub const RULE: &str = "shared-run";
/// Shared words outside quotation marks from which copying is likely.
const LIKELY: usize = 12;
/// Words of shared runs from which it is shown.
const SHOWN: usize = 30;

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let story = story_of(view.pile, view.relations);
    let mut shared: BTreeMap<(usize, usize), Vec<&Reuse>> = BTreeMap::new();
    for (pair, reuse) in view.shared_runs() {
        shared.entry(pair).or_default().push(reuse);
    }
    shared
        .into_iter()
        .filter(|((a, b), runs)| story[*a] == story[*b] || tell_of_persons(view, (*a, *b), runs))
        .filter_map(|((a, b), runs)| edge(view, a, b, &runs))
        .collect()
}

/// The runs name somebody. Reports of two events that share words without a name share an outlet's
/// closing lines, the words of a charge, or a form that a reporter fills in; so may those that name
/// somebody in a stock sentence. The words of a charge tell of one event where both name who is charged.
fn tell_of_persons(view: &View, (a, b): (usize, usize), runs: &[&Reuse]) -> bool {
    let annotations = &view.pile.annotations[a];
    let text = &view.pile.documents[a].text;
    let named = |run: &&Reuse| {
        let [here, there] = run.spans();
        let other = there.of(&view.pile.documents[b].text);
        let mut mentions = annotations.mentions_at(here).iter();
        mentions.any(|m| {
            let last = m.excerpt.text.rsplit(' ').next().unwrap_or_default();
            let span = m.excerpt.span;
            let sentence = annotations.sentence_of(span).unwrap_or(span).of(text);
            let tells = match stock(sentence) {
                Some("charge") => other.contains(last),
                stock => stock.is_none(),
            };
            m.kind == EntityType::Person && tells
        })
    };
    runs.iter().any(named)
}

/// The rule by which a sentence is one that stands in many articles.
fn stock(sentence: &str) -> Option<&'static str> {
    let (rule, _) = STOCK.find(sentence, Span::new(0, sentence.len()))?;
    Some(rule)
}

fn edge(view: &View, a: usize, b: usize, runs: &[&Reuse]) -> Option<LineageEdge> {
    let own = runs
        .iter()
        .map(|r| (words(view, a, r.spans()[0]), r.own_words));
    let own: Vec<(usize, usize)> = own.collect();
    let equal: usize = own.iter().map(|(all, equal)| *all.min(equal)).sum();
    if equal < LIKELY {
        return None;
    }
    // One word in five may differ in a run that is shown.
    let run: usize = own
        .iter()
        .map(|(all, equal)| *all.min(&(equal * 5 / 4)))
        .sum();
    let order = order(view, a, b);
    let evidence: Vec<Pointer> = runs
        .iter()
        .flat_map(|r| {
            let [in_a, in_b] = r.spans();
            [
                Pointer::new(&r.document_a, in_a),
                Pointer::new(&r.document_b, in_b),
            ]
        })
        .collect();
    Some(LineageEdge {
        id: CompactString::default(),
        from: view.pile.documents[order.from].id.to_compact_string(),
        from_document: true,
        to: view.pile.documents[order.to].id.clone(),
        collation: None,
        kind: LineageKind::Copied,
        directed: order.directed,
        confidence: if run >= SHOWN {
            Confidence::Shown
        } else {
            Confidence::Likely
        },
        reason: format!(
            "{} and {} share {equal} words outside quotation marks: '{}'",
            view.name(order.from),
            view.name(order.to),
            view.words(&evidence[0], 90)
        )
        .into(),
        evidence: evidence.into(),
        rule: RULE.into(),
    })
}

/// Words of a run that stand outside the document's quotations.
fn words(view: &View, n: usize, span: Span) -> usize {
    let direct = |q: &&Quotation| matches!(q.kind, QuotationKind::Direct | QuotationKind::Fragment);
    let quotations = view.pile.annotations[n].quotations.iter().filter(direct);
    let quoted: Vec<Span> = quotations
        .flat_map(|q| q.contents.iter().map(|c| c.span))
        .collect();
    let words = fold(&view.pile.documents[n].text, span);
    words
        .iter()
        .filter(|w| !quoted.iter().any(|q| q.overlaps(w.span)))
        .count()
}
