//! Credits of agencies and outlets: '(Reuters)', 'The Associated Press contributed to this report'.

use super::{RULES, outlet};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::lexicon::{dateline, outlet_name};
use crate::model::{Attribution, EntityType, Excerpt, Mention, Role, SourceType, Span};
use compact_str::ToCompactString;
use serde::Deserialize;
use std::ops::Range;

/// Words after and before a credited source, and what stands alone in parentheses and is none.
#[derive(Deserialize)]
pub(crate) struct Phrases {
    after: Vec<String>,
    before: Vec<String>,
    notes: Vec<String>,
}

/// Credits in the article's own text and in its bylines and datelines.
pub(crate) fn find(c: &Clauses, phrases: &[Phrases], mentions: &[Mention]) -> Vec<Attribution> {
    let mut found = Vec::new();
    for unit in &c.units {
        found.extend(unit.clone().filter_map(|at| parenthesis(c, at, mentions)));
        found.extend(phrases.iter().filter_map(|p| sentence(c, unit, p)));
    }
    let document = c.scan.document;
    for block in &document.blocks {
        if matches!(block.role, Role::Byline | Role::Dateline) {
            found.extend(line(&document.text, block.span));
        }
        if block.role == Role::Body {
            found.extend(datelines(&document.text, block.span));
        }
    }
    found
}

/// Whoever stands in the parenthesis of a dateline is an agency, listed or not.
fn datelines(text: &str, block: Span) -> Vec<Attribution> {
    let mut start = block.start;
    let mut found = Vec::new();
    for line in block.of(text).split_inclusive('\n') {
        let agency = dateline::at(text, start).and_then(|d| d.agency);
        let agency = agency.filter(|a| !is_note(a.of(text)));
        found.extend(agency.map(|a| credit(text, a, a, SourceType::Agency)));
        start += line.len();
    }
    found
}

/// '(Reuters)' in the text of the article, not beside a picture.
fn parenthesis(c: &Clauses, at: usize, mentions: &[Mention]) -> Option<Attribution> {
    if c.kind(at) != ItemKind::Parenthesis {
        return None;
    }
    let item = c.items[at];
    let sentence = c.scan.sentence_at(c.scan.tokens[item.first].span.start);
    if c.scan.sentences.get(sentence)?.role != Role::Body {
        return None;
    }
    let text = c.scan.text();
    let span = c.span(at..at + 1);
    let inner = Span::new(span.start + 1, span.end - 1);
    let name = inner.of(text);
    let listed = outlet_name::named(name, name.split_whitespace().count());
    let agency = listed.filter(|&kind| kind == SourceType::Agency);
    let kind = agency.or_else(|| {
        let person = outlet::within(mentions, inner)
            .iter()
            .any(|m| m.kind == EntityType::Person && m.excerpt.text.contains(' '));
        (closes(c, at) && is_name(name) && !person).then_some(SourceType::Outlet)
    })?;
    Some(credit(text, span, inner, kind))
}

/// A parenthesis alone after the last sentence of a paragraph.
fn closes(c: &Clauses, at: usize) -> bool {
    let after = at + 1 == c.items.len() || c.paragraph(at + 1) != c.paragraph(at);
    let before = at
        .checked_sub(1)
        .filter(|&b| c.paragraph(b) == c.paragraph(at));
    after && before.is_some_and(|b| c.kind(b) == ItemKind::Stop)
}

/// One to three words with capitals, neither initials nor what a transcript notes.
fn is_name(words: &str) -> bool {
    const LONGEST_NAME: usize = 3;
    let named = |w: &str| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase);
    words.split(' ').count() <= LONGEST_NAME && words.split(' ').all(named) && !is_note(words)
}

/// What transcripts and editors note in parentheses.
fn is_note(words: &str) -> bool {
    let mut notes = RULES.credits.iter().flat_map(|row| &row.notes);
    notes.any(|note| note.eq_ignore_ascii_case(words))
}

/// 'The Associated Press contributed to this report.'
fn sentence(c: &Clauses, unit: &Range<usize>, phrases: &Phrases) -> Option<Attribution> {
    // Longer sentences tell news.
    const LONGEST: usize = 24;
    if unit.len() > LONGEST {
        return None;
    }
    let text = c.scan.text();
    let words = c
        .span(unit.clone())
        .of(text)
        .replace('\u{a0}', " ")
        .to_lowercase();
    let after = phrases.after.iter().any(|p| words.contains(p.as_str()));
    let before = phrases.before.iter().any(|p| words.contains(p.as_str()));
    if !after && !before {
        return None;
    }
    let medium = outlet::medium(c, unit.clone())?;
    let last = unit.end - usize::from(c.kind(unit.end - 1) == ItemKind::Stop);
    let span = c.span(unit.start..last.max(unit.start + 1));
    let mut found = credit(text, span, span, medium.kind);
    found.source = medium.name.into();
    Some(found)
}

/// An agency named in a byline or dateline: 'GENEVA (Reuters) –', 'By Ann Lee, Associated Press'.
fn line(text: &str, block: Span) -> Option<Attribution> {
    let words = block.of(text);
    let photo = ["photo", "image", "h/t", "picture"]
        .iter()
        .any(|p| words.to_lowercase().contains(p));
    if photo {
        return None;
    }
    let mut start = 0;
    for piece in words.split(['(', ')', ',', '|', '/', '\n', '–', '—']) {
        let span = Span::new(block.start + start, block.start + start + piece.len()).trim(text);
        start += piece.len();
        start += words[start..].chars().next().map_or(0, char::len_utf8);
        let name = span
            .of(text)
            .trim_start_matches("The ")
            .trim_start_matches("By ")
            .trim_start_matches("By: ");
        if let Some(kind) = outlet_name::named(name, 1) {
            let inner = Span::new(span.end - name.len(), span.end);
            return Some(credit(text, inner, inner, kind));
        }
    }
    None
}

fn credit(text: &str, span: Span, source: Span, kind: SourceType) -> Attribution {
    Attribution {
        excerpt: Excerpt::new(span, text),
        source: source.of(text).to_compact_string(),
        source_type: kind,
        told: None,
        translated: false,
        scope: Span::new(0, text.len()),
        cue: Excerpt::new(span, text),
        rule: "credit".into(),
    }
}
