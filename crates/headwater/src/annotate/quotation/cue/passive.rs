//! Cues in the passive: 'was called “a farce” by Lee', 'the court was told that', 'it is understood
//! that'.

use super::{Report, Unit, starts_clause};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::quotation::extent;
use crate::annotate::words::{Class, Takes};
use std::ops::Range;

impl Unit<'_, '_> {
    /// 'was called “a farce” by Lee', 'a plan described by Lee as “a farce”': who speaks stands after
    /// 'by'.
    pub(super) fn passive(&self, at: usize) -> Option<Report> {
        let c = self.c;
        let plain = c.kind(at) == ItemKind::Lower && !c.text(at).contains('-');
        if !self.describes(at) || !plain {
            return None;
        }
        let (source, marked) = match self.has_agent(at) {
            true => {
                let source = self.agent(at + 2)?;
                let marked = self.named_as(source.end)?;
                (source, marked)
            }
            false => {
                let marked = self.named_as(at + 1)?;
                let by = marked + 1;
                (self.says(by, "by").then(|| self.agent(by + 1))??, marked)
            }
        };
        let mut report = self.report(at..at + 1, Some(source));
        report.object = true;
        report.contents.push(marked..marked + 1);
        Some(report)
    }

    /// The words in marks at an item, or after 'as', 'a' or both: 'as a “farce”'.
    fn named_as(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.says(at, "as"));
        let article = self.says(at, "a") || self.says(at, "an") || self.says(at, "the");
        let at = at + usize::from(article);
        self.is_marked(at).then_some(at)
    }

    /// Who did it, after 'by'.
    fn agent(&self, at: usize) -> Option<Range<usize>> {
        let mut end = noun::base_end(self.c, at, self.items.end);
        while end > at && self.says(end, "of") {
            end = noun::base_end(self.c, end + 1, self.items.end);
        }
        let source = at..end;
        (!source.is_empty() && noun::is_nominal(self.c, source.clone())).then_some(source)
    }

    /// 'Deputies were told by a clerk that …': who tells stands behind 'by'.
    pub(super) fn told_by(&self, at: usize) -> Option<Report> {
        let c = self.c;
        let word = c.items[at].word;
        let start = self.group_start(at);
        let tells = word.takes(Takes::Hearer) && word.takes(Takes::That);
        if !tells || !self.is_passive(start, at) || self.is_denied(start, at) || !self.has_agent(at)
        {
            return None;
        }
        let source = self.agent(at + 2)?;
        let that = extent::after_adjuncts(c, source.end, self.items.end);
        let mut report = self.report(at..at + 1, Some(source));
        report.hearer = noun::leftward(c, self.items.start, start);
        report.contents = vec![extent::right(c, that, self.items.end)];
        self.stay_in_clause(&mut report);
        (self.says(that, "that") && report.contents[0].len() > 2).then_some(report)
    }

    /// 'The court was told that …', 'jurors have been told …': what a court hears, whoever tells it.
    pub(super) fn told_court(&self, at: usize) -> Option<Report> {
        let c = self.c;
        if !c.says(at, "told") || c.kind(at) != ItemKind::Lower {
            return None;
        }
        let start = self.group_start(at);
        if !self.is_passive(start, at) || self.is_denied(start, at) {
            return None;
        }
        let source = noun::leftward(c, self.items.start, start)?;
        is_forum(c, &source)
            .then(|| self.clause_after(start..at + 1, Some(source)))
            .flatten()
    }

    /// 'It is understood that …': nobody says it.
    pub(super) fn impersonal(&self, at: usize) -> Option<Report> {
        let c = self.c;
        if !c.is(at, Class::Impersonal) || c.kind(at) != ItemKind::Lower {
            return None;
        }
        let start = self.group_start(at);
        let it = self.before(start)?;
        let denied = self.is_denied(start, at) || self.holds(start..at, Class::Modal);
        if denied || !c.says(it, "it") || !self.is_passive(start, at) {
            return None;
        }
        self.clause_after(it..at + 1, None)
    }

    /// The report of a clause right after its cue.
    fn clause_after(&self, cue: Range<usize>, source: Option<Range<usize>>) -> Option<Report> {
        let c = self.c;
        let at = extent::after_adjuncts(c, cue.end, self.items.end);
        let clause = self.says(at, "that") || self.has_subject(at);
        if !clause || self.has_agent(cue.end - 1) {
            return None;
        }
        let mut report = self.report(cue, source);
        report.contents = vec![extent::right(c, at, self.items.end)];
        self.stay_in_clause(&mut report);
        (report.contents[0].len() > 2).then_some(report)
    }

    /// A subject and its verb begin at an item: 'Moss had driven', 'he left'.
    pub(super) fn has_subject(&self, at: usize) -> bool {
        let c = self.c;
        if at + 2 >= self.items.end || !starts_clause(c, at, self.items.end) {
            return false;
        }
        let verb = noun::base_end(c, at, self.items.end);
        let auxiliary = verb > at && self.is(verb, Class::Auxiliary);
        auxiliary || c.is(at, Class::PersonPronoun) && !c.is(at, Class::Relative)
    }
}

/// The head of a phrase is of those before whom others speak: 'the court in Arden', 'jurors'.
pub(super) fn is_forum(c: &Clauses, source: &Range<usize>) -> bool {
    let word = |i: usize| c.is_word(i) || c.kind(i) == ItemKind::Possessive;
    let bounds = |i: &usize| !word(*i) || c.is(*i, Class::Preposition);
    let end = source.clone().find(bounds).unwrap_or(source.end);
    end > source.start && c.is(end - 1, Class::Forum)
}
