//! One patient in two states on one day: 'in stable condition', 'in critical condition'.

use super::contrary::{self, Told};
use super::{Draft, days};
use crate::lexicon;
use crate::model::{Day, Discrepancy, EntityType, Role, Span, TimeType};
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use regex::Regex;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct File {
    pattern: String,
    safe: BTreeSet<String>,
    grave: BTreeSet<String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Case {
    text: String,
    state: Option<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    lexicon::data(
        "en/conditions.toml",
        include_str!("../../../lang/en/conditions.toml"),
    )
});

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&FILE.pattern).unwrap_or_else(|error| panic!("conditions: {error}"))
});

/// The state that a text tells first, and where: safe or grave. What is both, or between, is none.
fn state(text: &str, within: Span) -> Option<(bool, Span)> {
    let found = PATTERN.captures(within.of(text))?;
    let words = |of: &BTreeSet<String>| {
        let mut told = found[1].split(|c: char| !c.is_alphabetic());
        told.any(|word| of.contains(&word.to_lowercase()))
    };
    let whole = found.get(0)?;
    let span = Span::new(within.start + whole.start(), within.start + whole.end());
    match (words(&FILE.safe), words(&FILE.grave)) {
        (true, false) => Some((true, span)),
        (false, true) => Some((false, span)),
        _ => None,
    }
}

/// Whether somebody is safe on a day, as a document tells.
type State = Told<bool>;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut told: BTreeMap<(usize, &str, Day), Vec<State>> = BTreeMap::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for &sentence in &annotations.sentences {
            if let Some((entity, day, one)) = of_sentence(view, n, sentence) {
                told.entry((story[n], entity, day)).or_default().push(one);
            }
        }
    }
    let rows = told.into_iter();
    rows.filter_map(|((story, entity, _), told)| row(view, story, entity, &told))
        .collect()
}

/// Whose state a sentence tells, who alone is named in it before the words, and of which day.
fn of_sentence<'a>(view: &View<'a>, n: usize, sentence: Span) -> Option<(&'a str, Day, State)> {
    let (page, annotations) = (&view.pile.documents[n], &view.pile.annotations[n]);
    let article = page.role_at(sentence.start).is_some_and(Role::is_article);
    let (safe, span) = article.then(|| state(&page.text, sentence)).flatten()?;
    let persons = annotations.mentions_at(sentence).iter();
    let mut persons = persons.filter(|m| m.kind == EntityType::Person && m.entity.is_some());
    let first = persons.next().filter(|m| m.excerpt.span.end < span.start)?;
    let entity = first.entity.as_deref()?;
    let alone = persons.all(|m| m.entity.as_deref() == Some(entity));
    let days = days::when(&page.text, annotations, sentence).into_iter();
    let days = days.filter(|t| matches!(t.kind, TimeType::Date | TimeType::Time));
    let days: BTreeSet<_> = days
        .map(|t| t.earliest.as_deref().and_then(Day::parse))
        .collect();
    let published = page.published.value.as_deref().and_then(Day::parse);
    let day = match days.len() {
        0 => published?,
        1 => days.into_iter().next()??,
        _ => return None,
    };
    let told = Told {
        document: n,
        value: safe,
        span: first.excerpt.span.cover(span),
    };
    (alone && Some(day) == published).then_some((entity, day, told))
}

/// Two states in two documents, of which none tells both: who does tells how one became the other.
fn row(view: &View, story: usize, entity: &str, told: &[State]) -> Option<Discrepancy> {
    let of = |safe: bool| -> BTreeSet<usize> {
        let told = told.iter().filter(|one| one.value == safe);
        told.map(|one| one.document).collect()
    };
    if !of(true).is_disjoint(&of(false)) {
        return None;
    }
    let words = |one: &State| match one.value {
        true => "out of danger".to_string(),
        false => "in danger".to_string(),
    };
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "condition",
            about: view.pile.entity_name(entity)?.to_string(),
            drift: false,
            sides: contrary::sides(view, told, |a, b| a.value != b.value, words)?,
            rule: "two-conditions",
        }
        .finish(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_holds() {
        for case in &FILE.case {
            let found = state(&case.text, Span::new(0, case.text.len()));
            let state = found.map(|(safe, _)| if safe { "safe" } else { "grave" });
            assert_eq!(state, case.state.as_deref(), "{}", case.text);
        }
    }
}
