//! Learns the weights of the story model from labelled piles: `cargo xtask train-stories SET...`.
//!
//! A set is a folder with `input.jsonl` and `gold.jsonl` (lines of `id` and `story`). Only figures
//! go into the model: no word of a set is kept. With `--cross`, every set is scored by a model
//! fitted on the others, and nothing is written.

use headwater::model::Document;
use headwater::relate::story::cluster::{Edge, average_linkage};
use headwater::relate::story::score::{Features, Model, NAMES, Pair};
use headwater::relate::{reuse, story, terms::Terms};
use headwater::{clean, read};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Features and the constant.
const SIZE: usize = NAMES.len() + 1;
const RIDGE: f64 = 1e-3;
const STEPS: usize = 12;

struct Set {
    name: String,
    gold: Vec<usize>,
    pairs: Vec<Pair>,
}

/// Trains on the sets and writes the weights to `output`, or scores across sets.
pub fn run(arguments: &[String], output: &Path) -> Result<(), Box<dyn Error>> {
    let (flags, paths): (Vec<_>, Vec<_>) = arguments.iter().partition(|a| a.starts_with("--"));
    let sets: Vec<Set> = paths
        .iter()
        .map(|p| load(Path::new(p)))
        .collect::<Result<_, _>>()?;
    if flags.iter().any(|f| *f == "--cross") {
        for (n, set) in sets.iter().enumerate() {
            let others: Vec<&Set> = (0..sets.len())
                .filter(|&i| i != n)
                .map(|i| &sets[i])
                .collect();
            report(&fit(&others), &[set]);
        }
        return Ok(());
    }
    let all: Vec<&Set> = sets.iter().collect();
    let model = if flags.iter().any(|f| *f == "--shipped") {
        let m = Model::shipped();
        Model {
            bias: m.bias,
            weights: m.weights,
            threshold: m.threshold,
        }
    } else {
        let model = fit(&all);
        fs::write(output, toml(&model, &all))?;
        model
    };
    report(&model, &all);
    Ok(())
}

fn load(path: &Path) -> Result<Set, Box<dyn Error>> {
    let mut documents = documents(&path.join("input.jsonl"))?;
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let mut stories = HashMap::new();
    for line in fs::read_to_string(path.join("gold.jsonl"))?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        stories.insert(
            row["id"].as_str().unwrap_or("").to_string(),
            row["story"].to_string(),
        );
    }
    let mut numbers = BTreeMap::new();
    let gold = documents.iter().map(|d| {
        let next = numbers.len();
        *numbers
            .entry(stories.get(d.id.as_str()).cloned())
            .or_insert(next)
    });
    let gold = gold.collect();
    let terms = Terms::new(&documents);
    let rows = reuse::between(&documents, &terms);
    let pairs = story::pairs(&documents, &terms, &rows);
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(Set { name, gold, pairs })
}

fn documents(path: &Path) -> Result<Vec<Document>, Box<dyn Error>> {
    let mut input = std::io::BufReader::new(fs::File::open(path)?);
    let mut documents = Vec::new();
    let options = read::Options::default();
    read::read(
        &path.to_string_lossy(),
        &mut input,
        options,
        &mut |result| {
            documents.extend(result.ok().map(|raw| {
                let date = raw.stated.published.clone();
                let mut document = clean::clean(raw);
                if document.published.earliest.is_none() {
                    document.published.earliest = date.and_then(|d| d.get(..10).map(String::from));
                }
                document
            }));
        },
    );
    Ok(documents)
}

/// Logistic regression by Newton steps, every set with the same weight.
fn fit(sets: &[&Set]) -> Model {
    let mut weights = [0.0; SIZE];
    for _ in 0..STEPS {
        let mut gradient = weights.map(|w| -RIDGE * w);
        let mut curvature = [[0.0; SIZE]; SIZE];
        (0..SIZE).for_each(|i| curvature[i][i] = RIDGE);
        for set in sets {
            add_set(set, &weights, &mut gradient, &mut curvature);
        }
        let step = solve(curvature, gradient);
        (0..SIZE).for_each(|i| weights[i] += step[i]);
    }
    let mut model = model(&weights, 0.0);
    let thresholds = (4..28).map(|n| f64::from(n) * 0.025);
    let macro_f1 = |threshold: f64| {
        sets.iter()
            .map(|set| bcubed(set, &model, threshold).2)
            .sum::<f64>()
    };
    let best = thresholds.max_by(|&x, &y| macro_f1(x).total_cmp(&macro_f1(y)));
    model.threshold = best.unwrap_or(0.4);
    model
}

fn add_set(
    set: &Set,
    weights: &[f64; SIZE],
    gradient: &mut [f64; SIZE],
    curvature: &mut [[f64; SIZE]; SIZE],
) {
    let share = 1.0 / set.pairs.len().max(1) as f64;
    for pair in &set.pairs {
        let x = with_constant(&pair.features);
        let z: f64 = x.iter().zip(weights).map(|(x, w)| x * w).sum();
        let p = 1.0 / (1.0 + (-z).exp());
        let label = f64::from(u8::from(set.gold[pair.a] == set.gold[pair.b]));
        for i in 0..SIZE {
            gradient[i] += share * (label - p) * x[i];
            for j in 0..SIZE {
                curvature[i][j] += share * p * (1.0 - p) * x[i] * x[j];
            }
        }
    }
}

fn with_constant(features: &Features) -> [f64; SIZE] {
    let mut x = [1.0; SIZE];
    x[..NAMES.len()].copy_from_slice(features);
    x
}

/// Gauss elimination; the matrix is positive definite.
fn solve(mut a: [[f64; SIZE]; SIZE], mut b: [f64; SIZE]) -> [f64; SIZE] {
    for i in 0..SIZE {
        for row in i + 1..SIZE {
            let factor = a[row][i] / a[i][i];
            for column in i..SIZE {
                a[row][column] -= factor * a[i][column];
            }
            b[row] -= factor * b[i];
        }
    }
    for i in (0..SIZE).rev() {
        let known: f64 = (i + 1..SIZE).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}

fn model(weights: &[f64; SIZE], threshold: f64) -> Model {
    let mut features = Features::default();
    features.copy_from_slice(&weights[..NAMES.len()]);
    Model {
        bias: weights[NAMES.len()],
        weights: features,
        threshold,
    }
}

/// BCubed precision, recall and F1 in per cent (Bagga and Baldwin 1998).
fn bcubed(set: &Set, model: &Model, threshold: f64) -> (f64, f64, f64) {
    let edges: Vec<Edge> = story::edges(&set.pairs, model);
    let groups = average_linkage(set.gold.len(), &edges, threshold);
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    set.gold
        .iter()
        .for_each(|&g| *sizes.entry(g).or_default() += 1);
    let (mut p, mut r) = (0.0, 0.0);
    for group in &groups {
        let mut both: BTreeMap<usize, usize> = BTreeMap::new();
        group
            .iter()
            .for_each(|&d| *both.entry(set.gold[d]).or_default() += 1);
        for (gold, n) in both {
            p += (n * n) as f64 / group.len() as f64;
            r += (n * n) as f64 / sizes[&gold] as f64;
        }
    }
    let n = set.gold.len() as f64;
    (100.0 * p / n, 100.0 * r / n, 200.0 * p * r / (p + r) / n)
}

fn report(model: &Model, sets: &[&Set]) {
    let figures = sets
        .iter()
        .map(|set| (&set.name, bcubed(set, model, model.threshold)));
    for (name, (p, r, f)) in figures {
        println!(
            "{name:24} BCubed P {p:.1} R {r:.1} F1 {f:.2} at {:.3}",
            model.threshold
        );
    }
}

fn toml(model: &Model, sets: &[&Set]) -> String {
    let mut text =
        String::from("# Written by `cargo xtask train-stories`. Figures only; fitted on:\n");
    for set in sets {
        let f = bcubed(set, model, model.threshold).2;
        let _ = writeln!(
            text,
            "# {}: {} documents, BCubed F1 {f:.2}",
            set.name,
            set.gold.len()
        );
    }
    let _ = writeln!(
        text,
        "bias = {:.4}\nthreshold = {:.3}\n\n[weight]",
        model.bias, model.threshold
    );
    for (name, weight) in NAMES.iter().zip(&model.weights) {
        let _ = writeln!(text, "\"{name}\" = {weight:.4}");
    }
    text
}
