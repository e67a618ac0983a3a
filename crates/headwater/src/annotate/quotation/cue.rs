//! Cues: who is reported to say what, by verbs, nouns and 'according to'.
//!
//! Each cue gives at most one [`Report`]. The content stands after the cue ('Lee said that …'),
//! before it ('…, Lee said'), or on both sides of it.

mod content;

use super::extent;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Form, Takes, Word};
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
                earlier: reports[first..].last(),
            };
            let report = here
                .according_to(at)
                .or_else(|| here.verb(at))
                .or_else(|| here.noun(at));
            reports.extend(report);
        }
    }
    reports
}

/// A unit and the report found before the item that is looked at.
struct Unit<'a, 'b> {
    c: &'a Clauses<'b>,
    index: usize,
    items: Range<usize>,
    earlier: Option<&'a Report>,
}

/// A verb group: auxiliaries and adverbs from `start`, its cue from `cue`.
struct Group {
    start: usize,
    cue: Range<usize>,
    verb: usize,
    infinitive: bool,
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
            relays: false,
        }
    }

    fn kind(&self, at: usize) -> Option<ItemKind> {
        self.items.contains(&at).then(|| self.c.kind(at))
    }

    fn is_marked(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(ItemKind::Marked(_)))
    }

    /// 'According to Lee, …' and '…, according to Lee'.
    fn according_to(&self, at: usize) -> Option<Report> {
        let c = self.c;
        let is = c.says(at, "according") && at + 2 < self.items.end && c.says(at + 1, "to");
        if !is {
            return None;
        }
        let leads = at == self.items.start
            || at - 1 == self.items.start && c.is(at - 1, Class::Conjunction);
        let source = if leads {
            at + 2..noun::attached_end(c, at + 2, self.items.end)
        } else {
            noun::rightward(c, at + 2, self.items.end)
        };
        let mut report = self.report(at..at + 2, (!source.is_empty()).then_some(source.clone()));
        report.relays = !leads && self.earlier.is_some_and(|r| !r.contents.is_empty());
        report.contents = vec![if leads {
            let comma = self.kind(source.end) == Some(ItemKind::Comma);
            extent::right(c, source.end + usize::from(comma), self.items.end)
        } else {
            extent::left(c, self.items.start, at)
        }];
        report.contents.retain(|r| !r.is_empty());
        (!report.contents.is_empty()).then_some(report)
    }

    /// 'her claim that …', 'the charge: “…”'.
    fn noun(&self, at: usize) -> Option<Report> {
        let c = self.c;
        if !c.is(at, Class::SpeechNoun) || c.kind(at) != ItemKind::Lower || at == self.items.start {
            return None;
        }
        let next = at + 1;
        let that = next < self.items.end && c.says(next, "that");
        if !that {
            return None;
        }
        let source = possessor(c, self.items.start, at);
        source.as_ref()?;
        let mut report = self.report(at..at + 1, source);
        report.contents = vec![extent::right(c, next, self.items.end)];
        (report.contents[0].len() > 2).then_some(report)
    }

    /// A verb of speech or thought with its subject and content.
    fn verb(&self, at: usize) -> Option<Report> {
        let c = self.c;
        let word = c.items[at].word;
        let unlisted = !word.reports() && self.unlisted(at);
        let listed = word.reports() && (c.kind(at) != ItemKind::Capital || at == self.items.start);
        if !listed && !unlisted {
            return None;
        }
        let group = self.group(at)?;
        let source = match self.inverted(&group) {
            Some(source) => Some((source, true)),
            None => self.subject(&group).map(|source| (source, false)),
        };
        let (source, inverted) = source?;
        let mut report = self.report(group.cue.clone(), Some(source.clone()));
        let after = if inverted { source.end } else { group.cue.end };
        let left_end = if inverted { group.start } else { source.start };
        let quote = quotes(word);
        let postposed =
            quote && !group.infinitive && word.form != Form::Ing && self.quote_before(left_end);
        if postposed || inverted {
            report.contents = vec![extent::left(c, self.items.start, left_end)];
            report.hearer = self.hearer(at, after);
            let after = report.hearer.as_ref().map_or(after, |h| h.end);
            report.contents.extend(self.rest(after));
            return Some(report);
        }
        self.right(at, after, &mut report);
        if report.contents.is_empty() && !report.object {
            self.left(at, left_end, &mut report);
        }
        (!report.contents.is_empty()).then_some(report)
    }

    /// '“Go,” Lee barked.': a verb that no list has, where only a verb of speech can stand.
    fn unlisted(&self, at: usize) -> bool {
        const LONGEST_SUBJECT: usize = 6;
        let c = self.c;
        if c.kind(at) != ItemKind::Lower || !c.text(at).ends_with("ed") || c.text(at).len() < 5 {
            return false;
        }
        let floor = at.saturating_sub(LONGEST_SUBJECT + 1).max(self.items.start);
        let marked = (floor..at).rev().find(|&i| !c.is_word(i));
        marked.is_some_and(|m| {
            m + 1 < at && extent::ends_utterance(c, m) && noun::is_nominal(c, m + 1..at)
        })
    }

    /// The verb group around a verb, or `None` where the word is no finite verb of speech here.
    fn group(&self, at: usize) -> Option<Group> {
        let c = self.c;
        let word = c.items[at].word;
        let mut start = at;
        while start > self.items.start
            && (c.is(start - 1, Class::Auxiliary)
                || c.is(start - 1, Class::Negation)
                || c.is(start - 1, Class::Adverb) && c.kind(start - 1) == ItemKind::Lower)
        {
            start -= 1;
        }
        let auxiliary = (start..at).find(|&i| c.is(i, Class::Auxiliary));
        let be = (start..at).any(|i| c.is(i, Class::Be));
        let before = start.checked_sub(1).filter(|&b| b >= self.items.start);
        let determined = before.is_some_and(|b| {
            (c.is(b, Class::Determiner) && !c.is(b, Class::Pronoun))
                || c.is(b, Class::PossessivePronoun)
                || c.kind(b) == ItemKind::Possessive
        });
        let infinitive = before.is_some_and(|b| c.says(b, "to"));
        let passive = be && matches!(word.form, Form::Past | Form::Participle);
        let noun = word.is(Class::SpeechNoun) || word.is(Class::Role) || word.is(Class::Body);
        let doubtful = auxiliary.is_none() && matches!(word.form, Form::Base | Form::Third) && noun;
        if passive
            || determined
            || doubtful
                && before.is_some_and(|b| {
                    c.kind(b) == ItemKind::Lower
                        && !c.is(b, Class::PersonPronoun)
                        && !c.is(b, Class::Role)
                })
        {
            return None;
        }
        let particle = at + 1 < self.items.end
            && c.is(at + 1, Class::Particle)
            && (at + 2 == self.items.end || !c.is_word(at + 2) || c.says(at + 2, "that"));
        Some(Group {
            start,
            cue: auxiliary.unwrap_or(at)..at + 1 + usize::from(particle),
            verb: at,
            infinitive,
        })
    }

    /// The speaker after the verb: '“We won,” said Lee', 'the mine would close, said Lee'.
    fn inverted(&self, group: &Group) -> Option<Range<usize>> {
        let c = self.c;
        let word = c.items[group.verb].word;
        let before = group
            .start
            .checked_sub(1)
            .filter(|&b| b >= self.items.start)?;
        if group.start != group.verb || !word.takes(Takes::Quote) || word.form == Form::Ing {
            return None;
        }
        let marked = self.quote_before(group.start);
        if !marked && c.kind(before) != ItemKind::Comma {
            return None;
        }
        let at = group.cue.end;
        let pronoun = at < self.items.end && c.is(at, Class::PersonPronoun);
        let source = if pronoun {
            at..at + 1
        } else {
            noun::rightward(c, at, self.items.end)
        };
        let ends = matches!(
            self.kind(source.end),
            None | Some(ItemKind::Stop | ItemKind::Comma)
        );
        let named = noun::is_nominal(c, source.clone());
        let apposed = !marked
            && noun::leftward(c, self.items.start, group.start)
                .is_some_and(|s| s.end == before && s.len() > 1 && noun::is_nominal(c, s));
        (!source.is_empty() && named && (marked || ends && !apposed)).then_some(source)
    }

    /// Words in marks stand right before item `at`, but for a comma.
    fn quote_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| b >= self.items.start) else {
            return false;
        };
        let comma = matches!(self.c.kind(before), ItemKind::Comma | ItemKind::Dash)
            && before > self.items.start
            && self.is_marked(before - 1);
        let leads = before == self.items.start;
        comma || self.is_marked(before) && (leads || extent::ends_utterance(self.c, before))
    }

    fn subject(&self, group: &Group) -> Option<Range<usize>> {
        let c = self.c;
        let before = group
            .start
            .checked_sub(1)
            .filter(|&b| b >= self.items.start)?;
        let form = c.items[group.verb].word.form;
        let participle = form == Form::Ing && group.cue.start == group.verb;
        if participle || c.is(before, Class::Conjunction) || group.infinitive {
            return self.governor(group.start);
        }
        let source = main_clause(c, noun::leftward(c, self.items.start, group.start)?);
        let agrees = form != Form::Base
            || group.cue.start < group.verb
            || !c.is(source.end - 1, Class::He) && !c.is(source.end - 1, Class::She);
        agrees.then_some(source)
    }

    /// The subject of the verb that governs item `at`: of the report before it, or of the unit.
    fn governor(&self, at: usize) -> Option<Range<usize>> {
        let earlier = self.earlier.and_then(|r| r.source.clone());
        earlier
            .or_else(|| noun::first(self.c, self.items.start..at))
            .filter(|s| s.end <= at || self.earlier.is_some())
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
        (end > at).then_some(at..end)
    }
}

/// The subject without what stands before a conjunction in it: 'large after the agency reports'.
fn main_clause(c: &Clauses, subject: Range<usize>) -> Range<usize> {
    let joins = |&i: &usize| {
        let clause = c.is(i, Class::Subordinator) && c.kind(i) == ItemKind::Lower;
        clause && !c.is(i, Class::Complementizer) && !c.is(i, Class::Relative)
    };
    let last = subject.clone().rev().find(joins).map(|i| i + 1);
    let start = last.filter(|&i| i < subject.end).unwrap_or(subject.start);
    start..subject.end
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
        && (!c.is(at, Class::Subordinator) || c.is(at, Class::Determiner))
}

/// The possessor before a noun: 'her', 'Lee's', 'the mayor's'.
fn possessor(c: &Clauses, floor: usize, noun: usize) -> Option<Range<usize>> {
    const FARTHEST: usize = 4;
    let window = noun.saturating_sub(FARTHEST).max(floor)..noun;
    let at = window
        .rev()
        .find(|&i| c.is(i, Class::PossessivePronoun) || c.kind(i) == ItemKind::Possessive)?;
    if c.is(at, Class::PossessivePronoun) {
        return Some(at..at + 1);
    }
    noun::leftward(c, floor, at).map(|s| s.start..at + 1)
}
