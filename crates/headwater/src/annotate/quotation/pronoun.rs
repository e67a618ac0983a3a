//! Whom 'he' and 'she' mean, and when they mean somebody without a name.

use super::draft::Draft;
use super::gender::{Gender, gender_of};
use super::people;
use super::speaker::Sieve;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::{Class, Takes, look_up};
use crate::model::{EntityType, Role, Span};
use std::ops::Range;

/// What is known of the words that a pronoun says.
#[derive(Default)]
pub(super) struct Utterance<'d> {
    /// The pronoun means nobody whom these words name.
    pub told_of: Option<Span>,
    /// Words in marks, in which nobody names himself.
    pub own: &'d [Span],
    /// The text itself tells that it is said, and no other in it.
    pub aloud: bool,
    /// They stand before 'he said', without marks.
    pub behind: bool,
}

impl<'a> Sieve<'a, '_> {
    /// Whom 'he' or 'she' means: the nearest subject or speaker that agrees, else the nearest name. Where that
    /// one is dead or is told of in the words, it is only another who has spoken by name and surely agrees.
    pub(super) fn pronoun(
        &self,
        unit: usize,
        phrase: Range<usize>,
        words: &Utterance,
    ) -> Option<&'a str> {
        let single = phrase.len() == 1;
        let gender = gender_of(self.c.text(phrase.start));
        let pronoun = self.c.is(phrase.start, Class::He) || self.c.is(phrase.start, Class::She);
        if !single || !pronoun || self.is_unnamed(unit, phrase.start, gender) {
            return None;
        }
        let here = self.c.units[unit].start..phrase.start;
        let told_of = words.told_of;
        let told_of = told_of.map_or(&[][..], |span| self.people.within(span));
        let fits = |name: &&'a str| {
            let other = !told_of.iter().any(|n| n.name == *name && !n.possessive);
            other && self.people.gender(name).agrees(gender) && self.people.is_person(name)
        };
        let other = |name: &str| {
            let goes_on = self.last.is_some_and(|(_, last)| last == name);
            let mut own = words.own.iter().map(|span| span.of(self.c.scan.text()));
            words.aloud && self.is_silent(name) || !goes_on && own.any(|own| tells_of(own, name))
        };
        // What stands before 'he said' is told of others than who says it.
        let stranger = if words.behind { None } else { Some(gender) };
        let nearest = self.nearest(unit, here.clone(), stranger, &fits);
        match nearest {
            Some(name) if other(name) => {
                let heard = |n: &&str| self.heard.contains(n) && !other(n);
                let surely = |n: &&str| self.people.gender(n) == gender && heard(n);
                self.nearest(unit, here, stranger, &|n: &&'a str| fits(n) && surely(n))
            }
            nearest => nearest.filter(|name| self.people.is_human(name)),
        }
    }

    /// The person named before in the unit, among the items `here`, or else the last speaker, subject or
    /// other name of the units before, of those who fit; nobody where a `stranger` of that gender is nearer.
    fn nearest(
        &self,
        unit: usize,
        here: Range<usize>,
        stranger: Option<Gender>,
        fits: &impl Fn(&&'a str) -> bool,
    ) -> Option<&'a str> {
        const FARTHEST: usize = 8;
        const NEAR: usize = 2;
        if !here.is_empty() && !self.is_question(here.start) {
            let inside = self.people.within(self.c.span(here));
            let own = inside
                .iter()
                .find(|n| n.kind == EntityType::Person && fits(&n.name) && !self.is_aside(n));
            if let Some(own) = own {
                return Some(own.name);
            }
        }
        for back in 1..=FARTHEST.min(unit) {
            let at = unit - back;
            if self.is_caption(at) && !self.is_caption(unit) {
                continue;
            }
            let spoke = self.last.filter(|(u, _)| *u == at).map(|(_, name)| name);
            let subject = self.subjects.get(at).copied().flatten();
            if let Some(name) = spoke.filter(fits).or(subject.filter(fits)) {
                return Some(name);
            }
            if back <= NEAR && stranger.is_some_and(|gender| self.is_strangers(at, gender)) {
                let here = self.last.filter(|(u, name)| *u == unit && fits(name));
                return here.map(|(_, name)| name);
            }
            if let Some(name) = self.named_at(at, fits) {
                return Some(name);
            }
        }
        None
    }

    /// 'Asked whether Lee was lost, he said': whom the question names is not who answers it.
    fn is_question(&self, first: usize) -> bool {
        const ASKED: [&str; 3] = ["asked", "pressed", "questioned"];
        let c = self.c;
        let at = first + usize::from(c.says(first, "when"));
        at < c.items.len() && ASKED.iter().any(|word| c.says(at, word))
    }

    /// The unit stands below a picture: those whom it names are not 'he' in the text around.
    fn is_caption(&self, unit: usize) -> bool {
        let place = self.c.span(self.c.units[unit].clone()).start;
        self.c.scan.document.role_at(place) == Some(Role::Caption)
    }

    /// 'figures like Lee and Ek', 'told Lee': who is only likened or spoken to.
    fn is_aside(&self, named: &people::Named) -> bool {
        let c = self.c;
        let name = people::items_of(c, named.span);
        let Some(before) = name.start.checked_sub(1) else {
            return false;
        };
        let liken = ["like", "including"];
        let such = c.says(before, "as") && before > 0 && c.says(before - 1, "such");
        let told = c.items[before].word.takes(Takes::Hearer) && c.kind(before) == ItemKind::Lower;
        told || such || liken.iter().any(|word| c.says(before, word)) || is_of_row(c, name)
    }

    /// The subject of a unit is somebody without a name, and nobody is named in it.
    fn is_strangers(&self, unit: usize, gender: Gender) -> bool {
        let stranger = self.strangers.get(unit).copied().flatten();
        let agrees = stranger.is_some_and(|stranger| stranger.agrees(gender));
        let named = |n: &people::Named| n.kind == EntityType::Person && !n.possessive;
        let unit = || self.c.span(self.c.units[unit].clone());
        agrees && !self.people.within(unit()).iter().any(named)
    }

    /// The first person named in a unit, owners last.
    fn named_at(&self, unit: usize, fits: &impl Fn(&&'a str) -> bool) -> Option<&'a str> {
        let names = (self.people).within(self.c.span(self.c.units[unit].clone()));
        // Who stands in parentheses took the picture.
        let told = |n: &people::Named| {
            let items = people::items_of(self.c, n.span);
            !items.is_empty() && !is_of_row(self.c, items)
        };
        let known =
            |n: &&people::Named<'a>| n.kind == EntityType::Person && fits(&n.name) && told(n);
        let plain = names.iter().filter(|n| !n.possessive).find(known);
        plain
            .or_else(|| names.iter().find(known))
            .map(|named| named.name)
    }

    /// Whose death the document tells, and who has not spoken in it as others have.
    fn is_silent(&self, name: &str) -> bool {
        let others = !self.heard.is_empty() || self.unnamed.is_some();
        others && self.people.is_dead(name) && !self.heard.contains(name)
    }

    /// The pronoun of a draft means who spoke last without a name.
    pub(super) fn means_unnamed(&self, draft: &Draft) -> bool {
        let source = draft.source.clone().filter(|source| source.len() == 1);
        source.is_some_and(|source| {
            let gender = gender_of(self.c.text(source.start));
            self.is_unnamed(draft.unit, source.start, gender)
        })
    }

    /// 'A neighbour said she ran. She said …': somebody without a name spoke last, and is meant.
    fn is_unnamed(&self, unit: usize, at: usize, gender: Gender) -> bool {
        const FARTHEST: usize = 3;
        let Some((last, source)) = self.unnamed.clone() else {
            return false;
        };
        let between = match source.end < at {
            true => self.people.within(self.c.span(source.end..at)),
            false => &[],
        };
        let mut subjects = self.subjects.iter().take(unit).skip(last + 1);
        let near = last + 1 >= unit || last + FARTHEST >= unit && subjects.all(Option::is_none);
        let alone = !between
            .iter()
            .any(|n| n.kind == EntityType::Person && !n.possessive);
        let stranger = self.stranger(source, true);
        near && alone && stranger.is_some_and(|stranger| stranger.agrees(gender))
    }

    /// The gender of 'a neighbour', 'her brother', 'Lee's father', and of 'one of them' who `spoke`. 'The mayor'
    /// may be somebody named.
    pub(super) fn stranger(&self, phrase: Range<usize>, spoke: bool) -> Option<Gender> {
        let c = self.c;
        let end = phrase.clone().find(|&i| c.is(i, Class::Preposition));
        let mut head = phrase.start..end.unwrap_or(phrase.end);
        let one = c.says(phrase.start, "one");
        let other = one
            || ["a", "an", "another"]
                .iter()
                .any(|word| c.says(phrase.start, word))
            || c.is(phrase.start, Class::PossessivePronoun)
            || phrase.clone().any(|i| c.kind(i) == ItemKind::Possessive);
        let role = head.rfind(|&i| c.is(i, Class::Role) && !c.text(i).ends_with('s'));
        let gender = role.map_or(Gender::Unknown, |i| gender_of(c.text(i)));
        let among = || {
            phrase
                .clone()
                .any(|i| c.is(i, Class::Role) && !c.says(i, "victims"))
        };
        (other && (role.is_some() || one && (spoke || among()))).then_some(gender)
    }
}

/// Words tell of a person: 'Mr. Smith', 'Ann'. 'Smith' alone may be a town or a brother, 'Ann Smith' somebody
/// who is proud of the name, and 'I am Ann' is of who speaks.
fn tells_of(words: &str, name: &str) -> bool {
    const SHORTEST: usize = 4;
    const MINE: [&str; 5] = ["I'm ", "I’m ", "I am ", "name is ", "name's "];
    const TITLES: [&str; 6] = ["Mr. ", "Mrs. ", "Ms. ", "Mr ", "Mrs ", "Ms "];
    let Some((given, family)) = name.rsplit_once(' ') else {
        return false;
    };
    let told = |part: &str, titles: &[&str]| {
        words.match_indices(part).any(|(at, _)| {
            let (before, after) = (&words[..at], &words[at + part.len()..]);
            let whole = !before.ends_with(char::is_alphanumeric)
                && !after.starts_with(char::is_alphanumeric);
            let goes_on = after.trim_start().starts_with(char::is_uppercase);
            let known = match titles {
                [] => !goes_on,
                titles => titles.iter().any(|title| before.ends_with(title)),
            };
            whole && known && !MINE.iter().any(|mine| before.ends_with(mine))
        })
    };
    let plain = |part: &&str| {
        let word = look_up(part);
        let common = word.is(Class::Auxiliary) || word.is(Class::Title) || word.is(Class::Role);
        part.len() >= SHORTEST && !common
    };
    let mut given = given.split(' ').filter(plain);
    given.any(|given| told(given, &[])) || told(family, &TITLES)
}

/// 'Ann Lee and Bo Ek': of two who are named together neither is meant before the other.
fn is_of_row(c: &Clauses, name: Range<usize>) -> bool {
    let capital = |i: usize| c.kind(i) == ItemKind::Capital;
    let joins = |i: usize| c.says(i, "and");
    let next = name.end + 1 < c.items.len() && joins(name.end) && capital(name.end + 1);
    next || name.start > 1 && joins(name.start - 1) && capital(name.start - 2)
}
