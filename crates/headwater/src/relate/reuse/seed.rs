//! Winnowed word shingles in an inverted index (Schleimer, Wilkerson and Aiken 2003).

use crate::relate::terms::{self, Marks, Term, Terms, Word};
use std::collections::HashMap;
use std::ops::Range;

/// Words of a shingle.
pub const SHINGLE: usize = 4;
/// Of so many neighbouring shingles at least one is kept: every shared run of
/// `SHINGLE + WINDOW - 1` words is found.
const WINDOW: usize = 3;
/// Documents that one shingle leads to: its first carriers.
pub const CARRIERS: usize = 32;
/// Carriers from which on a shingle may be furniture.
const COMMON: usize = 4;
/// Carriers looked at to decide whether it is.
const SAMPLE: usize = 7;
/// Most telling words of a document, by which carriers are held to be related.
const SKETCH: usize = 24;
/// Share of their telling words, by weight, that related documents have in common.
const RELATED: f64 = 0.2;
/// Share of their telling words, by number, that copies have in common.
const SAME: f64 = 0.6;

/// One shingle that two documents share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The earlier document.
    pub document: usize,
    /// Word at which the shingle begins there.
    pub a: usize,
    /// Word at which it begins in the later document.
    pub b: usize,
}

#[derive(Clone, Copy)]
struct Place {
    document: u32,
    word: u32,
}

/// Shingles that two or more documents carry.
pub struct Index {
    /// Carriers of every shingle, one after the other, each document once.
    places: Vec<Place>,
    /// For every document: word and range in `places` of each shared shingle, in text order.
    shingles: Vec<Vec<(u32, u32, u32)>>,
    /// For every document: words at which furniture begins, sorted.
    furniture: Vec<Vec<u32>>,
}

impl Index {
    /// Indexes a pile. Sorting the shingles makes it `n log n` in the words of the pile.
    pub fn new(terms: &Terms) -> Self {
        // About half of all shingles are kept; growing by steps would hold them twice.
        let words: usize = (0..terms.len()).map(|n| terms.words(n).len()).sum();
        let mut all: Vec<(u64, Place)> = Vec::with_capacity(words * 3 / 5);
        for document in 0..terms.len() {
            let place = |word: usize| Place {
                document: document as u32,
                word: word as u32,
            };
            let kept = winnow(terms.words(document));
            all.extend(kept.map(|(word, shingle)| (shingle, place(word))));
        }
        all.sort_unstable_by_key(|(shingle, p)| (*shingle, p.document, p.word));
        all.dedup_by_key(|(shingle, p)| (*shingle, p.document));
        let mut index = Index {
            places: Vec::new(),
            shingles: vec![Vec::new(); terms.len()],
            furniture: vec![Vec::new(); terms.len()],
        };
        let mut furniture = Furniture::new(terms);
        for carriers in all.chunk_by(|x, y| x.0 == y.0).filter(|c| c.len() > 1) {
            if furniture.is_furniture(carriers) {
                for (_, place) in carriers {
                    index.furniture[place.document as usize].push(place.word);
                }
            } else {
                index.add(carriers);
            }
        }
        for shingles in &mut index.shingles {
            shingles.sort_unstable();
            shingles.shrink_to_fit();
        }
        index.furniture.iter_mut().for_each(|f| f.sort_unstable());
        index
    }

    fn add(&mut self, carriers: &[(u64, Place)]) {
        let first = self.places.len() as u32;
        let lead = carriers.iter().take(CARRIERS).map(|(_, place)| *place);
        self.places.extend(lead);
        let range = (first, self.places.len() as u32);
        for (_, place) in carriers {
            self.shingles[place.document as usize].push((place.word, range.0, range.1));
        }
    }

    /// Stretches of a document that are furniture: two and more such shingles side by side.
    pub fn furniture(&self, document: usize) -> Vec<Range<usize>> {
        let shared = &self.shingles[document];
        let is_shared = |from: u32, to: u32| {
            let first = shared.partition_point(|s| s.0 <= from);
            shared.get(first).is_some_and(|s| s.0 < to)
        };
        let beside = |x: &u32, y: &u32| (y - x) as usize <= WINDOW + SHINGLE && !is_shared(*x, *y);
        let runs = self.furniture[document].chunk_by(beside);
        let several = runs.filter(|run| run.len() > 1);
        several
            .map(|run| run[0] as usize..run[run.len() - 1] as usize + SHINGLE)
            .collect()
    }

    /// Most shingles of a document that begin among these words and that others carry are
    /// furniture.
    pub fn is_furniture(&self, document: usize, words: &Range<usize>) -> bool {
        let furniture = &self.furniture[document];
        let before = |end: usize| furniture.partition_point(|&w| (w as usize) < end);
        let count = before(words.end) - before(words.start);
        let shared = &self.shingles[document];
        let before = |end: usize| shared.partition_point(|s| (s.0 as usize) < end);
        count > before(words.end) - before(words.start)
    }

    /// Shingles that document `b` shares with earlier ones, in order of document and place.
    pub fn hits(&self, b: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        for &(word, first, last) in &self.shingles[b] {
            let carriers = &self.places[first as usize..last as usize];
            let earlier = carriers.iter().take_while(|p| (p.document as usize) < b);
            hits.extend(earlier.map(|place| Hit {
                document: place.document as usize,
                a: place.word as usize,
                b: word as usize,
            }));
        }
        hits.sort_unstable();
        hits
    }
}

/// Tells lines that an outlet repeats from passages that a story carries: most carriers of
/// furniture have nothing else in common.
struct Furniture {
    sketches: Vec<Sketch>,
    known: HashMap<Vec<u32>, bool>,
}

impl Furniture {
    fn new(terms: &Terms) -> Self {
        Furniture {
            sketches: (0..terms.len()).map(|d| Sketch::new(terms, d)).collect(),
            known: HashMap::new(),
        }
    }

    fn is_furniture(&mut self, carriers: &[(u64, Place)]) -> bool {
        if carriers.len() < COMMON {
            return false;
        }
        let count = carriers.len().min(SAMPLE);
        let at = |n: usize| carriers[n * (carriers.len() - 1) / (count - 1)].1.document;
        let sample: Vec<u32> = (0..count).map(at).collect();
        if let Some(&known) = self.known.get(&sample) {
            return known;
        }
        let sketch = |document: u32| &self.sketches[document as usize];
        let is_related = |&a: &u32| {
            sample
                .iter()
                .any(|&b| a != b && sketch(a).is_near(sketch(b)))
        };
        let related = sample.iter().filter(|a| is_related(a)).count();
        let furniture = 3 * related < sample.len();
        self.known.insert(sample, furniture);
        furniture
    }
}

/// The most telling words of a document: rare in the pile and repeated here.
struct Sketch {
    /// Those that other documents hold too, with their weight, in order of term.
    words: Vec<(Term, f64)>,
    /// Weight of the most telling words, those of this document alone included.
    total: f64,
    /// Number of these.
    count: usize,
}

impl Sketch {
    fn new(terms: &Terms, document: usize) -> Self {
        let content = terms
            .words(document)
            .iter()
            .filter(|w| w.is(Marks::CONTENT));
        let mut words: Vec<Term> = content.map(|w| w.term).collect();
        words.sort_unstable();
        let weight = |run: &[Term]| {
            let rarity = (terms.len() as f64 + 1.0) / f64::from(terms.frequency(run[0]).max(1));
            (1.0 + (run.len() as f64).ln()) * rarity.ln()
        };
        let runs = words.chunk_by(|a, b| a == b);
        let mut words: Vec<(Term, f64)> = runs.map(|run| (run[0], weight(run))).collect();
        words.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let total = words.iter().take(SKETCH).map(|(_, weight)| weight).sum();
        let count = words.len().min(SKETCH);
        words.retain(|(term, _)| terms.frequency(*term) > 1);
        words.truncate(SKETCH);
        words.shrink_to_fit();
        words.sort_unstable_by_key(|(term, _)| *term);
        Sketch {
            words,
            total,
            count,
        }
    }

    fn is_near(&self, other: &Sketch) -> bool {
        let in_other = |term: &Term| other.words.binary_search_by_key(term, |(t, _)| *t).is_ok();
        let shared = self.words.iter().filter(|(term, _)| in_other(term));
        let (count, weight) = shared.fold((0, 0.0), |(n, sum), (_, w)| (n + 1, sum + w));
        weight >= RELATED * self.total.min(other.total)
            || f64::from(count) >= SAME * self.count.min(other.count) as f64
    }
}

/// Shingles of a text, the smallest hash of every window, with the word each begins at.
fn winnow(words: &[Word]) -> impl Iterator<Item = (usize, u64)> {
    let hashes: Vec<u64> = words.windows(SHINGLE).map(shingle).collect();
    let windows = hashes
        .len()
        .saturating_sub(WINDOW - 1)
        .max(hashes.len().min(1));
    let mut last = None;
    let mut kept = Vec::with_capacity(hashes.len() / 2);
    for start in 0..windows {
        let window = start..(start + WINDOW).min(hashes.len());
        let least = window.min_by_key(|&i| (hashes[i], std::cmp::Reverse(i)));
        if least != last {
            kept.extend(least.map(|i| (i, hashes[i])));
            last = least;
        }
    }
    kept.into_iter()
}

fn shingle(words: &[Word]) -> u64 {
    terms::run(0, words.iter().map(|w| w.term))
}
