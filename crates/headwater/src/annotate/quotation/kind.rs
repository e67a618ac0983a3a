//! Words in marks that no cue claims: told apart by what stands around them.

use super::draft::Draft;
use super::{extent, in_marks};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, look_up};
use crate::model::QuotationKind;
use std::ops::Range;

/// Shorter words in marks that nobody is said to have spoken keep the writer's distance.
const LONGEST_SCARE: usize = 4;

/// Words in the label of a speaker before a colon.
const LONGEST_LABEL: usize = 5;

/// Adds a draft for all marked words that no draft holds.
pub(crate) fn add_unclaimed(c: &Clauses, drafts: &mut Vec<Draft>) {
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
            let before = marked.checked_sub(1).and_then(|m| holder[m]);
            if let Some(n) = before.filter(|&n| resumes(c, unit, item, &drafts[n])) {
                drafts[n].contents.push(c.marked[marked].inner);
                drafts[n].marked.push(marked);
                holder[marked] = Some(n);
                continue;
            }
            holder[marked] = Some(drafts.len());
            drafts.push(unclaimed(c, unit, item, marked));
        }
    }
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
        && (cued && unit == earlier.unit + 1
            || earlier.contents.len() > 1 && unit <= earlier.unit + 2)
        && c.units[unit].start == item
        && paragraph(unit) == paragraph(earlier.unit)
        && whole_utterance(c, unit, item)
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
    last && c.units[unit].start == item
        && alone(unit)
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

fn unclaimed(c: &Clauses, unit: usize, item: usize, marked: usize) -> Draft {
    let items = c.units[unit].clone();
    let mut draft = Draft::bare(c, QuotationKind::Scare, unit, marked);
    if is_title(c, item) {
        draft.kind = QuotationKind::Title;
    } else if let Some(source) = signed(c, unit, item) {
        draft.kind = QuotationKind::Direct;
        draft.source = Some(source);
    } else if let Some(source) = announced(c, unit, item) {
        draft.kind = QuotationKind::Direct;
        draft.source = Some(source);
    } else if items.start == item && whole_utterance(c, unit, item) {
        draft.kind = QuotationKind::Direct;
        draft.continues = true;
    } else if words(c, marked) > LONGEST_SCARE {
        draft.kind = QuotationKind::Fragment;
    }
    draft
}

/// Who signs words in marks that stand alone: '“We won.” — Ann Lee', on the same line or the next.
fn signed(c: &Clauses, unit: usize, item: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let items = c.units[unit].clone();
    if items.start != item || words(c, c.marked_at(item)?) <= LONGEST_SCARE {
        return None;
    }
    let rest = item + 1..items.end;
    let stop = |&i: &usize| c.kind(i) == ItemKind::Stop;
    let line = if rest.clone().all(|i| stop(&i)) {
        let next = c.units.get(unit + 1)?.clone();
        (c.paragraph(next.start) <= c.paragraph(item) + 1).then_some(next)?
    } else {
        rest
    };
    let dashes = line
        .clone()
        .take_while(|&i| c.kind(i) == ItemKind::Dash)
        .count();
    let start = line.start + dashes;
    let end = line.clone().rev().find(|i| !stop(i))? + 1;
    let named = (1..=LONGEST).contains(&end.saturating_sub(start))
        && c.kind(start) == ItemKind::Capital
        && !(start..end).any(|i| c.items[i].word.reports() || c.is(i, Class::Auxiliary));
    (dashes > 0 && named).then_some(start..end)
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
    if c.kind(colon) != ItemKind::Colon {
        return None;
    }
    let dash = (items.start..colon)
        .rev()
        .find(|&i| c.kind(i) == ItemKind::Dash);
    let label = dash.map_or(items.start, |dash| dash + 1)..colon;
    let capital = |i: usize| matches!(c.kind(i), ItemKind::Capital | ItemKind::Possessive);
    if dash.is_some() && (1..=LONGEST_LABEL).contains(&label.len()) && label.clone().all(capital) {
        return Some(label);
    }
    let spoken = (items.start..colon)
        .rev()
        .find(|&i| c.items[i].word.reports());
    let subject = spoken.and_then(|verb| noun::leftward(c, items.start, verb));
    let first = || noun::first(c, items.start..colon);
    subject
        .or_else(first)
        .filter(|s| noun::is_nominal(c, s.clone()))
}

/// Words in the marks.
fn words(c: &Clauses, marked: usize) -> usize {
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
    let mut content = 0;
    for word in inner.split_whitespace().take(LONGEST + 1) {
        let bare = word.trim_matches(|ch: char| !ch.is_alphanumeric());
        let lower = bare.chars().next().is_some_and(char::is_lowercase);
        if lower && !is_small(bare) {
            return false;
        }
        content += usize::from(!lower);
    }
    let work = names_work(c, item);
    let spoken = inner.ends_with([',', '.', '!', '?']) && words(c, marked) < 3;
    inner.split_whitespace().count() <= LONGEST
        && (content >= 2 && !spoken || work && content >= 1)
        && inner.chars().any(char::is_alphabetic)
}

/// A word for a work stands right before: 'the film “…”', 'a series called “…”'.
pub(crate) fn names_work(c: &Clauses, item: usize) -> bool {
    let before = item.checked_sub(1).filter(|&b| c.is_word(b));
    before.is_some_and(|b| c.is(b, Class::Work))
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
