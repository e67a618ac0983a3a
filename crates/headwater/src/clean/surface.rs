//! Dates as pages of any language write them: `lang/dates.toml`.

use super::date::{Stated, day};
use super::weekday;
use crate::lexicon;
use regex::{Captures, Regex};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct File {
    updated: Vec<String>,
    updated_cases: Vec<String>,
    published: Vec<String>,
    published_case: Vec<(String, String)>,
    beside: BTreeSet<String>,
    stamps: Vec<String>,
    sentences: Vec<String>,
    language: Vec<Language>,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Language {
    code: String,
    months: Vec<Vec<String>>,
    cases: Vec<(String, String)>,
}

fn file() -> File {
    lexicon::data("dates.toml", include_str!("../../lang/dates.toml"))
}

/// Every form of a month with its number. No form means two months.
static MONTHS: LazyLock<BTreeMap<String, i16>> = LazyLock::new(|| {
    let named = |language: Language| (1..).zip(language.months);
    let forms = file().language.into_iter().flat_map(named);
    forms
        .flat_map(|(n, forms)| forms.into_iter().map(move |form| (form, n)))
        .collect()
});

/// Whether a word in lower case names a month.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains_key(word)
}

static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    // Of forms that begin alike, the longest must come first.
    let months: Vec<&str> = MONTHS.keys().rev().map(String::as_str).collect();
    let month = months.join("|");
    regex(&format!(
        r"(?i)(?:^|[^\p{{L}}\d])(?:(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª)?[\s-]{{0,3}}(?:(?:de|of)\s)?\s?(?P<m>{month})\.?,?[\s-]{{0,3}}(?:(?:de|del)\s)?(?P<y>\d{{4}})|(?P<m2>{month})\.?\s{{1,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?,?\s{{1,3}}(?P<y2>\d{{4}})|(?P<y3>\d{{4}})\s?年\s?(?P<m3>\d{{1,2}})\s?月\s?(?P<d3>\d{{1,2}})\s?日|(?P<y4>\d{{4}})\s?[./-]\s?(?P<m4>\d{{1,2}})\s?[./-]\s?(?P<d4>\d{{1,2}})|(?P<d5>\d{{1,2}})\.\s?(?P<m5>\d{{1,2}})\.\s?(?P<y5>\d{{4}}|\d\d)|(?P<a>\d{{1,2}})[/-](?P<b>\d{{1,2}})[/-](?P<y6>\d{{4}}))(?:[^\d]|$)|\p{{Ll}}{{2}}(?P<d7>\d{{1,2}})\.(?P<m7>\d{{1,2}})\.(?P<y7>(?:19|20)\d\d)(?:[^\d]|$)"
    ))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| panic!("dates: {error}"))
}

/// The first date in `text`. Where slashes leave open which number is the day, `day_first` tells;
/// without it such a date is none.
pub(super) fn find(text: &str, day_first: Option<bool>) -> Option<Stated> {
    SPOKEN.captures_iter(text).find_map(|c| {
        let date = of(&c, &text[..c.get(0)?.start()], day_first)?;
        Some(Stated {
            value: date.to_string(),
            day: date,
        })
    })
}

/// A line without its dates.
pub(super) fn without_dates(line: &str) -> Cow<'_, str> {
    SPOKEN.replace_all(line, " ")
}

/// Whether a line says from when to when: '2 April 2009 – 19 November 2016'.
pub(super) fn is_range(line: &str) -> bool {
    let mut dates = SPOKEN.find_iter(line);
    let ends = dates.next().zip(dates.next());
    let between = ends.and_then(|(from, to)| line.get(from.end()..to.start()));
    between.is_some_and(|between| matches!(between.trim(), "-" | "–" | "—" | "to"))
}

/// Words of stamps: those beside dates, and those that say what is dated.
static BESIDE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let file = file();
    let said = file.updated.iter().chain(&file.published);
    let words = said.flat_map(|said| said.split(' ')).map(str::to_string);
    words.chain(file.beside.iter().cloned()).collect()
});

/// Whether a word stands beside the dates of stamps.
pub(super) fn is_beside(word: &str) -> bool {
    BESIDE.contains(word) || is_month(word)
}

static CHANGE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("(?i){}", file().updated.join("|"))));

static PUBLICATION: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("(?i){}", file().published.join("|"))));

/// The line says that something was published.
pub(super) fn says_published(line: &str) -> bool {
    PUBLICATION.is_match(line)
}

/// The words without those that date a change: what stands before it, where that has a date of
/// its own, else what follows a word of publication. `None` where only a change is dated.
pub(super) fn of_publication(text: &str, day_first: Option<bool>) -> Option<&str> {
    let Some(change) = CHANGE.find(text) else {
        return Some(text);
    };
    let (before, behind) = (&text[..change.start()], &text[change.end()..]);
    let dated = behind.contains(|c: char| c.is_ascii_digit());
    if dated && find(before, day_first).is_some() {
        return Some(before);
    }
    let said = PUBLICATION.find(behind)?;
    Some(&behind[said.end()..])
}

/// The date of a match, behind the words `before`.
fn of(c: &Captures, before: &str, day_first: Option<bool>) -> Option<jiff::civil::Date> {
    let number = |names: &[&str]| -> Option<i16> {
        names
            .iter()
            .find_map(|name| c.name(name))?
            .as_str()
            .parse()
            .ok()
    };
    if let (Some(a), Some(b), Some(y)) = (number(&["a"]), number(&["b"]), number(&["y6"])) {
        return match (day(y, b, a), day(y, a, b)) {
            (Some(one), Some(other)) if one != other => {
                let stated = || day_first.map(|f| if f { one } else { other });
                weekday::tells(before, one, other).or_else(stated)
            }
            (one, other) => one.or(other),
        };
    }
    let named = c
        .name("m")
        .or(c.name("m2"))
        .map(|m| m.as_str().to_lowercase());
    let month = match named {
        Some(name) => *MONTHS.get(&name)?,
        None => number(&["m3", "m4", "m5", "m7"])?,
    };
    let year = number(&["y", "y2", "y3", "y4", "y5", "y7"])?;
    let year = if year < 100 { 2000 + year } else { year };
    day(year, month, number(&["d", "d2", "d3", "d4", "d5", "d7"])?)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Lines with a date, and whether they are lines of dates.
    pub(in crate::clean) fn stamps() -> impl Iterator<Item = (String, bool)> {
        let file = file();
        let stamps = file.stamps.into_iter().map(|line| (line, true));
        stamps.chain(file.sentences.into_iter().map(|line| (line, false)))
    }

    #[test]
    fn dates_of_all_languages() {
        for language in file().language {
            assert_eq!(language.months.len(), 12, "{}", language.code);
            assert!(!language.cases.is_empty(), "{} has no case", language.code);
            for (number, forms) in (1..).zip(&language.months) {
                let same = |form: &String| MONTHS.get(form) == Some(&number);
                assert!(forms.iter().all(same), "{} {number}", language.code);
            }
            for (surface, value) in language.cases {
                let found = find(&surface, None).map(|d| d.value);
                assert_eq!(found.as_ref(), Some(&value), "{surface}");
            }
        }
    }

    #[test]
    fn changes_are_told() {
        for case in file().updated_cases {
            let left = of_publication(&case, None).and_then(|words| find(words, None));
            assert_eq!(left, None, "{case}");
        }
        for (case, value) in file().published_case {
            let words = of_publication(&case, None).unwrap_or_default();
            let found = find(words, None).map(|d| d.value);
            assert_eq!(found, Some(value), "{case}");
        }
    }

    #[test]
    fn dates_in_figures() {
        let cases = [
            ("am 25.08.2015 22:30", None, Some("2015-08-25")),
            ("27.02.09", None, Some("2009-02-27")),
            ("Erstellt am09.02.2022", None, Some("2022-02-09")),
            ("v1.2.2018", None, None),
            ("2020年2月19日", None, Some("2020-02-19")),
            ("26/10/2018", None, Some("2018-10-26")),
            ("03/04/2018", None, None),
            ("Wed, 03/06/2024", Some(true), Some("2024-03-06")),
            ("Tuesday, 05/03/2024", None, Some("2024-03-05")),
            ("Sunday, 05/03/2024", None, None),
            ("03/04/2018", Some(true), Some("2018-04-03")),
            ("03/04/2018", Some(false), Some("2018-03-04")),
            ("version 1.2.20181", None, None),
            ("32. Mai 2015", None, None),
        ];
        for (text, day_first, value) in cases {
            let found = find(text, day_first).map(|d| d.value);
            assert_eq!(found.as_deref(), value, "{text}");
        }
    }
}
