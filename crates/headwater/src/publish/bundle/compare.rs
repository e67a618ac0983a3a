//! A table as it comes out again beside the table of a bundle, row by row.

use serde_json::Value;
use std::io::{self, BufRead, Write};

/// Where a table first comes out differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Row in the table, counted from 1.
    pub row: usize,
    /// What differs there, with the document and place of the row.
    pub what: String,
}

/// Takes the rows of a table as they come out and compares them with those of the bundle.
pub struct Comparison<'a> {
    stored: &'a mut dyn BufRead,
    line: Vec<u8>,
    expected: Vec<u8>,
    row: usize,
    first: Option<Difference>,
}

impl<'a> Comparison<'a> {
    /// Compares with `stored`.
    pub fn new(stored: &'a mut dyn BufRead) -> Self {
        Comparison {
            stored,
            line: Vec::new(),
            expected: Vec::new(),
            row: 0,
            first: None,
        }
    }

    /// The first difference, once all rows came out.
    pub fn finish(mut self) -> io::Result<Option<Difference>> {
        if self.first.is_none() {
            self.expected.clear();
            self.row += 1;
            if self.stored.read_until(b'\n', &mut self.expected)? > 0 {
                self.found(format!("{} does not come out again", shown(&self.expected)));
            }
        }
        Ok(self.first)
    }

    fn found(&mut self, what: String) {
        let row = self.row;
        self.first = Some(Difference { row, what });
    }

    fn compare(&mut self) -> io::Result<()> {
        self.row += 1;
        self.expected.clear();
        let read = self.stored.read_until(b'\n', &mut self.expected)?;
        if read == 0 {
            self.found(format!("{} is not in the bundle", shown(&self.line)));
        } else if self.line != self.expected {
            let what = differ(&self.expected, &self.line);
            self.found(what);
        }
        Ok(())
    }
}

impl Write for Comparison<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.first.is_some() {
            return Ok(bytes.len());
        }
        for part in bytes.split_inclusive(|b| *b == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.compare()?;
                self.line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The fields that say which row it is.
const NAMES: [&str; 7] = [
    "id",
    "document",
    "collation",
    "start",
    "end",
    "document_a",
    "document_b",
];

/// '{document d1, start 3, end 9}', or the beginning of what is no row.
fn shown(row: &[u8]) -> String {
    let Ok(row) = serde_json::from_slice::<Value>(row) else {
        return short(&String::from_utf8_lossy(row));
    };
    let fields = NAMES.iter().filter_map(|name| match &row[*name] {
        Value::Null => None,
        Value::String(text) => Some(format!("{name} {text}")),
        other => Some(format!("{name} {other}")),
    });
    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
}

fn differ(stored: &[u8], again: &[u8]) -> String {
    let parsed: Result<(Value, Value), _> = serde_json::from_slice(stored)
        .and_then(|stored| Ok((stored, serde_json::from_slice(again)?)));
    let found = match parsed {
        Ok((a, b)) => first(&a, &b, String::new()),
        Err(_) => None,
    };
    let place = shown(again);
    match found {
        Some((field, a, b)) => format!("{place}: {field} is {a} in the bundle, {b} when run again"),
        None => format!(
            "{place} is written differently in the bundle: {}",
            short(&String::from_utf8_lossy(stored))
        ),
    }
}

/// The first field in which two values differ, with both.
fn first(a: &Value, b: &Value, field: String) -> Option<(String, String, String)> {
    if a == b {
        return None;
    }
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let below = |name: &String| match field.is_empty() {
                true => name.clone(),
                false => format!("{field}.{name}"),
            };
            let none = &Value::Null;
            let names = x
                .keys()
                .chain(y.keys().filter(|name| !x.contains_key(*name)));
            let mut pairs =
                names.map(|n| (below(n), x.get(n).unwrap_or(none), y.get(n).unwrap_or(none)));
            pairs.find_map(|(field, a, b)| first(a, b, field))
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            let mut pairs = x.iter().zip(y).enumerate();
            pairs.find_map(|(n, (a, b))| first(a, b, format!("{field}[{n}]")))
        }
        (Value::String(x), Value::String(y)) => {
            let at = x.chars().zip(y.chars()).take_while(|(a, b)| a == b).count();
            let from = at.saturating_sub(12);
            let part = |text: &str| {
                let dots = if from > 0 { "…" } else { "" };
                let part: String = text.chars().skip(from).collect();
                format!("“{dots}{}”", short(&part))
            };
            let field = if at > 0 {
                format!("{field}, character {at},")
            } else {
                field
            };
            Some((field, part(x), part(y)))
        }
        _ => Some((field, short(&a.to_string()), short(&b.to_string()))),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(48) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.trim_end().to_string(),
    }
}
