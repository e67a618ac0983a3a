//! Numbers that count no whole of their own: parts, summands, names, differences.

use super::head::{DATA, folded, harm};
use crate::lexicon::fold::fold;
use crate::model::{Annotations, Quantity, Span};
use compact_str::CompactString;

/// The number counts a part of something counted elsewhere.
pub fn is_partial(
    text: &str,
    annotations: &Annotations,
    sentence: Span,
    quantity: &Quantity,
) -> bool {
    is_part(text, sentence, quantity.excerpt.span)
        || is_summand(text, annotations, sentence, quantity)
}

/// The number counts nothing that happened: it names, compares, divides, or counts who speaks.
pub fn is_other(
    text: &str,
    annotations: &Annotations,
    sentence: Span,
    quantity: &Quantity,
) -> bool {
    let span = quantity.excerpt.span;
    let before = Span::new(sentence.start, span.start);
    let bodily = |counted: &CompactString| DATA.bodily.iter().any(|word| word == counted);
    quantity.unit.as_deref() == Some("share")
        || quantity.counted.as_ref().is_some_and(bodily)
        || is_numbering(before.of(text))
        || is_compared(text, span)
        || speaks(annotations, span)
}

/// A part of something counted elsewhere: 'two of the men', '5 of 40'.
fn is_part(text: &str, sentence: Span, span: Span) -> bool {
    let words = span.of(text).to_lowercase();
    let before = text[sentence.start..span.start].trim_end().to_lowercase();
    let after = text[span.end..sentence.end].trim_start().to_lowercase();
    let parts = &DATA.parts;
    words.contains(" of the ")
        || words.contains(" of them")
        || words.starts_with("of ")
        || before.ends_with(|c: char| c.is_ascii_digit())
        || parts.before.iter().any(|p| before.ends_with(p.as_str()))
        || parts.after.iter().any(|p| after.starts_with(p.as_str()))
        || parts.later.iter().any(|p| after.contains(p.as_str()))
}

/// One of several counts in a row, which add up: 'two women and one man'.
fn is_summand(text: &str, annotations: &Annotations, sentence: Span, one: &Quantity) -> bool {
    let harmed = |q: &Quantity| {
        let head = q.counted.as_deref().map(folded);
        head.is_some_and(|head| harm(&head).is_some())
    };
    let joined = |a: Span, b: Span| {
        let between = Span::new(a.end, b.start.max(a.end));
        let words = fold(text, between);
        words.len() <= 1 && words.iter().all(|w| w.form == "and")
    };
    let beside = |q: &&Quantity| {
        let (a, b) = (one.excerpt.span, q.excerpt.span);
        sentence.contains(b)
            && (a.end <= b.start && joined(a, b) || b.end <= a.start && joined(b, a))
    };
    let mut others = annotations.quantities.iter().filter(beside);
    !harmed(one) && others.any(|q| q.unit.is_none() && !harmed(q))
}

/// A number that names, by the words of its sentence before it: 'Image 3', 'Section 12', a part of
/// a telephone number.
pub fn is_numbering(before: &str) -> bool {
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let mut words = before.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    let glued = !before.ends_with(char::is_whitespace) && last.ends_with(['-', '#', '/', '.', ':']);
    let last = last
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let of_all = last == "of" && words.next_back().is_some_and(is_number);
    glued || of_all || is_number(&last) || DATA.numbering.contains(&last)
}

/// 'Five rounds sooner than', 'two more than'.
fn is_compared(text: &str, span: Span) -> bool {
    DATA.comparing.contains(&word_after(text, span))
}

/// The next word after a place, in lower case; empty at the end.
fn word_after(text: &str, span: Span) -> String {
    let next = text[span.end..].split_whitespace().next();
    let word = next.unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// 'Three officials familiar with the matter said': those who speak, not those spoken of.
fn speaks(annotations: &Annotations, span: Span) -> bool {
    let mut sources = annotations
        .quotations
        .iter()
        .filter_map(|q| q.source.as_ref());
    sources.any(|source| source.span.overlaps(span))
}

/// 'Five others', 'another two': on top of those counted before.
pub fn is_further(text: &str, span: Span) -> bool {
    let lower = span.of(text).to_lowercase().replace("more than", "");
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let is = |word: &str| DATA.further.iter().any(|f| f == word);
    is(&word_after(text, span)) || words.any(is)
}
