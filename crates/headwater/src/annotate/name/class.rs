//! Classes of words that stand in like places: a word that the training text lacks is known by its
//! class. Classes are nested, so that a word has a coarse, a middle and a fine one (Miller, Guinness
//! and Zamanian 2004, there from word clusters of Brown and others 1992).
//!
//! File: `HWWC`, version byte, then for each word its hash (`u32`, little endian) and its fine class
//! (`u16`), in order of hash. `cargo xtask word-classes` writes it.

use super::hash::HashKeys;
use std::sync::LazyLock;

/// How many classes each class is split into, the coarsest first.
pub const SPLITS: [usize; 3] = [16, 8, 8];

/// The coarse, middle and fine class of a word, counted from 1; 0 where it has none.
pub type Classes = [u32; SPLITS.len()];

const HEADER: &[u8] = b"HWWC\x01";
const ROW: usize = 6;

static CLASSES: LazyLock<HashKeys<u16>> = LazyLock::new(|| {
    let file = include_bytes!("../../../lang/en/word_classes.model");
    parse(file).expect("lang/en/word_classes.model is written by `cargo xtask word-classes`")
});

/// Classes of the word in lower case with this hash.
pub fn of(lower: u32) -> Classes {
    CLASSES.get(&lower).map_or(Classes::default(), |&fine| {
        let fine = u32::from(fine);
        let [_, middle, finest] = SPLITS.map(|parts| parts as u32);
        [fine / (middle * finest), fine / finest, fine].map(|class| class + 1)
    })
}

/// The file of these words, each with its fine class; of two with one hash the first counts.
pub fn write(words: &[(u32, u16)]) -> Vec<u8> {
    let mut words = words.to_vec();
    words.sort_by_key(|(hash, _)| *hash);
    words.dedup_by_key(|(hash, _)| *hash);
    let mut file = HEADER.to_vec();
    for (hash, class) in words {
        file.extend(hash.to_le_bytes());
        file.extend(class.to_le_bytes());
    }
    file
}

fn parse(file: &[u8]) -> Option<HashKeys<u16>> {
    let (rows, rest) = file.strip_prefix(HEADER)?.as_chunks::<ROW>();
    let word = |&[a, b, c, d, x, y]: &[u8; ROW]| {
        (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([x, y]))
    };
    rest.is_empty().then(|| rows.iter().map(word).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::name::hash;

    #[test]
    fn reads_what_it_writes() {
        let words = [("b", 1023), ("a", 64), ("b", 7)].map(|(w, class)| (hash::word(w), class));
        let read = parse(&write(&words)).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[&hash::word("b")], 1023);
        assert!(parse(b"HWWC\x01123").is_none() && parse(b"HWNM\x01").is_none());
    }

    #[test]
    fn words_of_like_places_share_a_class() {
        let of = |word: &str| of(hash::word(word));
        assert_eq!(of("Tuesday")[1], of("thursday")[1]);
        assert_ne!(of("tuesday")[0], of("shouted")[0]);
        assert_eq!(of("xqzzvb"), [0, 0, 0]);
    }
}
