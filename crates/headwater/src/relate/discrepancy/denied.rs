//! What one document reports as denied and others tell.

use super::{Draft, side};
use crate::lexicon::fold::fold;
use crate::model::{Discrepancy, PassageKind, Quotation, QuotationKind, Side, Span};
use crate::relate::collation::{lexical, story_of};
use crate::relate::lineage::View;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let of_document = |n: usize, _: &_| {
        let quotations = view.pile.annotations[n].quotations.iter();
        let denials = quotations.filter_map(|q| Some((q, denial(view, n, q)?)));
        let rows = denials.flat_map(|(q, content)| of_denial(view, &story, (n, q), content));
        rows.collect::<Vec<_>>()
    };
    view.pile
        .workers
        .flat_map(&view.pile.documents, of_document)
}

/// What a quotation denies: 'denied that it would leave', not 'refused to leave'.
fn denial(view: &View, n: usize, quotation: &Quotation) -> Option<Span> {
    let text = &view.pile.documents[n].text;
    let indirect = matches!(
        quotation.kind,
        QuotationKind::Indirect | QuotationKind::Mixed
    );
    let cue = quotation.cue.as_ref().filter(|_| indirect)?;
    let denies = fold(text, cue.span).iter().any(lexical::denies);
    let content = quotation
        .contents
        .first()
        .filter(|c| c.span.start >= cue.span.end)?;
    (denies && content.text.starts_with("that ")).then_some(content.span)
}

/// One row for each statement that others make in the words that are denied.
fn of_denial(
    view: &View,
    story: &[usize],
    (n, quotation): (usize, &Quotation),
    content: Span,
) -> Vec<Discrepancy> {
    let told = view.collations[n]
        .iter()
        .filter(|(at, _)| at.overlaps(content));
    let mut rows = Vec::new();
    for (_, c) in told {
        let collation = &view.relations.collations[*c];
        let others = collation.witnesses.iter().filter_map(|w| {
            let other = *view.index.get(w.document.as_str())?;
            (other != n && affirms(view, other, w.span)).then(|| affirmed(view, other, w.span))
        });
        let others: Vec<Side> = others.collect();
        if collation.kind != PassageKind::Statement || others.is_empty() {
            continue;
        }
        let cue = quotation
            .cue
            .as_ref()
            .map_or(content, |cue| cue.span.cover(content));
        let mut sides = vec![side(view, n, cue, "denied".to_string())];
        sides.extend(others);
        let Some(story) = view.relations.stories.get(story[n]) else {
            continue;
        };
        let draft = Draft {
            story: story.id.clone(),
            kind: "polarity",
            about: content.of(&view.pile.documents[n].text).to_string(),
            sides,
            drift: false,
            rule: "denied-here-told-there",
        };
        rows.push(draft.finish());
    }
    rows
}

fn affirmed(view: &View, n: usize, span: Span) -> Side {
    side(view, n, span, "told".to_string())
}

/// The sentence neither negates nor denies.
fn affirms(view: &View, n: usize, span: Span) -> bool {
    let sentence = view.pile.annotations[n].sentence_of(span).unwrap_or(span);
    let words = fold(&view.pile.documents[n].text, sentence);
    !words
        .iter()
        .any(|w| lexical::negates(w) || lexical::denies(w))
}
