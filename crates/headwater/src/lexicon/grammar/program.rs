//! The patterns of a grammar as steps over symbols, and where the groups of a match lie.

use crate::lexicon::alphabet::Symbol;
use std::ops::Range;

/// One step. Steps go on with the next unless they say otherwise.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// Takes a symbol of this set.
    Take(u32),
    /// Goes two ways; a match by the first is preferred.
    Fork(usize, usize),
    /// Goes on there.
    Go(usize),
    /// A group begins or ends here: twice its number, and one more for its end.
    Note(usize),
    /// This pattern has matched.
    End(usize),
}

/// Steps of all patterns.
pub(super) struct Program {
    pub steps: Vec<Step>,
    /// First step of each pattern.
    pub starts: Vec<usize>,
    /// Words of a set; each has as many.
    words: usize,
    /// The symbols of each set, as bits.
    sets: Vec<u64>,
}

/// How the search for the groups of a match goes on.
enum Job {
    /// At this step, before this symbol.
    Try(usize, usize),
    /// Puts back what was noted before a way that led to nothing.
    Forget(usize, Option<usize>),
}

impl Program {
    /// An empty program over so many symbols.
    pub fn new(symbols: usize) -> Self {
        Program {
            steps: Vec::new(),
            starts: Vec::new(),
            words: symbols.div_ceil(64),
            sets: Vec::new(),
        }
    }

    /// The steps that follow are those of another pattern.
    pub fn begin(&mut self) {
        self.starts.push(self.steps.len());
    }

    /// The pattern is complete.
    pub fn end(&mut self) {
        self.steps.push(Step::End(self.starts.len() - 1));
    }

    /// Adds a step, of which it gives the place.
    pub fn push(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    /// Adds a set of symbols.
    pub fn set(&mut self, symbols: impl IntoIterator<Item = Symbol>) -> u32 {
        let start = self.sets.len();
        self.sets.resize(start + self.words, 0);
        for symbol in symbols {
            self.sets[start + usize::from(symbol) / 64] |= 1 << (symbol % 64);
        }
        (start / self.words) as u32
    }

    /// Whether a set holds a symbol.
    pub fn holds(&self, set: u32, symbol: Symbol) -> bool {
        let word = self.sets[set as usize * self.words + usize::from(symbol) / 64];
        word >> (symbol % 64) & 1 == 1
    }

    /// Where the groups of `pattern` begin and end in its match at the start of `symbols`, which
    /// end with it; the first two places are those of the expression.
    pub fn groups(&self, pattern: usize, labels: usize, symbols: &[Symbol]) -> Option<Groups> {
        let first = self.starts[pattern];
        let end = self.starts.get(pattern + 1).copied();
        let width = end.unwrap_or(self.steps.len()) - first;
        let mut tried = Tried::new(width * (symbols.len() + 1));
        let mut notes = vec![None; 2 * labels + 2];
        let mut jobs = vec![Job::Try(first, 0)];
        while let Some(job) = jobs.pop() {
            let (mut step, mut at) = match job {
                Job::Try(step, at) => (step, at),
                Job::Forget(place, before) => {
                    notes[place] = before;
                    continue;
                }
            };
            while !tried.again(at * width + step - first) {
                match self.steps[step] {
                    Step::Take(set) if symbols.get(at).is_some_and(|&s| self.holds(set, s)) => {
                        (step, at) = (step + 1, at + 1);
                    }
                    Step::Take(_) => break,
                    Step::Fork(one, other) => {
                        jobs.push(Job::Try(other, at));
                        step = one;
                    }
                    Step::Go(to) => step = to,
                    Step::Note(place) => {
                        jobs.push(Job::Forget(place, notes[place].replace(at)));
                        step += 1;
                    }
                    Step::End(_) => return Some(Groups(notes)),
                }
            }
        }
        None
    }
}

/// The places of a search that were tried, as bits.
struct Tried(Vec<u64>);

impl Tried {
    fn new(places: usize) -> Self {
        Tried(vec![0; places.div_ceil(64)])
    }

    /// Whether a place was tried before; now it is.
    fn again(&mut self, place: usize) -> bool {
        let (word, bit) = (&mut self.0[place / 64], 1 << (place % 64));
        let again = *word & bit != 0;
        *word |= bit;
        again
    }
}

/// Where the groups of a match begin and end, in symbols from its start.
pub(super) struct Groups(Vec<Option<usize>>);

impl Groups {
    /// The symbols of a group, counted from `start`; none when the match went without it.
    pub fn of(&self, group: usize, start: usize) -> Option<Range<usize>> {
        Some(start + self.0[2 * group]?..start + self.0[2 * group + 1]?)
    }
}
