//! Words that were not spoken: 'never said “sorry”', 'declined to comment'.

use super::group::Group;
use super::{Report, Unit, quotes};
use crate::annotate::words::{Class, Takes};
use std::ops::Range;

impl Unit<'_, '_> {
    /// 'never said “sorry”', 'refused to say “sorry”': words in marks that were not spoken.
    pub(super) fn withholds(&self, group: &Group, report: &Report) -> bool {
        let denied = self.holds(group.start..group.verb, Class::Negation) || self.is_refused(group);
        // 'refused to accept that the mine was lost'
        let accepted = self.is_refused(group) && !quotes(self.c.items[group.verb].word);
        denied && self.is_bare_quote(report)
            || accepted
            || self.refuses_words(group.verb, report)
            || self.hides(report)
    }

    /// 'did not want to be named': a wish of who speaks without a name.
    fn hides(&self, report: &Report) -> bool {
        let named = |r: &Range<usize>| {
            let rest = r.start + 2;
            r.len() > 2
                && self.says(r.start, "to")
                && self.says(r.start + 1, "be")
                && (rest..r.end.min(rest + 2)).any(|i| self.c.is(i, Class::Identified))
        };
        report.contents.iter().any(named)
    }

    /// All that is reported stands in marks.
    fn is_bare_quote(&self, report: &Report) -> bool {
        let mut contents = report.contents.iter();
        !report.contents.is_empty()
            && contents.all(|r| r.clone().all(|i| !self.c.is_word(i)) && self.is_marked(r.start))
    }

    /// 'refused to say': words that were not spoken.
    fn is_refused(&self, group: &Group) -> bool {
        let before = group.start.checked_sub(2).filter(|_| group.infinitive);
        before.is_some_and(|b| self.c.is(b, Class::Refusal))
    }

    /// 'declined to comment', 'refused to say more': an act that gives no words.
    pub(super) fn is_silent(&self, at: usize, report: &Report) -> bool {
        let silent = |r: &Range<usize>| {
            self.says(r.start, "to")
                && r.len() > 1
                && !r.clone().any(|i| self.is_marked(i))
                && (self.c.is(r.start + 1, Class::SpeechNoun)
                    || self.c.items[r.start + 1].word.takes(Takes::Quote))
        };
        self.c.is(at, Class::Refusal) && report.contents.iter().any(silent)
    }

    /// 'agreed to pay', 'refuses to leave': what is done or not, without words in marks.
    pub(super) fn is_deed(&self, at: usize, report: &Report) -> bool {
        let deed =
            |r: &Range<usize>| self.says(r.start, "to") && !r.clone().any(|i| self.is_marked(i));
        self.c.items[at].word.takes(Takes::Deed) && report.contents.iter().any(deed)
    }

    /// 'refused to say “sorry”', seen from the verb that refuses.
    fn refuses_words(&self, at: usize, report: &Report) -> bool {
        let words = |r: &Range<usize>| {
            r.len() == 3 && self.c.says(r.start, "to") && self.is_marked(r.start + 2)
        };
        self.c.is(at, Class::Refusal) && report.contents.iter().any(words)
    }
}
