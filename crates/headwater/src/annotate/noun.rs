//! Noun phrases around a verb, found by what bounds them.

mod apposition;

use super::clause::{Clauses, ItemKind};
use super::words::{Class, Form};
use crate::lexicon::outlet_name;
use apposition::{ends_apposition, is_apposition};
pub(crate) use apposition::{explains, names_described};
use std::ops::Range;

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
            return end + 1;
        }
        end += 1;
    }
    end
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
    const KINDS: [&str; 12] = [
        "local",
        "daily",
        "weekly",
        "national",
        "regional",
        "state-run",
        "state-owned",
        "conservative",
        "liberal",
        "independent",
        "semi-official",
        "pro-government",
    ];
    let word = c.text(name - 1);
    if !outlet_name::is_press_word(word) && !KINDS.contains(&word) {
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
        ItemKind::Number => !headed || c.kind(item - 1) != ItemKind::Lower,
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
            let verb = named && verb;
            !(verb || bounds(c, item) || headed && word.is(Class::Time))
        }
        ItemKind::Capital => {
            let after_lower = item > start
                && c.kind(item - 1) == ItemKind::Lower
                && headed
                && !(joins && (item - 1 == start || !is_past(c, item - 1)))
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
        _ => false,
    }
}

/// The stop of 'Mr.' or of the initial in 'Ann B. Lee'.
fn is_abbreviated(c: &Clauses, stop: usize) -> bool {
    if c.kind(stop) != ItemKind::Stop || stop == 0 {
        return false;
    }
    let initial = c.kind(stop - 1) == ItemKind::Capital && c.text(stop - 1).chars().count() == 1;
    c.text(stop) == "." && (c.is(stop - 1, Class::Title) || initial && !c.ends_sentence(stop))
}

/// A past form by list or ending: 'sent', 'smiled'.
fn is_past(c: &Clauses, item: usize) -> bool {
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
        if !named && !is_apposition(c, end + 1, limit) {
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

/// The subject of a verb group that begins at item `verb`; items before `floor` are not looked at.
pub(crate) fn leftward(c: &Clauses, floor: usize, verb: usize) -> Option<Range<usize>> {
    let floor = floor.max(verb.saturating_sub(LONGEST));
    let before = verb.checked_sub(1).filter(|&b| b >= floor)?;
    if !matches!(c.kind(before), ItemKind::Comma | ItemKind::Dash) {
        return plain_left(c, floor, verb);
    }
    let mut close = before;
    let mut described = None;
    // 'Ann Lee, 44, a lawyer, said': four commas at most.
    for _ in 0..4 {
        let comma = (floor..close)
            .rev()
            .take_while(|&i| !ends_clause(c, i))
            .find(|&i| matches!(c.kind(i), ItemKind::Comma | ItemKind::Dash));
        let Some(comma) = comma else {
            return described;
        };
        let head = plain_left(c, floor, comma);
        let named = head
            .clone()
            .is_some_and(|h| names_described(c, h, comma + 1..close));
        let explains = named
            || is_apposition(c, comma + 1, close)
            || head.clone().is_some_and(|h| c.is(h.end - 1, Class::Role))
                && (comma + 1..close).all(|i| c.kind(i) == ItemKind::Capital);
        match head {
            Some(head) if named || is_nominal(c, head.clone()) => {
                let again = head.start > floor
                    && c.kind(head.start - 1) == ItemKind::Comma
                    && is_apposition(c, head.start, head.end)
                    && c.kind(head.start) != ItemKind::Capital;
                let subject = head.start..if explains { before } else { head.end };
                if !again {
                    return Some(described.unwrap_or(subject));
                }
                // 'In a note to the Post, a spokesman, Ann Lee, said': before it stands no other.
                described = described.or(named.then_some(subject));
            }
            _ if !explains => return described,
            _ => {}
        }
        close = comma;
    }
    described
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

fn ends_clause(c: &Clauses, at: usize) -> bool {
    let kind = c.kind(at);
    matches!(
        kind,
        ItemKind::Semicolon | ItemKind::Colon | ItemKind::Marked(_) | ItemKind::Other
    ) || c.ends_sentence(at)
}

/// The noun phrase that ends before item `end`.
fn plain_left(c: &Clauses, floor: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&l| l >= floor)?;
    if c.is(last, Class::PersonPronoun)
        || c.is(last, Class::Pronoun) && c.kind(last) == ItemKind::Lower
    {
        return Some(last..end);
    }
    let noun = |i: usize| c.is_word(i) && !c.items[i].word.reports() && !bounds(c, i);
    let what = last > floor && c.is(last, Class::Relative) && !c.is(last, Class::PossessivePronoun);
    if what && (noun(last - 1) || c.says(last, "which") && c.kind(last - 1) == ItemKind::Comma) {
        return Some(last..end);
    }
    // 'official figures showed': right before a verb 'figures' is no verb.
    let mut start =
        end - usize::from(c.is(last, Class::Document) && c.kind(last) == ItemKind::Lower);
    while start > floor && !bounds_left(c, start - 1, floor) {
        start -= 1;
    }
    start = skip_lead(c, start, end);
    let headed = (start..end).any(|i| c.is_word(i) && !c.is(i, Class::Preposition));
    (start < end && headed).then_some(start..end)
}

fn bounds_left(c: &Clauses, at: usize, floor: usize) -> bool {
    let word = c.items[at].word;
    let determined =
        at > floor && (c.is(at - 1, Class::Determiner) || c.kind(at - 1) == ItemKind::Possessive);
    match c.kind(at) {
        ItemKind::Possessive | ItemKind::Number | ItemKind::Parenthesis => false,
        ItemKind::Stop => ends_clause(c, at),
        ItemKind::Lower | ItemKind::Capital => {
            let joins = c.says(at, "and")
                && at > floor
                && c.is_word(at - 1)
                && c.kind(at - 1) == c.kind(at + 1)
                && (c.kind(at - 1) == ItemKind::Capital || c.is(at - 1, Class::Role));
            let finite = matches!(word.form, Form::Past | Form::Third | Form::Ing)
                && !word.is(Class::SpeechNoun)
                || word.is(Class::PastVerb);
            let verb = c.kind(at) == ItemKind::Lower && finite && !determined;
            let subordinates = word.is(Class::Subordinator)
                && !word.is(Class::Preposition)
                && !(word.is(Class::Determiner));
            !joins
                && (verb
                    || subordinates
                    || c.says(at, "that")
                    || word.is(Class::Conjunction)
                    || word.is(Class::Auxiliary)
                    || word.is(Class::PersonPronoun)
                    || word.is(Class::Negation)
                    || word.is(Class::Relative) && !word.is(Class::Determiner))
        }
        _ => true,
    }
}

/// Skips what can stand before a subject: 'Then', 'On Monday', 'In a statement'.
fn skip_lead(c: &Clauses, mut start: usize, end: usize) -> usize {
    while start < end {
        let next = if c.is(start, Class::TimeHead)
            && start + 1 < end
            && c.is(start + 1, Class::TimeUnit)
        {
            start + 2
        } else if c.is(start, Class::Preposition) && !c.says(start, "about") {
            base_end(c, start + 1, end).max(start + 1)
        } else if c.is(start, Class::Adverb)
            || c.is(start, Class::Conjunction)
            || c.is(start, Class::Time) && !c.says(start, "may") && !c.says(start, "march")
        {
            start + 1
        } else {
            return start;
        };
        start = next;
    }
    start
}

/// Where the main clause begins after 'Speaking in Oslo, …' and 'Asked about the mine, …'.
fn after_participle(c: &Clauses, start: usize, limit: usize) -> usize {
    let next = start + 1;
    let follows = next < limit
        && [
            Class::Preposition,
            Class::Determiner,
            Class::PossessivePronoun,
            Class::Complementizer,
        ]
        .iter()
        .any(|&class| c.is(next, class));
    let text = c.text(start);
    let participle = text.len() > 4 && (text.ends_with("ing") || text.ends_with("ed"));
    if !(follows && participle) || c.kind(start) != ItemKind::Capital {
        return start;
    }
    let comma = (next..limit).find(|&i| c.kind(i) == ItemKind::Comma || ends_clause(c, i));
    match comma {
        Some(comma) if c.kind(comma) == ItemKind::Comma && comma + 1 < limit => comma + 1,
        _ => start,
    }
}

/// The subject of a whole unit: its first noun phrase after what leads in.
pub(crate) fn first(c: &Clauses, unit: Range<usize>) -> Option<Range<usize>> {
    let limit = unit.end.min(unit.start + LONGEST);
    let mut at = skip_lead(c, after_participle(c, unit.start, limit), limit);
    if at < limit && c.is(at, Class::Subordinator) && !c.is(at, Class::Determiner)
        || at > unit.start
    {
        let comma = (at..limit).find(|&i| c.kind(i) == ItemKind::Comma);
        let clause = |i: usize| i < limit && c.is(i, Class::Subordinator);
        if let Some(comma) = comma.filter(|_| {
            clause(unit.start) || clause(at) || at < limit && c.kind(at) == ItemKind::Comma
        }) {
            at = skip_lead(c, comma + 1, limit);
        }
    }
    while at < limit && c.kind(at) == ItemKind::Comma {
        at = skip_lead(c, at + 1, limit);
    }
    if at >= limit {
        return None;
    }
    if c.is(at, Class::PersonPronoun) || c.is(at, Class::Pronoun) && !c.is(at, Class::Determiner) {
        return Some(at..at + 1);
    }
    let phrase = rightward(c, at, limit);
    (!phrase.is_empty()).then_some(phrase)
}
