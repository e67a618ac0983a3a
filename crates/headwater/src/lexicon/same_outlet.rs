//! Which names mean one outlet or agency.

use super::listed::ListedMap;
use crate::lexicon::{self, outlet_name};
use compact_str::CompactString;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

#[derive(Deserialize)]
struct Data {
    endings: Vec<String>,
    kinds: String,
    domains: String,
    services: String,
    names: Vec<Vec<String>>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    lexicon::data(
        "outlet_names.toml",
        include_str!("../../lang/en/outlet_names.toml"),
    )
});

/// The row's first name by the key of each name.
static KNOWN: LazyLock<ListedMap<CompactString, &str>> = LazyLock::new(|| {
    let row = |row: &'static Vec<String>| row.iter().map(|name| (key(name), row[0].as_str()));
    DATA.names.iter().flat_map(row).collect()
});

/// The name that lineage uses for an outlet or agency: a known one's usual name, else the name
/// without its article.
pub fn canonical(name: &str) -> &str {
    let bare = ["the ", "The "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name);
    let short = DATA
        .endings
        .iter()
        .find_map(|ending| bare.strip_suffix(ending.as_str()));
    let short = short.map(str::trim_end).filter(|name| !name.is_empty());
    let known = |name| KNOWN.get(&key(name)).copied();
    known(bare)
        .or_else(|| short.map(|name| known(name).unwrap_or(name)))
        .unwrap_or(bare)
}

/// The name ends in what an agency is: 'Karsova Press Agency'.
pub fn is_agency(name: &str) -> bool {
    let short = DATA
        .endings
        .iter()
        .find_map(|end| name.strip_suffix(end.as_str()));
    short.is_some_and(|short| short.len() > 1 && short.ends_with(' '))
}

/// The ways in which others write an outlet's name that mean nothing else: in full, by its usual
/// name, by its initials.
pub fn forms(name: &str) -> Vec<String> {
    const INITIALS: usize = 3;
    let words = words(name);
    let mut forms = vec![name.to_string(), canonical(name).to_string()];
    if words.len() >= INITIALS {
        let initials = words.iter().filter_map(|w| w.chars().next());
        let initials: String = initials.filter(|c| c.is_uppercase()).collect();
        forms.extend((initials.len() >= INITIALS).then_some(initials));
    }
    forms
}

/// The name without what says its kind, which may as well be that of a place or a company: 'Karsova'
/// for 'Karsova Radio'.
pub fn short_form(name: &str) -> Option<String> {
    let kind = |word: &&str| DATA.kinds.split(' ').any(|kind| kind == *word);
    let words = words(name);
    let own = words.len() - words.iter().rev().take_while(|w| kind(w)).count();
    let short = words[..own].join(" ");
    (own > 0 && own < words.len() && !outlet_name::ends_name(&short)).then_some(short)
}

fn words(name: &str) -> Vec<&str> {
    let own = name.split_whitespace();
    own.filter(|w| !matches!(*w, "The" | "the")).collect()
}

/// Two names of one outlet.
pub fn same_outlet(a: &str, b: &str) -> bool {
    let (a, b) = (key(canonical(a)), key(canonical(b)));
    !a.is_empty() && a == b
}

/// Two names that may be one outlet's: every word of one stands in the other, in order ('Times' and
/// 'Harbour Times'), one is the initials of the other, or one is a station and the other what any
/// station may call a programme of its own.
pub fn may_be_one(a: &str, b: &str) -> bool {
    let within = |short: &str, long: &str| {
        let short: Vec<CompactString> = words(short).into_iter().map(key).collect();
        let mut long = words(long).into_iter().map(key);
        !short.is_empty() && short.iter().all(|word| long.any(|w| w == *word))
    };
    let written = |short: &str, long: &str| forms(long).iter().any(|form| key(form) == key(short));
    let airs = |programme: &str, station: &str| {
        let last = programme.rsplit(' ').next().unwrap_or_default();
        outlet_name::is_programme(last) && outlet_name::is_station(station)
    };
    let is_one = |a: &str, b: &str| within(a, b) || written(a, b) || airs(a, b);
    same_outlet(a, b) || is_one(a, b) || is_one(b, a)
}

/// The letters of a name without case, accents, article and domain ending.
pub fn key(name: &str) -> CompactString {
    let lower = match name.is_ascii() {
        true => CompactString::from(name).to_ascii_lowercase(),
        false => (name.nfkd().filter(|c| !is_combining_mark(*c)))
            .collect::<CompactString>()
            .to_lowercase(),
    };
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let bare = site(bare)
        .or_else(|| bare.strip_suffix(".com"))
        .unwrap_or(bare);
    if bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return bare.into();
    }
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The word may as well be the last part of a domain: 'news' of 'halvernews.com'.
pub fn is_domain_word(word: &str) -> bool {
    DATA.domains.split(' ').any(|one| one == word)
}

/// The labels of a domain that name something: 'harbour' and 'radio' of 'www.harbour.radio.co.uk'.
pub fn labels(name: &str) -> impl Iterator<Item = &str> {
    let holds = |list: &str, label: &str| list.split(' ').any(|one| one == label);
    let is_domain = site(name).is_some();
    let own = name.split('.').filter(move |_| is_domain);
    own.filter(move |l| l.len() > 2 && !holds(&DATA.services, l) && !holds(&DATA.domains, l))
}

/// 'harbourtimes' of 'www.harbourtimes.co.uk': the label of a domain that names its outlet.
pub fn site(name: &str) -> Option<&str> {
    let holds = |list: &str, label: &str| list.split(' ').any(|one| one == label);
    let (rest, last) = name.rsplit_once('.')?;
    let label = |label: &str| {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        !label.is_empty() && label.bytes().all(fits)
    };
    let country = last.len() == 2 && last.bytes().all(|b| b.is_ascii_lowercase());
    if !(country || holds(&DATA.domains, last)) || !rest.split('.').all(label) {
        return None;
    }
    let own = rest
        .split('.')
        .find(|label| !holds(&DATA.services, label))?;
    // 'The Harbour Times' is compared without its article.
    let bare = own.strip_prefix("the").filter(|bare| bare.len() > 3);
    let bare = bare.filter(|bare| !bare.starts_with("atre") && !bare.starts_with("ater"));
    (own.len() > 2 || rest == own).then_some(bare.unwrap_or(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::{Same, cases};

    #[test]
    fn others_shorten_names() {
        assert!(forms("Meridian Press Service").contains(&"MPS".to_string()));
        assert_eq!(forms("Daily News"), ["Daily News", "Daily News"]);
        let short = |name: &str| short_form(name).unwrap_or_default();
        assert_eq!(short("Meridian Press Service"), "Meridian");
        assert_eq!(short("The Karsova Radio"), "Karsova");
        assert_eq!(short("Harbour Times Online"), "");
    }

    #[test]
    fn one_outlet_may_have_two_names() {
        for (a, b) in [
            ("Harbour Times", "the Times"),
            ("KBC", "KBC Radio"),
            ("KBC Tarn", "KBC Radio Tarn"),
            ("Meridian Press Service", "MPS"),
            ("Radio Karsova", "Morning Table programme"),
            ("Harbour Times", "harbourtimes.com"),
        ] {
            assert!(may_be_one(a, b) && may_be_one(b, a), "{a} / {b}");
        }
        for (a, b) in [
            ("Harbour Times", "Kell Times"),
            ("Reuters", "Kell Echo"),
            ("Harbour Times", "Morning Table programme"),
            ("", "Harbour Times"),
        ] {
            assert!(!may_be_one(a, b) && !may_be_one(b, a), "{a} / {b}");
        }
    }

    #[test]
    fn every_case_holds() {
        let file = include_str!("../../lang/en/outlet_names.toml");
        for case in cases::<Same>("outlet_names.toml", file) {
            assert_eq!(
                same_outlet(&case.a, &case.b),
                case.same,
                "{} / {}",
                case.a,
                case.b
            );
        }
    }
}
