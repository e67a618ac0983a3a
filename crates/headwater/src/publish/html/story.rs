//! One story: facts, discrepancies, passages, lineage, timeline, names, documents.

use super::collation::CollationPart;
use super::document::DocumentPart;
use super::lineage::LineagePart;
use super::place::{Place, Places, address};
use crate::model::{Entity, LinkKind, TimelineEntry};
use crate::publish::view::{StoryView, View, count, days, published, word};
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// Passages shown in full.
const PASSAGES: usize = 60;
/// Names shown in full; the others are listed.
const NAMES: usize = 24;

#[derive(Template)]
#[template(path = "story.html")]
pub struct StoryPart<'a> {
    id: String,
    /// On a page of its own.
    site: bool,
    title: &'a str,
    facts: Vec<String>,
    discrepancies: Vec<DiscrepancyPart<'a>>,
    passages: Vec<CollationPart<'a>>,
    further_passages: usize,
    /// Where the further passages stand.
    further: Option<String>,
    speakers: Vec<Speaker<'a>>,
    lineage: Option<LineagePart<'a>>,
    once: Vec<Once<'a>>,
    timeline: Vec<(String, Place<'a>)>,
    links: Vec<LinkPart<'a>>,
    names: Vec<NamePart<'a>>,
    further_names: usize,
    /// Where the names are judged.
    judge: Option<String>,
    /// Documents in full.
    documents: Vec<DocumentPart<'a>>,
    /// Documents that have pages of their own.
    listed: Vec<Listed<'a>>,
}

struct Speaker<'a> {
    name: &'a str,
    quotations: usize,
    documents: usize,
}

struct Listed<'a> {
    href: String,
    title: &'a str,
    outlet: &'a str,
    published: String,
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
    /// The story with its number in the view, counted from 0; its passages from the `from`th on.
    pub fn new(view: &View<'a>, places: &Places, number: usize, from: usize) -> Self {
        let story = &view.stories[number];
        let id = format!("s{}", number + 1);
        let passages = story.collations.iter().enumerate();
        let passage = |(n, c)| CollationPart::new(view, places, format!("{id}-p{}", n + 1), 4, c);
        let further_passages = story.collations.len().saturating_sub(from + PASSAGES);
        let further = || {
            Some(format!(
                "{}?from={}#{id}-passages",
                places.story(view, number)?,
                from + PASSAGES
            ))
        };
        let mut names = names(view, story);
        let further_names = names.len().saturating_sub(NAMES);
        names.truncate(NAMES);
        StoryPart {
            site: places.is_site(),
            title: &story.story.title,
            facts: facts(view, story),
            discrepancies: discrepancies(view, places, story),
            passages: passages.skip(from).take(PASSAGES).map(passage).collect(),
            further_passages,
            further: further().filter(|_| places.is_site()),
            speakers: speakers(view, story),
            lineage: LineagePart::new(view, places, story),
            once: once(view, places, story),
            timeline: timeline(view, places, story),
            links: links(view, places, story),
            names,
            further_names,
            judge: places.is_site().then(|| address("names", &story.story.id)),
            documents: match places.is_site() {
                true => Vec::new(),
                false => story
                    .documents
                    .iter()
                    .map(|n| DocumentPart::new(view, places, *n, None))
                    .collect(),
            },
            listed: match places.is_site() {
                true => story
                    .documents
                    .iter()
                    .filter_map(|n| listed(view, places, *n))
                    .collect(),
                false => Vec::new(),
            },
            id,
        }
    }
}

fn listed<'a>(view: &View<'a>, places: &Places, n: usize) -> Option<Listed<'a>> {
    let document = &view.case.documents[n];
    Some(Listed {
        href: places.document(view, n)?,
        title: document.title.as_deref().unwrap_or("Without title"),
        outlet: document.outlet.as_deref().unwrap_or("outlet unknown"),
        published: published(document),
    })
}

fn timeline<'a>(
    view: &View<'a>,
    places: &Places,
    story: &StoryView<'a>,
) -> Vec<(String, Place<'a>)> {
    let entry = |e: &&'a TimelineEntry| {
        let when = days(Some(&e.earliest), Some(&e.latest));
        (when, places.to(view, &e.document, e.span))
    };
    story.timeline.iter().map(entry).collect()
}

/// Known speakers, most quoted first.
fn speakers<'a>(view: &View<'a>, story: &StoryView<'a>) -> Vec<Speaker<'a>> {
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
                    href: places.quotation(view, n, number + 1),
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
        LinkPart {
            verb: match (link.kind, forward) {
                (LinkKind::FollowUp, true) => "Follows up",
                (LinkKind::FollowUp, false) => "Is followed up by",
                (LinkKind::Background, true) => "Has as background",
                (LinkKind::Background, false) => "Is background of",
            },
            title: number.map_or(other, |n| &view.stories[n].story.title),
            href: number.and_then(|n| places.story(view, n)),
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
