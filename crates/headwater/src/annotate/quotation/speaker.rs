//! Names the speakers: an ordered sieve, each step one function and one row of a table.

use super::draft::Draft;
use super::in_marks;
use super::people::{People, gender_of, head};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::Class;
use crate::model::{EntityType, Mention, QuotationKind};
use std::ops::Range;

/// A speaker and the step that named it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// The fullest form of the name in the document.
    pub name: Option<String>,
    /// Name of the step, or why nobody is named.
    pub how: &'static str,
    /// Share of the step's answers that are right.
    pub confidence: f64,
}

/// One step of the sieve.
struct Step {
    name: &'static str,
    /// Share of its answers that are right on labelled news.
    confidence: f64,
    find: for<'a> fn(&Sieve<'a, '_>, &Draft) -> Option<&'a str>,
}

/// Tried in order; the first answer counts. A step with less than 0.6 of its answers right is left
/// out: a wrong speaker is worse than none.
///
/// Shares of right answers. On news whose annotators resolved the speakers: name 64 of 68, pronoun
/// 35 of 38. Description was right 4 times of 4, too few to say more than (n + 1) / (N + 2). On news
/// whose annotators marked the source's words, where these spell a name: continuation 82 of 126,
/// subject 35 of 47, relative 16 of 26. For organisation nobody has labelled enough: a cautious
/// figure.
const STEPS: &[Step] = &[
    Step {
        name: "name",
        confidence: 0.94,
        find: by_name,
    },
    Step {
        name: "pronoun",
        confidence: 0.92,
        find: by_pronoun,
    },
    Step {
        name: "relative",
        confidence: 0.62,
        find: by_relative,
    },
    Step {
        name: "description",
        confidence: 0.83,
        find: by_description,
    },
    Step {
        name: "organisation",
        confidence: 0.7,
        find: by_organisation,
    },
    Step {
        name: "continuation",
        confidence: 0.65,
        find: by_continuation,
    },
    Step {
        name: "subject",
        confidence: 0.74,
        find: by_subject,
    },
];

/// What the steps look at.
struct Sieve<'a, 'b> {
    c: &'b Clauses<'b>,
    people: &'b People<'a>,
    /// For every unit, whom its subject names, once known.
    subjects: Vec<Option<&'a str>>,
    /// The last speaker whose words stand in marks: unit and name.
    last: Option<(usize, &'a str)>,
}

/// The speaker of every draft.
pub(crate) fn name_all(c: &Clauses, mentions: &[Mention], drafts: &[Draft]) -> Vec<Named> {
    let people = People::new(c, mentions);
    let mut sieve = Sieve {
        c,
        people: &people,
        subjects: Vec::with_capacity(c.units.len()),
        last: None,
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&n| (drafts[n].unit, n));
    let mut named = vec![
        Named {
            name: None,
            how: "none",
            confidence: 0.0
        };
        drafts.len()
    ];
    for n in order {
        let draft = &drafts[n];
        sieve.know_subjects(draft.unit);
        if !draft.kind.is_speech() {
            continue;
        }
        let found = STEPS
            .iter()
            .find_map(|step| (step.find)(&sieve, draft).map(|name| (name, step)));
        if let Some((name, step)) = found {
            named[n] = Named {
                name: Some(name.to_string()),
                how: step.name,
                confidence: step.confidence,
            };
            if in_marks(draft.kind) || draft.kind == QuotationKind::Indirect {
                sieve.last = Some((draft.unit, name));
            }
        } else {
            named[n].how = silence(c, draft);
        }
    }
    named
}

/// Why nobody is named.
fn silence(c: &Clauses, draft: &Draft) -> &'static str {
    match &draft.source {
        None => "no source",
        Some(source) if source.len() == 1 && c.is(source.start, Class::Pronoun) => {
            "pronoun unresolved"
        }
        Some(_) => "unnamed source",
    }
}

impl<'a> Sieve<'a, '_> {
    /// Resolves the subjects of all units up to `unit`, in order, each from those before it.
    fn know_subjects(&mut self, unit: usize) {
        while self.subjects.len() <= unit {
            let n = self.subjects.len();
            let subject = noun::first(self.c, self.c.units[n].clone());
            let name = subject.and_then(|s| self.resolve(n, s));
            self.subjects.push(name);
        }
    }

    /// Whom a phrase of a unit names: by name, pronoun or description.
    fn resolve(&self, unit: usize, phrase: Range<usize>) -> Option<&'a str> {
        self.named_in(phrase.clone())
            .or_else(|| self.pronoun(unit, phrase.clone()))
            .or_else(|| self.described(phrase))
    }

    /// The speaker named in a phrase: a person before anything else, never an owner.
    fn named_in(&self, phrase: Range<usize>) -> Option<&'a str> {
        if phrase.is_empty() {
            return None;
        }
        let c = self.c;
        let inside = self.people.within(c.span(phrase.clone()));
        if inside.is_empty() {
            return None;
        }
        let held = self.held(phrase);
        let held = |n: &&super::people::Named| {
            held.is_some_and(|(from, whole)| {
                n.span.start > from && (whole || n.kind != EntityType::Person)
            })
        };
        let candidates = || inside.iter().filter(|n| !n.possessive && !held(n));
        let person = candidates().find(|n| n.kind == EntityType::Person);
        person.or_else(|| candidates().next()).map(|n| n.name)
    }

    /// Where a phrase begins to name others than its head, and whether all names there are such:
    /// 'the skipper of the Brother Wind' names a ship, 'a notice at Lee's office' nobody at all.
    fn held(&self, phrase: Range<usize>) -> Option<(usize, bool)> {
        let c = self.c;
        let preposition = phrase.clone().find(|&i| c.is(i, Class::Preposition))?;
        let head = phrase.start..preposition;
        let role = head.clone().any(|i| c.is(i, Class::Role));
        let named = head.clone().any(|i| c.kind(i) == ItemKind::Capital);
        let apposed = (preposition..phrase.end).any(|i| c.kind(i) == ItemKind::Comma);
        let from = c.span(preposition..preposition + 1).start;
        if role {
            c.says(preposition, "of").then_some((from, false))
        } else {
            (!named && !apposed).then_some((from, true))
        }
    }

    /// Whom 'he' or 'she' means: the nearest subject or speaker that agrees, else the nearest name.
    fn pronoun(&self, unit: usize, phrase: Range<usize>) -> Option<&'a str> {
        const FARTHEST: usize = 8;
        let single = phrase.len() == 1;
        let gender = gender_of(self.c.text(phrase.start));
        let pronoun = self.c.is(phrase.start, Class::He) || self.c.is(phrase.start, Class::She);
        if !single || !pronoun {
            return None;
        }
        let here = self.c.units[unit].start..phrase.start;
        let fits =
            |name: &&'a str| self.people.gender(name).agrees(gender) && self.people.is_person(name);
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
            let known =
                |n: &&super::people::Named<'a>| n.kind == EntityType::Person && fits(&n.name);
            let plain = names.iter().filter(|n| !n.possessive).find(known);
            if let Some(named) = plain.or_else(|| names.iter().find(known)) {
                return Some(named.name);
            }
        }
        None
    }

    /// Whom 'the spokesman' means: the one person with that role here, or the last who had it.
    fn described(&self, phrase: Range<usize>) -> Option<&'a str> {
        let c = self.c;
        let definite = c.says(phrase.start, "the")
            || c.is(phrase.start, Class::PossessivePronoun)
            || c.is(phrase.start, Class::Role);
        let role = phrase.clone().find(|&i| c.is(i, Class::Role))?;
        let last = phrase
            .clone()
            .rev()
            .find(|&i| c.is(i, Class::Role))
            .unwrap_or(role);
        if !definite {
            return None;
        }
        let role = head(c.text(last));
        let gender = gender_of(&role);
        let bearers = self.people.with_role(&role).iter().copied();
        let agrees = |n: &&str| self.people.gender(n).agrees(gender);
        let mut fitting: Vec<&str> = bearers.filter(agrees).collect();
        if fitting.len() > 1 {
            let recent = self.last.map(|(_, name)| name);
            fitting.retain(|n| Some(*n) == recent);
        }
        (fitting.len() == 1).then(|| fitting[0])
    }
}

fn by_name<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    sieve.named_in(draft.source.clone()?)
}

fn by_pronoun<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    sieve.pronoun(draft.unit, draft.source.clone()?)
}

/// 'Ann Lee, who said that …'.
fn by_relative<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let source = draft.source.clone()?;
    if source.len() != 1 || !sieve.c.is(source.start, Class::Relative) {
        return None;
    }
    let floor = sieve.c.units[draft.unit].start;
    let end = (floor..source.start).rev().find(|&i| sieve.c.is_word(i))? + 1;
    sieve.named_in(noun::leftward(sieve.c, floor, end)?)
}

fn by_description<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    sieve.described(draft.source.clone()?)
}

/// 'The Port Authority disputes this. “…,” it said': 'it' is the subject of one of the two sentences
/// before, 'the authority' the only organisation with a name that ends so.
fn by_organisation<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    const FARTHEST: usize = 2;
    let c = sieve.c;
    let source = draft.source.clone()?;
    if source.len() == 1 && c.says(source.start, "it") {
        let before = draft.unit.saturating_sub(FARTHEST)..draft.unit;
        let subject = before.rev().find_map(|unit| sieve.subjects[unit])?;
        return sieve.people.is_body(subject).then_some(subject);
    }
    let (first, last) = (source.start, source.end.checked_sub(1)?);
    let plain = source.len() == 2 && c.says(first, "the") && c.is(last, Class::Body);
    plain.then(|| sieve.people.body(c.text(last))).flatten()
}

/// Marked sentences without a cue right after somebody's words in marks.
fn by_continuation<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let (unit, name) = sieve.last?;
    (draft.continues && draft.unit <= unit + 2).then_some(name)
}

/// A fragment belongs to the subject of its sentence.
fn by_subject<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    if draft.source.is_some() || draft.kind != QuotationKind::Fragment {
        return None;
    }
    let name = sieve.subjects.get(draft.unit).copied().flatten()?;
    sieve.people.is_person(name).then_some(name)
}
