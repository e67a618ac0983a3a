//! What a source is: agency, outlet, official body, person, document, or unnamed.

use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use crate::lexicon::outlet_name::{self, named};
use crate::model::{EntityType, Mention, SourceType, Span};
use std::ops::Range;

/// A source with its name and type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// As written, without article.
    pub name: String,
    pub kind: SourceType,
}

/// An agency or outlet that is named in a stretch of items: the first listed or shaped name.
pub(crate) fn medium(c: &Clauses, items: Range<usize>) -> Option<Source> {
    let mut starts = items.clone();
    let found = starts.find_map(|start| medium_at(c, start, items.clone()));
    let found = found.map(|(source, _)| source);
    found.or_else(|| named_last(c, items.start, items.end))
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
    // 'the local Harbour Times', 'the newspaper Harbour Times': what it is belongs to no name.
    let plain = c.kind(start) == ItemKind::Lower
        && !c.is(start, Class::NameParticle)
        && !c.text(start).contains('.');
    let found = (start + 1..=end).rev().find_map(|end| {
        let name = c.span(start..end).of(c.scan.text());
        let articled = start > items.start && c.says(start - 1, "the");
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
        let kind = agency_follows(c, end, items.end).unwrap_or(kind);
        let name = name.to_string();
        return Some((Source { name, kind }, end));
    }
    if c.kind(start) != ItemKind::Capital || end >= items.end {
        return None;
    }
    let word = c.text(end).to_lowercase();
    let outlet = outlet_name::is_outlet_word(&word).then_some(SourceType::Outlet);
    let kind = outlet.or_else(|| agency_follows(c, end, items.end))?;
    // 'the Israeli newspaper Haaretz' gives the name last.
    let last = end + 1..name_end(c, end + 1, items.end);
    let named_last = last.start < last.end && c.kind(last.start) == ItemKind::Capital;
    let name = if named_last { last } else { start..end };
    let end = name.end;
    let name = c.span(name).of(c.scan.text()).to_string();
    Some((Source { name, kind }, end))
}

/// 'the Orvenian newspaper Falk', 'the news agency Falk': the name after a word for an outlet or an
/// agency, at the end of a phrase.
fn named_last(c: &Clauses, start: usize, end: usize) -> Option<Source> {
    let capital = |i: usize| c.kind(i) == ItemKind::Capital;
    let name = (start..end).rev().take_while(|&i| capital(i)).last()?;
    let word = name.checked_sub(1).filter(|&word| word >= start)?;
    let outlet = outlet_name::is_outlet_word(c.text(word)).then_some(SourceType::Outlet);
    let agency = || outlet_name::is_agency_word(c.text(word)).then_some(SourceType::Agency);
    let kind = outlet
        .or_else(agency)
        .filter(|_| c.kind(word) == ItemKind::Lower)?;
    Some(Source {
        name: c.span(name..end).of(c.scan.text()).to_string(),
        kind,
    })
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

/// 'news agency' within two words.
fn agency_follows(c: &Clauses, at: usize, end: usize) -> Option<SourceType> {
    let agency =
        (at..end.min(at + 2)).any(|i| outlet_name::is_agency_word(&c.text(i).to_lowercase()));
    agency.then_some(SourceType::Agency)
}

/// A listed name that is the whole phrase. A plain word among the outlets can be a surname.
fn listed(c: &Clauses, phrase: Range<usize>) -> Option<Source> {
    let name = c.span(phrase).of(c.scan.text());
    let kind = outlet_name::listed(name)?;
    let plain = name.starts_with(char::is_uppercase)
        && name.chars().skip(1).all(char::is_lowercase)
        && kind == SourceType::Outlet;
    (!plain).then(|| Source {
        name: name.to_string(),
        kind,
    })
}

/// The phrase is what stands for itself in news: a role, an office, a body or a text.
pub(crate) fn is_official(c: &Clauses, phrase: Range<usize>) -> bool {
    phrase
        .into_iter()
        .any(|i| c.is(i, Class::Role) || c.is(i, Class::Body))
}

/// 'local media', 'two people familiar with the plan': many, of whom none is named.
pub(crate) fn is_anonymous(c: &Clauses, phrase: Range<usize>) -> bool {
    let says = |i: usize, words: &str| words.split(' ').any(|word| c.says(i, word));
    super::RULES
        .anonymous
        .iter()
        .any(|row| match row.knowing.as_str() {
            "" => phrase.len() > 1 && says(phrase.end - 1, &row.words),
            knowing => {
                let mut items = phrase.clone();
                items.any(|i| says(i, &row.words)) && phrase.clone().any(|i| says(i, knowing))
            }
        })
}

/// A source that stands where only who passes news on can stand: a name is then an outlet's,
/// unless it is a full name of a person.
pub(crate) fn relaying(c: &Clauses, phrase: Range<usize>, source: Source) -> Source {
    let lead = phrase.clone().take_while(|&i| c.is(i, Class::Determiner));
    let start = phrase.start + lead.count();
    let end = head(c, start.min(phrase.end - 1), phrase.end);
    let named = (start..end).all(|i| {
        c.kind(i) == ItemKind::Capital
            || c.is(i, Class::NameParticle)
            || c.text(i).contains(char::is_uppercase)
    });
    let full = source.kind == SourceType::Person && source.name.contains(' ');
    let known = matches!(
        source.kind,
        SourceType::Agency | SourceType::Outlet | SourceType::Document
    );
    if !named || full || known || start >= end || is_official(c, start..end) {
        return source;
    }
    Source {
        name: c.span(start..end).of(c.scan.text()).to_string(),
        kind: SourceType::Outlet,
    }
}

/// What a phrase names as a source.
pub(crate) fn source(c: &Clauses, phrase: Range<usize>, mentions: &[Mention]) -> Option<Source> {
    let start = phrase
        .clone()
        .find(|&i| !c.is(i, Class::Determiner) || c.is(i, Class::Pronoun))?;
    let head = head(c, start, phrase.end);
    if let Some(listed) = listed(c, start..head) {
        return Some(listed);
    }
    if let Some(last) = named_last(c, start, head) {
        return Some(last);
    }
    let inside = within(mentions, c.span(phrase.clone()));
    let own = within(inside, c.span(start..head));
    // 'Clinton insiders': the name only modifies what the phrase is about.
    let about = c.kind(head - 1) == ItemKind::Lower && c.is(head - 1, Class::Role);
    let own = if about { &own[..0] } else { own };
    let inside = if about {
        after(inside, c.span(start..head))
    } else {
        inside
    };
    let owns = |m: &Mention| {
        let after = &c.scan.text()[m.excerpt.span.end..];
        after.starts_with("'s") || after.starts_with("’s")
    };
    let is_person = |m: &&Mention| m.kind == EntityType::Person && !owns(m);
    let person = own.iter().rev().find(is_person);
    let person = person.or_else(|| inside.iter().find(is_person));
    // 'the official Vesna news agency'
    let modifies = |i: usize| {
        c.text(i).ends_with("official") && i + 1 < head && c.kind(i + 1) == ItemKind::Capital
    };
    let role = phrase.clone().any(|i| c.is(i, Class::Role) && !modifies(i));
    if let Some(person) = person {
        let name = person.excerpt.text.to_string();
        return Some(Source {
            name,
            kind: SourceType::Person,
        });
    }
    let name = c.span(start..head).of(c.scan.text()).to_string();
    let medium = medium(c, start..head).filter(|_| !role && !is_courtesy(c, start));
    if let Some(medium) = medium {
        return Some(medium);
    }
    if let Some(titled) = titled(c, start, head) {
        let (name, kind) = (titled.to_string(), SourceType::Person);
        return Some(Source { name, kind });
    }
    let last = c.text(head - 1).to_lowercase();
    let kind = if c.is(start, Class::PersonPronoun)
        || c.is(start, Class::Pronoun) && head == start + 1
    {
        return None;
    } else if c.is(head - 1, Class::Document) {
        SourceType::Document
    } else if last.contains("source")
        || role && last.ends_with('s')
        || last == "people"
        || last == "witnesses"
    {
        match c.says(phrase.start, "all") || c.says(phrase.start, "both") {
            true => SourceType::Person,
            false => SourceType::Unnamed,
        }
    } else if role {
        let person =
            |m: &&Mention| matches!(m.kind, EntityType::Person | EntityType::Other) && !owns(m);
        match inside.iter().rfind(person) {
            Some(named) => {
                let name = named.excerpt.text.to_string();
                return Some(Source {
                    name,
                    kind: SourceType::Person,
                });
            }
            None if (start..head).any(|i| c.is(i, Class::Office)) && !c.says(start, "former") => {
                SourceType::Official
            }
            None if is_known(c, phrase.start..head) => SourceType::Person,
            None => SourceType::Unnamed,
        }
    } else if let Some(placed) = placed(c, start..head, phrase.end) {
        return Some(Source {
            name: placed.to_string(),
            kind: SourceType::Official,
        });
    } else if c.is(head - 1, Class::Body) || (start..head).any(|i| c.is(i, Class::Body)) {
        SourceType::Official
    } else if let Some(first) = inside.first() {
        let kind = match first.kind {
            _ if owns(first) => SourceType::Official,
            EntityType::Person => SourceType::Person,
            EntityType::Other if c.kind(start) == ItemKind::Capital => SourceType::Person,
            _ => SourceType::Official,
        };
        return Some(Source { name, kind });
    } else {
        SourceType::Unnamed
    };
    Some(Source { name, kind })
}

/// 'the hospital in Arden': a body without a name is told by its place.
fn placed<'a>(c: &Clauses<'a>, body: Range<usize>, end: usize) -> Option<&'a str> {
    let capital = |i: usize| i < end && c.kind(i) == ItemKind::Capital && !c.is(i, Class::Time);
    let named = body.clone().any(|i| c.kind(i) == ItemKind::Capital);
    let last = body.end.checked_sub(1)?;
    let place = body.end + 1;
    let is_in = body.end < end && c.says(body.end, "in");
    if named || !c.is(last, Class::Body) || !is_in || !capital(place) {
        return None;
    }
    let close = (place..end).find(|&i| !capital(i)).unwrap_or(end);
    Some(c.span(body.start..close).of(c.scan.text()))
}

/// 'the last man', 'Lee's grandmother': a person whom the text has spoken of or names by another.
fn is_known(c: &Clauses, phrase: Range<usize>) -> bool {
    c.says(phrase.start, "the")
        || phrase
            .clone()
            .any(|i| c.kind(i) == ItemKind::Possessive || c.is(i, Class::PossessivePronoun))
}

/// 'Police Constable Tim Fanning', 'Mrs Hale': the name at the end of a phrase that begins with a
/// courtesy title, or of two words or more with a role.
fn titled<'a>(c: &Clauses<'a>, start: usize, end: usize) -> Option<&'a str> {
    let titles =
        |i: &usize| c.is(*i, Class::Title) || c.is(*i, Class::Role) || c.is(*i, Class::Body);
    let last = end.checked_sub(1)?;
    let name = (start..last).rev().find(titles)? + 1..end;
    let capitals = name.clone().all(|i| c.kind(i) == ItemKind::Capital);
    let least = if is_courtesy(c, name.start - 1) { 1 } else { 2 };
    (name.len() >= least && capitals).then(|| c.span(name).of(c.scan.text()))
}

/// Titles that stand before a person's name alone: 'Premier' may begin a station's.
fn is_courtesy(c: &Clauses, at: usize) -> bool {
    const TITLES: [&str; 6] = ["mr", "mrs", "ms", "miss", "dr", "prof"];
    TITLES.iter().any(|title| c.says(at, title))
}

/// The mentions that begin after a span.
fn after(mentions: &[Mention], span: Span) -> &[Mention] {
    let first = mentions.partition_point(|m| m.excerpt.span.start < span.end);
    &mentions[first..]
}

/// End of the phrase's own words, before 'of …', commas and parentheses.
fn head(c: &Clauses, start: usize, end: usize) -> usize {
    let modifies = |i: usize| {
        c.is(i, Class::Preposition)
            || c.is(i, Class::Relative)
            || c.text(i).ends_with("ed")
            || super::is_participle(c.text(i))
    };
    let inner = |i: usize| {
        matches!(
            c.kind(i),
            ItemKind::Comma | ItemKind::Parenthesis | ItemKind::Marked(_)
        ) || i > start && c.kind(i) == ItemKind::Lower && modifies(i)
    };
    (start..end)
        .find(|&i| inner(i))
        .unwrap_or(end)
        .max(start + 1)
}

/// Mentions that begin inside a span.
pub(crate) fn within(mentions: &[Mention], span: Span) -> &[Mention] {
    let first = mentions.partition_point(|m| m.excerpt.span.start < span.start);
    let last = mentions.partition_point(|m| m.excerpt.span.start < span.end);
    &mentions[first..last]
}
