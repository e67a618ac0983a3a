//! How alike two passages are, and whether they are one.

use super::align::{Step, pair};
use super::candidate::LONG_SHINGLE;
use super::passage::{Passage, SHORT};
use super::shape::{Shape, is_similar};
use crate::lexicon::fold::{Word, stem};
use crate::model::PassageKind;
use crate::relate::terms::{TermMap, hash};
use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// Words from which two people are not expected to say the same in one story: then the words are
/// one utterance, and who said it is a discrepancy.
const LONG: usize = 8;

/// What aligning two passages shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Words at one place with one form.
    pub equal: usize,
    /// Words at one place with a similar form.
    pub similar: usize,
    /// Longest run of equal words.
    pub run: usize,
    /// Words in it that say something about the subject.
    pub telling: usize,
    /// Words of the shorter passage, insertions of editors left out.
    pub shorter: usize,
    /// Places where both have a word and the words differ, or one lacks a word, inside the run
    /// from the first equal word to the last.
    pub different: usize,
}

impl Agreement {
    /// Share of the shorter passage that the longer has.
    pub fn containment(&self) -> f64 {
        if self.shorter == 0 {
            return 0.0;
        }
        (self.equal as f64 + 0.8 * self.similar as f64) / self.shorter as f64
    }
}

/// Aligns two passages without their editors' insertions.
pub fn agreement(a: &Passage, b: &Passage) -> Agreement {
    aligned(&shapes(a), &shapes(b))
}

/// Where a passage has the words of a shorter one: its first and its last word of them.
pub fn place(of: &Passage, within: &Passage) -> Option<RangeInclusive<usize>> {
    let words = |p: &Passage| -> Vec<usize> {
        let plain = |&n: &usize| !p.words[n].gloss;
        (0..p.words.len()).filter(plain).collect()
    };
    let (at, there) = (words(within), (shapes(of), shapes(within)));
    let equal = steps(&there.0, &there.1).into_iter();
    let mut equal = equal.filter_map(|step| match step {
        Step::Both(i, j) if there.0[i].equals(&there.1[j]) => Some(at[j]),
        _ => None,
    });
    let first = equal.next()?;
    Some(first..=equal.next_back().unwrap_or(first))
}

/// The words of a passage ready to be compared, without editors' insertions.
pub fn shapes(passage: &Passage) -> Vec<Shape<'_>> {
    let words = passage.words.iter().filter(|w| !w.gloss);
    words.map(Shape::of).collect()
}

fn steps(a: &[Shape], b: &[Shape]) -> Vec<Step> {
    let value = |i: usize, j: usize| {
        if a[i].equals(&b[j]) {
            4
        } else if a[i].is_similar(&b[j]) {
            2
        } else {
            -3
        }
    };
    pair(a.len(), b.len(), value, |_| -1)
}

/// Aligns two passages made ready by [`shapes`].
pub fn aligned(a: &[Shape], b: &[Shape]) -> Agreement {
    let mut found = Agreement {
        shorter: a.len().min(b.len()),
        ..Agreement::default()
    };
    let (mut run, mut telling, mut gap) = (0, 0, 0);
    for step in steps(a, b) {
        match step {
            Step::Both(i, j) if a[i].equals(&b[j]) => {
                found.different += if found.equal > 0 { gap } else { 0 };
                found.equal += 1;
                (run, gap) = (run + 1, 0);
                telling += usize::from(a[i].content);
                (found.run, found.telling) = (found.run, found.telling).max((run, telling));
                continue;
            }
            Step::Both(i, j) if a[i].is_similar(&b[j]) => found.similar += 1,
            _ => {}
        }
        (run, telling) = (0, 0);
        gap += 1;
    }
    found
}

/// A passage made ready to be compared with many others.
pub struct Compared<'a> {
    passage: &'a Passage,
    /// Of a quotation; statements are compared by their stems.
    words: Vec<Shape<'a>>,
    /// Content stems, sorted, each once.
    stems: Vec<&'a str>,
    /// What each stem says, and all together that are no numbers.
    weights: Vec<f64>,
    weight: f64,
}

/// What two passages have in common.
#[derive(Default)]
struct Common {
    stems: usize,
    /// What the stems say that are no numbers, and the numbers.
    words: f64,
    numbers: f64,
}

/// What each stem says: the more, the fewer of the passages of a pile have it.
#[derive(Default)]
pub struct Says {
    passages: usize,
    /// Passages by the hash of the stem's letters.
    count: TermMap<u32>,
}

impl Says {
    /// What stems say among these passages.
    pub fn new(passages: &[&Passage]) -> Self {
        let mut says = Says {
            passages: passages.len(),
            count: TermMap::default(),
        };
        for stem in passages.iter().flat_map(|p| stems(p)) {
            *says.count.entry(hash(stem)).or_default() += 1;
        }
        says
    }

    /// Counts other passages as well.
    pub fn add(&mut self, other: Says) {
        self.passages += other.passages;
        for (stem, count) in other.count {
            *self.count.entry(stem).or_default() += count;
        }
    }

    /// In nats; nothing where no passage is known to have it.
    fn of(&self, stem: &str) -> f64 {
        let count = self.count.get(&hash(stem));
        count.map_or(0.0, |&count| {
            (1.0 + self.passages as f64 / f64::from(count)).ln()
        })
    }
}

/// Passages made ready.
pub fn compared<'a>(passages: &[&'a Passage], says: &Says) -> Vec<Compared<'a>> {
    let compared = |&passage: &&'a Passage| {
        let stems = stems(passage);
        let weights: Vec<f64> = stems.iter().map(|stem| says.of(stem)).collect();
        Compared {
            passage,
            words: match passage.kind {
                PassageKind::Quotation => shapes(passage),
                PassageKind::Statement => Vec::new(),
            },
            weight: (stems.iter().zip(&weights))
                .filter(|(stem, _)| !is_number(stem))
                .map(|(_, weight)| weight)
                .sum(),
            stems,
            weights,
        }
    };
    passages.iter().map(compared).collect()
}

fn stems(passage: &Passage) -> Vec<&str> {
    let content = passage.words.iter().filter(|w| w.content);
    let mut stems: Vec<&str> = content.map(|w| stem(&w.form)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

impl Compared<'_> {
    /// The stems that both have.
    fn common(&self, other: &Compared) -> Common {
        let (mut i, mut j, mut common) = (0, 0, Common::default());
        while i < self.stems.len() && j < other.stems.len() {
            match self.stems[i].cmp(other.stems[j]) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    common.stems += 1;
                    if is_number(self.stems[i]) {
                        common.numbers += self.weights[i];
                    } else {
                        common.words += self.weights[i];
                    }
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        common
    }
}

fn is_number(stem: &str) -> bool {
    stem.starts_with(|c: char| c.is_ascii_digit())
}

/// How alike two passages are, 0.5 to 1, or `None` when they cannot be one: two resolved speakers
/// differ, or too little is shared.
pub fn likeness(a: &Compared, b: &Compared, same_story: bool) -> Option<f64> {
    let shared = match a.passage.kind {
        PassageKind::Quotation => quotation_likeness(a, b, same_story),
        PassageKind::Statement => statement_likeness(a, b),
    };
    // What may be one counts for more than one half, however few words translations share.
    shared.map(|share| 0.5 + share / 2.0)
}

fn quotation_likeness(a: &Compared, b: &Compared, same_story: bool) -> Option<f64> {
    let found = aligned(&a.words, &b.words);
    let contained = found.containment();
    // Where a speaker may be the wrong one, fewer equal words weigh more than the clash.
    let sure = a.passage.sure && b.passage.sure;
    let enough = if sure { LONG } else { SHORT };
    let beyond_chance = same_story && found.shorter >= enough && contained >= 0.9;
    if speakers_clash(a.passage, b.passage) && !beyond_chance {
        return None;
    }
    let speaker = &a.passage.speaker;
    let same_speaker = speaker.is_some() && *speaker == b.passage.speaker;
    let one = if found.shorter < SHORT {
        same_story && contained >= 0.99 && (same_speaker || found.shorter > 3)
    } else if !same_story {
        found.run >= LONG_SHINGLE && contained >= 0.6
    } else {
        contained >= 0.8
            || found.run >= 5 && found.telling >= 2 && contained >= 0.5
            || same_speaker && contained >= 0.5 && content_overlap(a, b) >= 0.6
    };
    if !one && same_story && same_speaker && a.passage.translated {
        return translated_alike(a.passage, b.passage);
    }
    one.then_some(contained.min(1.0))
}

/// Content stems in one order from which two sentences can be translations of one.
const IN_ORDER: usize = 4;
/// Share of the content stems of the sentence with fewer of them that they must be.
const TRANSLATED: f64 = 0.4;

/// Two translations share few words, but those that say most, and in one order. The share of the
/// shorter sentence that the likest two sentences have in common, if it is enough.
fn translated_alike(a: &Passage, b: &Passage) -> Option<f64> {
    let content = |words: &[Word]| -> Vec<String> {
        let content = words.iter().filter(|w| !w.gloss && w.content);
        content.map(|w| stem(&w.form).to_string()).collect()
    };
    let of = |p: &Passage| -> Vec<Vec<String>> { p.sentences().map(content).collect() };
    let (a, b) = (of(a), of(b));
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    pairs
        .filter_map(|(x, y)| {
            let shared = in_order(x, y);
            let share = shared as f64 / x.len().min(y.len()) as f64;
            (shared >= IN_ORDER && share >= TRANSLATED).then_some(share)
        })
        .max_by(f64::total_cmp)
}

/// How many stems two sentences share in one order.
fn in_order(a: &[String], b: &[String]) -> usize {
    let value = |i: usize, j: usize| if a[i] == b[j] { 4 } else { -3 };
    let path = pair(a.len(), b.len(), value, |_| -1);
    path.iter()
        .filter(|step| matches!(step, Step::Both(i, j) if a[*i] == b[*j]))
        .count()
}

/// Both speakers are known and cannot be the same.
pub fn speakers_clash(a: &Passage, b: &Passage) -> bool {
    let other = matches!((&a.speaker, &b.speaker), (Some(a), Some(b)) if a != b);
    let spelled = matches!((&a.name, &b.name), (Some(a), Some(b)) if are_spellings(a, b));
    other && !spelled
}

/// Two names that end alike, or share a long word, may be of one: 'Dvorek' and 'Dworek', 'W. Mark
/// Felt Sr.' and 'Mark Felt'.
fn are_spellings(a: &str, b: &str) -> bool {
    let mut words = a.split(' ').filter(|word| word.len() > 3);
    if words.any(|word| b.split(' ').any(|other| word == other)) {
        return true;
    }
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let (a, b) = (last(a), last(b));
    a == b || is_similar(&a, &b)
}

/// Share of the content stems of the passage with fewer of them that the other has too; 0 below
/// four stems.
fn content_overlap(a: &Compared, b: &Compared) -> f64 {
    let shorter = a.stems.len().min(b.stems.len());
    if shorter < 4 {
        return 0.0;
    }
    a.common(b).stems as f64 / shorter as f64
}

/// Two sentences state the same when the shorter one's content is in the longer one, and the
/// longer one does not say much more. Equal numbers count for it, others not against it: in these
/// two reports of one thing may differ.
fn statement_likeness(a: &Compared, b: &Compared) -> Option<f64> {
    if a.passage.document == b.passage.document {
        return None;
    }
    let common = a.common(b);
    if common.stems < 4 {
        return None;
    }
    let both = common.words + common.numbers;
    let contained = both / (a.weight.min(b.weight) + common.numbers);
    let jaccard = both / (a.weight + b.weight - common.words + common.numbers);
    (contained >= 0.65 && jaccard >= 0.4).then_some(contained.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::relate::collation::passage::sentence_breaks;

    fn passage(document: usize, text: &str) -> Passage {
        let span = Span::new(0, text.len());
        let plain = Passage::plain(document, text, span, PassageKind::Quotation);
        Passage {
            speaker: Some("speaker".into()),
            translated: true,
            breaks: sentence_breaks(text, &plain.words),
            ..plain
        }
    }

    #[test]
    fn translations_share_what_says_most_in_one_order() {
        let one = |a: &str, b: &str| {
            let pair = [passage(0, a), passage(1, b)];
            let pair: Vec<&Passage> = pair.iter().collect();
            let pair = compared(&pair, &Says::default());
            quotation_likeness(&pair[0], &pair[1], true).is_some()
        };
        let warned = "We warned the company about this ship, and the company did not listen. The \
            sea does not read timetables, and nobody in my ministry will sign a paper that says \
            otherwise.";
        let cautioned = "We cautioned the operator over this vessel and the operator would not \
            hear it. The sea keeps to no timetable, and no one in my ministry is going to put a \
            name to any paper which claims that it does.";
        let other = "No company will leave its ships on the sea without a paper from my ministry \
            again, and no timetable will be worth more than a life.";
        assert!(one(warned, cautioned));
        assert!(!one(warned, other));
    }
}
