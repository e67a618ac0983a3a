//! Documents about one event, and links between such stories.

pub mod candidate;
pub mod cluster;
mod link;
pub mod score;
pub mod vector;

use super::Pile;
use super::reuse;
use super::terms::Terms;
use super::workers::Workers;
use crate::model::{Day, Document, DocumentId, Reuse, Story};
use cluster::Edge;
pub use link::{links, story_of};
use score::{Model, Pair};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use vector::Fields;

/// Share of either text that two copies of one article have in common.
const COPY: f64 = 0.8;

/// Stories of the pile; every document belongs to exactly one.
pub fn find(pile: &Pile, terms: &Terms, reuse: &[Reuse]) -> Vec<Story> {
    among(&pile.documents, terms, reuse, pile.workers)
}

/// Stories of documents that are in order of id.
pub fn among(
    documents: &[Document],
    terms: &Terms,
    reuse: &[Reuse],
    workers: Workers,
) -> Vec<Story> {
    let model = Model::shipped();
    let edges = edges(&pairs(documents, terms, reuse, workers), model);
    let copies = copies(documents, reuse);
    let groups = cluster::average_linkage(&copies, &edges, model.threshold);
    let closeness = closeness(documents.len(), &groups, &edges);
    let story = |group: &Vec<usize>| story(documents, group, &closeness);
    let mut stories: Vec<Story> = groups.iter().map(story).collect();
    stories.sort_by(|a, b| (&a.earliest, &a.id).cmp(&(&b.earliest, &b.id)));
    stories
}

/// For every document the first that it is a copy of, or itself.
pub fn copies(documents: &[Document], reuse: &[Reuse]) -> Vec<usize> {
    let at: HashMap<_, _> = documents
        .iter()
        .enumerate()
        .map(|(n, d)| (&d.id, n))
        .collect();
    let mut first: Vec<usize> = (0..documents.len()).collect();
    let whole = |row: &&Reuse| row.containment_a >= COPY && row.containment_b >= COPY;
    for row in reuse.iter().filter(whole) {
        if let (Some(&a), Some(&b)) = (at.get(&row.document_a), at.get(&row.document_b)) {
            first[a.max(b)] = first[a.max(b)].min(a.min(b));
        }
    }
    for document in 0..first.len() {
        first[document] = first[first[document]];
    }
    first
}

/// Stories of documents that are in order of id, from their words alone.
pub fn alone(documents: &[Document], workers: Workers) -> Vec<Story> {
    let terms = Terms::new(documents, workers);
    let reuse = reuse::between(documents, &terms, workers);
    among(documents, &terms, &reuse, workers)
}

/// Candidate pairs of documents that are in order of id, with what speaks for and against each.
pub fn pairs(
    documents: &[Document],
    terms: &Terms,
    reuse: &[Reuse],
    workers: Workers,
) -> Vec<Pair> {
    let field = |at: usize, document: &Document| [Fields::new(document, terms, at)];
    let fields = workers.flat_map(documents, field);
    score::pairs(documents, terms, reuse, &fields, workers)
}

/// The pairs with their probabilities.
pub fn edges(pairs: &[Pair], model: &Model) -> Vec<Edge> {
    let edge = |p: &Pair| (p.a, p.b, model.probability(&p.features));
    pairs.iter().map(edge).collect()
}

fn story(documents: &[Document], group: &[usize], closeness: &[f64]) -> Story {
    let closest = |x: &&usize, y: &&usize| closeness[**x].total_cmp(&closeness[**y]).then(y.cmp(x));
    let central = group.iter().max_by(closest).copied().unwrap_or(group[0]);
    let mut order = group.to_vec();
    order.sort_by_key(|&d| by_day(documents, d));
    let ids: Vec<_> = order.iter().map(|&d| documents[d].id.clone()).collect();
    let least = ids.iter().min().map_or("", |id| id.as_str());
    let mut story = Story {
        id: format!("s{}", short_hash(least)),
        title: title(&documents[central]),
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
    story.earliest = earliest.map(|day| day.to_string());
    story.latest = latest.map(|day| day.to_string());
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

fn short_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
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
