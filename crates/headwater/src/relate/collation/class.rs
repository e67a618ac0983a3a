//! Classes of variants, decided by the typed spans that stand in the readings, not by how alike
//! the strings are.

use super::lexical;
use super::passage::Passage;
use super::shape::is_similar;
use super::variant::Found;
use crate::lexicon::fold::Word;
use crate::model::{Annotations, EntityType, PassageKind, Span, VariantClass};
use crate::relate::Pile;
use std::collections::BTreeSet;

/// A place of a collation: what classing may look at.
pub struct Place<'a> {
    /// The pile.
    pub pile: &'a Pile,
    /// The witnesses in the order of the readings' indexes.
    pub witnesses: &'a [&'a Passage],
    /// The speaker is known to be translated.
    pub translated: bool,
}

/// One reading of a place, seen in the first witness that has it.
struct Side<'a> {
    words: &'a [Word],
    span: Span,
    passage: &'a Passage,
    annotations: &'a Annotations,
}

type Rule = fn(&Place, &Side, &Side) -> Option<VariantClass>;

/// Rules in order; the first that answers classes a pair of readings.
const RULES: &[(&str, Rule)] = &[
    ("equal-when-folded", spelling),
    ("inside-brackets", gloss),
    ("quantity", quantity),
    ("time", time),
    ("figures", figures),
    ("words", |_, a, b| lexical::class(a.words, b.words)),
    ("attribution", attribution),
    ("entity", entity),
    ("joined-words", joined),
    ("lacking", lacking),
    ("rendering", rendering),
];

/// The gravest class among the readings of a place, against the reading that most witnesses have;
/// `None` when witnesses only quote less than others.
pub fn classify(place: &Place, readings: &[Found]) -> Option<(VariantClass, &'static str)> {
    let live: Vec<&Found> = readings.iter().filter(|r| !r.outside).collect();
    let (first, rest) = live.split_first()?;
    let first = side(place, first);
    rest.iter()
        .filter_map(|other| class_of_pair(place, &first, &side(place, other)))
        .max()
}

fn side<'a>(place: &Place<'a>, found: &'a Found) -> Side<'a> {
    let passage = place.witnesses[found.witnesses[0]];
    let annotations = &place.pile.annotations[passage.document];
    Side {
        words: &found.words,
        span: found.reading.witnesses[0].span,
        passage,
        annotations,
    }
}

fn class_of_pair(place: &Place, a: &Side, b: &Side) -> Option<(VariantClass, &'static str)> {
    RULES
        .iter()
        .find_map(|(name, rule)| rule(place, a, b).map(|class| (class, *name)))
}

fn forms<'a>(side: &'a Side) -> impl Iterator<Item = &'a str> {
    side.words.iter().map(|w| w.form.as_str())
}

fn spelling(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    forms(a).eq(forms(b)).then_some(VariantClass::Spelling)
}

fn gloss(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    let all = |side: &Side| side.words.iter().all(|w| w.gloss);
    (all(a) && all(b)).then_some(VariantClass::Gloss)
}

fn quantity(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    let (a, b) = (
        a.annotations.quantity_at(a.span)?,
        b.annotations.quantity_at(b.span)?,
    );
    if a.modifier != b.modifier
        && (a.low == b.low || a.high == b.high || a.low == b.high || a.high == b.low)
    {
        return Some(VariantClass::Bound);
    }
    ((a.low, a.high) != (b.low, b.high)).then_some(VariantClass::Number)
}

/// Figures that count nothing that is named: an age, the goals of a score.
fn figures(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    let all = |side: &Side| {
        let mut forms = forms(side);
        !side.words.is_empty() && forms.all(|form| form.bytes().all(|b| b.is_ascii_digit()))
    };
    (all(a) && all(b)).then_some(VariantClass::Number)
}

fn time(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    let (a, b) = (
        a.annotations.time_at(a.span)?,
        b.annotations.time_at(b.span)?,
    );
    if a.value != b.value {
        return Some(VariantClass::Time);
    }
    (a.modifier != b.modifier).then_some(VariantClass::Bound)
}

fn attribution(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    let has = |side: &Side| {
        side.annotations
            .attributions
            .iter()
            .any(|x| side.span.contains(x.cue.span))
    };
    (has(a) != has(b)).then_some(VariantClass::Attribution)
}

/// Names in one reading that the other witness's passage does not carry at all.
fn entity(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    let (ea, eb) = (
        entities(a.annotations, a.span),
        entities(b.annotations, b.span),
    );
    if ea.is_empty() && eb.is_empty() {
        return None;
    }
    if ea == eb {
        return Some(VariantClass::Spelling);
    }
    if shares_stem(a, b) || !are_names(a, b, (&ea, &eb)) {
        return None;
    }
    let lacks = |mine: &BTreeSet<_>, other: &Side| {
        let there = entities(other.annotations, other.passage.span);
        mine.iter().any(|entity| !there.contains(entity))
    };
    if !lacks(&ea, b) && !lacks(&eb, a) {
        return None;
    }
    let all_places = |side: &Entities| {
        !side.is_empty() && side.iter().all(|(kind, _)| *kind == EntityType::Place)
    };
    let places = all_places(&ea) && all_places(&eb);
    Some(if places {
        VariantClass::Place
    } else {
        VariantClass::Name
    })
}

type Entities<'a> = BTreeSet<(EntityType, &'a str)>;

/// A name that is left out with other words, or stands in a phrase for another, differs from none.
/// In what somebody said, that no name stands in its place differs as well.
fn are_names(a: &Side, b: &Side, (ea, eb): (&Entities, &Entities)) -> bool {
    let lone = |side: &Side| content_outside_names(side) == 0;
    if a.words.is_empty() || b.words.is_empty() {
        return a.passage.kind == PassageKind::Quotation && lone(a) && lone(b);
    }
    let persons = |side: &Entities| side.iter().any(|(kind, _)| *kind == EntityType::Person);
    let are_both = !ea.is_empty() && !eb.is_empty() && persons(ea) == persons(eb);
    // One word may stand beside the name: a title, a verb.
    are_both && content_outside_names(a) <= 1 && content_outside_names(b) <= 1
}

fn content_outside_names(side: &Side) -> usize {
    let mentions = side.annotations.mentions_at(side.span);
    let named = |w: &Word| mentions.iter().any(|m| m.excerpt.span.overlaps(w.span));
    let outside = side.words.iter().filter(|w| w.content && !named(w));
    outside.count()
}

fn entities(annotations: &Annotations, span: Span) -> Entities<'_> {
    annotations
        .mentions_at(span)
        .iter()
        .map(|m| (m.kind, m.entity.as_deref().unwrap_or(&m.excerpt.text)))
        .collect()
}

fn content<'a>(side: &'a Side) -> Vec<&'a str> {
    let content = side.words.iter().filter(|w| w.content);
    content.map(|w| w.form.as_str()).collect()
}

/// 'Russians' / 'Russia': a name in one reading is inflected in the other.
fn shares_stem(a: &Side, b: &Side) -> bool {
    let (a, b) = (content(a), content(b));
    !a.is_empty()
        && !b.is_empty()
        && a.iter()
            .all(|x| b.iter().any(|y| x == y || is_similar(x, y)))
}

/// 'air strike' / 'airstrike'.
fn joined(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    let whole = |side: &Side| forms(side).collect::<String>();
    (!a.words.is_empty() && whole(a) == whole(b)).then_some(VariantClass::Spelling)
}

fn lacking(_: &Place, a: &Side, b: &Side) -> Option<VariantClass> {
    match (a.words.is_empty(), b.words.is_empty()) {
        (true, false) => Some(VariantClass::Addition),
        (false, true) => Some(VariantClass::Omission),
        _ => None,
    }
}

fn rendering(place: &Place, _: &Side, _: &Side) -> Option<VariantClass> {
    Some(if place.translated {
        VariantClass::Translation
    } else {
        VariantClass::Synonym
    })
}
