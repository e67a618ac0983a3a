//! What the model says of one name in all its places decides together: a name that is a person's
//! three times in a document is not a place's once.

use super::Found;
use super::feature::Words;
use super::gazetteer::PLACE;
use super::hash::{self, HashKeys};
use crate::model::EntityType;
use std::ops::Range;

/// How often a name was given each kind.
type Votes = [u32; 4];

/// A kind needs so many times the votes of another to take its place.
const LEAD: u32 = 2;
/// Fewer votes prove nothing.
const LEAST: u32 = 2;

/// Gives every name the kind that it has most clearly in the document.
pub(super) fn decide(words: &Words, mut names: Vec<Found>) -> Vec<Found> {
    let votes = count(words, &names);
    for name in &mut names {
        let votes = votes.get(&key(words, &name.tokens));
        if let Some(kind) = votes.and_then(|votes| winner(votes, name.kind)) {
            name.kind = kind;
        }
    }
    let families = families(words, &names);
    for name in &mut names {
        let alone = name.tokens.len() == 1 && name.kind == EntityType::Place;
        if alone && families.contains_key(&key(words, &name.tokens)) {
            name.kind = EntityType::Person;
        }
    }
    names
}

/// Family names of the persons named in full, but those of which the text says what lies there, and
/// of known places.
fn families(words: &Words, names: &[Found]) -> HashKeys<()> {
    let mut families = HashKeys::default();
    let persons = (names.iter()).filter(|n| n.kind == EntityType::Person && n.tokens.len() > 1);
    for name in persons {
        let last = name.tokens.end - 1;
        if words.words[last].lists & PLACE == 0 {
            families.insert(key(words, &(last..last + 1)), ());
        }
    }
    let before = |name: &&Found| {
        name.tokens
            .start
            .checked_sub(1)
            .map(|at| words.scan.word(at))
    };
    let located = |name: &&Found| matches!(before(name), Some("in" | "near" | "outside" | ","));
    for name in names.iter().filter(located) {
        families.remove(&key(words, &name.tokens));
    }
    families
}

/// Votes by name; a full name of a person votes for its surname as well.
fn count(words: &Words, names: &[Found]) -> HashKeys<Votes> {
    let mut votes: HashKeys<Votes> = HashKeys::default();
    for name in names {
        let kind = name.kind as usize;
        votes.entry(key(words, &name.tokens)).or_default()[kind] += 1;
        let last = name.tokens.end - 1;
        let place = words.words[last].lists & PLACE != 0;
        if name.kind == EntityType::Person && name.tokens.len() > 1 && !place {
            votes.entry(key(words, &(last..last + 1))).or_default()[kind] += 1;
        }
    }
    votes
}

pub(super) fn key(words: &Words, tokens: &Range<usize>) -> u32 {
    let lower = words.words[tokens.clone()].iter().map(|w| w.lower);
    lower.fold(0, hash::mix)
}

/// The kind with a clear lead over `kind`.
fn winner(votes: &Votes, kind: EntityType) -> Option<EntityType> {
    let kinds = [
        EntityType::Person,
        EntityType::Organisation,
        EntityType::Place,
    ];
    let best = kinds.into_iter().max_by_key(|&k| votes[k as usize])?;
    let lead = votes[best as usize];
    let clear = kinds
        .iter()
        .all(|&k| k == best || lead >= LEAD * votes[k as usize]);
    (best != kind && clear && lead >= LEAST).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clear_lead_decides() {
        use EntityType::{Organisation, Other, Person, Place};
        assert_eq!(winner(&[3, 0, 1, 0], Place), Some(Person));
        assert_eq!(winner(&[3, 0, 2, 0], Place), None);
        assert_eq!(winner(&[1, 0, 0, 0], Other), None);
        assert_eq!(winner(&[0, 2, 1, 0], Other), Some(Organisation));
        assert_eq!(winner(&[3, 0, 1, 0], Person), None);
    }
}
