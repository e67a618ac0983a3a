//! Tar archives: ustar, GNU and pax. A header that is broken costs one member; the next is found
//! by its mark and checksum, wherever it stands.

use super::tape::Tape;
use super::{Each, Source};
use std::io::{BufRead, BufReader, ErrorKind, Read, sink};
use std::ops::ControlFlow;

/// Everything lies in blocks of this length.
const BLOCK: usize = 512;
/// Bytes of a member before a broken header that are searched for the next one: the member may
/// have lost some, and have run into its neighbour.
const SEARCHED: usize = 1 << 20;
/// Broken headers after which an archive is given up.
const PATIENCE: usize = 1000;
/// What headers hold, and where.
const MARK: (usize, &[u8]) = (257, b"ustar");
/// Bytes of a long name; more is a broken header.
const NAME: u64 = 1 << 16;

/// Reads every file that `wanted` names.
pub(super) fn read(
    source: Source,
    input: &mut dyn BufRead,
    wanted: fn(&str) -> bool,
    each: Each,
) -> ControlFlow<()> {
    let mut tape = Tape::new(input);
    let (mut members, mut lost, mut long) = (0, 0, None);
    loop {
        let block = tape.peek(BLOCK);
        let Some(block) = block.get(..BLOCK) else {
            return end(source, &mut tape, members, lost, each);
        };
        if block.iter().all(|&b| b == 0) {
            tape.advance(BLOCK);
            continue;
        }
        let Some(header) = Header::new(block) else {
            let what = "no member of the archive begins where one should";
            let remedy = "pack it again, or leave it out";
            each(Err(source.problem(None, what, remedy)))?;
            lost += 1;
            tape.rewind();
            match lost < PATIENCE && next_header(&mut tape) {
                true => continue,
                false => return ControlFlow::Continue(()),
            }
        };
        tape.advance(BLOCK);
        tape.mark(SEARCHED);
        match header.kind {
            b'L' | b'x' if header.len <= NAME => long = long_name(&mut tape, &header),
            b'0' | 0 | b'7' => {
                members += 1;
                let name = long.take().unwrap_or(header.name);
                if wanted(&name) {
                    let below = source.below(&name);
                    let content = (&mut tape).take(header.len);
                    let mut content = BufReader::with_capacity(1 << 16, content);
                    below.source().open(&name, &mut content, each)?;
                    drain(&mut content);
                } else {
                    drain(&mut (&mut tape).take(header.len));
                }
            }
            _ => drain(&mut (&mut tape).take(header.len)),
        }
        drain(&mut (&mut tape).take(padding(header.len)));
    }
}

/// Goes to the next header, at whatever byte it begins; `false` when there is none.
fn next_header(tape: &mut Tape) -> bool {
    let (at, mark) = MARK;
    loop {
        let view = tape.peek(BLOCK);
        let Some(block) = view.get(..BLOCK) else {
            return false;
        };
        if block[at..].starts_with(mark) && Header::new(block).is_some() {
            return true;
        }
        let next = memchr::memmem::find(&view[at + 1..], mark).map(|n| n + 1);
        let next = next.unwrap_or(view.len() + 1 - at - mark.len());
        tape.advance(next);
    }
}

/// What comes at the end of the stream.
fn end(
    source: Source,
    tape: &mut Tape,
    members: usize,
    lost: usize,
    each: Each,
) -> ControlFlow<()> {
    let cut = !tape.peek(1).is_empty();
    let error = match tape.error() {
        None if cut => Some(ErrorKind::UnexpectedEof.into()),
        error => error,
    };
    match error {
        Some(error) => each(Err(source.broken(None, &error))),
        None if members == 0 && lost == 0 => each(Err(source.problem(
            None,
            "the archive is empty",
            "leave it out",
        ))),
        None => ControlFlow::Continue(()),
    }
}

/// Uses up the rest. An error shows again at the next header.
fn drain(content: &mut dyn Read) {
    let _ = std::io::copy(content, &mut sink());
}

fn padding(len: u64) -> u64 {
    len.next_multiple_of(BLOCK as u64) - len
}

struct Header {
    name: String,
    len: u64,
    kind: u8,
}

impl Header {
    /// The header in a block, if its checksum holds.
    fn new(block: &[u8]) -> Option<Header> {
        let sum: u64 = (block.iter().enumerate())
            .map(|(at, &b)| u64::from(if (148..156).contains(&at) { b' ' } else { b }))
            .sum();
        if number(&block[148..156])? != sum {
            return None;
        }
        let prefix = match block[257..].starts_with(b"ustar\0") {
            true => word(&block[345..500]),
            false => String::new(),
        };
        let slash = if prefix.is_empty() { "" } else { "/" };
        Some(Header {
            name: prefix + slash + &word(&block[..100]),
            len: number(&block[124..136]).filter(|&len| len < 1 << 62)?,
            kind: block[156],
        })
    }
}

/// Text up to its first zero byte.
fn word(field: &[u8]) -> String {
    let end = memchr::memchr(0, field).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

/// An octal number, or a binary one for what octal cannot hold.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let bytes = &field[field.len() - 8..];
        return Some(u64::from_be_bytes(bytes.try_into().ok()?));
    }
    let text = word(field);
    match text.trim() {
        "" => Some(0),
        digits => u64::from_str_radix(digits, 8).ok(),
    }
}

/// The name of the next member: the whole content (GNU), or the record `path` in it (pax).
fn long_name(tape: &mut Tape, header: &Header) -> Option<String> {
    let len = header.len as usize;
    let view = tape.peek(len);
    let content = &view[..len.min(view.len())];
    let name = match header.kind {
        b'L' => Some(word(content)),
        _ => content.split(|&b| b == b'\n').find_map(|line| {
            let line = std::str::from_utf8(line).ok()?;
            Some(line.split_once(" path=")?.1.to_string())
        }),
    };
    let used = content.len();
    tape.advance(used);
    name
}
