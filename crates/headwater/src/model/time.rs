//! Days, time expressions and the dating of documents.

use super::{Excerpt, Pointer};
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
    pub value: Option<String>,
    /// First possible day, ISO 8601.
    pub earliest: Option<String>,
    /// Last possible day, ISO 8601.
    pub latest: Option<String>,
    /// How exact it is.
    pub precision: Precision,
    /// 'stated: …', 'inferred: …' or 'unknown'.
    pub how: String,
    /// The words it rests on.
    pub evidence: Vec<Pointer>,
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

/// A time expression (TIMEX3, ISO-TimeML).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The expression as written, hedge included.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// What kind.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value: '2015-09-09', 'P8M', 'XXXX-WXX-3' while it cannot be anchored.
    pub value: String,
    /// TIMEX3 modifier: `EQUAL_OR_MORE`, `EQUAL_OR_LESS`, `APPROX`, `MORE_THAN`, `LESS_THAN`,
    /// `START`, `MID`, `END`, `BEFORE`, `AFTER`.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// First day it can mean, ISO 8601.
    pub earliest: Option<String>,
    /// Last day it can mean, ISO 8601.
    pub latest: Option<String>,
    /// Rule that found it and what it was anchored to.
    pub how: String,
}
