//! Stated days that lie far before everything else an outlet published: the day of a template, of
//! another story or of a clock that was never set. They are doubted, and dated anew by the story.

use super::Pile;
use crate::model::{Day, Precision, Published};
use compact_str::format_compact;
use std::collections::BTreeMap;

/// Further dated documents of the outlet that must agree that it began later.
const OTHERS: usize = 5;
/// Days between the doubted one and the outlet's next: ten years.
const GAP: i32 = 3653;

/// Takes back the days of publication that lie before their outlet's earliest.
pub(super) fn doubt(pile: &mut Pile) {
    let mut days: BTreeMap<&str, Vec<(Day, usize)>> = BTreeMap::new();
    for (at, document) in pile.documents.iter().enumerate() {
        let day = document.published.value.as_deref().and_then(Day::parse);
        if let (Some(outlet), Some(day)) = (&document.outlet, day) {
            days.entry(outlet).or_default().push((day, at));
        }
    }
    let mut doubted = Vec::new();
    for (outlet, mut days) in days {
        days.sort_unstable();
        if days.len() > OTHERS && days[1].0.since(days[0].0) > GAP {
            doubted.push((days[0].1, unknown(outlet, days[0].0, days[1].0)));
        }
    }
    for (at, published) in doubted {
        let times = pile.annotations[at].times.iter_mut();
        times.for_each(|time| time.resolve(&published));
        pile.documents[at].published = published;
    }
}

fn unknown(outlet: &str, day: Day, next: Day) -> Published {
    Published {
        value: None,
        earliest: None,
        latest: None,
        precision: Precision::Unknown,
        how: format_compact!("doubted: {day} is stated, and the next of {outlet} is {next}"),
        evidence: Vec::new(),
    }
}
