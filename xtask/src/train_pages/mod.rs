//! Learns which lines of a page are its article: `cargo xtask train-pages SET...`.
//!
//! A set is a folder with `input.jsonl.gz` (`id`, `html`) and `gold.jsonl` (`text` of the article,
//! or snippets that it must hold, `with`, and must not hold, `without`). Only figures go into the
//! model: no word of a page is kept. With `--cross FILE`, every page is judged by a model fitted on
//! other pages, and the article's text goes to FILE.

pub mod boost;
pub mod label;

use crate::input;
use boost::{Rows, Settings};
use headwater::clean::html::forest::Forest;
use headwater::clean::html::judge::Observed;
use headwater::model::Role;
use headwater::read::Options;
use label::Label;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Parts of the pages; each is judged at the first look by a model of the others.
const FOLDS: usize = 4;

const FIRST: Settings = Settings {
    trees: 70,
    depth: 5,
    rate: 0.2,
    used: 30,
    seed: 1,
};
const SECOND: Settings = Settings {
    trees: 110,
    depth: 6,
    rate: 0.12,
    used: 30,
    seed: 2,
};

struct Sample {
    id: String,
    seen: Observed,
    labels: Vec<Label>,
    fold: usize,
}

/// Fits the model on the named sets and writes it to `out`.
pub fn run(arguments: &[String], out: &Path) -> Result<(), Box<dyn Error>> {
    let cross = arguments.iter().position(|a| a == "--cross");
    let (sets, file) = match cross {
        Some(at) => {
            let file = arguments.get(at + 1).ok_or("--cross needs a file")?;
            (
                [&arguments[..at], &arguments[at + 2..]].concat(),
                Some(file),
            )
        }
        None => (arguments.to_vec(), None),
    };
    let mut samples = Vec::new();
    for set in &sets {
        read_set(Path::new(set), &mut samples)?;
    }
    eprintln!("{} pages", samples.len());
    match file {
        Some(file) => fs::write(file, judge_across(&samples)?)?,
        None => fs::write(out, fit(&samples.iter().collect::<Vec<_>>()).text(&sets))?,
    }
    Ok(())
}

fn read_set(set: &Path, samples: &mut Vec<Sample>) -> Result<(), Box<dyn Error>> {
    let gold = input::gold(set)?;
    for raw in input::file(&set.join("input.jsonl.gz"), Options::default())? {
        let id = raw.stated.id.unwrap_or_default();
        let Some(gold) = gold.iter().find(|g| g["id"] == id.as_str()) else {
            continue;
        };
        let seen = Observed::new(&raw.text);
        let labels = label::labels(&seen.lines(), gold);
        // Pages of one outlet stay together: the name up to the last dot, else the host.
        let host = raw
            .stated
            .url
            .as_deref()
            .and_then(|url| url.split('/').nth(2));
        let outlet = host.unwrap_or(id.rsplit_once('.').map_or(id.as_str(), |(o, _)| o));
        let fold = outlet
            .bytes()
            .fold(7usize, |h, b| h.wrapping_mul(31) + usize::from(b))
            % FOLDS;
        samples.push(Sample {
            id,
            seen,
            labels,
            fold,
        });
    }
    Ok(())
}

/// The trees of both looks as text.
struct Fitted {
    first: String,
    second: String,
}

impl Fitted {
    fn text(&self, sets: &[String]) -> String {
        let names = sets.iter().map(|s| s.rsplit('/').next().unwrap_or(s));
        let names = names.collect::<Vec<_>>().join(", ");
        format!(
            "# Written by `cargo xtask train-pages`. Figures only; fitted on: {names}\n{}---\n{}",
            self.first, self.second
        )
    }
}

fn forest(text: &str) -> Forest {
    Forest::read(text.lines()).unwrap_or_default()
}

fn rows<'a>(samples: &[&'a Sample]) -> Rows<'a> {
    let mut rows = Rows::default();
    for sample in samples {
        for (row, label) in sample.seen.first().into_iter().zip(&sample.labels) {
            rows.add(row.into(), *label);
        }
    }
    rows
}

/// The first look's judgement of every line of one page.
fn first_scores(forest: &Forest, sample: &Sample) -> Vec<f32> {
    let rows = sample.seen.first();
    rows.into_iter().map(|row| forest.score(row)).collect()
}

/// Fits both looks; the second on judgements of pages that the first had not seen.
fn fit(samples: &[&Sample]) -> Fitted {
    let mut second = Rows::default();
    for fold in 0..FOLDS {
        let (inside, others): (Vec<_>, Vec<_>) = samples.iter().partition(|s| s.fold == fold);
        let first = forest(&boost::fit(&rows(&others), &FIRST));
        for sample in inside {
            let scores = first_scores(&first, sample);
            for (row, label) in sample.seen.second(&scores).into_iter().zip(&sample.labels) {
                second.add(row.into(), *label);
            }
        }
    }
    Fitted {
        first: boost::fit(&rows(samples), &FIRST),
        second: boost::fit(&second, &SECOND),
    }
}

/// The article's text of every page, judged by a model of the pages of other outlets.
fn judge_across(samples: &[Sample]) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for fold in 0..FOLDS {
        let (inside, others): (Vec<_>, Vec<_>) = samples.iter().partition(|s| s.fold == fold);
        let fitted = fit(&others);
        let (first, second) = (forest(&fitted.first), forest(&fitted.second));
        for sample in inside {
            let rows = sample.seen.second(&first_scores(&first, sample));
            let scores: Vec<f32> = rows.iter().map(|row| second.score(row)).collect();
            let roles = sample.seen.roles(&scores);
            let lines = sample.seen.lines();
            let of = |wanted: &[Role]| -> String {
                let lines = lines.iter().zip(&roles);
                let lines = lines.filter(|(_, role)| wanted.contains(role));
                let lines: Vec<&str> = lines.map(|(line, _)| *line).collect();
                lines.join("\n")
            };
            let record = serde_json::json!({
                "id": sample.id,
                "text": of(&[Role::Body, Role::Summary]),
                "comments": of(&[Role::Comment]),
            });
            writeln!(out, "{record}")?;
        }
        eprintln!("part {} of {FOLDS}", fold + 1);
    }
    Ok(out)
}
