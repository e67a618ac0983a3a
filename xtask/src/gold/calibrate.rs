//! How often edges of each rule are right, over piles whose lineage is known.

use super::Gold;
use super::figures::ancestors;
use super::view::View;
use headwater::model::{Case, Confidence, LineageEdge};
use std::collections::BTreeMap;

/// Edges of one rule at one level of confidence: (right, of).
pub type Rules = BTreeMap<(String, Confidence), (usize, usize)>;

/// Counts of the edges of all piles. An edge between documents is right when they descend from one
/// origin; one from a name, when the document descends from what bears the name.
pub fn rules<'a>(piles: impl IntoIterator<Item = (&'a Gold, &'a Case)>) -> Rules {
    let mut rules = Rules::new();
    for (gold, case) in piles {
        let view = View::new(gold, case);
        let ancestors = ancestors(&view);
        for edge in &case.relations.lineage {
            let known = |id: &str| ancestors.get(id).cloned().unwrap_or_default();
            let to = known(edge.to.as_str());
            let right = match edge.from_document {
                true => !known(&edge.from).is_disjoint(&to),
                false => to.iter().any(|name| is_named(&view, edge, name)),
            };
            let tally = rules
                .entry((edge.rule.to_string(), edge.confidence))
                .or_default();
            tally.0 += usize::from(right);
            tally.1 += 1;
        }
    }
    rules
}

/// The edge comes from what gold calls `name`, or from the outlet of the document of that id.
fn is_named(view: &View, edge: &LineageEdge, name: &str) -> bool {
    let document = view.case.documents.iter().find(|d| d.id.as_str() == name);
    let outlet = document.and_then(|d| d.outlet.as_deref());
    view.is_near_name(&edge.from, name)
        || outlet
            .is_some_and(|o| view.is_near_name(&edge.from, o) || view.is_near_name(o, &edge.from))
}
