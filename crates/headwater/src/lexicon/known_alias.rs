//! Well-known names of one body, place or person, and words that spelling must not equate.

use super::listed::{ListedMap, ListedSet};
use super::name_form::NameForm;
use crate::model::EntityType;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    organisation: String,
    place: String,
    person: String,
    apart: Vec<String>,
    nicknames: Vec<String>,
    tails: String,
}

/// Rows by folded name; sets of words that a list puts together.
struct Known {
    rows: ListedMap<String, (usize, EntityType)>,
    apart: ListedMap<String, Vec<usize>>,
    nicknames: ListedMap<String, Vec<usize>>,
    tails: ListedSet<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let toml = include_str!("../../lang/en/known_aliases.toml");
    let file: File = super::data("known_aliases.toml", toml);
    let lists = [
        (&file.organisation, EntityType::Organisation),
        (&file.place, EntityType::Place),
        (&file.person, EntityType::Person),
    ];
    let lines = lists
        .into_iter()
        .flat_map(|(list, kind)| list.lines().map(move |line| (line, kind)))
        .filter(|(line, _)| !line.is_empty());
    let mut rows = ListedMap::default();
    for (row, (line, kind)) in lines.enumerate() {
        for name in line.split('|') {
            let key = NameForm::new(name.trim()).key;
            rows.entry(key).or_insert((row, kind));
        }
    }
    Known {
        rows,
        apart: sets(&file.apart),
        nicknames: sets(&file.nicknames),
        tails: file.tails.split_whitespace().map(String::from).collect(),
    }
});

fn sets(lists: &[String]) -> ListedMap<String, Vec<usize>> {
    let mut sets: ListedMap<String, Vec<usize>> = ListedMap::default();
    for (n, list) in lists.iter().enumerate() {
        for word in list.split_whitespace() {
            sets.entry(word.to_owned()).or_default().push(n);
        }
    }
    sets
}

fn share(sets: &ListedMap<String, Vec<usize>>, a: &str, b: &str) -> bool {
    match (sets.get(a), sets.get(b)) {
        (Some(a), Some(b)) => a.iter().any(|n| b.contains(n)),
        _ => false,
    }
}

/// Letters of initials that are words or names as well: 'US' is no 'Us', 'LA' no 'La'.
const SHORT: usize = 3;

fn find(name: &NameForm) -> Option<(usize, EntityType)> {
    let initials = name.acronym.is_some() || name.key.len() > SHORT;
    initials
        .then(|| KNOWN.rows.get(&name.key))
        .flatten()
        .copied()
}

/// The row that holds the name.
pub fn row(name: &NameForm) -> Option<usize> {
    find(name).map(|(row, _)| row)
}

/// What the row of the name names.
pub fn kind(name: &NameForm) -> Option<EntityType> {
    find(name).map(|(_, kind)| kind)
}

/// A list says that the two folded words are different names.
pub fn are_apart(a: &str, b: &str) -> bool {
    share(&KNOWN.apart, a, b)
}

/// The two folded words are forms of one given name.
pub fn are_one_given_name(a: &str, b: &str) -> bool {
    share(&KNOWN.nicknames, a, b)
}

/// The word behind a body's name makes no other body of it: 'Group'.
pub fn is_tail(word: &str) -> bool {
    KNOWN.tails.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_one_row() {
        let toml = include_str!("../../lang/en/known_aliases.toml");
        let file: File = super::super::data("known_aliases.toml", toml);
        let mut seen: ListedMap<String, String> = ListedMap::default();
        for list in [file.organisation, file.place, file.person] {
            for line in list.lines().filter(|l| !l.is_empty()) {
                for name in line.split('|') {
                    let before = seen.insert(NameForm::new(name.trim()).key, line.to_owned());
                    assert!(
                        before.is_none_or(|b| b == line),
                        "{name} stands in two rows"
                    );
                }
            }
        }
        let row = |name: &str| row(&NameForm::new(name));
        assert_eq!(row("UN"), row("united nations"));
        assert_ne!(row("AQI"), row("al qaeda"));
        assert_eq!(row("Us"), None);
        assert_eq!(kind(&NameForm::new("UN")), Some(EntityType::Organisation));
    }

    #[test]
    fn word_lists_are_looked_up() {
        assert!(are_apart("hussein", "hassan"));
        assert!(are_one_given_name("tony", "antony"));
        assert!(!are_one_given_name("tony", "jim"));
    }
}
