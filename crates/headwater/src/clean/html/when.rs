//! The day of publication where no record of the page states it: dates in its markup, and lines of
//! dates beside the headline or below the article. Days of change are not days of publication.

use super::markup::Mark;
use super::page::{Page, Tag};
use super::place::Place;
use crate::clean::date::{self, Stated};
use crate::clean::{stamp, surface};
use scraper::{Html, Selector};
use std::sync::LazyLock;

/// Markup of the day of publication, surest first, and the attributes that hold it.
const MARKUP: &[(&str, &[&str])] = &[
    (
        "[itemprop~=datePublished], [property='schema:datePublished'], [property='dc:date dc:created'], [property='dc:date']",
        &["datetime", "content", "title", ""],
    ),
    (
        "abbr.published, abbr.date, span.published, .dtstart, .entry-date[title]",
        &["title", ""],
    ),
    (
        "time[pubdate], time.entry-date, time.published, time.post-date, article header time, article time",
        &["datetime", "content", ""],
    ),
    (
        "[itemprop~=dateCreated], [itemprop~=uploadDate]",
        &["datetime", "content", ""],
    ),
    ("time[datetime]", &["datetime"]),
];

static SELECTORS: LazyLock<Vec<Selector>> = LazyLock::new(|| {
    let parse = |css: &str| Selector::parse(css).unwrap_or_else(|e| panic!("{css}: {e}"));
    MARKUP.iter().map(|(css, _)| parse(css)).collect()
});

/// The first date in an element that is marked as that of publication.
pub(super) fn marked(html: &Html, place: &Place, day_first: Option<bool>) -> Option<Stated> {
    SELECTORS
        .iter()
        .zip(MARKUP)
        .find_map(|(selector, (_, attributes))| {
            let own = html.select(selector).filter(|e| !place.is_elsewhere(*e));
            own.take(3).find_map(|element| {
                let mut classes = element.value().classes();
                let change = element.attr("itemprop") == Some("dateModified");
                if change || classes.any(|c| c == "updated" || c == "modified") {
                    return None;
                }
                attributes.iter().find_map(|&attribute| match attribute {
                    "" => {
                        let words: String = element.text().take(9).collect();
                        surface::find(&words, day_first)
                    }
                    attribute => read(element.attr(attribute)?, day_first),
                })
            })
        })
}

/// A date as data has it, else as people write it.
pub(super) fn read(text: &str, day_first: Option<bool>) -> Option<Stated> {
    date::parse(text).or_else(|| surface::find(text, day_first))
}

/// Bytes beyond which a line is no line of dates.
const SHORT: usize = 160;

/// Whether dates with slashes begin with the day, as far as the page's language tells.
pub(super) fn day_first(language: Option<&str>) -> Option<bool> {
    let language = language?.to_ascii_lowercase();
    match language.as_str() {
        "en-us" | "en_us" => Some(false),
        "en" => None,
        _ => Some(true),
    }
}

/// The date in the first of `near` that is a line of dates: its markup says so, or it is short and
/// stands alone.
pub(super) fn in_lines(
    page: &Page,
    place: &Place,
    near: &[usize],
    day_first: Option<bool>,
) -> Option<Stated> {
    let dated = |at: &usize, sure: bool| {
        let line = &page.lines[*at];
        let words = page.words(line);
        let short = words.len() <= SHORT && !place.dates_other(*at);
        if !short || words.bytes().filter(u8::is_ascii_digit).count() < 3 {
            return None;
        }
        let time = page.holder(line).tag_steps[Tag::Time as usize] <= 1;
        let marked = time
            || page.marked(line, Mark::Date, 2).is_some()
            || page.marked(line, Mark::Byline, 2).is_some()
            || page.marked(line, Mark::Meta, 2).is_some();
        let stamped = |words: &str| {
            let words = surface::of_publication(words, day_first)?;
            // Markup may name a line that has more to say.
            let others = if marked { 2 } else { 0 };
            let stamp = (!sure || marked) && stamp::is_stamp(words, others);
            stamp.then(|| surface::find(words, day_first))?
        };
        // A story or a subject may be linked beside the day.
        let links = line.links > 0;
        let found = stamped(words).or_else(|| stamped(&page.unlinked(line)).filter(|_| links));
        let other = page.marked(line, Mark::Related, 2).is_some();
        found.filter(|_| !other || !sure)
    };
    let found = |sure: bool| near.iter().find_map(|at| dated(at, sure));
    found(true).or_else(|| found(false))
}

/// Bytes of an opening line in which its date ends.
const OPENING: usize = 60;

/// The date that the article's text opens with, before a dash: 'Aldport, 25. Januar 2022 – Ein …'.
pub(super) fn opening(page: &Page, first: usize, day_first: Option<bool>) -> Option<Stated> {
    let lines = page.lines.iter().skip(first).take(2);
    let heads = lines.filter_map(|line| {
        let words = page.words(line);
        let dashes = [" – ", " — ", " - ", " | "];
        let end = dashes.iter().filter_map(|dash| words.find(dash)).min()?;
        (end <= OPENING).then_some(&words[..end])
    });
    let mut heads = heads.filter(|head| stamp::is_stamp(head, 0));
    heads.find_map(|head| surface::find(surface::of_publication(head, day_first)?, day_first))
}
