//! One sum made up in two ways: 'two women and three men', 'one woman and four men'.

use super::contrary::{self, Told};
use super::head::DATA;
use super::{Draft, days};
use crate::model::{Discrepancy, Modifier, Quantity, Role};
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use std::collections::BTreeMap;

/// A sum below which many groups are made up so.
const LEAST: f64 = 3.0;
/// Days within which two documents tell of one group.
const DAYS: i32 = 1;
/// How many of a sum are of the first sort.
type Sum = Told<f64>;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut told: BTreeMap<(usize, usize, u64), Vec<Sum>> = BTreeMap::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for pair in annotations.quantities.windows(2) {
            if let Some((sort, sum, one)) = made_up(view, n, &pair[0], &pair[1]) {
                told.entry((story[n], sort, sum)).or_default().push(one);
            }
        }
    }
    let rows = told.into_iter();
    rows.filter_map(|((story, _, sum), told)| row(view, story, sum, &told))
        .collect()
}

/// Two exact counts joined by 'and': which sorts, their sum, and how many are of the first sort.
fn made_up(view: &View, n: usize, a: &Quantity, b: &Quantity) -> Option<(usize, u64, Sum)> {
    let page = &view.pile.documents[n];
    let span = a.excerpt.span.cover(b.excerpt.span);
    let article = page.role_at(span.start).is_some_and(Role::is_article);
    let exact = |q: &Quantity| {
        q.low
            .filter(|_| q.low == q.high && q.modifier == Modifier::Exact)
    };
    let (x, y) = (exact(a)?, exact(b)?);
    let between = page.text.get(a.excerpt.span.end..b.excerpt.span.start)?;
    let joined = between
        .trim()
        .strip_suffix("and")
        .or(between.trim().strip_prefix("and"))?;
    let (first, second) = (a.counted.as_deref()?, b.counted.as_deref()?);
    let is = |words: &[String], word: &str| words.iter().any(|w| w == word);
    let of = |x: &str, y: &str| DATA.sorts.iter().position(|[a, b]| is(a, x) && is(b, y));
    let (sort, first) = of(first, second)
        .map(|at| (at, x))
        .or_else(|| Some((of(second, first)?, y)))?;
    let fits = article && x + y >= LEAST && joined.split_whitespace().count() <= 1;
    fits.then_some((
        sort,
        (x + y) as u64,
        Told {
            document: n,
            value: first,
            span,
        },
    ))
}

/// Documents of the same days that make the sum up in two ways, each in one.
fn row(view: &View, story: usize, sum: u64, told: &[Sum]) -> Option<Discrepancy> {
    let clash =
        |a: &Sum, b: &Sum| a.value != b.value && days::are_near(view, a.document, b.document, DAYS);
    let words = |one: &Sum| {
        let text = &view.pile.documents[one.document].text;
        one.span.of(text).to_lowercase()
    };
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "number",
            about: format!("who the {sum} were"),
            drift: false,
            sides: contrary::sides(view, told, clash, words)?,
            rule: "two-make-ups",
        }
        .finish(),
    )
}
