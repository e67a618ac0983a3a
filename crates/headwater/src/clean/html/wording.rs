//! What the words of a line show by themselves, and beside words that the page states.

use super::page::{Line, Page};
use crate::clean::line;
use crate::clean::reader::{self, Clues};
use crate::lexicon::listed::{FNV, fnv};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What the words of a line show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words {
    pub count: f32,
    pub chars: f32,
    pub links: f32,
    pub stops: f32,
    pub commas: f32,
    pub capitals: f32,
    pub digits: f32,
    pub ends: bool,
    pub prose: bool,
    pub clues: Clues,
    pub hash: u64,
}

/// Reads one line.
pub(super) fn read(page: &Page, at: &Line) -> Words {
    let text = page.words(at);
    let count = line::word_count(text);
    let (mut stops, mut commas, mut digits, mut chars) = (0, 0, 0, 0);
    for c in text.chars() {
        chars += 1;
        match c {
            '.' | '!' | '?' | '。' => stops += 1,
            ',' | ';' | ':' | '、' | '，' => commas += 1,
            '0'..='9' => digits += 1,
            _ => {}
        }
    }
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let capitals = text.split_whitespace().filter(capital).count();
    let ends = line::ends_sentence(text);
    let links = at.links as f32 / text.len().max(1) as f32;
    let mut hash = DefaultHasher::new();
    text.hash(&mut hash);
    Words {
        count: count as f32,
        chars: chars as f32,
        links: links * chars as f32,
        stops: stops as f32,
        commas: commas as f32,
        capitals: capitals as f32 / count.max(1) as f32,
        digits: digits as f32,
        ends,
        prose: count >= 8 && ends && links < 0.5,
        clues: reader::clues(text),
        hash: hash.finish(),
    }
}

/// Hashes of three words in a row, or of all words when they are fewer, put into `grams`.
pub(super) fn grams(text: &str, grams: &mut Vec<u64>) {
    grams.clear();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let hash = |word: &str| word.bytes().fold(FNV, fnv);
    let (mut before, mut count) = ([0u64; 2], 0);
    for word in words.map(hash) {
        let joined = before[0].rotate_left(14) ^ before[1].rotate_left(7) ^ word;
        // Fewer than three words are one triple, whose first words are none.
        if matches!(count, 1 | 2) {
            grams.clear();
        }
        grams.push(joined);
        before = [before[1], word];
        count += 1;
    }
}

/// The word triples of a text that lines are compared with.
#[derive(Debug, Default)]
pub(super) struct Stated(Vec<u64>);

impl Stated {
    pub fn new(text: Option<&str>) -> Self {
        let mut known = Vec::new();
        grams(text.unwrap_or_default(), &mut known);
        known.sort_unstable();
        known.dedup();
        Stated(known)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The share of a line's word triples that stand in the text.
    pub fn share(&self, grams: &[u64]) -> f32 {
        let held = grams
            .iter()
            .filter(|gram| self.0.binary_search(gram).is_ok());
        match grams.len() {
            0 => 0.0,
            all => held.count() as f32 / all as f32,
        }
    }
}
