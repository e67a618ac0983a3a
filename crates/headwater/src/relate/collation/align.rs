//! Word alignment of the witnesses of one passage.
//!
//! Witnesses are aligned one after another to the columns of those before (progressive alignment,
//! as in CollateX), each by dynamic programming over words (Needleman and Wunsch 1970).

use crate::lexicon::fold::{Word, stem};

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
    for witness in 1..count {
        let path = pair(
            columns.len(),
            witnesses[witness].len(),
            |column, word| {
                let word = &witnesses[witness][word];
                score_column(witnesses, &columns[column], word)
            },
            |word| {
                if witnesses[witness][word].gloss {
                    GLOSS_GAP
                } else {
                    GAP
                }
            },
        );
        columns = merge(columns, &path, |word| single(witness, word), witness);
    }
    columns
}

fn score_column(witnesses: &[&[Word]], column: &Column, word: &Word) -> i32 {
    let there = column
        .iter()
        .zip(witnesses)
        .filter_map(|(at, words)| at.map(|at| &words[at]));
    there
        .map(|other| score(other, word))
        .max()
        .unwrap_or(DIFFERENT)
}

/// How well two words fit at one place.
fn score(a: &Word, b: &Word) -> i32 {
    if a.form == b.form {
        EQUAL
    } else if is_similar(&a.form, &b.form) {
        SIMILAR
    } else if a.is_content() == b.is_content() {
        GAP
    } else {
        DIFFERENT
    }
}

/// One stem, one within the other, or at most one in four letters apart.
pub fn is_similar(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 4 {
        return false;
    }
    stem(a) == stem(b)
        || long.ends_with(short)
        || long.starts_with(short)
        || edit_distance(a, b) * 4 <= long.chars().count()
}

/// Levenshtein distance in characters.
pub fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &cb) in b.iter().enumerate() {
            let next = (diagonal + usize::from(ca != cb))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
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

    #[test]
    fn distance_counts_letters() {
        assert_eq!(edit_distance("kitten", "sitting"), 3);
        assert!(is_similar("jihadists", "jihadis"));
        assert_eq!(edit_distance("iran", "iraq"), 1);
    }
}
