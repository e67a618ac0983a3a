//! How likely two documents tell one event: a logistic model over printable features.

use super::cluster::{Edge, Limits};
use super::company::{self, Company};
use super::event::clash;
use super::vector::{Fields, Shared, Small, overlap};
use crate::lexicon;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Features of a pair, in the order of [`NAMES`].
pub type Features = [f64; NAMES.len()];

/// What each feature is called in the weights and in explanations, and which sign makes sense of
/// its weight: what two documents share speaks for one event, what clashes against it.
pub const NAMES: [(&str, Sign); 34] = [
    ("words", Sign::For),
    ("headline", Sign::For),
    ("lead", Sign::For),
    ("names", Sign::For),
    ("numbers", Sign::For),
    ("word pairs", Sign::For),
    ("shingles", Sign::For),
    ("lead in the other", Sign::For),
    ("less lead in the other", Sign::For),
    ("headline in the other", Sign::For),
    ("less headline in the other", Sign::For),
    ("lead held by the other", Sign::For),
    ("less lead held by the other", Sign::For),
    ("lead names held by the other", Sign::For),
    ("less lead names held by the other", Sign::For),
    ("numbers held by the other", Sign::For),
    ("rare words shared", Sign::For),
    ("rarest word shared", Sign::For),
    ("nearer than others", Sign::For),
    ("nearer than others to both", Sign::For),
    ("same weekday", Sign::For),
    ("other weekday", Sign::Against),
    ("same age", Sign::For),
    ("other age", Sign::Against),
    ("same place", Sign::For),
    ("other place", Sign::Against),
    ("days apart", Sign::Against),
    ("weeks apart", Sign::Against),
    ("further apart than others", Sign::Against),
    ("undated", Sign::Either),
    (RETURN, Sign::Against),
    ("short", Sign::Either),
    ("crowded", Sign::Either),
    ("large pile", Sign::Against),
];

/// An outlet comes back to what it wrote of days before. Town, readers and firms are then the same
/// whatever happened.
pub const RETURN: &str = "outlet comes back";
/// Its weight, which no labelled set tells: none names outlets. Set so that what one outlet writes
/// a week later needs as much again in common as what another writes.
pub const RETURNS: f64 = -3.0;
/// Days after which an outlet's next piece is no longer of the same day's news.
const SAME_NEWS: i32 = 3;

/// Which sign a weight may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Not below 0.
    For,
    /// Not above 0.
    Against,
    /// Any: it only says how to read the others.
    Either,
}

/// A pair of documents with its features.
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
    threshold: f64,
    cohesion: f64,
    first: Look,
    second: Look,
}

#[derive(Deserialize)]
struct Look {
    bias: f64,
    weight: HashMap<String, f64>,
}

/// The learned model.
#[derive(Clone, Debug)]
pub struct Model {
    /// Added to every score.
    pub bias: f64,
    /// Weight of each feature.
    pub weights: Features,
    /// Added to every score of the second look.
    pub company_bias: f64,
    /// Weight of each feature of the second look.
    pub company: Company,
    /// What two groups must reach to be one story.
    pub limits: Limits,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let data: Weights = lexicon::data("stories.toml", include_str!("../../../lang/stories.toml"));
    Model {
        bias: data.first.bias,
        weights: NAMES.map(|(name, _)| data.first.weight[name]),
        company_bias: data.second.bias,
        company: company::NAMES.map(|(name, _)| data.second.weight[name]),
        limits: Limits {
            threshold: data.threshold,
            cohesion: data.cohesion,
        },
    }
});

impl Model {
    /// The model that `cargo xtask train-stories` wrote.
    pub fn shipped() -> &'static Model {
        &MODEL
    }

    /// Probability that the pair tells one event, where such pairs are as many as others.
    pub fn probability(&self, features: &Features) -> f64 {
        let terms = features.iter().zip(&self.weights).map(|(x, w)| x * w);
        1.0 / (1.0 + (-(self.bias + terms.sum::<f64>())).exp())
    }

    /// Pairs and runs of words might lift these features of all else to the probability.
    pub fn may_reach(&self, probability: f64, features: &Features) -> bool {
        let mut most = *features;
        RUNS.iter().for_each(|&run| most[run] = 1.0);
        self.probability(&most) >= probability
    }

    /// The edges with the probabilities of the second look.
    pub fn look_again(&self, documents: usize, edges: &[Edge]) -> Vec<Edge> {
        let company = company::features(documents, edges);
        let again = |(&(a, b, _), company): (&Edge, Company)| {
            let terms = company.iter().zip(&self.company).map(|(x, w)| x * w);
            (
                a,
                b,
                1.0 / (1.0 + (-(self.company_bias + terms.sum::<f64>())).exp()),
            )
        };
        edges.iter().zip(company).map(again).collect()
    }

    /// The terms that weigh most: 'words +2.1, rare words shared +1.3, days apart -0.4'.
    pub fn because(&self, features: &Features, most: usize) -> String {
        let weigh = |i: usize| (features[i] * self.weights[i], NAMES[i].0);
        let mut terms: Vec<(f64, &str)> = (0..NAMES.len()).map(weigh).collect();
        terms.retain(|(weight, _)| weight.abs() >= 0.05);
        terms.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()).then(x.1.cmp(y.1)));
        let terms = terms
            .iter()
            .take(most)
            .map(|(weight, name)| format!("{name} {weight:+.1}"));
        terms.collect::<Vec<_>>().join(", ")
    }
}

/// Likeness below which documents are told apart without a closer look.
const UNLIKE: f64 = 0.02;
/// Likeness of two documents of general news that have nothing to do with each other.
const BACKGROUND: f64 = 0.03;
/// Documents beyond which more of them make chance no likelier.
const LARGE: f64 = 20_000.0;

/// What else there is beside two documents.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// How crowded the place of each is.
    pub density: (f64, f64),
    /// Documents they were found among: the more, the likelier is one that is alike by chance.
    pub documents: usize,
    /// How far apart in time neighbours usually are.
    pub spread: Spread,
}

/// How far apart in time neighbours of a pile are, where both dates are known. A document without
/// a date is taken to be as far from the others as they are from each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    pairs: f64,
    /// Sum of `ln(1 + days)`.
    sum: f64,
}

/// Pairs with both dates that count as much as the experience of other piles.
const FEW_PAIRS: f64 = 10.0;

impl Spread {
    /// Counts one more pair, if both dates are known.
    pub fn add(&mut self, a: Option<i32>, b: Option<i32>) {
        if let (Some(a), Some(b)) = (a, b) {
            self.pairs += 1.0;
            self.sum += f64::from((a - b).abs()).ln_1p();
        }
    }

    /// How far apart neighbours are, and how well that is known, 0 to 1.
    fn usual(&self) -> ([f64; 2], f64) {
        let mean = self.sum / self.pairs.max(1.0);
        (apart(mean.exp_m1()), self.pairs / (self.pairs + FEW_PAIRS))
    }
}

/// 'Days apart' and 'weeks apart', each at most 1.
fn apart(days: f64) -> [f64; 2] {
    [days.ln_1p().min(6.0) / 6.0, (days / 7.0).min(8.0) / 8.0]
}

/// What speaks for and against one event, the earlier document first, without what [`add_runs`]
/// adds. `None` where the two have next to nothing in common.
pub fn of_words(a: &Fields, b: &Fields, around: Around) -> Option<Features> {
    let shared = Shared::new(a, b);
    let cosine = f64::from(shared.words);
    if cosine < UNLIKE {
        return None;
    }
    let density = around.density;
    let crowded = density.0.max(density.1);
    let large = (around.documents as f64).min(LARGE).ln_1p() / 10.0;
    let lift = |density: f64| ((cosine + 0.01) / (density.max(BACKGROUND) + 0.01)).ln();
    let short = 1.0 / (1.0 + f64::from(a.words.min(b.words)) / 60.0);
    let [rare, rarest] = [shared.rare, shared.rarest].map(f64::from);
    let all = text(&shared)
        .into_iter()
        .chain(held(&shared, &a.filled, &b.filled))
        .chain([rare.ln_1p(), rarest / 10.0])
        .chain([lift(density.1), lift(crowded)])
        .chain(event(a, b))
        .chain(time(a.day, b.day, &around.spread))
        .chain([comes_back(a, b), short, crowded.sqrt(), large]);
    let mut features = [0.0; NAMES.len()];
    (features.iter_mut().zip(all)).for_each(|(slot, value)| *slot = value);
    Some(features)
}

/// Places of the features of runs of words, which take the longest to find.
const RUNS: [usize; 2] = [5, 6];

/// Adds the features of pairs and runs of words; returns the share of the runs of the longer
/// document that stand in the other.
pub fn add_runs(features: &mut Features, a: &Fields, b: &Fields) -> f64 {
    let (shorter, longer) = overlap(&a.shingles, &b.shingles);
    features[RUNS[0]] = a.pairs.cosine(&b.pairs).sqrt();
    features[RUNS[1]] = shorter.sqrt();
    longer
}

fn text(shared: &Shared) -> [f64; 11] {
    let sorted = |[x, y]: [f64; 2]| [x.max(y), x.min(y)];
    let ([lead, less_lead], [title, less_title]) =
        (sorted(shared.lead_in), sorted(shared.title_in));
    [
        f64::from(shared.words),
        shared.title,
        shared.lead,
        shared.names,
        shared.numbers,
        0.0,
        0.0,
        lead,
        less_lead,
        title,
        less_title,
    ]
    .map(f64::sqrt)
}

/// Shares of what one says that the other holds anywhere; a half where there is nothing to hold.
fn held(shared: &Shared, a: &Small, b: &Small) -> [f64; 5] {
    let of = |[x, y]: [f32; 2], in_a: f32, in_b: f32| {
        let share = |held: f32, filled: f32| (filled > 0.0).then(|| f64::from(held.min(1.0)));
        let (ab, ba) = (share(x, in_a), share(y, in_b));
        let (ab, ba) = (ab.or(ba).unwrap_or(0.5), ba.or(ab).unwrap_or(0.5));
        [ab.max(ba), ab.min(ba)]
    };
    let [lead, less_lead] = of(shared.lead_held, a.lead, b.lead);
    let [names, less_names] = of(shared.names_held, a.lead_names, b.lead_names);
    let [numbers, _] = of(shared.numbers_held, a.numbers, b.numbers);
    [lead, less_lead, names, less_names, numbers]
}

fn event(a: &Fields, b: &Fields) -> [f64; 6] {
    let (other_day, same_day) = a.event.weekdays(&b.event);
    let (other_age, same_age) = clash(&a.event.ages, &b.event.ages);
    let (other_place, same_place) = clash(&a.event.places, &b.event.places);
    let all = [
        same_day,
        other_day,
        same_age,
        other_age,
        same_place,
        other_place,
    ];
    all.map(|is| f64::from(u8::from(is)))
}

fn time(a: Option<i32>, b: Option<i32>, spread: &Spread) -> [f64; 4] {
    let ([usual_days, usual_weeks], known) = spread.usual();
    let (Some(a), Some(b)) = (a, b) else {
        return [usual_days * known, usual_weeks * known, 0.0, 1.0 - known];
    };
    let [days, weeks] = apart(f64::from((a - b).abs()));
    [days, weeks, (days - usual_days).max(0.0) * known, 0.0]
}

/// How long after an outlet comes back, 1 from a week on.
fn comes_back(a: &Fields, b: &Fields) -> f64 {
    match (a.outlet, b.outlet, a.day, b.day) {
        (Some(x), Some(y), Some(i), Some(j)) if x == y => {
            f64::from(((i - j).abs() - SAME_NEWS).clamp(0, 4)) / 4.0
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stand_where_they_are_looked_for() {
        assert_eq!(RUNS.map(|run| NAMES[run].0), ["word pairs", "shingles"]);
        assert!(RUNS.iter().all(|&run| NAMES[run].1 == Sign::For));
    }

    #[test]
    fn a_missing_date_says_what_the_dates_around_say() {
        let mut spread = Spread::default();
        assert_eq!(time(None, Some(3), &spread), [0.0, 0.0, 0.0, 1.0]);
        (0..1000).for_each(|n| spread.add(Some(n), Some(n + 6)));
        let [days, weeks, _, undated] = time(None, Some(3), &spread);
        let [known_days, known_weeks, further, _] = time(Some(9), Some(3), &spread);
        assert!((days - known_days).abs() < 0.01 && (weeks - known_weeks).abs() < 0.01);
        assert!(undated < 0.01 && further < 0.01);
        assert!(time(Some(30), Some(3), &spread)[2] > 0.1);
    }
}
