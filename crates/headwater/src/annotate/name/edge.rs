//! Words at the edge of a name that belong to what stands beside it, ranks, months, numbers, and those that
//! tell its kind: streets.

use super::Found;
use super::feature::Words;
use super::gazetteer::DEMONYM;
use super::rules::RULES;
use crate::annotate::words::{Class, look_up};
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;

/// Cuts the pronoun with which the next sentence begins, and from a name that is no person's the others.
pub(super) fn cut(words: &Words, found: &mut Found) {
    cut_pronoun(words, found);
    if found.kind == EntityType::Person {
        return;
    }
    cut_end(words, found);
    cut_number(words, found);
}

/// 'They' of 'on Alder Avenue N. They'.
fn cut_pronoun(words: &Words, found: &mut Found) {
    let tokens = &mut found.tokens;
    let pronoun = |at: usize| {
        let word = look_up(words.scan.word(at));
        word.is(Class::They) || word.is(Class::PersonPronoun)
    };
    let stop = |at: usize| words.scan.word(at) == ".";
    if tokens.len() > 2 && pronoun(tokens.end - 1) && stop(tokens.end - 2) {
        tokens.end -= 1;
    }
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

/// 'E. Alder Street', '10th Street' and 'on Ann Lee Way' are places.
pub(super) fn take_street(words: &Words, found: &mut Found) {
    let tokens = found.tokens.clone();
    if found.kind != EntityType::Person || tokens.is_empty() {
        return;
    }
    let word = |at: usize| words.scan.word(at).to_lowercase();
    let last = (tokens.clone().rev()).find(|&at| words.scan.tokens[at].kind == TokenKind::Word);
    let Some(last) = last.map(word) else { return };
    let before = tokens.start.checked_sub(1);
    let numbered = before.is_some_and(|at| words.scan.tokens[at].kind == TokenKind::Number);
    let placed = numbered || before.is_some_and(|at| RULES.before_streets.contains(&word(at)));
    let whole = tokens.len() > 1 || numbered;
    let sure = RULES.streets.contains(&last);
    if whole && (sure || placed && RULES.maybe_streets.contains(&last)) {
        found.kind = EntityType::Place;
    }
}
