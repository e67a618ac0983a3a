//! One story: facts, discrepancies, passages, lineage, timeline, names, documents.

use super::collation::CollationPart;
use super::discrepancy::{DiscrepancyPart, WithdrawnPart, discrepancies, withdrawn};
use super::document::DocumentPart;
use super::lineage::LineagePart;
use super::place::{Place, Places, address};
use super::quoted::{Once, Speaker, once, speakers};
use crate::model::{Alias, Entity, LinkKind, TimelineEntry};
use crate::publish::view::{StoryView, View, count, days, published, word};
use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Passages shown in full.
const PASSAGES: usize = 60;
/// Reasons shown of each.
const REASONS: usize = 30;
/// Names shown in full; the others are listed.
const NAMES: usize = 24;

#[derive(Template)]
#[template(path = "story.html")]
pub struct StoryPart<'a> {
    id: String,
    /// On a page of its own.
    site: bool,
    /// Level of its heading.
    level: u8,
    title: &'a str,
    facts: Vec<String>,
    withdrawn: Vec<WithdrawnPart<'a>>,
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

struct Listed<'a> {
    href: String,
    title: &'a str,
    outlet: &'a str,
    published: String,
    round_up: bool,
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
    aliases: Vec<&'a Alias>,
}

impl<'a> StoryPart<'a> {
    /// The story with its number in the view, counted from 0; its passages from the `from`th on.
    pub fn new(view: &View<'a>, places: &Places, number: usize, from: usize) -> Self {
        let story = &view.stories[number];
        let id = format!("s{}", number + 1);
        let passages = story.collations.iter().enumerate();
        let level = if places.is_site() { 1 } else { 2 };
        let passage = |(n, c)| {
            let anchor = format!("{id}-p{}", n + 1);
            CollationPart::new(view, places, anchor, level + 2, c, REASONS)
        };
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
            level,
            title: &story.story.title,
            facts: facts(view, story),
            withdrawn: withdrawn(view, places, story),
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

    /// The same with the way to further passages on that day.
    pub fn on(mut self, day: &str) -> Self {
        if let Some(further) = self.further.as_mut().filter(|_| !day.is_empty()) {
            let day = utf8_percent_encode(day, NON_ALPHANUMERIC);
            *further = further.replacen("?from", &format!("?as_of={day}&from"), 1);
        }
        self
    }
}

fn listed<'a>(view: &View<'a>, places: &Places, n: usize) -> Option<Listed<'a>> {
    let document = &view.case.documents[n];
    Some(Listed {
        href: places.document(view, n)?,
        title: document.title.as_deref().unwrap_or("Without title"),
        outlet: document.outlet.as_deref().unwrap_or("outlet unknown"),
        published: published(document),
        round_up: view.is_round_up(n),
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
            title: number.map_or(other.as_str(), |n| &view.stories[n].story.title),
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
            .collect(),
    };
    let mut names: Vec<_> = view.names(story).into_iter().map(part).collect();
    names.sort_by_key(|n| n.aliases.is_empty());
    names
}
