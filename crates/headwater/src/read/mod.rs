//! Bytes to raw documents, one file per format. Bad input becomes a [`Problem`], its neighbours
//! are read all the same.
//!
//! The format is told by the file's name, else by its first bytes; gzip is undone first. At most
//! [`Options::max_bytes`] of one document are held in memory.

mod charset;
mod chunk;
mod html;
mod json;
mod plain;
mod record;

use crate::model::{Markup, Problem, Raw, Stated};
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, Read};

/// How to read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Take the whole text of a record as body.
    pub plain_body: bool,
    /// Bytes of one document (a file, or a record in it) beyond which it is skipped with a
    /// problem.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            plain_body: false,
            max_bytes: 32 << 20,
        }
    }
}

/// Takes what is read, document by document.
pub type Each<'a> = &'a mut dyn FnMut(Result<Raw, Problem>);

/// Reads every document of one input, named `path`, and hands each, or the problem in its place,
/// to `each`, in the order of the input.
pub fn read(path: &str, input: &mut dyn BufRead, options: Options, each: Each) {
    let source = Source { path, options };
    match input.fill_buf() {
        Err(error) => each(Err(source.unreadable(&error))),
        Ok([0x1f, 0x8b, ..]) => {
            let path = path.strip_suffix(".gz").unwrap_or(path);
            let plain = flate2::bufread::MultiGzDecoder::new(input);
            source.read(Format::of_name(path), &mut BufReader::new(plain), each);
        }
        Ok(_) => source.read(Format::of_name(path), input, each),
    }
}

/// A container of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Html,
    /// One JSON value a line.
    JsonLines,
    /// JSON values one after another or in an array.
    Json,
}

impl Format {
    fn of_name(path: &str) -> Option<Format> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" | "jl" => Some(Format::JsonLines),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }

    /// Looks at the first bytes of a file whose name does not tell.
    fn of_bytes(start: &[u8]) -> Format {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        let start = start.trim_ascii_start();
        let after = |n: usize| start[n..].trim_ascii_start().first().copied();
        match start.first() {
            Some(b'{') if matches!(after(1), Some(b'"' | b'}')) => {
                let line = start.split(|&b| b == b'\n').next().unwrap_or(start);
                let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
                let cut = line.len() == start.len();
                if whole || cut {
                    Format::JsonLines
                } else {
                    Format::Json
                }
            }
            Some(b'[') if matches!(after(1), Some(b'{')) => Format::Json,
            Some(b'<') if html::is_page(start) => Format::Html,
            _ => Format::Plain,
        }
    }
}

/// The input being read.
#[derive(Clone, Copy)]
struct Source<'a> {
    path: &'a str,
    options: Options,
}

impl Source<'_> {
    fn read(self, named: Option<Format>, input: &mut dyn BufRead, each: Each) {
        let format = match (named, input.fill_buf()) {
            (_, Err(error)) => return each(Err(self.unreadable(&error))),
            (_, Ok([])) => {
                return each(Err(self.problem(None, "the file is empty", "leave it out")));
            }
            (Some(format), _) => format,
            (None, Ok(start)) => Format::of_bytes(start),
        };
        match format {
            Format::Plain => plain::read(self, input, each),
            Format::Html => html::read(self, input, each),
            Format::JsonLines => json::read_lines(self, input, each),
            Format::Json => json::read_values(self, input, each),
        }
    }

    /// The whole of an input that is one document; `None` after handing on the problem.
    fn whole(self, input: &mut dyn BufRead, each: Each) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = self.options.max_bytes as u64 + 1;
        let problem = match input.take(limit).read_to_end(&mut bytes) {
            Err(error) => self.unreadable(&error),
            Ok(_) if bytes.len() > self.options.max_bytes => self.too_large(None),
            Ok(_) if bytes.trim_ascii().is_empty() => self.problem(
                None,
                "the file holds nothing but white space",
                "leave it out",
            ),
            Ok(_) => match plain::binary(&bytes) {
                Some(what) => self.problem(
                    None,
                    what,
                    "convert it to text, HTML or JSON Lines, or leave it out",
                ),
                None => return Some(bytes),
            },
        };
        each(Err(problem));
        None
    }

    /// Decodes `bytes` and hands on a problem when the characters had to be guessed.
    fn decode(
        self,
        record: Option<usize>,
        bytes: &[u8],
        label: Option<&str>,
        each: Each,
    ) -> String {
        let decoded = charset::decode(bytes, label);
        if let Some(doubt) = decoded.doubt {
            let remedy = "convert it to UTF-8 if its words look wrong";
            each(Err(self.problem(record, &doubt, remedy)));
        }
        decoded.text
    }

    fn raw(self, record: Option<usize>, bytes: &[u8], markup: Markup, text: String) -> Raw {
        let markup = match markup {
            Markup::Plain if self.options.plain_body => Markup::Body,
            markup => markup,
        };
        Raw {
            path: self.path.into(),
            record,
            hash: hash(bytes),
            markup,
            text,
            stated: Stated::default(),
        }
    }

    fn problem(self, record: Option<usize>, what: &str, remedy: &str) -> Problem {
        Problem {
            path: self.path.into(),
            record,
            stage: "read".into(),
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    fn too_large(self, record: Option<usize>) -> Problem {
        let what = format!("longer than {} bytes", self.options.max_bytes);
        self.problem(record, &what, "split it, or leave it out")
    }

    fn unreadable(self, error: &std::io::Error) -> Problem {
        let what = format!("cannot be read: {error}");
        self.problem(None, &what, "check that the file is whole and may be read")
    }
}

/// SHA-256 in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests;
