//! The headline of a page: what the page states, without names of the site, and the line that
//! holds it.

use super::markup::Mark;
use super::meta::Meta;
use super::page::{Page, Tag};
use crate::lexicon::fold::letters;

/// The line that holds the headline: the heading above the article that the stated titles hold,
/// else the last main heading above it, else a line with the stated words.
pub(super) fn line(page: &Page, first: usize, meta: &Meta) -> Option<usize> {
    let near = 0..(first + 1).min(page.lines.len());
    let words = |at: usize| page.words(&page.lines[at]);
    let titles: Vec<String> = meta.titles.iter().map(|t| apart(t)).collect();
    let stated = |at: &usize| {
        let line = apart(words(*at));
        line.len() > 2 && titles.iter().any(|title| title.contains(&line))
    };
    let whole = |at: &usize| titles.contains(&apart(words(*at)));
    let tag = |at: usize| page.parts[page.lines[at].block].tag;
    let heading = |at: &usize| matches!(tag(*at), Tag::MainHeading | Tag::Heading);
    let marked = |at: &usize| page.marked(&page.lines[*at], Mark::Title, 1).is_some();
    let site = |at: &usize| {
        meta.outlet
            .as_deref()
            .is_some_and(|o| letters(o) == letters(words(*at)))
    };
    let main = |at: &usize| tag(*at) == Tag::MainHeading && !site(at);
    let mut above = near.clone().rev();
    (above
        .clone()
        .find(|at| (heading(at) || marked(at)) && whole(at) && !site(at)))
    .or_else(|| {
        near.clone()
            .filter(|at| (heading(at) || marked(at)) && stated(at) && !site(at))
            .max_by_key(|&at| words(at).len())
    })
    .or_else(|| {
        above
            .clone()
            .find(|at| main(at) && likely(words(*at), meta))
    })
    .or_else(|| above.clone().find(|at| stated(at) && whole(at)))
    .or_else(|| above.find(main))
}

/// A heading that shares words with a stated title, where there is one.
fn likely(words: &str, meta: &Meta) -> bool {
    let heading = letters(words);
    let shared = |title: &String| {
        let title = letters(title);
        heading
            .split(' ')
            .filter(|w| w.len() > 3 && title.split(' ').any(|t| t == *w))
            .count()
    };
    meta.titles.is_empty() || meta.titles.iter().any(|t| shared(t) >= 2)
}

/// The headline: the words of the line that holds it, else a stated title without site names.
pub(super) fn headline(page: &Page, head: Option<usize>, meta: &Meta) -> Option<String> {
    let line = head.map(|at| page.words(&page.lines[at]).to_string());
    line.or_else(|| {
        let title = meta.titles.first()?;
        Some(without_site(title, meta.outlet.as_deref()).to_string())
    })
}

/// Marks between a headline and the name of the site.
const JOINTS: &[&str] = &[
    " | ", " - ", " – ", " — ", " » ", " « ", " › ", " :: ", " · ", " • ", " : ", " ~ ", " / ",
];

/// A title without what stands behind, or before, a joint and is the site's name or shorter.
pub(super) fn without_site<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    let outlet = outlet.map(letters).unwrap_or_default();
    let is_site = |part: &str| !outlet.is_empty() && letters(part) == outlet;
    let last = JOINTS
        .iter()
        .filter_map(|j| Some((title.rfind(j)?, j.len())))
        .max();
    let Some((at, len)) = last else {
        return title;
    };
    let (head, tail) = (&title[..at], &title[at + len..]);
    let words = |part: &str| part.split_whitespace().count();
    if is_site(head) {
        tail
    } else if is_site(tail) || words(head) > words(tail) {
        without_site(head, None)
    } else {
        title
    }
}

/// The parts of a title between joints.
pub(super) fn parts(title: &str) -> Vec<&str> {
    let joint = JOINTS
        .iter()
        .filter_map(|joint| Some((title.find(joint)?, joint.len())))
        .min();
    match joint {
        Some((at, len)) => {
            let mut all = vec![title[..at].trim()];
            all.extend(parts(&title[at + len..]));
            all
        }
        None => vec![title.trim()],
    }
}

/// Two texts, given as their letters, have the same words, site names behind a title put aside.
pub(super) fn same(stated: &str, line: &str) -> bool {
    !line.is_empty() && (stated == line || line.len() >= 15 && stated.starts_with(line))
}

/// The letters of a text between two spaces, so that whole words can be looked for.
fn apart(text: &str) -> String {
    format!(" {} ", letters(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_names_of_sites() {
        let cases = [
            (
                "Ship leaves port after talks | Gazette",
                None,
                "Ship leaves port after talks",
            ),
            (
                "Ship leaves port - World - Gazette",
                None,
                "Ship leaves port",
            ),
            ("Gazette » Ship leaves", Some("Gazette"), "Ship leaves"),
            (
                "Ship - leaves after talks",
                None,
                "Ship - leaves after talks",
            ),
            ("Ship leaves", Some("Gazette"), "Ship leaves"),
        ];
        for (title, outlet, headline) in cases {
            assert_eq!(without_site(title, outlet), headline, "{title}");
        }
    }
}
