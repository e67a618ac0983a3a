//! Firms: 'Johnson & Marsh', and 'Kestrel' of a document that names 'Kestrel Energy plc', 'QHR' of 'QHR
//! Health'.

use super::feature::Words;
use super::gazetteer::{
    CALENDAR, DEMONYM, GIVEN, ORGANISATION, PHRASE_FIRST, PHRASE_LATER, PLACE, SITE, TITLE,
};
use super::hash::HashKeys;
use super::rules::RULES;
use super::{Found, named_at, reads_small, replace};
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::ops::Range;

/// Words of the longest name beside the sign.
const LONGEST: usize = 3;

/// Makes one name of what stands before and behind '&'.
pub(super) fn join(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let signs = (1..words.scan.tokens.len()).filter(|&at| words.scan.word(at) == "&");
    let firms = signs
        .filter_map(|at| around(words, &names, at))
        .map(|tokens| Found {
            tokens,
            kind: EntityType::Organisation,
        });
    let firms = firms.collect();
    replace(names, firms)
}

fn around(words: &Words, names: &[Found], sign: usize) -> Option<Range<usize>> {
    let spaced = |at: usize| words.scan.tokens.get(at).is_some_and(|t| !t.joined);
    let whole = named_at(names, &(sign..sign + 1)).is_some();
    let plain = words.is_plain(sign) && spaced(sign) && spaced(sign + 1);
    if whole || !plain || !(is_part(words, sign - 1) && is_part(words, sign + 1)) {
        return None;
    }
    let behind = (sign + 1..)
        .take(LONGEST)
        .take_while(|&at| is_part(words, at));
    let end = behind.last()? + 1;
    let before = (0..sign)
        .rev()
        .take(LONGEST)
        .take_while(|&at| is_part(words, at));
    let start = with_partners(words, before.last()?);
    let named = named_at(names, &(start..end)).is_some();
    (named && !are_two(words, names, start..end, sign)).then_some(start..end)
}

/// 'Tom & Joan Hart' are two, and so are two full names, streets, and what initials name.
fn are_two(words: &Words, names: &[Found], whole: Range<usize>, sign: usize) -> bool {
    let given = |at: usize| words.words[at].lists & GIVEN != 0;
    let full = |at: usize| {
        let name = named_at(names, &(at..at + 1));
        name.is_some_and(|n| n.kind == EntityType::Person && n.tokens.len() > 1)
    };
    let own = |at: usize| {
        let initials = words.scan.word(at).chars().all(char::is_uppercase);
        initials || words.words[at].lists & SITE != 0
    };
    let both = |is: &dyn Fn(usize) -> bool| is(sign - 1) && is(sign + 1);
    let couple = given(sign + 1) && given(whole.start) && sign == whole.start + 1;
    couple || both(&full) || own(sign - 1) || own(sign + 1)
}

/// 'Finch' of 'Finch, Marr & Dole'.
fn with_partners(words: &Words, start: usize) -> usize {
    let Some(partner) = start.checked_sub(2) else {
        return start;
    };
    let lists = words.words[partner].lists;
    let alone = partner == 0 || !is_part(words, partner - 1);
    let listed = words.scan.word(start - 1) == "," && is_part(words, partner) && lists & PLACE == 0;
    match listed && alone {
        true => with_partners(words, partner),
        false => start,
    }
}

/// A word that can be part of a firm's name.
fn is_part(words: &Words, at: usize) -> bool {
    let Some(word) = words.words.get(at) else {
        return false;
    };
    word.capital
        && words.scan.tokens[at].kind == TokenKind::Word
        && word.lists & (TITLE | DEMONYM | CALENDAR) == 0
        && !reads_small(&words.scan.word(at).to_lowercase())
}

/// A word alone with which the document's one firm begins, and which it gives no person, is the firm.
pub(super) fn shorten(words: &Words, mut names: Vec<Found>) -> Vec<Found> {
    let firms = firms(words, &names);
    if firms.is_empty() {
        return names;
    }
    for name in &mut names {
        let short = name.tokens.len() == 1 && is_firm(words, &firms, name.tokens.start);
        if short && name.kind != EntityType::Place {
            name.kind = EntityType::Organisation;
        }
    }
    let alone = |at: &usize| {
        let mut beside = [at.wrapping_sub(1), at + 1].into_iter();
        let longer = beside.any(|at| words.words.get(at).is_some_and(|w| w.capital || w.joins));
        let capital = words.words[*at].capital && words.is_plain(*at);
        let free = named_at(&names, &(*at..at + 1)).is_none();
        capital && !longer && free && is_firm(words, &firms, *at)
    };
    let found = (0..words.scan.tokens.len()).filter(alone);
    let found = found.map(|at| Found {
        tokens: at..at + 1,
        kind: EntityType::Organisation,
    });
    let found = found.collect();
    replace(names, found)
}

fn is_firm(words: &Words, firms: &HashKeys<u32>, at: usize) -> bool {
    let word = &words.words[at];
    firms.contains_key(&word.lower) && !words.evidence.names_person(word.lower)
}

/// 'QHR Health': capitals that no list has, before another word of the name.
fn begins_with_initials(words: &Words, name: &Found) -> bool {
    let first = name.tokens.start;
    let text = words.scan.word(first);
    let initials = text.len() > 1 && text.bytes().all(|b| b.is_ascii_uppercase());
    let next = words.scan.word((first + 1).min(name.tokens.end - 1));
    let headline = next.bytes().all(|b| b.is_ascii_uppercase());
    initials && !headline && words.words[first].lists == 0
}

/// First words of companies, where all that begin so are forms of one.
fn firms(words: &Words, names: &[Found]) -> HashKeys<u32> {
    let mut firms: HashKeys<u32> = HashKeys::default();
    let mut several = HashKeys::default();
    let ends = |name: &Found| {
        let last = name
            .tokens
            .clone()
            .rev()
            .find(|&at| words.scan.word(at) != ".");
        last.is_some_and(|at| {
            RULES
                .company_endings
                .contains(&words.scan.word(at).to_lowercase())
        })
    };
    let companies = names.iter().filter(|name| {
        let company = ends(name) || begins_with_initials(words, name);
        name.kind == EntityType::Organisation && name.tokens.len() > 1 && company
    });
    let full = |name: &&Found| name.kind == EntityType::Person && name.tokens.len() > 1;
    for at in names
        .iter()
        .filter(full)
        .flat_map(|name| name.tokens.clone())
    {
        several.insert(words.words[at].lower, ());
    }
    for name in companies {
        let [first, second] = [0, 1].map(|n| words.words[name.tokens.start + n]);
        let seen_small = words.evidence.of(first.lower) & super::evidence::SEEN_LOWER != 0;
        let listed = first.lists & !(ORGANISATION | PHRASE_FIRST | PHRASE_LATER) != 0;
        let small = reads_small(&words.scan.word(name.tokens.start).to_lowercase());
        let unclear = listed || seen_small || small;
        if unclear || *firms.entry(first.lower).or_insert(second.lower) != second.lower {
            several.insert(first.lower, ());
        }
    }
    firms.retain(|first, _| !several.contains_key(first));
    firms
}
