//! An input that can be looked ahead and wound back, in bounded memory.

use std::io::{BufRead, Error, Read, Result};

/// Bytes that are dropped from the kept ones at a time, at least.
const SLACK: usize = 1 << 18;

/// A stream with a window over it. An error of the stream shows only when the bytes before it
/// are used up, so that what was read whole is not lost.
pub(super) struct Tape<'a> {
    input: &'a mut (dyn BufRead + 'a),
    /// Bytes taken from the input; those before `at` are used up.
    kept: Vec<u8>,
    at: usize,
    /// Where winding back leads, and how many bytes are kept for it.
    mark: Option<usize>,
    keep: usize,
    error: Option<Error>,
    /// Bytes used up in all.
    used: u64,
}

impl<'a> Tape<'a> {
    pub fn new(input: &'a mut (dyn BufRead + 'a)) -> Self {
        Tape {
            input,
            kept: Vec::new(),
            at: 0,
            mark: None,
            keep: 0,
            error: None,
            used: 0,
        }
    }

    /// The bytes that come next: at least `n` of them, fewer only before the end or an error.
    pub fn peek(&mut self, n: usize) -> &[u8] {
        while self.kept.len() - self.at < n && self.error.is_none() {
            match self.input.fill_buf() {
                Ok([]) => break,
                Ok(buffer) => {
                    let len = buffer.len();
                    self.kept.extend_from_slice(buffer);
                    self.input.consume(len);
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => self.error = Some(error),
            }
        }
        &self.kept[self.at..]
    }

    /// The error that ended the last look, once.
    pub fn error(&mut self) -> Option<Error> {
        self.error.take()
    }

    /// Drops what was looked at but not used.
    pub fn clear(&mut self) {
        self.advance(self.kept.len() - self.at);
    }

    /// Uses up `n` bytes that were looked at.
    pub fn advance(&mut self, n: usize) {
        self.at = (self.at + n).min(self.kept.len());
        self.used += n as u64;
        if self.mark.is_some_and(|mark| self.at - mark > self.keep) {
            self.mark = None;
        }
        let floor = self.mark.unwrap_or(self.at);
        if floor == self.kept.len() || floor > SLACK.max(self.kept.len() / 2) {
            self.kept.drain(..floor);
            self.at -= floor;
            self.mark = self.mark.map(|_| 0);
        }
    }

    /// Bytes used up so far.
    pub fn used(&self) -> u64 {
        self.used
    }

    /// Makes this the place to wind back to, as long as at most `keep` bytes are used after it.
    pub fn mark(&mut self, keep: usize) {
        (self.mark, self.keep) = (Some(self.at), keep);
    }

    /// Winds back to the mark, where it still holds.
    pub fn rewind(&mut self) {
        if let Some(mark) = self.mark.take() {
            self.used -= (self.at - mark) as u64;
            self.at = mark;
        }
    }

    /// Uses up everything before the next `needle`; `false` when there is none before the end or
    /// an error.
    pub fn skip_to(&mut self, needle: &[u8]) -> bool {
        let finder = memchr::memmem::Finder::new(needle);
        loop {
            let view = self.peek(needle.len());
            if view.len() < needle.len() {
                self.clear();
                return false;
            }
            match finder.find(view) {
                Some(at) => {
                    self.advance(at);
                    return true;
                }
                None => {
                    let passed = view.len() + 1 - needle.len();
                    self.advance(passed);
                }
            }
        }
    }
}

impl BufRead for Tape<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.peek(1).is_empty()
            && let Some(error) = self.error()
        {
            return Err(error);
        }
        Ok(&self.kept[self.at..])
    }

    fn consume(&mut self, n: usize) {
        self.advance(n);
    }
}

impl Read for Tape<'_> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let mut buffer = self.fill_buf()?;
        let n = buffer.read(out)?;
        self.advance(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn looks_ahead_and_winds_back() {
        let mut input = BufReader::with_capacity(4, &b"0123456789abcdef"[..]);
        let mut tape = Tape::new(&mut input);
        assert!(tape.peek(6).starts_with(b"012345"));
        tape.advance(2);
        tape.mark(8);
        assert!(tape.skip_to(b"78"));
        assert_eq!((tape.used(), tape.peek(2)[0]), (7, b'7'));
        tape.rewind();
        assert_eq!((tape.used(), tape.peek(1)[0]), (2, b'2'));
        assert!(!tape.skip_to(b"78x"));
        assert!(tape.peek(1).is_empty() && tape.error().is_none());
    }

    #[test]
    fn a_mark_left_far_behind_is_given_up() {
        let mut input = BufReader::with_capacity(4, &b"0123456789"[..]);
        let mut tape = Tape::new(&mut input);
        tape.mark(3);
        tape.skip_to(b"5");
        tape.rewind();
        assert_eq!(tape.peek(1)[0], b'5');
    }
}
