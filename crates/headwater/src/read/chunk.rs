//! Cuts a stream into records while holding no more than one of them, and of that no more than
//! the limit.

use std::io::{BufRead, Result};

/// One record of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chunk {
    /// Its bytes.
    Whole(Vec<u8>),
    /// The object around the records, closed where their list begins.
    Around(Vec<u8>),
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

    /// The key before what comes after `more` is one of a list of records, and no text came yet.
    fn names_a_list(&self, more: &[u8]) -> bool {
        let tail = self.bytes.len().saturating_sub(64);
        let tail = [&self.bytes[tail..], &more[more.len().saturating_sub(64)..]].concat();
        let key = tail
            .trim_ascii_end()
            .strip_suffix(b":")
            .map(<[u8]>::trim_ascii_end);
        let Some(key) = key.and_then(|key| key.strip_suffix(b"\"")) else {
            return false;
        };
        let is = |name: &&str| {
            key.strip_suffix(name.as_bytes())
                .is_some_and(|k| k.ends_with(b"\""))
        };
        let listed = !self.over && LISTS.iter().any(is);
        listed
            && !TEXTS
                .iter()
                .any(|key| memchr::memmem::find(&self.bytes, key).is_some())
    }

    /// What was gathered up to a list, made whole.
    fn around(mut self, depth: usize) -> Chunk {
        self.bytes.push(b']');
        self.bytes.extend(std::iter::repeat_n(b'}', depth));
        Chunk::Around(self.bytes)
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

/// Keys whose list of objects holds the records, when the object around it is no record itself.
const LISTS: &[&str] = &[
    "items",
    "articles",
    "documents",
    "docs",
    "results",
    "stories",
    "entries",
    "@graph",
];

/// Keys that show that an object is a record.
const TEXTS: &[&[u8]] = &[
    b"\"text\"",
    b"\"html\"",
    b"\"articleBody\"",
    b"\"maintext\"",
    b"\"body",
];

/// The first object is no record itself and holds a list of records, as far as can be seen.
pub(super) fn begins_with_list(start: &[u8]) -> bool {
    let first = Objects::default().next(&mut &*start, start.len());
    matches!(first, Ok(Some(Chunk::Around(_))))
}

/// Cuts JSON objects out of a stream: in an array, one after another, or in a list inside an
/// object. What stands between objects is passed over; one cut off by the end comes as it is.
#[derive(Default)]
pub(super) struct Objects {
    /// Open brackets around the records: those of the object whose list is being cut.
    around: usize,
    /// The list is over; the rest of the object around it is passed over.
    after: bool,
}

impl Objects {
    /// The next object; `None` at the end of the input. An object in whose list the records
    /// stand comes first, up to the list, as [`Chunk::Around`].
    pub fn next(&mut self, input: &mut dyn BufRead, limit: usize) -> Result<Option<Chunk>> {
        let mut gather = Gather::new(limit);
        let mut scan = Scan::default();
        if self.after {
            scan.depth = self.around;
        }
        loop {
            let buffer = input.fill_buf()?;
            if buffer.is_empty() {
                let open = scan.depth > 0 && !self.after;
                return Ok(open.then(|| gather.chunk()));
            }
            let begin = match scan.depth {
                0 => memchr::memchr2(b'{', b']', buffer).unwrap_or(buffer.len()),
                _ => 0,
            };
            if scan.depth == 0 && buffer.get(begin) == Some(&b']') {
                input.consume(begin + 1);
                self.after = self.around > 0;
                scan.depth = self.around;
                continue;
            }
            let listed = self.around == 0;
            let (len, stop) = scan.step(&buffer[begin..], |before| {
                listed && gather.names_a_list(before)
            });
            let end = begin + len;
            if !self.after {
                gather.add(&buffer[begin..end]);
            }
            input.consume(end);
            match stop {
                Stop::End if self.after => *self = Objects::default(),
                Stop::End => return Ok(Some(gather.chunk())),
                Stop::List => {
                    self.around = scan.depth;
                    return Ok(Some(gather.around(scan.depth)));
                }
                Stop::No => {}
            }
        }
    }
}

/// An array begins with an object, as far as can be seen.
fn of_objects(rest: &[u8]) -> bool {
    matches!(rest.trim_ascii_start().first(), None | Some(b'{'))
}

/// Why a scan through JSON text stopped.
#[derive(PartialEq)]
enum Stop {
    No,
    /// The object ended.
    End,
    /// A list of records began.
    List,
}

/// Where a scan through JSON text is.
#[derive(Default)]
struct Scan {
    depth: usize,
    /// Arrays among the open brackets.
    arrays: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Scans `bytes` up to where it has to stop. `is_list` is asked whether the array that begins
    /// after the given bytes holds the records.
    fn step(&mut self, bytes: &[u8], mut is_list: impl FnMut(&[u8]) -> bool) -> (usize, Stop) {
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                _ if self.in_string => {}
                b'[' if self.arrays == 0
                    && of_objects(&bytes[at + 1..])
                    && is_list(&bytes[..at]) =>
                {
                    return (at + 1, Stop::List);
                }
                b'{' | b'[' => {
                    self.depth += 1;
                    self.arrays += usize::from(byte == b'[');
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    let array = usize::from(byte == b']');
                    self.arrays = self.arrays.saturating_sub(array);
                    if self.depth == 0 {
                        return (at + 1, Stop::End);
                    }
                }
                _ => {}
            }
        }
        (bytes.len(), Stop::No)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn all(
        mut cut: impl FnMut(&mut dyn BufRead, usize) -> Result<Option<Chunk>>,
        text: &str,
        limit: usize,
    ) -> Vec<String> {
        let mut input = BufReader::with_capacity(3, text.as_bytes());
        std::iter::from_fn(|| cut(&mut input, limit).unwrap())
            .map(|chunk| match chunk {
                Chunk::Whole(bytes) => String::from_utf8(bytes).unwrap(),
                Chunk::Around(bytes) => format!("around {}", String::from_utf8(bytes).unwrap()),
                Chunk::TooLong => "too long".into(),
            })
            .collect()
    }

    fn objects(text: &str, limit: usize) -> Vec<String> {
        let mut objects = Objects::default();
        all(|input, limit| objects.next(input, limit), text, limit)
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
            objects(text, 99),
            [r#"{"a":"}\"]"}"#, r#"{"b":[{}]}"#, r#"{"c":1"#]
        );
        assert_eq!(
            objects(r#"{"a":1}{"bcdefg":2}{}"#, 8),
            [r#"{"a":1}"#, "too long", "{}"]
        );
    }

    #[test]
    fn cuts_the_list_inside_an_object() {
        let text = r#"{"title":"x","items" : [{"id":"]"},{"id":2}],"meta":{"n":[1]}} {"text":"c"}"#;
        assert_eq!(
            objects(text, 99),
            [
                r#"around {"title":"x","items" : []}"#,
                r#"{"id":"]"}"#,
                r#"{"id":2}"#,
                r#"{"text":"c"}"#
            ]
        );
        let text = r#"{"response":{"results":[{"id":1}]}}"#;
        let around = r#"around {"response":{"results":[]}}"#;
        assert_eq!(objects(text, 99), [around, r#"{"id":1}"#]);
        let record = r#"{"text":"x","items":[{"id":1}]}"#;
        assert_eq!(objects(record, 99), [record]);
        let words = r#"{"items":["a"],"b":{}}"#;
        assert_eq!(objects(words, 99)[0].len(), words.len());
    }
}
