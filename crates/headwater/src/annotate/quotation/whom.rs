//! Whom a phrase names: a person before anything else, never one who only tells which.

use super::people::{self, Named};
use super::speaker::Sieve;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use crate::lexicon::outlet_name;
use crate::model::{EntityType, Span};
use std::ops::Range;

/// 'representing' after a noun: what it begins describes the noun.
fn is_participle(c: &Clauses, at: usize) -> bool {
    c.text(at).ends_with("ing") && c.text(at).len() > 5 && c.kind(at - 1) == ItemKind::Lower
}

/// A preposition or 'who': behind it others are named than the one who speaks.
fn opens_clause(c: &Clauses, at: usize) -> bool {
    let clause = c.is(at, Class::Preposition) || c.is(at, Class::Relative);
    clause && c.kind(at) == ItemKind::Lower
}

fn adds(c: &Clauses, at: usize) -> bool {
    c.says(at, "and") || c.says(at, "nor")
}

/// Before an item stands a name with which a sentence, or what follows a comma or marks, begins.
fn opens_with_name(c: &Clauses, end: usize) -> bool {
    let name = (0..end)
        .rev()
        .take_while(|&i| c.kind(i) == ItemKind::Capital);
    name.last().is_some_and(|start| {
        start.checked_sub(1).is_none_or(|before| {
            let kind = c.kind(before);
            matches!(kind, ItemKind::Comma | ItemKind::Marked(_)) || c.ends_sentence(before)
        })
    })
}

/// Names in a stretch of a phrase that are not its head's.
#[derive(Clone, Copy)]
enum Held {
    Persons,
    Bodies,
    All,
}

impl<'a> Sieve<'a, '_> {
    /// The speaker named in a phrase: a person before anything else, never an owner.
    pub(super) fn named_in(&self, phrase: Range<usize>) -> Option<&'a str> {
        if phrase.is_empty() || self.is_joint(phrase.clone()) {
            return None;
        }
        let c = self.c;
        let phrase = self.people.begin(c, phrase.start)..phrase.end;
        let inside = self.people.within(c.span(phrase.clone()));
        if inside.is_empty() {
            return None;
        }
        let held = self.held(phrase.clone());
        let held = |n: &&Named| {
            let person = n.kind == EntityType::Person;
            held.is_some_and(|(within, held)| match held {
                Held::Persons => person && within.contains(n.span),
                Held::Bodies => !person && n.span.start > within.start,
                Held::All => within.contains(n.span) || !person && n.span.start > within.start,
            })
        };
        let speaks = |n: &&Named| !n.possessive && !held(n) && !self.modifies(n, phrase.end);
        let candidates = || inside.iter().filter(speaks);
        // 'Ferrum spokeswoman Ann Lee', and not 'Ann Lee, the mother of victim Bo Ek'
        let ends = |&i: &usize| c.kind(i) == ItemKind::Comma || opens_clause(c, i);
        let head_end = phrase.clone().find(ends).unwrap_or(phrase.end - 1);
        let titled = |n: &&Named| {
            let mut roles = phrase.start..head_end;
            roles.any(|i| {
                let lower = |i: usize| c.kind(i) == ItemKind::Lower;
                let role = c.is(i, Class::Role);
                // 'Jackson fire Marshal Ann Lee'
                let ranked = i > phrase.start && lower(i - 1) && !adds(c, i - 1);
                role && (lower(i) || ranked) && c.span(i + 1..i + 2).start == n.span.start
            })
        };
        // 'Warren County Sheriff Ann Lee'
        let close = phrase.clone().find(ends).unwrap_or(phrase.end);
        let last = c
            .span(close.max(phrase.start + 1) - 1..close.max(phrase.start + 1))
            .end;
        let mut people = candidates().filter(|n| n.kind == EntityType::Person);
        let closing = people.clone().find(|n| n.span.end == last);
        let person = people
            .clone()
            .find(titled)
            .or(closing)
            .or_else(|| people.next());
        person.or_else(|| candidates().next()).map(|n| n.name)
    }

    /// 'the Ferrum boss', 'a Ferrum source', 'the Ferrum-run board': the name only tells which, and so
    /// does a person's before a body, 'the Lee campaign'. A body speaks through 'a Ferrum spokesman'.
    fn modifies(&self, named: &Named, end: usize) -> bool {
        let c = self.c;
        let name = people::items_of(c, named.span);
        if c.scan.text()[named.span.end..].starts_with('-') {
            return true;
        }
        let plain = |&i: &usize| c.kind(i) == ItemKind::Lower && !opens_clause(c, i);
        let head = (name.end..end.max(name.end)).take_while(plain).last();
        head.is_some_and(|i| {
            let person = named.kind == EntityType::Person;
            let speaks_for = !person && c.text(i).starts_with("spokes");
            // 'Troy police', 'the Lee campaign'
            let body = c.is(i, Class::Body) && !outlet_name::is_press_word(c.text(i));
            // 'The Lee family', 'the Ann Lee book'
            let article = name.start > 0 && c.is(name.start - 1, Class::Determiner);
            let noun = article && !c.is(i, Class::Adverb);
            c.is(i, Class::Role) && !speaks_for || person && (body || noun)
        })
    }

    /// 'Ann Lee and Bo Ek', 'Grant and her deputy, Bo Ek': two who speak together, where one alone
    /// would be the wrong one.
    pub(super) fn is_joint(&self, phrase: Range<usize>) -> bool {
        let c = self.c;
        let head = phrase.clone().take_while(|&i| !opens_clause(c, i));
        let mut inner = head.filter(|&i| i > phrase.start && adds(c, i));
        let inside = |and: usize| {
            let full = || self.people.is_full_name_at(c.span(and + 1..and + 2));
            match c.kind(and - 1) {
                ItemKind::Capital => true,
                ItemKind::Comma | ItemKind::Parenthesis => full(),
                // 'the mayor and Ann Lee', not 'actor and director Ann Lee'
                ItemKind::Lower => c.is(phrase.start, Class::Determiner) && full(),
                _ => false,
            }
        };
        let before = phrase.start.checked_sub(1).filter(|&i| adds(c, i));
        // 'Ann Lee and the mayor', but not 'Ann Lee, a nurse and a member of the club'
        let comma = |i: usize| c.kind(i) == ItemKind::Comma;
        let beside = |and: usize| {
            let another = and + 1 < phrase.end && c.is(and + 1, Class::Determiner);
            another && !(phrase.start..and).any(comma)
        };
        inner.any(|and| {
            let next = || beside(and) || self.joins(and, phrase.end) || self.are_two(&phrase, and);
            next() && inside(and)
        }) || before.is_some_and(|and| opens_with_name(c, and) && self.joins(and, phrase.end))
    }

    /// 'House Speaker Ann Lee and Minority Leader Bo Ek': a person's name ends before 'and', and another ends
    /// the phrase.
    fn are_two(&self, phrase: &Range<usize>, and: usize) -> bool {
        let c = self.c;
        if and + 1 >= phrase.end {
            return false;
        }
        let ends = |part: Range<usize>| {
            let close = c.span(part.clone()).end;
            let mut named = self.people.within(c.span(part)).iter();
            named.any(|n| n.kind == EntityType::Person && !n.possessive && n.span.end == close)
        };
        ends(phrase.start..and) && ends(and + 1..phrase.end)
    }

    /// Behind this 'and' stands another who speaks: not 'Kell and Arden captain Ann Lee'.
    fn joins(&self, and: usize, end: usize) -> bool {
        let c = self.c;
        if and + 1 >= end || self.people.is_inside_name(c.span(and..and + 1)) {
            return false;
        }
        if c.is(and + 1, Class::PossessivePronoun) {
            return true;
        }
        let title = |&i: &usize| c.is(i, Class::Title) || c.is(i, Class::Role);
        // 'and party leader Bo Ek', but not 'Deputy Mayor and police chief Ann Lee'
        let lower = |&i: &usize| c.kind(i) == ItemKind::Lower && !opens_clause(c, i);
        let described = (and + 1..end).take_while(lower).last();
        let described = described.filter(|i| c.is(*i, Class::Role) && !title(&(and - 1)));
        let start = (and + 1..end).find(|i| !title(i)).unwrap_or(end);
        let start = described.map_or(start, |role| role + 1);
        // 'Ann C. Lee'
        let stop = |i: usize| c.kind(i) == ItemKind::Stop && !c.ends_sentence(i);
        let capital = |&i: &usize| c.kind(i) == ItemKind::Capital || i > start && stop(i);
        let close = (start..end).find(|i| !capital(i)).unwrap_or(end);
        let later =
            |n: &Named| n.kind == EntityType::Person && n.span.start > c.span(start..close).start;
        let ends = || {
            let next = matches!(c.kind(close), ItemKind::Comma | ItemKind::Parenthesis);
            next || opens_clause(c, close)
        };
        close > start
            && (close == end || ends())
            && !self.people.within(c.span(start..close)).iter().any(later)
    }

    /// 'the board, chaired by Ann Lee': one body speaks, and not who leads it. A text is its author's.
    fn is_led_by(&self, by: usize, start: usize) -> bool {
        let c = self.c;
        let Some(participle) = by.checked_sub(1).filter(|&p| p > start) else {
            return false;
        };
        let last = participle - 1;
        let comma = usize::from(c.kind(last) == ItemKind::Comma);
        let noun = last.checked_sub(comma).filter(|&noun| noun >= start);
        let text = noun.is_none_or(|noun| c.is(noun, Class::Document));
        let led = c.text(participle).ends_with("ed") || c.says(participle, "run");
        c.says(by, "by") && led && !text
    }

    /// Where a phrase names others than its head, and which names there are such: 'the mayor of Kell,
    /// Ann Lee' names a town, 'a notice at Lee's office' nobody at all, and 'a spokesman for the
    /// Harbour Board' the board that speaks.
    fn held(&self, phrase: Range<usize>) -> Option<(Span, Held)> {
        let c = self.c;
        if let Some(by) = (phrase.clone()).find(|&i| self.is_led_by(i, phrase.start)) {
            return Some((c.span(by..phrase.end), Held::Persons));
        }
        let preposition = phrase.clone().find(|&i| {
            let clause = i > phrase.start && (c.is(i, Class::Relative) || is_participle(c, i));
            c.is(i, Class::Preposition) || clause && c.kind(i) == ItemKind::Lower
        })?;
        let head = phrase.start..preposition;
        // 'an inquiry by the Harbour Board', 'a letter from Lee', not 'a letter obtained by the Post'
        let text = head.clone().any(|i| c.is(i, Class::Document));
        let made = head.clone().next_back().is_some_and(|last| {
            let word = c.text(last);
            !word.ends_with("ed") && !word.ends_with("en")
        });
        if made && c.says(preposition, "by") || text && c.says(preposition, "from") {
            return None;
        }
        // 'Ferrum's letter to Ann Lee, the mayor'
        if text && c.says(preposition, "to") {
            return Some((c.span(preposition..phrase.end), Held::All));
        }
        let role = head.clone().any(|i| c.is(i, Class::Role));
        let named = head.clone().any(|i| {
            let other = c.is(i, Class::Determiner) || c.is(i, Class::Role);
            // 'Health officials in the city' opens a sentence.
            let seen = || i > phrase.start || !self.people.within(c.span(i..i + 1)).is_empty();
            c.kind(i) == ItemKind::Capital && !other && seen()
        });
        // 'head of the inquiry Ann Lee', 'Secretary of State Ann Lee'
        let apposed = |i: usize| {
            let word = [ItemKind::Lower, ItemKind::Capital].contains(&c.kind(i));
            let other = [
                Class::Role,
                Class::Title,
                Class::Determiner,
                Class::Preposition,
            ];
            let late = ["late", "then"].iter().any(|word| c.says(i, word)) || adds(c, i);
            // 'the mother of 4-year-old Ann Lee'
            let aged = c.text(i).starts_with(|ch: char| ch.is_ascii_digit());
            let noun = word && !late && !aged && !other.iter().any(|&class| c.is(i, class));
            // 'Chief of Army Staff General Ann Lee', not 'the office of Kell Mayor Ann Lee'
            let office =
                c.says(preposition, "of") && !c.is(preposition.saturating_sub(1), Class::Body);
            let title = |i: usize| {
                let title = c.is(i, Class::Title) || c.is(i, Class::Role);
                office && title && c.kind(i) == ItemKind::Capital
            };
            let named =
                |i: usize| i + 1 < phrase.end && self.people.is_full_name_at(c.span(i..i + 1));
            let name = (i + 1..phrase.end).find(|&i| named(i) || !title(i));
            noun && name.is_some_and(named)
        };
        let comma = (preposition..phrase.end).find(|&i| c.kind(i) == ItemKind::Comma);
        let end = (preposition + 1..phrase.end)
            .find(|&i| apposed(i))
            .map(|i| i + 1);
        let within = c.span(preposition..comma.or(end).unwrap_or(phrase.end));
        if role {
            let of = ["of", "for"].iter().any(|word| c.says(preposition, word));
            let speaks_for = c.text(preposition - 1).starts_with("spokes");
            // 'a source close to Lee', 'a lawyer representing Lee', 'an analyst at Ferrum'
            match (of, named) {
                (true, true) => Some((within, Held::Bodies)),
                (true, false) if speaks_for => Some((within, Held::Persons)),
                (_, false) => Some((within, Held::All)),
                (false, true) => None,
            }
        } else {
            // 'The Harp in Douglas'
            let there = ["in", "at", "near"]
                .iter()
                .any(|word| c.says(preposition, word));
            let held = if named { Held::Persons } else { Held::All };
            (comma.is_none() && (!named || there)).then_some((within, held))
        }
    }
}
