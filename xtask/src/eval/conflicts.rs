//! Number and date conflicts against pairs of places labelled by hand in `gold/conflicts.toml`.
//!
//! The texts stand beside the workspace; the file holds ids, byte offsets and verdicts only.

use super::Figure;
use crate::input;
use headwater::model::{Case, Document, Modifier, Span};
use headwater::read::Options;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    sets: Vec<Set>,
}

/// Pairs in one set of `../shared/data`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    name: String,
    pairs: Vec<Pair>,
}

/// A document with start and end, another, and the verdict: `conflict`, `update` or `none`.
#[derive(Deserialize)]
struct Pair(String, usize, usize, String, usize, usize, String);

/// What fired and what should have.
#[derive(Default)]
struct Counts {
    fired: usize,
    right: usize,
    conflicts: usize,
}

/// Precision and recall; nothing when the texts are absent.
pub fn measure(root: &Path, misses: bool) -> Result<Vec<Figure>, String> {
    let path = root.join("gold/conflicts.toml");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let gold: Gold = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut counts = Counts::default();
    for set in &gold.sets {
        let input = root.join(format!("../shared/data/{}/input.jsonl", set.name));
        if !input.exists() {
            println!("conflicts: {} skipped, its input is absent", set.name);
            continue;
        }
        let case = case(&input, set)?;
        for pair in &set.pairs {
            judge(&case, pair, &mut counts, misses);
        }
    }
    if counts.conflicts == 0 {
        return Ok(Vec::new());
    }
    let figure = |measure: &str, right: usize, of: usize| Figure {
        set: "conflicts".into(),
        measure: measure.into(),
        value: 100.0 * right as f64 / of.max(1) as f64,
    };
    println!(
        "conflicts: {} pairs, {} conflicts, {} fired, {} right",
        gold.sets.iter().map(|s| s.pairs.len()).sum::<usize>(),
        counts.conflicts,
        counts.fired,
        counts.right
    );
    Ok(vec![
        figure("precision", counts.right, counts.fired),
        figure("recall", counts.right, counts.conflicts),
    ])
}

/// The case of the documents that the pairs are about.
fn case(input: &Path, set: &Set) -> Result<Case, String> {
    let ids: BTreeSet<&str> = set
        .pairs
        .iter()
        .flat_map(|p| [p.0.as_str(), p.3.as_str()])
        .collect();
    let text = fs::read_to_string(input).map_err(|e| format!("{}: {e}", input.display()))?;
    let wanted = |line: &&str| {
        let row: Option<serde_json::Value> = serde_json::from_str(line).ok();
        row.is_some_and(|row| row["id"].as_str().is_some_and(|id| ids.contains(id)))
    };
    let rows: Vec<&str> = text.lines().filter(wanted).collect();
    let rows = rows.join("\n");
    let raws = input::raws("pile.jsonl", rows.as_bytes(), Options::default());
    Ok(input::case(raws))
}

/// Both places bound an amount, one from below and one from above.
fn are_opposite(case: &Case, places: &[(&String, Span); 2]) -> bool {
    let bounds = |(document, span): &(&String, Span), low: [Modifier; 2]| {
        let of = |d: &&Document| d.id.as_str() == document.as_str();
        let index = case.documents.iter().position(|d| of(&d));
        let quantities = index.map(|n| &case.annotations[n].quantities);
        let mut quantities = quantities.into_iter().flatten();
        quantities.any(|q| q.excerpt.span.overlaps(*span) && low.contains(&q.modifier))
    };
    let below = [Modifier::AtLeast, Modifier::MoreThan];
    let above = [Modifier::AtMost, Modifier::LessThan];
    let [a, b] = places;
    bounds(a, below) && bounds(b, above) || bounds(a, above) && bounds(b, below)
}

fn judge(case: &Case, pair: &Pair, counts: &mut Counts, misses: bool) {
    let Pair(a, start_a, end_a, b, start_b, end_b, verdict) = pair;
    let places = [
        (a, Span::new(*start_a, *end_a)),
        (b, Span::new(*start_b, *end_b)),
    ];
    let mut rows = case.relations.discrepancies.iter();
    let fired = rows.any(|row| {
        // A hedge that a copy lost is drift: both may be right. 'Over' and 'nearly' of one amount are not.
        let conflict = match row.kind.as_str() {
            "number" | "time" => true,
            "bound" => !row.drift || are_opposite(case, &places),
            _ => false,
        };
        let touches = |(document, span): &(&String, Span)| {
            let mut sides = row.sides.iter();
            sides.any(|s| s.document.as_str() == *document && s.excerpt.span.overlaps(*span))
        };
        conflict && places.iter().all(touches)
    });
    let conflict = verdict == "conflict";
    counts.conflicts += usize::from(conflict);
    counts.fired += usize::from(fired);
    counts.right += usize::from(fired && conflict);
    if misses && fired != conflict {
        let what = if fired { "wrong" } else { "missed" };
        println!("----- conflicts: {what}: {a} {start_a}, {b} {start_b}: {verdict}");
    }
}
