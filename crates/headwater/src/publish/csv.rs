//! Tables for spreadsheets: UTF-8 with mark, formulas made harmless.

use super::tables::Table;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::{self, BufRead, Write};

/// Writes the JSON Lines `rows` of `table` as CSV (RFC 4180): the columns of the table. Lists and
/// objects stay JSON; nothing is an empty cell.
pub fn write(table: &Table, rows: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    line(out, table.columns.iter().map(|c| Cow::Borrowed(*c)))?;
    for row in rows.lines() {
        let row: Map<String, Value> = serde_json::from_str(&row?)?;
        line(out, table.columns.iter().map(|c| cell(row.get(*c))))?;
    }
    Ok(())
}

fn line<'a>(out: &mut dyn Write, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
    for (n, cell) in cells.enumerate() {
        let comma = if n > 0 { "," } else { "" };
        if cell.contains(['"', ',', '\n', '\r']) {
            write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(out, "{comma}{cell}")?;
        }
    }
    out.write_all(b"\r\n")
}

fn cell(value: Option<&Value>) -> Cow<'_, str> {
    match value {
        None | Some(Value::Null) => "".into(),
        Some(Value::String(text)) => harmless(text),
        Some(other) => other.to_string().into(),
    }
}

/// A spreadsheet runs a cell that begins like a formula; an apostrophe before it stops that.
fn harmless(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::tables::TABLES;

    #[test]
    fn cells_are_quoted_and_formulas_stopped() {
        let table = TABLES.iter().find(|t| t.name == "timeline").unwrap();
        let row = r#"{"story":"=1+1","text":"a, \"b\"\nc","start":3,"document":null}"#;
        let mut out = Vec::new();
        write(table, &mut row.as_bytes(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "\u{feff}story,earliest,latest,text,document,start,end\r\n\
             '=1+1,,,\"a, \"\"b\"\"\nc\",,3,\r\n"
        );
    }
}
