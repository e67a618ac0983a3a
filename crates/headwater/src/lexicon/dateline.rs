//! The place, day and agency that a report opens with: 'GENEVA, March 5 (Farline) - '.

use super::outlet_name;
use super::shape::{Found, Shape};
use super::whether::Whether;
use crate::model::{SourceType, Span};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Data {
    shapes: Vec<String>,
    notices: BTreeSet<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let file = include_str!("../../lang/en/dateline.toml");
    super::data("dateline.toml", file)
});

static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| {
    let shape = |shape: &String| Shape::new(shape).expect("a shape of dateline.toml");
    DATA.shapes.iter().map(shape).collect()
});

/// Tells at once of most texts that they have none of the shapes.
static ANY: LazyLock<Whether> = LazyLock::new(|| {
    // Several shapes name a part alike, one pattern must not.
    let name = Regex::new(r"\(\?P<\w+>").expect("the name of a part");
    let plain = |shape: &String| format!("(?:{})", name.replace_all(shape, "(?:"));
    let shapes: Vec<String> = DATA.shapes.iter().map(plain).collect();
    Whether::new(&shapes.join("|")).expect("the shapes of dateline.toml")
});

/// Bytes within which a dateline ends.
const LONGEST: usize = 120;

/// A dateline at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From the first byte to the first word of the report.
    pub span: Span,
    /// The town, in capitals.
    pub place: Option<Span>,
    /// The agency in its parenthesis.
    pub agency: Option<Span>,
}

/// The dateline that the words at `from` open with.
pub fn at(text: &str, from: usize) -> Option<Dateline> {
    let mut end = text.len().min(from + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(from..end).filter(|head| ANY.is_match(head))?;
    let mut shapes = SHAPES.iter().filter_map(|shape| shape.find(head));
    let found = shapes.find(|found| opens(head, found))?;
    let part = |name: &str| {
        let part = found.part(name)?;
        Some(Span::new(from + part.start, from + part.end).trim(text))
    };
    Some(Dateline {
        span: Span::new(from, from + found.whole().end),
        place: part("place"),
        agency: part("agency").or(part("press")),
    })
}

/// Whether a report begins behind what a shape found.
fn opens(head: &str, found: &Found) -> bool {
    let rest = &head[found.whole().end..];
    let press = found.part("press").map(|press| &head[press]);
    let begins = |c: char| {
        c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\'') || press.is_some() && c.is_numeric()
    };
    let place = found.part("place").map(|place| &head[place]);
    let notice = place.is_some_and(|place| DATA.notices.contains(place));
    !notice
        && press.is_none_or(is_press)
        && (found.part("dash").is_some() || rest.starts_with(begins))
}

/// 'CNN', 'CNN Business', 'CBS13/AP': one of its words is a listed agency, or a station in capitals;
/// but 'NYSE: CBS' is a share.
fn is_press(name: &str) -> bool {
    let press = |word| {
        outlet_name::listed(word) == Some(SourceType::Agency) || outlet_name::is_call_sign(word)
    };
    !name.contains(':') && name.split([' ', '/']).chain([name]).any(press)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Case {
        text: String,
        rest: String,
        agency: Option<String>,
        place: Option<String>,
    }

    #[test]
    fn every_case_holds() {
        let file = include_str!("../../lang/en/dateline.toml");
        for case in crate::lexicon::tests::cases::<Case>("dateline.toml", file) {
            let found = at(&case.text, 0);
            let rest = found.map_or(0, |d| d.span.end);
            assert_eq!(&case.text[rest..], case.rest, "{}", case.text);
            let part = |part: Option<Span>| part.map(|p| p.of(&case.text));
            let (agency, place) = found.map_or((None, None), |d| (part(d.agency), part(d.place)));
            assert_eq!(agency, case.agency.as_deref(), "{}", case.text);
            assert_eq!(place, case.place.as_deref(), "{}", case.text);
        }
    }
}
