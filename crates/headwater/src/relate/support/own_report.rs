//! What several reports of one outlet are to each other.

use super::ledger::{Ledger, ordered};
use crate::lexicon::outlet_name;
use crate::model::{Effect, SupportReason};
use crate::relate::lineage::outlet_key;
use compact_str::{CompactString, ToCompactString};
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Ledger<'a> {
    /// What an outlet tells twice it tells from one origin, unless its reports name two. What one of
    /// them took from another outlet says nothing certain of where the outlet's other report comes
    /// from.
    pub fn join_own_reports(&mut self, witnesses: &BTreeSet<CompactString>) {
        let by_outlet = self.reports_of_outlets(witnesses);
        for (outlet, reports) in by_outlet {
            let (taken, own): (Vec<_>, Vec<_>) =
                reports.iter().partition(|d| self.stands_with_others(d));
            let Some((&first, rest)) = own.split_first() else {
                continue;
            };
            for report in rest {
                self.join_reports(&outlet, first, report);
            }
            for report in taken {
                if self.doubts.insert(ordered(first, report)) {
                    let text = format!("one report of {outlet} may rest on what the other took");
                    self.tell_of_reports(Effect::Unsure, text, first, report);
                }
            }
        }
    }

    /// The documents of each outlet that published several, by its key; an outlet where anybody
    /// writes has none.
    fn reports_of_outlets(
        &self,
        witnesses: &BTreeSet<CompactString>,
    ) -> Vec<(String, Vec<CompactString>)> {
        let mut found: BTreeMap<CompactString, (String, Vec<CompactString>)> = BTreeMap::new();
        for document in witnesses {
            let outlet = self.publisher(document);
            if let Some(outlet) = outlet.filter(|outlet| !outlet_name::is_platform(outlet)) {
                let entry = found.entry(outlet_key(outlet));
                let (_, reports) = entry.or_insert_with(|| (outlet.into(), Vec::new()));
                reports.push(document.clone());
            }
        }
        let found = found.into_values();
        found.filter(|(_, reports)| reports.len() > 1).collect()
    }

    fn publisher(&self, document: &str) -> Option<&'a str> {
        let n = self.view.index.get(document)?;
        self.view.pile.documents[*n].outlet.as_deref()
    }

    /// Its group holds a document of another outlet.
    fn stands_with_others(&self, document: &str) -> bool {
        let head = self.groups.head(document);
        let key = |d: &str| self.publisher(d).map(outlet_key);
        let own = key(document);
        let mut members = self.groups.iter().filter(|(_, of)| *of == head);
        members.any(|(d, _)| key(d) != own)
    }

    fn join_reports(&mut self, outlet: &str, first: &str, report: &str) {
        let [a, b] = [first, report].map(|d| self.groups.head(d).to_compact_string());
        let (of_a, of_b) = (self.named_of(&a), self.named_of(&b));
        let two = !of_a.is_empty() && !of_b.is_empty() && of_a.is_disjoint(&of_b);
        if a != b && !two {
            self.groups.join(first, report);
            let text = format!("both are reports of {outlet}");
            self.tell_of_reports(Effect::Merges, text, first, report);
        }
    }

    fn tell_of_reports(&mut self, effect: Effect, text: String, a: &str, b: &str) {
        let told = [a, b].map(|d| self.witness(d));
        self.reasons.push(SupportReason {
            edge: None,
            effect,
            text: text.into(),
            evidence: told.into_iter().flatten().cloned().collect(),
        });
    }
}
