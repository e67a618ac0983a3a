//! Verbs that say nothing of their own: 'makes clear that', 'gave testimony that'.

use super::group::Group;
use super::{Report, Unit, begins_predicate};
use crate::annotate::clause::ItemKind;
use crate::annotate::quotation::extent::{self, after_adjuncts};
use crate::annotate::words::{Class, Takes};
use std::ops::Range;

impl Unit<'_, '_> {
    /// 'Lee makes clear that', 'the law makes it clear how'.
    pub(super) fn made_clear(&self, at: usize) -> Option<Report> {
        const MAKES: [&str; 4] = ["make", "makes", "made", "making"];
        let c = self.c;
        if !MAKES.iter().any(|word| c.says(at, word)) || c.kind(at) != ItemKind::Lower {
            return None;
        }
        let degree = |i: &usize| self.is(*i, Class::Adverb) || self.says(*i, "very");
        let first = at + 1 + usize::from(self.says(at + 1, "it"));
        let clear = first + (first..self.items.end).take(3).take_while(degree).count();
        if !self.says(clear, "clear") && !self.says(clear, "plain") {
            return None;
        }
        let that = self.near_adjuncts(clear + 1);
        let group = self.light_group(at, clear + 1)?;
        let source = self.subject(&group)?;
        self.is(that, Class::Complementizer)
            .then(|| self.told_from(that, group.cue, source))
            .flatten()
    }

    /// Who gives words of a noun their voice: 'Lee gave testimony that', 'Lee made a strong claim that'.
    pub(super) fn voicer(&self, noun: usize) -> Option<Range<usize>> {
        const FARTHEST: usize = 4;
        let c = self.c;
        let floor = self.items.start.max(noun.saturating_sub(FARTHEST));
        let word = |&i: &usize| c.kind(i) == ItemKind::Lower && !c.is(i, Class::Preposition);
        let mut back = (floor..noun).rev().take_while(word);
        let voice = back.find(|&i| c.is(i, Class::Voicing))?;
        let mind = c.items[noun].word.takes(Takes::Thought);
        let none = self.says(voice + 1, "no");
        let group = self
            .light_group(voice, voice + 1)
            .filter(|_| !mind && !none)?;
        self.subject(&group)
    }

    /// 'that lasted', 'that have so far been': a verb without a subject of its own.
    pub(super) fn is_relative_verb(&self, at: usize) -> bool {
        let c = self.c;
        let at = at
            + (at..self.items.end)
                .take_while(|&i| self.is(i, Class::Adverb))
                .count();
        let past = || c.kind(at) == ItemKind::Lower && c.text(at).ends_with("ed");
        at >= self.items.end || begins_predicate(c, at) || past()
    }

    /// Behind 'on Monday', 'on the radio'. A text without stops stays linear.
    pub(super) fn near_adjuncts(&self, at: usize) -> usize {
        const FARTHEST: usize = 12;
        after_adjuncts(self.c, at, self.items.end.min(at + FARTHEST))
    }

    /// The group of a verb that no list of verbs of saying has, and no passive.
    fn light_group(&self, verb: usize, end: usize) -> Option<Group> {
        let c = self.c;
        let start = self.group_start(verb);
        let to = self.before(start).is_some_and(|b| c.says(b, "to"));
        let group = Group {
            start,
            cue: start..end,
            verb,
            infinitive: to || c.text(verb).ends_with("ing"),
        };
        (!self.holds(start..verb, Class::Be)).then_some(group)
    }

    /// A report whose content begins at an item.
    fn told_from(&self, at: usize, cue: Range<usize>, source: Range<usize>) -> Option<Report> {
        let mut report = self.report(cue, Some(source));
        report.contents = vec![extent::right(self.c, at, self.items.end)];
        self.stay_in_clause(&mut report);
        (report.contents[0].len() > 2).then_some(report)
    }
}
