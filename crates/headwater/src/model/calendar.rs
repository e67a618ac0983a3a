//! Days and calendar periods: the arithmetic that time expressions and the dating of documents share.

use jiff::Span as Distance;
use jiff::civil::Date;
use std::fmt;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day of that year, month (1 to 12) and day of the month, where there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// The day of an ISO 8601 day or instant: '2015-09-09', '2015-09-09T10:00Z'.
    pub fn parse(iso: &str) -> Option<Day> {
        let mut parts = iso.get(..10)?.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the ISO week: Monday is 1, Sunday is 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The day `days` later, or earlier when negative.
    pub fn plus(self, days: i32) -> Option<Day> {
        let distance = Distance::new().try_days(days).ok()?;
        self.0.checked_add(distance).ok().map(Day)
    }

    /// The day `months` later, cut to the end of a shorter month.
    fn plus_months(self, months: i32) -> Option<Day> {
        let distance = Distance::new().try_months(months).ok()?;
        self.0.checked_add(distance).ok().map(Day)
    }

    /// Days from `other` to this day.
    pub fn since(self, other: Day) -> i32 {
        (self.0 - other.0).get_days()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A unit of the calendar. The order is that of their length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// An ISO week, from Monday.
    Week,
    /// A month.
    Month,
    /// Three months from March, June, September or December.
    Season,
    /// A quarter of a year.
    Quarter,
    /// A half of a year.
    Half,
    /// A year.
    Year,
    /// Ten years from one that is divisible by ten.
    Decade,
    /// A hundred years from one that is divisible by a hundred, as TIMEX3 cuts them.
    Century,
}

/// Letters of the units as forms write them; those of days to years are also ISO 8601's.
const UNITS: [(Unit, &str); 10] = [
    (Unit::Day, "D"),
    (Unit::Weekend, "WE"),
    (Unit::Week, "W"),
    (Unit::Month, "M"),
    (Unit::Season, "S"),
    (Unit::Quarter, "Q"),
    (Unit::Half, "H"),
    (Unit::Year, "Y"),
    (Unit::Decade, "DE"),
    (Unit::Century, "CE"),
];

impl Unit {
    /// The unit written with these letters.
    pub fn parse(letters: &str) -> Option<Unit> {
        UNITS.iter().find(|(_, l)| *l == letters).map(|(u, _)| *u)
    }

    /// The letters that stand for it in forms and durations.
    pub fn letters(self) -> &'static str {
        let find = UNITS.iter().find(|(u, _)| *u == self);
        find.map_or("", |(_, letters)| letters)
    }

    /// Months in it, for units that are made of months.
    fn months(self) -> Option<i32> {
        match self {
            Unit::Day | Unit::Week | Unit::Weekend => None,
            Unit::Month => Some(1),
            Unit::Season | Unit::Quarter => Some(3),
            Unit::Half => Some(6),
            Unit::Year => Some(12),
            Unit::Decade => Some(120),
            Unit::Century => Some(1200),
        }
    }

    /// TIMEX3 value of one such period when nothing else is known.
    pub fn unknown(self) -> &'static str {
        match self {
            Unit::Day => "XXXX-XX-XX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Week => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Season => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Half => "XXXX-HX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
        }
    }
}

const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// One day, week, month … of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Day,
    unit: Unit,
}

impl Period {
    /// The period of that unit that holds `day`; of weekends, the one of its week.
    pub fn of(day: Day, unit: Unit) -> Option<Period> {
        let monday = || day.plus(1 - i32::from(day.weekday()));
        let first = match unit {
            Unit::Day => day,
            Unit::Week => monday()?,
            Unit::Weekend => monday()?.plus(5)?,
            Unit::Season => {
                let back = i32::from(day.month() % 3);
                Day::new(day.year(), day.month(), 1)?.plus_months(-back)?
            }
            _ => {
                let months = unit.months()?;
                let at = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
                let at = at - at.rem_euclid(months);
                Day::new(at.div_euclid(12) as i16, at.rem_euclid(12) as i8 + 1, 1)?
            }
        };
        Some(Period { first, unit })
    }

    /// Its first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Day {
        let next = match self.unit {
            Unit::Day => return self.first,
            Unit::Weekend => self.first.plus(2),
            Unit::Week => self.first.plus(7),
            _ => (self.unit.months()).and_then(|m| self.first.plus_months(m)),
        };
        next.and_then(|day| day.plus(-1)).unwrap_or(self.first)
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// The period of the same unit that lies `count` of `by` later, or earlier when negative.
    pub fn plus(self, count: i32, by: Unit) -> Option<Period> {
        let day = match by {
            Unit::Day => self.first.plus(count)?,
            Unit::Week | Unit::Weekend => self.first.plus(count.checked_mul(7)?)?,
            _ => self.first.plus_months(count.checked_mul(by.months()?)?)?,
        };
        Period::of(day, self.unit)
    }

    /// The period that a TIMEX3 date value names: '2015-09-09', '2015-W37', '2015-Q3', '201X'.
    pub fn parse(value: &str) -> Option<Period> {
        let (year, rest) = value.split_once('-').unwrap_or((value, ""));
        if rest.is_empty() {
            let digits = year.strip_suffix('X').unwrap_or(year);
            let (unit, scale) = match digits.len() {
                2 => (Unit::Century, 100),
                3 => (Unit::Decade, 10),
                4 => (Unit::Year, 1),
                _ => return None,
            };
            return Period::of(Day::new(digits.parse::<i16>().ok()? * scale, 1, 1)?, unit);
        }
        let year: i16 = year.parse().ok()?;
        let month = |month: i8, unit| Period::of(Day::new(year, month, 1)?, unit);
        if let Some(week) = rest.strip_prefix('W').filter(|_| rest != "WI") {
            return Period::week(year, week);
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            return month(quarter.parse::<i8>().ok()? * 3 - 2, Unit::Quarter);
        }
        if let Some(half) = rest.strip_prefix('H') {
            return month(half.parse::<i8>().ok()? * 6 - 5, Unit::Half);
        }
        if let Some(at) = SEASONS.iter().position(|s| *s == rest) {
            return month(at as i8 * 3 + 3, Unit::Season);
        }
        match rest.split_once('-') {
            Some(_) => Period::of(Day::parse(value)?, Unit::Day),
            None => month(rest.parse().ok()?, Unit::Month),
        }
    }

    /// The period of '37', '37-WE' or '37-3' in the ISO weeks of a year.
    fn week(year: i16, week: &str) -> Option<Period> {
        let (week, part) = week.split_once('-').unwrap_or((week, ""));
        let first = Period::of(Day::new(year, 1, 4)?, Unit::Week)?;
        let week = first.plus(week.parse::<i32>().ok()? - 1, Unit::Week)?;
        match part {
            "" => Some(week),
            "WE" => Period::of(week.first, Unit::Weekend),
            _ => Period::of(week.first.plus(part.parse::<i32>().ok()? - 1)?, Unit::Day),
        }
    }
}

impl fmt::Display for Period {
    /// The TIMEX3 value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        let iso = || self.first.0.iso_week_date();
        match self.unit {
            Unit::Day => write!(f, "{}", self.first),
            Unit::Week => write!(f, "{:04}-W{:02}", iso().year(), iso().week()),
            Unit::Weekend => write!(f, "{:04}-W{:02}-WE", iso().year(), iso().week()),
            Unit::Month => write!(f, "{year:04}-{month:02}"),
            Unit::Season => write!(f, "{year:04}-{}", SEASONS[(month as usize / 3 + 3) % 4]),
            Unit::Quarter => write!(f, "{year:04}-Q{}", month / 3 + 1),
            Unit::Half => write!(f, "{year:04}-H{}", month / 6 + 1),
            Unit::Year => write!(f, "{year:04}"),
            Unit::Decade => write!(f, "{:03}X", year / 10),
            Unit::Century => write!(f, "{:02}", year / 100),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_name_their_days() {
        let cases = [
            ("2015-09-09", "2015-09-09", "2015-09-09"),
            ("2015-W37", "2015-09-07", "2015-09-13"),
            ("2015-W37-WE", "2015-09-12", "2015-09-13"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2015-Q3", "2015-07-01", "2015-09-30"),
            ("2015-H2", "2015-07-01", "2015-12-31"),
            ("2015-SP", "2015-03-01", "2015-05-31"),
            ("2015-WI", "2015-12-01", "2016-02-29"),
            ("2015", "2015-01-01", "2015-12-31"),
            ("198X", "1980-01-01", "1989-12-31"),
            ("19", "1900-01-01", "1999-12-31"),
        ];
        for (value, first, last) in cases {
            let period = Period::parse(value).expect(value);
            assert_eq!(period.to_string(), value);
            assert_eq!(period.first().to_string(), first, "{value}");
            assert_eq!(period.last().to_string(), last, "{value}");
        }
        for wrong in ["", "2015-13", "2015-W99-X", "x", "2015-02-30", "é015-01-01"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn seasons_hold_their_months() {
        let season = |iso| Period::of(Day::parse(iso).unwrap(), Unit::Season).unwrap();
        assert_eq!(season("2016-01-31").to_string(), "2015-WI");
        assert_eq!(season("2015-12-01").to_string(), "2015-WI");
        assert_eq!(season("2015-08-31").to_string(), "2015-SU");
    }

    #[test]
    fn periods_move() {
        let moved = |value: &str, count, by| {
            let period = Period::parse(value).and_then(|p| p.plus(count, by));
            period.map(|p| p.to_string())
        };
        assert_eq!(moved("2015-09-09", -9, Unit::Day).unwrap(), "2015-08-31");
        assert_eq!(moved("2015-Q1", -1, Unit::Year).unwrap(), "2014-Q1");
        assert_eq!(moved("2015", -20, Unit::Year).unwrap(), "1995");
        assert_eq!(moved("2016-02-29", 1, Unit::Year).unwrap(), "2017-02-28");
        assert_eq!(moved("2015", i32::MAX, Unit::Century), None);
        assert_eq!(moved("2015", -20_000, Unit::Year), None);
        assert_eq!(moved("2015-01-01", i32::MAX, Unit::Day), None);
    }
}
