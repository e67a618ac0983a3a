//! Comma- and tab-separated rows under a header that names the columns.

use super::charset;
use super::{Each, Source, record};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::{Map, Value};
use std::io::{BufRead, Result};
use std::ops::ControlFlow;

/// Columns of a row at most.
const COLUMNS: usize = 4096;

/// Reads every row; a record's number is that of its row, the header put aside.
pub(super) fn read(source: Source, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
    let mut rows = match input.fill_buf() {
        Ok(start) => Rows::new(delimiter(start)),
        Err(error) => return each(Err(source.unreadable(&error))),
    };
    let limit = source.options.max_bytes;
    let names = match rows.next(input, limit) {
        Ok(Some(Row::Whole { fields, .. })) => fields.iter().map(|f| name(f)).collect(),
        Ok(_) => Vec::new(),
        Err(error) => return each(Err(source.unreadable(&error))),
    };
    if !names.iter().any(|name| record::holds_text(name)) {
        let what = "the first line names no column `text` or `html`";
        let remedy = "name the columns in the first line, one of them `text` or `html`";
        return each(Err(source.problem(None, what, remedy)));
    }
    let mut label = None;
    for number in 1.. {
        match rows.next(input, limit) {
            Err(error) => return each(Err(source.unreadable(&error))),
            Ok(None) => break,
            Ok(Some(Row::TooLong)) => each(Err(source.too_large(Some(number))))?,
            Ok(Some(Row::Whole { raw, fields })) if fields.len() != names.len() => {
                let (has, should) = (fields.len(), names.len());
                let open = if raw.ends_with(b"\n") {
                    ""
                } else {
                    "; a quotation mark may be missing"
                };
                let what = format!("the row has {has} fields, the first line names {should}{open}");
                let remedy = "correct the row, or leave it out";
                each(Err(source.problem(Some(number), &what, remedy)))?;
            }
            Ok(Some(Row::Whole { raw, fields })) => {
                let mut map = Map::new();
                for (name, field) in names.iter().zip(&fields) {
                    let text = decoded(source, number, field, &mut label, each)?;
                    map.insert(name.clone(), Value::String(text));
                }
                record::fields(source, number, &raw, map, each)?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// Decodes a field. An encoding that had to be guessed is told once and kept for all later rows.
fn decoded(
    source: Source,
    number: usize,
    field: &[u8],
    label: &mut Option<&'static str>,
    each: Each,
) -> ControlFlow<(), String> {
    if label.is_none() && std::str::from_utf8(field).is_err() {
        *label = Some(charset::guess(field));
        return ControlFlow::Continue(source.decode(Some(number), field, None, each)?.into_owned());
    }
    ControlFlow::Continue(charset::decode(field, *label).text.into_owned())
}

fn name(field: &[u8]) -> String {
    let field = field.strip_prefix(b"\xef\xbb\xbf").unwrap_or(field);
    String::from_utf8_lossy(field).trim().to_string()
}

/// The most frequent separator of the first line.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|&b| b == b'\n').next().unwrap_or(start);
    let count = |mark: u8| line.iter().filter(|&&b| b == mark).count();
    let marks = [b'|', b';', b'\t', b','];
    marks
        .into_iter()
        .max_by_key(|&mark| count(mark))
        .unwrap_or(b',')
}

enum Row {
    Whole { raw: Vec<u8>, fields: Vec<Vec<u8>> },
    TooLong,
}

/// Cuts a stream into rows while holding no more than one of them.
struct Rows {
    reader: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    fn new(delimiter: u8) -> Self {
        Rows {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            out: vec![0; 1 << 12],
            ends: vec![0; COLUMNS],
        }
    }

    fn next(&mut self, input: &mut dyn BufRead, limit: usize) -> Result<Option<Row>> {
        let (mut raw, mut over) = (Vec::new(), false);
        let (mut written, mut ended) = (0, 0);
        loop {
            let buffer = input.fill_buf()?;
            let (out, ends) = (&mut self.out[written..], &mut self.ends[ended..]);
            let (result, read, wrote, finished) = self.reader.read_record(buffer, out, ends);
            over |= raw.len() + read > limit;
            if !over {
                raw.extend_from_slice(&buffer[..read]);
            }
            input.consume(read);
            (written, ended) = (written + wrote, ended + finished);
            match result {
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record if over => return Ok(Some(Row::TooLong)),
                ReadRecordResult::Record => {
                    let fields = self.fields(ended);
                    return Ok(Some(Row::Whole { raw, fields }));
                }
                _ if over => (written, ended, raw) = (0, 0, Vec::new()),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => over = true,
            }
        }
    }

    fn fields(&self, ended: usize) -> Vec<Vec<u8>> {
        let mut start = 0;
        let field = |&end: &usize| self.out[std::mem::replace(&mut start, end)..end].to_vec();
        self.ends[..ended].iter().map(field).collect()
    }
}
