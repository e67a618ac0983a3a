//! The headline of a flat text, and the names of sites behind it in one line.

use super::flat::Page;
use crate::lexicon::outlet_name::ends_name;
use crate::model::Span;
use std::collections::BTreeSet;

/// The line that holds the headline, and the headline in it.
pub(super) fn find(page: &Page, stated: Option<&str>) -> Option<(usize, Span)> {
    match stated {
        Some(title) => stated_in(page, title),
        None => likeliest(page, &candidates(page)).map(|at| (at, headline(page, at))),
    }
}

/// Lines above the running text that may be the headline, in order.
pub(super) fn candidates(page: &Page) -> Vec<usize> {
    (0..page.start)
        .filter(|&at| is_candidate(page, at))
        .collect()
}

/// The first line at the head that holds the stated headline.
fn stated_in(page: &Page, title: &str) -> Option<(usize, Span)> {
    let end = (page.start + 1).min(page.lines.len());
    (0..end).find_map(|at| {
        let line = &page.lines[at];
        let (start, end) = position(line.text, title)?;
        let span = Span::new(line.span.start + start, line.span.start + end);
        let whole = at < page.start || span.len() * 2 > line.span.len();
        whole.then_some((at, span))
    })
}

/// Where `line` holds the words of `title`, marks and case put aside.
fn position(line: &str, title: &str) -> Option<(usize, usize)> {
    let wanted: Vec<String> = words(title).map(|(_, w)| w).collect();
    let found: Vec<((usize, usize), String)> = words(line).collect();
    if wanted.is_empty() {
        return None;
    }
    let at = found
        .windows(wanted.len())
        .position(|w| w.iter().map(|(_, word)| word).eq(&wanted))?;
    let last = found[at + wanted.len() - 1].0.1;
    let tail = line[last..]
        .find(char::is_whitespace)
        .unwrap_or(line.len() - last);
    let marks = &line[last..last + tail];
    let start = if at == 0 { 0 } else { found[at].0.0 };
    Some((start, last + marks.trim_end_matches([',', '|']).len()))
}

/// Words in lower case with their places.
fn words(text: &str) -> impl Iterator<Item = ((usize, usize), String)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric())
        .filter_map(move |word| {
            let start = at;
            at += word.len();
            let next = text[at..].chars().next().map_or(0, char::len_utf8);
            let place = (start, at);
            at += next;
            (!word.is_empty()).then(|| (place, word.to_lowercase()))
        })
}

/// Words of the article's beginning that a headline is compared with.
const LEAD: usize = 200;

/// The line above the running text that shares most words with it; the first of equals.
fn likeliest(page: &Page, candidates: &[usize]) -> Option<usize> {
    let first = *candidates.first()?;
    if candidates.len() == 1 {
        return Some(first);
    }
    let lead: BTreeSet<String> = page.lines[page.start.min(page.lines.len())..]
        .iter()
        .flat_map(|l| words(l.text))
        .map(|(_, word)| word)
        .take(LEAD)
        .collect();
    let shared = |at: usize| {
        let words: BTreeSet<String> = words(page.lines[at].text).map(|(_, w)| w).collect();
        words
            .iter()
            .filter(|w| w.len() > 3 && lead.contains(*w))
            .count()
    };
    let best =
        (candidates.iter().copied()).max_by_key(|&at| (shared(at), std::cmp::Reverse(at)))?;
    let near = page.start - first <= 8;
    Some(if near && shared(first) > 0 {
        first
    } else {
        best
    })
}

fn is_candidate(page: &Page, at: usize) -> bool {
    let line = &page.lines[at];
    let open = page.roles[at].is_none() && !line.prose;
    open && (2..=40).contains(&line.words) && line.text.len() <= 300 && !line.text.ends_with(':')
}

/// The headline of a line, without the names of section and site behind it.
fn headline(page: &Page, at: usize) -> Span {
    let line = &page.lines[at];
    let end = sites(page.text, line.text).map_or(line.text.len(), |(end, _)| end);
    Span::new(line.span.start, line.span.start + end)
}

/// Length of the headline in `line`, and the names of sections and sites that follow it:
/// 'Ship leaves harbour | Gazette World - City News'.
pub(super) fn sites<'a>(text: &str, line: &'a str) -> Option<(usize, Vec<&'a str>)> {
    if let Some(bar) = line
        .find(" | ")
        .filter(|&at| line[..at].split_whitespace().count() >= 2)
    {
        let names = line[bar + 3..].split(" | ").flat_map(split_dash);
        return Some((
            bar,
            names.map(str::trim).filter(|n| !n.is_empty()).collect(),
        ));
    }
    let (at, dash) = [" - ", " – ", " — "]
        .iter()
        .filter_map(|dash| Some((line.rfind(dash)?, *dash)))
        .max()?;
    let name = line[at + dash.len()..].trim();
    let said_again = text.matches(name).nth(1).is_some();
    let site = is_title_case(name) && name.split_whitespace().count() <= 4;
    (site && (said_again || ends_name(name))).then(|| (at, vec![name]))
}

fn split_dash(names: &str) -> impl Iterator<Item = &str> {
    [" - ", " – ", " — "]
        .iter()
        .find(|dash| names.contains(**dash))
        .map_or_else(|| vec![names], |dash| names.split(*dash).collect())
        .into_iter()
}

pub(super) fn is_title_case(name: &str) -> bool {
    let small = ["of", "the", "and", "de", "la", "le", "for"];
    !name.is_empty()
        && name.split_whitespace().all(|w| {
            small.contains(&w) || w.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_sites_from_headlines() {
        let cases: &[(&str, usize, &[&str])] = &[
            (
                "Ship leaves port | Gazette World - City News",
                16,
                &["Gazette World", "City News"],
            ),
            (
                "Ship leaves port - The Harbour Gazette",
                16,
                &["The Harbour Gazette"],
            ),
            ("Ship leaves port – BBC News", 16, &["BBC News"]),
        ];
        for (line, end, names) in cases {
            assert_eq!(sites(line, line), Some((*end, names.to_vec())), "{line}");
        }
        assert_eq!(sites("", "Port is 'closed' - But we may sail"), None);
        assert_eq!(sites("", "Port closed - Hale"), None);
    }

    #[test]
    fn finds_a_stated_headline_in_a_line() {
        assert_eq!(
            position("NEWS Ship leaves port. Two left behind", "Ship leaves port"),
            Some((5, 22))
        );
        assert_eq!(position("“Ship” leaves", "'Ship' Leaves"), Some((0, 17)));
        assert_eq!(position("Ship", "Ships"), None);
    }
}
