//! Links from any passage to its exact place in a document.

use crate::model::{DocumentId, Pointer, Span};
use crate::publish::view::View;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A passage with the way to its place.
pub struct Place<'a> {
    /// Anchor on the page; `None` when the document is not shown.
    pub href: Option<String>,
    /// Whose words.
    pub label: &'a str,
    /// The words.
    pub words: Cow<'a, str>,
}

/// Characters of a passage that are shown as evidence; the link leads to all of it.
const SHOWN: usize = 300;

/// Which places of which documents have anchors.
pub struct Places {
    /// For every document shown: where passages start that others point to, and their ends.
    anchors: Vec<Option<BTreeMap<usize, usize>>>,
}

impl Places {
    /// Anchors of the documents in the first `shown` stories.
    pub fn new(view: &View, shown: usize) -> Self {
        let mut anchors = vec![None; view.case.documents.len()];
        for n in view.stories.iter().take(shown).flat_map(|s| &s.documents) {
            anchors[*n] = Some(BTreeMap::new());
        }
        let mut places = Places { anchors };
        let r = &view.case.relations;
        let pointers = (r.collations.iter().flat_map(|c| &c.witnesses))
            .chain(
                r.support
                    .iter()
                    .flat_map(|s| s.reasons.iter().flat_map(|x| &x.evidence)),
            )
            .chain(r.lineage.iter().flat_map(|e| &e.evidence))
            .chain(r.story_links.iter().flat_map(|l| &l.evidence))
            .chain(
                view.case
                    .documents
                    .iter()
                    .flat_map(|d| &d.published.evidence),
            );
        pointers.for_each(|p| places.add(view, &p.document, p.span));
        for side in r.discrepancies.iter().flat_map(|d| &d.sides) {
            places.add(view, &side.document, side.excerpt.span);
        }
        for entry in &r.timeline {
            places.add(view, &entry.document, entry.span);
        }
        places
    }

    fn add(&mut self, view: &View, document: &DocumentId, span: Span) {
        let Some(n) = view.index(document) else {
            return;
        };
        if view.case.documents[n]
            .text
            .get(span.start..span.end)
            .is_some()
            && let Some(anchors) = &mut self.anchors[n]
        {
            let end = anchors.entry(span.start).or_insert(span.end);
            *end = span.end.max(*end);
        }
    }

    /// Places of a document that others point to.
    pub fn of(&self, document: usize) -> impl Iterator<Item = Span> {
        self.anchors[document]
            .iter()
            .flatten()
            .map(|(start, end)| Span::new(*start, *end))
    }

    /// Anchor of a document, if it is shown.
    pub fn document(&self, document: usize) -> Option<String> {
        self.anchors[document]
            .as_ref()
            .map(|_| format!("d{}", document + 1))
    }

    /// The place that a pointer points to, with the first of its words.
    pub fn at<'a>(&self, view: &View<'a>, pointer: &'a Pointer) -> Place<'a> {
        let place = self.to(view, &pointer.document, pointer.span);
        match place.words.char_indices().nth(SHOWN) {
            Some((at, _)) => Place {
                words: format!("{}…", place.words[..at].trim_end()).into(),
                ..place
            },
            None => place,
        }
    }

    /// The place of a span in a document.
    pub fn to<'a>(&self, view: &View<'a>, document: &'a DocumentId, span: Span) -> Place<'a> {
        let n = view.index(document);
        let anchored = n.filter(|n| {
            self.anchors[*n]
                .as_ref()
                .is_some_and(|a| a.contains_key(&span.start))
        });
        let text = n.map_or("", |n| &view.case.documents[n].text);
        Place {
            href: anchored.map(|n| anchor(n, span.start)),
            label: n.map_or(document.as_str(), |n| view.label(n)),
            words: text.get(span.start..span.end).unwrap_or("").trim().into(),
        }
    }
}

/// Anchor of a place: 'd3-658'.
pub fn anchor(document: usize, start: usize) -> String {
    format!("d{}-{start}", document + 1)
}
