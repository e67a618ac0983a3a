//! Words, numbers and marks of a text.

use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes ('don't', 'Shi'ites') or full stops ('U.S.').
    Word,
    /// Digits, with inner commas and points ('6,500', '1.5').
    Number,
    /// The clitic 's or ’s after a word.
    Possessive,
    /// Any other single character that is no white space.
    Mark,
}

/// The smallest unit that annotation looks at. Hyphens are tokens of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// No white space stands before it.
    pub joined: bool,
}

/// Splits the part of `text` at `span` into tokens, in order.
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(span.len() / 5);
    let mut at = span.start;
    let mut joined = false;
    while at < span.end {
        let rest = &text[at..span.end];
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            joined = false;
            continue;
        }
        let owns = joined && is_apostrophe(first) && ends_word(text, &tokens);
        let (kind, len) = next(rest, first, owns);
        tokens.push(Token {
            span: Span::new(at, at + len),
            kind,
            joined,
        });
        at += len;
        joined = true;
    }
    tokens
}

/// Has no width: spaces and joiners of no width, marks of direction, the mark of byte order.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The last token is a word, or the stop of 'Jr.'.
fn ends_word(text: &str, tokens: &[Token]) -> bool {
    match tokens {
        [.., before, stop] if stop.joined && stop.span.of(text) == "." => is_word(before),
        [.., last] => is_word(last),
        [] => false,
    }
}

fn is_word(token: &Token) -> bool {
    token.kind == TokenKind::Word
}

fn next(rest: &str, first: char, after_word: bool) -> (TokenKind, usize) {
    if first.is_alphabetic() {
        (TokenKind::Word, word_len(rest))
    } else if first.is_ascii_digit() || first.is_numeric() {
        (TokenKind::Number, number_len(rest))
    } else if after_word && possessive_len(rest).is_some() {
        (TokenKind::Possessive, possessive_len(rest).unwrap_or(1))
    } else {
        (TokenKind::Mark, first.len_utf8())
    }
}

/// A character that can be an apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '\u{92}')
}

fn possessive_len(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|&c| is_apostrophe(c))?;
    let s = chars.next().filter(|&c| c == 's' || c == 'S')?;
    let ends = !chars.next().is_some_and(|c| c.is_alphanumeric());
    ends.then_some(mark.len_utf8() + s.len_utf8())
}

fn word_len(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inner = || next.is_some_and(char::is_alphabetic);
        let apostrophe = || is_apostrophe(c) && inner() && possessive_len(&rest[at..]).is_none();
        if c.is_ascii_digit() && is_money(&rest[..end], &rest[at..]) {
            break;
        } else if c.is_alphanumeric() || is_combining(c) || apostrophe() {
            end = at + c.len_utf8();
        } else if c == '.' && is_initialism(&rest[..end], &rest[at..]) {
            end = at + 1;
        } else {
            break;
        }
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// A currency's letters right before a sum: 'RM2.5', 'Rs500', 'R50,000', but not the road 'R50'.
fn is_money(letters: &str, digits: &str) -> bool {
    let (sum, after) = digits.split_at(number_len(digits));
    match letters {
        "RM" | "Rs" | "EUR" | "USD" | "GBP" => true,
        "R" => sum.contains([',', '.']) || after.starts_with(" million") || after.starts_with("bn"),
        _ => false,
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The stop in 'U.S.' or 'a.m.': single letters, each followed by a stop.
fn is_initialism(before: &str, from_stop: &str) -> bool {
    let letter = before.rsplit('.').next().unwrap_or("");
    if letter.chars().count() != 1 || !letter.chars().all(char::is_alphabetic) {
        return false;
    }
    let mut after = from_stop.chars().skip(1);
    match (after.next(), after.next()) {
        (Some(a), next) if a.is_alphabetic() => next.is_none_or(|c| !c.is_alphabetic()),
        _ => before.contains('.'),
    }
}

fn number_len(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner =
            matches!(c, ',' | '.') && chars.peek().is_some_and(|&(_, next)| next.is_ascii_digit());
        if !c.is_numeric() && !inner {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text, Span::new(0, text.len()))
            .iter()
            .map(|t| t.span.of(text))
            .collect()
    }

    #[test]
    fn splits_as_newspapers_write() {
        let cases: &[(&str, &[&str])] = &[
            ("Al-Qaeda's leader", &["Al", "-", "Qaeda", "'s", "leader"]),
            (
                "the U.S.-led bid.",
                &["the", "U.S.", "-", "led", "bid", "."],
            ),
            ("don’t Shi'ites’", &["don’t", "Shi'ites", "’"]),
            ("6,500 men, 1.5%", &["6,500", "men", ",", "1.5", "%"]),
            ("“a”—b…", &["“", "a", "”", "—", "b", "…"]),
            ("It ended. Then", &["It", "ended", ".", "Then"]),
            ("at 9 a.m. today", &["at", "9", "a.m.", "today"]),
            ("Plan B. Then", &["Plan", "B", ".", "Then"]),
            (
                "R50,000 RM2.5 Rs500",
                &["R", "50,000", "RM", "2.5", "Rs", "500"],
            ),
            ("the R50 G7 MP3", &["the", "R50", "G7", "MP3"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&words(text), expected, "{text}");
        }
    }
}
