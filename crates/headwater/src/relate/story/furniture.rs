//! Lines that an outlet repeats from article to article, learned as the pile is read.

use crate::relate::terms::{Term, TermMap};
use serde::{Deserialize, Serialize};

/// Documents of one outlet from which on a line is furniture: more than the updates of one story.
const REPEATED: u8 = 5;
/// How many documents of an outlet carry each line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Furniture {
    lines: TermMap<u8>,
}

impl Furniture {
    /// Counts the lines of one more document, each once.
    pub fn add(&mut self, lines: &[Term]) {
        for &line in lines {
            let count = self.lines.entry(line).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// The line is repeated.
    pub fn holds(&self, line: Term) -> bool {
        self.lines
            .get(&line)
            .is_some_and(|&count| count >= REPEATED)
    }

    /// Forgets lines that only one document carried so far.
    pub fn forget_rare(&mut self) {
        self.lines.retain(|_, count| *count > 1);
    }
}
