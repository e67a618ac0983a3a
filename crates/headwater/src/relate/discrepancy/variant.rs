//! Places of a collation whose readings differ in substance.

use super::{Draft, side};
use crate::model::{
    Annotations, Collation, Discrepancy, Modifier, Pointer, Quantity, Reading, Side, Span,
    TimeExpression, TimeModifier, Variant, VariantClass,
};
use crate::relate::lineage::View;
use std::collections::BTreeMap;

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
    let kind = kind(variant.class)?;
    let sides: Vec<Side> = variant
        .readings
        .iter()
        .filter(|r| !r.text.is_empty() || variant.class == VariantClass::Polarity)
        .flat_map(|r| {
            r.witnesses
                .iter()
                .take(1)
                .filter_map(|w| of_reading(view, variant.class, r, w))
        })
        .collect();
    let values: std::collections::BTreeSet<&str> = sides.iter().map(|s| s.value.as_str()).collect();
    if values.len() < 2 {
        return None;
    }
    let update = kind == "number" && is_update(view, &sides);
    let kind = if update { "update" } else { kind };
    let drift = !update && is_drift(view, &sides);
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

fn kind(class: VariantClass) -> Option<&'static str> {
    match class {
        VariantClass::Number => Some("number"),
        VariantClass::Bound => Some("bound"),
        VariantClass::Time => Some("time"),
        VariantClass::Place => Some("place"),
        VariantClass::Polarity => Some("polarity"),
        _ => None,
    }
}

/// The reading widened to the typed span that it belongs to, with that span's value.
fn of_reading(view: &View, class: VariantClass, reading: &Reading, at: &Pointer) -> Option<Side> {
    let n = *view.index.get(at.document.as_str())?;
    let annotations = &view.pile.annotations[n];
    let typed = match class {
        VariantClass::Time => time(annotations, at.span).or_else(|| quantity(annotations, at.span)),
        VariantClass::Number | VariantClass::Bound => {
            quantity(annotations, at.span).or_else(|| time(annotations, at.span))
        }
        _ => Some((at.span, reading.text.to_lowercase())),
    };
    let (span, value) = typed?;
    Some(side(view, n, span, value))
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

/// The later document has the higher number: a count that grew.
fn is_update(view: &View, sides: &[Side]) -> bool {
    let [a, b] = sides else { return false };
    let day = |s: &Side| {
        let n = *view.index.get(s.document.as_str())?;
        view.pile.documents[n].published.value.clone()
    };
    let low = |s: &Side| {
        s.value
            .trim_start_matches(['[', '('])
            .split(',')
            .next()?
            .parse::<f64>()
            .ok()
    };
    match (day(a), day(b), low(a), low(b)) {
        (Some(da), Some(db), Some(la), Some(lb)) => da < db && la < lb || db < da && lb < la,
        _ => false,
    }
}

/// One side took from the other, which is shown.
fn is_drift(view: &View, sides: &[Side]) -> bool {
    let at = |s: &Side| view.index.get(s.document.as_str()).copied();
    let pairs = sides
        .iter()
        .flat_map(|a| sides.iter().map(move |b| (at(a), at(b))));
    pairs
        .into_iter()
        .any(|pair| matches!(pair, (Some(a), Some(b)) if view.took(a, b)))
}
