//! Quotations with cue and speaker.
//!
//! Marks are paired first (`marks`); then cues claim their content (`cue`), and labels of
//! transcripts theirs (`transcript`); marked words that
//! no cue claims are told apart by what stands around them (`kind`); last, an ordered sieve
//! names the speakers (`speaker`).

mod again;
mod age;
mod aside;
pub(crate) mod cue;
mod dead;
mod draft;
mod epithet;
mod extent;
mod gender;
mod inner;
mod kind;
mod list;
mod listed;
pub(crate) mod marks;
mod office;
mod people;
pub(crate) mod post;
mod pronoun;
mod seat;
mod signature;
mod speaker;
mod step;
mod transcript;
mod whom;
mod work;

use super::clause::Clauses;
use crate::model::{Excerpt, Mention, Quotation, QuotationKind};
use compact_str::{CompactString, format_compact};
pub(crate) use cue::Report;
use draft::Draft;
pub(crate) use extent::after_adjuncts;
pub(crate) use marks::Marked;

/// Quotations, scare quotes and titles in text order.
pub(crate) fn find(c: &Clauses, reports: &[Report], mentions: &[Mention]) -> Vec<Quotation> {
    let mut drafts = draft::from_reports(c, reports);
    let turns = transcript::find(c, mentions);
    if !turns.is_empty() {
        let said = draft::Stretches::new(&turns);
        drafts.retain(|draft| !said.hold(draft));
        drafts.extend(turns);
    }
    let signatures = signature::Signatures::new(c, mentions);
    kind::add_unclaimed(c, &signatures, &mut drafts);
    drafts.retain(|d| !d.contents.is_empty());
    drafts.sort_by_key(|d| (d.contents[0], d.kind, d.distance(), d.cue));
    drafts.dedup_by(|b, a| a.contents == b.contents);
    let speakers = speaker::name_all(c, mentions, &drafts);
    let quotation = |(draft, speaker): (Draft, speaker::Named)| {
        let text = c.scan.text();
        let excerpt = |span| Excerpt::new(span, text);
        Quotation {
            id: CompactString::default(),
            kind: draft.kind,
            contents: draft.contents.iter().copied().map(excerpt).collect(),
            cue: draft.cue.map(excerpt),
            source: draft.source.or(speaker.source).map(|s| excerpt(c.span(s))),
            speaker: speaker.name.map(CompactString::from),
            speaker_how: speaker.how.into(),
            confidence: speaker.confidence,
            via: None,
            collation: None,
        }
    };
    let spoken = drafts.into_iter().zip(speakers).map(quotation);
    let mut quotations: Vec<Quotation> = spoken.chain(post::find(c.scan.document)).collect();
    quotations.sort_by_key(|q| q.contents.first().map(|content| content.span));
    for (n, quotation) in quotations.iter_mut().enumerate() {
        quotation.id = format_compact!("{}:q{}", c.scan.document.id, n + 1);
    }
    quotations
}

/// Whether somebody's own words stand in marks.
fn in_marks(kind: QuotationKind) -> bool {
    matches!(
        kind,
        QuotationKind::Direct | QuotationKind::Mixed | QuotationKind::Fragment
    )
}

#[cfg(test)]
mod tests;
