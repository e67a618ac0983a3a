//! How stations sign their own reports and are named in sentences: the patterns of
//! `lang/en/stations.toml` and `lang/en/station_names.toml`.

use super::pattern::Patterns;
use super::same_outlet::{is_domain_word, key, labels};
use crate::model::Span;
use std::sync::LazyLock;

static STATIONS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::load("stations.toml", include_str!("../../lang/en/stations.toml")));

static NAMES: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::load(
        "station_names.toml",
        include_str!("../../lang/en/station_names.toml"),
    )
});

/// Letters below which a tag is no part of a domain.
const SHORTEST: usize = 3;

fn rule(name: &str) -> Option<&'static str> {
    let (rule, _) = STATIONS.find(name, Span::new(0, name.len()))?;
    Some(rule)
}

/// The name is one with which stations sign: 'WAXQ', 'FOX6 News', 'Action News 4'.
pub fn is_tag(name: &str) -> bool {
    rule(name).is_some()
}

/// The name is a station's wherever it stands: 'KQRV', 'WAXQ-TV', 'Channel 9', 'CBS 4'.
pub fn is_name(name: &str) -> bool {
    NAMES.find(name, Span::new(0, name.len())).is_some()
}

/// The name is the letters that one station alone bears.
pub fn is_call_sign(name: &str) -> bool {
    rule(name) == Some("call-letters")
}

/// The name is what any station may call its news.
pub fn is_newscast(name: &str) -> bool {
    rule(name) == Some("newscast")
}

/// An outlet's domain bears the name: 'WAXQ' that of 'waxq3.com', 'Post' that of 'halverpost.com',
/// 'CBSHalver' that of 'halver.cbslocal.com'.
pub fn is_in_domain(name: &str, domain: &str) -> bool {
    let whole = key(name);
    // 'KELL6 News' of 'kell6now.com', but not 'ABC News' of 'abc6.com'.
    let own_news = is_tag(name).then(|| whole.strip_suffix("news")).flatten();
    let full = name;
    let name = own_news.unwrap_or(&whole);
    let mut labels = labels(domain);
    let own = |label: &str| {
        let rest = name.strip_suffix(label).unwrap_or_default();
        label.starts_with(name)
            || label.ends_with(name)
            || rest.len() >= SHORTEST && domain.contains(&format!(".{rest}"))
    };
    name.len() >= SHORTEST && (labels.any(own) || is_whole_domain(full, domain))
}

/// 'Halver Sun-Times' of 'halver.suntimes.com', 'Halver Journal-Echo' of 'hje.com'.
fn is_whole_domain(name: &str, domain: &str) -> bool {
    let initials = name
        .split([' ', '-'])
        .filter_map(|word| word.chars().next());
    let initials: String = initials.filter(|c| c.is_uppercase()).collect();
    let initials = initials.to_lowercase();
    let joined: String = labels(domain).collect();
    joined == key(name) || initials.len() >= SHORTEST && labels(domain).any(|l| l == initials)
}

/// The call letters or the network of a station's name are those of a domain, whatever channel stands
/// behind them: 'KQRV 7' of 'kqrvtv.com', 'CBS4' of 'halver.cbslocal.com'.
pub fn is_channel_of(name: &str, domain: &str) -> bool {
    let (letters, rest) = name.split_at(name.bytes().take_while(u8::is_ascii_uppercase).count());
    let letters = letters.to_ascii_lowercase();
    let numbered = rest.contains(|c: char| c.is_ascii_digit());
    let own: Vec<&str> = labels(domain).collect();
    let town = |site: &str| {
        let bare = site.strip_prefix("my").unwrap_or(site);
        let rest = bare.strip_prefix(&letters).unwrap_or_default();
        rest.starts_with(char::is_alphabetic) && (own.len() > 1 || !is_domain_word(rest))
    };
    let local = || own.last().is_some_and(|site| town(site));
    let called = || {
        own.first()
            .is_some_and(|site| site.trim_end_matches("tv") == letters)
    };
    is_tag(name) && letters.len() >= SHORTEST && (called() || numbered && local())
}

/// The domain is the call letters of a station: 'waxq.com', 'klomtv.com'.
pub fn is_call_domain(domain: &str) -> bool {
    let first = labels(domain).next().unwrap_or_default();
    let first = first.trim_end_matches("tv").to_ascii_uppercase();
    is_call_sign(&first) && labels(domain).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_bears_names() {
        for (name, domain) in [
            ("WAXQ", "waxq3.com"),
            ("WAXQ 3 News", "waxq3news.com"),
            ("FOX6 News", "fox6now.com"),
            ("Post", "halverpost.com"),
            ("CBSHalver", "halver.cbslocal.com"),
            ("CBS", "halver.cbslocal.com"),
            ("Halver Sun-Times", "halver.suntimes.com"),
            ("Halver Journal-Echo", "m.hje.com"),
        ] {
            assert!(is_in_domain(name, domain), "{name} / {domain}");
        }
        for (name, domain) in [
            ("KLOM", "waxq3.com"),
            ("AP", "halverapp.com"),
            ("ABC News", "abc6.com"),
            ("Post", "Halver Post"),
            ("CBSLorn", "halver.cbslocal.com"),
        ] {
            assert!(!is_in_domain(name, domain), "{name} / {domain}");
        }
    }

    #[test]
    fn a_channel_is_of_a_domain() {
        for (name, domain) in [
            ("KQRV 7", "kqrvtv.com"),
            ("KQRV-TV", "kqrv.com"),
            ("CBS4", "halver.cbslocal.com"),
            ("NBC4", "nbchalver.com"),
            ("FOX 2", "myfoxhalver.com"),
        ] {
            assert!(is_channel_of(name, domain), "{name} / {domain}");
        }
        for (name, domain) in [
            ("KQRV 7", "klomtv.com"),
            ("CBS4", "cbsnews.com"),
            ("CBS4", "cbs5halver.com"),
            ("NBC4", "halver.cbslocal.com"),
        ] {
            assert!(!is_channel_of(name, domain), "{name} / {domain}");
        }
    }

    #[test]
    fn domains_are_call_letters() {
        assert!(is_call_domain("waxq.com") && is_call_domain("klomtv.com"));
        assert!(!is_call_domain("waxq.radiolocal.com") && !is_call_domain("halverpost.com"));
    }
}
