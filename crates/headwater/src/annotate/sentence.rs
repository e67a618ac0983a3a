//! Sentences of the blocks that passages are taken from.

mod glued;

use super::token::{Token, TokenKind, tokenize};
use crate::annotate::words::{Class, look_up};
use crate::lexicon::abbreviation::is_abbreviation;
use crate::lexicon::listed::ListedSet;
use crate::lexicon::{self, dateline};
use crate::model::{Document, Role, Span};
use std::ops::Range;
use std::sync::LazyLock;

/// Words that begin sentences and rarely names.
static STARTERS: LazyLock<ListedSet<&str>> =
    LazyLock::new(|| lexicon::lines(include_str!("../../lang/en/sentence_starters.txt")).collect());

/// A sentence, or a line that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, closing marks included.
    pub span: Span,
    /// Its tokens, as indexes into [`Scan::tokens`].
    pub tokens: Range<usize>,
    /// Paragraph it belongs to, counted from 0 over the document.
    pub paragraph: usize,
    /// Role of its block.
    pub role: Role,
}

/// A document's article text cut into sentences and tokens: what every layer of annotation reads.
#[derive(Clone, Debug)]
pub struct Scan<'a> {
    /// The document.
    pub document: &'a Document,
    /// Tokens of all sentences, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl<'a> Scan<'a> {
    /// Cuts the document's article blocks into paragraphs, sentences and tokens. Blocks in other
    /// languages hold nothing for English rules.
    pub fn new(document: &'a Document) -> Self {
        let mut scan = Scan {
            document,
            tokens: Vec::new(),
            sentences: Vec::new(),
        };
        let mut paragraph = 0;
        for block in document.readable() {
            for line in lines(&document.text, block.span) {
                scan.add_paragraph(line, paragraph, block.role);
                paragraph += 1;
            }
        }
        scan
    }

    /// The document's whole text.
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// The words of token `index`.
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.text())
    }

    /// The span from the first to the last token of a range that is not empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start]
            .span
            .cover(self.tokens[tokens.end - 1].span)
    }

    /// Index of the sentence that holds the byte at `offset`, or of the first one after it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|s| s.span.end <= offset)
    }

    /// Indexes of the tokens that begin inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        first..last
    }

    fn add_paragraph(&mut self, span: Span, paragraph: usize, role: Role) {
        let text = self.text();
        let base = self.tokens.len();
        self.tokens.extend(tokenize(text, span));
        let end = self.tokens.len();
        let opening = dateline::at(text, span.start).map_or(span.start, |d| d.span.end);
        // Nobody says a dateline: it stands by itself.
        let report = base + self.tokens[base..].partition_point(|t| t.span.start < opening);
        if base < report && report < end {
            self.push_sentence(base..report, paragraph, role);
        }
        let mut first = if report < end { report } else { base };
        let mut at = first;
        let mut open = false;
        while at < end {
            let last = sentence_end(text, &self.tokens[..end], at, open);
            let past = last.unwrap_or(at + 1);
            // Straight marks open and close by turns.
            open ^= (at..past).filter(|&i| self.word(i) == "\"").count() % 2 == 1;
            at = past;
            if let Some(last) = last {
                self.push_sentence(first..last, paragraph, role);
                first = last;
            }
        }
        if first < end {
            self.push_sentence(first..end, paragraph, role);
        }
    }

    fn push_sentence(&mut self, tokens: Range<usize>, paragraph: usize, role: Role) {
        let span = self.span(tokens.clone());
        self.sentences.push(Sentence {
            span,
            tokens,
            paragraph,
            role,
        });
    }
}

/// Paragraphs of a block: its lines, trimmed, without empty ones.
fn lines(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let mut start = block.start;
    block.of(text).split('\n').filter_map(move |line| {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len() + 1;
        (!span.is_empty()).then_some(span)
    })
}

/// If a sentence ends at token `at`, the index after its last token (closing marks included). `open`
/// says that a straight mark before it is open.
fn sentence_end(text: &str, tokens: &[Token], at: usize, open: bool) -> Option<usize> {
    let word = |i: usize| tokens[i].span.of(text);
    let ends_in_stop = tokens[at].kind == TokenKind::Word && word(at).ends_with('.');
    if !ends_in_stop && !matches!(word(at), "." | "!" | "?" | "…") {
        return None;
    }
    let mut next = at + 1;
    while next < tokens.len() && tokens[next].joined && is_closing(word(next)) {
        next += 1;
    }
    if next == tokens.len() {
        return Some(next);
    }
    if tokens[next].joined {
        return glued::next(text, tokens, at, open);
    }
    if !starts_sentence(text, &tokens[next..]) {
        return None;
    }
    let closed = next > at + 1;
    let stop_of_abbreviation = word(at) == "." && at > 0 && tokens[at].joined && {
        let before = word(at - 1);
        let marks = matches!(word(next), "-" | "–" | "—" | "(" | "[");
        let begins = starts_with_function_word(text, tokens[next]) && !marks;
        let ends =
            begins && !goes_on_after(before) || before == "St" && begins_with_people(word(next));
        is_abbreviation(before) && !ends || is_initial(before)
    };
    let hour = ends_in_stop && word(at).starts_with(['a', 'p']);
    let begins =
        starts_with_function_word(text, tokens[next]) || hour && begins_with_people(word(next));
    let doubtful = stop_of_abbreviation || ends_in_stop && !begins;
    (closed || !doubtful).then_some(next)
}

/// 'Police', 'Officers': who is often told of first in a sentence.
fn begins_with_people(word: &str) -> bool {
    let known = look_up(word);
    known.is(Class::Role) && word.ends_with('s') || known.is(Class::Body) && word == "Police"
}

/// 'Mr. So', 'Trump vs. The People': a name or a side follows such an abbreviation.
fn goes_on_after(word: &str) -> bool {
    matches!(word, "vs" | "v") || look_up(word).is(Class::Title)
}

fn is_closing(word: &str) -> bool {
    matches!(
        word,
        "\"" | "”" | "\u{94}" | "’" | "\u{92}" | "'" | ")" | "]" | "»" | "." | "!" | "?" | "…"
    )
}

/// 'J' in 'J. Smith'; not 'I'.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_uppercase() && c != 'I') && chars.next().is_none()
}

fn starts_sentence(text: &str, tokens: &[Token]) -> bool {
    tokens
        .iter()
        .map(|t| t.span.of(text))
        .find(|w| !is_opening(w))
        .is_some_and(|word| {
            word.chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic())
        })
}

fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "\"" | "“" | "\u{93}" | "‘" | "\u{91}" | "'" | "(" | "[" | "«" | "„" | "—" | "–" | "-"
    )
}

/// After 'U.S.' only a word such as 'The' or 'He' shows that a new sentence begins.
fn starts_with_function_word(text: &str, token: Token) -> bool {
    let word = token.span.of(text);
    STARTERS.contains(word) || is_opening(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;

    #[test]
    fn splits_sentences() {
        let cases: &[(&str, &[&str])] = &[
            ("He left. She stayed.", &["He left.", "She stayed."]),
            (
                "GENEVA (Farline) — The talks began. They ended.",
                &["GENEVA (Farline) —", "The talks began.", "They ended."],
            ),
            (
                "“We won. They lost.” He smiled.",
                &["“We won.", "They lost.”", "He smiled."],
            ),
            (
                "Gen. Amos Hale met J. Smith. Both left.",
                &["Gen. Amos Hale met J. Smith.", "Both left."],
            ),
            (
                "The U.S. Army left. It won.",
                &["The U.S. Army left.", "It won."],
            ),
            (
                "They went to the U.S. The rest stayed.",
                &["They went to the U.S.", "The rest stayed."],
            ),
            (
                "It sank at 10 p.m. Most left by 9 p.m. Tuesday.",
                &["It sank at 10 p.m.", "Most left by 9 p.m. Tuesday."],
            ),
            (
                "A man fell on 18th St. He left at 2 a.m. Officers came to Dr. So on Quay St. Police said so at 9 a.m. Monday.",
                &[
                    "A man fell on 18th St.",
                    "He left at 2 a.m.",
                    "Officers came to Dr. So on Quay St.",
                    "Police said so at 9 a.m. Monday.",
                ],
            ),
            (
                "Why? \"Because,\" he said.",
                &["Why?", "\"Because,\" he said."],
            ),
            ("One\n\nTwo. three", &["One", "Two. three"]),
            (
                "The road was shut.Police said why.A man left Selby.Two stayed.",
                &[
                    "The road was shut.",
                    "Police said why.",
                    "A man left Selby.",
                    "Two stayed.",
                ],
            ),
            (
                "\"It was hot,\" said Karl Venn.\"We saw flames.\"Nobody was hurt.",
                &[
                    "\"It was hot,\" said Karl Venn.",
                    "\"We saw flames.\"",
                    "Nobody was hurt.",
                ],
            ),
            (
                "He was there in May 2019.“It fell.”Was it so?Yes.",
                &[
                    "He was there in May 2019.",
                    "“It fell.”",
                    "Was it so?",
                    "Yes.",
                ],
            ),
            (
                "The site Lydd.News sold Ferrum.Com to ida.Moss@lydd.example and J.R.Moss.",
                &["The site Lydd.News sold Ferrum.Com to ida.Moss@lydd.example and J.R.Moss."],
            ),
            (
                "The U.S.Navy has Node.JS and www.Ports.example/a.Html, by St.Ives and Ph.D. men.",
                &[
                    "The U.S.Navy has Node.JS and www.Ports.example/a.Html, by St.Ives and Ph.D. men.",
                ],
            ),
            (
                "It rose 1.5 percent. On May 3 it fell.",
                &["It rose 1.5 percent.", "On May 3 it fell."],
            ),
        ];
        for (text, expected) in cases {
            let document = body(text);
            let scan = Scan::new(&document);
            let found: Vec<_> = scan.sentences.iter().map(|s| s.span.of(text)).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }
}
