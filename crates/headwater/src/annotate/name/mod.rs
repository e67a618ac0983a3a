//! Names of persons, organisations and places: a linear sequence model over lists, shapes and
//! document-level evidence, then rules that cut away what is not part of a name.

mod acronym;
mod bearer;
mod body;
pub mod class;
mod dateline;
mod edge;
pub mod evidence;
pub mod feature;
mod firm;
pub mod gazetteer;
pub mod hash;
mod listed;
mod meaning;
pub mod model;
mod nickname;
mod part;
mod person;
mod rules;
mod run_on;
mod single;
mod syllables;
mod tidy;
mod vessel;
mod vote;

use super::Scan;
use super::words::{Class, look_up};
use crate::model::{EntityType, Excerpt, Mention};
use feature::Words;
use model::{Label, Model, Scores};
use std::ops::Range;

/// A name as tokens, before it is cut.
struct Found {
    tokens: Range<usize>,
    kind: EntityType,
}

/// Tokens of the longest name. Longer runs of capitals are lists or damage, and what is made of a
/// name, its initials and shorter forms, grows with the square of its length.
const LONGEST: usize = 24;

/// Mentions in text order; `entity` is still empty.
pub fn find(scan: &Scan) -> Vec<Mention> {
    find_with(model::shipped(), scan)
}

/// The same with another model.
pub fn find_with(model: &Model, scan: &Scan) -> Vec<Mention> {
    let words = Words::new(scan);
    let tagged = listed::join(&words, tag(model, &words));
    let names = tagged
        .into_iter()
        .filter_map(|found| tidy::tidy(&words, found))
        .filter(|found| found.tokens.len() <= LONGEST)
        .collect();
    let names = made_whole(&words, part::part(&words, apart(names)));
    let names = bearer::add(&words, run_on::cut(&words, names));
    let names = vote::decide(&words, vessel::add(&words, names));
    let names = firm::shorten(&words, names);
    let names = meaning::join(scan, names);
    let names = acronym::add(scan, dateline::add(scan, names));
    names
        .into_iter()
        .map(|found| Mention {
            excerpt: Excerpt::new(scan.span(found.tokens), scan.text()),
            kind: found.kind,
            entity: None,
        })
        .collect()
}

/// Names of which the model sees parts, or none.
fn made_whole(words: &Words, names: Vec<Found>) -> Vec<Found> {
    let names = nickname::join(words, syllables::join(words, names));
    single::add(words, body::add(words, firm::join(words, names)))
}

/// The first name, of names in text order, that shares a token with these.
fn named_at<'n>(names: &'n [Found], tokens: &Range<usize>) -> Option<&'n Found> {
    let first = names.partition_point(|name| name.tokens.end <= tokens.start);
    let name = names.get(first)?;
    (name.tokens.start < tokens.end).then_some(name)
}

/// The names, with others in place of those that share a token with them.
fn replace(mut names: Vec<Found>, others: Vec<Found>) -> Vec<Found> {
    let others = apart(others);
    names.retain(|name| named_at(&others, &name.tokens).is_none());
    names.extend(others);
    apart(names)
}

/// A word that is written with a capital at the beginning of a sentence alone.
fn reads_small(lower: &str) -> bool {
    const SMALL: [Class; 12] = [
        Class::Determiner,
        Class::Pronoun,
        Class::PersonPronoun,
        Class::PossessivePronoun,
        Class::Preposition,
        Class::Auxiliary,
        Class::Negation,
        Class::Conjunction,
        Class::Subordinator,
        Class::Relative,
        Class::Complementizer,
        Class::Adverb,
    ];
    let word = look_up(lower);
    SMALL.iter().any(|&class| word.is(class))
}

/// Names that do not overlap: one that was made longer takes what stands inside it.
fn apart(mut names: Vec<Found>) -> Vec<Found> {
    names.sort_by_key(|name| name.tokens.start);
    let mut end = 0;
    names.retain(|name| {
        let free = name.tokens.start >= end;
        end = end.max(name.tokens.end);
        free
    });
    names
}

fn tag(model: &Model, words: &Words) -> Vec<Found> {
    let mut found = Vec::new();
    let mut scores: Vec<Scores> = Vec::new();
    for sentence in &words.scan.sentences {
        for island in words.islands(sentence) {
            scores.clear();
            words.features(sentence, island.clone(), |features| {
                scores.push(model.sum(features));
            });
            collect(&model.decode(&scores), island.start, &mut found);
        }
    }
    found
}

/// For each token whether a name holds it.
fn inside(scan: &Scan, names: &[Found]) -> Vec<bool> {
    let mut inside = vec![false; scan.tokens.len()];
    for name in names {
        inside[name.tokens.clone()].fill(true);
    }
    inside
}

/// Turns labels into names; `offset` is the token of the first label.
fn collect(labels: &[Label], offset: usize, found: &mut Vec<Found>) {
    let mut before = model::OUTSIDE;
    for (n, &label) in labels.iter().enumerate() {
        let at = offset + n;
        if let Some(kind) = model::kind(label) {
            let goes_on = matches!(label, 2 | 4 | 6) || (label == model::OTHER && before == label);
            match found.last_mut() {
                Some(last) if goes_on && last.tokens.end == at => last.tokens.end = at + 1,
                _ => found.push(Found {
                    tokens: at..at + 1,
                    kind,
                }),
            }
        }
        before = label;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::lexicon;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct File {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        text: String,
        names: Vec<String>,
    }

    fn names(text: &str) -> Vec<String> {
        let document = body(text);
        let mentions = find(&Scan::new(&document));
        let show = |m: &Mention| format!("{} | {:?}", m.excerpt.text, m.kind).to_lowercase();
        mentions.iter().map(show).collect()
    }

    #[test]
    fn the_cases_hold() {
        let toml = include_str!("../../../lang/en/names.toml");
        for case in lexicon::data::<File>("names.toml", toml).cases {
            let expected: Vec<String> = case.names.iter().map(|n| n.to_lowercase()).collect();
            assert_eq!(names(&case.text), expected, "{}", case.text);
        }
    }
}
