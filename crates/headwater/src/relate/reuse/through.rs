//! Documents that share a passage with the same place of a third.
//!
//! Heavily edited copies of one report may have no shingle in common, though each shares many
//! with the report. Nothing is taken over from the third: the two are aligned, and what they
//! share must lie in that place.

use super::Found;
use crate::model::Span;
use std::cmp::Reverse;

/// Rows of a document by which third documents are looked for, the longest first.
const ROWS: usize = 48;
/// Bytes of the third document that both must share with it.
const OVERLAP: usize = 24;
/// Documents that one document is aligned with this way.
const MOST: usize = 24;

/// A document that may share a passage, and where.
pub struct Near {
    /// The earlier document.
    pub document: usize,
    /// The passage there.
    pub there: Span,
    /// The passage in the document that asks.
    pub here: Span,
}

struct Link {
    other: usize,
    here: Span,
    there: Span,
}

/// Shared passages by document.
pub struct Links(Vec<Vec<Link>>);

impl Links {
    pub fn new(documents: usize, found: &[Found]) -> Self {
        let mut links: Vec<Vec<Link>> = (0..documents).map(|_| Vec::new()).collect();
        for Found { a, b, rows, .. } in found {
            for row in rows {
                let [in_a, in_b] = row.spans();
                links[*a].push(Link {
                    other: *b,
                    here: in_a,
                    there: in_b,
                });
                links[*b].push(Link {
                    other: *a,
                    here: in_b,
                    there: in_a,
                });
            }
        }
        for links in &mut links {
            links.sort_by_key(|l| (Reverse(l.here.len()), l.other, l.here.start));
        }
        Links(links)
    }

    /// Earlier documents that share with a third what document `b` shares with it, and nothing
    /// known with `b` itself; those with the longest passages, in order.
    pub fn near(&self, b: usize) -> Vec<Near> {
        let mut known: Vec<usize> = self.0[b].iter().map(|l| l.other).collect();
        known.sort_unstable();
        let mut near: Vec<(usize, Near)> = Vec::new();
        for first in self.0[b].iter().take(ROWS) {
            for second in self.0[first.other].iter().take(ROWS) {
                let overlap = overlap(first.there, second.here);
                let new = second.other < b && known.binary_search(&second.other).is_err();
                if new && overlap >= OVERLAP {
                    let found = Near {
                        document: second.other,
                        there: second.there,
                        here: first.here,
                    };
                    near.push((overlap, found));
                }
            }
        }
        near.sort_by_key(|(overlap, n)| (n.document, Reverse(*overlap), n.here.start));
        near.dedup_by_key(|(_, n)| n.document);
        near.sort_by_key(|(overlap, n)| (Reverse(*overlap), n.document));
        near.truncate(MOST);
        near.into_iter().map(|(_, near)| near).collect()
    }
}

fn overlap(x: Span, y: Span) -> usize {
    x.end.min(y.end).saturating_sub(x.start.max(y.start))
}
