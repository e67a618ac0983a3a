//! Who speaks: the subject of a verb of saying, before it or after it.

use super::group::Group;
use super::{Report, Unit, begins_predicate};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun::{self, is_past};
use crate::annotate::quotation::{again, extent, kind};
use crate::annotate::words::{Class, Form, Takes};
use std::ops::Range;

impl Unit<'_, '_> {
    /// The speaker after the verb: '“We won,” said Lee', 'the mine would close, said Lee'.
    pub(super) fn inverted(&self, group: &Group, quote: bool) -> Option<Range<usize>> {
        let c = self.c;
        let form = c.items[group.verb].word.form;
        let before = self.before(group.start)?;
        let listed = c.items[group.verb].word.takes(Takes::Quote);
        // '“We won,” so said Lee'
        let so = group.start + 1 == group.verb && c.says(group.start, "so");
        if group.start != group.verb && !so || !quote || form == Form::Ing {
            return None;
        }
        let marked = self.quote_before(group.start);
        if !marked && c.kind(before) != ItemKind::Comma {
            return None;
        }
        let at = group.cue.end;
        let pronoun = self.is(at, Class::PersonPronoun);
        let source = if pronoun {
            at..at + 1
        } else {
            noun::rightward(c, at, self.items.end)
        };
        // 'said Lee in a statement'
        let tail = extent::after_adjuncts(c, source.end, self.items.end);
        let stops = matches!(
            self.kind(tail),
            None | Some(ItemKind::Stop | ItemKind::Comma | ItemKind::Dash)
        );
        // 'says a report that was seen by the Post'
        let text = self.holds(source.clone(), Class::Document);
        let goes_on = tail < self.items.end && c.text(tail).ends_with("ing");
        let ends = stops || text && (self.is(tail, Class::Relative) || goes_on);
        // 'Ann Lee, author of “The Long Quay”, said the port was lost'
        let next = source.end.min(self.items.end - 1);
        let clause = c.kind(next) == ItemKind::Lower
            && (c.is(next, Class::Auxiliary) || c.is(next, Class::PastVerb));
        if clause || c.says(group.verb, "told") {
            return None;
        }
        let determined = marked && listed && self.is(at, Class::Determiner);
        let named = noun::is_nominal(c, source.clone()) || determined;
        let closes = self.closes_sentence(group.start, &source);
        let apposed = !marked
            && !closes
            && noun::leftward(c, self.items.start, group.start)
                .is_some_and(|s| s.end == before && s.len() > 1 && noun::is_nominal(c, s));
        (!source.is_empty() && named && (marked || listed && ends && !apposed)).then_some(source)
    }

    /// 'Lee, who was ill, died in Kell, Pa., said spokesman Bo Ek.': a clause stands before, and nothing
    /// but who speaks behind.
    fn closes_sentence(&self, verb: usize, source: &Range<usize>) -> bool {
        let c = self.c;
        let ends = self
            .kind(source.end)
            .is_none_or(|kind| kind == ItemKind::Stop);
        let who = source
            .clone()
            .any(|i| c.kind(i) == ItemKind::Capital && !c.is(i, Class::Time));
        let clause =
            |i: usize| c.is(i, Class::Auxiliary) || begins_predicate(c, i) || is_past(c, i);
        let acts = (self.items.start + 1..verb).any(clause);
        ends && who && acts && c.items[verb].word.takes(Takes::Bare)
    }

    /// Words in marks stand right before item `at`, but for a comma.
    pub(super) fn quote_before(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else {
            return false;
        };
        let comma = matches!(self.c.kind(before), ItemKind::Comma | ItemKind::Dash)
            && before > self.items.start
            && self.is_marked(before - 1);
        // 'On Kell TV’s “Morning Post,” Lee said if it rained'
        let words = before - usize::from(comma);
        if self.is_marked(words) && self.is_owned(words) {
            return false;
        }
        // '“Parasite” director Ann Lee said'
        let titles = self.is(at, Class::Role) && self.kind(at + 1) == Some(ItemKind::Capital);
        let leads = before == self.items.start && !titles;
        let work = kind::is_title(self.c, before) && kind::names_work(self.c, before);
        let said = || leads || extent::ends_utterance(self.c, before) && !work;
        comma || self.is_marked(before) && said()
    }

    /// 'Kell TV’s |“Morning Post”', 'In a talk on |“Morning Post”', and not 'It’s |“full of water”'.
    fn is_owned(&self, at: usize) -> bool {
        let c = self.c;
        let first = self.items.start;
        let leads = self.is(first, Class::Preposition) || self.is(first, Class::Time);
        let owns = self.before(at).is_some_and(|b| {
            let phrase = leads && c.is(b, Class::Preposition) && c.kind(b) == ItemKind::Lower;
            phrase || c.kind(b) == ItemKind::Possessive
        });
        let inner = c.marked_at(at).map(|m| c.marked[m].inner.of(c.scan.text()));
        owns && inner.is_some_and(kind::is_capitalised)
    }

    /// 'said it was lost, |called it a shame and left': what was told ends before this verb, with item `last` or
    /// before it.
    pub(super) fn is_listed(&self, last: usize, group: &Group) -> bool {
        let earlier = self.earlier.last();
        let told = earlier.and_then(|r| r.contents.last().filter(|told| told.start >= r.cue.end));
        let comma = self.c.kind(last) == ItemKind::Comma;
        let ended = told.filter(|told| told.end == last + usize::from(!comma));
        ended.is_some_and(|told| again::lists(self.c, told.clone(), group.verb, self.items.end))
    }

    pub(super) fn subject(&self, group: &Group) -> Option<Range<usize>> {
        let c = self.c;
        let before = self.before(group.start)?;
        let form = c.items[group.verb].word.form;
        let shortened = group.start < group.verb && c.kind(group.start) == ItemKind::Possessive;
        let auxiliary = shortened || self.holds(group.start..group.verb, Class::Auxiliary);
        let participle = form == Form::Ing && !auxiliary;
        if participle || c.is(before, Class::Conjunction) || group.infinitive {
            return self.governing(group, before, participle);
        }
        if let Some(source) = self.after_marks(group) {
            return Some(source);
        }
        let end = before_adjunct(c, self.items.start, group.start);
        // 'has been a critic but on Tuesday wrote'
        if self
            .before(end)
            .is_some_and(|b| end < group.start && c.is(b, Class::Conjunction))
        {
            return self.governing(group, end - 1, false);
        }
        let Some(source) = noun::leftward(c, self.items.start, end) else {
            return self.described(&(end..end));
        };
        let source = main_clause(c, source);
        let source = self.after_cue(source);
        if source.len() == 1 && c.is(source.start, Class::NoSubject) {
            return None;
        }
        let source = self.described(&source).unwrap_or(source);
        if self.is_open(&source, group.verb) {
            return None;
        }
        let agrees = form != Form::Base
            || auxiliary
            || !c.is(source.end - 1, Class::He) && !c.is(source.end - 1, Class::She);
        agrees.then_some(source)
    }

    /// 'one of three suspected thieves', 'photos of the alleged robber': a phrase that goes on is no subject.
    fn is_open(&self, source: &Range<usize>, verb: usize) -> bool {
        let c = self.c;
        let last = source.end - 1;
        let lower = c.kind(last) == ItemKind::Lower && source.len() > 1;
        let of = ["of", "for", "a", "an", "the"]
            .iter()
            .any(|word| c.says(last, word));
        // 'one of three suspected thieves', but not 'all three said'
        let among = source.len() > 2 && c.says(last - 1, "of");
        let participle = c.items[verb].word.form.is_participle();
        let counted = c.is(last, Class::Determiner)
            && (!c.items[verb].word.takes(Takes::Quote) || among && participle)
            && self.kind(verb + 1) == Some(ItemKind::Lower)
            && !self.is(verb + 1, Class::Complementizer);
        lower && source.end == verb && (of || counted)
    }

    /// The subject of what another reports, without that one: 'Police believe the men knew'.
    fn after_cue(&self, source: Range<usize>) -> Range<usize> {
        let c = self.c;
        let plain = |end: usize| (source.start..end).all(|i| c.kind(i) != ItemKind::Comma);
        let bare = |r: &&Report| {
            let verb = c.items[r.cue.end - 1].word;
            let present = matches!(verb.form, Form::Base | Form::Third);
            let inside = source.contains(&r.cue.end) && plain(r.cue.end);
            present && verb.takes(Takes::Bare) && inside
        };
        let last = self.earlier.last().filter(bare);
        last.map_or(source.start, |r| r.cue.end)..source.end
    }

    /// 'an official who spoke to explain the plan said': where what stands before the verb names nobody, the
    /// one whom a relative clause without commas describes.
    fn described(&self, source: &Range<usize>) -> Option<Range<usize>> {
        const LONGEST: usize = 20;
        let c = self.c;
        let nominal = noun::is_nominal(c, source.clone());
        let floor = self.items.start.max(source.start.saturating_sub(LONGEST));
        let plain = |&i: &usize| c.is_word(i) || c.kind(i) == ItemKind::Possessive;
        let clause = (floor..source.start).rev().take_while(plain);
        let who = clause
            .filter(|&i| c.says(i, "who") || c.says(i, "whose"))
            .last()?;
        // 'people who know Lee say', and not 'who Lee says'
        let pronoun = |i: usize| c.is(i, Class::PersonPronoun);
        let verb = (who + 2..who + 4).contains(&source.start) && !pronoun(who + 1);
        let object = verb && c.kind(who + 1) == ItemKind::Lower && !pronoun(source.start);
        if nominal && !object {
            return None;
        }
        let head = noun::leftward(c, floor, who)?;
        (head.end == who && noun::is_nominal(c, head.clone())).then_some(head)
    }

    /// All that stands between words in marks and the verb of saying: '“We won,” Ann Lee, wearing
    /// a scarf, said'.
    fn after_marks(&self, group: &Group) -> Option<Range<usize>> {
        let c = self.c;
        if !c.items[group.verb].word.form.tells() {
            return None;
        }
        let start = self.end_of_marks(group.start)?;
        let closed = c.kind(group.start - 1) == ItemKind::Comma;
        let end = group.start - usize::from(closed);
        let comma = (start..end).find(|&i| c.kind(i) == ItemKind::Comma);
        let head = start..comma.unwrap_or(end);
        let named =
            comma.is_some_and(|comma| noun::names_described(c, head.clone(), comma + 1..end));
        let explained = named || comma.is_none_or(|comma| noun::explains(c, comma + 1, end));
        let clause = |i: usize| c.is(i, Class::Auxiliary) || c.is(i, Class::PersonPronoun);
        ((!closed || comma.is_some())
            && self.begins_subject(start)
            && explained
            && (named || noun::is_nominal(c, head.clone()))
            && !head.into_iter().any(clause)
            && (start..end).all(|i| self.is_of_subject(i)))
        .then_some(start..end)
    }

    /// Where what follows the last words in marks before a verb begins, if they are an utterance.
    fn end_of_marks(&self, verb: usize) -> Option<usize> {
        const LONGEST: usize = 30;
        let floor = self.items.start.max(verb.saturating_sub(LONGEST));
        // '“We won,” Ann Lee, with a “Go” pin, said'
        let inlaid = |i: usize| noun::is_inlaid(self.c, i) && !extent::ends_utterance(self.c, i);
        let mark = (floor..verb)
            .rev()
            .find(|&i| self.is_marked(i) && !inlaid(i))?;
        let comma = matches!(self.kind(mark + 1), Some(ItemKind::Comma | ItemKind::Dash));
        let start = mark + 1 + usize::from(comma);
        let utterance = comma || extent::ends_utterance(self.c, mark);
        (utterance && start < verb).then_some(start)
    }

    /// A name or a description can begin: 'Lee', 'the mayor', 'former mayor Lee', 'county delegate Lee'.
    fn begins_subject(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let c = self.c;
        let noun = |i: &usize| {
            let verb = c.items[*i].word.reports() || is_past(c, *i);
            c.kind(*i) == ItemKind::Lower && !verb && !c.is(*i, Class::Adverb)
        };
        let near = (at..self.items.end).take(LONGEST + 1);
        let words = near.take_while(noun).count();
        let described = (1..=LONGEST).contains(&words)
            && self.kind(at + words) == Some(ItemKind::Capital)
            && noun::base_end(c, at, self.items.end) >= at + words;
        c.kind(at) != ItemKind::Lower
            || c.is(at, Class::Determiner)
            || c.is(at, Class::Role)
            || described
    }

    /// Words, numbers and what explains a name, but no verb of saying.
    fn is_of_subject(&self, at: usize) -> bool {
        let c = self.c;
        match c.kind(at) {
            ItemKind::Lower => !c.items[at].word.tells(),
            ItemKind::Stop => !c.ends_sentence(at),
            kind => matches!(
                kind,
                ItemKind::Capital
                    | ItemKind::Number
                    | ItemKind::Possessive
                    | ItemKind::Parenthesis
                    | ItemKind::Comma
                    | ItemKind::Marked(_)
            ),
        }
    }
}

/// Where a subject ends before the time that stands between it and its verb: 'The ministry on Monday
/// said', 'Lee last week told'.
fn before_adjunct(c: &Clauses, floor: usize, verb: usize) -> usize {
    let Some(last) = verb.checked_sub(1).filter(|&last| last > floor) else {
        return verb;
    };
    let headed = last > floor + 1 && c.is(last, Class::TimeUnit) && c.is(last - 1, Class::TimeHead);
    let day = c.is(last, Class::Time) && !c.says(last, "may") && !c.says(last, "march");
    let on = last > floor + 1 && c.says(last - 1, "on");
    let relative = ["yesterday", "today", "later", "recently", "earlier"]
        .iter()
        .any(|word| c.says(last, word));
    match headed || day && on {
        true => last - 1,
        false if relative => last,
        false => verb,
    }
}

/// The subject without what stands before a conjunction in it: 'large after the agency reports'.
fn main_clause(c: &Clauses, subject: Range<usize>) -> Range<usize> {
    let joins = |&i: &usize| {
        let clause = c.is(i, Class::Subordinator) && c.kind(i) == ItemKind::Lower;
        clause && !c.is(i, Class::Complementizer) && !c.is(i, Class::Relative)
    };
    let comma = subject.clone().find(|&i| c.kind(i) == ItemKind::Comma);
    let head = subject.start..comma.unwrap_or(subject.end);
    let last = head.rev().find(joins).map(|i| i + 1);
    let start = last.filter(|&i| i < subject.end).unwrap_or(subject.start);
    start..subject.end
}
