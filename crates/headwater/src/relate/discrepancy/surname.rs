//! One person under two spellings of a family name: 'Ann Lee-Holt, 19' here, 'Ann Lee-Hold, 19' there.

use super::{Draft, age, side};
use crate::lexicon::fold::fold;
use crate::model::{Discrepancy, EntityType, Span};
use crate::relate::collation::shape::edit_distance;
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a name below which one letter makes another name.
const SHORT: usize = 4;
/// Letters from which on two may differ.
const LONG: usize = 8;
/// Documents that a row names for each spelling.
const SHOWN: usize = 3;

/// A name with an age as a document has it.
struct Told {
    document: usize,
    family: String,
    span: Span,
}

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut told: BTreeMap<(usize, String, u32), Vec<Told>> = BTreeMap::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        let persons = annotations.mentions.iter();
        for mention in persons.filter(|m| m.kind == EntityType::Person) {
            let span = mention.excerpt.span;
            if let (Some((given, family)), Some(age)) =
                (names(view, n, span), age::of(view, n, span))
            {
                let one = Told {
                    document: n,
                    family,
                    span,
                };
                told.entry((story[n], given, age)).or_default().push(one);
            }
        }
    }
    let rows = told.into_iter();
    rows.flat_map(|((story, _, _), told)| rows_of(view, story, &told))
        .collect()
}

/// The first and the last word of a name of several, folded.
fn names(view: &View, n: usize, span: Span) -> Option<(String, String)> {
    let words = fold(&view.pile.documents[n].text, span);
    let (first, last) = (words.first()?, words.last()?);
    (words.len() > 1).then(|| (first.form.to_string(), last.form.to_string()))
}

fn rows_of(view: &View, story: usize, told: &[Told]) -> Vec<Discrepancy> {
    let families: BTreeSet<&str> = told.iter().map(|one| one.family.as_str()).collect();
    let families: Vec<&str> = families.into_iter().collect();
    let pairs = families.iter().enumerate();
    let pairs = pairs.flat_map(|(i, a)| families[i + 1..].iter().map(move |b| (*a, *b)));
    pairs
        .filter(|(a, b)| are_spellings(a, b))
        .filter_map(|pair| row(view, story, told, pair))
        .collect()
}

/// One name may be a slip of the other.
fn are_spellings(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let limit = if shorter < LONG { 1 } else { 2 };
    shorter >= SHORT && edit_distance(a, b, limit).is_some()
}

/// Documents that have one spelling and nowhere the other.
fn row(view: &View, story: usize, told: &[Told], (a, b): (&str, &str)) -> Option<Discrepancy> {
    let firm = |own: &str, other: &str| {
        let of_own = told.iter().filter(|one| one.family == own);
        let lacks = |one: &&Told| {
            let text = &view.pile.documents[one.document].text;
            let words = fold(text, Span::new(0, text.len()));
            words.iter().all(|word| word.form != *other)
        };
        let mut seen = BTreeSet::new();
        let firm = of_own.filter(lacks).filter(|one| seen.insert(one.document));
        let value = |one: &Told| {
            one.span
                .of(&view.pile.documents[one.document].text)
                .to_string()
        };
        let sides = firm
            .take(SHOWN)
            .map(|one| side(view, one.document, one.span, value(one)));
        sides.collect::<Vec<_>>()
    };
    let (sides_a, sides_b) = (firm(a, b), firm(b, a));
    let about = sides_a.first()?.value.to_string();
    sides_b.first()?;
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "name",
            about,
            drift: false,
            sides: sides_a.into_iter().chain(sides_b).collect(),
            rule: "two-spellings",
        }
        .finish(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_names() {
        assert!(are_spellings("gomez", "gamez"));
        assert!(are_spellings("ulmschneider", "ulmshneider"));
        for (a, b) in [("lee", "lea"), ("marsh", "marten"), ("holt", "bold")] {
            assert!(!are_spellings(a, b), "{a} {b}");
        }
    }
}
