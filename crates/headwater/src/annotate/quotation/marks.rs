//! Quotation marks paired by an automaton that takes every text.
//!
//! One pass over the tokens of each paragraph. A mark opens or closes by its shape and the gaps
//! around it; what is left open at the end of a paragraph runs on when the next one opens with a
//! mark, or when the next mark is one that can only close; otherwise it ends there. Marks inside
//! marks stay part of the outer words.

mod pair;

use crate::annotate::Scan;
use crate::annotate::words::{Class, look_up};
use crate::lexicon::token::TokenKind;
use crate::model::Span;
use pair::{Pair, Pairing};
use std::ops::Range;

/// Words between marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// Tokens from the opening to the closing mark, both included.
    pub tokens: Range<usize>,
    /// The words inside.
    pub inner: Span,
    /// It reopens what the paragraph before left open.
    pub continues: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy)]
struct Mark {
    /// First token.
    at: usize,
    /// Tokens it is made of: two for `''`.
    width: usize,
    double: bool,
    opens: bool,
    closes: bool,
}

/// The outermost marked words of a document, in order.
pub(crate) fn find(scan: &Scan) -> Vec<Marked> {
    let paragraphs: Vec<_> = paragraphs(scan)
        .map(|tokens| Paragraph {
            marks: marks(scan, tokens.clone()),
            tokens,
        })
        .collect();
    let mut found: Vec<Marked> = Vec::new();
    let mut left_open = None;
    let mut rest = &paragraphs[..];
    while !rest.is_empty() {
        let (paragraph, behind, pairs, open) = pair(scan, rest);
        let next = behind.first().and_then(Paragraph::opening);
        let opening = paragraph.opening();
        let reopens = opening.is_some() && opening == left_open;
        let first = found.len();
        found.extend(outermost(scan, pairs));
        rest = behind;
        if let Some(marked) = found.get_mut(first) {
            marked.continues = reopens;
        }
        left_open = open.filter(|_| next.is_some());
    }
    found
}

/// The tokens of a paragraph and its marks.
#[derive(Clone)]
struct Paragraph {
    marks: Vec<Mark>,
    tokens: Range<usize>,
}

impl Paragraph {
    /// Whether the mark is double with which the paragraph opens.
    fn opening(&self) -> Option<bool> {
        let first = self.marks.first()?;
        (first.at == self.tokens.start && first.opens).then_some(first.double)
    }

    /// Whether its first double mark can only close what was opened before; `None` without such a mark.
    fn closes(&self) -> Option<bool> {
        let first = self.marks.iter().find(|mark| mark.double)?;
        let last = first.at + first.width == self.tokens.end;
        Some(first.closes && (!first.opens || last))
    }
}

/// The first paragraph, made one with those through which words in marks run on; the paragraphs behind
/// it; its pairs; and of a mark left open in it, whether it is double.
fn pair<'a>(
    scan: &Scan,
    paragraphs: &'a [Paragraph],
) -> (Paragraph, &'a [Paragraph], Vec<Pair>, Option<bool>) {
    // Words that run on without new marks: in texts with a line for each sentence.
    const MOST: usize = 12;
    let mut whole = paragraphs[0].clone();
    let mut behind = &paragraphs[1..];
    loop {
        let next = behind.first().and_then(Paragraph::opening);
        let (pairs, open) = Pairing::new(scan, &whole.marks, whole.tokens.end, next).run();
        let left = MOST.saturating_sub(paragraphs.len() - behind.len());
        let mut near = behind.iter().take(left).enumerate();
        let marked = |(n, paragraph): (usize, &Paragraph)| Some((n, paragraph.closes()?));
        let marked = (open == Some(true))
            .then(|| near.find_map(marked))
            .flatten();
        let Some((closing, true)) = marked else {
            return (whole, behind, pairs, open);
        };
        for paragraph in &behind[..=closing] {
            whole.marks.extend_from_slice(&paragraph.marks);
            whole.tokens.end = paragraph.tokens.end;
        }
        behind = &behind[closing + 1..];
    }
}

/// Token ranges of the paragraphs.
fn paragraphs<'a>(scan: &'a Scan) -> impl Iterator<Item = Range<usize>> + 'a {
    scan.sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .map(|sentences| sentences[0].tokens.start..sentences[sentences.len() - 1].tokens.end)
}

/// Whether a mark is double, and its shape.
fn shape(word: &str) -> Option<(bool, Shape)> {
    match word {
        // U+0091 to U+0094 are marks of Windows in a text whose charset was mistaken.
        "“" | "„" | "«" | "‟" | "\u{93}" => Some((true, Shape::Open)),
        "”" | "»" | "\u{94}" => Some((true, Shape::Close)),
        "\"" | "″" | "＂" => Some((true, Shape::Either)),
        "‘" | "‚" | "‹" | "\u{91}" => Some((false, Shape::Open)),
        "’" | "›" | "\u{92}" => Some((false, Shape::Close)),
        "'" | "`" => Some((false, Shape::Either)),
        _ => None,
    }
}

fn marks(scan: &Scan, paragraph: Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = paragraph.start;
    while at < paragraph.end {
        let token = scan.tokens[at];
        let found = (token.kind == TokenKind::Mark)
            .then(|| shape(scan.word(at)))
            .flatten();
        let Some((mut double, mut shape)) = found else {
            at += 1;
            continue;
        };
        let twin = at + 1 < paragraph.end
            && !double
            && scan.tokens[at + 1].joined
            && scan.word(at) == scan.word(at + 1);
        let width = 1 + usize::from(twin);
        if twin {
            double = true;
            if scan.word(at) == "`" {
                shape = Shape::Open;
            }
        }
        marks.push(directed(scan, &paragraph, at, width, double, shape));
        at += width;
    }
    marks
}

/// Which way a mark can face, by its shape and the gaps around it.
fn directed(
    scan: &Scan,
    paragraph: &Range<usize>,
    at: usize,
    width: usize,
    double: bool,
    shape: Shape,
) -> Mark {
    let after = at + width;
    let touches = after < paragraph.end && scan.tokens[after].kind != TokenKind::Mark;
    let gap_before = at == paragraph.start
        || !scan.tokens[at].joined
        || matches!(
            scan.word(at - 1),
            "(" | "[" | "{" | "—" | "–" | "-" | "/" | "‘" | "“"
        )
        || touches && scan.word(at - 1) == ":"
        || begins_sentence(scan, at);
    let gap_after = after == paragraph.end
        || !scan.tokens[after].joined
        || matches!(
            scan.word(after),
            "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "…" | "—" | "–" | "-" | "’" | "”"
        );
    let inch = shape == Shape::Either
        && at > paragraph.start
        && scan.tokens[at].joined
        && scan.tokens[at - 1].kind == TokenKind::Number;
    let by_gaps = (gap_before && !inch, gap_after || !gap_before);
    let (opens, closes) = match (double, shape) {
        (true, Shape::Open) => (true, !gap_before && gap_after),
        (true, Shape::Close) => (gap_before && !gap_after, true),
        (true, Shape::Either) if gap_before != gap_after => (gap_before, gap_after),
        (true, Shape::Either) => by_gaps,
        (false, shape) => {
            let elided = after < paragraph.end
                && (scan.tokens[after].kind == TokenKind::Number
                    || look_up(scan.word(after)).is(Class::Elision));
            let opens = shape != Shape::Close && gap_before && !gap_after && !elided;
            (opens, shape != Shape::Open && !gap_before && gap_after)
        }
    };
    Mark {
        at,
        width,
        double,
        opens,
        closes,
    }
}

/// 'in the yard."We won,” said': a sentence begins with the mark, although nothing parts it from the last.
fn begins_sentence(scan: &Scan, at: usize) -> bool {
    let sentence = scan.sentence_at(scan.tokens[at].span.start);
    (scan.sentences.get(sentence)).is_some_and(|s| s.tokens.start == at)
}

/// Drops pairs inside others and those without words.
fn outermost(scan: &Scan, mut pairs: Vec<Pair>) -> Vec<Marked> {
    pairs.sort_by_key(|p| (p.open.at, std::cmp::Reverse(p.close)));
    let mut end = 0;
    let mut found = Vec::new();
    for pair in pairs {
        let first = pair.open.at + pair.open.width;
        if pair.open.at < end || first >= pair.close {
            continue;
        }
        end = pair.close + pair.width;
        let inner = scan.span(first..pair.close);
        if inner.of(scan.text()).contains(char::is_alphanumeric) {
            found.push(Marked {
                tokens: pair.open.at..end,
                inner,
                continues: false,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests;
