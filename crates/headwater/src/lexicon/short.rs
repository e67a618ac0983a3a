//! Short words as keys of tables: looked up without reading letter by letter.

use std::hash::{Hash, Hasher};

/// Bytes of the longest word that is short.
const LONGEST: usize = 24;

/// A word in lower case, as its bytes and zeros behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short([u64; LONGEST / 8]);

impl Short {
    /// A word of which `fold` makes each character small; letters of ASCII are made so anyway.
    /// `None` when it is too long.
    pub fn new(word: &str, fold: impl Fn(char) -> char) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        if word.is_ascii() {
            bytes
                .get_mut(..word.len())?
                .copy_from_slice(word.as_bytes());
        } else {
            let mut len = 0;
            for c in word.chars().map(fold) {
                let place = bytes.get_mut(len..len + c.len_utf8())?;
                len += c.encode_utf8(place).len();
            }
        }
        bytes.make_ascii_lowercase();
        let (parts, _) = bytes.as_chunks();
        Some(Short(std::array::from_fn(|n| u64::from_le_bytes(parts[n]))))
    }
}

impl Hash for Short {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|&part| state.write_u64(part));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_keys_in_any_case() {
        let key = |word: &str| Short::new(word, |c| if c == '’' { '\'' } else { c });
        assert_eq!(key("Don’t"), key("don't"));
        assert_ne!(key("été"), key("etes"));
        assert_eq!(key("x".repeat(25).as_str()), None);
        assert!(key("abcdefghijklmnopqrstuvwx").is_some());
    }
}
