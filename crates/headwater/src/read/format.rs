//! Which format an input is in: its first bytes where they are unmistakable, then its name, then
//! what its text looks like.

use super::{chunk, html, record};

/// A container or form of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Html,
    /// One JSON value a line.
    JsonLines,
    /// JSON values one after another, in an array, or in a list inside an object.
    Json,
    /// Rows with a header.
    Table,
    Warc,
    /// RSS or Atom.
    Feed,
    Opml,
    /// One e-mail or MHTML page.
    Mail,
    Mbox,
    Zip,
    /// A zip archive of WARC files.
    Wacz,
    Tar,
    Gzip,
    Zstd,
}

/// Extensions of names, in lower case.
const NAMES: &[(&str, Format)] = &[
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("jl", Format::JsonLines),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("csv", Format::Table),
    ("tsv", Format::Table),
    ("tab", Format::Table),
    ("warc", Format::Warc),
    ("wet", Format::Warc),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("opml", Format::Opml),
    ("eml", Format::Mail),
    ("mht", Format::Mail),
    ("mhtml", Format::Mail),
    ("mbox", Format::Mbox),
    ("mbx", Format::Mbox),
    ("tar", Format::Tar),
];

impl Format {
    /// The format of an input by its name and first bytes.
    pub fn of(name: &str, start: &[u8]) -> Format {
        let named = Format::of_name(name);
        let magic = Format::of_magic(start, name);
        let found = magic.or(named).unwrap_or_else(|| Format::of_text(start));
        match found {
            Format::JsonLines if is_list(start) => Format::Json,
            found => found,
        }
    }

    fn of_name(name: &str) -> Option<Format> {
        let (_, extension) = name.rsplit_once('.')?;
        let extension = extension.to_ascii_lowercase();
        let row = NAMES.iter().find(|(known, _)| *known == extension)?;
        Some(row.1)
    }

    /// First bytes that say more than a name.
    fn of_magic(start: &[u8], name: &str) -> Option<Format> {
        let wacz = || name.to_ascii_lowercase().ends_with(".wacz");
        match start {
            [0x1f, 0x8b, ..] => Some(Format::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Some(Format::Zstd)
            }
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] if wacz() => Some(Format::Wacz),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Format::Zip),
            _ if start.starts_with(b"WARC/") => Some(Format::Warc),
            _ if start.get(257..262) == Some(b"ustar") => Some(Format::Tar),
            _ => None,
        }
    }

    /// Looks at the first bytes of a file whose name does not tell.
    fn of_text(start: &[u8]) -> Format {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        let start = start.trim_ascii_start();
        let after = |n: usize| start[n..].trim_ascii_start().first().copied();
        match start.first() {
            Some(b'{') if matches!(after(1), Some(b'"' | b'}')) => of_object(start),
            Some(b'[') if matches!(after(1), Some(b'{')) => Format::Json,
            Some(b'<') if html::is_page(start) => Format::Html,
            Some(b'<') => of_markup(start).unwrap_or(Format::Plain),
            _ => of_mail(start).unwrap_or(Format::Plain),
        }
    }
}

/// JSON Lines when the first line is a whole object.
fn of_object(start: &[u8]) -> Format {
    let line = start.split(|&b| b == b'\n').next().unwrap_or(start);
    let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
    let cut = line.len() == start.len();
    match whole || cut {
        true => Format::JsonLines,
        false => Format::Json,
    }
}

/// The first line is the answer of a service, with a list of records in it. Text beside a list
/// makes a record of the line.
fn is_list(start: &[u8]) -> bool {
    let line = start.split(|&b| b == b'\n').next().unwrap_or(start);
    let fields = || serde_json::from_slice::<serde_json::Map<_, serde_json::Value>>(line);
    let record = || fields().is_ok_and(|fields| fields.keys().any(|name| record::holds_text(name)));
    chunk::begins_with_list(line) && !record()
}

/// Feeds and lists of feeds by their root element.
fn of_markup(start: &[u8]) -> Option<Format> {
    const ROOTS: &[(&str, Format)] = &[
        ("<rss", Format::Feed),
        ("<feed", Format::Feed),
        ("<rdf:RDF", Format::Feed),
        ("<opml", Format::Opml),
    ];
    let head = &start[..start.len().min(2048)];
    let at = |root: &str| memchr::memmem::find(head, root.as_bytes());
    let first = ROOTS.iter().filter_map(|(root, f)| Some((at(root)?, *f)));
    let (_, format) = first.min_by_key(|(at, _)| *at)?;
    Some(format)
}

/// Mail by its first two lines: the separator of a mailbox, or header fields.
fn of_mail(start: &[u8]) -> Option<Format> {
    let mut lines = start.split(|&b| b == b'\n');
    let (first, second) = (lines.next()?, lines.next()?);
    match first.starts_with(b"From ") && is_field(second) {
        true => Some(Format::Mbox),
        false => (is_field(second) && is_mail_field(first)).then_some(Format::Mail),
    }
}

/// 'Name: value', or the continuation of one.
fn is_field(line: &[u8]) -> bool {
    let name = line.iter().position(|&b| b == b':');
    let word = |n: usize| (line[..n].iter()).all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    line.starts_with(b"\t") || name.is_some_and(|n| n > 1 && word(n))
}

/// A header field that mail begins with and articles do not.
fn is_mail_field(line: &[u8]) -> bool {
    const FIELDS: &[&str] = &[
        "return-path:",
        "received:",
        "delivered-to:",
        "mime-version:",
        "message-id:",
    ];
    let line = line.to_ascii_lowercase();
    FIELDS.iter().any(|f| line.starts_with(f.as_bytes()))
}
