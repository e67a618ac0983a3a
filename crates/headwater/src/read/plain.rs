//! Plain text: one file is one document.

use super::{Each, Source};
use crate::model::Markup;
use std::ops::ControlFlow;

/// Hands on `bytes` as text.
pub(super) fn text(
    source: Source,
    record: Option<usize>,
    bytes: &[u8],
    label: Option<&str>,
    each: Each,
) -> ControlFlow<()> {
    let text = source.decode(record, bytes, label, each)?;
    each(Ok(source.raw(
        record,
        bytes,
        Markup::Plain,
        text.into_owned(),
    )))
}

/// Names what shows that `bytes` are no text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file, not text"),
        (b"BZh", "compressed with bzip2, which is not read"),
        (b"\xfd7zXZ", "compressed with xz, which is not read"),
        (b"\x89PNG", "a picture, not text"),
        (b"\xff\xd8\xff", "a picture, not text"),
        (b"GIF8", "a picture, not text"),
        (b"\x7fELF", "a program, not text"),
    ];
    if let Some((_, what)) = FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let control = |&&b: &&u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = bytes.iter().filter(control).count();
    let binary = !wide && (memchr::memchr(0, bytes).is_some() || controls * 20 > bytes.len());
    binary.then_some("binary data, not text")
}
