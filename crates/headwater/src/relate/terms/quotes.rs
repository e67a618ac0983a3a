//! What stands inside quotation marks.

use crate::lexicon::token::Token;

/// Double quotation marks of one paragraph. A mark may close a pair of another shape, and a pair
/// that stays open holds nothing.
#[derive(Default)]
pub(super) struct Quotes {
    open: Option<usize>,
    /// First word of each pair, and the word after the last.
    pub closed: Vec<(usize, usize)>,
}

impl Quotes {
    pub fn mark(&mut self, mark: &str, token: Token, text: &str, word: usize) {
        let next = text[token.span.end..].chars().next();
        let (opens, closes) = match mark {
            "“" | "„" | "«" => (true, false),
            "”" | "»" => (false, true),
            "\"" if !token.joined => (true, next.is_none_or(char::is_whitespace)),
            "\"" => (next.is_some_and(char::is_alphanumeric), true),
            _ => return,
        };
        match self.open {
            Some(open) if closes => {
                self.closed.push((open, word));
                self.open = None;
            }
            _ if opens => self.open = Some(word),
            _ => {}
        }
    }
}
