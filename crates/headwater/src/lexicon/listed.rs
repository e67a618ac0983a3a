//! Maps and sets of the words that the library ships.
//!
//! Texts look words up, millions of them; nobody outside chooses what the maps hold. So they hash
//! fast and need no defence against keys made to collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// What is known about listed words.
pub type ListedMap<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;
/// Listed words.
pub type ListedSet<K> = HashSet<K, BuildHasherDefault<Fnv>>;

/// The hash of nothing, from which [`fnv`] goes on.
pub const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash with one more byte, after FNV-1a (Fowler, Noll, Vo).
pub fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// FNV-1a as a table's hasher.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(FNV)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| fnv(hash, byte));
    }

    fn finish(&self) -> u64 {
        // Tables take the upper bits for a first comparison, which short words leave alike.
        self.0 ^ self.0.rotate_left(32)
    }
}
