//! What a line shows of whether it belongs to the article: figures for the model.

use super::markup::KINDS;
use super::page::{Line, Page, TAGS, Tag};
use super::wording::{self, Words};
use crate::clean::reader::{self, Readers};
use std::collections::HashMap;

/// What the page states about the article that its lines can be compared with.
#[derive(Debug, Default)]
pub(super) struct Stated<'a> {
    pub title: Option<&'a str>,
    pub summary: Option<&'a str>,
    /// The article's text as JSON-LD gives it.
    pub body: Option<&'a str>,
}

/// Sums over the lines of a part of the page and all in it.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    lines: f32,
    chars: f32,
    links: f32,
    prose: f32,
    prose_lines: f32,
    /// Prose in lines of which this is the block, and half of that of its children.
    near: f32,
}

impl Sum {
    fn add(&mut self, words: &Words) {
        self.lines += 1.0;
        self.chars += words.chars;
        self.links += words.links;
        if words.prose {
            self.prose += words.chars;
            self.prose_lines += 1.0;
        }
    }
}

/// Of a line's block and two around it, what they are: the same for lines in like places.
fn place(page: &Page, line: &Line) -> u64 {
    let block = &page.parts[line.block];
    let parent = &page.parts[block.parent];
    let kinds = [parent.kind, page.parts[parent.parent].kind];
    let mix = |hash: u64, kind: u64| hash.rotate_left(9).wrapping_mul(31) ^ kind;
    kinds.into_iter().fold(block.kind, mix)
}

/// Figures of a line's neighbourhood in the page.
const AROUND: usize = 4;

/// Lines before and behind that are looked at.
const NEIGHBOURS: [isize; AROUND] = [-2, -1, 1, 2];

/// Number of figures of each line.
pub(super) const SIZE: usize = 55 + KINDS + TAGS + reader::FIGURES + 5 * AROUND;

/// The figures of all lines, one row of [`SIZE`] after another.
pub(super) fn figures(page: &Page, stated: &Stated) -> Vec<f32> {
    let view = View::new(page, stated);
    let mut rows = Vec::with_capacity(page.lines.len() * SIZE);
    let mut grams = Vec::new();
    for at in 0..page.lines.len() {
        view.row(at, &mut grams, &mut rows);
        debug_assert_eq!(rows.len(), (at + 1) * SIZE);
    }
    rows
}

struct View<'a> {
    page: &'a Page,
    words: Vec<Words>,
    sums: Vec<Sum>,
    /// The part that most prose lies in directly.
    top: usize,
    /// Prose before each line, in the page and in the top part.
    before: Vec<(f32, f32)>,
    /// Lines since the last prose with the same block, and up to the next.
    apart: Vec<(f32, f32)>,
    heading: Option<usize>,
    repeated: HashMap<u64, f32>,
    /// Of lines in like places: the place of each line, and the sum of each place.
    places: Vec<u64>,
    alike: HashMap<u64, Sum>,
    readers: Readers,
    /// Title, summary and text as stated.
    stated: [wording::Stated; 3],
}

impl<'a> View<'a> {
    fn new(page: &'a Page, stated: &Stated) -> Self {
        let words: Vec<Words> = page
            .lines
            .iter()
            .map(|line| wording::read(page, line))
            .collect();
        let sums = sums(page, &words);
        let near = |at: &usize| sums[*at].near;
        let top = (0..sums.len()).max_by(|a, b| near(a).total_cmp(&near(b)).then(b.cmp(a)));
        let top = top.unwrap_or(0);
        let mut repeated = HashMap::new();
        for word in &words {
            *repeated.entry(word.hash).or_default() += 1.0;
        }
        let heading =
            (page.lines.iter()).position(|line| page.parts[line.block].tag == Tag::MainHeading);
        let places: Vec<u64> = page.lines.iter().map(|line| place(page, line)).collect();
        let mut alike: HashMap<u64, Sum> = HashMap::new();
        for (place, words) in places.iter().zip(&words) {
            alike.entry(*place).or_default().add(words);
        }
        View {
            readers: Readers::new(words.iter().map(|words| words.clues).collect()),
            places,
            alike,
            before: before(page, &words, top),
            apart: apart(page, &words),
            page,
            words,
            sums,
            top,
            heading,
            repeated,
            stated: [stated.title, stated.summary, stated.body].map(wording::Stated::new),
        }
    }

    /// Adds the row of a line; `grams` is room for its word triples.
    fn row(&self, at: usize, grams: &mut Vec<u64>, out: &mut Vec<f32>) {
        self.line(at, out);
        self.markup(at, out);
        self.parts(at, out);
        self.place(at, out);
        self.stated(at, grams, out);
        self.alike(at, out);
        self.readers.row(at, out);
        for step in NEIGHBOURS {
            self.neighbour(at, step, out);
        }
    }

    fn line(&self, at: usize, out: &mut Vec<f32>) {
        let w = &self.words[at];
        out.extend([
            (1.0 + w.chars).ln(),
            w.count.min(150.0),
            ratio(w.links, w.chars),
            w.stops,
            w.commas,
            w.capitals,
            ratio(w.digits, w.chars),
            flag(w.ends),
            flag(w.prose),
            ratio(w.chars, w.count),
            self.repeated.get(&w.hash).copied().unwrap_or(1.0),
        ]);
    }

    fn markup(&self, at: usize, out: &mut Vec<f32>) {
        let line = &self.page.lines[at];
        let part = self.page.holder(line);
        out.extend(part.mark_steps.iter().map(|&steps| f32::from(steps)));
        out.extend(part.tag_steps.iter().map(|&steps| f32::from(steps)));
        out.extend([
            self.page.parts[line.block].tag as usize as f32,
            flag(part.hidden),
            part.depth as f32,
            flag(line.holder == line.block),
        ]);
    }

    fn parts(&self, at: usize, out: &mut Vec<f32>) {
        let all = &self.sums[0];
        let block = self.page.lines[at].block;
        let mut part = block;
        for _ in 0..4 {
            let sum = &self.sums[part];
            out.extend([
                ratio(sum.prose, all.prose),
                ratio(sum.links, sum.chars),
                ratio(sum.prose_lines, sum.lines),
                sum.lines.min(300.0),
                ratio(sum.chars, sum.lines),
            ]);
            part = self.page.parts[part].parent;
        }
        let inside = self.page.holds(self.top, block);
        let depth = self.page.parts[block].depth as f32 - self.page.parts[self.top].depth as f32;
        out.extend([if inside { depth } else { -1.0 }, depth]);
        out.push(ratio(self.sums[self.top].prose, all.prose));
    }

    fn place(&self, at: usize, out: &mut Vec<f32>) {
        let lines = self.words.len() as f32;
        let (page, top) = self.before[at];
        let since = self.heading.map_or(-999.0, |h| at as f32 - h as f32);
        let heading = self.heading.map_or(0, |h| self.page.lines[h].block);
        out.extend([
            at as f32 / lines,
            ratio(page, self.sums[0].prose),
            ratio(top, self.sums[self.top].prose),
            self.apart[at].0,
            self.apart[at].1,
            since.clamp(-99.0, 300.0),
            self.sums[0].prose.ln_1p(),
            self.sums[0].prose_lines,
            flag(
                self.page.parts[heading].parent
                    == self.page.parts[self.page.lines[at].block].parent,
            ),
        ]);
    }

    fn stated(&self, at: usize, grams: &mut Vec<u64>, out: &mut Vec<f32>) {
        wording::grams(self.page.words(&self.page.lines[at]), grams);
        out.extend(self.stated.iter().map(|stated| match stated.is_empty() {
            true => -1.0,
            false => stated.share(grams),
        }));
        out.push(flag(!self.stated[2].is_empty()));
    }

    fn alike(&self, at: usize, out: &mut Vec<f32>) {
        let sum = self.alike[&self.places[at]];
        out.extend([
            sum.lines.min(300.0),
            ratio(sum.chars, sum.lines),
            ratio(sum.links, sum.chars),
            ratio(sum.prose, self.sums[0].prose),
        ]);
    }

    fn neighbour(&self, at: usize, step: isize, out: &mut Vec<f32>) {
        let next = at
            .checked_add_signed(step)
            .filter(|&n| n < self.words.len());
        let Some(next) = next else {
            return out.extend([-1.0; 5]);
        };
        let (here, there) = (&self.page.lines[at], &self.page.lines[next]);
        let w = &self.words[next];
        let parent = |line: &Line| self.page.parts[line.block].parent;
        out.extend([
            w.count.min(150.0),
            ratio(w.links, w.chars),
            flag(w.prose),
            self.page.parts[there.block].tag as usize as f32,
            flag(parent(here) == parent(there)),
        ]);
    }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

fn ratio(a: f32, b: f32) -> f32 {
    if b > 0.0 { a / b } else { 0.0 }
}

fn sums(page: &Page, words: &[Words]) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); page.parts.len()];
    for (line, w) in page.lines.iter().zip(words) {
        let sum = &mut sums[line.block];
        sum.add(w);
        if w.prose {
            sum.near += w.chars;
            let parent = page.parts[line.block].parent;
            sums[parent].near += w.chars;
            sums[page.parts[parent].parent].near += w.chars / 2.0;
        }
    }
    for at in (1..sums.len()).rev() {
        let (sum, parent) = (sums[at], &mut sums[page.parts[at].parent]);
        parent.lines += sum.lines;
        parent.chars += sum.chars;
        parent.links += sum.links;
        parent.prose += sum.prose;
        parent.prose_lines += sum.prose_lines;
    }
    sums
}

fn before(page: &Page, words: &[Words], top: usize) -> Vec<(f32, f32)> {
    let mut sum = (0.0, 0.0);
    (page.lines.iter().zip(words))
        .map(|(line, w)| {
            let before = sum;
            if w.prose {
                sum.0 += w.chars;
                sum.1 += if page.holds(top, line.block) {
                    w.chars
                } else {
                    0.0
                };
            }
            before
        })
        .collect()
}

/// Lines to the last and to the next line of prose whose block has the same parent; at most 99.
fn apart(page: &Page, words: &[Words]) -> Vec<(f32, f32)> {
    let parent = |at: usize| page.parts[page.lines[at].block].parent;
    let mut apart = vec![(99.0f32, 99.0f32); words.len()];
    let mut last: HashMap<usize, usize> = HashMap::new();
    for at in 0..words.len() {
        if let Some(&before) = last.get(&parent(at)) {
            apart[at].0 = ((at - before) as f32).min(99.0);
        }
        if words[at].prose {
            last.insert(parent(at), at);
        }
    }
    last.clear();
    for at in (0..words.len()).rev() {
        if let Some(&behind) = last.get(&parent(at)) {
            apart[at].1 = ((behind - at) as f32).min(99.0);
        }
        if words[at].prose {
            last.insert(parent(at), at);
        }
    }
    apart
}

/// Rows of the second look: the figures of a line, and how the first look judged the lines around
/// it and those in its part of the page.
pub(super) fn second(page: &Page, first: &[f32], scores: &[f32]) -> Vec<f32> {
    let mut sums: HashMap<usize, (f32, f32)> = HashMap::new();
    let places: Vec<u64> = page.lines.iter().map(|line| place(page, line)).collect();
    let mut alike: HashMap<u64, (f32, f32)> = HashMap::new();
    let mut tags = [(0.0f32, 0.0f32); TAGS];
    for ((line, score), place) in page.lines.iter().zip(scores).zip(&places) {
        let chars = (line.end - line.start) as f32;
        let tag = &mut tags[page.parts[line.block].tag as usize];
        for sum in [alike.entry(*place).or_default(), tag] {
            sum.0 += chars;
            sum.1 += chars * score;
        }
    }
    for (line, score) in page.lines.iter().zip(scores) {
        let chars = (line.end - line.start) as f32;
        let parent = page.parts[line.block].parent;
        for part in [line.block, parent, page.parts[parent].parent] {
            let sum = sums.entry(part).or_default();
            sum.0 += chars;
            sum.1 += chars * score;
        }
    }
    let sum_of = |part: usize| sums.get(&part).map_or(0.0, |sum| ratio(sum.1, sum.0));
    let mut rows = Vec::with_capacity(scores.len() * SECOND);
    let (first_in, last_in) = (
        scores.iter().position(|&s| s > 0.0).unwrap_or(0),
        scores.iter().rposition(|&s| s > 0.0).unwrap_or(0),
    );
    for (at, line) in page.lines.iter().enumerate() {
        rows.extend_from_slice(&first[at * SIZE..(at + 1) * SIZE]);
        for step in -3..=3isize {
            let near = at.checked_add_signed(step).and_then(|n| scores.get(n));
            rows.push(near.copied().unwrap_or(-9.0));
        }
        let parent = page.parts[line.block].parent;
        rows.push(sum_of(parent));
        rows.push(sum_of(page.parts[parent].parent));
        rows.push(
            alike
                .get(&places[at])
                .map_or(0.0, |sum| ratio(sum.1, sum.0)),
        );
        let tag = tags[page.parts[line.block].tag as usize];
        rows.push(ratio(tag.1, tag.0));
        rows.push((at as f32 - first_in as f32).clamp(-50.0, 50.0));
        rows.push((last_in as f32 - at as f32).clamp(-50.0, 50.0));
    }
    rows
}

/// Number of figures of each line at the second look.
pub(super) const SECOND: usize = SIZE + 7 + 6;
