//! Names that the model makes one, and words that it makes names: 'Arden City beat Tarn Rovers',
//! 'Arden Paul Wills' of 'Archbishop of Arden Paul Wills', 'Harare – Police'.

use super::Found;
use super::feature::Words;
use super::gazetteer::{BODY, GIVEN, GROUP, ORGANISATION, PLACE, SITE, SURNAME, TEAM, TITLE};
use super::rules::RULES;
use crate::annotate::words::{Class, look_up};
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::ops::Range;

/// Parts each name where two meet, and drops what is none.
pub(super) fn part(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let parts = names.into_iter().flat_map(|name| {
        let parts = contest(words, &name)
            .or_else(|| around_dash(words, &name))
            .or_else(|| holder(words, &name));
        parts.unwrap_or_else(|| vec![name])
    });
    parts
        .map(|name| of_party(words, name))
        .filter(|name| !is_several(words, name))
        .collect()
}

fn two(
    first: Range<usize>,
    kind: EntityType,
    second: Range<usize>,
    other: EntityType,
) -> Vec<Found> {
    let names = [(first, kind), (second, other)];
    names
        .into_iter()
        .map(|(tokens, kind)| Found { tokens, kind })
        .collect()
}

/// 'Arden City' and 'Tarn Rovers' of 'Arden City beat Tarn Rovers'.
fn contest(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let Range { start, end } = name.tokens;
    let verb = (start + 1..end.saturating_sub(1))
        .find(|&at| RULES.contests.contains(words.scan.word(at)))?;
    let after = verb + 1 + usize::from(words.scan.word(verb + 1) == ".");
    let club = |at: usize| words.words[at].lists & (TEAM | SITE | BODY | PLACE) != 0;
    // 'Marsh v Orvenia' is a case.
    let clubs = club(verb - 1) && club(end - 1) && after < end && words.words[after].capital;
    let body = EntityType::Organisation;
    clubs.then(|| two(start..verb, body, after..end, body))
}

/// 'Harare' of 'Harare – Police', where a sentence opens.
fn around_dash(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let scan = words.scan;
    let Range { start, end } = name.tokens;
    let free = |at: &usize| {
        matches!(scan.word(*at), "–" | "—" | "-")
            && !scan.tokens[*at].joined
            && !scan.tokens[*at + 1].joined
    };
    let dash = (start + 1..end.saturating_sub(1)).find(free)?;
    let opens = scan.sentences.get(words.sentence_of(start));
    if opens.is_none_or(|s| s.tokens.start != start) {
        return None;
    }
    let body = (start..dash).any(|at| words.words[at].lists & (ORGANISATION | GIVEN) != 0);
    let kind = if body { name.kind } else { EntityType::Place };
    let mut parts = two(start..dash, kind, dash + 1..end, name.kind);
    if parts[1].tokens.len() == 1 {
        parts.truncate(1);
    }
    Some(parts)
}

/// 'Arden' and 'Paul Wills' of 'Archbishop of Arden Paul Wills'.
fn holder(words: &Words, name: &Found) -> Option<Vec<Found>> {
    let Range { start, end } = name.tokens;
    let title = start
        .checked_sub(2)
        .filter(|_| words.scan.word(start - 1) == "of")?;
    let before = &words.words[title];
    let office = look_up(words.scan.word(title)).is(Class::Office);
    let holds = office || before.capital && before.lists & TITLE != 0;
    let given = |at: &usize| words.words[*at].lists & GIVEN != 0;
    let person = name.kind == EntityType::Person && holds && !given(&start);
    let bearer = (start + 1..end.saturating_sub(1)).find(given)?;
    let (place, other) = (EntityType::Place, EntityType::Person);
    let mut parts = two(start..bearer, place, bearer..end, other);
    // 'Secretary of State Ann Lee' names no place.
    let field = RULES
        .fields
        .contains(&words.scan.word(start).to_lowercase());
    if field || words.words[start].lists & BODY != 0 {
        parts.remove(0);
    }
    person.then_some(parts)
}

/// 'Utah' of 'Utah Republican'.
fn of_party(words: &Words, name: Found) -> Found {
    let last = name.tokens.end - 1;
    let place = |at: usize| words.words[at].lists & PLACE != 0;
    let group = words.words[last].lists & (GROUP | PLACE | ORGANISATION) == GROUP;
    let member = matches!(name.kind, EntityType::Person | EntityType::Other);
    if member && group && name.tokens.len() > 1 && (name.tokens.start..last).all(place) {
        return Found {
            tokens: name.tokens.start..last,
            kind: EntityType::Place,
        };
    }
    name
}

/// 'Campaigners' at the beginning of a sentence: several who share a role are no name.
fn is_several(words: &Words, name: &Found) -> bool {
    let at = name.tokens.start;
    let word = &words.words[at];
    let text = words.scan.word(at);
    let group = word.lists & GROUP != 0 && name.kind == EntityType::Person;
    let role = |text: &str| look_up(text).is(Class::Role);
    let singular = text.strip_suffix('s').filter(|one| !one.ends_with('s'));
    let several =
        singular.is_some_and(|one| role(one) || role(text)) || text.ends_with("men") && role(text);
    let sentence = words.scan.sentences.get(words.sentence_of(at));
    let is_mark = |at: usize| words.scan.tokens[at].kind == TokenKind::Mark;
    let first = sentence.is_some_and(|s| (s.tokens.start..at).all(is_mark));
    name.tokens.len() == 1
        && word.lists & (SURNAME | PLACE | TEAM) == 0
        && (group || several && first)
        && !words.evidence.names_person(word.lower)
}
