//! How stations sign their own reports: the patterns of `lang/en/stations.toml`.

use super::pattern::Patterns;
use super::same_outlet::{key, labels};
use crate::model::Span;
use std::sync::LazyLock;

static STATIONS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::load("stations.toml", include_str!("../../lang/en/stations.toml")));

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
    let name = own_news.unwrap_or(&whole);
    let mut labels = labels(domain);
    let own = |label: &str| {
        let rest = name.strip_suffix(label).unwrap_or_default();
        label.starts_with(name)
            || label.ends_with(name)
            || rest.len() >= SHORTEST && domain.contains(&format!(".{rest}"))
    };
    name.len() >= SHORTEST && labels.any(own)
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
    fn domains_are_call_letters() {
        assert!(is_call_domain("waxq.com") && is_call_domain("klomtv.com"));
        assert!(!is_call_domain("waxq.radiolocal.com") && !is_call_domain("halverpost.com"));
    }
}
