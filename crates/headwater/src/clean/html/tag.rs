//! What elements are, as far as it matters to the text in them.

use std::sync::LazyLock;

/// What an element is, as far as it matters to the text in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tag {
    #[default]
    Other,
    Paragraph,
    MainHeading,
    Heading,
    Item,
    Quote,
    Verbatim,
    Cell,
    Caption,
    Time,
    Article,
    Main,
    Aside,
    Nav,
    Header,
    Footer,
    Form,
    Button,
    Figure,
    Table,
    List,
    Section,
}

/// Number of tags.
pub(super) const TAGS: usize = Tag::Section as usize + 1;

/// What the element of that name is.
pub(super) fn tag(name: &str) -> Tag {
    match name {
        "p" => Tag::Paragraph,
        "h1" => Tag::MainHeading,
        "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
        "li" | "dd" | "dt" => Tag::Item,
        "blockquote" => Tag::Quote,
        "pre" => Tag::Verbatim,
        "td" | "th" => Tag::Cell,
        "figcaption" | "caption" => Tag::Caption,
        "time" => Tag::Time,
        "article" => Tag::Article,
        "main" => Tag::Main,
        "aside" => Tag::Aside,
        "nav" | "menu" => Tag::Nav,
        "header" | "hgroup" => Tag::Header,
        "footer" => Tag::Footer,
        "form" | "fieldset" => Tag::Form,
        "button" => Tag::Button,
        "figure" => Tag::Figure,
        "table" => Tag::Table,
        "ul" | "ol" | "dl" => Tag::List,
        "section" => Tag::Section,
        _ => Tag::Other,
    }
}

/// Elements whose content nobody sees as text.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "canvas",
    "audio", "video", "datalist", "select", "textarea",
];

/// Elements that stand in the line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "img", "picture",
    "source", "meta", "link",
];

/// How an element's content stands in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Unseen,
    Inline,
    Block,
}

/// Names that are [`UNSEEN`] or [`INLINE`], by their first letter: every element is looked up twice.
static FLOWS: LazyLock<[Vec<(&str, Flow)>; 26]> = LazyLock::new(|| {
    let mut flows = [const { Vec::new() }; 26];
    let unseen = UNSEEN.iter().map(|&name| (name, Flow::Unseen));
    for (name, flow) in unseen.chain(INLINE.iter().map(|&name| (name, Flow::Inline))) {
        flows[usize::from(name.as_bytes()[0] - b'a')].push((name, flow));
    }
    flows
});

/// How the content of the element of that name stands in the text.
pub(super) fn flow(name: &str) -> Flow {
    let first = name.as_bytes().first().map(|b| b.wrapping_sub(b'a'));
    let alike = first.and_then(|letter| FLOWS.get(usize::from(letter)));
    let known = alike.and_then(|alike| alike.iter().find(|(known, _)| *known == name));
    known.map_or(Flow::Block, |(_, flow)| *flow)
}
