//! Inputs that were damaged at random: nothing panics, and a damaged document never takes its
//! neighbours with it.

use super::sample::{self, article};
use super::*;

/// Damaged inputs of each format.
const ROUNDS: u64 = 10_000;

/// A small generator: results must be the same on every machine (Vigna, xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n.max(1)
    }

    /// Changes, doubles, drops or inserts a few bytes.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len());
            let len = self.below(9).min(bytes.len() - at);
            match self.below(4) {
                0 => bytes[at] = self.below(256) as u8,
                1 => drop(bytes.drain(at..at + len)),
                2 => bytes
                    .splice(at..at, (0..len).map(|n| (n as u8).wrapping_mul(37)))
                    .for_each(drop),
                _ => bytes[at] ^= 1 << self.below(8),
            }
            if bytes.is_empty() {
                return;
            }
        }
    }
}

fn options() -> Options {
    Options {
        max_bytes: 1 << 16,
        ..Options::default()
    }
}

#[test]
fn nothing_panics() {
    let all = sample::all().into_iter();
    let all = all.map(|(name, parts)| (name, parts.concat()));
    for (name, whole) in all.chain(sample::others()) {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for _ in 0..ROUNDS {
            let mut bytes = whole.clone();
            random.damage(&mut bytes);
            let (raws, problems) = read_all(name, &bytes, options());
            assert!(raws.len() + problems.len() > 0, "{name}");
        }
    }
}

/// Damage inside the second of three documents, whatever of it is hit: header, length, checksum
/// or content. The first and the third, no byte of which is touched, must be read. Two limits lie
/// in the formats. The line feed after a line, and the empty line after a message of a mailbox,
/// are all that parts it from the next: they are left alone. And a quotation mark that is lost in
/// a table joins rows, as its rules say: there only the row before must stay.
#[test]
fn neighbours_are_kept() {
    let mut lost = std::collections::BTreeMap::new();
    for (name, parts) in sample::all() {
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let last = if name == "a.csv" { 1 } else { 3 };
        let kept = match name {
            "a.jsonl" | "a.csv" => 1,
            "a.mbox" => 2,
            _ => 0,
        };
        for _ in 0..ROUNDS {
            let mut parts = parts.clone();
            let end = parts[2].split_off(parts[2].len() - kept);
            random.damage(&mut parts[2]);
            parts[2].extend(end);
            let (raws, _) = read_all(name, &parts.concat(), options());
            for n in [1, last] {
                if !raws.iter().any(|raw| raw.text.contains(&article(n))) {
                    *lost.entry((name, n)).or_insert(0) += 1;
                }
            }
        }
    }
    assert!(lost.is_empty(), "{lost:?}");
}
