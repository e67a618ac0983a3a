//! Who wrote a page: what it states in data, else what its markup calls the author, else the
//! byline beside the headline.

use super::markup::Mark;
use super::meta::Meta;
use super::page::Page;
use crate::clean::{surface, writer};
use aho_corasick::AhoCorasick;
use ego_tree::iter::Edge;
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

/// What stands in an attribute of every element that [`MARKUP`] selects, or of one around it.
const HINTS: &[&str] = &["aut", "byl", "writer", "username", "submitted", "vcard"];

/// The writers by markup: those of the first that stand beside each other.
pub(super) fn marked(html: &Html, outlet: Option<&str>) -> Vec<String> {
    let likely = likely(html);
    SELECTORS
        .iter()
        .map(|selector| beside_each_other(&likely, selector, outlet))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// The elements that a selector may fit, in the order of the page.
fn likely(html: &Html) -> Vec<ElementRef<'_>> {
    static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(HINTS);
        search.unwrap_or_else(|error| panic!("{error}"))
    });
    let is_hint = |element: &ElementRef| {
        let mut attributes = element.value().attrs();
        attributes.any(|(name, value)| {
            matches!(name, "class" | "href" | "itemprop" | "rel") && SEARCH.is_match(value)
        })
    };
    let (mut found, mut around) = (Vec::new(), None);
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let Some(element) = ElementRef::wrap(node) else {
                    continue;
                };
                if around.is_none() && is_hint(&element) {
                    around = Some(node.id());
                }
                if around.is_some() {
                    found.push(element);
                }
            }
            Edge::Close(node) if around == Some(node.id()) => around = None,
            Edge::Close(_) => {}
        }
    }
    found
}

fn beside_each_other(
    likely: &[ElementRef],
    selector: &Selector,
    outlet: Option<&str>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut near = None;
    let fitting = likely.iter().filter(|element| selector.matches(element));
    for &element in fitting
        .filter(|element| !elsewhere(**element))
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
        let mut out = String::new();
        for text in element.text().take(40) {
            // Texts that touch are not one name; only words before a name may touch it.
            let touch =
                out.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric);
            if touch {
                let is_lead = writer::names(&out, None).is_empty();
                out.push(if is_lead { ' ' } else { '|' });
            }
            out.push_str(text);
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
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
    let head = near.first().map(|&at| page.lines[at].block);
    let read = |at: usize, led: bool| {
        let line = &page.lines[at];
        let words = page.words(line);
        let marked = page.marked(line, Mark::Byline, 2).is_some() && words.len() < 60;
        let comment = page.marked(line, Mark::Comment, 6);
        let comment = comment.is_some_and(|part| !head.is_some_and(|h| page.holds(part, h)));
        let whole = writer::is_led(words);
        let part = match led {
            true if writer::is_lead(words) => below(page, at)?,
            true if !whole => led_part(words)?,
            _ => words,
        };
        if words.len() > 120 || comment || !led && (whole || !marked) {
            return None;
        }
        let names = writer::names(part, outlet);
        let full = |name: &String| match led && part == words {
            true => writer::has_capitals(name),
            false => writer::is_full(name, outlet) && (!led || writer::has_capitals(name)),
        };
        (!names.is_empty() && names.iter().all(full)).then_some(names)
    };
    let found = |led: bool| near.iter().find_map(|&at| read(at, led));
    found(true).or_else(|| found(false)).unwrap_or_default()
}

/// The short line below a line that says 'By' and no more.
fn below(page: &Page, at: usize) -> Option<&str> {
    let words = page.words(page.lines.get(at + 1)?);
    (words.len() < 60 && !writer::is_led(words)).then_some(words)
}

/// Words between a date and the writer: 'Posted on May 3, 2011 by Amos Hale'.
const BETWEEN: &[&str] = &[" by ", " von ", " par ", " por "];

/// The part of a line that says 'By', between bars or behind a date.
fn led_part(words: &str) -> Option<&str> {
    let mut parts = words.split(['|', '•', '·']).skip(1).map(str::trim);
    parts.find(|part| writer::is_led(part)).or_else(|| {
        let dated = |at: &usize| surface::find(&words[..*at], None).is_some();
        let mut found = BETWEEN.iter().filter_map(|between| words.find(between));
        found.find(dated).map(|at| &words[at + 1..])
    })
}

/// The full name that a line beside the headline consists of, where the page states its first word.
pub(super) fn completed(page: &Page, near: &[usize], name: &str) -> Option<String> {
    let mut lines = near.iter().map(|&at| page.words(&page.lines[at]));
    let whole = lines.find(|words| {
        let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '’' | '\'');
        (2..=4).contains(&words.split(' ').count())
            && words.split(' ').next() == Some(name)
            && words.chars().all(letters)
            && writer::has_capitals(words)
            && writer::names(words, None) == [*words]
    });
    whole.map(str::to_string)
}

/// The agency in a line beside the headline that is a byline.
pub(super) fn agency(page: &Page, near: &[usize]) -> Option<String> {
    let mut lines = near.iter().map(|&at| &page.lines[at]);
    lines.find_map(|line| {
        let words = page.words(line);
        let marked = page.marked(line, Mark::Byline, 2).is_some() || writer::is_led(words);
        (marked && words.len() < 120).then(|| writer::agency(words))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_selector_names_a_hint() {
        for selector in MARKUP.iter().flat_map(|all| all.split(',')) {
            let lower = selector.to_ascii_lowercase();
            assert!(HINTS.iter().any(|hint| lower.contains(hint)), "{selector}");
        }
    }
}
