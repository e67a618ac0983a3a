//! Rows as lines of JSON.

use crate::model::*;
use crate::publish::characters::Characters;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io::{self, Write};

/// Where rows go.
pub(super) struct Rows<'a> {
    out: &'a mut dyn Write,
    /// The row that is being written: it consists of many small pieces, too small for `out`.
    line: Vec<u8>,
    pub count: usize,
}

impl<'a> Rows<'a> {
    pub fn new(out: &'a mut dyn Write) -> Self {
        Rows {
            out,
            line: Vec::new(),
            count: 0,
        }
    }

    pub fn row(&mut self, row: &impl Serialize) -> io::Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, row)?;
        self.line.push(b'\n');
        self.count += 1;
        self.out.write_all(&self.line)
    }

    pub fn rows(&mut self, rows: &[impl Serialize]) -> io::Result<()> {
        rows.iter().try_for_each(|row| self.row(row))
    }
}

/// A row that says which document it belongs to.
#[derive(Serialize, Deserialize)]
pub(super) struct Of<T> {
    pub document: DocumentId,
    #[serde(flatten)]
    pub row: T,
}

/// A row with the code-point offsets of its span.
#[derive(Serialize)]
struct Placed<T> {
    #[serde(flatten)]
    row: T,
    start_char: usize,
    end_char: usize,
}

fn at<T>(row: T, span: Span, characters: &Characters) -> Placed<T> {
    Placed {
        row,
        start_char: characters.before(span.start),
        end_char: characters.before(span.end),
    }
}

/// The text of a document.
#[derive(Deserialize)]
pub(super) struct Text {
    pub text: String,
}

pub(super) fn texts(case: &Case, out: &mut Rows) -> io::Result<()> {
    case.documents.iter().try_for_each(|d| {
        #[derive(Serialize)]
        struct Row<'a> {
            document: &'a DocumentId,
            text: &'a str,
        }
        out.row(&Row {
            document: &d.id,
            text: &d.text,
        })
    })
}

#[derive(Serialize)]
struct DocumentRow<'a> {
    #[serde(flatten)]
    document: &'a Document,
    story: Option<&'a str>,
}

pub(super) fn documents(case: &Case, out: &mut Rows) -> io::Result<()> {
    let stories: HashMap<_, _> = (case.relations.stories.iter())
        .flat_map(|s| s.documents.iter().map(move |d| (d, s.id.as_str())))
        .collect();
    case.documents.iter().try_for_each(|document| {
        let story = stories.get(&document.id).copied();
        out.row(&DocumentRow { document, story })
    })
}

pub(super) fn of<'a, T: Serialize + 'a>(
    case: &'a Case,
    out: &mut Rows,
    list: fn(&'a Annotations) -> &'a Vec<T>,
) -> io::Result<()> {
    for (document, annotations) in case.documents.iter().zip(&case.annotations) {
        for row in list(annotations) {
            out.row(&Of {
                document: document.id.clone(),
                row,
            })?;
        }
    }
    Ok(())
}

pub(super) fn placed<'a, T: Serialize + 'a>(
    case: &'a Case,
    out: &mut Rows,
    list: fn(&'a Document, &'a Annotations) -> &'a Vec<T>,
    span: fn(&T) -> Span,
) -> io::Result<()> {
    for (document, annotations) in case.documents.iter().zip(&case.annotations) {
        let characters = Characters::new(&document.text);
        for row in list(document, annotations) {
            let of = Of {
                document: document.id.clone(),
                row,
            };
            out.row(&at(of, span(row), &characters))?;
        }
    }
    Ok(())
}

pub(super) fn timeline(case: &Case, out: &mut Rows) -> io::Result<()> {
    let texts: HashMap<_, _> = case.documents.iter().map(|d| (&d.id, &d.text)).collect();
    let mut counted: HashMap<_, Characters> = HashMap::new();
    for row in &case.relations.timeline {
        let text = || texts.get(&row.document).map_or("", |t| t);
        let characters = counted
            .entry(&row.document)
            .or_insert_with(|| Characters::new(text()));
        out.row(&at(row, row.span, characters))?;
    }
    Ok(())
}
