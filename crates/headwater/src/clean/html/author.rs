//! Who wrote a page: what it states in data, else what its markup calls the author, else the
//! byline beside the headline.

use super::markup::Mark;
use super::meta::Meta;
use super::page::{Page, Tag};
use super::signature::{elsewhere, is_tag, text};
use crate::clean::{called, surface, writer};
use aho_corasick::AhoCorasick;
use ego_tree::iter::Edge;
use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;

/// Markup of writers' names, surest first.
const MARKUP: &[&str] = &[
    "a[rel~=author]",
    "[itemprop~=author] [itemprop=name]",
    "[itemprop~=author], [class*=author-name], [class*=author_name], [class*=authorName], [class*=authorname]",
    ".author.vcard .fn, .byline .fn, .vcard.author",
    ".byline-name, .author-name, .authorname, .article-author, .post-author, .entry-author, .byline__name, .article__author, .author__name, .meta-author, .c-byline__author",
    ".byline .author, .authors .author",
    ".author a, .byline a, .byl a, .autor a, .auteur a, a[href*='/author/'], a[href*='/autor/'], a[href*='/authors/'], a[href*='/auteur/']",
    ".byline, .author, .autor, .auteur, .authors, .writer, .username, .submitted",
    "[class*=-author], [class*=_author], [class*=Author], [class*=byline], [class*=Byline]",
];

/// Bytes beyond which a line is more than a name.
const SHORT: usize = 60;

static SELECTORS: LazyLock<Vec<Selector>> = LazyLock::new(|| {
    let parse = |css: &&str| Selector::parse(css).unwrap_or_else(|e| panic!("{css}: {e}"));
    MARKUP.iter().map(parse).collect()
});

/// Names of which no page has more; more are those of other stories.
const MOST: usize = 12;

/// What stands in an attribute of every element that [`MARKUP`] selects, or of one around it.
const HINTS: &[&str] = &["aut", "byl", "writer", "username", "submitted", "vcard"];

/// The writers as data states them: full names before names of users and sites.
pub(super) fn in_data(found: &Meta) -> Vec<String> {
    let outlet = found.outlet.as_deref();
    let mut places: Vec<Vec<String>> = found
        .authors
        .iter()
        .map(|stated| people(stated, outlet))
        .collect();
    places.retain(|names| !names.is_empty());
    let full = |names: &Vec<String>| writer::any_full(names, outlet);
    let at = places.iter().position(full).unwrap_or(0);
    places.into_iter().nth(at).unwrap_or_default()
}

/// The names in one place, which may list a body beside people.
fn people(stated: &[String], outlet: Option<&str>) -> Vec<String> {
    let read: Vec<_> = stated
        .iter()
        .map(|text| (text, writer::names(text, outlet)))
        .collect();
    if read.iter().all(|(_, names)| names.is_empty()) {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for (text, people) in read {
        let other = |body: &String| writer::is_body(body, None);
        let body =
            || writer::body(text).filter(|body| other(body) && !called::is_outlet(body, outlet));
        let body = if people.is_empty() { body() } else { None };
        for name in people.into_iter().chain(body) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Who is named as the writer where nobody is: the outlet, an agency, its staff.
pub(super) fn bodies(
    likely: &[ElementRef],
    page: &Page,
    near: &[usize],
    found: &Meta,
) -> Vec<String> {
    let all = |stated: &Vec<String>| -> Vec<String> {
        stated
            .iter()
            .filter_map(|text| writer::body(text))
            .collect()
    };
    let mut stated = found.authors.iter().map(all);
    if let Some(bodies) = stated.find(|bodies| !bodies.is_empty()) {
        return bodies;
    }
    let outlet = found.outlet.as_deref();
    let is_one = |name: &String| writer::is_body(name, outlet);
    let marked = SELECTORS.iter().find_map(|selector| {
        let mut fitting = likely.iter().filter(|element| selector.matches(element));
        let first = fitting.find(|element| !elsewhere(**element))?;
        writer::body(&text(*first)).filter(is_one)
    });
    let led = || {
        let mut lines = near.iter().map(|&at| page.words(&page.lines[at]));
        lines.find_map(|words| {
            let led = words.len() < SHORT && writer::is_led(words);
            led.then(|| writer::body(words).filter(is_one))?
        })
    };
    Vec::from_iter(marked.or_else(led))
}

/// The writers by markup: those of the first that stand beside each other. Names that merely speak
/// of an author must be full and stand in the article or beside it.
pub(super) fn marked(
    likely: &[ElementRef],
    page: &Page,
    near: &[usize],
    found: &Meta,
) -> Vec<String> {
    let outlet = found.outlet.as_deref();
    let (sure, vague) = SELECTORS.split_at(SELECTORS.len() - 1);
    let names = |selector| beside_each_other(likely, selector, outlet);
    let mut named = sure.iter().map(names);
    let named = named.find(|names| !names.is_empty());
    named.unwrap_or_else(|| {
        let around = near.iter().min().zip(near.iter().max());
        let lines = around.map_or(&[][..], |(&first, &last)| &page.lines[first..=last]);
        let full = |name: &String| writer::is_full(name, outlet) && writer::has_capitals(name);
        let mut names = vague.iter().flat_map(names).collect::<Vec<_>>();
        names.retain(|name| {
            full(name) && lines.iter().any(|line| page.words(line).contains(&**name))
        });
        names
    })
}

/// The elements that a selector may fit, in the order of the page.
pub(super) fn likely(html: &Html) -> Vec<ElementRef<'_>> {
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
        .filter(|element| !elsewhere(**element) && !is_tag(**element))
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

/// The writers in a line beside the headline or below the article: one that says 'By', 'Von',
/// 'Par', else one whose markup says that it names the writers.
pub(super) fn in_lines(page: &Page, near: &[usize], meta: &Meta) -> Vec<String> {
    let outlet = meta.outlet.as_deref();
    let head = near.first().map(|&at| page.lines[at].block);
    let read = |at: usize, led: bool| {
        let line = &page.lines[at];
        let words = page.parted(line);
        let words = &*words;
        let within = |tag: Tag| page.holder(line).tag_steps[tag as usize] <= 2;
        let other = within(Tag::MainHeading) || within(Tag::Caption);
        let marked = page.marked(line, Mark::Byline, 2).is_some() && words.len() < SHORT && !other;
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
const BETWEEN: &[&str] = &[
    " by ", " By ", " BY ", " von ", " Von ", " par ", " Par ", " por ", " Por ", " da ",
    " przez ", " door ", " av ",
];

/// What stands between the date and the writer of a line.
static BAR: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\s*[|•·●]\s*|\s(?:[-–—~]|//?)\s";
    Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"))
});

/// The part of a line that says 'By', between bars or behind a date.
fn led_part(words: &str) -> Option<&str> {
    let mut parts = BAR.split(words).skip(1).map(str::trim);
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
