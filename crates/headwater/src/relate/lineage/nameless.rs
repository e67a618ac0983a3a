//! What a page that names no outlet shows of whose it is.

use super::View;
use super::credit::Credit;
use super::hearer::name_behind;
use crate::lexicon::outlet_name::is_platform;
use crate::lexicon::same_outlet;
use crate::model::{Attribution, EntityType, Mention, Span};

/// Whether a page may be the one of a source.
pub(super) enum Own {
    /// Its dateline or byline says so.
    Signed,
    /// Nothing speaks for it and nothing against.
    Silent,
    /// It is another's, or has what it would be cited for from another.
    Others,
}

/// Whether `page` is that of `source`, cited for what it tells at `cited`.
pub(super) fn shows(view: &View, (page, cited): (usize, Span), source: &str) -> Own {
    let from_another =
        |credit: &Credit| credit.is_press && !credit.is_whole() && credit.scope.overlaps(cited);
    if is_platform(source) || view.credits[page].iter().any(from_another) {
        return Own::Others;
    }
    let mut signed = view.credits[page].iter().filter(|credit| credit.is_whole());
    match signed.next() {
        Some(credit) if same_outlet::same_outlet(&credit.from, source) => Own::Signed,
        Some(_) => Own::Others,
        None if speaks_of(view, page, source) => Own::Others,
        None => Own::Silent,
    }
}

/// The page credits the outlet, says whom somebody told, or names it.
pub(super) fn speaks_of(view: &View, page: usize, source: &str) -> bool {
    let annotations = &view.pile.annotations[page];
    let text = &view.pile.documents[page].text;
    let is_source = |name: &str| same_outlet::may_be_one(name, source);
    let told = |a: &Attribution| {
        let behind = || name_behind(text, a.cue.span.end).filter(|_| a.rule == "told");
        let name = a.told.as_deref().or_else(|| Some(behind()?.0));
        name.is_some_and(is_source)
    };
    let named = |m: &Mention| m.kind != EntityType::Person && is_source(&m.excerpt.text);
    let mut credits = view.credits[page].iter();
    credits.any(|credit| is_source(&credit.from))
        || annotations.attributions.iter().any(told)
        || annotations.mentions.iter().any(named)
}
