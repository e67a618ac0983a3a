//! Roles of lines to a partition of the text.

use super::flat::Page;
use crate::model::{Block, Role, Span};

impl Page<'_> {
    /// Blocks that partition the text: each holds the white space behind it; lines of one role
    /// are one block, but each comment is its own.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks = Blocks::new(self.text.len());
        for (at, line) in self.lines.iter().enumerate() {
            let role = self.roles[at].unwrap_or(Role::Body);
            match self
                .title
                .filter(|t| role == Role::Title && line.span.contains(*t))
            {
                Some(title) => blocks.cut_line(line.span, title, Role::Title),
                None => blocks.begin(line.span.start, role, self.comments[at]),
            }
        }
        blocks.finish()
    }
}

/// Blocks of a text that has a role for each of its lines, and a number for what is a block of
/// its own.
pub(super) fn of_lines(text: &str, roles: &[(Role, Option<usize>)]) -> Vec<Block> {
    let mut blocks = Blocks::new(text.len());
    let mut at = 0;
    for (line, &(role, part)) in text.split_inclusive('\n').zip(roles) {
        blocks.begin(at, role, part);
        at += line.len();
    }
    blocks.finish()
}

/// Blocks being laid end to end.
struct Blocks {
    len: usize,
    starts: Vec<(usize, Role, Option<usize>)>,
}

impl Blocks {
    fn new(len: usize) -> Self {
        Blocks {
            len,
            starts: Vec::new(),
        }
    }

    /// From `start` on, the text has this role, until the next block begins.
    fn begin(&mut self, start: usize, role: Role, part: Option<usize>) {
        let same = self
            .starts
            .last()
            .is_some_and(|&(_, r, p)| (r, p) == (role, part));
        if !same {
            self.starts.push((start, role, part));
        }
    }

    /// A line of which only `inner` has the role.
    fn cut_line(&mut self, line: Span, inner: Span, role: Role) {
        if line.start < inner.start {
            self.begin(line.start, Role::Chrome, None);
        }
        self.begin(inner.start, role, None);
        if inner.end < line.end {
            self.begin(inner.end, Role::Chrome, None);
        }
    }

    fn finish(mut self) -> Vec<Block> {
        if let Some(first) = self.starts.first_mut() {
            first.0 = 0;
        } else if self.len > 0 {
            self.starts.push((0, Role::Chrome, None));
        }
        let ends = self.starts.iter().skip(1).map(|s| s.0).chain([self.len]);
        (self.starts.iter().zip(ends))
            .map(|(&(start, role, _), end)| Block::new(role, Span::new(start, end)))
            .collect()
    }
}
