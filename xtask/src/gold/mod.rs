//! Gold: what a careful reader finds in a pile, and whether a case says the same.
//!
//! `gold/sample.toml` and `gold/piles/*.toml` have one format. A place is named by its exact
//! words, so that gold can be read and mended by hand.

mod calibrate;
mod documents;
mod figures;
mod relations;
mod view;

pub use calibrate::rules;
pub use figures::figures;

use crate::input;
use headwater::model::{Case, TimeModifier};
use headwater::read::Options;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use view::View;

/// A pile and the truth about it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gold {
    /// Name of its file, without extension.
    #[serde(skip)]
    pub name: String,
    /// What the pile is about and which trap it sets.
    pub about: String,
    /// Folder of the documents, from the root of the workspace; absent when they stand here.
    pub input: Option<PathBuf>,
    documents: Vec<Document>,
    stories: Vec<Story>,
    links: Vec<Link>,
    passages: Vec<Passage>,
    aliases: Vec<Alias>,
    apart: Vec<[String; 2]>,
    discrepancies: Vec<Discrepancy>,
    agreements: Vec<Discrepancy>,
    lineage: Vec<Edge>,
    independent: Vec<Apart>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Document {
    /// Id, or end of the path.
    id: String,
    title: Option<String>,
    /// Absent: none may be claimed.
    outlet: Option<String>,
    authors: Vec<String>,
    /// ISO day; absent: no day may be claimed.
    published: Option<String>,
    /// The day follows from other documents and may not be called stated.
    inferred: bool,
    updated: Option<String>,
    not_published: Option<String>,
    /// The article, when the pile stands in the gold file; title, outlet and day are then input.
    text: Option<String>,
    summary: Vec<Words>,
    body: Vec<Words>,
    caption: Vec<Words>,
    correction: Vec<Words>,
    comment: Vec<Words>,
    not_body: Vec<Words>,
    /// Words of the file that are no text at all.
    absent: Vec<String>,
    /// How many reader comments there are.
    comments: Option<usize>,
    quotations: Vec<Quotation>,
    not_quotations: Vec<Words>,
    attributions: Vec<Attribution>,
    times: Vec<Time>,
}

/// Words of a document, and which of their occurrences.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Words {
    First(String),
    Nth { text: String, nth: usize },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Quotation {
    text: String,
    #[serde(default = "one")]
    nth: usize,
    speaker: String,
    via: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Attribution {
    text: String,
    #[serde(default = "one")]
    nth: usize,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    text: String,
    #[serde(default = "one")]
    nth: usize,
    /// TIMEX3 value, or the day or interval that it means.
    value: String,
    #[serde(rename = "mod")]
    modifier: Option<TimeModifier>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    id: String,
    documents: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    from: String,
    to: String,
    kind: String,
    /// One of these must be touched by a row's evidence.
    evidence: Vec<Place>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    document: String,
    text: String,
    #[serde(default = "one")]
    nth: usize,
}

/// One passage in all its witnesses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Passage {
    about: String,
    /// In the outlets' own voice, not in quotation marks.
    #[serde(default)]
    statement: bool,
    /// How many independent origins it truly rests on.
    origins: usize,
    /// How many of them the documents show; absent: all.
    min: Option<usize>,
    /// How many the documents leave possible; absent: no more than there are.
    max: Option<usize>,
    /// Whether the witnesses differ in substance; absent: not asked.
    substance: Option<bool>,
    witnesses: Vec<Place>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alias {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Discrepancy {
    about: String,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    drift: bool,
    sides: Vec<Place>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edge {
    /// Document, or name of an outside origin.
    from: String,
    to: String,
    kind: Option<String>,
}

/// Two documents of which neither took from the other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    a: String,
    b: String,
}

fn one() -> usize {
    1
}

impl Words {
    fn text(&self) -> &str {
        match self {
            Words::First(text) | Words::Nth { text, .. } => text,
        }
    }

    fn nth(&self) -> usize {
        match self {
            Words::First(_) => 1,
            Words::Nth { nth, .. } => *nth,
        }
    }
}

/// One expectation, and whether it holds.
pub struct Line {
    /// What it is about: `speakers`, `support`.
    pub section: &'static str,
    /// The expectation in words.
    pub text: String,
    /// The case says so.
    pub holds: bool,
}

/// Lines that have been checked so far.
#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn say(&mut self, section: &'static str, text: impl Into<String>, holds: bool) {
        self.0.push(Line {
            section,
            text: text.into(),
            holds,
        });
    }
}

/// Reads a gold file.
pub fn load(path: &Path) -> Result<Gold, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    parse(&name, &text)
}

/// A gold file from its text.
pub fn parse(name: &str, text: &str) -> Result<Gold, String> {
    let mut gold: Gold = toml::from_str(text).map_err(|e| format!("{name}: {e}"))?;
    gold.name = name.into();
    Ok(gold)
}

/// The gold files of a folder, in order of name.
pub fn piles(folder: &Path) -> Result<Vec<Gold>, String> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    paths.sort();
    paths.iter().map(|path| load(path)).collect()
}

/// Runs the pipeline over the documents of a gold file.
pub fn run(gold: &Gold, root: &Path) -> Result<Case, String> {
    let raws = match &gold.input {
        Some(folder) => {
            let mut paths: Vec<_> = fs::read_dir(root.join(folder))
                .map_err(|e| format!("{}: {e}", folder.display()))?
                .flatten()
                .map(|entry| entry.path())
                .collect();
            paths.sort();
            let mut raws = Vec::new();
            for path in paths {
                raws.extend(input::file(&path, Options::default())?);
            }
            raws
        }
        None => input::raws("pile.jsonl", records(gold).as_bytes(), Options::default()),
    };
    Ok(input::case(raws))
}

/// The documents of a pile as JSON Lines.
fn records(gold: &Gold) -> String {
    let record = |d: &Document| {
        let text = d.text.as_deref().map(str::trim);
        let row = serde_json::json!({"id": d.id, "title": d.title, "text": text,
            "outlet": d.outlet, "date": d.published, "authors": d.authors});
        format!("{row}\n")
    };
    gold.documents.iter().map(record).collect()
}

/// Every expectation of the gold, checked against the case.
pub fn lines(gold: &Gold, case: &Case) -> Vec<Line> {
    let view = View::new(gold, case);
    let mut lines = Lines::default();
    for document in gold.documents.iter().filter(|d| d.text.is_none()) {
        documents::metadata(&view, document, &mut lines);
        documents::blocks(&view, document, &mut lines);
    }
    for document in &gold.documents {
        documents::quotations(&view, document, &mut lines);
        documents::attributions(&view, document, &mut lines);
        documents::times(&view, document, &mut lines);
    }
    relations::stories(&view, &mut lines);
    relations::passages(&view, &mut lines);
    relations::aliases(&view, &mut lines);
    relations::discrepancies(&view, &mut lines);
    relations::lineage(&view, &mut lines);
    lines.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }

    /// The sample shows what we promise: all that a careful reader finds there is found.
    #[test]
    fn every_line_of_the_sample_holds() {
        let gold = load(&root().join("gold/sample.toml")).expect("sample gold");
        let case = run(&gold, root()).expect("documents");
        let lines = lines(&gold, &case);
        let missed: Vec<String> = (lines.iter().filter(|line| !line.holds))
            .map(|line| format!("{}: {}", line.section, line.text))
            .collect();
        assert!(lines.len() > 300, "{} lines", lines.len());
        assert!(missed.is_empty(), "{missed:#?}");
    }

    /// Every place that gold names stands in its document, in the sample and in every pile.
    #[test]
    fn places_exist() {
        let sample = load(&root().join("gold/sample.toml")).expect("sample gold");
        let mut golds = piles(&root().join("gold/piles")).expect("piles");
        let made = root().join("gold/piles/made");
        golds.extend(piles(&made).expect("made piles"));
        golds.push(sample);
        for gold in &golds {
            let case = run(gold, root()).expect("documents");
            let missing = View::new(gold, &case).missing();
            assert!(missing.is_empty(), "{}: {missing:#?}", gold.name);
            assert!(
                !gold.about.is_empty(),
                "{}: says not what it is about",
                gold.name
            );
        }
    }
}
