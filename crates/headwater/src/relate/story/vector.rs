//! What a document is about, as sparse weighted words.

use crate::lexicon::token::tokenize;
use crate::model::{Document, Role, Span};
use crate::relate::terms::{Marks, Term, Terms, Word, fold, mix};
use std::sync::LazyLock;

/// Content words of title, summary and opening that count as the lead.
const LEAD: usize = 45;

static WEEKDAYS: LazyLock<[Term; 7]> = LazyLock::new(|| {
    let days = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    days.map(fold)
});

/// Weighted words in order of term, of length 1.
#[derive(Clone, Debug, Default)]
pub struct Sparse(Vec<(Term, f32)>);

impl Sparse {
    /// Weighs each word by `1 + ln(count)` times its rarity.
    fn new(mut words: Vec<Term>, rarity: impl Fn(Term) -> f64) -> Self {
        words.sort_unstable();
        let runs = words.chunk_by(|a, b| a == b);
        let weight = |run: &[Term]| (1.0 + (run.len() as f64).ln()) * rarity(run[0]);
        Self::normal(runs.map(|run| (run[0], weight(run) as f32)).collect())
    }

    fn normal(mut words: Vec<(Term, f32)>) -> Self {
        let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            words.iter_mut().for_each(|(_, w)| *w /= length);
        }
        Sparse(words)
    }

    /// Words with their weights, in order of term.
    pub fn words(&self) -> &[(Term, f32)] {
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

    /// Share of this vector's weight on words that the other lacks, 0 to 1; 0 when empty.
    pub fn lacking(&self, other: &Sparse) -> f64 {
        let total: f32 = self.0.iter().map(|(_, w)| w * w).sum();
        let shared: f32 = self.shared(other).map(|(_, x, _)| x * x).sum();
        if total > 0.0 {
            f64::from(1.0 - shared / total)
        } else {
            0.0
        }
    }
}

/// The fields of one document.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// All content words.
    pub all: Sparse,
    /// How much each of them tells, in the same order.
    pub rarity: Vec<f64>,
    /// Content words of title, summary and opening.
    pub lead: Sparse,
    /// Pairs of neighbouring words that hold a content word.
    pub pairs: Sparse,
    /// Words of names.
    pub names: Sparse,
    /// Words of names in the lead.
    pub lead_names: Sparse,
    /// Numbers.
    pub numbers: Sparse,
    /// Weekdays that the lead names, one bit each from Monday.
    pub weekdays: u8,
    /// Content words in all.
    pub words: usize,
}

impl Fields {
    /// The fields of document `at` of the pile.
    pub fn new(document: &Document, terms: &Terms, at: usize) -> Self {
        let rarity = |term: Term| terms.rarity(term);
        let words = terms.words(at);
        let title = title_words(document);
        let content: Vec<&Word> = words.iter().filter(|w| w.is(Marks::CONTENT)).collect();
        let lead: Vec<&Word> = content
            .iter()
            .take(LEAD.saturating_sub(title.len()))
            .copied()
            .collect();
        let only = |words: &[&Word], mark: Marks| -> Vec<Term> {
            words
                .iter()
                .filter(|w| w.is(mark))
                .map(|w| w.term)
                .collect()
        };
        let with_title = |mut words: Vec<Term>| {
            words.extend(&title);
            words
        };
        let name = |words: &[&Word]| Sparse::new(only(words, Marks::NAME), rarity);
        let all = Sparse::new(with_title(only(&content, Marks::CONTENT)), rarity);
        Fields {
            rarity: all.0.iter().map(|&(term, _)| rarity(term)).collect(),
            all,
            lead: Sparse::new(with_title(only(&lead, Marks::CONTENT)), rarity),
            pairs: pairs(words, terms),
            names: name(&content),
            lead_names: name(&lead),
            numbers: Sparse::new(only(&content, Marks::NUMBER), rarity),
            weekdays: weekdays(&lead),
            words: content.len(),
        }
    }
}

fn weekdays(words: &[&Word]) -> u8 {
    let day = |w: &&Word| WEEKDAYS.iter().position(|&d| d == w.term);
    words
        .iter()
        .filter_map(day)
        .fold(0, |days, day| days | 1 << day)
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
fn pairs(words: &[Word], terms: &Terms) -> Sparse {
    let content =
        |pair: &&[Word]| pair[1].is(Marks::JOINED) && pair.iter().all(|w| w.is(Marks::CONTENT));
    let key = |pair: &[Word]| mix(mix(pair[0].term) ^ pair[1].term);
    let mut pairs: Vec<(Term, f32)> = (words.windows(2).filter(content))
        .map(|p| {
            (
                key(p),
                (terms.rarity(p[0].term) * terms.rarity(p[1].term)).sqrt() as f32,
            )
        })
        .collect();
    pairs.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    pairs.dedup_by_key(|(term, _)| *term);
    Sparse::normal(pairs)
}
