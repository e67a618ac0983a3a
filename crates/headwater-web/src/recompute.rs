//! Support of one collation without some edges of the lineage.

use headwater::model::{Case, Collation, DocumentId, Support};
use headwater::relate::part::part;
use headwater::relate::what_if::{Question, ask};
use headwater::relate::workers::Workers;
use std::collections::BTreeSet;

/// On how many origins `collation` would rest without `edges`. Looks only at the documents that
/// carry it and at those that they took from.
pub fn support(case: &Case, collation: &Collation, edges: &BTreeSet<String>) -> Option<Support> {
    let carriers: BTreeSet<&DocumentId> = collation.witnesses.iter().map(|w| &w.document).collect();
    let lineage = case.relations.lineage.iter();
    let sources: BTreeSet<&str> = lineage
        .filter(|e| e.from_document && carriers.contains(&e.to))
        .map(|e| e.from.as_str())
        .collect();
    let near = part(case, |d| {
        carriers.contains(&d.id) || sources.contains(d.id.as_str())
    });
    let question = Question {
        without_edges: edges.clone(),
        ..Question::default()
    };
    let answer = ask(&near, &question, Workers::ALONE);
    let mut rows = answer.case.relations.support.into_iter();
    rows.find(|s| s.collation == collation.id)
}
