//! Maps and sets of the words that the library ships.
//!
//! Texts look words up, millions of them; nobody outside chooses what the maps hold. So they hash
//! fast and need no defence against keys made to collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// What is known about listed words.
pub type ListedMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
/// Listed words.
pub type ListedSet<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// What is known about things by the hash of each.
pub type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Ready>>;

/// The hash of nothing, from which [`fnv`] goes on.
pub const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash with one more byte, after FNV-1a (Fowler, Noll, Vo).
pub fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// A table's hasher: eight bytes at a time, as Firefox hashes.
#[derive(Clone, Copy, Default)]
pub struct Quick(u64);

impl Quick {
    fn add(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (parts, rest) = bytes.as_chunks::<8>();
        parts
            .iter()
            .for_each(|part| self.add(u64::from_le_bytes(*part)));
        let (parts, rest) = rest.as_chunks::<4>();
        parts
            .iter()
            .for_each(|part| self.add(u32::from_le_bytes(*part).into()));
        rest.iter().for_each(|&byte| self.add(byte.into()));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(byte.into());
    }

    fn write_u64(&mut self, part: u64) {
        self.add(part);
    }

    fn finish(&self) -> u64 {
        // Tables take the lower bits for the place, which few of those above have reached.
        self.0 ^ self.0 >> 32
    }
}

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Default)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| fnv(hash, byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
