//! What the words of a line show by themselves, and beside words that the page states.

use super::page::{Line, Page};
use crate::clean::line;
use crate::clean::reader::{self, Clues};
use std::collections::HashSet;
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

/// Hashes of three words in a row, or of all words when they are fewer.
pub(super) fn grams(text: &str) -> impl Iterator<Item = u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut hash = DefaultHasher::new();
            word.hash(&mut hash);
            hash.finish()
        })
        .collect();
    let size = words.len().clamp(1, 3);
    let joined = |gram: &[u64]| gram.iter().fold(0u64, |h, w| h.rotate_left(7) ^ w);
    let grams: Vec<u64> = words.windows(size).map(joined).collect();
    grams.into_iter()
}

/// The share of a line's word triples that stand in a stated text.
pub(super) fn share(words: &str, stated: &HashSet<u64>) -> f32 {
    let (mut all, mut held) = (0.0, 0.0);
    for gram in grams(words) {
        all += 1.0;
        held += f32::from(u8::from(stated.contains(&gram)));
    }
    if all > 0.0 { held / all } else { 0.0 }
}
