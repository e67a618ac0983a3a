//! Names of outlets and agencies, and the words by which others are told: the lists of
//! `lang/en/outlets.toml`.

use super::listed::{ListedMap, ListedSet};
use super::{same_outlet, station};
use crate::lexicon;
use crate::model::SourceType;
use compact_str::CompactString;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Agencies {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Outlets {
    names: Vec<String>,
    last_words: String,
    first_words: String,
    platforms: String,
    outlet_words: String,
    agency_words: String,
    own_voices: String,
    press_adjectives: String,
    programmes: String,
    broadcast_words: String,
    networks: String,
    no_call_signs: String,
    office_endings: Vec<String>,
    articled_words: String,
    placed_words: String,
    lone_words: String,
    hyphened_words: String,
    others: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    agencies: Agencies,
    outlets: Outlets,
}

/// Letters of a station's call sign without what may stand behind them.
const CALL_LETTERS: usize = 4;

struct Lists {
    /// Full names with what bears them.
    names: ListedMap<String, SourceType>,
    last_words: ListedSet<String>,
    first_words: ListedSet<String>,
    /// Keys of names.
    platforms: ListedSet<CompactString>,
    outlet_words: ListedSet<String>,
    agency_words: ListedSet<String>,
    own_voices: ListedSet<String>,
    press_adjectives: ListedSet<String>,
    programmes: ListedSet<String>,
    broadcast_words: ListedSet<String>,
    networks: ListedSet<String>,
    no_call_signs: ListedSet<String>,
    office_endings: Vec<String>,
    articled_words: ListedSet<String>,
    placed_words: ListedSet<String>,
    lone_words: ListedSet<String>,
    hyphened_words: ListedSet<String>,
    others: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let file: File = lexicon::data("outlets.toml", include_str!("../../lang/en/outlets.toml"));
    let words = |list: &str| list.split_whitespace().map(String::from).collect();
    let outlets = file
        .outlets
        .names
        .into_iter()
        .map(|n| (n, SourceType::Outlet));
    let agencies = file
        .agencies
        .names
        .into_iter()
        .map(|n| (n, SourceType::Agency));
    Lists {
        names: outlets.chain(agencies).collect(),
        last_words: words(&file.outlets.last_words),
        first_words: words(&file.outlets.first_words),
        platforms: (file.outlets.platforms.split_whitespace())
            .map(same_outlet::key)
            .collect(),
        outlet_words: words(&file.outlets.outlet_words),
        agency_words: words(&file.outlets.agency_words),
        own_voices: words(&file.outlets.own_voices),
        press_adjectives: words(&file.outlets.press_adjectives),
        programmes: words(&file.outlets.programmes),
        broadcast_words: words(&file.outlets.broadcast_words),
        networks: words(&file.outlets.networks),
        no_call_signs: words(&file.outlets.no_call_signs),
        office_endings: file.outlets.office_endings,
        articled_words: words(&file.outlets.articled_words),
        placed_words: words(&file.outlets.placed_words),
        lone_words: words(&file.outlets.lone_words),
        hyphened_words: words(&file.outlets.hyphened_words),
        others: file.outlets.others,
    }
});

/// What a listed name bears.
pub fn listed(name: &str) -> Option<SourceType> {
    LISTS.names.get(name).copied()
}

/// What a name of so many words, its article among them, is by the lists, or by its last or first
/// word.
pub fn named(name: &str, words: usize) -> Option<SourceType> {
    let shaped = words > 1 && ends_name(name) || words > 2 && begins_name(name);
    let agency = same_outlet::is_agency(name).then_some(SourceType::Agency);
    let outlet =
        (shaped || is_hyphened(name) || is_station_name(name)).then_some(SourceType::Outlet);
    listed(name).or(agency).or(outlet)
}

/// 'KQRV', 'Channel 9': a station's, but not letters that are known as those of somebody else.
fn is_station_name(name: &str) -> bool {
    let of_office = |end: &str| name.len() == CALL_LETTERS && name.ends_with(end);
    let other =
        LISTS.no_call_signs.contains(name) || LISTS.office_endings.iter().any(|end| of_office(end));
    station::is_name(name) && !other
}

/// 'Harbour Times-Ledger': the last word joins two with which names of newspapers end.
pub fn is_hyphened(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let ends = |word: &str| LISTS.last_words.contains(word);
    let may_end = |word: &str| ends(word) || LISTS.hyphened_words.contains(word);
    last.split_once('-')
        .is_some_and(|(a, b)| (ends(a) || ends(b)) && may_end(a) && may_end(b))
}

/// The last of several words is one with which names of newspapers end, as others do: 'Duffin Banner',
/// and where a place stands before it, 'Selby Leader'.
pub fn may_end_paper(word: &str, placed: bool) -> bool {
    LISTS.articled_words.contains(word) || placed && LISTS.placed_words.contains(word)
}

/// The word is an outlet's name where a sentence gives it an article of its own: 'told The Advocate'.
pub fn is_lone_name(word: &str) -> bool {
    LISTS.lone_words.contains(word) || may_end_paper(word, true)
}

/// 'Daily Harbour': capitals alone, of which the first is one that names of newspapers begin with.
fn begins_name(name: &str) -> bool {
    let mut words = name.split(' ');
    let first = words
        .next()
        .is_some_and(|word| LISTS.first_words.contains(word));
    first && words.all(|word| word.starts_with(char::is_uppercase))
}

/// The last word is one that names of newspapers and stations end with, with a capital or all in
/// capitals.
pub fn ends_name(name: &str) -> bool {
    if LISTS
        .others
        .iter()
        .any(|other| name.ends_with(other.as_str()))
    {
        return false;
    }
    let last = name.rsplit([' ', '.']).next().unwrap_or(name);
    let small = last.get(1..).unwrap_or("").to_lowercase();
    let capital = last.get(..1).unwrap_or("").to_owned() + &small;
    let whole = last == capital || !last.chars().any(char::is_lowercase);
    LISTS.last_words.contains(last) || whole && LISTS.last_words.contains(&capital)
}

/// The outlet's own pages shorten its name so, and others who know it: 'the Courier' for 'Harbour
/// Courier', 'Harbour Courier' for 'Harbour Evening Courier', 'Village Voice' for 'Village Voice of
/// Torrin', 'KCR' for 'Kell Community Radio (KCR)'.
pub fn calls_itself(outlet: &str, name: &str) -> bool {
    let (own, short) = (words(outlet), words(name));
    let rest = |w: &&str| *w == "of" || w.starts_with('(');
    let proper = &own[..own
        .iter()
        .skip(1)
        .position(rest)
        .map_or(own.len(), |n| n + 1)];
    let ends = |w: &str| LISTS.last_words.contains(w);
    if short.is_empty() || short.len() >= own.len() {
        return false;
    }
    if let [one] = short[..] {
        let paper = ends(one) || begins_name(&proper.join(" "));
        let initials =
            |w: &&str| w.strip_prefix('(').and_then(|w| w.strip_suffix(')')) == Some(one);
        return proper.last() == Some(&one) && paper || own.iter().any(initials);
    }
    let mut rest = own.iter();
    let within = short.iter().all(|word| rest.any(|w| w == word));
    within && (short == proper || short.last().is_some_and(|w| ends(w)))
}

fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if matches!(words.first(), Some(&("The" | "the"))) {
        words.remove(0);
    }
    words
}

/// Anybody can write there, so that its name says nothing of who reports.
pub fn is_platform(name: &str) -> bool {
    LISTS.platforms.contains(&same_outlet::key(name))
}

/// In lower case, says that the name before it is an outlet's: 'newspaper'.
pub fn is_outlet_word(word: &str) -> bool {
    LISTS.outlet_words.contains(word)
}

/// In lower case, says that the name before it is an agency's: 'newswire'.
pub fn is_agency_word(word: &str) -> bool {
    LISTS.agency_words.contains(word)
}

/// How the press speaks of itself: 'this correspondent'.
pub fn is_own_voice(word: &str) -> bool {
    LISTS.own_voices.contains(word)
}

/// In lower case, what an outlet is said to be before its name: 'the local Harbour Times'.
pub fn is_press_adjective(word: &str) -> bool {
    LISTS.press_adjectives.contains(word)
}

/// In lower case, what a station broadcasts under a name of its own: 'programme'.
pub fn is_programme(word: &str) -> bool {
    LISTS.programmes.contains(word)
}

/// The outlet's name says that it is a station.
pub fn is_station(outlet: &str) -> bool {
    let mut words = outlet.split(|c: char| !c.is_alphanumeric());
    words.any(|word| LISTS.broadcast_words.contains(word))
}

/// A station by its call sign or by its network in capitals: 'WQZV', 'KQZV-TV', 'CBS13', 'CBS 5',
/// 'KQZV.com'.
pub fn is_call_sign(name: &str) -> bool {
    let lower = name.to_lowercase();
    let site = name.len() - if lower.ends_with(".com") { 4 } else { 0 };
    let bare = name.get(..site).unwrap_or(name);
    let bare = bare.strip_suffix("-TV").unwrap_or(bare);
    let letters = bare.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let capitals = letters.bytes().all(|b| b.is_ascii_uppercase());
    let sign = (3..=4).contains(&letters.len()) && letters.starts_with(['K', 'W']);
    let network = |network: &String| {
        let whole = site == name.len() && letters == network;
        whole || site < name.len() && letters.starts_with(network.as_str())
    };
    capitals
        && !LISTS.no_call_signs.contains(letters)
        && (sign || LISTS.networks.iter().any(network))
}

/// What a name of outlets joined by 'and' is made of: 'the Harbour Times and Kell Telegraph'. Names
/// of one word may be one paper's: 'Post and Courier'.
pub fn joined(name: &str) -> Option<(&str, &str)> {
    let (a, b) = name.split_once(" and ")?;
    let b = b.strip_prefix("the ").unwrap_or(b);
    let whole = |part: &str| {
        listed(part).is_some() || words(part).len() > 1 && part.starts_with(char::is_uppercase)
    };
    let outlet = |part: &str| named(part, words(part).len()).is_some();
    (listed(name).is_none() && whole(a) && whole(b) && (outlet(a) || outlet(b))).then_some((a, b))
}

/// One of both: 'the paper', 'the agency'.
pub fn is_press_word(word: &str) -> bool {
    is_outlet_word(word) || is_agency_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_shorten_their_names() {
        assert!(calls_itself("Harbour Courier", "Courier"));
        assert!(!calls_itself("Harbour Courier", "Harbour"));
        assert!(!calls_itself("Courier", "Courier"));
        assert!(!calls_itself("Harbour Master", "Master"));
        let longer = [
            ("Tallow Evening Echo", "Evening Echo"),
            ("The Kell Evening Post", "Kell Post"),
            ("City Radio Zelany", "City Radio"),
            ("Village Voice of Torrin", "Village Voice"),
            ("Sunday Beacon", "Beacon"),
            ("Kell Community Radio (KCR)", "Kell Community Radio"),
            ("Kell Community Radio (KCR)", "KCR"),
            ("The Northern Echo (Darrow)", "Echo"),
        ];
        for (outlet, name) in longer {
            assert!(calls_itself(outlet, name), "{outlet} / {name}");
        }
        for (outlet, name) in [
            ("New York Times", "New York"),
            ("New York Times", "York Post"),
            ("Kell Post", "Kell Evening Post"),
            ("Harbour Radio", "Harbour"),
        ] {
            assert!(!calls_itself(outlet, name), "{outlet} / {name}");
        }
    }

    #[test]
    fn two_outlets_are_joined() {
        let two = Some(("Harbour Times", "Kell Telegraph"));
        assert_eq!(joined("Harbour Times and Kell Telegraph"), two);
        assert_eq!(joined("Harbour Times and the Kell Telegraph"), two);
        for one in [
            "Post and Courier",
            "Globe and Mail",
            "Harbour Times",
            "Salt and Pepper",
        ] {
            assert_eq!(joined(one), None, "{one}");
        }
    }

    #[test]
    fn call_signs_and_networks_are_stations() {
        for name in [
            "WQZV",
            "KQZ",
            "KQZV-TV",
            "CBS13",
            "CBS 5",
            "KQZV.com",
            "CBSLYDD.COM",
        ] {
            assert!(is_call_sign(name), "{name}");
        }
        for name in ["WHO", "Kell", "FNA", "CBSX", "KQZVX", "13", ""] {
            assert!(!is_call_sign(name), "{name}");
        }
    }

    #[test]
    fn stations_and_joined_words_are_outlets() {
        for name in [
            "KQRV",
            "WAXQ-TV",
            "Channel 9",
            "Lorn Valley Times-Ledger",
            "Star-Ledger",
        ] {
            assert_eq!(named(name, 1), Some(SourceType::Outlet), "{name}");
        }
        for name in [
            "WADA",
            "KCSO",
            "KELL",
            "Press-Conference",
            "Star-Spangled",
            "Local 7",
        ] {
            assert_eq!(named(name, 1), None, "{name}");
        }
    }

    #[test]
    fn last_words_tell_outlets() {
        for name in [
            "Harbour Gazette",
            "HARBOUR GAZETTE",
            "BBC News",
            "Harbour TV",
        ] {
            assert!(ends_name(name), "{name}");
        }
        for name in [
            "Harbour Master",
            "the good old times",
            "Harbour County Medical Examiner",
            "",
        ] {
            assert!(!ends_name(name), "{name}");
        }
    }
}
