//! Documents of which each tells one thing, and not the same: the sides of most contradictions.

use super::side;
use crate::model::{Side, Span};
use crate::relate::lineage::View;
use std::collections::BTreeSet;

/// Documents that a row names.
const SHOWN: usize = 6;

/// What a document tells, where another may tell otherwise.
pub struct Told<V> {
    pub document: usize,
    pub value: V,
    pub span: Span,
}

/// The sides of documents that tell one value and clash with another such document, each with its words;
/// `None` where fewer than two differ. Who tells two values tells of two things, or of how one became the
/// other. `told` is in order of documents.
pub fn sides<V: PartialEq>(
    view: &View,
    told: &[Told<V>],
    clash: impl Fn(&Told<V>, &Told<V>) -> bool,
    words: impl Fn(&Told<V>) -> String,
) -> Option<Vec<Side>> {
    let own = told.chunk_by(|a, b| a.document == b.document);
    let sole = |own: &&[Told<V>]| own.iter().all(|one| one.value == own[0].value);
    let firm: Vec<&Told<V>> = own.filter(sole).map(|own| &own[0]).collect();
    let clashes = |one: &&&Told<V>| firm.iter().any(|other| clash(one, other));
    let sides: Vec<Side> = (firm.iter().filter(clashes).take(SHOWN))
        .map(|one| side(view, one.document, one.span, words(one)))
        .collect();
    let given: BTreeSet<_> = sides.iter().map(|side| &side.value).collect();
    let differ = given.len() > 1;
    differ.then_some(sides)
}
