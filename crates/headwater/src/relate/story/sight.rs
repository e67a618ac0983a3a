//! A document as grouping looks at it, before and while its words are weighed.

use super::event::Event;
use super::vector::{Fields, Key, Small, Sparse, normalize};
use crate::lexicon::token::tokenize;
use crate::model::{Day, Document, Role, Span};
use crate::relate::terms::{self, Marks, Term, Word, fold, mix};
use std::borrow::Cow;

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

/// Small fields in which a word may stand, one bit each.
const TITLE: u8 = 1;
const IN_LEAD: u8 = 2;
const NAMES: u8 = 4;
const LEAD_NAMES: u8 = 8;
const NUMBERS: u8 = 16;

/// Words with their weights, as [`Fields`] holds them.
#[derive(Default)]
struct Weighed {
    all: Vec<(Key, f32)>,
    rarity: Vec<f32>,
    small_at: Vec<u32>,
    small: Vec<Small>,
    filled: Small,
    /// How much each word of headline and text tells, in order of the text.
    told: Vec<f64>,
}

impl Weighed {
    /// Adds a word that stands in all these places.
    fn add(&mut self, key: Key, tells: f64, places: &[(u64, u32)], stands: &[u8]) {
        let weight = |count: usize| match count {
            0 => 0.0,
            _ => ((1.0 + (count as f64).ln()) * tells) as f32,
        };
        self.all.push((key, weight(places.len())));
        self.rarity.push(tells as f32);
        let fields = |&(_, at): &(u64, u32)| stands[at as usize];
        if places.iter().all(|place| fields(place) == 0) {
            self.small_at.push(0);
            return;
        }
        let within = |field: u8| weight((places.iter().filter(|p| fields(p) & field != 0)).count());
        self.small.push(Small {
            title: within(TITLE),
            lead: within(IN_LEAD),
            names: within(NAMES),
            lead_names: within(LEAD_NAMES),
            numbers: within(NUMBERS),
        });
        self.small_at.push(self.small.len() as u32);
    }

    /// Brings every small field to length 1.
    fn normalize(&mut self) {
        let fields: [fn(&mut Small) -> &mut f32; 5] = [
            |small| &mut small.title,
            |small| &mut small.lead,
            |small| &mut small.names,
            |small| &mut small.lead_names,
            |small| &mut small.numbers,
        ];
        for field in fields {
            normalize(self.small.iter_mut().map(field));
            let is_filled = self.small.iter_mut().any(|small| *field(small) > 0.0);
            *field(&mut self.filled) = f32::from(u8::from(is_filled));
        }
        self.all.shrink_to_fit();
        self.rarity.shrink_to_fit();
        self.small_at.shrink_to_fit();
        self.small.shrink_to_fit();
    }
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
            let line = self.words[range.clone()].iter().map(|w| w.term);
            outlet.map(|outlet| (range, terms::run(mix(outlet), line)))
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
        rarity: impl Fn(Term) -> f64,
        is_furniture: impl Fn(Term) -> bool,
    ) -> Fields {
        let mut set_aside = self
            .lines()
            .filter(|(_, hash)| is_furniture(*hash))
            .peekable();
        let kept: Cow<[Word]> = match set_aside.peek() {
            None => Cow::Borrowed(&self.words),
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

    fn weigh(&self, words: &[Word], rarity: impl Fn(Term) -> f64) -> Fields {
        let content: Vec<Word> = (words.iter().copied())
            .filter(|w| w.is(Marks::CONTENT))
            .collect();
        let weighed = self.weighed(&content, rarity);
        let pairs = pairs(words, &weighed.told[self.title.len()..]);
        Fields {
            all: Sparse::normal(weighed.all),
            rarity: weighed.rarity,
            small_at: weighed.small_at,
            small: weighed.small,
            filled: weighed.filled,
            pairs,
            shingles: shingles(words),
            event: self.event.clone(),
            words: content.len() as u32,
            day: self.day,
            outlet: self.outlet,
        }
    }

    /// Weighs each word of headline and text by `1 + ln(count)` times its rarity, field by field.
    fn weighed(&self, content: &[Word], rarity: impl Fn(Term) -> f64) -> Weighed {
        let stands = self.stands(content);
        // In order of the lower half of the hash, then of the upper.
        let terms = (self.title.iter().copied()).chain(content.iter().map(|w| w.term));
        let mut order: Vec<(u64, u32)> = (terms.zip(0..))
            .map(|(term, at)| (term.rotate_left(32), at))
            .collect();
        order.sort_unstable();
        let mut weighed = Weighed {
            told: vec![0.0; order.len()],
            ..Weighed::default()
        };
        let mut last = None;
        for run in order.chunk_by(|a, b| a.0 == b.0) {
            let term = run[0].0.rotate_left(32);
            let tells = rarity(term);
            (run.iter()).for_each(|&(_, at)| weighed.told[at as usize] = tells);
            // Of two words with one key the first counts.
            if last.replace(term as Key) != Some(term as Key) {
                weighed.add(term as Key, tells, run, &stands);
            }
        }
        weighed.normalize();
        weighed
    }

    /// In which small fields each word of headline and text stands.
    fn stands(&self, content: &[Word]) -> Vec<u8> {
        let beside = self.title.len();
        let in_text = content.iter().filter(|w| w.is(Marks::HEAD)).count();
        let heads = match (beside, in_text) {
            (0, 0) => HEADLINE,
            (0, _) => 2 * HEADLINE,
            _ => 0,
        };
        let opening = LEAD.saturating_sub(beside);
        let mut stands = vec![TITLE | IN_LEAD; beside];
        let mut headed = 0;
        stands.extend(content.iter().enumerate().map(|(n, word)| {
            let head = headed < heads && (in_text == 0 || word.is(Marks::HEAD));
            headed += usize::from(head);
            let lead = n < opening;
            let name = word.is(Marks::NAME);
            let on = |is: bool, field: u8| if is { field } else { 0 };
            on(head, TITLE)
                | on(lead, IN_LEAD)
                | on(name, NAMES)
                | on(name && lead, LEAD_NAMES)
                | on(word.is(Marks::NUMBER), NUMBERS)
        }));
        stands
    }
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

/// Neighbouring content words; a pair is as rare as its two words together. `told` says how much
/// each content word tells.
fn pairs(words: &[Word], told: &[f64]) -> Sparse {
    let mut told = told.iter();
    let mut pairs = Vec::with_capacity(words.len() / 2);
    let mut before: Option<(Term, f64)> = None;
    for word in words {
        let now = (word.is(Marks::CONTENT).then(|| told.next()).flatten()).map(|&t| (word.term, t));
        if let (Some(first), Some(second)) = (before, now)
            && word.is(Marks::JOINED)
        {
            let key = terms::run(0, [first.0, second.0]) as Key;
            pairs.push((key, (first.1 * second.1).sqrt() as f32));
        }
        before = now;
    }
    pairs.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    pairs.dedup_by_key(|(key, _)| *key);
    Sparse::normal(pairs)
}

fn shingles(words: &[Word]) -> Vec<Key> {
    let hash = |run: &[Word]| terms::run(0, run.iter().map(|w| w.term));
    let all = words.windows(SHINGLE).map(hash);
    let mut kept: Vec<Key> = (all.filter(|h| h % SAMPLE == 0).map(|h| (h >> 32) as Key)).collect();
    kept.sort_unstable();
    kept.dedup();
    kept.shrink_to_fit();
    kept
}
