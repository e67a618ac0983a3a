//! Names of agencies and outlets in a phrase.

use super::source::Source;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::name::{gazetteer, hash};
use crate::annotate::words::Class;
use crate::lexicon::outlet_name::{self, named};
use crate::model::SourceType;
use std::ops::Range;

/// An agency or outlet that is named in a stretch of items: the first listed or shaped name.
pub(crate) fn medium(c: &Clauses, items: Range<usize>) -> Option<Source> {
    let mut starts = items.clone();
    let found = starts.find_map(|start| medium_at(c, start, items.clone()));
    let found = found.map(|(source, _)| source);
    found.or_else(|| named_last(c, items))
}

/// The longest name of an agency or outlet that begins at item `start` of a stretch, and its end.
pub(crate) fn medium_at(c: &Clauses, start: usize, items: Range<usize>) -> Option<(Source, usize)> {
    if start >= items.end
        || c.is(start, Class::Determiner)
        || !c.is_word(start)
        || c.kind(start) == ItemKind::Number
    {
        return None;
    }
    let end = name_end(c, start, items.end);
    let capitals = (start..items.end).take_while(|&i| c.kind(i) == ItemKind::Capital);
    let run = start..start + capitals.count();
    if let Some(paper) = paper(c, run.clone()) {
        return Some((paper, run.end));
    }
    // 'the local Harbour Times', 'the newspaper Harbour Times': what it is belongs to no name.
    let plain = c.kind(start) == ItemKind::Lower
        && !c.is(start, Class::NameParticle)
        && !c.text(start).contains('.');
    let found = (start + 1..=end).rev().find_map(|end| {
        let name = c.span(start..end).of(c.scan.text());
        let articled = start
            .checked_sub(1)
            .is_some_and(|before| c.says(before, "the"));
        if plain && outlet_name::listed(name).is_none() {
            return None;
        }
        named(name, end - start + usize::from(articled)).map(|kind| (name, kind, end))
    });
    if let Some((name, kind, end)) = found {
        // 'Lebanon's Harbour TV': whose it is does not belong to its name.
        let owner = (start + 1..end).rfind(|&i| c.kind(i) == ItemKind::Possessive);
        let own = owner.filter(|_| outlet_name::listed(name).is_none());
        if let Some(owned) = own.and_then(|owner| medium_at(c, owner + 1, items.clone())) {
            return Some(owned);
        }
        // 'the Post Office': a plain word that is only part of another name.
        let plain = end == start + 1 && kind == SourceType::Outlet && is_plain(name);
        if plain && end < items.end && c.kind(end) == ItemKind::Capital && !c.is(end, Class::Time) {
            return None;
        }
        if let Some(behind) = affiliate(c, end, items.end) {
            return medium_at(c, behind, items);
        }
        let end = with_town(c, end, items.end);
        let name = c.span(start..end).of(c.scan.text());
        let kind = agency_follows(c, end, items.end).unwrap_or(kind);
        return Some((Source::new(name, kind), end));
    }
    if c.kind(start) != ItemKind::Capital || end >= items.end {
        return None;
    }
    if is_kind_alone(&c.text(start).to_lowercase(), 1) {
        return None;
    }
    let word = c.text(end).to_lowercase();
    let outlet = outlet_name::is_outlet_word(&word).then_some(SourceType::Outlet);
    let kind = outlet.or_else(|| agency_follows(c, end, items.end))?;
    let start = after_land(c, start, end);
    // 'the Israeli newspaper Haaretz' gives the name last.
    let last = end + 1..name_end(c, end + 1, items.end);
    let named_last = last.start < last.end && c.kind(last.start) == ItemKind::Capital;
    let name = if named_last { last } else { start..end };
    if name.is_empty() {
        return None;
    }
    let end = name.end;
    let name = c.span(name).of(c.scan.text());
    Some((Source::new(name, kind), end))
}

/// 'the Duffin Banner', 'told The Advocate': words that end other names too, behind an article. A name
/// behind them makes them somebody's office: 'the Harbour Advocate, Ann Lee'.
pub(crate) fn paper(c: &Clauses, name: Range<usize>) -> Option<Source> {
    let last = name.clone().next_back()?;
    let article = name.start.checked_sub(1).filter(|&i| c.says(i, "the"))?;
    let first_of = |list: &Range<usize>| list.start == article;
    let own_article = c.text(article) == "The" && !c.units.iter().any(first_of);
    let place = gazetteer::word(hash::word(c.text(last - 1)));
    let placed = place & gazetteer::PLACE != 0 && place & gazetteer::DEMONYM == 0;
    let ends = match name.len() {
        _ if outlet_name::is_hyphened(c.text(last)) => true,
        1 => own_article && outlet_name::is_lone_name(c.text(last)),
        _ => outlet_name::may_end_paper(c.text(last), placed),
    };
    let capital = |i: usize| i < c.items.len() && c.kind(i) == ItemKind::Capital;
    let comma = name.end < c.items.len() && c.kind(name.end) == ItemKind::Comma;
    let of = name.end < c.items.len() && c.says(name.end, "of");
    let goes_on = of || capital(name.end) || comma && capital(name.end + 1);
    let capitals = name.clone().all(capital);
    let words = c.span(name).of(c.scan.text());
    (ends && capitals && !goes_on).then(|| Source::new(words, SourceType::Outlet))
}

/// Where the name of a station stands behind that of its network: 'NBC affiliate KQRV', 'the BBC's
/// local affiliate, KQRV'.
fn affiliate(c: &Clauses, network_end: usize, limit: usize) -> Option<usize> {
    const NEAR: usize = 4;
    let mut near = (network_end..limit).take(NEAR);
    let at = near.find(|&i| c.says(i, "affiliate") || c.kind(i) == ItemKind::Comma)?;
    let comma = at + 1 < limit && c.kind(at + 1) == ItemKind::Comma;
    c.says(at, "affiliate")
        .then_some(at + 1 + usize::from(comma))
}

/// Who was told, with the name that follows a word for an outlet or agency at the end: a listed one
/// ('the French newspaper Le Monde'), or any in apposition ('our sister paper, the Harbour Times').
pub(crate) fn with_name(c: &Clauses, hearer: Range<usize>, limit: usize) -> Range<usize> {
    let last = hearer.clone().next_back();
    if !last.is_some_and(|last| outlet_name::is_press_word(c.text(last))) || hearer.end >= limit {
        return hearer;
    }
    let end = match c.kind(hearer.end) {
        ItemKind::Comma => apposed(c, hearer.end + 1, limit),
        _ => listed_end(c, hearer.end, limit),
    };
    hearer.start..end.unwrap_or(hearer.end)
}

/// End of the longest listed name that begins at an item.
fn listed_end(c: &Clauses, start: usize, limit: usize) -> Option<usize> {
    let is_listed = |end: &usize| {
        let name = c.span(start..*end);
        outlet_name::listed(name.of(c.scan.text())).is_some()
    };
    let mut ends = (start + 1..=name_end(c, start, limit)).rev();
    ends.find(is_listed)
}

/// End of an outlet's name that is all of what a comma sets apart.
fn apposed(c: &Clauses, start: usize, limit: usize) -> Option<usize> {
    let article = start < limit && c.is(start, Class::Determiner);
    let (_, end) = medium_at(c, start + usize::from(article), start..limit)?;
    (end >= limit || !c.is_word(end)).then_some(end)
}

/// Where a name begins behind the land that it is said to be of: 'Germany's Falk magazine', 'the French
/// newspaper'.
fn after_land(c: &Clauses, start: usize, end: usize) -> usize {
    let of_land = |lists| gazetteer::word(hash::word(c.text(start))) & lists != 0;
    let owner = start + 1 < end && c.kind(start + 1) == ItemKind::Possessive;
    if owner && of_land(gazetteer::PLACE) {
        start + 2
    } else if start + 1 == end && of_land(gazetteer::DEMONYM) {
        end
    } else {
        start
    }
}

/// 'the Orvenian newspaper Falk', 'the news agency Falk': the name after a word for an outlet or an
/// agency, at the end of a phrase.
pub(crate) fn named_last(c: &Clauses, phrase: Range<usize>) -> Option<Source> {
    let (start, end) = (phrase.start, phrase.end);
    let capital = |i: usize| c.kind(i) == ItemKind::Capital;
    let name = (start..end).rev().take_while(|&i| capital(i)).last()?;
    let word = name.checked_sub(1).filter(|&word| word >= start)?;
    let outlet = outlet_name::is_outlet_word(c.text(word)).then_some(SourceType::Outlet);
    let agency = || outlet_name::is_agency_word(c.text(word)).then_some(SourceType::Agency);
    let kind = outlet
        .or_else(agency)
        .filter(|_| c.kind(word) == ItemKind::Lower)?;
    let name = c.span(name..end).of(c.scan.text());
    Some(Source::new(name, kind))
}

/// 'Farline news agency', 'Farline, the state news agency': a name, and at the end of its phrase or of
/// an apposition a word for an outlet or an agency.
pub(crate) fn said_to_be(c: &Clauses, own: Range<usize>, end: usize) -> Option<Source> {
    let capital = |i: &usize| c.kind(*i) == ItemKind::Capital;
    let first = c.text(own.start).to_lowercase();
    let name = own.start..own.clone().take_while(capital).last()? + 1;
    let apposed = name.end == own.end && own.end < end && c.kind(own.end) == ItemKind::Comma;
    let close = (own.end + 1..end).find(|&i| !c.is_word(i)).unwrap_or(end);
    let last = match apposed && own.end + 1 < close {
        true if c.is(own.end + 1, Class::Determiner) => close - 1,
        true => return None,
        false => own.end - 1,
    };
    let modified = apposed || (name.end..last).all(|i| c.says(i, "news"));
    if last < name.end
        || !outlet_name::is_press_word(c.text(last))
        || !modified
        || is_kind_alone(&first, name.len())
    {
        return None;
    }
    let kind = match outlet_name::is_agency_word(c.text(last)) {
        true => SourceType::Agency,
        false => SourceType::Outlet,
    };
    Some(Source::new(c.span(name).of(c.scan.text()), kind))
}

/// 'State television': what the press is said to be, at the head of a sentence.
fn is_kind_alone(first: &str, words: usize) -> bool {
    words == 1 && outlet_name::is_press_adjective(first)
}

/// End of the run of capitals that begins at an item.
fn name_end(c: &Clauses, start: usize, limit: usize) -> usize {
    const LONGEST_NAME: usize = 5;
    let joins = |i: usize| {
        c.kind(i) == ItemKind::Capital
            || c.says(i, "of")
            || c.says(i, "and")
            || i == start
            || c.kind(i) == ItemKind::Possessive
            || c.kind(i) == ItemKind::Number && c.kind(i - 1) == ItemKind::Capital
    };
    let run = (start..limit).take(LONGEST_NAME).take_while(|&i| joins(i));
    run.last().map_or(start, |i| i + 1)
}

/// Where a name ends that a town or a land belongs to: 'BBC Radio Kent'.
fn with_town(c: &Clauses, end: usize, limit: usize) -> usize {
    let town = |i: &usize| c.kind(*i) == ItemKind::Capital && !c.is(*i, Class::Time);
    match c.text(end - 1) {
        "Radio" => end + (end..limit).take_while(town).count(),
        _ => end,
    }
}

/// 'news agency' within two words.
fn agency_follows(c: &Clauses, at: usize, end: usize) -> Option<SourceType> {
    let agency =
        (at..end.min(at + 2)).any(|i| outlet_name::is_agency_word(&c.text(i).to_lowercase()));
    agency.then_some(SourceType::Agency)
}

/// A listed name that is the whole phrase. A plain word among the outlets can be a surname.
pub(crate) fn listed(c: &Clauses, phrase: Range<usize>) -> Option<Source> {
    let name = c.span(phrase).of(c.scan.text());
    let kind = outlet_name::listed(name)?;
    let plain = is_plain(name) && kind == SourceType::Outlet;
    (!plain).then(|| Source {
        name: name.to_string(),
        kind,
    })
}

/// A word as it begins any sentence: 'Post', 'Independent'.
fn is_plain(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.chars().skip(1).all(char::is_lowercase)
}
