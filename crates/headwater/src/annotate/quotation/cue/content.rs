//! What a report reports: the contents on either side of its cue.

use super::{Report, Unit, quotes, starts_clause};
use crate::annotate::clause::ItemKind;
use crate::annotate::quotation::extent::{self, after_adjuncts};
use crate::annotate::words::{Class, Form, Takes};
use std::ops::Range;

impl Unit<'_, '_> {
    /// Content after the cue.
    pub(super) fn right(&self, verb: usize, after: usize, report: &mut Report) {
        let c = self.c;
        let word = c.items[verb].word;
        report.hearer = self.hearer(verb, after);
        let after = report.hearer.as_ref().map_or(after, |h| h.end);
        let at = after_adjuncts(c, after, self.items.end);
        let end = self.items.end;
        let introduces = matches!(
            self.kind(at),
            Some(ItemKind::Comma | ItemKind::Colon | ItemKind::Dash)
        );
        let start = if introduces { at + 1 } else { at };
        let quote = quotes(word);
        let colon = self.kind(at) == Some(ItemKind::Colon);
        if at >= end || start >= end {
            return;
        }
        let bare_object = !introduces
            && word.takes(Takes::Object)
            && self.is_marked(at)
            && !extent::ends_utterance(c, at);
        let complement = c.is(at, Class::Complementizer)
            && (word.takes(Takes::That) || word.takes(Takes::Quote));
        let after_comma = quote && introduces && start + 1 < end && c.says(start, "that");
        let clause = if bare_object {
            None
        } else if quote && self.is_marked(start) || after_comma || colon && word.takes(Takes::Quote)
        {
            Some(start)
        } else if complement || word.takes(Takes::Bare) && starts_clause(c, at, end) {
            Some(at)
        } else if word.takes(Takes::To) && after < end && c.says(after, "to") {
            Some(after)
        } else {
            // 'told Congress when she was asked about it: “…”'
            (at..end.min(at + 30))
                .find(|&i| c.kind(i) == ItemKind::Colon && self.is_marked(i + 1))
                .filter(|_| quote)
                .map(|colon| colon + 1)
        };
        if let Some(clause) = clause {
            report.contents = vec![extent::right(c, clause, end)];
        } else if after < end {
            let stretch = extent::right(c, after, end);
            if stretch.clone().any(|i| self.is_marked(i)) {
                report.object = true;
                report.contents = vec![stretch];
            }
        }
        report
            .contents
            .retain(|r| r.len() > 1 || r.clone().any(|i| self.is_marked(i)));
    }

    /// Indirect content before the cue: 'the mine, Lee said, would close'.
    pub(super) fn left(&self, verb: usize, left_end: usize, report: &mut Report) {
        let c = self.c;
        let word = c.items[verb].word;
        let before = left_end.checked_sub(1).filter(|&b| b > self.items.start);
        let comma = before.is_some_and(|b| c.kind(b) == ItemKind::Comma);
        if !comma || !word.takes(Takes::Bare) || word.form == Form::Ing {
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
        report.contents = vec![extent::left(c, self.items.start, left_end)];
        if self.kind(at) == Some(ItemKind::Comma) && at + 2 < self.items.end {
            let rest = extent::right(c, at + 1, self.items.end);
            if !rest.is_empty() {
                report.contents.push(rest);
            }
        }
    }

    /// The second half of a split quotation: '“We won,” he said, “and they lost.”'
    pub(super) fn rest(&self, after: usize) -> Option<Range<usize>> {
        let at = after_adjuncts(self.c, after, self.items.end);
        let gap = matches!(
            self.kind(at),
            Some(ItemKind::Comma | ItemKind::Colon | ItemKind::Dash | ItemKind::Semicolon)
        );
        let start = at + usize::from(gap);
        (gap && self.is_marked(start)).then(|| extent::right(self.c, start, self.items.end))
    }
}
