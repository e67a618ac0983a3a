//! Who took what from whom: edges between documents, and from named origins to documents.
//!
//! Each module finds the edges of one kind from one sort of evidence. Nothing is closed
//! transitively here; support decides what merges.

mod announced;
mod cited;
mod copied;
mod credit;
mod credited;
mod direction;
mod hearer;
mod informant;
mod nameless;
mod recalled;
mod shared_error;
mod speaker;
mod translation;

pub(crate) use announced::is_statement;
pub(crate) use cited::{Citation, citations};
pub use credit::WHOLE_DOCUMENT;
pub(crate) use credit::{Credit, of_document as credits};
pub(crate) use credited::is_own_outlet;
pub use credited::{name_key, origin_name};
pub(crate) use direction::is_before;
pub(crate) use informant::{
    INTERVIEW_ELSEWHERE, OWN_INTERVIEW, is_given_out, is_own_interview, is_release,
};
pub use translation::translated_speakers;

use super::{Pile, ident};
use crate::lexicon::outlet_name::calls_itself;
use crate::lexicon::same_outlet;
use crate::model::{
    Collation, Confidence, DocumentId, LineageEdge, Pointer, Relations, Reuse, Span,
};
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};

/// Edges between documents and from named origins to documents, in order of the document that
/// took.
pub fn find(pile: &Pile, relations: &Relations) -> Vec<LineageEdge> {
    let view = View::new(pile, relations);
    let kinds: [fn(&View) -> Vec<LineageEdge>; 8] = [
        credited::edges,
        informant::edges,
        announced::edges,
        copied::edges,
        translation::edges,
        shared_error::edges,
        cited::edges,
        recalled::edges,
    ];
    let edges = pile.workers.map(kinds.len(), |kind| kinds[kind](&view));
    let mut edges: Vec<LineageEdge> = edges.into_iter().flatten().collect();
    edges.extend(speaker::edges(&view, &edges));
    distinct(edges)
}

/// What the modules look things up in.
pub(crate) struct View<'a> {
    pub pile: &'a Pile,
    pub relations: &'a Relations,
    /// Index in the pile by document id.
    pub index: BTreeMap<&'a str, usize>,
    /// Collations with a witness in a document: (span of the witness, index of the collation).
    pub collations: Vec<Vec<(Span, usize)>>,
    /// Index of a collation by its id.
    collation_ids: BTreeMap<&'a str, usize>,
    /// (from, to) of the edges between documents that are directed and at least likely.
    taken: BTreeSet<(usize, usize)>,
    /// The same by the document that took.
    takers: BTreeMap<usize, Vec<usize>>,
    /// Documents by the key of the outlet that publishes them.
    pub outlets: BTreeMap<CompactString, Vec<usize>>,
    /// By document, whom it names for what it tells.
    credits: &'a [Vec<Credit>],
}

impl<'a> View<'a> {
    pub fn new(pile: &'a Pile, relations: &'a Relations) -> Self {
        let documents = pile.documents.iter().enumerate();
        let index: BTreeMap<&str, usize> = documents.map(|(n, d)| (d.id.as_str(), n)).collect();
        let taken = taken(relations, &index);
        let mut takers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &(from, to) in &taken {
            takers.entry(to).or_default().push(from);
        }
        let outlets = outlets(pile);
        let publishes = |name: &str| outlets.contains_key(&outlet_key(name));
        let credits = pile.credits(publishes);
        View {
            pile,
            relations,
            collations: witnesses(pile, relations, &index),
            index,
            collation_ids: (relations.collations.iter().enumerate())
                .map(|(n, c)| (c.id.as_str(), n))
                .collect(),
            taken,
            takers,
            outlets,
            credits,
        }
    }

    /// The first witness of a collation, other than in document `except`, that the outlet or agency
    /// of this name publishes: of the full name, or, where nobody bears it, of the one that goes by it.
    pub fn witness_of(&self, collation: &str, name: &str, except: Option<usize>) -> Option<usize> {
        let Some(documents) = self.outlets.get(&outlet_key(name)) else {
            return self.witness_called(collation, name, except);
        };
        let carries = |n: &&usize| {
            self.collations[**n]
                .iter()
                .any(|&(_, c)| self.relations.collations[c].id == collation)
        };
        documents
            .iter()
            .find(|n| Some(**n) != except && carries(n))
            .copied()
    }

    /// The first witness of the one outlet that shortens its name so: 'the Beacon' for 'Sunday Beacon'.
    fn witness_called(&self, collation: &str, name: &str, except: Option<usize>) -> Option<usize> {
        let collation = self.collation(collation)?;
        let witnesses = collation.witnesses.iter();
        let documents = witnesses.filter_map(|w| self.index.get(w.document.as_str()).copied());
        let outlet = |n: &usize| self.pile.documents[*n].outlet.as_deref();
        let called = |n: &usize| outlet(n).is_some_and(|outlet| calls_itself(outlet, name));
        let mut called = documents.filter(|n| Some(*n) != except && called(n));
        let first = called.next()?;
        let same = |n: usize| outlet(&n).map(outlet_key) == outlet(&first).map(outlet_key);
        called.all(same).then_some(first)
    }

    /// The documents with a witness of a collation.
    fn documents_of(&self, collation: &str) -> impl Iterator<Item = usize> {
        let witnesses = self.collation(collation).map(|c| c.witnesses.iter());
        let documents = witnesses.into_iter().flatten();
        documents.filter_map(|w| self.index.get(w.document.as_str()).copied())
    }

    fn collation(&self, id: &str) -> Option<&'a Collation> {
        let n = self.collation_ids.get(id)?;
        Some(&self.relations.collations[*n])
    }

    /// Runs that two documents share outside quotation marks.
    pub fn shared_runs(&self) -> impl Iterator<Item = ((usize, usize), &'a Reuse)> + '_ {
        let of = |id: &DocumentId| self.index.get(id.as_str()).copied();
        let runs = self.relations.reuse.iter().filter(|r| !r.quoted);
        runs.filter_map(move |r| Some(((of(&r.document_a)?, of(&r.document_b)?), r)))
    }

    /// It is at least likely that document `to` took from document `from`.
    pub fn took(&self, from: usize, to: usize) -> bool {
        self.taken.contains(&(from, to))
    }

    /// It is at least likely that one of the two took from the other.
    pub fn either_took(&self, a: usize, b: usize) -> bool {
        self.took(a, b) || self.took(b, a)
    }

    /// Documents from which document `to` took by any number of steps, each at least likely, that do
    /// not lead through document `past`.
    pub fn sources_of(&self, to: usize, past: Option<usize>) -> BTreeSet<usize> {
        let mut sources = BTreeSet::new();
        let mut open = vec![to];
        while let Some(next) = open.pop() {
            let from = self.takers.get(&next).into_iter().flatten();
            let from = from.filter(|from| Some(**from) != past);
            open.extend(from.filter(|&&from| sources.insert(from)));
        }
        sources
    }

    /// Ids of the collations that have a witness in `document` touching `span`.
    pub fn collations_at(&self, document: usize, span: Span) -> Vec<&'a str> {
        let here = self.collations[document]
            .iter()
            .filter(|(at, _)| at.overlaps(span));
        here.map(|&(_, c)| self.relations.collations[c].id.as_str())
            .collect()
    }

    pub fn pointer(&self, document: usize, span: Span) -> Pointer {
        Pointer::new(&self.pile.documents[document].id, span)
    }

    /// The words at a pointer, at most `limit` characters of them.
    pub fn words(&self, pointer: &Pointer, limit: usize) -> String {
        let document = self.index.get(pointer.document.as_str());
        document.map_or(String::new(), |&n| {
            shorten(pointer.span.of(&self.pile.documents[n].text), limit)
        })
    }

    /// What to call a document in a reason: its outlet, else its title, else its file.
    pub fn name(&self, document: usize) -> String {
        let document = &self.pile.documents[document];
        match (&document.outlet, &document.title) {
            (Some(outlet), _) => outlet.clone(),
            (None, Some(title)) => format!("‘{}’", shorten(title, 40)),
            (None, None) => file_name(&document.path, document.record, document.id.as_str()),
        }
    }
}

/// The witnesses of each document, each with the index of its collation.
fn witnesses(
    pile: &Pile,
    relations: &Relations,
    index: &BTreeMap<&str, usize>,
) -> Vec<Vec<(Span, usize)>> {
    let mut found = vec![Vec::new(); pile.documents.len()];
    for (c, collation) in relations.collations.iter().enumerate() {
        for witness in &collation.witnesses {
            if let Some(&n) = index.get(witness.document.as_str()) {
                found[n].push((witness.span, c));
            }
        }
    }
    found
}

/// (from, to) of the edges between documents that are directed and at least likely.
fn taken(relations: &Relations, index: &BTreeMap<&str, usize>) -> BTreeSet<(usize, usize)> {
    let of = |id: &str| index.get(id).copied();
    let shown =
        |e: &&LineageEdge| e.from_document && e.directed && e.confidence >= Confidence::Likely;
    let edges = relations.lineage.iter().filter(shown);
    edges
        .filter_map(|e| Some((of(&e.from)?, of(e.to.as_str())?)))
        .collect()
}

/// Documents by the key of the outlet that publishes them.
fn outlets(pile: &Pile) -> BTreeMap<CompactString, Vec<usize>> {
    let mut found: BTreeMap<CompactString, Vec<usize>> = BTreeMap::new();
    for (n, document) in pile.documents.iter().enumerate() {
        if let Some(outlet) = &document.outlet {
            found.entry(outlet_key(outlet)).or_default().push(n);
        }
    }
    found
}

/// What two names of one outlet have in common.
pub(crate) fn outlet_key(name: &str) -> CompactString {
    same_outlet::key(same_outlet::canonical(name))
}

/// The first `limit` characters of `words`, in one line, with an ellipsis where more follow.
pub(crate) fn shorten(words: &str, limit: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}

/// The file's name, with the record's number in a file of many.
fn file_name(path: &str, record: Option<usize>, id: &str) -> String {
    let name = path
        .rsplit(['/', '\\'])
        .next()
        .filter(|name| !name.is_empty())
        .unwrap_or(id);
    match record {
        Some(record) => format!("{name}, record {record}"),
        None => name.to_string(),
    }
}

/// One edge for each (from, to, collation, kind, rule), evidence joined; ids given.
fn distinct(edges: Vec<LineageEdge>) -> Vec<LineageEdge> {
    let mut found: BTreeMap<_, (LineageEdge, Vec<Pointer>)> = BTreeMap::new();
    for edge in edges {
        let key = (
            edge.to.clone(),
            edge.from.clone(),
            edge.collation.clone(),
            edge.kind,
            edge.rule.clone(),
        );
        let words = edge.evidence.clone();
        let (_, evidence) = found.entry(key).or_insert((edge, Vec::new()));
        evidence.extend_from_slice(&words);
    }
    found.into_values().map(finish).collect()
}

fn finish((mut edge, mut evidence): (LineageEdge, Vec<Pointer>)) -> LineageEdge {
    evidence.sort();
    evidence.dedup();
    edge.evidence = evidence.into();
    let kind = format!("{:?}", edge.kind);
    let collation = edge.collation.clone().unwrap_or_default();
    edge.id = ident::id(
        "l",
        [
            edge.from.as_str(),
            edge.to.as_str(),
            &collation,
            &kind,
            &edge.rule,
        ],
    );
    edge
}
