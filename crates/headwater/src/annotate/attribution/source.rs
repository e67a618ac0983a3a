//! What a source is: agency, outlet, official body, person, document, or unnamed.

use super::outlet;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use crate::model::{EntityType, Mention, SourceType, Span};
use std::ops::Range;

/// A source with its name and type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// As written, without article.
    pub name: String,
    pub kind: SourceType,
}

impl Source {
    pub(crate) fn new(name: &str, kind: SourceType) -> Self {
        let name = name.to_string();
        Source { name, kind }
    }
}

/// What a phrase names as a source; none if it is a pronoun alone.
pub(crate) fn source(c: &Clauses, phrase: Range<usize>, mentions: &[Mention]) -> Option<Source> {
    let start = phrase
        .clone()
        .find(|&i| !c.is(i, Class::Determiner) || c.is(i, Class::Pronoun))?;
    let own = start..head(c, start, phrase.end);
    outlet::listed(c, own.clone())
        .or_else(|| outlet::named_last(c, own.clone()))
        .or_else(|| outlet::paper(c, own.clone()))
        .or_else(|| outlet::said_to_be(c, own.clone(), phrase.end))
        .or_else(|| Phrase::new(c, phrase, own, mentions).source())
}

/// A phrase that is asked whom it names.
struct Phrase<'p, 'a> {
    c: &'p Clauses<'a>,
    whole: Range<usize>,
    /// Without article, 'of …', and what follows a comma.
    own: Range<usize>,
    /// Names in the phrase's own words, without those that only modify.
    named: &'p [Mention],
    /// And those that stand after them.
    names: &'p [Mention],
    /// A role stands in it.
    role: bool,
}

impl<'p, 'a> Phrase<'p, 'a> {
    fn new(
        c: &'p Clauses<'a>,
        whole: Range<usize>,
        own: Range<usize>,
        mentions: &'p [Mention],
    ) -> Self {
        let inside = within(mentions, c.span(whole.clone()));
        // 'Clinton insiders': the name only modifies what the phrase is about.
        let last = own.end - 1;
        let about = c.kind(last) == ItemKind::Lower && c.is(last, Class::Role);
        let (named, names) = match about {
            true => (&inside[..0], after(inside, c.span(own.clone()))),
            false => (within(inside, c.span(own.clone())), inside),
        };
        // 'the official Vesna news agency'
        let modifies = |i: usize| {
            let capital = i + 1 < own.end && c.kind(i + 1) == ItemKind::Capital;
            c.text(i).ends_with("official") && capital
        };
        let role = whole.clone().any(|i| c.is(i, Class::Role) && !modifies(i));
        Phrase {
            c,
            whole,
            own,
            named,
            names,
            role,
        }
    }

    fn source(&self) -> Option<Source> {
        self.person()
            .or_else(|| self.medium())
            .or_else(|| self.titled())
            .or_else(|| self.described())
    }

    /// Its own words.
    fn words(&self) -> &'a str {
        self.c.span(self.own.clone()).of(self.c.scan.text())
    }

    /// 'Lee’s': whose something is.
    fn owns(&self, mention: &Mention) -> bool {
        let after = &self.c.scan.text()[mention.excerpt.span.end..];
        after.starts_with("'s") || after.starts_with("’s")
    }

    /// 'a friend of Ann Lee': whose friend the phrase is about.
    fn is_whose(&self, mention: &Mention) -> bool {
        let (c, of) = (self.c, self.own.end);
        let behind = |i: usize| c.span(i..i + 1).start == mention.excerpt.span.start;
        of + 1 < self.whole.end && c.says(of, "of") && behind(of + 1)
    }

    fn person(&self) -> Option<Source> {
        let is_person = |m: &&Mention| m.kind == EntityType::Person && !self.owns(m);
        let own = self.named.iter().rev().find(is_person);
        let other = || {
            self.names
                .iter()
                .find(|m| is_person(m) && !self.is_whose(m))
        };
        let person = own.or_else(other)?;
        Some(Source::new(&person.excerpt.text, SourceType::Person))
    }

    fn medium(&self) -> Option<Source> {
        let is_person = self.role || is_courtesy(self.c, self.own.start);
        (!is_person)
            .then(|| outlet::medium(self.c, self.own.clone()))
            .flatten()
    }

    /// 'Police Constable Tim Fanning', 'Mrs Hale': the name at the end of a phrase that begins with
    /// a courtesy title, or of two words or more with a role.
    fn titled(&self) -> Option<Source> {
        let c = self.c;
        let titles =
            |i: &usize| c.is(*i, Class::Title) || c.is(*i, Class::Role) || c.is(*i, Class::Body);
        let (start, end) = (self.own.start, self.own.end);
        let name = (start..end - 1).rev().find(titles)? + 1..end;
        let capitals = name.clone().all(|i| c.kind(i) == ItemKind::Capital);
        let least = if is_courtesy(c, name.start - 1) { 1 } else { 2 };
        let name = (name.len() >= least && capitals).then(|| c.span(name))?;
        Some(Source::new(name.of(c.scan.text()), SourceType::Person))
    }

    /// A source that is described, not named.
    fn described(&self) -> Option<Source> {
        let (c, first, last) = (self.c, self.own.start, self.own.end - 1);
        let pronoun =
            c.is(first, Class::PersonPronoun) || c.is(first, Class::Pronoun) && first == last;
        if pronoun {
            return None;
        }
        if c.is(last, Class::Document) {
            return Some(Source::new(self.words(), SourceType::Document));
        }
        let found = self.many().or_else(|| self.of_role());
        Some(found.unwrap_or_else(|| self.body()))
    }

    /// 'two sources', 'witnesses', 'officials'.
    fn many(&self) -> Option<Source> {
        let last = self.c.text(self.own.end - 1).to_lowercase();
        let many = last.contains("source")
            || self.role && last.ends_with('s')
            || matches!(last.as_str(), "people" | "witnesses");
        let says = |word| self.c.says(self.whole.start, word);
        let kind = match says("all") || says("both") {
            true => SourceType::Person,
            false => SourceType::Unnamed,
        };
        many.then(|| Source::new(self.words(), kind))
    }

    /// 'the minister', 'Lee’s grandmother', 'a driver'.
    fn of_role(&self) -> Option<Source> {
        let c = self.c;
        let person = |m: &&Mention| {
            let named = matches!(m.kind, EntityType::Person | EntityType::Other);
            named && !self.owns(m) && !self.is_whose(m)
        };
        if !self.role {
            return None;
        }
        if let Some(named) = self.names.iter().rfind(person) {
            return Some(Source::new(&named.excerpt.text, SourceType::Person));
        }
        let office = self.own.clone().any(|i| c.is(i, Class::Office));
        let kind = match office && !c.says(self.own.start, "former") {
            _ if self.is_nameless() => SourceType::Unnamed,
            true => SourceType::Official,
            false if is_known(c, self.whole.start..self.own.end) => SourceType::Person,
            false => SourceType::Unnamed,
        };
        Some(Source::new(self.words(), kind))
    }

    /// 'an official', 'a diplomat who spoke on condition of anonymity': one of many, who is not named.
    fn is_nameless(&self) -> bool {
        let c = self.c;
        let (first, last) = (self.whole.start, self.own.end - 1);
        let one = c.says(first, "a") || c.says(first, "an") || c.says(first, "one");
        super::RULES.nameless.iter().any(|row| {
            let said = |words: &str| self.whole.clone().any(|i| is_among(c, i, words));
            let denied = self.whole.clone().any(|i| c.is(i, Class::Negation));
            said(&row.said) || denied && said(&row.denied) || one && is_among(c, last, &row.roles)
        })
    }

    /// The name that begins the phrase, beyond its own words: 'Office for Mines'.
    fn whole_name(&self) -> Option<&'a str> {
        let own = self.c.span(self.own.clone());
        let longer = |m: &&Mention| {
            let name = m.excerpt.span;
            name.start == own.start && name.end > own.end
        };
        let name = self.names.iter().find(longer)?;
        Some(name.excerpt.span.of(self.c.scan.text()))
    }

    /// 'the council', 'Norway', 'the hospital in Arden'.
    fn body(&self) -> Source {
        let c = self.c;
        if let Some(placed) = self.placed() {
            return Source::new(placed, SourceType::Official);
        }
        let body = self.own.clone().any(|i| c.is(i, Class::Body));
        let kind = match self.names.first() {
            _ if body => SourceType::Official,
            None => SourceType::Unnamed,
            Some(first) if self.owns(first) => SourceType::Official,
            Some(first) => match first.kind {
                // 'a letter seen by the Ledger': nobody's name has an article.
                EntityType::Person | EntityType::Other if c.says(self.whole.start, "the") => {
                    SourceType::Unnamed
                }
                EntityType::Person => SourceType::Person,
                EntityType::Other if c.kind(self.own.start) == ItemKind::Capital => {
                    SourceType::Person
                }
                _ => SourceType::Official,
            },
        };
        Source::new(self.whole_name().unwrap_or(self.words()), kind)
    }

    /// 'the hospital in Arden': a body without a name is told by its place.
    fn placed(&self) -> Option<&'a str> {
        let (c, body, end) = (self.c, self.own.clone(), self.whole.end);
        let capital = |i: usize| i < end && c.kind(i) == ItemKind::Capital && !c.is(i, Class::Time);
        let named = body.clone().any(|i| c.kind(i) == ItemKind::Capital);
        let place = body.end + 1;
        let is_in = body.end < end && c.says(body.end, "in");
        if named || !c.is(body.end - 1, Class::Body) || !is_in || !capital(place) {
            return None;
        }
        let close = (place..end).find(|&i| !capital(i)).unwrap_or(end);
        Some(c.span(body.start..close).of(c.scan.text()))
    }
}

/// The phrase is what stands for itself in news: a role, an office, a body or a text.
pub(crate) fn is_official(c: &Clauses, phrase: Range<usize>) -> bool {
    phrase
        .into_iter()
        .any(|i| c.is(i, Class::Role) || c.is(i, Class::Body))
}

/// The item is one of a rule's words.
fn is_among(c: &Clauses, item: usize, words: &str) -> bool {
    words.split(' ').any(|word| c.says(item, word))
}

/// 'local media', 'two people familiar with the plan': many, of whom none is named.
pub(crate) fn is_anonymous(c: &Clauses, phrase: Range<usize>) -> bool {
    super::RULES
        .anonymous
        .iter()
        .any(|row| match row.knowing.as_str() {
            "" => phrase.len() > 1 && is_among(c, phrase.end - 1, &row.words),
            knowing => {
                let said = |words: &str| phrase.clone().any(|i| is_among(c, i, words));
                said(&row.words) && said(knowing)
            }
        })
}

/// Whoever is named or speaks can inform: in 'citing high costs' and 'carried by trains' nobody does.
pub(crate) fn informs(c: &Clauses, phrase: Range<usize>, source: &Source) -> bool {
    let speaks =
        |i: usize| c.is(i, Class::Role) || c.is(i, Class::Body) || c.is(i, Class::Document);
    source.kind != SourceType::Unnamed
        || is_anonymous(c, phrase.clone())
        || phrase.clone().any(speaks)
        || source.name.contains("source")
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
    let name = c.span(start..end).of(c.scan.text());
    Source::new(name, SourceType::Outlet)
}

/// 'the last man', 'Lee's grandmother': a person whom the text has spoken of or names by another.
fn is_known(c: &Clauses, phrase: Range<usize>) -> bool {
    c.says(phrase.start, "the")
        || phrase
            .clone()
            .any(|i| c.kind(i) == ItemKind::Possessive || c.is(i, Class::PossessivePronoun))
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
