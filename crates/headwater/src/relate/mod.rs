//! Relates the documents of a pile. Works from indexes: candidates, then scores, then decisions;
//! only candidate generation sees the whole pile. Cannot fail: bad input is a value.

pub mod claims;
pub mod collation;
pub mod date;
mod dated_outlet;
pub mod discrepancy;
pub mod entity;
pub mod furniture;
pub mod gap;
mod ident;
pub mod lineage;
pub mod part;
pub mod press;
pub mod rarity;
pub mod reuse;
mod short_name;
pub mod story;
pub mod support;
pub mod terms;
pub mod timeline;
pub mod what_if;
pub mod withdrawal;
pub mod workers;

use crate::lexicon::withdrawal::Withdrawn;
use crate::model::{Annotations, Document, Pointer, Relations, Span};
use compact_str::CompactString;
use lineage::Credit;
use press::Press;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use terms::{Term, Terms};
use workers::Workers;

/// The documents of a pile with their annotations, in order of id.
pub struct Pile {
    /// Documents.
    pub documents: Vec<Document>,
    /// One for each document.
    pub annotations: Vec<Annotations>,
    /// Names of the entities by id, once they are found.
    pub names: BTreeMap<CompactString, String>,
    /// Entity ids of speakers who are known to be translated, each with the first words that say
    /// so, once the entities are found.
    pub translated: BTreeMap<CompactString, Pointer>,
    /// What the user decided about names.
    pub decided: entity::Decided,
    /// Who relates them.
    pub workers: Workers,
    /// By document and mention, once asked for: the hash of the name's folded words.
    mention_keys: Vec<OnceLock<Vec<Term>>>,
    /// By document, once asked for: its sentences that take something back.
    taken_back: Vec<OnceLock<Vec<(Span, Withdrawn)>>>,
    press: OnceLock<Press>,
    /// By document, whom it names for what it tells, once asked for.
    credits: OnceLock<Vec<Vec<Credit>>>,
    /// Documents among which quotations can be one, once asked for.
    quoted: OnceLock<Vec<Vec<usize>>>,
}

impl Pile {
    /// A pile whose entities are not yet found.
    pub fn new(documents: Vec<Document>, annotations: Vec<Annotations>, workers: Workers) -> Self {
        Pile {
            mention_keys: vec![OnceLock::new(); documents.len()],
            taken_back: vec![OnceLock::new(); documents.len()],
            press: OnceLock::new(),
            credits: OnceLock::new(),
            quoted: OnceLock::new(),
            documents,
            annotations,
            names: BTreeMap::new(),
            translated: BTreeMap::new(),
            decided: entity::Decided::default(),
            workers,
        }
    }

    /// The speaker of a passage is known to be translated.
    pub fn is_translated(&self, speaker: Option<&CompactString>) -> bool {
        speaker.is_some_and(|speaker| self.translated.contains_key(speaker))
    }

    /// Who passes news on in this pile.
    pub fn press(&self) -> &Press {
        self.press
            .get_or_init(|| Press::new(&self.documents, &self.annotations))
    }

    /// By document, whom it names for what it tells; to be asked for when the entities are found.
    /// `publishes` tells whether a source publishes a document of the pile.
    fn credits(&self, publishes: impl Fn(&str) -> bool + Sync) -> &[Vec<Credit>] {
        let of = |n, _: &Document| [lineage::credits(self, n, &publishes)];
        self.credits
            .get_or_init(|| self.workers.flat_map(&self.documents, of))
    }

    /// Circles of documents whose quotations can be one; `story` gives the story of each document,
    /// once the stories are found.
    fn quoted(&self, story: &[usize]) -> &[Vec<usize>] {
        self.quoted
            .get_or_init(|| collation::circle::quoted(self, story))
    }

    /// For each mention of a document the hash of its folded words: equal for one name.
    fn mention_keys(&self, document: usize) -> &[Term] {
        let mentions = &self.annotations[document].mentions;
        let keys = || mentions.iter().map(|m| lineage::name_key(&m.excerpt.text));
        self.mention_keys[document].get_or_init(|| keys().collect())
    }

    /// The sentences of a document that take something back, with what.
    fn taken_back(&self, document: usize) -> &[(Span, Withdrawn)] {
        let find =
            || withdrawal::taken_back(&self.documents[document], &self.annotations[document]);
        self.taken_back[document].get_or_init(find)
    }

    /// The name of an entity.
    pub fn entity_name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}

/// Relates a pile. Dates that follow from a story are written into the documents and their time
/// expressions, entity ids into mentions and speakers, collation ids into quotations.
pub fn relate(pile: &mut Pile) -> Relations {
    let terms = Terms::new(&pile.documents, pile.workers);
    let mut relations = Relations {
        reuse: reuse::find(pile, &terms),
        ..Relations::default()
    };
    relations.stories = story::find(pile, &terms);
    relations.story_links = story::links(pile, &terms, &relations.stories);
    date::infer(pile, &terms, &mut relations.stories, &relations.story_links);
    // The words of the whole pile are not needed any more.
    drop(terms);
    relations.entities = entity::find(pile, &relations.stories);
    pile.names = relations
        .entities
        .iter()
        .map(|e| (e.id.clone(), e.name.clone()))
        .collect();
    pile.translated = lineage::translated_speakers(pile);
    for entity in &mut relations.entities {
        entity.translated = pile.translated.get(&entity.id).cloned();
    }
    (relations.collations, relations.variants) = collation::find(pile, &relations);
    relations.lineage = lineage::find(pile, &relations);
    let view = lineage::View::new(pile, &relations);
    let (support, discrepancies) = (support::find(&view, &[]), discrepancy::find(&view));
    let (gaps, withdrawals) = (gap::find(&view), withdrawal::find(&view));
    (relations.support, relations.discrepancies) = (support, discrepancies);
    (relations.attribution_gaps, relations.withdrawals) = (gaps, withdrawals);
    relations.timeline = timeline::find(pile, &relations.stories);
    relations
}
