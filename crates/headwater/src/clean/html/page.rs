//! The visible text of a page in reading order, one line for each block of inline content, and the
//! parts of the page that the lines lie in.

use super::inset::Marked;
use super::markup::{KINDS, Mark};
pub(super) use super::tag::{TAGS, Tag};
use ego_tree::NodeId;
use std::borrow::Cow;
use std::ops::Range;

/// Steps upwards beyond which an ancestor counts as none.
pub(super) const FAR: u8 = 20;

/// An element that holds lines, with all in it. Boxes stand in the order of their start tags.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub parent: usize,
    /// The first part behind it and all in it.
    pub end: usize,
    /// Lines before it.
    pub line: usize,
    pub depth: usize,
    pub tag: Tag,
    /// Steps up to the nearest part with each mark, itself being 0; at most [`FAR`].
    pub mark_steps: [u8; KINDS],
    /// Steps up to the nearest part with each tag.
    pub tag_steps: [u8; TAGS],
    /// A style or attribute hides it.
    pub hidden: bool,
    /// A style or attribute hides it from those who see.
    pub veiled: bool,
    /// Nobody sees it: a dialog, or text for machines that read aloud.
    pub unseen: bool,
    /// It says when something was changed.
    pub changed: bool,
    pub node: NodeId,
    /// Of the element's name and classes, numbers put aside: the same for like elements.
    pub kind: u64,
}

/// A line of the page's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Place in the page's text, without the line feed.
    pub start: usize,
    pub end: usize,
    /// Bytes of it that are links.
    pub links: usize,
    /// The innermost part at its first word.
    pub holder: usize,
    /// The innermost part that is no part of a line.
    pub block: usize,
}

/// Text of a page; every line of it ends with a line feed.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub text: String,
    pub lines: Vec<Line>,
    pub parts: Vec<Part>,
    /// Where layout breaks lines: the places behind the breaks, in order.
    pub breaks: Vec<usize>,
    /// Words that are links, in order.
    pub linked: Vec<Range<usize>>,
    /// Elements that may have an author or a time of their own, and hold lines.
    pub insets: Vec<Marked>,
}

impl Page {
    /// The words of the line.
    pub fn words(&self, line: &Line) -> &str {
        &self.text[line.start..line.end]
    }

    /// The words of the line, with bars where layout breaks it and no list goes on.
    pub fn parted(&self, line: &Line) -> Cow<'_, str> {
        const JOINTS: [&str; 6] = ["and", "&", "und", "et", "y", "e"];
        let first = self.breaks.partition_point(|&at| at <= line.start);
        let parts = |&&at: &&usize| {
            let mut before = self.text[line.start..at].split(' ');
            let last = before.rfind(|word| !word.is_empty()).unwrap_or_default();
            let next = self.text[at..line.end]
                .split(' ')
                .next()
                .unwrap_or_default();
            !last.ends_with(',') && !JOINTS.contains(&last) && !JOINTS.contains(&next)
        };
        let breaks = self.breaks[first..].iter().take_while(|&&at| at < line.end);
        let breaks = breaks.filter(parts);
        let (mut out, mut from) = (String::new(), line.start);
        for &at in breaks {
            out.push_str(&self.text[from..at]);
            out.push_str("| ");
            from = at;
        }
        match from == line.start {
            true => self.words(line).into(),
            false => (out + &self.text[from..line.end]).into(),
        }
    }

    fn links_in(&self, line: &Line) -> impl Iterator<Item = &Range<usize>> {
        let first = self.linked.partition_point(|link| link.end <= line.start);
        let end = line.end;
        self.linked[first..]
            .iter()
            .take_while(move |link| link.start < end)
    }

    /// The words of each link of the line.
    pub fn links(&self, line: &Line) -> impl Iterator<Item = &str> {
        self.links_in(line).map(|link| &self.text[link.clone()])
    }

    /// The words of the line that are no links.
    pub fn unlinked(&self, line: &Line) -> String {
        let (mut out, mut from) = (String::new(), line.start);
        for link in self.links_in(line) {
            out.push_str(&self.text[from..link.start]);
            from = link.end;
        }
        out.push_str(&self.text[from..line.end]);
        out.trim().to_string()
    }

    pub fn holder(&self, line: &Line) -> &Part {
        &self.parts[line.holder]
    }

    /// Whether a part holds another, or is it.
    pub fn holds(&self, outer: usize, inner: usize) -> bool {
        outer <= inner && inner < self.parts[outer].end
    }

    /// A part and all around it, from the innermost to the whole page.
    pub fn around(&self, part: usize) -> impl Iterator<Item = usize> + use<'_> {
        let outer = |&at: &usize| (at > 0).then(|| self.parts[at].parent);
        std::iter::successors(Some(part), outer)
    }

    /// The part so many steps up; beyond [`FAR`] there is none.
    fn up(&self, part: usize, steps: u8) -> Option<usize> {
        (steps < FAR).then(|| self.around(part).nth(steps.into()))?
    }

    /// The nearest part with the tag: this one or one around it.
    pub fn within(&self, part: usize, tag: Tag) -> Option<usize> {
        self.up(part, self.parts[part].tag_steps[tag as usize])
    }

    /// The nearest part with the mark: this one or one around it.
    pub fn within_mark(&self, part: usize, mark: Mark) -> Option<usize> {
        self.up(part, self.parts[part].mark_steps[mark as usize])
    }

    /// The nearest part around the line, at most `steps` up, that has the mark.
    pub fn marked(&self, line: &Line, mark: Mark, steps: u8) -> Option<usize> {
        let far = self.holder(line).mark_steps[mark as usize];
        (far <= steps).then(|| self.up(line.holder, far))?
    }
}
