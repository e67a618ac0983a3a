//! Places in a document.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Half-open range of UTF-8 bytes in a document's text, on character boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end}");
        Span { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words at this place.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Every byte of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The byte at `offset` lies in this span.
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span over both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// This span without white space at its edges.
    pub fn trim(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.end - words.trim_start().len();
        Span::new(start, start + words.trim().len())
    }
}

/// The items of a list in text order, none overlapping another, that touch `span`.
pub fn touching<T>(items: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
    let first = items.partition_point(|item| place(item).end <= span.start);
    let last = items.partition_point(|item| place(item).start < span.end);
    &items[first..last.max(first)]
}

/// A span together with its words, as tables show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Excerpt {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: CompactString,
}

impl Excerpt {
    /// The words of `text` at `span`.
    pub fn new(span: Span, text: &str) -> Self {
        Excerpt {
            span,
            text: span.of(text).into(),
        }
    }
}

/// Id of a document: given by the input, or a hash of its content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(Arc<str>);

impl DocumentId {
    /// The id's characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for DocumentId {
    fn from(id: &str) -> Self {
        DocumentId(id.into())
    }
}

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words of one document that a derived row rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pointer {
    /// Which document.
    pub document: DocumentId,
    /// Where in it.
    #[serde(flatten)]
    pub span: Span,
}

impl Pointer {
    /// The place `span` of `document`.
    pub fn new(document: &DocumentId, span: Span) -> Self {
        Pointer {
            document: document.clone(),
            span,
        }
    }
}
