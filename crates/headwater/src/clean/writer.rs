//! Writers' names where markup says that there are some, in any language: `lang/bylines.toml`.
//!
//! A byline in flat text must look like one ([`super::byline`]); here the page says that it is one,
//! so that pen names and single names count too.

use super::called::{is_called, is_outlet};
use super::{post, surface};
use crate::lexicon::{self, outlet_name};
use crate::model::SourceType;
use regex::Regex;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    leads: Vec<String>,
    labels: Vec<String>,
    ends: BTreeSet<String>,
    joints: Vec<String>,
    others: Vec<String>,
    offices: BTreeSet<String>,
    posts: BTreeSet<String>,
    beats: BTreeSet<String>,
    places: BTreeSet<String>,
    words: BTreeSet<String>,
    furniture: BTreeSet<String>,
    degrees: BTreeSet<String>,
    particles: BTreeSet<String>,
}

struct Rules {
    lead: Regex,
    joint: Regex,
    other: Regex,
    file: File,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut file: File = lexicon::data("bylines.toml", include_str!("../../lang/bylines.toml"));
    file.leads.sort_by_key(|lead| std::cmp::Reverse(lead.len()));
    let leads = file.leads.join("|");
    let (labels, joints) = (file.labels.join("|"), file.joints.join("|"));
    let others = file.others.join("|");
    Rules {
        lead: regex(&format!(
            r"(?i)^\W*(?:(?:{leads})(?:\s*[:：/]\s*|\s+|$)|(?:{labels})\s*[:：]\s*)+"
        )),
        joint: regex(&format!(
            r"(?i)\s*[,;&+]\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+|\s*，\s*|、"
        )),
        other: regex(&format!(r"(?i)[\s,;.(]+(?:{others})(?:\s*[:：]|\s+by\b)")),
        file,
    }
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| panic!("lang/bylines.toml: {error}"))
}

/// Bytes of a byline that are looked at.
const LOOK: usize = 300;

/// Words before a name that pages join to it: 'ByAmos Hale'.
const JOINED: &[&str] = &["By", "Von", "Par", "Por"];

/// The text behind words that a name follows, 'By', 'Von', 'Par'; all of it without them.
fn behind_lead(text: &str) -> &str {
    let joined = || {
        let mut rests = JOINED.iter().filter_map(|lead| text.strip_prefix(lead));
        rests.find(|rest| is_capital(rest))
    };
    match RULES.lead.find(text) {
        Some(lead) => &text[lead.end()..],
        None => joined().unwrap_or(text),
    }
}

/// Whether the text begins with words that a name follows.
pub(super) fn is_led(text: &str) -> bool {
    behind_lead(text).len() < text.len()
}

/// Whether the text is such words and no more.
pub(super) fn is_lead(text: &str) -> bool {
    let rest = behind_lead(text);
    rest.len() < text.len() && !rest.contains(char::is_alphanumeric)
}

/// The names in what the page marks as its writers, without `outlet`'s.
pub(super) fn names(text: &str, outlet: Option<&str>) -> Vec<String> {
    let text = text.trim();
    if text.len() > LOOK || text.contains("://") || text.contains("www.") {
        return Vec::new();
    }
    let text = without_handles(text);
    let rest = behind_lead(&text);
    if is_called(rest, outlet) {
        return Vec::new();
    }
    let rest = RULES
        .other
        .find(rest)
        .map_or(rest, |other| &rest[..other.start()]);
    let head = rest
        .split([
            '|', '(', '–', '—', '·', '•', '●', '/', '\n', '\t', '»', '›', '[',
        ])
        .find(|part| !part.trim().is_empty())
        .unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for part in RULES.joint.split(head) {
        match name(part, outlet).filter(|_| !is_degree(part)) {
            // Behind a full name, a single word is a degree or a place.
            Some(one) if !one.contains(' ') && names.iter().any(|name| name.contains(' ')) => {}
            Some(name) if !names.contains(&name) => names.push(name),
            Some(_) => {}
            None if part.trim().is_empty() || is_degree(part) => {}
            None => break,
        }
    }
    names
}

/// The text without addresses of mail and names of users: '@hale', 'hale@example.org'.
fn without_handles(text: &str) -> Cow<'_, str> {
    if !text.contains('@') {
        return text.into();
    }
    let words = text.split_whitespace().filter(|word| !word.contains('@'));
    words.collect::<Vec<_>>().join(" ").into()
}

/// What a page names as its writer where that is no person: the outlet, an agency, its staff.
pub(super) fn body(text: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let rest = behind_lead(text.trim());
    let ends = ['|', '(', '[', '·', '•', '●', ';', ',', '»', '›', '\n', '\t'];
    let part = rest.split(ends).find(|part| !part.trim().is_empty())?;
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_word = |word: &&str| {
        let low = bare(word);
        !RULES.file.furniture.contains(&low) && !low.chars().all(|c| c.is_ascii_digit())
    };
    let name = words.join(" ");
    let name = name.trim_end_matches([':', '-']);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let holds = (1..=6).contains(&words.len())
        && (2..=LONGEST).contains(&letters)
        && !name.contains([':', '@'])
        && words.iter().all(is_word);
    holds.then(|| name.to_string())
}

/// A body by its own words: the outlet itself, an agency, an office.
pub(super) fn is_body(name: &str, outlet: Option<&str>) -> bool {
    let low = name.to_lowercase();
    let mut words = low.split(|c: char| !c.is_alphanumeric());
    is_outlet(name, outlet)
        || outlet_name::listed(name).is_some()
        || words.any(|word| RULES.file.offices.contains(word))
}

/// The agency that a byline names beside its writers or alone, as written there.
pub(super) fn agency(text: &str) -> Option<String> {
    if text.len() > LOOK {
        return None;
    }
    let rest = behind_lead(text.trim());
    let parts = rest.split(['|', '/', ',', ';', '(', ')', '–', '—', '·', '•', '&', '+']);
    let parts = parts.flat_map(|part| RULES.joint.split(part));
    let is_agency = |name: &&str| outlet_name::listed(name) == Some(SourceType::Agency);
    let mut names = parts.map(|part| {
        let role = |word: &str| RULES.file.offices.contains(&word.to_lowercase());
        let part = part.trim();
        let (head, last) = part.rsplit_once(' ').unwrap_or((part, ""));
        if !is_agency(&part) && role(last) {
            head
        } else {
            part
        }
    });
    names.find(is_agency).map(str::to_string)
}

/// A word that bylines have beside names.
pub(super) fn is_beside(word: &str) -> bool {
    let file = &RULES.file;
    let lead = || {
        file.leads
            .iter()
            .any(|lead| lead.split(' ').any(|part| part == word))
    };
    let listed = [&file.ends, &file.offices, &file.particles];
    listed.iter().any(|list| list.contains(word)) || file.joints.iter().any(|j| j == word) || lead()
}

/// The words of a name that begin with a small letter are particles.
pub(super) fn has_capitals(name: &str) -> bool {
    let mut words = name.split(' ');
    words.all(|w| !w.starts_with(char::is_lowercase) || RULES.file.particles.contains(w))
}

/// The name at the beginning of `part`, up to words that are no part of it.
fn name(part: &str, outlet: Option<&str>) -> Option<String> {
    let part = behind_lead(part);
    let part = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '_');
    let part = part.split(" - ").next().unwrap_or(part);
    let mut words: Vec<&str> = Vec::new();
    let mut rest = part.split_whitespace().peekable();
    while let Some(word) = rest.next() {
        let low = bare(word);
        let ends = RULES.file.ends.contains(&low) && (low.len() > 4 || !is_capital(word));
        let dates = surface::is_month(&low) && rest.peek().is_some_and(|next| is_figure(next));
        // 'Ann Lee For The Courier', in titles' case.
        let place = words.len() > 1 && PLACES.contains(&low.as_str()) && rest.peek().is_some();
        if !words.is_empty() && (ends || dates || place || is_figure(&low)) {
            break;
        }
        if words.len() > 1 && post::begins(word, rest.clone(), outlet) {
            break;
        }
        if RULES.file.offices.contains(&low) || RULES.file.furniture.contains(&low) {
            return None;
        }
        words.push(without_date(word));
        if words.last() != Some(&word) {
            break;
        }
    }
    let name = words.join(" ");
    let name = name.trim_end_matches([':', ',']);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let listed = words.len() > 1 && outlet_name::listed(name).is_some();
    let is_outlet = is_outlet(name, outlet) || is_address(name) || listed;
    let holds = (1..=5).contains(&words.len())
        && letters >= 2
        && name.len() <= 60
        && !is_outlet
        && !is_figure(&first)
        && !name.contains(':')
        && !(words.len() == 1 && (surface::is_month(&first) || WEEKDAYS.contains(&first.as_str())))
        && !RULES.file.ends.contains(&first)
        && !RULES.file.joints.contains(&name.to_lowercase());
    holds.then(|| usual_case(name))
}

/// Weekdays as stamps shorten them, which longer names may begin with.
const WEEKDAYS: &[&str] = &[
    "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "mo", "di",
    "mi", "do", "fr", "sa", "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue",
    "vie", "sáb", "dom",
];

/// Words between a name and a place or an outlet that titles' case may begin with a capital.
const PLACES: &[&str] = &["for", "in", "at", "on"];

/// A word for a post, and one for what it is about.
pub(super) fn is_post_word(word: &str) -> bool {
    RULES.file.posts.contains(word)
}

pub(super) fn is_beat(word: &str) -> bool {
    RULES.file.beats.contains(word)
}

/// A given name that is a word as well.
pub(super) fn is_word(name: &str) -> bool {
    RULES.file.words.contains(name)
}

/// A word that ends names of places which begin as names of persons do: 'Victoria Park'.
pub(super) fn is_place(word: &str) -> bool {
    RULES.file.places.contains(&word.to_lowercase())
}

/// A word without the date that touches it: 'Hale3.11.2023'.
fn without_date(word: &str) -> &str {
    let is_date = |tail: &str| tail.len() >= 6 && tail.contains(['.', '/', ':']);
    let figures = word.find(|c: char| c.is_ascii_digit());
    let at = figures.filter(|&at| at > 2 && is_date(&word[at..]));
    at.map_or(word, |at| &word[..at])
}

/// A name of a site: 'gazette.com'.
fn is_address(name: &str) -> bool {
    let top = name.rsplit_once('.').map(|(_, top)| top);
    let known = [
        "com", "de", "org", "net", "it", "at", "ch", "fr", "es", "info", "co", "uk",
    ];
    !name.contains(' ') && top.is_some_and(|top| known.contains(&top.to_lowercase().as_str()))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_degree(part: &str) -> bool {
    let word = part.trim().trim_end_matches('.').to_lowercase();
    RULES.file.degrees.contains(&word)
}

/// A full name rather than a user's, an abbreviation or a site's.
pub(super) fn is_full(name: &str, outlet: Option<&str>) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.len() > 1
        && is_capital(words[0])
        && is_capital(words[words.len() - 1])
        && !is_outlet(name, outlet)
}

/// Whether one of the names is full.
pub(super) fn any_full(names: &[String], outlet: Option<&str>) -> bool {
    names.iter().any(|name| is_full(name, outlet))
}

/// A word in lower case without the marks around it.
pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// 'AMOS HALE' as 'Amos Hale'; short names stay.
fn usual_case(name: &str) -> String {
    if name.len() <= 5 || name.contains(char::is_lowercase) || !name.contains(' ') {
        return name.into();
    }
    let titled = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(String::from).unwrap_or_default();
        first + &chars.as_str().to_lowercase()
    };
    name.split(' ').map(titled).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Case {
        text: String,
        names: Vec<String>,
    }

    /// Cases of what a page names beside or instead of persons.
    #[derive(Deserialize)]
    struct Bodies {
        credit: Vec<Body>,
        body: Vec<Body>,
    }

    #[derive(Deserialize)]
    struct Body {
        text: String,
        #[serde(alias = "agency")]
        name: Option<String>,
    }

    fn bodies() -> Bodies {
        lexicon::data("bylines.toml", include_str!("../../lang/bylines.toml"))
    }

    #[test]
    fn agencies_are_no_writers() {
        for case in bodies().credit {
            assert_eq!(agency(&case.text), case.name, "{}", case.text);
        }
    }

    #[test]
    fn bodies_are_named_as_stated() {
        for case in bodies().body {
            assert_eq!(body(&case.text), case.name, "{}", case.text);
        }
        assert!(is_body("Harbour Gazette", Some("Harbour Gazette")));
        assert!(!is_body("Amos Hale", Some("Harbour Gazette")));
    }

    #[test]
    fn names_of_writers() {
        let file = include_str!("../../lang/bylines.toml");
        for case in lexicon::tests::cases::<Case>("bylines.toml", file) {
            assert_eq!(names(&case.text, None), case.names, "{}", case.text);
        }
        let outlet = Some("Ships and sails | Harbour Gazette");
        assert!(names("By Harbour Gazette", outlet).is_empty());
    }
}
