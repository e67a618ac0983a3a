//! What explains a name after a comma: 'Ann Lee, 44, a lawyer who lives there'.

use super::{base_end, bounds, is_abbreviated, is_past};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use std::ops::Range;

/// What stands after a comma explains the name before it.
pub(super) fn is_apposition(c: &Clauses, at: usize, limit: usize) -> bool {
    let word = c.items[at].word;
    match c.kind(at) {
        ItemKind::Number => true,
        ItemKind::Capital => {
            let end = base_end(c, at, limit);
            if end <= at + 2 && is_in_place(c, at) {
                return true;
            }
            let party = end == at + 1 && c.items[at].end > c.items[at].first + 1;
            party
                || (at..end).any(|i| c.kind(i) == ItemKind::Possessive || c.is(i, Class::Role))
                || end < limit && c.says(end, "of")
        }
        ItemKind::Lower if c.text(at).ends_with("ing") => false,
        ItemKind::Lower if acts(c, at, limit) => false,
        ItemKind::Lower if c.says(at, "one") => at + 1 < limit && c.says(at + 1, "of"),
        ItemKind::Lower if c.says(at, "of") => {
            at + 1 < limit && c.kind(at + 1) == ItemKind::Capital
        }
        ItemKind::Lower if c.says(at, "then") || c.says(at, "now") => {
            (at..limit.min(at + 8)).any(|i| c.is(i, Class::Role))
        }
        ItemKind::Lower if word.is(Class::Relative) => !word.is(Class::Determiner),
        ItemKind::Lower => {
            !word.is(Class::ObjectPronoun)
                && !bounds(c, at)
                && !word.reports()
                && !word.is(Class::Adverb)
                && !word.is(Class::Time)
                || word.is(Class::PossessivePronoun)
                || word.is(Class::Role)
        }
        _ => false,
    }
}

/// 'the rink's caretaker, Ann Lee,': what stands between two commas names the one whom the phrase
/// before it describes, whatever the list of roles says.
pub(crate) fn names_described(c: &Clauses, head: Range<usize>, name: Range<usize>) -> bool {
    const LONGEST: usize = 5;
    // 'an analyst at Quay Partners, Ann Lee,'
    let placed = |i: usize| c.is(i, Class::Role) && c.is(i + 1, Class::Preposition);
    let placed = || (head.start..head.end - 1).any(placed);
    // 'its CEO, Ann Lee,'
    let office = || c.is(head.end - 1, Class::Role) && head.len() > 1;
    let described = !head.is_empty()
        && (c.kind(head.end - 1) == ItemKind::Lower
            || office()
            || placed()
            || head.len() == 1 && c.is(head.start, Class::Pronoun))
        && (c.is(head.start, Class::Determiner)
            || c.is(head.start, Class::PossessivePronoun)
            || placed()
            || office() && c.kind(head.start) == ItemKind::Capital
            || head.clone().any(|i| c.kind(i) == ItemKind::Possessive));
    let capital = |i: usize| c.kind(i) == ItemKind::Capital;
    let part = |i: usize| capital(i) || c.is(i, Class::NameParticle) || is_abbreviated(c, i);
    described
        && (2..=LONGEST).contains(&name.len())
        && capital(name.start)
        && capital(name.end - 1)
        && name.into_iter().all(part)
}

/// 'of Salem, Ore.', 'from Marlow, Ohio': the name before the comma is a place's.
fn is_in_place(c: &Clauses, at: usize) -> bool {
    const LONGEST: usize = 3;
    let names = (0..at.saturating_sub(1)).rev().take(LONGEST + 1);
    let before = names.take_while(|&i| c.kind(i) == ItemKind::Capital).last();
    let preposition = before.and_then(|first| first.checked_sub(1));
    preposition.is_some_and(|i| {
        ["of", "from", "in", "near"]
            .iter()
            .any(|word| c.says(i, word))
    })
}

/// 'delivered a message', 'sent his regrets': a verb with its object.
fn acts(c: &Clauses, at: usize, limit: usize) -> bool {
    let next = at + 1;
    is_past(c, at)
        && next < limit
        && (c.is(next, Class::Determiner) || c.is(next, Class::PossessivePronoun))
}

/// What stands between a comma and `end` explains the name before: an apposition, a relative
/// clause, 'wearing a scarf'.
pub(crate) fn explains(c: &Clauses, at: usize, end: usize) -> bool {
    at < end
        && (is_apposition(c, at, end)
            || c.is(at, Class::Relative)
            || c.kind(at) == ItemKind::Lower && c.text(at).ends_with("ing"))
}

pub(super) fn ends_apposition(c: &Clauses, at: usize) -> bool {
    matches!(
        c.kind(at),
        ItemKind::Comma
            | ItemKind::Semicolon
            | ItemKind::Colon
            | ItemKind::Marked(_)
            | ItemKind::Dash
    ) || c.ends_sentence(at)
}
