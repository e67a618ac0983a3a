//! Days, time expressions and the dating of documents.

use super::{Day, Excerpt, Form, Period, Pointer, Unit};
use compact_str::{CompactString, ToCompactString, format_compact};
use serde::{Deserialize, Serialize};

/// Part of the day calendar that a date is known to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Nothing is known.
    #[default]
    Unknown,
    /// An interval that is no calendar unit.
    Interval,
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
    /// A second.
    Second,
}

/// When a document was published, and how that is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601 day or instant; `None` when no exact day is known.
    pub value: Option<CompactString>,
    /// First possible day, ISO 8601.
    pub earliest: Option<CompactString>,
    /// Last possible day, ISO 8601.
    pub latest: Option<CompactString>,
    /// How exact it is.
    pub precision: Precision,
    /// 'stated: …', 'inferred: …' or 'unknown'.
    pub how: CompactString,
    /// The words it rests on.
    pub evidence: Vec<Pointer>,
}

impl Published {
    /// First day on which it can have been published.
    pub fn earliest(&self) -> Option<Day> {
        self.end(&self.earliest)
    }

    /// Last day on which it can have been published.
    pub fn latest(&self) -> Option<Day> {
        self.end(&self.latest)
    }

    /// The exact day where there is one, else that end of the interval.
    fn end(&self, end: &Option<CompactString>) -> Option<Day> {
        let exact = self.value.as_deref().and_then(Day::parse);
        exact.or_else(|| end.as_deref().and_then(Day::parse))
    }
}

/// TIMEX3 type (ISO-TimeML).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar date or longer.
    Date,
    /// A time of day.
    Time,
    /// An amount of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// TIMEX3 modifier (ISO-TimeML).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimeModifier {
    /// 'at least eight months ago'.
    EqualOrMore,
    /// 'up to eight months ago'.
    EqualOrLess,
    /// 'more than a year'.
    MoreThan,
    /// 'nearly a year'.
    LessThan,
    /// 'about a year ago'.
    Approx,
    /// 'early 2015', 'the start of the week', 'earlier this year'.
    Start,
    /// 'mid-May'.
    Mid,
    /// 'late 2015', 'the end of May', 'later this year'.
    End,
}

/// A time expression (TIMEX3, ISO-TimeML).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The expression as written, hedge included, without the preposition before it.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// What kind.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value: '2015-09-09', 'P8M', 'XXXX-WXX-3' while it cannot be anchored.
    pub value: CompactString,
    /// How the value is bounded.
    #[serde(rename = "mod")]
    pub modifier: Option<TimeModifier>,
    /// First day it can mean, ISO 8601.
    pub earliest: Option<CompactString>,
    /// Last day it can mean, ISO 8601.
    pub latest: Option<CompactString>,
    /// Rule that found it; after '; ' what it was anchored to.
    pub how: CompactString,
    /// What it means before it is anchored; [`TimeExpression::resolve`] works from it.
    pub form: Form,
}

impl TimeExpression {
    /// Sets value, interval and `how` as the document's date allows. To be called again for every
    /// time expression of a document whose [`Published`] becomes better known; the result depends
    /// on `form`, `modifier` and `published` alone.
    ///
    /// When only an interval is known, a value is given if both its ends lead to the same one;
    /// else it stays partial, and earliest and latest hold what is sure.
    pub fn resolve(&mut self, published: &Published) {
        let (early, late) = (published.earliest(), published.latest());
        let (first, last) = (self.form.period(early), self.form.period(late));
        let known = if first == last { early } else { None };
        self.value = match self.bounded() {
            Some((count, unit)) => format_compact!("P{count}{}", unit.letters()),
            None => self.form.value(known).into(),
        };
        let ends = self.ends((first, early), (last, late));
        self.earliest = ends.0.map(|day| day.to_compact_string());
        self.latest = ends.1.map(|day| day.to_compact_string());
        let rule = self.how.split("; ").next().unwrap_or("");
        self.how = match (self.form.is_fixed(), known) {
            (true, _) => format_compact!("{rule}; as written"),
            (false, Some(_)) => format_compact!("{rule}; published {}", published.how),
            (false, None) => format_compact!("{rule}; not anchored"),
        };
    }

    /// For 'at least eight months ago' the amount: no calendar value holds what has a bound.
    fn bounded(&self) -> Option<(i32, Unit)> {
        use TimeModifier::*;
        let bound = matches!(
            self.modifier,
            Some(EqualOrMore | EqualOrLess | MoreThan | LessThan)
        );
        self.form.ago().filter(|_| bound)
    }

    /// First and last day, given what it means on the first and the last possible anchor.
    fn ends(
        &self,
        (first, early): (Option<Period>, Option<Day>),
        (last, late): (Option<Period>, Option<Day>),
    ) -> (Option<Day>, Option<Day>) {
        use TimeModifier::*;
        let begins = first.map(Period::first);
        let ends = last.map(Period::last);
        // 'earlier this week' ends with the document's day, 'later this week' begins with it.
        let inside = |day: Day| begins <= Some(day) && Some(day) <= ends && begins != ends;
        match self.modifier {
            Some(EqualOrMore | MoreThan) if self.bounded().is_some() => (None, ends),
            Some(EqualOrLess | LessThan) if self.bounded().is_some() => (begins, late),
            Some(Start) if late.is_some_and(inside) => (begins, late),
            Some(End) if early.is_some_and(inside) => (early, ends),
            _ => (begins, ends),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn resolved(form: &str, modifier: Option<TimeModifier>, published: &Published) -> [String; 3] {
        let mut time = TimeExpression {
            excerpt: Excerpt::new(Span::default(), ""),
            kind: TimeType::Date,
            value: CompactString::default(),
            modifier,
            earliest: None,
            latest: None,
            how: "rule".into(),
            form: form.parse().unwrap(),
        };
        time.resolve(published);
        let again = time.clone();
        time.resolve(published);
        assert_eq!(time, again);
        let open = |day: Option<CompactString>| day.unwrap_or("open".into());
        [time.value, open(time.earliest), open(time.latest)].map(String::from)
    }

    fn on(earliest: &str, latest: &str) -> Published {
        let day = |day: &str| (!day.is_empty()).then(|| day.into());
        Published {
            earliest: day(earliest),
            latest: day(latest),
            ..Published::default()
        }
    }

    #[test]
    fn resolves_against_what_is_known() {
        use TimeModifier::*;
        let day = on("2015-09-12", "2015-09-12");
        let week = on("2015-09-07", "2015-09-13");
        let after = on("2015-09-30", "");
        let cases = [
            (
                "now <XXXX-WXX-3",
                None,
                &day,
                ["2015-09-09", "2015-09-09", "2015-09-09"],
            ),
            (
                "now <XXXX-WXX-3",
                None,
                &week,
                ["XXXX-WXX-3", "2015-09-02", "2015-09-09"],
            ),
            ("now -1Y", None, &week, ["2014", "2014-01-01", "2014-12-31"]),
            (
                "now <XXXX-09-30",
                None,
                &after,
                ["XXXX-09-30", "2015-09-30", "open"],
            ),
            (
                "now -8M",
                Some(EqualOrMore),
                &day,
                ["P8M", "open", "2015-01-31"],
            ),
            (
                "now -8M",
                Some(EqualOrLess),
                &day,
                ["P8M", "2015-01-01", "2015-09-12"],
            ),
            (
                "now ^W",
                Some(Start),
                &day,
                ["2015-W37", "2015-09-07", "2015-09-12"],
            ),
            (
                "now ^Y",
                Some(End),
                &day,
                ["2015", "2015-09-12", "2015-12-31"],
            ),
            (
                "2014",
                Some(Start),
                &day,
                ["2014", "2014-01-01", "2014-12-31"],
            ),
            ("P3D", None, &day, ["P3D", "open", "open"]),
        ];
        for (form, modifier, published, expected) in cases {
            assert_eq!(resolved(form, modifier, published), expected, "{form}");
        }
    }
}
