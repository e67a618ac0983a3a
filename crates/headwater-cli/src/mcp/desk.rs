//! Where questions about a case are answered.

use super::tools::Arguments;
use headwater::model::{Entity, Quotation, Span};
use headwater::publish::json;
use headwater::publish::texts::{Texts, places};
use headwater::publish::view::{CollationView, StoryView, View};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Characters of a text that are given at a time.
const PASSAGE: usize = 8000;

/// A case that is open for questions.
pub struct Desk<'a> {
    view: View<'a>,
    texts: Texts<'a>,
}

impl<'a> Desk<'a> {
    /// Opens a case.
    pub fn new(case: &'a headwater::model::Case) -> Self {
        Desk {
            view: View::new(case),
            texts: Texts::new(case),
        }
    }

    /// The stories, most important first.
    pub fn stories(&self, asked: &Arguments) -> Result<Value, String> {
        let stories = (1..).zip(&self.view.stories);
        Ok(asked.part("stories", stories, |(n, s)| json::story_summary(n, s)))
    }

    /// One story; long lists are cut.
    pub fn story(&self, asked: &Arguments) -> Result<Value, String> {
        let (number, story) = self.find(asked)?.ok_or("'story' is missing")?;
        let limit = asked.limit();
        let (view, texts) = (&self.view, &self.texts);
        let mut told = json::story_summary(number, story);
        told["totals"] = json!({
            "documents": story.documents.len(),
            "discrepancies": story.discrepancies.len(),
            "collations": story.collations.len(),
            "lineage": story.lineage.len(),
            "timeline": story.timeline.len(),
        });
        let documents = story.documents.iter().take(limit);
        told["documents"] = documents
            .map(|n| json::document_summary(view, *n))
            .collect();
        let discrepancies = story.discrepancies.iter().take(limit);
        told["discrepancies"] = discrepancies.map(|d| json::discrepancy(texts, d)).collect();
        let collations = story.collations.iter().take(limit);
        told["collations"] = collations.map(|c| self.summary(c)).collect();
        let lineage = story.lineage.iter().take(limit);
        told["lineage"] = lineage.map(|e| json::edge(view, texts, e)).collect();
        let timeline = story.timeline.iter().take(limit).map(|e| {
            json!({
                "earliest": e.earliest,
                "latest": e.latest,
                "evidence": texts.of(&e.document, e.span),
            })
        });
        told["timeline"] = timeline.collect();
        Ok(told)
    }

    fn summary(&self, it: &CollationView) -> Value {
        let mut told = json::collation_summary(&self.view, it);
        let witnesses = it.collation.witnesses.iter();
        told["witnesses"] = witnesses.map(|w| json!(self.texts.at(w))).collect();
        told
    }

    /// One collation in full.
    pub fn collation(&self, asked: &Arguments) -> Result<Value, String> {
        let id = asked.text("collation").ok_or("'collation' is missing")?;
        let mut all = self.view.stories.iter().flat_map(|s| &s.collations);
        let found = all.find(|c| c.collation.id == id);
        let found = found.ok_or(format!(
            "there is no collation '{id}'; get_story lists them"
        ))?;
        Ok(json::collation(&self.view, &self.texts, found))
    }

    /// A passage of a document.
    pub fn document(&self, asked: &Arguments) -> Result<Value, String> {
        let id = asked.text("document").ok_or("'document' is missing")?;
        let n = self.view.index(&id.as_str().into());
        let n = n.ok_or(format!(
            "there is no document '{id}'; search_words finds some"
        ))?;
        let document = &self.view.case.documents[n];
        let mut told = json::document(&self.view, n);
        let start = asked.number("start_char").unwrap_or(0);
        let end = asked.number("end_char").unwrap_or(usize::MAX);
        let end = end.clamp(start, start.saturating_add(PASSAGE));
        let byte = |at: usize| {
            let found = document.text.char_indices().nth(at);
            found.map_or(document.text.len(), |(byte, _)| byte)
        };
        let span = Span::new(byte(start), byte(end));
        let passage = self.texts.of(&document.id, span);
        told["more"] = json!(span.end < document.text.len());
        told["passage"] = json!(passage);
        Ok(told)
    }

    /// Places where words stand.
    pub fn search(&self, asked: &Arguments) -> Result<Value, String> {
        let words = asked.text("words").ok_or("'words' are missing")?;
        let case = self.view.case;
        let documents = case.documents.iter().zip(&case.annotations);
        let found = documents.flat_map(|(document, annotations)| {
            let places = places(&document.text, &words).into_iter();
            places.map(move |span| (document, annotations, span))
        });
        Ok(
            asked.part("places", found, |(document, annotations, span)| {
                let sentence = annotations.sentences_at(span);
                let whole = sentence.iter().fold(span, |all, s| all.cover(*s));
                json!({
                    "words": self.texts.of(&document.id, span),
                    "sentence": self.texts.of(&document.id, whole),
                })
            }),
        )
    }

    /// Quotations of a speaker, or that mention somebody.
    pub fn said(&self, asked: &Arguments) -> Result<Value, String> {
        let (speaker, about) = (asked.text("speaker"), asked.text("about"));
        if speaker.is_none() && about.is_none() {
            return Err("give 'speaker' or 'about'".into());
        }
        let speaker = speaker.map(|name| self.named(&name)).transpose()?;
        let about = about.map(|name| self.named(&name)).transpose()?;
        let case = self.view.case;
        let quotations = case.annotations.iter().enumerate().flat_map(|(n, a)| {
            let spoken = a.quotations.iter().filter(|q| q.kind.is_speech());
            spoken.map(move |q| (n, q))
        });
        let wanted = quotations.filter(|(n, q)| {
            let spoken_by =
                |ids: &BTreeSet<&str>| q.speaker.as_deref().is_some_and(|s| ids.contains(s));
            speaker.as_ref().is_none_or(spoken_by)
                && about.as_ref().is_none_or(|ids| self.mentions(*n, q, ids))
        });
        Ok(asked.part("quotations", wanted, |(n, q)| {
            json::quotation(&self.view, &self.texts, n, q)
        }))
    }

    fn mentions(&self, n: usize, quotation: &Quotation, ids: &BTreeSet<&str>) -> bool {
        let annotations = &self.view.case.annotations[n];
        let inside = |c: &headwater::model::Excerpt| {
            let mut names = annotations.mentions_at(c.span).iter();
            names.any(|m| m.entity.as_deref().is_some_and(|e| ids.contains(e)))
        };
        quotation.contents.iter().any(inside)
    }

    /// Entities of that name in any of its forms; when there is none, those whose name holds it.
    fn named(&self, name: &str) -> Result<BTreeSet<&str>, String> {
        let wanted = name.to_lowercase();
        let entities = &self.view.case.relations.entities;
        let with = |fits: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
            let named = |e: &&Entity| {
                let aliases = e.aliases.iter().map(|a| a.name.as_str());
                aliases.chain([e.name.as_str()]).any(fits)
            };
            entities
                .iter()
                .filter(named)
                .map(|e| e.id.as_str())
                .collect()
        };
        let mut found = with(&|alias| alias.to_lowercase() == wanted);
        if found.is_empty() {
            found = with(&|alias| alias.to_lowercase().contains(&wanted));
        }
        match found.is_empty() {
            true => Err(format!(
                "nobody in the case is named '{name}'; search_words finds words"
            )),
            false => Ok(found),
        }
    }

    /// Discrepancies of a story or of all, of one kind or of all.
    pub fn discrepancies(&self, asked: &Arguments) -> Result<Value, String> {
        let story = self.find(asked)?.map(|(_, story)| story.story.id.as_str());
        let kind = asked.text("kind");
        let all = self.view.stories.iter().flat_map(|s| &s.discrepancies);
        let wanted = all.filter(|d| {
            story.is_none_or(|story| d.story == story)
                && kind.as_deref().is_none_or(|kind| d.kind == kind)
        });
        Ok(asked.part("discrepancies", wanted, |d| {
            json::discrepancy(&self.texts, d)
        }))
    }

    /// The story that is asked for, with its number; none if none is.
    fn find(&self, asked: &Arguments) -> Result<Option<(usize, &StoryView<'a>)>, String> {
        let Some(wanted) = asked.text("story") else {
            return Ok(None);
        };
        match self.view.find(&wanted) {
            Some(found) => Ok(Some(found)),
            None => Err(format!(
                "there is no story '{wanted}'; list_stories lists them"
            )),
        }
    }
}
