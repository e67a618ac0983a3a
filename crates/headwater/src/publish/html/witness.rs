//! The witnesses of a collation: a column each with the words around, and a line each with its
//! readings.

use super::collation::{class, reading_marks};
use super::marked::{Mark, mark};
use super::place::{Place, Places};
use crate::model::{Pointer, Span, Variant};
use crate::publish::view::{CollationView, View, published, word};

/// Witnesses that have a column.
const COLUMNS: usize = 24;
/// Bytes shown before and after the passage.
const AROUND: usize = 1500;

/// One witness with the article's words around it.
pub struct Column<'a> {
    pub label: &'a str,
    pub published: String,
    pub href: Option<String>,
    pub blocks: Vec<String>,
}

/// The readings of one witness at every place where witnesses differ.
pub struct Line<'a> {
    pub place: Place<'a>,
    pub cells: Vec<Option<Cell<'a>>>,
}

/// A reading in a line.
pub struct Cell<'a> {
    pub class: String,
    pub text: &'a str,
}

/// A column for each of the first witnesses, and how many have none.
pub fn columns<'a>(view: &View<'a>, it: &CollationView<'a>) -> (Vec<Column<'a>>, usize) {
    let witnesses = &it.collation.witnesses;
    let columns = witnesses
        .iter()
        .take(COLUMNS)
        .filter_map(|w| column(view, it, w));
    (columns.collect(), witnesses.len().saturating_sub(COLUMNS))
}

fn column<'a>(view: &View<'a>, it: &CollationView<'a>, witness: &'a Pointer) -> Option<Column<'a>> {
    let n = view.index(&witness.document)?;
    let document = &view.case.documents[n];
    let around = around(&document.text, witness.span);
    let mut marks = vec![Mark {
        span: witness.span,
        class: "passage-here".into(),
        id: None,
        title: None,
    }];
    marks.extend(it.variants.iter().flat_map(|v| reading_marks(v, witness)));
    let block = |span: Span| {
        let seen = Span::new(span.start.max(around.start), span.end.min(around.end));
        mark(
            &document.text,
            seen.trim(&document.text),
            &touching(&marks, seen),
        )
    };
    Some(Column {
        label: view.label(n),
        published: published(document),
        href: Places::Site.at(view, witness).href,
        blocks: (document.article())
            .filter(|b| b.span.overlaps(around) || b.span.overlaps(witness.span))
            .map(|b| block(b.span))
            .collect(),
    })
}

/// A span with what stands before and after it.
fn around(text: &str, span: Span) -> Span {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let mut start = span.start.saturating_sub(AROUND)..=span.start;
    let end = span.end..=span.end.saturating_add(AROUND).min(text.len());
    Span::new(
        start.find(is_boundary).unwrap_or(span.start),
        end.rev().find(is_boundary).unwrap_or(span.end),
    )
}

fn touching(marks: &[Mark], span: Span) -> Vec<Mark> {
    let touches = |m: &&Mark| {
        m.span.start < span.end && span.start <= m.span.end && m.span.start >= span.start
            || m.span.overlaps(span)
    };
    marks.iter().filter(touches).cloned().collect()
}

/// A line for each witness.
pub fn lines<'a>(view: &View<'a>, it: &CollationView<'a>) -> Vec<Line<'a>> {
    let line = |witness: &'a Pointer| Line {
        place: Places::Site.at(view, witness),
        cells: it.variants.iter().map(|v| cell(v, witness)).collect(),
    };
    it.collation.witnesses.iter().map(line).collect()
}

fn cell<'a>(variant: &'a Variant, witness: &Pointer) -> Option<Cell<'a>> {
    let here = |p: &Pointer| p.document == witness.document && witness.span.contains(p.span);
    let reading = variant
        .readings
        .iter()
        .position(|r| r.witnesses.iter().any(here))?;
    Some(Cell {
        class: match reading {
            0 => "first".into(),
            _ => class(variant.class),
        },
        text: variant.readings[reading].text.trim(),
    })
}

/// What the places are called: number and class.
pub fn heads(it: &CollationView) -> Vec<(usize, String)> {
    let head = |(n, v): (usize, &&Variant)| (n + 1, word(v.class));
    it.variants.iter().enumerate().map(head).collect()
}
