//! Sentences without a blank between them: 'The road was shut.Police said why.'

use super::{is_closing, is_opening};
use crate::annotate::token::{Token, TokenKind};
use crate::lexicon;
use crate::lexicon::abbreviation::is_abbreviation;
use crate::lexicon::listed::ListedSet;
use std::sync::LazyLock;

/// Words that a stop joins to a name.
static NAME_ENDINGS: LazyLock<ListedSet<&str>> =
    LazyLock::new(|| lexicon::lines(include_str!("../../../lang/en/name_endings.txt")).collect());

/// If the stop `at` ends a sentence and the next one touches it, where that begins. In `open` marks
/// of a kind that opens and closes alike a mark closes.
pub fn next(text: &str, tokens: &[Token], at: usize, open: bool) -> Option<usize> {
    let glued = Glued { text, tokens };
    let closes = |i: &usize| match glued.joined(*i)? {
        "\"" => open.then_some(()),
        "'" => None,
        word => is_closing(word).then_some(()),
    };
    let begin = (at + 1..).find(|i| closes(i).is_none())?;
    let opens = |i: &usize| glued.joined(*i).is_some_and(is_opening);
    let first = (begin..).find(|i| !opens(i))?;
    let marked = first > at + 1;
    (glued.ends(at, marked) && glued.begins(first)).then_some(begin)
}

struct Glued<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Glued<'a> {
    /// The words of a token that touches the one before.
    fn joined(&self, at: usize) -> Option<&'a str> {
        let token = self.tokens.get(at).filter(|token| token.joined)?;
        Some(token.span.of(self.text))
    }

    /// Whether the token may be a part of an address, a path or a program.
    fn links(&self, at: usize) -> bool {
        (self.joined(at))
            .is_some_and(|w| matches!(w, "/" | "\\" | "@" | "_" | "=" | "#" | "&" | "|"))
    }

    /// Whether what stands before the stop ends a sentence: no initial, abbreviation or address.
    fn ends(&self, at: usize, marked: bool) -> bool {
        let (Some(stop), Some(before)) = (self.joined(at), at.checked_sub(1)) else {
            return false;
        };
        let word = self.tokens[before].span.of(self.text);
        let small = word.starts_with(char::is_lowercase);
        let ends = match self.tokens[before].kind {
            TokenKind::Word => {
                let long = word.chars().nth(1).is_some() && !word.contains('.');
                long && !is_abbreviation(word) && (small || marked || stop == ".")
            }
            TokenKind::Number => stop == ".",
            TokenKind::Possessive => true,
            TokenKind::Mark => matches!(word, "%") || is_closing(word) && word != ".",
        };
        let linked = self.tokens[before].joined && before > 0 && self.links(before - 1);
        ends && !linked && matches!(stop, "." | "!" | "?")
    }

    /// Whether a sentence begins with this token: a word with a capital that no stop joins to a name.
    fn begins(&self, at: usize) -> bool {
        let Some(word) = self.joined(at) else {
            return false;
        };
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let whole = letters.next().is_none_or(char::is_alphabetic);
        let alone = word.chars().nth(1).is_none();
        let ends_name = NAME_ENDINGS.contains(word);
        capital && whole && !ends_name && !self.goes_on(at + 1) && (!alone || self.stands(at, word))
    }

    /// 'A' and 'I' are words, other letters initials.
    fn stands(&self, at: usize, word: &str) -> bool {
        matches!(word, "A" | "I") && self.joined(at + 1).is_none_or(|next| next != ".")
    }

    /// Whether an address or a number goes on: 'Police.example', 'TIPS (8477)'.
    fn goes_on(&self, at: usize) -> bool {
        let stop = self.joined(at).is_some_and(|word| word == ".");
        let small = |word: &str| word.starts_with(char::is_lowercase);
        self.links(at) || stop && self.joined(at + 1).is_some_and(small)
    }
}
