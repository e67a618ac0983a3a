//! The origins on which each group of documents rests.

use super::fall::Fall;
use super::group::above;
use super::ledger::Ledger;
use crate::relate::lineage::{is_own_interview, is_release, is_statement};
use compact_str::{CompactString, format_compact};
use std::collections::{BTreeMap, BTreeSet};

/// Stands before the outlet in the name of an interview's origin.
const WITH: &str = " with ";

impl Ledger<'_> {
    /// Roots of each group that has a witness: its named origins, else those of the groups that it
    /// took from, else the group itself. Origins that fall are none.
    pub fn roots(
        &self,
        witnesses: &BTreeSet<CompactString>,
        fall: &Fall,
    ) -> BTreeMap<CompactString, BTreeSet<CompactString>> {
        let own = self.own_roots(fall);
        let sources = self.groups.sources();
        let standing = |head: &&str| {
            let mut members = self.groups.iter().filter(|(_, of)| of == head);
            members.any(|(document, _)| !fall.takes(document) && !fall.names(document))
        };
        let carried = witnesses.iter().map(|d| self.groups.head(d));
        let of_group = |head: &str| {
            let mut groups = above(sources, head);
            groups.retain(standing);
            groups.insert(head);
            let ends = |d: &str| sources.get(d).is_none_or(|of| of.contains(d));
            let roots = groups
                .iter()
                .flat_map(|d| own[*d].iter().map(move |root| (*d, root)));
            let roots = roots.filter(|(d, root)| !is_document(root) || ends(d));
            let roots: BTreeSet<CompactString> = roots.map(|(_, root)| root.clone()).collect();
            match roots.is_empty() {
                true => own[head].clone(),
                false => roots,
            }
        };
        let carried: BTreeSet<&str> = carried.collect();
        let roots = carried.into_iter();
        roots.map(|head| (head.into(), of_group(head))).collect()
    }

    /// Origins that each group names, else the group. A release is one only where no agency or
    /// outlet stands between it and the documents.
    fn own_roots(&self, fall: &Fall) -> BTreeMap<CompactString, BTreeSet<CompactString>> {
        let mut roots: BTreeMap<CompactString, BTreeSet<CompactString>> = BTreeMap::new();
        for (document, head) in self.groups.iter() {
            let itself = self.outside.get(document);
            let named = self.origins.get(document).into_iter().flatten();
            // 'told CNN in a statement' is no interview.
            let given_out = named.clone().any(|name| is_release(name));
            let named = named
                .chain(itself)
                .filter(|name| !(fall.names(name) || given_out && is_own_interview(name)));
            let named = named.map(|name| self.of_interview(name, document));
            roots.entry(head.clone()).or_default().extend(named);
        }
        for (head, named) in &mut roots {
            self.keep_nearest(named);
            if named.is_empty() {
                named.insert(format_compact!("document {head}"));
            }
        }
        roots
    }

    /// An agency or outlet that a document names stands between it and a release. A credit for the whole
    /// document does not stand between it and an official whom it names for the passage.
    fn keep_nearest(&self, named: &mut BTreeSet<CompactString>) {
        let stated = named.iter().any(|name| is_statement(name));
        let loose = |name: &CompactString| is_release(name) || self.is_loose(name);
        if stated && named.iter().all(loose) {
            named.retain(|name| is_statement(name));
        } else if named.iter().any(|name| !is_release(name)) {
            named.retain(|name| !is_release(name));
        }
    }

    /// An interview with each outlet is one of its own, though the speaker be one.
    fn of_interview(&self, name: &CompactString, document: &str) -> CompactString {
        let outlet = is_own_interview(name).then(|| self.outlet(document));
        match outlet.flatten() {
            Some(outlet) => format_compact!("{name}{WITH}{outlet}"),
            None => name.clone(),
        }
    }
}

/// The outlet that was told, where the origin is an interview; else the origin itself.
pub(super) fn hearer_of(root: &str) -> &str {
    let outlet = is_own_interview(root).then(|| root.rsplit(WITH).next());
    outlet.flatten().unwrap_or(root)
}

/// The root is no named origin: a document of the pile.
pub(super) fn is_document(root: &str) -> bool {
    root.starts_with("document ")
}
