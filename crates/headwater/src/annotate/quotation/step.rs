//! The steps of the sieve that names speakers: one function and one row each.

use super::draft::Draft;
use super::epithet;
use super::gender::{gender_of, has_given_name};
use super::people;
use super::pronoun::Utterance;
use super::speaker::Sieve;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Takes};
use crate::model::{QuotationKind, Span};
use std::ops::Range;

/// One step of the sieve.
pub(super) struct Step {
    /// As in `lang/en/speakers.toml`.
    pub name: &'static str,
    pub find: for<'a> fn(&Sieve<'a, '_>, &Draft) -> Option<&'a str>,
}

/// Tried in order; the first answer counts.
pub(super) const STEPS: &[Step] = &[
    Step {
        name: "name",
        find: by_name,
    },
    Step {
        name: "pronoun",
        find: by_pronoun,
    },
    Step {
        name: "relative",
        find: by_relative,
    },
    Step {
        name: "description",
        find: by_description,
    },
    Step {
        name: "organisation",
        find: by_organisation,
    },
    Step {
        name: "following",
        find: by_following,
    },
    Step {
        name: "continuation",
        find: by_continuation,
    },
    Step {
        name: "subject",
        find: by_subject,
    },
];

/// The role by which a phrase describes one person: 'spokesman' of 'the sheriff's spokesman'.
pub(super) fn described_by(c: &Clauses, phrase: Range<usize>) -> Option<usize> {
    let definite = c.says(phrase.start, "the") || c.is(phrase.start, Class::PossessivePronoun);
    let bare = c.is(phrase.start, Class::Role) && c.kind(phrase.start) == ItemKind::Lower;
    let bounds = |&i: &usize| {
        let stop = matches!(c.kind(i), ItemKind::Comma | ItemKind::Parenthesis);
        stop || c.is(i, Class::Preposition) || c.is(i, Class::Relative)
    };
    let end = phrase.clone().find(bounds).unwrap_or(phrase.end);
    let at = end.checked_sub(1).filter(|at| *at >= phrase.start)?;
    let word = c.text(at);
    let plural = word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men");
    let several = plural || (phrase.start..end).any(|i| c.says(i, "and"));
    ((definite || bare) && c.is(at, Class::Role) && !several).then_some(at)
}

fn by_name<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let source = draft.source.clone()?;
    // 'An inquest into the death of Ann Lee heard'
    if draft.hears {
        return None;
    }
    let label = || sieve.labelled(draft.cue.is_none(), source.clone());
    let family = || by_family(sieve, source.clone());
    sieve
        .named_in(source.clone())
        .or_else(label)
        .or_else(family)
}

/// 'Small said', 'Lt. King said': a word that is mostly none names the one person here who is called so.
fn by_family<'a>(sieve: &Sieve<'a, '_>, source: Range<usize>) -> Option<&'a str> {
    let c = sieve.c;
    let last = source.end.checked_sub(1).filter(|&i| i >= source.start)?;
    let titled = |i: usize| {
        let stop = c.kind(i) == ItemKind::Stop && !c.ends_sentence(i);
        c.is(i, Class::Title) && c.kind(i) == ItemKind::Capital || stop
    };
    // 'Del Rio said'
    let doubled = last > source.start && c.is(last - 1, Class::NameParticle);
    let first = last - usize::from(doubled);
    let titles = source.start..first;
    let word = c.span(first..last + 1).of(c.scan.text());
    let other = [Class::Body, Class::Pronoun, Class::They, Class::Determiner];
    let office = c.is(last, Class::Role) || c.is(last, Class::Title);
    let plain = c.kind(last) == ItemKind::Capital
        && !other.iter().any(|&class| c.is(last, class))
        && !(office && word.ends_with('s'));
    let whole = plain && titles.clone().all(titled);
    let given = || sieve.people.given(word).filter(|_| titles.is_empty());
    let family = sieve.people.family(word);
    let doubtful = office || word.ends_with('s');
    let named = family.filter(|name| !doubtful || has_given_name(name));
    named.or_else(given).filter(|_| whole)
}

fn by_pronoun<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let told_of = told_of(sieve.c, draft).or_else(|| told_before(sieve, draft));
    let words = Utterance {
        told_of,
        own: own_words(draft),
        aloud: tells_itself(sieve.c, draft),
        behind: is_behind(draft),
    };
    sieve.pronoun(draft.unit, draft.source.clone()?, &words)
}

/// 'The mine was lost, he said': words without marks stand before the cue.
fn is_behind(draft: &Draft) -> bool {
    let before = |cue: Span| draft.contents.first().is_some_and(|s| s.end <= cue.start);
    draft.kind.is_retold() && draft.cue.is_some_and(before)
}

/// What is all the speaker's: direct quotations.
fn own_words(draft: &Draft) -> &[Span] {
    match draft.kind {
        QuotationKind::Direct => &draft.contents,
        _ => &[],
    }
}

/// The text itself says that somebody speaks, and no other in it: not 'Lee said she wanted to leave'.
fn tells_itself(c: &Clauses, draft: &Draft) -> bool {
    let (Some(source), Some(content)) = (draft.source.as_ref(), draft.contents.first()) else {
        return false;
    };
    let begins = source.start <= c.units[draft.unit].start + 1;
    begins || content.end <= c.span(source.clone()).start
}

/// What stands before 'he said': where another has spoken just before, 'he' is nobody named in it.
fn told_before(sieve: &Sieve, draft: &Draft) -> Option<Span> {
    const NEAR: usize = 4;
    let (cue, content) = (draft.cue?, draft.contents.first()?);
    let (unit, other) = sieve.last?;
    let gender = gender_of(sieve.c.text(draft.source.clone()?.start));
    let speaks = draft.unit <= unit + NEAR && sieve.people.gender(other).agrees(gender);
    let inside = sieve
        .people
        .within(*content)
        .iter()
        .any(|n| n.name == other);
    let plain = draft.kind.is_retold() && content.end <= cue.start;
    (plain && speaks && !inside).then_some(*content)
}

/// The first clause of what follows a cue: 'he' of 'He said Lee had left' is not Lee.
fn told_of(c: &Clauses, draft: &Draft) -> Option<Span> {
    let (cue, content) = (draft.cue?, draft.contents.first()?);
    let items = people::items_of(c, *content);
    let ends = |&i: &usize| {
        let mark = matches!(
            c.kind(i),
            ItemKind::Comma | ItemKind::Semicolon | ItemKind::Stop
        );
        mark || c.is(i, Class::Subordinator) && i > items.start
    };
    let end = items.clone().find(ends).unwrap_or(items.end);
    (cue.end <= content.start && end > items.start).then(|| c.span(items.start..end))
}

/// 'Ann Lee, who said that …': the person right before, or whom the words between explain.
fn by_relative<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let c = sieve.c;
    let source = draft.source.clone()?;
    if source.len() != 1 || !c.is(source.start, Class::Relative) {
        return None;
    }
    let floor = c.units[draft.unit].start;
    let end = (floor..source.start).rev().find(|&i| c.is_word(i))? + 1;
    let phrase = noun::leftward(c, floor, end)?;
    let name = sieve.named_in(phrase.clone())?;
    let explained = phrase.clone().any(|i| c.kind(i) == ItemKind::Comma);
    let of = phrase.clone().any(|i| c.says(i, "of"));
    let last = c.span(end - 1..end);
    let mut inside = sieve.people.within(c.span(phrase)).iter();
    let ends = inside.any(|n| n.name == name && n.span.end == last.end);
    (sieve.people.is_person(name)
        && (ends || explained || of && c.kind(end - 1) == ItemKind::Capital))
        .then_some(name)
}

fn by_description<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let source = draft.source.clone()?;
    let described = sieve.described(source.clone());
    described.or_else(|| epithet::bearer(sieve, source))
}

/// 'The White House said …', 'Norway said …': nothing but the name speaks.
fn by_seat<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let source = draft.source.clone().filter(|_| draft.cue.is_some())?;
    let article = usize::from(sieve.c.says(source.start, "the"));
    let name = source.start + article..source.end;
    let named = (!name.is_empty()).then(|| sieve.c.span(name));
    sieve.people.seat(named?)
}

/// 'The Port Authority disputes this. “…,” it said': 'it' is the subject of one of the two sentences
/// before, 'the authority' the only organisation with a name that ends so.
fn by_organisation<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    const FARTHEST: usize = 2;
    let c = sieve.c;
    if let Some(seat) = by_seat(sieve, draft) {
        return Some(seat);
    }
    let source = draft.source.clone()?;
    if source.len() == 1 && c.says(source.start, "it") {
        let before = draft.unit.saturating_sub(FARTHEST)..draft.unit;
        let subject = before.rev().find_map(|unit| sieve.subjects[unit])?;
        return (says(c, source.end, draft) && sieve.people.is_body(subject)).then_some(subject);
    }
    let (first, last) = (source.start, source.end.checked_sub(1)?);
    // Many bodies are 'the group', whatever their names.
    let plain = source.len() == 2 && c.says(first, "the") && c.is(last, Class::Body);
    let name = plain
        .then(|| sieve.people.body(c.text(last), c.span(source).start))
        .flatten();
    name.filter(|_| !c.says(last, "group"))
}

/// A verb of saying stands right after 'it' or before it: in 'it is said' and 'it shows' it is
/// nobody.
fn says(c: &Clauses, after: usize, draft: &Draft) -> bool {
    let Some(cue) = draft.cue else { return false };
    let speaks = |i: usize| c.items[i].word.takes(Takes::Quote) && !c.is(i, Class::Auxiliary);
    let near = [Some(after), after.checked_sub(2)];
    let mut near = near.into_iter().flatten().filter(|&i| i < c.items.len());
    near.any(|i| speaks(i) && cue.contains(c.span(i..i + 1)))
}

/// Marked sentences whose cue follows in the same paragraph: '“Why? Go home,” Lee said'.
fn by_following<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let next = sieve.following?;
    let source = next.source.clone()?;
    let words = Utterance {
        own: own_words(draft),
        aloud: true,
        ..Utterance::default()
    };
    sieve
        .named_in(source.clone())
        .or_else(|| sieve.pronoun(next.unit, source, &words))
}

/// Marked sentences without a cue right after a person's words.
fn by_continuation<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    let (unit, name) = sieve.last?;
    let alone = sieve.following.is_none() && sieve.unnamed.is_none();
    let near = draft.continues && draft.unit <= unit + 2 && alone;
    // '“We won,” Lee said. Bo Ek smiled. “You lost.”'
    let mut between = unit + 1..draft.unit;
    let near = near && between.all(|n| sieve.subjects[n] == Some(name));
    (near && sieve.people.is_person(name)).then_some(name)
}

/// A fragment belongs to the subject of its sentence where that speaks or judges before it.
fn by_subject<'a>(sieve: &Sieve<'a, '_>, draft: &Draft) -> Option<&'a str> {
    if draft.source.is_some() || draft.kind != QuotationKind::Fragment {
        return None;
    }
    let c = sieve.c;
    let unit = c.units[draft.unit].clone();
    let fragment = draft.contents.first()?.start;
    let before = unit
        .clone()
        .take_while(|&i| c.span(i..i + 1).start < fragment);
    let mut verbs = before.filter(|&i| c.items[i].word.reports() && c.kind(i) == ItemKind::Lower);
    let passive = |i: usize| i > unit.start && c.is(i - 1, Class::Be);
    let speaks = verbs.any(|i| c.items[i].word.form.tells() && !passive(i));
    let name = sieve.subjects.get(draft.unit).copied().flatten()?;
    (speaks && sieve.people.is_person(name)).then_some(name)
}
