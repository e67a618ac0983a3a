//! The dossier: one self-contained page that opens offline, prints, and runs no script.

use super::frame::Frame;
use super::outlets::OutletsPart;
use super::overview::{Row, facts, problems, row};
use super::place::Places;
use super::story::StoryPart;
use crate::model::Problem;
use crate::publish::view::{View, count};
use askama::Template;
use std::io::{self, Write};

/// Stories shown in full.
const STORIES: usize = 200;
/// Bytes of text of the documents shown in full.
const TEXT: usize = 8 << 20;
/// Stories listed in the overview.
const LISTED: usize = 1000;

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    frame: Frame,
    facts: Vec<String>,
    rows: Vec<Row<'a>>,
    unlisted: usize,
    left_out: usize,
    stories: Vec<StoryPart<'a>>,
    outlets: OutletsPart<'a>,
    problems: &'a [Problem],
    further_problems: usize,
}

/// Writes the dossier of a case as one HTML file.
pub fn dossier(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let shown = shown(view);
    let places = Places::page(view, shown);
    let (problems, further_problems) = problems(view.case);
    Page {
        frame: Frame::page(title(view)),
        facts: facts(view),
        rows: (0..view.stories.len().min(LISTED))
            .map(|n| row(view, places.story(view, n), n))
            .collect(),
        unlisted: view.stories.len().saturating_sub(LISTED),
        left_out: view.stories.len() - shown,
        stories: (0..shown)
            .map(|n| StoryPart::new(view, &places, n, 0))
            .collect(),
        outlets: OutletsPart::new(view, &places),
        problems,
        further_problems,
    }
    .write_into(out)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Case;
    use crate::publish::fixture;

    fn page(case: &Case) -> String {
        let mut page = Vec::new();
        dossier(&View::new(case), &mut page).unwrap();
        String::from_utf8(page).unwrap()
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
