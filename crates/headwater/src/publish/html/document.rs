//! One document in full, with its blocks, and with quotations, names and times marked.

use super::marked::{Mark, mark};
use super::place::{Places, anchor};
use super::shared::{Note, Reused};
use crate::model::{Annotations, Document, Role, Span};
use crate::publish::view::{View, published, word};
use askama::Template;

/// Notes beside one block.
const NOTES: usize = 8;

#[derive(Template)]
#[template(path = "document.html")]
pub struct DocumentPart<'a> {
    id: String,
    /// On a page of its own.
    site: bool,
    title: &'a str,
    facts: Vec<(&'static str, String)>,
    blocks: Vec<BlockPart>,
    reused: Vec<Reused<'a>>,
}

/// What a page of its own adds to a document.
pub struct Around<'a> {
    /// The place that the reader asked for.
    pub at: Option<Span>,
    /// What it shares with whom, in order of the text.
    pub notes: Vec<Note>,
    /// The same, words beside words.
    pub reused: Vec<Reused<'a>>,
}

struct BlockPart {
    role: String,
    /// What a closed block is called; `None` when it is open.
    closed: Option<String>,
    html: String,
    notes: Vec<Note>,
}

impl<'a> DocumentPart<'a> {
    /// The document with index `n`.
    pub fn new(view: &View<'a>, places: &Places, n: usize, around: Option<Around<'a>>) -> Self {
        let document = &view.case.documents[n];
        let mut marks = marks(view, n, &view.case.annotations[n]);
        marks.extend(places.of(n).map(|span| target(span, anchor(n, span.start))));
        let at = around.as_ref().and_then(|a| a.at);
        marks.extend(at.map(|span| target(span, "at".into())));
        marks.sort_by_key(|m| m.span.start);
        let (notes, reused) = around.map_or_else(Default::default, |a| (a.notes, a.reused));
        DocumentPart {
            id: format!("d{}", n + 1),
            site: places.is_site(),
            title: document.title.as_deref().unwrap_or("Without title"),
            facts: facts(document),
            blocks: blocks(document, &marks, notes),
            reused,
        }
    }
}

/// A place that links lead to.
fn target(span: Span, id: String) -> Mark {
    Mark {
        span,
        class: "p".into(),
        id: Some(id),
        title: None,
    }
}

fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let how = match document.published.how.as_str() {
        "" => published(document),
        how => format!("{} ({how})", published(document)),
    };
    let file = match document.record {
        Some(record) => format!("{}, record {record}", document.path),
        None => document.path.clone(),
    };
    let facts = [
        ("Outlet", document.outlet.clone()),
        ("Carried by", document.republished_by.clone()),
        (
            "Authors",
            (!document.authors.is_empty()).then(|| document.authors.join(", ")),
        ),
        ("Published", Some(how)),
        ("Changed", document.updated.clone()),
        ("Address", document.url.clone()),
        ("File", Some(file)),
    ];
    facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

fn marks(view: &View, n: usize, annotations: &Annotations) -> Vec<Mark> {
    let id = |part: usize, number: usize| (part == 0).then(|| format!("d{}-q{number}", n + 1));
    let mut marks = Vec::new();
    for (number, quotation) in annotations.quotations.iter().enumerate() {
        let speaker = quotation
            .speaker
            .as_deref()
            .map_or("speaker unknown", |s| view.name(s));
        for (part, content) in quotation.contents.iter().enumerate() {
            marks.push(Mark {
                span: content.span,
                class: if quotation.kind.is_speech() {
                    "q"
                } else {
                    "q scare"
                }
                .into(),
                id: id(part, number + 1),
                title: Some(format!("{} quotation: {speaker}", word(quotation.kind))),
            });
        }
    }
    marks.extend(annotations.mentions.iter().map(|m| {
        Mark {
            span: m.excerpt.span,
            class: format!("n n-{}", word(m.kind)),
            id: None,
            title: m
                .entity
                .as_deref()
                .map(|e| format!("{}: {}", word(m.kind), view.name(e))),
        }
    }));
    marks.extend(annotations.times.iter().map(|t| Mark {
        span: t.excerpt.span,
        class: "t".into(),
        id: None,
        title: Some(format!("time: {}", t.value)),
    }));
    marks
}

/// Blocks in order; neighbours that are closed for the same reason are one.
fn blocks(document: &Document, marks: &[Mark], notes: Vec<Note>) -> Vec<BlockPart> {
    let mut notes = notes.into_iter().peekable();
    let mut runs: Vec<(Role, Span)> = Vec::new();
    for block in &document.blocks {
        match runs.last_mut() {
            Some((role, span)) if *role == block.role && is_closed(block.role) => {
                *span = span.cover(block.span);
            }
            _ => runs.push((block.role, block.span)),
        }
    }
    let shown = runs.into_iter().filter_map(|(role, span)| {
        let words = document.text.get(span.start..span.end)?;
        (!words.trim().is_empty()).then(|| BlockPart {
            role: word(role),
            closed: is_closed(role).then(|| {
                let what = if role == Role::Comment {
                    "Reader comments"
                } else {
                    "Page furniture"
                };
                format!("{what}, {} words", words.split_whitespace().count())
            }),
            html: mark(
                &document.text,
                span.trim(&document.text),
                inside(marks, span),
            ),
            notes: few(std::iter::from_fn(|| notes.next_if(|n| n.start < span.end)).collect()),
        })
    });
    shown.collect()
}

/// The first notes of a block, and how many more there are.
fn few(mut notes: Vec<Note>) -> Vec<Note> {
    let more = notes.split_off(notes.len().min(NOTES));
    notes.extend(more.first().map(|first| Note {
        start: first.start,
        text: format!("and {} more", more.len()),
        href: None,
        class: "more-notes",
    }));
    notes
}

/// Marks that begin in `span`, of marks in order of their beginning.
fn inside(marks: &[Mark], span: Span) -> &[Mark] {
    let before = |at: usize| marks.partition_point(|m| m.span.start < at);
    &marks[before(span.start)..before(span.end)]
}

fn is_closed(role: Role) -> bool {
    matches!(role, Role::Chrome | Role::Comment)
}
