//! Undoes compression while it streams: gzip member by member, zstd frame by frame. A member that
//! is broken gives one error, and reading goes on at the next.

use super::tape::Tape;
use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{BufRead, Error, Read, Result};

/// Output beyond which the ratio is looked at.
const SMALL: u64 = 64 << 20;
/// Bytes out of one byte beyond which an input is a decompression bomb. News shrinks to a third
/// or a tenth; deflate cannot do more than 1032.
const RATIO: u64 = 400;
/// Compressed bytes of a broken member that are searched again for the start of the next.
const SEARCHED: usize = 4 << 20;
/// Broken members after which a stream is given up.
const PATIENCE: usize = 1000;

/// Fails when `out` bytes came out of `into` bytes that news would not give.
pub(super) fn plausible(into: u64, out: u64) -> Result<()> {
    match out > SMALL && out / RATIO > into {
        true => Err(Error::other(
            "it expands more than 400 times, as decompression bombs do",
        )),
        false => Ok(()),
    }
}

/// The bytes in a gzip stream of any number of members.
pub(super) struct Gunzip<'a> {
    member: Option<GzDecoder<Tape<'a>>>,
    out: u64,
    broken: usize,
}

/// How members begin: magic number and method.
const MEMBER: &[u8] = b"\x1f\x8b\x08";

impl<'a> Gunzip<'a> {
    pub fn new(input: &'a mut (dyn BufRead + 'a)) -> Self {
        Gunzip {
            member: begin(Tape::new(input)),
            out: 0,
            broken: 0,
        }
    }

    /// Goes on at the member after this one.
    fn next(&mut self, mut tape: Tape<'a>) -> Result<()> {
        while tape.peek(1).first() == Some(&0) {
            tape.advance(1);
        }
        if tape.peek(MEMBER.len()).starts_with(MEMBER) {
            self.member = begin(tape);
            return Ok(());
        }
        let end = tape.peek(1).is_empty();
        match tape.error() {
            Some(error) => Err(error),
            None if end => Ok(()),
            None => {
                self.search(tape);
                Err(Error::other("other bytes stand between gzip members"))
            }
        }
    }

    /// Goes on at the next start of a member.
    fn search(&mut self, mut tape: Tape<'a>) {
        self.broken += 1;
        let found = self.broken <= PATIENCE && tape.skip_to(MEMBER);
        self.member = if found { begin(tape) } else { None };
    }
}

fn begin(mut tape: Tape) -> Option<GzDecoder<Tape>> {
    tape.mark(SEARCHED);
    Some(GzDecoder::new(tape))
}

impl Read for Gunzip<'_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        while let Some(mut member) = self.member.take() {
            match member.read(out) {
                Ok(0) if !out.is_empty() => self.next(member.into_inner())?,
                Ok(n) => {
                    self.out += n as u64;
                    plausible(member.get_ref().used(), self.out)?;
                    self.member = Some(member);
                    return Ok(n);
                }
                Err(error) => {
                    let mut tape = member.into_inner();
                    tape.rewind();
                    tape.peek(1);
                    tape.advance(1);
                    self.search(tape);
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}

/// The bytes in a zstd stream of any number of frames.
pub(super) struct Unzstd<'a> {
    tape: Tape<'a>,
    decoder: FrameDecoder,
    /// A frame is begun, or the stream is given up.
    inside: bool,
    over: bool,
    out: u64,
    broken: usize,
}

/// How frames begin (RFC 8878, section 3.1.1).
const FRAME: &[u8] = b"\x28\xb5\x2f\xfd";

impl<'a> Unzstd<'a> {
    pub fn new(input: &'a mut (dyn BufRead + 'a)) -> Self {
        Unzstd {
            tape: Tape::new(input),
            decoder: FrameDecoder::new(),
            inside: false,
            over: false,
            out: 0,
            broken: 0,
        }
    }

    /// Goes on at the next start of a frame after a broken one.
    fn search(&mut self) {
        self.broken += 1;
        self.inside = false;
        self.tape.rewind();
        self.tape.peek(1);
        self.tape.advance(1);
        self.over = self.broken > PATIENCE || !self.tape.skip_to(FRAME);
    }

    /// Begins the next frame; skippable ones are passed over.
    fn begin(&mut self) -> Result<()> {
        use FrameDecoderError::ReadFrameHeaderError as Header;
        match self.decoder.init(&mut self.tape) {
            Ok(()) => self.inside = true,
            Err(Header(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                std::io::copy(
                    &mut (&mut self.tape).take(length.into()),
                    &mut std::io::sink(),
                )?;
            }
            Err(error) => return Err(Error::other(error)),
        }
        Ok(())
    }

    fn step(&mut self, out: &mut [u8]) -> Result<Option<usize>> {
        if self.inside && self.decoder.can_collect() > 0 {
            let n = self.decoder.read(out)?;
            self.out += n as u64;
            plausible(self.tape.used(), self.out)?;
            return Ok(Some(n));
        }
        if self.inside && !self.decoder.is_finished() {
            let one = BlockDecodingStrategy::UptoBlocks(1);
            self.decoder
                .decode_blocks(&mut self.tape, one)
                .map_err(Error::other)?;
        } else if self.tape.fill_buf()?.is_empty() {
            return Ok(Some(0));
        } else {
            self.inside = false;
            self.tape.mark(SEARCHED);
            self.begin()?;
        }
        Ok(None)
    }
}

impl Read for Unzstd<'_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        while !self.over && !out.is_empty() {
            match self.step(out) {
                Ok(Some(n)) => return Ok(n),
                Ok(None) => {}
                Err(error) => {
                    self.search();
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    pub fn gzip(text: &[u8]) -> Vec<u8> {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gz.write_all(text).unwrap();
        gz.finish().unwrap()
    }

    /// All that can be read, and the errors on the way.
    fn drain(mut input: impl Read) -> (Vec<u8>, Vec<String>) {
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let mut buffer = [0; 1000];
        loop {
            match input.read(&mut buffer) {
                Ok(0) => return (out, errors),
                Ok(n) => out.extend_from_slice(&buffer[..n]),
                Err(error) => errors.push(error.to_string()),
            }
        }
    }

    #[test]
    fn a_broken_member_costs_only_itself() {
        let word = |seed: u32| (0..4000u32).map(move |n| (n.wrapping_mul(seed) >> 7) as u8);
        let texts: Vec<Vec<u8>> = [11_117, 131_071, 7919].map(|s| word(s).collect()).into();
        let mut bytes: Vec<u8> = texts.iter().flat_map(|t| gzip(t)).collect();
        let (whole, errors) = drain(Gunzip::new(&mut &bytes[..]));
        assert!(whole == texts.concat() && errors.is_empty());
        let at = gzip(&texts[0]).len() + gzip(&texts[1]).len() / 2;
        bytes[at] ^= 0x55;
        let (rest, errors) = drain(Gunzip::new(&mut &bytes[..]));
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(rest.starts_with(&texts[0]) && rest.ends_with(&texts[2]));
    }

    #[test]
    fn bombs_are_told() {
        let bomb = gzip(&vec![0; 80 << 20]);
        let (out, errors) = drain(Gunzip::new(&mut &bomb[..]));
        assert!(out.len() as u64 <= SMALL + (1 << 20));
        assert!(errors[0].contains("expands"), "{errors:?}");
    }

    #[test]
    fn a_broken_frame_costs_only_itself() {
        use ruzstd::encoding::{CompressionLevel, compress_to_vec};
        let frame =
            |word: &str| compress_to_vec(word.repeat(40).as_bytes(), CompressionLevel::Fastest);
        let frames = ["one ", "two ", "three "].map(frame);
        for damage in 4..frames[1].len() {
            let mut bytes = frames.concat();
            bytes[frames[0].len() + damage] ^= 0x55;
            let (out, _) = drain(Unzstd::new(&mut &bytes[..]));
            let text = String::from_utf8_lossy(&out);
            assert!(text.starts_with("one one "), "{damage}: {text}");
            assert!(text.ends_with("three three "), "{damage}: {text}");
        }
    }

    #[test]
    fn zstd_frames_follow_each_other() {
        use ruzstd::encoding::{CompressionLevel, compress_to_vec};
        let mut bytes = compress_to_vec(&b"one "[..], CompressionLevel::Fastest);
        bytes.extend(b"\x50\x2a\x4d\x18\x03\0\0\0abc");
        bytes.extend(compress_to_vec(&b"two"[..], CompressionLevel::Fastest));
        let (out, errors) = drain(Unzstd::new(&mut &bytes[..]));
        assert_eq!((&out[..], errors.len()), (&b"one two"[..], 0));
        let (out, errors) = drain(Unzstd::new(&mut &bytes[..bytes.len() - 4]));
        assert!(out.starts_with(b"one ") && errors.len() == 1);
    }
}
