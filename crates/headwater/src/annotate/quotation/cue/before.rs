//! Content before its cue, and what goes on behind: 'the mine, Lee said, would close'.

use super::content::Behind;
use super::passive::is_forum;
use super::{Report, Unit, begins_predicate};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::extent::{self, after_adjuncts};
use crate::annotate::words::{Class, Form, Takes};
use std::ops::Range;

impl Unit<'_, '_> {
    /// 'Lee joked, using an old accent, “We won!”': after a comma, words in marks that are a sentence.
    pub(super) fn begins_utterance(&self, at: usize) -> bool {
        let c = self.c;
        let inner = |marked: usize| c.marked[marked].inner.of(c.scan.text());
        self.is_marked(at)
            && c.kind(at - 1) == ItemKind::Comma
            && extent::ends_utterance(c, at)
            && c.marked_at(at)
                .is_some_and(|m| inner(m).starts_with(char::is_uppercase))
            && inner(c.marked_at(at).unwrap_or_default()).contains(' ')
    }

    /// Indirect content before the cue: 'the mine, Lee said, would close'.
    pub(super) fn left(&self, verb: usize, left_end: usize, report: &mut Report) {
        let c = self.c;
        let word = c.items[verb].word;
        let before = left_end.checked_sub(1).filter(|&b| b > self.items.start);
        let comma = before.is_some_and(|b| c.kind(b) == ItemKind::Comma);
        let source = report.source.clone().unwrap_or_default();
        let shown = word.takes(Takes::That) && self.holds(source.clone(), Class::Document)
            || self.is_shown(verb, report);
        // 'the mine was lost, a court heard'
        let heard = c.says(verb, "heard") && is_forum(c, &source);
        let told = word.takes(Takes::Bare) || shown || heard || report.is_learned(c, verb);
        // 'If they stole it, you will know'
        let modal = |i: usize| c.is(i, Class::Modal) || c.says(i, "will");
        let future = word.takes(Takes::Thought) && report.cue.clone().any(modal);
        if !comma || !told || future || word.form == Form::Ing {
            return;
        }
        let after = report.hearer.as_ref().map_or(report.cue.end, |h| h.end);
        let at = after_adjuncts(c, after, self.items.end);
        let closed = matches!(
            self.kind(at),
            None | Some(ItemKind::Stop | ItemKind::Comma | ItemKind::Semicolon | ItemKind::Dash)
        );
        if !closed {
            return;
        }
        let content = extent::left(c, self.items.start, left_end);
        let frame = self.is_frame(content.clone());
        report.contents = vec![content];
        if self.kind(at) == Some(ItemKind::Comma) && at + 2 < self.items.end {
            let rest = extent::right(c, at + 1, self.items.end);
            // 'the mine would close, Lee said, the Courier reported': who passes it on.
            let passes_on = rest.end.checked_sub(1).is_some_and(|last| {
                let verb = c.items[last].word;
                verb.takes(Takes::Bare) && noun::is_nominal(c, rest.start..last)
            });
            // 'the mine would close, the Post reported, citing officials'
            let cites =
                self.cites(at + 1) || c.says(at + 1, "asking") || c.says(at + 1, "speaking");
            if !rest.is_empty() && !passes_on && !cites {
                report.contents.push(rest);
            }
        }
        if frame && report.contents.len() == 1 {
            report.contents.clear();
        }
    }

    /// 'In carrying out his duties, Lee reports to the mayor', 'Hours after the fire, Lee said': when or where,
    /// and no clause.
    fn is_frame(&self, phrase: Range<usize>) -> bool {
        let c = self.c;
        let leads = [Class::Preposition, Class::TimeSpan, Class::Time];
        let leads = leads.iter().any(|&class| self.is(phrase.start, class));
        let verb = |i: usize| {
            let past = c.kind(i) == ItemKind::Lower && c.text(i).ends_with("ed");
            past || begins_predicate(c, i) || c.kind(i) == ItemKind::Comma || self.is_marked(i)
        };
        leads && !phrase.into_iter().any(verb)
    }

    /// 'The fleet, Lee said, would “never again” sail': between commas, what is said stands on both sides.
    pub(super) fn parts_clause(&self, behind: &Behind, report: &Report) -> bool {
        let c = self.c;
        let source = report.source.as_ref();
        let before = source.and_then(|s| self.before(s.start));
        let comma = before.is_some_and(|b| b > self.items.start && c.kind(b) == ItemKind::Comma);
        let word = c.items[behind.verb].word;
        comma
            && word.takes(Takes::Bare)
            && word.tells()
            && self.kind(behind.at) == Some(ItemKind::Comma)
            && !self.is_marked(behind.at + 1)
    }

    /// The second half of a split quotation: '“We won,” he said, “and they lost.”'
    pub(super) fn rest(&self, after: usize) -> Option<Range<usize>> {
        let at = after_adjuncts(self.c, after, self.items.end);
        let gap = matches!(
            self.kind(at),
            Some(ItemKind::Comma | ItemKind::Colon | ItemKind::Dash | ItemKind::Semicolon)
        );
        let start = at + usize::from(gap);
        let whole = || at == after && extent::ends_utterance(self.c, start);
        if self.is_marked(start) && (gap || whole()) {
            return Some(extent::right(self.c, start, self.items.end));
        }
        self.resumed(after)
    }

    /// '“We won,” Lee wrote in a note that explains his plan, “but they lost.”': words in marks that
    /// begin in the middle of a sentence.
    fn resumed(&self, after: usize) -> Option<Range<usize>> {
        const FARTHEST: usize = 20;
        let c = self.c;
        let window = after..self.items.end.min(after + FARTHEST);
        let next = window.clone().find(|&i| self.is_marked(i))?;
        let stops = |i: usize| c.ends_sentence(i) || c.kind(i) == ItemKind::Semicolon;
        let inner = c.marked[c.marked_at(next)?].inner.of(c.scan.text());
        let goes_on = c.kind(next - 1) == ItemKind::Comma
            && inner.starts_with(char::is_lowercase)
            && extent::ends_utterance(c, next)
            && !(window.start..next).any(stops);
        goes_on.then(|| extent::right(c, next, self.items.end))
    }
}
