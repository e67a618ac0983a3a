//! Lists of names and of words beside names, looked up by hash.

use super::hash::{self, HashKeys};
use crate::lexicon;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A set of lists, one bit each: entry lists first, then the place of a word in a longer entry.
pub type Lists = u32;

/// Country names.
pub const COUNTRY: Lists = 1;
/// Regions, states, seas.
pub const REGION: Lists = 1 << 1;
/// Towns.
pub const CITY: Lists = 1 << 2;
/// Countries, regions and towns.
pub const PLACE: Lists = COUNTRY | REGION | CITY;
/// Peoples and their adjectives.
pub const DEMONYM: Lists = 1 << 3;
/// Faiths, parties, movements.
pub const GROUP: Lists = 1 << 4;
/// Given names.
pub const GIVEN: Lists = 1 << 5;
/// Family names.
pub const SURNAME: Lists = 1 << 6;
/// Titles before a person's name.
pub const TITLE: Lists = 1 << 7;
/// Words inside names of bodies.
pub const BODY: Lists = 1 << 8;
/// Words inside names of places.
pub const SITE: Lists = 1 << 9;
/// Well-known bodies.
pub const ORGANISATION: Lists = 1 << 10;
/// Months, days, feasts.
pub const CALENDAR: Lists = 1 << 11;
/// Verbs of speaking and doing.
pub const SPEAKS: Lists = 1 << 12;
/// Words before places.
pub const LOCATES: Lists = 1 << 13;
/// Nouns before persons.
pub const ROLE: Lists = 1 << 14;
/// First word of an entry of several words.
pub const PHRASE_FIRST: Lists = 1 << 15;
/// Later word of an entry of several words.
pub const PHRASE_LATER: Lists = 1 << 16;
/// Sports teams, and words with which their names end.
pub const TEAM: Lists = 1 << 17;

const NAMES: [(&str, Lists); 16] = [
    ("country", COUNTRY),
    ("region", REGION),
    ("city", CITY),
    ("demonym", DEMONYM),
    ("group", GROUP),
    ("given", GIVEN),
    ("surname", SURNAME),
    ("title", TITLE),
    ("body", BODY),
    ("site", SITE),
    ("organisation", ORGANISATION),
    ("calendar", CALENDAR),
    ("speaks", SPEAKS),
    ("locates", LOCATES),
    ("role", ROLE),
    ("team", TEAM),
];

/// The longest entry that is looked up, in tokens.
const LONGEST: usize = 7;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

/// Entries of one token, and beginnings of longer entries with the lists of what ends there.
struct Gazetteer {
    words: HashKeys<Lists>,
    phrases: HashKeys<Lists>,
}

impl Gazetteer {
    fn load() -> Self {
        let file: BTreeMap<String, String> = lexicon::data(
            "gazetteer.toml",
            include_str!("../../../lang/en/gazetteer.toml"),
        );
        let mut gazetteer = Gazetteer {
            words: HashKeys::default(),
            phrases: HashKeys::default(),
        };
        for (name, list) in NAMES {
            let entries = file.get(name).map_or("", String::as_str);
            for entry in entries.split([',', '\n']).map(str::trim) {
                gazetteer.add(entry, list);
            }
        }
        gazetteer
    }

    fn add(&mut self, entry: &str, list: Lists) {
        let words = hash::words(entry);
        if let [word] = words[..] {
            *self.words.entry(word).or_default() |= list;
            return;
        }
        let mut key = 0;
        for (n, &word) in words.iter().enumerate() {
            key = hash::mix(key, word);
            let ends = if n + 1 == words.len() { list } else { 0 };
            *self.phrases.entry(key).or_default() |= ends;
        }
    }
}

/// Lists that hold the word with this hash.
pub fn word(lower: u32) -> Lists {
    GAZETTEER.words.get(&lower).copied().unwrap_or(0)
}

/// The longest entry of several words that `lower` begins with: its length and lists.
pub fn phrase(mut lower: impl Iterator<Item = u32>) -> Option<(usize, Lists)> {
    let mut key = 0;
    let mut longest = None;
    for len in 1..=LONGEST {
        key = hash::mix(key, lower.next()?);
        match GAZETTEER.phrases.get(&key) {
            None => break,
            Some(0) => {}
            Some(&lists) => longest = Some((len, lists)),
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_file_is_used() {
        let file: BTreeMap<String, String> = lexicon::data(
            "gazetteer.toml",
            include_str!("../../../lang/en/gazetteer.toml"),
        );
        let known: Vec<&str> = NAMES.iter().map(|&(name, _)| name).collect();
        for name in file.keys() {
            assert!(known.contains(&name.as_str()), "{name}");
        }
        assert_eq!(file.len(), known.len());
    }

    #[test]
    fn finds_words_and_longest_phrases() {
        assert_eq!(word(hash::word("fRANCE")) & COUNTRY, COUNTRY);
        assert_eq!(word(hash::word("sofa")), 0);
        let lists = |text: &str| phrase(hash::words(text).into_iter());
        assert_eq!(lists("United States of America won"), Some((4, COUNTRY)));
        assert_eq!(lists("United States won"), Some((2, COUNTRY)));
        assert_eq!(lists("United we stand"), None);
    }
}
