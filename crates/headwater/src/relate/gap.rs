//! The attribution gap: how much of a document was taken from others, against how much of that it
//! credits to them.
//!
//! Measured in bytes of the article outside quotation marks, as words that everybody heard may
//! stand in every report. Only what the pile shows counts: a source that is not in the pile cannot
//! be compared.

use super::lineage::View;
use crate::lexicon::same_outlet::{canonical, key};
use crate::model::*;
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};

const RULE: &str = "reused-against-credited";

/// One row for each document that shares words with a document it may have taken them from, in
/// order of the documents, then one for each outlet of such a document, in order of name.
pub(crate) fn find(view: &View) -> Vec<AttributionGap> {
    let mut taken: BTreeMap<usize, Taken> = BTreeMap::new();
    let ties = Ties::new(view);
    let index = |id: &DocumentId| view.index.get(id.as_str()).copied();
    for reuse in view.relations.reuse.iter().filter(|r| !r.quoted) {
        let (a, b) = (index(&reuse.document_a), index(&reuse.document_b));
        let (Some(a), Some(b)) = (a, b) else {
            continue;
        };
        for (to, from, start, end) in [
            (a, b, reuse.start_a, reuse.end_a),
            (b, a, reuse.start_b, reuse.end_b),
        ] {
            let span = Span::new(start, end);
            ties.enter(view, (from, to), span, taken.entry(to).or_default());
        }
    }
    taken.retain(|_, taken| !taken.possible.is_empty());
    let mut rows: Vec<AttributionGap> = taken.iter().map(|(&n, t)| t.row(view, n)).collect();
    let outlets = of_outlets(view, &rows);
    rows.extend(outlets);
    rows
}

/// What ties documents to each other.
struct Ties {
    /// (from, to) of edges between documents, and whether it is shown who took.
    edges: BTreeMap<(usize, usize), bool>,
    /// Keys of the outlets and other origins that a document credits.
    credits: BTreeMap<usize, BTreeSet<CompactString>>,
}

impl Ties {
    fn new(view: &View) -> Self {
        let mut ties = Ties {
            edges: BTreeMap::new(),
            credits: BTreeMap::new(),
        };
        let index = |id: &str| view.index.get(id).copied();
        let edges = view.relations.lineage.iter();
        for edge in edges.filter(|e| e.confidence >= Confidence::Likely) {
            let Some(to) = index(edge.to.as_str()) else {
                continue;
            };
            let from = index(&edge.from).filter(|_| edge.from_document);
            if let Some(from) = from {
                *ties.edges.entry((from, to)).or_default() |= edge.directed;
                if !edge.directed {
                    ties.edges.entry((to, from)).or_default();
                }
            }
            if edge.kind == LineageKind::Credited {
                let outlet = from.map(|n| view.pile.documents[n].outlet.as_deref());
                let name = outlet.unwrap_or(Some(&edge.from));
                let keys = name.map(|name| key(canonical(name)));
                ties.credits.entry(to).or_default().extend(keys);
            }
        }
        ties
    }

    /// Adds a shared span of document `to`, if it may have taken it from document `from`.
    fn enter(&self, view: &View, (from, to): (usize, usize), span: Span, taken: &mut Taken) {
        let Some(&shown) = self.edges.get(&(from, to)) else {
            return;
        };
        taken.possible.push(span);
        if shown {
            taken.shown.push(span);
        }
        if self.is_credited(view, from, to) {
            taken.credited.push(span);
        }
    }

    /// Document `to` names the outlet of `from`, or a source that `from` names too.
    fn is_credited(&self, view: &View, from: usize, to: usize) -> bool {
        let Some(named) = self.credits.get(&to) else {
            return false;
        };
        let outlet = view.pile.documents[from].outlet.as_deref();
        let is_named = outlet.is_some_and(|outlet| named.contains(&key(canonical(outlet))));
        let shared = self.credits.get(&from);
        is_named || shared.is_some_and(|origins| !origins.is_disjoint(named))
    }
}

/// Spans of one document that it shares with documents it may have taken them from.
#[derive(Default)]
struct Taken {
    shown: Vec<Span>,
    possible: Vec<Span>,
    credited: Vec<Span>,
}

impl Taken {
    fn row(&self, view: &View, n: usize) -> AttributionGap {
        let document = &view.pile.documents[n];
        let quoted = quoted(&view.pile.annotations[n]);
        let own = |spans: Vec<Span>| without(&spans, &quoted);
        let article = own(union(document.article().map(|b| b.span)));
        let shown = own(union(self.shown.iter().copied()));
        let credited = own(union(self.credited.iter().copied()));
        let uncredited = without(&shown, &credited);
        let length = bytes(&article);
        AttributionGap {
            document: Some(document.id.clone()),
            outlet: document.outlet.clone(),
            length,
            reused: share(bytes(&shown), length),
            reused_max: share(bytes(&own(union(self.possible.iter().copied()))), length),
            credited: share(bytes(&credited), length),
            gap: share(bytes(&uncredited), length),
            uncredited: uncredited
                .into_iter()
                .map(|span| Pointer::new(&document.id, span.trim(&document.text)))
                .filter(|p| !p.span.is_empty())
                .collect(),
            rule: RULE.into(),
        }
    }
}

/// The rows of each outlet's documents as one; documents without a row took nothing.
fn of_outlets(view: &View, rows: &[AttributionGap]) -> Vec<AttributionGap> {
    let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
    for (document, annotations) in view.pile.documents.iter().zip(&view.pile.annotations) {
        if let Some(outlet) = &document.outlet {
            let article = union(document.article().map(|b| b.span));
            let own = bytes(&without(&article, &quoted(annotations)));
            *lengths.entry(outlet).or_default() += own;
        }
    }
    let mut of: BTreeMap<&str, Vec<&AttributionGap>> = BTreeMap::new();
    for row in rows {
        if let Some(outlet) = &row.outlet {
            of.entry(outlet).or_default().push(row);
        }
    }
    let total = |(outlet, rows): (&str, Vec<&AttributionGap>)| {
        let length = lengths.get(outlet).copied().unwrap_or(0);
        let sum = |value: fn(&AttributionGap) -> f64| {
            let bytes: f64 = rows.iter().map(|r| value(r) * r.length as f64).sum();
            share(bytes.round() as usize, length)
        };
        AttributionGap {
            document: None,
            outlet: Some(outlet.into()),
            length,
            reused: sum(|r| r.reused),
            reused_max: sum(|r| r.reused_max),
            credited: sum(|r| r.credited),
            gap: sum(|r| r.gap),
            uncredited: Vec::new(),
            rule: RULE.into(),
        }
    };
    of.into_iter().map(total).collect()
}

fn quoted(annotations: &Annotations) -> Vec<Span> {
    let speech = annotations.quotations.iter();
    let marked = speech.filter(|q| !q.kind.is_unmarked());
    union(marked.flat_map(|q| q.contents.iter().map(|c| c.span)))
}

/// The bytes of all spans, as spans in order that do not touch.
fn union(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.into_iter().filter(|s| !s.is_empty()).collect();
    spans.sort();
    let mut union: Vec<Span> = Vec::new();
    for span in spans {
        match union.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => union.push(span),
        }
    }
    union
}

/// The bytes of `spans` that are not in `others`; both in order and apart.
fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut first = 0;
    for span in spans {
        let mut start = span.start;
        while others.get(first).is_some_and(|o| o.end <= start) {
            first += 1;
        }
        for other in others[first..].iter().take_while(|o| o.start < span.end) {
            if other.start > start {
                left.push(Span::new(start, other.start));
            }
            start = start.max(other.end);
        }
        if start < span.end {
            left.push(Span::new(start, span.end));
        }
    }
    left
}

fn bytes(spans: &[Span]) -> usize {
    spans.iter().map(|s| s.len()).sum()
}

/// Share of `part` in `whole`, in thousandths.
fn share(part: usize, whole: usize) -> f64 {
    match whole {
        0 => 0.0,
        _ => ((part as f64 / whole as f64).min(1.0) * 1000.0).round() / 1000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_joined_and_cut() {
        let span = |(start, end)| Span::new(start, end);
        let all = |spans: &[(usize, usize)]| spans.iter().copied().map(span).collect::<Vec<_>>();
        assert_eq!(
            union(all(&[(5, 9), (0, 2), (1, 5), (12, 12)])),
            all(&[(0, 9)])
        );
        let cut = without(
            &all(&[(0, 9), (10, 20)]),
            &all(&[(0, 1), (4, 5), (8, 12), (19, 30)]),
        );
        assert_eq!(cut, all(&[(1, 4), (5, 8), (12, 19)]));
    }
}
