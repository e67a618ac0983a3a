//! Word alignment of the witnesses of one passage.
//!
//! Witnesses are aligned one after another to the columns of those before (progressive alignment,
//! as in CollateX), each by dynamic programming over words (Needleman and Wunsch 1970).

use super::shape::Shape;
use crate::lexicon::fold::Word;

/// One column: for each witness the index of its word, if it has one here.
pub type Column = Vec<Option<usize>>;

const GAP: i32 = -2;
const GLOSS_GAP: i32 = 0;
const DIFFERENT: i32 = -3;
const SIMILAR: i32 = 2;
const EQUAL: i32 = 4;

/// Columns of the witnesses, in order of the text. The first witness is the base.
pub fn align(witnesses: &[&[Word]]) -> Vec<Column> {
    let count = witnesses.len();
    let Some(base) = witnesses.first() else {
        return Vec::new();
    };
    let single = |witness: usize, word: usize| {
        let mut column = vec![None; count];
        column[witness] = Some(word);
        column
    };
    let mut columns: Vec<Column> = (0..base.len()).map(|word| single(0, word)).collect();
    for (witness, words) in witnesses.iter().enumerate().skip(1) {
        let there: Vec<Vec<Shape>> = columns.iter().map(|c| distinct(witnesses, c)).collect();
        let here: Vec<Shape> = words.iter().map(Shape::of).collect();
        let gap = |word: usize| if words[word].gloss { GLOSS_GAP } else { GAP };
        let fit = |column: usize, word: usize| score_column(&there[column], &here[word]);
        let path = pair(columns.len(), words.len(), fit, gap);
        columns = merge(columns, &path, |word| single(witness, word), witness);
    }
    columns
}

/// The different words of a column.
fn distinct<'a>(witnesses: &[&'a [Word]], column: &Column) -> Vec<Shape<'a>> {
    let mut shapes: Vec<Shape> = Vec::new();
    for (at, words) in column.iter().zip(witnesses) {
        let Some(word) = at.map(|at| &words[at]) else {
            continue;
        };
        if !shapes.iter().any(|s| s.form == word.form) {
            shapes.push(Shape::of(word));
        }
    }
    shapes
}

fn score_column(column: &[Shape], word: &Shape) -> i32 {
    let scores = column.iter().map(|there| score(there, word));
    scores.max().unwrap_or(DIFFERENT)
}

/// How well two words fit at one place.
fn score(a: &Shape, b: &Shape) -> i32 {
    if a.equals(b) {
        EQUAL
    } else if a.is_similar(b) {
        SIMILAR
    } else if a.content == b.content {
        GAP
    } else {
        DIFFERENT
    }
}

/// A step of an alignment: words of both sides, of the left alone, of the right alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Left and right at one place.
    Both(usize, usize),
    /// Only left.
    Left(usize),
    /// Only right.
    Right(usize),
}

/// The best path through two sequences of the given lengths.
pub fn pair(
    left: usize,
    right: usize,
    score: impl Fn(usize, usize) -> i32,
    right_gap: impl Fn(usize) -> i32,
) -> Vec<Step> {
    let width = right + 1;
    let mut best = vec![0i32; (left + 1) * width];
    for i in 1..=left {
        best[i * width] = best[(i - 1) * width] + GAP;
    }
    for j in 1..=right {
        best[j] = best[j - 1] + right_gap(j - 1);
    }
    for i in 1..=left {
        for j in 1..=right {
            let both = best[(i - 1) * width + j - 1] + score(i - 1, j - 1);
            let up = best[(i - 1) * width + j] + GAP;
            let across = best[i * width + j - 1] + right_gap(j - 1);
            best[i * width + j] = both.max(up).max(across);
        }
    }
    walk_back(left, right, &best, width, score)
}

fn walk_back(
    mut i: usize,
    mut j: usize,
    best: &[i32],
    width: usize,
    score: impl Fn(usize, usize) -> i32,
) -> Vec<Step> {
    let mut path = Vec::with_capacity(i.max(j));
    while i > 0 || j > 0 {
        let here = best[i * width + j];
        if i > 0 && j > 0 && here == best[(i - 1) * width + j - 1] + score(i - 1, j - 1) {
            path.push(Step::Both(i - 1, j - 1));
            i -= 1;
            j -= 1;
        } else if i > 0 && here == best[(i - 1) * width + j] + GAP {
            path.push(Step::Left(i - 1));
            i -= 1;
        } else if j > 0 {
            path.push(Step::Right(j - 1));
            j -= 1;
        } else {
            path.push(Step::Left(i - 1));
            i -= 1;
        }
    }
    path.reverse();
    path
}

fn merge(
    mut columns: Vec<Column>,
    path: &[Step],
    single: impl Fn(usize) -> Column,
    witness: usize,
) -> Vec<Column> {
    path.iter()
        .map(|step| match *step {
            Step::Both(column, word) => {
                let mut column = std::mem::take(&mut columns[column]);
                column[witness] = Some(word);
                column
            }
            Step::Left(column) => std::mem::take(&mut columns[column]),
            Step::Right(word) => single(word),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold::fold;
    use crate::model::Span;

    fn table(texts: &[&str]) -> Vec<String> {
        let words: Vec<Vec<Word>> = texts
            .iter()
            .map(|t| fold(t, Span::new(0, t.len())))
            .collect();
        let slices: Vec<&[Word]> = words.iter().map(Vec::as_slice).collect();
        let cell = |column: &Column, w: usize| column[w].map_or("-", |i| words[w][i].form.as_str());
        let row = |column: &Column| {
            (0..texts.len())
                .map(|w| cell(column, w))
                .collect::<Vec<_>>()
                .join("/")
        };
        align(&slices).iter().map(row).collect()
    }

    #[test]
    fn aligns_insertions_and_replacements() {
        assert_eq!(
            table(&[
                "we reject this deal",
                "we reject the whole deal",
                "we reject a deal"
            ]),
            [
                "we/we/we",
                "reject/reject/reject",
                "this/the/a",
                "-/whole/-",
                "deal/deal/deal"
            ]
        );
    }

    #[test]
    fn a_gloss_is_free() {
        assert_eq!(
            table(&["they came", "they [the men] came"]),
            ["they/they", "-/the", "-/men", "came/came"]
        );
    }
}
