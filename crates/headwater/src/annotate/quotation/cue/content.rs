//! What a report reports: the contents on either side of its cue.

use super::passive::is_forum;
use super::{Report, Unit, begins_predicate, quotes, starts_clause};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::extent::{self, after_adjuncts};
use crate::annotate::words::{Class, Form, Takes};
use crate::lexicon::outlet_name;
use std::ops::Range;

/// Where content can begin behind a verb.
struct Behind {
    verb: usize,
    /// Behind the hearer.
    after: usize,
    /// Behind what stands between as well: 'on Monday', 'in a statement'.
    at: usize,
    /// And behind a comma, a colon or a dash.
    start: usize,
}

impl Unit<'_, '_> {
    /// Content after the cue.
    pub(super) fn right(&self, verb: usize, after: usize, report: &mut Report) {
        let c = self.c;
        report.hearer = self.hearer(verb, after);
        let after = report.hearer.as_ref().map_or(after, |h| h.end);
        let at = self.after_insertion(after_adjuncts(c, after, self.items.end));
        let mark = matches!(
            self.kind(at),
            Some(ItemKind::Comma | ItemKind::Colon | ItemKind::Dash)
        );
        let behind = Behind {
            verb,
            after,
            at,
            start: at + usize::from(mark),
        };
        if behind.start >= self.items.end {
            return;
        }
        if let Some(clause) = self.clause_behind(&behind, report) {
            report.contents = vec![match self.ends_words(clause) {
                true => clause..clause + 1,
                false => extent::right(c, clause, self.items.end),
            }];
        } else if let Some(object) = self.object_behind(&behind) {
            report.object = true;
            report.contents = vec![object];
        }
        report
            .contents
            .retain(|r| r.len() > 1 || r.clone().any(|i| self.is_marked(i)));
    }

    /// Where the clause or the utterance begins that a verb takes.
    fn clause_behind(&self, behind: &Behind, report: &Report) -> Option<usize> {
        let &Behind {
            verb,
            after,
            at,
            start,
        } = behind;
        let word = self.c.items[verb].word;
        if word.takes(Takes::To) && self.is_infinitive(after) {
            return Some(after);
        }
        if self.names_in_marks(behind) {
            return None;
        }
        if self.is_introduced(behind) {
            return Some(start);
        }
        let bare =
            || self.takes_bare(verb, report, at) && starts_clause(self.c, at, self.items.end);
        if self.is_complement(verb, at) || bare() {
            return Some(at);
        }
        quotes(word).then(|| self.late_utterance(at)).flatten()
    }

    /// 'called “a farce”': words in marks that are the object of the verb, and no utterance.
    fn names_in_marks(&self, behind: &Behind) -> bool {
        let at = behind.at;
        behind.start == at
            && self.c.items[behind.verb].word.takes(Takes::Object)
            && self.is_marked(at)
            && !extent::ends_utterance(self.c, at)
    }

    /// What is said follows, mostly after a mark: 'said: “We won”', 'said, that the mine was lost'.
    fn is_introduced(&self, behind: &Behind) -> bool {
        let start = behind.start;
        let word = self.c.items[behind.verb].word;
        let mark = start > behind.at;
        let that = mark && start + 1 < self.items.end && self.c.says(start, "that");
        let colon = self.kind(behind.at) == Some(ItemKind::Colon);
        quotes(word) && (self.is_marked(start) || that) || colon && word.takes(Takes::Quote)
    }

    /// 'said that', also 'cried that', and not 'a shooting that killed two'.
    fn is_complement(&self, verb: usize, at: usize) -> bool {
        let word = self.c.items[verb].word;
        let cried = word.takes(Takes::Quote) && word.form == Form::Past;
        self.c.is(at, Class::Complementizer) && (word.takes(Takes::That) || cried)
    }

    /// 'told Congress when she was asked about it: “…”': an utterance some words behind the verb, with
    /// no other verb of saying between.
    fn late_utterance(&self, at: usize) -> Option<usize> {
        const FARTHEST: usize = 30;
        let c = self.c;
        let near = at..self.items.end.min(at + FARTHEST);
        let tells = |&i: &usize| c.items[i].word.tells();
        let near = at..near.clone().find(tells).unwrap_or(near.end);
        let colon = |&i: &usize| c.kind(i) == ItemKind::Colon && self.is_marked(i + 1);
        let before = near.clone().find(colon);
        let before = before.or_else(|| near.clone().find(|&i| self.begins_utterance(i + 1)));
        before.map(|before| before + 1)
    }

    /// The object of a verb, where words in marks stand in it.
    fn object_behind(&self, behind: &Behind) -> Option<Range<usize>> {
        let word = self.c.items[behind.verb].word;
        let takes = quotes(word) || word.takes(Takes::Object) || !self.is_content(behind.verb);
        let stretch = || extent::right(self.c, behind.after, self.items.end);
        let object = takes.then(stretch)?;
        object.clone().any(|i| self.is_marked(i)).then_some(object)
    }

    /// A clause can follow without 'that': 'said he left', 'the court heard he left'.
    fn takes_bare(&self, verb: usize, report: &Report, at: usize) -> bool {
        let c = self.c;
        let heard = || {
            let source = report.source.as_ref();
            let forum = source.is_some_and(|source| is_forum(c, source));
            c.says(verb, "heard") && forum && self.has_subject(at)
        };
        // 'claimed responsibility for the fire'
        let word = c.items[verb].word;
        let claimed = || word.takes(Takes::Act) && c.is(at, Class::Claimed);
        let thing = || word.takes(Takes::Thing) && !self.shows_verb(verb, at);
        let found = || self.is_shown(verb, report) || self.is_learned(verb, report);
        let bare = word.takes(Takes::Bare) && !claimed() && !thing();
        bare || heard() || found() && self.shows_verb(verb, at)
    }

    /// A text or a survey speaks: 'data show prices rose'.
    fn is_shown(&self, verb: usize, report: &Report) -> bool {
        let c = self.c;
        let word = c.items[verb].word;
        let source = report.source.clone().unwrap_or_default();
        // 'reports show the boy found'
        let clause = source.clone().any(|i| c.items[i].word.form.tells());
        let shows = word.takes(Takes::Shown) && word.takes(Takes::That);
        shows
            && !clause
            && !self.is(verb + 1, Class::Particle)
            && self.holds(source, Class::Document)
    }

    /// An outlet has found out what it tells: 'the BBC understands', 'the Post has learned'.
    fn is_learned(&self, verb: usize, report: &Report) -> bool {
        let c = self.c;
        let Some(source) = report.source.clone() else {
            return false;
        };
        let article = source.start + usize::from(c.is(source.start, Class::Determiner));
        let words = source.len();
        let name = (article < source.end).then(|| c.span(article..source.end).of(c.scan.text()));
        let outlet = name.is_some_and(|name| outlet_name::named(name, words).is_some());
        c.items[verb].word.takes(Takes::Learned) && outlet
    }

    /// 'shouted “We won” before he left': the writer goes on after the words in marks.
    fn ends_words(&self, marked: usize) -> bool {
        let next = marked + 1;
        self.is_marked(marked)
            && self.kind(next) == Some(ItemKind::Lower)
            && self.c.is(next, Class::Subordinator)
            && !self.c.is(next, Class::Complementizer)
    }

    /// An item that one of the last reports reports.
    fn is_content(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let holds = |r: &Report| r.contents.iter().any(|content| content.contains(&at));
        self.earlier.iter().rev().take(NEAR).any(holds)
    }

    /// 'to close the mine', and not 'to the mine'.
    fn is_infinitive(&self, at: usize) -> bool {
        let c = self.c;
        let noun = [
            Class::Determiner,
            Class::PossessivePronoun,
            Class::ObjectPronoun,
        ];
        let verb = |i: usize| match self.kind(i) {
            Some(ItemKind::Lower) => !noun.iter().any(|&class| c.is(i, class)),
            kind => matches!(kind, Some(ItemKind::Marked(_))),
        };
        self.says(at, "to") && verb(at + 1)
    }

    fn cites(&self, at: usize) -> bool {
        self.c.says(at, "citing") || self.c.says(at, "quoting")
    }

    /// Where 'that' stands behind what is put between commas or dashes: 'the Post said on Monday, citing
    /// officials, that the mine would close', 'said, however, that'; else `at`.
    fn after_insertion(&self, at: usize) -> usize {
        const LONGEST: usize = 20;
        let c = self.c;
        let Some(gap @ (ItemKind::Comma | ItemKind::Dash)) = self.kind(at) else {
            return at;
        };
        let mut near = at + 1..self.items.end.min(at + LONGEST);
        let close = near.find(|&i| !c.is_word(i) && c.kind(i) != ItemKind::Possessive);
        close
            .filter(|&close| c.kind(close) == gap && self.says(close + 1, "that"))
            .map_or(at, |close| close + 1)
    }

    /// 'Lee joked, using an old accent, “We won!”': after a comma, words in marks that are a sentence.
    fn begins_utterance(&self, at: usize) -> bool {
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
        let told = word.takes(Takes::Bare) || shown || heard || self.is_learned(verb, report);
        if !comma || !told || word.form == Form::Ing {
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

    /// What an act of speech is about: 'criticised the plan', 'called for an inquiry', 'asked Lee
    /// about the mine'.
    pub(super) fn act(&self, verb: usize, after: usize, report: &mut Report) {
        let c = self.c;
        let word = c.items[verb].word;
        let source = report.source.clone().unwrap_or_default();
        if after != report.cue.end
            || after >= self.items.end
            || !noun::is_nominal(c, source.clone())
        {
            return;
        }
        let shown = word.takes(Takes::Shown) && source.clone().any(|i| c.is(i, Class::Document));
        let through = self.goes_through(verb, after);
        let heard = report
            .hearer
            .as_ref()
            .is_some_and(|hearer| word.takes(Takes::About) && self.says(hearer.end, "about"));
        let start = after + usize::from(through);
        // 'claimed three lives'
        let thing = word.takes(Takes::Thing) && word.takes(Takes::To);
        let thing = thing && !self.is(start, Class::Claimed);
        let direct = word.takes(Takes::Act) && !thing || shown || heard;
        if (through || direct) && start < self.items.end && noun::begins(c, start) {
            report.cue.end = start;
            report.act = true;
            report.contents = vec![extent::object(c, start, self.items.end)];
        }
    }

    /// The preposition at an item belongs to the cue: 'called for'.
    pub(super) fn goes_through(&self, verb: usize, at: usize) -> bool {
        const PREPOSITIONS: [(Takes, &str); 6] = [
            (Takes::For, "for"),
            (Takes::On, "on"),
            (Takes::About, "about"),
            (Takes::Toward, "to"),
            (Takes::Of, "of"),
            (Takes::Against, "against"),
        ];
        let word = self.c.items[verb].word;
        let mut through = PREPOSITIONS.iter();
        through.any(|&(takes, text)| word.takes(takes) && self.c.says(at, text))
    }

    /// 'Asked whether the mine was lost, Lee said': a question whose asker is not named.
    pub(super) fn asked(&self, at: usize) -> Option<Report> {
        let c = self.c;
        let word = c.items[at].word;
        let begins = |i: usize| i == self.items.start || !c.is_word(i - 1);
        let when = at > self.items.start && c.says(at - 1, "when") && begins(at - 1);
        let asks = word.form == Form::Past && word.takes(Takes::Hearer) && word.takes(Takes::About);
        let start = at + 1;
        if !asks || !(when || begins(at)) || start + 1 >= self.items.end {
            return None;
        }
        let about = c.says(start, "about") && noun::begins(c, start + 1);
        if !about && !c.is(start, Class::Complementizer) {
            return None;
        }
        let mut report = self.report(at..start + usize::from(about), None);
        report.act = true;
        report.contents = vec![extent::object(c, report.cue.end, self.items.end)];
        Some(report)
    }

    /// Content of a clause that hangs on another ends where that goes on: 'If Lee said that …, he
    /// meant', 'Lee, who said that …, left'.
    pub(super) fn stay_in_clause(&self, report: &mut Report) {
        let c = self.c;
        let it = report.cue.start..report.cue.start;
        let source = report.source.clone().unwrap_or(it);
        let comma_before = |i: usize| i > self.items.start && c.kind(i - 1) == ItemKind::Comma;
        let relative = source.len() == 1 && c.is(source.start, Class::Relative);
        let relative = relative && comma_before(source.start);
        // 'The van, which police said was stolen, was found'
        let inlaid = source.start > self.items.start + 1
            && c.is(source.start - 1, Class::Relative)
            && c.kind(source.start - 2) == ItemKind::Comma;
        let relative = relative || inlaid;
        let hangs = source.start > self.items.start
            && c.is(source.start - 1, Class::Subordinator)
            && !c.is(source.start - 1, Class::Complementizer)
            && source.start - 1 <= self.items.start + 1;
        let Some(content) = report.contents.first_mut() else {
            return;
        };
        if !(relative || hangs) || content.start < report.cue.start {
            return;
        }
        let ends = |&i: &usize| {
            c.kind(i) == ItemKind::Comma
                && i + 1 < self.items.end
                && if relative {
                    begins_predicate(c, i + 1)
                } else {
                    noun::begins(c, i + 1)
                }
        };
        if let Some(end) = content.clone().skip(1).find(ends) {
            content.end = end;
        }
    }
}
