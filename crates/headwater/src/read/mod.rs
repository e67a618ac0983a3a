//! Bytes to raw documents, one file per format. Bad input becomes a [`Problem`], its neighbours
//! are read all the same.
//!
//! The format is told by unmistakable first bytes, then by the file's name, then by what its text
//! looks like. Compression and archives are undone while they stream, also inside each other. At
//! most [`Options::max_bytes`] of one document are held in memory.

mod charset;
mod chunk;
mod feed;
mod format;
mod html;
mod http;
mod json;
mod mail;
mod mojibake;
mod plain;
mod record;
mod service;
mod table;
mod tape;
mod tar;
mod unpack;
mod warc;
mod xml;
mod zip;

use crate::model::{Hex, Markup, Problem, Raw, Stated};
use format::Format;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use tape::Tape;

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

/// Takes what is read, document by document; breaks when no more is wanted.
pub type Each<'a> = &'a mut dyn FnMut(Result<Raw, Problem>) -> ControlFlow<()>;

/// Reads every document of one input, named `path`, and hands each, or the problem in its place,
/// to `each`, in the order of the input, until that breaks.
pub fn read(path: &str, input: &mut dyn BufRead, options: Options, each: Each) -> ControlFlow<()> {
    let source = Source {
        path,
        options,
        depth: 0,
    };
    source.open(path, input, each)
}

/// Containers inside each other that are opened at most.
const DEPTH: usize = 6;

/// Bytes that a decompressed stream gives at a time.
const BUFFER: usize = 1 << 16;

/// The input being read.
#[derive(Clone, Copy)]
struct Source<'a> {
    path: &'a str,
    options: Options,
    /// Containers around it.
    depth: usize,
}

/// Hands on bytes as one document, by their number in the input and the encoding that was stated
/// beside them.
type ReadOne = fn(Source, Option<usize>, &[u8], Option<&str>, Each) -> ControlFlow<()>;

/// A member of an archive.
struct Member {
    path: String,
    options: Options,
    depth: usize,
}

impl Member {
    fn source(&self) -> Source<'_> {
        Source {
            path: &self.path,
            options: self.options,
            depth: self.depth,
        }
    }
}

impl Source<'_> {
    /// Reads all of `input`; `name` tells its format where its bytes do not.
    fn open(self, name: &str, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
        let start = match input.fill_buf() {
            Err(error) => return each(Err(self.unreadable(&error))),
            Ok([]) => return each(Err(self.problem(None, "the file is empty", "leave it out"))),
            Ok(start) => start,
        };
        if self.depth > DEPTH {
            let what = "archives are nested more than six deep";
            return each(Err(self.problem(None, what, "unpack it, or leave it out")));
        }
        let format = Format::of(name, start);
        let wide = matches!(start, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        let in_text = matches!(format, Format::JsonLines | Format::Json | Format::Table);
        if wide && in_text {
            let narrow = encoding_rs_io::DecodeReaderBytes::new(input);
            return self.dispatch(format, name, &mut BufReader::new(narrow), each);
        }
        self.dispatch(format, name, input, each)
    }

    fn dispatch(
        self,
        format: Format,
        name: &str,
        input: &mut dyn BufRead,
        each: Each,
    ) -> ControlFlow<()> {
        match format {
            Format::Plain => self.one(input, plain::text, each),
            Format::Html => self.one(input, html::page, each),
            Format::JsonLines => json::read_lines(self, input, each),
            Format::Json => json::read_values(self, input, each),
            Format::Table => table::read(self, input, each),
            Format::Warc => warc::read(self, &mut Tape::new(input), each),
            Format::Feed => feed::read(self, input, each),
            Format::Opml => feed::read_list(self, input, each),
            Format::Mail => mail::read(self, input, each),
            Format::Mbox => mail::read_box(self, input, each),
            Format::Zip => zip::read(self, input, is_wanted, each),
            Format::Wacz => zip::read(self, input, |name| name.starts_with("archive/"), each),
            Format::Tar => tar::read(self, input, is_wanted, each),
            Format::Gzip => self.unpacked(name, &mut unpack::Gunzip::new(input), each),
            Format::Zstd => self.unpacked(name, &mut unpack::Unzstd::new(input), each),
        }
    }

    /// Reads what came out of compression.
    fn unpacked(self, name: &str, content: &mut dyn Read, each: Each) -> ControlFlow<()> {
        let lower = name.to_ascii_lowercase();
        let tar = [".tgz", ".tzst"].iter().any(|end| lower.ends_with(end));
        let packed = [".gz", ".zst"].iter().any(|end| lower.ends_with(end));
        let name = match (tar, packed) {
            (true, _) => "a.tar",
            (_, true) => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
            _ => name,
        };
        let inner = Source {
            depth: self.depth + 1,
            ..self
        };
        inner.open(name, &mut BufReader::with_capacity(BUFFER, content), each)
    }

    /// A member of this archive.
    fn below(self, name: &str) -> Member {
        Member {
            path: format!("{}/{name}", self.path),
            options: self.options,
            depth: self.depth + 1,
        }
    }

    /// Reads an input that is one document of text.
    fn one(self, input: &mut dyn BufRead, reader: ReadOne, each: Each) -> ControlFlow<()> {
        match self.whole(input) {
            Ok(bytes) => reader(self, None, &bytes, None, each),
            Err(problem) => each(Err(problem)),
        }
    }

    /// The whole of an input that is one document of text, or the problem with it.
    fn whole(self, input: &mut dyn BufRead) -> Result<Vec<u8>, Problem> {
        let bytes = self.whole_of_any_kind(input)?;
        let remedy = "convert it to a format that is read, such as text or HTML, or leave it out";
        match plain::binary(&bytes) {
            Some(what) => Err(self.problem(None, what, remedy)),
            None => Ok(bytes),
        }
    }

    fn whole_of_any_kind(self, input: &mut dyn BufRead) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let limit = self.options.max_bytes as u64 + 1;
        match input.take(limit).read_to_end(&mut bytes) {
            Err(error) => Err(self.unreadable(&error)),
            Ok(_) if bytes.len() > self.options.max_bytes => Err(self.too_large(None)),
            Ok(_) if bytes.trim_ascii().is_empty() => {
                let what = "the file holds nothing but white space";
                Err(self.problem(None, what, "leave it out"))
            }
            Ok(_) => Ok(bytes),
        }
    }

    /// Decodes `bytes` and hands on a problem when the characters had to be guessed.
    fn decode<'b>(
        self,
        record: Option<usize>,
        bytes: &'b [u8],
        label: Option<&str>,
        each: Each,
    ) -> ControlFlow<(), Cow<'b, str>> {
        let decoded = charset::decode(bytes, label);
        if let Some(doubt) = decoded.doubt {
            let remedy = "convert it to UTF-8 if its words look wrong";
            each(Err(self.problem(record, &doubt, remedy)))?;
        }
        ControlFlow::Continue(decoded.text)
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

    /// Hands on a document, unless it is a page that must not be parsed.
    fn hand_on(self, raw: Raw, each: Each) -> ControlFlow<()> {
        each(match hostile(&raw) {
            Some(what) => Err(self.problem(raw.record, what, html::REMEDY)),
            None => Ok(raw),
        })
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
        self.broken(None, error)
    }

    fn broken(self, record: Option<usize>, error: &std::io::Error) -> Problem {
        let what = match error.kind() {
            std::io::ErrorKind::UnexpectedEof => "cannot be read: it is cut off".to_string(),
            _ => format!("cannot be read: {error}"),
        };
        self.problem(
            record,
            &what,
            "check that the file is whole and may be read",
        )
    }
}

/// Why a document that was not just read must not be cleaned: its page is nested too deep.
pub fn hostile(raw: &Raw) -> Option<&'static str> {
    let is_page = raw.markup == Markup::Html;
    is_page.then(|| html::hostile(&raw.text)).flatten()
}

/// Folders that browsers put beside a saved page, in the languages of browsers.
const PAGE_FOLDERS: &[&str] = &[
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_file",
    "_bestanden",
];

/// A member of an archive may be a document: it is not hidden, not what a system left, and not a
/// part of a saved page.
fn is_wanted(name: &str) -> bool {
    let mut parts = name.split('/').rev();
    let own = parts.next().unwrap_or_default();
    let hidden = |part: &str| part.starts_with('.') && !part.trim_matches('.').is_empty();
    let folder = |part: &str| part == "__MACOSX" || is_page_folder(part).is_some();
    !hidden(own) && !parts.any(|part| hidden(part) || folder(part))
}

/// The name of the saved page, without extension, that a folder of this name belongs to.
pub fn is_page_folder(name: &str) -> Option<&str> {
    PAGE_FOLDERS.iter().find_map(|end| name.strip_suffix(end))
}

/// The addresses of the feeds that a list of feeds (OPML) names, and whether `name` is one.
pub fn listed_feeds(name: &str, bytes: &[u8]) -> Vec<String> {
    match Format::of(name, bytes) {
        Format::Opml => feed::listed(&String::from_utf8_lossy(bytes)),
        _ => Vec::new(),
    }
}

/// SHA-256 in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    Hex(&Sha256::digest(bytes)).to_string()
}

#[cfg(test)]
mod tests;
