//! Who is quoted in a story, and what only one document quotes.

use super::place::Places;
use crate::publish::view::{StoryView, View};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody whom documents of the story quote.
pub struct Speaker<'a> {
    pub name: &'a str,
    pub quotations: usize,
    pub documents: usize,
}

/// A quotation of one document.
pub struct Once<'a> {
    pub speaker: &'a str,
    pub words: String,
    /// The words are the outlet's, and only their sense the speaker's.
    pub retold: bool,
    pub href: Option<String>,
    pub label: &'a str,
}

/// Known speakers, most quoted first.
pub fn speakers<'a>(view: &View<'a>, story: &StoryView<'a>) -> Vec<Speaker<'a>> {
    let mut counts: BTreeMap<&str, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for &n in &story.documents {
        let spoken = view.case.annotations[n]
            .quotations
            .iter()
            .filter(|q| q.kind.is_speech());
        for speaker in spoken.filter_map(|q| q.speaker.as_deref()) {
            let (quotations, documents) = counts.entry(speaker).or_default();
            *quotations += 1;
            documents.insert(n);
        }
    }
    let speaker = |(id, (quotations, documents)): (&'a str, (usize, BTreeSet<usize>))| Speaker {
        name: view.name(id),
        quotations,
        documents: documents.len(),
    };
    let mut speakers: Vec<_> = counts.into_iter().map(speaker).collect();
    speakers.sort_by_key(|s| (std::cmp::Reverse((s.documents, s.quotations)), s.name));
    speakers
}

/// Spoken quotations that no other document carries.
pub fn once<'a>(view: &View<'a>, places: &Places, story: &StoryView<'a>) -> Vec<Once<'a>> {
    let mut once = Vec::new();
    for &n in &story.documents {
        for (number, quotation) in view.case.annotations[n].quotations.iter().enumerate() {
            if quotation.kind.is_speech() && quotation.collation.is_none() {
                let words: Vec<_> = quotation.contents.iter().map(|c| c.text.trim()).collect();
                once.push(Once {
                    speaker: quotation
                        .speaker
                        .as_deref()
                        .map_or("Speaker unknown", |s| view.name(s)),
                    words: words.join(" … "),
                    retold: quotation.kind.is_retold(),
                    href: places.quotation(view, n, number + 1),
                    label: view.label(n),
                });
            }
        }
    }
    once
}
