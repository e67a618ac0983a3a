//! Bytes to characters: a byte-order mark, valid UTF-8, the declared label, detection, in this
//! order. UTF-8 that was encoded twice is decoded twice.

use super::mojibake;
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// Text, and why its characters may be wrong.
pub(super) struct Decoded<'a> {
    /// Without byte-order mark: offset 0 is the first character after it.
    pub text: Cow<'a, str>,
    /// What was guessed or replaced.
    pub doubt: Option<String>,
}

/// Decodes `bytes`; `label` is an encoding label of the WHATWG Encoding standard.
pub(super) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes, None);
    }
    let invalid = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let mended = mojibake::mend(text);
            let twice = "its characters were encoded twice; decoded twice";
            return Decoded {
                doubt: mended.is_some().then(|| twice.to_string()),
                text: mended.map_or(text.into(), Cow::from),
            };
        }
        Err(error) => error.valid_up_to(),
    };
    let declared = label.and_then(|l| Encoding::for_label(l.as_bytes()));
    match declared.filter(|&encoding| encoding != UTF_8) {
        Some(encoding) => with(encoding, bytes, None),
        None if is_damaged_utf8(bytes) => with(UTF_8, bytes, Some(invalid)),
        None => with(detected(bytes), bytes, Some(invalid)),
    }
}

/// Letters beyond ASCII are mostly valid UTF-8: a few bytes are damaged, the encoding is not
/// another one.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid >= 4 * broken
}

/// The label of the encoding that `bytes` look like.
pub(super) fn guess(bytes: &[u8]) -> &'static str {
    detected(bytes).name()
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8], invalid: Option<usize>) -> Decoded<'a> {
    let (text, encoding, replaced) = encoding.decode(bytes);
    let doubt = match (invalid, replaced) {
        (Some(at), _) if encoding == UTF_8 => Some(format!(
            "not valid UTF-8 at byte {at}; some characters are lost"
        )),
        (Some(at), _) => Some(format!(
            "not valid UTF-8 at byte {at}; read as {}",
            encoding.name()
        )),
        (None, true) => Some(format!(
            "not valid {}; some characters are lost",
            encoding.name()
        )),
        (None, false) => None,
    };
    Decoded { text, doubt }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes() {
        let cases: &[(&[u8], Option<&str>, &str, bool)] = &[
            (b"plain", None, "plain", false),
            ("Zürich".as_bytes(), Some("iso-8859-1"), "Zürich", false),
            (b"\xef\xbb\xbfa", None, "a", false),
            (b"\xff\xfea\0b\0", None, "ab", false),
            (b"Z\xfcrich", Some("iso-8859-1"), "Zürich", false),
            (b"caf\xe9, d\xe9j\xe0 vu", None, "café, déjà vu", true),
            ("â€œNoâ€\u{9d} cafÃ©".as_bytes(), None, "“No” café", true),
            (b"\xef\xbb\xbfa\xff", None, "a\u{fffd}", true),
            (
                b"d\xc3\xa9j\xc3\xa0 \xc3\xa9t\xc3\xa9 \xff",
                None,
                "déjà été \u{fffd}",
                true,
            ),
        ];
        for (bytes, label, text, doubted) in cases {
            let decoded = decode(bytes, *label);
            assert_eq!(&decoded.text, text);
            assert_eq!(decoded.doubt.is_some(), *doubted, "{text}");
        }
    }
}
