//! Passages that documents share.
//!
//! Candidates come from winnowed word shingles in an inverted index (`seed`); those whose shared
//! shingles may tell enough are aligned word by word (`align`), and what tells enough is proven
//! (`judge`). A passage reaches to the borders of its sentences where these are near, and is
//! parted where one text has a sentence that the other has not (`sentence`). Then the pile is
//! gone through again: words are not common because copies of the passage carry them, and
//! documents that share one place of a third are aligned as well (`through`).
//!
//! A document is compared with at most `CANDIDATES` earlier ones and `through::MOST` by way of a
//! third, and a shingle leads to at most `seed::CARRIERS`, so the work grows with the text and
//! not with its square. A text that more documents carry is linked to its first carriers.

mod align;
mod judge;
mod seed;
mod sentence;
mod through;
mod waiting;

use super::Pile;
use super::terms::{Marks, Terms};
use super::workers::Workers;
use crate::model::{Document, Reuse, Span};
use align::{Passage, Table};
use judge::{Verdict, is_promising, judge};
use seed::{Hit, Index};
use sentence::Text;
use std::ops::Range;
use through::{Links, Near};
use waiting::Waiting;

/// Earlier documents that one document is aligned with, those with most shared shingles first.
const CANDIDATES: usize = 64;
/// Share of a passage's equal words inside quotation marks that makes it a quotation.
const QUOTED: f64 = 0.9;

/// Shared passages, in order of the two documents and place.
pub fn find(pile: &Pile, terms: &Terms) -> Vec<Reuse> {
    between(&pile.documents, terms, pile.workers)
}

/// Shared passages of documents that are in order of id.
pub fn between(documents: &[Document], terms: &Terms, workers: Workers) -> Vec<Reuse> {
    let pile = Texts { documents, terms };
    let index = Index::new(terms);
    let found = workers.flat_map(documents, |b, _| pile.with_earlier(&index, b));
    let carriers = Carriers::new(documents.len(), &found);
    let again = |found| pile.again(found, &carriers);
    let mut found: Vec<Found> = found.into_iter().filter_map(again).collect();
    let links = Links::new(documents.len(), &found);
    let near = |b: usize, _: &Document| pile.through(&index, &links, &carriers, b);
    found.extend(workers.flat_map(documents, near));
    let mut rows: Vec<Reuse> = found.into_iter().flat_map(|f| f.rows).collect();
    rows.sort_by(|x, y| place(x).cmp(&place(y)));
    rows
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

/// What two documents share.
struct Found {
    a: usize,
    b: usize,
    rows: Vec<Reuse>,
    doubtful: Box<[Waiting]>,
}

/// The pile as far as reuse looks at it.
#[derive(Clone, Copy)]
struct Texts<'a> {
    documents: &'a [Document],
    terms: &'a Terms,
}

impl<'a> Texts<'a> {
    fn text(self, n: usize) -> Text<'a> {
        Text {
            text: &self.documents[n].text,
            words: self.terms.words(n),
        }
    }

    /// What document `b` shares with earlier ones.
    fn with_earlier(self, index: &Index, b: usize) -> Vec<Found> {
        let (terms, right) = (self.terms, self.text(b));
        let mut candidates = candidates(index, b);
        candidates.retain(|(_, hits)| is_promising(hits, right.words, terms));
        if candidates.is_empty() {
            return Vec::new();
        }
        let table = Table::new(right.words, &index.furniture(b));
        let with = |(a, _): (usize, Vec<Hit>)| {
            let passages = self.shared(index, &table, (a, b));
            let words = (terms.words(a), right.words);
            match judge(passages, words, terms, |_| 0, |_| false) {
                Verdict::Proven(passages) => Some(self.proven((a, b), passages)),
                Verdict::Doubtful(doubtful) => Some(Found {
                    a,
                    b,
                    rows: Vec::new(),
                    doubtful: doubtful.into_iter().map(Waiting::from).collect(),
                }),
                Verdict::Chance => None,
            }
        };
        candidates.into_iter().filter_map(with).collect()
    }

    /// Judges doubtful passages again, now that it is known which documents carry them.
    fn again(self, found: Found, carriers: &Carriers) -> Option<Found> {
        let Found { a, b, .. } = found;
        if found.doubtful.is_empty() {
            return Some(found);
        }
        let set_aside = self.set_aside(carriers, a, b);
        let words = (self.terms.words(a), self.terms.words(b));
        let doubtful = found.doubtful.iter().map(Passage::from).collect();
        match judge(doubtful, words, self.terms, set_aside, |_| false) {
            Verdict::Proven(passages) => Some(self.proven((a, b), passages)),
            _ => None,
        }
    }

    /// What document `b` shares with earlier ones that share the same with a third.
    fn through(self, index: &Index, links: &Links, carriers: &Carriers, b: usize) -> Vec<Found> {
        let near = links.near(b);
        if near.is_empty() {
            return Vec::new();
        }
        let right = self.text(b);
        let table = Table::new(right.words, &index.furniture(b));
        let with = |near: Near| {
            let (a, left) = (near.document, self.text(near.document));
            let passages = self.shared(index, &table, (a, b));
            let lies =
                |text: Text, range: &Range<usize>, span: Span| text.bytes(range).overlaps(span);
            let is_expected =
                |p: &Passage| lies(left, &p.a, near.there) && lies(right, &p.b, near.here);
            let set_aside = self.set_aside(carriers, a, b);
            let words = (left.words, right.words);
            match judge(passages, words, self.terms, set_aside, is_expected) {
                Verdict::Proven(passages) => Some(self.proven((a, b), passages)),
                _ => None,
            }
        };
        near.into_iter().filter_map(with).collect()
    }

    /// Passages of two documents that are no furniture; `table` is that of document `b`.
    fn shared(self, index: &Index, table: &Table, (a, b): (usize, usize)) -> Vec<Passage> {
        let mut passages = align::passages(self.text(a), self.text(b), table);
        passages.retain(|p| !index.is_furniture(b, &p.b));
        passages
    }

    /// Documents `a` and `b` share these.
    fn proven(self, (a, b): (usize, usize), passages: Vec<Passage>) -> Found {
        Found {
            a,
            b,
            rows: self.rows((a, b), passages),
            doubtful: Box::default(),
        }
    }

    /// How many documents carry the passage around two equal words.
    fn set_aside(self, carriers: &Carriers, a: usize, b: usize) -> impl Fn((usize, usize)) -> u32 {
        let (left, right) = (self.terms.words(a), self.terms.words(b));
        move |(i, j)| {
            let in_a = carriers.at(a, left[i].span().start);
            in_a.max(carriers.at(b, right[j].span().start))
        }
    }

    /// The rows for the passages that documents `a` and `b` share.
    fn rows(self, (a, b): (usize, usize), passages: Vec<Passage>) -> Vec<Reuse> {
        let (left, right) = (self.text(a), self.text(b));
        let passages = sentence::joined(left, right, passages);
        let containment_a = covered(passages.iter().map(|p| p.a.clone()), left.words.len());
        let containment_b = covered(passages.iter().map(|p| p.b.clone()), right.words.len());
        let row = |passage: &Passage| {
            let (span_a, span_b) = (left.bytes(&passage.a), right.bytes(&passage.b));
            let is_quoted = |(i, j): (usize, usize)| {
                left.words[i].is(Marks::QUOTED) && right.words[j].is(Marks::QUOTED)
            };
            let own_words = passage.count(|pair| !is_quoted(pair));
            Reuse {
                document_a: self.documents[a].id.clone(),
                start_a: span_a.start,
                end_a: span_a.end,
                document_b: self.documents[b].id.clone(),
                start_b: span_b.start,
                end_b: span_b.end,
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
}

/// How many documents share each place of a document.
struct Carriers {
    /// For each document the sorted first and last bytes of what others share.
    starts: Vec<Vec<usize>>,
    ends: Vec<Vec<usize>>,
}

impl Carriers {
    fn new(documents: usize, found: &[Found]) -> Self {
        let mut carriers = Carriers {
            starts: vec![Vec::new(); documents],
            ends: vec![Vec::new(); documents],
        };
        for Found { a, b, rows, .. } in found {
            for row in rows {
                carriers.starts[*a].push(row.start_a);
                carriers.ends[*a].push(row.end_a);
                carriers.starts[*b].push(row.start_b);
                carriers.ends[*b].push(row.end_b);
            }
        }
        carriers.starts.iter_mut().for_each(|s| s.sort_unstable());
        carriers.ends.iter_mut().for_each(|e| e.sort_unstable());
        carriers
    }

    fn at(&self, document: usize, byte: usize) -> u32 {
        let before = |bytes: &[usize]| bytes.partition_point(|&b| b <= byte);
        (before(&self.starts[document]) - before(&self.ends[document])) as u32
    }
}

/// Share of `total` words that lie in any of the ranges.
fn covered(ranges: impl Iterator<Item = Range<usize>>, total: usize) -> f64 {
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
