//! What the model looks at: each token, its neighbours, its run of capitals, lists, and what the
//! rest of the document shows about the word. Features are hashes; no string is built for them.

use super::class::{self, Classes};
use super::evidence::{Evidence, SEEN_LOWER};
use super::gazetteer::{self, GIVEN, Lists, SURNAME};
use super::hash;
use crate::annotate::{Scan, Sentence};
use crate::lexicon::token::TokenKind;
use std::ops::Range;

/// One token as the model sees it. Hashes are 0 where there is nothing.
#[derive(Clone, Copy, Default)]
pub struct Word {
    /// The word in lower case.
    pub lower: u32,
    /// The word as written.
    exact: u32,
    /// Its kinds of letters, repeats collapsed: 'Xx', 'X', 'x', 'd'.
    shape: u32,
    /// First 3 and 4 letters.
    prefixes: [u32; 2],
    /// Last 2, 3 and 4 letters.
    suffixes: [u32; 3],
    /// Lists that hold it or an entry it is part of.
    pub lists: Lists,
    /// Holds an upper-case letter.
    pub capital: bool,
    /// Of words that stand in like places.
    classes: Classes,
    /// A mark that joins: hyphen or dash without space.
    pub joins: bool,
}

/// A document's tokens as the model sees them.
pub struct Words<'a> {
    /// The tokens themselves.
    pub scan: &'a Scan<'a>,
    /// One for each token.
    pub words: Vec<Word>,
    /// What the whole document shows about a word.
    pub evidence: Evidence,
    /// How each sentence is set: found once, since a sentence may hold any number of names.
    styles: Vec<Style>,
}

/// How a sentence is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain = 1,
    TitleCase,
    AllCapitals,
}

/// Features of classes: the word's by level, with and without its shape, those of its neighbours,
/// and two pairs.
const CLASS_FEATURES: usize = 4 * class::SPLITS.len() + 2;
/// Features of classes and of the word itself, which come first.
pub const WORD_FEATURES: usize = CLASS_FEATURES + 4;
/// Slot of the first feature of classes, behind those of the run.
const CLASSES: u32 = 300;

/// A stretch of capitalised words with the marks and small words inside it.
struct Run {
    tokens: Range<usize>,
}

impl<'a> Words<'a> {
    /// Looks at every token of the document once.
    pub fn new(scan: &'a Scan<'a>) -> Self {
        let mut lower = String::new();
        let mut words: Vec<Word> = (0..scan.tokens.len())
            .map(|at| look(scan, at, &mut lower))
            .collect();
        for sentence in &scan.sentences {
            mark_phrases(&mut words[sentence.tokens.clone()]);
        }
        let evidence = Evidence::gather(scan, &words);
        let sentences = scan.sentences.iter();
        Words {
            scan,
            styles: sentences.map(|s| style(scan, &words, s)).collect(),
            words,
            evidence,
        }
    }

    /// Index of the sentence that holds a token.
    pub(super) fn sentence_of(&self, token: usize) -> usize {
        let sentences = &self.scan.sentences;
        sentences.partition_point(|s| s.tokens.end <= token)
    }

    /// The word names persons, by a list or by what stands beside it in the document.
    pub(super) fn names_person(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.lists & (GIVEN | SURNAME) != 0 || self.evidence.names_person(word.lower)
    }

    /// Stretches of a sentence that can hold names: capitals and what stands close to them.
    pub fn islands(&self, sentence: &Sentence) -> Vec<Range<usize>> {
        let mut islands: Vec<Range<usize>> = Vec::new();
        let tokens = sentence.tokens.clone();
        for at in tokens.clone().filter(|&at| self.words[at].capital) {
            let start = at.saturating_sub(2).max(tokens.start);
            let end = (at + 2).min(tokens.end);
            match islands.last_mut() {
                Some(last) if last.end >= start => last.end = end,
                _ => islands.push(start..end),
            }
        }
        islands
    }

    /// Features of every token of an island, handed to `each` token by token.
    pub fn features(
        &self,
        sentence: &Sentence,
        island: Range<usize>,
        mut each: impl FnMut(&[u32]),
    ) {
        let style = self.styles[self.sentence_of(sentence.tokens.start)];
        let mut run = Run { tokens: 0..0 };
        let mut buffer = Vec::with_capacity(96);
        for at in island {
            if at >= run.tokens.end {
                run = self.run(at, sentence);
            }
            buffer.clear();
            self.push_features(at, sentence, style, &run, &mut buffer);
            each(&buffer);
        }
    }

    fn push_features(
        &self,
        at: usize,
        sentence: &Sentence,
        style: Style,
        run: &Run,
        out: &mut Vec<u32>,
    ) {
        let near = |offset: isize| self.near(at, offset, sentence);
        let (b2, b, w, n, n2) = (near(-2), near(-1), near(0), near(1), near(2));
        let initial = u32::from(at == sentence.tokens.start);
        let setting = initial * 4 + style as u32;
        let evidence = self.evidence.of(w.lower);
        let mix = hash::mix;
        push_classes(&b, &w, &n, out);
        debug_assert_eq!(out.len(), CLASS_FEATURES);
        let values = [
            w.lower,
            w.exact,
            mix(b.lower, w.lower),
            mix(w.lower, n.lower),
            b.lower,
            n.lower,
            mix(b2.lower, 1),
            mix(n2.lower, 1),
            mix(b.lower, n.lower),
            mix(b2.lower, b.lower),
            mix(n.lower, n2.lower),
            w.shape,
            mix(b.shape, w.shape),
            mix(w.shape, n.shape),
            mix(mix(b.shape, w.shape), n.shape),
            mix(b.lower, w.shape),
            mix(n.lower, w.shape),
            w.prefixes[0],
            w.prefixes[1],
            w.suffixes[0],
            w.suffixes[1],
            w.suffixes[2],
            b.suffixes[1],
            n.suffixes[1],
            mix(w.shape, setting),
            mix(w.lists, 1),
            mix(w.lists, mix(b.lists, 1)),
            mix(w.lists, mix(n.lists, 1)),
            mix(w.shape, mix(w.lists, setting)),
            mix(evidence, 1),
            mix(evidence, mix(w.lists, 1)),
            mix(evidence & SEEN_LOWER, setting),
        ];
        push_values(0, &values, out);
        push_bits(64, w.lists, out);
        push_bits(96, b.lists, out);
        push_bits(128, n.lists, out);
        push_bits(160, evidence, out);
        push_bits(192, b2.lists, out);
        if run.tokens.contains(&at) {
            self.push_run(at, sentence, run, out);
        }
    }

    fn push_run(&self, at: usize, sentence: &Sentence, run: &Run, out: &mut Vec<u32>) {
        let Range { start, end } = run.tokens;
        let (first, last) = (&self.words[start], &self.words[end - 1]);
        let before = self.near(start, -1, sentence).lower;
        let after = self.near(end - 1, 1, sentence).lower;
        let place = (at - start).min(3) as u32 * 4 + (end - 1 - at).min(3) as u32;
        let mix = hash::mix;
        let values = [
            last.lower,
            first.lower,
            before,
            after,
            place,
            mix(last.lower, place),
            mix(first.lower, place),
            last.suffixes[1],
            mix(last.lists, place),
            mix(first.lists, place),
            mix(mix(first.lists, last.lists), place),
            mix(before, (end - start).min(4) as u32),
            mix(after, (end - start).min(4) as u32),
            mix(last.classes[1], place),
            mix(first.classes[1], place),
        ];
        push_values(224, &values, out);
    }

    /// The word `offset` tokens from `at`, or an empty one outside the sentence.
    fn near(&self, at: usize, offset: isize, sentence: &Sentence) -> Word {
        at.checked_add_signed(offset)
            .filter(|at| sentence.tokens.contains(at))
            .map_or(Word::default(), |at| self.words[at])
    }

    /// The run that begins at `at`; empty when none does.
    fn run(&self, at: usize, sentence: &Sentence) -> Run {
        let mut end = at;
        let mut next = at;
        while next < sentence.tokens.end {
            let word = &self.words[next];
            if word.capital {
                end = next + 1;
            } else if end == at || next > end + 1 || !(word.joins || self.is_linking(next)) {
                break;
            }
            next += 1;
        }
        Run { tokens: at..end }
    }

    fn is_linking(&self, at: usize) -> bool {
        matches!(
            self.scan.word(at),
            "of" | "the"
                | "for"
                | "al"
                | "de"
                | "bin"
                | "ibn"
                | "von"
                | "van"
                | "del"
                | "da"
                | "el"
                | "&"
        )
    }

    /// The sentence that holds a token is not set as headlines are.
    pub fn is_plain(&self, token: usize) -> bool {
        self.styles.get(self.sentence_of(token)) == Some(&Style::Plain)
    }
}

fn style(scan: &Scan, words: &[Word], sentence: &Sentence) -> Style {
    let (mut letters, mut upper, mut long, mut capital) = (0, 0, 0, 0);
    for at in sentence.tokens.clone() {
        if scan.tokens[at].kind != TokenKind::Word {
            continue;
        }
        let word = scan.word(at);
        if word.len() > 3 {
            long += 1;
            capital += usize::from(words[at].capital);
        }
        if at - sentence.tokens.start < 40 {
            letters += word.len();
            upper += word.bytes().filter(u8::is_ascii_uppercase).count();
        }
    }
    if upper * 10 > letters * 8 && letters > 8 {
        Style::AllCapitals
    } else if long > 3 && capital * 10 > long * 7 {
        Style::TitleCase
    } else {
        Style::Plain
    }
}

/// Classes of the word before, the word itself and the word behind it.
fn push_classes(b: &Word, w: &Word, n: &Word, out: &mut Vec<u32>) {
    let mix = hash::mix;
    let own = (w.classes.iter()).flat_map(|&class| [class, mix(class, w.shape)]);
    let beside = [
        mix(b.classes[1], w.classes[1]),
        mix(w.classes[1], n.classes[1]),
    ];
    let others = b.classes.into_iter().chain(n.classes);
    let mut values = [0; CLASS_FEATURES];
    for (slot, value) in values.iter_mut().zip(own.chain(beside).chain(others)) {
        *slot = value;
    }
    push_values(CLASSES, &values, out);
}

/// Features of slots that follow each other.
fn push_values(slot: u32, values: &[u32], out: &mut Vec<u32>) {
    let slots = values.iter().enumerate();
    out.extend(slots.map(|(n, &value)| hash::mix(slot + n as u32, value)));
}

fn push_bits(slot: u32, mut bits: u32, out: &mut Vec<u32>) {
    while bits != 0 {
        out.push(hash::mix(slot + bits.trailing_zeros(), 1));
        bits &= bits - 1;
    }
}

fn look(scan: &Scan, at: usize, lower: &mut String) -> Word {
    let text = scan.word(at);
    let token = scan.tokens[at];
    hash::lower_into(text, lower);
    let hash = hash::bytes(lower.as_bytes());
    let mut word = Word {
        lower: hash,
        lists: gazetteer::word(hash),
        classes: class::of(hash),
        capital: token.kind == TokenKind::Word && text.chars().any(char::is_uppercase),
        joins: token.joined && matches!(text, "-" | "–" | "‑" | "'" | "’"),
        ..Word::default()
    };
    word.exact = match lower == text {
        true => hash,
        false => hash::bytes(text.as_bytes()),
    };
    word.shape = shape(text, token.joined);
    if token.kind == TokenKind::Word {
        word.prefixes = [3, 4].map(|len| prefix(lower, len));
        word.suffixes = [2, 3, 4].map(|len| suffix(lower, len));
    }
    word
}

fn shape(text: &str, joined: bool) -> u32 {
    let mut shape = 1 + u32::from(joined);
    let mut before = 0;
    let mut repeated = false;
    for c in text.chars() {
        let class = match c {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            c => c as u32,
        };
        // A second capital tells 'IT' from 'It'; further repeats say nothing.
        if class != before || (class == 1 && !repeated) {
            repeated = class == before;
            shape = hash::mix(shape, class);
        }
        before = class;
    }
    shape
}

fn prefix(lower: &str, len: usize) -> u32 {
    let end = lower.char_indices().nth(len).map(|(at, _)| at);
    end.map_or(0, |end| hash::bytes(&lower.as_bytes()[..end]))
}

fn suffix(lower: &str, len: usize) -> u32 {
    let start = lower.char_indices().rev().nth(len - 1).map(|(at, _)| at);
    start
        .filter(|&at| at > 0)
        .map_or(0, |at| hash::bytes(&lower.as_bytes()[at..]))
}

fn mark_phrases(words: &mut [Word]) {
    let mut at = 0;
    while at < words.len() {
        let found = words[at]
            .capital
            .then(|| gazetteer::phrase(words[at..].iter().map(|w| w.lower)));
        let Some((len, lists)) = found.flatten() else {
            at += 1;
            continue;
        };
        words[at].lists |= lists | gazetteer::PHRASE_FIRST;
        for word in &mut words[at + 1..at + len] {
            word.lists |= lists | gazetteer::PHRASE_LATER;
        }
        at += len;
    }
}
