//! Edges between witnesses that carry one translation of words spoken in another language.
//!
//! Two translators do not find the same words for a long utterance; so equal wording of a speaker
//! who is known to be translated shows one translator. A speaker nobody translates may be heard by
//! all, and equal wording then proves nothing.

use super::direction::order;
use super::{View, shorten};
use crate::lexicon::fold::fold;
use crate::lexicon::pattern::Patterns;
use crate::model::{Collation, Confidence, LineageEdge, LineageKind, PassageKind, Pointer};
use crate::relate::Pile;
use crate::relate::collation::longest_of_each;
use compact_str::{CompactString, ToCompactString};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "translation.toml",
        include_str!("../../../lang/en/translation.toml"),
    )
});

/// Equal words from which one translation is shown.
const SHOWN: usize = 12;

/// Entity ids of speakers whose words some document of the pile says to be translated, each with
/// the first words that say so.
pub fn translated_speakers(pile: &Pile) -> BTreeMap<CompactString, Pointer> {
    let mut found = BTreeMap::new();
    for (document, annotations) in pile.documents.iter().zip(&pile.annotations) {
        for quotation in annotations.quotations.iter().filter(|q| q.kind.is_speech()) {
            let Some(speaker) = &quotation.speaker else {
                continue;
            };
            let whole = quotation.whole();
            let mut attributions = annotations.attributions.iter();
            let stated = attributions.find(|a| a.translated && a.scope.overlaps(whole));
            let span = stated.map(|a| a.excerpt.span).or_else(|| {
                let mut sentences = annotations.sentences_at(whole).iter();
                sentences
                    .find_map(|s| PATTERNS.find(&document.text, *s))
                    .map(|(_, span)| span)
            });
            if let Some(span) = span {
                found
                    .entry(speaker.clone())
                    .or_insert_with(|| Pointer::new(&document.id, span));
            }
        }
    }
    found
}

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let translated = &view.pile.translated;
    let quotations = view
        .relations
        .collations
        .iter()
        .filter(|c| c.kind == PassageKind::Quotation);
    let mut shown: BTreeMap<(&str, usize, usize), &Collation> = BTreeMap::new();
    let mut edges = Vec::new();
    for collation in quotations.clone() {
        let Some((speaker, said)) = collation
            .speaker
            .as_ref()
            .and_then(|s| translated.get_key_value(s))
        else {
            continue;
        };
        for wording in &collation.wordings {
            let document = |n: usize| collation.witnesses[n].document.as_str();
            let len = |n: usize| collation.witnesses[n].span.len();
            let longest = longest_of_each(wording.iter().copied(), document, len);
            let Some((&first, rest)) = longest.split_first() else {
                continue;
            };
            for &other in rest {
                let pair = Pair::new(view, collation, first, other);
                let words = pair.words;
                if words >= SHOWN {
                    shown.insert((speaker, pair.a.min(pair.b), pair.a.max(pair.b)), collation);
                }
                edges.push(pair.edge(view, collation, said, words));
            }
        }
    }
    edges.extend(quotations.flat_map(|c| carried_over(view, c, &shown)));
    edges
}

/// Two witnesses of a collation.
struct Pair {
    a: usize,
    b: usize,
    evidence: [Pointer; 2],
    words: usize,
}

impl Pair {
    fn new(view: &View, collation: &Collation, first: usize, other: usize) -> Self {
        let witness = |w: usize| &collation.witnesses[w];
        let at = |w: usize| {
            view.index
                .get(witness(w).document.as_str())
                .copied()
                .unwrap_or(0)
        };
        let count = |w: usize| {
            fold(&view.pile.documents[at(w)].text, witness(w).span)
                .iter()
                .filter(|w| !w.gloss)
                .count()
        };
        Pair {
            a: at(first),
            b: at(other),
            evidence: [witness(first).clone(), witness(other).clone()],
            words: count(first).min(count(other)),
        }
    }

    fn edge(
        &self,
        view: &View,
        collation: &Collation,
        said: &Pointer,
        words: usize,
    ) -> LineageEdge {
        let mut edge = self.undecided(view, collation, "one-wording");
        let [first, other] = self.evidence.clone();
        edge.evidence = [first, other, said.clone()].into();
        edge.confidence = if words >= SHOWN {
            Confidence::Shown
        } else {
            Confidence::Likely
        };
        let speaker = collation
            .speaker
            .as_deref()
            .and_then(|s| view.pile.entity_name(s))
            .unwrap_or("the speaker");
        let where_said = view
            .index
            .get(said.document.as_str())
            .map_or(String::new(), |&n| view.name(n));
        edge.reason = format!(
            "{} and {} word {words} words alike; {speaker} is translated ({where_said}: '{}')",
            view.name(self.a),
            view.name(self.b),
            view.words(said, 60)
        )
        .into();
        edge
    }

    fn undecided(&self, view: &View, collation: &Collation, rule: &str) -> LineageEdge {
        let order = order(view, self.a, self.b);
        LineageEdge {
            id: CompactString::default(),
            from: view.pile.documents[order.from].id.to_compact_string(),
            from_document: true,
            to: view.pile.documents[order.to].id.clone(),
            collation: Some(collation.id.clone()),
            kind: LineageKind::SameTranslation,
            directed: false,
            confidence: Confidence::Shown,
            evidence: self.evidence.clone().into(),
            rule: rule.into(),
            reason: String::new().into(),
        }
    }
}

/// Two documents that carry one translation of a speaker carry it for what else they quote of the
/// same speech.
fn carried_over(
    view: &View,
    collation: &Collation,
    shown: &BTreeMap<(&str, usize, usize), &Collation>,
) -> Vec<LineageEdge> {
    let Some(speaker) = collation.speaker.as_deref() else {
        return Vec::new();
    };
    let mut edges = Vec::new();
    let mut done = BTreeSet::new();
    for first in 0..collation.witnesses.len() {
        for other in first + 1..collation.witnesses.len() {
            let pair = Pair::new(view, collation, first, other);
            let key = (speaker, pair.a.min(pair.b), pair.a.max(pair.b));
            let Some(known) = shown.get(&key) else {
                continue;
            };
            if known.story == collation.story && known.id != collation.id && done.insert(key) {
                let mut edge = pair.undecided(view, collation, "translator-elsewhere");
                edge.reason = format!(
                    "{} and {} carry one translation of this speaker elsewhere: '{}'",
                    view.name(pair.a),
                    view.name(pair.b),
                    shorten(&known.text, 60)
                )
                .into();
                edges.push(edge);
            }
        }
    }
    edges
}
