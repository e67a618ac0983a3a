//! Where a page links to other stories, and where its headings stand.

use super::page::{Line, Page, Tag};
use super::title;
use crate::clean::sign::{self, Sign};
use crate::clean::{surface, writer};
use crate::lexicon::fold::letters;
use std::ops::Range;

/// Words from which on a link may be a headline.
const WORDS: usize = 4;
/// The same where the name of a section may stand.
const SURE: usize = 6;

/// Lines of a card at most, and bytes of them.
const LINES: usize = 6;
const BYTES: usize = 400;
/// Lines of a card that may begin with its day.
const BRIEF: usize = 3;

/// Counts of what stands before each part of a page, and before its end.
pub(super) struct Stories {
    /// Headlines of other stories: links of some words, or headings, which are two.
    linked: Vec<usize>,
    /// Lines that are headlines of other stories by their own words, too.
    teasers: Vec<usize>,
    /// Before each line, those and those of them that are headings or long.
    above: Vec<[usize; 2]>,
    headings: Vec<usize>,
    lines: Vec<usize>,
    bytes: Vec<usize>,
}

impl Stories {
    /// Of a page with these titles, in letters alone: who shows its own story shows no other.
    pub fn new(page: &Page, titles: &[String]) -> Self {
        let counted = |counts: &dyn Fn(usize, &Line) -> usize| {
            let mut sums = vec![0; page.parts.len() + 1];
            for (at, line) in page.lines.iter().enumerate() {
                sums[line.holder + 1] += counts(at, line);
            }
            summed(sums)
        };
        let is_heading = |tag: Tag| matches!(tag, Tag::MainHeading | Tag::Heading);
        let own = page
            .parts
            .iter()
            .map(|part| usize::from(is_heading(part.tag)));
        let shown = page.lines.iter().map(|line| teaser(page, line, titles));
        let shown: Vec<[bool; 2]> = shown.collect();
        Stories {
            linked: counted(&|_, line| linked(page, line)),
            teasers: counted(&|at, _| usize::from(shown[at][0])),
            above: above(&shown),
            headings: summed(std::iter::once(0).chain(own).collect()),
            lines: counted(&|_, _| 1),
            bytes: counted(&|_, line| line.end - line.start),
        }
    }

    /// Stories that some parts link to.
    pub fn linked(&self, parts: Range<usize>) -> usize {
        self.linked[parts.end] - self.linked[parts.start]
    }

    pub fn has_heading(&self, parts: Range<usize>) -> bool {
        self.headings[parts.end] > self.headings[parts.start]
    }

    pub fn teasers(&self, parts: Range<usize>) -> usize {
        self.teasers[parts.end] - self.teasers[parts.start]
    }

    /// Headlines of other stories among some lines, without names of sections at most.
    pub fn heads(&self, lines: Range<usize>, sure: bool) -> usize {
        let kind = usize::from(sure);
        self.above[lines.end][kind] - self.above[lines.start][kind]
    }

    /// The parts hold a line or two beside a link.
    pub fn is_brief(&self, parts: Range<usize>) -> bool {
        self.lines[parts.end] - self.lines[parts.start] <= BRIEF
    }

    /// The parts show one other story and little else.
    pub fn is_card(&self, parts: Range<usize>) -> bool {
        let few = self.lines[parts.end] - self.lines[parts.start] <= LINES;
        let short = self.bytes[parts.end] - self.bytes[parts.start] <= BYTES;
        few && short && self.teasers(parts) == 1
    }
}

/// For each line, and for the end, teasers before it, and those that are no name of a section.
fn above(shown: &[[bool; 2]]) -> Vec<[usize; 2]> {
    let mut sums = [0; 2];
    let mut above = vec![sums];
    above.extend(shown.iter().map(|line| {
        sums = [0, 1].map(|kind| sums[kind] + usize::from(line[kind]));
        sums
    }));
    above
}

fn linked(page: &Page, line: &Line) -> usize {
    let linked = 2 * line.links > line.end - line.start;
    let heading = page.holder(line).tag_steps[Tag::Heading as usize] <= 2;
    match linked {
        true if heading => 2,
        true => usize::from(page.words(line).split(' ').count() >= WORDS),
        false => 0,
    }
}

/// Whether one of the line's links has some words, is no button and names neither a writer nor a day,
/// and whether one of these is no name of a section.
fn teaser(page: &Page, line: &Line, titles: &[String]) -> [bool; 2] {
    let heading = page.holder(line).tag_steps[Tag::Heading as usize] <= 2;
    let is_headline = |link: &str, fewest: usize| {
        let words = link.split(' ').count();
        let name = link
            .split(' ')
            .all(|word| !word.starts_with(char::is_lowercase));
        words >= fewest || heading && words > 1 && !name
    };
    let is_other = |link: &&str| {
        is_headline(link, WORDS)
            && !writer::is_led(link)
            && surface::find(link, None).is_none()
            && !is_button(link)
            && !titles.iter().any(|own| title::same(own, &letters(link)))
    };
    if 2 * line.links <= line.end - line.start {
        return [false; 2];
    }
    let mut shown = [false; 2];
    for link in page.links(line).filter(is_other) {
        shown = [true, shown[1] || is_headline(link, SURE)];
    }
    shown
}

/// 'Share this story on Facebook', 'More stories by Ann Lee'.
fn is_button(link: &str) -> bool {
    let signs = sign::signs(link).and(sign::foreign(link));
    signs.any(&[Sign::Chrome, Sign::Plea, Sign::List])
}

fn summed(mut counts: Vec<usize>) -> Vec<usize> {
    let mut sum = 0;
    for count in &mut counts {
        sum += *count;
        *count = sum;
    }
    counts
}
