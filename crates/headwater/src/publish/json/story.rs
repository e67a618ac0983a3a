//! Stories.

use super::{collation, discrepancy, document, edge, evidence, quotation};
use crate::model::{Carrier, Entity, Excerpt, StoryLink, Withdrawal};
use crate::publish::texts::Texts;
use crate::publish::view::{StoryView, View, word};
use serde_json::{Value, json};

/// What a case holds, story by story, most important first.
pub fn list(view: &View) -> Value {
    let stories = view.stories.iter().enumerate();
    json!({
        "headwater": env!("CARGO_PKG_VERSION"),
        "documents": view.case.documents.len(),
        "problems": view.case.problems.len(),
        "stories": stories.map(|(n, s)| summary(n + 1, s)).collect::<Vec<_>>(),
    })
}

/// A story in a list; `number` counts from 1, as `headwater show` does.
pub fn summary(number: usize, story: &StoryView) -> Value {
    let single = |s: &&crate::model::Support| s.documents > 1 && s.independent_max == 1;
    let support = story.collations.iter().filter_map(|c| c.support);
    json!({
        "number": number,
        "id": story.story.id,
        "title": story.story.title,
        "earliest": story.story.earliest,
        "latest": story.story.latest,
        "documents": story.documents.len(),
        "collations": story.collations.len(),
        "single_origin": support.filter(single).count(),
        "discrepancies": story.discrepancies.len(),
    })
}

/// Everything about one story.
pub fn story(view: &View, texts: &Texts, number: usize, it: &StoryView) -> Value {
    let documents = it.documents.iter();
    let timeline = it.timeline.iter().map(|e| {
        json!({
            "earliest": e.earliest,
            "latest": e.latest,
            "evidence": texts.of(&e.document, e.span),
        })
    });
    let mut all = summary(number, it);
    all["headwater"] = json!(env!("CARGO_PKG_VERSION"));
    all["documents"] = documents.map(|n| document(view, *n)).collect();
    all["discrepancies"] = (it.discrepancies.iter())
        .map(|d| discrepancy(texts, d))
        .collect();
    all["withdrawals"] = (it.withdrawals.iter())
        .map(|w| withdrawal(texts, w))
        .collect();
    all["round_ups"] = json!(it.story.round_ups);
    all["collations"] = (it.collations.iter())
        .map(|c| collation(view, texts, c))
        .collect();
    all["lineage"] = (it.lineage.iter()).map(|e| edge(view, texts, e)).collect();
    all["quoted_once"] = quoted_once(view, texts, it);
    all["timeline"] = timeline.collect();
    all["names"] = (view.names(it).into_iter())
        .map(|(entity, mentions)| name(entity, mentions))
        .collect();
    all["links"] = it.links.iter().map(|l| link(texts, l)).collect();
    all
}

/// Spoken quotations that no other document carries.
fn quoted_once(view: &View, texts: &Texts, story: &StoryView) -> Value {
    let all = story.documents.iter().flat_map(|&n| {
        let quotations = view.case.annotations[n].quotations.iter();
        let once = quotations.filter(|q| q.kind.is_speech() && q.collation.is_none());
        once.map(move |q| quotation(view, texts, n, q))
    });
    all.collect()
}

fn name(entity: &Entity, mentions: usize) -> Value {
    json!({
        "entity": entity.id,
        "name": entity.name,
        "type": word(entity.kind),
        "mentions": mentions,
        "aliases": entity.aliases,
    })
}

fn link(texts: &Texts, link: &StoryLink) -> Value {
    json!({
        "from": link.from,
        "to": link.to,
        "kind": word(link.kind),
        "evidence": evidence(texts, &link.evidence),
    })
}

/// Words that a document takes back, and who still carries them.
fn withdrawal(texts: &Texts, it: &Withdrawal) -> Value {
    let carrier = |c: &Carrier| {
        json!({
            "evidence": texts.of(&c.document, c.excerpt.span),
            "downstream": c.downstream,
        })
    };
    let here = |e: &Option<Excerpt>| e.as_ref().map(|e| json!(texts.of(&it.document, e.span)));
    json!({
        "id": it.id,
        "evidence": texts.of(&it.document, it.excerpt.span),
        "wrong": here(&it.wrong),
        "right": here(&it.right),
        "carriers": it.carriers.iter().map(carrier).collect::<Vec<_>>(),
    })
}
