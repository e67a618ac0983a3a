//! Names for what a case holds that are valid anywhere: IRIs (RFC 3987) below one UUID.

use crate::model::Case;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// `urn:uuid:…#`, the same for the same documents: a UUID of version 8 (RFC 9562) from the SHA-256
/// of their ids and hashes.
pub fn base(case: &Case) -> String {
    let mut hash = Sha256::new();
    for document in &case.documents {
        for part in [document.id.as_str(), &document.hash] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
    }
    let mut bytes = hash.finalize();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut base = "urn:uuid:".to_string();
    for (n, byte) in bytes.iter().take(16).enumerate() {
        let hyphen = if [4, 6, 8, 10].contains(&n) { "-" } else { "" };
        let _ = write!(base, "{hyphen}{byte:02x}");
    }
    base + "#"
}

/// `kind-id` with everything but letters, digits and `-._~` percent-encoded: the name of a thing
/// below [`base`].
pub fn name(kind: &str, id: &str) -> String {
    let mut name = format!("{kind}-");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                name.push(char::from(byte));
            }
            _ => {
                let _ = write!(name, "%{byte:02X}");
            }
        }
    }
    name
}

/// `prefix` and forty hexadecimal digits of the SHA-256 of the parts.
pub fn short(prefix: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut id = prefix.to_string();
    for byte in hash.finalize().iter().take(20) {
        let _ = write!(id, "{byte:02x}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    #[test]
    fn names_are_iris() {
        let base = base(&fixture::case());
        assert_eq!(base.len(), "urn:uuid:".len() + 36 + 1);
        assert_eq!(&base[9 + 14..9 + 15], "8", "{base}");
        assert_eq!(name("document", "a b/é#1"), "document-a%20b%2F%C3%A9%231");
    }
}
