//! HTML pages: one file is one document.

use super::{Each, Source};
use crate::model::Markup;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Open elements beyond which a page is refused: parsing takes time in proportion to them for
/// every tag.
const MAX_DEPTH: usize = 512;

/// What to do about a hostile page.
pub(super) const REMEDY: &str = "save the page again from a browser, or leave it out";

/// Bytes in which a page must declare its encoding (HTML standard: 1024).
const DECLARATION: usize = 4096;

/// Hands on `bytes` as a page; `label` is the encoding that was stated beside it, which wins over
/// the one it states itself.
pub(super) fn page(
    source: Source,
    record: Option<usize>,
    bytes: &[u8],
    label: Option<&str>,
    each: Each,
) -> ControlFlow<()> {
    let own = || declared_charset(&bytes[..bytes.len().min(DECLARATION)]);
    let label = label.map(str::to_string).or_else(own);
    let text = source.decode(record, bytes, label.as_deref(), each)?;
    source.hand_on(
        source.raw(record, bytes, Markup::Html, text.into_owned()),
        each,
    )
}

/// The first bytes, white space put aside, are those of a page.
pub(super) fn is_page(start: &[u8]) -> bool {
    let start: Vec<u8> = start
        .iter()
        .take(1024)
        .map(u8::to_ascii_lowercase)
        .collect();
    let begins = |with: &[u8]| start.starts_with(with);
    begins(b"<!doctype html")
        || begins(b"<html")
        || begins(b"<head")
        || begins(b"<body")
        || (begins(b"<!--") || begins(b"<?xml")) && memchr::memmem::find(&start, b"<html").is_some()
}

/// Text that is part of a page: it begins with a tag and has end tags.
pub(super) fn is_fragment(text: &str) -> bool {
    let text = text.trim_start();
    let tag = text.strip_prefix('<').unwrap_or_default();
    tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
        && (text.contains("</") || text.contains("/>"))
}

/// The words of a title that is written as a page has it: entities and tags are read.
pub(super) fn words(title: &str) -> String {
    match hostile(title) {
        Some(_) => title.into(),
        None => scraper::Html::parse_fragment(title)
            .root_element()
            .text()
            .collect(),
    }
}

/// The encoding label of `<meta charset=…>` or of `<meta … content="text/html; charset=…">`.
fn declared_charset(start: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let at = start.find("charset")? + "charset".len();
    let value = start[at..].trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'));
    Some(value[..end.unwrap_or(value.len())].to_string())
}

/// Names why a page must not be parsed.
pub(super) fn hostile(page: &str) -> Option<&'static str> {
    (depth(page.as_bytes()) > MAX_DEPTH).then_some("elements are nested more than 512 deep")
}

/// A tag's name in lower case, cut at eight bytes, as one number.
type Name = u64;

const fn name_of(text: &str) -> Name {
    let (mut name, mut at) = ([0; 8], 0);
    while at < text.len() && at < 8 {
        name[at] = text.as_bytes()[at];
        at += 1;
    }
    u64::from_le_bytes(name)
}

/// Elements that hold text only, up to their end tag.
const RAW: [Name; 8] = [
    name_of("script"),
    name_of("style"),
    name_of("textarea"),
    name_of("title"),
    name_of("xmp"),
    name_of("iframe"),
    name_of("noembed"),
    name_of("noframes"),
];

/// Elements that another of the same kind closes, or that hold nothing.
const FLAT: [Name; 30] = [
    name_of("p"),
    name_of("li"),
    name_of("img"),
    name_of("br"),
    name_of("link"),
    name_of("meta"),
    name_of("input"),
    name_of("path"),
    name_of("td"),
    name_of("tr"),
    name_of("dt"),
    name_of("dd"),
    name_of("th"),
    name_of("option"),
    name_of("optgroup"),
    name_of("tbody"),
    name_of("thead"),
    name_of("tfoot"),
    name_of("area"),
    name_of("base"),
    name_of("col"),
    name_of("embed"),
    name_of("hr"),
    name_of("param"),
    name_of("source"),
    name_of("track"),
    name_of("wbr"),
    name_of("use"),
    name_of("circle"),
    name_of("rect"),
];

/// The most elements open at once, end tags of other elements put aside. Linear in the page.
fn depth(page: &[u8]) -> usize {
    let mut open: BTreeMap<Name, usize> = BTreeMap::new();
    let (mut now, mut most, mut at) = (0, 0, 0);
    while let Some(tag) = memchr::memchr(b'<', &page[at..]) {
        at += tag + 1;
        let rest = &page[at..];
        if rest.starts_with(b"!--") {
            at += memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
            continue;
        }
        let closing = rest.first() == Some(&b'/');
        let name = name(&rest[usize::from(closing)..]);
        if name == 0 || FLAT.contains(&name) {
            continue;
        }
        if closing {
            let count = open.entry(name).or_default();
            now -= usize::from(*count > 0);
            *count = count.saturating_sub(1);
            continue;
        }
        at += tag_len(rest);
        if page[..at].ends_with(b"/>") {
            continue;
        }
        if RAW.contains(&name) {
            at += raw_len(&page[at..], &name);
            continue;
        }
        *open.entry(name).or_default() += 1;
        now += 1;
        most = most.max(now);
    }
    most
}

fn name(rest: &[u8]) -> Name {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let letters = rest.iter().take(8).take_while(is_part);
    letters.zip((0..).step_by(8)).fold(0, |name, (byte, bits)| {
        name | u64::from(byte.to_ascii_lowercase()) << bits
    })
}

/// Length up to and with the '>' that ends a tag, quoted attribute values put aside.
fn tag_len(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(mark) = memchr::memchr3(b'>', b'"', b'\'', &rest[at..]) {
        let (byte, mark) = (rest[at + mark], at + mark);
        at = mark + 1;
        if byte == b'>' {
            return at;
        }
        if mark > 0 && rest[mark - 1] == b'=' {
            let close = memchr::memchr(byte, &rest[at..]);
            at += close.map_or(rest.len() - at, |close| close + 1);
        }
    }
    rest.len()
}

/// Length of raw text up to its end tag.
fn raw_len(rest: &[u8], name: &Name) -> usize {
    let mut tags = memchr::memmem::find_iter(rest, b"</");
    tags.find(|at| self::name(&rest[at + 2..]) == *name)
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_depth() {
        let cases: &[(&str, usize)] = &[
            ("<div><p>a<p>b<br></div><div></div>", 1),
            ("<div></span><div></span></div></div>", 2),
            ("<script>'<div><div><div>'</script><b>x</b>", 1),
            ("<!-- <i><i> --><i title='<b><b>'>x</i>", 1),
            ("<DIV><Div/><em></EM></div>", 2),
            ("a < b <", 0),
        ];
        for (page, most) in cases {
            assert_eq!(depth(page.as_bytes()), *most, "{page}");
        }
        assert!(hostile(&"<div>".repeat(100_000)).is_some());
        assert!(hostile(&"<div></div>".repeat(100_000)).is_none());
    }

    #[test]
    fn finds_the_declared_charset() {
        let cases: &[(&str, Option<&str>)] = &[
            ("<meta charset=\"ISO-8859-1\">", Some("iso-8859-1")),
            (
                "<meta content='text/html; charset = koi8-r'>",
                Some("koi8-r"),
            ),
            ("<meta name=charset>", None),
            ("<p>", None),
        ];
        for (page, label) in cases {
            assert_eq!(
                declared_charset(page.as_bytes()).as_deref(),
                *label,
                "{page}"
            );
        }
    }
}
