//! Writers whom a line names without words before them: their post, their outlet or their address
//! stands beside the name.

use super::flat::Page;
use super::{post, surface, writer};
use crate::lexicon::{given_name, outlet_name};

/// Lines below the headline that are looked at, and among which a name may stand alone.
pub(super) const FAR: usize = 12;
pub(super) const FEW: usize = 5;
/// Paragraphs that name no writer.
pub(super) const OPENING: usize = 3;

/// Bytes beyond which a line is none of these.
const LONG: usize = 120;

/// The names in a line that shows so that it signs; `next` is the line below it.
pub(super) fn names(line: &str, next: &str, outlet: Option<&str>) -> Option<Vec<String>> {
    if line.len() > LONG || writer::is_led(line) {
        return None;
    }
    let names = writer::names(line, outlet);
    let last = names
        .last()
        .filter(|_| names.iter().all(|name| is_person(name)))?;
    let rest = behind(line, last)?;
    let beside = match rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '@') {
        "" => next,
        rest => rest,
    };
    let signs = is_address(beside) || post::is_post(beside, outlet) || is_for(beside, outlet);
    signs.then_some(names)
}

/// The writers in the first line between headline and text of a flat text that shows that it signs,
/// and that line.
pub(super) fn in_flat(page: &Page, outlet: Option<&str>) -> Option<(usize, Vec<String>)> {
    let title = page.title?;
    let head = page
        .lines
        .iter()
        .position(|line| line.span.contains(title))?;
    let lines = head + 1..page.start.min(head + FAR);
    let sign = |at: usize| {
        let words = page.lines[at].text;
        let next = page.lines.get(at + 1).map_or("", |line| line.text);
        names(words, next, outlet).or_else(|| labelled(words, outlet))
    };
    let found = lines.clone().find_map(|at| Some((at, sign(at)?)));
    found.or_else(|| {
        let text = page.lines[page.start..].iter().take(OPENING);
        let told = || {
            text.clone()
                .chain([&page.lines[head]])
                .map(|line| line.text)
        };
        let alone = |at: usize| Some((at, vec![alone(page.lines[at].text, outlet, told())?]));
        lines.take(FEW).find_map(alone)
    })
}

/// The name that a line consists of, beside a day at most, where neither the headline nor the text's
/// beginning, which are `told`, tells of who bears it.
pub(super) fn alone<'a>(
    line: &str,
    outlet: Option<&str>,
    mut told: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let name = bare(&surface::without_dates(line), outlet)?;
    let last = name.rsplit(' ').next().unwrap_or(&name);
    (!told.any(|words| words.contains(last))).then_some(name)
}

/// 'Words: Ann Lee'.
fn labelled(line: &str, outlet: Option<&str>) -> Option<Vec<String>> {
    let names = writer::names(line, outlet);
    let label = line
        .split_once(':')
        .is_some_and(|(label, _)| !label.contains(' '));
    let signs = label && line.len() <= LONG && writer::is_led(line);
    (signs && !names.is_empty() && names.iter().all(|name| is_person(name))).then_some(names)
}

/// The name that a line consists of, beside a day at most, where it begins with a given name.
pub(super) fn bare(line: &str, outlet: Option<&str>) -> Option<String> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '’' | '\'');
    let words: Vec<&str> = line.split(' ').collect();
    let is_given = |word: &str| {
        let low = word.to_lowercase();
        given_name::bearer(&low).is_some() && !writer::is_word(&low)
    };
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let given = match words[..] {
        [first, _] => is_given(first),
        [first, second, _] => is_given(first) && (is_given(second) || initial(second)),
        _ => false,
    };
    let person = given && line.chars().all(letters);
    let named = person && is_person(line) && !writer::is_place(words[words.len() - 1]);
    (named && writer::names(line, outlet) == [line]).then(|| line.to_string())
}

/// A full name in capitals, of a person rather than an outlet.
fn is_person(name: &str) -> bool {
    let full = writer::is_full(name, None) && writer::has_capitals(name);
    full && !writer::is_body(name, None) && outlet_name::named(name, 2).is_none()
}

/// What stands behind a name, in whatever case the line has it.
fn behind<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let at = line.to_lowercase().find(&name.to_lowercase())?;
    line.get(at + name.len()..)
}

/// Nothing but addresses of mail and names of users.
fn is_address(text: &str) -> bool {
    let named = |word: &str| {
        let name = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        name.contains('@') && name.len() > 2
    };
    let mut words = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric));
    let label = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "email:" | "e-mail:" | "twitter:" | "x:"
        )
    };
    text.contains('@') && text.len() <= LONG && words.all(|word| named(word) || label(word))
}

/// 'for the Ledger', 'in Paris for the Ledger', where the outlet is called so or names of outlets are.
fn is_for(text: &str, outlet: Option<&str>) -> bool {
    let placed = text
        .strip_prefix("in ")
        .and_then(|text| text.find(" for ").map(|at| (text, at)));
    let is_place = |place: &str| {
        place
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase))
    };
    let behind = placed.filter(|(text, at)| is_place(&text[..*at]));
    let text = behind.map_or(text, |(text, at)| &text[at + 1..]);
    let mut words = text.split(' ');
    let said = words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("for"));
    let name: Vec<&str> = words.collect();
    let name = match name.split_first() {
        Some((first, rest)) if first.eq_ignore_ascii_case("the") => rest,
        _ => &name,
    };
    let capitals = name
        .iter()
        .all(|word| word.starts_with(char::is_uppercase) || *word == "of");
    let joined = name.join(" ");
    let known = post::is_of(name, outlet) || outlet_name::named(&joined, name.len()).is_some();
    said && (1..=5).contains(&name.len()) && capitals && (known || outlet_name::ends_name(&joined))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_show_that_they_sign() {
        let outlet = Some("Aldport Ledger");
        let cases: &[(&str, &str, &[&str])] = &[
            ("Priya Lonergan, Staff Writer", "", &["Priya Lonergan"]),
            (
                "Priya Lonergan | Crime Correspondent",
                "",
                &["Priya Lonergan"],
            ),
            (
                "Priya Lonergan and Tom Asher, Staff Writers",
                "",
                &["Priya Lonergan", "Tom Asher"],
            ),
            (
                "PRIYA LONERGAN, LEDGER STAFF WRITER",
                "",
                &["Priya Lonergan"],
            ),
            ("Priya Lonergan", "Staff Writer", &["Priya Lonergan"]),
            (
                "Priya Lonergan",
                "plonergan@ledger.example",
                &["Priya Lonergan"],
            ),
            ("Priya Lonergan (@priyalonergan)", "", &["Priya Lonergan"]),
            ("Ann Lee for the Ledger", "", &["Ann Lee"]),
            ("Ann Lee for the Harbour Gazette", "", &["Ann Lee"]),
            ("Ann Lee in Paris for the Ledger", "", &["Ann Lee"]),
        ];
        for (line, next, expected) in cases {
            let found = names(line, next, outlet).unwrap_or_default();
            assert_eq!(found, *expected, "{line}");
        }
        for (line, next) in [
            ("Priya Lonergan", "The ferry ran aground."),
            ("Priya Lonergan, mayor of Aldport", ""),
            ("Ann Lee for the win", ""),
            ("New Prize for the Winner", ""),
            ("Aldport Harbour", "5 March 2024"),
            ("Write to the newsdesk", "desk@ledger.example"),
            ("Staff Writer", "desk@ledger.example"),
        ] {
            assert_eq!(names(line, next, outlet), None, "{line}");
        }
    }

    #[test]
    fn a_given_name_makes_a_line_a_name() {
        assert_eq!(
            bare("Martin Okafor", None).as_deref(),
            Some("Martin Okafor")
        );
        assert_eq!(
            bare("Laura Hensley |", None).as_deref(),
            Some("Laura Hensley")
        );
        for line in [
            "Ilvo Drestan",
            "Aldport Harbour",
            "Martin",
            "Victoria Park",
            "Laura and Ann",
            "Grace under fire",
            "Grace Notes",
            "Mark Your Calendar",
            "Laura Garden Tour",
        ] {
            assert_eq!(bare(line, None), None, "{line}");
        }
    }
}
