//! Words in marks that are the object of a verb: 'called it “a farce”'.

use super::content::Behind;
use super::{Unit, quotes};
use crate::annotate::clause::ItemKind;
use crate::annotate::quotation::extent;
use crate::annotate::words::{Class, Takes};
use std::ops::Range;

/// What verbs take that say how something is said: 'called it “a farce”', 'pressed her to “go”'.
const SPEECH_ACTS: [Takes; 9] = [
    Takes::Object,
    Takes::Act,
    Takes::To,
    Takes::For,
    Takes::On,
    Takes::About,
    Takes::Toward,
    Takes::Of,
    Takes::Against,
];

impl Unit<'_, '_> {
    /// 'called “a farce”': words in marks that are the object of the verb, and no utterance.
    pub(super) fn names_in_marks(&self, behind: &Behind) -> bool {
        let at = behind.at;
        behind.start == at
            && self.c.items[behind.verb].word.takes(Takes::Object)
            && self.is_marked(at)
            && !extent::ends_utterance(self.c, at)
    }

    /// The object of a verb, where words in marks stand in it.
    pub(super) fn object_behind(&self, behind: &Behind) -> Option<Range<usize>> {
        let word = self.c.items[behind.verb].word;
        let takes = quotes(word) || word.takes(Takes::Object) || !self.is_content(behind.verb);
        let stretch = || extent::right(self.c, behind.after, self.items.end);
        let object = takes.then(stretch)?;
        let marked = object.clone().find(|&i| self.is_marked(i))?;
        // 'fired two shells and then “likely” a third': far behind a verb that names nothing.
        let near = (behind.at..marked).all(|i| self.c.is(i, Class::Determiner));
        let bounds = |i: usize| self.c.is(i, Class::Conjunction) || !self.c.is_word(i);
        let plain = !(behind.at..marked).any(bounds);
        let says = match word.takes(Takes::Thing) {
            true => near && extent::ends_utterance(self.c, marked),
            false => plain,
        };
        // 'calling it a “farce” and asserting that': the next verb has its own content.
        let next =
            |&i: &usize| self.kind(i) == Some(ItemKind::Lower) && self.c.items[i].word.reports();
        let end = (marked + 1..object.end).find(next).unwrap_or(object.end);
        let tells = quotes(word) && word.takes(Takes::Bare);
        let acts = SPEECH_ACTS.iter().any(|&takes| word.takes(takes));
        (says || tells || acts).then_some(object.start..end)
    }
}
