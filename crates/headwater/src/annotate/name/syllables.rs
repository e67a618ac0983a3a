//! Given names of two parts that a hyphen joins, the second in lower case: 'Suk-yeol' of 'Yoon
//! Suk-yeol'. Such a pair is never split.

use super::feature::Words;
use super::gazetteer::{DEMONYM, GIVEN, TITLE};
use super::hash::HashKeys;
use super::rules::{RULES, SYLLABLE};
use super::vote::key;
use super::{Found, named_at, reads_small, replace};
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::ops::Range;

/// Makes each pair part of its bearer's name, and finds bearers that no name holds.
pub(super) fn join(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let count = words.scan.tokens.len();
    let pairs: Vec<Range<usize>> = (0..count).filter_map(|at| pair(words, at)).collect();
    if pairs.is_empty() {
        return names;
    }
    let whole = pairs.iter().filter_map(|pair| bearer(words, &names, pair));
    let bearers: Vec<Found> = whole.collect();
    let mut known = HashKeys::default();
    let borne = pairs
        .iter()
        .filter(|pair| named_at(&bearers, pair).is_some());
    borne.for_each(|pair| {
        known.insert(key(words, pair), ());
    });
    let names = replace(names, bearers);
    let alone = pairs
        .into_iter()
        .filter(|pair| known.contains_key(&key(words, pair)) && named_at(&names, pair).is_none());
    let alone = alone.map(|tokens| Found {
        tokens,
        kind: EntityType::Person,
    });
    let alone = alone.collect();
    replace(names, alone)
}

/// The three tokens of a pair: a word, its hyphen, and a word in lower case.
fn pair(words: &Words, at: usize) -> Option<Range<usize>> {
    let tokens = words.scan.tokens.get(at..at + 3)?;
    let joined = tokens[1].joined && tokens[2].joined && words.scan.word(at + 1) == "-";
    let [first, second] = [at, at + 2].map(|at| &words.words[at]);
    let goes_on = |at: usize| {
        let next = words.scan.tokens.get(at);
        next.is_some_and(|t| t.joined) && words.scan.word(at) == "-"
    };
    let letters = tokens[2].kind == TokenKind::Word;
    let cased = first.capital && !second.capital && letters;
    let given = first.lists & second.lists & GIVEN != 0;
    let is = joined && cased && !goes_on(at + 3) && !(at > 0 && goes_on(at - 1));
    (is && (given || are_syllables(words, at))).then_some(at..at + 3)
}

fn are_syllables(words: &Words, at: usize) -> bool {
    let [first, second] = [at, at + 2].map(|at| words.scan.word(at).to_lowercase());
    !RULES.not_syllables.contains(&second)
        && SYLLABLE.is_match(&first)
        && SYLLABLE.is_match(&second)
}

/// The person who bears the pair: from the name that holds its first part, or the family name
/// before it, to a family name behind it.
fn bearer(words: &Words, names: &[Found], pair: &Range<usize>) -> Option<Found> {
    let held = named_at(names, pair).filter(|name| name.kind == EntityType::Person);
    let mut start = held.map_or(pair.start, |name| name.tokens.start.min(pair.start));
    let family = start.checked_sub(1).filter(|&at| is_family(words, at));
    if start == pair.start
        && let Some(at) = family
    {
        start = at;
    }
    let behind = named_at(names, &(pair.end..pair.end + 1));
    let behind = behind.filter(|name| name.kind == EntityType::Person && name.tokens.len() == 1);
    let own = held.map_or(pair.end, |name| name.tokens.end.max(pair.end));
    let end = behind.map_or(own, |name| name.tokens.end.max(own));
    let named = held.is_some() || start < pair.start || end > pair.end;
    named.then_some(Found {
        tokens: start..end,
        kind: EntityType::Person,
    })
}

/// A family name of one syllable.
fn is_family(words: &Words, at: usize) -> bool {
    let word = &words.words[at];
    let text = words.scan.word(at).to_lowercase();
    word.capital
        && word.lists & (TITLE | DEMONYM) == 0
        && !reads_small(&text)
        && SYLLABLE.is_match(&text)
}
