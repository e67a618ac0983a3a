//! Collations as alignment tables in the JSON of CollateX, one a line.
//!
//! A table has one row for each witness and one cell for each column: a list of tokens, or null.
//! Tokens carry `t` and `n` as CollateX wants them, and their place in the document.

use super::Table;
use super::table::{Contents, Token};
use crate::model::Pointer;
use crate::publish::texts::Texts;
use crate::publish::view::{CollationView, View, word};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes every collation of a case.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let (texts, contents) = (Texts::new(view.case), Contents::new(view));
    for story in &view.stories {
        for it in &story.collations {
            let table = Table::new(view, it, &contents);
            writeln!(out, "{}", value(&texts, it, &table))?;
        }
    }
    Ok(())
}

fn value(texts: &Texts, it: &CollationView, table: &Table) -> Value {
    let rows = it.collation.witnesses.iter().enumerate().map(|(w, at)| {
        let cells = table.columns.iter().map(|c| cell(texts, at, &c.cells[w]));
        cells.collect::<Vec<_>>()
    });
    let documents = it.collation.witnesses.iter().map(|p| &p.document);
    let classes = table
        .columns
        .iter()
        .map(|c| c.variant.map(|v| word(v.class)));
    json!({
        "id": it.collation.id,
        "story": it.collation.story,
        "witnesses": table.sigla,
        "table": rows.collect::<Vec<_>>(),
        "documents": documents.collect::<Vec<_>>(),
        "classes": classes.collect::<Vec<_>>(),
    })
}

fn cell(texts: &Texts, at: &Pointer, tokens: &[Token]) -> Option<Vec<Value>> {
    let token = |token: &Token| {
        let (start, end) = texts.code_points(at.document.as_str(), token.span);
        let space = if token.spaced { " " } else { "" };
        json!({
            "t": format!("{}{space}", token.text),
            "n": normal(token.text),
            "start": token.span.start,
            "end": token.span.end,
            "start_char": start,
            "end_char": end,
        })
    };
    (!tokens.is_empty()).then(|| tokens.iter().map(token).collect())
}

/// What is compared: lower case, without the marks around it.
pub(super) fn normal(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = if bare.is_empty() { word } else { bare };
    bare.replace('’', "'").to_lowercase()
}
