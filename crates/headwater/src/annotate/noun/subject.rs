//! Subjects: the noun phrase to the left of a verb, and the first of a unit.

use super::{
    LONGEST, apposition::is_apposition, apposition::names_described, base_end, bounds, ends_clause,
    is_abbreviated, is_inlaid, is_nominal, is_past, joins_names, press, rightward,
};
use crate::annotate::clause::{Clauses, Item, ItemKind};
use crate::annotate::words::{Class, Form};
use std::ops::Range;

/// The subject of a verb group that begins at item `verb`; items before `floor` are not looked at.
pub(crate) fn leftward(c: &Clauses, floor: usize, verb: usize) -> Option<Range<usize>> {
    let floor = floor.max(verb.saturating_sub(LONGEST));
    let phrase = phrase_left(c, floor, verb)?;
    Some(press::row_before(c, floor, phrase))
}

fn phrase_left(c: &Clauses, floor: usize, verb: usize) -> Option<Range<usize>> {
    let before = verb.checked_sub(1).filter(|&b| b >= floor)?;
    // 'Ann Lee, whom fans call “the Duke,” said'
    let closes = matches!(c.kind(before), ItemKind::Comma | ItemKind::Dash);
    if !(closes || c.marked_at(before).is_some() && is_inlaid(c, before)) {
        return plain_left(c, floor, verb).map(|phrase| whole(c, floor, phrase));
    }
    let mut close = before;
    let mut described = None;
    // 'Ann Lee, 44, a lawyer, said': four commas at most.
    for _ in 0..4 {
        let inside = |&i: &usize| !ends_clause(c, i) || i + 1 >= before && is_inlaid(c, i);
        let mut clause = (floor..close).rev().take_while(inside);
        let comma = clause.find(|&i| matches!(c.kind(i), ItemKind::Comma | ItemKind::Dash));
        let Some(comma) = comma else {
            return described;
        };
        let aside = Aside::new(c, floor, comma + 1..close);
        match &aside.head {
            _ if aside.is_titled(c) => return described.or(Some(aside.words)),
            Some(head) if aside.names || is_nominal(c, head.clone()) => {
                let subject = head.start..if aside.explains { before } else { head.end };
                if !explains_another(c, floor, head) {
                    return Some(described.unwrap_or(subject));
                }
                // 'In a note to the Post, a spokesman, Ann Lee, said': before it stands no other.
                described = described.or(aside.names.then_some(subject));
            }
            _ if !aside.explains => return described.or(aside.name()),
            _ => {}
        }
        close = comma;
    }
    described
}

/// A plain phrase with who stands before it: 'Ann Lee, Chair of the Harbour Club', 'prosecutors and police'.
fn whole(c: &Clauses, floor: usize, phrase: Range<usize>) -> Range<usize> {
    let explained = explained_by(c, floor, &phrase);
    let start = explained.or_else(|| joined_to(c, floor, phrase.start));
    start.unwrap_or(phrase.start)..phrase.end
}

/// Where the name begins that a phrase explains although no comma closes it.
fn explained_by(c: &Clauses, floor: usize, phrase: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 5;
    let comma = phrase.start.checked_sub(1).filter(|&i| i > floor)?;
    let prepositions = |&i: &usize| c.is(i, Class::Preposition) && c.kind(i) == ItemKind::Lower;
    let who =
        (phrase.end < c.items.len() && c.is(phrase.end, Class::Relative)).then_some(phrase.end);
    let of = phrase.clone().find(prepositions).or(who)?;
    let many = |i: usize| c.text(i).ends_with('s') && !c.text(i).ends_with("ss");
    let office = of > phrase.start && c.is(of - 1, Class::Role) && !many(of - 1);
    let name = floor..comma;
    let capitals = name
        .clone()
        .all(|i| c.kind(i) == ItemKind::Capital || is_abbreviated(c, i));
    let leads =
        c.is(floor, Class::Preposition) || c.is(floor, Class::Time) || c.says(floor, "like");
    let named = (2..=LONGEST).contains(&name.len()) && capitals && !leads;
    (c.kind(comma) == ItemKind::Comma && office && named).then_some(floor)
}

/// Where a phrase begins that 'and' joins to the one at `start`, and with which a unit, or what stands
/// behind a comma or marks, begins.
fn joined_to(c: &Clauses, floor: usize, start: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let and = start
        .checked_sub(1)
        .filter(|&i| i > floor && c.says(i, "and"))?;
    let opens =
        |&i: &usize| i == floor || matches!(c.kind(i - 1), ItemKind::Comma | ItemKind::Marked(_));
    let first = (floor.max(and.saturating_sub(LONGEST))..and)
        .rev()
        .find(opens)?;
    let first = skip_lead(c, first, and);
    let speaks = c.kind(and - 1) == ItemKind::Capital
        || c.is(and - 1, Class::Role)
        || c.is(and - 1, Class::Body);
    let acts = |i: usize| {
        let past = c.is(i, Class::PastVerb) || c.text(i).ends_with("ed");
        c.kind(i) == ItemKind::Lower && past && i > first && !c.is(i - 1, Class::Determiner)
    };
    let plain = first < and && base_end(c, first, and) == and && !(first..and).any(acts);
    (plain && speaks).then_some(first)
}

/// What stands after a comma, and the phrase before it that this may explain.
struct Aside {
    head: Option<Range<usize>>,
    words: Range<usize>,
    capitals: bool,
    /// They name the one whom the head describes.
    names: bool,
    explains: bool,
}

impl Aside {
    fn new(c: &Clauses, floor: usize, words: Range<usize>) -> Self {
        let head = plain_left(c, floor, words.start - 1);
        let names = |head: &Range<usize>| names_described(c, head.clone(), words.clone());
        let names = head.as_ref().is_some_and(names);
        let capitals = words.clone().all(|i| c.kind(i) == ItemKind::Capital);
        let role = |head: &Range<usize>| c.is(head.end - 1, Class::Role);
        let explains = names
            || is_apposition(c, words.start, words.end)
            || capitals && head.as_ref().is_some_and(role);
        Aside {
            head,
            words,
            capitals,
            names,
            explains,
        }
    }

    /// 'After a visit to Kell, Gov. Ann Lee (D-Ohio), said': a name with its title explains nobody.
    fn is_titled(&self, c: &Clauses) -> bool {
        let part = |i: usize| {
            let parenthesis = c.kind(i) == ItemKind::Parenthesis;
            c.kind(i) == ItemKind::Capital || is_abbreviated(c, i) || parenthesis
        };
        let Item { first, end, .. } = c.items[self.words.start];
        let title =
            self.words.len() > 1 && end == first + 1 && c.is(self.words.start, Class::Title);
        let capital = title && c.kind(self.words.start) == ItemKind::Capital;
        capital && !self.names && self.words.clone().all(part)
    }

    /// 'A farmer, who gave one name, Ivo, said'
    fn name(&self) -> Option<Range<usize>> {
        let named = self.capitals && !self.words.is_empty();
        named.then(|| self.words.clone())
    }
}

/// The phrase stands after a comma itself, and explains what is before that.
fn explains_another(c: &Clauses, floor: usize, phrase: &Range<usize>) -> bool {
    phrase.start > floor
        && c.kind(phrase.start - 1) == ItemKind::Comma
        && is_apposition(c, phrase.start, phrase.end)
        && c.kind(phrase.start) != ItemKind::Capital
}

/// The noun phrase that ends before item `end`.
fn plain_left(c: &Clauses, floor: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&l| l >= floor)?;
    let pronoun = c.is(last, Class::Pronoun) || c.says(last, "all");
    let begins = last == floor && (last == 0 || c.ends_sentence(last - 1));
    if c.is(last, Class::PersonPronoun) || pronoun && (c.kind(last) == ItemKind::Lower || begins) {
        return Some(last..end);
    }
    let noun = |i: usize| c.is_word(i) && !c.items[i].word.reports() && !bounds(c, i);
    let what = last > floor && c.is(last, Class::Relative) && !c.is(last, Class::PossessivePronoun);
    if what && (noun(last - 1) || c.says(last, "which") && c.kind(last - 1) == ItemKind::Comma) {
        return Some(last..end);
    }
    // 'official figures showed': right before a verb 'figures' is no verb.
    let mut start =
        end - usize::from(c.is(last, Class::Document) && c.kind(last) == ItemKind::Lower);
    while start > floor && !bounds_left(c, start - 1, floor) {
        start -= 1;
    }
    start = skip_lead(c, start, end);
    // 'Today's clerks'
    let owned = start > floor && start < end && c.kind(start) == ItemKind::Possessive;
    start -= usize::from(owned);
    // 'The owner of the van that killed Ann Lee said'
    let that = start
        .checked_sub(1)
        .filter(|&that| that > floor && c.says(that, "that"));
    if let Some(that) = that.filter(|_| start < end && c.text(start).ends_with("ed")) {
        let head = plain_left(c, floor, that).filter(|head| head.start == floor);
        start = head.map_or(start, |head| head.start);
    }
    let headed = (start..end).any(|i| c.is_word(i) && !c.is(i, Class::Preposition));
    (start < end && headed).then_some(start..end)
}

fn bounds_left(c: &Clauses, at: usize, floor: usize) -> bool {
    let word = c.items[at].word;
    let determined =
        at > floor && (c.is(at - 1, Class::Determiner) || c.kind(at - 1) == ItemKind::Possessive);
    match c.kind(at) {
        ItemKind::Possessive | ItemKind::Number | ItemKind::Parenthesis => false,
        ItemKind::Stop => ends_clause(c, at),
        // '85% of them said'
        ItemKind::Other if c.text(at) == "%" => at == floor || c.kind(at - 1) != ItemKind::Number,
        ItemKind::Other => !joins_names(c, at),
        ItemKind::Lower | ItemKind::Capital => {
            let joins = c.says(at, "and")
                && at > floor
                && c.is_word(at - 1)
                && c.kind(at - 1) == c.kind(at + 1)
                && (c.kind(at - 1) == ItemKind::Capital || c.is(at - 1, Class::Role));
            let finite = matches!(word.form, Form::Past | Form::Third | Form::Ing)
                && !word.is(Class::SpeechNoun)
                || word.is(Class::PastVerb);
            // 'A statement posted on the site said'
            let posted = c.says(at, "posted") && at > floor && c.is(at - 1, Class::Document);
            let verb = c.kind(at) == ItemKind::Lower && finite && !determined && !posted;
            let subordinates = word.is(Class::Subordinator)
                && !word.is(Class::Preposition)
                && !(word.is(Class::Determiner));
            !joins
                && (verb
                    || subordinates
                    || c.says(at, "that")
                    || word.is(Class::Conjunction)
                    || word.is(Class::Auxiliary)
                    || word.is(Class::PersonPronoun)
                    || word.is(Class::Negation)
                    || word.is(Class::Relative) && !word.is(Class::Determiner))
        }
        _ => true,
    }
}

/// Skips what can stand before a subject: 'Then', 'On Monday', 'In a statement'.
fn skip_lead(c: &Clauses, mut start: usize, end: usize) -> usize {
    while start < end {
        let next = if c.says(start, "with")
            && let Some(comma) = (start..end).find(|&i| c.kind(i) == ItemKind::Comma)
        {
            comma + 1
        } else if c.is(start, Class::TimeHead)
            && start + 1 < end
            && c.is(start + 1, Class::TimeUnit)
        {
            start + 2
        } else if c.is(start, Class::Preposition) && !c.says(start, "about") {
            let object = base_end(c, start + 1, end).max(start + 1);
            // 'after the company said': what is all that stands before the verb is its subject.
            match c.is(start, Class::Subordinator) && object == end {
                true => start + 1,
                false => object,
            }
        } else if c.is(start, Class::Adverb)
            || c.is(start, Class::Conjunction)
            || c.says(start, "back") && start + 1 < end && c.is(start + 1, Class::Preposition)
            || c.is(start, Class::Time) && !c.says(start, "may") && !c.says(start, "march")
        {
            start + 1
        } else {
            return start;
        };
        start = next;
    }
    start
}

/// Where the main clause begins after 'Speaking in Oslo, …' and 'Asked about the mine, …'.
fn after_participle(c: &Clauses, start: usize, limit: usize) -> usize {
    let next = start + 1;
    let follows = next < limit
        && [
            Class::Preposition,
            Class::Determiner,
            Class::PossessivePronoun,
            Class::Complementizer,
            Class::Relative,
        ]
        .iter()
        .any(|&class| c.is(next, class));
    let text = c.text(start);
    let participle = text.len() > 4 && (text.ends_with("ing") || text.ends_with("ed"));
    if !(follows && participle) || c.kind(start) != ItemKind::Capital {
        return start;
    }
    let comma = (next..limit).find(|&i| c.kind(i) == ItemKind::Comma || ends_clause(c, i));
    match comma {
        Some(comma) if c.kind(comma) == ItemKind::Comma && comma + 1 < limit => comma + 1,
        _ => start,
    }
}

/// Where the clause goes on behind 'Hours after the raid,'.
fn after_hours(c: &Clauses, start: usize, limit: usize) -> usize {
    const WHEN: [&str; 5] = ["after", "before", "later", "earlier", "into"];
    let span = start + 1 < limit && c.is(start, Class::TimeSpan);
    if !span || !WHEN.iter().any(|word| c.says(start + 1, word)) {
        return start;
    }
    let comma = (start..limit).find(|&i| c.kind(i) == ItemKind::Comma);
    comma
        .filter(|comma| comma + 1 < limit)
        .map_or(start, |comma| comma + 1)
}

/// Where the clause goes on behind 'In response to a plan to bar boats from the harbour,'.
fn after_phrase(c: &Clauses, start: usize, limit: usize) -> usize {
    if start >= limit || !c.is(start, Class::Preposition) || c.is(start, Class::Subordinator) {
        return start;
    }
    let comma = (start..limit).find(|&i| c.kind(i) == ItemKind::Comma || ends_clause(c, i));
    let Some(comma) = comma.filter(|&i| c.kind(i) == ItemKind::Comma && i + 1 < limit) else {
        return start;
    };
    let acts = |i: usize| {
        let past = c.kind(i) == ItemKind::Lower && is_past(c, i);
        c.is(i, Class::Auxiliary) || past || c.items[i].word.form.tells()
    };
    let infinitive =
        (start + 1..comma).any(|i| c.says(i, "to") && c.kind(i + 1) == ItemKind::Lower);
    let subject = base_end(c, comma + 1, limit);
    let begins = subject > comma + 1 && is_nominal(c, comma + 1..subject);
    match infinitive && begins && !(start..comma).any(acts) {
        true => comma + 1,
        false => start,
    }
}

/// The subject of a whole unit: its first noun phrase after what leads in.
pub(crate) fn first(c: &Clauses, unit: Range<usize>) -> Option<Range<usize>> {
    let limit = unit.end.min(unit.start + LONGEST);
    let start = after_hours(c, unit.start, limit);
    let start = after_phrase(c, start, limit);
    let unit = start..unit.end;
    let mut at = skip_lead(c, after_participle(c, unit.start, limit), limit);
    if at < limit && c.is(at, Class::Subordinator) && !c.is(at, Class::Determiner)
        || at > unit.start
    {
        let comma = (at..limit).find(|&i| c.kind(i) == ItemKind::Comma);
        let clause = |i: usize| i < limit && c.is(i, Class::Subordinator);
        if let Some(comma) = comma.filter(|_| {
            clause(unit.start) || clause(at) || at < limit && c.kind(at) == ItemKind::Comma
        }) {
            at = skip_lead(c, comma + 1, limit);
        }
    }
    while at < limit && c.kind(at) == ItemKind::Comma {
        at = skip_lead(c, at + 1, limit);
    }
    if at >= limit {
        return None;
    }
    if c.is(at, Class::PersonPronoun) || c.is(at, Class::Pronoun) && !c.is(at, Class::Determiner) {
        return Some(at..at + 1);
    }
    let phrase = rightward(c, at, limit);
    (!phrase.is_empty()).then_some(phrase)
}
