//! Who wrote a page: what it states in data, else what its markup calls the author, else the
//! byline beside the headline.

use super::markup::Mark;
use super::meta::Meta;
use super::page::Page;
use crate::clean::writer;
use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;

/// Markup of writers' names, surest first.
const MARKUP: &[&str] = &[
    "a[rel~=author]",
    "[itemprop~=author] [itemprop=name]",
    "[itemprop~=author], [class*=author-name], [class*=author_name], [class*=authorName]",
    ".author.vcard .fn, .byline .fn, .vcard.author",
    ".byline-name, .author-name, .authorname, .article-author, .post-author, .entry-author, .byline__name, .article__author, .author__name, .meta-author, .c-byline__author",
    ".author a, .byline a, .byl a, .autor a, .auteur a, a[href*='/author/'], a[href*='/autor/'], a[href*='/authors/'], a[href*='/auteur/']",
    ".byline, .author, .autor, .auteur, .authors, .writer, .username, .submitted",
];

static SELECTORS: LazyLock<Vec<Selector>> = LazyLock::new(|| {
    let parse = |css: &&str| Selector::parse(css).unwrap_or_else(|e| panic!("{css}: {e}"));
    MARKUP.iter().map(parse).collect()
});

/// Names of which no page has more; more are those of other stories.
const MOST: usize = 12;

/// The writers by markup: those of the first that stand beside each other.
pub(super) fn marked(html: &Html, outlet: Option<&str>) -> Vec<String> {
    SELECTORS
        .iter()
        .map(|selector| beside_each_other(html, selector, outlet))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

fn beside_each_other(html: &Html, selector: &Selector, outlet: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut near = None;
    for element in html
        .select(selector)
        .filter(|e| !elsewhere(*e))
        .take(4 * MOST)
    {
        let parent = element.parent().map(|p| p.id());
        let grand = element.parent().and_then(|p| p.parent()).map(|p| p.id());
        if near.is_some_and(|(p, g)| parent != p && grand != g) {
            break;
        }
        let found = writer::names(&text(element), outlet);
        if !found.is_empty() {
            near = near.or(Some((parent, grand)));
        }
        for name in found {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    if names.len() > MOST {
        Vec::new()
    } else {
        names
    }
}

/// Words of an element; long ones name no writer.
fn text(element: ElementRef) -> String {
    let stated = element.attr("content").map(str::to_string);
    stated.unwrap_or_else(|| {
        let text: String = element.text().take(40).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// The element lies among comments, beside the article or in a list of other stories.
fn elsewhere(element: ElementRef) -> bool {
    element
        .ancestors()
        .take(30)
        .filter_map(ElementRef::wrap)
        .any(|outer| {
            let outer = outer.value();
            let named = |word: &str| {
                let id = outer.id().into_iter();
                outer
                    .classes()
                    .chain(id)
                    .any(|name| name.to_ascii_lowercase().starts_with(word))
            };
            let whole = matches!(outer.name(), "body" | "html" | "main" | "article");
            matches!(outer.name(), "aside" | "footer" | "nav")
                || !whole
                    && ["comment", "related", "sidebar", "teaser", "widget"]
                        .into_iter()
                        .any(named)
        })
}

/// The writers in a line beside the headline or below the article: one that says 'By', 'Von',
/// 'Par', else one whose markup says that it names the writers.
pub(super) fn in_lines(page: &Page, near: &[usize], meta: &Meta) -> Vec<String> {
    let outlet = meta.outlet.as_deref();
    let read = |at: usize, led: bool| {
        let line = &page.lines[at];
        let words = page.words(line);
        let marked = page.marked(line, Mark::Byline, 2).is_some() && words.len() < 60;
        let comment = page.marked(line, Mark::Comment, 6).is_some();
        if words.len() > 120 || comment || led != writer::is_led(words) || !led && !marked {
            return None;
        }
        let names = writer::names(words, outlet);
        let full = |name: &String| match led {
            true => name
                .split(' ')
                .all(|word| !word.starts_with(char::is_lowercase)),
            false => writer::is_full(name, outlet),
        };
        (!names.is_empty() && names.iter().all(full)).then_some(names)
    };
    let found = |led: bool| near.iter().find_map(|&at| read(at, led));
    found(true).or_else(|| found(false)).unwrap_or_default()
}
