//! The elements of a page that state something about it, found in one walk.

use super::mended::Data;
use scraper::{ElementRef, Html};

/// Elements that state something.
#[derive(Default)]
pub(super) struct Index<'a> {
    /// Meta elements with a content.
    pub meta: Vec<ElementRef<'a>>,
    /// JSON-LD.
    pub data: Data,
    /// Address of the canonical link.
    pub canonical: Option<&'a str>,
    /// What the page calls its feeds: 'Harbour Gazette » Feed'.
    pub feeds: Vec<&'a str>,
    /// Words of the title.
    pub title: Option<String>,
    /// Language of the whole page.
    pub language: Option<&'a str>,
}

/// The type is that of JSON-LD, with or without a charset.
fn is_data(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.trim().starts_with("application/ld+json"))
}

impl<'a> Index<'a> {
    pub fn new(html: &'a Html) -> Self {
        let mut index = Index::default();
        let elements = html.tree.root().descendants();
        for element in elements.filter_map(ElementRef::wrap) {
            index.add(element);
        }
        index
    }

    fn add(&mut self, element: ElementRef<'a>) {
        match element.value().name() {
            "meta" if element.attr("content").is_some() => self.meta.push(element),
            "script" if is_data(element.attr("type")) => {
                self.data.add(element.text().collect());
            }
            "link" if self.canonical.is_none() && element.attr("rel") == Some("canonical") => {
                self.canonical = stated(element.attr("href"));
            }
            "link"
                if element
                    .attr("type")
                    .is_some_and(|kind| kind.contains("rss+xml")) =>
            {
                self.feeds.extend(stated(element.attr("title")));
            }
            "title" if self.title.is_none() => {
                let text: String = element.text().collect();
                let words: Vec<&str> = text.split_whitespace().collect();
                self.title = Some(words.join(" ")).filter(|words| !words.is_empty());
            }
            "html" => self.language = self.language.or_else(|| stated(element.attr("lang"))),
            _ => {}
        }
    }
}

fn stated(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}
