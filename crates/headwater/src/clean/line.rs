//! The lines of a text and what their form shows.

use super::reader::{self, Clues};
use super::sign::{self, Signs};
use crate::model::Span;

/// A line that holds more than white space.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Without white space at its edges.
    pub span: Span,
    /// Its words.
    pub text: &'a str,
    /// Lines without an empty line between them belong to one paragraph, counted from 0.
    pub paragraph: usize,
    /// Number of words.
    pub words: usize,
    /// Reads like a sentence of running text.
    pub prose: bool,
    /// What its words show.
    pub signs: Signs,
    /// What its words show of readers' comments.
    pub clues: Clues,
}

/// All lines that hold more than white space, in order.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut paragraph = 0;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let span = Span::new(at, at + whole.len()).trim(text);
        at += whole.len();
        if span.is_empty() {
            paragraph += 1;
        } else {
            lines.push(Line::new(span, span.of(text), paragraph));
        }
    }
    lines
}

impl<'a> Line<'a> {
    pub fn new(span: Span, text: &'a str, paragraph: usize) -> Self {
        let words = word_count(text);
        Line {
            span,
            text,
            paragraph,
            words,
            prose: words >= 8 && ends_sentence(text) && is_running(text),
            signs: sign::signs(text),
            clues: reader::clues(text),
        }
    }
}

/// Words between white space; of scripts written without spaces, two characters count as one.
pub(super) fn word_count(text: &str) -> usize {
    let spaced = text.split_whitespace().count();
    if text.is_ascii() {
        return spaced;
    }
    let unspaced = text.chars().filter(|&c| is_unspaced(c)).count();
    spaced.max(unspaced / 2)
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{9fff}')
}

/// The last mark, closing marks put aside, ends a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    let open = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ', '*']);
    open.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।'])
}

/// At most two words in three begin with a capital.
fn is_running(text: &str) -> bool {
    let words = text.split_whitespace();
    let capital = |w: &&str| {
        w.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    let capitals = words.clone().filter(capital).count();
    capitals * 3 <= words.count() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_prose() {
        let cases: &[(&str, bool)] = &[
            ("The ship left the harbour at noon, the port said.", true),
            ("He said, “The ship left the harbour at noon.”", true),
            ("Ship Leaves Harbour At Noon And Nobody Knows Why.", false),
            ("The ship left the harbour at noon and", false),
            ("It left.", false),
            ("船は正午に港を出たと港湾当局が月曜日に発表した。", true),
        ];
        for (text, prose) in cases {
            assert_eq!(lines(text)[0].prose, *prose, "{text}");
        }
    }

    #[test]
    fn counts_paragraphs() {
        let found: Vec<_> = lines("a\r\nb\n \nc")
            .iter()
            .map(|l| (l.text, l.paragraph))
            .collect();
        assert_eq!(found, [("a", 0), ("b", 0), ("c", 1)]);
    }
}
