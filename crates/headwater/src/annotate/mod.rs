//! Finds in one document what later stages relate. A pure function; bad input is a value.
//!
//! Each layer is one module with one entry function that reads the [`Scan`] and the layers before
//! it: sentences, names, aliases, times, quantities, quotations with speakers, attributions.

pub mod alias;
pub mod attribution;
pub(crate) mod clause;
pub mod name;
pub(crate) mod noun;
pub mod quantity;
pub mod quotation;
pub mod sentence;
pub mod time;
pub(crate) mod words;

pub use crate::lexicon::token;
use crate::model::{Annotations, Document};
use clause::Clauses;
pub use sentence::{Scan, Sentence};

/// All annotations of a document, each list in text order.
pub fn annotate(document: &Document) -> Annotations {
    annotate_with(document, name::model::shipped())
}

/// The same with a name model of the user's own.
pub fn annotate_with(document: &Document, names: &name::model::Model) -> Annotations {
    let scan = Scan::new(document);
    let mut mentions = name::find_with(names, &scan);
    quotation::post::name_authors(document, &mut mentions);
    let aliases = alias::find(&scan, &mut mentions);
    let times = time::find(&scan);
    let quantities = quantity::find(&scan, &times);
    let marked = quotation::marks::find(&scan);
    let clauses = Clauses::new(&scan, &marked);
    let reports = quotation::cue::find(&clauses);
    let mut quotations = quotation::find(&clauses, &reports, &mentions);
    let attributions = attribution::find(&clauses, &reports, &mentions, &mut quotations);
    let sentences = scan.sentences.iter().map(|s| s.span).collect();
    Annotations {
        sentences,
        mentions,
        aliases,
        times,
        quantities,
        quotations,
        attributions,
    }
}

#[cfg(test)]
mod properties;

#[cfg(test)]
pub(crate) mod tests {
    use crate::model::*;

    /// A rule of a data file with its cases.
    #[derive(serde::Deserialize)]
    pub(crate) struct Rule {
        pub name: String,
        cases: Vec<Case>,
    }

    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
        gives: Vec<String>,
    }

    /// Runs the cases of rules; `rows` gives all that is found in a text.
    ///
    /// # Panics
    /// When a case fails or a rule has none.
    pub(crate) fn rules_give_their_cases<'a>(
        rules: impl IntoIterator<Item = &'a Rule>,
        rows: impl Fn(&str) -> Vec<String>,
    ) {
        let mut wrong = Vec::new();
        for rule in rules {
            assert!(!rule.cases.is_empty(), "{} has no case", rule.name);
            for case in &rule.cases {
                let found = rows(&case.text);
                if found != case.gives {
                    wrong.push(format!(
                        "{}: {}\n  wanted {:?}\n  found  {found:?}",
                        rule.name, case.text, case.gives
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// A document whose whole text is one body block.
    pub(crate) fn body(text: &str) -> Document {
        Document {
            id: "test".into(),
            path: "test.txt".into(),
            record: None,
            url: None,
            title: None,
            outlet: None,
            republished_by: None,
            authors: Vec::new(),
            published: Published::default(),
            updated: None,
            language: Some("en".into()),
            credit: None,
            section: None,
            dates: Vec::new(),
            hash: String::new(),
            copies: Vec::new(),
            extra: Default::default(),
            text: text.into(),
            blocks: vec![Block::new(Role::Body, Span::new(0, text.len()))],
            insets: Vec::new(),
        }
    }
}
