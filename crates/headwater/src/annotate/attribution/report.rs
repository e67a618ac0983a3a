//! What reports of quotations attribute: 'according to Reuters', 'Lee told the Post'.

use super::source::{self, Source};
use super::{Finder, Parts, outlet};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::Report;
use crate::annotate::words::{Class, Takes};
use crate::lexicon::outlet_name::calls_itself;
use crate::model::{Attribution, Quotation, SourceType, Span};
use compact_str::CompactString;
use std::ops::Range;

impl Finder<'_, '_> {
    /// 'according to Reuters', 'Reuters notes that', 'Lee told the Post'; one for each of a row, and for each
    /// of two who speak together.
    pub(super) fn report(&self, report: &Report, quotations: &[Quotation]) -> Vec<Attribution> {
        let Some(source) = report.source.clone().filter(|p| !p.is_empty()) else {
            return Vec::new();
        };
        let row = noun::press::names(self.c, source.clone());
        let parts = match row[..] {
            [_, _, ..] => vec![source],
            _ => self.parts(report, source),
        };
        let of = |source: Range<usize>| Report {
            source: Some(source),
            ..report.clone()
        };
        let each = parts
            .into_iter()
            .flat_map(|part| self.of_source(&of(part), quotations));
        each.collect()
    }

    /// The text that a source gives out, or the source; of 'the mayor and some lawmakers' each.
    fn parts(&self, report: &Report, source: Range<usize>) -> Vec<Range<usize>> {
        let c = self.c;
        if let Some(text) = self.given_out(report) {
            return vec![text];
        }
        let speaks = |i: usize| c.is(i, Class::Role) || c.is(i, Class::Body);
        let named =
            |i: usize| c.kind(i) == ItemKind::Capital && !c.is(i, Class::Title) && !speaks(i);
        let joins = |&i: &usize| {
            let lower = c.kind(i - 1) == ItemKind::Lower && speaks(i - 1);
            let another = c.is(i + 1, Class::Determiner) || lower && named(i + 1);
            c.says(i, "and") && c.is_word(i - 1) && another
        };
        let head = noun::attached_end(c, source.start, source.end);
        let inner = source.start + 1..source.end.saturating_sub(1);
        let according = c.says(report.cue.start, "according");
        let and = inner
            .clone()
            .find(joins)
            .filter(|&and| and <= head && !according);
        match and {
            Some(and) => vec![source.start..and, and + 1..source.end],
            None => vec![source],
        }
    }

    /// What is reported of a source, one for each of a row.
    fn of_source(&self, report: &Report, quotations: &[Quotation]) -> Vec<Attribution> {
        let Some(phrase) = report.source.clone() else {
            return Vec::new();
        };
        let row = noun::press::names(self.c, phrase.clone());
        let Some(first) = self.first(report, phrase, &row, quotations) else {
            return Vec::new();
        };
        let row = match (&first.told, &report.hearer) {
            (Some(_), Some(hearer)) => noun::press::names(self.c, hearer.clone()),
            _ => row,
        };
        let others = self.joined(&first, row);
        std::iter::once(first).chain(others).collect()
    }

    /// 'a statement' of 'Ann Lee released a statement saying': it passes on what she says.
    fn given_out(&self, report: &Report) -> Option<Range<usize>> {
        const LONGEST: usize = 12;
        let c = self.c;
        let source = report.source.clone()?;
        let last = report
            .cue
            .start
            .checked_sub(1)
            .filter(|&i| i > source.end)?;
        let article = |&i: &usize| c.is(i, Class::Determiner);
        let floor = (source.end + 1).max(last.saturating_sub(LONGEST));
        let start = (floor..last).rev().find(article)?;
        let text = c.is(last, Class::Document) && c.is(start - 1, Class::Issuing);
        text.then_some(start..last + 1)
    }

    /// Of the names in a `row` that is all of a source phrase, the first.
    fn first(
        &self,
        report: &Report,
        phrase: Range<usize>,
        row: &[Range<usize>],
        quotations: &[Quotation],
    ) -> Option<Attribution> {
        let c = self.c;
        let source = self.source(report, phrase.clone(), row, quotations)?;
        let according = c.says(report.cue.start, "according");
        let asked = report.contents.iter().any(|r| c.says(r.start, "to"));
        let limit = c.units[report.unit].end;
        let told = report.hearer.clone().filter(|_| !report.act && !asked);
        let told = told.map(|hearer| outlet::with_name(c, hearer, limit));
        if !according && told.is_none() && !self.passes_on(report, &source, phrase.clone()) {
            return None;
        }
        let lost = told.clone().and_then(|h| self.lost_name(h, limit));
        let hearer = told.as_ref().map(|hearer| lost.unwrap_or(hearer.end));
        let parts = Parts {
            items: self.whole(report, phrase, hearer),
            cue: report.cue.clone(),
            source,
            rule: match (according, &told) {
                (true, _) => "according-to",
                (_, Some(_)) => "told",
                (_, None) => "verb",
            },
        };
        let mut found = self.attribution(parts, self.scope(report)?);
        let medium = told.filter(|_| lost.is_none());
        let medium = medium.and_then(|hearer| outlet::medium(c, hearer));
        found.told = medium.map(|m| CompactString::from(m.name));
        Some(found)
    }

    /// Whom a report names: the first of a row.
    fn source(
        &self,
        report: &Report,
        phrase: Range<usize>,
        row: &[Range<usize>],
        quotations: &[Quotation],
    ) -> Option<Source> {
        let c = self.c;
        let source = match row {
            [first, _, ..] => source::source(c, first.clone(), self.mentions)?,
            _ => self.speaker(report, quotations)?,
        };
        let reports_that = c.says(report.cue.end - 1, "reports")
            && report.contents.iter().any(|r| c.says(r.start, "that"));
        Some(match report.relays || reports_that {
            true => source::relaying(c, phrase, source),
            false => source,
        })
    }

    /// Cue, source and hearer, with 'as' before them and 'that' behind.
    fn whole(&self, report: &Report, source: Range<usize>, hearer: Option<usize>) -> Range<usize> {
        let c = self.c;
        let mut items = report.cue.start.min(source.start)..report.cue.end.max(source.end);
        items.end = items.end.max(hearer.unwrap_or_default());
        let before = items.start.checked_sub(1);
        if before.is_some_and(|b| c.says(b, "as")) {
            items.start -= 1;
        }
        let begins = report.contents.iter().any(|r| r.start == items.end);
        if items.end < c.units[report.unit].end && c.says(items.end, "that") && begins {
            items.end += 1;
        }
        items
    }

    /// The same of the other agencies and outlets in a row: 'according to Reuters and the BBC'.
    pub(super) fn joined(&self, first: &Attribution, row: Vec<Range<usize>>) -> Vec<Attribution> {
        let names = row.into_iter();
        let sources = names.filter_map(|name| source::source(self.c, name, self.mentions));
        let sources: Vec<Source> = sources.collect();
        // What the outlet's own page says of itself and another tells of no other origin.
        let own = self.c.scan.document.outlet.as_deref();
        let is_own =
            |s: &Source| own.is_some_and(|own| own == s.name || calls_itself(own, &s.name));
        let told = first.told.as_deref();
        if sources.len() < 2 || told.is_none() && sources.iter().any(is_own) {
            return Vec::new();
        }
        // 'the Globe and Mail' is one.
        let known = told.unwrap_or(&first.source);
        let others = sources.into_iter().filter(|s| !known.contains(&s.name));
        let same = |source: Source| match told {
            Some(_) => Attribution {
                told: Some(source.name.into()),
                ..first.clone()
            },
            None => Attribution {
                source: source.name.into(),
                source_type: source.kind,
                ..first.clone()
            },
        };
        others.map(same).collect()
    }

    /// All that a report reports.
    pub(super) fn scope(&self, report: &Report) -> Option<Span> {
        let contents = report.contents.iter().map(|r| self.c.span(r.clone()));
        contents.reduce(Span::cover)
    }

    /// The source is one that passes news on, and says what: 'said that', not 'refused to'.
    fn passes_on(&self, report: &Report, source: &Source, phrase: Range<usize>) -> bool {
        let c = self.c;
        let verb = report
            .cue
            .clone()
            .rev()
            .find(|&i| c.items[i].word.reports());
        let takes = |what: Takes| verb.is_some_and(|v| c.items[v].word.takes(what));
        let clause = takes(Takes::That) || takes(Takes::Bare) || takes(Takes::Quote);
        let infinitive = report.contents.iter().any(|r| c.says(r.start, "to"));
        let owner = c.kind(phrase.end - 1) == ItemKind::Possessive
            || c.is(phrase.start, Class::PossessivePronoun) && phrase.len() == 1;
        let kind = match source.kind {
            SourceType::Agency | SourceType::Outlet | SourceType::Document => true,
            SourceType::Person => false,
            _ => source::is_anonymous(c, phrase.clone()) || source::is_official(c, phrase),
        };
        let denied = report.cue.clone().any(|i| c.is(i, Class::Negation));
        kind && clause && !infinitive && !owner && !denied && !report.object && !report.act
    }

    /// 'told Norway's the mine's owners …': an article cannot follow an owner, so the outlet's name
    /// is missing from the page. Where the last owner ends.
    fn lost_name(&self, hearer: Range<usize>, limit: usize) -> Option<usize> {
        let c = self.c;
        let owner = |i: usize| c.kind(i) == ItemKind::Possessive;
        let at = hearer.end;
        let lost = owner(at - 1) && at < limit && c.is(at, Class::Determiner);
        let next = (at..noun::base_end(c, at, limit)).rev().find(|&i| owner(i));
        lost.then(|| next.map_or(at, |i| i + 1))
    }
}
