//! What a line of a flat text shows of whether it is the article's or a reader's: figures for the
//! model. Only form, place, neighbours and what the line repeats count, no word of its own beside
//! those of the rules of furniture.

use crate::clean::line::Line;
use crate::clean::reader::{self, Clue, Readers, apart};
use crate::clean::sign::Sign;
use crate::lexicon::listed::HashedMap;
use std::ops::Range;

const SIGNS: [Sign; 11] = [
    Sign::Chrome,
    Sign::Button,
    Sign::Plea,
    Sign::List,
    Sign::Credit,
    Sign::Caption,
    Sign::Byline,
    Sign::Writer,
    Sign::Stamp,
    Sign::Date,
    Sign::Correction,
];

/// Lines before and behind that are looked at.
const NEIGHBOURS: [isize; 6] = [-3, -2, -1, 1, 2, 3];

/// Number of figures of each line.
pub(super) const SIZE: usize =
    17 + SIGNS.len() + 3 + 15 + WIDE + 3 + reader::FIGURES + 5 * NEIGHBOURS.len();

/// Figures about the wide core.
const WIDE: usize = 7;

/// What the words of one line show.
struct Own {
    chars: f32,
    stops: f32,
    commas: f32,
    capitals: f32,
    digits: f32,
    ends: bool,
    hash: u64,
    /// Words of five letters or more.
    words: Vec<u64>,
}

impl Own {
    fn new(line: &Line) -> Self {
        let (mut chars, mut stops, mut commas, mut digits) = (0, 0, 0, 0);
        for c in line.text.chars() {
            chars += 1;
            match c {
                '.' | '!' | '?' | '。' => stops += 1,
                ',' | ';' | ':' | '、' | '，' => commas += 1,
                '0'..='9' => digits += 1,
                _ => {}
            }
        }
        let capital = |w: &&str| w.starts_with(char::is_uppercase);
        let capitals = line.text.split_whitespace().filter(capital).count();
        let words = line.text.split(|c: char| !c.is_alphanumeric());
        Own {
            chars: chars as f32,
            stops: stops as f32,
            commas: commas as f32,
            capitals: ratio(capitals as f32, line.words as f32),
            digits: digits as f32,
            ends: crate::clean::line::ends_sentence(line.text),
            hash: hash(line.text),
            words: words.filter(|w| w.len() >= 5).take(200).map(hash).collect(),
        }
    }
}

/// Hash of a text in lower case: FNV-1a (Fowler, Noll, Vo).
fn hash(text: &str) -> u64 {
    let add = |hash: u64, c: char| (hash ^ u64::from(c)).wrapping_mul(0x100_0000_01b3);
    let lower = |hash: u64, c: char| match c.is_ascii() {
        true => add(hash, c.to_ascii_lowercase()),
        false => c.to_lowercase().fold(hash, add),
    };
    text.chars().fold(0xcbf2_9ce4_8422_2325, lower)
}

struct View<'a> {
    lines: &'a [Line<'a>],
    own: Vec<Own>,
    /// The stretch with the most running text.
    core: Range<usize>,
    /// The same, with lists and headings between running text.
    wide: Range<usize>,
    /// Lines of running text before each line, and in all.
    running: Vec<usize>,
    /// Characters of running text before each line, and in all.
    before: Vec<f32>,
    total: f32,
    repeated: HashedMap<f32>,
    /// In how many lines of the core each word stands.
    spoken: HashedMap<u32>,
    /// First line and number of lines of each paragraph.
    paragraphs: Vec<(usize, usize)>,
    /// Lines since the last heading of comments.
    since: Vec<f32>,
    /// Lines to the last and to the next running text.
    apart: Vec<(f32, f32)>,
    readers: Readers,
}

/// The figures of all lines, one row of [`SIZE`] after another.
pub(super) fn figures(lines: &[Line]) -> Vec<f32> {
    let view = View::new(lines);
    let mut rows = Vec::with_capacity(lines.len() * SIZE);
    for at in 0..lines.len() {
        view.line(at, &mut rows);
        view.place(at, &mut rows);
        view.comments(at, &mut rows);
        view.wide(at, &mut rows);
        view.readers.row(at, &mut rows);
        for step in NEIGHBOURS {
            view.neighbour(at, step, &mut rows);
        }
        debug_assert_eq!(rows.len(), (at + 1) * SIZE);
    }
    rows
}

impl<'a> View<'a> {
    fn new(lines: &'a [Line<'a>]) -> Self {
        let own: Vec<Own> = lines.iter().map(Own::new).collect();
        let stretch = core(lines, 7);
        let wide = core(lines, 2);
        let mut spoken: HashedMap<u32> = HashedMap::default();
        for own in &own[stretch.clone()] {
            let mut words = own.words.clone();
            words.sort_unstable();
            words.dedup();
            words
                .into_iter()
                .for_each(|w| *spoken.entry(w).or_default() += 1);
        }
        let mut repeated: HashedMap<f32> = HashedMap::default();
        own.iter()
            .for_each(|o| *repeated.entry(o.hash).or_default() += 1.0);
        let (before, total) = prose_before(lines, &own);
        let running = running(lines);
        View {
            paragraphs: paragraphs(lines),
            since: since_comments(lines),
            apart: apart(lines.len(), |at| lines[at].prose),
            readers: Readers::new(lines.iter().map(|line| line.clues).collect()),
            lines,
            own,
            core: stretch,
            wide,
            running,
            before,
            total,
            repeated,
            spoken,
        }
    }

    fn line(&self, at: usize, out: &mut Vec<f32>) {
        let (line, own) = (&self.lines[at], &self.own[at]);
        let first = line.text.chars().next().unwrap_or(' ');
        let holds = |chars: &[char]| flag(line.text.contains(chars));
        out.extend([
            own.chars.ln_1p(),
            (line.words as f32).min(150.0),
            own.stops,
            own.commas,
            own.capitals,
            ratio(own.digits, own.chars),
            flag(own.ends),
            flag(line.prose),
            ratio(own.chars, line.words as f32),
            self.repeated.get(&own.hash).copied().unwrap_or(1.0),
            flag(first.is_lowercase()),
            flag(first.is_ascii_digit()),
            flag(!first.is_alphanumeric()),
            holds(&['"', '“', '”', '«', '„']),
            holds(&['@', '|', '»', '›']),
            flag(!line.text.contains(char::is_lowercase)),
            self.cohesion(at),
        ]);
        out.extend(SIGNS.map(|sign| flag(line.signs.has(sign))));
    }

    /// Share of the line's longer words that other lines of the core say too.
    fn cohesion(&self, at: usize) -> f32 {
        let own = u32::from(self.core.contains(&at));
        let said = |w: &&u64| self.spoken.get(w).copied().unwrap_or(0) > own;
        let words = &self.own[at].words;
        match words.is_empty() {
            true => -1.0,
            false => ratio(words.iter().filter(said).count() as f32, words.len() as f32),
        }
    }

    fn place(&self, at: usize, out: &mut Vec<f32>) {
        let n = self.lines.len() as f32;
        let paragraph = self.lines[at].paragraph;
        let (first, count) = self.paragraphs.get(paragraph).copied().unwrap_or((at, 1));
        let here = first..first + count;
        let prose = here.filter(|&n| self.lines[n].prose).count();
        let signed = |n: usize| at as f32 - n as f32;
        out.extend([
            (count as f32).min(50.0),
            ((at - first) as f32).min(50.0),
            (prose as f32).min(50.0),
            at as f32 / n,
            n.min(1000.0),
            self.total.ln_1p(),
            ratio(self.before[at], self.total),
            self.apart[at].0,
            self.apart[at].1,
            flag(self.core.contains(&at)),
            signed(self.core.start).clamp(-60.0, 200.0),
            signed(self.core.end).clamp(-200.0, 60.0),
            (self.core.len() as f32).min(300.0),
        ]);
        for reach in [2, 5, 12] {
            let range = at.saturating_sub(reach)..(at + reach + 1).min(self.lines.len());
            let all: f32 = self.own[range.clone()].iter().map(|o| o.chars).sum();
            let running = range.filter(|&n| self.lines[n].prose);
            let running: f32 = running.map(|n| self.own[n].chars).sum();
            out.push(ratio(running, all));
        }
        let range = at.saturating_sub(5)..(at + 6).min(self.lines.len());
        let short = range.filter(|&n| self.lines[n].words < 6).count();
        out.extend([short as f32, flag(at > 0 && first == at)]);
    }

    fn wide(&self, at: usize, out: &mut Vec<f32>) {
        let signed = |n: usize| at as f32 - n as f32;
        out.extend([
            flag(self.wide.contains(&at)),
            signed(self.wide.start).clamp(-60.0, 300.0),
            signed(self.wide.end).clamp(-300.0, 60.0),
            ratio(self.wide.len() as f32, self.lines.len() as f32),
        ]);
        let count = |from: usize, to: usize| (self.running[to] - self.running[from]) as f32;
        let end = self.lines.len();
        out.extend([
            count(at.saturating_sub(30), at),
            count(at, (at + 30).min(end)),
            count(at.saturating_sub(8), (at + 9).min(end)),
        ]);
    }

    fn comments(&self, at: usize, out: &mut Vec<f32>) {
        let range = at.saturating_sub(4)..(at + 5).min(self.lines.len());
        let near = |sign: &dyn Fn(&Line) -> bool| {
            range.clone().filter(|&n| sign(&self.lines[n])).count() as f32
        };
        out.extend([
            self.since[at],
            near(&|line| line.signs.any(&[Sign::Date, Sign::Stamp])),
            near(&|line| line.words <= 3),
        ]);
    }

    fn neighbour(&self, at: usize, step: isize, out: &mut Vec<f32>) {
        let next = at.checked_add_signed(step);
        match next.and_then(|n| Some((self.lines.get(n)?, self.own.get(n)?))) {
            None => out.extend([-1.0; 5]),
            Some((line, own)) => out.extend([
                (line.words as f32).min(150.0),
                flag(line.prose),
                flag(own.ends),
                f32::from(line.signs.kinds()),
                own.capitals,
            ]),
        }
    }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

fn ratio(a: f32, b: f32) -> f32 {
    if b > 0.0 { a / b } else { 0.0 }
}

/// The stretch in which words of running text outweigh the rest most, each line of which costs so
/// many words.
fn core(lines: &[Line], cost: i64) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut first, mut sum) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        sum += match line.prose {
            true => line.words.min(50) as i64,
            false => -cost,
        };
        if sum <= 0 {
            (first, sum) = (at + 1, 0);
        } else if sum > best_sum {
            (best, best_sum) = (first..at + 1, sum);
        }
    }
    best
}

/// Lines of running text before each line and in all.
fn running(lines: &[Line]) -> Vec<usize> {
    let mut running = vec![0];
    for line in lines {
        running.push(running[running.len() - 1] + usize::from(line.prose));
    }
    running
}

fn prose_before(lines: &[Line], own: &[Own]) -> (Vec<f32>, f32) {
    let mut sum = 0.0;
    let before = lines.iter().zip(own).map(|(line, own)| {
        let before = sum;
        sum += if line.prose { own.chars } else { 0.0 };
        before
    });
    (before.collect(), sum)
}

fn paragraphs(lines: &[Line]) -> Vec<(usize, usize)> {
    let count = lines.last().map_or(0, |line| line.paragraph + 1);
    let mut paragraphs = vec![(0, 0); count];
    for (at, line) in lines.iter().enumerate() {
        let (first, count) = &mut paragraphs[line.paragraph];
        if *count == 0 {
            *first = at;
        }
        *count += 1;
    }
    paragraphs
}

/// Lines since the last heading of comments below running text, at most 300; -1 without one.
fn since_comments(lines: &[Line]) -> Vec<f32> {
    let (mut prose, mut last) = (false, None);
    let mut since = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        prose |= line.prose;
        if prose && line.clues.has(Clue::Section) {
            last = Some(at);
        }
        since.push(last.map_or(-1.0, |last| ((at - last) as f32).min(300.0)));
    }
    since
}
