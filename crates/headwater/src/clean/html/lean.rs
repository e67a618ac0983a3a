//! A page without what nobody sees of it: scripts, styles, drawings, remarks and attributes that
//! nobody reads, which are most of its bytes and would be parsed to be thrown away. The tags stay,
//! so that the tree around them is the same.

use super::parse::attribute;
use memchr::{memchr, memchr3, memmem};
use std::borrow::Cow;
use std::ops::Range;

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

/// The same for an attribute.
const SMALL_ATTRIBUTE: usize = 16;

/// The page with the content of unseen elements left out; data about the page (JSON-LD) stays.
pub(super) fn lean(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut out = Kept {
        page,
        text: String::new(),
        from: 0,
    };
    let mut at = 0;
    while let Some(tag) = memchr(b'<', &bytes[at..]) {
        let start = at + tag;
        let end = match what(page, start, &mut out) {
            What::Text => start + 1..start + 1,
            What::Open => break,
            What::Remark(end) => start..end,
            What::Tag(end) => end..end,
            What::Holds(inner) => inner,
        };
        if end.len() > SMALL {
            out.drop(end.clone());
        }
        at = end.end;
    }
    if out.from == 0 {
        return Cow::Borrowed(page);
    }
    out.text.push_str(&page[out.from..]);
    Cow::Owned(out.text)
}

/// What is kept of a page.
struct Kept<'a> {
    page: &'a str,
    text: String,
    /// All before it is kept or dropped already.
    from: usize,
}

impl Kept<'_> {
    fn drop(&mut self, range: Range<usize>) {
        self.text.push_str(&self.page[self.from..range.start]);
        self.from = range.end;
    }
}

/// What begins at a '<'.
enum What {
    /// Nothing.
    Text,
    /// What never ends: nothing behind it is worth a look, else a page of such would take time in
    /// proportion to its square.
    Open,
    /// A remark up to there.
    Remark(usize),
    /// A tag up to there, or an element of text.
    Tag(usize),
    /// An unseen element with this content.
    Holds(Range<usize>),
}

fn what(page: &str, start: usize, out: &mut Kept) -> What {
    let rest = &page.as_bytes()[start + 1..];
    if rest.starts_with(b"!--") {
        // A short one ends in ways of its own.
        return match memmem::find(&rest[3..], b"-->") {
            None => What::Open,
            Some(end) if end > 0 && !rest[3..].starts_with(b">") => {
                What::Remark(start + 1 + 3 + end + 3)
            }
            Some(_) => What::Text,
        };
    }
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return What::Text;
    }
    let Some(end) = tag_end(rest).map(|len| start + 1 + len) else {
        return What::Open;
    };
    drop_attributes(page, start + 1..end, out);
    let tag = &page[start + 1..end];
    if let Some(name) = TEXT.iter().find(|name| is(tag, name)) {
        return What::Tag(close(page, end, name).unwrap_or(page.len()));
    }
    let Some(&(name, nests)) = UNSEEN.iter().find(|(name, _)| is(tag, name)) else {
        return What::Tag(end);
    };
    if nests && tag.ends_with("/>") {
        return What::Tag(end);
    }
    let Some(close) = close(page, end, name) else {
        return What::Open;
    };
    let inner = &page[end..close];
    let data = name == "script" && tag.contains("ld+json");
    // A drawing in a drawing, or a script that writes scripts, ends elsewhere.
    let odd = match nests {
        true => find(inner, name, "<").is_some(),
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
    while let Some(value) = next_value(tag, at)? {
        at = value.end + 1;
    }
    Some(at + memchr(b'>', &tag[at..])? + 1)
}

/// The next quoted value of a tag, without its marks, before the tag ends; `None` when it never
/// ends.
fn next_value(tag: &[u8], mut at: usize) -> Option<Option<Range<usize>>> {
    loop {
        at += memchr3(b'>', b'"', b'\'', &tag[at..])?;
        let byte = tag[at];
        if byte == b'>' {
            return Some(None);
        }
        let before = tag[..at].trim_ascii_end();
        at += 1;
        if before.ends_with(b"=") {
            return Some(Some(at..at + memchr(byte, &tag[at..])?));
        }
    }
}

/// Drops long attributes that nobody reads.
fn drop_attributes(page: &str, tag: Range<usize>, out: &mut Kept) {
    let bytes = &page.as_bytes()[tag.clone()];
    let mut at = 0;
    if bytes.len() <= SMALL_ATTRIBUTE {
        return;
    }
    while let Some(Some(value)) = next_value(bytes, at) {
        if let Some(name) = unread(bytes, at..value.start - 1)
            && value.end - name > SMALL_ATTRIBUTE
        {
            out.drop(tag.start + name..tag.start + value.end + 1);
        }
        at = value.end + 1;
    }
}

/// Where the name begins that the text before a value ends in, when nobody reads it.
fn unread(tag: &[u8], before: Range<usize>) -> Option<usize> {
    let before_mark = tag[before.clone()].trim_ascii_end().strip_suffix(b"=")?;
    let head = before_mark.trim_ascii_end();
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_' | b':');
    let len = head.iter().rev().take_while(|byte| is_part(byte)).count();
    let (head, name) = head.split_at(head.len() - len);
    // What else a name may be glued to is best left as it is.
    let apart = head.last().is_some_and(u8::is_ascii_whitespace);
    (apart && !name.is_empty() && attribute(name).is_none()).then_some(before.start + head.len())
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

    const LONG: &str =
        "var a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx';";

    /// Each of these took time in proportion to the square of its length.
    #[test]
    fn what_never_ends_is_looked_at_once() {
        for piece in [
            "<!--", "<a ", "<a b=\"", "<p a=", "<script>", "<iframe>", "<svg/>",
        ] {
            let page = piece.repeat(300_000);
            assert_eq!(lean(&page), page, "{piece}");
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
