//! Documents and their quotations.

use crate::model::Quotation;
use crate::publish::texts::Texts;
use crate::publish::view::{View, word};
use serde_json::{Value, json};

/// A document in a list. Documents are indexes into the case.
pub fn summary(view: &View, n: usize) -> Value {
    let it = &view.case.documents[n];
    json!({
        "id": it.id,
        "title": it.title,
        "outlet": it.outlet,
        "published": it.published.value,
        "url": it.url,
    })
}

/// What is known about a document, without its text.
pub fn document(view: &View, n: usize) -> Value {
    let it = &view.case.documents[n];
    let mut row = serde_json::to_value(it).unwrap_or_default();
    row["characters"] = json!(it.text.chars().count());
    row["bytes"] = json!(it.text.len());
    row["attribution_gap"] = json!(view.gap(n));
    row
}

/// Somebody's words in one document.
pub fn quotation(view: &View, texts: &Texts, n: usize, it: &Quotation) -> Value {
    let document = &view.case.documents[n].id;
    let at = |excerpt: &crate::model::Excerpt| texts.of(document, excerpt.span);
    json!({
        "id": it.id,
        "kind": word(it.kind),
        "contents": it.contents.iter().map(at).collect::<Vec<_>>(),
        "cue": it.cue.as_ref().map(at),
        "source": it.source.as_ref().map(at),
        "speaker": it.speaker,
        "speaker_name": it.speaker.as_deref().map(|s| view.name(s)),
        "speaker_how": it.speaker_how,
        "confidence": it.confidence,
        "via": it.via.as_deref().map(|v| view.name(v)),
        "collation": it.collation,
    })
}
