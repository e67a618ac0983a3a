//! Names of persons, organisations and places.

use super::Scan;
use super::token::TokenKind;
use crate::model::{EntityType, Excerpt, Mention};

/// Mentions in text order; `entity` is still empty.
pub fn find(scan: &Scan) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in &scan.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let first = at;
            while at < sentence.tokens.end && is_capital(scan, at) {
                at += 1;
            }
            if at > first && (first > sentence.tokens.start || at - first > 1) {
                let excerpt = Excerpt::new(scan.span(first..at), scan.text());
                mentions.push(Mention {
                    excerpt,
                    kind: EntityType::Other,
                    entity: None,
                });
            }
            at = at.max(first + 1);
        }
    }
    mentions
}

fn is_capital(scan: &Scan, at: usize) -> bool {
    scan.tokens[at].kind == TokenKind::Word
        && scan.word(at).chars().next().is_some_and(char::is_uppercase)
}
