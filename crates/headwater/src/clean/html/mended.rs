//! JSON-LD with the faults that sites make: what encloses it in other languages, line breaks within
//! texts, commas before brackets, escapes that JSON does not know.

use crate::clean::date::{self, Stated};
use crate::clean::sign;
use regex::Regex;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Commas before what closes.
static COMMA: LazyLock<Regex> = LazyLock::new(|| sign::pattern(r",(?:\s*,)*\s*(?P<close>[\]}])"));

/// A backslash before a letter that it says nothing of.
static ESCAPE: LazyLock<Regex> = LazyLock::new(|| sign::pattern(r#"\\(?P<letter>[^"\\/bfnrtu])"#));

static PUBLISHED: LazyLock<Regex> =
    LazyLock::new(|| sign::pattern(r#""datePublished"\s*:\s*"(?P<day>[^"]{8,40})""#));

/// What the scripts of a page hold. Each is parsed once.
#[derive(Default)]
pub(super) struct Data {
    /// Values of the scripts, in the order of the page.
    pub values: Vec<Value>,
    /// Scripts beyond mending.
    broken: Vec<String>,
}

impl Data {
    pub fn add(&mut self, json: String) {
        match parse(&json) {
            Some(value) => self.values.push(value),
            None => self.broken.push(json),
        }
    }

    /// The one day of publication that data beyond mending states.
    pub fn broken_day(&self) -> Option<Stated> {
        let broken = self.broken.iter();
        let mut days = broken.flat_map(|json| PUBLISHED.captures_iter(json));
        let first = days.next()?;
        days.next().is_none().then(|| date::parse(&first["day"]))?
    }
}

/// The value, as it is or as it was meant.
fn parse(json: &str) -> Option<Value> {
    let json = json.trim();
    serde_json::from_str(json).ok().or_else(|| {
        let bare = unwrapped(json).replace(|c: char| c.is_control(), " ");
        let bare = COMMA.replace_all(&bare, "$close");
        let bare: Cow<str> = ESCAPE.replace_all(&bare, "$letter");
        serde_json::from_str(&bare).ok()
    })
}

/// The data without comments, CDATA and other marks around it.
fn unwrapped(json: &str) -> &str {
    let start = json.find(['{', '[']).unwrap_or(0);
    let start = match json[start..].strip_prefix("[CDATA[") {
        Some(rest) => json.len() - rest.len() + rest.find(['{', '[']).unwrap_or(0),
        None => start,
    };
    let opens = json[start..].chars().next();
    let close = if opens == Some('[') { ']' } else { '}' };
    let end = match json.rfind("]]>") {
        Some(end) if close == ']' => end,
        _ => json.len(),
    };
    let end = json[..end].rfind(close).map_or(json.len(), |at| at + 1);
    json.get(start..end).unwrap_or(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_faults_are_mended() {
        for json in [
            r#"{"a": "b"}"#,
            "{\"a\": \"b\",}",
            "{\"c\": [1, 2,], \"a\": \"b\"}",
            "//<![CDATA[\n{\"a\": \"b\"}\n//]]>",
            "<!-- {\"a\": \"b\"} -->",
            "{\"a\": \"b\"};",
            "\u{feff}{\"a\": \"b\"}",
            "{\"c\": \"it\\'s\nso\", \"a\": \"b\"}",
        ] {
            let value = parse(json).unwrap_or_default();
            assert_eq!(value["a"], "b", "{json}");
        }
        assert_eq!(parse("{\"a\": "), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn data_beyond_mending_dates_a_page_once() {
        let day = |json: &str| {
            let mut data = Data::default();
            data.add(json.into());
            data.broken_day().map(|day| day.value)
        };
        let one = r#"{"text": "<p class="x">", "datePublished": "2024-03-06"}"#;
        assert_eq!(day(one).as_deref(), Some("2024-03-06"));
        assert_eq!(day(&format!("{one}{one}")), None);
    }
}
