//! What a document shows about a word in all the places where it stands.

use super::feature::Word;
use super::gazetteer::{BODY, GIVEN, LOCATES, ROLE, SPEAKS, TITLE};
use super::hash::HashKeys;
use crate::annotate::Scan;
use crate::lexicon::token::TokenKind;

/// Written without capitals elsewhere.
pub const SEEN_LOWER: u32 = 1;
/// Written with a capital inside a sentence.
pub const SEEN_INSIDE: u32 = 1 << 1;
const AFTER_TITLE: u32 = 1 << 2;
const AFTER_GIVEN: u32 = 1 << 3;
const BEFORE_SPEAKS: u32 = 1 << 4;
const AFTER_LOCATES: u32 = 1 << 5;
const AFTER_ARTICLE: u32 = 1 << 6;
const POSSESSIVE: u32 = 1 << 7;
const BEFORE_BODY: u32 = 1 << 8;
const IN_PARENTHESES: u32 = 1 << 9;

/// Bits for every word that the document writes with a capital.
pub struct Evidence(HashKeys<u32>);

impl Evidence {
    /// Goes through the document twice: words with capitals, then the same words without.
    pub fn gather(scan: &Scan, words: &[Word]) -> Self {
        let mut seen = HashKeys::default();
        for sentence in &scan.sentences {
            for at in sentence.tokens.clone().filter(|&at| words[at].capital) {
                let first = at == sentence.tokens.start;
                let before = (!first).then(|| at - 1);
                let after = (at + 1 < sentence.tokens.end).then_some(at + 1);
                *seen.entry(words[at].lower).or_default() |= context(scan, words, before, after);
            }
        }
        for word in words.iter().filter(|w| !w.capital) {
            if let Some(bits) = seen.get_mut(&word.lower) {
                *bits |= SEEN_LOWER;
            }
        }
        Evidence(seen)
    }

    /// The word stands after a title or a given name somewhere.
    pub fn names_person(&self, lower: u32) -> bool {
        self.of(lower) & (AFTER_TITLE | AFTER_GIVEN) != 0
    }

    /// The document has the word with a capital.
    pub fn has(&self, lower: u32) -> bool {
        self.0.contains_key(&lower)
    }

    /// Bits for a word, 0 when it never has a capital.
    pub fn of(&self, lower: u32) -> u32 {
        self.0.get(&lower).copied().unwrap_or(0)
    }
}

fn context(scan: &Scan, words: &[Word], before: Option<usize>, after: Option<usize>) -> u32 {
    let mut bits = 0;
    let mut set = |bit, holds: bool| bits |= if holds { bit } else { 0 };
    if let Some(before) = before {
        let lists = words[before].lists;
        let capital = words[before].capital;
        let word = scan.word(before);
        set(
            SEEN_INSIDE,
            !capital && scan.tokens[before].kind == TokenKind::Word,
        );
        set(AFTER_TITLE, lists & (TITLE | ROLE) != 0);
        set(AFTER_GIVEN, capital && lists & GIVEN != 0);
        set(AFTER_LOCATES, !capital && lists & LOCATES != 0);
        set(AFTER_ARTICLE, word == "the");
        set(
            IN_PARENTHESES,
            word == "(" && after.is_some_and(|at| scan.word(at) == ")"),
        );
    }
    if let Some(after) = after {
        let lists = words[after].lists;
        set(BEFORE_SPEAKS, !words[after].capital && lists & SPEAKS != 0);
        set(POSSESSIVE, scan.tokens[after].kind == TokenKind::Possessive);
        set(BEFORE_BODY, words[after].capital && lists & BODY != 0);
    }
    bits
}
