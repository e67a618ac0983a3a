//! Named patterns with sentences that must match and sentences that must not.

use super::data;
use crate::model::Span;
use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    pattern: String,
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// A list of patterns, tried in order.
pub struct Patterns {
    rules: Vec<(String, Regex)>,
}

impl Patterns {
    /// Reads a data file that is compiled into the library.
    ///
    /// # Panics
    /// When the file is malformed, a rule has no case, or a case fails. Files are small, and each
    /// is loaded by a test.
    pub fn load(name: &str, toml: &str) -> Self {
        let file: File = data(name, toml);
        let rules = file.rule.into_iter().map(|rule| {
            let regex = Regex::new(&rule.pattern)
                .unwrap_or_else(|e| panic!("lang/{name}: {}: {e}", rule.name));
            assert!(
                !rule.yes.is_empty(),
                "lang/{name}: {} has no case",
                rule.name
            );
            rule.yes.iter().for_each(|case| {
                assert!(regex.is_match(case), "lang/{name}: {}: {case}", rule.name)
            });
            rule.no.iter().for_each(|case| {
                assert!(!regex.is_match(case), "lang/{name}: {}: {case}", rule.name)
            });
            (rule.name, regex)
        });
        Patterns {
            rules: rules.collect(),
        }
    }

    /// The first match in `text` at `span` of the first rule that matches, with the rule's name.
    pub fn find(&self, text: &str, span: Span) -> Option<(&str, Span)> {
        let part = span.of(text);
        self.rules.iter().find_map(|(name, regex)| {
            let found = regex.find(part)?;
            Some((
                name.as_str(),
                Span::new(span.start + found.start(), span.start + found.end()),
            ))
        })
    }
}
