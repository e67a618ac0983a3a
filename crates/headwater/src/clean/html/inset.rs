//! Parts of a page with an author or a time of their own: posts of networks shown in an article,
//! entries of live blogs, tables. `lang/insets.toml` names them.

use super::markup::{Mark, Said};
use super::page::Page;
use crate::clean::{date, surface, writer};
use crate::lexicon;
use crate::model::{Inset, InsetKind, Span};
use ego_tree::NodeId;
use regex::Regex;
use scraper::node::Element;
use scraper::{ElementRef, Html};
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    post: Posts,
    entry: Entries,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Posts {
    names: HashSet<String>,
    furniture: HashSet<String>,
    cases: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Entries {
    live: Vec<String>,
    ends: Vec<String>,
    names: HashSet<String>,
    cases: Vec<String>,
    not: Vec<String>,
}

static RULES: LazyLock<File> =
    LazyLock::new(|| lexicon::data("insets.toml", include_str!("../../../lang/insets.toml")));

/// An element that may be an inset, and the lines in it.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub kind: InsetKind,
    pub node: NodeId,
    pub lines: Range<usize>,
}

/// Whether an element that begins a line says that it is an inset, besides by its class names.
pub(super) fn kind(element: &Element, said: &Said) -> Option<InsetKind> {
    if element.name() == "table" {
        return Some(InsetKind::Table);
    }
    let entry = !said.itemprop.is_empty() && RULES.entry.names.contains(&bare(said.itemprop));
    entry.then_some(InsetKind::Entry)
}

/// Bytes beyond which a name is none that people give.
const LONGEST: usize = 40;

/// Whether a class name says that its element is an inset.
pub(super) fn named(name: &str) -> Option<InsetKind> {
    if name.len() > LONGEST {
        return None;
    }
    let entry = &RULES.entry;
    let name = bare(name);
    if RULES.post.names.contains(&name) {
        return Some(InsetKind::Post);
    }
    let stem = entry
        .ends
        .iter()
        .find_map(|end| name.strip_suffix(end.as_str()));
    let live = stem.is_some_and(|stem| entry.live.iter().any(|live| stem.starts_with(live)));
    live.then_some(InsetKind::Entry)
}

fn bare(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The insets of a page in text order; `is_article` tells which lines belong to its article.
pub(super) fn find(html: &Html, page: &Page, is_article: impl Fn(usize) -> bool) -> Vec<Inset> {
    let entries = page.insets.iter().filter(|m| m.kind == InsetKind::Entry);
    let is_blog = entries.count() > 1;
    // Lines of a table are seldom prose; it belongs to the article it stands in.
    let beside = |m: &Marked| match m.kind {
        InsetKind::Table => {
            m.lines.start.saturating_sub(3)..(m.lines.end + 3).min(page.lines.len())
        }
        _ => m.lines.clone(),
    };
    let marked = page
        .insets
        .iter()
        .filter(|m| !m.lines.is_empty() && beside(m).any(&is_article));
    let mut found: Vec<Inset> = marked
        .filter_map(|m| match m.kind {
            InsetKind::Post => post(html, page, m),
            InsetKind::Entry => is_blog.then(|| entry(html, page, m)),
            InsetKind::Table => table(html, page, m),
        })
        .collect();
    found.sort_by_key(|inset| (inset.span, inset.kind));
    found.dedup_by_key(|inset| (inset.span, inset.kind));
    found
}

/// The elements in an inset, itself first; at most as many as one can hold.
fn elements<'a>(html: &'a Html, marked: &Marked) -> impl Iterator<Item = ElementRef<'a>> {
    const MOST: usize = 2000;
    let node = html.tree.get(marked.node);
    let inside = node.into_iter().flat_map(|node| node.descendants());
    inside.take(MOST).filter_map(ElementRef::wrap)
}

fn inset(page: &Page, kind: InsetKind, lines: Range<usize>) -> Inset {
    Inset {
        kind,
        span: Span::new(page.lines[lines.start].start, page.lines[lines.end - 1].end),
        author: None,
        by: None,
        published: None,
        url: None,
    }
}

/// '— Amos Hale (@amoshale) May 3, 2019', 'A post shared by Amos Hale (@amoshale) on …'.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:[—–-]\s*|.{0,40}\b(?:by|von|par|por|da|door)\s+)(?P<name>[^()]{0,60}?)\s*\(\s*(?P<handle>@[\w.@-]+)\s*\)(?P<rest>.*)$";
    Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"))
});

/// The words of a post, and who signs below them.
fn post(html: &Html, page: &Page, marked: &Marked) -> Option<Inset> {
    let words = |at: &usize| page.words(&page.lines[*at]);
    let signed = |at: &usize| SIGNED.captures(words(at));
    let spoken = |at: &usize| {
        let line = words(at).to_lowercase();
        !RULES
            .post
            .furniture
            .contains(line.trim_end_matches(['.', '…']))
            && signed(at).is_none()
    };
    let first = marked.lines.clone().find(spoken)?;
    let last = (first..marked.lines.end).take_while(spoken).last()?;
    let mut found = inset(page, InsetKind::Post, first..last + 1);
    let mut below = last + 1..marked.lines.end;
    if let Some((at, by)) = below.find_map(|at| Some((at, signed(&at)?))) {
        let name = by.name("name").filter(|name| !name.is_empty());
        if let Some(name) = name.or(by.name("handle")) {
            let start = page.lines[at].start;
            found.author = Some(name.as_str().into());
            found.by = Some(Span::new(start + name.start(), start + name.end()));
        }
        let day = surface::find(&by["rest"], None).or_else(|| date::parse(&by["rest"]));
        found.published = day.map(|day| day.value);
    }
    let links = elements(html, marked).filter_map(|e| e.attr("href").or(e.attr("cite")));
    let addresses = links.filter(|href| href.starts_with("http"));
    found.url = addresses.last().map(str::to_string);
    Some(found)
}

/// An entry with its own time and writer.
fn entry(html: &Html, page: &Page, marked: &Marked) -> Inset {
    let mut found = inset(page, InsetKind::Entry, marked.lines.clone());
    let stated = |e: ElementRef| {
        let value = e.attr("datetime").or_else(|| e.attr("content"))?;
        date::parse(value).filter(|day| day.is_instant())
    };
    let instant = elements(html, marked).find_map(stated);
    let mut head = marked
        .lines
        .clone()
        .take(2)
        .map(|at| page.words(&page.lines[at]));
    let clock = || head.find_map(|words| time_of_day(words).filter(|_| words.len() < 80));
    found.published = instant.map(|day| day.value).or_else(clock);
    let named = |at: usize| {
        let line = &page.lines[at];
        let byline = page.marked(line, Mark::Byline, 2).is_some();
        let names = writer::names(page.words(line), None);
        names.into_iter().next().filter(|_| byline)
    };
    found.author = marked.lines.clone().find_map(named);
    found
}

/// 'T21:00' (ISO 8601) of a line that says '21:00': the day is not told.
fn time_of_day(words: &str) -> Option<String> {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?:^|[^0-9:])(?P<h>[01]?[0-9]|2[0-3])[:.](?P<m>[0-5][0-9])(?:[^0-9]|$)";
        Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"))
    });
    let clock = CLOCK.captures(words)?;
    Some(format!("T{:0>2}:{}", &clock["h"], &clock["m"]))
}

/// A table of figures, not one that lays out a page.
fn table(html: &Html, page: &Page, marked: &Marked) -> Option<Inset> {
    let (mut rows, mut cells, mut heads, mut tables) = (0, 0, 0, 0);
    for element in elements(html, marked) {
        match element.value().name() {
            "tr" => rows += 1,
            "td" => cells += 1,
            "th" => heads += 1,
            "table" => tables += 1,
            _ => {}
        }
    }
    let bytes = page.lines[marked.lines.end - 1].end - page.lines[marked.lines.start].start;
    let short = bytes < 60 * (cells + heads);
    let data = tables == 1 && rows > 1 && cells + heads >= 2 * rows && short;
    data.then(|| inset(page, InsetKind::Table, marked.lines.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_posts_and_entries() {
        let is = |kind, name: &String| {
            named(name) == Some(kind) || RULES.entry.names.contains(&bare(name))
        };
        for (kind, cases, not) in [
            (InsetKind::Post, &RULES.post.cases, &RULES.post.not),
            (InsetKind::Entry, &RULES.entry.cases, &RULES.entry.not),
        ] {
            assert_eq!(cases.iter().find(|name| !is(kind, name)), None);
            assert_eq!(not.iter().find(|name| is(kind, name)), None);
        }
    }

    #[test]
    fn lines_below_posts_name_their_authors() {
        let cases = [
            ("— Amos Hale (@amoshale) May 3, 2019", "Amos Hale"),
            (
                "A post shared by Amos Hale (@amos.hale) on May 3, 2019",
                "Amos Hale",
            ),
            ("Ein Beitrag geteilt von Amos (@hale)", "Amos"),
            ("— (@hale@example.org)", ""),
        ];
        for (line, name) in cases {
            let found = SIGNED.captures(line).map(|c| c["name"].to_string());
            assert_eq!(found.as_deref(), Some(name), "{line}");
        }
        assert!(!SIGNED.is_match("Amos Hale (left) waves"));
    }
}
