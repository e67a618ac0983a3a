//! Who speaks where the verb has no subject of its own: participles, infinitives, and verbs behind 'and'.

use super::group::Group;
use super::{Report, Unit, begins_predicate};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun::{self, is_past};
use crate::annotate::quotation::again;
use crate::annotate::words::{Class, Form};
use std::ops::Range;

/// A clause before a verb that has no subject of its own.
#[derive(Clone)]
struct Clause {
    subject: Range<usize>,
    /// It does not only tell when or where.
    main: bool,
}

impl Unit<'_, '_> {
    /// The speaker of a participle ('adding', 'quoted as saying'), of an infinitive ('went on to say') or of
    /// a verb behind 'and'; `before` is the item before the verb group.
    pub(super) fn governing(
        &self,
        group: &Group,
        before: usize,
        participle: bool,
    ) -> Option<Range<usize>> {
        // 'The Post quoted Lee as saying'
        if participle && self.c.says(before, "as") {
            let quoted = noun::leftward(self.c, self.quoted_from(before), before);
            return quoted.or_else(|| self.governor(group.start));
        }
        let own = || {
            let text = || {
                self.reduced(before)
                    .map(|text| self.issuer(&text).unwrap_or(text))
            };
            let start = group.start;
            let named = self.absolute(start).or_else(|| self.apart(start));
            named.or_else(|| self.by_means(start)).or_else(text)
        };
        let own = || participle.then(own).flatten();
        let caused = || self.caused(before).filter(|_| group.infinitive);
        own().or_else(caused).or_else(|| self.governor(group.start))
    }

    /// Where the one who is quoted can begin: 'The letter quotes Lee as saying'.
    fn quoted_from(&self, at: usize) -> usize {
        const FARTHEST: usize = 12;
        let floor = self.items.start.max(at.saturating_sub(FARTHEST));
        let quotes = |&i: &usize| self.quotes_another(i) && !self.c.is(i - 1, Class::Be);
        let verb = (floor + 1..at).rev().find(quotes);
        verb.map_or(self.items.start, |verb| verb + 1)
    }

    /// The subject of the verb that governs item `at`: of the report before it, or of the unit.
    pub(super) fn governor(&self, at: usize) -> Option<Range<usize>> {
        const NEAR: usize = 32;
        // 'Lee said the mayor was wrong, adding …': Lee's verb governs, whatever stands between.
        let within = |r: &&Report, last: &Report| {
            let mut contents = r.contents.iter();
            contents.any(|content| content.contains(&last.cue.start))
        };
        let near = &self.earlier[self.earlier.len().saturating_sub(NEAR)..];
        let named = || near.iter().filter(|r| r.source.is_some());
        let last = named().next_back();
        let outer = last.and_then(|last| named().find(|r| within(r, last)));
        let clause = self.clause(at);
        let Some(earlier) = outer.or(last) else {
            let named = |s: &Range<usize>| noun::is_somebody(self.c, s.clone());
            let first = noun::first(self.c, self.items.start..at).filter(|s| s.end <= at);
            let first = first.map(|s| self.before_verb(s));
            let main = clause
                .clone()
                .filter(|clause| clause.main)
                .map(|clause| clause.subject);
            let known = main.or_else(|| first.clone().filter(named));
            return known.or_else(|| Some(clause?.subject)).or(first);
        };
        if let Some(told) = self.told(earlier, at) {
            return Some(told);
        }
        let timed = earlier.source.as_ref().is_some_and(|s| self.is_timed(s));
        let later = |clause: &Clause| {
            let start = clause.subject.start;
            let told = earlier
                .contents
                .iter()
                .any(|content| content.contains(&start));
            clause.main && start >= earlier.cue.end && (timed || !told)
        };
        let later = clause.filter(later).map(|clause| clause.subject);
        later.or_else(|| earlier.source.clone())
    }

    /// 'Lee said |the man| stopped and asked for money', 'She said |he| stopped': who acts in what is told, and goes
    /// on behind 'and'.
    fn told(&self, earlier: &Report, at: usize) -> Option<Range<usize>> {
        let c = self.c;
        let content = earlier.contents.last()?;
        let and = self.before(at).filter(|&and| c.says(and, "and"))?;
        let told = content.start >= earlier.cue.end && content.start < and && and <= content.end;
        let subject = told.then(|| again::acts_on(c, content.start..and, at))??;
        let pronoun = |at: usize| c.is(at, Class::PersonPronoun);
        let speaker = earlier.source.as_ref()?.start;
        let same = c.text(speaker).eq_ignore_ascii_case(c.text(subject.start));
        let other = pronoun(speaker) && !same;
        (!pronoun(subject.start) || other).then_some(subject)
    }

    /// 'When I asked Lee about it': what stands behind a word for when something was done.
    fn is_timed(&self, subject: &Range<usize>) -> bool {
        let when = ["when", "after", "as", "once"];
        let before = self.before(subject.start);
        before.is_some_and(|b| when.iter().any(|word| self.c.says(b, word)))
    }

    /// 'A review |found a loss and concluded': the subject ends before a verb that no noun is.
    fn before_verb(&self, subject: Range<usize>) -> Range<usize> {
        let c = self.c;
        let verb = |&i: &usize| {
            let before = [
                Class::Determiner,
                Class::PossessivePronoun,
                Class::Auxiliary,
            ];
            let noun = c.is_word(i - 1) && !before.iter().any(|&class| c.is(i - 1, class));
            c.kind(i) == ItemKind::Lower && c.is(i, Class::PastVerb) && noun
        };
        let goes_on = |&i: &usize| c.is_word(i) && !c.is(i, Class::Relative);
        let mut head = (subject.start + 1..subject.end).take_while(goes_on);
        let end = head.find(verb);
        subject.start..end.unwrap_or(subject.end)
    }

    /// The last clause with a subject and its verb before an item.
    fn clause(&self, at: usize) -> Option<Clause> {
        const FARTHEST: usize = 60;
        let floor = self.items.start.max(at.saturating_sub(FARTHEST));
        (floor..at)
            .rev()
            .find_map(|border| self.clause_from(border, at))
    }

    /// 'The plan failed|, but Lee went on', 'the talk ended |when men shouted': a clause behind a border.
    fn clause_from(&self, border: usize, limit: usize) -> Option<Clause> {
        const WHEN: [&str; 5] = ["when", "where", "as", "while", "after"];
        let c = self.c;
        let when = |i: usize| WHEN.iter().any(|word| self.says(i, word));
        let mark = matches!(
            c.kind(border),
            ItemKind::Comma | ItemKind::Dash | ItemKind::Semicolon | ItemKind::Colon
        );
        if !mark && !when(border) {
            return None;
        }
        let main = mark && !when(border + 1);
        let joined = usize::from(mark && (when(border + 1) || self.joins(border + 1)));
        let start = border + 1 + joined;
        let start = start + usize::from(self.says(start, "about"));
        let pronoun = self.is(start, Class::PersonPronoun);
        let end = match pronoun {
            true => start + 1,
            false => noun::attached_end(c, start, limit).max(start),
        };
        let near = (start + 1..end + 1).find(|&i| i < limit && self.acts(start, i));
        let verb = near.or_else(|| self.behind_aside(start, end, limit))?;
        let relative = near.is_some() && self.holds(start..verb, Class::Relative);
        // 'Ann Lee, Bo Ek and Cy Dunn were', 'it would be wrong to say'
        let capital = border > self.items.start && c.kind(border - 1) == ItemKind::Capital;
        let joined = c.says(border + 1, "and") || (start..verb).any(|i| c.says(i, "and"));
        let row = capital && joined && ["were", "are", "have"].iter().any(|v| c.says(verb, v));
        let other = relative || row || c.says(start, "it");
        let last = c.text(verb - 1);
        let several = last.ends_with('s') || last.ends_with("men") || last == "people";
        let nominal = noun::is_somebody(c, start..verb) || !main && several;
        (nominal && !other).then_some(Clause {
            subject: start..near.unwrap_or(end),
            main,
        })
    }

    /// 'but Bo Ek, who runs it, |rejected it': the verb behind what a relative clause tells of its subject.
    fn behind_aside(&self, subject: usize, comma: usize, limit: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        let opens =
            self.kind(comma) == Some(ItemKind::Comma) && self.is(comma + 1, Class::Relative);
        let mut near = comma + 1..limit.min(comma + LONGEST);
        let close = near
            .find(|&i| self.c.kind(i) == ItemKind::Comma)
            .filter(|_| opens)?;
        Some(close + 1).filter(|&verb| verb < limit && self.acts(subject, verb))
    }

    /// 'and', 'but', 'so': a clause can follow that is no part of another.
    fn joins(&self, at: usize) -> bool {
        ["and", "but", "so", "yet"]
            .iter()
            .any(|word| self.says(at, word))
    }

    /// A finite verb stands at an item, of the subject that begins at another: not 'a man charged with theft'.
    fn acts(&self, subject: usize, at: usize) -> bool {
        let c = self.c;
        let owned = c.is(at - 1, Class::Determiner) || c.is(at - 1, Class::PossessivePronoun);
        if owned || c.kind(at) != ItemKind::Lower {
            return false;
        }
        let object = [
            Class::Determiner,
            Class::PossessivePronoun,
            Class::ObjectPronoun,
        ];
        let object = object.iter().any(|&class| self.is(at + 1, class));
        let explains = self.says(subject, "a") || self.says(subject, "an");
        let irregular =
            c.is(at, Class::PastVerb) && !explains || c.is(subject, Class::PersonPronoun);
        begins_predicate(c, at) && !is_past(c, at) || is_past(c, at) && (irregular || object)
    }

    /// 'with one of her ads asking', 'a sign reading': a participle right after a text or a crowd is said
    /// of it, and 'a note to members saying' of the note.
    fn reduced(&self, before: usize) -> Option<Range<usize>> {
        const NEAR: usize = 6;
        let c = self.c;
        let to = |&i: &usize| c.says(i, "to") || c.says(i, "from");
        let floor = self.items.start.max(before.saturating_sub(NEAR));
        let to = (floor + 1..before).rev().find(to);
        let sent = to.filter(|&to| {
            let text = c.kind(to - 1) == ItemKind::Lower && c.is(to - 1, Class::Document);
            text && noun::base_end(c, to + 1, before + 1) == before + 1
        });
        let before = sent.map_or(before, |to| to - 1);
        let head = c.kind(before) == ItemKind::Lower
            && (c.is(before, Class::Document)
                || c.is(before, Class::Role)
                || c.is(before, Class::Body));
        let begins = |i: usize| c.is(i, Class::Determiner) || c.is(i, Class::PossessivePronoun);
        let part = |&i: &usize| {
            let next = i + 1;
            // 'Lee sent |a note', but 'one of |a few notes'
            let closed = next <= before && begins(next) && !c.says(i, "of");
            let owned = i > self.items.start && begins(i - 1);
            let after_comma = i > self.items.start && c.kind(i - 1) == ItemKind::Comma;
            let participle = c.text(i).ends_with("ing") && after_comma;
            let verb = (c.items[i].word.reports() || is_past(c, i)) && !owned || participle;
            let of = !c.is(i, Class::Preposition) || c.says(i, "of");
            let verb = verb || c.is(i, Class::Auxiliary) || c.says(i, "that");
            let plain = c.is_word(i) && !verb && of;
            (plain && !c.is(i, Class::Conjunction) || c.kind(i) == ItemKind::Possessive) && !closed
        };
        let words = (self.items.start..before + 1).rev().take_while(part);
        words.last().filter(|_| head).map(|start| start..before + 1)
    }

    /// 'Both agreed, Lee saying it was late and Ek calling it a farce': a name right before the participle.
    fn apart(&self, verb: usize) -> Option<Range<usize>> {
        let c = self.c;
        let capital = |&i: &usize| c.kind(i) == ItemKind::Capital && !c.is(i, Class::Time);
        let start = (self.items.start..verb).rev().take_while(capital).last()?;
        let border = self.before(start)?;
        let after = border.checked_sub(1).filter(|&i| i >= self.items.start)?;
        let row = c.kind(border) == ItemKind::Comma && c.kind(after) == ItemKind::Capital;
        let marked = matches!(c.kind(border), ItemKind::Comma | ItemKind::Dash) && !row;
        let joined = c.says(border, "and")
            && self.earlier.last().is_some_and(|r| {
                let participle = c.items[r.cue.end - 1].word.form == Form::Ing;
                participle && c.kind(after) != ItemKind::Capital
            });
        (marked || joined).then_some(start..verb)
    }

    /// 'Ek, who surprised Lee by saying': the one who does what is done by saying so.
    fn by_means(&self, verb: usize) -> Option<Range<usize>> {
        const FARTHEST: usize = 12;
        let c = self.c;
        let by = self.before(verb).filter(|&by| c.says(by, "by"))?;
        let plain = |&i: &usize| c.is_word(i) || c.kind(i) == ItemKind::Possessive;
        let floor = self.items.start.max(by.saturating_sub(FARTHEST));
        let mut clause = (floor..by).rev().take_while(plain);
        let who = clause.find(|&i| c.says(i, "who"))?;
        Some(who..who + 1)
    }

    /// 'The talks broke up, with both sides claiming': who stands between 'with' and the participle.
    fn absolute(&self, verb: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 10;
        let c = self.c;
        let floor = self.items.start.max(verb.saturating_sub(LONGEST));
        let plain = |&i: &usize| {
            let word = c.is_word(i) || matches!(c.kind(i), ItemKind::Number | ItemKind::Possessive);
            word && !c.items[i].word.tells() && !c.is(i, Class::Auxiliary)
        };
        let with = (floor..verb)
            .rev()
            .take_while(plain)
            .find(|&i| c.says(i, "with"))?;
        let opens = with == self.items.start || c.kind(with - 1) == ItemKind::Comma;
        let nobody = c.says(with + 1, "no") || c.says(with + 1, "nobody");
        (opens && with + 1 < verb && !nobody).then_some(with + 1..verb)
    }

    /// 'Ann Lee released a statement saying': the text is of who gave it out.
    fn issuer(&self, text: &Range<usize>) -> Option<Range<usize>> {
        let c = self.c;
        let first = text.start.saturating_sub(1).max(self.items.start);
        // 'sent out a message'
        let particle = c.is(first, Class::Particle) && first > self.items.start;
        let mut words = (first - usize::from(particle)..text.end).rev();
        let verb = words.find(|&i| c.is(i, Class::Issuing))?;
        let group = self.group_start(verb);
        if self.holds(group..verb, Class::Be) {
            return None;
        }
        // 'Ann Lee (D-Ohio) and her aides sent a note'
        let first = noun::first(c, self.items.start..group).filter(|s| s.end == group);
        let issuer = first.or_else(|| noun::leftward(c, self.items.start, group))?;
        let object = verb + 1 + usize::from(particle);
        let article = c.is(object, Class::Determiner) || c.is(object, Class::PossessivePronoun);
        (article && object < text.end).then_some(issuer)
    }

    /// 'The ruling led Ann Lee to say': who stands between a verb that makes others speak and 'to'.
    fn caused(&self, to: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 10;
        let c = self.c;
        let floor = self.items.start.max(to.saturating_sub(LONGEST));
        let plain = |&i: &usize| c.is_word(i) || c.kind(i) == ItemKind::Possessive;
        let mut back = (floor..to).rev().take_while(plain);
        let verb = back.find(|&i| c.is(i, Class::Causing) && c.kind(i) == ItemKind::Lower)?;
        let whom = verb + 1..to;
        (!whom.is_empty() && noun::base_end(c, whom.start, to) == to).then_some(whom)
    }
}
