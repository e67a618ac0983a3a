//! Zip archives and WACZ, read as they stream: member after member by their own headers, so that
//! a damaged or missing directory at the end costs nothing and no file need be sought in.

use super::tape::Tape;
use super::unpack::plausible;
use super::{Each, Source};
use flate2::bufread::DeflateDecoder;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, sink};
use std::ops::ControlFlow;

/// How members begin.
const MEMBER: &[u8] = b"PK\x03\x04";
/// Bytes of a member's fixed header.
const FIXED: usize = 30;
/// What else a member may be followed by: the directory and the records at its end.
const DIRECTORY: [&[u8]; 5] = [
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
    b"PK\x06\x08",
];
/// Bytes of a damaged member that are searched again for the start of the next.
const SEARCHED: usize = 64 << 20;
/// Damaged members after which an archive is given up.
const PATIENCE: usize = 1000;

/// Reads every member that `wanted` names.
pub(super) fn read(
    source: Source,
    input: &mut dyn BufRead,
    wanted: fn(&str) -> bool,
    each: Each,
) -> ControlFlow<()> {
    let mut tape = Tape::new(input);
    let (mut members, mut damaged) = (0, 0);
    while damaged < PATIENCE {
        let start = tape.peek(MEMBER.len());
        if DIRECTORY.contains(&&start[..start.len().min(4)]) {
            break;
        }
        tape.mark(SEARCHED);
        let used = tape.used();
        let result = match Header::read(&mut tape) {
            Ok(header) => {
                members += 1;
                member(source, &mut tape, &header, wanted, each)?.map_err(|e| (header.name, e))
            }
            Err(error) => Err((String::new(), error)),
        };
        if let Err((name, error)) = result {
            damaged += 1;
            each(Err(source.below(&name).source().broken(None, &error)))?;
            // With the member's own end unknown, the next is searched for from its header on.
            if tape.used() > used {
                tape.rewind();
            }
            tape.peek(MEMBER.len());
            tape.advance(MEMBER.len());
            if !tape.skip_to(MEMBER) {
                break;
            }
        }
    }
    if members == 0 && damaged == 0 {
        each(Err(source.problem(
            None,
            "the archive is empty",
            "leave it out",
        )))?;
    }
    ControlFlow::Continue(())
}

/// What stands before a member.
struct Header {
    name: String,
    flags: u16,
    method: u16,
    crc: u32,
    /// Compressed length, where it is known before.
    len: Option<u64>,
}

impl Header {
    fn read(tape: &mut Tape) -> Result<Header> {
        let view = tape.peek(FIXED);
        if view.len() < FIXED {
            return Err(tape.error().unwrap_or(ErrorKind::UnexpectedEof.into()));
        }
        if !view.starts_with(MEMBER) {
            return Err(Error::other(
                "no member of the archive begins where one should",
            ));
        }
        let (flags, method, crc) = (u16_at(view, 6), u16_at(view, 8), u32_at(view, 14));
        let len = u32_at(view, 18);
        let name = FIXED + usize::from(u16_at(view, 26));
        let head = name + usize::from(u16_at(view, 28));
        let view = tape.peek(head);
        if view.len() < head {
            return Err(tape.error().unwrap_or(ErrorKind::UnexpectedEof.into()));
        }
        let wide = (len == u32::MAX)
            .then(|| wide_len(&view[name..head]))
            .flatten();
        let header = Header {
            name: String::from_utf8_lossy(&view[FIXED..name]).replace('\\', "/"),
            flags,
            method,
            crc,
            len: wide.or((flags & 8 == 0 || len > 0).then_some(len.into())),
        };
        tape.advance(head);
        Ok(header)
    }

    /// Length and checksum come after the member.
    fn is_described_later(&self) -> bool {
        self.flags & 8 != 0
    }
}

/// The compressed length in the extra fields of a large member (field 1, after the plain length).
fn wide_len(mut extra: &[u8]) -> Option<u64> {
    while extra.len() >= 4 {
        let end = 4 + usize::from(u16_at(extra, 2));
        let field = extra.get(4..end)?;
        if u16_at(extra, 0) == 1 {
            return Some(u64::from_le_bytes(field.get(8..16)?.try_into().ok()?));
        }
        extra = &extra[end..];
    }
    None
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

/// Reads one member and uses it up. The inner result tells whether it was whole.
fn member(
    source: Source,
    tape: &mut Tape,
    header: &Header,
    wanted: fn(&str) -> bool,
    each: Each,
) -> ControlFlow<(), Result<()>> {
    let begin = tape.used();
    let mut content: Box<dyn Read + '_> = match (header.method, header.len) {
        _ if header.flags & 1 != 0 => {
            return ControlFlow::Continue(Err(Error::other("the member is encrypted")));
        }
        (0, Some(len)) => Box::new((&mut *tape).take(len)),
        (0, None) => Box::new(Described {
            tape,
            given: 0,
            over: false,
        }),
        (8, _) => Box::new(Inflated(DeflateDecoder::new(&mut *tape))),
        (method, _) => {
            let what = format!("packed by method {method}, which is not read");
            return ControlFlow::Continue(Err(Error::other(what)));
        }
    };
    let sum = Summed {
        content: &mut content,
        sum: flate2::Crc::new(),
    };
    let mut sum = BufReader::with_capacity(1 << 16, sum);
    let below = source.below(&header.name);
    if !header.name.ends_with('/') && wanted(&header.name) {
        below.source().open(&header.name, &mut sum, each)?;
    }
    let drained = std::io::copy(&mut sum, &mut sink());
    let crc = sum.get_ref().sum.sum();
    let stored = header.method == 0;
    drop(content);
    ControlFlow::Continue(drained.and_then(|_| end(tape, header, begin, stored, crc)))
}

/// Checks what is known of a member against what came of it, and goes behind it.
fn end(tape: &mut Tape, header: &Header, begin: u64, stored: bool, crc: u32) -> Result<()> {
    let used = tape.used() - begin;
    if header.len.is_some_and(|len| len != used) && !(stored && header.len.is_none()) {
        return Err(Error::other("its length is not the stated one"));
    }
    if !header.is_described_later() {
        return match header.crc == crc {
            true => Ok(()),
            false => Err(Error::other("its checksum is wrong")),
        };
    }
    if stored && header.len.is_none() {
        return Ok(());
    }
    let view = tape.peek(28);
    let signed = 4 * usize::from(view.starts_with(b"PK\x07\x08"));
    let next = |n: usize| matches!(view.get(signed + n..), Some([b'P', b'K', ..]));
    let len = [12, 20].into_iter().find(|&n| next(n));
    match len.filter(|_| u32_at(view, signed) == crc) {
        Some(len) => tape.advance(signed + len),
        None => return Err(Error::other("its checksum is wrong")),
    }
    Ok(())
}

/// Stops decompression bombs.
struct Inflated<'t, 'a>(DeflateDecoder<&'t mut Tape<'a>>);

impl Read for Inflated<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let n = self.0.read(out)?;
        plausible(self.0.total_in(), self.0.total_out())?;
        Ok(n)
    }
}

/// Adds up the checksum of what is read.
struct Summed<'a> {
    content: &'a mut dyn Read,
    sum: flate2::Crc,
}

impl Read for Summed<'_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let n = self.content.read(out)?;
        self.sum.update(&out[..n]);
        Ok(n)
    }
}

/// Content that stands as it is and whose length comes after it: its end is the description that
/// states the length up to there.
struct Described<'t, 'a> {
    tape: &'t mut Tape<'a>,
    given: u64,
    over: bool,
}

/// How descriptions begin.
const DESCRIPTION: &[u8] = b"PK\x07\x08";

impl Described<'_, '_> {
    /// Length of the description that stands here, if it is the one of this content.
    fn description(&mut self) -> Option<usize> {
        let given = self.given;
        let view = self.tape.peek(24);
        let short = view.get(8..12)? == (given as u32).to_le_bytes();
        let next = |n: usize| view.get(n..n + 2).is_some_and(|b| b == b"PK");
        if short && (view.get(12..16)? == (given as u32).to_le_bytes()) && next(16) {
            return Some(16);
        }
        (view.get(8..16)? == given.to_le_bytes()).then_some(24)
    }
}

impl Read for Described<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if self.over || out.is_empty() {
            return Ok(0);
        }
        let view = self.tape.peek(DESCRIPTION.len());
        if view.len() < DESCRIPTION.len() {
            return Err(self.tape.error().unwrap_or(ErrorKind::UnexpectedEof.into()));
        }
        let ahead = memchr::memmem::find(view, DESCRIPTION);
        if ahead == Some(0)
            && let Some(len) = self.description()
        {
            self.over = true;
            self.tape.advance(len);
            return Ok(0);
        }
        let view = self.tape.peek(DESCRIPTION.len());
        let sure = match ahead {
            Some(0) => 1,
            Some(at) => at,
            None => view.len() + 1 - DESCRIPTION.len(),
        };
        let n = sure.min(out.len());
        out[..n].copy_from_slice(&view[..n]);
        self.tape.advance(n);
        self.given += n as u64;
        Ok(n)
    }
}
