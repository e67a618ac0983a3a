//! Persons whom the model overlooks, since their family name is a word that is mostly none: the
//! document names them in full elsewhere, or with a title and a given name here.

use super::feature::{Word, Words};
use super::gazetteer::{GIVEN, PLACE, SURNAME, TITLE};
use super::hash::HashKeys;
use super::{Found, inside};
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::ops::Range;

/// Letters that a family name has at least.
const SHORTEST: usize = 3;

/// Adds full names behind a title, then family names that stand alone, where nothing is named.
pub(super) fn add(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let names = with(words, names, |at| titled(words, at));
    let families = families(words, &names);
    if families.is_empty() {
        return names;
    }
    with(words, names, |at| {
        let known = families.contains_key(&words.words[at].lower);
        known.then_some(at..at + 1)
    })
}

/// The names, and the persons that `find` sees from a token on where no name stands.
fn with(
    words: &Words,
    names: Vec<Found>,
    find: impl Fn(usize) -> Option<Range<usize>>,
) -> Vec<Found> {
    let named = inside(words.scan, &names);
    let plain = (words.scan.sentences.iter()).filter(|s| words.is_plain(s.tokens.start));
    let found = plain.flat_map(|s| s.tokens.clone()).filter_map(find);
    let free = |tokens: &Range<usize>| {
        let mut beside = tokens.start.checked_sub(1).into_iter().chain([tokens.end]);
        let longer = |at: usize| words.words.get(at).is_some_and(goes_on);
        !tokens.clone().any(|at| named[at]) && !beside.any(longer)
    };
    let persons = found.filter(free).map(|tokens| Found {
        tokens,
        kind: EntityType::Person,
    });
    let mut all: Vec<Found> = persons.collect();
    all.extend(names);
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// With such a word beside it a name would be longer.
fn goes_on(word: &Word) -> bool {
    word.capital && word.lists & TITLE == 0 || word.joins
}

/// 'Ann Lee' of 'Rep. Ann Lee'.
fn titled(words: &Words, at: usize) -> Option<Range<usize>> {
    let title = words.words[at.checked_sub(1)?];
    let (given, family) = (words.words[at], words.words.get(at + 1)?);
    let is_title = title.capital && title.lists & TITLE != 0;
    let full = given.capital && given.lists & GIVEN != 0 && is_family(words, at + 1);
    (is_title && full && family.lists & PLACE == 0).then_some(at..at + 2)
}

/// Family names of the persons that the document names in full.
fn families(words: &Words, names: &[Found]) -> HashKeys<()> {
    let full = |name: &&Found| {
        let (first, last) = (name.tokens.start, name.tokens.end - 1);
        name.kind == EntityType::Person
            && last > first
            && words.words[first].lists & GIVEN != 0
            && words.words[last].lists & (PLACE | GIVEN) == 0
            && is_family(words, last)
    };
    let full = names.iter().filter(full);
    full.map(|name| (words.words[name.tokens.end - 1].lower, ()))
        .collect()
}

/// A word of letters that the document never writes small.
fn is_family(words: &Words, at: usize) -> bool {
    let word = &words.words[at];
    word.capital
        && words.scan.tokens[at].kind == TokenKind::Word
        && words.scan.word(at).len() >= SHORTEST
        && words.evidence.of(word.lower) & super::evidence::SEEN_LOWER == 0
        && (word.lists == 0 || word.lists & SURNAME != 0)
}
