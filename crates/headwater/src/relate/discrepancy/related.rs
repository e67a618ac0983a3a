//! Whether what happened is of some sort: 'the shooting was gang-related', 'was not gang-related'.

use super::contrary::{self, Told};
use super::{Draft, days};
use crate::lexicon;
use crate::model::{Discrepancy, Role};
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Days within which two documents tell of one state of knowledge.
const DAYS: i32 = 1;
#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct File {
    pattern: String,
    denies: String,
    hedges: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Case {
    text: String,
    says: Option<bool>,
}

/// The patterns of `lang/en/related.toml`.
struct Words {
    sort: Regex,
    denies: Regex,
    hedges: Regex,
}

fn file() -> File {
    lexicon::data(
        "en/related.toml",
        include_str!("../../../lang/en/related.toml"),
    )
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file = file();
    let regex = |pattern: &str| {
        Regex::new(pattern).unwrap_or_else(|error| panic!("lang/en/related.toml: {error}"))
    };
    Words {
        sort: regex(&file.pattern),
        denies: regex(&file.denies),
        hedges: regex(&file.hedges),
    }
});

/// Of what sort a sentence says that something is, and whether it is; nothing where it leaves that open.
fn says(sentence: &str) -> Option<(String, bool)> {
    let found = WORDS.sort.captures(sentence)?;
    let before = &sentence[..found.get(0)?.end()];
    let open = WORDS.hedges.is_match(sentence);
    (!open).then(|| (found["sort"].to_lowercase(), !WORDS.denies.is_match(before)))
}

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut told: BTreeMap<(usize, String), Vec<Told<bool>>> = BTreeMap::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        let page = &view.pile.documents[n];
        for &span in &annotations.sentences {
            let article = page.role_at(span.start).is_some_and(Role::is_article);
            if let Some((sort, is)) = says(span.of(&page.text)).filter(|_| article) {
                let one = Told {
                    document: n,
                    value: is,
                    span,
                };
                told.entry((story[n], sort)).or_default().push(one);
            }
        }
    }
    let rows = told.into_iter();
    rows.filter_map(|((story, sort), told)| row(view, story, &sort, &told))
        .collect()
}

/// Documents of the same days of which one affirms and one denies; who does both tells of two things.
fn row(view: &View, story: usize, sort: &str, told: &[Told<bool>]) -> Option<Discrepancy> {
    let clash = |a: &Told<bool>, b: &Told<bool>| {
        a.value != b.value && days::are_near(view, a.document, b.document, DAYS)
    };
    let words = |one: &Told<bool>| match one.value {
        true => sort.to_string(),
        false => format!("not {sort}"),
    };
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "polarity",
            about: sort.to_string(),
            drift: false,
            sides: contrary::sides(view, told, clash, words)?,
            rule: "of-a-sort",
        }
        .finish(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_holds() {
        for case in file().case {
            let found = says(&case.text).map(|(_, is)| is);
            assert_eq!(found, case.says, "{}", case.text);
        }
    }
}
