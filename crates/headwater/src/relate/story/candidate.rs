//! Pairs of documents that may belong to one story.

use super::vector::Fields;
use crate::relate::terms::TermMap;

/// Words of a document that look up others: the weightiest.
const PROBES: usize = 48;
/// Documents that one word leads to: its first holders.
const HOLDERS: usize = 400;
/// Earlier documents kept for each document.
const KEPT: usize = 40;

/// For each pair, earlier document first, in order of the later and then the earlier document.
pub fn pairs(fields: &[Fields]) -> Vec<(usize, usize)> {
    let mut holders: TermMap<Vec<u32>> = TermMap::default();
    let mut scores = vec![0f32; fields.len()];
    let mut pairs = Vec::new();
    for (b, field) in fields.iter().enumerate() {
        let mut words = field.all.words().to_vec();
        words.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        words.truncate(PROBES);
        let mut touched = Vec::new();
        for (term, weight) in words {
            let known = holders.entry(term).or_default();
            for &a in known.iter() {
                let score = &mut scores[a as usize];
                if *score == 0.0 {
                    touched.push(a);
                }
                *score += weight * weight;
            }
            if known.len() < HOLDERS {
                known.push(b as u32);
            }
        }
        pairs.extend(
            best(&mut scores, touched)
                .into_iter()
                .map(|a| (a as usize, b)),
        );
    }
    pairs
}

/// The best of the touched documents, in order; clears their scores.
fn best(scores: &mut [f32], mut touched: Vec<u32>) -> Vec<u32> {
    let order = |x: &u32, y: &u32| {
        scores[*y as usize]
            .total_cmp(&scores[*x as usize])
            .then(x.cmp(y))
    };
    if touched.len() > KEPT {
        touched.select_nth_unstable_by(KEPT, order);
    }
    let kept = touched.len().min(KEPT);
    for &a in &touched {
        scores[a as usize] = 0.0;
    }
    touched.truncate(kept);
    touched.sort_unstable();
    touched
}
