//! All patterns of a grammar as one automaton over symbols, built as far as texts need it.
//!
//! A search runs from one symbol at a time. Run from all symbols at once it would need a state
//! for every way in which expressions begun at different places go on side by side: with hundreds
//! of rules there is no end to them.

use crate::lexicon::alphabet::{SPACE, WIDTH};
use regex_automata::hybrid::CacheError;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input};
use std::ops::{Range, RangeInclusive};
use std::panic::{RefUnwindSafe, UnwindSafe};

/// Symbols of the longest expression. Without a limit, a long run of figures that is no expression
/// would be read to its end from each of its symbols.
const LONGEST: usize = 128;
/// Bytes that states may take in each thread before they are built anew.
const CACHE: usize = 16 << 20;

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>>;

pub(super) struct Automaton {
    dfa: DFA,
    caches: Caches,
    /// By symbol, from [`SPACE`] on: a pattern may begin with it.
    begins: Vec<bool>,
}

impl Automaton {
    /// Of several patterns that match at one place the first counts.
    pub fn new(patterns: &[&str], symbols: RangeInclusive<char>) -> Result<Self, String> {
        let dfa = DFA::builder()
            .configure(DFA::config().cache_capacity(CACHE))
            .thompson(thompson::Config::new().nfa_size_limit(None))
            .build_many(patterns)
            .map_err(|error| error.to_string())?;
        let mut cache = dfa.create_cache();
        let begins = symbols.map(|symbol| begins(&dfa, &mut cache, symbol).unwrap_or(true));
        let begins = begins.collect();
        let fresh = dfa.clone();
        let caches = Pool::new(Box::new(move || fresh.create_cache()) as Box<_>);
        Ok(Automaton {
            dfa,
            caches,
            begins,
        })
    }

    /// The first pattern that matches at the first place from `at` on where one does.
    pub fn find(&self, symbols: &str, at: usize) -> Option<(usize, Range<usize>)> {
        let mut cache = self.caches.get();
        let begins = |(_, symbol): &(usize, char)| {
            let index = *symbol as usize - SPACE as usize;
            self.begins.get(index).copied().unwrap_or(true)
        };
        let mut starts = symbols[at..].char_indices().filter(begins);
        starts.find_map(|(start, _)| self.run(&mut cache, symbols, at + start))
    }

    /// The first pattern that matches at `start`.
    pub fn find_at(&self, symbols: &str, start: usize) -> Option<(usize, Range<usize>)> {
        self.run(&mut self.caches.get(), symbols, start)
    }

    fn run(&self, cache: &mut Cache, symbols: &str, start: usize) -> Option<(usize, Range<usize>)> {
        let end = (start + LONGEST * WIDTH).min(symbols.len());
        let input = Input::new(symbols)
            .range(start..end)
            .anchored(Anchored::Yes);
        // A search can only fail where a pattern has word boundaries or a cache must not be
        // cleared: neither is so here.
        let hit = self.dfa.try_search_fwd(cache, &input).ok()??;
        Some((hit.pattern().as_usize(), start..hit.offset()))
    }
}

fn begins(dfa: &DFA, cache: &mut Cache, symbol: char) -> Result<bool, CacheError> {
    let mut buffer = [0; WIDTH];
    let symbol = symbol.encode_utf8(&mut buffer);
    let input = Input::new(symbol).anchored(Anchored::Yes);
    let Ok(mut state) = dfa.start_state_forward(cache, &input) else {
        return Ok(true);
    };
    for &byte in symbol.as_bytes() {
        state = dfa.next_state(cache, state, byte)?;
    }
    Ok(!state.is_dead())
}
