//! The dossier: one self-contained page that opens offline, prints, and runs no script.
//!
//! Each part of the page is a template with its own struct, so that other shells can show parts.

mod collation;
mod document;
mod graph;
mod lineage;
mod marked;
mod place;
mod story;

use super::view::{View, count};
use askama::Template;
use base64::Engine;
use sha2::{Digest, Sha256};
use story::StoryPart;

/// Stories shown in full.
const STORIES: usize = 200;
/// Bytes of text of the documents shown in full.
const TEXT: usize = 8 << 20;
/// Stories listed in the overview.
const LISTED: usize = 1000;
/// Problems listed.
const PROBLEMS: usize = 200;

const STYLE: &str = include_str!("../../../templates/style.css");

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    style: &'static str,
    style_hash: String,
    version: &'static str,
    title: String,
    facts: Vec<String>,
    rows: Vec<Row<'a>>,
    unlisted: usize,
    left_out: usize,
    stories: Vec<StoryPart<'a>>,
    problems: Vec<Trouble<'a>>,
    further_problems: usize,
}

/// A story in the overview.
struct Row<'a> {
    number: usize,
    shown: bool,
    title: &'a str,
    dates: String,
    documents: usize,
    passages: usize,
    single: usize,
    discrepancies: usize,
}

struct Trouble<'a> {
    path: &'a str,
    record: Option<usize>,
    what: &'a str,
    remedy: &'a str,
}

/// The dossier of a case as one HTML file.
pub fn dossier(view: &View) -> Result<String, askama::Error> {
    let case = view.case;
    let shown = shown(view);
    let places = place::Places::new(view, shown);
    let stories = view.stories.iter().take(shown).enumerate();
    let problems = case.problems.iter().take(PROBLEMS).map(|p| Trouble {
        path: &p.path,
        record: p.record,
        what: &p.what,
        remedy: &p.remedy,
    });
    Page {
        style: STYLE,
        style_hash: base64::prelude::BASE64_STANDARD.encode(Sha256::digest(STYLE)),
        version: env!("CARGO_PKG_VERSION"),
        title: title(view),
        facts: facts(view),
        rows: view
            .stories
            .iter()
            .take(LISTED)
            .enumerate()
            .map(|(n, s)| row(n, shown, s))
            .collect(),
        unlisted: view.stories.len().saturating_sub(LISTED),
        left_out: view.stories.len() - shown,
        stories: stories
            .map(|(n, s)| StoryPart::new(view, &places, n + 1, s))
            .collect(),
        problems: problems.collect(),
        further_problems: case.problems.len().saturating_sub(PROBLEMS),
    }
    .render()
}

/// How many stories are shown in full: the most important ones whose texts are not too long.
fn shown(view: &View) -> usize {
    let mut bytes = 0;
    let texts = view.stories.iter().map(|s| {
        s.documents
            .iter()
            .map(|n| view.case.documents[*n].text.len())
            .sum::<usize>()
    });
    let fits = |size: &usize| {
        bytes += size;
        bytes <= TEXT
    };
    texts.take(STORIES).take_while(fits).count()
}

fn title(view: &View) -> String {
    match view.stories.as_slice() {
        [] => "An empty case".into(),
        [only] => only.story.title.clone(),
        [first, rest @ ..] => {
            format!(
                "{} and {}",
                first.story.title,
                count(rest.len(), "other story", "other stories")
            )
        }
    }
}

fn facts(view: &View) -> Vec<String> {
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
            "passage collated",
            "passages collated",
        ),
        count(
            case.relations.discrepancies.len(),
            "discrepancy",
            "discrepancies",
        ),
    ]
}

fn row<'a>(n: usize, shown: usize, story: &super::view::StoryView<'a>) -> Row<'a> {
    Row {
        number: n + 1,
        shown: n < shown,
        title: &story.story.title,
        dates: story::dates(story),
        documents: story.documents.len(),
        passages: story.collations.len(),
        single: story::single_origin(story),
        discrepancies: story.discrepancies.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Case;
    use crate::publish::fixture;

    fn page(case: &Case) -> String {
        dossier(&View::new(case)).unwrap()
    }

    #[test]
    fn words_of_documents_stay_words() {
        let page = page(&fixture::case());
        assert!(!page.contains("<script"), "a script ran in from a document");
        assert!(!page.contains("<img"), "an image ran in from a path");
        assert!(!page.contains("<b>without"), "markup ran in from a title");
        assert!(page.contains("&#60;script&#62;alert") || page.contains("&lt;script&gt;alert"));
    }

    #[test]
    fn nothing_is_fetched_from_outside() {
        let page = page(&fixture::case());
        for fetching in [
            "src=", "@import", "url(h", "url(/", "<link", "<iframe", "<object",
        ] {
            let own = page.replace("&#60;img src=x&#62;", "");
            assert!(!own.contains(fetching), "{fetching}");
        }
        assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    }

    #[test]
    fn every_link_inside_the_page_has_its_anchor_once() {
        let page = page(&fixture::case());
        let links: Vec<_> = page.split("href=\"#").skip(1).collect();
        assert!(links.len() > 10);
        for anchor in links.iter().filter_map(|l| l.split('"').next()) {
            let found = page.matches(&format!(" id=\"{anchor}\"")).count();
            assert_eq!(found, 1, "#{anchor}");
        }
    }

    #[test]
    fn an_empty_case_says_so() {
        let page = page(&Case::default());
        assert!(page.contains("nothing found"));
    }
}
