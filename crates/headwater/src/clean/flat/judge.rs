//! Which lines of a flat text are the article and which are readers' comments: two looks at every
//! line with boosted trees, as for pages. The trees are figures in `lang/flat.model`, written by
//! `cargo xtask train-flat`.

pub use super::feature::Judged;
use super::feature::{self, SECOND, SIZE};
use crate::clean::html::forest::Forest;
use crate::clean::line::{self, Line};
use std::sync::LazyLock;

/// Trees of one look: for the article and for comments.
struct Look {
    body: Forest,
    comment: Forest,
}

impl Look {
    fn judge(&self, rows: &[f32], size: usize) -> Vec<Judged> {
        let judge = |row: &[f32]| Judged {
            body: self.body.score(row),
            comment: self.comment.score(row),
        };
        rows.chunks(size).map(judge).collect()
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
    MODEL[1].judge(&feature::second(&figures, &first), SECOND)
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
        let rows = feature::second(&self.figures, scores);
        rows.chunks(SECOND).map(<[f32]>::to_vec).collect()
    }
}
