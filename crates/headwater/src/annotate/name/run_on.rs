//! Names that run on where a capital says nothing: in headlines, and at the first word of a
//! sentence. What the document names elsewhere says where they end.

use super::Found;
use super::feature::Words;
use super::gazetteer::GIVEN;
use super::hash::HashKeys;
use super::tidy;
use super::vote::key;
use crate::lexicon::name_form::NameForm;
use crate::model::EntityType;
use std::ops::Range;

/// Cuts names to what other places of the document show of them.
pub(super) fn cut(words: &Words, mut names: Vec<Found>) -> Vec<Found> {
    let places = places(words, &names);
    let shown = shown(words, &names, &places);
    for (name, place) in names.iter_mut().zip(places) {
        if shown.contains_key(&key(words, &name.tokens)) {
            continue;
        }
        let cut = match place {
            Place::Headline => bearer(words, name, &shown),
            Place::First => after_opener(words, name, &shown),
            Place::Inside => None,
        };
        if let Some((tokens, kind)) = cut {
            *name = Found { tokens, kind };
        }
    }
    names
}

/// Where a name stands, by what its capitals say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where words have capitals whatever they are.
    Headline,
    /// At the first word of a sentence.
    First,
    /// Where nothing but a name has one.
    Inside,
}

fn places(words: &Words, names: &[Found]) -> Vec<Place> {
    let place = |name: &Found| {
        let at = name.tokens.start;
        let sentence = words.scan.sentences.get(words.sentence_of(at));
        let first = sentence.is_some_and(|s| s.tokens.start == at);
        match words.is_plain(at) {
            false => Place::Headline,
            true if first => Place::First,
            true => Place::Inside,
        }
    };
    names.iter().map(place).collect()
}

/// Kinds of the names inside plain sentences; a person's family name stands for itself, a given
/// name for nobody, since it says nothing of where a full name ends.
fn shown(words: &Words, names: &[Found], places: &[Place]) -> HashKeys<EntityType> {
    let mut shown = HashKeys::default();
    let inside = names
        .iter()
        .zip(places)
        .filter(|(_, p)| **p == Place::Inside);
    let given = |at: usize| words.words[at].lists & GIVEN != 0;
    for (name, _) in inside {
        let last = name.tokens.end - 1..name.tokens.end;
        if name.tokens.len() > 1 || !given(last.start) {
            shown.insert(key(words, &name.tokens), name.kind);
        }
        if name.kind == EntityType::Person && !given(last.start) {
            shown.entry(key(words, &last)).or_insert(name.kind);
        }
    }
    shown
}

/// 'Ann Lee' of the headline 'Ann Lee Leaves Oslo', where a sentence names her.
fn bearer(
    words: &Words,
    name: &Found,
    shown: &HashKeys<EntityType>,
) -> Option<(Range<usize>, EntityType)> {
    let Range { start, end } = name.tokens;
    let least = if name.kind == EntityType::Person {
        1
    } else {
        2
    };
    let is_person =
        |tokens: Range<usize>| shown.get(&key(words, &tokens)) == Some(&EntityType::Person);
    let first_given = words.words[start].lists & GIVEN != 0;
    let ends = |to: &usize| {
        let family = first_given && *to > start + 1 && is_person(*to - 1..*to);
        let last = words.scan.word(*to - 1);
        last.chars().nth(1).is_some() && (family || is_person(start..*to))
    };
    let text = words.scan.span(name.tokens.clone()).of(words.scan.text());
    let whole = NameForm::new(text).generation().is_some();
    let person = matches!(name.kind, EntityType::Person | EntityType::Other) && !whole;
    let to = (start + least..end).rev().find(ends);
    to.filter(|_| person)
        .map(|to| (start..to, EntityType::Person))
}

/// 'Harbour Board' of 'Two Harbour Board officials …', where another sentence names it.
fn after_opener(
    words: &Words,
    name: &Found,
    shown: &HashKeys<EntityType>,
) -> Option<(Range<usize>, EntityType)> {
    let rest = name.tokens.start + 1..name.tokens.end;
    let kind = shown.get(&key(words, &rest))?;
    (!rest.is_empty() && tidy::opens_sentence(words, name.tokens.start)).then_some((rest, *kind))
}
