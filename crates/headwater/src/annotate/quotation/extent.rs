//! How far content reaches from its cue.

use super::{again, aside, list};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Form, Takes};
use std::ops::Range;

/// Longer content is cut: it keeps a text without stops linear.
const LONGEST: usize = 160;

/// Skips what stands between a verb and its content: 'on Monday', 'in a statement', 'to reporters'.
pub(crate) fn after_adjuncts(c: &Clauses, mut at: usize, end: usize) -> usize {
    while at < end {
        let next = if c.is(at, Class::TimeHead) && at + 1 < end && c.is(at + 1, Class::TimeUnit) {
            let evening = at + 2 < end && c.is(at + 1, Class::Time) && is_part_of_day(c, at + 2);
            at + 2 + usize::from(evening)
        } else if c.is(at, Class::TimeHead) && at + 1 < end && c.says(at + 1, "on") {
            at + 1
        } else if at + 2 < end
            && (c.is(at, Class::Determiner) || c.kind(at) == ItemKind::Number)
            && ["earlier", "later", "ago", "before"]
                .iter()
                .any(|word| c.says(at + 2, word))
        {
            at + 3
        } else if c.is(at, Class::Time) && at + 1 < end && is_part_of_day(c, at + 1) {
            at + 2
        } else if c.is(at, Class::Time) {
            // 'Thursday's actions were wrong'
            let owns = at + 1 < end && c.kind(at + 1) == ItemKind::Possessive;
            if owns { at } else { noun::date_end(c, at, end) }
        } else if c.kind(at) == ItemKind::Parenthesis {
            at + 1
        } else if c.is(at, Class::Preposition) && c.kind(at) == ItemKind::Lower {
            let next = dated_end(c, at + 1, end).unwrap_or(noun::base_end(c, at + 1, end));
            if next == at + 1 || bounds_number(c, at, end) {
                at
            } else {
                next
            }
        } else if c.is(at, Class::Adverb) && c.kind(at) == ItemKind::Lower && !counts(c, at, end) {
            at + 1
        } else {
            at
        };
        if next == at {
            break;
        }
        at = next;
    }
    at
}

/// Skips when something is done: 'on Monday night'.
pub(crate) fn after_times(c: &Clauses, at: usize, end: usize) -> usize {
    let time = |i: &usize| {
        let unit = c.is(*i, Class::TimeHead) || c.is(*i, Class::TimeUnit);
        unit || c.is(*i, Class::Time) || c.says(*i, "on")
    };
    at + (at..end).take_while(time).count()
}

/// 'Monday morning': no noun of its own.
fn is_part_of_day(c: &Clauses, at: usize) -> bool {
    c.kind(at) == ItemKind::Lower && c.is(at, Class::TimeUnit)
}

/// The end of 'its Friday report', 'a June report'.
fn dated_end(c: &Clauses, at: usize, end: usize) -> Option<usize> {
    let noun = at + 2;
    if noun >= end {
        return None;
    }
    let owned = c.is(at, Class::Determiner) || c.is(at, Class::PossessivePronoun);
    let dated = owned && c.is(at + 1, Class::Time) && c.kind(noun) == ItemKind::Lower;
    let plain = dated && !c.is(noun, Class::Complementizer) && !c.is(noun, Class::Preposition);
    plain
        .then(|| noun::base_end(c, noun, end))
        .filter(|&close| close > noun)
}

/// 'at least 31 people', 'about 40 men': the hedge of a number belongs to what is said.
pub(crate) fn bounds_number(c: &Clauses, at: usize, end: usize) -> bool {
    let bound = at + 1 < end && ["least", "most"].iter().any(|word| c.says(at + 1, word));
    let number =
        at + 1 < end && (c.kind(at + 1) == ItemKind::Number || names_number(c, at + 1, end));
    let hedge = ["about", "around", "over", "under", "between", "near"];
    let many = at + 2 < end && c.says(at, "as") && c.says(at + 2, "as");
    many || bound && c.says(at, "at") || number && hedge.iter().any(|word| c.says(at, word))
}

/// 'a dozen people', 'two hundred men', and no span of time: 'two hours later'.
fn names_number(c: &Clauses, at: usize, end: usize) -> bool {
    let next = at + 1;
    if next >= end || c.is(next, Class::TimeSpan) {
        return false;
    }
    let many = c.is(at, Class::Determiner) && c.is(next, Class::Numeral);
    let timed = next + 1 < end && c.is(next + 1, Class::TimeSpan);
    c.is(at, Class::Numeral) || many && !timed
}

/// 'both parties', 'only three men': an adverb that belongs to what is said, and not 'only that'.
fn counts(c: &Clauses, at: usize, end: usize) -> bool {
    let counts = ["both", "only"].iter().any(|word| c.says(at, word));
    let noun = at + 1 < end && c.is_word(at + 1) && !c.is(at + 1, Class::Complementizer);
    counts && noun
}

/// Words in marks that end as an utterance does: with a comma, a stop or a dash inside, or right
/// before one.
pub(crate) fn ends_utterance(c: &Clauses, item: usize) -> bool {
    let Some(marked) = c.marked_at(item) else {
        return false;
    };
    let inner = c.marked[marked].inner.of(c.scan.text());
    let said = inner.trim_end_matches(['\'', '’', ' ']);
    said.ends_with([',', '.', '!', '?', '…', '—', '–', '-'])
}

/// Content that begins at item `start`: to the end of its clause.
pub(crate) fn right(c: &Clauses, start: usize, end: usize) -> Range<usize> {
    let end = end.min(start + LONGEST);
    let mut at = start;
    while at < end {
        if let ItemKind::Marked(_) = c.kind(at) {
            let whole = at == start || at == start + 1 && c.says(start, "that");
            let last =
                at + 1 == end || matches!(c.kind(at + 1), ItemKind::Stop | ItemKind::Semicolon);
            let ended = || whole && ends_utterance(c, at) || ends_sentence_inside(c, at);
            let told = start..at + 1;
            let left = || ends_inside(c, at, &[',']) && takes_over(c, told.clone(), at + 1, end);
            if last || ended() || left() {
                return told;
            }
        } else if ends_content(c, at, start, end) {
            break;
        }
        at += 1;
    }
    start..at
}

/// Words in marks with one of these marks before the closing one.
fn ends_inside(c: &Clauses, at: usize, with: &[char]) -> bool {
    let inner = c.marked_at(at).map(|m| c.marked[m].inner.of(c.scan.text()));
    inner.is_some_and(|words| words.ends_with(with))
}

fn ends_sentence_inside(c: &Clauses, at: usize) -> bool {
    ends_inside(c, at, &['.', '!', '?'])
        && (c.kind(at + 1) == ItemKind::Capital || c.marked_at(at + 1).is_some())
}

fn ends_content(c: &Clauses, at: usize, start: usize, end: usize) -> bool {
    if at > start && aside::begins(c, at, end) {
        return true;
    }
    match c.kind(at) {
        ItemKind::Stop => c.ends_sentence(at) || at + 1 == end,
        ItemKind::Semicolon => true,
        ItemKind::Comma if at > start && at + 1 < end => takes_over(c, start..at, at + 1, end),
        ItemKind::Lower if c.is(at, Class::Conjunction) && at > start && at + 1 < end => {
            again::says(c, start..at, at + 1, end)
                || c.says(at, "but") && another_says(c, at + 1, end)
                || withholds(c, at + 1, end)
        }
        _ => false,
    }
}

/// 'but Lee denied it', 'but Lee, who runs it, denied that': somebody else speaks.
fn another_says(c: &Clauses, at: usize, end: usize) -> bool {
    const LONGEST_NAME: usize = 4;
    const LONGEST_ASIDE: usize = 12;
    let mut name = at..end.min(at + LONGEST_NAME);
    let comma = |i: usize| c.kind(i) == ItemKind::Comma;
    let behind_name = name.find(|&i| c.kind(i) != ItemKind::Capital);
    let verb = behind_name.and_then(|i| {
        let aside = comma(i) && i + 1 < end && c.is(i + 1, Class::Relative);
        let mut near = i + 1..end.min(i + LONGEST_ASIDE);
        let close = near.find(|&i| comma(i)).filter(|&close| close + 1 < end);
        if aside {
            close.map(|close| close + 1)
        } else {
            Some(i)
        }
    });
    verb.is_some_and(|verb| {
        let word = c.items[verb].word;
        behind_name > Some(at) && word.form.tells() && !word.is(Class::NounVerb)
    })
}

/// Behind a comma, at item `at`, no more is told: the writer or another verb of the speaker's goes on.
fn takes_over(c: &Clauses, told: Range<usize>, at: usize, end: usize) -> bool {
    turns(c, at, end) || again::lists(c, told, at, end)
}

/// After a comma the writer speaks again, or another report begins.
fn turns(c: &Clauses, at: usize, end: usize) -> bool {
    let word = c.items[at].word;
    let speaking = word.form == Form::Ing
        && (word.takes(Takes::That) || word.takes(Takes::Quote) || word.takes(Takes::Object));
    let source = c.says(at, "according") || c.says(at, "referring") || c.says(at, "citing");
    // ', without providing specifics'
    let scant = c.says(at, "without") && at + 1 < end && c.is(at + 1, Class::Telling);
    // ', he also said that'
    let again = c.is(at, Class::PersonPronoun) && at + 2 < end && c.says(at + 1, "also");
    let again = again && c.items[at + 2].word.tells();
    let conjunction = word.is(Class::Conjunction)
        || c.says(at, "while")
        || c.says(at, "although")
        || c.says(at, "though")
        || c.says(at, "as");
    if speaking || source || scant || again {
        return true;
    }
    if !conjunction || at + 1 >= end {
        return false;
    }
    if c.says(at, "but") && says_no_more(c, at + 1, end) {
        return true;
    }
    // ', but added that', ', and Lee said'
    let farthest = if c.says(at, "though") { 10 } else { 7 };
    let window = at + 1..end.min(at + farthest);
    window.clone().any(|i| {
        let word = c.items[i].word;
        word.form.tells()
            && c.kind(i) == ItemKind::Lower
            && !(c.says(at, "though") && c.is(i - 1, Class::Be))
            && (word.takes(Takes::That) || word.takes(Takes::Quote) || word.takes(Takes::Object))
            && (window.start..i).all(|j| c.is_word(j) || c.kind(j) == ItemKind::Possessive)
    })
}

/// 'and did not release names', 'but would not name her': who has spoken gives no more.
fn withholds(c: &Clauses, at: usize, end: usize) -> bool {
    let denied = c.is(at, Class::Auxiliary) && at + 1 < end && c.is(at + 1, Class::Negation);
    denied && says_no_more(c, at, end)
}

/// 'gave no further details', 'did not say why': the writer on who has spoken.
fn says_no_more(c: &Clauses, at: usize, end: usize) -> bool {
    let denied = |i: usize| c.is(i, Class::Auxiliary) || c.is(i, Class::Negation);
    let verb = (at..end.min(at + 4)).find(|&i| !denied(i));
    let silent = |i: usize| c.is(i, Class::Telling);
    let no = |i: usize| i + 1 < end && ["no", "few"].iter().any(|word| c.says(i + 1, word));
    verb.is_some_and(|i| silent(i) && (i > at + 1 || no(i)))
}

/// Content that ends before the cue clause at item `end`: from the start of its clause.
pub(crate) fn left(c: &Clauses, floor: usize, end: usize) -> Range<usize> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let mut last = end;
    while last > floor && matches!(c.kind(last - 1), ItemKind::Comma | ItemKind::Dash) {
        last -= 1;
    }
    let mut start = floor;
    if last > floor && c.marked_at(last - 1).is_some() {
        start = quote_start(c, floor, last - 1);
    }
    while start < last && (c.is(start, Class::Conjunction) || aside::is_credit(c, start)) {
        start += 1;
    }
    // 'However, the mine was lost, Lee said'
    if start + 2 < last && c.is(start, Class::Linking) && c.kind(start + 1) == ItemKind::Comma {
        start += 2;
    }
    start..last
}

/// Where an utterance that ends with the marked words at `item` begins: with them, unless words of
/// the reporter lead into them ('He “sees himself as the heir,” Lee said').
fn quote_start(c: &Clauses, floor: usize, item: usize) -> usize {
    if item == floor {
        return item;
    }
    let inner = c
        .marked_at(item)
        .map(|m| c.marked[m].inner.of(c.scan.text()));
    let capital = inner.is_some_and(|words| words.chars().next().is_some_and(char::is_uppercase));
    let before = c.kind(item - 1);
    match before {
        ItemKind::Stop | ItemKind::Colon | ItemKind::Semicolon | ItemKind::Marked(_) => item,
        ItemKind::Comma | ItemKind::Dash if capital => item,
        _ => {
            let opening = (floor..item)
                .rev()
                .find(|&i| c.kind(i) == ItemKind::Semicolon || c.ends_sentence(i));
            opening.map_or(floor, |i| i + 1)
        }
    }
}

/// What an act of speech is about: to the end of its phrase and what hangs on it.
pub(crate) fn object(c: &Clauses, start: usize, end: usize) -> Range<usize> {
    let whole = right(c, start, end);
    let goes_on = |at: usize| {
        let word = c.items[at].word;
        let verb = word.form.tells()
            || word.form == Form::Ing
            || word.is(Class::PastVerb)
            || word.is(Class::Auxiliary)
            || c.text(at).ends_with("ed");
        c.kind(at) == ItemKind::Lower && (verb || word.is(Class::Adverb))
    };
    let ends = |&at: &usize| match c.kind(at) {
        ItemKind::Comma => !list::joins_adjectives(c, at, whole.end),
        ItemKind::Dash | ItemKind::Colon => true,
        ItemKind::Lower if c.is(at, Class::Conjunction) => {
            at + 1 < whole.end && (goes_on(at + 1) || c.is(at + 1, Class::PersonPronoun))
        }
        ItemKind::Lower => {
            [
                "after", "before", "while", "when", "because", "during", "amid", "since", "until",
            ]
            .iter()
            .any(|word| c.says(at, word))
                || c.is(at, Class::TimeHead)
                    && at + 1 < whole.end
                    && c.is(at + 1, Class::TimeUnit)
                    && !(at + 2 < whole.end && c.kind(at + 2) == ItemKind::Possessive)
        }
        ItemKind::Capital => {
            let day = c.is(at, Class::Time) && c.is(at, Class::TimeUnit);
            day && !c.is(at - 1, Class::Determiner)
        }
        _ => false,
    };
    let close = (whole.start + 1..whole.end).find(ends);
    let listed = close.filter(|&close| c.kind(close) == ItemKind::Comma);
    let listed = listed.and_then(|comma| list::end(c, comma, whole.end));
    let close = listed.or(close);
    let mut close = close.unwrap_or(whole.end);
    let loose = |i: usize| c.kind(i) == ItemKind::Lower && c.is(i, Class::Preposition);
    if close > whole.start + 1 && close < whole.end && loose(close - 1) {
        close -= 1;
    }
    whole.start..close
}
