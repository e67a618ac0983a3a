//! The records of single stages: one JSON object for each document.

use crate::model::*;
use serde::Serialize;

/// The record that `headwater clean` prints: the document with its text and blocks.
pub fn cleaned(document: &Document) -> impl Serialize {
    #[derive(Serialize)]
    struct Cleaned<'a> {
        #[serde(flatten)]
        document: &'a Document,
        text: &'a str,
        blocks: &'a [Block],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        insets: &'a [Inset],
    }
    Cleaned {
        document,
        text: &document.text,
        blocks: &document.blocks,
        insets: &document.insets,
    }
}

/// The record that `headwater annotate` prints: id, text and all annotations.
pub fn annotated<'a>(document: &'a Document, annotations: &'a Annotations) -> impl Serialize + 'a {
    #[derive(Serialize)]
    struct Annotated<'b> {
        id: &'b DocumentId,
        text: &'b str,
        #[serde(flatten)]
        annotations: &'b Annotations,
    }
    Annotated {
        id: &document.id,
        text: &document.text,
        annotations,
    }
}
