//! Roles of the lines of a flat text, scraped or typed, possibly with its page furniture.
//!
//! Each line's own words give signs (`sign`); a model judges the rest by form, place and neighbours
//! ([`judge`]). What shows no sign of being anything else is body, unless the model is sure that it
//! is not; in a *dump*, a whole page where most lines are furniture, the model alone decides.

mod feature;
pub mod judge;
mod second;

use super::comment;
use super::line::{self, Line};
use super::masthead;
use super::reader::Clue;
use super::sign::{self, Sign};
use super::title;
use crate::model::{Role, Span};
use judge::{Judged, Part};
use std::ops::Range;

/// Lines below which a text is too short for the model.
const FEW: usize = 6;
/// A score below which the model is sure that a line is not the article's.
const SURE: f32 = -2.5;
/// Lines of which the model is sure that make a text a dump, if they are a sixth of it.
const MANY: usize = 6;
/// Lines that may part comments, and lines above them where their heading stands.
const GAP: usize = 8;
const ABOVE: usize = 20;
/// Numbers of comments that the model tells begin here, beyond those that are counted.
const COMMENTS: usize = 1 << 20;

/// A text with roles for its lines.
pub(super) struct Page<'a> {
    pub text: &'a str,
    pub lines: Vec<Line<'a>>,
    /// One for each line.
    pub roles: Vec<Option<Role>>,
    /// For each line of a comment, which comment it belongs to.
    pub comments: Vec<Option<usize>>,
    /// The headline, which may be part of a line.
    pub title: Option<Span>,
    /// The line with the site's name above the headline.
    pub masthead: Option<usize>,
    /// First line of the article's running text.
    pub start: usize,
}

impl<'a> Page<'a> {
    /// Reads the roles of all lines; `title` is the headline where the input states it.
    pub fn new(text: &'a str, title: Option<&str>) -> Self {
        let lines = line::lines(text);
        let mut page = Page {
            text,
            roles: lines.iter().map(of_signs).collect(),
            comments: vec![None; lines.len()],
            lines,
            title: None,
            masthead: None,
            start: 0,
        };
        let judged = match page.lines.len() {
            0..FEW => Vec::new(),
            _ => judge::scores(&page.lines),
        };
        let dump = page.is_dump(&judged);
        page.mark_comments(dump);
        if !dump {
            page.mark_foreign();
        }
        let first = page.mark_judged(&judged, dump);
        page.mark_captions();
        page.mark_lists();
        page.mark_boxes();
        page.start = page.find_start(first);
        page.mark_head(title);
        if dump {
            page.restore(&judged);
        }
        page.mark_body();
        page
    }

    /// Comments that are numbered or signed; in a dump signed ones are left to the model.
    fn mark_comments(&mut self, dump: bool) {
        let section = match dump {
            true => comment::numbered(&self.lines),
            false => comment::find(&self.lines),
        };
        let Some(section) = section else {
            return;
        };
        let first = section.lines.start;
        self.roles[first..].fill(Some(Role::Chrome));
        for (n, comment) in section.comments.into_iter().enumerate() {
            self.comments[first + 1 + n] = comment;
            if comment.is_some() {
                self.roles[first + 1 + n] = Some(Role::Comment);
            }
        }
    }

    fn is_open(&self, at: usize) -> bool {
        self.roles[at].is_none()
    }

    fn is_open_prose(&self, at: usize) -> bool {
        self.is_open(at) && self.lines[at].prose
    }

    /// Most lines are furniture: signs say so, or the model is sure of many.
    fn is_dump(&self, judged: &[Judged]) -> bool {
        if judged.is_empty() {
            return false;
        }
        let sure = judged.iter().filter(|j| j.body < SURE).count();
        if sure >= MANY && sure * 6 >= judged.len() {
            return true;
        }
        let prose = (0..self.lines.len())
            .filter(|&at| self.is_open_prose(at))
            .count();
        let short = |line: &&Line| line.words < 12 && !line::ends_sentence(line.text);
        let comment = |at: &usize| self.roles[*at] == Some(Role::Comment);
        let other = (0..self.lines.len()).filter(|at| !comment(at));
        let shorts = other.map(|at| &self.lines[at]).filter(short);
        let signs = [Sign::Chrome, Sign::Button, Sign::List];
        let signed = |line: &&Line| line.signs.any(&signs) || line.clues.has(Clue::End);
        let signed = shorts.clone().filter(signed).count();
        let shorts = shorts.count();
        (signed >= 6 && shorts >= 15 && shorts > prose) || (shorts >= 40 && shorts > 4 * prose)
    }

    /// Furniture by words of other languages, where no model decides.
    fn mark_foreign(&mut self) {
        for at in 0..self.lines.len() {
            if !self.is_open(at) {
                continue;
            }
            let signs = sign::foreign(self.lines[at].text);
            if signs.any(&[Sign::Chrome, Sign::Plea, Sign::List]) {
                self.close(at..at + 1, Role::Chrome);
            } else if signs.has(Sign::Credit) {
                self.close(at..at + 1, Role::Caption);
            }
        }
    }

    /// Lines that the model tells to be furniture or readers' words; gives the first of the
    /// article's.
    fn mark_judged(&mut self, judged: &[Judged], dump: bool) -> usize {
        if !dump {
            for (at, judged) in judged.iter().enumerate() {
                if judged.body < SURE {
                    self.close(at..at + 1, Role::Chrome);
                }
            }
            return 0;
        }
        let mut parts = judge::parts(judged);
        self.doubt_comments(&mut parts);
        let mut comment = None;
        for (at, part) in parts.into_iter().enumerate() {
            if part == Part::Comment && self.is_reader_s(at) {
                let number = *comment.get_or_insert(COMMENTS + at);
                (self.roles[at], self.comments[at]) = (Some(Role::Comment), Some(number));
                continue;
            }
            comment = None;
            if part != Part::Body {
                self.close(at..at + 1, Role::Chrome);
            }
        }
        let first = (0..judged.len()).find(|&at| self.is_open(at));
        first.unwrap_or(0)
    }

    /// Comments have a heading, buttons, or readers that say something; lists of other stories have
    /// names and times as well.
    fn doubt_comments(&self, parts: &mut [Part]) {
        let is = |at: &usize| parts[*at] == Part::Comment;
        let lines: Vec<usize> = (0..parts.len()).filter(is).collect();
        for run in lines.chunk_by(|a, b| b - a <= GAP) {
            let whole = run[0].saturating_sub(ABOVE)..run[run.len() - 1] + 1;
            if !self.lines[whole]
                .iter()
                .any(|l| judge::tells_comments(l.text))
            {
                run.iter().for_each(|&at| parts[at] = Part::Other);
            }
        }
    }

    /// Open, or furniture as there is below comments.
    fn is_reader_s(&self, at: usize) -> bool {
        let below = [Sign::Chrome, Sign::Button, Sign::Stamp, Sign::Date];
        let signs = self.lines[at].signs;
        self.is_open(at) || self.roles[at] != Some(Role::Comment) && signs.any(&below)
    }

    /// In a dump the model knows better than rules about neighbours, and where it is sure than signs.
    fn restore(&mut self, judged: &[Judged]) {
        for (at, judged) in judged.iter().enumerate() {
            let signed = of_signs(&self.lines[at]).is_some();
            let body = judged.body > if signed { -SURE } else { 0.0 };
            if body && self.roles[at] == Some(Role::Chrome) && Some(at) != self.masthead {
                self.roles[at] = Some(Role::Body);
            }
        }
    }

    fn close(&mut self, lines: Range<usize>, role: Role) {
        for at in lines {
            self.roles[at].get_or_insert(role);
        }
    }

    /// A picture credit makes the short lines above it, in its paragraph, a caption; so is a
    /// short line that is said twice.
    fn mark_captions(&mut self) {
        for at in 1..self.lines.len() {
            let (above, line) = (&self.lines[at - 1], &self.lines[at]);
            if above.paragraph != line.paragraph {
                continue;
            }
            let twice = above.text == line.text && !line.prose && line.words <= 12;
            let credit = line.signs.has(Sign::Credit);
            if twice {
                self.close(at - 1..at + 1, Role::Caption);
            }
            if credit {
                self.close(self.captioned(at)..at, Role::Caption);
            }
        }
    }

    /// The first of the lines that the picture credit at `at` ends: at most three.
    fn captioned(&self, at: usize) -> usize {
        let is_part = |n: &usize| {
            let line = &self.lines[*n];
            line.paragraph == self.lines[at].paragraph && self.is_open(*n) && line.words <= 40
        };
        let first = (0..at).rev().take(3).take_while(is_part).last();
        first.unwrap_or(at)
    }

    /// Titles of other stories below the heading of their list.
    fn mark_lists(&mut self) {
        for at in 0..self.lines.len() {
            if self.lines[at].signs.has(Sign::List) {
                let end = (at + 1..self.lines.len())
                    .take(12)
                    .take_while(|&n| self.is_open(n) && !self.lines[n].prose)
                    .last();
                let end = end.map_or(at + 1, |n| n + 1);
                self.close(at + 1..end, Role::Chrome);
            }
        }
    }

    /// Buttons beside furniture, and what a box of pleas holds between two of them.
    fn mark_boxes(&mut self) {
        for at in 0..self.lines.len() {
            let beside = |n: usize| self.roles.get(n) == Some(&Some(Role::Chrome));
            if self.lines[at].signs.has(Sign::Button)
                && (beside(at.wrapping_sub(1)) || beside(at + 1))
            {
                self.close(at..at + 1, Role::Chrome);
            }
        }
        let pleas: Vec<usize> = (0..self.lines.len())
            .filter(|&at| self.lines[at].signs.has(Sign::Plea))
            .collect();
        for pair in pleas.windows(2) {
            if pair[1] - pair[0] <= 3 {
                self.close(pair[0]..pair[1], Role::Chrome);
            }
        }
        for at in 1..self.lines.len().saturating_sub(1) {
            let boxed = [at - 1, at + 1].map(|n| {
                self.roles[n] == Some(Role::Chrome)
                    && self.lines[n].paragraph == self.lines[at].paragraph
            });
            if boxed == [true, true] && !self.lines[at].prose {
                self.close(at..at + 1, Role::Chrome);
            }
        }
    }

    /// The first line of running text that no byline or date follows before the next one.
    fn find_start(&self, from: usize) -> usize {
        let prose: Vec<usize> = (from..self.lines.len())
            .filter(|&at| self.is_open_prose(at))
            .take(3)
            .collect();
        let Some(&first) = prose.first() else {
            return from;
        };
        let is_head = |at: usize, next: usize| {
            self.lines[at].words <= 60
                && next - at <= 8
                && (at + 1..next).any(|n| {
                    let head = [Sign::Byline, Sign::Writer, Sign::Stamp, Sign::Date];
                    self.lines[n].signs.any(&head)
                })
        };
        let pairs = prose.windows(2).take_while(|p| is_head(p[0], p[1]));
        pairs.last().map_or(first, |p| p[1])
    }

    /// Title, summary, byline and dates above the running text.
    fn mark_head(&mut self, stated: Option<&str>) {
        for at in 0..self.start {
            match self.lines[at].signs {
                s if s.has(Sign::Writer) => self.close(at..at + 1, Role::Byline),
                s if s.has(Sign::Date) => self.close(at..at + 1, Role::Dateline),
                _ => {}
            }
        }
        self.masthead = masthead::find(self, &title::candidates(self));
        if let Some(at) = self.masthead {
            self.roles[at] = Some(Role::Chrome);
        }
        let found = title::find(self, stated);
        self.title = found.map(|(_, span)| span);
        let top = found.map_or(0, |(at, _)| at);
        if found.is_some() {
            self.roles[top] = Some(Role::Title);
            self.close(0..top, Role::Chrome);
        }
        let mut summary = found.is_some();
        for at in top..self.start {
            if !self.is_open(at) {
                continue;
            }
            let says = self.lines[at].words >= 6;
            self.roles[at] = Some(match says {
                true if summary => Role::Summary,
                true => Role::Body,
                false => Role::Chrome,
            });
            summary &= !says;
        }
    }

    /// What is left is body, up to the first sign that the page goes on to other things.
    fn mark_body(&mut self) {
        let last = (0..self.lines.len())
            .rev()
            .find(|&at| self.is_open_prose(at));
        let mut ended = false;
        for at in last.unwrap_or(0)..self.lines.len() {
            let footer = comment::ends(&self.lines[at]);
            ended |= footer && Some(at) != last;
            if ended {
                self.roles[at].get_or_insert(Role::Chrome);
            }
        }
        self.close(0..self.lines.len(), Role::Body);
    }
}

/// What a line is by its own words alone.
fn of_signs(line: &Line) -> Option<Role> {
    let s = line.signs;
    let chrome = [Sign::Chrome, Sign::Plea, Sign::List];
    if s.has(Sign::Correction) {
        Some(Role::Correction)
    } else if s.has(Sign::Byline) {
        Some(Role::Byline)
    } else if s.has(Sign::Stamp) {
        Some(Role::Dateline)
    } else if s.any(&chrome) || comment::frames(line) {
        Some(Role::Chrome)
    } else if s.any(&[Sign::Caption, Sign::Credit]) {
        Some(Role::Caption)
    } else {
        None
    }
}
