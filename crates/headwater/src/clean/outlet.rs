//! Who publishes a flat text, as its own words say; nobody when they do not.

use super::flat::Page;
use super::masthead;
use super::sign::{self, Sign};
use super::title;
use crate::lexicon::shape::Shape;
use crate::model::Role;
use std::sync::LazyLock;

/// Publisher, and who carries the publisher's article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outlets {
    pub outlet: Option<String>,
    pub republished_by: Option<String>,
}

/// Reads the names of sites behind the headline, else the masthead, else the byline, else the
/// page's words about itself.
pub(super) fn find(page: &Page) -> Outlets {
    let behind = behind_title(page);
    if behind.outlet.is_some() {
        return behind;
    }
    Outlets {
        outlet: (page.masthead.map(|at| masthead::name(page, at)))
            .or_else(|| in_byline(page))
            .or_else(|| about_itself(page)),
        republished_by: None,
    }
}

/// 'Headline | Outlet Section - Republisher': the outlet is the first name that the page says
/// again; without one, the last name.
fn behind_title(page: &Page) -> Outlets {
    let line = page
        .title
        .and_then(|title| page.lines.iter().find(|l| l.span.contains(title)));
    let Some((_, names)) = line.and_then(|l| title::sites(page.text, l.text)) else {
        return Outlets::default();
    };
    match names.iter().find_map(|name| said_again(page, name)) {
        Some(outlet) => {
            let last = names
                .last()
                .filter(|name| !name.starts_with(&outlet) && names.len() > 1);
            Outlets {
                republished_by: last.map(|name| name.to_string()),
                outlet: Some(outlet),
            }
        }
        None => Outlets {
            outlet: names
                .last()
                .filter(|n| n.len() <= 60)
                .map(|n| n.to_string()),
            republished_by: None,
        },
    }
}

/// The longest beginning of `name` that stands in another line of the page's furniture.
fn said_again(page: &Page, name: &str) -> Option<String> {
    let furniture = || {
        (page.lines.iter().zip(&page.roles))
            .filter(|(l, role)| **role == Some(Role::Chrome) && !l.text.contains(name))
            .map(|(l, _)| l.text)
    };
    let ends = name
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([name.len()]);
    let beginnings: Vec<&str> = ends
        .map(|end| &name[..end])
        .filter(|n| n.len() >= 3)
        .collect();
    let whole = page.lines.iter().filter(|l| l.text.contains(name)).count() > 1;
    if whole {
        return Some(name.to_string());
    }
    let again = |n: &&&str| furniture().any(|line| says(line, n));
    beginnings.iter().rev().find(again).map(|n| n.to_string())
}

/// `line` holds `name` as whole words.
fn says(line: &str, name: &str) -> bool {
    let outer = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    line.match_indices(name).any(|(at, _)| {
        outer(line[..at].chars().next_back()) && outer(line[at + name.len()..].chars().next())
    })
}

/// 'By Amos Hale | (The Harbour Gazette) |'.
fn in_byline(page: &Page) -> Option<String> {
    static IN: LazyLock<Shape> = LazyLock::new(|| {
        sign::shape(r"(?:\|\s*\(|\()(?P<outlet>\p{Lu}[\p{L}\p{N} .&’'-]{2,50})\)")
    });
    let bylines = page.lines.iter().filter(|l| l.signs.has(Sign::Byline));
    let found = bylines.filter_map(|l| IN.find(l.text)).next()?;
    Some(found.words("outlet").trim().to_string())
}

/// Sentences in which sites speak of themselves, and notes of rights.
fn about_itself(page: &Page) -> Option<String> {
    static ABOUT: LazyLock<Shape> = LazyLock::new(|| {
        sign::shape(
            r"^(?P<a>(?:The )?\p{Lu}[\p{L}\p{N}’'-]*(?: (?:of|the|and|\p{Lu}[\p{L}\p{N}’'-]*)){0,4}) (?:delivers|provides|offers|brings you|publishes|is) (?:an? |the |its )?(?:\p{L}+[ ,-]+(?:and )?){0,4}?(?:independent|award-winning|non-?profit|non-?partisan|unrivalled|leading|trusted|in-depth)\b.{0,80}\b(?:news|coverage|journalism|reporting|newspaper|magazine|analysis|publication|outlet|site)\b",
        )
    });
    static RIGHTS: LazyLock<Shape> = LazyLock::new(|| {
        sign::shape(
            r"(?i:©|\(c\)|copyright)[\s©]*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?i:by\s+)?(?P<a>(?:The )?\p{Lu}[\p{L}\p{N}’'-]*(?: (?:of|the|and|&|\p{Lu}[\p{L}\p{N}’'-]*)){0,4}?)(?:\s*(?:,|\.|\||\d{4}|$|(?i:all rights|inc\b|ltd\b|llc\b|corp\b)))",
        )
    });
    let chrome = || {
        (page.lines.iter().zip(&page.roles))
            .filter(|(_, role)| **role == Some(Role::Chrome))
            .map(|(line, _)| line.text)
    };
    let named = |shape: &Shape, line: &str| Some(shape.find(line)?.words("a").to_string());
    let mut names: Vec<String> = chrome().filter_map(|l| named(&ABOUT, l)).collect();
    names.extend(chrome().filter_map(|l| named(&RIGHTS, l)));
    names
        .into_iter()
        .find(|n| !n.eq_ignore_ascii_case("all rights"))
}
