//! Passages that documents share.
//!
//! Candidates come from winnowed word shingles in an inverted index (`seed`), proof from
//! aligning the two texts around them (`align`). A document is compared with at most
//! `CANDIDATES` earlier ones, and a shingle leads to at most `seed::CARRIERS` of them, so the
//! work grows with the text and not with its square. A text that more documents carry is linked
//! to its first carriers.

mod align;
mod seed;

use super::Pile;
use super::terms::{Marks, Terms, Word};
use super::workers::Workers;
use crate::model::{Document, Reuse};
use align::Passage;
use seed::{Hit, Index};

/// Earlier documents that one document is aligned with, those with most shared shingles first.
const CANDIDATES: usize = 64;
/// Equal words that a passage needs.
const MIN_WORDS: usize = 6;
/// Equal words that are neither names nor numbers, so that a list of names is no reuse.
const MIN_PLAIN: usize = 4;
/// What the best passage of two documents must tell, in nats: stock phrases of the trade ('was
/// taken to a hospital where he') tell little.
const MIN_BEST: f64 = 16.0;
/// What every further passage must tell.
const MIN_FURTHER: f64 = 5.0;
/// Equal words that are no chance however common each is, as in a pile of one story.
const LONG: usize = 24;
/// Similarity that they need.
const CLOSE: f64 = 0.8;
/// Share of a passage's equal words inside quotation marks that makes it a quotation.
const QUOTED: f64 = 0.9;

/// Shared passages, in order of the two documents and place.
pub fn find(pile: &Pile, terms: &Terms) -> Vec<Reuse> {
    between(&pile.documents, terms, pile.workers)
}

/// Shared passages of documents that are in order of id.
pub fn between(documents: &[Document], terms: &Terms, workers: Workers) -> Vec<Reuse> {
    let index = Index::new(terms);
    let with_earlier = |b: usize, _: &Document| {
        let mut found = Vec::new();
        for (a, hits) in candidates(&index, b) {
            let mut passages = align::passages(terms.words(a), terms.words(b), &hits);
            passages.retain(|p| !index.is_furniture(b, &p.b));
            let passages = proven(passages, terms.words(a), terms);
            found.extend(rows(documents, terms, (a, b), &passages));
        }
        found
    };
    let mut found = workers.flat_map(documents, with_earlier);
    found.sort_by(|x, y| place(x).cmp(&place(y)));
    found
}

fn place(row: &Reuse) -> (&str, &str, usize, usize) {
    let (a, b) = (row.document_a.as_str(), row.document_b.as_str());
    (a, b, row.start_a, row.start_b)
}

/// Earlier documents that share shingles with document `b`, with the places.
fn candidates(index: &Index, b: usize) -> Vec<(usize, Vec<Hit>)> {
    let hits = index.hits(b);
    let mut found: Vec<(usize, Vec<Hit>)> = hits
        .chunk_by(|x, y| x.document == y.document)
        .map(|hits| (hits[0].document, hits.to_vec()))
        .collect();
    found.sort_by_key(|(a, hits)| (std::cmp::Reverse(hits.len()), *a));
    found.truncate(CANDIDATES);
    found
}

/// The rows for the passages that documents `a` and `b` share.
fn rows(
    documents: &[Document],
    terms: &Terms,
    (a, b): (usize, usize),
    passages: &[Passage],
) -> Vec<Reuse> {
    let (left, right) = (terms.words(a), terms.words(b));
    let containment_a = covered(passages.iter().map(|p| p.a.clone()), left.len());
    let containment_b = covered(passages.iter().map(|p| p.b.clone()), right.len());
    let row = |passage: &Passage| {
        let (span_a, span_b) = (spread(left, &passage.a), spread(right, &passage.b));
        let own_words = passage.count(|(i, j)| !(is_quoted(left, i) && is_quoted(right, j)));
        Reuse {
            document_a: documents[a].id.clone(),
            start_a: span_a.0,
            end_a: span_a.1,
            document_b: documents[b].id.clone(),
            start_b: span_b.0,
            end_b: span_b.1,
            similarity: passage.similarity(),
            containment_a,
            containment_b,
            words: passage.equal.len(),
            own_words,
            quoted: own_words as f64 <= (1.0 - QUOTED) * passage.equal.len() as f64,
        }
    };
    passages.iter().map(row).collect()
}

fn is_quoted(words: &[Word], at: usize) -> bool {
    words[at].is(Marks::QUOTED)
}

/// First and last byte of a range of words.
fn spread(words: &[Word], range: &std::ops::Range<usize>) -> (usize, usize) {
    (
        words[range.start].span().start,
        words[range.end - 1].span().end,
    )
}

/// Passages that tell enough not to be chance.
fn proven(mut passages: Vec<Passage>, words: &[Word], terms: &Terms) -> Vec<Passage> {
    let tells = |p: &Passage| telling(p, words, terms);
    passages.retain(|p| tells(p) >= MIN_FURTHER);
    if passages.iter().all(|p| tells(p) < MIN_BEST) {
        passages.clear();
    }
    passages
}

/// How much a passage tells: the rarity of its equal words, the less the more it differs.
fn telling(passage: &Passage, words: &[Word], terms: &Terms) -> f64 {
    let is_plain = |i: usize| !words[i].is(Marks::NAME) && !words[i].is(Marks::NUMBER);
    if passage.equal.len() < MIN_WORDS || passage.count(|(i, _)| is_plain(i)) < MIN_PLAIN {
        return 0.0;
    }
    let share = |w: Word| match w.is(Marks::NUMBER) {
        true => 0.0,
        false => 1.0 - 0.5 * f64::from(u8::from(w.is(Marks::NAME))),
    };
    let equal = passage.equal.iter().map(|&(i, _)| words[i]);
    let rarity: f64 = equal.map(|w| share(w) * terms.rarity(w.term)).sum();
    let similarity = passage.similarity();
    let sure = passage.equal.len() >= LONG && similarity >= CLOSE;
    (rarity * similarity.powi(2)).max(if sure { MIN_BEST } else { 0.0 })
}

/// Share of `total` words that lie in any of the ranges.
fn covered(ranges: impl Iterator<Item = std::ops::Range<usize>>, total: usize) -> f64 {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_by_key(|r| r.start);
    let (mut end, mut words) = (0, 0);
    for range in ranges {
        words += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    words as f64 / total.max(1) as f64
}

#[cfg(test)]
mod tests;
