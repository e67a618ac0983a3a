//! Places of a collation whose readings differ in substance.

use super::slot::{Place, contradiction};
use super::{Draft, side};
use crate::model::{
    Annotations, Collation, Discrepancy, Modifier, Pointer, Quantity, Reading, Side, Span,
    TimeExpression, TimeModifier, Variant, VariantClass,
};
use crate::relate::lineage::View;
use std::collections::BTreeMap;

/// Witnesses of one reading that a row names.
const SHOWN: usize = 6;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let collations: BTreeMap<&str, &Collation> = view
        .relations
        .collations
        .iter()
        .map(|c| (c.id.as_str(), c))
        .collect();
    let variants = view.relations.variants.iter();
    variants
        .filter_map(|v| of_variant(view, v, collations.get(v.collation.as_str())?))
        .collect()
}

fn of_variant(view: &View, variant: &Variant, collation: &Collation) -> Option<Discrepancy> {
    let readings = variant.readings.iter();
    let told = readings.filter(|r| !r.text.is_empty() || variant.class == VariantClass::Polarity);
    let witnesses = told.flat_map(|r| r.witnesses.iter().take(SHOWN).map(move |w| (r, w)));
    let sides: Vec<(Place, Side)> = witnesses
        .filter_map(|(r, w)| of_reading(view, variant.class, r, w))
        .collect();
    let kinds = kinds(view, variant.class, &sides);
    let kind = kinds.iter().copied().flatten().min()?;
    let standing = sides.into_iter().zip(&kinds).filter(|(_, k)| k.is_some());
    let sides: Vec<Side> = standing.map(|((_, side), _)| side).collect();
    let drift = kind != "update" && is_drift(view, &sides);
    let about = collation
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Some(
        Draft {
            story: collation.story.clone(),
            kind,
            about,
            sides,
            drift,
            rule: "variant-of-substance",
        }
        .finish(),
    )
}

/// How each side contradicts a side of another document, if it does.
fn kinds(view: &View, class: VariantClass, sides: &[(Place, Side)]) -> Vec<Option<&'static str>> {
    let mut kinds = vec![None; sides.len()];
    for (i, (a, _)) in sides.iter().enumerate() {
        for (j, (b, _)) in sides.iter().enumerate().skip(i + 1) {
            if a.document == b.document {
                continue;
            }
            if let Some(kind) = contradiction(view, class, a, b) {
                for n in [i, j] {
                    kinds[n] = Some(kinds[n].map_or(kind, |known: &str| known.min(kind)));
                }
            }
        }
    }
    kinds
}

/// The reading widened to the typed span that it belongs to, with that span's value.
fn of_reading(
    view: &View,
    class: VariantClass,
    reading: &Reading,
    at: &Pointer,
) -> Option<(Place, Side)> {
    let n = *view.index.get(at.document.as_str())?;
    let annotations = &view.pile.annotations[n];
    let typed = match class {
        VariantClass::Time => time(annotations, at.span).or_else(|| quantity(annotations, at.span)),
        VariantClass::Number | VariantClass::Bound => {
            quantity(annotations, at.span).or_else(|| time(annotations, at.span))
        }
        VariantClass::Polarity if reading.text.is_empty() => Some((at.span, "told".to_string())),
        _ => Some((at.span, reading.text.to_lowercase())),
    };
    let (span, value) = typed?;
    let place = Place { document: n, span };
    // A negation alone, or the lack of it, says nothing to a reader.
    let shown = match class {
        VariantClass::Polarity => annotations.sentence_of(span).unwrap_or(span),
        _ => span,
    };
    Some((place, side(view, n, shown, value)))
}

fn quantity(annotations: &Annotations, span: Span) -> Option<(Span, String)> {
    let found = annotations.quantity_at(span)?;
    Some((found.excerpt.span, interval(found)))
}

fn time(annotations: &Annotations, span: Span) -> Option<(Span, String)> {
    let found = annotations.time_at(span)?;
    Some((found.excerpt.span, hedged_value(found)))
}

/// 'at least P8M'.
pub fn hedged_value(time: &TimeExpression) -> String {
    let hedge = match time.modifier {
        Some(TimeModifier::EqualOrMore) => "at least ",
        Some(TimeModifier::MoreThan) => "more than ",
        Some(TimeModifier::EqualOrLess) => "at most ",
        Some(TimeModifier::LessThan) => "less than ",
        Some(TimeModifier::Approx) => "about ",
        Some(TimeModifier::Start) => "start of ",
        Some(TimeModifier::Mid) => "middle of ",
        Some(TimeModifier::End) => "end of ",
        None => "",
    };
    format!("{hedge}{}", time.value)
}

/// '[40,∞) men'; '(40,∞) men' for more than 40.
pub fn interval(quantity: &Quantity) -> String {
    let open = matches!(quantity.modifier, Modifier::MoreThan | Modifier::LessThan);
    let (from, to) = if open { ('(', ')') } else { ('[', ']') };
    let low = quantity
        .low
        .map_or("(-∞".into(), |low| format!("{from}{low}"));
    let high = quantity
        .high
        .map_or("∞)".into(), |high| format!("{high}{to}"));
    let of = quantity.unit.as_deref().or(quantity.counted.as_deref());
    format!(
        "{low},{high}{}",
        of.map_or(String::new(), |of| format!(" {of}"))
    )
}

/// One side took from the other, which is shown.
pub fn is_drift(view: &View, sides: &[Side]) -> bool {
    let at = |s: &Side| view.index.get(s.document.as_str()).copied();
    let pairs = sides
        .iter()
        .flat_map(|a| sides.iter().map(move |b| (at(a), at(b))));
    pairs
        .into_iter()
        .any(|pair| matches!(pair, (Some(a), Some(b)) if view.took(a, b)))
}
