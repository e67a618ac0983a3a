//! The first page of a site: what was searched for and what was found.

use super::marked::{Mark, mark};
use crate::model::Span;

/// What the first page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pile {
    /// What was searched for.
    pub words: String,
    /// What can be chosen.
    pub facets: Vec<Facet>,
    /// First day, ISO 8601, or nothing.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Only what rests on one origin.
    pub single: bool,
    /// Only what differs.
    pub differ: bool,
    /// Latest first instead of largest or best first.
    pub by_date: bool,
    /// What is wrong with the words.
    pub wrong: Option<String>,
    /// Documents found; `None` when nothing was searched for.
    pub found: Option<Found>,
    /// Number of the first document on this page, counted from 1.
    pub first: usize,
    /// What stands above the stories.
    pub heading: String,
    /// Numbers of stories in the view.
    pub stories: Vec<usize>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
}

/// Something by which documents can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// Its values, most documents first.
    pub choices: Vec<Choice>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// Documents found that have it.
    pub count: usize,
    /// It is chosen.
    pub chosen: bool,
}

/// Documents that a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// '12 documents in 3 stories'.
    pub summary: String,
    /// The best, or the latest.
    pub hits: Vec<Hit>,
}

/// A document that a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The way to it.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its outlet.
    pub outlet: String,
    /// When it was published.
    pub published: String,
    /// The words around what was searched for.
    pub words: String,
    /// What was searched for, in these words.
    pub marked: Vec<Span>,
    /// The way to its story, and the story's title.
    pub story: Option<(String, String)>,
}

impl Hit {
    pub(super) fn html(&self) -> String {
        let found = |span: &Span| Mark {
            span: *span,
            class: "hit".into(),
            id: None,
            title: None,
        };
        let marks: Vec<_> = self.marked.iter().map(found).collect();
        mark(&self.words, Span::new(0, self.words.len()), &marks)
    }
}
