//! Elements of small XML documents, as far as they can be read.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// One element with what stands in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Names from below the outermost element down to this one, with `/` between.
    pub path: String,
    attributes: Vec<(String, String)>,
    /// Its own text, entities resolved.
    pub text: String,
    /// Everything between its tags as written.
    pub inner: String,
    /// It holds other elements.
    pub nested: bool,
}

impl Element {
    fn new(parent: Option<&Element>, tag: &BytesStart) -> Self {
        let name = tag.name().as_ref().to_string();
        let path = match parent {
            None => String::new(),
            Some(parent) if parent.path.is_empty() => name,
            Some(parent) => format!("{}/{name}", parent.path),
        };
        let mut attributes = tag.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let pair = |a: quick_xml::events::attributes::Attribute| {
            let value = quick_xml::escape::unescape(&a.value).map(|v| v.into_owned());
            let name = a.key.as_ref().to_string();
            (name, value.unwrap_or_else(|_| a.value.to_string()))
        };
        Element {
            path,
            attributes: attributes.map(pair).collect(),
            ..Element::default()
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Its text on one line, where it has any.
    pub fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    pub fn is_empty(&self) -> bool {
        !self.nested && self.text.trim().is_empty()
    }
}

/// Deepest nesting that is followed.
const DEPTH: usize = 64;

/// The elements of `text` in order of their ends, and what is wrong with it, if anything.
/// Elements left open are passed over.
pub(super) fn elements(text: &str) -> (Vec<Element>, Option<String>) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut done = Vec::new();
    let mut open: Vec<(Element, usize)> = Vec::new();
    loop {
        let before = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(Event::Eof) => return (done, None),
            Ok(event) => event,
            Err(error) => return (done, Some(error.to_string())),
        };
        let after = reader.buffer_position() as usize;
        match event {
            Event::Start(_) if open.len() > DEPTH => {
                return (done, Some("elements are nested too deep".into()));
            }
            Event::Start(tag) => {
                let element = begun(&mut open, &tag);
                open.push((element, after));
            }
            Event::Empty(tag) => done.push(begun(&mut open, &tag)),
            Event::End(_) => {
                if let Some((mut element, start)) = open.pop() {
                    element.inner = text.get(start..before).unwrap_or_default().to_string();
                    done.push(element);
                }
            }
            other => {
                if let Some((element, _)) = open.last_mut() {
                    add_text(&mut element.text, other);
                }
            }
        }
    }
}

fn begun(open: &mut [(Element, usize)], tag: &BytesStart) -> Element {
    let parent = open.last_mut().map(|(parent, _)| parent);
    match parent {
        None => Element::new(None, tag),
        Some(parent) => {
            parent.nested = true;
            Element::new(Some(parent), tag)
        }
    }
}

/// Entities that XML does not know are left as written: the text is often a piece of a page.
fn add_text(text: &mut String, event: Event) {
    match event {
        Event::Text(more) => text.push_str(&more),
        Event::CData(more) => text.push_str(&more),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            _ => match quick_xml::escape::resolve_xml_entity(&name) {
                Some(known) => text.push_str(known),
                None => text.extend(["&", &name, ";"]),
            },
        },
        _ => {}
    }
}

/// What hides tags, by its begin after '<' and its end.
const HIDDEN: [(&str, &str); 2] = [("![CDATA[", "]]>"), ("!--", "-->")];

/// Where the elements of one of these names stand. One that never ends reaches up to the next,
/// or to the end.
pub(super) fn items(text: &str, names: &[&str]) -> Vec<Range<usize>> {
    let mut items: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, None);
    while let Some(tag) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + tag;
        let rest = &text[start + 1..];
        at = start + 1;
        if let Some((begin, end)) = HIDDEN.iter().find(|(begin, _)| rest.starts_with(begin)) {
            // Left open, it hides only itself and not all up to the end of the next.
            let reach = rest[1..].find(begin).unwrap_or(rest.len() - 1) + 1;
            at += rest[..reach].find(end).unwrap_or(0);
        } else if names.iter().any(|name| is_tag(rest, name)) {
            items.extend(open.replace(start).map(|from| from..start));
        } else if let Some(from) = open
            && rest
                .strip_prefix('/')
                .is_some_and(|tag| names.iter().any(|n| is_tag(tag, n)))
        {
            // An end tag without its '>' ends before the next tag.
            let tag = rest.find(['>', '<']).unwrap_or(rest.len());
            let end = at + tag + usize::from(rest[tag..].starts_with('>'));
            items.push(from..end);
            (at, open) = (end, None);
        }
    }
    items.extend(open.map(|from| from..text.len()));
    items
}

fn is_tag(rest: &str, name: &str) -> bool {
    let after = rest.strip_prefix(name);
    after.is_some_and(|after| after.starts_with(['>', ' ', '\t', '\r', '\n']))
}

/// The encoding in the XML declaration.
pub(super) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = &start[..start.find("?>")?];
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_string())
}
