//! Where documents of a story contradict each other, and what they take back.

use super::place::{Place, Places};
use crate::model::{Discrepancy, Withdrawal};
use crate::publish::plain;
use crate::publish::view::{StoryView, View};

/// Witnesses that differ in substance.
pub struct DiscrepancyPart<'a> {
    pub about: &'a str,
    pub kind: &'a str,
    pub meaning: &'a str,
    pub drift: bool,
    /// What is said, and all who say it.
    pub sides: Vec<(String, Vec<Place<'a>>)>,
}

/// Words that a document takes back.
pub struct WithdrawnPart<'a> {
    pub correction: Place<'a>,
    pub wrong: Option<&'a str>,
    pub right: Option<&'a str>,
    /// Who still has them, and whether it took them from there.
    pub carriers: Vec<(Place<'a>, bool)>,
}

/// All discrepancies of a story; sides that say the same stand together.
pub fn discrepancies<'a>(
    view: &View<'a>,
    places: &Places,
    story: &StoryView<'a>,
) -> Vec<DiscrepancyPart<'a>> {
    let part = |d: &&'a Discrepancy| DiscrepancyPart {
        about: &d.about,
        kind: &d.kind,
        meaning: plain::kind(&d.kind),
        drift: d.drift,
        sides: sides(view, places, d),
    };
    story.discrepancies.iter().map(part).collect()
}

fn sides<'a>(
    view: &View<'a>,
    places: &Places,
    discrepancy: &'a Discrepancy,
) -> Vec<(String, Vec<Place<'a>>)> {
    let mut sides: Vec<(String, Vec<Place>)> = Vec::new();
    for side in &discrepancy.sides {
        let value = plain::value(&side.value);
        let place = places.to(view, &side.document, side.excerpt.span);
        match sides.iter_mut().find(|(told, _)| *told == value) {
            Some((_, all)) => all.push(place),
            None => sides.push((value, vec![place])),
        }
    }
    sides
}

/// All that documents of a story take back.
pub fn withdrawn<'a>(
    view: &View<'a>,
    places: &Places,
    story: &StoryView<'a>,
) -> Vec<WithdrawnPart<'a>> {
    let part = |w: &&'a Withdrawal| WithdrawnPart {
        correction: places.to(view, &w.document, w.excerpt.span),
        wrong: w.wrong.as_ref().map(|e| &*e.text),
        right: w.right.as_ref().map(|e| &*e.text),
        carriers: (w.carriers.iter())
            .map(|c| {
                let place = places.to(view, &c.document, c.excerpt.span);
                (place, c.downstream)
            })
            .collect(),
    };
    story.withdrawals.iter().map(part).collect()
}
