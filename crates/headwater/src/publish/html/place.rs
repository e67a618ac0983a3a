//! Links from any passage to its exact place in a document.

use crate::model::{DocumentId, Pointer, Span};
use crate::publish::view::View;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A passage with the way to its place.
pub struct Place<'a> {
    /// Where a link to it leads; `None` when the document is not shown.
    pub href: Option<String>,
    /// Whose words.
    pub label: &'a str,
    /// The words.
    pub words: Cow<'a, str>,
}

/// Characters of a passage that are shown as evidence; the link leads to all of it.
const SHOWN: usize = 300;

/// Where links lead.
pub enum Places {
    /// To anchors of one page. For every document shown: where passages start that others point
    /// to, and their ends.
    Page(Vec<Option<BTreeMap<usize, usize>>>),
    /// To a page of its own for every story, collation and document.
    Site,
}

impl Places {
    /// Anchors of the documents in the first `shown` stories.
    pub fn page(view: &View, shown: usize) -> Self {
        let mut anchors = Anchors(vec![None; view.case.documents.len()]);
        for n in view.stories.iter().take(shown).flat_map(|s| &s.documents) {
            anchors.0[*n] = Some(BTreeMap::new());
        }
        anchors.add_all(view);
        Places::Page(anchors.0)
    }

    /// Every story, collation and document has a page.
    pub fn is_site(&self) -> bool {
        matches!(self, Places::Site)
    }

    /// Places of a document that others point to; empty when pages ask for the place they want.
    pub fn of(&self, document: usize) -> impl Iterator<Item = Span> {
        let anchors = match self {
            Places::Page(anchors) => anchors[document].as_ref(),
            Places::Site => None,
        };
        let spans = anchors.into_iter().flatten();
        spans.map(|(start, end)| Span::new(*start, *end))
    }

    /// The way to a document, if it is shown.
    pub fn document(&self, view: &View, document: usize) -> Option<String> {
        match self {
            Places::Page(anchors) => anchors[document]
                .as_ref()
                .map(|_| format!("#d{}", document + 1)),
            Places::Site => Some(address(
                "document",
                view.case.documents[document].id.as_str(),
            )),
        }
    }

    /// The way to the story that is `number`th in the view, counted from 0.
    pub fn story(&self, view: &View, number: usize) -> Option<String> {
        let story = &view.stories[number];
        match self {
            Places::Page(anchors) => {
                let shown = story.documents.iter().any(|n| anchors[*n].is_some());
                shown.then(|| format!("#s{}", number + 1))
            }
            Places::Site => Some(address("story", &story.story.id)),
        }
    }

    /// The way to a quotation of a document.
    pub fn quotation(&self, view: &View, document: usize, number: usize) -> Option<String> {
        match self {
            Places::Page(_) => Some(format!("{}-q{number}", self.document(view, document)?)),
            Places::Site => {
                let quotation = view.case.annotations[document].quotations.get(number - 1)?;
                Some(self.span(view, document, quotation.whole()))
            }
        }
    }

    fn span(&self, view: &View, document: usize, span: Span) -> String {
        match self {
            Places::Page(_) => format!("#{}", anchor(document, span.start)),
            Places::Site => format!(
                "{}?start={}&end={}#at",
                address("document", view.case.documents[document].id.as_str()),
                span.start,
                span.end
            ),
        }
    }

    /// A link can lead to the place.
    fn has(&self, document: usize, span: Span) -> bool {
        match self {
            Places::Page(anchors) => anchors[document]
                .as_ref()
                .is_some_and(|a| a.contains_key(&span.start)),
            Places::Site => true,
        }
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
        let text = n.map_or("", |n| &view.case.documents[n].text);
        Place {
            href: n
                .filter(|n| self.has(*n, span))
                .map(|n| self.span(view, n, span)),
            label: n.map_or(document.as_str(), |n| view.label(n)),
            words: text.get(span.start..span.end).unwrap_or("").trim().into(),
        }
    }
}

/// The page of a story, collation or document.
pub fn address(kind: &str, id: &str) -> String {
    format!("/{kind}/{}", utf8_percent_encode(id, NON_ALPHANUMERIC))
}

/// Anchor of a place: 'd3-658'.
pub fn anchor(document: usize, start: usize) -> String {
    format!("d{}-{start}", document + 1)
}

/// Anchors of one page being collected.
struct Anchors(Vec<Option<BTreeMap<usize, usize>>>);

impl Anchors {
    fn add_all(&mut self, view: &View) {
        let r = &view.case.relations;
        let pointers = (r.collations.iter().flat_map(|c| &c.witnesses))
            .chain(
                r.support
                    .iter()
                    .flat_map(|s| s.reasons.iter().flat_map(|x| x.evidence.iter())),
            )
            .chain(r.lineage.iter().flat_map(|e| e.evidence.iter()))
            .chain(r.story_links.iter().flat_map(|l| &l.evidence))
            .chain(
                view.case
                    .documents
                    .iter()
                    .flat_map(|d| &d.published.evidence),
            );
        pointers.for_each(|p| self.add(view, &p.document, p.span));
        for side in r.discrepancies.iter().flat_map(|d| &d.sides) {
            self.add(view, &side.document, side.excerpt.span);
        }
        for gap in &r.attribution_gaps {
            (gap.uncredited.iter()).for_each(|p| self.add(view, &p.document, p.span));
        }
        for row in &r.withdrawals {
            self.add(view, &row.document, row.excerpt.span);
            for carrier in &row.carriers {
                self.add(view, &carrier.document, carrier.excerpt.span);
            }
        }
        for entry in &r.timeline {
            self.add(view, &entry.document, entry.span);
        }
    }

    fn add(&mut self, view: &View, document: &DocumentId, span: Span) {
        let Some(n) = view.index(document) else {
            return;
        };
        if view.case.documents[n]
            .text
            .get(span.start..span.end)
            .is_some()
            && let Some(anchors) = &mut self.0[n]
        {
            let end = anchors.entry(span.start).or_insert(span.end);
            *end = span.end.max(*end);
        }
    }
}
