//! One utterance given as audio by one witness and as video or text by another.

use super::{Draft, side};
use crate::lexicon::fold::{Word, fold};
use crate::model::{Annotations, Discrepancy, EntityType, PassageKind, Span};
use crate::relate::collation::lexical::medium_of;
use crate::relate::lineage::View;
use std::collections::{BTreeMap, BTreeSet};

/// Words that may stand between the article and the medium: 'a newly released audio message'.
const BEFORE: usize = 5;
/// Media that are made to be seen, not to say something in.
const WORKS: &[&str] = &["film"];
/// Nouns that a medium goes with.
const NOUNS: &[&str] = &[
    "message",
    "recording",
    "tape",
    "statement",
    "series",
    "address",
    "speech",
    "clip",
    "file",
    "release",
    "post",
];

pub fn find(view: &View) -> Vec<Discrepancy> {
    let mut speeches: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for collation in view
        .relations
        .collations
        .iter()
        .filter(|c| c.kind == PassageKind::Quotation)
    {
        if let Some(speaker) = &collation.speaker {
            let documents = collation
                .witnesses
                .iter()
                .filter_map(|w| view.index.get(w.document.as_str()));
            speeches
                .entry((&collation.story, speaker))
                .or_default()
                .extend(documents);
        }
    }
    speeches
        .iter()
        .filter_map(|(&(story, speaker), documents)| of_speech(view, story, speaker, documents))
        .collect()
}

fn of_speech(
    view: &View,
    story: &str,
    speaker: &str,
    documents: &BTreeSet<usize>,
) -> Option<Discrepancy> {
    let named: Vec<(usize, Span, &str)> = documents
        .iter()
        .filter_map(|&n| medium_in(view, n, speaker).map(|(span, medium)| (n, span, medium)))
        .collect();
    let media: BTreeSet<&str> = named.iter().map(|&(_, _, medium)| medium).collect();
    if media.len() < 2 {
        return None;
    }
    let sides = named
        .iter()
        .map(|&(n, span, medium)| side(view, n, span, medium.into()))
        .collect();
    let name = view.pile.entity_name(speaker).unwrap_or(speaker);
    let about = format!("the medium of what {name} said");
    Some(
        Draft {
            story: story.into(),
            kind: "medium",
            about,
            sides,
            drift: false,
            rule: "medium-of-utterance",
        }
        .finish(),
    )
}

/// The first medium that a sentence about the speaker names outside quotation marks.
fn medium_in<'a>(view: &View, n: usize, speaker: &str) -> Option<(Span, &'a str)> {
    let (document, annotations) = (&view.pile.documents[n], &view.pile.annotations[n]);
    let quotes = |s: &Span| {
        annotations.quotations.iter().any(|q| {
            q.speaker.as_deref() == Some(speaker)
                && q.cue.as_ref().is_some_and(|c| s.contains(c.span))
        })
    };
    let speaks = |s: &Span| {
        let mut here = annotations.mentions_at(*s).iter();
        here.any(|m| m.entity.as_deref() == Some(speaker)) || quotes(s)
    };
    let sentences = &annotations.sentences;
    // A sentence that names nobody may announce the speech that the next one quotes.
    let announces = |at: usize| {
        let nobody = annotations
            .mentions_at(sentences[at])
            .iter()
            .all(|m| m.kind != EntityType::Person);
        nobody && sentences.get(at + 1).is_some_and(quotes)
    };
    (0..sentences.len())
        .filter(|&at| speaks(&sentences[at]) || announces(at))
        .map(|at| sentences[at])
        .find_map(|sentence| {
            let words = fold(&document.text, sentence);
            let quoted = |w: &Word| {
                annotations.quotations.iter().any(|q| {
                    !q.kind.is_unmarked() && q.contents.iter().any(|c| c.span.overlaps(w.span))
                })
            };
            let names = |w: &Word| medium_of(w).is_some() && !WORKS.contains(&w.form.as_str());
            let at = words.iter().position(|w| names(w) && !quoted(w))?;
            let medium = medium_of(&words[at])?;
            let phrase = phrase(&words, at)?;
            let before = Span::new(sentence.start, phrase.start);
            (!is_anothers(annotations, before, speaker)).then_some((phrase, medium))
        })
}

/// The person named last in these words is another: 'a rival released a video'.
fn is_anothers(annotations: &Annotations, before: Span, speaker: &str) -> bool {
    let mut named = annotations.mentions_at(before).iter().rev();
    let person = named.find(|m| m.kind == EntityType::Person);
    person.is_some_and(|m| m.entity.as_deref() != Some(speaker))
}

/// From the article before the medium to the noun after it; `None` without an article, as then it
/// is no recording but 'television'.
fn phrase(words: &[Word], at: usize) -> Option<Span> {
    let is_article = |w: &Word| {
        matches!(
            w.form.as_str(),
            "a" | "an" | "the" | "this" | "his" | "her" | "their"
        )
    };
    let first = (at.saturating_sub(BEFORE)..at)
        .rev()
        .find(|&i| is_article(&words[i]))?;
    let is_noun = |w: &Word| NOUNS.contains(&w.form.as_str()) || medium_of(w).is_some();
    let last = (at..words.len())
        .take_while(|&i| i == at || is_noun(&words[i]))
        .last()?;
    Some(words[first].span.cover(words[last].span))
}
