//! Short forms of attribution: 'per Reuters', 'the ministry lists 14 dead', 'quoted him as saying'.

use super::source::Source;
use super::{FIGURES, Finder, Parts, WITNESSES, outlet, source};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::Report;
use crate::annotate::words::{Class, Form};
use crate::lexicon::outlet_name;
use crate::model::{Attribution, SourceType};
use std::ops::Range;

impl Finder<'_, '_> {
    /// What the short forms at item `at` of a unit attribute.
    pub(super) fn phrase(
        &self,
        unit: &Range<usize>,
        at: usize,
        reports: &[Report],
    ) -> Option<Attribution> {
        if self.c.says(at, "per") {
            return self.per(unit, at);
        }
        let lower = self.c.kind(at) == ItemKind::Lower;
        let word = self.c.text(at);
        if lower && FIGURES.contains(word) {
            self.figures(unit, at, reports)
        } else if lower && matches!(word, "quoted" | "quotes" | "cited" | "cites") {
            self.quoted(unit, at)
        } else if lower && WITNESSES.contains(word) {
            self.own_eyes(unit, at)
        } else if lower && word == "first" {
            self.first_to_report(unit, at)
        } else {
            None
        }
    }

    /// 'per Reuters', 'per police', and not 'per day'.
    fn per(&self, unit: &Range<usize>, at: usize) -> Option<Attribution> {
        let c = self.c;
        let end = noun::attached_end(c, at + 1, unit.end);
        let last = end.checked_sub(1).filter(|&last| last > at)?;
        let speaks = c.kind(last) == ItemKind::Capital
            || c.is(last, Class::Body)
            || c.is(last, Class::Office) && c.text(last).ends_with('s');
        let source = source::source(c, at + 1..end, self.mentions).filter(|_| speaks)?;
        let start = at - usize::from(at > unit.start && c.says(at - 1, "as"));
        let parts = Parts {
            items: start..end,
            cue: start..at + 1,
            source,
            rule: "per",
        };
        Some(self.attribution(parts, c.span(unit.clone())))
    }

    /// 'the ministry lists 14 dead': a body gives a number.
    fn figures(&self, unit: &Range<usize>, at: usize, reports: &[Report]) -> Option<Attribution> {
        const FARTHEST: usize = 4;
        let c = self.c;
        let mut object = at + 1..unit.end.min(at + 1 + FARTHEST);
        let number = object.any(|i| c.kind(i) == ItemKind::Number);
        let reported = reports.iter().any(|r| r.cue.contains(&at));
        if !number || reported {
            return None;
        }
        let subject = noun::leftward(c, unit.start, at)?;
        let source = source::source(c, subject.clone(), self.mentions)?;
        let body = source.kind == SourceType::Official && c.is(subject.end - 1, Class::Body);
        if !passes_on(&source) && !body {
            return None;
        }
        let scope = c.span(at + 1..unit.end);
        let parts = Parts::subject(subject.start, at..at + 1, source, "figures");
        Some(self.attribution(parts, scope))
    }

    /// 'the Times quoted him as saying'.
    fn quoted(&self, unit: &Range<usize>, at: usize) -> Option<Attribution> {
        const FARTHEST: usize = 12;
        let c = self.c;
        let after = at + 1..unit.end.min(at + 1 + FARTHEST);
        let saying = after.into_iter().any(|i| c.says(i, "as"));
        let subject = noun::leftward(c, unit.start, at).filter(|_| saying)?;
        let source = source::source(c, subject.clone(), self.mentions)?;
        if !passes_on(&source) && !outlet_name::is_press_word(&source.name) {
            return None;
        }
        let parts = Parts::subject(subject.start, at..at + 1, source, "quoted-as-saying");
        Some(self.attribution(parts, c.span(unit.clone())))
    }

    /// 'A Reuters reporter saw smoke': what follows comes from the agency.
    fn own_eyes(&self, unit: &Range<usize>, at: usize) -> Option<Attribution> {
        let c = self.c;
        let verb = c.items.get(at + 1).filter(|_| at + 1 < unit.end)?.word;
        let past = verb.is(Class::PastVerb) || c.text(at + 1).ends_with("ed");
        let tells = past || verb.form == Form::Past;
        let subject = noun::leftward(c, unit.start, at + 1).filter(|_| tells)?;
        let medium = outlet::medium(c, subject.start..at)?;
        let parts = Parts::subject(subject.start, at..at + 1, medium, "own-eyes");
        Some(self.attribution(parts, c.span(at + 1..unit.end)))
    }

    /// 'the Times was first to report the deal'.
    fn first_to_report(&self, unit: &Range<usize>, at: usize) -> Option<Attribution> {
        let c = self.c;
        let reports = at + 2 < unit.end && c.says(at + 1, "to") && c.says(at + 2, "report");
        let mut before = (unit.start..at).rev().filter(|_| reports);
        let is = before.find(|&i| !c.is(i, Class::Determiner))?;
        let subject = noun::leftward(c, unit.start, is).filter(|_| c.is(is, Class::Be))?;
        let source = source::source(c, subject.clone(), self.mentions).filter(passes_on)?;
        let parts = Parts::subject(subject.start, at..at + 3, source, "first-to-report");
        Some(self.attribution(parts, c.span(unit.clone())))
    }
}

fn passes_on(source: &Source) -> bool {
    matches!(
        source.kind,
        SourceType::Agency | SourceType::Outlet | SourceType::Document
    )
}
