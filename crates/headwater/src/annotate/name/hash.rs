//! Small fast hashes of words. Not for untrusted keys: a collision costs accuracy, nothing else.

use crate::lexicon::token::tokenize;
use crate::model::Span;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashes already.
pub type HashKeys<V> = HashMap<u32, V, BuildHasherDefault<Identity>>;

/// Takes the key itself as its hash.
#[derive(Clone, Copy, Default)]
pub struct Identity(u64);

impl Hasher for Identity {
    fn write(&mut self, _bytes: &[u8]) {
        unreachable!("keys are u32")
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// One hash of two.
#[inline]
pub fn mix(a: u32, b: u32) -> u32 {
    let both = u64::from(a) << 32 | u64::from(b);
    let mixed = (both ^ 0x8445_D61A_4E77_4912).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32) as u32
}

/// Hash of the bytes as they are (FNV-1a, folded).
#[inline]
pub fn bytes(bytes: &[u8]) -> u32 {
    let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3)
    });
    (hash ^ hash >> 32) as u32
}

/// Hash of a word in lower case.
pub fn word(word: &str) -> u32 {
    let mut lower = String::new();
    lower_into(word, &mut lower);
    bytes(lower.as_bytes())
}

/// Writes `word` in lower case, typographic apostrophes made plain.
pub fn lower_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        let plain = word.chars().map(|c| {
            if matches!(c, '’' | '\u{92}') {
                '\''
            } else {
                c
            }
        });
        lower.extend(plain.flat_map(char::to_lowercase));
    }
}

/// Hashes of the tokens of `text` in lower case.
pub fn words(text: &str) -> Vec<u32> {
    tokenize(text, Span::new(0, text.len()))
        .iter()
        .map(|token| word(token.span.of(text)))
        .collect()
}
