//! `cargo xtask calibrate speakers`: of so many decisions of each step that names speakers, so many are right.
//!
//! Three kinds of labelled news count: our judgements in `gold/speakers.toml`, the persons that the
//! annotators of `basil-even` resolved, and the sources of `polnear-dev` that spell a name. Only
//! counts come out; they go into `lang/en/speakers.toml`.

use crate::input;
use headwater::model::{Annotations, Document, Quotation, Span};
use headwater::pipeline;
use headwater::read::Options;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct File {
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    set: String,
    document: String,
    content: String,
    name: String,
    right: bool,
    half: String,
}

/// Right and all, by source of the labels and step.
type Counts = BTreeMap<(String, String), (u32, u32)>;

/// Prints the counts by source, and their sums as rows of `speakers.toml`.
pub fn run(root: &Path) -> Result<(), Box<dyn Error>> {
    let mut counts = Counts::new();
    let shared = root.join("../shared/data");
    judged(root, &shared, &mut counts)?;
    resolved(&shared.join("basil-even"), &mut counts)?;
    spelled(&shared.join("polnear-dev"), &mut counts)?;
    let mut sums: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for ((source, step), (right, all)) in &counts {
        println!("# {source:<16}{step:<16}{right:>6} of {all}");
        // The judged half that the steps were mended on flatters.
        if source != "judged, read" {
            let sum = sums.entry(step).or_default();
            *sum = (sum.0 + right, sum.1 + all);
        }
    }
    for (step, (right, of)) in sums {
        println!("{step} = {{ right = {right}, of = {of} }}");
    }
    Ok(())
}

fn judged(root: &Path, shared: &Path, counts: &mut Counts) -> Result<(), Box<dyn Error>> {
    let file: File = toml::from_str(&fs::read_to_string(root.join("gold/speakers.toml"))?)?;
    let mut by_set: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &file.rows {
        by_set.entry(&row.set).or_default().push(row);
    }
    for (set, rows) in by_set {
        each(&shared.join(set), |id, document, annotations| {
            for row in rows.iter().filter(|row| row.document == id) {
                let (content, name) = (span(&row.content), span(&row.name));
                let known = name.of(&document.text);
                let said = quotation(annotations, content);
                let Some((said, speaker)) = said.and_then(|q| Some((q, q.speaker.as_ref()?)))
                else {
                    continue;
                };
                let same = shares_word(known, speaker);
                // Somebody else than the one judged wrong may be right.
                if row.right || same {
                    count(
                        counts,
                        &format!("judged, {}", row.half),
                        said,
                        same && row.right,
                    );
                }
            }
        })?;
    }
    Ok(())
}

fn resolved(set: &Path, counts: &mut Counts) -> Result<(), Box<dyn Error>> {
    let gold = gold(set)?;
    each(set, |id, _, annotations| {
        let labels = gold.get(id).and_then(|g| g["speakers"].as_array());
        for label in labels
            .into_iter()
            .flatten()
            .filter(|l| l["kind"] == "person")
        {
            let said = quotation(annotations, place(label));
            let Some((said, speaker)) = said.and_then(|q| Some((q, q.speaker.as_ref()?))) else {
                continue;
            };
            let names = label["names"].as_array().into_iter().flatten();
            let right = names
                .filter_map(Value::as_str)
                .any(|n| shares_word(n, speaker));
            count(counts, "basil-even", said, right);
        }
    })
}

fn spelled(set: &Path, counts: &mut Counts) -> Result<(), Box<dyn Error>> {
    let gold = gold(set)?;
    each(set, |id, _, annotations| {
        let labels = gold.get(id).and_then(|g| g["attributions"].as_array());
        for label in labels.into_iter().flatten() {
            let (source, content) = (&label["source"][0], &label["content"][0]);
            let words = source["text"].as_str().unwrap_or_default();
            // Where we read a pronoun or a description, we and the annotator mean different words.
            let named = words
                .split(' ')
                .skip(1)
                .any(|w| w.starts_with(char::is_uppercase));
            const BY_NAME: &[&str] = &["name", "following", "continuation", "subject"];
            let said = quotation(annotations, place(content)).filter(|_| named);
            let said = said.filter(|q| BY_NAME.contains(&q.speaker_how.as_str()));
            let Some((said, speaker)) = said.and_then(|q| Some((q, q.speaker.as_ref()?))) else {
                continue;
            };
            count(counts, "polnear-dev", said, shares_word(words, speaker));
        }
    })
}

fn count(counts: &mut Counts, source: &str, said: &Quotation, right: bool) {
    let key = (source.to_string(), said.speaker_how.to_string());
    let (rights, all) = counts.entry(key).or_default();
    *rights += u32::from(right);
    *all += 1;
}

/// The quotation that holds most of a span, if that is half of it.
fn quotation(annotations: &Annotations, span: Span) -> Option<&Quotation> {
    let shared = |q: &&Quotation| {
        let parts = q.contents.iter().map(|e| {
            let (start, end) = (e.span.start.max(span.start), e.span.end.min(span.end));
            end.saturating_sub(start)
        });
        parts.sum::<usize>()
    };
    let best = annotations.quotations.iter().max_by_key(shared)?;
    (2 * shared(&best) >= span.len()).then_some(best)
}

/// Two names share a word of three letters or more that is no title.
fn shares_word(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase);
        words.filter(|w| w.chars().count() > 2).collect()
    };
    let (a, b) = (words(a), words(b));
    a.iter().any(|word| b.contains(word))
}

/// Calls `look` with each document of a set.
fn each(
    set: &Path,
    mut look: impl FnMut(&str, &Document, &Annotations),
) -> Result<(), Box<dyn Error>> {
    let options = Options {
        plain_body: true,
        ..Options::default()
    };
    for raw in input::file(&set.join("input.jsonl"), options)? {
        let (document, annotations) = pipeline::prepare(raw);
        look(&document.id.to_string(), &document, &annotations);
    }
    Ok(())
}

/// Lines of a gold file by document.
fn gold(set: &Path) -> Result<BTreeMap<String, Value>, Box<dyn Error>> {
    let id = |row: &Value| row["id"].as_str().unwrap_or_default().to_string();
    let rows = input::gold(set)?.into_iter();
    Ok(rows.map(|row| (id(&row), row)).collect())
}

fn place(value: &Value) -> Span {
    let at = |key: &str| value[key].as_u64().unwrap_or(0) as usize;
    Span::new(at("start"), at("end"))
}

fn span(place: &str) -> Span {
    let (start, end) = place.split_once("..").unwrap_or((place, place));
    let [start, end] = [start, end].map(|n| n.parse().unwrap_or(0));
    Span::new(start, end)
}
