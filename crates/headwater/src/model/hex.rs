//! Bytes as people write them.

use sha2::{Digest, Sha256};
use std::fmt;

/// Shows bytes, such as those of a hash, as two hexadecimal digits each.
#[derive(Clone, Copy, Debug)]
pub struct Hex<'a>(pub &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The first eight digits of the SHA-256 of a text: enough to tell the texts of a pile apart.
pub fn short_hash(text: &str) -> String {
    Hex(&Sha256::digest(text.as_bytes())[..4]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_a_byte() {
        assert_eq!(Hex(&[0, 10, 255]).to_string(), "000aff");
        assert_eq!(Hex(&[]).to_string(), "");
    }

    #[test]
    fn short_hashes_begin_as_the_whole_one() {
        assert_eq!(short_hash("abc"), "ba7816bf");
    }
}
