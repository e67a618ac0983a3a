//! Persons whom the model overlooks, since their family name is a word that is mostly none: the
//! document names them in full elsewhere, or with a title and a given name here.

use super::feature::{Word, Words};
use super::gazetteer::{
    BODY, CALENDAR, DEMONYM, GIVEN, GROUP, Lists, ORGANISATION, PLACE, SITE, SPEAKS, SURNAME, TEAM,
    TITLE,
};
use super::hash::HashKeys;
use super::rules::RULES;
use super::{Found, apart, inside, reads_small};
use crate::annotate::words::{Class, look_up};
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::ops::Range;

/// Letters that a family name has at least.
const SHORTEST: usize = 3;

/// Adds names behind a title, then family names that stand alone, where nothing is named.
pub(super) fn add(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let names = with(words, names, |at| {
        titled(words, at).or_else(|| speaking(words, at))
    });
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
        let longer = |at: usize| words.words.get(at).is_some_and(goes_on) && !is_trade(words, at);
        !tokens.clone().any(|at| named[at]) && !beside.any(longer)
    };
    let persons = found.filter(free).map(|tokens| Found {
        tokens,
        kind: EntityType::Person,
    });
    let mut all: Vec<Found> = persons.collect();
    all.extend(names);
    apart(all)
}

/// 'Prosecutor', 'Trooper': a title by the word alone.
fn is_trade(words: &Words, at: usize) -> bool {
    RULES
        .more_titles
        .contains(&words.scan.word(at).to_lowercase())
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

/// 'Kym Worthy' of 'Prosecutor Kym Worthy said', 'Roach' of 'Judge Roach wrote': whoever speaks behind a title is
/// somebody.
fn speaking(words: &Words, at: usize) -> Option<Range<usize>> {
    const ELSE: Lists =
        TITLE | BODY | SITE | ORGANISATION | TEAM | PLACE | DEMONYM | GROUP | CALENDAR;
    let plain = |at: usize| {
        let word = words.words.get(at).filter(|word| word.capital)?;
        let letters = words.scan.tokens[at].kind == TokenKind::Word && word.lists & ELSE == 0;
        let small = || words.scan.word(at).to_lowercase();
        let lower = letters.then(small)?;
        let known = look_up(&lower);
        let other = known.is(Class::Role) || known.is(Class::Body) || reads_small(&lower);
        (!other && lower.len() >= SHORTEST).then_some(())
    };
    let stop = |at: usize| words.scan.word(at) == ".";
    let before = at.checked_sub(1)?;
    let title = match stop(before) {
        true => before.checked_sub(1)?,
        false => before,
    };
    let capital = words.words[title].capital && words.words[at].capital;
    let titled = || words.words[title].lists & TITLE != 0 || is_trade(words, title);
    if !capital || !titled() {
        return None;
    }
    plain(at)?;
    let end = at + 1 + usize::from(plain(at + 1).is_some());
    let next = words.words.get(end)?;
    (!next.capital && next.lists & SPEAKS != 0).then_some(at..end)
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
