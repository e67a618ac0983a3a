//! Documents about one event, and links between such stories.
//!
//! Every document looks up earlier ones in an index (`candidate`), each pair gets a probability from
//! printable features (`score`), and average linkage makes groups of the pairs (`cluster`). The
//! whole pile at once and a stream of documents (`stream`) use the same graph, model and threshold.

pub mod candidate;
pub mod cluster;
pub mod company;
pub mod event;
mod furniture;
mod link;
mod reference_day;
pub mod score;
pub mod sight;
pub mod stream;
pub mod vector;

use super::Pile;
use super::rarity::Rarities;
use super::terms::{self, Term, Terms};
use super::workers::Workers;
use crate::model::{Day, Document, DocumentId, Story, short_hash};
use candidate::{Found, Index};
use cluster::Edge;
use compact_str::{ToCompactString, format_compact};
use furniture::Furniture;
pub use link::{links, story_of};
use score::{Around, Model, Pair, Spread};
use sight::Sight;
use std::collections::{BTreeMap, BTreeSet};
use vector::Fields;

/// Share of the runs of four words of either text that two copies of one article have in common.
const COPY: f64 = 0.8;
/// Stories beside its own that a round-up tells of.
const SEVERAL: usize = 2;
/// Probability below which a pair counts for nothing.
const NO_EDGE: f64 = 0.05;

/// The groups of a pile, with what joined them.
pub struct Grouped {
    /// Indexes of the documents of each group.
    pub groups: Vec<Vec<usize>>,
    /// Pairs of documents with their probabilities.
    pub edges: Vec<Edge>,
    /// Where it was asked for, for every document but the first of its group the pair that speaks
    /// most for its place.
    pub joined: Vec<Option<Box<Pair>>>,
}

/// Stories of the pile; every document belongs to exactly one.
pub fn find(pile: &Pile, terms: &Terms) -> Vec<Story> {
    let sight = |n: usize| Sight::new(&pile.documents[n], terms.words(n).to_vec());
    let grouped = grouped(pile.documents.len(), sight, false, pile.workers);
    stories(&pile.documents, &grouped)
}

/// Stories of documents that are in order of id, from their words alone; where `explain` asks for
/// it, with what joined each document to its story.
pub fn alone(documents: &[Document], explain: bool, workers: Workers) -> (Vec<Story>, Grouped) {
    let sight = |n: usize| Sight::new(&documents[n], terms::words(&documents[n]));
    let grouped = grouped(documents.len(), sight, explain, workers);
    (stories(documents, &grouped), grouped)
}

/// A pair with its probability; its features are kept only to explain it.
struct Judged {
    edge: Edge,
    pair: Option<Box<Pair>>,
}

fn grouped(
    count: usize,
    sight: impl Fn(usize) -> Sight + Sync,
    explain: bool,
    workers: Workers,
) -> Grouped {
    let model = Model::shipped();
    let judge = |pair: Pair| {
        let edge = edge(&pair, model);
        (explain || edge.2 >= NO_EDGE).then(|| Judged {
            edge,
            pair: explain.then(|| Box::new(pair)),
        })
    };
    let unlikely = (!explain).then_some((model, NO_EDGE));
    let (judged, copies) = pairs(count, sight, workers, unlikely, judge);
    let edges = judged.iter().map(|judged| judged.edge);
    let edges: Vec<Edge> = edges.filter(|edge| edge.2 >= NO_EDGE).collect();
    let edges = model.look_again(count, &edges);
    let groups = cluster::average_linkage(&copies, &edges, model.limits);
    let joined = joined(count, &groups, judged);
    Grouped {
        groups,
        edges,
        joined,
    }
}

fn stories(documents: &[Document], grouped: &Grouped) -> Vec<Story> {
    let closeness = closeness(documents.len(), &grouped.groups, &grouped.edges);
    let round_ups = round_ups(grouped);
    let story = |group: &Vec<usize>| Story {
        round_ups: (group.iter().filter(|d| round_ups.contains(d)))
            .map(|&d| documents[d].id.clone())
            .collect(),
        ..story(documents, group, &closeness)
    };
    let mut stories: Vec<Story> = grouped.groups.iter().map(story).collect();
    stories.sort_by(|a, b| (&a.earliest, &a.id).cmp(&(&b.earliest, &b.id)));
    stories
}

/// What of a document is counted over the pile.
struct Seen {
    distinct: Vec<Term>,
    lines: Vec<Term>,
    day: Option<i32>,
}

/// What `keep` keeps of the candidate pairs of documents, each with what speaks for and against
/// it, and for every document the first of which it is a copy, or itself. Pairs to which a model
/// gives less than a probability may be left out.
pub fn pairs<T: Send + Sync>(
    count: usize,
    sight: impl Fn(usize) -> Sight + Sync,
    workers: Workers,
    least: Option<(&Model, f64)>,
    keep: impl Fn(Pair) -> Option<T> + Sync,
) -> (Vec<T>, Vec<usize>) {
    let numbers: Vec<usize> = (0..count).collect();
    let seen = workers.flat_map(&numbers, |n, _| {
        let sight = sight(n);
        [Seen {
            distinct: sight.distinct(),
            lines: sight.distinct_lines(),
            day: sight.day(),
        }]
    });
    let (mut rarities, mut furniture) = (Rarities::default(), Furniture::default());
    for seen in &seen {
        rarities.add(&seen.distinct);
        furniture.add(&seen.lines);
    }
    // In order of time, as a stream would bring them; undated documents come last.
    let mut order = numbers;
    order.sort_by_key(|&n| (seen[n].day.is_none(), seen[n].day, n));
    drop(seen);
    let weigh = |_, &n: &usize| {
        let rarity = |term| rarities.rarity(term);
        [sight(n).fields(rarity, |line| furniture.holds(line))]
    };
    let fields: Vec<Fields> = workers.flat_map(&order, weigh);
    let mut index = Index::default();
    let found: Vec<Found> = fields.iter().map(|fields| index.add(fields)).collect();
    drop(index);
    let mut spread = Spread::default();
    for (b, of) in found.iter().enumerate() {
        let days = of.earlier.iter().map(|&a| fields[a as usize].day);
        days.for_each(|day| spread.add(day, fields[b].day));
    }
    let score = |b: usize, of: &Found| {
        let mut looked = Looked {
            kept: Vec::new(),
            copies: Vec::new(),
        };
        for a in of.earlier.iter().map(|&a| a as usize) {
            let around = Around {
                density: (found[a].density, of.density),
                documents: count,
                spread,
            };
            let at = (order[a].min(order[b]), order[a].max(order[b]));
            if let Some((pair, is_copy)) = pair(at, (&fields[a], &fields[b]), around, least) {
                looked.copies.extend(is_copy.then_some(at));
                looked.kept.extend(keep(pair));
            }
        }
        looked.kept.shrink_to_fit();
        [looked]
    };
    let looked = workers.flat_map(&found, score);
    drop(fields);
    let mut copies: Vec<usize> = (0..count).collect();
    for &(a, b) in looked.iter().flat_map(|looked| &looked.copies) {
        copies[b] = copies[b].min(a);
    }
    for document in 0..count {
        copies[document] = copies[copies[document]];
    }
    let kept = looked.into_iter().flat_map(|looked| looked.kept);
    (kept.collect(), copies)
}

/// What is found when one document is compared with its candidates.
struct Looked<T> {
    kept: Vec<T>,
    /// Pairs that are copies of one article.
    copies: Vec<(usize, usize)>,
}

/// The features of two documents, and whether they are copies of one article.
fn pair(
    at: (usize, usize),
    of: (&Fields, &Fields),
    around: Around,
    least: Option<(&Model, f64)>,
) -> Option<(Pair, bool)> {
    let mut features = score::of_words(of.0, of.1, around)?;
    if least.is_some_and(|(model, least)| !model.may_reach(least, &features)) {
        return None;
    }
    let is_copy = score::add_runs(&mut features, of.0, of.1) >= COPY;
    let pair = Pair {
        a: at.0,
        b: at.1,
        features,
    };
    Some((pair, is_copy))
}

/// The pairs with their probabilities, where these count.
pub fn edges(pairs: &[Pair], model: &Model) -> Vec<Edge> {
    let all = pairs.iter().map(|pair| edge(pair, model));
    all.filter(|edge| edge.2 >= NO_EDGE).collect()
}

fn edge(pair: &Pair, model: &Model) -> Edge {
    (pair.a, pair.b, model.probability(&pair.features))
}

/// For every document the likeliest pair with an earlier one of its group, if pairs were kept.
fn joined(count: usize, groups: &[Vec<usize>], judged: Vec<Judged>) -> Vec<Option<Box<Pair>>> {
    let mut group_of = vec![0; count];
    for (n, group) in groups.iter().enumerate() {
        group.iter().for_each(|&d| group_of[d] = n);
    }
    let mut best: Vec<Option<(f64, Box<Pair>)>> = Vec::new();
    best.resize_with(count, || None);
    for judged in judged {
        let (a, b, probability) = judged.edge;
        let beaten = best[b]
            .as_ref()
            .is_none_or(|(known, _)| probability > *known);
        if let Some(pair) = judged.pair
            && group_of[a] == group_of[b]
            && beaten
        {
            best[b] = Some((probability, pair));
        }
    }
    let pairs = best.into_iter();
    pairs.map(|best| best.map(|(_, pair)| pair)).collect()
}

fn story(documents: &[Document], group: &[usize], closeness: &[f64]) -> Story {
    let closest = |x: &&usize, y: &&usize| closeness[**x].total_cmp(&closeness[**y]).then(y.cmp(x));
    let central = group.iter().max_by(closest).copied().unwrap_or(group[0]);
    let mut order = group.to_vec();
    order.sort_by_key(|&d| by_day(documents, d));
    let ids: Vec<_> = order.iter().map(|&d| documents[d].id.clone()).collect();
    let least = ids.iter().min().map_or("", |id| id.as_str());
    let mut story = Story {
        id: format_compact!("s{}", short_hash(least)),
        title: title(&documents[central]),
        round_ups: Vec::new(),
        earliest: None,
        latest: None,
        documents: ids,
    };
    set_days(&mut story, order.iter().map(|&d| &documents[d]));
    story
}

/// Sets the days between which the story was published, where its documents tell.
pub(super) fn set_days<'a>(
    story: &mut Story,
    documents: impl Iterator<Item = &'a Document> + Clone,
) {
    let earliest = documents
        .clone()
        .filter_map(|d| d.published.earliest())
        .min();
    let latest = documents.filter_map(|d| d.published.latest()).max();
    story.earliest = earliest.map(|day| day.to_compact_string());
    story.latest = latest.map(|day| day.to_compact_string());
}

/// Sets the days and the order of documents anew, after dates of documents became known.
pub fn refresh(pile: &Pile, stories: &mut [Story]) {
    let find = |id: &DocumentId| pile.documents.binary_search_by(|d| d.id.cmp(id)).ok();
    for story in stories.iter_mut() {
        let mut order: Vec<usize> = story.documents.iter().filter_map(find).collect();
        order.sort_by_key(|&d| by_day(&pile.documents, d));
        story.documents = order
            .iter()
            .map(|&d| pile.documents[d].id.clone())
            .collect();
        set_days(story, order.iter().map(|&d| &pile.documents[d]));
    }
    stories.sort_by(|a, b| (&a.earliest, &a.id).cmp(&(&b.earliest, &b.id)));
}

/// Undated documents come last.
fn by_day(documents: &[Document], at: usize) -> (bool, Option<Day>, usize) {
    let day = documents[at].published.earliest();
    (day.is_none(), day, at)
}

/// Documents that stand near documents of several other stories.
fn round_ups(grouped: &Grouped) -> BTreeSet<usize> {
    let mut group_of = vec![0; grouped.joined.len()];
    for (n, group) in grouped.groups.iter().enumerate() {
        group.iter().for_each(|&d| group_of[d] = n);
    }
    let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let threshold = Model::shipped().limits.threshold;
    let across = |edge: &&Edge| edge.2 >= threshold && group_of[edge.0] != group_of[edge.1];
    for &(a, b, _) in grouped.edges.iter().filter(across) {
        near.entry(a).or_default().insert(group_of[b]);
        near.entry(b).or_default().insert(group_of[a]);
    }
    let several = near
        .into_iter()
        .filter(|(_, stories)| stories.len() >= SEVERAL);
    several.map(|(document, _)| document).collect()
}

/// For every document, how close the others of its group are to it.
fn closeness(documents: usize, groups: &[Vec<usize>], edges: &[Edge]) -> Vec<f64> {
    let mut group_of = vec![0; documents];
    for (n, group) in groups.iter().enumerate() {
        group.iter().for_each(|&d| group_of[d] = n);
    }
    let mut closeness = vec![0.0; documents];
    for &(a, b, probability) in edges.iter().filter(|e| group_of[e.0] == group_of[e.1]) {
        closeness[a] += probability;
        closeness[b] += probability;
    }
    closeness
}

/// A document's headline, or its first line.
fn title(document: &Document) -> String {
    let first = || {
        let mut lines = document
            .article()
            .flat_map(|b| b.span.of(&document.text).lines());
        lines
            .find(|line| !line.trim().is_empty())
            .map(|line| line.trim().to_string())
    };
    document.title.clone().or_else(first).unwrap_or_default()
}

#[cfg(test)]
mod tests;
