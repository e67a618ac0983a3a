//! What stands before a date in figures and tells which number is the day: the weekday, or a clock of
//! an American zone, where the month comes first.

use super::sign;
use crate::lexicon;
use crate::lexicon::listed::ListedMap;
use jiff::civil::{Date, Weekday};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct File {
    /// From Monday on, each with all its forms.
    days: Vec<String>,
    cases: Vec<(String, i8)>,
    not: Vec<String>,
}

fn file() -> File {
    lexicon::data("weekdays.toml", include_str!("../../lang/weekdays.toml"))
}

static DAYS: LazyLock<ListedMap<String, i8>> = LazyLock::new(|| {
    let named = (1..).zip(file().days);
    let forms = named.flat_map(|(day, forms)| {
        let forms: Vec<String> = forms.split_whitespace().map(str::to_string).collect();
        forms.into_iter().map(move |form| (form, day))
    });
    forms.collect()
});

/// The weekday that is the last word of `before`.
fn named(before: &str) -> Option<Weekday> {
    let word = before.trim_end_matches([',', '.', ' ', '\u{a0}']);
    let at = word.rfind(|c: char| !c.is_alphabetic() && c != '-');
    let word = at.map_or(word, |at| {
        word[at..].trim_start_matches(|c: char| !c.is_alphabetic())
    });
    let day = *DAYS.get(&word.to_lowercase())?;
    Weekday::from_monday_one_offset(day).ok()
}

/// Which of two days the words before them mean: `one` has the day first, `other` the month.
pub(super) fn tells(before: &str, one: Date, other: Date) -> Option<Date> {
    if is_american(before) {
        return Some(other);
    }
    let named = named(before)?;
    match (one.weekday() == named, other.weekday() == named) {
        (true, false) => Some(one),
        (false, true) => Some(other),
        _ => None,
    }
}

/// '8:13 AM PDT'.
fn is_american(before: &str) -> bool {
    static ZONE: LazyLock<Regex> = LazyLock::new(|| {
        sign::pattern(r"\d\s*[APap]\.?[Mm]\.? (?:[ECMP][SD]?T|AK[SD]T|HST)\s*,?\s*$")
    });
    ZONE.is_match(before)
}

/// ' 07:35 PM ET' behind a date.
pub(super) fn is_american_clock(behind: &str) -> bool {
    static ZONE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^,?\s+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*[APap]\.?[Mm]\.? (?:[ECMP][SD]?T|AK[SD]T|HST)\b";
        sign::pattern(pattern)
    });
    ZONE.is_match(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_stand_before_dates() {
        let file = file();
        assert_eq!(file.days.len(), 7);
        for (words, day) in file.cases {
            let found = named(&words).map(Weekday::to_monday_one_offset);
            assert_eq!(found, Some(day), "{words}");
        }
        for words in file.not {
            assert_eq!(named(&words), None, "{words}");
        }
    }
}
