//! Text with places marked: nested elements over spans that may cross, everything escaped.

use crate::model::Span;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Elements inside each other at most; deeper marks are left out, their anchors stay.
const DEPTH: usize = 12;

/// A place to mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where in the text.
    pub span: Span,
    /// Classes of the element, for colour and sign.
    pub class: String,
    /// Anchor that links point to.
    pub id: Option<String>,
    /// Words for who hovers or listens.
    pub title: Option<String>,
}

/// The words of `text` in `whole` as HTML, marks cut to it. A mark that crosses another is split where they cross;
/// its first part keeps the anchor.
pub fn mark(text: &str, whole: Span, marks: &[Mark]) -> String {
    let mut waiting: BTreeMap<(usize, std::cmp::Reverse<usize>, usize), bool> = BTreeMap::new();
    for (n, mark) in marks.iter().enumerate() {
        let (start, end) = (
            mark.span.start.max(whole.start),
            mark.span.end.min(whole.end),
        );
        if text.get(start..end).is_some() {
            waiting.insert((start, std::cmp::Reverse(end), n), true);
        }
    }
    let mut out = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = whole.start;
    while let Some(((start, std::cmp::Reverse(end), n), first)) = waiting.pop_first() {
        while let Some(close) = open.pop_if(|end| *end <= start) {
            escape_into(&mut out, text, &mut at, close);
            out.push_str("</span>");
        }
        escape_into(&mut out, text, &mut at, start);
        let mark = &marks[n];
        let id = mark.id.as_deref().filter(|_| first);
        if start == end && !mark.class.is_empty() {
            begin(&mut out, mark, id);
            out.push_str("</span>");
            continue;
        }
        if start == end || open.len() >= DEPTH {
            anchor(&mut out, id);
            continue;
        }
        let end = match open.last() {
            Some(&outer) if outer < end => {
                waiting.insert((outer, std::cmp::Reverse(end), n), false);
                outer
            }
            _ => end,
        };
        begin(&mut out, mark, id);
        open.push(end);
    }
    while let Some(close) = open.pop() {
        escape_into(&mut out, text, &mut at, close);
        out.push_str("</span>");
    }
    escape_into(&mut out, text, &mut at, whole.end);
    out
}

fn escape_into(out: &mut String, text: &str, at: &mut usize, to: usize) {
    if let Some(words) = text.get(*at..to) {
        out.push_str(&escape(words));
        *at = to;
    }
}

fn anchor(out: &mut String, id: Option<&str>) {
    if let Some(id) = id {
        let _ = write!(out, "<span id=\"{}\"></span>", escape(id));
    }
}

fn begin(out: &mut String, mark: &Mark, id: Option<&str>) {
    out.push_str("<span");
    let title = mark.title.as_deref();
    for (name, value) in [
        ("id", id),
        ("class", Some(mark.class.as_str())),
        ("title", title),
    ] {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            let _ = write!(out, " {name}=\"{}\"", escape(value));
        }
    }
    out.push('>');
}

/// Text for element content and quoted attributes. Control characters that HTML forbids become
/// the replacement character.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\r' => out.push(letter),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(spans: &[(usize, usize)]) -> Vec<Mark> {
        let mark = |(n, (start, end)): (usize, &(usize, usize))| Mark {
            span: Span::new(*start, *end),
            class: format!("c{n}"),
            id: Some(format!("i{n}")),
            title: None,
        };
        spans.iter().enumerate().map(mark).collect()
    }

    fn shown(text: &str, spans: &[(usize, usize)]) -> String {
        mark(text, Span::new(0, text.len()), &marks(spans))
    }

    #[test]
    fn marks_nest() {
        assert_eq!(
            shown("abcdef", &[(2, 3), (1, 4)]),
            "a<span id=\"i1\" class=\"c1\">b<span id=\"i0\" class=\"c0\">c</span>d</span>ef"
        );
    }

    #[test]
    fn crossing_marks_are_split_and_keep_one_anchor() {
        assert_eq!(
            shown("abcdef", &[(1, 4), (2, 6)]),
            "a<span id=\"i0\" class=\"c0\">b<span id=\"i1\" class=\"c1\">cd</span></span>\
             <span class=\"c1\">ef</span>"
        );
    }

    #[test]
    fn empty_and_broken_places_do_no_harm() {
        assert_eq!(
            shown("aé", &[(1, 1), (2, 3), (7, 9)]),
            "a<span id=\"i0\" class=\"c0\"></span>é"
        );
    }

    #[test]
    fn words_of_documents_are_never_markup() {
        let hostile = "<img src=x onerror=\"alert('1')\">&\u{0}";
        assert_eq!(
            shown(hostile, &[]),
            "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;\u{fffd}"
        );
    }
}
