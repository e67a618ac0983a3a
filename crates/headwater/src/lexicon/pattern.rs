//! Named patterns with sentences that must match and sentences that must not.

use super::data;
use crate::model::Span;
use regex::{Captures, Regex, RegexSet};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    pattern: String,
}

/// Tells soon of most texts that no pattern of a list matches.
///
/// The patterns are looked for without their word boundaries: those of Unicode keep the engine from
/// its automata as soon as a text holds a curly quotation mark.
pub struct Sieve(RegexSet);

impl Sieve {
    /// A sieve for these patterns, which are well-formed.
    ///
    /// # Panics
    /// When one is not.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let loose = patterns.into_iter().map(|p| p.replace(r"\b", ""));
        Sieve(RegexSet::new(loose).unwrap_or_else(|e| panic!("a pattern without edges: {e}")))
    }

    /// Whether any of the patterns may match; where this says no, none does.
    pub fn passes(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// A list of patterns, tried in order.
pub struct Patterns {
    rules: Vec<(String, Regex)>,
    /// Made when it is first needed.
    sieve: OnceLock<Sieve>,
}

impl Patterns {
    /// Reads a data file that is compiled into the library.
    ///
    /// # Panics
    /// When the file is malformed; a test loads every file.
    pub fn load(name: &str, toml: &str) -> Self {
        let file: File = data(name, toml);
        let rules = file.rule.into_iter().map(|rule| {
            let regex = Regex::new(&rule.pattern)
                .unwrap_or_else(|e| panic!("lang/{name}: {}: {e}", rule.name));
            (rule.name, regex)
        });
        Patterns {
            rules: rules.collect(),
            sieve: OnceLock::new(),
        }
    }

    /// The parts of the first match in `text` at `span` of the first rule that matches, counted
    /// from the start of `span`, with the rule's name.
    pub fn captures<'t>(&self, text: &'t str, span: Span) -> Option<(&str, Captures<'t>)> {
        let part = span.of(text);
        let mut rules = self.rules.iter();
        rules.find_map(|(name, regex)| Some((name.as_str(), regex.captures(part)?)))
    }

    /// The same of the rules whose patterns have no part named `without`.
    pub fn captures_without<'t>(
        &self,
        without: &str,
        text: &'t str,
        span: Span,
    ) -> Option<(&str, Captures<'t>)> {
        let part = span.of(text);
        let lacks = |regex: &Regex| regex.capture_names().flatten().all(|name| name != without);
        let mut rules = self.rules.iter().filter(|(_, regex)| lacks(regex));
        rules.find_map(|(name, regex)| Some((name.as_str(), regex.captures(part)?)))
    }

    /// The rule of this name matches.
    pub fn has(&self, rule: &str, text: &str) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|(name, regex)| name == rule && regex.is_match(text))
    }

    /// The first match in `text` at `span` of the first rule that matches, with the rule's name.
    pub fn find(&self, text: &str, span: Span) -> Option<(&str, Span)> {
        let part = span.of(text);
        let patterns = || self.rules.iter().map(|(_, regex)| regex.as_str());
        let sieve = self.sieve.get_or_init(|| Sieve::new(patterns()));
        if !sieve.passes(part) {
            return None;
        }
        self.rules.iter().find_map(|(name, regex)| {
            let found = regex.find(part)?;
            Some((
                name.as_str(),
                Span::new(span.start + found.start(), span.start + found.end()),
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Cases {
        rule: Vec<RuleCases>,
    }

    #[derive(Deserialize)]
    struct RuleCases {
        name: String,
        yes: Vec<String>,
        #[serde(default)]
        no: Vec<String>,
    }

    fn every_case_holds(name: &str, toml: &str) {
        let patterns = Patterns::load(name, toml);
        let cases: Cases = data(name, toml);
        for (rule, (_, regex)) in cases.rule.iter().zip(&patterns.rules) {
            assert!(!rule.yes.is_empty(), "{name}: {} has no case", rule.name);
            let matches = |case: &&String| regex.is_match(case);
            assert_eq!(
                rule.yes.iter().find(|c| !matches(c)),
                None,
                "{name}: {}",
                rule.name
            );
            assert_eq!(rule.no.iter().find(matches), None, "{name}: {}", rule.name);
        }
    }

    #[test]
    fn every_case_of_a_release_holds() {
        every_case_holds("release.toml", include_str!("../../lang/en/release.toml"));
    }

    #[test]
    fn every_case_of_what_follows_holds() {
        every_case_holds("sequel.toml", include_str!("../../lang/en/sequel.toml"));
    }

    #[test]
    fn every_case_of_an_occasion_holds() {
        every_case_holds(
            "occasions.toml",
            include_str!("../../lang/en/occasions.toml"),
        );
    }

    #[test]
    fn every_case_of_a_stock_sentence_holds() {
        every_case_holds("stock.toml", include_str!("../../lang/en/stock.toml"));
    }

    #[test]
    fn every_case_of_what_puts_right_holds() {
        every_case_holds(
            "put_right.toml",
            include_str!("../../lang/en/put_right.toml"),
        );
    }

    #[test]
    fn every_case_of_a_tag_holds() {
        every_case_holds("tags.toml", include_str!("../../lang/en/tags.toml"));
        every_case_holds("stations.toml", include_str!("../../lang/en/stations.toml"));
        every_case_holds(
            "station_names.toml",
            include_str!("../../lang/en/station_names.toml"),
        );
    }

    #[test]
    fn every_case_of_a_translation_holds() {
        every_case_holds(
            "translation.toml",
            include_str!("../../lang/en/translation.toml"),
        );
    }
}
