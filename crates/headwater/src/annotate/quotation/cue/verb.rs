//! A verb of speech or thought with its speaker and what it reports: '“We won,” Lee said', 'said Lee',
//! 'Lee has said that'.

use super::group::Group;
use super::{Report, Unit, quotes};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::{again, extent};
use crate::annotate::words::{Class, Form, Takes};
use std::ops::Range;

/// A verb group with its speaker, whichever of the two comes first.
struct Saying {
    group: Group,
    source: Range<usize>,
    /// From the first item of both to the last: what is said stands before it or after it.
    items: Range<usize>,
    /// The verb comes first: 'said Lee'.
    inverted: bool,
}

impl Unit<'_, '_> {
    /// A verb of speech or thought with its subject and content.
    pub(super) fn verb(&self, at: usize) -> Option<Report> {
        let word = self.c.items[at].word;
        let unlisted = !quotes(word) && self.unlisted(at);
        // 'was robbed and told to keep quiet': by others.
        let told = self.c.says(at, "told") && self.says(at + 1, "to");
        if !self.listed(at) && !unlisted || self.is_aside(at) || told || self.begins_said(at) {
            return None;
        }
        let quote = quotes(word) || unlisted;
        let saying = self.saying(self.group(at)?, quote)?;
        let postposed = quote && self.is_postposed(&saying);
        match postposed || saying.inverted {
            true => Some(self.said_before(&saying, postposed)),
            false => self.said_after(&saying),
        }
    }

    /// The verb group with the speaker after it, or else before it.
    fn saying(&self, group: Group, quote: bool) -> Option<Saying> {
        let listed = self
            .before(group.start)
            .is_some_and(|b| self.is_listed(b, &group));
        let inverted = (!listed).then(|| self.inverted(&group, quote)).flatten();
        if let Some(source) = inverted.filter(|source| !self.is_order(&group, source)) {
            return Some(Saying {
                items: group.start..source.end,
                source,
                group,
                inverted: true,
            });
        }
        let source = match listed {
            true => self.governor(group.start),
            false => self.subject(&group),
        }?;
        Some(Saying {
            items: source.start..group.cue.end,
            source,
            group,
            inverted: false,
        })
    }

    /// 'If you want to go, ask Lee': a plain form before one name is an order.
    fn is_order(&self, group: &Group, source: &Range<usize>) -> bool {
        let c = self.c;
        let plain = c.items[group.verb].word.form == Form::Base && group.start == group.verb;
        let one = source.clone().all(|i| c.kind(i) == ItemKind::Capital);
        plain && one && c.items[group.verb].word.takes(Takes::Hearer)
    }

    fn report_of(&self, saying: &Saying) -> Report {
        self.report(saying.group.cue.clone(), Some(saying.source.clone()))
    }

    /// '“We won,” Lee said': words in marks right before, which nobody else has said.
    fn is_postposed(&self, saying: &Saying) -> bool {
        let (group, start) = (&saying.group, saying.items.start);
        !group.infinitive
            && self.c.items[group.verb].word.form != Form::Ing
            && self.quote_before(start)
            && !self.is_told(start)
            && !self.goes_on(group, start)
    }

    /// What is said stands before, and may go on behind: '“We won,” he said, “and they lost.”'
    fn said_before(&self, saying: &Saying, postposed: bool) -> Report {
        let (start, after) = (saying.items.start, saying.items.end);
        let mut report = self.report_of(saying);
        report.contents = vec![extent::left(self.c, self.items.start, start)];
        report.hearer = self.hearer(saying.group.verb, after);
        let after = report.hearer.as_ref().map_or(after, |h| h.end);
        let rest = self.rest(after);
        // 'By noon, said Lee, the mine was empty', 'Currently, said Lee, the mine is empty'
        let alone = report.contents[0].len() == 1 && !self.is_marked(self.items.start);
        let leads = alone || self.c.is(self.items.start, Class::Preposition);
        let rest = rest.or_else(|| self.continuation(after, leads).filter(|_| !postposed));
        report.contents.extend(rest);
        report
    }

    /// What is said stands behind: a clause, words in marks, or what an act of speech is about; else
    /// before: 'the mine, Lee said, would close'.
    fn said_after(&self, saying: &Saying) -> Option<Report> {
        let (group, after) = (&saying.group, saying.items.end);
        let at = group.verb;
        let mut report = self.report_of(saying);
        self.right(at, after, &mut report);
        if self.withholds(group, &report) {
            return None;
        }
        if report.contents.is_empty() && !report.object {
            self.left(at, saying.items.start, &mut report);
        }
        if report.contents.is_empty() && !group.infinitive && !self.is_loose(group) {
            self.act(at, after, &mut report);
        }
        if report.object && again::goes_through(self.c, at, report.cue.end) {
            report.cue.end += 1;
        }
        report.act |= self.is_silent(at, &report) || self.is_deed(at, &report);
        self.stay_in_clause(&mut report);
        (!report.contents.is_empty() && !self.is_idle(at, &report)).then_some(report)
    }

    /// A participle right after a word: 'a leaflet denouncing the plan'.
    fn is_loose(&self, group: &Group) -> bool {
        let participle = self.c.items[group.verb].word.form == Form::Ing;
        let before = self.before(group.verb);
        participle && group.start == group.verb && before.is_some_and(|b| self.c.is_word(b))
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
        let clause = noun > after && self.is(noun, Class::Auxiliary);
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
        let marked = || self.is_marked(after + 1) || self.is_marked(after + 2);
        let long = after + 3 < self.items.end && (c.is_word(after + 2) || marked());
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

    /// 'Lee said warning people would not help': a participle with which a clause begins is its subject.
    fn begins_said(&self, at: usize) -> bool {
        const SAYS: [&str; 3] = ["said", "says", "say"];
        let participle = self.c.items[at].word.form == Form::Ing;
        let before = self.before(at).filter(|_| participle);
        before.is_some_and(|b| SAYS.iter().any(|word| self.c.says(b, word)))
    }

    /// A verb of the lists in the place of a verb, with the word that it needs.
    fn listed(&self, at: usize) -> bool {
        let c = self.c;
        let word = c.items[at].word;
        let it = !word.takes(Takes::It) || self.says(at + 1, "it");
        let back = !word.takes(Takes::Back) || self.says(at + 1, "back");
        word.reports() && it && back && (c.kind(at) != ItemKind::Capital || at == self.items.start)
    }

    /// '“Go,” Lee barked.', '“Go!” barked Lee.': a verb that no list of verbs of saying has, where
    /// only such a verb can stand.
    fn unlisted(&self, at: usize) -> bool {
        let c = self.c;
        let word = c.items[at].word;
        let phrasal = c.is(at, Class::PastVerb)
            && self.is(at + 1, Class::Particle)
            && (at + 2 == self.items.end || !c.is_word(at + 2));
        let past = c.text(at).ends_with("ed") && c.text(at).len() > 4 || phrasal;
        let verb = past || word.form.tells();
        let inverted = at > self.items.start
            && at + 1 < self.items.end
            && extent::ends_utterance(c, at - 1)
            && c.kind(at + 1) == ItemKind::Capital;
        // '“a man of the sea,” who sailed to Kell'
        let relative = at > self.items.start && c.is(at - 1, Class::Relative);
        c.kind(at) == ItemKind::Lower
            && verb
            && !relative
            && (past || !word.is(Class::NounVerb))
            && (inverted || self.follows_utterance(at))
    }

    /// Between item `at` and an utterance in marks stands nothing but a subject.
    pub(super) fn follows_utterance(&self, at: usize) -> bool {
        const LONGEST_SUBJECT: usize = 9;
        let c = self.c;
        let floor = at.saturating_sub(LONGEST_SUBJECT + 1).max(self.items.start);
        let apart = |&i: &usize| !c.is_word(i) && c.kind(i) != ItemKind::Possessive;
        let mark = (floor..at).rev().find(apart);
        mark.is_some_and(|mark| {
            mark + 1 < at && extent::ends_utterance(c, mark) && noun::is_nominal(c, mark + 1..at)
        })
    }
}
