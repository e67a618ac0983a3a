//! The same words put into two mouths.

use super::{Draft, side};
use crate::lexicon::name_form::NameForm;
use crate::lexicon::same_name::{Name, must_stay_apart};
use crate::model::{Discrepancy, EntityType};
use crate::relate::collation::passage::{Passage, quotations};
use crate::relate::collation::score::{aligned, shapes, speakers_clash};
use crate::relate::collation::shape::is_similar;
use crate::relate::collation::{candidate, circle, story_of};
use crate::relate::lineage::View;
use std::collections::BTreeSet;

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
    let passages = circle::passages(view.pile, circle, quotations);
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
    let long: Vec<bool> = passages.iter().map(is_long).collect();
    let may_clash = |&(a, b): &(usize, usize)| {
        let (pa, pb) = (&passages[a], &passages[b]);
        let clash = || speakers_clash(pa, pb) || are_namesakes(pa, pb);
        // What two people say of two events is a set phrase.
        let one_story = story[pa.document] == story[pb.document];
        long[a] && long[b] && pa.document != pb.document && one_story && clash()
    };
    let mut pairs = candidate::pairs(&passages.iter().collect::<Vec<_>>(), story);
    pairs.retain(may_clash);
    let of_equal = |_, &(a, b): &(usize, usize)| {
        let [of_a, of_b] = [a, b].map(|n| shapes(&passages[n]));
        let (shorter, longer) = (of_a.len().min(of_b.len()), of_a.len().max(of_b.len()));
        let equal = shorter as f64 >= CONTAINED * longer as f64
            && aligned(&of_a, &of_b).containment() >= CONTAINED;
        equal.then(|| of_pair(view, story, &passages[a], &passages[b]))?
    };
    view.pile.workers.flat_map(&pairs, of_equal)
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
