//! Words that say where a passage comes from.
//!
//! Reports of quotations give most of them ('according to Reuters', 'Lee told the Post'); rules for
//! participles ('quoted by …') and credits ('(Reuters)') the rest.

mod carrier;
mod credit;
mod outlet;
mod phrase;
mod report;
mod source;
mod via;

use super::clause::{Clauses, ItemKind};
use super::noun;
use super::quotation::{self, Report};
use super::words::{Class, Form};
use crate::lexicon;
use crate::lexicon::listed::{ListedMap, ListedSet};
use crate::model::{Attribution, Excerpt, Mention, Quotation, SourceType, Span};
use serde::Deserialize;
use source::Source;
use std::ops::Range;
use std::sync::LazyLock;

/// Participles that pass words on, from `lang/en/attribution.toml`.
#[derive(Deserialize)]
struct Participles {
    name: String,
    words: String,
    #[serde(default)]
    translated: bool,
}

/// Words of a kind: verbs that cite, people who see for the press.
#[derive(Deserialize)]
struct Words {
    words: String,
}

/// Words for many of whom none is named.
#[derive(Deserialize)]
struct Anonymous {
    words: String,
    /// What they must be said to be; else the word ends the phrase.
    #[serde(default)]
    knowing: String,
}

/// One who speaks and is not named.
#[derive(Deserialize)]
struct Nameless {
    /// What such a one is with 'a' or 'one' before it.
    roles: String,
    /// What is said of such a one, and what is denied.
    said: String,
    denied: String,
}

#[derive(Deserialize)]
struct Rules {
    participles: Vec<Participles>,
    citations: Vec<Words>,
    carriers: Vec<carrier::Carriers>,
    figures: Vec<Words>,
    witnesses: Vec<Words>,
    credits: Vec<credit::Phrases>,
    anonymous: Vec<Anonymous>,
    nameless: Vec<Nameless>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file = include_str!("../../../lang/en/attribution.toml");
    lexicon::data("attribution.toml", file)
});

/// For each participle, the index of its rule; for citing verbs, `None`.
static CUES: LazyLock<ListedMap<&str, Option<usize>>> = LazyLock::new(|| {
    let participles = RULES.participles.iter().enumerate();
    let participles =
        participles.flat_map(|(n, r)| r.words.split_whitespace().map(move |w| (w, Some(n))));
    let citing = RULES
        .citations
        .iter()
        .flat_map(|r| r.words.split_whitespace().map(|w| (w, None)));
    // 'cited' is both; as a participle it needs 'by'.
    citing.chain(participles).collect()
});

/// The verbs with which a body gives numbers.
static FIGURES: LazyLock<ListedSet<&str>> = LazyLock::new(|| {
    let rows = RULES.figures.iter();
    rows.flat_map(|row| row.words.split_whitespace()).collect()
});

/// People of the press who see for themselves.
static WITNESSES: LazyLock<ListedSet<&str>> = LazyLock::new(|| {
    let rows = RULES.witnesses.iter();
    rows.flat_map(|row| row.words.split_whitespace()).collect()
});

/// The word passes something on when 'by' follows: 'seen', 'carried'.
fn is_participle(word: &str) -> bool {
    matches!(CUES.get(word), Some(Some(_)))
}

/// Attributions and credits in text order. Also sets through whom quotations came.
pub(crate) fn find(
    c: &Clauses,
    reports: &[Report],
    mentions: &[Mention],
    quotations: &mut [Quotation],
) -> Vec<Attribution> {
    let finder = Finder { c, mentions };
    let mut found = Vec::new();
    let mut rest = reports;
    for (n, unit) in c.units.iter().enumerate() {
        let (here, later) = rest.split_at(rest.partition_point(|r| r.unit <= n));
        rest = later;
        found.extend(here.iter().flat_map(|r| finder.report(r, quotations)));
        found.extend(unit.clone().filter_map(|at| finder.participle(unit, at)));
        found.extend(unit.clone().filter_map(|at| finder.phrase(unit, at, here)));
        found.extend(finder.citations(unit));
        found.extend(finder.carriers(unit, here, quotations));
    }
    found.extend(credit::find(c, &RULES.credits, mentions));
    via::share_kinds(&mut found);
    found.sort_by_key(|a| (a.excerpt.span, a.cue.span));
    found.dedup_by(|b, a| {
        let again = (&a.source, &a.told) == (&b.source, &b.told);
        let joined = a.rule == b.rule && a.cue == b.cue;
        let (a, b) = (a.excerpt.span, b.excerpt.span);
        a == b && (again || !joined) || again && a.contains(b)
    });
    via::set_via(quotations, &found, c.scan.document.outlet.as_deref());
    found
}

/// What the rules look at.
struct Finder<'a, 'b> {
    c: &'a Clauses<'b>,
    mentions: &'a [Mention],
}

/// Parts of an attribution before its scope is known.
struct Parts {
    items: Range<usize>,
    cue: Range<usize>,
    source: Source,
    rule: &'static str,
}

impl Parts {
    /// A subject that begins at item `start`, and the cue right after it.
    fn subject(start: usize, cue: Range<usize>, source: Source, rule: &'static str) -> Self {
        Parts {
            items: start..cue.end,
            cue,
            source,
            rule,
        }
    }
}

impl Finder<'_, '_> {
    fn attribution(&self, parts: Parts, scope: Span) -> Attribution {
        let excerpt = |items: Range<usize>| Excerpt::new(self.c.span(items), self.c.scan.text());
        Attribution {
            excerpt: excerpt(parts.items),
            source: parts.source.name.into(),
            source_type: parts.source.kind,
            told: None,
            translated: false,
            scope,
            cue: excerpt(parts.cue),
            rule: parts.rule.into(),
        }
    }

    /// 'quoted by the agency', 'as translated by Reuters', 'translated from Latin by the Times'.
    fn participle(&self, unit: &Range<usize>, at: usize) -> Option<Attribution> {
        let c = self.c;
        if c.kind(at) != ItemKind::Lower {
            return None;
        }
        let rule = &RULES.participles[(*CUES.get(c.text(at))?)?];
        let by = self.by(unit, at, rule)?;
        let end = noun::attached_end(c, by + 1, unit.end);
        if end == by + 1 {
            return None;
        }
        let mut source = source::source(c, by + 1..end, self.mentions)
            .filter(|source| source::informs(c, by + 1..end, source))?;
        if rule.translated {
            source = source::relaying(c, by + 1..end, source);
        }
        let start = at - usize::from(at > unit.start && c.says(at - 1, "as"));
        let parts = Parts {
            items: start..end,
            cue: at..by + 1,
            source,
            rule: &rule.name,
        };
        let scope = c.span(unit.clone());
        let scope = match at > unit.start && c.says(at - 1, "first") {
            true => self.first_told(unit).map_or(scope, |s| s.cover(scope)),
            false => scope,
        };
        Some(Attribution {
            translated: rule.translated,
            ..self.attribution(parts, scope)
        })
    }

    /// Where 'by' stands after a participle, with what can stand between: 'from Latin' after those of
    /// translation, 'as saying', an adverb.
    fn by(&self, unit: &Range<usize>, at: usize, rule: &Participles) -> Option<usize> {
        let c = self.c;
        let from = rule.translated && at + 2 < unit.end && c.says(at + 1, "from");
        // 'reported earlier by the Times'
        let adverb = at + 1 < unit.end && c.is(at + 1, Class::Adverb);
        // 'was quoted as saying by the agency'
        let saying = at + 2 < unit.end && c.says(at + 1, "as") && c.says(at + 2, "saying");
        let by = match from || saying {
            true => at + 3,
            false => at + 1 + usize::from(adverb),
        };
        (by + 1 < unit.end && c.says(by, "by")).then_some(by)
    }

    /// 'The sale was first reported by the Times' says it of what stands before, in its paragraph.
    fn first_told(&self, unit: &Range<usize>) -> Option<Span> {
        let c = self.c;
        if !c.is(unit.start, Class::Determiner) {
            return None;
        }
        let n = c.units.partition_point(|u| u.end <= unit.start);
        let before = c.span(c.units[n.checked_sub(1)?].clone());
        let between = Span::new(before.end, c.span(unit.clone()).start);
        (!between.of(c.scan.text()).contains('\n')).then_some(before)
    }

    /// 'citing officials', and 'As Reuters notes' without content of its own.
    fn citations(&self, unit: &Range<usize>) -> Vec<Attribution> {
        let c = self.c;
        let mut found = Vec::new();
        for at in unit.clone() {
            let plain = c.kind(at) == ItemKind::Lower || at == unit.start;
            let word = c.text(at).to_lowercase();
            let citing =
                plain && matches!(CUES.get(word.as_str()), Some(None)) && at + 1 < unit.end;
            if citing {
                let end = noun::attached_end(c, at + 1, unit.end);
                let source = (end > at + 1)
                    .then(|| source::source(c, at + 1..end, self.mentions))
                    .flatten()
                    .filter(|source| source::informs(c, at + 1..end, source));
                if let Some(source) = source {
                    let parts = Parts {
                        items: at..end,
                        cue: at..at + 1,
                        source,
                        rule: "citing",
                    };
                    found.push(self.attribution(parts, c.span(unit.clone())));
                }
            } else if c.says(at, "as") {
                found.extend(self.as_clause(unit, at));
            }
        }
        found
    }

    /// 'As Reuters notes, …': a subject and a verb of speech, then a comma or the end.
    fn as_clause(&self, unit: &Range<usize>, at: usize) -> Option<Attribution> {
        let c = self.c;
        let end = noun::attached_end(c, at + 1, unit.end);
        let verb = (end..unit.end.min(end + 3)).find(|&i| c.items[i].word.reports())?;
        let finite = matches!(
            c.items[verb].word.form,
            Form::Third | Form::Past | Form::Base
        );
        let between = (end..verb).all(|i| c.is(i, Class::Auxiliary) || c.is(i, Class::Adverb));
        let ends =
            |i: usize| i == unit.end || matches!(c.kind(i), ItemKind::Comma | ItemKind::Stop);
        // 'as the Times revealed on Monday', and not 'as shots were fired on Monday'
        let after = quotation::after_adjuncts(c, verb + 1, unit.end);
        let medium = outlet::medium(c, at + 1..end);
        let closed = ends(verb + 1) || ends(after) && medium.is_some();
        if end == at + 1 || !finite || !between || !closed {
            return None;
        }
        let source = source::source(c, at + 1..end, self.mentions)?;
        // 'the Weekly Compass': only its article shows what it is.
        let body = source.kind == SourceType::Official && !source::is_official(c, at + 1..end);
        let source = medium.filter(|_| body).unwrap_or(source);
        let parts = Parts {
            items: at..verb + 1,
            cue: end..verb + 1,
            source,
            rule: "as",
        };
        Some(self.attribution(parts, c.span(unit.clone())))
    }
}

#[cfg(test)]
mod tests;
