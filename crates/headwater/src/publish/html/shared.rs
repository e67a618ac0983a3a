//! What a document shares with others: notes in its margin, and reused passages beside each other.

use super::place::{Place, Places, address};
use crate::model::{LineageKind, Pointer, Reuse, Span};
use crate::publish::view::{View, count, origins};
use std::collections::{BTreeSet, HashMap};

/// Reused passages shown beside each other.
const PASSAGES: usize = 60;
/// Words that tell which passage a note is about.
const OPENING: usize = 5;

/// For every document what ties it to others.
pub struct Neighbours<'a> {
    reuse: Vec<Vec<&'a Reuse>>,
    /// Numbers of a story in the view and of a collation in that story.
    collations: Vec<Vec<(usize, usize)>>,
    stories: Vec<Option<usize>>,
}

/// A note beside the block of a document that it is about.
pub struct Note {
    /// First byte of the words it is about.
    pub start: usize,
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// `credited`, `uncredited`, `given`, `collated` or `withdrawn`.
    pub class: &'static str,
}

/// A passage of a document beside the same of another.
pub struct Reused<'a> {
    pub here: Place<'a>,
    pub there: Place<'a>,
    pub words: usize,
    pub verb: &'static str,
    pub credit: Option<String>,
    pub class: &'static str,
}

impl<'a> Neighbours<'a> {
    /// Looks at all documents.
    pub fn new(view: &View<'a>) -> Self {
        let empty = view.case.documents.len();
        let mut all = Neighbours {
            reuse: vec![Vec::new(); empty],
            collations: vec![Vec::new(); empty],
            stories: vec![None; empty],
        };
        for row in &view.case.relations.reuse {
            let ends = [&row.document_a, &row.document_b];
            for n in ends.into_iter().filter_map(|d| view.index(d)) {
                all.reuse[n].push(row);
            }
        }
        for (story, it) in view.stories.iter().enumerate() {
            it.documents
                .iter()
                .for_each(|n| all.stories[*n] = Some(story));
            for (number, c) in it.collations.iter().enumerate() {
                let mut carriers: Vec<_> = (c.collation.witnesses.iter())
                    .filter_map(|w| view.index(&w.document))
                    .collect();
                carriers.dedup();
                carriers
                    .iter()
                    .for_each(|n| all.collations[*n].push((story, number)));
            }
        }
        all
    }

    /// Number of the story that a document belongs to.
    pub fn story(&self, document: usize) -> Option<usize> {
        self.stories[document]
    }

    /// Numbers of the other stories that a document shares words with.
    pub fn stories(&self, view: &View<'a>, document: usize) -> BTreeSet<usize> {
        let id = &view.case.documents[document].id;
        let others = self.reuse[document].iter().map(|row| {
            let (a, b) = (&row.document_a, &row.document_b);
            if a == id { b } else { a }
        });
        let others = others.filter_map(|d| self.stories[view.index(d)?]);
        let collated = self.collations[document].iter().map(|(story, _)| *story);
        let own = self.stories[document];
        let all = others.chain(collated);
        all.filter(|story| Some(*story) != own).collect()
    }

    /// Notes about a document, in order of its text.
    pub fn notes(&self, view: &View<'a>, document: usize) -> Vec<Note> {
        let id = &view.case.documents[document].id;
        let mut notes = Vec::new();
        for &(story, number) in &self.collations[document] {
            let it = &view.stories[story].collations[number];
            let here = it.collation.witnesses.iter().filter(|w| w.document == *id);
            let rests = it
                .support
                .map_or(String::new(), |s| format!(", rests on {}", origins(s)));
            notes.extend(here.map(|w| Note {
                start: w.span.start,
                text: format!(
                    "“{}” in {}{rests}",
                    opening(view.words(w)),
                    count(it.weight().0, "document", "documents")
                ),
                href: Some(address("collation", &it.collation.id)),
                class: "collated",
            }));
        }
        notes.extend(taken_back(view, document));
        notes.extend(self.shared(view, document).map(|shared| Note {
            start: shared.here.start,
            text: shared.text(view),
            href: Places::Site.document(view, shared.other),
            class: shared.class(),
        }));
        notes.sort_by_key(|n| n.start);
        notes
    }

    /// Reused passages of a document in order of its text.
    pub fn reused(&self, view: &View<'a>, document: usize) -> Vec<Reused<'a>> {
        let mut all: Vec<_> = self.shared(view, document).collect();
        all.sort_by_key(|s| (s.here.start, s.other));
        let place = |n: usize, span| Places::Site.to(view, &view.case.documents[n].id, span);
        let part = |shared: Shared| Reused {
            here: place(document, shared.here),
            there: place(shared.other, shared.there),
            words: shared.words,
            verb: shared.verb,
            class: shared.class(),
            credit: shared.credit,
        };
        all.into_iter().take(PASSAGES).map(part).collect()
    }

    fn shared(&self, view: &View<'a>, document: usize) -> impl Iterator<Item = Shared> {
        let ties = self.ties(view, document);
        let id = view.case.documents[document].id.clone();
        let rows = self.reuse[document].iter();
        rows.filter_map(move |row| {
            let [in_a, in_b] = row.spans();
            let (a, b) = ((&row.document_a, in_a), (&row.document_b, in_b));
            let ((_, here), (other, there)) = if *a.0 == id { (a, b) } else { (b, a) };
            let other = view.index(other)?;
            let tie = ties.get(&other).copied().unwrap_or_default();
            Some(Shared {
                here,
                other,
                there,
                words: row.words,
                verb: match (row.quoted, tie.from, tie.to) {
                    (true, ..) => "quotes the same as",
                    (_, true, false) => "takes from",
                    (_, false, true) => "gives to",
                    _ => "shares with",
                },
                credit: credit(view, document, here, tie.credited.then_some(other)),
            })
        })
        .collect::<Vec<_>>()
        .into_iter()
    }

    /// How the lineage ties a document to others.
    fn ties(&self, view: &View<'a>, document: usize) -> HashMap<usize, Tie> {
        let id = &view.case.documents[document].id;
        let mut ties: HashMap<usize, Tie> = HashMap::new();
        let edges = self.stories[document].map_or(&[][..], |s| &view.stories[s].lineage);
        for edge in edges.iter().filter(|e| e.from_document) {
            let from = view.index(&edge.from.as_str().into());
            if let Some(from) = from.filter(|_| edge.to == *id) {
                let tie = ties.entry(from).or_default();
                tie.from |= edge.directed;
                tie.credited |= edge.kind == LineageKind::Credited;
            } else if let Some(to) = view.index(&edge.to).filter(|_| edge.from == id.as_str()) {
                ties.entry(to).or_default().to |= edge.directed;
            }
        }
        ties
    }
}

#[derive(Clone, Copy, Default)]
struct Tie {
    /// The document took from the other.
    from: bool,
    /// The other took from the document.
    to: bool,
    /// The document names the other.
    credited: bool,
}

struct Shared {
    here: Span,
    other: usize,
    there: Span,
    words: usize,
    verb: &'static str,
    credit: Option<String>,
}

impl Shared {
    fn class(&self) -> &'static str {
        match (self.verb, &self.credit) {
            ("gives to", _) => "given",
            (_, Some(_)) => "credited",
            _ => "uncredited",
        }
    }

    fn text(&self, view: &View) -> String {
        let credit = match (self.class(), &self.credit) {
            ("given", _) => String::new(),
            (_, Some(source)) => format!("; credits {source}"),
            _ => "; not credited".into(),
        };
        format!(
            "{} {} ({}){credit}",
            self.verb,
            view.label(self.other),
            count(self.words, "word", "words")
        )
    }
}

/// Words of a document that were taken back, by itself or by another.
fn taken_back(view: &View, document: usize) -> Vec<Note> {
    let id = &view.case.documents[document].id;
    let mut notes = Vec::new();
    for row in view.withdrawals(document) {
        let correction = Pointer::new(&row.document, row.excerpt.span);
        let carried = row.carriers.iter().filter(|c| c.document == *id);
        notes.extend(carried.map(|c| Note {
            start: c.excerpt.span.start,
            text: format!("taken back by {}", view.label_of(row.document.as_str())),
            href: Places::Site.at(view, &correction).href,
            class: "withdrawn",
        }));
        if row.document == *id {
            let still = row.carriers.len();
            notes.push(Note {
                start: row.excerpt.span.start,
                text: format!(
                    "takes words back; {} still there",
                    count(still, "sentence is", "sentences are")
                ),
                href: Some(address("story", &row.story)),
                class: "withdrawn",
            });
        }
    }
    notes
}

/// The first words of a passage.
fn opening(words: &str) -> String {
    let mut first: Vec<&str> = words.split_whitespace().take(OPENING + 1).collect();
    let more = first.len() > OPENING;
    first.truncate(OPENING);
    first.join(" ") + if more { " …" } else { "" }
}

/// Whom a document names as the source of the words at `span`.
fn credit(view: &View, document: usize, span: Span, named: Option<usize>) -> Option<String> {
    let attributions = &view.case.annotations[document].attributions;
    let here = attributions
        .iter()
        .find(|a| a.scope.overlaps(span) || a.excerpt.span.overlaps(span));
    here.map(|a| a.source.to_string())
        .or_else(|| named.map(|other| view.label(other).to_string()))
}
