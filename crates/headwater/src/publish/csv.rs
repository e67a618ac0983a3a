//! Tables for spreadsheets: UTF-8 with mark, formulas made harmless, within the limits of
//! spreadsheets.

use super::tables::Table;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::{self, BufRead, Write};

/// Rows of a sheet at most, its header among them (Excel, LibreOffice).
const ROWS: usize = 1 << 20;
/// UTF-16 units of a cell at most (Excel).
const CELL: usize = 32_767;

/// What became of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The sheet is full and rows are left.
    pub more: bool,
    /// Cells that were cut to what a spreadsheet takes, with '…' at their end.
    pub cut: usize,
}

/// Writes the JSON Lines `rows` of `table` as CSV (RFC 4180), as many as a sheet takes: the columns
/// of the table. Lists and objects stay JSON; nothing is an empty cell.
pub fn write(table: &Table, rows: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Written> {
    sheet(table, rows, out, ROWS)
}

fn sheet(
    table: &Table,
    rows: &mut dyn BufRead,
    out: &mut dyn Write,
    limit: usize,
) -> io::Result<Written> {
    out.write_all("\u{feff}".as_bytes())?;
    line(out, table.columns.iter().map(|c| Cow::Borrowed(*c)))?;
    let (mut cut, mut row) = (0, Vec::new());
    for _ in 1..limit {
        row.clear();
        if rows.read_until(b'\n', &mut row)? == 0 {
            break;
        }
        let values: Map<String, Value> = serde_json::from_slice(&row)?;
        let cells = table.columns.iter().map(|c| cell(values.get(*c)));
        line(out, cells.map(|text| fitting(text, &mut cut)))?;
    }
    let more = !rows.fill_buf()?.is_empty();
    Ok(Written { more, cut })
}

fn line<'a>(out: &mut dyn Write, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
    for (n, cell) in cells.enumerate() {
        let comma = if n > 0 { "," } else { "" };
        // Spreadsheets that guess take a bare apostrophe for a quotation mark.
        if cell.contains(['"', ',', '\n', '\r']) || cell.starts_with('\'') {
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

/// Characters, plain and wide, with which a spreadsheet lets a formula begin.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A spreadsheet runs a cell that begins like a formula; an apostrophe before it stops that. A null
/// character would end the text.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        return harmless(&text.replace('\0', "\u{fffd}"))
            .into_owned()
            .into();
    }
    match text.starts_with(FORMULA) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

fn fitting<'a>(text: Cow<'a, str>, cut: &mut usize) -> Cow<'a, str> {
    if text.len() <= CELL {
        return text;
    }
    let mut units = 0;
    let mut over = text.char_indices().filter(|(_, c)| {
        units += c.len_utf16();
        units >= CELL
    });
    let (last, after) = (over.next(), over.next());
    match (last, after) {
        (Some((at, _)), Some(_)) => {
            *cut += 1;
            format!("{}…", &text[..at]).into()
        }
        _ => text,
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
        let done = write(table, &mut row.as_bytes(), &mut out).unwrap();
        assert_eq!(done, Written::default());
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "\u{feff}story,earliest,latest,text,document,start,end\r\n\
             \"'=1+1\",,,\"a, \"\"b\"\"\nc\",,3,\r\n"
        );
    }

    #[test]
    fn sheets_and_cells_end_where_spreadsheets_do() {
        let table = TABLES.iter().find(|t| t.name == "texts").unwrap();
        let rows = "{\"document\":\"＝a\",\"text\":\"x\"}\n".repeat(5);
        let mut rows = rows.as_bytes();
        let mut sheets = Vec::new();
        for more in [true, true, false] {
            let mut out = Vec::new();
            assert_eq!(sheet(table, &mut rows, &mut out, 3).unwrap().more, more);
            sheets.push(String::from_utf8(out).unwrap().lines().count());
        }
        assert_eq!(sheets, [3, 3, 2]);
        for (length, expected) in [(CELL, 0), (CELL + 1, 1), (CELL * 2, 1)] {
            let mut cut = 0;
            let text = fitting("é".repeat(length).into(), &mut cut);
            assert_eq!((text.chars().count(), cut), (length.min(CELL), expected));
        }
        assert_eq!(harmless("=\0"), "'=\u{fffd}");
    }
}
