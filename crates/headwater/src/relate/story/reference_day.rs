//! Whether the days that a sentence names fit an earlier story.

use crate::model::{Day, Document, Story, TimeExpression, TimeType};
use compact_str::CompactString;

/// Days after an event within which a story about it begins.
const BEGINS: i32 = 10;
/// Days back within which a story lies to which a sentence without a day refers.
const BACK: i32 = 400;
/// What a length of time may be out: 'a week after' of the ninth day.
const OUT: i32 = 7;

/// The story may be that of the time which the sentence names: of 'Monday', of 'nine days after', or,
/// where it names none, of the year before. What cannot be dated may fit.
pub fn fits_days(times: &[TimeExpression], document: &Document, story: &Story) -> bool {
    let day = |value: &Option<CompactString>| Day::parse(value.as_deref()?);
    let (Some(first), Some(last)) = (day(&story.earliest), day(&story.latest)) else {
        return true;
    };
    let dates = times
        .iter()
        .filter(|t| matches!(t.kind, TimeType::Date | TimeType::Time));
    let intervals: Vec<(Day, Day)> = dates
        .filter_map(|t| Some((day(&t.earliest)?, day(&t.latest)?)))
        .collect();
    if !intervals.is_empty() {
        let meets = |&(from, to): &(Day, Day)| first.since(to) <= BEGINS && last.since(from) >= -1;
        return intervals.iter().any(meets);
    }
    let published = document.published.value.as_deref().and_then(Day::parse);
    let lengths = times.iter().filter(|t| t.kind == TimeType::Duration);
    let back = lengths.filter_map(|t| days_of(&t.value)).max();
    published.is_none_or(|day| day.since(last) <= back.map_or(BACK, |days| days + days / 4 + OUT))
}

/// Days of a length of time: 4 of 'P4D', some months of 'PXM'.
fn days_of(value: &str) -> Option<i32> {
    const SOME: i32 = 6;
    let rest = value.strip_prefix('P')?;
    let (length, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let amount = match length {
        "X" => SOME,
        digits => digits.parse().ok()?,
    };
    let days = match unit {
        "D" => 1,
        "W" => 7,
        "M" => 31,
        "Y" => 366,
        _ => return None,
    };
    Some(amount * days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_days() {
        assert_eq!(days_of("P4D"), Some(4));
        assert_eq!(days_of("P2W"), Some(14));
        assert_eq!(days_of("PXM"), Some(186));
        assert_eq!(days_of("PT5H"), None);
        assert_eq!(days_of("P"), None);
    }
}
