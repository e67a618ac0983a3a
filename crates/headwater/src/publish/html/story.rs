//! One story: facts, discrepancies, passages, lineage, timeline, names, documents.

use super::collation::CollationPart;
use super::document::DocumentPart;
use super::lineage::LineagePart;
use super::place::{Place, Places};
use crate::model::{Entity, LinkKind};
use crate::publish::view::{StoryView, View, count, days, word};
use askama::Template;

/// Passages shown in full.
const PASSAGES: usize = 60;
/// Names shown in full; the others are listed.
const NAMES: usize = 24;

#[derive(Template)]
#[template(path = "story.html")]
pub struct StoryPart<'a> {
    id: String,
    title: &'a str,
    facts: Vec<String>,
    discrepancies: Vec<DiscrepancyPart<'a>>,
    passages: Vec<CollationPart<'a>>,
    further_passages: usize,
    lineage: Option<LineagePart<'a>>,
    once: Vec<Once<'a>>,
    timeline: Vec<(String, Place<'a>)>,
    links: Vec<LinkPart<'a>>,
    names: Vec<NamePart<'a>>,
    further_names: usize,
    documents: Vec<DocumentPart<'a>>,
}

struct DiscrepancyPart<'a> {
    about: &'a str,
    kind: &'a str,
    drift: bool,
    sides: Vec<(&'a str, Place<'a>)>,
}

struct Once<'a> {
    speaker: &'a str,
    words: String,
    href: Option<String>,
    label: &'a str,
}

struct LinkPart<'a> {
    verb: &'static str,
    title: &'a str,
    href: Option<String>,
    evidence: Vec<Place<'a>>,
}

struct NamePart<'a> {
    name: &'a str,
    kind: String,
    mentions: usize,
    aliases: Vec<(&'a str, usize, &'a str)>,
}

impl<'a> StoryPart<'a> {
    /// The story with its number on the page.
    pub fn new(view: &View<'a>, places: &Places, number: usize, story: &StoryView<'a>) -> Self {
        let id = format!("s{number}");
        let passages = story.collations.iter().take(PASSAGES).enumerate();
        let passage = |(n, c)| CollationPart::new(view, places, format!("{id}-p{}", n + 1), c);
        let mut names = names(view, story);
        let further_names = names.len().saturating_sub(NAMES);
        names.truncate(NAMES);
        StoryPart {
            title: &story.story.title,
            facts: facts(view, story),
            discrepancies: discrepancies(view, places, story),
            passages: passages.map(passage).collect(),
            further_passages: story.collations.len().saturating_sub(PASSAGES),
            lineage: LineagePart::new(view, places, story),
            once: once(view, places, story),
            timeline: story
                .timeline
                .iter()
                .map(|e| {
                    (
                        days(Some(&e.earliest), Some(&e.latest)),
                        places.to(view, &e.document, e.span),
                    )
                })
                .collect(),
            links: links(view, places, story),
            names,
            further_names,
            documents: story
                .documents
                .iter()
                .map(|n| DocumentPart::new(view, places, *n))
                .collect(),
            id,
        }
    }
}

/// The days a story spans.
pub fn dates(story: &StoryView) -> String {
    days(
        story.story.earliest.as_deref(),
        story.story.latest.as_deref(),
    )
}

/// Passages of several documents that rest on one origin.
pub fn single_origin(story: &StoryView) -> usize {
    let single = |s: &&crate::model::Support| s.documents > 1 && s.independent_max == 1;
    story
        .collations
        .iter()
        .filter_map(|c| c.support)
        .filter(single)
        .count()
}

fn facts(view: &View, story: &StoryView) -> Vec<String> {
    let mut outlets: Vec<_> = story
        .documents
        .iter()
        .filter_map(|n| view.case.documents[*n].outlet.as_deref())
        .collect();
    outlets.sort();
    outlets.dedup();
    let single = single_origin(story);
    let mut facts = vec![
        dates(story),
        count(story.documents.len(), "document", "documents"),
    ];
    if !outlets.is_empty() {
        facts.push(count(outlets.len(), "named outlet", "named outlets"));
    }
    if !story.collations.is_empty() {
        facts.push(count(
            story.collations.len(),
            "passage in several documents",
            "passages in several documents",
        ));
    }
    if single > 0 {
        facts.push(format!("{single} of them from a single origin"));
    }
    facts
}

fn discrepancies<'a>(
    view: &View<'a>,
    places: &Places,
    story: &StoryView<'a>,
) -> Vec<DiscrepancyPart<'a>> {
    let part = |d: &&'a crate::model::Discrepancy| DiscrepancyPart {
        about: &d.about,
        kind: &d.kind,
        drift: d.drift,
        sides: d
            .sides
            .iter()
            .map(|s| {
                (
                    s.value.as_str(),
                    places.to(view, &s.document, s.excerpt.span),
                )
            })
            .collect(),
    };
    story.discrepancies.iter().map(part).collect()
}

/// Spoken quotations that no other document carries.
fn once<'a>(view: &View<'a>, places: &Places, story: &StoryView<'a>) -> Vec<Once<'a>> {
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
                    href: places.document(n).map(|d| format!("{d}-q{}", number + 1)),
                    label: view.label(n),
                });
            }
        }
    }
    once
}

fn links<'a>(view: &View<'a>, places: &Places, story: &StoryView<'a>) -> Vec<LinkPart<'a>> {
    let part = |link: &&'a crate::model::StoryLink| {
        let forward = link.from == story.story.id;
        let other = if forward { &link.to } else { &link.from };
        let number = view.stories.iter().position(|s| s.story.id == *other);
        let shown = |n: &usize| {
            view.stories[*n]
                .documents
                .iter()
                .any(|d| places.document(*d).is_some())
        };
        LinkPart {
            verb: match (link.kind, forward) {
                (LinkKind::FollowUp, true) => "Follows up",
                (LinkKind::FollowUp, false) => "Is followed up by",
                (LinkKind::Background, true) => "Has as background",
                (LinkKind::Background, false) => "Is background of",
            },
            title: number.map_or(other, |n| &view.stories[n].story.title),
            href: number.filter(shown).map(|n| format!("s{}", n + 1)),
            evidence: link.evidence.iter().map(|p| places.at(view, p)).collect(),
        }
    };
    story.links.iter().map(part).collect()
}

/// Names with several forms first: they show what was taken for one.
fn names<'a>(view: &View<'a>, story: &StoryView<'a>) -> Vec<NamePart<'a>> {
    let part = |(entity, mentions): (&'a Entity, usize)| NamePart {
        name: &entity.name,
        kind: word(entity.kind),
        mentions,
        aliases: (entity.aliases.iter())
            .filter(|a| a.name != entity.name)
            .map(|a| (a.name.as_str(), a.count, a.reason.as_str()))
            .collect(),
    };
    let mut names: Vec<_> = view.names(story).into_iter().map(part).collect();
    names.sort_by_key(|n| n.aliases.is_empty());
    names
}
