//! Writers whom no data, no markup and no 'By' names: what the lines between headline and text show.

use super::page::{Line, Page, Tag};
use super::place::Place;
use crate::clean::evident::{self, FAR, FEW, OPENING};
use crate::clean::writer;

/// Lines of the text that are looked at below the headline.
const INTO: usize = 2;

/// The writers in the first line below the headline that shows that it signs, else the name that
/// stands there alone; `first` is the first line of the text.
pub(super) fn names(
    page: &Page,
    place: &Place,
    head: usize,
    first: usize,
    outlet: Option<&str>,
) -> Vec<String> {
    let below = head + 1..(first + INTO).min(head + FAR).min(page.lines.len());
    let own = |at: &usize| !place.names_other(*at);
    let evident = |at: usize| {
        let next = page.lines.get(at + 1).map_or("", |line| page.words(line));
        evident::names(&page.parted(&page.lines[at]), next, outlet)
    };
    let captioned = || {
        let lines = head + 1..first.min(head + FAR);
        lines
            .into_iter()
            .find_map(|at| in_caption(page, &page.lines[at], outlet))
    };
    let found = below.clone().filter(own).find_map(evident);
    let found = found.or_else(captioned);
    found.unwrap_or_else(|| {
        let few = first <= head + 1 + FEW;
        let between = (head + 1..first).filter(|_| few).filter(own);
        let mut names = between.filter_map(|at| alone(page, at, head, first, outlet));
        names.next().into_iter().collect()
    })
}

/// A caption that is a byline and nothing else, as below a writer's portrait.
fn in_caption(page: &Page, line: &Line, outlet: Option<&str>) -> Option<Vec<String>> {
    let words = page.words(line);
    let caption = page.holder(line).tag_steps[Tag::Caption as usize] <= 2;
    if !caption || writer::agency(words).is_some() || words.contains('/') {
        return None;
    }
    let led = || {
        let names = writer::names(words, outlet);
        let whole = names.join(" and ").len() + "By ".len() >= words.len();
        let full = names
            .iter()
            .all(|name| writer::is_full(name, outlet) && writer::has_capitals(name));
        (words.starts_with("By ") && whole && full && !names.is_empty()).then_some(names)
    };
    evident::names(words, "", outlet).or_else(led)
}

/// The name that a line consists of, of which neither the headline nor the text's beginning tells.
fn alone(
    page: &Page,
    at: usize,
    head: usize,
    first: usize,
    outlet: Option<&str>,
) -> Option<String> {
    let line = &page.lines[at];
    let other = [Tag::Figure, Tag::Caption, Tag::Heading, Tag::Item];
    let tags = &page.holder(line).tag_steps;
    if line.links > 0 || other.iter().any(|&tag| tags[tag as usize] <= 2) {
        return None;
    }
    let text = page.lines[first..].iter().take(OPENING);
    let told = text.chain([&page.lines[head]]).map(|line| page.words(line));
    evident::alone(page.words(line), outlet, told)
}
