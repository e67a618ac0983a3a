//! Things that verbs of saying take beside words: 'claimed three lives', 'recalled 20,000 cars'.

use super::{Unit, begins_predicate};
use crate::annotate::clause::ItemKind;
use crate::annotate::words::{Class, Form};

/// Items behind a verb among which the verb of a clause is looked for.
const FARTHEST: usize = 24;

impl Unit<'_, '_> {
    /// What begins at item `at` after `verb` has a verb of its own or words in marks: 'claimed the fire
    /// was out', 'noted the “deep flaws” of the plan', and not 'claimed three lives'.
    pub(super) fn shows_verb(&self, verb: usize, at: usize) -> bool {
        let c = self.c;
        let pronoun = self.is(at, Class::PersonPronoun) && !self.is(at, Class::Relative);
        // 'reported seeing a man'
        let seeing = self.is(at, Class::Sensing);
        let subject = pronoun || self.is_short(at) || seeing;
        // Verbs that relative clauses need: 'nine novels that nobody read'.
        let mut owed = 0;
        for i in at + 1..self.items.end.min(at + FARTHEST) {
            if self.ends_phrase(i) {
                return subject;
            }
            if self.is_marked(i) {
                return true;
            }
            if c.is(i, Class::Relative) && c.kind(i) == ItemKind::Lower {
                owed += 1;
            } else if self.is_verb_after(i) || self.is_present(verb, at, i) {
                if owed == 0 {
                    return true;
                }
                owed -= 1;
            }
        }
        subject
    }

    /// A clause begins at an item that is not the one after the verb: 'before Ek left', '; Lee said'.
    fn ends_phrase(&self, at: usize) -> bool {
        let c = self.c;
        let relative = |i: usize| self.is(i, Class::Relative) || self.is(i, Class::Determiner);
        // 'Ek, 44, was', 'the mine, a big one, was'
        let goes_on = |i: usize| {
            let aged = self.kind(i) == Some(ItemKind::Number);
            let which = relative(i) && (self.is(i, Class::Relative) || self.is_closed(i));
            which || aged || i < self.items.end && begins_predicate(c, i)
        };
        match c.kind(at) {
            ItemKind::Comma => !goes_on(at + 1),
            ItemKind::Lower => c.is(at, Class::Subordinator) && !relative(at),
            ItemKind::Stop => c.ends_sentence(at),
            kind => matches!(kind, ItemKind::Semicolon | ItemKind::Colon),
        }
    }

    /// 'a big one, was': a comma closes what begins at an item, or words in marks stand in it, before any
    /// verb.
    fn is_closed(&self, at: usize) -> bool {
        let c = self.c;
        let bounds = |&i: &usize| {
            let mark = matches!(c.kind(i), ItemKind::Comma | ItemKind::Semicolon);
            mark || self.is_marked(i) || c.ends_sentence(i) || begins_predicate(c, i)
        };
        let bound = (at..self.items.end.min(at + FARTHEST)).find(bounds);
        bound.is_some_and(|i| c.kind(i) == ItemKind::Comma || self.is_marked(i))
    }

    /// 'was', 'left', 'closed', where no verb stands before it; no participle, as in 'cars fitted with'.
    fn is_verb_after(&self, at: usize) -> bool {
        let c = self.c;
        let before = |class: Class| c.is(at - 1, class);
        let again = before(Class::Auxiliary) || before(Class::Negation);
        let attribute = before(Class::Determiner)
            || before(Class::Preposition)
            || c.kind(at - 1) == ItemKind::Number;
        let participle = self.says(at + 1, "with") || self.says(at + 1, "by");
        let past = c.kind(at) == ItemKind::Lower && c.text(at).ends_with("ed");
        let finite = begins_predicate(c, at) || self.is_short(at);
        !again && (finite || past && !attribute && !participle)
    }

    /// 'it's', 'they'll': a verb stands in the word.
    fn is_short(&self, at: usize) -> bool {
        self.c.is_word(at) && self.c.text(at).contains(['\'', '’'])
    }

    /// 'needs', after a noun without that ending in a phrase that begins at `first`, and a verb in the present.
    fn is_present(&self, verb: usize, first: usize, at: usize) -> bool {
        let c = self.c;
        let plural = |i: usize| c.text(i).ends_with('s') && !c.text(i).ends_with("ss");
        let noun = matches!(c.kind(at - 1), ItemKind::Lower | ItemKind::Capital)
            && !c.is(at - 1, Class::Determiner)
            && !c.is(at - 1, Class::Preposition)
            && !plural(at - 1);
        let present = matches!(c.items[verb].word.form, Form::Third | Form::Base);
        // 'to the harbour authorities', 'telling results', 'stable conditions'
        let floor = (verb + 1).max(at.saturating_sub(3));
        let object = (floor..at).any(|i| c.is(i, Class::Preposition));
        let begins = [
            Class::Determiner,
            Class::PossessivePronoun,
            Class::PersonPronoun,
        ];
        let headed = begins.iter().any(|&class| c.is(first, class))
            || matches!(c.kind(first), ItemKind::Capital | ItemKind::Number);
        let noun = noun && headed && !object && !c.text(at - 1).ends_with("ing");
        present && noun && c.kind(at) == ItemKind::Lower && plural(at)
    }
}
