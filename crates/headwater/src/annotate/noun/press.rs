//! Names of agencies and outlets in a row: 'Reuters, AFP and the BBC'.

use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use crate::lexicon::outlet_name;
use std::ops::Range;

/// Longer rows of capitals are no name.
const LONGEST: usize = 5;

/// The names of a row that is all of a phrase, each without its article; one that stands alone is a
/// row too. One of them at least is an outlet's or agency's by its form.
pub(crate) fn names(c: &Clauses, phrase: Range<usize>) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let (mut at, mut joined) = (phrase.start, false);
    while let Some(name) = articled_at(c, at, phrase.end) {
        let next = after_separator(c, name.end, phrase.end);
        at = next.map_or(phrase.end, |(next, _)| next);
        joined |= next.is_some_and(|(_, and)| and);
        names.push(name);
    }
    let whole = names.last().is_some_and(|last| last.end == phrase.end);
    // 'according to CNN, the Times reported' is no row.
    let row = whole && (joined || names.len() == 1);
    match row && row_has_press(c, phrase) {
        true => names,
        false => Vec::new(),
    }
}

/// A phrase that ends in a name, with the names that follow it in a row: 'according to Reuters, AFP
/// and the BBC'. The row ends where a clause or sentence does.
pub(crate) fn row_after(c: &Clauses, phrase: Range<usize>, limit: usize) -> Range<usize> {
    let mut end = phrase.end;
    let capital = |i: usize| c.kind(i) == ItemKind::Capital;
    if phrase.is_empty() || !capital(end - 1) {
        return phrase;
    }
    while let Some((next, joined)) = after_separator(c, end, limit) {
        let Some(name) = articled_at(c, next, limit) else {
            break;
        };
        end = name.end;
        if joined {
            let open = |end: usize| c.is_word(end) || c.kind(end) == ItemKind::Possessive;
            let closed = end == limit || !open(end) || c.says(end, "that");
            let row = phrase.start..end;
            let whole = closed && row_has_press(c, row.clone());
            return if whole { row } else { phrase };
        }
    }
    phrase
}

/// An outlet or agency is named in a phrase.
fn row_has_press(c: &Clauses, phrase: Range<usize>) -> bool {
    let mut starts = phrase.clone();
    starts.any(|at| name_at(c, at, phrase.end).is_some())
}

/// A phrase that begins with a name, with the names before it in a row: 'the Ledger, the Echo and
/// Reuters reported'.
pub(crate) fn row_before(c: &Clauses, floor: usize, phrase: Range<usize>) -> Range<usize> {
    let Some(first) = articled_at(c, phrase.start, phrase.end) else {
        return phrase;
    };
    let inside = after_separator(c, first.end, phrase.end);
    let mut joined = inside.is_some_and(|(_, joined)| joined);
    let mut row = phrase.clone();
    let mut start = phrase.start;
    while let Some((end, and)) = before_separator(c, floor, start) {
        // 'Lee lied, according to CNN, and Reuters said': only a row of three has ', and'.
        let clause = and && end + 1 < start && !joined;
        if !and && !joined {
            break;
        }
        let Some(name) = articled_before(c, floor, end) else {
            break;
        };
        joined |= and;
        let three = !clause || before_separator(c, floor, name.start).is_some_and(|(_, and)| !and);
        start = name.start;
        if three && begins_clause(c, floor, start) && row_has_press(c, start..phrase.end) {
            row = start..phrase.end;
        }
    }
    row
}

/// 'Lee works for Reuters and the BBC said': a row that speaks begins where a clause can.
fn begins_clause(c: &Clauses, floor: usize, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= floor) else {
        return true;
    };
    let clause = c.is(before, Class::Subordinator) && !c.is(before, Class::Preposition);
    !c.is_word(before) && c.kind(before) != ItemKind::Possessive || clause
}

/// As [`name_at`]; after an article any capitals will do.
fn articled_at(c: &Clauses, at: usize, limit: usize) -> Option<Range<usize>> {
    let (name, article) = capitals_at(c, at, limit);
    let named = article && !name.is_empty() || is_name(c, name.clone(), article);
    named.then_some(name)
}

/// The name that begins at an item, or after an article there, without that.
fn name_at(c: &Clauses, at: usize, limit: usize) -> Option<Range<usize>> {
    let (name, article) = capitals_at(c, at, limit);
    is_name(c, name.clone(), article).then_some(name)
}

/// The capitals at an item, or after an article there, and whether that is there.
fn capitals_at(c: &Clauses, at: usize, limit: usize) -> (Range<usize>, bool) {
    let article = at < limit && c.says(at, "the");
    let start = at + usize::from(article);
    (start..start + capitals(c, start..limit), article)
}

/// The name that ends before an item, with its article; after an article any capitals will do.
fn articled_before(c: &Clauses, floor: usize, end: usize) -> Option<Range<usize>> {
    let start = end - capitals(c, (floor..end).rev());
    let article = start > floor && c.says(start - 1, "the");
    let named = start < end && (article || is_name(c, start..end, false));
    named.then_some(start - usize::from(article)..end)
}

/// How many capitals stand at the head of items.
fn capitals(c: &Clauses, items: impl Iterator<Item = usize>) -> usize {
    let run = items.take_while(|&i| c.kind(i) == ItemKind::Capital);
    run.count()
}

/// A run of capitals, behind an `article` or not, is an outlet's or agency's name by its form.
fn is_name(c: &Clauses, run: Range<usize>, article: bool) -> bool {
    // 'The Ledger' at the head of a sentence has its article among the capitals.
    let run =
        run.start + usize::from(!run.is_empty() && c.is(run.start, Class::Determiner))..run.end;
    let words = run.len() + usize::from(article);
    let name = (1..=LONGEST).contains(&run.len()).then(|| c.span(run));
    name.is_some_and(|name| outlet_name::named(name.of(c.scan.text()), words).is_some())
}

/// The item after ',', 'and' or ', and', and whether 'and' is among them.
fn after_separator(c: &Clauses, at: usize, limit: usize) -> Option<(usize, bool)> {
    let comma = usize::from(at < limit && c.kind(at) == ItemKind::Comma);
    let and = usize::from(at + comma < limit && c.says(at + comma, "and"));
    (comma + and > 0).then_some((at + comma + and, and > 0))
}

/// The item at which ',', 'and' or ', and' before an item begins, and whether 'and' is among them.
fn before_separator(c: &Clauses, floor: usize, at: usize) -> Option<(usize, bool)> {
    let and = usize::from(at > floor && c.says(at - 1, "and"));
    let comma = usize::from(at - and > floor && c.kind(at - and - 1) == ItemKind::Comma);
    (comma + and > 0).then_some((at - and - comma, and > 0))
}
