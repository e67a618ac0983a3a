//! The walk over a page's tree that renders it.

use super::inset::{self, Marked};
use super::markup::{KINDS, Mark, Marks, Names, Said};
use super::page::{FAR, Line, Page, Part, TAGS, Tag};
use super::tag::{Flow, flow, tag};
use crate::lexicon::listed::{FNV, fnv};
use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

/// Renders the page. Walks the tree without recursion.
pub(super) fn render(html: &Html) -> Page {
    let mut out = Out::new(html.tree.root().id());
    let mut unseen = 0;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => match flow(element.name()) {
                    Flow::Unseen => unseen += 1,
                    flow if unseen == 0 => {
                        if is_break(element) && !node.has_children() {
                            out.line_break();
                        }
                        out.open(element, flow, node.id());
                    }
                    _ => {}
                },
                Node::Text(text) if unseen == 0 => out.add(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    match flow(element.name()) {
                        Flow::Unseen => unseen -= 1,
                        flow if unseen == 0 => out.close(element, flow),
                        _ => {}
                    }
                }
            }
        }
    }
    out.end_line();
    out.close_part(0);
    out.page
}

/// A line break, or an empty element of that name: `<span class="strong br"></span>`.
fn is_break(element: &Element) -> bool {
    let named = || element.classes().any(|class| class == "br");
    element.name() == "br" || element.name() == "span" && named()
}

/// Text being written.
struct Out<'a> {
    page: Page,
    names: Names<'a>,
    /// Where the line being written begins in the page's text.
    line: usize,
    links: usize,
    holder: usize,
    block: usize,
    /// Open elements: the part that each opened, and whether it is a link.
    open: Vec<Open>,
    open_links: usize,
    /// No word of the link came yet.
    new_link: bool,
    breaks: usize,
}

#[derive(Clone, Copy)]
struct Open {
    holder: usize,
    block: usize,
    /// It opened an inset.
    inset: Option<usize>,
}

impl<'a> Out<'a> {
    fn new(root: NodeId) -> Self {
        let mut out = Out {
            page: Page::default(),
            names: Names::default(),
            line: 0,
            links: 0,
            holder: 0,
            block: 0,
            open: Vec::new(),
            open_links: 0,
            new_link: false,
            breaks: 0,
        };
        out.page.parts.push(Part {
            parent: 0,
            end: 0,
            line: 0,
            depth: 0,
            tag: Tag::Other,
            mark_steps: [FAR; KINDS],
            tag_steps: [FAR; TAGS],
            hidden: false,
            veiled: false,
            unseen: false,
            changed: false,
            node: root,
            kind: 0,
        });
        out
    }

    fn top(&self) -> Open {
        let root = Open {
            holder: 0,
            block: 0,
            inset: None,
        };
        self.open.last().copied().unwrap_or(root)
    }

    fn open(&mut self, element: &'a Element, flow: Flow, node: NodeId) {
        let name = element.name();
        let inline = flow == Flow::Inline;
        if name != "br" && !inline {
            self.end_line();
        }
        self.open_links += usize::from(name == "a");
        self.new_link |= name == "a";
        let mut open = self.top();
        let whole = matches!(name, "html" | "body");
        let said = Said::of(element);
        let (mut marks, named) = self.names.read(&said);
        if whole {
            marks = Marks::default();
        }
        let tag = tag(name);
        if name != "br" && (!inline || !marks.is_empty() || tag == Tag::Time) {
            open.holder = self.add_part(open.holder, (tag, marks), element, node, &said);
            if !inline {
                open.block = open.holder;
            }
        }
        let kind = match inline {
            true => None,
            false => inset::kind(element, &said).or(named),
        };
        open.inset = kind.map(|kind| {
            let first = self.page.lines.len();
            let lines = first..first;
            self.page.insets.push(Marked { kind, node, lines });
            self.page.insets.len() - 1
        });
        self.open.push(open);
    }

    fn add_part(
        &mut self,
        parent: usize,
        (tag, marks): (Tag, Marks),
        element: &Element,
        node: NodeId,
        said: &Said,
    ) -> usize {
        let outer = &self.page.parts[parent];
        let up = |steps: u8| (steps + 1).min(FAR);
        let mut mark_steps = outer.mark_steps.map(up);
        for (kind, steps) in mark_steps.iter_mut().enumerate() {
            if marks.has_kind(kind) {
                *steps = 0;
            }
        }
        let mut tag_steps = outer.tag_steps.map(up);
        tag_steps[tag as usize] = 0;
        let new = Part {
            parent,
            end: 0,
            line: self.page.lines.len(),
            depth: outer.depth + 1,
            tag,
            mark_steps,
            tag_steps,
            hidden: said.hidden || outer.hidden,
            veiled: said.veiled || outer.veiled,
            unseen: outer.unseen || element.name() == "dialog" || said.is_unseen(),
            changed: marks.has_kind(Mark::Date as usize) && said.is_change(),
            node,
            kind: kind(element.name(), said.class),
        };
        self.page.parts.push(new);
        self.page.parts.len() - 1
    }

    fn close(&mut self, element: &Element, flow: Flow) {
        let name = element.name();
        if flow == Flow::Block && name != "br" {
            self.end_line();
        }
        self.open_links -= usize::from(name == "a");
        let closed = self.open.pop();
        if let Some(at) = closed.and_then(|open| open.inset) {
            self.page.insets[at].lines.end = self.page.lines.len();
        }
        let closed = closed.map_or(0, |open| open.holder);
        let outer = self.top().holder;
        if closed != outer {
            self.close_part(closed);
        }
    }

    fn close_part(&mut self, at: usize) {
        self.page.parts[at].end = self.page.parts.len();
    }

    /// In a paragraph, one break is a wish of the layout and two are a boundary; elsewhere one is.
    fn line_break(&mut self) {
        self.breaks += 1;
        let soft = matches!(
            self.page.parts[self.top().block].tag,
            Tag::Paragraph | Tag::MainHeading | Tag::Heading | Tag::Caption
        );
        if soft && self.breaks < 2 {
            self.space();
            self.page.breaks.push(self.page.text.len());
        } else {
            let breaks = self.breaks;
            self.end_line();
            self.breaks = breaks;
        }
    }

    /// Adds words, with runs of white space as one space.
    fn add(&mut self, text: &str) {
        if text.starts_with(|c: char| c.is_whitespace()) {
            self.space();
        }
        for (n, word) in text.split_whitespace().enumerate() {
            if n > 0 {
                self.space();
            }
            self.breaks = 0;
            if self.page.text.len() == self.line {
                let open = self.top();
                (self.holder, self.block) = (open.holder, open.block);
            }
            let start = self.page.text.len();
            self.page.text.push_str(word);
            if self.open_links > 0 {
                self.links += word.len();
                self.add_linked(start);
            }
        }
        if text.ends_with(|c: char| c.is_whitespace()) {
            self.space();
        }
    }

    /// The word from `start` on is a link, or goes on with one.
    fn add_linked(&mut self, start: usize) {
        let end = self.page.text.len();
        match self.page.linked.last_mut() {
            Some(last) if !self.new_link && last.start >= self.line => last.end = end,
            _ => self.page.linked.push(start..end),
        }
        self.new_link = false;
    }

    fn space(&mut self) {
        if self.page.text.len() > self.line && !self.page.text.ends_with(' ') {
            self.page.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        self.breaks = 0;
        if self.page.text.len() == self.line {
            return;
        }
        if self.page.text.ends_with(' ') {
            self.page.text.pop();
        }
        let end = self.page.text.len();
        self.page.lines.push(Line {
            start: self.line,
            end,
            links: self.links,
            holder: self.holder,
            block: self.block,
        });
        self.page.text.push('\n');
        (self.line, self.links) = (end + 1, 0);
    }
}

/// A hash of an element's name and classes without figures.
fn kind(name: &str, class: &str) -> u64 {
    let name = name.bytes().chain([b' ']);
    let letters = name.chain(class.bytes().filter(|byte| !byte.is_ascii_digit()));
    letters.fold(FNV, fnv)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_what_a_reader_sees() {
        let page = "<head><title>T</title></head><body><nav><a>Home</a> <a>News</a></nav>\
            <h1>Ship\n leaves</h1><script>x</script><p>One <b>two</b>three.<br>Four<br><br>Five\
            <figure><figcaption>A quay</figcaption></figure><div class=Byline>By <a>Amos Hale</a>\
            <br>Staff</div>";
        let page = render(&Html::parse_document(page));
        let expected =
            "Home News\nShip leaves\nOne twothree. Four\nFive\nA quay\nBy Amos Hale\nStaff\n";
        assert_eq!(page.text, expected);
        let lines: Vec<_> = page.lines.iter().map(|l| page.words(l)).collect();
        assert_eq!(lines, expected.lines().collect::<Vec<_>>());
        let holders: Vec<Tag> = (page.lines.iter()).map(|l| page.holder(l).tag).collect();
        use Tag::*;
        let expected = [
            Nav,
            MainHeading,
            Paragraph,
            Paragraph,
            Caption,
            Other,
            Other,
        ];
        assert_eq!(holders, expected);
        assert_eq!(page.lines[0].links, 8);
        assert!(page.marked(&page.lines[5], Mark::Byline, 0).is_some());
    }
}
