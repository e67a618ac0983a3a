//! Expectations about what holds between documents.

use super::view::{View, nested, share};
use super::{Discrepancy, Edge, Lines, Passage, Place};
use headwater::model::{Collation, Confidence, LineageEdge, LineageKind, PassageKind, Pointer};
use std::collections::BTreeSet;

/// Stories together and apart, and the links between them.
pub(super) fn stories(view: &View, lines: &mut Lines) {
    let gold = view.gold;
    let ids: Vec<_> = gold
        .stories
        .iter()
        .map(|s| story_ids(view, &s.documents))
        .collect();
    for (story, ids) in gold.stories.iter().zip(&ids) {
        let together = ids.len() == 1 && !ids.contains(&None);
        lines.say("stories", format!("{} together", story.id), together);
    }
    for (i, a) in ids.iter().enumerate() {
        for (j, b) in ids.iter().enumerate().skip(i + 1) {
            let apart = a.is_disjoint(b) && !a.contains(&None) && !b.contains(&None);
            let text = format!("{} and {} apart", gold.stories[i].id, gold.stories[j].id);
            lines.say("stories", text, apart);
        }
    }
    let of = |id: &str| {
        gold.stories
            .iter()
            .position(|s| s.id == id)
            .map(|i| &ids[i])
    };
    for link in &gold.links {
        let joins = |row: &&headwater::model::StoryLink| {
            let from = of(&link.from).is_some_and(|ids| ids.contains(&Some(row.from.as_str())));
            let to = of(&link.to).is_some_and(|ids| ids.contains(&Some(row.to.as_str())));
            from && to && spelled(row.kind) == link.kind
        };
        let rows: Vec<_> = view
            .case
            .relations
            .story_links
            .iter()
            .filter(joins)
            .collect();
        let text = format!("{} is a {} of {}", link.from, link.kind, link.to);
        lines.say("story links", &text, !rows.is_empty());
        let evidence = || rows.iter().flat_map(|row| &row.evidence);
        let touched = link
            .evidence
            .iter()
            .any(|place| evidence().any(|e| touches(view, place, e)));
        lines.say("story links", text + ": its evidence", touched);
    }
}

fn story_ids<'a>(view: &View<'a>, documents: &[String]) -> BTreeSet<Option<&'a str>> {
    let story = |id: &String| {
        let id = view.id(view.document(id)?);
        let mut stories = view.case.relations.stories.iter();
        stories
            .find(|s| s.documents.iter().any(|d| d.as_str() == id))
            .map(|s| s.id.as_str())
    };
    documents.iter().map(story).collect()
}

/// The name of a unit variant as tables write it.
fn spelled(value: impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_string()
}

fn touches(view: &View, place: &Place, pointer: &Pointer) -> bool {
    view.place(place).is_some_and(|(document, span)| {
        view.id(document) == pointer.document.as_str() && span.overlaps(pointer.span)
    })
}

/// Passages with their witnesses, substance and support.
pub(super) fn passages(view: &View, lines: &mut Lines) {
    for passage in &view.gold.passages {
        let found = collation(view, passage);
        let carried = found.map_or(0, |c| carried(view, passage, c));
        let about = &passage.about;
        let all = passage.witnesses.len();
        lines.say(
            "passages",
            format!("{about} together: {carried} of {all}"),
            carried == all,
        );
        let others = view.gold.passages.iter().filter(|p| p.about != *about);
        let mixed = found.is_some_and(|c| others.clone().any(|p| self::carried(view, p, c) > 0));
        lines.say(
            "passages",
            format!("{about} apart from the others"),
            found.is_some() && !mixed,
        );
        if let Some(wanted) = passage.substance {
            let variants = view.case.relations.variants.iter();
            let mut here = variants.filter(|v| found.is_some_and(|c| c.id == v.collation));
            let shown = here.any(|v| v.class.is_substance());
            let text = format!("{about} differs in substance: {wanted}");
            lines.say("passages", text, found.is_some() && shown == wanted);
        }
        let got = found.and_then(|c| support(view, c));
        let wanted = (
            passage.min.unwrap_or(passage.origins),
            passage.max.unwrap_or(passage.origins),
        );
        let text = format!("{about} rests on {wanted:?}, has {got:?}");
        lines.say("support", text, got == Some(wanted));
    }
}

/// The collation of the right kind that carries most witnesses of a passage.
pub(super) fn collation<'a>(view: &View<'a>, passage: &Passage) -> Option<&'a Collation> {
    let kind = if passage.statement {
        PassageKind::Statement
    } else {
        PassageKind::Quotation
    };
    let of_kind = view
        .case
        .relations
        .collations
        .iter()
        .filter(|c| c.kind == kind);
    let counted = of_kind
        .map(|c| (carried(view, passage, c), c))
        .filter(|(n, _)| *n > 0);
    counted.rev().max_by_key(|(n, _)| *n).map(|(_, c)| c)
}

/// Witnesses of the passage that lie in the collation.
fn carried(view: &View, passage: &Passage, collation: &Collation) -> usize {
    let lies = |place: &&Place| {
        view.place(place).is_some_and(|(document, span)| {
            let here = |w: &&Pointer| w.document.as_str() == view.id(document);
            collation
                .witnesses
                .iter()
                .filter(here)
                .any(|w| share(span, w.span) >= 0.8)
        })
    };
    passage.witnesses.iter().filter(lies).count()
}

/// Interval of independent origins of a collation.
pub(super) fn support(view: &View, collation: &Collation) -> Option<(usize, usize)> {
    let mut rows = view.case.relations.support.iter();
    let row = rows.find(|s| s.collation == collation.id)?;
    Some((row.independent_min, row.independent_max))
}

/// Names of one entity, and names to be kept apart.
pub(super) fn aliases(view: &View, lines: &mut Lines) {
    for group in &view.gold.aliases {
        let heads = view.carriers(&group.name);
        for name in &group.names {
            let both = view
                .carriers(name)
                .iter()
                .any(|e| heads.iter().any(|h| h.id == e.id));
            lines.say("aliases", format!("{} = {name}", group.name), both);
        }
        let typed = heads.iter().any(|e| spelled(e.kind) == group.kind);
        lines.say("aliases", format!("{}: {}", group.name, group.kind), typed);
    }
    for [a, b] in &view.gold.apart {
        let heads = view.carriers(a);
        let both = view
            .carriers(b)
            .iter()
            .any(|e| heads.iter().any(|h| h.id == e.id));
        lines.say(
            "aliases apart",
            format!("{a} | {b}"),
            !heads.is_empty() && !both,
        );
    }
}

/// Differences of substance, and what only looks like one.
pub(super) fn discrepancies(view: &View, lines: &mut Lines) {
    for gold in &view.gold.discrepancies {
        let rows = disagreements(view, gold);
        lines.say(
            "discrepancies",
            format!("{}: sides", gold.about),
            !rows.is_empty(),
        );
        let kinds: Vec<_> = rows.iter().map(|row| row.kind.as_str()).collect();
        let named = kinds
            .iter()
            .any(|kind| gold.kinds.iter().any(|k| k == kind));
        let text = format!("{}: {:?}, has {kinds:?}", gold.about, gold.kinds);
        lines.say("discrepancies", text, named);
        if gold.drift {
            let drift = rows.iter().any(|row| row.drift);
            lines.say("discrepancies", format!("{}: drift", gold.about), drift);
        }
    }
    for gold in &view.gold.agreements {
        let looked = !view.case.relations.discrepancies.is_empty();
        let none = looked && disagreements(view, gold).is_empty();
        lines.say("must not", format!("no discrepancy: {}", gold.about), none);
    }
}

fn disagreements<'a>(
    view: &View<'a>,
    gold: &Discrepancy,
) -> Vec<&'a headwater::model::Discrepancy> {
    let on = |row: &headwater::model::Discrepancy, place: &Place| {
        view.place(place).is_some_and(|(document, span)| {
            let here = row
                .sides
                .iter()
                .filter(|s| s.document.as_str() == view.id(document));
            here.map(|s| s.excerpt.span).any(|s| nested(span, s))
        })
    };
    let rows = view.case.relations.discrepancies.iter();
    rows.filter(|row| gold.sides.iter().all(|place| on(row, place)))
        .collect()
}

/// Edges of the lineage, and documents that have none between them.
pub(super) fn lineage(view: &View, lines: &mut Lines) {
    for gold in &view.gold.lineage {
        let found = edges(view, gold);
        let text = format!("{} to {}", gold.from, gold.to);
        lines.say("lineage", &text, !found.is_empty());
        if let Some(kind) = &gold.kind {
            let right = found.iter().any(|row| spelled(row.kind) == *kind);
            lines.say("lineage", format!("{text}: {kind}"), right);
        }
    }
    for pair in &view.gold.independent {
        let (Some(a), Some(b)) = (view.document(&pair.a), view.document(&pair.b)) else {
            continue;
        };
        let (a, b) = (view.id(a), view.id(b));
        let joins = |row: &&LineageEdge| {
            let ends = (row.from.as_str(), row.to.as_str());
            firm(row) && (ends == (a, b) || ends == (b, a))
        };
        let rows = &view.case.relations.lineage;
        let none = !rows.is_empty() && !rows.iter().any(|row| joins(&row));
        lines.say(
            "must not",
            format!("no edge between {} and {}", pair.a, pair.b),
            none,
        );
    }
}

/// The edge says more than an order in time.
pub(super) fn firm(edge: &LineageEdge) -> bool {
    edge.confidence >= Confidence::Likely && edge.kind != LineageKind::TimeOrder
}

/// Firm edges from a document or a named origin, or from a document of the outlet so named.
pub(super) fn edges<'a>(view: &View<'a>, gold: &Edge) -> Vec<&'a LineageEdge> {
    let to = view.document(&gold.to).map(|d| view.id(d));
    let from = view.document(&gold.from).map(|d| view.id(d));
    let comes = |row: &LineageEdge| {
        let document = view
            .case
            .documents
            .iter()
            .find(|d| d.id.as_str() == row.from);
        let outlet = document.and_then(|d| d.outlet.as_deref());
        from == Some(row.from.as_str())
            || view.is_near_name(&row.from, &gold.from)
            || outlet.is_some_and(|outlet| view.is_near_name(outlet, &gold.from))
    };
    let rows = view.case.relations.lineage.iter().filter(|row| firm(row));
    rows.filter(|row| to == Some(row.to.as_str()) && comes(row))
        .collect()
}
