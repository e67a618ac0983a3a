//! Ages that a document gives with names, and who is told by one: 'the 19-year-old'.

use crate::annotate::clause::{Clauses, ItemKind};
use crate::lexicon::number;
use std::ops::Range;

/// An age in years and whose it is, with the byte where the name begins, in text order.
#[derive(Default)]
pub(super) struct Ages<'a>(Vec<(usize, u32, &'a str)>);

impl<'a> Ages<'a> {
    /// Takes note of 'Ann Lee, 44,' and of '44-year-old Ann Lee', where the name begins at byte `start`.
    pub fn learn(&mut self, c: &Clauses, start: usize, name: Range<usize>, bearer: &'a str) {
        let before = name.start.checked_sub(1).and_then(|i| told(c.text(i)));
        let number = name.end + 1;
        let behind = || {
            let comma = number < c.items.len() && c.kind(name.end) == ItemKind::Comma;
            let closes = |i| matches!(c.kind(i), ItemKind::Comma | ItemKind::Stop);
            let alone = number + 1 == c.items.len() || comma && closes(number + 1);
            let age = comma && alone && c.kind(number) == ItemKind::Number;
            c.text(number).parse().ok().filter(|_| age)
        };
        let known = before.or_else(|| (number < c.items.len()).then(behind)?);
        self.0.extend(known.map(|age| (start, age, bearer)));
    }

    /// The only one of that age named before a byte, `Err` where several are.
    pub fn bearer(&self, age: u32, at: usize) -> Result<Option<&'a str>, ()> {
        let before = self.0.iter().take_while(|(start, ..)| *start < at);
        let mut bearers = before.filter(|(_, years, _)| *years == age);
        let first = bearers.next().map(|(.., name)| *name);
        match bearers.all(|(.., name)| Some(*name) == first) {
            true => Ok(first),
            false => Err(()),
        }
    }

    /// Some age of this name is given.
    pub fn knows(&self, name: &str) -> bool {
        self.0.iter().any(|(.., bearer)| *bearer == name)
    }
}

/// The years of '19-year-old', 'six-year-old'.
pub(super) fn told(word: &str) -> Option<u32> {
    let number = word.strip_suffix("-year-old")?;
    number::read(number.split('-')).map(|years| years as u32)
}
