//! The dossier: one self-contained page that opens offline, prints, and runs no script.

use super::frame::Frame;
use super::outlets::OutletsPart;
use super::overview::{Row, facts, problems, row};
use super::place::Places;
use super::story::StoryPart;
use crate::model::Problem;
use crate::publish::view::{View, count};
use askama::Template;
use std::fmt;
use std::io::{self, Write};

/// Stories shown in full, at most.
const STORIES: usize = 200;
/// Bytes that the stories shown in full may take, so that a browser opens the page at once; the
/// first is shown however long it is.
const LENGTH: usize = 16 << 20;
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
    stories: Vec<Told<'a>>,
    outlets: OutletsPart<'a>,
    problems: &'a [Problem],
    further_problems: usize,
}

/// Writes the dossier of a case as one HTML file.
pub fn dossier(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let most = view.stories.len().min(STORIES);
    let mut places = Places::page(view, most);
    let shown = shown(view, &places, LENGTH);
    if shown < most {
        places = Places::page(view, shown);
    }
    let places = &places;
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
            .map(|number| Told {
                view,
                places,
                number,
            })
            .collect(),
        outlets: OutletsPart::new(view, places),
        problems,
        further_problems,
    }
    .write_into(out)
}

/// A story that is put together when its place in the page is written, so that no two are held.
struct Told<'a> {
    view: &'a View<'a>,
    places: &'a Places,
    number: usize,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = StoryPart::new(self.view, self.places, self.number, 0);
        part.render_into(f).map_err(|_| fmt::Error)
    }
}

/// How many bytes are written.
struct Length(usize);

impl fmt::Write for Length {
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.0 += written.len();
        Ok(())
    }
}

/// How many stories are shown in full: the most important ones that together take at most `most` bytes.
fn shown(view: &View, places: &Places, most: usize) -> usize {
    let mut length = Length(0);
    let fits = |&number: &usize| {
        let told = Told {
            view,
            places,
            number,
        };
        let written = fmt::write(&mut length, format_args!("{told}"));
        number == 0 || (written.is_ok() && length.0 <= most)
    };
    let candidates = 0..view.stories.len().min(STORIES);
    candidates.take_while(fits).count()
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
    fn stories_are_told_as_long_as_the_page_is_not_too_long() {
        let mut case = fixture::case();
        let mut second = case.relations.stories[0].clone();
        second.id = "second".into();
        case.relations.stories.push(second);
        let view = View::new(&case);
        let places = Places::page(&view, 2);
        assert_eq!(shown(&view, &places, usize::MAX), 2);
        assert_eq!(shown(&view, &places, 1), 1, "the first is always told");
        assert_eq!(shown(&View::new(&Case::default()), &places, 1), 0);
    }

    #[test]
    fn an_empty_case_says_so() {
        let page = page(&Case::default());
        assert!(page.contains("nothing found"));
    }
}
