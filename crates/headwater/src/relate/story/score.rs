//! How likely two documents tell one event: a logistic model over printable features.

use super::vector::Fields;
use crate::lexicon;
use crate::model::{Day, Document, Reuse};
use crate::relate::terms::Terms;
use crate::relate::workers::Workers;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Features of a pair, in the order of [`NAMES`].
pub type Features = [f64; NAMES.len()];

/// What each feature is called in the weights and in explanations.
pub const NAMES: [&str; 24] = [
    "words",
    "lead",
    "word pairs",
    "names",
    "numbers",
    "lead in the other",
    "less lead in the other",
    "lead names",
    "lead names lacking",
    "numbers lacking",
    "rarest shared word",
    "rare shared words",
    "weekday",
    "other weekday",
    "closest lead",
    "closest to either",
    "closest to both",
    "rank",
    "days apart",
    "undated",
    "days apart and words",
    "shared passages",
    "own words shared",
    "short",
];

/// A pair of documents, earlier in the pile first, with its features.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Index of one document.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// What speaks for and against one story.
    pub features: Features,
}

#[derive(Deserialize)]
struct Weights {
    bias: f64,
    threshold: f64,
    weight: HashMap<String, f64>,
}

/// The learned model.
pub struct Model {
    /// Added to every score.
    pub bias: f64,
    /// Weight of each feature.
    pub weights: Features,
    /// Mean probability from which on two groups are one story.
    pub threshold: f64,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let data: Weights = lexicon::data("stories.toml", include_str!("../../../lang/stories.toml"));
    Model {
        bias: data.bias,
        weights: NAMES.map(|name| data.weight[name]),
        threshold: data.threshold,
    }
});

impl Model {
    /// The model that `cargo xtask train-stories` wrote.
    pub fn shipped() -> &'static Model {
        &MODEL
    }

    /// Probability that the pair tells one event.
    pub fn probability(&self, features: &Features) -> f64 {
        let terms = features.iter().zip(&self.weights).map(|(x, w)| x * w);
        1.0 / (1.0 + (-(self.bias + terms.sum::<f64>())).exp())
    }
}

/// Scores every candidate pair.
pub fn pairs(
    documents: &[Document],
    terms: &Terms,
    reuse: &[Reuse],
    fields: &[Fields],
    workers: Workers,
) -> Vec<Pair> {
    let candidates = super::candidate::pairs(fields);
    let passages = passages(documents, reuse);
    let days: Vec<Option<f64>> = documents.iter().map(day).collect();
    let cosine = |_, &(a, b): &(usize, usize)| [fields[a].all.cosine(&fields[b].all)];
    let cosines = workers.flat_map(&candidates, cosine);
    let lead = |_, &(a, b): &(usize, usize)| [fields[a].lead.cosine(&fields[b].lead)];
    let leads = workers.flat_map(&candidates, lead);
    let near = Neighbours::new(fields.len(), &candidates, &cosines);
    let near_lead = Neighbours::new(fields.len(), &candidates, &leads);
    let score = |n: usize, &(a, b): &(usize, usize)| {
        let cosine = cosines[n];
        let text = text_features(&fields[a], &fields[b], terms, (cosine, leads[n]));
        let place = near.features(a, b, cosine);
        let time = time_features(days[a], days[b], cosine);
        let shared = passages.get(&(a, b)).copied().unwrap_or_default();
        let mut features = Features::default();
        let short = 1.0 / (1.0 + fields[a].words.min(fields[b].words) as f64 / 30.0);
        let all = text
            .into_iter()
            .chain([near_lead.features(a, b, leads[n])[1]])
            .chain(place)
            .chain(time)
            .chain(shared)
            .chain([short]);
        features
            .iter_mut()
            .zip(all)
            .for_each(|(slot, value)| *slot = value);
        [Pair { a, b, features }]
    };
    workers.flat_map(&candidates, score)
}

/// `cosines`: of all words, and of the leads.
fn text_features(a: &Fields, b: &Fields, terms: &Terms, cosines: (f64, f64)) -> [f64; 14] {
    let (ab, ba) = (a.lead.cosine(&b.all), b.lead.cosine(&a.all));
    let rarity: Vec<f64> = a.all.shared(&b.all).map(|(at, ..)| a.rarity[at]).collect();
    let highest = rarity.iter().copied().fold(0.0, f64::max);
    let limit = ((terms.len() as f64 + 100.0) / 8.0).ln();
    let rare = rarity.iter().filter(|&&r| r > limit).count() as f64;
    [
        cosines.0.sqrt(),
        cosines.1.sqrt(),
        a.pairs.cosine(&b.pairs).sqrt(),
        a.names.cosine(&b.names).sqrt(),
        a.numbers.cosine(&b.numbers).sqrt(),
        ab.max(ba).sqrt(),
        ab.min(ba).sqrt(),
        a.lead_names.cosine(&b.lead_names).sqrt(),
        a.lead_names
            .lacking(&b.all)
            .min(b.lead_names.lacking(&a.all)),
        a.numbers
            .lacking(&b.numbers)
            .min(b.numbers.lacking(&a.numbers)),
        highest / 10.0,
        (1.0 + rare).ln(),
        f64::from(u8::from(a.weekdays & b.weekdays != 0)),
        f64::from(u8::from(
            a.weekdays & b.weekdays == 0 && a.weekdays != 0 && b.weekdays != 0,
        )),
    ]
}

/// Each document's cosines to its candidates.
struct Neighbours {
    cosines: Vec<Vec<f64>>,
}

impl Neighbours {
    fn new(documents: usize, pairs: &[(usize, usize)], cosines: &[f64]) -> Self {
        let mut lists = vec![Vec::new(); documents];
        for (&(a, b), &cosine) in pairs.iter().zip(cosines) {
            lists[a].push(cosine);
            lists[b].push(cosine);
        }
        lists
            .iter_mut()
            .for_each(|l: &mut Vec<f64>| l.sort_unstable_by(|x, y| y.total_cmp(x)));
        Neighbours { cosines: lists }
    }

    /// How the pair's cosine compares with the best of either document.
    fn features(&self, a: usize, b: usize, cosine: f64) -> [f64; 3] {
        let share = |at: usize| cosine / self.cosines[at][0].max(1e-9);
        let rank = |at: usize| self.cosines[at].partition_point(|&c| c > cosine) as f64;
        let ranks = rank(a).min(rank(b));
        [
            share(a).max(share(b)),
            share(a).min(share(b)),
            1.0 / (1.0 + ranks),
        ]
    }
}

fn time_features(a: Option<f64>, b: Option<f64>, cosine: f64) -> [f64; 3] {
    match (a, b) {
        (Some(a), Some(b)) => {
            let days = (1.0 + (a - b).abs()).ln().min(6.0) / 6.0;
            [days, 0.0, days * cosine.sqrt()]
        }
        _ => [0.0, 1.0, 0.0],
    }
}

/// Day of publication as a number, where one is known.
fn day(document: &Document) -> Option<f64> {
    let epoch = Day::new(1970, 1, 1)?;
    Some(f64::from(document.published.earliest()?.since(epoch)))
}

/// For each pair of documents that share passages: containment, and how many own words.
fn passages(documents: &[Document], reuse: &[Reuse]) -> HashMap<(usize, usize), [f64; 2]> {
    let at: HashMap<_, _> = documents
        .iter()
        .enumerate()
        .map(|(n, d)| (&d.id, n))
        .collect();
    let mut shared: HashMap<(usize, usize), (f64, usize)> = HashMap::new();
    for row in reuse {
        if let (Some(&a), Some(&b)) = (at.get(&row.document_a), at.get(&row.document_b)) {
            let pair = shared.entry((a.min(b), a.max(b))).or_default();
            pair.0 = row.containment_a.max(row.containment_b);
            pair.1 += row.words;
        }
    }
    let features = |(share, words): (f64, usize)| [share, (1.0 + words as f64).ln() / 6.0];
    shared
        .into_iter()
        .map(|(pair, found)| (pair, features(found)))
        .collect()
}
