//! One document in full, with its blocks, and with quotations, names and times marked.

use super::marked::{Mark, escape, mark};
use super::place::{Places, anchor};
use super::shared::{Note, Reused};
use crate::model::{Annotations, Document, Role, Span};
use crate::publish::plain;
use crate::publish::view::{View, count, published, word};
use askama::Template;

/// Notes beside one block.
const NOTES: usize = 8;

#[derive(Template)]
#[template(path = "document.html")]
pub struct DocumentPart<'a> {
    id: String,
    /// On a page of its own.
    site: bool,
    /// Its title, as it stands in the text where it does.
    title: String,
    facts: Vec<(&'static str, String)>,
    blocks: Vec<BlockPart>,
    reused: Vec<Reused<'a>>,
    /// Other stories: the way there, and the title.
    also: Vec<(String, &'a str)>,
}

/// What a page of its own adds to a document.
pub struct Around<'a> {
    /// The place that the reader asked for.
    pub at: Option<Span>,
    /// What it shares with whom, in order of the text.
    pub notes: Vec<Note>,
    /// The same, words beside words.
    pub reused: Vec<Reused<'a>>,
    /// Other stories that it shares words with: the way there, and the title.
    pub also: Vec<(String, &'a str)>,
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
        let (notes, reused, also) =
            around.map_or_else(Default::default, |a| (a.notes, a.reused, a.also));
        DocumentPart {
            id: format!("d{}", n + 1),
            site: places.is_site(),
            title: title(document, &marks),
            facts: facts(view, n),
            blocks: blocks(document, &marks, notes),
            reused,
            also,
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

/// The block of the text that repeats the title.
fn title_block(document: &Document) -> Option<Span> {
    let title = document.title.as_deref()?.trim();
    let mut blocks = document.blocks.iter();
    let block = blocks.find(|b| b.role == Role::Title)?;
    (block.span.of(&document.text).trim() == title).then_some(block.span)
}

fn title(document: &Document, marks: &[Mark]) -> String {
    match title_block(document) {
        Some(span) => {
            let here = divided(marks, &[(Role::Title, span)]).concat();
            mark(&document.text, span.trim(&document.text), &here)
        }
        None => escape(document.title.as_deref().unwrap_or("Without title")),
    }
}

fn facts(view: &View, n: usize) -> Vec<(&'static str, String)> {
    let document = &view.case.documents[n];
    let how = match document.published.how.as_str() {
        "" => published(document),
        how => format!("{} ({})", published(document), named(view, document, how)),
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
        ("Reuse", view.gap(n).map(plain::takes)),
        (
            "Kind",
            (view.is_round_up(n)).then(|| "round-up: tells of several stories".to_string()),
        ),
        ("Changed", document.updated.clone()),
        ("Address", document.url.clone()),
        ("File", Some(file)),
    ];
    facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// Words about a date with the labels of documents for their ids.
fn named(view: &View, document: &Document, how: &str) -> String {
    let mut how = how.to_string();
    for other in document.published.evidence.iter().map(|p| &p.document) {
        if let Some(n) = view.index(other).filter(|_| *other != document.id) {
            how = how.replace(other.as_str(), &format!("‘{}’", view.label(n)));
        }
    }
    how
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

/// Blocks in order, open ones by paragraph; neighbours that are closed for the same reason are one.
fn blocks(document: &Document, marks: &[Mark], notes: Vec<Note>) -> Vec<BlockPart> {
    let mut notes = notes.into_iter().peekable();
    let runs = runs(document);
    let marked = runs.iter().zip(divided(marks, &runs));
    let shown = marked.filter_map(|((role, span), marks)| {
        let (role, span) = (*role, *span);
        let words = document.text.get(span.start..span.end)?;
        (!words.trim().is_empty()).then(|| BlockPart {
            role: word(role),
            closed: closed(role, words),
            html: mark(&document.text, span.trim(&document.text), &marks),
            notes: few(std::iter::from_fn(|| notes.next_if(|n| n.start < span.end)).collect()),
        })
    });
    shown.collect()
}

/// What is shown as one part: a paragraph, or neighbouring blocks that are closed alike.
fn runs(document: &Document) -> Vec<(Role, Span)> {
    let title = title_block(document);
    let mut runs: Vec<(Role, Span)> = Vec::new();
    for block in document.blocks.iter().filter(|b| Some(b.span) != title) {
        match runs.last_mut() {
            Some((role, span)) if *role == block.role && is_closed(block.role) => {
                *span = span.cover(block.span);
            }
            _ if is_closed(block.role) => runs.push((block.role, block.span)),
            _ => runs.extend(paragraphs(&document.text, block.span).map(|p| (block.role, p))),
        }
    }
    runs
}

/// Parts of a block between empty lines.
fn paragraphs(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let mut start = block.start;
    let parts = block.of(text).split_inclusive("\n\n");
    parts.map(move |part| {
        let span = Span::new(start, start + part.len());
        start = span.end;
        span
    })
}

/// What a closed part is called.
fn closed(role: Role, words: &str) -> Option<String> {
    let what = match role {
        Role::Comment => "Reader comments",
        Role::Chrome => "Page furniture",
        _ => return None,
    };
    let words = words.split_whitespace().count();
    Some(format!("{what}, {}", count(words, "word", "words")))
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

/// The marks of every run. A mark that goes on in the next run keeps its anchor in the first.
fn divided(marks: &[Mark], runs: &[(Role, Span)]) -> Vec<Vec<Mark>> {
    let mut divided = vec![Vec::new(); runs.len()];
    for mark in marks {
        let first = runs.partition_point(|(_, run)| run.end <= mark.span.start);
        let touched = (first..runs.len()).take_while(|n| {
            let start = runs[*n].1.start;
            *n == first && start <= mark.span.start || start < mark.span.end
        });
        let mut mark = mark.clone();
        for n in touched {
            divided[n].push(mark.clone());
            mark.id = None;
        }
    }
    divided
}

fn is_closed(role: Role) -> bool {
    matches!(role, Role::Chrome | Role::Comment)
}
