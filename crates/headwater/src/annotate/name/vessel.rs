//! Ships: 'the tanker Orion Star', 'MV Orion Star', 'the Brother Wind'.

use super::feature::Words;
use super::gazetteer::{CALENDAR, GIVEN, TITLE};
use super::hash::HashKeys;
use super::rules::RULES;
use super::vote::key;
use super::{Found, named_at, replace};
use crate::model::EntityType;
use std::ops::Range;

/// Words of the longest name of a ship.
const LONGEST: usize = 3;

/// 'the Brother Wind': persons with such a title bear no article, ships do.
pub(super) fn take(words: &Words, found: &mut Found) {
    let titled = |at: usize| {
        RULES
            .vessel_titles
            .contains(&words.scan.word(at).to_lowercase())
    };
    let start = found.tokens.start;
    if found.tokens.is_empty() {
        return;
    }
    let title = if titled(start) {
        Some(start)
    } else {
        start.checked_sub(1).filter(|&at| titled(at))
    };
    let Some(title) = title.filter(|&at| words.words[at].capital) else {
        return;
    };
    let article = title
        .checked_sub(1)
        .is_some_and(|at| words.scan.word(at) == "the");
    let named = || words.words[title + 1].lists & GIVEN == 0;
    if article && found.tokens.end == title + 2 && named() {
        *found = Found {
            tokens: title..title + 2,
            kind: EntityType::Other,
        };
    }
}

/// Names behind what a ship is are ships wherever they stand.
pub(super) fn add(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let count = words.scan.tokens.len();
    let ships: Vec<Found> = (1..count)
        .filter_map(|at| ship(words, &names, at))
        .collect();
    if ships.is_empty() {
        return names;
    }
    let mut known = HashKeys::default();
    let several = ships
        .iter()
        .map(|ship| bare(words, &ship.tokens))
        .filter(|t| t.len() > 1);
    several.for_each(|tokens| {
        known.insert(key(words, &tokens), ());
    });
    let mut names = replace(names, ships);
    for name in &mut names {
        if known.contains_key(&key(words, &name.tokens)) {
            name.kind = EntityType::Other;
        }
    }
    let again = (0..count).filter_map(|at| {
        let run = capitals(words, at);
        let begins = at == 0 || !words.words[at - 1].capital || words.scan.word(at - 1) == "The";
        let is = begins && known.contains_key(&key(words, &run));
        (is && named_at(&names, &run).is_none()).then_some(Found {
            tokens: run,
            kind: EntityType::Other,
        })
    });
    let again = again.collect();
    replace(names, again)
}

/// The ship whose name begins at a token.
fn ship(words: &Words, names: &[Found], at: usize) -> Option<Found> {
    let prefixed = RULES.vessel_prefixes.contains(words.scan.word(at));
    let kind = RULES.vessel_kinds.contains(words.scan.word(at - 1));
    if !prefixed && !kind {
        return None;
    }
    let run = capitals(words, at);
    let held = named_at(names, &run);
    let whole =
        held.is_none_or(|name| name.tokens.start >= run.start && name.tokens.end <= run.end);
    let long = run.len() > 1 || kind && held.is_some_and(|name| name.tokens == run);
    // 'the boat Captain Ann Lee sold' is hers.
    let titled = words.words[at].lists & TITLE != 0
        && words
            .words
            .get(at + 1)
            .is_some_and(|w| w.lists & GIVEN != 0);
    let is = long && whole && !titled && words.is_plain(at);
    is.then_some(Found {
        tokens: run,
        kind: EntityType::Other,
    })
}

/// The capitals that begin at a token.
fn capitals(words: &Words, at: usize) -> Range<usize> {
    let part = |at: &usize| {
        let word = words.words.get(*at);
        word.is_some_and(|w| w.capital && w.lists & CALENDAR == 0)
    };
    let run = (at..).take(LONGEST + 1).take_while(part);
    at..run.last().map_or(at, |last| last + 1)
}

/// The name without 'MV'.
fn bare(words: &Words, tokens: &Range<usize>) -> Range<usize> {
    let prefixed = RULES
        .vessel_prefixes
        .contains(words.scan.word(tokens.start));
    tokens.start + usize::from(prefixed)..tokens.end
}
