//! The tables of a case, one row per line of JSON.

use crate::model::{Annotations, Case, Document, DocumentId};
use serde::Serialize;
use serde_json::{Value, json};

/// A table: its name and its rows as JSON Lines.
pub struct Table {
    /// Name in design and file names: 'documents', 'quotations'.
    pub name: &'static str,
    /// One JSON object a line.
    pub rows: Vec<u8>,
}

/// A row that says which document it belongs to.
#[derive(Serialize)]
struct Of<'a, T> {
    document: &'a DocumentId,
    #[serde(flatten)]
    row: T,
}

/// All tables of a case, in the order of the data flow.
pub fn tables(case: &Case) -> Vec<Table> {
    let stories: std::collections::HashMap<_, _> = (case.relations.stories.iter())
        .flat_map(|s| s.documents.iter().map(move |d| (d, &s.id)))
        .collect();
    let documents = case.documents.iter().map(|d| {
        let mut row = serde_json::to_value(d).unwrap_or_default();
        row["story"] = json!(stories.get(&d.id));
        if let Some(row) = row.as_object_mut() {
            row.remove("text");
            row.remove("blocks");
        }
        row
    });
    let r = &case.relations;
    vec![
        table("documents", documents),
        table(
            "texts",
            case.documents
                .iter()
                .map(|d| json!({"document": d.id, "text": d.text})),
        ),
        table(
            "blocks",
            case.documents.iter().flat_map(|d| of(d, &d.blocks)),
        ),
        table("sentences", annotated(case, |a| &a.sentences)),
        table("mentions", annotated(case, |a| &a.mentions)),
        table("times", annotated(case, |a| &a.times)),
        table("quantities", annotated(case, |a| &a.quantities)),
        table("quotations", annotated(case, |a| &a.quotations)),
        table("attributions", annotated(case, |a| &a.attributions)),
        table("reuse", &r.reuse),
        table("stories", &r.stories),
        table("story_links", &r.story_links),
        table("entities", &r.entities),
        table("collations", &r.collations),
        table("variants", &r.variants),
        table("lineage", &r.lineage),
        table("support", &r.support),
        table("discrepancies", &r.discrepancies),
        table("timeline", &r.timeline),
        table("problems", &case.problems),
    ]
}

fn of<'a, T: Serialize>(
    document: &'a Document,
    rows: &'a [T],
) -> impl Iterator<Item = Of<'a, &'a T>> {
    rows.iter().map(|row| Of {
        document: &document.id,
        row,
    })
}

fn annotated<'a, T: Serialize + 'a>(
    case: &'a Case,
    list: impl Fn(&'a Annotations) -> &'a Vec<T> + 'a,
) -> impl Iterator<Item = Of<'a, &'a T>> {
    case.documents
        .iter()
        .zip(&case.annotations)
        .flat_map(move |(d, a)| of(d, list(a)))
}

fn table<T: Serialize>(name: &'static str, rows: impl IntoIterator<Item = T>) -> Table {
    let mut bytes = Vec::new();
    for row in rows {
        if serde_json::to_writer(&mut bytes, &row).is_ok() {
            bytes.push(b'\n');
        }
    }
    Table { name, rows: bytes }
}

/// The record that `headwater annotate` prints: id, text and all annotations.
pub fn record(document: &Document, annotations: &Annotations) -> Value {
    let mut row = serde_json::to_value(annotations).unwrap_or_default();
    row["id"] = json!(document.id);
    row["text"] = json!(document.text);
    row
}
