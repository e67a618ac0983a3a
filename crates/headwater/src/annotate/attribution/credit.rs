//! Credits of agencies and outlets: '(Reuters)', 'The Associated Press contributed to this report'.

use super::{RULES, outlet, source};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::lexicon::pattern::Patterns;
use crate::lexicon::{dateline, outlet_name};
use crate::model::{Attribution, EntityType, Excerpt, Mention, Role, SourceType, Span};
use compact_str::ToCompactString;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

static TAGS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::load("tags.toml", include_str!("../../../lang/en/tags.toml")));

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
        found.extend(phrases.iter().flat_map(|p| sentence(c, unit, p)));
    }
    let document = c.scan.document;
    for block in &document.blocks {
        if matches!(block.role, Role::Byline | Role::Dateline) {
            let named = phrases
                .iter()
                .flat_map(|p| credited(&document.text, block.span, p));
            let before = found.len();
            found.extend(named);
            if found.len() == before {
                found.extend(line(&document.text, block.span));
            }
        }
        if block.role == Role::Body {
            found.extend(datelines(&document.text, block.span));
            found.extend(signed(&document.text, block.span));
        }
    }
    found
}

/// Whoever stands in the parenthesis of a dateline is an agency, listed or not, unless it is a station
/// or a listed outlet; several are parted by strokes.
fn datelines(text: &str, block: Span) -> Vec<Attribution> {
    let mut start = block.start;
    let mut found = Vec::new();
    for line in block.of(text).split_inclusive('\n') {
        let agency = dateline::at(text, start).and_then(|d| d.agency);
        let agency = agency.filter(|a| !is_note(a.of(text)));
        let stroke = |rest: &str| rest.find('/').map(|at| at + 1);
        for piece in agency.into_iter().flat_map(|a| pieces(text, a, stroke)) {
            let words = piece.of(text).trim_end_matches('/');
            let name = Span::new(piece.start, piece.start + words.len()).trim(text);
            found.push(credit(text, name, name, passes_on(name.of(text))));
        }
        start += line.len();
    }
    found
}

fn passes_on(name: &str) -> SourceType {
    let station = outlet_name::is_call_sign(name).then_some(SourceType::Outlet);
    let kind = outlet_name::listed(name).or(station);
    kind.unwrap_or(SourceType::Agency)
}

/// Agencies that sign a paragraph: '… on Friday. — Reuters'.
fn signed(text: &str, block: Span) -> Vec<Attribution> {
    const DASHES: [&str; 3] = [" — ", " – ", " -- "];
    let mut start = block.start;
    let mut found = Vec::new();
    for line in block.of(text).split_inclusive('\n') {
        let bare = line.trim_end();
        let dash = DASHES
            .iter()
            .filter_map(|dash| Some((bare.rfind(dash)?, dash.len())));
        let name = dash.max().filter(|&(at, _)| {
            let before = bare[..at].trim_end_matches(['”', '"', '’', ')']);
            before.ends_with(['.', '!', '?'])
        });
        if let Some((at, len)) = name {
            let name = Span::new(start + at + len, start + bare.len()).trim(text);
            let agency = outlet_name::listed(name.of(text));
            let agency = agency.filter(|&kind| kind == SourceType::Agency);
            found.extend(agency.map(|kind| credit(text, name, name, kind)));
        }
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
        let person = source::within(mentions, inner)
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

/// What transcripts and editors note in parentheses, a day or an hour among it.
fn is_note(words: &str) -> bool {
    let mut notes = RULES.credits.iter().flat_map(|row| &row.notes);
    notes.any(|note| note.eq_ignore_ascii_case(words))
        || TAGS.find(words, Span::new(0, words.len())).is_some()
}

/// 'The Associated Press contributed to this report.'
fn sentence(c: &Clauses, unit: &Range<usize>, phrases: &Phrases) -> Vec<Attribution> {
    // Longer sentences tell news.
    const LONGEST: usize = 24;
    if unit.len() > LONGEST {
        return Vec::new();
    }
    let text = c.scan.text();
    let last = unit.end - usize::from(c.kind(unit.end - 1) == ItemKind::Stop);
    let span = c.span(unit.start..last.max(unit.start + 1));
    let words = span.of(text).replace('\u{a0}', " ").to_lowercase();
    let said = |list: &[String]| list.iter().any(|p| words.contains(p.as_str()));
    if !said(&phrases.after) && !said(&phrases.before) {
        return Vec::new();
    }
    let named = credited(text, span, phrases);
    if !named.is_empty() {
        return named;
    }
    let medium = outlet::medium(c, unit.clone());
    let whole = medium.map(|medium| Attribution {
        source: medium.name.into(),
        ..credit(text, span, span, medium.kind)
    });
    whole.into_iter().collect()
}

/// Marks between the names of a line.
const MARKS: [char; 8] = ['(', ')', ',', '|', '/', '\n', '–', '—'];

/// An agency named in a byline or dateline: 'GENEVA (Reuters) –', 'By Ann Lee, Associated Press'.
fn line(text: &str, block: Span) -> Option<Attribution> {
    let words = block.of(text);
    let photo = ["photo", "image", "h/t", "picture"]
        .iter()
        .any(|p| words.to_lowercase().contains(p));
    if photo {
        return None;
    }
    let mark = |rest: &str| {
        rest.match_indices(MARKS)
            .next()
            .map(|(at, mark)| at + mark.len())
    };
    for piece in pieces(text, block, mark) {
        let words = piece.of(text).trim_end_matches(MARKS);
        let span = Span::new(piece.start, piece.start + words.len()).trim(text);
        let name = span
            .of(text)
            .trim_start_matches("By ")
            .trim_start_matches("By: ")
            .trim_start_matches("The ");
        if let Some(kind) = outlet_name::named(name, 1) {
            let inner = Span::new(span.end - name.len(), span.end);
            return Some(credit(text, inner, inner, kind));
        }
    }
    None
}

/// All who are credited in a line of their own: 'Reuters and Ann Lee of AFP contributed to this report',
/// 'This article was first published by the Harbour Times'.
fn credited(text: &str, block: Span, phrases: &Phrases) -> Vec<Attribution> {
    // Only its ASCII is folded, so that places stay the same.
    let words = block.of(text).to_ascii_lowercase();
    let place = |list: &[String]| {
        // The first in the line.
        let found = list
            .iter()
            .filter_map(|p| Some((words.find(p.as_str())?, p.len())));
        found.min()
    };
    let after = place(&phrases.after);
    let names = match (after, place(&phrases.before)) {
        (Some((at, _)), _) => Span::new(block.start, block.start + at),
        (None, Some((at, len))) => Span::new(block.start + at + len, block.end),
        _ => return Vec::new(),
    };
    // Who published it, as against who wrote.
    let press = words[..names.start - block.start].contains("publish")
        || words[..names.start - block.start].contains("appeared");
    let mut found = Vec::new();
    for piece in pieces(text, names, joint) {
        let span = piece.trim(text);
        let name = run_of_capitals(text, span);
        let count = name.of(text).split(' ').count();
        let known = outlet_name::named(name.of(text), count);
        let kind = known.or((press && !name.is_empty()).then_some(SourceType::Outlet));
        let words = match after {
            Some(_) => Span::new(span.start, block.end),
            None => Span::new(block.start, name.end),
        };
        found.extend(kind.map(|kind| credit(text, words.trim(text), name, kind)));
    }
    found
}

/// Where the first 'and', 'of', comma or the like ends.
fn joint(text: &str) -> Option<usize> {
    const JOINTS: [&str; 6] = [" and ", " of ", ", ", "; ", " / ", "/"];
    let joints = JOINTS.iter();
    joints
        .filter_map(|joint| Some(text.find(joint)? + joint.len()))
        .min()
}

/// A span of the text cut behind each joint, of which `next` tells where the first ends; the pieces
/// together are all of it.
fn pieces(
    text: &str,
    span: Span,
    next: impl Fn(&str) -> Option<usize>,
) -> impl Iterator<Item = Span> {
    let mut rest = span;
    std::iter::from_fn(move || {
        let words = rest.of(text);
        let end = rest.start + next(words).unwrap_or(words.len());
        let piece = Span::new(rest.start, end);
        rest = Span::new(end, rest.end);
        (piece.start < piece.end).then_some(piece)
    })
}

/// The capitalised words that a span begins with, without an article.
fn run_of_capitals(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let bare = words.trim_start_matches("the ").trim_start_matches("The ");
    let start = span.start + (words.len() - bare.len());
    let mut end = start;
    for word in bare.split_inclusive(' ') {
        if !word.starts_with(|ch: char| ch.is_uppercase()) {
            break;
        }
        end += word.len();
    }
    let run = Span::new(start, end).trim(text);
    let bare = run.of(text).trim_end_matches(['.', ',', ';', ')', '/']);
    Span::new(run.start, run.start + bare.len())
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
