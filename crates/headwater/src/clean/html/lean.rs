//! A page without what nobody sees of it: scripts, styles, drawings and remarks, which are most of
//! its bytes and would be parsed to be thrown away. Their tags stay, so that the tree around them is
//! the same.

use memchr::{memchr, memchr3, memmem};
use std::borrow::Cow;

/// Elements whose content is dropped, and whether they hold elements.
const UNSEEN: &[(&str, bool)] = &[
    ("script", false),
    ("style", false),
    ("noscript", false),
    ("iframe", false),
    ("svg", true),
];

/// Elements whose content is text and no markup, and is seen.
const TEXT: &[&str] = &[
    "textarea",
    "title",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
];

/// Bytes below which nothing is worth dropping.
const SMALL: usize = 64;

/// The page with the content of unseen elements left out; data about the page (JSON-LD) stays.
pub(super) fn lean(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut out = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(tag) = memchr(b'<', &bytes[at..]) {
        let start = at + tag;
        let end = match what(page, start) {
            What::Text => start + 1..start + 1,
            What::Remark(end) => start..end,
            What::Tag(end) => end..end,
            What::Holds(inner) => inner,
        };
        if end.len() > SMALL {
            out.push_str(&page[kept..end.start]);
            kept = end.end;
        }
        at = end.end;
    }
    if kept == 0 {
        return Cow::Borrowed(page);
    }
    out.push_str(&page[kept..]);
    Cow::Owned(out)
}

/// What begins at a '<'.
enum What {
    /// Nothing.
    Text,
    /// A remark up to there.
    Remark(usize),
    /// A tag up to there, or an element of text.
    Tag(usize),
    /// An unseen element with this content.
    Holds(std::ops::Range<usize>),
}

fn what(page: &str, start: usize) -> What {
    let rest = &page.as_bytes()[start + 1..];
    if rest.starts_with(b"!--") {
        // A short one ends in ways of its own.
        let end = memmem::find(&rest[3..], b"-->");
        return match end.filter(|&end| end > 0 && !rest[3..].starts_with(b">")) {
            Some(end) => What::Remark(start + 1 + 3 + end + 3),
            None => What::Text,
        };
    }
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return What::Text;
    }
    let Some(end) = tag_end(rest).map(|len| start + 1 + len) else {
        return What::Text;
    };
    let tag = &page[start + 1..end];
    if let Some(name) = TEXT.iter().find(|name| is(tag, name)) {
        return What::Tag(close(page, end, name).unwrap_or(page.len()));
    }
    let Some(&(name, nests)) = UNSEEN.iter().find(|(name, _)| is(tag, name)) else {
        return What::Tag(end);
    };
    let Some(close) = close(page, end, name) else {
        return What::Tag(end);
    };
    let inner = &page[end..close];
    let data = name == "script" && tag.contains("ld+json");
    // A drawing in a drawing, or a script that writes scripts, ends elsewhere.
    let odd = match nests {
        true => tag.ends_with("/>") || find(inner, name, "<").is_some(),
        false => inner.contains("<!--"),
    };
    match data || odd {
        true => What::Tag(if nests { end } else { close }),
        false => What::Holds(end..close),
    }
}

/// The tag's name is this one.
fn is(tag: &str, name: &str) -> bool {
    let head = tag.as_bytes().get(..name.len());
    let after = tag.as_bytes().get(name.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
        && after.is_some_and(|b| matches!(b, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c))
}

/// Length of a tag with its '>', quoted values put aside; `None` when it never ends.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr3(b'>', b'"', b'\'', &tag[at..])?;
        let byte = tag[at];
        if byte == b'>' {
            return Some(at + 1);
        }
        let before = tag[..at].trim_ascii_end();
        at += 1;
        if before.ends_with(b"=") {
            at += memchr(byte, &tag[at..])? + 1;
        }
    }
}

/// Where the end tag of the element begins.
fn close(page: &str, from: usize, name: &str) -> Option<usize> {
    find(&page[from..], name, "</").map(|at| from + at)
}

/// The first tag of that name after `mark`.
fn find(text: &str, name: &str, mark: &str) -> Option<usize> {
    let mut found = memmem::find_iter(text.as_bytes(), mark.as_bytes());
    found.find(|at| is(&text[at + mark.len()..], name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::html::page::render;
    use scraper::Html;

    const LONG: &str =
        "var a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx';";

    #[test]
    fn what_is_seen_stays() {
        let cases = [
            format!("<p>One<script>{LONG}</script>two"),
            format!("<p>One<STYLE>{LONG}</Style >two"),
            format!("<p>One<!-- {LONG} --><!-->two<!--->three"),
            format!(
                "<p title=\"<script>\">One</p><p title='>{LONG}'>two<svg><path d='{LONG}'></svg>"
            ),
            format!("<title><script>{LONG}</title><p>One<textarea><style></textarea>two</style>"),
            format!("<p>One<script><!-- <script>{LONG}</script> --></script>two"),
            format!("<p>One<svg>{LONG}<svg></svg>{LONG}</svg>two"),
            format!("<p>One<svg/><p>two{LONG}</svg>"),
            format!("<p>One<script>{LONG}"),
            format!("<p>One<p a=\"{LONG}"),
            format!("a < b <3 </x><p>{LONG}"),
        ];
        for case in cases {
            let whole = render(&Html::parse_document(&case)).text;
            let short = lean(&case);
            assert_eq!(render(&Html::parse_document(&short)).text, whole, "{case}");
        }
    }

    #[test]
    fn what_nobody_sees_goes() {
        let page = format!(
            "<script>{LONG}</script><!--{LONG}--><script type=application/ld+json>{{}} {LONG}</script>"
        );
        let expected =
            format!("<script></script><script type=application/ld+json>{{}} {LONG}</script>");
        assert_eq!(lean(&page), expected);
        assert!(matches!(lean("<p>One"), Cow::Borrowed(_)));
    }
}
