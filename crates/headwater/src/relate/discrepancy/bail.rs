//! Two amounts of bail set for one person on one day.

use super::contrary::{self, Told};
use super::head::DATA;
use super::{Draft, days};
use crate::lexicon::fold::fold;
use crate::model::{Discrepancy, EntityType, Modifier, Quantity, Role};
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use std::collections::{BTreeMap, BTreeSet};

/// Words between the amount and its name.
const NEAR: usize = 6;

/// An amount that a document tells of somebody.
type Sum = Told<f64>;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut told: BTreeMap<(usize, &str), Vec<Sum>> = BTreeMap::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for quantity in &annotations.quantities {
            if let Some((entity, one)) = of_quantity(view, n, quantity) {
                told.entry((story[n], entity)).or_default().push(one);
            }
        }
    }
    let rows = told.into_iter();
    rows.filter_map(|((story, entity), told)| row(view, story, entity, &told))
        .collect()
}

/// An exact sum beside a word for a pledge, in a sentence that names one person.
fn of_quantity<'a>(view: &View<'a>, n: usize, quantity: &Quantity) -> Option<(&'a str, Sum)> {
    let (page, annotations) = (&view.pile.documents[n], &view.pile.annotations[n]);
    let span = quantity.excerpt.span;
    let article = page.role_at(span.start).is_some_and(Role::is_article);
    let money = quantity.unit.as_deref().is_some_and(|unit| unit.len() == 3);
    let exact = quantity.modifier == Modifier::Exact && quantity.low == quantity.high;
    let sentence = annotations
        .sentence_of(span)
        .filter(|_| article && money && exact)?;
    let words = fold(&page.text, sentence);
    let at = words.partition_point(|w| w.span.start < span.start);
    let near = &words[at.saturating_sub(NEAR)..(at + NEAR).min(words.len())];
    if !near
        .iter()
        .any(|w| DATA.pledges.iter().any(|p| *p == w.form))
    {
        return None;
    }
    let persons = annotations.mentions_at(sentence).iter();
    let persons = persons.filter(|m| m.kind == EntityType::Person);
    let persons: BTreeSet<_> = persons.map(|m| m.entity.as_deref()).collect();
    let entity = (*persons.first()?).filter(|_| persons.len() == 1)?;
    let amount = quantity.low?;
    Some((
        entity,
        Told {
            document: n,
            value: amount,
            span,
        },
    ))
}

/// Amounts of two documents of one day, each of which tells one amount.
fn row(view: &View, story: usize, entity: &str, told: &[Sum]) -> Option<Discrepancy> {
    let clash =
        |a: &Sum, b: &Sum| a.value != b.value && days::are_near(view, a.document, b.document, 0);
    let words = |one: &Sum| format!("[{0},{0}] bail", one.value);
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "number",
            about: format!("bail of {}", view.pile.entity_name(entity)?),
            drift: false,
            sides: contrary::sides(view, told, clash, words)?,
            rule: "two-bails",
        }
        .finish(),
    )
}
