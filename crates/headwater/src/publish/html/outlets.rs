//! What each outlet takes from others, against what it credits.

use super::place::{Place, Places};
use crate::model::AttributionGap;
use crate::publish::view::View;
use askama::Template;
use std::collections::HashMap;

/// Uncredited passages shown of one outlet.
const SHOWN: usize = 3;
/// Outlets listed.
const OUTLETS: usize = 500;

/// All outlets that share words with others, most uncredited first.
#[derive(Template)]
#[template(path = "outlets.html")]
pub struct OutletsPart<'a> {
    rows: Vec<OutletRow<'a>>,
    further: usize,
}

struct OutletRow<'a> {
    name: &'a str,
    /// '40 %', or '40 % to 43 %' where it is not shown who took it.
    taken: String,
    credited: String,
    uncredited: String,
    alert: bool,
    passages: Vec<Place<'a>>,
}

impl<'a> OutletsPart<'a> {
    /// Looks at all outlets.
    pub fn new(view: &View<'a>, places: &Places) -> Self {
        let all = &view.case.relations.attribution_gaps;
        let mut documents: HashMap<&str, Vec<&AttributionGap>> = HashMap::new();
        for gap in all.iter().filter(|g| g.document.is_some() && g.gap > 0.0) {
            let outlet = gap.outlet.as_deref().unwrap_or_default();
            documents.entry(outlet).or_default().push(gap);
        }
        let mut outlets: Vec<_> = all.iter().filter(|g| g.document.is_none()).collect();
        let least = |gap: &AttributionGap| (gap.gap, gap.reused, gap.reused_max);
        outlets.sort_by(|a, b| {
            let order = least(b).partial_cmp(&least(a));
            order
                .unwrap_or(std::cmp::Ordering::Equal)
                .then_with(|| a.outlet.cmp(&b.outlet))
        });
        let further = outlets.len().saturating_sub(OUTLETS);
        let row = |gap: &&'a AttributionGap| {
            let name = gap.outlet.as_deref().unwrap_or_default();
            let of = documents.get(name).map_or(&[][..], Vec::as_slice);
            row(view, places, gap, of)
        };
        OutletsPart {
            rows: outlets.iter().take(OUTLETS).map(row).collect(),
            further,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn row<'a>(
    view: &View<'a>,
    places: &Places,
    gap: &'a AttributionGap,
    documents: &[&'a AttributionGap],
) -> OutletRow<'a> {
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let (least, most) = (percent(gap.reused), percent(gap.reused_max));
    let passages = documents.iter().flat_map(|d| &d.uncredited);
    OutletRow {
        name: gap.outlet.as_deref().unwrap_or_default(),
        taken: match least == most {
            true => least,
            false => format!("{least} to {most}"),
        },
        credited: percent(gap.credited),
        uncredited: percent(gap.gap),
        alert: gap.gap > 0.0,
        passages: passages.take(SHOWN).map(|p| places.at(view, p)).collect(),
    }
}
