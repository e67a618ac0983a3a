//! Who a document's pronouns and descriptions can mean.

use super::age::Ages;
use super::dead::Dead;
use super::gender::{self, Gender, has_given_name};
use super::{epithet, office, seat};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, look_up};
use crate::model::{EntityType, Mention, Span};
use std::collections::BTreeMap;

/// What a document says of one of its named persons.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    pub gender: Gender,
    /// Roles by title or apposition, lower case.
    roles: Vec<String>,
    /// The word before a role, with the role: 'interior' of 'interior secretary'.
    offices: Vec<(String, String)>,
    /// A mention shows a person, or no mention shows anything else.
    pub person: bool,
    /// A mention shows a person.
    human: bool,
}

/// A mention that can be a speaker.
#[derive(Clone, Debug)]
pub(crate) struct Named<'a> {
    pub span: Span,
    pub name: &'a str,
    pub kind: EntityType,
    /// 'Lee's': names an owner, not a speaker.
    pub possessive: bool,
}

/// The people of a document.
pub(crate) struct People<'a> {
    /// Mentions outside marks, in text order.
    pub named: Vec<Named<'a>>,
    /// By name.
    persons: BTreeMap<&'a str, Person>,
    /// By role, the names that bear it.
    roles: BTreeMap<String, Vec<&'a str>>,
    /// By last word in lower case, the names of organisations, 'authority' of 'Port Authority', and where
    /// each stands first.
    bodies: BTreeMap<String, BTreeMap<&'a str, usize>>,
    /// By last word in lower case, the persons with names of several words.
    families: BTreeMap<String, Vec<&'a str>>,
    /// By first word in lower case, the same.
    given: BTreeMap<String, Vec<&'a str>>,
    /// Places that speak for those who govern there, in text order.
    seats: Vec<(Span, &'a str)>,
    ages: Ages<'a>,
    dead: Dead<'a>,
    /// The first person named, and where another is.
    lone: Option<(Span, &'a str, usize)>,
}

impl<'a> People<'a> {
    /// A person's name of several words begins where the item at `span` does.
    pub fn is_full_name_at(&self, span: Span) -> bool {
        let at = self.named.partition_point(|n| n.span.start < span.start);
        let full = |n: &&Named| n.span.start == span.start && n.span.end > span.end;
        let named = self.named.get(at).filter(full);
        named.is_some_and(|n| n.kind == EntityType::Person)
    }

    /// The name that begins before a place and ends behind it.
    fn around(&self, at: usize) -> Option<&Named<'a>> {
        let next = self.named.partition_point(|n| n.span.start < at);
        let before = self.named[..next].last();
        before.filter(|n| n.span.end > at)
    }

    /// The words are part of a longer name: 'and' of 'Marks and Lee Partners'.
    pub fn is_inside_name(&self, span: Span) -> bool {
        self.around(span.start).is_some()
    }

    /// The item at which a phrase begins, or the name that holds it: 'Marks' for 'Lee' of 'Marks & Lee'.
    pub fn begin(&self, c: &Clauses, item: usize) -> usize {
        let around = self.around(c.span(item..item + 1).start);
        around.map_or(item, |n| items_of(c, n.span).start)
    }

    /// Gathers gender and roles from the words around every mention.
    pub fn new(c: &Clauses, mentions: &'a [Mention]) -> Self {
        let mut people = People {
            named: Vec::new(),
            persons: BTreeMap::new(),
            roles: BTreeMap::new(),
            bodies: BTreeMap::new(),
            families: BTreeMap::new(),
            given: BTreeMap::new(),
            seats: Vec::new(),
            ages: Ages::default(),
            dead: Dead::default(),
            lone: None,
        };
        let mut marked = c.marked.iter().peekable();
        for mention in mentions {
            let span = mention.excerpt.span;
            while marked.next_if(|m| m.inner.end <= span.start).is_some() {}
            let name = mention.entity.as_deref().unwrap_or(&mention.excerpt.text);
            let inside = marked.peek().is_some_and(|m| m.inner.contains(span));
            if inside || mention.kind == EntityType::Person && is_native(c, span) {
                continue;
            }
            match mention.kind {
                EntityType::Place if seat::is_seat(name) => people.seats.push((span, name)),
                EntityType::Person => people.count(span, name),
                _ => {}
            }
            if matches!(mention.kind, EntityType::Place) {
                continue;
            }
            if let (EntityType::Organisation, Some((_, last))) =
                (mention.kind, name.rsplit_once(' '))
            {
                let named = people.bodies.entry(last.to_lowercase()).or_default();
                named.entry(name).or_insert(span.start);
            }
            let items = items_of(c, span);
            if mention.kind == EntityType::Person {
                people.ages.learn(c, span.start, items.clone(), name);
                people.dead.learn(c, &items, name);
            }
            let person = people.persons.entry(name).or_default();
            learn(c, person, &items, name);
            // 'NBC 4' and headlines are of no kind.
            let plain =
                !name.contains(|ch: char| ch.is_ascii_digit()) && name.split(' ').count() <= 4;
            let other = mention.kind == EntityType::Other && plain;
            person.human |= mention.kind == EntityType::Person;
            person.person |= person.human || other;
            people.named.push(Named {
                span,
                name,
                kind: mention.kind,
                possessive: items.end < c.items.len() && c.kind(items.end) == ItemKind::Possessive,
            });
        }
        for (name, person) in &people.persons {
            for role in &person.roles {
                people.roles.entry(role.clone()).or_default().push(name);
            }
            if let (true, Some((given, last))) = (person.person, name.rsplit_once(' ')) {
                let family = people.families.entry(last.to_lowercase());
                family.or_default().push(name);
                // 'Del Rio' of 'Jack Del Rio'
                let particle = given.rsplit_once(' ').map(|(_, particle)| particle);
                if let Some(particle) = particle.filter(|p| look_up(p).is(Class::NameParticle)) {
                    let both = format!("{particle} {last}").to_lowercase();
                    people.families.entry(both).or_default().push(name);
                }
                if let Some(first) = name.split(' ').next().filter(|_| has_given_name(name)) {
                    let given = people.given.entry(first.to_lowercase());
                    given.or_default().push(name);
                }
            }
        }
        people
    }

    /// Takes note of the first person and of the next.
    fn count(&mut self, span: Span, name: &'a str) {
        match &mut self.lone {
            None => self.lone = Some((span, name, usize::MAX)),
            Some((_, first, end)) if *first != name => *end = span.start.min(*end),
            Some(_) => {}
        }
    }

    /// The only person named before a place.
    pub fn lone(&self, at: usize) -> Option<&'a str> {
        let alone = self
            .lone
            .filter(|(first, _, end)| first.end <= at && at < *end);
        alone.map(|(_, name, _)| name)
    }

    /// Who is so many years old, of those named before a place: one alone whose age is given, or the only
    /// person where it is not.
    pub fn aged(&self, age: u32, at: usize) -> Option<&'a str> {
        let alone = || self.lone(at).filter(|name| !self.ages.knows(name));
        self.ages.bearer(age, at).ok()?.or_else(alone)
    }

    /// The document tells the death of this person.
    pub fn is_dead(&self, name: &str) -> bool {
        self.dead.holds(name)
    }

    /// The place that speaks for those who govern there, if it is all that a span holds.
    pub fn seat(&self, span: Span) -> Option<&'a str> {
        let at = self.seats.partition_point(|(s, _)| s.start < span.start);
        let seat = self.seats.get(at).filter(|(s, _)| *s == span);
        seat.map(|(_, name)| *name)
    }

    /// The name can be a person's.
    pub fn is_person(&self, name: &str) -> bool {
        self.persons.get(name).is_some_and(|p| p.person)
    }

    /// The name is a person's, and 'he' or 'she' can mean it: no ship, no headline.
    pub fn is_human(&self, name: &str) -> bool {
        self.persons.get(name).is_some_and(|p| p.human)
    }

    /// The gender a name has in this document.
    pub fn gender(&self, name: &str) -> Gender {
        self.persons.get(name).map_or(Gender::Unknown, |p| p.gender)
    }

    /// Indexes of the mentions that begin inside a span.
    pub fn within(&self, span: Span) -> &[Named<'a>] {
        let first = self.named.partition_point(|n| n.span.start < span.start);
        let last = self.named.partition_point(|n| n.span.start < span.end);
        &self.named[first..last]
    }

    /// The person named last before a place.
    pub fn before(&self, at: usize) -> Option<&'a str> {
        const FARTHEST: usize = 16;
        let end = self.named.partition_point(|n| n.span.start < at);
        let near = self.named[..end].iter().rev().take(FARTHEST);
        let mut persons = near.filter(|n| n.kind == EntityType::Person);
        persons.next().map(|n| n.name)
    }

    /// The only organisation here whose name ends in this word, if it is named before a place.
    pub fn body(&self, word: &str, at: usize) -> Option<&'a str> {
        let bodies = self.bodies.get(word)?;
        let (name, first) = bodies.first_key_value().filter(|_| bodies.len() == 1)?;
        (*first < at).then_some(*name)
    }

    /// The only person here whose name has several words and ends in this one.
    pub fn family(&self, word: &str) -> Option<&'a str> {
        let named = self.families.get(&word.to_lowercase())?;
        named.first().filter(|_| named.len() == 1).copied()
    }

    /// The only person here whose name of several words begins with this given name.
    pub fn given(&self, word: &str) -> Option<&'a str> {
        let named = self.given.get(&word.to_lowercase())?;
        named.first().filter(|_| named.len() == 1).copied()
    }

    /// The name is an organisation's throughout.
    pub fn is_body(&self, name: &str) -> bool {
        self.persons.get(name).is_some_and(|p| !p.person)
    }

    /// A person's office is another of the same role: the fire chief is not the police chief.
    pub fn has_other_office(&self, name: &str, role: &str, field: &str) -> bool {
        let offices = self.persons.get(name).map_or(&[][..], |p| &p.offices);
        let mut same = offices.iter().filter(|(_, of)| of == role).peekable();
        same.peek().is_some() && same.all(|(own, _)| own != field)
    }

    /// Names whose role here is `role`, in order.
    pub fn with_role(&self, role: &str) -> &[&'a str] {
        self.roles.get(role).map_or(&[], Vec::as_slice)
    }
}

/// 'the Dutchman' names nobody.
fn is_native(c: &Clauses, span: Span) -> bool {
    let article = items_of(c, span).start.checked_sub(1);
    article.is_some_and(|at| c.says(at, "the")) && epithet::is_native(span.of(c.scan.text()))
}

/// The items that begin inside a span.
pub(crate) fn items_of(c: &Clauses, span: Span) -> std::ops::Range<usize> {
    let start = |i: &crate::annotate::clause::Item| c.scan.tokens[i.first].span.start;
    let first = c.items.partition_point(|i| start(i) < span.start);
    let last = c.items.partition_point(|i| start(i) < span.end);
    first..last.max(first)
}

/// Adds what the words right before and after a mention say of its bearer.
fn learn(c: &Clauses, person: &mut Person, items: &std::ops::Range<usize>, name: &str) {
    const FARTHEST: usize = 8;
    let mut at = items.start;
    while at > 0 && items.start - at < FARTHEST {
        let before = at - 1;
        let comma = c.kind(before) == ItemKind::Comma && at == items.start;
        let word = c.kind(before) == ItemKind::Lower && !c.items[before].word.reports()
            || c.kind(before) == ItemKind::Stop
                && c.text(before) == "."
                && !c.ends_sentence(before)
            || c.is(before, Class::Title)
            || c.is(before, Class::Role);
        let bounded = c.is(before, Class::Preposition)
            || c.is(before, Class::Conjunction)
            || c.is(before, Class::Auxiliary);
        if !(word && !bounded || comma) {
            break;
        }
        add_role(c, person, before);
        at = before;
    }
    let mut after = items.end;
    if after < c.items.len() && c.kind(after) == ItemKind::Parenthesis {
        after += 1;
    }
    if after + 1 < c.items.len() && c.kind(after) == ItemKind::Comma {
        let phrase = noun::base_end(c, after + 1, c.items.len().min(after + 1 + FARTHEST));
        (after + 1..phrase).for_each(|i| add_role(c, person, i));
    }
    // 'the actor Mary Holt', 'the Lord Mayor, Mary Peck': a given name tells more than an office.
    if let Some((given, _)) = name.split_once(' ') {
        person.gender = gender::of_given(given).unwrap_or(person.gender);
    }
}

fn add_role(c: &Clauses, person: &mut Person, item: usize) {
    let word = c.items[item].word;
    if word.is(Class::Male) {
        person.gender = Gender::He;
    } else if word.is(Class::Female) {
        person.gender = Gender::She;
    }
    let titled = word.is(Class::Title) || c.kind(item) == ItemKind::Capital;
    if !titled && !word.is(Class::Role) {
        return;
    }
    let role = head(c.text(item));
    let role = match office::full_title(&role) {
        Some(full) => full.to_string(),
        None if word.is(Class::Role) => role,
        None => return,
    };
    if let Some(field) = office::field(c, item) {
        person.offices.push((field, role.clone()));
    }
    if !person.roles.contains(&role) {
        person.roles.push(role);
    }
}

/// The last part of a compound, lower case: 'leader' of 'co-leader'.
pub(crate) fn head(word: &str) -> String {
    word.rsplit('-').next().unwrap_or(word).to_lowercase()
}
