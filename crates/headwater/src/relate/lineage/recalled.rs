//! Edges from a report to the notice with which its outlet takes it back.

use super::credited::Claim;
use super::{View, outlet_key};
use crate::lexicon::fold::fold;
use crate::model::{LineageEdge, LineageKind, Span};
use crate::relate::withdrawal;
use compact_str::CompactString;

/// Words of the shortest headline that tells a report from others.
const HEADLINE: usize = 3;

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let of_document = |n: usize| {
        let recalls = view.pile.taken_back(n).iter();
        let whole = recalls.filter(move |(sentence, withdrawn)| {
            withdrawn.wrong.is_none() && withdrawal::is_own(view, n, *sentence, withdrawn)
        });
        whole.filter_map(move |(sentence, _)| edge(view, n, *sentence))
    };
    (0..view.pile.documents.len())
        .flat_map(of_document)
        .collect()
}

/// The edge from the one report of the same outlet whose headline the notice repeats.
fn edge(view: &View, notice: usize, sentence: Span) -> Option<LineageEdge> {
    let document = &view.pile.documents[notice];
    let told = forms(sentence.of(&document.text));
    let title = forms(document.title.as_deref().unwrap_or_default());
    let repeats = |n: &&usize| {
        let headline = forms(
            view.pile.documents[**n]
                .title
                .as_deref()
                .unwrap_or_default(),
        );
        let within = |words: &[CompactString]| words.windows(headline.len()).any(|w| w == headline);
        **n != notice && headline.len() >= HEADLINE && (within(&told) || within(&title))
    };
    let mut reports = view
        .outlets
        .get(&outlet_key(document.outlet.as_deref()?))?
        .iter();
    let report = *reports.find(repeats)?;
    if reports.any(|n| repeats(&n)) {
        return None;
    }
    let words = view.words(&view.pointer(notice, sentence), 90);
    let claim = Claim {
        kind: LineageKind::Credited,
        rule: "recalled-report",
        evidence: Some(sentence),
        reason: format!("{} takes its own report back: '{words}'", view.name(notice)),
    };
    Some(claim.between(view, notice, report, None))
}

fn forms(text: &str) -> Vec<CompactString> {
    let words = fold(text, Span::new(0, text.len())).into_iter();
    words.map(|word| word.form).collect()
}
