//! What a report reports: the contents on either side of its cue.

use super::{Report, Unit, begins_predicate, quotes, starts_clause};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::again;
use crate::annotate::quotation::extent::{self, after_adjuncts};
use crate::annotate::words::{Class, Form, Takes};
use std::ops::Range;

/// Where content can begin behind a verb.
pub(super) struct Behind {
    pub(super) verb: usize,
    /// Behind the hearer.
    pub(super) after: usize,
    /// Behind what stands between as well: 'on Monday', 'in a statement'.
    pub(super) at: usize,
    /// And behind a comma, a colon or a dash.
    pub(super) start: usize,
}

impl Unit<'_, '_> {
    /// Content after the cue.
    pub(super) fn right(&self, verb: usize, after: usize, report: &mut Report) {
        let c = self.c;
        report.hearer = self.hearer(verb, after);
        let after = report.hearer.as_ref().map_or(after, |h| h.end);
        let explained = report.hearer.as_ref().is_some_and(|h| self.is_explained(h));
        let after = after + usize::from(explained);
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
        if behind.start >= self.items.end || self.is_acquainted(&behind) {
            return;
        }
        if let Some(clause) = self.clause_behind(&behind, report) {
            report.contents = vec![match self.ends_words(clause) {
                true => clause..clause + 1,
                false => extent::right(c, clause, self.items.end),
            }];
        } else if !self.parts_clause(&behind, report)
            && let Some(object) = self.object_behind(&behind)
        {
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
        let bare = || {
            self.takes_bare(verb, report, at)
                && !self.is_topic(verb, report, at)
                && starts_clause(self.c, at, self.items.end)
                && !self.is_bound(after)
                && (!self.goes_on_with(at) || self.is_relative(report))
        };
        if self.is_complement(verb, at) && !self.is_described(after, at) {
            return Some(at);
        }
        if let Some(framed) = self.framed(behind, report) {
            return Some(framed);
        }
        if bare() {
            return Some(at);
        }
        let late = quotes(word).then(|| self.late_utterance(at)).flatten();
        late.or_else(|| self.late_that(behind, report))
    }

    /// 'told a host of officials and friends that': 'that' behind more of those who heard it.
    fn late_that(&self, behind: &Behind, report: &Report) -> Option<usize> {
        const FARTHEST: usize = 8;
        let c = self.c;
        let plain = |&i: &usize| {
            let joins = c.says(i, "and") || c.is(i, Class::Preposition);
            let noun = !c.items[i].word.reports() && !c.is(i, Class::Auxiliary);
            let word = c.is_word(i) && (joins || noun && !c.is(i, Class::Subordinator));
            word && !self.stands_alone(i) || c.kind(i) == ItemKind::Parenthesis
        };
        let near = behind.after..self.items.end.min(behind.after + FARTHEST);
        let that = near.start + near.take_while(plain).count();
        let verb = c.items[behind.verb].word;
        let told =
            report.hearer.is_some() && verb.takes(Takes::That) && c.says(behind.verb, "told");
        let that_begins = self.says(that, "that") && that + 2 < self.items.end;
        let begins = that_begins && self.has_subject(that + 1) || self.stands_alone(that);
        (told && begins && that > behind.after).then_some(that)
    }

    /// 'told the police about four men', 'think about two things': of whom, and no number of a clause.
    fn is_topic(&self, verb: usize, report: &Report, at: usize) -> bool {
        let takes = self.c.items[verb].word.takes(Takes::About);
        let topic = || takes || report.hearer.is_some() || !self.shows_verb(verb, at);
        self.says(at, "about") && topic()
    }

    /// 'his deputy, Bo Ek': a name ends what tells who hears, and a comma follows.
    fn is_explained(&self, hearer: &Range<usize>) -> bool {
        let comma = |i: usize| self.kind(i) == Some(ItemKind::Comma);
        comma(hearer.end) && hearer.clone().any(comma)
    }

    /// 'they must', 'it was': a pronoun that is a subject, with its verb.
    fn stands_alone(&self, at: usize) -> bool {
        let c = self.c;
        let subject = self.is(at, Class::PersonPronoun) && !c.is(at, Class::Relative);
        let subject = subject || self.says(at, "it");
        subject && self.is(at + 1, Class::Auxiliary)
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
        // 'finished that game'
        let cried = || {
            let past = word.takes(Takes::Quote) && word.form == Form::Past;
            past && self.shows_verb(verb, at)
        };
        let asked = word.takes(Takes::Whether) && !self.says(at, "that");
        let clause = word.takes(Takes::That) || asked || cried();
        self.c.is(at, Class::Complementizer) && clause && !self.points(verb, at)
    }

    /// 'You can see that in the price', 'they know that for sure', 'saw that kind of mine': no clause follows.
    fn points_on(&self, verb: usize, next: usize) -> bool {
        const KINDS: [&str; 3] = ["kind", "sort", "type"];
        const FARTHEST: usize = 60;
        let c = self.c;
        let mind = c.items[verb].word.takes(Takes::Thought);
        let kind = KINDS.iter().any(|word| self.says(next, word)) && self.says(next + 1, "of");
        let phrase = self.is(next, Class::Preposition) && c.kind(next) == ItemKind::Lower;
        let end = self.items.end.min(next + FARTHEST);
        let close = (next + 1..end).find(|&i| !c.is_word(i) && c.kind(i) != ItemKind::Possessive);
        let closed = match close {
            Some(close) => c.kind(close) == ItemKind::Stop,
            None => end == self.items.end,
        };
        mind && (kind || phrase) && closed && !self.shows_verb(verb, next)
    }

    /// 'Lee held that title.': 'that' and one noun.
    fn points(&self, verb: usize, that: usize) -> bool {
        let c = self.c;
        let noun = that + 1;
        let closed = matches!(self.kind(noun + 1), None | Some(ItemKind::Stop));
        if self.says(that, "that") && self.points_on(verb, noun) {
            return true;
        }
        self.says(that, "that")
            && self.kind(noun) == Some(ItemKind::Lower)
            && closed
            && !c.is(noun, Class::Determiner)
            && !c.text(noun).ends_with(['s', 'd'])
    }

    /// 'told Congress when she was asked about it: “…”': an utterance some words behind the verb, with
    /// no other verb of saying between.
    fn late_utterance(&self, at: usize) -> Option<usize> {
        const FARTHEST: usize = 30;
        let c = self.c;
        let near = at..self.items.end.min(at + FARTHEST);
        // 'He knew what would come, saying, “We won.”'
        let tells = |&i: &usize| {
            let word = c.items[i].word;
            word.tells() || word.takes(Takes::Quote) && word.form == Form::Ing
        };
        let near = at..near.clone().find(tells).unwrap_or(near.end);
        let colon = |&i: &usize| c.kind(i) == ItemKind::Colon && self.is_marked(i + 1);
        let before = near.clone().find(colon);
        let before = before.or_else(|| near.clone().find(|&i| self.begins_utterance(i + 1)));
        before.map(|before| before + 1)
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
    pub(super) fn is_content(&self, at: usize) -> bool {
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

    pub(super) fn cites(&self, at: usize) -> bool {
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
        // 'said, at this point, it was lost'
        let phrase = self.is(at + 1, Class::Preposition);
        let goes_on = |i: usize| self.says(i, "that") || phrase && self.stands_alone(i);
        close
            .filter(|&close| c.kind(close) == gap && goes_on(close + 1))
            .map_or(at, |close| close + 1)
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
        let through = again::goes_through(c, verb, after);
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
            let object = extent::object(c, start, self.items.end);
            // 'confirmed that', 'reported this'
            if object.len() == 1 && c.is(start, Class::Determiner) {
                return;
            }
            report.cue.end = start;
            report.act = true;
            report.contents = vec![object];
        }
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
            && (!c.is(source.start - 1, Class::Complementizer) || c.says(source.start - 1, "if"))
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
                    noun::begins(c, i + 1) || c.is(i + 1, Class::Auxiliary)
                }
        };
        if let Some(end) = content.clone().skip(1).find(ends) {
            content.end = end;
        }
    }
}
