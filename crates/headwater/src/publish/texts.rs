//! The words behind pointers, with both kinds of offsets.

use super::characters::Characters;
use crate::model::{Case, Document, DocumentId, Pointer, Span};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Words of a document and the way to them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Who publishes it.
    pub outlet: Option<&'a str>,
    /// First byte in its text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// First code point.
    pub start_char: usize,
    /// Code point after the last.
    pub end_char: usize,
    /// The words; empty when the case holds no such place.
    pub text: &'a str,
}

/// Every place in `text` where `words` stand one after the other, in any case and spacing, in time
/// linear in the text.
pub fn places(text: &str, words: &str) -> Vec<Span> {
    let pattern: Vec<_> = words.split_whitespace().map(regex::escape).collect();
    let pattern = regex::RegexBuilder::new(&pattern.join(r"\s+"))
        .case_insensitive(true)
        .build();
    // Words too long for a pattern stand nowhere.
    pattern.map_or(Vec::new(), |pattern| {
        let found = pattern.find_iter(text).filter(|m| !m.is_empty());
        found.map(|m| Span::new(m.start(), m.end())).collect()
    })
}

/// The texts of a case. Code points of a text are counted once somebody asks for them.
pub struct Texts<'a> {
    documents: &'a [Document],
    index: HashMap<&'a str, usize>,
    characters: Vec<OnceLock<Characters<'a>>>,
}

impl<'a> Texts<'a> {
    /// The texts of `case`.
    pub fn new(case: &'a Case) -> Self {
        let ids = case.documents.iter().enumerate();
        Texts {
            documents: &case.documents,
            index: ids.map(|(n, d)| (d.id.as_str(), n)).collect(),
            characters: case.documents.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The document of that id.
    pub fn document(&self, id: &str) -> Option<&'a Document> {
        self.index.get(id).map(|n| &self.documents[*n])
    }

    /// The words that a pointer points to.
    pub fn at<'b>(&'b self, pointer: &'b Pointer) -> Evidence<'b> {
        self.of(&pointer.document, pointer.span)
    }

    /// The words of a document at `span`.
    pub fn of<'b>(&'b self, id: &'b DocumentId, span: Span) -> Evidence<'b> {
        let document = self.document(id.as_str());
        let (start_char, end_char) = self.code_points(id.as_str(), span);
        Evidence {
            document: id.as_str(),
            outlet: document.and_then(|d| d.outlet.as_deref()),
            start: span.start,
            end: span.end,
            start_char,
            end_char,
            text: document
                .and_then(|d| d.text.get(span.start..span.end))
                .unwrap_or(""),
        }
    }

    /// Offsets of `span` in code points of the document's text.
    pub fn code_points(&self, id: &str, span: Span) -> (usize, usize) {
        let Some(&n) = self.index.get(id) else {
            return (span.start, span.end);
        };
        let characters =
            self.characters[n].get_or_init(|| Characters::new(&self.documents[n].text));
        (characters.before(span.start), characters.before(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_spacing() {
        let text = "The Naïve\n quay. naïve quay+";
        let found: Vec<_> = (places(text, "naïve QUAY").iter().map(|s| s.of(text))).collect();
        assert_eq!(found, ["Naïve\n quay", "naïve quay"]);
        assert_eq!(places(text, "quay+").len(), 1);
        assert!(places(text, " ").is_empty());
    }
}
