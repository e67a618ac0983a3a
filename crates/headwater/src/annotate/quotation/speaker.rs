//! Names the speakers: an ordered sieve of the steps in `step`.

use super::draft::Draft;
use super::in_marks;
use super::inner;
use super::people::{self, Gender, People, gender_of, head};
use super::step::{self, STEPS, Step};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::Class;
use crate::lexicon;
use crate::model::{EntityType, Mention, QuotationKind, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A speaker and the step that named it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// The fullest form of the name in the document.
    pub name: Option<String>,
    /// Name of the step, or why nobody is named.
    pub how: &'static str,
    /// Share of the step's answers that are right.
    pub confidence: f64,
    /// The words, items, that say who goes on speaking where no name is known.
    pub source: Option<Range<usize>>,
}

impl Named {
    fn nobody(how: &'static str) -> Self {
        Named {
            name: None,
            how,
            confidence: 0.0,
            source: None,
        }
    }
}

/// Of so many decisions of a step, so many were right.
#[derive(Deserialize)]
struct Count {
    right: u32,
    of: u32,
}

#[derive(Deserialize)]
struct Calibration {
    floor: f64,
    steps: BTreeMap<String, Count>,
}

/// The confidence of each step, in their order; `None` below the floor.
static CONFIDENCE: LazyLock<Vec<Option<f64>>> = LazyLock::new(|| {
    let file = include_str!("../../../lang/en/speakers.toml");
    let known: Calibration = lexicon::data("speakers.toml", file);
    let confidence = |step: &Step| {
        let count = known.steps.get(step.name)?;
        let share = f64::from(count.right + 1) / f64::from(count.of + 2);
        (share >= known.floor).then_some((share * 100.0).round() / 100.0)
    };
    STEPS.iter().map(confidence).collect()
});

/// What the steps look at.
pub(super) struct Sieve<'a, 'b> {
    pub c: &'b Clauses<'b>,
    pub people: &'b People<'a>,
    /// For every unit, whom its subject names, once known.
    pub subjects: Vec<Option<&'a str>>,
    /// The last speaker: unit and name.
    pub last: Option<(usize, &'a str)>,
    /// Who has spoken by name.
    pub heard: BTreeSet<&'a str>,
    /// The last speaker without a name: unit and words.
    pub unnamed: Option<(usize, Range<usize>)>,
    /// The next draft of the same paragraph that has a cue.
    pub following: Option<&'b Draft>,
}

/// The speaker of every draft.
pub(crate) fn name_all(c: &Clauses, mentions: &[Mention], drafts: &[Draft]) -> Vec<Named> {
    let people = People::new(c, mentions);
    let mut sieve = Sieve {
        c,
        people: &people,
        subjects: Vec::with_capacity(c.units.len()),
        last: None,
        heard: BTreeSet::new(),
        unnamed: None,
        following: None,
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&n| (drafts[n].unit, n));
    let silent = Named::nobody("none");
    let mut named = vec![silent; drafts.len()];
    for (place, &n) in order.iter().enumerate() {
        sieve.know_subjects(drafts[n].unit);
        if drafts[n].kind.is_speech() || drafts[n].kind == QuotationKind::Act {
            let inner = inner::is_inner(drafts, &order, place);
            let before = (sieve.last, sieve.unnamed.clone());
            sieve.following = following(c, &drafts[n..]);
            named[n] = sieve.name(&drafts[n]);
            let outer = before.0.filter(|&(unit, _)| unit == drafts[n].unit);
            let goes_on = outer.is_some_and(|(_, name)| people.is_person(name));
            let goes_on = goes_on && inner::is_shifted(c, &drafts[n]);
            if inner && (goes_on || named[n].name.is_none()) {
                (sieve.last, sieve.unnamed) = before;
            }
        }
    }
    named
}

/// For words in marks without a cue, the draft after them in their paragraph that has one.
fn following<'d>(c: &Clauses, drafts: &'d [Draft]) -> Option<&'d Draft> {
    const FARTHEST: usize = 3;
    let paragraph = |d: &Draft| c.paragraph(c.units[d.unit].start);
    let (first, rest) = drafts.split_first()?;
    if first.cue.is_some() {
        return None;
    }
    let mut near = rest.iter().take(FARTHEST);
    // '“We won.¶“They lost,” Lee said.'
    let reopened = |d: &Draft| {
        let mark = d.marked.first().filter(|&&mark| c.marked[mark].continues);
        mark.is_some_and(|mark| mark.checked_sub(1) == first.marked.last().copied())
    };
    if let Some(next) = rest.first().filter(|next| reopened(next)) {
        return match next.cue {
            Some(_) => Some(next),
            None => following(c, rest),
        };
    }
    if !first.continues {
        return None;
    }
    let next = near.find(|d| d.cue.is_some() || !in_marks(d.kind))?;
    // '“We won.” Bo Ek replied: “You lost.”' is of two.
    let closes = |d: &Draft| {
        d.cue
            .is_some_and(|cue| d.contents.iter().any(|s| s.end <= cue.start))
    };
    (closes(next) && paragraph(next) == paragraph(first)).then_some(next)
}

impl<'a> Sieve<'a, '_> {
    /// The speaker of a draft, by the first step that knows one.
    fn name(&mut self, draft: &Draft) -> Named {
        if draft.source.clone().is_some_and(|s| self.is_joint(s)) {
            return Named::nobody("joint");
        }
        let mut steps = STEPS.iter().zip(&*CONFIDENCE);
        let found = steps.find_map(|(step, confidence)| {
            let confidence = (*confidence)?;
            (step.find)(self, draft).map(|name| (name, step, confidence))
        });
        let Some((name, step, confidence)) = found else {
            return self.nobody(draft);
        };
        if in_marks(draft.kind) || draft.kind == QuotationKind::Indirect {
            self.last = Some((draft.unit, name));
            self.unnamed = None;
            if step.name == "name" {
                self.heard.insert(name);
            }
        }
        Named {
            name: Some(name.to_string()),
            how: step.name,
            confidence,
            source: None,
        }
    }

    /// No name: who spoke without one goes on in the next marked sentences.
    fn nobody(&mut self, draft: &Draft) -> Named {
        let how = self.silence(draft);
        if how == "unnamed source" && draft.kind != QuotationKind::Act {
            self.unnamed = draft.source.clone().map(|source| (draft.unit, source));
        }
        let before = self.unnamed.clone().filter(|_| draft.source.is_none());
        let near = |(unit, _): &(usize, Range<usize>)| {
            let mut between = unit + 1..draft.unit;
            let alone = between.all(|n| self.subjects[n].is_none());
            // A heading in marks has no stop; behind a comma stands who else spoke.
            let inner = draft.contents.last().map(|s| s.of(self.c.scan.text()));
            let whole = inner.is_some_and(|words| words.ends_with(['.', '!', '?', '…', '"', '”']));
            draft.continues && whole && draft.unit <= unit + 2 && alone && self.following.is_none()
        };
        Named {
            source: before.filter(near).map(|(_, source)| source),
            ..Named::nobody(how)
        }
    }

    /// Why nobody is named.
    fn silence(&self, draft: &Draft) -> &'static str {
        match draft.source.clone() {
            None => "no source",
            Some(source) if source.len() == 1 && self.c.is(source.start, Class::Pronoun) => {
                "pronoun unresolved"
            }
            Some(_) => "unnamed source",
        }
    }

    /// Resolves the subjects of all units up to `unit`, in order, each from those before it.
    fn know_subjects(&mut self, unit: usize) {
        while self.subjects.len() <= unit {
            let n = self.subjects.len();
            let unit = self.c.units[n].clone();
            let subject = cleft(self.c, unit.clone()).or_else(|| noun::first(self.c, unit));
            let name = subject.and_then(|s| self.resolve(n, s));
            self.subjects.push(name);
        }
    }

    /// Whom a phrase of a unit names: by name, pronoun or description.
    fn resolve(&self, unit: usize, phrase: Range<usize>) -> Option<&'a str> {
        self.named_in(phrase.clone())
            .or_else(|| self.pronoun(unit, phrase.clone(), None, false))
            .or_else(|| self.described(phrase))
    }

    /// 'LEE' of a transcript: the only person here whose name ends so.
    pub(super) fn labelled(&self, label: bool, phrase: Range<usize>) -> Option<&'a str> {
        let last = self.c.text(phrase.end.checked_sub(1)?);
        let capitals = last.len() > 2 && last.chars().all(|ch| !ch.is_lowercase());
        self.people.family(last).filter(|_| label && capitals)
    }

    /// Whom 'he' or 'she' means: the nearest subject or speaker that agrees, else the nearest name; nobody
    /// whom the words at `told_of` name, and nobody dead if it `speaks`.
    pub(super) fn pronoun(
        &self,
        unit: usize,
        phrase: Range<usize>,
        told_of: Option<Span>,
        speaks: bool,
    ) -> Option<&'a str> {
        let single = phrase.len() == 1;
        let gender = gender_of(self.c.text(phrase.start));
        let pronoun = self.c.is(phrase.start, Class::He) || self.c.is(phrase.start, Class::She);
        if !single || !pronoun {
            return None;
        }
        if self.is_unnamed(unit, phrase.start, gender) {
            return None;
        }
        let here = self.c.units[unit].start..phrase.start;
        let told_of = told_of.map_or(&[][..], |span| self.people.within(span));
        let fits = |name: &&'a str| {
            let other = !told_of.iter().any(|n| n.name == *name && !n.possessive);
            other && self.people.gender(name).agrees(gender) && self.people.is_person(name)
        };
        let nearest = self.nearest(unit, here.clone(), &fits);
        match nearest {
            Some(name) if speaks && self.is_silent(name) => {
                let surely = |n: &&str| self.people.gender(n) == gender && self.heard.contains(n);
                self.nearest(unit, here, &|n: &&'a str| fits(n) && surely(n))
            }
            nearest => nearest,
        }
    }

    /// The person named before in the unit, among the items `here`, or else the last speaker, subject or
    /// other name of the units before, of those who fit.
    fn nearest(
        &self,
        unit: usize,
        here: Range<usize>,
        fits: &impl Fn(&&'a str) -> bool,
    ) -> Option<&'a str> {
        const FARTHEST: usize = 8;
        if !here.is_empty() {
            let inside = self.people.within(self.c.span(here));
            let own = inside
                .iter()
                .find(|n| n.kind == EntityType::Person && fits(&n.name));
            if let Some(own) = own {
                return Some(own.name);
            }
        }
        for back in 1..=FARTHEST.min(unit) {
            let at = unit - back;
            let spoke = self.last.filter(|(u, _)| *u == at).map(|(_, name)| name);
            let subject = self.subjects.get(at).copied().flatten();
            if let Some(name) = spoke.filter(fits).or(subject.filter(fits)) {
                return Some(name);
            }
            let names = self.people.within(self.c.span(self.c.units[at].clone()));
            // Who stands in parentheses took the picture.
            let told = |n: &people::Named| {
                let items = people::items_of(self.c, n.span);
                !items.is_empty() && !is_of_row(self.c, items)
            };
            let known =
                |n: &&people::Named<'a>| n.kind == EntityType::Person && fits(&n.name) && told(n);
            let plain = names.iter().filter(|n| !n.possessive).find(known);
            if let Some(named) = plain.or_else(|| names.iter().find(known)) {
                return Some(named.name);
            }
        }
        None
    }

    /// Whose death the document tells, and who has not spoken in it as others have.
    fn is_silent(&self, name: &str) -> bool {
        let others = !self.heard.is_empty() || self.unnamed.is_some();
        others && self.people.is_dead(name) && !self.heard.contains(name)
    }

    /// 'A neighbour said she ran. She said …': somebody without a name spoke last, and is meant.
    fn is_unnamed(&self, unit: usize, at: usize, gender: Gender) -> bool {
        let c = self.c;
        let Some((last, source)) = self.unnamed.clone() else {
            return false;
        };
        let end = source.clone().find(|&i| c.is(i, Class::Preposition));
        let mut head = source.start..end.unwrap_or(source.end);
        let one = c.says(source.start, "one");
        // 'The mayor' may be somebody named.
        let other = one
            || ["a", "an", "another"]
                .iter()
                .any(|word| c.says(source.start, word))
            || c.is(source.start, Class::PossessivePronoun)
            || source.clone().any(|i| c.kind(i) == ItemKind::Possessive);
        let role = head.rfind(|&i| c.is(i, Class::Role) && !c.text(i).ends_with('s'));
        let agrees = role.is_none_or(|i| gender_of(c.text(i)).agrees(gender));
        let between = match source.end < at {
            true => self.people.within(c.span(source.end..at)),
            false => &[],
        };
        let near = last == unit || last + 1 == unit;
        let alone = !between
            .iter()
            .any(|n| n.kind == EntityType::Person && !n.possessive);
        near && other && (one || role.is_some()) && agrees && alone
    }

    /// Whom 'the spokesman' means: the one person with that role here, or the last who had it.
    pub(super) fn described(&self, phrase: Range<usize>) -> Option<&'a str> {
        let c = self.c;
        let at = step::described_by(c, phrase.clone())?;
        let role = head(c.text(at));
        let gender = gender_of(&role);
        let bearers = self.people.with_role(&role).iter().copied();
        let agrees = |n: &&str| self.people.gender(n).agrees(gender) && self.people.is_person(n);
        let mut fitting: Vec<&str> = bearers.filter(agrees).collect();
        if fitting.len() > 1 {
            let recent = self.last.map(|(_, name)| name);
            fitting.retain(|n| Some(*n) == recent);
        }
        // 'the Florida senator' is not whoever is a senator here.
        if (phrase.start + 1..at).any(|i| c.kind(i) == ItemKind::Capital) {
            let nearest = self.people.before(c.span(phrase).start);
            fitting.retain(|n| Some(*n) == nearest);
        }
        (fitting.len() == 1).then(|| fitting[0])
    }
}

/// 'Kate Poole' of 'On Monday it was Kate Poole who won'.
fn cleft(c: &Clauses, unit: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let who = unit.clone().find(|&i| c.says(i, "who"))?;
    let capital = |&i: &usize| c.kind(i) == ItemKind::Capital;
    let start = (unit.start..who).rev().take_while(capital).last()?;
    let stands = start >= unit.start + 2 && who - start <= LONGEST;
    (stands && c.is(start - 1, Class::Be) && c.says(start - 2, "it")).then_some(start..who)
}

/// 'Ann Lee and Bo Ek': of two who are named together neither is meant before the other.
fn is_of_row(c: &Clauses, name: Range<usize>) -> bool {
    let capital = |i: usize| c.kind(i) == ItemKind::Capital;
    let joins = |i: usize| c.says(i, "and");
    let next = name.end + 1 < c.items.len() && joins(name.end) && capital(name.end + 1);
    next || name.start > 1 && joins(name.start - 1) && capital(name.start - 2)
}
