//! Places where the witnesses of a collation differ, classed by what stands there.

use super::align::{Column, align};
use super::class::{Place, classify};
use super::passage::Passage;
use crate::lexicon::fold::Word;
use crate::lexicon::token::is_apostrophe;
use crate::model::{Pointer, Reading, Span, Variant};
use crate::relate::Pile;
use std::ops::Range;

/// The apparatus of one collation; `passages` in the order of its witnesses.
pub fn variants(pile: &Pile, id: &str, passages: &[&Passage], translated: bool) -> Vec<Variant> {
    let base = base(passages);
    let order: Vec<usize> = std::iter::once(base)
        .chain((0..passages.len()).filter(|&w| w != base))
        .collect();
    let words: Vec<&[Word]> = order
        .iter()
        .map(|&w| passages[w].words.as_slice())
        .collect();
    let columns = align(&words);
    let witnesses: Vec<&Passage> = order.iter().map(|&w| passages[w]).collect();
    let mut found = Vec::new();
    for range in differing(pile, &columns, &witnesses) {
        let place = Place {
            pile,
            witnesses: &witnesses,
            translated,
        };
        let readings = readings(pile, &witnesses, &columns, range.clone());
        if let Some((class, rule)) = classify(&place, &readings) {
            let readings = readings.into_iter().map(|r| r.reading).collect();
            found.push(Variant {
                collation: id.into(),
                place: range.start,
                class,
                readings,
                rule: rule.into(),
            });
        }
    }
    found
}

/// The witness with most words; of several the first.
fn base(passages: &[&Passage]) -> usize {
    (0..passages.len())
        .max_by_key(|&w| (passages[w].words.len(), std::cmp::Reverse(w)))
        .unwrap_or(0)
}

/// How far the cells of a column agree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    /// The same letters in all witnesses.
    Equal,
    /// One word, spelt in two ways.
    Folded,
    /// Different words, or none in some witness.
    None,
}

/// Runs of columns in which witnesses differ, places of mere spelling apart from the others.
fn differing(pile: &Pile, columns: &[Column], witnesses: &[&Passage]) -> Vec<Range<usize>> {
    let mut runs: Vec<(Agreement, Range<usize>)> = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        let found = column_agreement(pile, column, witnesses);
        match runs.last_mut() {
            _ if found == Agreement::Equal => {}
            Some((kind, run)) if run.end == n && *kind == found => run.end = n + 1,
            _ => runs.push((found, n..n + 1)),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

fn column_agreement(pile: &Pile, column: &Column, witnesses: &[&Passage]) -> Agreement {
    let cells = || column.iter().zip(witnesses);
    let mut forms = cells().map(|(at, p)| at.map(|at| p.words[at].form.as_str()));
    let mut surfaces = cells().map(|(at, p)| at.map(|at| surface(pile, p, at)));
    let (form, written) = (forms.next().flatten(), surfaces.next().flatten());
    if !forms.all(|other| other == form) {
        Agreement::None
    } else if surfaces.all(|other| other == written) {
        Agreement::Equal
    } else {
        Agreement::Folded
    }
}

/// A word as written but for case and the form of apostrophes.
fn surface(pile: &Pile, passage: &Passage, at: usize) -> String {
    let written = passage.words[at]
        .span
        .of(&pile.documents[passage.document].text);
    written
        .chars()
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

/// A reading with what classing needs to know about it.
pub struct Found {
    /// As shown.
    pub reading: Reading,
    /// Witnesses that have it, as indexes.
    pub witnesses: Vec<usize>,
    /// Folded words.
    pub words: Vec<Word>,
    /// A witness ends or begins its quotation here rather than leaving words out.
    pub outside: bool,
}

/// Readings of a run of columns, most witnesses first, then in order of witness.
fn readings(
    pile: &Pile,
    witnesses: &[&Passage],
    columns: &[Column],
    range: Range<usize>,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (w, passage) in witnesses.iter().enumerate() {
        let at: Vec<usize> = columns[range.clone()].iter().filter_map(|c| c[w]).collect();
        let words: Vec<Word> = at.iter().map(|&i| passage.words[i].clone()).collect();
        let outside = words.is_empty() && is_outside(pile, passage, w, columns, &range);
        let pointer = pointer(pile, passage, w, columns, &range);
        let same = found.iter_mut().find(|f| {
            f.outside == outside
                && f.words
                    .iter()
                    .map(|w| &w.form)
                    .eq(words.iter().map(|w| &w.form))
        });
        match same {
            Some(f) => {
                f.witnesses.push(w);
                f.reading.witnesses.push(pointer);
            }
            None => {
                let text = text(pile, passage, &words);
                let reading = Reading {
                    text,
                    witnesses: vec![pointer],
                };
                found.push(Found {
                    reading,
                    witnesses: vec![w],
                    words,
                    outside,
                });
            }
        }
    }
    found.sort_by_key(|f| (std::cmp::Reverse(f.witnesses.len()), f.witnesses[0]));
    found
}

fn text(pile: &Pile, passage: &Passage, words: &[Word]) -> String {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first
            .span
            .cover(last.span)
            .of(&pile.documents[passage.document].text)
            .into(),
        _ => String::new(),
    }
}

/// Where the reading stands; an empty span after the word before it when the witness lacks it.
fn pointer(
    pile: &Pile,
    passage: &Passage,
    w: usize,
    columns: &[Column],
    range: &Range<usize>,
) -> Pointer {
    let here = || columns[range.clone()].iter().filter_map(|c| c[w]);
    let span = match (here().next(), here().next_back()) {
        (Some(first), Some(last)) => passage.words[first].span.cover(passage.words[last].span),
        _ => {
            let before = columns[..range.start].iter().rev().find_map(|c| c[w]);
            let end = before.map_or(passage.span.start, |i| passage.words[i].span.end);
            Span::new(end, end)
        }
    };
    Pointer::new(&pile.documents[passage.document].id, span)
}

/// The witness's words lie all before or all after these columns, and it does not end its
/// sentence there: it quotes less, it does not say less.
fn is_outside(
    pile: &Pile,
    passage: &Passage,
    w: usize,
    columns: &[Column],
    range: &Range<usize>,
) -> bool {
    let before = columns[..range.start].iter().any(|c| c[w].is_some());
    let after = columns[range.end..].iter().any(|c| c[w].is_some());
    if before && after {
        return false;
    }
    let text = &pile.documents[passage.document].text;
    let ends_sentence = text[..passage.span.end]
        .trim_end()
        .ends_with(['.', '!', '?']);
    !(before && ends_sentence)
}
