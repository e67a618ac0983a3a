//! Quotations that hold what another collation is about.

use super::group::{Scores, is_linked};
use super::passage::Passage;
use super::score::place;
use crate::model::PassageKind;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Likeness from which a longer quotation holds the words of a shorter one.
const HELD: f64 = 0.9;

/// Groups and passages outside them that hold their words, with the first and the last of these
/// words, in order. `scored` gives the pairs that may be one, likest first, `linked` the groups made
/// of them.
pub fn parts(
    heads: &[&Passage],
    linked: &[Vec<usize>],
    scored: &[(f64, usize, usize)],
    score: &Scores,
) -> Vec<(usize, usize, RangeInclusive<usize>)> {
    let mut group_of = vec![0; heads.len()];
    for (n, group) in linked.iter().enumerate() {
        group.iter().for_each(|&head| group_of[head] = n);
    }
    let mut hosts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let longer = |a: usize, b: usize| heads[a].words.len() > heads[b].words.len();
    // The likest pairs come first.
    for &(_, a, b) in scored.iter().take_while(|(like, ..)| *like >= HELD) {
        let (host, held) = if longer(a, b) { (a, b) } else { (b, a) };
        if longer(host, held) && heads[host].kind == PassageKind::Quotation {
            hosts.entry((group_of[held], host)).or_insert(held);
        }
    }
    let part = |((group, host), held): ((usize, usize), usize)| {
        let members = &linked[group];
        let known = |&m: &usize| heads[m].document == heads[host].document;
        let joins = !members.iter().any(known) && is_linked(members, &[host], score, heads);
        let words = joins.then(|| place(heads[held], heads[host])).flatten()?;
        Some((group, host, words))
    };
    hosts.into_iter().filter_map(part).collect()
}
