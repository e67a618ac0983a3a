//! Passages in whole sentences: what was taken begins and ends with a sentence more often than
//! with the first and last word that stayed as it was.

use super::align::Passage;
use crate::lexicon::abbreviation;
use crate::model::Span;
use crate::relate::terms::{Marks, Word};
use std::ops::Range;

/// Equal words below this share of a sentence are chance.
const THIN: f64 = 0.25;
/// Words of a sentence below which its share says nothing.
const SHORT: usize = 4;
/// Share of the shorter in the longer stretch that makes one the other's rewriting.
const REWRITTEN: f64 = 0.5;
/// Words between a passage and the border of a sentence that belong to it in any case.
const NEAR: usize = 4;
/// Further ones, if as many words of the sentence are equal.
const LEFT: usize = 7;
/// The same on both sides, and no more than are equal in the sentence.
const WITHIN: usize = 16;
/// Words that may stand between two parts of one passage.
const GAP: usize = 40;
/// The same however different the two texts are between them.
const SMALL: usize = 8;
/// Words of a sentence that are looked at.
const LONGEST: usize = 100;

/// Marks that may stand between a sentence's words and its border.
const MARKS: usize = 4;
/// Bytes between two words that part sentences whatever they are.
const FAR: usize = 200;

/// A document's text and the words of its article.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
}

impl Text<'_> {
    /// A sentence begins with this word.
    fn begins(self, at: usize) -> bool {
        if at == 0 || at >= self.words.len() {
            return true;
        }
        let (word, before) = (self.words[at], self.words[at - 1].span());
        if word.is(Marks::JOINED) {
            return false;
        }
        let between = self.text.get(before.end..word.span().start).unwrap_or("\n");
        if between.len() > FAR {
            return true;
        }
        let lower = word.span().of(self.text).starts_with(char::is_lowercase);
        let ends = between.contains(['.', '!', '?', '…', ':']) || is_dateline(between);
        let closed = ends && between.contains(['"', '”']);
        if lower {
            let ended = between.starts_with('.') && is_common(before.of(self.text));
            return closed || ended || between.contains("\n\n");
        }
        between.contains('\n')
            || ends && !(between.starts_with('.') && is_abbreviation(before.of(self.text)))
    }

    /// Bytes between two words.
    fn between(self, word: usize, next: usize) -> usize {
        self.words[next]
            .span()
            .start
            .saturating_sub(self.words[word].span().end)
    }

    /// First word of the sentence of a word.
    fn first(self, at: usize) -> usize {
        let least = at.saturating_sub(LONGEST);
        (least..=at)
            .rev()
            .find(|&n| self.begins(n))
            .unwrap_or(least)
    }

    /// Word after the last of the sentence of a word.
    fn end(self, at: usize) -> usize {
        let most = (at + LONGEST).min(self.words.len());
        (at + 1..most).find(|&n| self.begins(n)).unwrap_or(most)
    }

    /// The words begin and end with a sentence.
    fn is_whole(self, range: &Range<usize>) -> bool {
        self.begins(range.start) && self.begins(range.end)
    }

    /// First and last byte of a range of words, with the marks of a whole sentence.
    pub fn bytes(self, range: &Range<usize>) -> Span {
        let (first, last) = (
            self.words[range.start].span(),
            self.words[range.end - 1].span(),
        );
        let mut span = Span::new(first.start, last.end);
        if self.begins(range.start) {
            let opens = |c: &char| matches!(c, '"' | '“' | '‘' | '\'' | '(');
            let before = self.text[..first.start]
                .chars()
                .rev()
                .take(MARKS)
                .take_while(opens);
            span.start -= before.map(char::len_utf8).sum::<usize>();
        }
        if self.begins(range.end) {
            let ends = |c: &char| !c.is_whitespace() && !c.is_alphanumeric();
            let after = self.text[last.end..].chars().take(MARKS).take_while(ends);
            span.end += after.map(char::len_utf8).sum::<usize>();
        }
        span
    }
}

/// '(Reuters) - ': what follows begins the report.
fn is_dateline(between: &str) -> bool {
    between.starts_with(')') && between.contains(['-', '–', '—'])
}

/// A word that nobody abbreviates: what follows its full stop is a sentence that lost its start.
fn is_common(word: &str) -> bool {
    word.len() >= SHORT && word.bytes().all(|b| b.is_ascii_lowercase())
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_none() || abbreviation::is_abbreviation(word)
}

/// Equal words of two texts as passages: parted where one text has sentences that the other has
/// not, and brought to the borders of sentences where these are near.
pub fn parts(left: Text, right: Text, equal: Vec<(usize, usize)>) -> Vec<Passage> {
    let thin_a = thin(left, equal.iter().map(|e| e.0));
    let thin_b = thin(right, equal.iter().map(|e| e.1));
    let within = |ranges: &[Range<usize>], at: usize| {
        let next = ranges.partition_point(|r| r.end <= at);
        ranges.get(next).is_some_and(|r| r.contains(&at))
    };
    let mut parts: Vec<Vec<(usize, usize)>> = Vec::new();
    let over = |ranges: &[Range<usize>], from: usize, to: usize| {
        let next = ranges.partition_point(|r| r.start <= from);
        ranges.get(next).is_some_and(|r| r.end <= to)
    };
    let goes_on = |part: &[(usize, usize)], (a, b): (usize, usize)| {
        let last = part[part.len() - 1];
        let skips = over(&thin_a, last.0, a) || over(&thin_b, last.1, b);
        !(skips && parted(left, right, last, (a, b)))
    };
    for (a, b) in equal {
        if within(&thin_a, a) || within(&thin_b, b) {
            continue;
        }
        match parts.last_mut() {
            Some(part) if goes_on(part, (a, b)) => part.push((a, b)),
            _ => parts.push(vec![(a, b)]),
        }
    }
    let whole = |part| bordered(left, right, Passage::new(part));
    parts.into_iter().map(whole).collect()
}

/// Sentences of a passage, or parts of them at its ends, of which hardly a word is equal. `equal`
/// are words in order.
fn thin(text: Text, equal: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let equal: Vec<usize> = equal.collect();
    let (Some(&first), Some(&last)) = (equal.first(), equal.last()) else {
        return Vec::new();
    };
    let mut thin = Vec::new();
    let (mut start, mut at) = (first, 0);
    while start <= last {
        let end = text.end(start).min(last + 1);
        let count = equal[at..].iter().take_while(|&&e| e < end).count();
        at += count;
        if end - start >= SHORT && (count as f64) < THIN * (end - start) as f64 {
            thin.push(start..end);
        }
        start = end;
    }
    thin
}

/// Between the last equal words and the next, one text has sentences that the other has not.
/// Measured in bytes, so that what one text keeps in a caption or a line of furniture counts.
fn parted(left: Text, right: Text, last: (usize, usize), next: (usize, usize)) -> bool {
    let (a, b) = (left.between(last.0, next.0), right.between(last.1, next.1));
    (a.min(b) as f64) < REWRITTEN * a.max(b) as f64
}

/// Proven passages, of which neighbours in both texts are one where little lies between, and about
/// as much in both. In order of the first text.
pub fn joined(left: Text, right: Text, passages: Vec<Passage>) -> Vec<Passage> {
    let mut joined: Vec<Passage> = Vec::with_capacity(passages.len());
    for next in passages {
        match joined.last_mut() {
            Some(last) if goes_on(left, right, last, &next) => {
                last.a.end = next.a.end;
                last.b.end = next.b.end;
                last.equal.extend(next.equal);
            }
            _ => joined.push(next),
        }
    }
    joined
}

fn goes_on(left: Text, right: Text, last: &Passage, next: &Passage) -> bool {
    let ((a, b), (next_a, next_b)) = (last.equal[last.equal.len() - 1], next.equal[0]);
    let follows = next_a > a && next_b > b && next.a.end > last.a.end && next.b.end > last.b.end;
    let gap = next_a.saturating_sub(a).max(next_b.saturating_sub(b));
    follows && gap <= GAP && (gap <= SMALL || !parted(left, right, (a, b), (next_a, next_b)))
}

/// Brings the ends of a passage to the borders of their sentences.
fn bordered(left: Text, right: Text, mut passage: Passage) -> Passage {
    let (first, last) = (passage.equal[0], passage.equal[passage.equal.len() - 1]);
    let (end_a, end_b) = (left.end(first.0), right.end(first.1));
    let inside = passage.count(|(a, b)| a < end_a && b < end_b);
    let (a, b) = (left.first(first.0), right.first(first.1));
    let both = is_near(first.0 - a, first.1 - b, inside);
    for (start, border) in [(&mut passage.a.start, a), (&mut passage.b.start, b)] {
        if both || *start - border <= NEAR.max(LEFT.min(inside)) {
            *start = border;
        }
    }
    let (start_a, start_b) = (left.first(last.0), right.first(last.1));
    let inside = passage.count(|(a, b)| a >= start_a && b >= start_b);
    let (a, b) = (left.end(last.0), right.end(last.1));
    let both = is_near(a - last.0 - 1, b - last.1 - 1, inside);
    for (end, border) in [(&mut passage.a.end, a), (&mut passage.b.end, b)] {
        if both || border - *end <= NEAR.max(LEFT.min(inside)) {
            *end = border;
        }
    }
    passage.whole = left.is_whole(&passage.a) && right.is_whole(&passage.b);
    passage
}

/// So many words to the border of a sentence on each side belong to a passage with so many equal
/// words in that sentence.
fn is_near(a: usize, b: usize, inside: usize) -> bool {
    a.min(b) > 0 && a.max(b) <= WITHIN.min(inside)
}
