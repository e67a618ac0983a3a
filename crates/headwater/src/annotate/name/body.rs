//! Bodies that their own words show where the model sees none, or a part: 'The Ministry of
//! Agriculture' at the beginning of a sentence, 'the Department for Work and Pensions', 'Tarn
//! Magistrates' Court'.

use super::feature::Words;
use super::gazetteer::{BODY, CALENDAR, PLACE, SITE, TITLE};
use super::rules::RULES;
use super::{Found, named_at, reads_small, replace};
use crate::lexicon::token::{self, TokenKind};
use crate::model::EntityType;
use std::ops::Range;

/// Adds bodies, and makes names longer that are a part of one.
pub(super) fn add(words: &Words, mut names: Vec<Found>) -> Vec<Found> {
    let mut bodies = Vec::new();
    for sentence in &words.scan.sentences {
        if !words.is_plain(sentence.tokens.start) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = body(words, &names, at, &sentence.tokens);
            at = found.as_ref().map_or(at + 1, |tokens| tokens.end);
            bodies.extend(found);
        }
    }
    for name in &mut names {
        let last = words.scan.word(name.tokens.end - 1).to_lowercase();
        if name.tokens.len() > 1 && RULES.body_endings.contains(&last) {
            name.kind = EntityType::Organisation;
        }
    }
    let bodies = bodies.into_iter().map(|tokens| Found {
        tokens,
        kind: EntityType::Organisation,
    });
    let bodies = bodies.collect();
    replace(names, bodies)
}

/// The body whose first word stands at a token, if no name says so already.
fn body(
    words: &Words,
    names: &[Found],
    at: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let run = capitals(words, at, sentence.end);
    let begins = !run.is_empty() && (at == sentence.start || !is_part(words, at - 1));
    if !begins {
        return None;
    }
    let article = at > sentence.start && words.scan.word(at - 1).eq_ignore_ascii_case("the");
    let opens = at == sentence.start || article && at == sentence.start + 1;
    let tokens = (holding(words, &run, sentence.end))
        .or_else(|| headed(words, &run, sentence.end))
        .or_else(|| (article && ends_as_body(words, names, &run)).then(|| run.clone()))?;
    let part = named_at(names, &tokens);
    let held = part.is_some_and(|name| {
        let whole = name.tokens.start <= tokens.start && name.tokens.end >= tokens.end;
        whole && name.kind != EntityType::Person || name.tokens.start < tokens.start
    });
    let goes_on = words.words.get(tokens.end).is_some_and(|w| w.joins);
    // Elsewhere the model sees a body, or there is none.
    let unseen = part.is_none() && !opens;
    (!held && !goes_on && !unseen).then_some(tokens)
}

/// The capitals from a token on; a title ends them.
fn capitals(words: &Words, at: usize, end: usize) -> Range<usize> {
    let run = (at..end).take_while(|&at| is_part(words, at));
    at..run.last().map_or(at, |last| last + 1)
}

fn is_part(words: &Words, at: usize) -> bool {
    let word = &words.words[at];
    let is_word = words.scan.tokens[at].kind == TokenKind::Word;
    if !word.capital || !is_word || word.lists & CALENDAR != 0 {
        return false;
    }
    let lower = words.scan.word(at).to_lowercase();
    let title = word.lists & TITLE != 0 && word.lists & BODY == 0;
    (!title || RULES.holders.contains(&lower)) && !reads_small(&lower)
}

/// 'Tarn Magistrates' Court', 'Arden Children's Hospital'.
fn holding(words: &Words, run: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let scan = words.scan;
    let holder = scan.word(run.end - 1).to_lowercase();
    let mark = scan.tokens.get(run.end).filter(|t| t.joined)?;
    let apostrophe = scan.word(run.end).chars().all(token::is_apostrophe);
    let possessive = mark.kind == TokenKind::Possessive || holder.ends_with('s') && apostrophe;
    let body = capitals(words, run.end + 1, end);
    let named = possessive && run.len() > 1 && RULES.holders.contains(&holder);
    let mut ends = body.rev();
    let heads = |at: usize| RULES.heads.contains(&scan.word(at).to_lowercase());
    let last = ends.find(|&at| words.words[at].lists & BODY != 0 || heads(at))?;
    named.then_some(run.start..last + 1)
}

/// 'Reserve Bank of India', 'Campaign for Better Buses'.
fn headed(words: &Words, run: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let scan = words.scan;
    let lower = |at: usize| scan.word(at).to_lowercase();
    let of = run.end;
    if of + 1 >= end || !matches!(scan.word(of), "of" | "for") {
        return None;
    }
    if !RULES.heads.contains(&lower(of - 1)) {
        return None;
    }
    let place = |at: usize| words.words[at].lists & PLACE != 0;
    let object = of + 1 + usize::from(scan.word(of + 1) == "the");
    // 'Arden State University of Orvenia' is two names.
    if (run.start..of - 1).any(place) && words.words.get(object).is_some() && place(object) {
        return None;
    }
    let named = without_next(words, capitals(words, object, end));
    let last = named.end.checked_sub(1).filter(|_| !named.is_empty())?;
    let is_field = |at: usize| {
        words.words.get(at).is_some_and(|w| w.capital) && RULES.fields.contains(&lower(at))
    };
    let (mut at, mut to) = (named.end, named.end);
    let titled = |at: usize| words.words.get(at).is_some_and(|w| w.capital);
    while is_field(last) && at + 1 < end && matches!(scan.word(at), "," | "and") {
        let more = capitals(words, at + 1, end);
        // 'Education Secretary Ann Lee' is another name, and so is 'Child Protective Services'.
        if more.is_empty() || more.len() > 2 || !is_field(more.end - 1) || titled(more.end) {
            break;
        }
        let is_last = scan.word(at) == "and";
        at = more.end;
        if is_last {
            to = at;
            break;
        }
    }
    Some(run.start..to)
}

/// 'Orvenia' of 'University of Orvenia Ann Lee': two capitals behind a place are another name, and
/// any behind what a body is for, unless they are a body: 'Natural Resources Warden'.
fn without_next(words: &Words, run: Range<usize>) -> Range<usize> {
    let field = |at: &usize| RULES.fields.contains(&words.scan.word(*at).to_lowercase());
    let is_body = run.end > run.start && words.words[run.end - 1].lists & BODY != 0;
    if let Some(field) = run.clone().rev().find(field).filter(|_| !is_body) {
        return run.start..field + 1;
    }
    let place = |at: usize| words.words[at].lists & PLACE != 0;
    let last = run.clone().take_while(|&at| place(at)).last();
    match last {
        Some(last) if last + 2 < run.end => run.start..last + 1,
        _ => run,
    }
}

/// 'Royal Arden Infirmary', 'Tarn Echo'; not what a person has ('the Hart Presidency') and no part of
/// an office ('UN High Commissioner').
fn ends_as_body(words: &Words, names: &[Found], run: &Range<usize>) -> bool {
    let last = run.end - 1;
    let person = named_at(names, run).is_some_and(|name| name.kind == EntityType::Person);
    let office = words.words.get(run.end).is_some_and(|w| w.capital);
    if person || office && words.scan.word(last) == "High" {
        return false;
    }
    let place = |at: usize| words.words[at].lists & PLACE != 0;
    let ending = RULES
        .body_endings
        .contains(&words.scan.word(last).to_lowercase());
    let lists = words.words[last].lists;
    let listed = lists & BODY != 0 && lists & (TITLE | SITE) == 0 && !run.clone().all(place);
    run.len() > 1 && (ending || listed)
}
