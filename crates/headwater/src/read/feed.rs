//! RSS, Atom and RDF feeds: every item is a document of its own, decoded on its own, so that a
//! broken one costs only itself. Lists of feeds (OPML) hold no document, but name feeds.

use super::xml::{self, Element};
use super::{Each, Source};
use crate::model::{Markup, Stated};
use std::borrow::Cow;
use std::io::BufRead;
use std::ops::ControlFlow;

/// What to do about a broken item.
const REMEDY: &str = "fetch the feed again, or leave the item out";

/// Elements that hold an item's text, the fullest first.
const TEXT: &[&str] = &[
    "content:encoded",
    "content",
    "description",
    "summary",
    "atom:summary",
];

/// A feed; a record's number is that of its item.
pub(super) fn read(source: Source, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
    // One stray control character must not cost the whole feed.
    let bytes = match source.whole_of_any_kind(input) {
        Ok(bytes) => bytes,
        Err(problem) => return each(Err(problem)),
    };
    let label = xml::declared_charset(&bytes);
    let label = label.as_deref();
    let bytes = narrow(source, bytes, label, each)?;
    let items = xml::items(&places(&bytes), &["item", "entry", "atom:entry"]);
    let head = &bytes[..items.first().map_or(bytes.len(), |item| item.start)];
    let head = source.decode(None, head, label, each)?;
    let channel = Channel::new(&xml::elements(&head).0);
    if items.is_empty() {
        let what = "the feed holds no item";
        return each(Err(source.problem(None, what, "leave it out")));
    }
    for (at, item) in items.into_iter().enumerate() {
        self::item(source, at + 1, (&bytes[item], label), &channel, each)?;
    }
    ControlFlow::Continue(())
}

/// A feed in UTF-16 as UTF-8; others stay as they are.
fn narrow(
    source: Source,
    bytes: Vec<u8>,
    label: Option<&str>,
    each: Each,
) -> ControlFlow<(), Vec<u8>> {
    let wide = matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    ControlFlow::Continue(match wide {
        true => source
            .decode(None, &bytes, label, each)?
            .into_owned()
            .into_bytes(),
        false => bytes,
    })
}

/// The text as far as tags are concerned, every other byte in its place: in all encodings that
/// feeds are written in, tags are ASCII.
fn places(bytes: &[u8]) -> Cow<'_, str> {
    let ascii = |b: &u8| if b.is_ascii() { char::from(*b) } else { '?' };
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().map(ascii).collect(),
    }
}

/// The addresses of the feeds that a list names.
pub(super) fn listed(text: &str) -> Vec<String> {
    let (outlines, _) = xml::elements(text);
    let addresses = outlines.iter().filter_map(|e| e.attribute("xmlUrl"));
    addresses.map(str::to_string).collect()
}

/// A list of feeds: tells what to do with it.
pub(super) fn read_list(source: Source, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
    let problem = source.whole(input).map_or_else(
        |problem| problem,
        |bytes| {
            let feeds = listed(&String::from_utf8_lossy(&bytes)).len();
            let what = format!("a list of {feeds} feeds, which holds no document");
            let remedy = "save the feeds that it lists as files, and name those";
            source.problem(None, &what, remedy)
        },
    );
    each(Err(problem))
}

/// What a feed states for all its items.
struct Channel {
    title: Option<String>,
    language: Option<String>,
}

impl Channel {
    fn new(head: &[Element]) -> Self {
        let of = |names: &[&str]| {
            let mut found = head.iter().filter(|e| names.contains(&e.path.as_str()));
            found.find_map(|e| e.words())
        };
        Channel {
            title: of(&["channel/title", "title"]),
            language: of(&["channel/language", "channel/dc:language", "dc:language"]),
        }
    }
}

fn item(
    source: Source,
    number: usize,
    (bytes, label): (&[u8], Option<&str>),
    channel: &Channel,
    each: Each,
) -> ControlFlow<()> {
    let record = Some(number);
    let text = source.decode(record, bytes, label, each)?;
    let (elements, error) = xml::elements(&text);
    if let Some(error) = error {
        let what = format!("the item is not well-formed XML: {error}");
        each(Err(source.problem(record, &what, REMEDY)))?;
    }
    let find = |name: &&str| elements.iter().find(|e| e.path == **name && !e.is_empty());
    let stated = stated(&elements, channel);
    let content = TEXT.iter().find_map(find).map(content_of);
    // Many feeds send headlines alone.
    let headline = || Some((Markup::Plain, stated.title.as_deref()?));
    let Some((markup, words)) = content.or_else(headline) else {
        let what = "the item has no text";
        let remedy = "save the page that it links to, and name that";
        return each(Err(source.problem(record, what, remedy)));
    };
    let mut raw = source.raw(record, bytes, markup, words.to_string());
    raw.stated = stated;
    source.hand_on(raw, each)
}

/// The text of an item and whether it is a piece of a page.
fn content_of(content: &Element) -> (Markup, &str) {
    let kind = content.attribute("type").unwrap_or_default();
    if kind == "xhtml" || content.nested {
        return (Markup::Html, &content.inner);
    }
    let tags =
        |text: &str| memchr::memmem::find(text.as_bytes(), b"</").is_some() || text.contains("<br");
    let markup = match kind == "html" || kind.is_empty() && tags(&content.text) {
        true => Markup::Html,
        false => Markup::Plain,
    };
    (markup, &content.text)
}

fn stated(elements: &[Element], channel: &Channel) -> Stated {
    let of = |names: &[&str]| {
        names.iter().find_map(|name| {
            let mut found = elements.iter().filter(|e| e.path == *name);
            found.find_map(|e| e.words())
        })
    };
    let mut authors: Vec<String> = Vec::new();
    for element in elements {
        if matches!(
            element.path.as_str(),
            "dc:creator" | "author/name" | "author"
        ) {
            authors.extend(element.words().filter(|name| !authors.contains(name)));
        }
    }
    Stated {
        id: of(&["guid", "id", "dc:identifier"]),
        url: link(elements),
        title: of(&["title", "dc:title"]),
        outlet: channel.title.clone(),
        published: of(&["pubDate", "published", "issued", "dc:date", "date"]),
        updated: of(&["updated", "modified", "dcterms:modified"]),
        authors,
        language: of(&["dc:language"]).or(channel.language.clone()),
        credit: of(&["source", "source/title", "dc:source", "dc:publisher"]),
        section: of(&["category", "dc:subject"]),
        ..Stated::default()
    }
}

/// The page that an item stands for.
fn link(elements: &[Element]) -> Option<String> {
    let links = || elements.iter().filter(|e| e.path == "link");
    let alternate = |e: &&Element| matches!(e.attribute("rel"), None | Some("alternate"));
    let address = |e: &Element| {
        e.attribute("href")
            .map(str::to_string)
            .or_else(|| e.words())
    };
    links().filter(alternate).find_map(address)
}
