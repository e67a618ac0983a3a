//! All stages in order: the only module that names them all.

use crate::annotate::name::model::{Model, shipped};
use crate::model::{Annotations, Case, Decision, Document, Place, Problem, Raw, Story};
use crate::relate::Pile;
use crate::relate::entity::Decided;
use crate::relate::workers::Workers;
use crate::{annotate, clean, relate};
use std::collections::HashMap;

/// The file of a case in which the user decides about names.
pub const DECISIONS: &str = "decisions.jsonl";

/// Cleans and annotates one document. Pure, so documents can be prepared in parallel.
pub fn prepare(raw: Raw) -> (Document, Annotations) {
    prepare_with(raw, shipped())
}

/// The same with a name model of the user's own.
pub fn prepare_with(raw: Raw, names: &Model) -> (Document, Annotations) {
    let document = clean::clean(raw);
    let annotations = annotate::annotate_with(&document, names);
    (document, annotations)
}

/// Relates prepared documents, given in any order, as the user's decisions allow.
pub fn assemble(
    prepared: Vec<(Document, Annotations)>,
    mut problems: Vec<Problem>,
    decisions: Vec<Decision>,
    workers: Workers,
) -> Case {
    let (mut documents, mut annotations) = in_order(prepared);
    relate::furniture::mark(&mut documents, &mut annotations, workers);
    let mut pile = Pile::new(documents, annotations, workers);
    let (decided, conflicts) = Decided::new(&decisions, DECISIONS);
    pile.decided = decided;
    problems.extend(conflicts);
    problems.sort();
    let relations = relate::relate(&mut pile);
    Case {
        documents: pile.documents,
        annotations: pile.annotations,
        relations,
        problems,
        decisions,
    }
}

/// Prepared documents in order of id, every id and the same bytes once.
fn in_order(mut prepared: Vec<(Document, Annotations)>) -> (Vec<Document>, Vec<Annotations>) {
    prepared = without_copies(prepared);
    prepared.sort_by(|(a, _), (b, _)| (&a.id, &a.path, a.record).cmp(&(&b.id, &b.path, b.record)));
    distinct_ids(prepared).into_iter().unzip()
}

/// The same bytes read in several places are one document, that of the first path, and its copies.
fn without_copies(mut prepared: Vec<(Document, Annotations)>) -> Vec<(Document, Annotations)> {
    let place = |d: &Document| Place {
        path: d.path.clone(),
        record: d.record,
    };
    prepared.sort_by_cached_key(|(d, _)| (d.hash.clone(), d.id.clone(), place(d)));
    prepared.dedup_by(|(copy, _), (kept, _)| {
        let same = !copy.hash.is_empty() && (&copy.hash, &copy.id) == (&kept.hash, &kept.id);
        if same {
            kept.copies.push(place(copy));
        }
        same
    });
    prepared
}

/// Groups cleaned documents, given in any order, into stories; annotates nothing.
pub fn stories(documents: Vec<Document>, workers: Workers) -> Vec<Story> {
    let bare = |document| (document, Annotations::default());
    let (mut documents, mut bare) = in_order(documents.into_iter().map(bare).collect());
    relate::furniture::mark(&mut documents, &mut bare, workers);
    relate::story::alone(&documents, workers)
}

/// Documents that came with the same id get `id`, `id~2`, `id~3` … in order of path and record.
fn distinct_ids(prepared: Vec<(Document, Annotations)>) -> Vec<(Document, Annotations)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    prepared
        .into_iter()
        .map(|(mut document, mut annotations)| {
            let count = seen.entry(document.id.to_string()).or_default();
            *count += 1;
            if *count > 1 {
                let id = format!("{}~{count}", document.id);
                document.id = id.as_str().into();
                for (n, quotation) in annotations.quotations.iter_mut().enumerate() {
                    quotation.id = format!("{id}:q{}", n + 1);
                }
            }
            (document, annotations)
        })
        .collect()
}
