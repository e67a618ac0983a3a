//! JSON: one record a line, or records in an array or one after another.

use super::chunk::{self, Chunk};
use super::{Each, Source, record};
use std::io::{BufRead, Result};

/// JSON Lines; a record's number is that of its line.
pub(super) fn read_lines(source: Source, input: &mut dyn BufRead, each: Each) {
    read(source, input, chunk::line, each);
}

/// A JSON array of records, or records one after another.
pub(super) fn read_values(source: Source, input: &mut dyn BufRead, each: Each) {
    read(source, input, chunk::object, each);
}

type Cut = fn(&mut dyn BufRead, usize) -> Result<Option<Chunk>>;

fn read(source: Source, input: &mut dyn BufRead, cut: Cut, each: Each) {
    let mut any = false;
    for number in 1.. {
        match cut(input, source.options.max_bytes) {
            Err(error) => return each(Err(source.unreadable(&error))),
            Ok(None) if !any => {
                let remedy = "give one JSON object for each document";
                return each(Err(source.problem(None, "holds no record", remedy)));
            }
            Ok(None) => return,
            Ok(Some(Chunk::TooLong)) => each(Err(source.too_large(Some(number)))),
            Ok(Some(Chunk::Whole(bytes))) if bytes.trim_ascii().is_empty() => continue,
            Ok(Some(Chunk::Whole(bytes))) => record::read(source, number, &bytes, each),
        }
        any = true;
    }
}
