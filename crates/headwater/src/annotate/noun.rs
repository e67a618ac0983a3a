//! Noun phrases around a verb, found by what bounds them.

mod apposition;
pub(crate) mod press;
mod subject;

use super::clause::{Clauses, ItemKind};
use super::words::{Class, Takes};
use crate::lexicon::{abbreviation, outlet_name};
use apposition::{ends_apposition, is_apposition};
pub(crate) use apposition::{explains, names_described};
use std::ops::Range;
pub(crate) use subject::{first, leftward};

/// Longer subjects are parse errors far more often than subjects.
const LONGEST: usize = 40;

/// End of the plain noun phrase that begins at item `at`, without what modifies it after its head:
/// 'reporters', 'the Harbour Post', 'a news conference'. Equals `at` when none begins there.
pub(crate) fn base_end(c: &Clauses, at: usize, limit: usize) -> usize {
    phrase_end(c, at, limit, false)
}

/// As [`base_end`]; `joins` lets a capital follow a lower-case word ('retired surgeon Ann Lee').
fn phrase_end(c: &Clauses, at: usize, limit: usize, joins: bool) -> usize {
    if at < limit && c.is(at, Class::ObjectPronoun) && !c.is(at, Class::PossessivePronoun) {
        return at + 1;
    }
    let mut end = at;
    let mut headed = false;
    while end < limit && continues_phrase(c, end, at..limit, headed, joins) {
        headed |= c.kind(end) != ItemKind::Possessive && !c.is(end, Class::Determiner);
        let dated = c.is(end, Class::Time) && !names_an_outlet(c, at, end, limit);
        if dated && !dates_a_noun(c, at, end, limit) {
            return date_end(c, end, limit);
        }
        end += 1;
    }
    end
}

/// Where a date ends, its day and year among it: 'March 11', '12 October 2011', but not 'Monday 24 people'.
pub(crate) fn date_end(c: &Clauses, day: usize, limit: usize) -> usize {
    let next = day + 1;
    if c.text(day).ends_with("day") {
        return next;
    }
    let numbers = (next..limit).take_while(|&i| c.kind(i) == ItemKind::Number);
    let end = next + numbers.count();
    let counts = end > next
        && end < limit
        && c.kind(end) == ItemKind::Lower
        && begins(c, end)
        && !c.is(end, Class::PersonPronoun)
        && !c.is(end, Class::Determiner)
        && c.text(end - 1).len() != 4;
    if counts { next } else { end }
}

/// 'a Wednesday editorial', 'Sunday night's debate': the day belongs to the noun after it.
fn dates_a_noun(c: &Clauses, start: usize, day: usize, limit: usize) -> bool {
    let next = day + 1;
    let noun = || c.kind(next) == ItemKind::Lower && !bounds(c, next) && !is_past(c, next);
    next < limit
        && c.kind(day) == ItemKind::Capital
        && (c.kind(next) == ItemKind::Possessive
            || c.is(next, Class::TimeUnit)
            || day > start && noun() && !c.items[next].word.reports() && !c.is(next, Class::Adverb))
}

/// 'the Sunday Herald', 'the Daily Harbour': a day with an article, before another capital.
fn names_an_outlet(c: &Clauses, start: usize, day: usize, limit: usize) -> bool {
    let capital = |i: usize| c.kind(i) == ItemKind::Capital;
    day == start + 1
        && c.is(start, Class::Determiner)
        && capital(day)
        && day + 1 < limit
        && capital(day + 1)
        && !c.is(day + 1, Class::Time)
}

/// 'the news agency Vesna', 'the newspaper Falk': a name that ends the phrase after a word for what
/// passes news on. 'told the paper Lee had left' ends before the name.
fn named_press(c: &Clauses, name: usize, limit: usize) -> bool {
    let word = c.text(name - 1);
    // 'told CNN affiliate KQRV that'
    let affiliate = word == "affiliate";
    if !affiliate && !outlet_name::is_press_word(word) && !outlet_name::is_press_adjective(word) {
        return false;
    }
    let end = (name..limit).find(|&i| c.kind(i) != ItemKind::Capital);
    end.is_none_or(|end| {
        matches!(
            c.kind(end),
            ItemKind::Stop | ItemKind::Comma | ItemKind::Dash | ItemKind::Parenthesis
        ) || c.says(end, "that")
            || c.is(end, Class::Preposition)
    })
}

fn continues_phrase(
    c: &Clauses,
    item: usize,
    within: Range<usize>,
    headed: bool,
    joins: bool,
) -> bool {
    let (start, limit) = (within.start, within.end);
    let word = c.items[item].word;
    match c.kind(item) {
        ItemKind::Possessive => item > start,
        // The stop of 'Mr.' or of an initial, never one that ends the sentence.
        ItemKind::Stop => item > start && is_abbreviated(c, item),
        // 'in early 2020'
        ItemKind::Number => {
            !headed || c.kind(item - 1) != ItemKind::Lower || c.is(item - 1, Class::TimeHead)
        }
        ItemKind::Lower if word.is(Class::Determiner) || word.is(Class::PossessivePronoun) => {
            !headed && !word.is(Class::Complementizer)
                || item > start && c.kind(item - 1) == ItemKind::Possessive
        }
        ItemKind::Lower => {
            let verb = word.reports() || word.is(Class::Adverb) || is_past(c, item);
            let named = item > start
                && c.kind(item - 1) == ItemKind::Capital
                && !c.is(item - 1, Class::Determiner)
                && !c.is(item - 1, Class::Adverb);
            // 'a Telegram post'
            let one = c.says(start, "a") || c.says(start, "an");
            let noun = one && (word.is(Class::NounVerb) || word.is(Class::SpeechNoun));
            let verb = named && verb && !noun || headed && acts_here(c, item, limit);
            !(verb || bounds(c, item) || headed && (word.is(Class::Time) || has_verb(c, item)))
        }
        ItemKind::Capital => {
            let after_lower = item > start
                && c.kind(item - 1) == ItemKind::Lower
                && headed
                && !(joins && (adjoins_article(c, start, item - 1) || !is_past(c, item - 1)))
                && !named_press(c, item, limit)
                && ![
                    Class::Role,
                    Class::Title,
                    Class::NameParticle,
                    Class::Determiner,
                ]
                .iter()
                .any(|&class| c.is(item - 1, class));
            let pronoun = word.is(Class::PersonPronoun) || word.is(Class::They);
            !(headed && word.is(Class::Time) || after_lower || pronoun)
        }
        ItemKind::Other => item > start && joins_names(c, item),
        _ => false,
    }
}

/// "there'd", 'they’ve': a subject with its verb.
fn has_verb(c: &Clauses, item: usize) -> bool {
    const VERBS: [&str; 5] = ["d", "ll", "ve", "re", "m"];
    let parts = c.text(item).split_once(['\'', '’']);
    parts.is_some_and(|(_, verb)| VERBS.contains(&verb))
}

/// 'The company shut its mine', 'the pair went to Kell': a past form before what only a verb has behind it.
fn acts_here(c: &Clauses, item: usize, limit: usize) -> bool {
    const OBJECT: [Class; 3] = [
        Class::Determiner,
        Class::PossessivePronoun,
        Class::ObjectPronoun,
    ];
    let next = item + 1;
    let follows = |&class: &Class| next < limit && c.is(next, class);
    let determined = c.is(item - 1, Class::Determiner) || c.kind(item - 1) == ItemKind::Possessive;
    let object = OBJECT.iter().any(follows);
    let goes_on = object || follows(&Class::Preposition) || follows(&Class::Particle);
    !determined && (object && is_past(c, item) || goes_on && c.is(item, Class::PastVerb))
}

/// The first word of a phrase, or the one after its article: 'retired surgeon Ann Lee', 'a delighted
/// Lee'.
fn adjoins_article(c: &Clauses, start: usize, item: usize) -> bool {
    item == start || item == start + 1 && c.is(start, Class::Determiner)
}

/// '&' of 'Marsh & Cole'.
fn joins_names(c: &Clauses, item: usize) -> bool {
    let capital = |i: usize| i < c.items.len() && c.kind(i) == ItemKind::Capital;
    c.text(item) == "&" && item > 0 && capital(item - 1) && capital(item + 1)
}

/// The stop of 'Mr.', of the initial in 'Ann B. Lee', of 'St. Odd', of 'Jr.' and of 'harbour.com'.
fn is_abbreviated(c: &Clauses, stop: usize) -> bool {
    if c.kind(stop) != ItemKind::Stop || stop == 0 || c.text(stop) != "." {
        return false;
    }
    let before = c.text(stop - 1);
    let capital = |i: usize| i < c.items.len() && c.kind(i) == ItemKind::Capital;
    let initial = capital(stop - 1) && before.chars().count() == 1;
    let short = capital(stop - 1) && abbreviation::is_abbreviation(before) && capital(stop + 1);
    let son = matches!(before, "Jr" | "Sr");
    let joined = stop + 1 < c.items.len() && {
        let end = c.span(stop..stop + 1).end;
        c.is_word(stop - 1) && c.is_word(stop + 1) && c.span(stop + 1..stop + 2).start == end
    };
    let abbreviated = c.is(stop - 1, Class::Title) || initial || short || son || joined;
    abbreviated && !c.ends_sentence(stop)
}

/// A past form by list or ending: 'sent', 'smiled'.
pub(crate) fn is_past(c: &Clauses, item: usize) -> bool {
    c.is(item, Class::PastVerb) || c.text(item).ends_with("ed") && c.text(item).len() > 4
}

/// Words that no plain noun phrase holds.
fn bounds(c: &Clauses, item: usize) -> bool {
    [
        Class::Preposition,
        Class::Auxiliary,
        Class::Conjunction,
        Class::Subordinator,
        Class::Relative,
        Class::Pronoun,
        Class::ObjectPronoun,
        Class::Negation,
    ]
    .iter()
    .any(|&class| c.is(item, class))
}

/// The phrase that begins at `at` with what modifies it: 'Ann Lee of the Harbour Institute, 44, a
/// lawyer who lives there'. Empty when no noun phrase begins there.
pub(crate) fn rightward(c: &Clauses, at: usize, limit: usize) -> Range<usize> {
    let limit = limit.min(at + LONGEST);
    let plain = phrase_end(c, at, limit, true);
    if plain == at + 1 && c.is(at, Class::ObjectPronoun) {
        return at..plain;
    }
    let mut end = attached_from(c, at, plain, limit, true);
    if end == at {
        return at..at;
    }
    while end + 1 < limit && c.kind(end) == ItemKind::Comma {
        let close = (end + 1..limit).find(|&i| ends_apposition(c, i));
        let close = close.unwrap_or(limit);
        // 'said a farmer, Ann Lee'
        let named = names_described(c, at..end, end + 1..close);
        // 'By noon, said the mayor, the mine was empty'
        let mut clause = (end + 1..close).take_while(|&i| !c.is(i, Class::Relative));
        let clause = clause.any(|i| c.is(i, Class::Auxiliary));
        if !named && (clause || !is_apposition(c, end + 1, limit)) {
            break;
        }
        end = close;
    }
    if end < limit && c.is(end, Class::Relative) && !c.says(end, "that") {
        end = (end..limit)
            .find(|&i| ends_apposition(c, i))
            .unwrap_or(limit);
    }
    at..end
}

/// A plain phrase with 'of …', 'for …', '(R-Ohio)' and 'and …'.
pub(crate) fn attached_end(c: &Clauses, at: usize, limit: usize) -> usize {
    attached_from(c, at, base_end(c, at, limit), limit, false)
}

fn attached_from(c: &Clauses, at: usize, plain: usize, limit: usize, joins: bool) -> usize {
    let mut end = plain;
    while end > at && end < limit {
        let next = end + 1;
        let attaches = match c.kind(end) {
            ItemKind::Parenthesis => {
                end = next;
                continue;
            }
            _ if next >= limit => false,
            _ if c.says(end, "by") => c.text(end - 1).ends_with("ed"),
            _ if c.says(end, "of") || c.says(end, "for") || c.says(end, "with") => true,
            _ if c.says(end, "and") => c.kind(next) == ItemKind::Capital || c.is(next, Class::Role),
            _ if c.says(end, "from") || c.says(end, "at") || c.says(end, "in") => {
                let article = c.is(next, Class::Determiner) && next + 1 < limit;
                let named = c.kind(next + usize::from(article)) == ItemKind::Capital;
                named && !c.is(next, Class::Time)
            }
            _ => false,
        };
        let extended = if attaches {
            phrase_end(c, next, limit, joins)
        } else {
            next
        };
        if extended == next {
            break;
        }
        end = extended;
    }
    end
}

/// A noun phrase can begin at an item.
pub(crate) fn begins(c: &Clauses, at: usize) -> bool {
    let word = c.items[at].word;
    match c.kind(at) {
        ItemKind::Capital => !word.is(Class::Time),
        ItemKind::Number => true,
        ItemKind::Lower => {
            word.is(Class::Determiner)
                || word.is(Class::PossessivePronoun)
                || word.is(Class::ObjectPronoun)
                || word.is(Class::PersonPronoun)
                || !bounds(c, at) && !word.is(Class::Adverb) && !word.is(Class::Time)
        }
        _ => false,
    }
}

/// The phrase names somebody: a capital, a role, a body or a pronoun.
pub(crate) fn is_nominal(c: &Clauses, phrase: Range<usize>) -> bool {
    phrase.into_iter().any(|i| {
        c.kind(i) == ItemKind::Capital
            || [
                Class::Role,
                Class::Body,
                Class::PersonPronoun,
                Class::Pronoun,
            ]
            .iter()
            .any(|&class| c.is(i, class))
    })
}

/// As [`is_nominal`] without its article, which has a capital where it opens a sentence: not 'The clash'.
pub(crate) fn is_somebody(c: &Clauses, phrase: Range<usize>) -> bool {
    let article = usize::from(c.is(phrase.start, Class::Determiner));
    is_nominal(c, phrase.start + article..phrase.end)
}

fn ends_clause(c: &Clauses, at: usize) -> bool {
    let kind = c.kind(at);
    matches!(
        kind,
        ItemKind::Semicolon | ItemKind::Colon | ItemKind::Marked(_) | ItemKind::Other
    ) || c.ends_sentence(at)
}

/// Words in marks that are part of a phrase: 'author of “The Long Quay”', 'whom fans call “the Duke”'.
pub(crate) fn is_inlaid(c: &Clauses, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|&b| c.kind(b) == ItemKind::Lower);
    before.is_some_and(|b| {
        let word = c.items[b].word;
        !(word.takes(Takes::Quote) || word.takes(Takes::Bare) || c.is(b, Class::Auxiliary))
    })
}
