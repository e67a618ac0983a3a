//! Bodies of one word where the model trusts no capital: a listed one that speaks at the beginning of
//! a sentence ('The Treasury said'), and one that is told by what it is ('the charity Harbourlight').

use super::feature::Words;
use super::gazetteer::{GIVEN, ORGANISATION, PLACE, SURNAME};
use super::rules::RULES;
use super::{Found, named_at, replace};
use crate::annotate::words::look_up;
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;

pub(super) fn add(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let mut bodies = Vec::new();
    for sentence in &words.scan.sentences {
        let tokens = sentence.tokens.clone();
        if !words.is_plain(tokens.start) {
            continue;
        }
        let article = usize::from(words.scan.word(tokens.start) == "The");
        let first = tokens.start + article;
        let opening = (first < tokens.end && opens(words, &names, first)).then_some(first);
        let told = (tokens.start + 2..tokens.end).filter(|&at| is_told(words, &names, at));
        bodies.extend(opening.into_iter().chain(told).map(|at| Found {
            tokens: at..at + 1,
            kind: EntityType::Organisation,
        }));
    }
    replace(names, bodies)
}

/// A word with a capital, before one without.
fn stands_alone(words: &Words, at: usize) -> bool {
    let next = words.words.get(at + 1);
    let word = words.words[at].capital && words.scan.tokens[at].kind == TokenKind::Word;
    word && !next.is_some_and(|next| next.capital || next.joins)
}

/// 'BP said': a listed body before a verb of saying.
fn opens(words: &Words, names: &[Found], at: usize) -> bool {
    let lists = words.words[at].lists;
    let body = lists & ORGANISATION != 0 && lists & (GIVEN | SURNAME | PLACE) == 0;
    let speaks = || {
        let next = words.words.get(at + 1);
        next.is_some() && look_up(words.scan.word(at + 1)).form.tells()
    };
    let unnamed = || named_at(names, &(at..at + 1)).is_none();
    body && stands_alone(words, at) && speaks() && unnamed()
}

/// 'the charity Harbourlight'.
fn is_told(words: &Words, names: &[Found], at: usize) -> bool {
    let scan = words.scan;
    let what = || RULES.told_bodies.contains(scan.word(at - 1));
    let article = || RULES.articles.contains(&scan.word(at - 2).to_lowercase());
    // 'union Unite' may be one name to the model.
    let whole = || {
        named_at(names, &(at..at + 1))
            .is_none_or(|name| name.tokens.start + 1 >= at && name.tokens.end == at + 1)
    };
    stands_alone(words, at) && what() && article() && !words.names_person(at) && whole()
}
