//! All patterns of a grammar as one automaton over symbols, built as far as texts need it.
//!
//! A search runs from one symbol at a time. Run from all symbols at once it would need a state
//! for every way in which expressions begun at different places go on side by side: with hundreds
//! of rules there is no end to them.

use super::program::{Program, Step};
use crate::lexicon::alphabet::Symbol;
use crate::lexicon::listed::ListedMap;
use regex_automata::util::pool::Pool;
use std::ops::Range;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

/// Symbols of the longest expression. Without a limit, a long run of figures that is no expression
/// would be read to its end from each of its symbols.
const LONGEST: usize = 128;
/// States of each thread beyond which they are built anew; a search adds at most [`LONGEST`].
const STATES: usize = 8000;

type State = u16;
/// No state: a step that nobody took yet.
const UNKNOWN: State = State::MAX;
/// From here nothing can match.
const DEAD: State = 0;
/// Where each search begins.
const START: State = 1;

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>>;

pub(super) struct Automaton {
    pub program: Program,
    symbols: usize,
    caches: Caches,
}

/// The states that texts have needed so far.
#[derive(Default)]
struct Cache {
    /// By state and symbol.
    next: Vec<State>,
    /// The steps of each state, which take symbols or end a pattern, the preferred first.
    steps: Vec<Arc<[u32]>>,
    /// The pattern that has matched in each.
    ended: Vec<Option<usize>>,
    known: ListedMap<Arc<[u32]>, State>,
    /// Steps that the state being built has seen, by the number of that building.
    seen: Vec<u32>,
    building: u32,
}

impl Automaton {
    /// Of several patterns that match at one place the first counts.
    pub fn new(program: Program, symbols: usize) -> Self {
        Automaton {
            program,
            symbols,
            caches: Pool::new(Box::new(Cache::default) as Box<_>),
        }
    }

    /// The first pattern that matches at the first place from `at` on where one does.
    pub fn find(&self, symbols: &[Symbol], at: usize) -> Option<(usize, Range<usize>)> {
        let mut cache = self.caches.get();
        (at..symbols.len()).find_map(|start| {
            let first = START as usize * self.symbols + usize::from(symbols[start]);
            match cache.next.get(first) {
                Some(&DEAD) => None,
                _ => self.run(&mut cache, symbols, start),
            }
        })
    }

    /// The first pattern that matches at `start`.
    pub fn find_at(&self, symbols: &[Symbol], start: usize) -> Option<(usize, Range<usize>)> {
        self.run(&mut self.caches.get(), symbols, start)
    }

    fn run(
        &self,
        cache: &mut Cache,
        symbols: &[Symbol],
        start: usize,
    ) -> Option<(usize, Range<usize>)> {
        if cache.steps.is_empty() || cache.steps.len() > STATES {
            self.clear(cache);
        }
        let (mut state, mut hit) = (START, None);
        for (at, &symbol) in symbols.iter().enumerate().skip(start).take(LONGEST) {
            state = self.next(cache, state, symbol);
            if state == DEAD {
                break;
            }
            if let Some(pattern) = cache.ended[usize::from(state)] {
                hit = Some((pattern, start..at + 1));
            }
        }
        hit
    }

    /// Leaves the states in which every search begins or ends.
    fn clear(&self, cache: &mut Cache) {
        *cache = Cache {
            seen: vec![0; self.program.steps.len()],
            ..Cache::default()
        };
        let starts: Vec<usize> = self.program.starts.clone();
        for steps in [Vec::new(), self.closure(cache, starts)] {
            self.state(cache, steps);
        }
    }

    fn next(&self, cache: &mut Cache, state: State, symbol: Symbol) -> State {
        let place = usize::from(state) * self.symbols + usize::from(symbol);
        if cache.next[place] == UNKNOWN {
            let steps = cache.steps[usize::from(state)].clone();
            let taken = steps.iter().filter(|&&step| {
                let step = self.program.steps[step as usize];
                matches!(step, Step::Take(set) if self.program.holds(set, symbol))
            });
            let steps = self.closure(cache, taken.map(|&step| step as usize + 1));
            cache.next[place] = self.state(cache, steps);
        }
        cache.next[place]
    }

    /// The steps that take a symbol or end a pattern, reached from `starts` without a symbol. What
    /// is less preferred than an end can no longer count.
    fn closure(&self, cache: &mut Cache, starts: impl IntoIterator<Item = usize>) -> Vec<u32> {
        let mut steps = Vec::new();
        let mut open = Vec::new();
        cache.building += 1;
        for start in starts {
            open.push(start);
            while let Some(step) = open.pop() {
                if std::mem::replace(&mut cache.seen[step], cache.building) == cache.building {
                    continue;
                }
                match self.program.steps[step] {
                    Step::Take(_) => steps.push(step as u32),
                    Step::Fork(one, other) => open.extend([other, one]),
                    Step::Go(to) => open.push(to),
                    Step::Note(_) => open.push(step + 1),
                    Step::End(_) => {
                        steps.push(step as u32);
                        return steps;
                    }
                }
            }
        }
        steps
    }

    /// The state of these steps.
    fn state(&self, cache: &mut Cache, steps: Vec<u32>) -> State {
        if let Some(&known) = cache.known.get(steps.as_slice()) {
            return known;
        }
        let state = cache.steps.len() as State;
        let steps: Arc<[u32]> = steps.into();
        cache
            .ended
            .push(steps.last().and_then(|&step| self.ended(step)));
        cache.next.resize(cache.next.len() + self.symbols, UNKNOWN);
        cache.known.insert(steps.clone(), state);
        cache.steps.push(steps);
        state
    }

    fn ended(&self, step: u32) -> Option<usize> {
        match self.program.steps[step as usize] {
            Step::End(pattern) => Some(pattern),
            _ => None,
        }
    }
}
