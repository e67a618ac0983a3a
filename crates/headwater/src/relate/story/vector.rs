//! What a document is about, as sparse weighted words.

use super::event::Event;
use crate::lexicon::token::tokenize;
use crate::model::{Day, Document, Role, Span};
use crate::relate::terms::{Marks, Term, Word, fold, mix};
use serde::{Deserialize, Serialize};

/// Content words of title, summary and opening that count as the lead.
const LEAD: usize = 45;
/// Content words that stand for the headline where a document has none.
const HEADLINE: usize = 10;
/// Words of a line by which it can be told from chance.
const LINE: usize = 3;
/// Words of a shingle.
const SHINGLE: usize = 4;
/// One shingle in so many is kept, those whose hash it divides.
const SAMPLE: u64 = 4;

/// A word as the lower half of its hash.
pub type Key = u32;

/// Weighted words in order of key, of length 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sparse(Vec<(Key, f32)>);

impl Sparse {
    /// Weighs each word by `1 + ln(count)` times its rarity.
    fn new(mut words: Vec<Term>, rarity: impl Fn(Term) -> f64) -> Self {
        words.sort_unstable_by_key(|&term| (term as Key, term));
        let runs = words.chunk_by(|a, b| a == b);
        let weight = |run: &[Term]| (1.0 + (run.len() as f64).ln()) * rarity(run[0]);
        let all = runs.map(|run| (run[0] as Key, weight(run) as f32));
        let mut words: Vec<(Key, f32)> = all.collect();
        words.dedup_by_key(|(key, _)| *key);
        Self::normal(words)
    }

    fn normal(mut words: Vec<(Key, f32)>) -> Self {
        let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            words.iter_mut().for_each(|(_, w)| *w /= length);
        }
        words.shrink_to_fit();
        Sparse(words)
    }

    /// Words with their weights, in order of key.
    pub fn words(&self) -> &[(Key, f32)] {
        &self.0
    }

    /// The words that both hold: place in this one, and the weights in each.
    pub fn shared<'a>(&'a self, other: &'a Sparse) -> impl Iterator<Item = (usize, f32, f32)> + 'a {
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            while let (Some(&(a, x)), Some(&(b, y))) = (self.0.get(i), other.0.get(j)) {
                // Which side goes on cannot be foreseen: no branch for the processor to guess.
                i += usize::from(a <= b);
                j += usize::from(b <= a);
                if a == b {
                    return Some((i - 1, x, y));
                }
            }
            None
        })
    }

    /// Cosine of two vectors, 0 to 1.
    pub fn cosine(&self, other: &Sparse) -> f64 {
        self.shared(other).map(|(_, x, y)| f64::from(x * y)).sum()
    }

    /// Share of this vector's weight on words that the other holds, 0 to 1; `None` when empty.
    pub fn held_by(&self, other: &Sparse) -> Option<f64> {
        let shared: f32 = self.shared(other).map(|(_, x, _)| x * x).sum();
        (!self.0.is_empty()).then(|| f64::from(shared.min(1.0)))
    }
}

/// The fields of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields {
    /// All content words.
    pub all: Sparse,
    /// How much each of them tells, in nats, in the same order.
    pub rarity: Vec<f32>,
    /// Content words of the headline.
    pub title: Sparse,
    /// Content words of title, summary and opening.
    pub lead: Sparse,
    /// Pairs of neighbouring words that hold content.
    pub pairs: Sparse,
    /// Words of names.
    pub names: Sparse,
    /// Words of names in the lead.
    pub lead_names: Sparse,
    /// Numbers.
    pub numbers: Sparse,
    /// A sample of the runs of four words, in order.
    pub shingles: Vec<Key>,
    /// When, where and of what age, as the opening says.
    pub event: Event,
    /// Content words in all.
    pub words: u32,
    /// Day of publication counted from 1970, where it is known.
    pub day: Option<i32>,
    /// Hash of its outlet, where that is known.
    pub outlet: Option<Term>,
}

/// A document before its words are weighed: what grouping needs of it.
pub struct Sight {
    /// Words of its article, in order.
    pub words: Vec<Word>,
    /// Content words of a headline that is not part of the text.
    title: Vec<Term>,
    /// Words at which a line ends, in order.
    lines: Vec<u32>,
    /// Hash of its outlet, where that is known.
    outlet: Option<Term>,
    event: Event,
    day: Option<i32>,
}

impl Sight {
    /// The sight of a document with these words.
    pub fn new(document: &Document, words: Vec<Word>) -> Self {
        let epoch = Day::new(1970, 1, 1);
        let published = document.published.earliest();
        Sight {
            title: title_words(document),
            lines: lines(document, &words),
            outlet: document.outlet.as_deref().map(fold),
            event: Event::new(document, &words[..words.len().min(LEAD * 4)]),
            day: epoch.and_then(|epoch| Some(published?.since(epoch))),
            words,
        }
    }

    /// Day of publication counted from 1970, where it is known.
    pub fn day(&self) -> Option<i32> {
        self.day
    }

    /// Hashes of the lines that an outlet might repeat, each once.
    pub fn distinct_lines(&self) -> Vec<Term> {
        let lines = self.lines().filter(|(words, _)| words.len() >= LINE);
        let mut hashes: Vec<Term> = lines.map(|(_, hash)| hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }

    /// Lines, each as words and as one hash of outlet and words.
    pub fn lines(&self) -> impl Iterator<Item = (std::ops::Range<usize>, Term)> {
        let mut start = 0;
        let outlet = self.outlet;
        self.lines.iter().filter_map(move |&end| {
            let range = start..end as usize;
            start = end as usize;
            let hash = |outlet| {
                (self.words[range.clone()].iter()).fold(mix(outlet), |hash, w| mix(hash ^ w.term))
            };
            outlet.map(|outlet| (range.clone(), hash(outlet)))
        })
    }

    /// Content words that are counted for rarity, each once.
    pub fn distinct(&self) -> Vec<Term> {
        let content = self.words.iter().filter(|w| w.is(Marks::CONTENT));
        let mut distinct: Vec<Term> = content.map(|w| w.term).chain(self.title.clone()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        distinct
    }

    /// The fields, without the lines that `is_furniture`.
    pub fn fields(
        &self,
        rarity: impl Fn(Term) -> f64 + Copy,
        is_furniture: impl Fn(Term) -> bool,
    ) -> Fields {
        let mut set_aside = self
            .lines()
            .filter(|(_, hash)| is_furniture(*hash))
            .peekable();
        let kept: Vec<Word> = match set_aside.peek() {
            None => self.words.clone(),
            Some(_) => {
                let ranges: Vec<_> = set_aside.map(|(range, _)| range).collect();
                let is_kept = |n: &usize| {
                    let at = ranges.partition_point(|r| r.end <= *n);
                    ranges.get(at).is_none_or(|r| !r.contains(n))
                };
                let all = (0..self.words.len()).filter(is_kept);
                all.map(|n| self.words[n]).collect()
            }
        };
        self.weigh(&kept, rarity)
    }

    fn weigh(&self, words: &[Word], rarity: impl Fn(Term) -> f64 + Copy) -> Fields {
        let content: Vec<Word> = (words.iter().copied())
            .filter(|w| w.is(Marks::CONTENT))
            .collect();
        let opening = &content[..content.len().min(LEAD.saturating_sub(self.title.len()))];
        let head = |words: &[Word]| {
            self.title
                .iter()
                .copied()
                .chain(terms(words, Marks::CONTENT))
                .collect()
        };
        let marked = |words: &[Word], mark| Sparse::new(terms(words, mark).collect(), rarity);
        let all = Sparse::new(head(&content), rarity);
        let telling = self.rarities(&content, &all, rarity);
        Fields {
            rarity: telling,
            all,
            title: Sparse::new(self.headline(&content), rarity),
            lead: Sparse::new(head(opening), rarity),
            pairs: pairs(words, rarity),
            names: marked(&content, Marks::NAME),
            lead_names: marked(opening, Marks::NAME),
            numbers: marked(&content, Marks::NUMBER),
            shingles: shingles(words),
            event: self.event.clone(),
            words: content.len() as u32,
            day: self.day,
            outlet: self.outlet,
        }
    }

    fn rarities(&self, content: &[Word], all: &Sparse, rarity: impl Fn(Term) -> f64) -> Vec<f32> {
        let every = self
            .title
            .iter()
            .copied()
            .chain(content.iter().map(|w| w.term));
        let mut of: Vec<(Key, Term)> = every.map(|term| (term as Key, term)).collect();
        of.sort_unstable();
        of.dedup_by_key(|(key, _)| *key);
        debug_assert_eq!(of.len(), all.0.len());
        of.iter().map(|&(_, term)| rarity(term) as f32).collect()
    }

    /// Words of the headline, in the text or beside it; else the first of the text.
    fn headline(&self, content: &[Word]) -> Vec<Term> {
        let in_text: Vec<Term> = terms(content, Marks::HEAD).take(2 * HEADLINE).collect();
        match (self.title.is_empty(), in_text.is_empty()) {
            (false, _) => self.title.clone(),
            (true, false) => in_text,
            (true, true) => content.iter().take(HEADLINE).map(|w| w.term).collect(),
        }
    }
}

fn terms(words: &[Word], mark: Marks) -> impl Iterator<Item = Term> {
    words.iter().filter(move |w| w.is(mark)).map(|w| w.term)
}

/// Words after which a line ends.
fn lines(document: &Document, words: &[Word]) -> Vec<u32> {
    let ends = words.windows(2).enumerate().filter(|(_, pair)| {
        let between = pair[0].span().end..pair[1].span().start;
        document
            .text
            .get(between)
            .is_some_and(|gap| gap.contains('\n'))
    });
    let mut lines: Vec<u32> = ends.map(|(n, _)| n as u32 + 1).collect();
    lines.push(words.len() as u32);
    lines
}

/// Content words of a headline that is not part of the text.
fn title_words(document: &Document) -> Vec<Term> {
    let in_text = document.blocks.iter().any(|b| b.role == Role::Title);
    let title = document.title.as_deref().filter(|_| !in_text).unwrap_or("");
    let tokens = tokenize(title, Span::new(0, title.len()));
    tokens
        .iter()
        .map(|t| t.span.of(title))
        .filter(|w| w.len() > 2)
        .map(fold)
        .collect()
}

/// Neighbouring content words; a pair is as rare as its two words together.
fn pairs(words: &[Word], rarity: impl Fn(Term) -> f64) -> Sparse {
    let content =
        |pair: &&[Word]| pair[1].is(Marks::JOINED) && pair.iter().all(|w| w.is(Marks::CONTENT));
    let key = |pair: &[Word]| mix(mix(pair[0].term) ^ pair[1].term) as Key;
    let weight = |pair: &[Word]| (rarity(pair[0].term) * rarity(pair[1].term)).sqrt() as f32;
    let mut pairs: Vec<(Key, f32)> = (words.windows(2).filter(content))
        .map(|pair| (key(pair), weight(pair)))
        .collect();
    pairs.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    pairs.dedup_by_key(|(key, _)| *key);
    Sparse::normal(pairs)
}

fn shingles(words: &[Word]) -> Vec<Key> {
    let hash = |run: &[Word]| run.iter().fold(0, |hash, w| mix(hash ^ w.term));
    let all = words.windows(SHINGLE).map(hash);
    let mut kept: Vec<Key> = (all.filter(|h| h % SAMPLE == 0).map(|h| (h >> 32) as Key)).collect();
    kept.sort_unstable();
    kept.dedup();
    kept.shrink_to_fit();
    kept
}

/// Share of the shorter, and of the longer, of two sorted lists that stands in the other.
pub fn overlap(a: &[Key], b: &[Key]) -> (f64, f64) {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        shared += usize::from(a[i] == b[j]);
        let (x, y) = (a[i], b[j]);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let share = |of: usize| shared as f64 / of.max(1) as f64;
    (share(a.len().min(b.len())), share(a.len().max(b.len())))
}
