//! Two counts of one thing: opposite bounds, a hedge that was lost or added, different numbers.

use super::variant::interval;
use super::{Draft, side};
use crate::lexicon;
use crate::lexicon::fold::{Word, fold, stem};
use crate::model::{Annotations, Discrepancy, Modifier, Quantity, Role, Span};
use crate::relate::lineage::{View, shorten};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Data {
    anybody: Vec<String>,
    persons: Vec<String>,
    synonyms: Vec<Vec<String>>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    lexicon::data(
        "counted.toml",
        include_str!("../../../lang/en/counted.toml"),
    )
});

static PERSONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    DATA.anybody
        .iter()
        .chain(&DATA.persons)
        .map(|w| stem(w))
        .collect()
});

static ANYBODY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| DATA.anybody.iter().map(|w| stem(w)).collect());

/// The stem of the first word of each group of synonyms, by the stem of each.
static SYNONYMS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let group =
        |group: &'static Vec<String>| group.iter().map(|word| (stem(word), stem(&group[0])));
    DATA.synonyms.iter().flat_map(group).collect()
});

/// Content words on either side of a count that tell what is counted.
const NEAR: usize = 4;
/// Counts of one kind of thing in one story that are compared with each other.
const COMMON: usize = 60;

/// A count with what stands around it.
struct Count<'a> {
    document: usize,
    quantity: &'a Quantity,
    /// Stem of what is counted; empty for a bare unit.
    counted: String,
    near: BTreeSet<String>,
    /// 'All six of its ships': names in the sentence whose all they may be; empty for other counts.
    all_of: BTreeSet<&'a str>,
}

pub fn find(view: &View) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for story in &view.relations.stories {
        let mut counts: BTreeMap<String, Vec<Count>> = BTreeMap::new();
        for document in &story.documents {
            if let Some(&n) = view.index.get(document.as_str()) {
                for count in of_document(view, n) {
                    counts.entry(thing(&count)).or_default().push(count);
                }
            }
        }
        for counts in counts.values_mut() {
            counts.truncate(COMMON);
            found.extend(of_thing(view, &story.id, counts));
        }
    }
    found
}

fn of_document<'a>(view: &View<'a>, n: usize) -> impl Iterator<Item = Count<'a>> {
    let (text, annotations) = (&view.pile.documents[n].text, &view.pile.annotations[n]);
    // A correction repeats the number that it takes back.
    let stands = move |quantity: &&Quantity| {
        let role = view.pile.documents[n].role_at(quantity.excerpt.span.start);
        role != Some(Role::Correction)
    };
    let counts = annotations.quantities.iter().filter(stands);
    counts.filter_map(move |quantity| count(n, text, annotations, quantity))
}

fn count<'a>(
    n: usize,
    text: &str,
    annotations: &'a Annotations,
    quantity: &'a Quantity,
) -> Option<Count<'a>> {
    let sentence = annotations.sentence_of(quantity.excerpt.span)?;
    let counted = match &quantity.counted {
        Some(counted) => stem(counted).to_string(),
        None if quantity.unit.is_some() => String::new(),
        None => number_of(text, Span::new(sentence.start, quantity.excerpt.span.start))?,
    };
    Some(Count {
        document: n,
        quantity,
        counted,
        near: near(text, sentence, quantity.excerpt.span),
        all_of: all_of(text, annotations, sentence, quantity.excerpt.span),
    })
}

/// The entities that a sentence names, where the count is of all of something.
fn all_of<'a>(
    text: &str,
    annotations: &'a Annotations,
    sentence: Span,
    count: Span,
) -> BTreeSet<&'a str> {
    let before = text[sentence.start..count.start].trim_end();
    if !before.ends_with(" all") || !count.of(text).contains(" of ") {
        return BTreeSet::new();
    }
    let mentions = annotations.mentions_at(sentence).iter();
    mentions.filter_map(|m| m.entity.as_deref()).collect()
}

/// What a bare number counts: 'injured' in 'the number of injured rose to 9'.
fn number_of(text: &str, before: Span) -> Option<String> {
    let words = fold(text, before);
    let at = words
        .windows(2)
        .rposition(|w| w[0].form == "number" && w[1].form == "of")?;
    words.get(at + 2).map(|w| stem(&w.form).to_string())
}

/// Counts of human beings are compared whatever they are called; units and things by their name.
fn thing(count: &Count) -> String {
    match &count.quantity.unit {
        Some(unit) => format!("unit {unit}"),
        None if PERSONS.contains(count.counted.as_str()) => "persons".into(),
        None => count.counted.clone(),
    }
}

/// Stems of the content words around a count inside its sentence, synonyms made one.
fn near(text: &str, sentence: Span, span: Span) -> BTreeSet<String> {
    let content = |part: Span| -> Vec<Word> {
        fold(text, part)
            .into_iter()
            .filter(Word::is_content)
            .collect()
    };
    let before = content(Span::new(sentence.start, span.start));
    let inside = content(span);
    let after = content(Span::new(span.end, sentence.end));
    let outside = (before.iter().rev().take(NEAR)).chain(after.iter().take(NEAR));
    // What stands inside is the count's own only beyond the number and the thing counted.
    let own = inside.iter().skip(1).rev().skip(1);
    outside
        .chain(own)
        .map(|w| one_of_synonyms(stem(&w.form)).to_string())
        .collect()
}

fn one_of_synonyms(stem: &str) -> &str {
    SYNONYMS.get(stem).copied().unwrap_or(stem)
}

fn of_thing(view: &View, story: &str, counts: &[Count]) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (i, a) in counts.iter().enumerate() {
        for b in &counts[i + 1..] {
            if a.document != b.document && is_one_thing(a, b) {
                found.extend(of_pair(view, story, a, b));
            }
        }
    }
    found
}

/// The same is counted: 'people' stand for any human beings, other words only for themselves.
fn is_one_thing(a: &Count, b: &Count) -> bool {
    let general =
        |count: &Count| ANYBODY.contains(count.counted.as_str()) || is_harm(&count.counted);
    let near = !a.near.is_disjoint(&b.near) || are_totals(a, b);
    (a.counted == b.counted || general(a) || general(b)) && near
}

/// Both count all that one named body has.
fn are_totals(a: &Count, b: &Count) -> bool {
    !a.all_of.is_disjoint(&b.all_of)
}

fn of_pair(view: &View, story: &str, a: &Count, b: &Count) -> Option<Discrepancy> {
    let shared: Vec<&String> = a.near.intersection(&b.near).collect();
    let telling = shared.len() >= 2 || shared.iter().any(|stem| is_harm(stem)) || are_totals(a, b);
    let taken = view.took(a.document, b.document) || view.took(b.document, a.document);
    let (qa, qb) = (a.quantity, b.quantity);
    let kind = if number(qa) == number(qb) {
        let hedge_lost = taken && qa.modifier != qb.modifier;
        (are_opposite(qa.modifier, qb.modifier) || hedge_lost).then_some("bound")?
    } else if are_disjoint(qa, qb) && telling {
        if is_update(view, a, b) {
            "update"
        } else {
            "number"
        }
    } else {
        return None;
    };
    let sides = [a, b].map(|c| {
        side(
            view,
            c.document,
            c.quantity.excerpt.span,
            interval(c.quantity),
        )
    });
    let sentence = view.pile.annotations[a.document].sentence_of(qa.excerpt.span)?;
    let about = shorten(sentence.of(&view.pile.documents[a.document].text), 160);
    let drift = taken && kind != "update";
    Some(
        Draft {
            story: story.into(),
            kind,
            about,
            sides: sides.to_vec(),
            drift,
            rule: "two-counts",
        }
        .finish(),
    )
}

/// A word for what befell people: it tells what is counted by itself.
fn is_harm(stem: &str) -> bool {
    SYNONYMS.contains_key(stem)
}

/// The number as written, hedge put aside.
fn number(quantity: &Quantity) -> Option<(f64, f64)> {
    let low = quantity.low.or(quantity.high)?;
    Some((low, quantity.high.unwrap_or(low)))
}

fn are_opposite(a: Modifier, b: Modifier) -> bool {
    let below = |m| matches!(m, Modifier::AtLeast | Modifier::MoreThan);
    let above = |m| matches!(m, Modifier::AtMost | Modifier::LessThan);
    below(a) && above(b) || above(a) && below(b)
}

/// No number fits both.
fn are_disjoint(a: &Quantity, b: &Quantity) -> bool {
    let low = |q: &Quantity| q.low.unwrap_or(f64::NEG_INFINITY);
    let high = |q: &Quantity| q.high.unwrap_or(f64::INFINITY);
    high(a) < low(b) || high(b) < low(a)
}

/// The later document counts more.
fn is_update(view: &View, a: &Count, b: &Count) -> bool {
    let day = |c: &Count| {
        view.pile.documents[c.document]
            .published
            .value
            .clone()
            .map(|v| v[..v.len().min(10)].to_string())
    };
    let low = |c: &Count| c.quantity.low.or(c.quantity.high);
    match (day(a), day(b), low(a), low(b)) {
        (Some(da), Some(db), Some(la), Some(lb)) => da < db && la < lb || db < da && lb < la,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate, tests::body};
    use crate::lexicon::tests::{Same, cases};

    #[test]
    fn every_case_holds() {
        let file = include_str!("../../../lang/en/counted.toml");
        for case in cases::<Same>("counted.toml", file) {
            let documents = [&case.a, &case.b].map(|text| body(text));
            let annotations = documents.each_ref().map(annotate);
            let count = |n: usize| {
                count(
                    n,
                    &documents[n].text,
                    &annotations[n],
                    annotations[n].quantities.first()?,
                )
            };
            let same = match (count(0), count(1)) {
                (Some(a), Some(b)) => thing(&a) == thing(&b) && is_one_thing(&a, &b),
                _ => false,
            };
            assert_eq!(same, case.same, "{} / {}", case.a, case.b);
        }
    }
}
