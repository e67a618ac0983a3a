//! JSON: one record a line; or records in an array, one after another, or in the list of a feed
//! or of an answer from a service.

use super::chunk::{self, Chunk, Objects};
use super::record::{self, Common};
use super::{Each, Source};
use std::io::{BufRead, Result};
use std::ops::ControlFlow;

/// JSON Lines; a record's number is that of its line.
pub(super) fn read_lines(source: Source, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
    read(source, input, &mut chunk::line, each)
}

/// Records in an array, one after another, or in a list inside an object.
pub(super) fn read_values(source: Source, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
    let mut objects = Objects::default();
    let mut cut = |input: &mut dyn BufRead, limit| objects.next(input, limit);
    read(source, input, &mut cut, each)
}

type Cut<'a> = &'a mut dyn FnMut(&mut dyn BufRead, usize) -> Result<Option<Chunk>>;

fn read(source: Source, input: &mut dyn BufRead, cut: Cut, each: Each) -> ControlFlow<()> {
    let (mut any, mut number, mut failed) = (false, 0, false);
    let mut common = Common::default();
    loop {
        number += 1;
        match cut(input, source.options.max_bytes) {
            // Compression goes on at its next part; what fails twice in a row is over.
            Err(error) => {
                each(Err(source.unreadable(&error)))?;
                if failed {
                    return ControlFlow::Continue(());
                }
                (failed, any) = (true, true);
                continue;
            }
            Ok(None) if !any => {
                let remedy = "give one JSON object for each document";
                return each(Err(source.problem(None, "holds no record", remedy)));
            }
            Ok(None) => return ControlFlow::Continue(()),
            Ok(Some(Chunk::TooLong)) => each(Err(source.too_large(Some(number))))?,
            Ok(Some(Chunk::Around(bytes))) => {
                number -= 1;
                common = Common::new(&bytes);
                continue;
            }
            Ok(Some(Chunk::Whole(bytes))) if bytes.trim_ascii().is_empty() => continue,
            Ok(Some(Chunk::Whole(bytes))) => record::read(source, number, &bytes, &common, each)?,
        }
        (any, failed) = (true, false);
    }
}
