//! Learns the weights of the story model from labelled piles: `cargo xtask train-stories SET...`.
//!
//! A set is a folder with `input.jsonl` and `gold.jsonl` (lines of `id` and `story`). Only figures
//! go into the model: no word of a set is kept. With `--cross`, every set is scored by a model
//! fitted on the others, and nothing is written. With `--explain`, every likely pair of the whole
//! piles is printed with what speaks most for and against it.

use headwater::model::Document;
use headwater::relate::story::cluster::{Edge, average_linkage};
use headwater::relate::story::score::{Features, Model, NAMES, Pair};
use headwater::relate::{reuse, story, terms::Terms, workers::Workers};
use headwater::{clean, read};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// Features and the constant.
const SIZE: usize = NAMES.len() + 1;
const RIDGE: f64 = 1e-3;
const STEPS: usize = 12;
/// Small piles made of each set.
const SMALL_PILES: usize = 300;
/// How many documents a small pile takes of a story and of two others like it.
const SHAPES: [(usize, usize, usize); 6] = [
    (3, 2, 0),
    (2, 2, 1),
    (3, 3, 0),
    (2, 1, 0),
    (4, 3, 2),
    (2, 3, 3),
];

/// Labelled documents, as one pile or as many small ones.
struct Set {
    name: String,
    piles: Vec<Pile>,
}

struct Pile {
    /// Number of the story of each document.
    gold: Vec<usize>,
    pairs: Vec<Pair>,
    /// For every document the first that it is a copy of, or itself.
    copies: Vec<usize>,
}

impl Pile {
    fn new(documents: &[Document], gold: Vec<usize>) -> Self {
        let terms = Terms::new(documents, Workers::ALONE);
        let rows = reuse::between(documents, &terms, Workers::ALONE);
        let pairs = story::pairs(documents, &terms, &rows, Workers::ALONE);
        let copies = story::copies(documents, &rows);
        Pile {
            gold,
            pairs,
            copies,
        }
    }

    fn is_one(&self, pair: &Pair) -> bool {
        self.gold[pair.a] == self.gold[pair.b]
    }
}

/// Trains on the sets and writes the weights to `output`, or scores across sets.
pub fn run(arguments: &[String], output: &Path) -> Result<(), Box<dyn Error>> {
    let (flags, paths): (Vec<_>, Vec<_>) = arguments.iter().partition(|a| a.starts_with("--"));
    let mut sets: Vec<[Set; 2]> = Vec::new();
    for path in paths {
        sets.push(load(Path::new(path))?);
    }
    if flags.iter().any(|f| *f == "--cross") {
        for (n, held) in sets.iter().enumerate() {
            let others = sets.iter().enumerate().filter(|(i, _)| *i != n);
            let others: Vec<&Set> = others.flat_map(|(_, pair)| pair).collect();
            report(&fit(&others), &held.each_ref());
        }
        return Ok(());
    }
    let sets: Vec<Set> = sets.into_iter().flatten().collect();
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
    if flags.iter().any(|f| *f == "--explain") {
        let whole = all.iter().step_by(2).flat_map(|set| &set.piles);
        whole.for_each(|pile| explain(pile, &model));
    }
    Ok(())
}

fn explain(pile: &Pile, model: &Model) {
    for pair in &pile.pairs {
        let probability = model.probability(&pair.features);
        if probability < model.threshold / 2.0 {
            continue;
        }
        let weigh = |i: usize| (pair.features[i] * model.weights[i], NAMES[i]);
        let mut terms: Vec<(f64, &str)> = (0..NAMES.len()).map(weigh).collect();
        terms.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()));
        let terms: Vec<String> = (terms.iter().take(9))
            .map(|(w, name)| format!("{name} {w:+.1}"))
            .collect();
        let one = if pile.is_one(pair) { "one" } else { "two" };
        println!(
            "{one} {probability:.2} {} {}: {}",
            pair.a,
            pair.b,
            terms.join(", ")
        );
    }
}

/// A set as one pile, and as small piles of two or three stories that are hard to tell apart.
fn load(path: &Path) -> Result<[Set; 2], Box<dyn Error>> {
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
    let number = |d: &Document| {
        let next = numbers.len();
        *numbers
            .entry(stories.get(d.id.as_str()).cloned())
            .or_insert(next)
    };
    let gold: Vec<usize> = documents.iter().map(number).collect();
    let pile = Pile::new(&documents, gold);
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let small = Set {
        name: format!("{name}, small piles"),
        piles: small_piles(&documents, &pile),
    };
    Ok([
        Set {
            name,
            piles: vec![pile],
        },
        small,
    ])
}

/// For some stories, a few documents of each and of the stories that are most like it. Every
/// second pile forgets its dates.
fn small_piles(documents: &[Document], whole: &Pile) -> Vec<Pile> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    (whole.gold.iter().enumerate()).for_each(|(d, &g)| members.entry(g).or_default().push(d));
    let like = most_alike(whole);
    let several: Vec<usize> = (members.iter())
        .filter(|(_, m)| m.len() > 1)
        .map(|(&g, _)| g)
        .collect();
    let step = several.len().div_ceil(SMALL_PILES).max(1);
    let chosen = several.into_iter().step_by(step).enumerate();
    let pile = |(n, story): (usize, usize)| {
        let (first, second, third) = SHAPES[n % SHAPES.len()];
        let others = like.get(&story).map_or(&[][..], Vec::as_slice);
        let mut taken: Vec<usize> = members[&story].iter().take(first).copied().collect();
        for (other, count) in others.iter().zip([second, third]) {
            taken.extend(members[other].iter().take(count));
        }
        taken.sort_unstable();
        let mut pile: Vec<Document> = taken.iter().map(|&d| documents[d].clone()).collect();
        if n % 2 == 0 {
            pile.iter_mut()
                .for_each(|d| d.published = Default::default());
        }
        Pile::new(&pile, taken.iter().map(|&d| whole.gold[d]).collect())
    };
    chosen.map(pile).collect()
}

/// For each story the others that have the most similar document, the most similar first.
fn most_alike(pile: &Pile) -> HashMap<usize, Vec<usize>> {
    let mut found: HashMap<usize, BTreeMap<usize, f64>> = HashMap::new();
    for pair in pile.pairs.iter().filter(|pair| !pile.is_one(pair)) {
        let (a, b) = (pile.gold[pair.a], pile.gold[pair.b]);
        for (from, to) in [(a, b), (b, a)] {
            let best = found.entry(from).or_default().entry(to).or_default();
            *best = best.max(pair.features[0]);
        }
    }
    let sorted = |others: BTreeMap<usize, f64>| {
        let mut others: Vec<(usize, f64)> = others.into_iter().collect();
        others.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        others.into_iter().map(|(story, _)| story).collect()
    };
    found
        .into_iter()
        .map(|(story, others)| (story, sorted(others)))
        .collect()
}

fn documents(path: &Path) -> Result<Vec<Document>, Box<dyn Error>> {
    let mut input = std::io::BufReader::new(fs::File::open(path)?);
    let mut documents = Vec::new();
    let options = read::Options::default();
    let _ = read::read(
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
            ControlFlow::Continue(())
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
    // A wrong merge makes false agreement, a missed one only a second story: precision counts
    // more than recall (F with beta 0.7).
    let measure = |(p, r, _): (f64, f64, f64)| 1.49 * p * r / (0.49 * p + r);
    let sum = |threshold: f64| -> f64 {
        sets.iter()
            .map(|set| measure(bcubed(set, &model, threshold)))
            .sum()
    };
    let best = thresholds.max_by(|&x, &y| sum(x).total_cmp(&sum(y)));
    model.threshold = best.unwrap_or(0.4);
    model
}

fn add_set(
    set: &Set,
    weights: &[f64; SIZE],
    gradient: &mut [f64; SIZE],
    curvature: &mut [[f64; SIZE]; SIZE],
) {
    let count: usize = set.piles.iter().map(|pile| pile.pairs.len()).sum();
    let share = 1.0 / count.max(1) as f64;
    for (pile, pair) in set
        .piles
        .iter()
        .flat_map(|pile| pile.pairs.iter().map(move |p| (pile, p)))
    {
        let x = with_constant(&pair.features);
        let z: f64 = x.iter().zip(weights).map(|(x, w)| x * w).sum();
        let p = 1.0 / (1.0 + (-z).exp());
        let label = f64::from(u8::from(pile.is_one(pair)));
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
        let (pivot, right) = (a[i], b[i]);
        for row in i + 1..SIZE {
            let factor = a[row][i] / pivot[i];
            a[row]
                .iter_mut()
                .zip(&pivot)
                .for_each(|(cell, p)| *cell -= factor * p);
            b[row] -= factor * right;
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

/// BCubed precision, recall and F1 in per cent (Bagga and Baldwin 1998), over all documents.
fn bcubed(set: &Set, model: &Model, threshold: f64) -> (f64, f64, f64) {
    let (mut p, mut r, mut n) = (0.0, 0.0, 0.0);
    for pile in &set.piles {
        let edges: Vec<Edge> = story::edges(&pile.pairs, model);
        let groups = average_linkage(&pile.copies, &edges, threshold);
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        pile.gold
            .iter()
            .for_each(|&g| *sizes.entry(g).or_default() += 1);
        for group in &groups {
            let mut both: BTreeMap<usize, usize> = BTreeMap::new();
            group
                .iter()
                .for_each(|&d| *both.entry(pile.gold[d]).or_default() += 1);
            for (gold, shared) in both {
                p += (shared * shared) as f64 / group.len() as f64;
                r += (shared * shared) as f64 / sizes[&gold] as f64;
            }
        }
        n += pile.gold.len() as f64;
    }
    (100.0 * p / n, 100.0 * r / n, 200.0 * p * r / (p + r) / n)
}

fn report(model: &Model, sets: &[&Set]) {
    let figures = sets
        .iter()
        .map(|set| (&set.name, bcubed(set, model, model.threshold)));
    for (name, (p, r, f)) in figures {
        println!(
            "{name:34} BCubed P {p:.1} R {r:.1} F1 {f:.2} at {:.3}",
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
            set.piles.iter().map(|p| p.gold.len()).sum::<usize>()
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
