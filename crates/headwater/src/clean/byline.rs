//! Writers' names in bylines.

use super::sign;
use crate::lexicon::whether::Whether;
use regex::Regex;
use std::sync::LazyLock;

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    sign::pattern(
        r"(?i)^\W*(?:(?:by|written by|story by|posted by|reported by|article by|words by|report by|authors?|from)\b[\s:]*)+",
    )
});

static NAME: LazyLock<Whether> = LazyLock::new(|| sign::whether(r"^{name}$"));

/// Words that no person's name holds.
static OFFICE: LazyLock<Whether> = LazyLock::new(|| {
    sign::whether(
        r"(?i)\b(?:staff|writers?|reporters?|editors?|editorial|correspondents?|news|press|desk|agency|agencies|times|post|gazette|herald|reuters|afp|team|board|media|newsroom|associated|service|bureau|columnist|contributors?|special|admin|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    )
});

/// The names in a byline such as 'By Amos Hale and Ruth Prior, Staff Writers'.
pub(super) fn authors(line: &str) -> Vec<String> {
    let line = LEAD.replace(line, "");
    let head = line
        .split(['|', '(', '–', '—', '·', '•', '/', ';', '\n', '\t'])
        .next()
        .unwrap_or("");
    let mut names: Vec<String> = Vec::new();
    for part in head
        .split([',', '&'])
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" with "))
    {
        match person(part.trim()) {
            Some(name) if !names.contains(&name) => names.push(name),
            Some(_) => {}
            None if part.trim().is_empty() => {}
            None => break,
        }
    }
    names
}

/// `name` when it has the form of a person's name, in usual case.
pub(super) fn person(name: &str) -> Option<String> {
    let name = name.trim_start_matches("and ").trim();
    let shout = name.len() > 5 && !name.contains(char::is_lowercase);
    let name: String = match shout {
        true => name.split(' ').map(titled).collect::<Vec<_>>().join(" "),
        false => name.into(),
    };
    (NAME.is_match(&name) && !OFFICE.is_match(&name)).then_some(name)
}

fn titled(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(String::from).unwrap_or_default();
    first + &chars.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bylines() {
        let cases: &[(&str, &[&str])] = &[
            ("By Amos Hale", &["Amos Hale"]),
            ("BY AMOS HALE, STAFF WRITER", &["Amos Hale"]),
            (
                "By Amos Hale and Ruth Prior | May 3, 2011",
                &["Amos Hale", "Ruth Prior"],
            ),
            (
                "By Amos Hale, Ruth M. Prior and Jan van Eck",
                &["Amos Hale", "Ruth M. Prior", "Jan van Eck"],
            ),
            ("By Amos Hale | (The Harbour Gazette) | – –", &["Amos Hale"]),
            ("Ruth Prior,", &["Ruth Prior"]),
            ("By The Associated Press", &[]),
            ("Posted by Amos Hale on May 3", &[]),
            ("By Harbour Gazette Staff", &[]),
        ];
        for (line, names) in cases {
            assert_eq!(&authors(line), names, "{line}");
        }
    }
}
