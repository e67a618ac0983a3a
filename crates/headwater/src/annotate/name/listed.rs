//! What lists know better than the model: where a well-known name begins and ends, and its kind.

use super::Found;
use super::feature::Words;
use super::gazetteer::{
    CITY, GIVEN, Lists, ORGANISATION, PHRASE_FIRST, PHRASE_LATER, PLACE, SURNAME, TEAM,
};
use super::hash;
use crate::lexicon::known_alias;
use crate::lexicon::name_form::NameForm;
use crate::lexicon::outlet_name;
use crate::model::EntityType;
use std::ops::Range;

/// Words after which a name is not at its end.
const OPEN: [&str; 2] = ["of", "for"];

/// Makes each listed name of several words one name, or part of one; sets the kinds of known
/// names.
pub(super) fn join(words: &Words, found: Vec<Found>) -> Vec<Found> {
    let mut all = found;
    all.extend(phrases(words));
    // The longer name first where two begin together: it swallows the other.
    all.sort_by_key(|f| (f.tokens.start, std::cmp::Reverse(f.tokens.end)));
    let mut joined: Vec<Found> = Vec::with_capacity(all.len());
    for name in all {
        match joined.last_mut() {
            Some(last) if name.tokens.start < last.tokens.end => {
                last.tokens.end = last.tokens.end.max(name.tokens.end);
            }
            Some(last) if is_open(words, last, &name) => last.tokens.end = name.tokens.end,
            _ => joined.push(name),
        }
    }
    joined.retain(|name| !belongs_to_place(words, name));
    for name in &mut joined {
        cut_open(words, name);
        set_kind(words, name);
    }
    joined
}

/// Names of several words that stand in the lists of places and bodies.
fn phrases(words: &Words) -> Vec<Found> {
    let mut phrases = Vec::new();
    for sentence in &words.scan.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let end = phrase_end(words, at, sentence.tokens.end);
            let lists = words.words[at..end]
                .iter()
                .fold(Lists::MAX, |lists, word| lists & word.lists);
            let kind = if lists & PLACE != 0 {
                Some(EntityType::Place)
            } else {
                (lists & ORGANISATION != 0).then_some(EntityType::Organisation)
            };
            let tokens = at..end;
            if let (true, Some(kind)) = (is_whole(words, tokens.clone()), kind) {
                phrases.push(Found { tokens, kind });
            }
            at = end;
        }
    }
    phrases
}

/// End of the listed name that begins at a token; the next token when none does.
fn phrase_end(words: &Words, at: usize, limit: usize) -> usize {
    let mut end = at + 1;
    if words.words[at].lists & PHRASE_FIRST != 0 {
        while end < limit && words.words[end].lists & PHRASE_LATER != 0 {
            end += 1;
        }
    }
    end
}

fn is_whole(words: &Words, tokens: Range<usize>) -> bool {
    let capital = |at: usize| words.words[at].capital;
    tokens.len() > 1 && capital(tokens.start) && capital(tokens.end - 1)
}

/// 'Freemen of' and 'Syria' are one name.
fn is_open(words: &Words, last: &Found, next: &Found) -> bool {
    let end = last.tokens.end;
    last.kind != EntityType::Person
        && last.tokens.len() > 1
        && next.tokens.start == end
        && OPEN.contains(&words.scan.word(end - 1))
}

fn cut_open(words: &Words, name: &mut Found) {
    while name.tokens.len() > 1 && OPEN.contains(&words.scan.word(name.tokens.end - 1)) {
        name.tokens.end -= 1;
    }
}

/// A well-known body or place is no person, unless its word names persons too; nor is what ends
/// as only names of companies do, or, after an article, as names of newspapers do.
fn set_kind(words: &Words, name: &mut Found) {
    let person = |at: usize| words.names_person(at);
    if name.kind == EntityType::Organisation {
        if is_town(words, name) {
            name.kind = EntityType::Place;
        }
        return;
    }
    let text = words.scan.span(name.tokens.clone()).of(words.scan.text());
    let tagged = name.kind == EntityType::Person;
    if ends_as_body(words, name, text) || tagged && is_body(words, name) {
        name.kind = EntityType::Organisation;
    } else if tagged && has_people(words, name) {
        name.kind = EntityType::Place;
    } else if tagged
        && !name.tokens.clone().any(person)
        && let Some(kind) = known_alias::kind(&NameForm::new(text))
            .or(outlet_name::listed(text).map(|_| EntityType::Organisation))
    {
        name.kind = kind;
    }
}

/// A town by one word, which names no body by itself; that of a country often does.
fn is_town(words: &Words, name: &Found) -> bool {
    let lists = words.words[name.tokens.start].lists;
    name.tokens.len() == 1 && lists & CITY != 0 && lists & (ORGANISATION | TEAM) == 0
}

/// 'the Kremlin', 'Chevron': a body that everybody knows by one word, after an article or in a text where
/// no person is called so.
fn is_body(words: &Words, name: &Found) -> bool {
    let first = name.tokens.start;
    let lists = words.words[first].lists;
    name.tokens.len() == 1
        && lists & ORGANISATION != 0
        && lists & (GIVEN | SURNAME) == 0
        && (is_after_article(words, name) || !words.names_person(first))
}

fn is_after_article(words: &Words, name: &Found) -> bool {
    let first = name.tokens.start;
    let article = |at: usize| words.scan.word(at).eq_ignore_ascii_case("the");
    article(first) || first > 0 && article(first - 1)
}

/// 'Orvenia' in a document that says 'Orvenian'; no person has a people.
fn has_people(words: &Words, name: &Found) -> bool {
    let at = name.tokens.start;
    let text = words.scan.word(at);
    name.tokens.len() == 1
        && text.ends_with("ia")
        && words.words[at].lists & (GIVEN | SURNAME) == 0
        && words.evidence.has(hash::word(&format!("{text}n")))
}

/// 'Orvenian' in a document that says 'Orvenia': what belongs to a place is no name.
fn belongs_to_place(words: &Words, name: &Found) -> bool {
    let text = words.scan.word(name.tokens.start);
    let place = text.strip_suffix('n').filter(|place| place.ends_with("ia"));
    name.kind != EntityType::Person
        && name.tokens.len() == 1
        && !words.names_person(name.tokens.start)
        && place.is_some_and(|place| words.evidence.has(hash::word(place)))
}

fn ends_as_body(words: &Words, name: &Found, text: &str) -> bool {
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    let given = words.words[first].lists & GIVEN != 0;
    let company = super::tidy::ends_company(&words.scan.word(last).to_lowercase());
    let outlet = words.words[last].capital && is_after_article(words, name);
    name.tokens.len() > 1 && (company && !given || outlet && outlet_name::ends_name(text))
}
