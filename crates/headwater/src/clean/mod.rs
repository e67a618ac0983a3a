//! Raw documents to documents with blocks and metadata. Never drops a byte, only labels it.

use crate::model::*;

/// Cleans one document. Pure: the result depends on `raw` alone.
pub fn clean(raw: Raw) -> Document {
    let span = Span::new(0, raw.text.len());
    Document {
        id: raw
            .stated
            .id
            .as_deref()
            .unwrap_or(raw.hash.get(..12).unwrap_or(&raw.hash))
            .into(),
        path: raw.path,
        record: raw.record,
        url: raw.stated.url,
        title: raw.stated.title,
        outlet: raw.stated.outlet,
        republished_by: None,
        authors: raw.stated.authors,
        published: Published::default(),
        updated: None,
        language: raw.stated.language,
        hash: raw.hash,
        extra: raw.stated.extra,
        blocks: vec![Block {
            role: Role::Body,
            span,
        }],
        text: raw.text,
    }
}
