//! Quotation marks paired by an automaton that takes every text.
//!
//! One pass over the tokens of each paragraph. A mark opens or closes by its shape and the gaps
//! around it; what is left open at the end of a paragraph runs on when the next one opens with a
//! mark, and otherwise ends there. Marks inside marks stay part of the outer words.

use crate::annotate::Scan;
use crate::annotate::words::{Class, look_up};
use crate::lexicon::token::TokenKind;
use crate::model::Span;
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

/// Marks inside marks inside marks: more in real text are unclosed ones.
const DEEPEST: usize = 4;

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

/// A pair of marks, or a mark left open (`close` is then the end of what it holds).
struct Pair {
    open: Mark,
    close: usize,
    /// Tokens of the closing mark; 0 when it is missing.
    width: usize,
}

/// The outermost marked words of a document, in order.
pub(crate) fn find(scan: &Scan) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut left_open = false;
    for paragraph in paragraphs(scan) {
        let marks = marks(scan, paragraph.clone());
        let reopens = marks
            .first()
            .is_some_and(|m| m.at == paragraph.start && m.double);
        let first = found.len();
        let next_reopens = opens_with_mark(scan, paragraph.end);
        let (pairs, open) = pair(scan, &marks, paragraph, next_reopens);
        found.extend(outermost(scan, pairs));
        if let Some(marked) = found.get_mut(first) {
            marked.continues = left_open && reopens;
        }
        left_open = open && next_reopens;
    }
    found
}

/// Token ranges of the paragraphs.
fn paragraphs<'a>(scan: &'a Scan) -> impl Iterator<Item = Range<usize>> + 'a {
    scan.sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .map(|sentences| sentences[0].tokens.start..sentences[sentences.len() - 1].tokens.end)
}

fn opens_with_mark(scan: &Scan, at: usize) -> bool {
    at < scan.tokens.len()
        && matches!(
            shape(scan.word(at)),
            Some((true, Shape::Open | Shape::Either))
        )
        || at + 1 < scan.tokens.len()
            && scan.word(at) == "'"
            && scan.word(at + 1) == "'"
            && scan.tokens[at + 1].joined
}

/// Whether a mark is double, and its shape.
fn shape(word: &str) -> Option<(bool, Shape)> {
    match word {
        "“" | "„" | "«" | "‟" => Some((true, Shape::Open)),
        "”" | "»" => Some((true, Shape::Close)),
        "\"" | "″" | "＂" => Some((true, Shape::Either)),
        "‘" | "‚" | "‹" => Some((false, Shape::Open)),
        "’" | "›" => Some((false, Shape::Close)),
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
        || touches && scan.word(at - 1) == ":";
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

/// Pairs the marks of a paragraph. Also says whether the last pair was left open.
fn pair(
    scan: &Scan,
    marks: &[Mark],
    paragraph: Range<usize>,
    next_reopens: bool,
) -> (Vec<Pair>, bool) {
    let singles = closing_singles(scan, marks, paragraph.end);
    let mut pairs = Vec::new();
    let mut stack: Vec<Mark> = Vec::new();
    for (n, &mark) in marks.iter().enumerate() {
        let top = stack.last().copied();
        let closes = mark.closes && top.is_some_and(|top| top.double == mark.double);
        if mark.double && closes {
            let open = stack.pop().unwrap_or(mark);
            pairs.push(Pair {
                open,
                close: mark.at,
                width: mark.width,
            });
        } else if mark.double && mark.opens {
            let straight = scan.word(mark.at) == "\"" || scan.word(mark.at) == "'";
            if let Some(open) = top.filter(|top| straight && top.double) {
                // A straight mark cannot open inside straight marks: the first was never closed.
                stack.pop();
                pairs.push(unclosed(scan, open, mark.at));
            }
            if stack.len() < DEEPEST {
                stack.push(mark);
            }
        } else if !mark.double && !stack.iter().any(|m| m.double) {
            if closes && singles[n] == n {
                let open = stack.pop().unwrap_or(mark);
                pairs.push(Pair {
                    open,
                    close: mark.at,
                    width: mark.width,
                });
            } else if mark.opens && top.is_none() && singles[n] < marks.len() {
                stack.push(mark);
            }
        }
    }
    let open = stack.iter().any(|m| m.double);
    close_rest(scan, stack, &mut pairs, paragraph, next_reopens);
    (pairs, open)
}

/// For every mark, the first single mark at or after it that surely closes. 'the Saints’ win' does
/// not close when a surer mark follows before the next opening one.
fn closing_singles(scan: &Scan, marks: &[Mark], end: usize) -> Vec<usize> {
    let mut next = marks.len();
    let mut sure = false;
    let mut closing = vec![marks.len(); marks.len()];
    for (n, mark) in marks.iter().enumerate().rev() {
        if !mark.double && mark.closes {
            let after = mark.at + mark.width;
            let plural = scan.word(mark.at - 1).ends_with(['s', 'S'])
                && after < end
                && scan.tokens[after].kind == TokenKind::Word;
            if !plural || !sure {
                next = n;
                sure = !plural;
            }
        }
        closing[n] = next;
        if !mark.double && mark.opens {
            (next, sure) = (marks.len(), false);
        }
    }
    closing
}

/// What a mark holds that is never closed before `limit`: its sentence, if that ends earlier.
fn unclosed(scan: &Scan, open: Mark, limit: usize) -> Pair {
    let offset = scan.tokens[open.at + open.width - 1].span.end;
    let sentence = scan.sentences.get(scan.sentence_at(offset));
    let close = sentence.map_or(limit, |s| s.tokens.end.min(limit));
    Pair {
        open,
        close,
        width: 0,
    }
}

fn close_rest(
    scan: &Scan,
    stack: Vec<Mark>,
    pairs: &mut Vec<Pair>,
    paragraph: Range<usize>,
    next_reopens: bool,
) {
    let mut limit = paragraph.end;
    for open in stack.into_iter().rev().filter(|m| m.double) {
        let inside = pairs
            .iter()
            .map(|p| p.open.at)
            .filter(|&at| at > open.at)
            .min();
        let pair = match inside {
            Some(next) if !next_reopens => unclosed(scan, open, next.min(limit)),
            _ => Pair {
                open,
                close: limit,
                width: 0,
            },
        };
        limit = open.at;
        pairs.push(pair);
    }
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
