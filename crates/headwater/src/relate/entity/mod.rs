//! Persons, organisations and places over the pile, with their aliases.
//!
//! Inside a story every kind of evidence counts. Across stories names join only by a full match
//! of a name that means the same everywhere: two or more words, an organisation's or a place's
//! one word, or a row of the list of well-known aliases. Steps are linear in the names: candidates
//! come from indexes, and a group holds distinct spellings, not mentions.

mod decided;
mod pile;
mod story;

use super::Pile;
use crate::lexicon::name_form::NameForm;
use crate::lexicon::same_name::Name;
use crate::model::{Annotations, Entity, Mention, Story};
use compact_str::CompactString;
pub use decided::Decided;
use std::collections::HashMap;
use story::StoryNames;

/// Joins the names of the pile into entities; writes entity ids into mentions and speakers.
pub fn find(pile: &mut Pile, stories: &[Story]) -> Vec<Entity> {
    let parts = partition(pile, stories);
    let names_of = |_, documents: &Vec<usize>| {
        let both = |&n: &usize| (&pile.documents[n], &pile.annotations[n]);
        let pairs: Vec<_> = documents.iter().map(both).collect();
        [StoryNames::new(&pairs, &pile.decided)]
    };
    let names: Vec<StoryNames> = pile.workers.flat_map(&parts, names_of);
    let resolved = pile::resolve(&names, &pile.decided);
    for (story, documents) in parts.iter().enumerate() {
        let id = |text: &str, bearer: Option<&str>| {
            let name = names[story].of_bearer(text, bearer)?;
            Some(resolved.entities[resolved.of[story][name]].id.clone())
        };
        for &document in documents {
            let annotations = &mut pile.annotations[document];
            for mention in &mut annotations.mentions {
                mention.entity = id(&mention.excerpt.text, mention.entity.as_deref());
            }
            for n in 0..annotations.quotations.len() {
                let named = named_apart(annotations, n, &pile.decided);
                let quotation = &mut annotations.quotations[n];
                let speaker = quotation.speaker.as_deref();
                quotation.speaker = named.or(speaker.and_then(|text| id(text, None)));
            }
        }
    }
    let mut entities = resolved.entities;
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities
}

/// The entity of the name beside a quotation, where the user decided that it is not the fuller
/// name that the document gives it.
fn named_apart(
    annotations: &Annotations,
    quotation: usize,
    decided: &Decided,
) -> Option<CompactString> {
    let quotation = &annotations.quotations[quotation];
    let (source, speaker) = (quotation.source.as_ref()?, quotation.speaker.as_deref()?);
    let beside = annotations.mentions_at(source.span).iter();
    let name = |text: &str, kind| Name {
        form: NameForm::new(text),
        kind,
    };
    let apart =
        |m: &&Mention| decided.are_apart(&name(&m.excerpt.text, m.kind), &name(speaker, m.kind));
    beside.filter(apart).find_map(|m| m.entity.clone())
}

/// Documents by story, in order; a document without story is a part of its own.
fn partition(pile: &Pile, stories: &[Story]) -> Vec<Vec<usize>> {
    let mut story_of = HashMap::new();
    for (n, story) in stories.iter().enumerate() {
        for id in &story.documents {
            story_of.insert(id, n);
        }
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); stories.len()];
    let mut alone = Vec::new();
    for (n, document) in pile.documents.iter().enumerate() {
        match story_of.get(&document.id) {
            Some(&story) => parts[story].push(n),
            None => alone.push(vec![n]),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.extend(alone);
    parts.sort();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::annotate::tests::body;
    use crate::model::{Decision, Document};
    use crate::relate::workers::Workers;

    fn pile(texts: &[&str]) -> Pile {
        let documents: Vec<Document> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| Document {
                id: format!("d{n}").as_str().into(),
                ..body(text)
            })
            .collect();
        let annotations = documents.iter().map(annotate).collect();
        Pile::new(documents, annotations, Workers::ALONE)
    }

    fn names(entities: &[Entity]) -> Vec<&str> {
        entities.iter().map(|e| e.name.as_str()).collect()
    }

    #[test]
    fn surnames_join_inside_a_document_but_not_across() {
        let mut pile = pile(&[
            "President Barack Obama spoke in France. Obama left on Monday.",
            "In Paris, Mr Obama said no.",
        ]);
        let entities = find(&mut pile, &[]);
        assert_eq!(
            names(&entities),
            ["Barack Obama", "France", "Obama", "Paris"]
        );
        assert_eq!(entities[0].aliases.len(), 2);
        assert!(entities[0].aliases[1].reason.starts_with("surname: "));
        assert!(entities[0].aliases[1].weak && !entities[0].aliases[0].weak);
        let id = |document: usize, n: usize| pile.annotations[document].mentions[n].entity.clone();
        assert_eq!(id(0, 0), Some(entities[0].id.clone()));
        assert_eq!(id(0, 0), id(0, 2));
    }

    #[test]
    fn the_user_stands_above_the_evidence() {
        let texts = [
            "President Barack Obama spoke in France. Obama left on Monday.",
            "In Paris, Mr Obama said no.",
        ];
        let found = |rows: &str| {
            let mut pile = pile(&texts);
            let (rows, _) = Decision::read("decisions.jsonl", rows);
            pile.decided = Decided::new(&rows, "decisions.jsonl").0;
            find(&mut pile, &[])
        };
        let same = found(
            r#"{"decision":"same","a":"Obama","b":"Barack Obama","type":"person"}
               {"decision":"same","a":"Paris","b":"France","type":"place"}"#,
        );
        assert_eq!(names(&same), ["Barack Obama", "France"]);
        for (entity, reason) in same.iter().zip(["Obama / Barack Obama", "Paris / France"]) {
            let reason = format!("decided by the user: {reason}");
            assert!(
                entity.aliases.iter().any(|a| a.reason == reason),
                "{entity:?}"
            );
        }
        let different =
            found(r#"{"decision":"different","a":"Barack Obama","b":"Obama","type":"person"}"#);
        assert_eq!(
            names(&different),
            ["Barack Obama", "France", "Obama", "Obama", "Paris"]
        );
    }

    #[test]
    fn a_name_that_two_bear_is_in_each_document_that_of_its_bearer() {
        let mut pile = pile(&[
            "Ann Lee spoke in Paris. “No,” Ann said on Monday, and Ann left.",
            "Ann Marsh spoke in Paris. “Yes,” Ann said on Monday, and Ann left.",
        ]);
        let ids = pile.documents.iter().map(|d| d.id.clone()).collect();
        let story = Story {
            documents: ids,
            id: "s".into(),
            title: String::new(),
            earliest: None,
            latest: None,
            round_ups: Vec::new(),
        };
        let entities = find(&mut pile, &[story]);
        assert_eq!(names(&entities), ["Ann Lee", "Ann Marsh", "Paris"]);
        let last = |n: usize| {
            pile.annotations[n]
                .mentions
                .last()
                .and_then(|m| m.entity.clone())
        };
        assert_eq!(last(0).as_deref(), Some("ann-lee"));
        assert_eq!(last(1).as_deref(), Some("ann-marsh"));
    }

    #[test]
    fn countries_and_known_aliases_join_across() {
        let mut pile = pile(&[
            "He went to the United Kingdom.",
            "She left the UK for France.",
            "In France it rained.",
        ]);
        let entities = find(&mut pile, &[]);
        assert_eq!(names(&entities), ["France", "United Kingdom"]);
    }
}
