//! A part of a case: some of its documents with everything that holds among them.

use crate::model::*;
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};

/// The documents of `case` that `keep` names, and of its relations what holds among them alone.
/// Support, discrepancies and gaps are those of the whole case: whoever takes documents away finds
/// them anew.
pub fn part(case: &Case, keep: impl Fn(&Document) -> bool) -> Case {
    let kept = case.documents.iter().zip(&case.annotations);
    let kept = kept.filter(|(document, _)| keep(document));
    let (documents, annotations): (Vec<Document>, Vec<Annotations>) =
        kept.map(|(d, a)| (d.clone(), a.clone())).unzip();
    let here: BTreeSet<DocumentId> = documents.iter().map(|d| d.id.clone()).collect();
    let relations = relations(&case.relations, &here, &annotations);
    let mut part = Case {
        documents,
        annotations,
        relations,
        problems: case.problems.clone(),
        decisions: case.decisions.clone(),
    };
    forget_collations(&mut part);
    part
}

/// The story of this id with every document that carries a passage of it.
pub fn of_story(case: &Case, story: &str) -> Case {
    let relations = &case.relations;
    let stories = relations.stories.iter().filter(|s| s.id == story);
    let collations = relations.collations.iter().filter(|c| c.story == story);
    let witnesses = collations.flat_map(|c| c.witnesses.iter().map(|w| &w.document));
    let documents: BTreeSet<&DocumentId> = stories
        .flat_map(|s| &s.documents)
        .chain(witnesses)
        .collect();
    part(case, |document| documents.contains(&document.id))
}

fn relations(
    whole: &Relations,
    here: &BTreeSet<DocumentId>,
    annotations: &[Annotations],
) -> Relations {
    let has = |d: &DocumentId| here.contains(d);
    let stories: Vec<Story> = whole.stories.iter().filter_map(|s| story(s, has)).collect();
    let told: BTreeSet<&str> = stories.iter().map(|s| s.id.as_str()).collect();
    let collations = whole.collations.iter().filter_map(|c| collation(c, has));
    let collations: Vec<Collation> = collations.collect();
    let collated: BTreeSet<&str> = collations.iter().map(|c| c.id.as_str()).collect();
    let is_collated = |id: &CompactString| collated.contains(id.as_str());
    let holds = |e: &&LineageEdge| {
        has(&e.to)
            && (!e.from_document || has(&e.from.as_str().into()))
            && e.collation.as_ref().is_none_or(is_collated)
    };
    Relations {
        reuse: (whole.reuse.iter())
            .filter(|r| has(&r.document_a) && has(&r.document_b))
            .cloned()
            .collect(),
        story_links: (whole.story_links.iter())
            .filter(|l| told.contains(l.from.as_str()) && told.contains(l.to.as_str()))
            .cloned()
            .collect(),
        entities: entities(whole, annotations),
        variants: (whole.variants.iter())
            .filter(|v| is_collated(&v.collation))
            .filter_map(|v| variant(v, has))
            .collect(),
        lineage: whole.lineage.iter().filter(holds).cloned().collect(),
        support: (whole.support.iter())
            .filter(|s| is_collated(&s.collation))
            .cloned()
            .collect(),
        attribution_gaps: (whole.attribution_gaps.iter())
            .filter(|g| g.document.as_ref().is_none_or(has))
            .cloned()
            .collect(),
        discrepancies: (whole.discrepancies.iter())
            .filter(|d| d.sides.iter().all(|s| has(&s.document)))
            .cloned()
            .collect(),
        withdrawals: (whole.withdrawals.iter())
            .filter(|w| has(&w.document))
            .map(|w| withdrawal(w, has))
            .collect(),
        timeline: (whole.timeline.iter())
            .filter(|t| has(&t.document))
            .cloned()
            .collect(),
        stories,
        collations,
    }
}

fn story(whole: &Story, has: impl Fn(&DocumentId) -> bool) -> Option<Story> {
    let mut story = whole.clone();
    story.documents.retain(|d| has(d));
    (!story.documents.is_empty()).then_some(story)
}

/// A collation of the witnesses that are left; one document alone collates nothing.
fn collation(whole: &Collation, has: impl Fn(&DocumentId) -> bool) -> Option<Collation> {
    let left: Vec<usize> = (0..whole.witnesses.len())
        .filter(|&n| has(&whole.witnesses[n].document))
        .collect();
    let place: BTreeMap<usize, usize> = left.iter().enumerate().map(|(new, &n)| (n, new)).collect();
    let witnesses: Vec<Pointer> = left.iter().map(|&n| whole.witnesses[n].clone()).collect();
    let documents: BTreeSet<&DocumentId> = witnesses.iter().map(|w| &w.document).collect();
    if documents.len() < 2 {
        return None;
    }
    let wordings = whole.wordings.iter().map(|wording| {
        let here = wording.iter().filter_map(|n| place.get(n).copied());
        here.collect::<Vec<_>>()
    });
    Some(Collation {
        wordings: wordings.filter(|w| !w.is_empty()).collect(),
        witnesses,
        ..whole.clone()
    })
}

/// A place where what is left still differs.
fn variant(whole: &Variant, has: impl Fn(&DocumentId) -> bool) -> Option<Variant> {
    let mut variant = whole.clone();
    for reading in &mut variant.readings {
        reading.witnesses.retain(|w| has(&w.document));
    }
    variant.readings.retain(|r| !r.witnesses.is_empty());
    (variant.readings.len() > 1).then_some(variant)
}

fn withdrawal(whole: &Withdrawal, has: impl Fn(&DocumentId) -> bool) -> Withdrawal {
    let mut withdrawal = whole.clone();
    withdrawal.carriers.retain(|c| has(&c.document));
    withdrawal
}

fn entities(whole: &Relations, annotations: &[Annotations]) -> Vec<Entity> {
    let mentions = annotations.iter().flat_map(|a| &a.mentions);
    let named: BTreeSet<&str> = mentions.filter_map(|m| m.entity.as_deref()).collect();
    let speakers = annotations.iter().flat_map(|a| &a.quotations);
    let speakers: BTreeSet<&str> = speakers.filter_map(|q| q.speaker.as_deref()).collect();
    let here = |e: &&Entity| named.contains(e.id.as_str()) || speakers.contains(e.id.as_str());
    whole.entities.iter().filter(here).cloned().collect()
}

/// Quotations no longer point at collations that are gone.
fn forget_collations(case: &mut Case) {
    let collations = case.relations.collations.iter();
    let left: BTreeSet<&str> = collations.map(|c| c.id.as_str()).collect();
    for quotation in case.annotations.iter_mut().flat_map(|a| &mut a.quotations) {
        let gone = |id: &CompactString| !left.contains(id.as_str());
        if quotation.collation.as_ref().is_some_and(gone) {
            quotation.collation = None;
        }
    }
}
