//! Persons whose nickname stands in marks inside the name: 'Aldo “Red” Ferris'.

use super::feature::Words;
use super::gazetteer::{CALENDAR, TITLE};
use super::rules::RULES;
use super::{Found, named_at, replace};
use crate::model::EntityType;

/// Words of the longest nickname.
const LONGEST: usize = 2;

/// Joins what stands before, inside and behind the marks.
pub(super) fn join(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let persons = names.iter().filter(|name| name.kind == EntityType::Person);
    let whole = persons.filter_map(|name| {
        let family = behind_marks(words, name.tokens.end)?;
        let last = named_at(&names, &(family..family + 1));
        let end = last.map_or(family + 1, |name| name.tokens.end);
        Some(Found {
            tokens: name.tokens.start..end,
            kind: EntityType::Person,
        })
    });
    let whole = whole.collect();
    replace(names, whole)
}

/// Where the name goes on behind the nickname that opens at a token.
fn behind_marks(words: &Words, open: usize) -> Option<usize> {
    let scan = words.scan;
    let is = |at: usize, marks: &[&str]| {
        let token = scan.tokens.get(at);
        token.is_some() && marks.contains(&scan.word(at))
    };
    let capital = |at: usize| words.words.get(at).is_some_and(|w| w.capital);
    if !is(open, &["“", "\"", "‘", "'"]) || scan.tokens[open].joined {
        return None;
    }
    let inner = (open + 1..).take(LONGEST).take_while(|&at| capital(at));
    let close = inner.last()? + 1;
    let closed = is(close, &["”", "\"", "’", "'"]) && scan.tokens[close].joined;
    let after = close + 1;
    let part = words.words.get(after)?;
    let name = part.lists & (CALENDAR | TITLE) == 0 && part.capital;
    let particle = RULES.particles.contains(scan.word(after)) && capital(after + 1);
    let apart = !scan.tokens[after].joined;
    (closed && apart && words.is_plain(open) && (name || particle))
        .then_some(after + usize::from(!name))
}
