//! The words of a pile: what reuse, stories and collations compare.
//!
//! Linear in the text; holds 16 bytes a word and one count for each different content word.

mod quotes;

use super::rarity::rarity;
use super::workers::Workers;
use crate::lexicon;
use crate::lexicon::listed::{FNV, Ready, fnv};
use crate::lexicon::token::{Token, TokenKind, tokenize};
use crate::model::{Document, Role, Span};
use quotes::Quotes;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A folded word (no case, accents, apostrophes or inner stops) as the hash of its letters, so
/// that it is the same number in every pile.
pub type Term = u64;

static FUNCTION_WORDS: LazyLock<HashSet<Term, BuildHasherDefault<Ready>>> = LazyLock::new(|| {
    lexicon::lines(include_str!("../../lang/en/function_words.txt"))
        .map(fold)
        .collect()
});

/// What is known about a word beside its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// Carries meaning of its own: no function word, no single letter.
    pub const CONTENT: Marks = Marks(1);
    /// Begins with a capital where no sentence begins.
    pub const NAME: Marks = Marks(2);
    /// Made of digits.
    pub const NUMBER: Marks = Marks(4);
    /// Stands inside quotation marks.
    pub const QUOTED: Marks = Marks(8);
    /// Stands in the title or summary.
    pub const HEAD: Marks = Marks(16);
    /// Follows the word before it with nothing but space between.
    pub const JOINED: Marks = Marks(32);

    /// Has all marks of `other`.
    pub fn has(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }

    fn set(&mut self, mark: Marks, on: bool) {
        self.0 |= if on { mark.0 } else { 0 };
    }
}

/// One word of a document's article text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its folded form.
    pub term: Term,
    start: u32,
    len: u16,
    /// What else is known about it.
    pub marks: Marks,
}

impl Word {
    /// Where it stands.
    pub fn span(self) -> Span {
        Span::new(
            self.start as usize,
            self.start as usize + usize::from(self.len),
        )
    }

    /// Has the mark.
    pub fn is(self, mark: Marks) -> bool {
        self.marks.has(mark)
    }
}

/// The words of every document of a pile, and in how many documents each content word stands.
pub struct Terms {
    /// Those of all documents in one place, which goes back as a whole once they are not needed.
    words: Vec<Word>,
    /// For each document where its words end.
    ends: Vec<usize>,
    frequency: TermMap<u32>,
    /// How much a word tells, by the number of documents that hold it.
    rarity: Vec<f64>,
}

impl Terms {
    /// Reads the title, summary and body of every document.
    pub fn new(documents: &[Document], workers: Workers) -> Self {
        let (words, ends) = all_words(documents, workers);
        let mut terms = Terms {
            words,
            ends,
            frequency: TermMap::default(),
            rarity: Vec::new(),
        };
        let mut distinct = Vec::new();
        for document in 0..terms.len() {
            distinct.clear();
            let content = terms.words(document).iter();
            let content = content.filter(|w| w.is(Marks::CONTENT));
            distinct.extend(content.map(|w| w.term));
            distinct.sort_unstable();
            distinct.dedup();
            for &term in &distinct {
                *terms.frequency.entry(term).or_default() += 1;
            }
        }
        let most = terms.frequency.values().copied().max().unwrap_or(0);
        let all = terms.len() as f64;
        terms.rarity = (0..=most).map(|n| rarity(all, f64::from(n))).collect();
        terms
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The pile has no document.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Words of a document, in text order.
    pub fn words(&self, document: usize) -> &[Word] {
        let start = document
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[document]]
    }

    /// Words of a document that begin inside `span`.
    pub fn words_in(&self, document: usize, span: Span) -> &[Word] {
        let words = self.words(document);
        let first = words.partition_point(|w| (w.start as usize) < span.start);
        let last = words.partition_point(|w| (w.start as usize) < span.end);
        &words[first..last]
    }

    /// Number of documents that hold a content word.
    pub fn frequency(&self, term: Term) -> u32 {
        self.frequency.get(&term).copied().unwrap_or(0)
    }

    /// How much a word tells, in nats: its smoothed inverse document frequency; 0 for function
    /// words.
    pub fn rarity(&self, term: Term) -> f64 {
        let holding = self.frequency.get(&term);
        holding.map_or(0.0, |&holding| self.rarity[holding as usize])
    }

    /// The same when some of its other holders do not count, as they are copies of each other.
    pub fn rarity_without(&self, term: Term, others: u32) -> f64 {
        let holding = self.frequency.get(&term);
        holding.map_or(0.0, |&holding| {
            self.rarity[holding.saturating_sub(others).max(1) as usize]
        })
    }

    /// What a word of one document alone tells.
    pub fn rarest(&self) -> f64 {
        self.rarity.get(1).copied().unwrap_or(0.0)
    }
}

/// The folded form of a word.
pub fn fold(word: &str) -> Term {
    let mut hash = Fnv::default();
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|b| hash.byte(b.to_ascii_lowercase()));
    } else {
        let letters = word.nfkd().filter(|c| c.is_alphanumeric());
        for c in letters.flat_map(char::to_lowercase) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|b| hash.byte(b));
        }
    }
    hash.done()
}

/// The letters of a word as they are.
pub fn hash(word: &str) -> Term {
    let mut hash = Fnv::default();
    word.bytes().for_each(|b| hash.byte(b));
    hash.done()
}

/// FNV-1a with a final mix, so that all bits of the hash are good.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(FNV)
    }
}

impl Fnv {
    fn byte(&mut self, byte: u8) {
        self.0 = fnv(self.0, byte);
    }

    fn done(self) -> u64 {
        mix(self.0)
    }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// One hash of several words in their order; another for each `seed`.
pub(crate) fn run(seed: Term, terms: impl IntoIterator<Item = Term>) -> Term {
    terms.into_iter().fold(seed, |hash, term| mix(hash ^ term))
}

/// A map from terms. Its order is not that of the text: never let it show in a result.
pub type TermMap<V> = HashMap<Term, V, BuildHasherDefault<Ready>>;

/// The words of all documents, and where those of each end.
fn all_words(documents: &[Document], workers: Workers) -> (Vec<Word>, Vec<usize>) {
    /// Documents of one part, and parts whose words wait to be put in their place: those of the
    /// pile are never held twice.
    const PART: usize = 128;
    const WAITING: usize = 32;
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut words = Vec::with_capacity(bytes / 6);
    let mut ends = Vec::with_capacity(documents.len());
    for wave in documents.chunks(PART * WAITING) {
        let parts: Vec<&[Document]> = wave.chunks(PART).collect();
        for (part, part_ends) in workers.map(parts.len(), |n| words_of(parts[n])) {
            ends.extend(part_ends.iter().map(|end| words.len() + end));
            words.extend(part);
        }
    }
    (words, ends)
}

/// The words of some documents, and where those of each end.
fn words_of(documents: &[Document]) -> (Vec<Word>, Vec<usize>) {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut words = Vec::with_capacity(bytes / 6);
    let end = |document: &Document| {
        add_words(document, &mut words);
        words.len()
    };
    let ends = documents.iter().map(end).collect();
    (words, ends)
}

/// The words of a document's title, summary and body.
pub fn words(document: &Document) -> Vec<Word> {
    words_of(std::slice::from_ref(document)).0
}

fn add_words(document: &Document, words: &mut Vec<Word>) {
    for block in &document.blocks {
        let head = match block.role {
            Role::Title | Role::Summary => true,
            Role::Body => false,
            _ => continue,
        };
        for paragraph in paragraphs(&document.text, block.span) {
            add_paragraph(&document.text, paragraph, head, words);
        }
    }
}

fn paragraphs(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let mut start = block.start;
    block.of(text).split('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        span
    })
}

fn add_paragraph(text: &str, paragraph: Span, head: bool, words: &mut Vec<Word>) {
    let first = words.len();
    let mut quotes = Quotes::default();
    let (mut sentence_starts, mut joined) = (true, false);
    for token in tokenize(text, paragraph) {
        let written = token.span.of(text);
        match token.kind {
            TokenKind::Mark => {
                quotes.mark(written, token, text, words.len());
                sentence_starts |= matches!(written, "." | "!" | "?" | "…" | ":" | "“" | "\"");
                joined = false;
            }
            TokenKind::Possessive => {}
            TokenKind::Word | TokenKind::Number => {
                let mut word = word(token, written, sentence_starts);
                word.marks.set(Marks::HEAD, head);
                word.marks.set(Marks::JOINED, joined);
                words.push(word);
                (sentence_starts, joined) = (false, true);
            }
        }
    }
    for range in quotes.closed {
        for word in &mut words[range.0.max(first)..range.1] {
            word.marks.set(Marks::QUOTED, true);
        }
    }
}

fn word(token: Token, written: &str, sentence_starts: bool) -> Word {
    let term = fold(written);
    let number = token.kind == TokenKind::Number;
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let content = !FUNCTION_WORDS.contains(&term) && (number || written.chars().nth(1).is_some());
    let mut marks = Marks::default();
    marks.set(Marks::CONTENT, content);
    marks.set(Marks::NAME, capital && content && !sentence_starts);
    marks.set(Marks::NUMBER, number);
    Word {
        term,
        start: u32::try_from(token.span.start).unwrap_or(u32::MAX),
        len: u16::try_from(token.span.len()).unwrap_or(u16::MAX),
        marks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;

    fn with(text: &str, mark: Marks) -> Vec<&str> {
        let documents = [body(text)];
        let terms = Terms::new(&documents, Workers::ALONE);
        let marked = terms.words(0).iter().filter(|w| w.is(mark));
        marked.map(|w| w.span().of(text)).collect()
    }

    #[test]
    fn folds_what_newspapers_write_in_two_ways() {
        for (a, b) in [
            ("Shi'ites", "shiites"),
            ("U.S.", "US"),
            ("Škoda", "skoda"),
            ("6,500", "6500"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold("Iran"), fold("Iraq"));
    }

    #[test]
    fn marks_words() {
        let cases: &[(Marks, &str, &[&str])] = &[
            (
                Marks::QUOTED,
                "“We won” and \"they lost,” he said",
                &["We", "won", "they", "lost"],
            ),
            (Marks::QUOTED, "He left \"early.\n\"No,\" he said.", &["No"]),
            (Marks::QUOTED, "one \" two", &[]),
            (
                Marks::NAME,
                "Yesterday the Mayor of Lower Ost spoke.",
                &["Mayor", "Lower", "Ost"],
            ),
            (Marks::NUMBER, "About 6,500 of 12 men", &["6,500", "12"]),
            (
                Marks::CONTENT,
                "The mayor of a town left",
                &["mayor", "town", "left"],
            ),
        ];
        for (mark, text, expected) in cases {
            assert_eq!(&with(text, *mark), expected, "{text}");
        }
    }

    #[test]
    fn counts_documents_not_words() {
        let documents = [body("flood and flood"), body("Flood"), body("fire")];
        let terms = Terms::new(&documents, Workers::ALONE);
        assert_eq!(terms.frequency(fold("FLOOD")), 2);
        assert_eq!(terms.frequency(fold("and")), 0);
        assert_eq!(terms.words_in(0, Span::new(6, 15)).len(), 2);
    }
}
