//! One sum made up in two ways: 'two women and three men', 'one woman and four men'.

use super::head::DATA;
use super::{Draft, days, side};
use crate::model::{Discrepancy, Modifier, Quantity, Role, Span};
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use std::collections::{BTreeMap, BTreeSet};

/// A sum below which many groups are made up so.
const LEAST: f64 = 3.0;
/// Days within which two documents tell of one group.
const DAYS: i32 = 1;
/// Documents that a row names.
const SHOWN: usize = 6;

/// A sum as a document makes it up.
struct Told {
    document: usize,
    first: f64,
    span: Span,
}

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut told: BTreeMap<(usize, usize, u64), Vec<Told>> = BTreeMap::new();
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
fn made_up(view: &View, n: usize, a: &Quantity, b: &Quantity) -> Option<(usize, u64, Told)> {
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
            first,
            span,
        },
    ))
}

/// Documents of the same days that make the sum up in two ways, each in one.
fn row(view: &View, story: usize, sum: u64, told: &[Told]) -> Option<Discrepancy> {
    let sole = |one: &&Told| {
        let mut own = told.iter().filter(|other| other.document == one.document);
        own.all(|other| other.first == one.first)
    };
    let mut firm: Vec<&Told> = told.iter().filter(sole).collect();
    firm.dedup_by_key(|one| one.document);
    let clash = |a: &Told, b: &Told| {
        a.first != b.first && days::are_near(view, a.document, b.document, DAYS)
    };
    let clashes = |one: &&&Told| firm.iter().any(|other| clash(one, other));
    let text = |one: &Told| {
        one.span
            .of(&view.pile.documents[one.document].text)
            .to_lowercase()
    };
    let sides: Vec<_> = (firm.iter().filter(clashes).take(SHOWN))
        .map(|one| side(view, one.document, one.span, text(one)))
        .collect();
    let given: BTreeSet<_> = sides.iter().map(|side| side.value.clone()).collect();
    (given.len() > 1).then_some(())?;
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "number",
            about: format!("who the {sum} were"),
            drift: false,
            sides,
            rule: "two-make-ups",
        }
        .finish(),
    )
}
