//! One passage in all its witnesses, aligned word by word.
//!
//! Candidates come from an index of shingles, pairs are aligned and scored, groups are made by
//! average linkage, and every place where witnesses differ becomes a classed variant.

pub mod align;
pub mod candidate;
pub mod circle;
mod class;
mod group;
pub mod lexical;
mod part;
pub mod passage;
pub mod score;
pub mod shape;
mod variant;
mod wording;

use super::{Pile, ident};
use crate::model::{Collation, Pointer, Relations, Variant};
use compact_str::CompactString;
use passage::Passage;
use score::Says;
use std::collections::BTreeMap;

/// Collations of quotations and statements, and the places where their witnesses differ. Writes
/// collation ids into the quotations.
pub fn find(pile: &mut Pile, relations: &Relations) -> (Vec<Collation>, Vec<Variant>) {
    let story = story_of(pile, relations);
    let stories = circle::stories(&story);
    let quoted = pile.quoted(&story).to_vec();
    // Statements meet inside one story only.
    let says = group::says(pile, &story, &stories);
    let kinds: [(Source, _, _); 2] = [
        (passage::quotations, &quoted, Says::default()),
        (passage::statements, &stories, says),
    ];
    let mut collations = Vec::new();
    let mut variants = Vec::new();
    for (of, circles, says) in kinds {
        let collate = |n: usize| {
            let mut passages = circle::passages(pile, &circles[n], of);
            let groups = group::groups(&mut passages, &story, &says, pile.workers);
            let collate = |_, group: &Vec<usize>| {
                let members: Vec<&Passage> = group.iter().map(|&n| &passages[n]).collect();
                [Collated::new(pile, relations, &story, group[0], &members)]
            };
            pile.workers.flat_map(&groups, collate)
        };
        let found = pile.workers.map(circles.len(), collate);
        let mut found: Vec<Collated> = found.into_iter().flatten().collect();
        found.sort_by_key(|collated| collated.first);
        for part in [false, true] {
            found.iter().for_each(|collated| collated.mark(pile, part));
        }
        for collated in found {
            collations.push(collated.collation);
            variants.extend(collated.variants);
        }
    }
    collations.shrink_to_fit();
    variants.shrink_to_fit();
    (collations, variants)
}

/// The passages of a document.
type Source = fn(&Pile, usize) -> Vec<Passage>;

/// A collation with its apparatus.
struct Collated {
    /// Document of its first witness, and the number of this passage in its circle.
    first: (usize, usize),
    collation: Collation,
    variants: Vec<Variant>,
    /// Its witnesses that are quotations or parts of them: document, index in its annotations, and
    /// whether it is a part.
    quotations: Vec<(usize, usize, bool)>,
}

impl Collated {
    fn new(
        pile: &Pile,
        relations: &Relations,
        story: &[usize],
        number: usize,
        members: &[&Passage],
    ) -> Self {
        let collation = collation(pile, relations, story, members);
        let is_translated = pile.is_translated(collation.speaker.as_ref());
        let longest = longest_of_each(members.iter().copied(), |p| p.document, |p| p.words.len());
        let quotation = |p: &&Passage| Some((p.document, p.quotation?, p.part));
        Collated {
            first: (members[0].document, number),
            variants: variant::variants(pile, &collation.id, &longest, is_translated),
            quotations: members.iter().filter_map(quotation).collect(),
            collation,
        }
    }

    /// A quotation belongs to the first collation that has all of it, else to the first that has
    /// some.
    fn mark(&self, pile: &mut Pile, part: bool) {
        let wanted = self.quotations.iter().filter(|(.., is)| *is == part);
        for &(document, quotation, _) in wanted {
            let quotation = &mut pile.annotations[document].quotations[quotation];
            let id = || self.collation.id.clone();
            quotation.collation.get_or_insert_with(id);
        }
    }
}

/// Index of the story of each document of the pile.
pub fn story_of(pile: &Pile, relations: &Relations) -> Vec<usize> {
    let of: BTreeMap<_, _> = (relations.stories.iter().enumerate())
        .flat_map(|(n, story)| story.documents.iter().map(move |d| (d, n)))
        .collect();
    let alone = relations.stories.len();
    let of = |(n, d): (usize, &crate::model::Document)| of.get(&d.id).copied().unwrap_or(alone + n);
    pile.documents.iter().enumerate().map(of).collect()
}

/// The longest of each document, in order of the documents; the first of equals. A headline that
/// repeats a part of what its own text quotes is no wording of its own.
pub(crate) fn longest_of_each<T: Copy, D: Ord>(
    all: impl IntoIterator<Item = T>,
    document: impl Fn(T) -> D,
    len: impl Fn(T) -> usize,
) -> Vec<T> {
    let mut longest: BTreeMap<D, T> = BTreeMap::new();
    for one in all {
        let known = longest.entry(document(one)).or_insert(one);
        if len(one) > len(*known) {
            *known = one;
        }
    }
    longest.into_values().collect()
}

fn collation(
    pile: &Pile,
    relations: &Relations,
    story: &[usize],
    members: &[&Passage],
) -> Collation {
    let pointer = |p: &&Passage| Pointer::new(&pile.documents[p.document].id, p.span);
    let witnesses: Vec<Pointer> = members.iter().map(pointer).collect();
    let fullest = members
        .iter()
        .rev()
        .max_by_key(|p| p.words.len())
        .unwrap_or(&members[0]);
    Collation {
        id: ident::id(
            "c",
            witnesses
                .iter()
                .map(|w| format!("{}:{}:{}", w.document, w.span.start, w.span.end)),
        ),
        story: main_story(relations, story, members),
        kind: members[0].kind,
        text: fullest
            .span
            .of(&pile.documents[fullest.document].text)
            .to_string(),
        speaker: speaker(members),
        wordings: wording::wordings(members),
        witnesses,
        rule: "aligned-words".into(),
    }
}

/// The story that most witnesses belong to; of several the first.
fn main_story(relations: &Relations, story: &[usize], members: &[&Passage]) -> CompactString {
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    members
        .iter()
        .for_each(|p| *count.entry(story[p.document]).or_default() += 1);
    let best = count
        .iter()
        .max_by_key(|&(n, count)| (count, std::cmp::Reverse(n)));
    best.and_then(|(&n, _)| relations.stories.get(n))
        .map_or(CompactString::default(), |s| s.id.clone())
}

/// The speaker that all witnesses which name one agree on.
fn speaker(members: &[&Passage]) -> Option<CompactString> {
    let mut named = members.iter().filter_map(|p| p.speaker.as_ref());
    let first = named.next()?;
    named.all(|other| other == first).then(|| first.clone())
}
