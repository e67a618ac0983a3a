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

/// FNV-1a (Fowler, Noll, Vo).
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        let next = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        self.0 = bytes.iter().fold(self.0, next);
    }

    fn finish(&self) -> u64 {
        // Tables take the upper bits for a first comparison, which short words leave alike.
        self.0 ^ self.0.rotate_left(32)
    }
}
