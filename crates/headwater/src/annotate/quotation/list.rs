//! Lists and explained names, which a comma does not end: 'recommends salt, sand and tar', 'calls on the office, a
//! watchdog, to act'.

use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::Class;

/// Items behind a comma among which the end of a list is looked for.
const FARTHEST: usize = 24;

/// Where an object ends that goes on behind a comma.
pub(super) fn end(c: &Clauses, comma: usize, end: usize) -> Option<usize> {
    list_end(c, comma, end).or_else(|| explained_end(c, comma, end))
}

/// ', sand and tar.': noun phrases with a conjunction before the last, which ends the sentence.
fn list_end(c: &Clauses, comma: usize, end: usize) -> Option<usize> {
    let close = (comma..end.min(comma + FARTHEST)).find(|&i| c.ends_sentence(i));
    let close = close.or((end <= comma + FARTHEST).then_some(end))?;
    let joins = |i: usize| c.says(i, "and") || c.says(i, "or");
    let last = (comma + 1..close).rev().find(|&i| joins(i))?;
    let part = |i: usize| {
        let verb = c.is(i, Class::Auxiliary) || c.items[i].word.reports() || noun::is_past(c, i);
        let clause = c.is(i, Class::PersonPronoun) || c.is(i, Class::Subordinator);
        // ', killing one and wounding two'
        let led = c.kind(i - 1) == ItemKind::Comma || c.is(i - 1, Class::Adverb);
        let acts = led && c.text(i).ends_with("ing");
        let word = c.is_word(i) && !verb && !clause && !acts;
        word || matches!(c.kind(i), ItemKind::Comma | ItemKind::Possessive)
    };
    let listed = c.kind(last - 1) == ItemKind::Comma || last > comma + 1;
    let nouns = (comma + 1..close).all(part) && !c.says(comma + 1, "and");
    (listed && nouns && last + 1 < close && noun::begins(c, comma + 1) && noun::begins(c, last + 1))
        .then_some(close)
}

/// ', a watchdog, to act': what is asked for follows the second comma.
fn explained_end(c: &Clauses, comma: usize, end: usize) -> Option<usize> {
    let near = comma + 1..end.min(comma + FARTHEST);
    let close = near.clone().find(|&i| c.kind(i) == ItemKind::Comma)?;
    let plain = (comma + 1..close).all(|i| c.is_word(i) || c.kind(i) == ItemKind::Possessive);
    let article = c.is(comma + 1, Class::Determiner);
    let asks = close + 2 < end && c.says(close + 1, "to");
    (plain && article && asks).then_some(end)
}

/// 'a legal, inclusive process': adjectives on both sides of a comma.
pub(super) fn joins_adjectives(c: &Clauses, comma: usize, end: usize) -> bool {
    const ENDINGS: [&str; 9] = [
        "ic", "ive", "al", "ous", "ful", "able", "ible", "less", "ent",
    ];
    let adjective = |i: usize| {
        let word = c.text(i);
        let ending = ENDINGS.iter().any(|ending| word.ends_with(ending));
        c.kind(i) == ItemKind::Lower && ending && word.len() > 4
    };
    let next = comma + 1;
    next + 1 < end && comma > 0 && adjective(comma - 1) && adjective(next) && c.is_word(next + 1)
}
