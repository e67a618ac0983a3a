//! Through whom the words of a document came, from all its attributions.

use crate::lexicon::outlet_name;
use crate::model::{Attribution, Quotation, SourceType};
use compact_str::{CompactString, ToCompactString};
use std::collections::BTreeMap;

/// A name that is an agency's or an outlet's in one place is so in the whole document.
pub(super) fn share_kinds(attributions: &mut [Attribution]) {
    let media: BTreeMap<CompactString, SourceType> = attributions
        .iter()
        .filter(|a| matches!(a.source_type, SourceType::Agency | SourceType::Outlet))
        .map(|a| (a.source.clone(), a.source_type))
        .collect();
    for found in attributions {
        if let Some(kind) = media.get(&found.source) {
            found.source_type = *kind;
        }
    }
}

/// A quotation came through the agency or outlet whose attribution covers it or stands beside it,
/// or through the outlet that was told, unless that is the document's own.
pub(super) fn set_via(
    quotations: &mut [Quotation],
    attributions: &[Attribution],
    own: Option<&str>,
) {
    let mut relays = attributions
        .iter()
        .filter_map(|a| Some((a, relay(a, own)?)))
        .peekable();
    for quotation in quotations.iter_mut().filter(|q| q.kind.is_speech()) {
        let whole = quotation
            .cue
            .iter()
            .fold(quotation.whole(), |all, cue| all.cover(cue.span));
        while relays
            .next_if(|(a, _)| a.scope.end.max(a.excerpt.span.end) <= whole.start)
            .is_some()
        {}
        let speaks = |a: &Attribution| {
            let source = quotation.source.as_ref();
            a.told.is_none() && source.is_some_and(|s| a.excerpt.span.contains(s.span))
        };
        let mut near = relays
            .clone()
            .take_while(|(a, _)| a.scope.start.min(a.excerpt.span.start) < whole.end);
        let found = near.find(|(a, _)| !speaks(a) && a.scope.overlaps(whole));
        quotation.via = found.map(|(_, name)| name.to_compact_string());
    }
}

/// Who passes on what an attribution covers.
fn relay<'a>(attribution: &'a Attribution, own: Option<&str>) -> Option<&'a str> {
    let itself = |name: &str, own: &str| own == name || outlet_name::calls_itself(own, name);
    if let Some(told) = attribution.told.as_deref() {
        return own.filter(|own| !itself(told, own)).map(|_| told);
    }
    if own.is_some_and(|own| itself(&attribution.source, own)) {
        return None;
    }
    let media = matches!(
        attribution.source_type,
        SourceType::Agency | SourceType::Outlet
    );
    (media && attribution.rule != "credit").then_some(&attribution.source)
}
