//! Quotations before their speakers are named.

use super::cue::Report;
use super::{extent, kind};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Form};
use crate::model::{QuotationKind, Span};
use std::ops::Range;

/// A quotation without its speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub kind: QuotationKind,
    pub contents: Vec<Span>,
    pub cue: Option<Span>,
    /// The words that name the speaker, as items.
    pub source: Option<Range<usize>>,
    /// Those words name before whom something was said.
    pub hears: bool,
    /// Index of its unit.
    pub unit: usize,
    /// Words in marks that it holds, as indexes.
    pub marked: Vec<usize>,
    /// It has no cue of its own and goes on where an earlier draft ended.
    pub continues: bool,
}

impl Draft {
    /// Words in marks without a cue.
    pub fn bare(c: &Clauses, kind: QuotationKind, unit: usize, marked: usize) -> Self {
        Draft {
            kind,
            contents: vec![c.marked[marked].inner],
            cue: None,
            source: None,
            hears: false,
            unit,
            marked: vec![marked],
            continues: false,
        }
    }

    /// Gives way to another draft of the same words where that has its cue right behind them: 'Hours
    /// later Lee followed up: “I am tired,” he said, “but well.”' Where a name stands before it stays.
    fn yield_to(&mut self, c: &Clauses, tag: Draft) {
        let (Some(cue), Some(tagged)) = (self.cue, tag.cue) else {
            return;
        };
        let words = tag.contents[0];
        let closed = words.of(c.scan.text()).ends_with(',');
        if !closed || cue.end > words.start || tagged.start < words.end {
            return;
        }
        let named = |source: &Range<usize>| noun::is_somebody(c, source.clone());
        let relayed = ["reported", "reports"].contains(&tagged.of(c.scan.text()));
        match relayed || self.source.as_ref().is_some_and(named) {
            true => (self.contents, self.marked) = (tag.contents, tag.marked),
            false => *self = tag,
        }
    }

    /// Bytes between the cue and the content nearest to it.
    pub fn distance(&self) -> usize {
        let Some(cue) = self.cue else {
            return usize::MAX;
        };
        let to = |c: &Span| {
            c.start
                .saturating_sub(cue.end)
                .max(cue.start.saturating_sub(c.end))
        };
        self.contents.iter().map(to).min().unwrap_or(usize::MAX)
    }
}

/// All that some drafts hold, in text order.
pub(crate) struct Stretches(Vec<Span>);

impl Stretches {
    pub fn new(drafts: &[Draft]) -> Self {
        let mut spans: Vec<Span> = drafts.iter().flat_map(|d| d.contents.clone()).collect();
        spans.sort();
        Stretches(spans)
    }

    /// All contents of another draft lie in them.
    pub fn hold(&self, draft: &Draft) -> bool {
        let inside = |s: &Span| {
            let next = self.0.partition_point(|own| own.start <= s.start);
            next > 0 && self.0[next - 1].contains(*s)
        };
        draft.contents.iter().all(inside)
    }
}

/// The drafts that cues give.
pub(crate) fn from_reports(c: &Clauses, reports: &[Report]) -> Vec<Draft> {
    let mut direct: Vec<Option<usize>> = vec![None; c.marked.len()];
    let mut drafts: Vec<Draft> = Vec::new();
    for report in reports.iter().filter(|r| !r.relays) {
        let base = Draft {
            kind: QuotationKind::Indirect,
            contents: Vec::new(),
            cue: Some(c.span(report.cue.clone())),
            source: report.source.clone(),
            hears: report.hears(c),
            unit: report.unit,
            marked: Vec::new(),
            continues: false,
        };
        if report.object {
            let pieces = fragments(c, report, &base);
            drafts
                .extend(pieces.filter(|draft| !draft.marked.iter().any(|&m| direct[m].is_some())));
            continue;
        }
        let draft = Draft {
            kind: kind_of(c, report),
            contents: report
                .contents
                .iter()
                .filter_map(|r| content(c, r.clone()))
                .collect(),
            marked: marked_in(c, report),
            ..base
        };
        if draft.kind == QuotationKind::Direct {
            let holder = match draft.marked.iter().find_map(|&m| direct[m]) {
                Some(first) => {
                    drafts[first].yield_to(c, draft);
                    first
                }
                None => {
                    drafts.push(draft);
                    drafts.len() - 1
                }
            };
            for &marked in &drafts[holder].marked {
                direct[marked] = Some(holder);
            }
            continue;
        }
        drafts.push(draft);
    }
    drafts
}

fn fragments<'a>(
    c: &'a Clauses,
    report: &'a Report,
    base: &'a Draft,
) -> impl Iterator<Item = Draft> + 'a {
    report
        .contents
        .iter()
        .flat_map(|r| r.clone())
        .filter_map(move |item| Some((item, c.marked_at(item)?)))
        .filter(move |&(item, _)| !(kind::names_work(c, item) && kind::is_title(c, item)))
        .filter(move |&(item, marked)| !names(c, report, item, marked))
        .map(move |(item, marked)| Draft {
            kind: match is_utterance(c, report, item) {
                true => QuotationKind::Direct,
                false => QuotationKind::Fragment,
            },
            contents: vec![c.marked[marked].inner],
            marked: vec![marked],
            ..base.clone()
        })
}

/// 'described them as harsh: “If you are ill, you are out.”': a sentence behind a colon.
fn is_utterance(c: &Clauses, report: &Report, item: usize) -> bool {
    let colon = item > report.cue.end && c.kind(item - 1) == ItemKind::Colon;
    // '…: “If you are ill, you are out,” he said' has a cue of its own.
    let closed = item + 1 == c.units[report.unit].end || c.kind(item + 1) == ItemKind::Stop;
    let long = c
        .marked_at(item)
        .is_some_and(|m| kind::words(c, m) > kind::LONGEST_SCARE);
    // '… she met was right: “…”' belongs to another verb.
    let verb = |i: usize| c.is(i, Class::Auxiliary) || c.items[i].word.is_finite();
    let near = colon && !(report.cue.end..item).any(verb);
    near && closed && long && extent::ends_utterance(c, item)
}

/// 'Islanders call her the “grey lady”': a name that goes round, not what somebody said.
fn names(c: &Clauses, report: &Report, item: usize, marked: usize) -> bool {
    const LONGEST: usize = 3;
    let inner = c.marked[marked].inner.of(c.scan.text());
    // 'what she calls the “great loss”'
    let source = report.source.as_ref().filter(|source| source.start > 0);
    let own = source.is_some_and(|source| c.says(source.start - 1, "what"));
    c.is(report.cue.end - 1, Class::Naming)
        && !own
        && !is_one(c, report)
        && c.says(item - 1, "the")
        && inner.split_whitespace().count() <= LONGEST
}

/// 'Ek called her the “grey lady”': one speaks, and no 'Islanders' or 'they'.
fn is_one(c: &Clauses, report: &Report) -> bool {
    let Some(last) = report.source.as_ref().and_then(|s| s.clone().last()) else {
        return false;
    };
    let name = c.kind(last) == ItemKind::Capital && !c.text(last).ends_with('s');
    let third = c.items[report.cue.end - 1].word.form == Form::Third;
    name || third || c.is(last, Class::He) || c.is(last, Class::She)
}

fn marked_in(c: &Clauses, report: &Report) -> Vec<usize> {
    let items = report.contents.iter().flat_map(|r| r.clone());
    items.filter_map(|item| c.marked_at(item)).collect()
}

fn kind_of(c: &Clauses, report: &Report) -> QuotationKind {
    if report.act {
        return QuotationKind::Act;
    }
    let spoken = |item: &usize| c.marked_at(*item).is_some() && !kind::is_title(c, *item);
    if report
        .contents
        .iter()
        .all(|r| only_marked(c, r.clone()).is_some())
    {
        QuotationKind::Direct
    } else if report
        .contents
        .iter()
        .flat_map(|r| r.clone())
        .any(|i| spoken(&i))
    {
        QuotationKind::Mixed
    } else if report.is_thought(c) {
        QuotationKind::Thought
    } else {
        QuotationKind::Indirect
    }
}

/// The marked words that are all of a piece of content, but for 'that' and stops.
fn only_marked(c: &Clauses, mut piece: Range<usize>) -> Option<usize> {
    while piece.len() > 1 && c.kind(piece.end - 1) == ItemKind::Stop {
        piece.end -= 1;
    }
    if piece.len() > 1 && c.says(piece.start, "that") {
        piece.start += 1;
    }
    (piece.len() == 1)
        .then(|| c.marked_at(piece.start))
        .flatten()
}

/// The span of a piece of content, without marks around the whole of it and without a last stop.
fn content(c: &Clauses, mut piece: Range<usize>) -> Option<Span> {
    if let Some(marked) = only_marked(c, piece.clone()) {
        return Some(c.marked[marked].inner);
    }
    let edge =
        |item| matches!(c.kind(item), ItemKind::Comma | ItemKind::Dash) || c.ends_sentence(item);
    while !piece.is_empty() && edge(piece.end - 1) {
        piece.end -= 1;
    }
    (!piece.is_empty()).then(|| c.span(piece))
}
