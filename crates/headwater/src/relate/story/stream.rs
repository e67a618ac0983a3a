//! Stories of a stream: documents join as they come, a pass over what changed merges and splits,
//! and what is too old to change is settled and forgotten. Holds the window and no more.

use super::candidate::{Found, Index};
use super::cluster::{Edge, average_linkage};
use super::furniture::Furniture;
use super::score::{self, Around, Model, Spread};
pub use super::sight::Sight;
use super::vector::Fields;
use super::{COPY, NO_EDGE};
use crate::model::short_hash;
use crate::relate::rarity::Rarities;
use crate::relate::workers::Workers;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Terms of a pair score that are told.
pub const TOLD: usize = 6;

/// How a stream is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Documents after which one can no longer be joined.
    pub window: u32,
    /// Documents between two passes that merge and split; 0 for none, so that documents only join.
    pub pass: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            window: 50_000,
            pass: 1024,
        }
    }
}

/// A document whose story no longer changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Its id.
    pub id: String,
    /// Id of its story.
    pub story: String,
    /// The document of the story that it is nearest to, and the terms that say so.
    pub joined: Option<(String, String)>,
}

/// A document whose story may still change.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Open {
    id: String,
    /// Earlier documents with the probability of each.
    edges: Vec<(u32, f64)>,
    /// First document of its story, so far.
    story: u32,
    /// The earlier document of which it is a copy.
    copy: Option<u32>,
    /// Earlier document nearest to it, with the terms that say so.
    nearest: Option<(u32, String)>,
}

/// The state of a stream: enough to go on as if it had not been interrupted.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Stream {
    settings: Settings,
    rarities: Rarities,
    furniture: Furniture,
    spread: Spread,
    index: Index,
    /// Fields and density of the documents of the window.
    window: VecDeque<(Fields, f64)>,
    open: BTreeMap<u32, Open>,
    /// Documents since the last pass.
    new: BTreeSet<u32>,
}

impl Stream {
    /// An empty stream.
    pub fn new(settings: Settings) -> Self {
        Stream {
            settings,
            ..Stream::default()
        }
    }

    /// How it is read.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Documents so far.
    pub fn documents(&self) -> u32 {
        self.index.next()
    }

    /// Reads documents in order of arrival, and gives back those that are settled by them. What
    /// is weighed, is weighed by all documents up to the last of these.
    pub fn extend(&mut self, documents: &[(String, Sight)], workers: Workers) -> Vec<Settled> {
        let first = self.documents();
        for (_, sight) in documents {
            self.rarities.add(&sight.distinct());
            self.furniture.add(&sight.distinct_lines());
        }
        let (rarities, furniture) = (&self.rarities, &self.furniture);
        let weigh = |_, (_, sight): &(String, Sight)| {
            [sight.fields(|term| rarities.rarity(term), |line| furniture.holds(line))]
        };
        let fields: Vec<Fields> = workers.flat_map(documents, weigh);
        let found: Vec<Found> = fields.iter().map(|fields| self.index.add(fields)).collect();
        let densities = found.iter().map(|found| found.density);
        self.window.extend(fields.into_iter().zip(densities));
        for (n, found) in (first..).zip(&found) {
            self.count(n, found);
        }
        let open = workers.flat_map(&found, |n, found| [self.open(first + n as u32, found)]);
        for (n, (mut open, (id, _))) in (first..).zip(open.into_iter().zip(documents)) {
            open.id = id.clone();
            open.story = self.join(n, &open);
            self.open.insert(n, open);
            self.new.insert(n);
            if self.settings.pass > 0 && self.new.len() as u32 >= self.settings.pass {
                self.pass();
            }
        }
        self.forget()
    }

    /// Settles all that is left.
    pub fn finish(&mut self) -> Vec<Settled> {
        if self.settings.pass > 0 {
            self.pass();
        }
        self.settle(u32::MAX)
    }

    /// Fields and density of a document of the window.
    fn seen(&self, number: u32) -> &(Fields, f64) {
        let start = self.documents() - self.window.len() as u32;
        &self.window[(number - start) as usize]
    }

    /// Counts how far document `b` is from its neighbours in time.
    fn count(&mut self, b: u32, found: &Found) {
        for &a in &found.earlier {
            let days = (self.seen(a).0.day, self.seen(b).0.day);
            self.spread.add(days.0, days.1);
        }
    }

    /// Document `b` with its edges.
    fn open(&self, b: u32, found: &Found) -> Open {
        let model = Model::shipped();
        let (fields, density) = self.seen(b);
        let (mut edges, mut copy) = (Vec::new(), None);
        let mut nearest: Option<(f64, u32, score::Features)> = None;
        for &a in &found.earlier {
            let (other, around) = self.seen(a);
            let Some(mut features) = score::of_words(
                other,
                fields,
                Around {
                    density: (*around, *density),
                    documents: self.window.len(),
                    spread: self.spread,
                },
            ) else {
                continue;
            };
            if !model.may_reach(NO_EDGE, &features) {
                continue;
            }
            let is_copy = score::add_runs(&mut features, other, fields) >= COPY;
            let probability = model.probability(&features);
            if is_copy {
                copy = copy.or(Some(a));
            }
            if probability >= NO_EDGE {
                edges.push((a, probability));
                if nearest.is_none_or(|(best, ..)| probability > best) {
                    nearest = Some((probability, a, features));
                }
            }
        }
        Open {
            id: String::new(),
            edges,
            story: b,
            copy,
            nearest: nearest.map(|(_, a, features)| (a, model.because(&features, TOLD))),
        }
    }

    /// The story that the document joins: of its copy, or the one with the best mean, if that
    /// reaches the threshold.
    fn join(&self, number: u32, open: &Open) -> u32 {
        if let Some(copy) = open.copy.and_then(|copy| self.open.get(&copy)) {
            return copy.story;
        }
        let mut sums: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
        for (a, probability) in &open.edges {
            if let Some(other) = self.open.get(a) {
                let sum = sums.entry(other.story).or_default();
                *sum = (sum.0 + probability, sum.1 + 1);
            }
        }
        let mean = |(sum, count): (f64, u32)| sum / f64::from(count);
        let means = sums.into_iter().map(|(story, sum)| (mean(sum), story));
        let best = means.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
        best.filter(|(mean, _)| *mean >= Model::shipped().limits.threshold)
            .map_or(number, |(_, story)| story)
    }

    /// Groups anew everything that hangs together with a new document.
    fn pass(&mut self) {
        let new = std::mem::take(&mut self.new);
        let around = self.around(new);
        let numbers: Vec<u32> = around.into_iter().collect();
        let at = |n: &u32| numbers.binary_search(n).ok();
        let mut edges: Vec<Edge> = Vec::new();
        let mut copies: Vec<usize> = (0..numbers.len()).collect();
        for (b, number) in numbers.iter().enumerate() {
            let open = &self.open[number];
            let known = open.edges.iter().filter_map(|(a, p)| Some((at(a)?, b, *p)));
            edges.extend(known);
            if let Some(a) = open.copy.as_ref().and_then(at) {
                copies[b] = copies[a];
            }
        }
        let model = Model::shipped();
        let edges = model.look_again(numbers.len(), &edges);
        for group in average_linkage(&copies, &edges, model.limits) {
            let story = numbers[group[0]];
            for n in group {
                if let Some(open) = self.open.get_mut(&numbers[n]) {
                    open.story = story;
                }
            }
        }
    }

    /// The documents that edges join to any of these, directly or not.
    fn around(&self, new: BTreeSet<u32>) -> BTreeSet<u32> {
        let mut later: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (&b, open) in &self.open {
            for (a, _) in &open.edges {
                later.entry(*a).or_default().push(b);
            }
        }
        let mut queue: Vec<u32> = new.iter().copied().collect();
        let mut around = new;
        while let Some(number) = queue.pop() {
            let earlier = self.open.get(&number).map_or(&[][..], |open| &open.edges);
            let near = earlier.iter().map(|(a, _)| a);
            for &next in near.chain(later.get(&number).into_iter().flatten()) {
                if self.open.contains_key(&next) && around.insert(next) {
                    queue.push(next);
                }
            }
        }
        around.retain(|number| self.open.contains_key(number));
        around
    }

    /// Lets go of what lies before the window, now and then.
    fn forget(&mut self) -> Vec<Settled> {
        let window = self.settings.window as usize;
        if self.window.len() <= window + window / 8 {
            return Vec::new();
        }
        if self.settings.pass > 0 {
            self.pass();
        }
        let gone = self.window.len() - window;
        self.window.drain(..gone);
        let first = self.documents() - window as u32;
        self.index.forget_before(first);
        self.furniture.forget_rare();
        self.settle(first)
    }

    /// Takes out the stories that have no document from `first` on.
    fn settle(&mut self, first: u32) -> Vec<Settled> {
        let mut stories: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (&number, open) in &self.open {
            stories.entry(open.story).or_default().push(number);
        }
        stories.retain(|_, members| members.iter().all(|&number| number < first));
        let mut settled = Vec::new();
        for members in stories.values() {
            let ids = members.iter().map(|n| (*n, self.open[n].id.clone()));
            let ids: BTreeMap<u32, String> = ids.collect();
            let least = ids.values().min().map_or("", String::as_str);
            let story = format!("s{}", short_hash(least));
            for (number, id) in &ids {
                let nearest = self.open.remove(number).and_then(|open| open.nearest);
                let joined = nearest.and_then(|(a, because)| Some((ids.get(&a)?.clone(), because)));
                settled.push(Settled {
                    id: id.clone(),
                    story: story.clone(),
                    joined,
                });
            }
        }
        settled
    }
}
