//! A second look at a pair: the company that the two documents keep. Documents of one event have
//! their neighbours in common, also where their own words differ.

use super::cluster::Edge;
use super::score::Sign;

/// Features of the second look, in the order of [`NAMES`].
pub type Company = [f64; NAMES.len()];

/// What each is called, and which sign makes sense of its weight.
pub const NAMES: [(&str, Sign); 6] = [
    ("first look", Sign::For),
    ("neighbours in common", Sign::For),
    ("share of either's neighbours", Sign::For),
    ("share of both's neighbours", Sign::For),
    ("few neighbours", Sign::Either),
    ("many neighbours", Sign::Either),
];

/// Neighbours by which a share of none is told from a share of few.
const FEW: f64 = 0.3;
/// Log odds beyond which a look is as sure as it can be.
const SURE: f64 = 8.0;

/// The company of every edge, in the order of the edges, among `documents` documents.
pub fn features(documents: usize, edges: &[Edge]) -> Vec<Company> {
    let mut near: Vec<Vec<(usize, f64)>> = vec![Vec::new(); documents];
    for &(a, b, probability) in edges {
        near[a].push((b, probability));
        near[b].push((a, probability));
    }
    near.iter_mut()
        .for_each(|list| list.sort_unstable_by_key(|(n, _)| *n));
    let sums: Vec<f64> = near
        .iter()
        .map(|list| list.iter().map(|(_, p)| p).sum())
        .collect();
    let company = |&(a, b, probability): &Edge| {
        let common = common(&near[a], &near[b]);
        let (x, y) = (sums[a] - probability, sums[b] - probability);
        let (few, many) = (x.min(y).max(0.0), x.max(y).max(0.0));
        [
            log_odds(probability),
            common.ln_1p(),
            common / (few + FEW),
            common / (many + FEW),
            few.ln_1p(),
            many.ln_1p(),
        ]
    };
    edges.iter().map(company).collect()
}

fn log_odds(probability: f64) -> f64 {
    let odds = probability / (1.0 - probability).max(1e-9);
    odds.max(1e-9).ln().clamp(-SURE, SURE)
}

/// Sum over common neighbours of the product of both probabilities.
fn common(a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        if a[i].0 == b[j].0 {
            sum += a[i].1 * b[j].1;
        }
        let (x, y) = (a[i].0, b[j].0);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_speak_for_a_pair() {
        let edges = [(0, 1, 0.5), (0, 2, 0.9), (1, 2, 0.9), (2, 3, 0.5)];
        let company = features(4, &edges);
        assert!(company[0][1] > 0.5, "{company:?}");
        assert_eq!(company[3][1], 0.0);
        assert!(company[0][0] == 0.0 && company[1][0] > 2.0, "{company:?}");
    }
}
