//! A verb behind 'and': who has spoken speaks again ('said it was lost and blamed the mayor'), or
//! somebody in what is told acts on ('said her boss called and blamed her').

use super::extent::after_adjuncts;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Form, Takes, Word};
use std::ops::Range;

/// What stands behind the subject of a clause.
#[derive(PartialEq)]
enum Predicate {
    /// 'called', 'had called'
    Acts,
    /// 'was called'
    Suffers,
    /// 'was late', 'was calling', 'would call', 'did not call'
    Other,
    /// No verb at all.
    Missing,
}

/// Who has spoken speaks again at item `at`, behind 'and': 'and added that', 'and told reporters'. `told` is
/// what was said before. 'She was robbed and told to keep quiet' and 'he heard a bang and saw smoke' go on.
pub(super) fn says(c: &Clauses, told: Range<usize>, at: usize, end: usize) -> bool {
    let word = c.items[at].word;
    let speaks = word.takes(Takes::That) || word.takes(Takes::Quote);
    let acts = word.takes(Takes::Act) || word.takes(Takes::Object) || word.takes(Takes::For);
    if !word.form.tells() || !speaks && !acts {
        return false;
    }
    // A pronoun can be who has spoken.
    let clause = Clause::new(c, told.clone());
    let another = |subject: &Range<usize>| !c.is(subject.start, Class::PersonPronoun);
    if clause
        .acts_on(c, at)
        .is_some_and(|subject| another(&subject))
    {
        return false;
    }
    // 'and pointed to the losses'
    if word.takes(Takes::Toward) && at + 2 < end && c.says(at + 1, "to") {
        return noun::begins(c, at + 2);
    }
    if !speaks {
        return clause.is_open(c, &told) && has_object(c, at, end);
    }
    let next = after_adjuncts(c, at + 1, end);
    let marked = |i: usize| i < end && c.marked_at(i).is_some();
    let mark = next < end && matches!(c.kind(next), ItemKind::Comma | ItemKind::Colon);
    let utterance = marked(next) || mark && marked(next + 1);
    utterance || is_said(c, word, next, end) || vows(c, word, at + 1, end)
}

/// Who has spoken speaks again at item `at`, behind a comma, with more to come: 'said it was lost, |called it a
/// shame and left'.
pub(super) fn lists(c: &Clauses, told: Range<usize>, at: usize, end: usize) -> bool {
    const FARTHEST: usize = 25;
    let word = c.items[at].word;
    let acts = word.takes(Takes::Act) || word.takes(Takes::Object);
    let joins = |i: usize| {
        let verb = i + 1 < end && (noun::is_past(c, i + 1) || c.items[i + 1].word.form.tells());
        c.says(i, "and") && verb
    };
    if !acts || !word.form.tells() || !has_object(c, at, end) {
        return false;
    }
    let clause = Clause::new(c, told.clone());
    clause.predicate == Predicate::Other
        && clause.is_open(c, &told)
        && (at + 1..end.min(at + FARTHEST)).any(joins)
}

/// 'blamed |the mayor', 'called |for help': whom or what an act of speech is about stands behind its verb.
fn has_object(c: &Clauses, verb: usize, end: usize) -> bool {
    let (word, next) = (c.items[verb].word, verb + 1);
    let direct = word.takes(Takes::Act) || word.takes(Takes::Object);
    let through = next + 1 < end && goes_through(c, verb, next);
    through && noun::begins(c, next + 1) || direct && next < end && noun::begins(c, next)
}

/// The preposition at an item belongs to the verb: 'called |for'.
pub(super) fn goes_through(c: &Clauses, verb: usize, at: usize) -> bool {
    const PREPOSITIONS: [(Takes, &str); 6] = [
        (Takes::For, "for"),
        (Takes::On, "on"),
        (Takes::About, "about"),
        (Takes::Toward, "to"),
        (Takes::Of, "of"),
        (Takes::Against, "against"),
    ];
    let word = c.items[verb].word;
    let mut through = PREPOSITIONS.iter();
    through.any(|&(takes, text)| word.takes(takes) && c.says(at, text))
}

/// The subject of a told clause whose verb goes on with that at item `verb`, behind 'and': 'Lee said |the man|
/// stopped and asked for money'. Nobody where the speaker's own verb goes on.
pub(super) fn acts_on(c: &Clauses, told: Range<usize>, verb: usize) -> Option<Range<usize>> {
    Clause::new(c, told).acts_on(c, verb)
}

/// The clause with which what is told begins.
struct Clause {
    subject: Range<usize>,
    predicate: Predicate,
}

impl Clause {
    fn new(c: &Clauses, told: Range<usize>) -> Self {
        let start = told.start + usize::from(!told.is_empty() && c.says(told.start, "that"));
        let end = match start < told.end && c.is(start, Class::PersonPronoun) {
            true => start + 1,
            false => phrase_end(c, start, told.end),
        };
        match start < end && end < told.end {
            true => Clause {
                subject: start..end,
                predicate: predicate(c, end, told.end),
            },
            false => Clause {
                subject: told.start..told.start,
                predicate: Predicate::Missing,
            },
        }
    }

    /// Its subject, where that acts and the verb behind 'and' can be its own.
    fn acts_on(&self, c: &Clauses, verb: usize) -> Option<Range<usize>> {
        let acts = is_past(c, verb) && self.predicate == Predicate::Acts;
        let somebody = acts && noun::is_somebody(c, self.subject.clone());
        (somebody && !c.says(self.subject.start, "it")).then(|| self.subject.clone())
    }

    /// Nobody in what is told has done anything that a verb behind 'and' could go on with.
    fn is_open(&self, c: &Clauses, told: &Range<usize>) -> bool {
        let helped = |i: usize| {
            c.is(i, Class::Auxiliary) || c.is(i, Class::Adverb) || c.is(i, Class::Determiner)
        };
        let acts = |i: usize| c.kind(i) == ItemKind::Lower && is_past(c, i) && !helped(i - 1);
        let open = matches!(self.predicate, Predicate::Other | Predicate::Missing);
        open && !(told.start + 1..told.end).any(acts)
    }
}

/// Where the phrase that begins at an item ends; 'officers |arrived': before a past form that no article owns.
fn phrase_end(c: &Clauses, start: usize, limit: usize) -> usize {
    let end = noun::attached_end(c, start, limit);
    let owned = |i: usize| c.is(i, Class::Determiner) || c.is(i, Class::PossessivePronoun);
    let past = |&i: &usize| c.kind(i) == ItemKind::Lower && is_past(c, i) && !owned(i - 1);
    (start + 1..end).find(past).unwrap_or(end)
}

/// A past form, of a verb of saying as well: 'found'.
fn is_past(c: &Clauses, at: usize) -> bool {
    noun::is_past(c, at) || c.items[at].word.form == Form::Past
}

/// What the verb group that begins at an item, behind a subject, says of it.
fn predicate(c: &Clauses, at: usize, end: usize) -> Predicate {
    const HAVE: [&str; 3] = ["had", "has", "have"];
    let passed = |i: usize| {
        let skipped = c.is(i, Class::Adverb) || c.is(i, Class::Negation);
        skipped && c.kind(i) == ItemKind::Lower
    };
    let next = |from: usize| (from..end).find(|&i| !passed(i));
    let Some(verb) = next(at).filter(|&i| c.kind(i) == ItemKind::Lower) else {
        return Predicate::Missing;
    };
    let behind = next(verb + 1);
    if c.is(verb, Class::Be) {
        return match behind {
            Some(i) if c.kind(i) == ItemKind::Lower && is_past(c, i) => Predicate::Suffers,
            _ => Predicate::Other,
        };
    }
    let have = HAVE.iter().any(|word| c.says(verb, word));
    match behind {
        Some(been) if have && c.is(been, Class::Be) => predicate(c, been, end),
        _ if have => Predicate::Acts,
        _ if c.is(verb, Class::Auxiliary) => Predicate::Other,
        _ if is_past(c, verb) => Predicate::Acts,
        _ => Predicate::Missing,
    }
}

/// A clause, a hearer or the object of an act of speech begins at item `at` behind a verb.
fn is_said(c: &Clauses, word: Word, at: usize, end: usize) -> bool {
    if at >= end {
        return false;
    }
    let subject = c.is(at, Class::PersonPronoun) || c.says(at, "it");
    let pronoun = word.takes(Takes::Bare) && subject && !c.is(at, Class::Relative);
    let speech = word.takes(Takes::Bare) && word.takes(Takes::Quote) && !word.takes(Takes::Thing);
    let act = word.takes(Takes::Act) || word.takes(Takes::Object);
    let spoken = speech || act || word.takes(Takes::Hearer);
    c.is(at, Class::Complementizer) || pronoun || spoken && noun::begins(c, at)
}

/// 'and vowed to stay', and not 'and meant to stay' or 'and told to stay'.
fn vows(c: &Clauses, word: Word, at: usize, end: usize) -> bool {
    let alone = !word.takes(Takes::Bare) || word.takes(Takes::Unaddressed);
    let vow = word.takes(Takes::To) && word.takes(Takes::That) && word.takes(Takes::Quote);
    vow && alone && at < end && c.says(at, "to")
}
