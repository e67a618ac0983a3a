//! All stages in order: the only module that names them all.

use crate::annotate::name::model::{Model as Names, shipped};
use crate::model::{Annotations, Case, Decision, Document, DocumentId, Place, Problem, Raw, Story};
use crate::relate::Pile;
use crate::relate::entity::Decided;
use crate::relate::story::score::Model;
use crate::relate::story::stream::{Sight, TOLD};
use crate::relate::workers::Workers;
use crate::{annotate, clean, relate};
use compact_str::format_compact;
use std::collections::HashMap;

/// The file of a case in which the user decides about names.
pub const DECISIONS: &str = "decisions.jsonl";

/// Cleans and annotates one document. Pure, so documents can be prepared in parallel.
pub fn prepare(raw: Raw) -> (Document, Annotations) {
    prepare_with(raw, shipped())
}

/// The same with a name model of the user's own.
pub fn prepare_with(raw: Raw, names: &Names) -> (Document, Annotations) {
    let mut document = clean::clean(raw);
    let mut annotations = annotate::annotate_with(&document, names);
    document.shrink();
    annotations.shrink();
    (document, annotations)
}

/// Cleans one document.
pub fn document(raw: Raw) -> Document {
    let mut document = clean::clean(raw);
    document.shrink();
    document
}

/// Cleans one document and takes what a stream of stories needs of it: its id and its words.
pub fn sight(raw: Raw) -> (String, Sight) {
    let document = clean::clean(raw);
    let words = relate::terms::words(&document);
    (document.id.to_string(), Sight::new(&document, words))
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

/// A document of a story, and why it stands there.
pub struct Member {
    /// Its id.
    pub id: DocumentId,
    /// Id of its story.
    pub story: String,
    /// Where asked for, the document of the story that it is nearest to, and the terms that say so.
    pub joined: Option<(DocumentId, String)>,
}

/// Groups cleaned documents, given in any order, into stories; annotates nothing. Why each stands
/// there is told where `explain` asks for it.
pub fn stories(documents: Vec<Document>, explain: bool, workers: Workers) -> Vec<Member> {
    let bare = |document| (document, Annotations::default());
    let (mut documents, mut bare) = in_order(documents.into_iter().map(bare).collect());
    relate::furniture::mark(&mut documents, &mut bare, workers);
    let (stories, grouped) = relate::story::alone(&documents, explain, workers);
    let at = |id: &DocumentId| documents.binary_search_by(|d| d.id.cmp(id)).ok();
    let joined = |id: &DocumentId| {
        let pair = grouped.joined[at(id)?].as_ref()?;
        let because = Model::shipped().because(&pair.features, TOLD);
        Some((documents[pair.a].id.clone(), because))
    };
    let member = |story: &Story, id: &DocumentId| Member {
        joined: joined(id),
        id: id.clone(),
        story: story.id.to_string(),
    };
    let of = |story: &Story| -> Vec<Member> {
        story.documents.iter().map(|id| member(story, id)).collect()
    };
    stories.iter().flat_map(of).collect()
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
                    quotation.id = format_compact!("{id}:q{}", n + 1);
                }
            }
            (document, annotations)
        })
        .collect()
}
