//! What an opening says about the event itself, where two openings can clash: on which weekday,
//! where, and of what age the people are.

use crate::model::Document;
use crate::relate::terms::{Marks, Term, Word, fold};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Ages of people, in years.
const AGES: std::ops::RangeInclusive<u8> = 1..=110;

static WEEKDAYS: LazyLock<[Term; 7]> = LazyLock::new(|| {
    let days = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    days.map(fold)
});

/// Words before the name of a place where something happened.
static BEFORE_PLACE: LazyLock<HashSet<Term>> =
    LazyLock::new(|| ["in", "at", "near", "outside", "off"].map(fold).into());

/// Marks of one event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Weekdays, one bit each from Monday.
    pub weekdays: u8,
    /// Ages in years, sorted.
    pub ages: Vec<u8>,
    /// First words of names after 'in', 'at', 'near', sorted.
    pub places: Vec<u32>,
}

impl Event {
    /// Of the first words of a document.
    pub fn new(document: &Document, words: &[Word]) -> Self {
        let day = |w: &Word| WEEKDAYS.iter().position(|&d| d == w.term);
        let place = |pair: &[Word]| {
            let is = pair[1].is(Marks::NAME) && BEFORE_PLACE.contains(&pair[0].term);
            (is && day(&pair[1]).is_none()).then_some(pair[1].term as u32)
        };
        let weekdays = words.iter().filter_map(day);
        Event {
            weekdays: weekdays.fold(0, |days, day| days | 1 << day),
            ages: sorted(
                words
                    .iter()
                    .filter_map(|w| age(&document.text, w))
                    .collect(),
            ),
            places: sorted(words.windows(2).filter_map(place).collect()),
        }
    }

    /// Both name weekdays, and none of them in common; or one at least in common.
    pub fn weekdays(&self, other: &Event) -> (bool, bool) {
        let both = self.weekdays != 0 && other.weekdays != 0;
        let common = self.weekdays & other.weekdays != 0;
        (both && !common, common)
    }
}

/// Both lists hold something but nothing in common; or something in common.
pub fn clash<T: Ord>(a: &[T], b: &[T]) -> (bool, bool) {
    let common = a.iter().any(|x| b.binary_search(x).is_ok());
    (!a.is_empty() && !b.is_empty() && !common, common)
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// '34-year-old', 'aged 34', 'Ilan Vesk, 34,'.
fn age(text: &str, word: &Word) -> Option<u8> {
    let span = word.span();
    if !word.is(Marks::NUMBER) || span.len() > 3 {
        return None;
    }
    let years = span.of(text).parse().ok().filter(|y| AGES.contains(y))?;
    let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
    let of_years = ["-year-old", " year-old", "-year old", " years old"];
    let apposed = before.ends_with(", ")
        && after.starts_with([',', '.'])
        && before.trim_end_matches(", ").ends_with(char::is_alphabetic);
    let is = of_years.iter().any(|tail| after.starts_with(tail)) || before.ends_with("aged ");
    (is || apposed).then_some(years)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::relate::terms;

    fn event(text: &str) -> Event {
        let document = body(text);
        Event::new(&document, &terms::words(&document))
    }

    #[test]
    fn openings_clash() {
        let a = event(
            "On Monday a 34-year-old man was hurt near Kelbridge, said Ilan Vesk, 51, a priest.",
        );
        let b = event("A man aged 29 was hurt in Orvenia on Tuesday, 12 hours later.");
        assert_eq!((&a.ages[..], &b.ages[..]), (&[34, 51][..], &[29][..]));
        assert_eq!(a.weekdays(&b), (true, false));
        assert_eq!(clash(&a.ages, &b.ages), (true, false));
        assert_eq!(clash(&a.places, &b.places), (true, false));
        assert_eq!(clash(&a.places, &a.places), (false, true));
        assert_eq!(clash(&a.ages, &[]), (false, false));
    }
}
