//! Why two groups of documents are two origins.

use super::ledger::Ledger;
use super::root::{hearer_of, is_document};
use crate::lexicon::same_outlet;
use crate::model::{Effect, PassageKind, Pointer, SupportReason};
use crate::relate::collation::longest_of_each;
use crate::relate::collation::passage::Passage;
use crate::relate::collation::score::agreement;
use crate::relate::lineage::{is_own_interview, is_release};
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};

/// Places that must differ, and words that must be compared, before two wordings show two
/// translators.
const DIFFERENT_PLACES: usize = 3;
const COMPARED_WORDS: usize = 10;

impl<'a> Ledger<'a> {
    /// Size of a set of groups that are shown to be separate from each other, built in order;
    /// groups in `shaken` are left out.
    pub fn separate(
        &mut self,
        roots: &BTreeMap<CompactString, BTreeSet<CompactString>>,
        shaken: &BTreeSet<CompactString>,
    ) -> usize {
        let mut kept: Vec<&CompactString> = Vec::new();
        // What took from several is separate from none of them: the others come first.
        let sources = self.groups.sources();
        let took = |head: &&CompactString| sources.contains_key(head.as_str());
        let (mixed, plain): (Vec<_>, Vec<_>) = roots.keys().partition(took);
        let in_order = plain.into_iter().chain(mixed);
        for head in in_order.filter(|head| !shaken.contains(*head)) {
            let shown = kept
                .iter()
                .map(|other| self.separation(roots, other, head))
                .collect::<Option<Vec<_>>>();
            if let Some(shown) = shown {
                self.reasons.extend(shown);
                kept.push(head);
            }
        }
        kept.len()
    }

    /// Why two groups are two origins, if that is shown.
    fn separation(
        &self,
        roots: &BTreeMap<CompactString, BTreeSet<CompactString>>,
        a: &str,
        b: &str,
    ) -> Option<SupportReason> {
        if !roots[a].is_disjoint(&roots[b]) || self.is_doubtful(a, b) {
            return None;
        }
        self.two_translators(a, b)
            .or_else(|| self.two_origins(&roots[a], &roots[b], a, b))
    }

    fn is_doubtful(&self, a: &str, b: &str) -> bool {
        let is = |d: &str, head: &str| self.groups.head(d) == head;
        self.doubts
            .iter()
            .any(|(x, y)| is(x, a) && is(y, b) || is(x, b) && is(y, a))
    }

    /// Different wording of one translated utterance in two groups.
    fn two_translators(&self, a: &str, b: &str) -> Option<SupportReason> {
        if !self
            .view
            .pile
            .is_translated(self.collation.speaker.as_ref())
            || self.collation.kind != PassageKind::Quotation
        {
            return None;
        }
        let (wa, wb) = (self.witnesses(a), self.witnesses(b));
        let pairs = wa.iter().flat_map(|x| wb.iter().map(move |y| (*x, *y)));
        let mut evidence = None;
        for (x, y) in pairs {
            let found = agreement(&self.passage(x), &self.passage(y));
            let places = (found.different.max(found.shorter - found.equal)).min(found.shorter);
            if places < DIFFERENT_PLACES || found.shorter < COMPARED_WORDS {
                return None;
            }
            evidence.get_or_insert((x, y, places, found.shorter));
        }
        let (x, y, places, words) = evidence?;
        Some(SupportReason {
            edge: None,
            effect: Effect::Separates,
            text: format!(
                "two translations: {} and {} word one utterance differently in {places} of {words} words",
                self.name(x),
                self.name(y)
            ).into(),
            evidence: [x.clone(), y.clone()].into(),
        })
    }

    /// Each group names origins of its own, and the wording is not one.
    fn two_origins<'r>(
        &self,
        ra: &'r BTreeSet<CompactString>,
        rb: &'r BTreeSet<CompactString>,
        a: &str,
        b: &str,
    ) -> Option<SupportReason> {
        let (wa, wb) = (self.witnesses(a), self.witnesses(b));
        let (x, y) = (*wa.first()?, *wb.first()?);
        let pairs = || wa.iter().flat_map(|x| wb.iter().map(move |y| (*x, *y)));
        if pairs().any(|(x, y)| self.are_of_one_outlet(x, y) || self.pass_on(x, y)) {
            return None;
        }
        let one = self.one_wording(x, y);
        // One wording: who was told may quote the release or what another was told, an agency may
        // pass on what one outlet was told, and one named for all of a page may have given another
        // part of it.
        let told_twice = [a, b].iter().all(|head| self.is_told(head));
        let one = one || told_twice && self.differs_little(x, y);
        let weak = |name: &CompactString| {
            one && (is_release(name) || self.is_loose(name) || is_own_interview(name))
        };
        let named = |roots: &'r BTreeSet<CompactString>| {
            let firm = roots.iter().filter(|r| !is_document(r) && !weak(r));
            firm.collect::<Vec<_>>()
        };
        let (firm_a, firm_b) = (named(ra), named(rb));
        let (na, nb) = (*firm_a.first()?, *firm_b.first()?);
        if any_one(&firm_a, &firm_b) {
            return None;
        }
        // One announcement reads alike wherever it is passed on; who was told each asked for it.
        let told = self.is_hearer(na) && self.is_hearer(nb);
        if one && !(told && self.collation.kind == PassageKind::Quotation) {
            return None;
        }
        Some(SupportReason {
            edge: None,
            effect: Effect::Separates,
            text: format!("{} rests on {na}, {} on {nb}", self.name(x), self.name(y)).into(),
            evidence: [x.clone(), y.clone()].into(),
        })
    }

    /// Both give the same words but for what editors leave out or change.
    fn differs_little(&self, x: &Pointer, y: &Pointer) -> bool {
        let found = agreement(&self.passage(x), &self.passage(y));
        found.different < DIFFERENT_PLACES
    }

    /// The speaker told one of the group's outlets.
    fn is_told(&self, head: &str) -> bool {
        self.named_of(head)
            .iter()
            .any(|name| is_own_interview(name))
    }

    fn one_wording(&self, x: &Pointer, y: &Pointer) -> bool {
        let at = |p: &Pointer| self.collation.witnesses.iter().position(|w| w == p);
        self.collation.wordings.iter().any(|wording| {
            let has = |p: &Pointer| at(p).is_some_and(|n| wording.contains(&n));
            has(x) && has(y)
        })
    }

    /// The longest witness of each document of a group: a headline may hold a part of another.
    fn witnesses(&self, head: &str) -> Vec<&'a Pointer> {
        let in_group = |p: &&Pointer| self.groups.head(p.document.as_str()) == head;
        let witnesses = self.collation.witnesses.iter().filter(in_group);
        longest_of_each(witnesses, |w| w.document.as_str(), |w| w.span.len())
    }

    fn passage(&self, pointer: &Pointer) -> Passage {
        let document = self.view.index.get(pointer.document.as_str()).copied();
        let n = document.unwrap_or(0);
        let text = &self.view.pile.documents[n].text;
        Passage::plain(n, text, pointer.span, self.collation.kind)
    }

    fn name(&self, pointer: &Pointer) -> CompactString {
        self.outlet(pointer.document.as_str()).unwrap_or_default()
    }
}

/// An origin of one group and one of the other may be one outlet: 'the BBC' and 'BBC Radio'.
fn any_one(a: &[&CompactString], b: &[&CompactString]) -> bool {
    let one = |x: &str| b.iter().any(|y| same_outlet::may_be_one(x, hearer_of(y)));
    a.iter().any(|x| one(hearer_of(x)))
}
