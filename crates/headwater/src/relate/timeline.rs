//! What happened when, by story.

use super::Pile;
use crate::model::{Span, Story, TimeExpression, TimeType, TimelineEntry, Unit};
use compact_str::ToCompactString;
use std::collections::{BTreeMap, BTreeSet};

/// Dated sentences, in order of story and date: one entry for each date that a sentence names.
/// Where several documents of a story tell a date in the same words, the first of them tells it.
pub fn find(pile: &Pile, stories: &[Story]) -> Vec<TimelineEntry> {
    let places: BTreeMap<_, _> = (pile.documents.iter().enumerate())
        .map(|(at, document)| (&document.id, at))
        .collect();
    let mut found = Vec::new();
    for story in stories {
        let mut entries = Vec::new();
        let mut told = BTreeSet::new();
        for &at in story.documents.iter().filter_map(|id| places.get(id)) {
            for entry in dated(pile, at, &story.id) {
                let date = (entry.earliest.clone(), entry.latest.clone());
                if told.insert((date, gist(&entry.text))) {
                    entries.push(entry);
                }
            }
        }
        entries.sort_by(|a, b| order(a).cmp(&order(b)));
        found.extend(entries);
    }
    found
}

fn order(entry: &TimelineEntry) -> (&str, &str, &str, usize) {
    let document = entry.document.as_str();
    (&entry.earliest, &entry.latest, document, entry.span.start)
}

/// Entries of one document, in text order.
fn dated(pile: &Pile, at: usize, story: &str) -> Vec<TimelineEntry> {
    let (document, annotations) = (&pile.documents[at], &pile.annotations[at]);
    let mut entries: Vec<TimelineEntry> = Vec::new();
    for time in annotations.times.iter().filter(|time| is_dated(time)) {
        let (Some(earliest), Some(latest)) = (&time.earliest, &time.latest) else {
            continue;
        };
        let Some(span) = sentence(&annotations.sentences, time.excerpt.span) else {
            continue;
        };
        let again = |e: &TimelineEntry| e.span == span && e.earliest == *earliest;
        if entries
            .iter()
            .rev()
            .take_while(|e| e.span == span)
            .any(again)
        {
            continue;
        }
        entries.push(TimelineEntry {
            story: story.to_compact_string(),
            earliest: earliest.clone(),
            latest: latest.clone(),
            text: span.of(&document.text).to_string(),
            document: document.id.clone(),
            span,
        });
    }
    entries
}

/// A day or month of the calendar, or a time of a day.
fn is_dated(time: &TimeExpression) -> bool {
    let fine = matches!(
        time.form.unit(),
        Some(Unit::Day | Unit::Weekend | Unit::Week | Unit::Month)
    );
    fine && matches!(time.kind, TimeType::Date | TimeType::Time)
}

fn sentence(sentences: &[Span], span: Span) -> Option<Span> {
    let at = sentences.partition_point(|s| s.end <= span.start);
    sentences.get(at).copied().filter(|s| s.contains(span))
}

/// The letters and digits of a sentence in lower case: what makes two sentences one.
fn gist(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
