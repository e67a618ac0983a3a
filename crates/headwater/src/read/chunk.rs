//! Cuts a stream into records while holding no more than one of them, and of that no more than
//! the limit.

use std::io::{BufRead, Result};

/// One record of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chunk {
    /// Its bytes.
    Whole(Vec<u8>),
    /// It was longer than the limit and is skipped.
    TooLong,
}

/// Bytes of a record up to a limit.
struct Gather {
    bytes: Vec<u8>,
    limit: usize,
    over: bool,
}

impl Gather {
    fn new(limit: usize) -> Self {
        Gather {
            bytes: Vec::new(),
            limit,
            over: false,
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.over |= self.bytes.len() + bytes.len() > self.limit;
        if self.over {
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    fn chunk(self) -> Chunk {
        match self.over {
            true => Chunk::TooLong,
            false => Chunk::Whole(self.bytes),
        }
    }
}

/// The next line without its line feed; `None` at the end of the input.
pub(super) fn line(input: &mut dyn BufRead, limit: usize) -> Result<Option<Chunk>> {
    let mut gather = Gather::new(limit);
    let mut any = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any.then(|| gather.chunk()));
        }
        any = true;
        let feed = memchr::memchr(b'\n', buffer);
        let (used, kept) = feed.map_or((buffer.len(), buffer.len()), |at| (at + 1, at));
        gather.add(&buffer[..kept]);
        input.consume(used);
        if feed.is_some() {
            return Ok(Some(gather.chunk()));
        }
    }
}

/// The next JSON object, in an array or on its own; `None` at the end of the input. What stands
/// between objects is passed over; an object cut off by the end comes as it is.
pub(super) fn object(input: &mut dyn BufRead, limit: usize) -> Result<Option<Chunk>> {
    let mut gather = Gather::new(limit);
    let mut scan = Scan::default();
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok((scan.depth > 0).then(|| gather.chunk()));
        }
        let begin = match scan.depth {
            0 => memchr::memchr(b'{', buffer).unwrap_or(buffer.len()),
            _ => 0,
        };
        let len = scan.object_end(&buffer[begin..]);
        let end = begin + len.unwrap_or(buffer.len() - begin);
        gather.add(&buffer[begin..end]);
        input.consume(end);
        if len.is_some() {
            return Ok(Some(gather.chunk()));
        }
    }
}

/// Where a scan through JSON text is.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Length up to the end of the object that `bytes` begin or continue, if it ends there.
    fn object_end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                _ if self.in_string => {}
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    type Cut = fn(&mut dyn BufRead, usize) -> Result<Option<Chunk>>;

    fn all(cut: Cut, text: &str, limit: usize) -> Vec<String> {
        let mut input = BufReader::with_capacity(3, text.as_bytes());
        std::iter::from_fn(|| cut(&mut input, limit).unwrap())
            .map(|chunk| match chunk {
                Chunk::Whole(bytes) => String::from_utf8(bytes).unwrap(),
                Chunk::TooLong => "too long".into(),
            })
            .collect()
    }

    #[test]
    fn cuts_lines() {
        assert_eq!(
            all(line, "a\n\nlonger than\nb", 4),
            ["a", "", "too long", "b"]
        );
        assert!(all(line, "", 4).is_empty());
    }

    #[test]
    fn cuts_objects() {
        let text = r#"[ {"a":"}\"]"}, {"b":[{}]} ,{"c":1"#;
        assert_eq!(
            all(object, text, 99),
            [r#"{"a":"}\"]"}"#, r#"{"b":[{}]}"#, r#"{"c":1"#]
        );
        assert_eq!(
            all(object, r#"{"a":1}{"bcdefg":2}{}"#, 8),
            [r#"{"a":1}"#, "too long", "{}"]
        );
    }
}
