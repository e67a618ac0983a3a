//! Persons whose capitals mislead: offices that nobody is called by, what people are at the beginning
//! of a sentence, and titles that were taken for parts of a place.

use super::Found;
use super::evidence::SEEN_INSIDE;
use super::feature::Words;
use super::gazetteer::{BODY, GIVEN, ORGANISATION, SURNAME, TEAM};
use super::rules::RULES;
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::ops::Range;

/// 'Rev Ann Lee' is no place, 'Mrs Lee' no thing.
pub(super) fn take_courtesy(words: &Words, found: &mut Found) {
    let Range { start, end } = found.tokens;
    let capital = (start..end).all(|at| words.words[at].capital);
    let first = words.scan.word(start);
    let titled = match end - start {
        2 => capital && RULES.family_courtesies.contains(first),
        3 => capital && RULES.courtesies.contains(first),
        _ => false,
    };
    if titled && matches!(found.kind, EntityType::Place | EntityType::Other) {
        *found = Found {
            tokens: start + 1..end,
            kind: EntityType::Person,
        };
    }
}

/// Cuts what a person is from the beginning of a sentence: 'Glazier' of 'Glazier Ann Lee, 40, said'.
pub(super) fn cut_trade(words: &Words, found: &mut Found) {
    let Range { start, end } = found.tokens;
    let given = |at: usize| words.words[at].lists & GIVEN != 0;
    let plain = |at: usize| words.scan.tokens[at].kind == TokenKind::Word;
    let three = end == start + 3 && (start..end).all(plain);
    let ends_as_trade = ["er", "or", "ist", "ian", "ee", "man", "woman"];
    let trade = || {
        let word = words.scan.word(start);
        !given(start) && given(start + 1) && ends_as_trade.iter().any(|e| word.ends_with(e))
    };
    if three && opens(words, start) && trade() && is_aged(words, end) {
        found.tokens.start += 1;
    }
}

/// ', 40,' stands at a token.
fn is_aged(words: &Words, at: usize) -> bool {
    let word = |at: usize| {
        words
            .scan
            .tokens
            .get(at)
            .map_or("", |_| words.scan.word(at))
    };
    let age = word(at + 1);
    word(at) == ","
        && age.len() == 2
        && age.bytes().all(|b| b.is_ascii_digit())
        && word(at + 2) == ","
}

fn opens(words: &Words, at: usize) -> bool {
    let sentence = words.scan.sentences.get(words.sentence_of(at));
    sentence.is_some_and(|s| s.tokens.start == at)
}

/// Nobody's name: 'Transport Secretary', 'MP', 'Brewers'.
pub(super) fn is_nobody(words: &Words, tokens: &Range<usize>) -> bool {
    let last = words.scan.word(tokens.end - 1).to_lowercase();
    RULES.offices.contains(&last) || tokens.len() == 1 && is_many(words, tokens.start, &last)
}

/// 'Brewers said so' opens a sentence, and no other place of the document has the name.
fn is_many(words: &Words, at: usize, lower: &str) -> bool {
    let word = &words.words[at];
    let ends = RULES
        .many_endings
        .iter()
        .any(|end| lower.ends_with(end.as_str()));
    let seen = words.evidence.of(word.lower) & SEEN_INSIDE != 0 || words.names_person(at);
    let named = word.lists & (GIVEN | SURNAME | TEAM | ORGANISATION | BODY) != 0;
    let goes_on = words.words.get(at + 1).is_some_and(|next| next.capital);
    ends && opens(words, at) && !seen && !named && !goes_on
}
