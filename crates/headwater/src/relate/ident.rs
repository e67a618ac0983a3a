//! Ids that stay the same for the same pile.

use crate::model::Hex;
use compact_str::{CompactString, format_compact};
use sha2::{Digest, Sha256};

/// `prefix` and twelve hexadecimal digits of the SHA-256 of the parts.
pub fn id<S: AsRef<str>>(prefix: &str, parts: impl IntoIterator<Item = S>) -> CompactString {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_ref().as_bytes());
        hash.update([0]);
    }
    format_compact!("{prefix}{}", Hex(&hash.finalize()[..6]))
}
