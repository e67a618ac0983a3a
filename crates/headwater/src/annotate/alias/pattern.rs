//! Words by which a document says that two names are one: 'X (Y)', 'X, also known as Y'.

use crate::annotate::Scan;
use crate::annotate::name::gazetteer::{self, ORGANISATION};
use crate::annotate::name::hash;
use crate::lexicon;
use crate::lexicon::name_form::NameForm;
use crate::model::{EntityType, Mention};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

/// Bytes between two names, and characters after the second, that are looked at.
const FARTHEST: usize = 60;

#[derive(Deserialize)]
struct File {
    patterns: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    between: String,
    after: String,
    #[cfg(test)]
    cases: Vec<String>,
}

struct Pattern {
    name: String,
    between: Regex,
    after: Regex,
}

fn file() -> File {
    lexicon::data(
        "aliases.toml",
        include_str!("../../../lang/en/aliases.toml"),
    )
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let regex = |row: &Row, text: &str| {
        Regex::new(text).unwrap_or_else(|error| panic!("lang/aliases.toml: {}: {error}", row.name))
    };
    let rows = file().patterns;
    rows.iter()
        .map(|row| Pattern {
            between: regex(row, &row.between),
            after: regex(row, &row.after),
            name: row.name.clone(),
        })
        .collect()
});

/// Indexes of neighbouring mentions that the text equates, with the name of the pattern.
pub fn find(scan: &Scan, mentions: &[Mention]) -> Vec<(usize, usize, &'static str)> {
    let mut pairs = Vec::new();
    for (at, pair) in mentions.windows(2).enumerate() {
        let (a, b) = (&pair[0], &pair[1]);
        let (start, end) = (a.excerpt.span.end, b.excerpt.span.start);
        if start >= end || end - start > FARTHEST {
            continue;
        }
        let between = &scan.text()[start..end];
        let after = &scan.text()[b.excerpt.span.end..];
        let far = after.char_indices().nth(FARTHEST);
        let after = &after[..far.map_or(after.len(), |(at, _)| at)];
        let matching = |p: &&Pattern| p.between.is_match(between) && p.after.is_match(after);
        let Some(pattern) = PATTERNS.iter().find(matching) else {
            continue;
        };
        let weak = matches!(pattern.name.as_str(), "parenthesis" | "or");
        if may_equal(a, b, weak) {
            pairs.push((at, at + 1, pattern.name.as_str()));
        }
    }
    pairs
}

/// 'Palermo (Sicily)' and 'the mayor (Reuters)' stand in parentheses too.
fn may_equal(a: &Mention, b: &Mention, weak: bool) -> bool {
    let (short, long) = (
        NameForm::new(&b.excerpt.text),
        NameForm::new(&a.excerpt.text),
    );
    let shortens = |a: &NameForm, b: &NameForm| {
        a.acronym
            .as_ref()
            .is_some_and(|letters| b.initials().contains(letters))
    };
    if shortens(&short, &long) || shortens(&long, &short) {
        return true;
    }
    let one_kind = a.kind == b.kind
        || (a.kind == EntityType::Other || b.kind == EntityType::Other)
            && !matches!(
                (a.kind, b.kind),
                (EntityType::Person, _) | (_, EntityType::Person)
            );
    let outlet =
        short.words.len() == 1 && gazetteer::word(hash::word(&b.excerpt.text)) & ORGANISATION != 0;
    let listed = weak && (matches!(a.kind, EntityType::Place | EntityType::Other) || outlet);
    one_kind && !listed && !(weak && strangers(a, b, &long, &short))
}

/// Persons that share no name: one plays, follows or answers the other.
fn strangers(a: &Mention, b: &Mention, long: &NameForm, short: &NameForm) -> bool {
    let persons = a.kind == EntityType::Person && b.kind == EntityType::Person;
    let (long, short) = (long.core(), short.core());
    persons && !short.iter().any(|word| long.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::model::{Excerpt, Span};

    fn mention(text: &str, name: &str, from: usize) -> Mention {
        let start = from + text[from..].find(name).expect("the case holds its names");
        Mention {
            excerpt: Excerpt::new(Span::new(start, start + name.len()), text),
            kind: EntityType::Organisation,
            entity: None,
        }
    }

    #[test]
    fn every_pattern_has_cases_that_hold() {
        for row in file().patterns {
            assert!(!row.cases.is_empty(), "{}", row.name);
            for case in row.cases {
                let parts: Vec<&str> = case.split(" | ").collect();
                let document = body(parts[0]);
                let first = mention(parts[0], parts[1], 0);
                let second = mention(parts[0], parts[2], first.excerpt.span.end);
                let mentions = [first, second];
                let found = find(&Scan::new(&document), &mentions);
                let names: Vec<&str> = found.iter().map(|f| f.2).collect();
                assert_eq!(names, [row.name.as_str()], "{case}");
            }
        }
    }
}
