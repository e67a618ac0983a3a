//! Mentions by initials: 'AoP' in a document that names the Army of Progress.

use super::{Found, inside};
use crate::annotate::Scan;
use crate::lexicon::name_form::NameForm;
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::collections::HashMap;

/// Letters that speak for themselves; fewer must be introduced: 'Islamic Bank (IB)'.
const CLEAR: usize = 3;

/// Adds the acronyms of bodies that stand outside the names found so far.
pub(super) fn add(scan: &Scan, names: Vec<Found>) -> Vec<Found> {
    let spelled = spelled(scan, &names);
    if spelled.is_empty() {
        return names;
    }
    let inside = inside(scan, &names);
    let mut all = names;
    for sentence in &scan.sentences {
        let tokens = sentence.tokens.clone();
        let lower = |at: usize| scan.word(at).chars().all(char::is_lowercase);
        if !tokens.clone().any(lower) {
            continue;
        }
        all.extend(tokens.filter(|&at| !inside[at]).filter_map(|at| {
            let letters = acronym(scan, at)?;
            let &clear = spelled.get(&letters)?;
            clear.then_some(Found {
                tokens: at..at + 1,
                kind: EntityType::Organisation,
            })
        }));
    }
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// Initials of the bodies among the names, and whether they may stand alone.
fn spelled(scan: &Scan, names: &[Found]) -> HashMap<String, bool> {
    let mut spelled = HashMap::new();
    let bodies = names
        .iter()
        .filter(|name| name.kind == EntityType::Organisation && name.tokens.len() > 1);
    for name in bodies {
        let text = scan.span(name.tokens.clone()).of(scan.text());
        let introduced = introduced(scan, name.tokens.end);
        for letters in NameForm::new(text).initials() {
            let clear = letters.chars().count() >= CLEAR || introduced.as_ref() == Some(&letters);
            *spelled.entry(letters).or_default() |= clear;
        }
    }
    spelled
}

/// The acronym in parentheses at a token.
fn introduced(scan: &Scan, at: usize) -> Option<String> {
    let closed = at + 2 < scan.tokens.len() && scan.word(at) == "(" && scan.word(at + 2) == ")";
    closed.then(|| acronym(scan, at + 1)).flatten()
}

fn acronym(scan: &Scan, at: usize) -> Option<String> {
    // Most words are none, which their letters tell before their form is made.
    let capitals = || scan.word(at).chars().filter(|c| c.is_uppercase()).count();
    let word = scan.tokens[at].kind == TokenKind::Word && capitals() > 1;
    word.then(|| NameForm::new(scan.word(at)).acronym).flatten()
}

#[cfg(test)]
mod tests {
    use crate::annotate::Scan;
    use crate::annotate::tests::body;

    fn names(text: &str) -> Vec<String> {
        let document = body(text);
        let mentions = super::super::find(&Scan::new(&document));
        mentions
            .iter()
            .map(|m| m.excerpt.text.to_string())
            .collect()
    }

    #[test]
    fn initials_of_a_named_body_are_mentions() {
        let found = names(
            "The World Food Union (WF) met. WF and WFU agreed with the World Food Union, it said.",
        );
        assert_eq!(found.iter().filter(|n| *n == "WFU").count(), 1, "{found:?}");
    }
}
