//! Patterns in letters of their own.
//!
//! Classes such as `\p{L}` hold hundreds of ranges, and an automaton over UTF-8 has them anew
//! wherever a pattern repeats the class: thousands of states that take longer to build than most
//! runs take to read their texts. So characters beyond ASCII that a pattern cannot tell apart
//! become one byte here, and the pattern one over these bytes; it matches what it matched before.

use regex_syntax::hir::{
    Capture, Class, ClassBytes, ClassBytesRange, ClassUnicode, Hir, HirKind, Repetition,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The first character, and letter, that is not ASCII.
const FIRST: u32 = 0x80;

/// Which byte stands for which characters; those of ASCII stand for themselves.
pub(super) struct Letters {
    /// Where characters of another letter begin, in order.
    starts: Vec<(u32, u8)>,
    /// A character of each letter, the letters in order.
    samples: Vec<u32>,
}

/// Characters, by the first and last of each range.
type Ranges = Vec<(u32, u32)>;

/// The pattern in its letters.
///
/// # Errors
/// When it is no regular expression, or tells too many characters apart.
pub(super) fn translate(pattern: &str) -> Result<(Letters, Hir), String> {
    let hir = regex_syntax::parse(pattern).map_err(|error| error.to_string())?;
    if hir.properties().look_set().contains_word_unicode() {
        return Err("word boundaries of Unicode look into characters".into());
    }
    let mut sets = BTreeSet::new();
    gather(&hir, &mut sets);
    let letters = Letters::new(&sets)?;
    let hir = letters.put(&hir);
    Ok((letters, hir))
}

/// The sets of characters beyond ASCII that a pattern asks for.
fn gather(hir: &Hir, sets: &mut BTreeSet<Ranges>) {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let beyond = text.chars().map(u32::from).filter(|&c| c >= FIRST);
            sets.extend(beyond.map(|c| vec![(c, c)]));
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class
                .iter()
                .map(|r| (u32::from(r.start()), u32::from(r.end())));
            let beyond = ranges.filter(|(_, end)| *end >= FIRST);
            let beyond: Ranges = beyond.map(|(start, end)| (start.max(FIRST), end)).collect();
            sets.extend((!beyond.is_empty()).then_some(beyond));
        }
        HirKind::Repetition(repetition) => gather(&repetition.sub, sets),
        HirKind::Capture(capture) => gather(&capture.sub, sets),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| gather(part, sets));
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => {}
    }
}

impl Letters {
    /// Characters that stand in the same sets share a letter.
    fn new(sets: &BTreeSet<Ranges>) -> Result<Self, String> {
        let mut edges: Vec<(u32, u128)> = vec![(FIRST, 0)];
        for (n, ranges) in sets.iter().enumerate() {
            let bit = 1u128
                .checked_shl(n as u32)
                .ok_or("it has too many classes")?;
            edges.extend(
                ranges
                    .iter()
                    .flat_map(|(start, end)| [(*start, bit), (end + 1, bit)]),
            );
        }
        edges.sort_unstable();
        let mut known = BTreeMap::new();
        let (mut starts, mut samples) = (Vec::new(), Vec::new());
        let mut inside = 0;
        for edge in edges.chunk_by(|a, b| a.0 == b.0) {
            inside = edge.iter().fold(inside, |bits, (_, bit)| bits ^ bit);
            let letter = *known.entry(inside).or_insert(samples.len());
            if letter == samples.len() {
                samples.push(edge[0].0);
            }
            let letter = u8::try_from(FIRST as usize + letter);
            starts.push((edge[0].0, letter.map_err(|_| "it tells too much apart")?));
        }
        Ok(Letters { starts, samples })
    }

    /// The text in letters, one for each character.
    pub fn of<'t>(&self, text: &'t str) -> Cow<'t, [u8]> {
        if text.is_ascii() {
            return text.as_bytes().into();
        }
        let letter = |c: char| {
            if c.is_ascii() {
                return c as u8;
            }
            let after = self
                .starts
                .partition_point(|(start, _)| *start <= u32::from(c));
            after.checked_sub(1).map_or(c as u8, |at| self.starts[at].1)
        };
        text.chars().map(letter).collect()
    }

    fn put(&self, hir: &Hir) -> Hir {
        let all = |parts: &[Hir]| parts.iter().map(|part| self.put(part)).collect();
        match hir.kind() {
            HirKind::Literal(literal) => {
                let text = String::from_utf8_lossy(&literal.0);
                Hir::literal(self.of(&text).into_owned())
            }
            HirKind::Class(Class::Unicode(class)) => Hir::class(Class::Bytes(self.class(class))),
            HirKind::Repetition(repetition) => Hir::repetition(Repetition {
                min: repetition.min,
                max: repetition.max,
                greedy: repetition.greedy,
                sub: Box::new(self.put(&repetition.sub)),
            }),
            HirKind::Capture(capture) => Hir::capture(Capture {
                index: capture.index,
                name: capture.name.clone(),
                sub: Box::new(self.put(&capture.sub)),
            }),
            HirKind::Concat(parts) => Hir::concat(all(parts)),
            HirKind::Alternation(parts) => Hir::alternation(all(parts)),
            HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => hir.clone(),
        }
    }

    fn class(&self, class: &ClassUnicode) -> ClassBytes {
        let ranges = class.ranges();
        let ascii = ranges.iter().map_while(|range| {
            let (start, end) = (u32::from(range.start()), u32::from(range.end()));
            (start < FIRST).then(|| ClassBytesRange::new(start as u8, end.min(FIRST - 1) as u8))
        });
        let holds = |character: u32| {
            let at = ranges.partition_point(|range| u32::from(range.end()) < character);
            ranges
                .get(at)
                .is_some_and(|range| u32::from(range.start()) <= character)
        };
        // Most classes are one letter of ASCII, large and small.
        let beyond = ranges
            .last()
            .is_some_and(|range| u32::from(range.end()) >= FIRST);
        let samples = if beyond { &self.samples[..] } else { &[] };
        let letters = (FIRST as u8..=u8::MAX).zip(samples);
        let letters = letters.filter(|(_, sample)| holds(**sample));
        let letters = letters.map(|(letter, _)| ClassBytesRange::new(letter, letter));
        ClassBytes::new(ascii.chain(letters))
    }
}
