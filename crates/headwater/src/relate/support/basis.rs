//! On what a witness itself says that its words rest. Two agencies that pass on what the police said
//! are no two origins of it.

use super::ledger::Ledger;
use crate::lexicon::same_outlet;
use crate::model::{Attribution, PassageKind, Pointer, SourceType};
use crate::relate::lineage::is_given_out;

impl<'a> Ledger<'a> {
    /// A witness passes on what somebody said or wrote, and not each outlet what another person told
    /// it: it may be one announcement, which the other took without saying so.
    pub(super) fn pass_on(&self, x: &Pointer, y: &Pointer) -> bool {
        if self.collation.kind != PassageKind::Statement {
            return self.is_given_out(x) || self.is_given_out(y);
        }
        let (told_x, told_y) = (self.informants(x), self.informants(y));
        let passes = |told: &[&Attribution], p: &Pointer| {
            !told.is_empty() || self.is_somebodys(p) || self.is_given_out(p)
        };
        let apart = !told_x.is_empty()
            && !told_y.is_empty()
            && told_x.iter().all(|a| {
                let is_own = |b: &&Attribution| self.are_two_interviews((a, x), (b, y));
                told_y.iter().all(is_own)
            });
        (passes(&told_x, x) || passes(&told_y, y)) && !apart
    }

    /// Who is no outlet and said it, by the words around the witness.
    fn informants(&self, p: &Pointer) -> Vec<&'a Attribution> {
        let Some(n) = self.number(p) else {
            return Vec::new();
        };
        let attributions = self.view.pile.annotations[n].attributions.iter();
        let press =
            |a: &Attribution| matches!(a.source_type, SourceType::Agency | SourceType::Outlet);
        let covers = |a: &Attribution| a.scope.cover(a.excerpt.span).overlaps(p.span);
        attributions.filter(|a| !press(a) && covers(a)).collect()
    }

    /// The words are a quotation's, with or without marks.
    fn is_somebodys(&self, p: &Pointer) -> bool {
        let Some(n) = self.number(p) else {
            return false;
        };
        let mut quotations = self.view.pile.annotations[n].quotations.iter();
        quotations.any(|q| q.source.is_some() && q.whole().overlaps(p.span))
    }

    /// Each told one outlet, and they are not one person.
    fn are_two_interviews(
        &self,
        (a, x): (&Attribution, &Pointer),
        (b, y): (&Attribution, &Pointer),
    ) -> bool {
        let told = |a: &Attribution, p: &Pointer| {
            let document = self.number(p).map(|n| &self.view.pile.documents[n]);
            let press = self.view.pile.press();
            a.told.is_some() || document.is_some_and(|d| press.told(&d.text, a).is_some())
        };
        told(a, x) && told(b, y) && !same_outlet::may_be_one(&a.source, &b.source)
    }

    /// The sentences of the witness speak of a text or recording that somebody gave out.
    fn is_given_out(&self, p: &Pointer) -> bool {
        let Some(n) = self.number(p) else {
            return false;
        };
        let sentences = self.view.pile.annotations[n].sentences_at(p.span);
        let whole = sentences.iter().fold(p.span, |all, s| all.cover(*s));
        is_given_out(&self.view.pile.documents[n].text, whole)
    }

    /// Both stand in reports of one outlet.
    pub(super) fn are_of_one_outlet(&self, x: &Pointer, y: &Pointer) -> bool {
        let outlet = |p: &Pointer| self.view.pile.documents[self.number(p)?].outlet.as_deref();
        matches!((outlet(x), outlet(y)), (Some(a), Some(b)) if same_outlet::same_outlet(a, b))
    }

    fn number(&self, p: &Pointer) -> Option<usize> {
        self.view.index.get(p.document.as_str()).copied()
    }
}
