//! What a case holds, and its stories in a table.

use super::story;
use crate::model::{Case, Problem};
use crate::publish::view::{View, count};

/// Problems listed.
const PROBLEMS: usize = 200;

/// A story in the overview.
pub struct Row<'a> {
    pub href: Option<String>,
    pub title: &'a str,
    pub dates: String,
    pub documents: usize,
    pub passages: usize,
    pub single: usize,
    pub discrepancies: usize,
}

/// The row of the story that is `n`th in the view.
pub fn row<'a>(view: &View<'a>, href: Option<String>, n: usize) -> Row<'a> {
    let story = &view.stories[n];
    Row {
        href,
        title: &story.story.title,
        dates: story::dates(story),
        documents: story.documents.len(),
        passages: story.collations.len(),
        single: story::single_origin(story),
        discrepancies: story.discrepancies.len(),
    }
}

/// The first problems, and how many more there are.
pub fn problems(case: &Case) -> (&[Problem], usize) {
    let shown = case.problems.len().min(PROBLEMS);
    (&case.problems[..shown], case.problems.len() - shown)
}

/// How much of everything there is.
pub fn facts(view: &View) -> Vec<String> {
    let case = view.case;
    let mut outlets: Vec<_> = case
        .documents
        .iter()
        .filter_map(|d| d.outlet.as_ref())
        .collect();
    outlets.sort();
    outlets.dedup();
    vec![
        count(case.documents.len(), "document", "documents"),
        count(outlets.len(), "named outlet", "named outlets"),
        count(view.stories.len(), "story", "stories"),
        count(
            case.relations.collations.len(),
            "passage in several documents",
            "passages in several documents",
        ),
        count(
            case.relations.discrepancies.len(),
            "discrepancy",
            "discrepancies",
        ),
    ]
}
