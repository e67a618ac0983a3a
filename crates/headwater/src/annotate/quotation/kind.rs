//! Words in marks that no cue claims: told apart by what stands around them.

use super::draft::Draft;
use super::signature::Signatures;
use super::{extent, in_marks, work};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Form, Takes, look_up};
use crate::model::QuotationKind;
use std::ops::Range;

/// Shorter words in marks that nobody is said to have spoken keep the writer's distance.
pub(super) const LONGEST_SCARE: usize = 4;

/// Words in the label of a speaker before a colon.
const LONGEST_LABEL: usize = 5;

/// Items before a colon among which its speaker is looked for.
const LONGEST_CLAUSE: usize = 60;

/// Adds a draft for all marked words that no draft holds.
pub(crate) fn add_unclaimed(c: &Clauses, signatures: &Signatures, drafts: &mut Vec<Draft>) {
    let mut holder: Vec<Option<usize>> = vec![None; c.marked.len()];
    for (n, draft) in drafts.iter().enumerate() {
        for &marked in &draft.marked {
            let better = holder[marked].is_none_or(|h| drafts[h].kind > draft.kind);
            if better {
                holder[marked] = Some(n);
            }
        }
    }
    for (unit, items) in c.units.iter().enumerate() {
        for item in items.clone() {
            let Some(marked) = c.marked_at(item).filter(|&m| holder[m].is_none()) else {
                continue;
            };
            if let Some(n) = resumed(c, drafts, &holder, unit, item) {
                drafts[n].contents.push(c.marked[marked].inner);
                drafts[n].marked.push(marked);
                holder[marked] = Some(n);
                continue;
            }
            holder[marked] = Some(drafts.len());
            drafts.push(unclaimed(c, signatures, unit, item, marked));
        }
    }
}

/// The draft that an item's marked words go on with, past other words in marks: '“We won,” Lee said on
/// “The Round Table.” “They lost.”'
fn resumed(
    c: &Clauses,
    drafts: &[Draft],
    holder: &[Option<usize>],
    unit: usize,
    item: usize,
) -> Option<usize> {
    const FARTHEST: usize = 3;
    let marked = c.marked_at(item)?;
    let near = holder[marked.saturating_sub(FARTHEST)..marked].iter().rev();
    near.flatten()
        .copied()
        .find(|&n| resumes(c, unit, item, &drafts[n]))
}

/// '“We won,” he said. “They lost.”': the next words in marks after the cue, with nothing between.
fn resumes(c: &Clauses, unit: usize, item: usize, earlier: &Draft) -> bool {
    let paragraph = |u: usize| c.paragraph(c.units[u].start);
    let Some(last) = earlier.marked.last() else {
        return false;
    };
    let reopened = c.marked_at(item).is_some_and(|m| c.marked[m].continues);
    if earlier.kind == QuotationKind::Direct && reopened {
        return true;
    }
    if earlier.kind == QuotationKind::Direct && next_paragraph(c, unit, item, earlier) {
        return true;
    }
    let between = c.marked[*last].tokens.end;
    let cued = earlier
        .cue
        .is_some_and(|cue| c.scan.tokens[between - 1].span.end <= cue.start);
    in_marks(earlier.kind)
        && earlier.kind != QuotationKind::Fragment
        && (cued && (unit == earlier.unit || unit == earlier.unit + 1)
            || earlier.contents.len() > 1 && unit <= earlier.unit + 2)
        && begins_sentence(c, unit, item)
        && paragraph(unit) == paragraph(earlier.unit)
        && whole_utterance(c, unit, item)
}

/// Nothing stands before an item in its unit, or what ends a sentence.
fn begins_sentence(c: &Clauses, unit: usize, item: usize) -> bool {
    let ends = |i: usize| {
        let inner = c.marked_at(i).map(|m| c.marked[m].inner.of(c.scan.text()));
        c.kind(i) == ItemKind::Stop || inner.is_some_and(|words| words.ends_with(['.', '!', '?']))
    };
    c.units[unit].start == item || ends(item - 1)
}

/// A paragraph that is nothing but marked words, right after the paragraph of a quotation.
fn next_paragraph(c: &Clauses, unit: usize, item: usize, earlier: &Draft) -> bool {
    let paragraph = |u: usize| c.paragraph(c.units[u].start);
    let alone = |u: usize| {
        c.units[u].clone().all(|i| {
            c.marked_at(i).is_some() || matches!(c.kind(i), ItemKind::Stop | ItemKind::Other)
        })
    };
    let last = earlier
        .marked
        .last()
        .is_some_and(|&last| c.marked_at(item) == Some(last + 1));
    let announced = item > 0 && c.kind(item - 1) == ItemKind::Colon;
    last && earlier.cue.is_some()
        && c.units[unit].start == item
        && paragraph(unit - 1) < paragraph(unit)
        && alone(unit)
        && !announced
        && paragraph(unit) == paragraph(earlier.unit) + 1
        && (unit + 1 == c.units.len() || paragraph(unit + 1) > paragraph(unit))
}

/// The unit holds the marked words and little else, and they are a sentence of their own.
fn whole_utterance(c: &Clauses, unit: usize, item: usize) -> bool {
    let rest = item + 1..c.units[unit].end;
    let alone = rest.clone().all(|i| {
        matches!(
            c.kind(i),
            ItemKind::Stop | ItemKind::Other | ItemKind::Marked(_)
        )
    });
    alone || extent::ends_utterance(c, item)
}

fn unclaimed(
    c: &Clauses,
    signatures: &Signatures,
    unit: usize,
    item: usize,
    marked: usize,
) -> Draft {
    let items = c.units[unit].clone();
    let mut draft = Draft::bare(c, QuotationKind::Scare, unit, marked);
    if is_title(c, item) || work::is_named(c, &items, item) {
        draft.kind = QuotationKind::Title;
    } else if let Some(source) = signatures.of(unit, item) {
        draft.kind = QuotationKind::Direct;
        draft.source = Some(source);
    } else if let Some(source) = announced(c, unit, item) {
        draft.kind = QuotationKind::Direct;
        draft.source = Some(source);
    } else if items.start == item && whole_utterance(c, unit, item) {
        draft.kind = QuotationKind::Direct;
        draft.source = given_out(c, unit).or_else(|| left_open(c, unit));
        draft.continues = draft.source.is_none();
    } else if adds(c, items.start, item) {
        draft.kind = QuotationKind::Direct;
        draft.continues = true;
    } else if words(c, marked) > LONGEST_SCARE {
        draft.kind = QuotationKind::Fragment;
    }
    draft
}

/// Who gave out the text that a paragraph of words in marks quotes, told right before: 'Ferrum released a
/// statement on Monday.¶“We are sad.”'
fn given_out(c: &Clauses, unit: usize) -> Option<Range<usize>> {
    let before = c.units[unit.checked_sub(1)?].clone();
    if c.paragraph(before.start) + 1 != c.paragraph(c.units[unit].start) {
        return None;
    }
    issuer(c, before)
}

/// Who has said nothing yet, right before: 'Ann Lee said in a statement. “We are sad.”'
fn left_open(c: &Clauses, unit: usize) -> Option<Range<usize>> {
    let before = c.units[unit.checked_sub(1)?].clone();
    let stop = before.end.checked_sub(1).filter(|&i| c.ends_sentence(i))?;
    if c.paragraph(before.start) != c.paragraph(c.units[unit].start) {
        return None;
    }
    let says = |&i: &usize| {
        let word = c.items[i].word;
        let plain = word.takes(Takes::Quote) && word.takes(Takes::That) && word.form.tells();
        plain && c.kind(i) == ItemKind::Lower && extent::after_adjuncts(c, i + 1, stop) == stop
    };
    let verb = before.clone().skip(1).rev().find(says)?;
    let source = noun::leftward(c, before.start, verb)?;
    let comma = c.kind(verb - 1) == ItemKind::Comma;
    let whole = source == (before.start..verb - usize::from(comma));
    (whole && noun::is_nominal(c, source.clone())).then_some(source)
}

/// 'Adding, “We won.”': a participle is all that stands before.
fn adds(c: &Clauses, start: usize, item: usize) -> bool {
    let mark = item.saturating_sub(1);
    let says = c.items[start].word.takes(Takes::Quote) && c.items[start].word.form == Form::Ing;
    item == start + 2 && says && matches!(c.kind(mark), ItemKind::Comma | ItemKind::Colon)
}

/// Who gave out a text, in a clause that tells no more: 'Ferrum released a statement on Monday', 'Ann Lee
/// has issued a statement on the raid:'.
fn issuer(c: &Clauses, clause: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 4;
    let text = |verb: usize| {
        let mut object = verb + 1..clause.end.min(verb + 1 + LONGEST);
        c.is(verb + 1, Class::Determiner) && object.any(|i| c.is(i, Class::Document))
    };
    let gives = |&i: &usize| c.is(i, Class::Issuing) && i + 1 < clause.end && text(i);
    let verb = clause.clone().skip(1).rev().find(gives)?;
    let adverb = |&i: &usize| c.is(i, Class::Adverb) || c.says(i, "has") || c.says(i, "have");
    let group = (clause.start..verb).rev().take_while(adverb).last();
    let source = noun::leftward(c, clause.start, group.unwrap_or(verb))?;
    noun::is_nominal(c, source.clone()).then_some(source)
}

/// Who a colon right before the marked words announces: 'LEE: “…”', 'Her answer:'.
fn announced(c: &Clauses, unit: usize, item: usize) -> Option<Range<usize>> {
    let starts = c.units[unit].start == item;
    let items = if starts {
        c.units[unit.checked_sub(1)?].clone()
    } else {
        c.units[unit].clone()
    };
    let colon = if starts { items.end } else { item }
        .checked_sub(1)
        .filter(|&i| i > items.start)?;
    // Far before the colon nobody is announced; a text without stops stays linear.
    let near = items.start.max(colon.saturating_sub(LONGEST_CLAUSE))..colon;
    if c.kind(colon) == ItemKind::Comma && !starts {
        return issuer(c, near);
    }
    if c.kind(colon) != ItemKind::Colon {
        return None;
    }
    // '2:07 Mother of toddler: “…”' is the title of a film.
    if c.kind(items.start) == ItemKind::Number && c.text(items.start).contains(':') {
        return None;
    }
    if let Some(by) = received(c, near.clone()) {
        return by;
    }
    if c.says(near.start, "according") && near.len() > 2 && c.says(near.start + 1, "to") {
        return Some(near.start + 2..colon);
    }
    // 'Workers attacked by men hurling slurs: “…”'
    let done = |i: usize| c.text(i).ends_with("ed") && !c.is(i, Class::Issuing);
    let mut behind = near.clone().skip(1);
    if behind.any(|i| c.says(i, "by") && done(i - 1)) {
        return None;
    }
    label(c, near.clone())
        .or_else(|| issuer(c, near.clone()))
        .or_else(|| teller(c, near.clone()))
        .or_else(|| owner(c, near.clone()))
        .or_else(|| last_name(c, near))
        .or_else(|| noun::first(c, items.start..colon).filter(|s| noun::is_nominal(c, s.clone())))
}

/// A label of names alone: 'Mine nears its end - Ann Lee and Bo Ek:', 'Sen. Ann Lee (D-Mo.):'.
fn label(c: &Clauses, clause: Range<usize>) -> Option<Range<usize>> {
    let dash = clause.clone().rev().find(|&i| c.kind(i) == ItemKind::Dash);
    let start = dash.map_or(clause.start, |dash| dash + 1);
    let word = |i: usize| match c.kind(i) {
        ItemKind::Capital | ItemKind::Possessive | ItemKind::Parenthesis => true,
        ItemKind::Stop => i > start && !c.ends_sentence(i),
        _ => i > start && c.says(i, "and"),
    };
    let words = (start..clause.end)
        .filter(|&i| c.kind(i) == ItemKind::Capital)
        .count();
    let names = (start..clause.end).all(word) && (1..=LONGEST_LABEL).contains(&words);
    (dash.is_some() && names).then_some(start..clause.end)
}

/// 'Lee was told by Bo Ek:', 'Lee got a text:': the words came to the subject. Whose they are, if that
/// is said.
fn received(c: &Clauses, clause: Range<usize>) -> Option<Option<Range<usize>>> {
    let told = |&i: &usize| {
        let form = c.items[i].word.form;
        let passive = i > clause.start && c.is(i - 1, Class::Be) && form == Form::Past;
        let verb = ["got", "received", "receives", "gets"];
        passive || verb.iter().any(|word| c.says(i, word))
    };
    let verb = clause.clone().rev().find(told)?;
    let later = |i: usize| c.items[i].word.tells() && c.kind(i) == ItemKind::Lower;
    if (verb + 1..clause.end).any(later) {
        return None;
    }
    let from = |&i: &usize| c.says(i, "by") || c.says(i, "from");
    let from = (verb + 1..clause.end).find(from).map(|i| i + 1);
    let phrase = from.map(|start| start..noun::attached_end(c, start, clause.end));
    Some(phrase.filter(|p| !p.is_empty() && noun::is_nominal(c, p.clone())))
}

/// The subject of the last verb of saying before a colon.
fn teller(c: &Clauses, clause: Range<usize>) -> Option<Range<usize>> {
    let told = |verb: usize| {
        let source = noun::leftward(c, clause.start, verb)?;
        noun::is_nominal(c, source.clone()).then_some(source)
    };
    let noun = |i: usize| i > clause.start && c.is(i - 1, Class::Determiner);
    let mut verbs = clause.clone().rev().filter(|&i| !noun(i)).filter(|&i| {
        c.items[i].word.reports() && c.kind(i) == ItemKind::Lower && !c.is(i, Class::SpeechNoun)
            || c.items[i].word.takes(Takes::Quote) && c.items[i].word.form == Form::Past
    });
    verbs.find_map(told)
}

/// Whose text a colon announces: 'From Lee's letter:', 'Lee's answer:'.
fn owner(c: &Clauses, clause: Range<usize>) -> Option<Range<usize>> {
    let last = clause.end - 1;
    let text =
        c.is(last, Class::Document) || c.is(last, Class::SpeechNoun) || c.says(last, "words");
    let mark = (clause.start..last)
        .rev()
        .find(|&i| c.kind(i) == ItemKind::Possessive)?;
    let near = (mark + 1..last).all(|i| c.is_word(i) && !c.items[i].word.reports());
    let part = |&i: &usize| {
        c.kind(i) == ItemKind::Capital && !c.is(i, Class::Preposition)
            || c.is(i, Class::Role)
            || c.is(i, Class::Determiner)
    };
    let start = (clause.start..mark).rev().take_while(part).last()?;
    (text && near && noun::is_nominal(c, start..mark)).then_some(start..mark + 1)
}

/// A name of several words right before a colon: 'That surprises analyst Ann Lee: “…”'.
fn last_name(c: &Clauses, clause: Range<usize>) -> Option<Range<usize>> {
    let capital = |&i: &usize| c.kind(i) == ItemKind::Capital;
    let start = clause.clone().rev().take_while(capital).last()?;
    let led = start > clause.start
        && (c.is(start - 1, Class::Role)
            || c.items[start - 1].word == Default::default()
                && c.kind(start - 1) == ItemKind::Lower);
    (led && clause.end - start > 1).then_some(start..clause.end)
}

/// Words in the marks.
pub(super) fn words(c: &Clauses, marked: usize) -> usize {
    c.marked[marked]
        .inner
        .of(c.scan.text())
        .split_whitespace()
        .count()
}

/// The name of a work: capitals throughout, or a word for a work right before.
pub(crate) fn is_title(c: &Clauses, item: usize) -> bool {
    const LONGEST: usize = 14;
    let Some(marked) = c.marked_at(item) else {
        return false;
    };
    let inner = c.marked[marked].inner.of(c.scan.text());
    let long = inner.split_whitespace().nth(LONGEST).is_some();
    if long || !is_capitalised(inner) {
        return false;
    }
    let capitals = inner.split_whitespace().filter(|word| !is_lower(word));
    let content = capitals.count();
    let work = names_work(c, item);
    let owned = item > 0 && c.kind(item - 1) == ItemKind::Possessive;
    let spoken = !owned && inner.ends_with([',', '.', '!', '?']) && words(c, marked) < 3;
    (content >= 2 && !spoken || work && content >= 1) && inner.chars().any(char::is_alphabetic)
}

/// A word for a work stands right before: 'the film “…”', 'a series called “…”'.
pub(crate) fn names_work(c: &Clauses, item: usize) -> bool {
    let before = item.checked_sub(1).filter(|&b| c.is_word(b));
    before.is_some_and(|b| c.is(b, Class::Work))
}

/// All words have a capital but those that titles leave without: 'Road to the Mine'.
pub(crate) fn is_capitalised(words: &str) -> bool {
    let small = |word: &str| is_small(word.trim_matches(|ch: char| !ch.is_alphanumeric()));
    words
        .split_whitespace()
        .all(|word| !is_lower(word) || small(word))
}

fn is_lower(word: &str) -> bool {
    let first = word.chars().find(|ch| ch.is_alphanumeric());
    first.is_some_and(char::is_lowercase)
}

/// Words that headlines and titles leave in lower case.
fn is_small(word: &str) -> bool {
    let word = look_up(word);
    [
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::PossessivePronoun,
    ]
    .iter()
    .any(|&class| word.is(class))
}
