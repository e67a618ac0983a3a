//! Where witnesses contradict each other in substance.
//!
//! Each module finds one sort: places of a collation that differ in substance, hedged numbers of
//! one thing, ages, spellings, state and bail of one person, the make-up of one sum, the sort of one
//! event, the medium of one utterance, who said it, what is denied, and drift from a cited text. Where
//! documents tell one value each, `contrary` sets them side by side.

mod age;
mod bail;
mod bare;
mod child;
mod condition;
mod contrary;
mod count;
mod counted;
mod days;
mod denied;
mod drift;
mod fit;
mod head;
mod hedged;
mod makeup;
mod medium;
mod partial;
mod related;
mod scope;
mod setting;
mod slot;
mod speaker;
mod surname;
mod variant;

pub(crate) use age::{of as age_beside, years as age_in};

use super::ident;
use super::lineage::View;
use crate::model::{Discrepancy, Excerpt, Side, Span};
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};

/// Discrepancies, in order of story and place.
pub(crate) fn find(view: &View) -> Vec<Discrepancy> {
    let sorts: [fn(&View) -> Vec<Discrepancy>; 14] = [
        variant::find,
        age::find,
        surname::find,
        child::find,
        condition::find,
        bail::find,
        makeup::find,
        related::find,
        counted::find,
        hedged::find,
        medium::find,
        speaker::find,
        denied::find,
        drift::find,
    ];
    let found = view.pile.workers.map(sorts.len(), |sort| sorts[sort](view));
    distinct(found.into_iter().flatten().collect())
}

/// What a module hands over; id and order are given here.
pub(crate) struct Draft<'a> {
    pub story: CompactString,
    pub kind: &'a str,
    pub about: String,
    pub sides: Vec<Side>,
    pub drift: bool,
    pub rule: &'a str,
}

impl Draft<'_> {
    pub fn finish(mut self) -> Discrepancy {
        self.sides
            .sort_by(|a, b| (&a.document, a.excerpt.span).cmp(&(&b.document, b.excerpt.span)));
        let parts = self
            .sides
            .iter()
            .map(|s| format!("{}:{}", s.document, s.excerpt.span.start));
        Discrepancy {
            id: ident::id("x", parts.chain([self.kind.to_string()])),
            story: self.story,
            kind: self.kind.into(),
            about: self.about,
            sides: self.sides,
            drift: self.drift,
            rule: self.rule.into(),
        }
    }
}

pub(crate) fn side(view: &View, n: usize, span: Span, value: String) -> Side {
    let document = &view.pile.documents[n];
    Side {
        document: document.id.clone(),
        excerpt: Excerpt::new(span, &document.text),
        value: value.into(),
    }
}

/// Of several with the same sides, or all the sides of another, the first stays.
fn distinct(found: Vec<Discrepancy>) -> Vec<Discrepancy> {
    let mut rows: BTreeMap<(String, usize), BTreeSet<usize>> = BTreeMap::new();
    let mut kept: Vec<Discrepancy> = Vec::new();
    for one in found {
        let sides = one.sides.iter();
        let keys: Vec<_> = sides
            .map(|s| (s.document.to_string(), s.excerpt.span.end))
            .collect();
        let holding = |key| rows.get(key).cloned().unwrap_or_default();
        let common = keys.iter().map(holding).reduce(|a, b| &a & &b);
        if common.is_none_or(|rows| rows.is_empty()) {
            for key in keys {
                rows.entry(key).or_default().insert(kept.len());
            }
            kept.push(one);
        }
    }
    kept.sort_by(|a, b| {
        (
            &a.story,
            &a.kind,
            &a.sides[0].document,
            a.sides[0].excerpt.span,
            &a.id,
        )
            .cmp(&(
                &b.story,
                &b.kind,
                &b.sides[0].document,
                b.sides[0].excerpt.span,
                &b.id,
            ))
    });
    kept.dedup_by(|a, b| a.id == b.id);
    kept
}
