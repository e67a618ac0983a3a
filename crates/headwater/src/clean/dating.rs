//! Which of a document's stated dates is that of publication, and whether the others agree.
//!
//! A date that cannot be right is doubted: the zero of a computer's calendar, and a day after the
//! page was fetched. A doubted date is listed and never taken.

use super::date::{self, Stated};
use crate::model::{DateOf, Document, Pointer, Published, StatedDate};
use jiff::civil::Date;
use serde_json::Value;

/// A date and the place that states it.
pub(super) struct Found {
    of: DateOf,
    how: &'static str,
    stated: Stated,
    evidence: Vec<Pointer>,
}

/// The stated dates of one document, surest first.
#[derive(Default)]
pub(super) struct Dates(Vec<Found>);

/// Fields of records that tell when a page was fetched.
const CRAWLED: &[&str] = &[
    "crawled",
    "date_download",
    "download_date",
    "collect_date",
    "date_crawled",
    "crawl_date",
    "fetched_at",
    "scraped_at",
    "retrieved_at",
    "warc_date",
    "seendate",
];

/// First days of computers' calendars: what programs write where they know no date.
const ZEROS: &[(i16, i8, i8)] = &[
    (1601, 1, 1),
    (1899, 12, 30),
    (1899, 12, 31),
    (1900, 1, 1),
    (1904, 1, 1),
    (1969, 12, 31),
    (1970, 1, 1),
    (1980, 1, 1),
];

impl Dates {
    /// What a record states beside its text.
    pub fn of_record(published: Option<&str>, updated: Option<&str>) -> Self {
        let mut dates = Dates::default();
        dates.add("record", published.and_then(date::parse));
        dates.change("record", updated.and_then(date::parse));
        dates
    }

    /// Adds a day of publication.
    pub fn add(&mut self, how: &'static str, stated: Option<Stated>) {
        self.add_at(how, stated, Vec::new());
    }

    /// Adds a day of publication that words of the document state.
    pub fn add_at(&mut self, how: &'static str, stated: Option<Stated>, evidence: Vec<Pointer>) {
        self.0.extend(stated.map(|stated| Found {
            of: DateOf::Publication,
            how,
            stated,
            evidence,
        }));
    }

    /// Adds a day of change.
    pub fn change(&mut self, how: &'static str, stated: Option<Stated>) {
        self.0.extend(stated.map(|stated| Found {
            of: DateOf::Change,
            how,
            stated,
            evidence: Vec::new(),
        }));
    }

    /// No day of publication is known yet.
    pub fn is_open(&self) -> bool {
        !self.0.iter().any(|found| found.of == DateOf::Publication)
    }

    fn days(&self, of: DateOf) -> impl Iterator<Item = &Found> + Clone {
        self.0.iter().filter(move |found| found.of == of)
    }

    /// The day that words or the address give to an instant in UTC where readers live: a day
    /// before or after, as far as clocks on earth can differ.
    fn local<'a>(&'a self, chosen: &'a Found) -> &'a Found {
        let Some(hour) = chosen.stated.utc_hour() else {
            return chosen;
        };
        let changed = |other: &Found| {
            let mut days = self.days(DateOf::Change);
            days.any(|change| change.stated.day == other.stated.day)
        };
        let is_local = |other: &&Found| {
            let apart = (other.stated.day - chosen.stated.day).get_days();
            let fits = apart == 1 && hour >= 15 || apart == -1 && hour < 9;
            fits && !other.stated.is_instant() && !changed(other)
        };
        let same = |other: &Found| other.stated.day == chosen.stated.day;
        let mut days = self.days(DateOf::Publication);
        let said = days.clone().any(|f| !f.stated.is_instant() && same(f));
        days.find(is_local).filter(|_| !said).unwrap_or(chosen)
    }

    /// Fills publication, change and the list of all dates.
    pub fn settle(self, document: &mut Document) {
        let crawled = CRAWLED
            .iter()
            .find_map(|&key| match document.extra.get(key)? {
                Value::String(text) => date::parse(text),
                Value::Number(figures) => date::parse(&figures.to_string()),
                _ => None,
            });
        let doubt = |found: &Found| doubt(found.stated.day, crawled.as_ref());
        let mut sound = self
            .days(DateOf::Publication)
            .filter(|f| doubt(f).is_none());
        let chosen = sound.next();
        let chosen = chosen.map(|found| self.local(found));
        document.published = match chosen {
            Some(found) => published(found, sound),
            None => doubted(&self, doubt),
        };
        let change = self.days(DateOf::Change).next();
        document.updated = change.map(|found| found.stated.value.clone());
        let day = chosen.map(|found| &found.stated);
        let agrees = |found: &Found| {
            found.of == DateOf::Publication
                && doubt(found).is_none()
                && day.is_some_and(|day| agree(day, &found.stated))
        };
        document.dates = self.0.iter().map(|f| row(f, agrees(f))).collect();
        document.dates.extend(crawled.map(|stated| StatedDate {
            of: DateOf::Crawl,
            value: stated.value,
            how: "crawl".into(),
            agrees: false,
        }));
    }
}

fn row(found: &Found, agrees: bool) -> StatedDate {
    StatedDate {
        of: found.of,
        value: found.stated.value.clone(),
        how: found.how.into(),
        agrees,
    }
}

/// The chosen date; `how` names what contradicts it.
fn published<'a>(chosen: &Found, others: impl Iterator<Item = &'a Found>) -> Published {
    let mut how = chosen.how.to_string();
    let mut against = others.filter(|other| !agree(&chosen.stated, &other.stated));
    if let Some(other) = against.next() {
        how = format!("{how}, against {} of {}", other.stated.day, other.how);
    }
    chosen.stated.published(&how, chosen.evidence.clone())
}

/// Nothing is known where all that is stated is doubted; `how` says what and why.
fn doubted(dates: &Dates, doubt: impl Fn(&Found) -> Option<&'static str>) -> Published {
    let mut found = dates.days(DateOf::Publication);
    let why = found.find_map(|f| Some((f, doubt(f)?)));
    let how = why.map(|(f, why)| format!("unknown: {} of {} is {why}", f.stated.day, f.how));
    Published {
        how: how.unwrap_or_else(|| "unknown".into()).into(),
        ..Published::default()
    }
}

/// Why a day is none of publication.
fn doubt(day: Date, crawled: Option<&Stated>) -> Option<&'static str> {
    if ZEROS.contains(&(day.year(), day.month(), day.day())) {
        return Some("the zero of a calendar");
    }
    // A day in a zone further east may be a day ahead.
    let fetched = crawled?.day.tomorrow().ok()?;
    (day > fetched).then_some("after the page was fetched")
}

/// Both name one day; an instant may fall on the next day in another zone.
fn agree(a: &Stated, b: &Stated) -> bool {
    let apart = (a.day - b.day).get_days().abs();
    apart == 0 || apart == 1 && (a.is_instant() != b.is_instant())
}

#[cfg(test)]
mod tests {
    use super::super::{bare, clean};
    use super::*;
    use crate::model::{Markup, Raw, Stated as Says};

    fn document(published: &[(&'static str, &str)], crawled: Option<&str>) -> Document {
        let mut document = bare(Says::default(), "a".into(), None, String::new());
        if let Some(day) = crawled {
            document.extra.insert("crawled".into(), day.into());
        }
        let mut dates = Dates::default();
        for (how, text) in published {
            dates.add(how, date::parse(text));
        }
        dates.settle(&mut document);
        document
    }

    #[test]
    fn agreement_and_conflict_are_shown() {
        let one = document(
            &[
                ("JSON-LD", "2015-09-09T23:30:00Z"),
                ("address", "2015-09-10"),
            ],
            None,
        );
        assert_eq!(one.published.how, "stated: address");
        assert_eq!(one.published.value.as_deref(), Some("2015-09-10"));
        assert!(one.dates.iter().all(|date| date.agrees));
        let two = document(&[("meta", "2015-09-09"), ("address", "2015-09-12")], None);
        assert_eq!(
            two.published.how,
            "stated: meta, against 2015-09-12 of address"
        );
        assert_eq!(two.published.value.as_deref(), Some("2015-09-09"));
        let agrees: Vec<bool> = two.dates.iter().map(|date| date.agrees).collect();
        assert_eq!(agrees, [true, false]);
    }

    #[test]
    fn what_cannot_be_right_is_doubted() {
        let later = document(
            &[("meta", "2031-01-01"), ("address", "2015-09-09")],
            Some("2015-09-20T01:00:00Z"),
        );
        assert_eq!(later.published.value.as_deref(), Some("2015-09-09"));
        assert!(!later.dates[0].agrees);
        let zero = document(&[("meta", "1970-01-01T00:00:00Z")], None);
        assert_eq!(zero.published.value, None);
        assert_eq!(
            zero.published.how,
            "unknown: 1970-01-01 of meta is the zero of a calendar"
        );
        let next = document(&[("meta", "2015-09-21")], Some("2015-09-20T23:00:00Z"));
        assert_eq!(next.published.value.as_deref(), Some("2015-09-21"));
    }

    /// The time of the crawl is listed and never taken.
    #[test]
    fn a_crawl_is_no_publication() {
        let raw = Raw {
            path: "a".into(),
            record: None,
            hash: "00".into(),
            markup: Markup::Html,
            text: "<p>A ship left the port of Aldport at noon.</p>".into(),
            stated: Says::default(),
        };
        let day = "2021-10-14T06:00:00Z";
        let seen = serde_json::json!(20211014060000u64);
        for (field, day) in [("crawled", day.into()), ("seendate", seen)] {
            let mut raw = raw.clone();
            raw.stated.extra.insert(field.into(), day);
            let document = clean(raw);
            assert_eq!(document.published.value, None);
            assert_eq!(document.dates.len(), 1);
            assert_eq!(document.dates[0].of, DateOf::Crawl);
        }
    }
}
