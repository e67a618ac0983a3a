//! Clauses without 'that': 'said he left', 'the data show prices rose', 'said when it rained, he left'.

use super::content::Behind;
use super::passive::is_forum;
use super::{Report, Unit, begins_predicate};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::extent;
use crate::annotate::words::{Class, Takes};

impl Unit<'_, '_> {
    /// 'said when they came, they saw it', 'said on Monday, it was lost': the clause begins with its frame.
    pub(super) fn framed(&self, behind: &Behind, report: &Report) -> Option<usize> {
        const LONGEST: usize = 25;
        let (c, after) = (self.c, behind.after);
        let word = c.items[behind.verb].word;
        let leads = report
            .source
            .as_ref()
            .is_some_and(|s| s.start == self.items.start);
        let says = word.takes(Takes::Bare) && word.tells();
        if !leads || !says || self.kind(after) != Some(ItemKind::Lower) {
            return None;
        }
        let mut near = after..self.items.end.min(after + LONGEST);
        let comma = near.find(|&i| !c.is_word(i) && c.kind(i) != ItemKind::Possessive)?;
        let verb = noun::base_end(c, comma + 1, self.items.end);
        let clause = self.has_subject(comma + 1)
            || verb > comma + 1 && verb < self.items.end && self.goes_on_with(verb);
        let frame = self.is(after, Class::Subordinator) && !self.is(after, Class::Complementizer);
        let phrase = self.is(after, Class::Preposition) && behind.at == comma;
        let timed = extent::after_times(c, after, comma) == comma;
        (c.kind(comma) == ItemKind::Comma && clause && (frame || phrase)).then_some(if timed {
            comma + 1
        } else {
            after
        })
    }

    /// 'suspected of theft', 'known for writing': what the verb itself asks for.
    pub(super) fn is_bound(&self, after: usize) -> bool {
        let acts = after + 1 < self.items.end && self.c.text(after + 1).ends_with("ing");
        self.says(after, "of") || self.is(after, Class::Preposition) && acts
    }

    /// 'responded to a call of a boat that was adrift': 'that' stands for what the words before name.
    pub(super) fn is_described(&self, after: usize, that: usize) -> bool {
        that > after && that + 1 < self.items.end && self.goes_on_with(that + 1)
    }

    /// A verb stands at an item, and no subject: 'was lost', 'filed in May'.
    pub(super) fn goes_on_with(&self, at: usize) -> bool {
        let c = self.c;
        let past = c.kind(at) == ItemKind::Lower && c.text(at).ends_with("ed");
        let next = [Class::Preposition, Class::Determiner, Class::Time];
        let verb = past && next.iter().any(|&class| self.is(at + 1, class));
        // 'details were scarce'
        let noun = !c.is(at, Class::Auxiliary) && self.is(at + 1, Class::Auxiliary);
        // 'they've' has its subject in it.
        (verb || begins_predicate(c, at) && !noun) && !c.text(at).contains(['\'', '’'])
    }

    /// 'the van, which police said was stolen', 'the van police said was stolen': the subject of what is
    /// said stands before.
    pub(super) fn is_relative(&self, report: &Report) -> bool {
        let c = self.c;
        let source = report.source.as_ref();
        let before = source.and_then(|source| self.before(source.start));
        let bounds = [Class::Preposition, Class::Conjunction, Class::Subordinator];
        before.is_some_and(|b| {
            let relative = c.is(b, Class::Relative) || c.says(b, "what");
            relative || c.is_word(b) && !bounds.iter().any(|&class| c.is(b, class))
        })
    }

    /// A clause can follow without 'that': 'said he left', 'the court heard he left'.
    pub(super) fn takes_bare(&self, verb: usize, report: &Report, at: usize) -> bool {
        let c = self.c;
        let heard = || {
            let source = report.source.as_ref();
            let forum = source.is_some_and(|source| is_forum(c, source));
            c.says(verb, "heard") && forum && self.has_subject(at)
        };
        // 'claimed responsibility for the fire'
        let word = c.items[verb].word;
        let claimed = || word.takes(Takes::Act) && c.is(at, Class::Claimed);
        // 'the plan, which he claims is lost'
        let verb_first = self.is(at, Class::Auxiliary);
        let thing = || word.takes(Takes::Thing) && !verb_first && !self.shows_verb(verb, at);
        let found = || self.is_shown(verb, report) || report.is_learned(c, verb);
        let bare = word.takes(Takes::Bare) && !claimed() && !thing();
        bare || heard() || found() && self.shows_verb(verb, at)
    }

    /// 'knew the victims', 'did not know her name': whom or what one knows, and no clause.
    pub(super) fn is_acquainted(&self, behind: &Behind) -> bool {
        const FARTHEST: usize = 24;
        const KNOWS: [&str; 5] = ["know", "knows", "knew", "known", "knowing"];
        let (c, at) = (self.c, behind.at);
        let knows = KNOWS.iter().any(|word| c.says(behind.verb, word));
        // 'knew him as “Old Tom”', 'knew weeks before that it was lost'
        let marks = || (at..self.items.end.min(at + FARTHEST)).any(|i| self.is_marked(i));
        let clause =
            || self.is(at, Class::Complementizer) || self.is(at, Class::TimeSpan) || marks();
        let thing = || !clause() && !begins_predicate(c, at) && !self.shows_verb(behind.verb, at);
        knows && behind.start == at && thing()
    }

    /// A text or a survey speaks: 'data show prices rose'.
    pub(super) fn is_shown(&self, verb: usize, report: &Report) -> bool {
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
}
