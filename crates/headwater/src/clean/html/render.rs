//! The visible text of a page in reading order, one line for each block of inline content.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

/// What the markup around a line says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing.
    #[default]
    None,
    /// Main heading.
    Heading,
    /// Standfirst.
    Summary,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Time,
    /// Words of a picture.
    Caption,
    /// Words of a reader.
    Comment,
}

/// Text of a page; every line of it ends with a line feed.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub text: String,
    /// One for each line.
    pub hints: Vec<Hint>,
}

/// Elements whose content nobody sees as text.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "canvas",
    "audio", "video", "datalist",
];

/// Elements that stand in the line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Renders the page. Walks the tree without recursion.
pub(super) fn render(html: &Html) -> Rendered {
    let mut out = Out::default();
    let mut hidden = 0;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if HIDDEN.contains(&element.name()) => hidden += 1,
                Node::Element(element) if hidden == 0 => out.open(element, node),
                Node::Text(text) if hidden == 0 => out.add(text),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(element) if HIDDEN.contains(&element.name()) => hidden -= 1,
                Node::Element(element) if hidden == 0 => out.close(element),
                _ => {}
            },
        }
    }
    out.end_line();
    out.rendered
}

/// Text being written.
#[derive(Default)]
struct Out {
    rendered: Rendered,
    line: String,
    /// Hint in force when the line's first word came.
    line_hint: Hint,
    /// Hints of the open elements.
    open: Vec<Hint>,
}

impl Out {
    fn open(&mut self, element: &Element, node: NodeRef<Node>) {
        if !INLINE.contains(&element.name()) {
            self.end_line();
        }
        let outer = self.open.last().copied().unwrap_or_default();
        let small = || node.descendants().take(400).count() < 400;
        self.open.push(match outer {
            Hint::None => hint(element, small),
            Hint::Comment | Hint::Caption => outer,
            _ if element.name() == "figcaption" => Hint::Caption,
            _ => outer,
        });
    }

    fn close(&mut self, element: &Element) {
        if !INLINE.contains(&element.name()) {
            self.end_line();
        }
        self.open.pop();
    }

    /// Adds words, with runs of white space as one space.
    fn add(&mut self, text: &str) {
        if text.starts_with(|c: char| c.is_whitespace()) && !self.line.is_empty() {
            self.space();
        }
        for (n, word) in text.split_whitespace().enumerate() {
            if n > 0 {
                self.space();
            }
            if self.line.is_empty() {
                self.line_hint = self.open.last().copied().unwrap_or_default();
            }
            self.line.push_str(word);
        }
        if text.ends_with(|c: char| c.is_whitespace()) && !self.line.is_empty() {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        let line = self.line.trim_end();
        if !line.is_empty() {
            self.rendered.text.push_str(line);
            self.rendered.text.push('\n');
            self.rendered.hints.push(self.line_hint);
        }
        self.line.clear();
    }
}

/// What an element's name, class and id say; containers of a whole page say nothing.
fn hint(element: &Element, small: impl Fn() -> bool) -> Hint {
    match element.name() {
        "h1" => return Hint::Heading,
        "figcaption" => return Hint::Caption,
        "time" => return Hint::Time,
        "body" | "html" | "main" | "article" => return Hint::None,
        _ => {}
    }
    let mut names = element
        .classes()
        .chain(element.id())
        .chain(element.attr("itemprop"));
    let found = names.find_map(named).unwrap_or_default();
    match found {
        Hint::None | Hint::Comment => found,
        found if small() => found,
        _ => Hint::None,
    }
}

/// The hint of a class, an id or an `itemprop`.
fn named(name: &str) -> Option<Hint> {
    const NAMES: &[(&str, Hint)] = &[
        ("comment-body", Hint::Comment),
        ("comment-content", Hint::Comment),
        ("comment-text", Hint::Comment),
        ("comment_text", Hint::Comment),
        ("comment-list", Hint::Comment),
        ("commentlist", Hint::Comment),
        ("comments-list", Hint::Comment),
        ("caption", Hint::Caption),
        ("wp-caption-text", Hint::Caption),
        ("image-caption", Hint::Caption),
        ("photo-caption", Hint::Caption),
        ("photo-credit", Hint::Caption),
        ("image-credit", Hint::Caption),
        ("credit", Hint::Caption),
        ("byline", Hint::Byline),
        ("author", Hint::Byline),
        ("article-author", Hint::Byline),
        ("author-name", Hint::Byline),
        ("standfirst", Hint::Summary),
        ("dek", Hint::Summary),
        ("subheadline", Hint::Summary),
        ("article-summary", Hint::Summary),
        ("entry-date", Hint::Time),
        ("dateline", Hint::Time),
        ("datepublished", Hint::Time),
        ("published", Hint::Time),
        ("timestamp", Hint::Time),
    ];
    let name = name.to_ascii_lowercase();
    NAMES
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, hint)| *hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_what_a_reader_sees() {
        let page = "<head><title>T</title></head><body><nav><a>Home</a> <a>News</a></nav>\
            <h1>Ship\n leaves</h1><script>x</script><p>One <b>two</b>three.<br>Four<figure>\
            <figcaption>A quay</figcaption></figure><div class=Byline>By <a>Amos Hale</a></div>";
        let rendered = render(&Html::parse_document(page));
        assert_eq!(
            rendered.text,
            "Home News\nShip leaves\nOne twothree.\nFour\nA quay\nBy Amos Hale\n"
        );
        use Hint::{Byline, Caption, Heading};
        assert_eq!(
            rendered.hints,
            [Hint::None, Heading, Hint::None, Hint::None, Caption, Byline]
        );
    }
}
