//! Collations with their support and reasons, discrepancies, edges of the lineage.

use super::evidence;
use crate::model::{Discrepancy, LineageEdge, Support, Variant};
use crate::publish::texts::Texts;
use crate::publish::view::{CollationView, Version, View, word};
use serde_json::{Value, json};

/// A collation in a list.
pub fn summary(view: &View, it: &CollationView) -> Value {
    let support = it.support;
    json!({
        "id": it.collation.id,
        "kind": word(it.collation.kind),
        "text": it.collation.text,
        "speaker": it.collation.speaker.as_deref().map(|s| view.name(s)),
        "documents": support.map(|s| s.documents),
        "outlets": support.map(|s| s.outlets),
        "origins": support.map(|s| &s.origins),
        "independent_min": support.map(|s| s.independent_min),
        "independent_max": support.map(|s| s.independent_max),
    })
}

/// A collation with its wordings, its apparatus, and what it rests on.
pub fn collation(view: &View, texts: &Texts, it: &CollationView) -> Value {
    let wording = |versions: &Vec<Version>| -> Vec<Value> {
        let version = |v: &Version| {
            let witnesses = v.witnesses.iter().map(|w| &it.collation.witnesses[*w]);
            let witnesses: Vec<_> = witnesses.map(|p| texts.at(p)).collect();
            json!({"text": v.words, "witnesses": witnesses})
        };
        versions.iter().map(version).collect()
    };
    json!({
        "id": it.collation.id,
        "story": it.collation.story,
        "kind": word(it.collation.kind),
        "text": it.collation.text,
        "speaker": it.collation.speaker,
        "speaker_name": it.collation.speaker.as_deref().map(|s| view.name(s)),
        "wordings": view.wordings(it.collation).iter().map(wording).collect::<Vec<_>>(),
        "variants": it.variants.iter().map(|v| variant(texts, v)).collect::<Vec<_>>(),
        "support": it.support.map(|s| support(texts, s)),
        "rule": it.collation.rule,
    })
}

fn variant(texts: &Texts, variant: &Variant) -> Value {
    let readings = variant.readings.iter().map(|reading| {
        json!({
            "text": reading.text,
            "witnesses": evidence(texts, &reading.witnesses),
        })
    });
    json!({
        "place": variant.place,
        "class": word(variant.class),
        "substance": variant.class.is_substance(),
        "readings": readings.collect::<Vec<_>>(),
        "rule": variant.rule,
    })
}

/// On how many origins a collation rests, and why.
pub fn support(texts: &Texts, support: &Support) -> Value {
    let reasons = support.reasons.iter().map(|reason| {
        json!({
            "edge": reason.edge,
            "effect": reason.effect,
            "text": reason.text,
            "evidence": evidence(texts, &reason.evidence),
        })
    });
    json!({
        "documents": support.documents,
        "outlets": support.outlets,
        "origins": support.origins,
        "independent_min": support.independent_min,
        "independent_max": support.independent_max,
        "reasons": reasons.collect::<Vec<_>>(),
    })
}

/// Witnesses that differ in substance.
pub fn discrepancy(texts: &Texts, it: &Discrepancy) -> Value {
    let sides = it.sides.iter().map(|side| {
        json!({
            "value": side.value,
            "evidence": texts.of(&side.document, side.excerpt.span),
        })
    });
    json!({
        "id": it.id,
        "story": it.story,
        "kind": it.kind,
        "about": it.about,
        "drift": it.drift,
        "sides": sides.collect::<Vec<_>>(),
        "rule": it.rule,
    })
}

/// Who took from whom, and why that is held.
pub fn edge(view: &View, texts: &Texts, it: &LineageEdge) -> Value {
    json!({
        "id": it.id,
        "from": it.from,
        "from_name": view.label_of(&it.from),
        "from_document": it.from_document,
        "to": it.to,
        "to_name": view.label_of(it.to.as_str()),
        "collation": it.collation,
        "kind": word(it.kind),
        "directed": it.directed,
        "confidence": word(it.confidence),
        "reason": it.reason,
        "evidence": evidence(texts, &it.evidence),
        "rule": it.rule,
    })
}
