//! Names of works that only what stands around them shows: in a list of titles, before 'by' and a name, before
//! what explains them.

use super::kind::{is_title, words};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use std::ops::Range;

/// Longer words in marks with capitals throughout show by those that they are a title.
const LONGEST: usize = 3;

/// Few words in marks, all with capitals, are the name of a work.
pub(super) fn is_named(c: &Clauses, unit: &Range<usize>, item: usize) -> bool {
    is_titled(c, unit, item)
        || is_short_name(c, item)
            && (is_listed(c, unit, item)
                || is_made_by(c, unit, item)
                || is_explained(c, unit, item))
}

/// 'a paper titled: “On salt and sand”'.
fn is_titled(c: &Clauses, unit: &Range<usize>, item: usize) -> bool {
    const TITLED: [&str; 4] = ["titled", "entitled", "headlined", "subtitled"];
    let colon = item >= unit.start + 2 && c.kind(item - 1) == ItemKind::Colon;
    colon && TITLED.iter().any(|word| c.says(item - 2, word))
}

/// '“Gulls”', '“1917,”', but not '“Why?”'.
fn is_short_name(c: &Clauses, item: usize) -> bool {
    let Some(marked) = c.marked_at(item) else {
        return false;
    };
    let inner = c.marked[marked].inner.of(c.scan.text());
    let lower = |word: &str| word.starts_with(char::is_lowercase);
    // Neither '“Why?”' nor the keys and sums of data.
    let plain = |ch: char| ch.is_alphanumeric() || ch.is_whitespace() || ".,'’-&".contains(ch);
    words(c, marked) <= LONGEST && inner.chars().all(plain) && !inner.split_whitespace().any(lower)
}

/// Another name of the same list is a title: '“1917,” “Gulls,” and “Kell Story”'.
fn is_listed(c: &Clauses, unit: &Range<usize>, item: usize) -> bool {
    const FARTHEST: usize = 8;
    let joins = |&i: &usize| {
        let name = c.marked_at(i).is_some();
        name || c.kind(i) == ItemKind::Comma || c.is(i, Class::Conjunction)
    };
    let title = |i: usize| c.marked_at(i).is_some() && is_title(c, i);
    let behind = item + 1..unit.end.min(item + FARTHEST);
    let before = unit.start.max(item.saturating_sub(FARTHEST))..item;
    behind.take_while(joins).any(title) || before.rev().take_while(joins).any(title)
}

/// '“Amped” by Bo Ek'.
fn is_made_by(c: &Clauses, unit: &Range<usize>, item: usize) -> bool {
    let by = item + 1;
    let name = by + 1;
    name < unit.end && c.says(by, "by") && c.kind(name) == ItemKind::Capital
}

/// '“Gulls,” the satire that won, was lost': a sentence begins with it, and what it is follows.
fn is_explained(c: &Clauses, unit: &Range<usize>, item: usize) -> bool {
    let next = item + 1;
    let inner = c
        .marked_at(item)
        .map(|m| c.marked[m].inner.of(c.scan.text()));
    let comma = inner.is_some_and(|inner| inner.ends_with(','));
    let article = ["the", "a", "an", "his", "her", "their"];
    let explains = next < unit.end && article.iter().any(|word| c.says(next, word));
    let goes_on = next + 4 < unit.end;
    item == unit.start && comma && explains && goes_on && c.kind(next) == ItemKind::Lower
}
