//! Cues: who is reported to say what, by verbs, nouns and 'according to'.
//!
//! Each cue gives at most one [`Report`]. The content stands after the cue ('Lee said that …'),
//! before it ('…, Lee said'), or on both sides of it.

mod content;
mod group;
pub(super) mod passive;
mod phrase;
mod subject;

use super::extent;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Form, Takes, Word};
use group::Group;
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

/// All reports of a document, in order of their cues.
pub(crate) fn find(c: &Clauses) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for (n, unit) in c.units.iter().enumerate() {
        let first = reports.len();
        for at in unit.clone() {
            let here = Unit {
                c,
                index: n,
                items: unit.clone(),
                earlier: &reports[first..],
            };
            let report = here
                .according_to(at)
                .or_else(|| here.in_words(at))
                .or_else(|| here.fronted(at))
                .or_else(|| here.quoting(at))
                .or_else(|| here.passive(at))
                .or_else(|| here.told_court(at))
                .or_else(|| here.impersonal(at))
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

    /// A verb of speech or thought with its subject and content.
    fn verb(&self, at: usize) -> Option<Report> {
        let c = self.c;
        let word = c.items[at].word;
        let listed = self.listed(at);
        let unlisted = !quotes(word) && self.unlisted(at);
        if !listed && !unlisted || self.is_aside(at) {
            return None;
        }
        let group = self.group(at)?;
        let quote = quotes(word) || unlisted;
        let source = match self.inverted(&group, quote) {
            Some(source) => Some((source, true)),
            None => self.subject(&group).map(|source| (source, false)),
        };
        let (source, inverted) = source?;
        let mut report = self.report(group.cue.clone(), Some(source.clone()));
        let after = if inverted { source.end } else { group.cue.end };
        let left_end = if inverted { group.start } else { source.start };
        let postposed = quote
            && !group.infinitive
            && word.form != Form::Ing
            && self.quote_before(left_end)
            && !self.is_told(left_end)
            && !self.goes_on(&group, left_end);
        if postposed || inverted {
            report.contents = vec![extent::left(c, self.items.start, left_end)];
            report.hearer = self.hearer(at, after);
            let after = report.hearer.as_ref().map_or(after, |h| h.end);
            let rest = self.rest(after);
            // 'By noon, said Lee, the mine was empty'
            let leads = c.is(self.items.start, Class::Preposition);
            let rest = rest.or_else(|| self.continuation(after, leads).filter(|_| !postposed));
            report.contents.extend(rest);
            return Some(report);
        }
        self.right(at, after, &mut report);
        // 'never said “sorry”', 'refused to say “sorry”'
        let denied = (group.start..at).any(|i| c.is(i, Class::Negation)) || self.is_refused(&group);
        if denied && self.is_bare_quote(&report) || self.refuses_words(at, &report) {
            return None;
        }
        if report.contents.is_empty() && !report.object {
            self.left(at, left_end, &mut report);
        }
        let loose = word.form == Form::Ing && group.start == at && {
            let before = at.checked_sub(1).filter(|&b| b >= self.items.start);
            before.is_some_and(|b| c.is_word(b))
        };
        if report.contents.is_empty() && !group.infinitive && !loose {
            self.act(at, after, &mut report);
        }
        if report.object && self.goes_through(at, report.cue.end) {
            report.cue.end += 1;
        }
        report.act |= self.is_silent(at, &report);
        self.stay_in_clause(&mut report);
        (!report.contents.is_empty()).then_some(report)
    }

    /// A verb by which one gives another's words: 'the Post quoted Lee as saying'.
    fn quotes_another(&self, at: usize) -> bool {
        const QUOTES: [&str; 4] = ["quoted", "quotes", "cited", "cites"];
        QUOTES.iter().any(|word| self.c.says(at, word))
    }

    /// All that is reported stands in marks.
    fn is_bare_quote(&self, report: &Report) -> bool {
        let mut contents = report.contents.iter();
        !report.contents.is_empty()
            && contents.all(|r| r.clone().all(|i| !self.c.is_word(i)) && self.is_marked(r.start))
    }

    fn refuses(&self, at: usize) -> bool {
        const REFUSALS: [&str; 6] = [
            "refused",
            "refuses",
            "declined",
            "declines",
            "refusing",
            "declining",
        ];
        REFUSALS.iter().any(|word| self.c.says(at, word))
    }

    /// 'refused to say': words that were not spoken.
    fn is_refused(&self, group: &Group) -> bool {
        let before = group.start.checked_sub(2).filter(|_| group.infinitive);
        before.is_some_and(|b| self.refuses(b))
    }

    /// 'declined to comment', 'refused to say more': an act that gives no words.
    fn is_silent(&self, at: usize, report: &Report) -> bool {
        let silent = |r: &Range<usize>| {
            self.says(r.start, "to")
                && r.len() > 1
                && !r.clone().any(|i| self.is_marked(i))
                && (self.c.is(r.start + 1, Class::SpeechNoun)
                    || self.c.items[r.start + 1].word.takes(Takes::Quote))
        };
        self.refuses(at) && report.contents.iter().any(silent)
    }

    /// 'refused to say “sorry”', seen from the verb that refuses.
    fn refuses_words(&self, at: usize, report: &Report) -> bool {
        let words = |r: &Range<usize>| {
            r.len() == 3 && self.c.says(r.start, "to") && self.is_marked(r.start + 2)
        };
        self.refuses(at) && report.contents.iter().any(words)
    }

    /// The words in marks before the subject are no utterance of this verb, as its content follows it: 'In
    /// her book, “The Long Quay,” Lee writes that …', '“He is lost.” Ek replied: “I am not.”'
    fn goes_on(&self, group: &Group, left_end: usize) -> bool {
        let c = self.c;
        let after = group.cue.end;
        if after + 1 >= self.items.end {
            return false;
        }
        let subject = c.is(after, Class::PersonPronoun) || c.says(after, "it");
        let noun = noun::base_end(c, after, self.items.end);
        let clause = noun > after && noun < self.items.end && c.is(noun, Class::Auxiliary);
        let closed = left_end.checked_sub(1).and_then(|b| c.marked_at(b));
        let closed = closed.is_some_and(|m| {
            c.marked[m]
                .inner
                .of(c.scan.text())
                .ends_with(['.', '!', '?'])
        });
        let answers = closed && c.kind(after) == ItemKind::Colon && self.is_marked(after + 1);
        let declines = closed && c.items[group.verb].word.takes(Takes::To) && c.says(after, "to");
        // 'Lee said that day.'
        let long = after + 3 < self.items.end && c.is_word(after + 2);
        c.says(after, "that") && long || subject || clause || answers || declines
    }

    /// The words in marks right before an item end a sentence and are what an earlier cue reports:
    /// 'Lee said, “We won.” The mayor declined to answer'.
    fn is_told(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let c = self.c;
        let Some(marked) = at.checked_sub(1).and_then(|before| c.marked_at(before)) else {
            return false;
        };
        let ends = c.marked[marked]
            .inner
            .of(c.scan.text())
            .ends_with(['.', '!', '?']);
        let holds = |r: &Report| {
            // '“We will not,” Lee said, “and I mean it,” she added, “move.”'
            let divided = r.contents.len() > 1;
            let before = r.cue.end < at && !r.object && (ends || divided);
            before && r.contents.iter().any(|content| content.contains(&(at - 1)))
        };
        self.earlier.iter().rev().take(NEAR).any(holds)
    }

    /// 'Lee, defending, said': a participle alone between commas.
    fn is_aside(&self, at: usize) -> bool {
        let comma = |i: usize| self.kind(i) == Some(ItemKind::Comma);
        let alone = at > self.items.start && comma(at - 1) && comma(at + 1);
        alone && self.c.items[at].word.form == Form::Ing && !self.is_marked(at + 2)
    }

    /// A verb of the lists in the place of a verb, with the word that it needs.
    fn listed(&self, at: usize) -> bool {
        let c = self.c;
        let word = c.items[at].word;
        let it = !word.takes(Takes::It) || at + 1 < self.items.end && c.says(at + 1, "it");
        word.reports() && it && (c.kind(at) != ItemKind::Capital || at == self.items.start)
    }

    /// '“Go,” Lee barked.', '“Go!” barked Lee.': a verb that no list of verbs of saying has, where
    /// only such a verb can stand.
    fn unlisted(&self, at: usize) -> bool {
        let c = self.c;
        let word = c.items[at].word;
        let phrasal = c.is(at, Class::PastVerb)
            && at + 1 < self.items.end
            && c.is(at + 1, Class::Particle)
            && (at + 2 == self.items.end || !c.is_word(at + 2));
        let past = c.text(at).ends_with("ed") && c.text(at).len() > 4 || phrasal;
        let verb = past || matches!(word.form, Form::Past | Form::Third);
        let inverted = at > self.items.start
            && at + 1 < self.items.end
            && extent::ends_utterance(c, at - 1)
            && c.kind(at + 1) == ItemKind::Capital;
        c.kind(at) == ItemKind::Lower
            && verb
            && (past || !word.is(Class::NounVerb))
            && (inverted || self.follows_utterance(at))
    }

    /// Between item `at` and an utterance in marks stands nothing but a subject.
    fn follows_utterance(&self, at: usize) -> bool {
        const LONGEST_SUBJECT: usize = 9;
        let c = self.c;
        let floor = at.saturating_sub(LONGEST_SUBJECT + 1).max(self.items.start);
        let apart = |&i: &usize| !c.is_word(i) && c.kind(i) != ItemKind::Possessive;
        let mark = (floor..at).rev().find(apart);
        mark.is_some_and(|mark| {
            mark + 1 < at && extent::ends_utterance(c, mark) && noun::is_nominal(c, mark + 1..at)
        })
    }

    /// Where the cue of a verb ends: after 'it' in 'puts it'.
    fn cue_end(&self, at: usize) -> usize {
        let word = self.c.items[at].word;
        at + 1 + usize::from(word.takes(Takes::It))
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
        while end > at && end + 1 < self.items.end && c.says(end, "of") {
            end = noun::base_end(c, end + 1, self.items.end);
        }
        // Where a page has lost an outlet's name, 'told Norway's the mine …', no phrase goes on.
        let lost = (at + 1..end)
            .find(|&i| c.kind(i - 1) == ItemKind::Possessive && c.is(i, Class::Determiner));
        let end = lost.unwrap_or(end);
        (end > at).then(|| noun::press::row_after(c, at..end, self.items.end))
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
        && (!c.is(at, Class::Preposition) || c.kind(at) == ItemKind::Capital)
        && !c.is(at, Class::Relative)
        && !c.says(at, "to")
        && !c.is(at, Class::Time)
        && !(c.says(at, "each") && c.says(at + 1, "other"))
        && (!c.is(at, Class::Subordinator) || c.is(at, Class::Determiner))
}
