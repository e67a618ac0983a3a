//! Learns the weights of the story model from labelled piles: `cargo xtask train-stories SET...`.
//!
//! A set is a folder with `input.jsonl` and `gold.jsonl` (lines of `id` and `story`). Only figures
//! go into the model: no word of a set is kept. With `--cross`, every set is scored by a model
//! fitted on the others, and nothing is written. With `--explain`, every likely pair of the whole
//! piles is printed with what speaks most for and against it.

mod file;
mod logistic;

use crate::input;
use headwater::clean;
use headwater::model::{Document, Raw};
use headwater::read::Options;
use headwater::relate::story::cluster::{Edge, Limits, average_linkage};
use headwater::relate::story::company::{self, Company};
use headwater::relate::story::score::{Features, Model, NAMES, Pair, RETURN, RETURNS};
use headwater::relate::story::{self, stream::Sight};
use headwater::relate::{terms, workers::Workers};
use logistic::{Row, logistic};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Features of the two looks.
const SIGNS: usize = NAMES.len();
const COMPANY: usize = company::NAMES.len();
/// Small piles made of each set.
const SMALL_PILES: usize = 300;
/// Weight of small piles beside the whole set: users have more of them.
const SMALL: f64 = 2.0;
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
    /// SHA-256 of input and gold; empty where the set is made of another.
    digest: String,
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
        let sight = |n: usize| Sight::new(&documents[n], terms::words(&documents[n]));
        let (pairs, copies) = story::pairs(documents.len(), sight, Workers::ALONE, None, Some);
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
        Model::shipped().clone()
    } else {
        let model = fit(&all);
        fs::write(output, file::toml(&model, &all))?;
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
        if probability >= model.limits.threshold / 2.0 {
            let one = if pile.is_one(pair) { "one" } else { "two" };
            let because = model.because(&pair.features, 9);
            println!("{one} {probability:.2} {} {}: {because}", pair.a, pair.b);
        }
    }
}

/// A set as one pile, and as small piles of two or three stories that are hard to tell apart.
fn load(path: &Path) -> Result<[Set; 2], Box<dyn Error>> {
    let mut documents = documents(&path.join("input.jsonl"))?;
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let stories: HashMap<String, String> = input::gold(path)?
        .iter()
        .map(|row| {
            let id = row["id"].as_str().unwrap_or_default();
            (id.to_string(), row["story"].to_string())
        })
        .collect();
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
        digest: String::new(),
        piles: small_piles(&documents, &pile),
    };
    Ok([
        Set {
            name,
            digest: input::digest(path, &["input.jsonl", "gold.jsonl"])?,
            piles: vec![pile],
        },
        small,
    ])
}

/// For some stories, a few documents of each and of the stories that are most like it. Of three
/// piles one keeps its dates, one forgets every second, one all.
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
        let numbered = pile.iter_mut().enumerate();
        (numbered.filter(|(place, _)| place % 2 < n % 3))
            .for_each(|(_, d)| d.published = Default::default());
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
    let document = |raw: Raw| {
        let date = raw.stated.published.clone();
        let mut document = clean::clean(raw);
        if document.published.earliest.is_none() {
            document.published.earliest = date.and_then(|d| d.get(..10).map(Into::into));
        }
        document
    };
    let raws = input::file(path, Options::default())?;
    Ok(raws.into_iter().map(document).collect())
}

/// Both looks, and the threshold that is best for the mean of all sets.
fn fit(sets: &[&Set]) -> Model {
    let first: Vec<Vec<Row<SIGNS>>> = sets.iter().map(|set| first_rows(set)).collect();
    let (mut weights, bias) = logistic(&weighted(sets, first), &NAMES.map(|(_, sign)| sign));
    for (weight, (name, _)) in weights.iter_mut().zip(NAMES) {
        if name == RETURN {
            *weight = RETURNS;
        }
    }
    let mut model = Model {
        bias,
        weights,
        company_bias: 0.0,
        company: Company::default(),
        limits: Limits {
            threshold: 0.5,
            cohesion: 0.0,
        },
    };
    let second: Vec<Vec<Row<COMPANY>>> = sets.iter().map(|set| second_rows(set, &model)).collect();
    (model.company, model.company_bias) = logistic(
        &weighted(sets, second),
        &company::NAMES.map(|(_, sign)| sign),
    );
    model.limits = limits(sets, &model);
    model
}

/// Rows of sets with the weight of each.
fn weighted<const N: usize>(sets: &[&Set], rows: Vec<Vec<Row<N>>>) -> Vec<(f64, Vec<Row<N>>)> {
    let weight = |set: &&Set| if set.digest.is_empty() { SMALL } else { 1.0 };
    sets.iter().map(weight).zip(rows).collect()
}

/// The limits that are best for the mean of all sets, one after the other until neither gains.
fn limits(sets: &[&Set], model: &Model) -> Limits {
    let edges: Vec<Vec<Vec<Edge>>> = sets.iter().map(|set| edges(set, model)).collect();
    let mean = |limits: Limits| -> f64 {
        let all = sets.iter().zip(&edges);
        all.map(|(set, edges)| bcubed(set, edges, limits).2).sum()
    };
    let mut best = (mean(model.limits), model.limits);
    loop {
        let before = best.0;
        let now = best.1;
        let thresholds = (8..30).map(|n| (f64::from(n) * 0.025, now.cohesion));
        let cohesions = (0..9).map(|n| (now.threshold, f64::from(n) * 0.1));
        for (threshold, cohesion) in cohesions.chain(thresholds) {
            let limits = Limits {
                threshold,
                cohesion,
            };
            let mean = mean(limits);
            if mean > best.0 {
                best = (mean, limits);
            }
        }
        if best.0 <= before {
            return best.1;
        }
    }
}

/// The edges of each pile of a set after both looks.
fn edges(set: &Set, model: &Model) -> Vec<Vec<Edge>> {
    let of = |pile: &Pile| model.look_again(pile.gold.len(), &story::edges(&pile.pairs, model));
    set.piles.iter().map(of).collect()
}

/// Every pair with its dates and without, so that a set without dates teaches nothing about what
/// their absence means.
fn first_rows(set: &Set) -> Vec<Row<SIGNS>> {
    let pairs = set
        .piles
        .iter()
        .flat_map(|pile| pile.pairs.iter().map(move |p| (pile.is_one(p), p)));
    pairs
        .flat_map(|(one, p)| [(one, p.features), (one, undated(p.features))])
        .collect()
}

fn second_rows(set: &Set, model: &Model) -> Vec<Row<COMPANY>> {
    let of = |pile: &Pile| {
        let edges = story::edges(&pile.pairs, model);
        let one = |edge: &Edge| pile.gold[edge.0] == pile.gold[edge.1];
        let company = company::features(pile.gold.len(), &edges);
        edges.iter().map(one).zip(company).collect::<Vec<_>>()
    };
    set.piles.iter().flat_map(of).collect()
}

fn undated(mut features: Features) -> Features {
    for (value, (name, _)) in features.iter_mut().zip(NAMES) {
        match name {
            "days apart" | "weeks apart" | "further apart than others" => *value = 0.0,
            "undated" => *value = 1.0,
            _ => {}
        }
    }
    features
}

/// BCubed precision, recall and F1 in per cent (Bagga and Baldwin 1998), over all documents.
fn bcubed(set: &Set, edges: &[Vec<Edge>], limits: Limits) -> (f64, f64, f64) {
    let (mut p, mut r, mut n) = (0.0, 0.0, 0.0);
    for (pile, edges) in set.piles.iter().zip(edges) {
        let groups = average_linkage(&pile.copies, edges, limits);
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

fn figures(set: &Set, model: &Model) -> (f64, f64, f64) {
    bcubed(set, &edges(set, model), model.limits)
}

fn report(model: &Model, sets: &[&Set]) {
    for (name, (p, r, f)) in sets.iter().map(|set| (&set.name, figures(set, model))) {
        println!(
            "{name:34} BCubed P {p:.1} R {r:.1} F1 {f:.2} at {:.3} and {:.1}",
            model.limits.threshold, model.limits.cohesion
        );
    }
}
