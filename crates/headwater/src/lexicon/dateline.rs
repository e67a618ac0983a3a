//! The place, day and agency that a report opens with: 'GENEVA, March 5 (Farline) - '.

use crate::model::Span;
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Data {
    shapes: Vec<String>,
}

static SHAPES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let file = include_str!("../../lang/en/dateline.toml");
    let data: Data = super::data("dateline.toml", file);
    let shape = |shape: &String| Regex::new(shape).expect("a shape of dateline.toml");
    data.shapes.iter().map(shape).collect()
});

/// Bytes within which a dateline ends.
const LONGEST: usize = 120;

/// A dateline at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From the first byte to the first word of the report.
    pub span: Span,
    /// The agency in its parenthesis.
    pub agency: Option<Span>,
}

/// The dateline that the words at `from` open with.
pub fn at(text: &str, from: usize) -> Option<Dateline> {
    let mut end = text.len().min(from + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(from..end)?;
    let found = SHAPES.iter().find_map(|shape| shape.captures(head))?;
    let end = found.get(0)?.end();
    let begins = |c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\'');
    if found.name("dash").is_none() && !head[end..].starts_with(begins) {
        return None;
    }
    let agency = found.name("agency");
    Some(Dateline {
        span: Span::new(from, from + end),
        agency: agency.map(|a| Span::new(from + a.start(), from + a.end())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Case {
        text: String,
        rest: String,
        agency: Option<String>,
    }

    #[test]
    fn every_case_holds() {
        let file = include_str!("../../lang/en/dateline.toml");
        for case in crate::lexicon::tests::cases::<Case>("dateline.toml", file) {
            let found = at(&case.text, 0);
            let rest = found.map_or(0, |d| d.span.end);
            assert_eq!(&case.text[rest..], case.rest, "{}", case.text);
            let agency = found.and_then(|d| d.agency).map(|a| a.of(&case.text));
            assert_eq!(agency, case.agency.as_deref(), "{}", case.text);
        }
    }
}
