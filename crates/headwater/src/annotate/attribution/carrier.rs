//! Media through which words came: 'in an interview with the BBC', 'wrote in the Post'.

use super::source::Source;
use super::{Finder, Parts, RULES, outlet, source};
use crate::annotate::clause::ItemKind;
use crate::annotate::noun;
use crate::annotate::quotation::Report;
use crate::annotate::words::Class;
use crate::lexicon::listed::ListedMap;
use crate::lexicon::outlet_name;
use crate::model::{Attribution, Quotation, QuotationKind, SourceType, Span};
use compact_str::CompactString;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that, before a preposition and a medium, say that the medium carried something.
#[derive(Deserialize)]
pub(super) struct Carriers {
    name: String,
    words: String,
    prepositions: Vec<String>,
    /// What was carried is the medium's own: 'an article in the Times'.
    #[serde(default)]
    own: bool,
    /// Of whom it is said in passing told the words there: 'said Ann Lee, who spoke to the Times'.
    #[serde(default)]
    aside: bool,
    /// Words that mean what the sentence before quotes: 'She made the remarks in an interview with the
    /// BBC'.
    #[serde(default)]
    before: String,
}

/// For each word, the rows that hold it.
static TRIGGERS: LazyLock<ListedMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut triggers: ListedMap<&str, Vec<usize>> = ListedMap::default();
    for (n, row) in RULES.carriers.iter().enumerate() {
        for word in row.words.split_whitespace() {
            triggers.entry(word).or_default().push(n);
        }
    }
    triggers
});

impl Finder<'_, '_> {
    /// The medium after each preposition of a unit, where a word before it says what it carried.
    /// `reports` are those of the unit.
    pub(super) fn carriers(
        &self,
        unit: &Range<usize>,
        reports: &[Report],
        quotations: &[Quotation],
    ) -> Vec<Attribution> {
        let c = self.c;
        let preposition =
            |&at: &usize| c.kind(at) == ItemKind::Lower && c.is(at, Class::Preposition);
        let carried = |at: usize| {
            if !self.may_be_name(at + 1, unit.end) {
                return None;
            }
            let (trigger, row) = self.trigger(unit.start, at)?;
            if !row.aside && self.in_aside(trigger, reports) {
                return None;
            }
            let medium = self.platformless(at + 1, unit.end)?;
            let phrase = noun::press::row_after(c, at + 1..medium.1, unit.end);
            let first = self.carrier(unit, trigger, row, medium, reports, quotations);
            let others = self.joined(&first, noun::press::names(c, phrase));
            Some(std::iter::once(first).chain(others))
        };
        let found = unit.clone().filter(preposition).filter_map(carried);
        found.flatten().collect()
    }

    /// The word before a preposition that makes what follows a carrier; times may stand between.
    fn trigger(&self, floor: usize, preposition: usize) -> Option<(usize, &'static Carriers)> {
        const FARTHEST: usize = 6;
        let c = self.c;
        let floor = floor.max(preposition.saturating_sub(FARTHEST));
        for at in (floor..preposition).rev() {
            let leads = at == floor && c.kind(at) == ItemKind::Capital;
            let rows = match c.kind(at) {
                ItemKind::Lower => TRIGGERS.get(c.text(at)),
                _ if leads => TRIGGERS.get(c.text(at).to_lowercase().as_str()),
                _ => None,
            };
            let word = c.text(preposition);
            let row = rows.into_iter().flatten().map(|&n| &RULES.carriers[n]);
            let fits = |row: &&Carriers| row.prepositions.iter().any(|p| p == word);
            if let Some(row) = row.clone().find(fits) {
                return Some((at, row));
            }
            let passes = [Class::Time, Class::TimeHead, Class::TimeUnit, Class::Adverb]
                .iter()
                .any(|&class| c.is(at, class));
            let time = c.kind(at) == ItemKind::Number || c.is(at, Class::Preposition);
            if !passes && !time && !c.text(at).ends_with("ly") {
                return None;
            }
        }
        None
    }

    /// The item stands in what is said of a speaker in passing: 'said Ann Lee, who wrote to the Times'.
    fn in_aside(&self, at: usize, reports: &[Report]) -> bool {
        let c = self.c;
        let source = |r: &Report| r.source.clone().filter(|source| source.contains(&at));
        let told_of = |source: Range<usize>| {
            let mut before = source.start..at;
            before.any(|i| c.is(i, Class::Relative))
        };
        reports.iter().filter_map(source).any(told_of)
    }

    /// A word with a capital stands at an item, or after an article there.
    fn may_be_name(&self, at: usize, end: usize) -> bool {
        let c = self.c;
        let start = at + usize::from(at < end && c.is(at, Class::Determiner));
        start < end && c.is_word(start) && c.text(start).contains(char::is_uppercase)
    }

    /// The medium that begins at an item, unless anybody can write there.
    fn platformless(&self, at: usize, end: usize) -> Option<(Source, usize)> {
        let c = self.c;
        let article = at < end && c.is(at, Class::Determiner);
        let start = at + usize::from(article);
        let found = outlet::medium_at(c, start, at..end)?;
        (!outlet_name::is_platform(&found.0.name)).then_some(found)
    }

    fn carrier(
        &self,
        unit: &Range<usize>,
        trigger: usize,
        row: &Carriers,
        (medium, end): (Source, usize),
        reports: &[Report],
        quotations: &[Quotation],
    ) -> Attribution {
        let report = reports
            .iter()
            .rfind(|r| r.cue.start <= trigger)
            .or(reports.first());
        let speaker = report
            .filter(|_| !row.own)
            .and_then(|r| self.speaker(r, quotations));
        let scope = report
            .filter(|_| !row.own)
            .and_then(|r| self.scope(r))
            .unwrap_or_else(|| self.told_of(unit, row, quotations));
        let told = speaker.is_some().then(|| medium.name.clone());
        let parts = Parts {
            items: trigger..end,
            cue: trigger..trigger + 1,
            source: speaker.unwrap_or(medium),
            rule: "carrier",
        };
        let mut found = self.attribution(parts, scope);
        found.told = told.map(CompactString::from);
        found.rule = row.name.as_str().into();
        found
    }

    /// What a unit without a report says of the words of an interview, which may stand beside it: 'Ann
    /// Lee spoke to the Times. “We won,” she said', '“We won,” said Ann Lee. She made the remarks in an
    /// interview with the Times'.
    fn told_of(&self, unit: &Range<usize>, row: &Carriers, quotations: &[Quotation]) -> Span {
        let c = self.c;
        let own = c.span(unit.clone());
        let n = c.units.partition_point(|u| u.start < unit.start);
        let span = |unit: &Range<usize>| c.span(unit.clone());
        let said = |i: usize| row.before.split(' ').any(|word| c.says(i, word));
        if unit
            .clone()
            .any(|i| said(i) && i > unit.start && c.says(i - 1, "the"))
        {
            let before = n.checked_sub(1).map(|n| span(&c.units[n]));
            return before.map_or(own, |before| before.cover(own));
        }
        let next = c.units.get(n + 1).filter(|_| row.aside).map(span);
        let next = next.filter(|next| self.goes_on(own, *next, quotations));
        next.map_or(own, |next| own.cover(next))
    }

    /// The sentence after another, in its paragraph, quotes whoever the first speaks of.
    fn goes_on(&self, first: Span, next: Span, quotations: &[Quotation]) -> bool {
        const PRONOUNS: [&str; 3] = ["he", "she", "they"];
        let text = self.c.scan.text();
        let between = Span::new(first.end, next.start.max(first.end));
        let at = quotations.partition_point(|q| q.whole().end <= next.start);
        let quoted = quotations.get(at).is_some_and(|q| {
            let source = q.source.as_ref().map_or("he", |source| &source.text);
            let known = PRONOUNS.contains(&source) || first.of(text).contains(source);
            q.kind == QuotationKind::Direct && q.whole().overlaps(next) && known
        });
        quoted && !between.of(text).contains('\n')
    }

    /// Who speaks in a report: as its words name them, else as the quotation was resolved.
    pub(super) fn speaker(&self, report: &Report, quotations: &[Quotation]) -> Option<Source> {
        let phrase = report.source.clone().filter(|p| !p.is_empty())?;
        let named = source::source(self.c, phrase, self.mentions);
        named.or_else(|| {
            let cue = self.c.span(report.cue.clone());
            let at = quotations.partition_point(|q| q.whole().end < cue.start);
            // The content stands right before or after its cue.
            const NEAR: usize = 4;
            let near = quotations[at.saturating_sub(NEAR)..].iter().take(2 * NEAR);
            let mut same = near.filter(|q| q.cue.as_ref().is_some_and(|e| e.span == cue));
            let name = same.find_map(|q| q.speaker.as_deref())?.to_string();
            let kind = SourceType::Person;
            Some(Source { name, kind })
        })
    }
}
