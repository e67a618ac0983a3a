//! Dates as pages and records state them. An ambiguous date ('03/04/2015') is no date.

use super::{sign, weekday};
use crate::lexicon::shape::Shape;
use crate::model::{Pointer, Precision, Published};
use compact_str::format_compact;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A stated day, possibly with the time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    /// ISO 8601, with the time of day and zone as far as stated.
    pub value: String,
    /// The day, in the zone it is stated in.
    pub day: Date,
}

impl Stated {
    /// It has a time of day.
    pub fn is_instant(&self) -> bool {
        self.value.contains('T')
    }

    /// The hour of an instant that is stated in UTC.
    pub fn utc_hour(&self) -> Option<u8> {
        let (_, clock) = self.value.split_once('T')?;
        let utc = clock.ends_with('Z') || clock.ends_with("+00:00");
        clock.get(..2)?.parse().ok().filter(|_| utc)
    }

    /// A publication date that was found as `how` says.
    pub fn published(&self, how: &str, evidence: Vec<Pointer>) -> Published {
        let day = self.day.to_string();
        Published {
            precision: match self.value.len() > day.len() {
                true => Precision::Second,
                false => Precision::Day,
            },
            value: Some(self.value.as_str().into()),
            earliest: Some(day.as_str().into()),
            latest: Some(day.into()),
            how: format_compact!("stated: {how}"),
            evidence,
        }
    }
}

static ISO: LazyLock<Regex> = LazyLock::new(|| {
    sign::pattern(
        r"(?i)\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[t ]\s*(?P<h>\d{2}):(?P<i>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<z>z\b|[+-]\d{2}:?\d{2})?)?",
    )
});

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    sign::pattern(
        r"(?i)\b(?:(?P<month>{month})\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})|(?P<d2>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of )?(?P<month2>{month}),?\s+(?P<y2>\d{4}))\b",
    )
});

static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
    sign::pattern(
        r"\b(?P<a>\d{1,2})(?:[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})|/(?P<b2>\d{1,2})/(?P<y2>\d{2}))\b",
    )
});

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    sign::pattern(
        r"(?i)\b(?P<h>\d{1,2}):(?P<i>\d{2})(?::(?P<s>\d{2}))?\s*(?P<half>[ap](?:\.?\s?m\b\.?|\b))?\s*\(?(?P<z>(?:gmt|utc)[+-]\d{2}:?\d{2}|gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|cest|cet|[+-]\d{2}:?\d{2})?\b",
    )
});

/// As C's `asctime` and many tools write it: 'Wed Sep  9 07:05:00 2015'.
static ASCTIME: LazyLock<Regex> = LazyLock::new(|| {
    sign::pattern(
        r"(?i)\b(?P<month>{month})\s+(?P<d>\d{1,2})\s+(?P<clock>\d{2}:\d{2}:\d{2}(?:\s+[a-z]{3,4})?)\s+(?P<y>\d{4})\b",
    )
});

/// The first date in `text`, with the clock time beside it.
pub(super) fn parse(text: &str) -> Option<Stated> {
    let figures = text.trim();
    if figures.len() <= 16
        && !figures.contains(|c: char| !c.is_ascii_digit() && c != 'T' && c != 'Z')
    {
        return in_figures(figures);
    }
    let iso = ISO
        .captures(text)
        .and_then(|c| Some((c.get(0)?.start(), iso(&c)?)));
    let named = NAMED.captures(text).and_then(|c| {
        let found = c.get(0)?;
        let clock = clock(&text[found.end()..]).or_else(|| clock(&text[..found.start()]));
        Some((found.start(), with_clock(named(&c)?, clock)))
    });
    let numeric = NUMERIC.captures(text).and_then(|c| {
        let found = c.get(0)?;
        let around = (&text[..found.start()], &text[found.end()..]);
        Some((found.start(), numeric(&c, around)?))
    });
    let asctime = ASCTIME.captures(text).and_then(|c| {
        let stated = with_clock(self::named(&c)?, clock(&c["clock"]));
        Some((c.get(0)?.start(), stated))
    });
    let first = [iso, named, numeric, asctime]
        .into_iter()
        .flatten()
        .min_by_key(|(at, _)| *at);
    first.map(|(_, stated)| stated)
}

/// A date of figures alone: '20150909', '20150909T194841Z', or the seconds or milliseconds of a
/// computer's clock, of this century or the years of the web before it.
fn in_figures(text: &str) -> Option<Stated> {
    static BASIC: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<h>\d{2})(?P<i>\d{2})(?P<s>\d{2})(?P<z>Z)?)?$";
        sign::pattern(pattern)
    });
    const WEB: i64 = 631_152_000;
    let seconds = match text.len() {
        10 => text.parse().ok(),
        13 => text.get(..10)?.parse().ok(),
        _ => None,
    };
    if let Some(seconds) = seconds {
        let at = Timestamp::from_second(seconds)
            .ok()
            .filter(|_| seconds >= WEB)?;
        let day = at.to_zoned(TimeZone::UTC).date();
        return Some(Stated {
            value: at.to_string(),
            day,
        });
    }
    iso(&BASIC.captures(text)?)
}

fn number(c: &Captures, name: &str) -> Option<i16> {
    c.name(name)?.as_str().parse().ok()
}

/// A day after the first newspapers.
pub(super) fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (1600..2100).contains(&year).then_some(date)
}

fn iso(c: &Captures) -> Option<Stated> {
    let day = day(number(c, "y")?, number(c, "m")?, number(c, "d")?)?;
    let clock = c.name("h").and(c.name("i")).map(|_| {
        let part = |name: &str| number(c, name).unwrap_or(0);
        let zone = c.name("z").map_or("", |z| z.as_str()).to_uppercase();
        (part("h"), part("i"), part("s"), extended(&zone))
    });
    Some(with_clock(day, clock))
}

fn named(c: &Captures) -> Option<Date> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let name = c
        .name("month")
        .or(c.name("month2"))?
        .as_str()
        .to_lowercase();
    let month = MONTHS.find(name.get(..3)?)? / 3 + 1;
    let year = number(c, "y").or(number(c, "y2"))?;
    day(year, month as i16, number(c, "d").or(number(c, "d2"))?)
}

/// '13/5/2015' and '5/13/2015' can only mean one day; '5/5/2015' too, and 'Wed, 3/6/2024', '3/6/2024
/// 7:35 PM ET'.
fn numeric(c: &Captures, (before, behind): (&str, &str)) -> Option<Stated> {
    let (a, b) = (number(c, "a")?, number(c, "b").or(number(c, "b2"))?);
    let y = number(c, "y").or_else(|| number(c, "y2").map(century))?;
    let date = match (day(y, b, a), day(y, a, b)) {
        (Some(_), Some(other)) if weekday::is_american_clock(behind) => other,
        (Some(one), Some(other)) if one != other => weekday::tells(before, one, other)?,
        (one, other) => one.or(other)?,
    };
    Some(with_clock(date, None))
}

/// The year that two figures mean: of the web, else of the years before it.
fn century(year: i16) -> i16 {
    year + if year < 70 { 2000 } else { 1900 }
}

/// Hour, minute, second and zone.
type Clock = (i16, i16, i16, String);

/// The time of day right at the edge of `text`.
fn clock(text: &str) -> Option<Clock> {
    let c = CLOCK.captures(text)?;
    if c.get(0)?.start() > 20 {
        return None;
    }
    let half = c.name("half").map(|h| h.as_str().to_lowercase());
    let hour = match (number(&c, "h")?, half) {
        (12, Some(half)) if half.starts_with('a') => 0,
        (hour @ 0..12, Some(half)) if half.starts_with('p') => hour + 12,
        (hour, _) => hour,
    };
    let zone = c.name("z").map_or("", |z| z.as_str()).to_uppercase();
    let second = number(&c, "s").unwrap_or(0);
    Some((hour, number(&c, "i")?, second, extended(offset(&zone))))
}

/// '+0200' as '+02:00'.
fn extended(zone: &str) -> String {
    match zone.len() {
        5 if !zone.contains(':') => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => zone.into(),
    }
}

/// UTC offsets of zones that newspapers name (RFC 2822, section 4.3, and Europe's).
fn offset(zone: &str) -> &str {
    match zone {
        "GMT" | "UTC" => "Z",
        "EST" | "CDT" => "-05:00",
        "EDT" => "-04:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        "BST" | "CET" => "+01:00",
        "CEST" => "+02:00",
        // 'GMT-0500', as scripts write it.
        other => other.trim_start_matches("GMT").trim_start_matches("UTC"),
    }
}

fn with_clock(day: Date, clock: Option<Clock>) -> Stated {
    let value = match clock {
        Some((h @ 0..24, i @ 0..60, s @ 0..60, zone)) => {
            format!("{day}T{h:02}:{i:02}:{s:02}{zone}")
        }
        _ => day.to_string(),
    };
    Stated { value, day }
}

/// The day in an address: 'example.org/2015/09/09/ship'.
pub(super) fn in_address(url: &str) -> Option<Stated> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        sign::pattern(r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>\d{2})[/-]?(?P<d>\d{2})(?:[/_.-]|$)")
    });
    let c = PATH.captures(url)?;
    let day = day(number(&c, "y")?, number(&c, "m")?, number(&c, "d")?)?;
    Some(with_clock(day, None))
}

/// The day in the dateline that a report opens with: 'ALDPORT, Oct 13, 2021 (Wire) - A ship …'.
pub(super) fn in_dateline(line: &str) -> Option<(Stated, usize)> {
    static LINE: LazyLock<Shape> = LazyLock::new(|| {
        sign::shape(
            r"^(?:\p{Lu}{2}[\p{Lu} .’'-]*)(?:,\s[\p{L} .]{2,30})?(?:\s[(/][^()/]{2,40}[)/])?,?\s\(?(?i:{day})\)?(?:,?\s[(/][^()/]{2,40}[)/])?\s*(?:[-–—:]|--)\s",
        )
    });
    if !line.chars().take(2).all(char::is_uppercase) {
        return None;
    }
    let end = LINE.find(line)?.whole().end;
    Some((parse(&line[..end])?, end))
}

/// What a line of labelled dates states: 'Posted: … | Updated: …'.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stamps {
    pub published: Option<Stated>,
    pub updated: Option<Stated>,
}

/// Reads the labelled dates of a line; a date without a label is that of publication.
pub(super) fn stamps(line: &str) -> Stamps {
    static UPDATED: LazyLock<Regex> =
        LazyLock::new(|| sign::pattern(r"(?i)\b(?:updated?|modified|edited|last update)\b"));
    let at = UPDATED.find(line).map_or(line.len(), |m| m.start());
    let after = line[at..]
        .find(" | ")
        .or(line[at..].to_lowercase().find("published"));
    let (end, rest) = match after.filter(|_| at == 0) {
        Some(end) => (end, &line[end..]),
        None => (line.len(), &line[..at]),
    };
    Stamps {
        published: parse(rest),
        updated: line.get(at..end).and_then(parse),
    }
}

#[cfg(test)]
mod tests;
