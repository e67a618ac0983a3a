//! Reports within reports: after 'Ann Lee said Bo Ek had told her that …' Ann Lee goes on speaking.

use super::draft::Draft;
use crate::annotate::clause::Clauses;
use crate::annotate::words::{Class, look_up};

/// 'Ann Lee said Bo Ek told her that …': the cue stands in what another says, who goes on speaking.
pub(super) fn is_inner(drafts: &[Draft], order: &[usize], place: usize) -> bool {
    const NEAR: usize = 6;
    let inner = &drafts[order[place]];
    let Some(cue) = inner.cue else { return false };
    let outer = |&n: &usize| {
        let outer = &drafts[n];
        let told = outer.cue.is_some_and(|own| own.end <= cue.start) && outer.source.is_some();
        let says = told && outer.unit == inner.unit;
        let says = says && (outer.kind.is_speech() || outer.kind.is_retold());
        says && outer.contents.iter().any(|content| content.contains(cue))
    };
    order[place.saturating_sub(NEAR)..place].iter().any(outer)
}

/// 'had told', 'would say': what another tells of one who spoke, or would speak, apart from that.
pub(super) fn is_shifted(c: &Clauses, draft: &Draft) -> bool {
    let words = draft.cue.map(|cue| cue.of(c.scan.text()));
    let before = words.and_then(|words| words.split_once(' '));
    before.is_some_and(|(first, _)| first == "had" || look_up(first).is(Class::Modal))
}
