//! Words at the edge of a name that belong to what stands beside it: ranks, months, numbers.

use super::Found;
use super::feature::Words;
use super::gazetteer::DEMONYM;
use super::rules::RULES;
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;

/// Cuts them from a name that is no person's.
pub(super) fn cut(words: &Words, found: &mut Found) {
    if found.kind == EntityType::Person {
        return;
    }
    cut_end(words, found);
    cut_number(words, found);
}

/// 'Capt' of 'Arden Police Department Capt. Ann Lee', 'Jan' of 'Arden, Jan. 3'.
fn cut_end(words: &Words, found: &mut Found) {
    let tokens = &mut found.tokens;
    let ends = |at: usize| {
        let stop = words.scan.tokens.get(at + 1).is_some_and(|t| t.joined);
        let stop = stop && words.scan.word(at + 1) == ".";
        stop && RULES.not_ends.contains(words.scan.word(at))
    };
    while tokens.len() > 1 && ends(tokens.end - 1) {
        tokens.end -= 1;
    }
}

/// '12' of '12 Orvenian sailors': who is counted has no name.
fn cut_number(words: &Words, found: &mut Found) {
    let tokens = &mut found.tokens;
    let number = words.scan.tokens[tokens.start].kind == TokenKind::Number;
    let people = |at: usize| words.words[at].lists & DEMONYM != 0;
    if tokens.len() > 1 && number && people(tokens.start + 1) {
        tokens.start += 1;
        let small = |&at: &usize| !words.words[at].capital;
        tokens.end = tokens.clone().find(small).unwrap_or(tokens.end);
    }
}
