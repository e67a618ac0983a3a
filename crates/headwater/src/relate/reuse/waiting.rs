//! Passages that wait until it is known which documents carry them: a pile has many, and equal
//! words stand in runs.

use super::align::Passage;
use std::ops::Range;

/// A passage in little memory.
pub struct Waiting {
    a: Range<u32>,
    b: Range<u32>,
    whole: bool,
    /// Runs of equal words: where each begins in both texts, and its length.
    runs: Box<[[u32; 3]]>,
}

impl From<Passage> for Waiting {
    fn from(passage: Passage) -> Self {
        let follows = |x: &(usize, usize), y: &(usize, usize)| (x.0 + 1, x.1 + 1) == *y;
        let runs = passage.equal.chunk_by(follows);
        let run = |run: &[(usize, usize)]| [run[0].0, run[0].1, run.len()].map(|n| n as u32);
        let small = |range: &Range<usize>| range.start as u32..range.end as u32;
        Waiting {
            a: small(&passage.a),
            b: small(&passage.b),
            whole: passage.whole,
            runs: runs.map(run).collect(),
        }
    }
}

impl From<&Waiting> for Passage {
    fn from(waiting: &Waiting) -> Self {
        let words = |&[a, b, len]: &[u32; 3]| {
            (0..len as usize).map(move |n| (a as usize + n, b as usize + n))
        };
        let whole = |range: &Range<u32>| range.start as usize..range.end as usize;
        Passage {
            a: whole(&waiting.a),
            b: whole(&waiting.b),
            equal: waiting.runs.iter().flat_map(words).collect(),
            whole: waiting.whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_comes_back_as_it_was() {
        let equal = vec![(3, 7), (4, 8), (5, 9), (8, 10), (9, 12), (10, 13)];
        let passage = Passage {
            a: 2..12,
            b: 7..14,
            equal: equal.clone(),
            whole: true,
        };
        let back = Passage::from(&Waiting::from(passage));
        assert_eq!(
            (back.a, back.b, back.equal, back.whole),
            (2..12, 7..14, equal, true)
        );
    }
}
