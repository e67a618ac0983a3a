//! What a web server answered, as archives keep it: header fields, then content that may be cut
//! into pieces and compressed.

use super::unpack::{Gunzip, Unzstd, plausible};
use std::borrow::Cow;
use std::io::{BufRead, Read};

/// Length of a header with the empty line that ends it.
pub(super) fn head_len(bytes: &[u8]) -> Option<usize> {
    let mut line = 0;
    for feed in memchr::memchr_iter(b'\n', bytes) {
        if matches!(&bytes[line..feed], b"" | b"\r") {
            return Some(feed + 1);
        }
        line = feed + 1;
    }
    None
}

/// Header fields after a first line.
pub(super) struct Fields<'a> {
    first: &'a str,
    fields: Vec<(&'a str, &'a str)>,
}

impl<'a> Fields<'a> {
    /// Lines that are not UTF-8 are passed over.
    pub fn new(head: &'a [u8]) -> Self {
        let lines = head.split(|&b| b == b'\n');
        let mut lines = lines.filter_map(|line| std::str::from_utf8(line).ok());
        Fields {
            first: lines.next().unwrap_or_default().trim(),
            fields: lines
                .filter_map(|line| line.split_once(':'))
                .map(|(name, value)| (name.trim(), value.trim()))
                .collect(),
        }
    }

    /// The first field of that name, in any case.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let found = |(known, _): &&(&str, &str)| known.eq_ignore_ascii_case(name);
        self.fields.iter().find(found).map(|(_, value)| *value)
    }
}

/// Content and how to understand it.
pub(super) struct Answer<'a> {
    /// Media type in lower case, without parameters.
    pub media: String,
    /// The encoding label that was stated.
    pub charset: Option<String>,
    /// Content without what was done to it for the way.
    pub bytes: Cow<'a, [u8]>,
}

impl<'a> Answer<'a> {
    /// A successful answer in full; `None` for all others. At most one byte more than `limit`
    /// comes out of compressed content.
    pub fn new(message: &'a [u8], limit: usize) -> Option<Self> {
        let head = head_len(message)?;
        let fields = Fields::new(&message[..head]);
        let status = fields.first.split_ascii_whitespace().nth(1);
        if !fields.first.starts_with("HTTP/") || status != Some("200") {
            return None;
        }
        let mut answer = Self::stored(fields.get("content-type").unwrap_or_default(), &[]);
        let content = match fields.get("transfer-encoding") {
            Some(coding) if coding.eq_ignore_ascii_case("chunked") => joined(&message[head..]),
            _ => Cow::Borrowed(&message[head..]),
        };
        answer.bytes = expanded(content, fields.get("content-encoding"), limit);
        Some(answer)
    }

    /// Content that stands as it is.
    pub fn stored(media_type: &str, content: &'a [u8]) -> Self {
        let mut parts = media_type.split(';');
        let media = parts.next().unwrap_or_default();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim().eq_ignore_ascii_case("charset")).then(|| value.to_string())
        });
        Answer {
            media: media.trim().to_ascii_lowercase(),
            charset,
            bytes: Cow::Borrowed(content),
        }
    }
}

/// Chunks put together (RFC 9112, 7.1); content that is not in chunks stays as it is, as
/// archives often keep the field but not the chunks.
fn joined(content: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::new();
    let mut rest = content;
    while let Some(feed) = memchr::memchr(b'\n', rest) {
        let size = std::str::from_utf8(&rest[..feed]).ok();
        let size = size.and_then(|s| s.split(';').next());
        let Some(size) = size.and_then(|s| usize::from_str_radix(s.trim(), 16).ok()) else {
            break;
        };
        rest = &rest[feed + 1..];
        let chunk = &rest[..size.min(rest.len())];
        out.extend_from_slice(chunk);
        rest = &rest[chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
        if size == 0 || rest.is_empty() {
            return Cow::Owned(out);
        }
    }
    Cow::Borrowed(content)
}

/// Content without its compression; what does not decompress stays as it is, as archives often
/// keep the field but not the compression.
fn expanded<'a>(content: Cow<'a, [u8]>, coding: Option<&str>, limit: usize) -> Cow<'a, [u8]> {
    let coding = coding.unwrap_or_default().to_ascii_lowercase();
    let mut input: &[u8] = &content;
    let out = match coding.as_str() {
        "gzip" | "x-gzip" => bounded(&mut Gunzip::new(&mut input), content.len(), limit),
        "deflate" => deflated(input, limit),
        "br" => {
            let mut brotli =
                brotli_decompressor::Decompressor::new(&mut input as &mut dyn BufRead, 4096);
            bounded(&mut brotli, content.len(), limit)
        }
        "zstd" => bounded(&mut Unzstd::new(&mut input), content.len(), limit),
        _ => None,
    };
    match out {
        Some(out) if !out.is_empty() => Cow::Owned(out),
        _ => content,
    }
}

/// Servers send 'deflate' with and without the zlib header.
fn deflated(content: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut zlib = flate2::bufread::ZlibDecoder::new(content);
    bounded(&mut zlib, content.len(), limit).or_else(|| {
        let mut bare = flate2::bufread::DeflateDecoder::new(content);
        bounded(&mut bare, content.len(), limit)
    })
}

fn bounded(input: &mut dyn Read, len: usize, limit: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    input.take(limit as u64 + 1).read_to_end(&mut out).ok()?;
    plausible(len as u64, out.len() as u64).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_chunks_and_compression() {
        let gz = |text: &[u8]| {
            let mut gz = flate2::bufread::GzEncoder::new(text, flate2::Compression::fast());
            let mut out = Vec::new();
            gz.read_to_end(&mut out).map(|_| out).unwrap()
        };
        let answer = |fields: &str, content: &[u8]| {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/HTML; charset=\"UTF-8\"\r\n{fields}\r\n"
            );
            let message = [head.as_bytes(), content].concat();
            let answer = Answer::new(&message, 100).unwrap();
            assert_eq!(answer.media, "text/html");
            assert_eq!(answer.charset.as_deref(), Some("UTF-8"));
            String::from_utf8(answer.bytes.into_owned()).unwrap()
        };
        let chunked = "Transfer-Encoding: chunked\r\n";
        assert_eq!(answer("", b"<p>a"), "<p>a");
        assert_eq!(
            answer(chunked, b"3\r\n<p>\r\n1;x\r\na\r\n0\r\n\r\n"),
            "<p>a"
        );
        assert_eq!(answer(chunked, b"<p>a\n"), "<p>a\n");
        assert_eq!(answer("Content-Encoding: gzip\r\n", &gz(b"<p>a")), "<p>a");
        assert_eq!(answer("Content-Encoding: br\r\n", b"<p>a"), "<p>a");
        assert_eq!(
            answer("content-encoding: br\r\n", b"\x0b\x02\x80hello\x03"),
            "hello"
        );
        assert!(Answer::new(b"HTTP/1.1 404 Not Found\r\n\r\nx", 9).is_none());
    }
}
