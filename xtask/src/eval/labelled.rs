//! Documents of the shared sets of which our gold labels places, by bytes of their text.

use crate::input;
use headwater::model::{Annotations, Document, Span};
use headwater::pipeline;
use headwater::read::Options;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Documents with their annotations, by id.
type Annotated = BTreeMap<String, (Document, Annotations)>;

/// The documents by id, annotated as `headwater annotate` does; `None` where a set is absent.
pub fn annotated(root: &Path, wanted: &[(&str, &str)]) -> Result<Option<Annotated>, String> {
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    let mut by_set: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for &(set, document) in wanted {
        by_set.entry(set).or_default().insert(document);
    }
    let mut found = BTreeMap::new();
    for (set, documents) in by_set {
        let folder = root.join("../shared/data").join(set);
        // Where the records are pages, the text that their gold gives.
        let texts = ["input.jsonl", "gold.jsonl"].map(|name| folder.join(name));
        let Some(path) = texts.iter().find(|path| path.exists()) else {
            return Ok(None);
        };
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in text.lines() {
            let Id { id } = serde_json::from_str(line).map_err(|e| e.to_string())?;
            if !documents.contains(id.as_str()) {
                continue;
            }
            for raw in input::raws("input.jsonl", line.as_bytes(), Options::default()) {
                found.insert(id.clone(), pipeline::prepare(raw));
            }
        }
        if let Some(absent) = documents.iter().find(|id| !found.contains_key(**id)) {
            return Err(format!("{}: no document {absent}", path.display()));
        }
    }
    Ok(Some(found))
}

/// The place that 'START..END' names.
pub fn span(place: &str) -> Result<Span, String> {
    let ends = place.split_once("..").ok_or(place)?;
    let [start, end] = [ends.0, ends.1].map(|n| n.parse().map_err(|_| place.to_string()));
    Ok(Span::new(start?, end?))
}
