//! The same words put into two mouths.

use super::{Draft, side};
use crate::lexicon::name_form::NameForm;
use crate::lexicon::same_name::{Name, must_stay_apart};
use crate::model::{Discrepancy, EntityType};
use crate::relate::collation::passage::{Passage, quotations};
use crate::relate::collation::score::{aligned, shapes, speakers_clash};
use crate::relate::collation::shape::is_similar;
use crate::relate::collation::{candidate, story_of};
use crate::relate::lineage::View;
use std::collections::{BTreeMap, BTreeSet};

/// Words below which two people may well say the same.
const WORDS: usize = 8;
const CONTAINED: f64 = 0.9;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    // Who speaks for a body is no other speaker.
    let entities = view.relations.entities.iter();
    let persons: BTreeSet<&str> = entities
        .filter(|e| e.kind == EntityType::Person)
        .map(|e| e.id.as_str())
        .collect();
    let circles = view.pile.quoted(&story);
    let found = |n: usize| in_circle(view, &story, &persons, &circles[n]);
    let found = view.pile.workers.map(circles.len(), found);
    found.into_iter().flatten().collect()
}

fn in_circle(
    view: &View,
    story: &[usize],
    persons: &BTreeSet<&str>,
    circle: &[usize],
) -> Vec<Discrepancy> {
    // Pronouns and neighbours err more often than newspapers do.
    let is_sure = |p: &Passage| {
        let quotation = p
            .quotation
            .map(|q| &view.pile.annotations[p.document].quotations[q]);
        let person = p.speaker.as_deref().is_some_and(|id| persons.contains(id));
        person
            && quotation.is_some_and(|q| q.speaker_how == "name")
            && p.name.as_deref().is_some_and(|name| name.contains(' '))
    };
    let is_long = |p: &Passage| p.forms().count() >= WORDS && is_sure(p);
    let mut index = candidate::Index::default();
    let mut long: Vec<Option<Box<Long>>> = Vec::new();
    for &n in circle {
        for (nth, passage) in quotations(view.pile, n).into_iter().enumerate() {
            index.add(&passage, story[n]);
            long.push(is_long(&passage).then(|| Long::new(nth, passage)));
        }
    }
    let mut pairs = met(index, &long, story);
    pairs.retain(|(a, b)| {
        let (a, b) = (&a.passage, &b.passage);
        speakers_clash(a, b) || are_namesakes(a, b)
    });
    pairs.sort_by_key(|(a, _)| story[a.passage.document]);
    let stories = pairs.chunk_by(|x, y| story[x.0.passage.document] == story[y.0.passage.document]);
    let stories: Vec<&[Pair]> = stories.collect();
    let found = |n: usize| in_story(view, story, stories[n]);
    let found = view.pile.workers.map(stories.len(), found);
    found.into_iter().flatten().collect()
}

/// A long passage of a sure speaker, without its words: a circle may hold most of the pile.
struct Long {
    /// Its number in its document.
    nth: usize,
    passage: Passage,
}

impl Long {
    fn new(nth: usize, mut passage: Passage) -> Box<Self> {
        passage.words = Vec::new();
        Box::new(Long { nth, passage })
    }
}

/// Two long passages that share words.
type Pair<'a> = (&'a Long, &'a Long);

/// Passages of two documents of a story that share words, in order. What two people say of two
/// events is a set phrase, and of one speaker nothing is asked here.
fn met<'a>(
    index: candidate::Index,
    long: &'a [Option<Box<Long>>],
    story: &[usize],
) -> Vec<Pair<'a>> {
    let document = |n: usize| Some(long[n].as_ref()?.passage.document);
    let mut met = Vec::new();
    index.meet(|a, b| {
        if let (Some(of_a), Some(of_b)) = (document(a), document(b))
            && of_a != of_b
            && story[of_a] == story[of_b]
        {
            met.push((a as u32, b as u32));
        }
    });
    met.sort_unstable();
    met.dedup();
    let long = |n: u32| long[n as usize].as_deref();
    met.iter()
        .filter_map(|&(a, b)| Some((long(a)?, long(b)?)))
        .collect()
}

/// The pairs of one story whose words, read again, are equal.
fn in_story(view: &View, story: &[usize], pairs: &[Pair]) -> Vec<Discrepancy> {
    let mut words: BTreeMap<usize, Vec<Passage>> = BTreeMap::new();
    for n in pairs
        .iter()
        .flat_map(|(a, b)| [a, b].map(|p| p.passage.document))
    {
        words.entry(n).or_insert_with(|| quotations(view.pile, n));
    }
    let passage = |long: &Long| &words[&long.passage.document][long.nth];
    let pairs = pairs.iter().map(|(a, b)| (passage(a), passage(b)));
    let equal = pairs.filter(|(a, b)| are_equal(a, b));
    equal
        .filter_map(|(a, b)| of_pair(view, story, a, b))
        .collect()
}

fn are_equal(a: &Passage, b: &Passage) -> bool {
    let [of_a, of_b] = [a, b].map(shapes);
    let (shorter, longer) = (of_a.len().min(of_b.len()), of_a.len().max(of_b.len()));
    shorter as f64 >= CONTAINED * longer as f64 && aligned(&of_a, &of_b).containment() >= CONTAINED
}

/// Two persons of one family name: 'Bello Musa', 'Ibrahim Musa'.
fn are_namesakes(a: &Passage, b: &Passage) -> bool {
    let person = |p: &Passage| {
        let form = NameForm::new(p.name.as_deref()?);
        let kind = EntityType::Person;
        Some(Name { form, kind })
    };
    let given = |name: &Name| name.form.core().first().map(|word| word.to_string());
    let spelled = || matches!((&a.name, &b.name), (Some(a), Some(b)) if are_spellings(a, b));
    let apart = |a: &Name, b: &Name| given(a) != given(b) && must_stay_apart(a, b) && !spelled();
    let two = matches!((person(a), person(b)), (Some(a), Some(b)) if apart(&a, &b));
    two && a.speaker != b.speaker
}

/// Every word of the name with fewer words stands in the other, perhaps misspelt: 'W. Mark Pell' and
/// 'Mark Pell', 'Comsuelo Garcia' and 'Consuelo Garcia'.
fn are_spellings(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split([' ', '.', '-']).filter(|w| w.len() > 1);
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let stands = |word: &String| longer.iter().any(|w| w == word || is_similar(w, word));
    shorter.iter().all(stands)
}

fn of_pair(view: &View, story: &[usize], a: &Passage, b: &Passage) -> Option<Discrepancy> {
    let name = |p: &Passage| p.name.clone().unwrap_or_default();
    let names = |p: &Passage, other: &str| {
        let last = other.rsplit(' ').next().unwrap_or_default();
        p.span
            .of(&view.pile.documents[p.document].text)
            .contains(last)
    };
    // Who quotes somebody who quotes: the words name the other speaker.
    if names(a, &name(b)) || names(b, &name(a)) {
        return None;
    }
    let sides = [a, b]
        .map(|p| side(view, p.document, p.span, name(p)))
        .to_vec();
    let story = view.relations.stories.get(story[a.document])?.id.clone();
    let about = a.span.of(&view.pile.documents[a.document].text).to_string();
    Some(
        Draft {
            story,
            kind: "speaker",
            about,
            sides,
            drift: false,
            rule: "one-wording-two-speakers",
        }
        .finish(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_spelt_in_several_ways() {
        assert!(are_spellings("W. Mark Pell", "Mark Pell"));
        assert!(are_spellings("Comsuelo Garcia", "Consuelo Garcia"));
        assert!(!are_spellings("Bello Musa", "Ibrahim Musa"));
    }
}
