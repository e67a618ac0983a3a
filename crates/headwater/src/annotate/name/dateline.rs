//! Towns that the document's datelines name: 'KISUMU, Kenya (Farline)' makes 'Kisumu' a place.

use super::gazetteer::{self, CALENDAR, GIVEN, ORGANISATION, SURNAME};
use super::{Found, hash, inside, named_at, reads_small, replace};
use crate::annotate::Scan;
use crate::lexicon::dateline;
use crate::lexicon::token::TokenKind;
use crate::model::{EntityType, Span};
use std::ops::Range;

/// Adds the towns of datelines wherever they stand outside the names found so far, or a name is a
/// part of them; a name that is a town is a place, unless it may be a family name. Capitals before
/// a dash alone may be any heading, so that an agency must stand beside them.
pub(super) fn add(scan: &Scan, names: Vec<Found>) -> Vec<Found> {
    let mut names = opened(scan, names);
    let towns = towns(scan);
    if towns.is_empty() {
        return names;
    }
    for name in &mut names {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let town = |town: &Vec<String>| is_at(scan, town, start, end) == Some(start..end);
        if name.kind != EntityType::Person && towns.iter().any(town) {
            name.kind = EntityType::Place;
        }
    }
    let places = places(scan, &towns);
    names.retain(|name| !is_part(&name.tokens, &places));
    let mut inside = inside(scan, &names);
    for tokens in places {
        if !inside[tokens.clone()].contains(&true) {
            inside[tokens.clone()].fill(true);
            names.push(Found {
                tokens,
                kind: EntityType::Place,
            });
        }
    }
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// The names, with what datelines open with as places: the town, if a name is a part of it or a
/// region or an agency stands beside it, and the region.
fn opened(scan: &Scan, names: Vec<Found>) -> Vec<Found> {
    let mut places = Vec::new();
    for opening in openings(scan) {
        let (Some(town), end) = (opening.place, opening.span.end) else {
            continue;
        };
        let mut tokens = scan.tokens_in(town);
        // 'NEAR ARDEN, Orvenia —'
        let small = |at: &usize| reads_small(&scan.word(*at).to_lowercase());
        tokens.start += tokens.clone().take_while(small).count();
        if tokens.is_empty() {
            continue;
        }
        let head = tokens.end..scan.tokens_in(Span::new(town.start, end)).end;
        let region = region(scan, head);
        let named = named_at(&names, &tokens);
        let other = gazetteer::word(hash::word(scan.word(tokens.start)));
        let other = other & (ORGANISATION | GIVEN | SURNAME) != 0;
        let sure = opening.agency.is_some() || region.is_some() || named.is_some() && !other;
        if sure {
            places.push(tokens);
            places.extend(region.filter(|region| named_at(&names, region).is_none()));
        }
    }
    let place = |tokens| Found {
        tokens,
        kind: EntityType::Place,
    };
    replace(names, places.into_iter().map(place).collect())
}

/// 'Orvenia' of 'PORT CALDER, Orvenia —': capitals between the first comma and another mark.
fn region(scan: &Scan, head: Range<usize>) -> Option<Range<usize>> {
    let start = head.start + 1;
    let part = |at: &usize| {
        let word = scan.word(*at);
        let listed = gazetteer::word(hash::word(word)) & (CALENDAR | ORGANISATION) != 0;
        scan.tokens[*at].kind == TokenKind::Word && word.starts_with(char::is_uppercase) && !listed
    };
    let run = (start..head.end).take_while(part).last()?;
    let ends = matches!(scan.tokens.get(run + 1)?.kind, TokenKind::Mark);
    (scan.word(head.start) == "," && ends).then_some(start..run + 1)
}

/// The datelines that paragraphs open with.
fn openings(scan: &Scan) -> Vec<dateline::Dateline> {
    let mut before = None;
    let opens = scan.sentences.iter().filter(|sentence| {
        let first = before != Some(sentence.paragraph);
        before = Some(sentence.paragraph);
        first
    });
    let found = opens.filter_map(|s| dateline::at(scan.text(), s.span.start));
    found.collect()
}

/// Where the towns stand, in text order.
fn places(scan: &Scan, towns: &[Vec<String>]) -> Vec<Range<usize>> {
    let at = |at: usize, end: usize| towns.iter().find_map(|town| is_at(scan, town, at, end));
    let inside = scan.sentences.iter().flat_map(|sentence| {
        let end = sentence.tokens.end;
        sentence
            .tokens
            .clone()
            .filter_map(move |first| at(first, end))
    });
    inside.collect()
}

/// The name is only a part of a town that stands there: 'Tarnu' of 'Tarnu Ell'.
fn is_part(name: &Range<usize>, places: &[Range<usize>]) -> bool {
    let next = places.partition_point(|place| place.start <= name.start);
    next.checked_sub(1).is_some_and(|last| {
        let place = &places[last];
        name.end <= place.end && place.len() > name.len()
    })
}

/// The words of each town in lower case, each town once.
fn towns(scan: &Scan) -> Vec<Vec<String>> {
    let mut towns: Vec<Vec<String>> = Vec::new();
    for town in openings(scan).iter().filter_map(|d| d.agency.and(d.place)) {
        let words = scan.tokens_in(town).map(|at| scan.word(at).to_lowercase());
        let words: Vec<String> = words.collect();
        if !words.is_empty() && !towns.contains(&words) {
            towns.push(words);
        }
    }
    towns
}

/// The tokens of a town that begins at a token, with a capital.
fn is_at(scan: &Scan, town: &[String], at: usize, end: usize) -> Option<Range<usize>> {
    let tokens = at..at + town.len();
    let capital = scan.word(at).starts_with(char::is_uppercase);
    let same = |(at, word): (usize, &String)| scan.word(at).to_lowercase() == *word;
    let is = capital && tokens.end <= end && tokens.clone().zip(town).all(same);
    is.then_some(tokens)
}

#[cfg(test)]
mod tests {
    use crate::annotate::tests::body;
    use crate::annotate::{Scan, name::find};
    use crate::model::EntityType;

    #[test]
    fn the_town_of_a_dateline_is_a_place() {
        let text = "TARNU ELL, Orvenia, May 3 (Farline) — Walls cracked in Tarnu Ell on Saturday.";
        let document = body(text);
        let found = find(&Scan::new(&document));
        let places = found.iter().filter(|m| m.kind == EntityType::Place);
        let places: Vec<&str> = places.map(|m| &*m.excerpt.text).collect();
        assert!(places.contains(&"Tarnu Ell"), "{places:?}");
    }
}
