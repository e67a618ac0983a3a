//! Cues: who is reported to say what, by verbs, nouns and 'according to'.
//!
//! Each cue gives at most one [`Report`]. The content stands after the cue ('Lee said that …'),
//! before it ('…, Lee said'), or on both sides of it.

mod bare;
mod before;
mod content;
mod governor;
mod group;
mod idle;
mod light;
mod object;
mod passive;
mod phrase;
mod refusal;
mod subject;
mod thing;
mod verb;

use super::extent;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Takes, Word};
use crate::lexicon::outlet_name;
use passive::is_forum;
use std::ops::Range;

/// A cue with what it attributes, as ranges of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// Index of its unit.
    pub unit: usize,
    /// 'has said', 'according to'.
    pub cue: Range<usize>,
    /// The words that name the speaker.
    pub source: Option<Range<usize>>,
    /// The words that name who was spoken to: 'told the Post'.
    pub hearer: Option<Range<usize>>,
    /// One or two pieces.
    pub contents: Vec<Range<usize>>,
    /// The cue takes a noun phrase: only words in marks are content.
    pub object: bool,
    /// The content is what an act of speech is about: 'criticised the plan'.
    pub act: bool,
    /// The content has a speaker of its own: 'he said, according to Reuters'.
    pub relays: bool,
}

impl Report {
    /// Its source is no speaker, but those before whom something is said: 'the inquest heard that',
    /// 'jurors were told that'.
    pub fn hears(&self, c: &Clauses) -> bool {
        let cue = c.text(self.cue.end - 1);
        let hears = cue.ends_with("heard") || cue.ends_with("told");
        let source = self.source.as_ref().filter(|_| hears);
        source.is_some_and(|source| is_forum(c, source))
    }

    /// It tells what is in a mind, not what was said: 'Lee knew that'. What an outlet understands, a
    /// court has heard and 'is understood' was said to them.
    pub fn is_thought(&self, c: &Clauses) -> bool {
        let tells = |&i: &usize| {
            let word = c.items[i].word;
            word.reports() || word.is(Class::SpeechNoun)
        };
        let verb = self.cue.clone().rev().find(tells);
        verb.is_some_and(|verb| {
            let mind = c.items[verb].word.takes(Takes::Thought);
            mind && self.source.is_some() && !self.is_learned(c, verb) && !self.hears(c)
        })
    }

    /// An outlet has found out what it tells: 'the BBC understands', 'the Post has learned'.
    fn is_learned(&self, c: &Clauses, verb: usize) -> bool {
        let Some(source) = self.source.clone().filter(|source| !source.is_empty()) else {
            return false;
        };
        let article = source.start + usize::from(c.is(source.start, Class::Determiner));
        let words = source.len();
        let name = (article < source.end).then(|| c.span(article..source.end).of(c.scan.text()));
        let outlet = name.is_some_and(|name| outlet_name::named(name, words).is_some());
        c.items[verb].word.takes(Takes::Learned) && outlet
    }
}

/// All reports of a document, in order of their cues.
pub(crate) fn find(c: &Clauses) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for (n, unit) in c.units.iter().enumerate() {
        let first = reports.len();
        for at in unit.clone() {
            // 'As Lee explained, …': the verb is that of the report found before.
            if reports[first..].last().is_some_and(|r| r.cue.contains(&at)) {
                continue;
            }
            let here = Unit {
                c,
                index: n,
                items: unit.clone(),
                earlier: &reports[first..],
            };
            let report = here
                .according_to(at)
                .or_else(|| here.in_words(at))
                .or_else(|| here.as_told(at))
                .or_else(|| here.fronted(at))
                .or_else(|| here.quoting(at))
                .or_else(|| here.passive(at))
                .or_else(|| here.told_by(at))
                .or_else(|| here.told_court(at))
                .or_else(|| here.impersonal(at))
                .or_else(|| here.made_clear(at))
                .or_else(|| here.verb(at))
                .or_else(|| here.asked(at))
                .or_else(|| here.noun(at));
            if let Some(report) = report {
                end_before(&mut reports[first..], &report);
                reports.push(report);
            }
        }
    }
    reports
}

/// What a later cue reports holds the cues and contents before it: those of 'Lee plans to leave, the
/// Post reported' end before the comma.
fn end_before(earlier: &mut [Report], later: &Report) {
    let Some(outer) = later.contents.first().filter(|o| o.end <= later.cue.start) else {
        return;
    };
    let inside = |r: &&mut Report| r.cue.start >= outer.start;
    for report in earlier.iter_mut().rev().take_while(inside) {
        for content in &mut report.contents {
            let runs_on = outer.contains(&content.start) && content.end > outer.end;
            content.end = if runs_on { outer.end } else { content.end };
        }
    }
}

/// A unit and the reports found before the item that is looked at.
struct Unit<'a, 'b> {
    c: &'a Clauses<'b>,
    index: usize,
    items: Range<usize>,
    earlier: &'a [Report],
}

impl Unit<'_, '_> {
    fn report(&self, cue: Range<usize>, source: Option<Range<usize>>) -> Report {
        Report {
            unit: self.index,
            cue,
            source,
            hearer: None,
            contents: Vec::new(),
            object: false,
            act: false,
            relays: false,
        }
    }

    fn kind(&self, at: usize) -> Option<ItemKind> {
        self.items.contains(&at).then(|| self.c.kind(at))
    }

    /// The item is in the unit and is this word.
    fn says(&self, at: usize, word: &str) -> bool {
        at < self.items.end && self.c.says(at, word)
    }

    /// The item is in the unit and of this class.
    fn is(&self, at: usize, class: Class) -> bool {
        at < self.items.end && self.c.is(at, class)
    }

    /// Some item of a stretch is of this class.
    fn holds(&self, mut stretch: Range<usize>, class: Class) -> bool {
        stretch.any(|i| self.c.is(i, class))
    }

    /// The item before one, where the unit has begun.
    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1)
            .filter(|&before| before >= self.items.start)
    }

    fn is_marked(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(ItemKind::Marked(_)))
    }

    /// The report is of words, not of a wish or an act.
    fn speaks(&self, report: &Report) -> bool {
        let mut cue = report.cue.clone();
        !report.act
            && !report.contents.is_empty()
            && cue.any(|i| quotes(self.c.items[i].word) || self.c.is(i, Class::SpeechNoun))
    }

    /// A verb by which one gives another's words: 'the Post quoted Lee as saying'.
    fn quotes_another(&self, at: usize) -> bool {
        const QUOTES: [&str; 4] = ["quoted", "quotes", "cited", "cites"];
        QUOTES.iter().any(|word| self.c.says(at, word))
    }

    fn hearer(&self, verb: usize, at: usize) -> Option<Range<usize>> {
        let c = self.c;
        if !c.items[verb].word.takes(Takes::Hearer)
            || at >= self.items.end
            || c.is(at, Class::Complementizer) && !c.is(at, Class::Determiner)
            || c.says(at, "that")
        {
            return None;
        }
        let mut end = noun::base_end(c, at, self.items.end);
        // 'told her the two had left'
        if c.says(at, "her") && self.is(at + 1, Class::Determiner) {
            end = at + 1;
        }
        while end > at && end + 1 < self.items.end && c.says(end, "of") {
            end = noun::base_end(c, end + 1, self.items.end);
        }
        // Where a page has lost an outlet's name, 'told Norway's the mine …', no phrase goes on.
        let lost = (at + 1..end)
            .find(|&i| c.kind(i - 1) == ItemKind::Possessive && c.is(i, Class::Determiner));
        let end = lost.unwrap_or(end);
        // 'told officers parties are held'
        let many = end == at + 2
            && c.text(at).ends_with('s')
            && c.text(at + 1).ends_with('s')
            && (at..end).all(|i| c.kind(i) == ItemKind::Lower)
            && self.is(end, Class::Auxiliary);
        let end = if many { at + 1 } else { end };
        // 'warned the mine would close'
        let subject = c.items[verb].word.takes(Takes::Unaddressed)
            && (at + 1..=end).any(|i| i < self.items.end && begins_predicate(c, i));
        (end > at && !subject).then(|| {
            let row = noun::press::row_after(c, at..end, self.items.end);
            row.start..self.explained_end(row.end)
        })
    }

    /// Where 'his deputy, Bo Ek,' ends, if what is said to him follows: 'told his deputy, Bo Ek, to leave'.
    fn explained_end(&self, end: usize) -> usize {
        let comma = |i: usize| self.kind(i) == Some(ItemKind::Comma);
        let mut name = end + 1..self.items.end;
        let close = name.find(|&i| self.c.kind(i) != ItemKind::Capital);
        let next = |close: usize| {
            let begins = self.says(close + 1, "to") || self.says(close + 1, "that");
            begins || self.is(close + 1, Class::PersonPronoun)
        };
        let explains = |&close: &usize| comma(close) && close > end + 1 && next(close);
        let close = close.filter(explains).filter(|_| comma(end));
        close.unwrap_or(end)
    }
}

/// The verb can introduce words in marks.
fn quotes(word: Word) -> bool {
    word.takes(Takes::Quote) || word.takes(Takes::Bare) || word.takes(Takes::Hearer)
}

/// A clause can begin at item `at`.
fn starts_clause(c: &Clauses, at: usize, end: usize) -> bool {
    c.is_word(at)
        && end - at > 2
        && !c.is(at, Class::Conjunction)
        && (!c.is(at, Class::Preposition)
            || c.kind(at) == ItemKind::Capital
            || extent::bounds_number(c, at, end))
        && !c.is(at, Class::Relative)
        && !c.says(at, "to")
        && (!c.is(at, Class::Time) || c.kind(at + 1) == ItemKind::Possessive)
        && !(c.says(at, "each") && c.says(at + 1, "other"))
        && (!c.is(at, Class::Subordinator)
            || c.is(at, Class::Determiner)
            || c.says(at, "although")
            || extent::bounds_number(c, at, end))
}

/// A finite verb stands at an item, as where a clause goes on: 'left', 'has', and no noun of a list,
/// 'claims, reports and rumours'.
fn begins_predicate(c: &Clauses, at: usize) -> bool {
    let word = c.items[at].word;
    c.kind(at) == ItemKind::Lower && (word.is_finite() || word.is(Class::Auxiliary))
}
