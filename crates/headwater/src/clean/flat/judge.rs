//! Which lines of a flat text are the article and which are readers' comments: two looks at every
//! line with boosted trees, as for pages. The trees are figures in `lang/flat.model`, written by
//! `cargo xtask train-flat`.

use super::feature::{self, SIZE};
pub use super::second::Judged;
use super::second::{self, SECOND};
use crate::clean::html::forest::Forest;
use crate::clean::line::{self, Line};
use crate::clean::reader::{self, Clue};
use std::sync::LazyLock;

/// Trees of one look: for the article and for comments.
struct Look {
    body: Forest,
    comment: Forest,
}

impl Look {
    fn judge(&self, rows: &[f32], size: usize) -> Vec<Judged> {
        let body = self.body.scores(rows, size);
        let comment = self.comment.scores(rows, size);
        (body.into_iter().zip(comment))
            .map(|(body, comment)| Judged { body, comment })
            .collect()
    }
}

/// Line between the four groups of trees.
const SECTION: &str = "---";

static MODEL: LazyLock<[Look; 2]> = LazyLock::new(|| {
    let file = include_str!("../../../lang/flat.model");
    let lines: Vec<&str> = file.lines().filter(|l| !l.starts_with('#')).collect();
    let mut sections = lines.split(|line| *line == SECTION);
    let mut next = || {
        let lines = sections.next().unwrap_or_default().iter().copied();
        Forest::read(lines).unwrap_or_else(|| panic!("lang/flat.model: a line is no tree"))
    };
    [(); 2].map(|()| Look {
        body: next(),
        comment: next(),
    })
});

/// How likely each line is part of the article or a reader's.
pub(super) fn scores(lines: &[Line]) -> Vec<Judged> {
    let figures = feature::figures(lines);
    let first = MODEL[0].judge(&figures, SIZE);
    MODEL[1].judge(&second::figures(&figures, &first), SECOND)
}

/// Heads a section of comments or invites to comment, and is none.
pub fn frames_comments(line: &str) -> bool {
    let clues = reader::clues(line);
    clues.has(Clue::Heading) || clues.has(Clue::Form)
}

/// Heads comments, is a button below one, or names a reader who says something.
pub(super) fn tells_comments(line: &str) -> bool {
    let clues = reader::clues(line);
    clues.has(Clue::Heading) || clues.has(Clue::Reply) || clues.has(Clue::Says)
}

/// Names a reader, an hour or a day, or is a button below a comment.
pub fn marks_comment(line: &str) -> bool {
    let clues = reader::clues(line);
    clues.is_mark() || clues.has(Clue::Day) || clues.has(Clue::Reply)
}

/// What a line is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Furniture.
    Other,
    /// The article's.
    Body,
    /// A reader's.
    Comment,
}

/// What each line is taken for.
pub fn parts(judged: &[Judged]) -> Vec<Part> {
    let part = |judged: &Judged| match judged {
        j if j.comment > 0.0 && j.comment > j.body => Part::Comment,
        j if j.body >= 0.0 => Part::Body,
        _ => Part::Other,
    };
    judged.iter().map(part).collect()
}

/// A text as the trainer of the model sees it.
pub struct Observed {
    figures: Vec<f32>,
}

impl Observed {
    /// The figures of the lines of a text that are not empty.
    pub fn new(text: &str) -> Observed {
        Observed {
            figures: feature::figures(&line::lines(text)),
        }
    }

    /// The figures of the first look: one row for each line.
    pub fn first(&self) -> Vec<&[f32]> {
        self.figures.chunks(SIZE).collect()
    }

    /// The figures of the second look, given the scores of the first.
    pub fn second(&self, scores: &[Judged]) -> Vec<Vec<f32>> {
        let rows = second::figures(&self.figures, scores);
        rows.chunks(SECOND).map(<[f32]>::to_vec).collect()
    }
}
