//! WARC 1.0 and 1.1: pages of a crawl, one record after another. Lengths are believed only when a
//! record follows; otherwise the next record is searched for.

use super::tape::Tape;
use super::{Each, Source, html, http, plain};
use crate::model::{Markup, Problem, Raw};
use std::ops::ControlFlow;

/// Bytes of a record's own header.
const HEAD: usize = 64 << 10;
/// How records begin.
const BOUNDARY: &[u8] = b"WARC/1.";
/// Errors of the stream without a record between them after which it is given up.
const PATIENCE: usize = 16;

/// Reads every page; requests, pictures, answers that are no page and such are passed over.
pub(super) fn read(source: Source, tape: &mut Tape, each: Each) -> ControlFlow<()> {
    let (mut number, mut errors, mut pages) = (0, 0, 0);
    loop {
        while matches!(tape.peek(1), [b'\r' | b'\n', ..]) {
            tape.advance(1);
        }
        let done = tape.peek(1).is_empty();
        if done && let Some(error) = tape.error() {
            errors += 1;
            if errors == 1 {
                each(Err(source.broken(Some(number + 1), &error)))?;
            }
            if errors <= PATIENCE {
                continue;
            }
        }
        if done {
            break;
        }
        number += 1;
        let found = record(source, number, tape);
        errors = if found.broken { errors + 1 } else { 0 };
        for item in found.items {
            pages += 1;
            each(item)?;
        }
    }
    if pages == 0 {
        let remedy = "give an archive with HTML pages, or leave it out";
        each(Err(source.problem(None, "holds no page", remedy)))?;
    }
    ControlFlow::Continue(())
}

/// What a record gives.
#[derive(Default)]
struct Found {
    items: Vec<Result<Raw, Problem>>,
    /// The stream failed inside it.
    broken: bool,
}

/// Reads the record that begins here and uses it up.
fn record(source: Source, number: usize, tape: &mut Tape) -> Found {
    let mut found = Found::default();
    let mut tell = |what: &str| {
        let remedy = "fetch the archive again if the page matters";
        let problem = source.problem(Some(number), what, remedy);
        found.items.push(Err(problem));
    };
    let body = match extent(tape, source.options.max_bytes) {
        Extent::Sure(body) => body,
        Extent::Searched(body) => {
            tell("its stated length is wrong; read up to the next record");
            body
        }
        Extent::TooLong => {
            found.items.push(Err(source.too_large(Some(number))));
            next_record(tape);
            return found;
        }
        Extent::NoHead => {
            tell("no WARC record begins where one should");
            next_record(tape);
            return found;
        }
        Extent::CutOff => {
            let error = tape.error();
            found.broken = error.is_some();
            found.items.push(Err(match error {
                Some(error) => source.broken(Some(number), &error),
                None => source.problem(
                    Some(number),
                    "the archive ends inside this record",
                    "fetch the archive again, or leave it out",
                ),
            }));
            tape.clear();
            return found;
        }
    };
    let view = tape.peek(body.end);
    let fields = Fields::new(&view[..body.start]);
    let mut each = |item| {
        found.items.push(item);
        ControlFlow::Continue(())
    };
    // Nothing here asks to stop; the caller does that.
    let _ = page(source, number, &fields, &view[body.clone()], &mut each);
    tape.advance(body.end);
    found
}

/// Where a record's content lies, counted from the record's start.
enum Extent {
    Sure(std::ops::Range<usize>),
    Searched(std::ops::Range<usize>),
    TooLong,
    NoHead,
    CutOff,
}

fn extent(tape: &mut Tape, limit: usize) -> Extent {
    let Some(head) = head(tape) else {
        return match tape.peek(HEAD).len() < HEAD && tape.peek(5).starts_with(b"WARC/") {
            true if memchr::memmem::find(&tape.peek(HEAD)[1..], BOUNDARY).is_none() => {
                Extent::CutOff
            }
            _ => Extent::NoHead,
        };
    };
    let stated = Fields::new(&tape.peek(head)[..head]).length();
    let stated = stated.filter(|&n| n <= limit).map(|n| head + n);
    if let Some(end) = stated {
        let view = tape.peek(end + 16);
        if view.get(end..).is_some_and(follows) {
            return Extent::Sure(head..end);
        }
    }
    let view = tape.peek(head + limit);
    match memchr::memmem::find(&view[head..], BOUNDARY) {
        Some(at) => Extent::Searched(head..content_end(view, head, head + at)),
        None => match stated.filter(|&end| end <= view.len()) {
            // What is damaged comes after it.
            Some(end) => Extent::Sure(head..end),
            None if view.len() < head + limit => Extent::CutOff,
            None => Extent::TooLong,
        },
    }
}

/// Another record or the end of the file comes after a record's content.
fn follows(rest: &[u8]) -> bool {
    let breaks = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    let rest = &rest[breaks.count()..];
    rest.starts_with(&b"WARC/"[..rest.len().min(5)])
}

/// The end of content before a boundary, without the line breaks between.
fn content_end(view: &[u8], head: usize, boundary: usize) -> usize {
    let content = &view[head..boundary];
    let breaks = content.iter().rev().take(4);
    let breaks = breaks.take_while(|b| matches!(b, b'\r' | b'\n')).count();
    boundary - breaks
}

/// Length of a record's header with the empty line that ends it.
fn head(tape: &mut Tape) -> Option<usize> {
    if !tape.peek(7).starts_with(b"WARC/1.") {
        return None;
    }
    let end = |view: &[u8]| http::head_len(&view[..view.len().min(HEAD)]);
    end(tape.peek(1 << 10)).or_else(|| end(tape.peek(HEAD)))
}

/// Goes to the start of the next record.
fn next_record(tape: &mut Tape) {
    tape.advance(1);
    tape.skip_to(BOUNDARY);
}

/// Fields of a record's header.
struct Fields<'a>(http::Fields<'a>);

impl<'a> Fields<'a> {
    fn new(head: &'a [u8]) -> Self {
        Fields(http::Fields::new(head))
    }

    fn length(&self) -> Option<usize> {
        self.0.get("content-length")?.parse().ok()
    }
}

/// Hands on the page in a record, if it is one.
fn page(
    source: Source,
    number: usize,
    fields: &Fields,
    content: &[u8],
    each: Each,
) -> ControlFlow<()> {
    let fields = &fields.0;
    let media = fields.get("content-type").unwrap_or_default();
    let url = fields.get("warc-target-uri").unwrap_or_default();
    let answer = match fields.get("warc-type") {
        Some("response") => match http::Answer::new(content, source.options.max_bytes) {
            Some(answer) => answer,
            None => return ControlFlow::Continue(()),
        },
        Some("resource" | "conversion") => http::Answer::stored(media, content),
        _ => return ControlFlow::Continue(()),
    };
    let markup = match answer.media.as_str() {
        "text/html" | "application/xhtml+xml" => Markup::Html,
        "text/plain" if !url.ends_with("/robots.txt") => Markup::Plain,
        _ => return ControlFlow::Continue(()),
    };
    let mut stated = |item: Result<Raw, Problem>| {
        each(item.map(|mut raw| {
            let url = url.trim_matches(['<', '>']);
            raw.stated.url = (!url.is_empty()).then(|| url.to_string());
            if let Some(date) = fields.get("warc-date") {
                raw.stated.extra.insert("crawled".into(), date.into());
            }
            raw
        }))
    };
    let label = answer.charset.as_deref();
    if answer.bytes.len() > source.options.max_bytes {
        return each(Err(source.too_large(Some(number))));
    }
    match markup {
        Markup::Html => html::page(source, Some(number), &answer.bytes, label, &mut stated),
        _ => plain::text(source, Some(number), &answer.bytes, label, &mut stated),
    }
}
