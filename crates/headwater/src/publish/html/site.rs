//! The pages of a site. A page that does not exist is `None`.

use super::collation::CollationPart;
use super::document::{Around, DocumentPart};
use super::frame::Frame;
use super::lineage::LineagePart;
use super::names::NamesPart;
use super::outlets::OutletsPart;
use super::overview::{Row, facts, problems, row};
use super::pile::Pile;
use super::place::{Places, address};
use super::shared::Neighbours;
use super::story::StoryPart;
use super::witness::{Column, Line, columns, heads, lines};
use crate::model::{Problem, Span};
use crate::publish::view::{CollationView, View};
use askama::Template;
use std::collections::HashMap;

type Page = Result<Option<String>, askama::Error>;

/// Reasons shown on the page of a passage.
const REASONS: usize = 1000;

/// A case with what its pages look up.
pub struct Site<'a> {
    /// The case.
    pub view: View<'a>,
    facts: Vec<String>,
    neighbours: Neighbours<'a>,
    stories: HashMap<&'a str, usize>,
    collations: HashMap<&'a str, (usize, usize)>,
}

#[derive(Template)]
#[template(path = "pile.html")]
struct PilePage<'a> {
    frame: Frame,
    facts: &'a [String],
    pile: &'a Pile,
    rows: Vec<Row<'a>>,
    problems: &'a [Problem],
    further_problems: usize,
}

#[derive(Template)]
#[template(path = "story_page.html")]
struct StoryPage<'a> {
    frame: Frame,
    as_of: &'a AsOf,
    story: Option<StoryPart<'a>>,
}

/// The day by which documents must have been published to be told of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AsOf {
    /// ISO 8601; empty for all documents.
    pub day: String,
    /// The way to the same page with all documents.
    pub now: String,
    /// What is wrong with the day.
    pub wrong: Option<String>,
    /// Documents that are left out, and why.
    pub left_out: Vec<String>,
}

#[derive(Template)]
#[template(path = "collation_page.html")]
struct CollationPage<'a> {
    frame: Frame,
    story: (String, &'a str),
    passage: CollationPart<'a>,
    columns: Vec<Column<'a>>,
    further: usize,
    heads: Vec<(usize, String)>,
    lines: Vec<Line<'a>>,
}

#[derive(Template)]
#[template(path = "document_page.html")]
struct DocumentPage<'a> {
    frame: Frame,
    story: Option<(String, &'a str)>,
    document: DocumentPart<'a>,
}

#[derive(Template)]
#[template(path = "lineage_page.html")]
struct LineagePage<'a> {
    frame: Frame,
    story: (String, &'a str),
    lineage: Option<LineagePart<'a>>,
}

#[derive(Template)]
#[template(path = "outlets_page.html")]
struct OutletsPage<'a> {
    frame: Frame,
    outlets: OutletsPart<'a>,
}

#[derive(Template)]
#[template(path = "names.html")]
struct NamesPage<'a> {
    frame: Frame,
    names: &'a NamesPart<'a>,
}

impl<'a> Site<'a> {
    /// Looks at a case once for all its pages.
    pub fn new(view: View<'a>) -> Self {
        let stories = view.stories.iter().enumerate();
        let collations = stories.clone().flat_map(|(s, story)| {
            let ids = story.collations.iter().enumerate();
            ids.map(move |(n, c)| (c.collation.id.as_str(), (s, n)))
        });
        Site {
            facts: facts(&view),
            neighbours: Neighbours::new(&view),
            stories: stories
                .clone()
                .map(|(n, s)| (s.story.id.as_str(), n))
                .collect(),
            collations: collations.collect(),
            view,
        }
    }

    /// Number of a story in the view.
    pub fn story_number(&self, id: &str) -> Option<usize> {
        self.stories.get(id).copied()
    }

    /// Number of the story that a document belongs to.
    pub fn story_of(&self, document: usize) -> Option<usize> {
        self.neighbours.story(document)
    }

    /// A collation by its id.
    pub fn find_collation(&self, id: &str) -> Option<&CollationView<'a>> {
        let (story, number) = self.collations.get(id)?;
        Some(&self.view.stories[*story].collations[*number])
    }

    /// The first page: stories, and what a search found.
    pub fn pile(&self, pile: &Pile) -> Result<String, askama::Error> {
        let (problems, further_problems) = problems(self.view.case);
        let listed = pile.stories.iter();
        PilePage {
            frame: Frame::site(match pile.words.as_str() {
                "" => "What rests on what",
                words => words,
            }),
            facts: &self.facts,
            rows: listed
                .map(|n| row(&self.view, Places::Site.story(&self.view, *n), *n))
                .collect(),
            pile,
            problems,
            further_problems,
        }
        .render()
    }

    /// A story, its passages from the `from`th on; the case may hold only what was published by
    /// some day, and nothing of the story.
    pub fn story(
        &self,
        id: &str,
        from: usize,
        title: &str,
        as_of: &AsOf,
    ) -> Result<String, askama::Error> {
        let number = self.story_number(id);
        StoryPage {
            frame: Frame::site(title),
            as_of,
            story: number
                .map(|n| StoryPart::new(&self.view, &Places::Site, n, from).on(&as_of.day)),
        }
        .render()
    }

    /// A collation.
    pub fn collation(&self, id: &str) -> Page {
        let Some((story, number)) = self.collations.get(id) else {
            return Ok(None);
        };
        let it = &self.view.stories[*story].collations[*number];
        let (columns, further) = columns(&self.view, it);
        let page = CollationPage {
            frame: Frame::site(it.collation.text.chars().take(80).collect::<String>()),
            story: self.home(*story),
            passage: CollationPart::new(
                &self.view,
                &Places::Site,
                "passage".into(),
                2,
                it,
                REASONS,
            ),
            columns,
            further,
            heads: heads(it),
            lines: lines(&self.view, it),
        };
        page.render().map(Some)
    }

    /// A document; with a place marked, if asked for.
    pub fn document(&self, id: &str, at: Option<Span>) -> Page {
        let Some(n) = self.view.index(&id.into()) else {
            return Ok(None);
        };
        let text = &self.view.case.documents[n].text;
        let around = Around {
            at: at.filter(|at| text.get(at.start..at.end).is_some()),
            notes: self.neighbours.notes(&self.view, n),
            reused: self.neighbours.reused(&self.view, n),
            also: (self.neighbours.stories(&self.view, n).into_iter())
                .map(|s| self.home(s))
                .collect(),
        };
        let title = self.view.case.documents[n].title.as_deref();
        let page = DocumentPage {
            frame: Frame::site(title.unwrap_or("Without title")),
            story: self.story_of(n).map(|s| self.home(s)),
            document: DocumentPart::new(&self.view, &Places::Site, n, Some(around)),
        };
        page.render().map(Some)
    }

    /// The lineage of a story.
    pub fn lineage(&self, id: &str) -> Page {
        let page = |number: &usize| {
            let story = &self.view.stories[*number];
            LineagePage {
                frame: Frame::site(format!("Lineage: {}", story.story.title)),
                story: self.home(*number),
                lineage: LineagePart::new(&self.view, &Places::Site, story),
            }
            .render()
        };
        self.stories.get(id).map(page).transpose()
    }

    /// What outlets take from others, and credit.
    pub fn outlets(&self) -> Result<String, askama::Error> {
        OutletsPage {
            frame: Frame::site("Outlets"),
            outlets: OutletsPart::new(&self.view, &Places::Site),
        }
        .render()
    }

    /// Names to judge.
    pub fn names(&self, names: &NamesPart) -> Result<String, askama::Error> {
        let frame = Frame::site("Names");
        NamesPage { frame, names }.render()
    }

    /// The way to a story, and its title.
    fn home(&self, number: usize) -> (String, &'a str) {
        let story = self.view.stories[number].story;
        (address("story", &story.id), &story.title)
    }
}
