//! What a document is about, as sparse weighted words, and what two documents have in common.

use super::event::Event;
use crate::relate::terms::Term;
use serde::{Deserialize, Serialize};

/// A word as the lower half of its hash.
pub type Key = u32;

/// Rarity in nats up to which a shared word tells nothing by itself.
const COMMON: f32 = 3.0;

/// Weighted words in order of key, of length 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sparse(Vec<(Key, f32)>);

impl Sparse {
    /// Words in order of key, each once, brought to length 1.
    pub(super) fn normal(mut words: Vec<(Key, f32)>) -> Self {
        normalize(words.iter_mut().map(|(_, w)| w));
        words.shrink_to_fit();
        Sparse(words)
    }

    /// Words with their weights, in order of key.
    pub fn words(&self) -> &[(Key, f32)] {
        &self.0
    }

    /// The words that both hold, as places in either.
    fn shared(&self, other: &Sparse, mut each: impl FnMut(usize, usize)) {
        let (mut i, mut j) = (0, 0);
        while let (Some(&(a, _)), Some(&(b, _))) = (self.0.get(i), other.0.get(j)) {
            if a == b {
                each(i, j);
            }
            // Which side goes on cannot be foreseen: no branch for the processor to guess.
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
    }

    /// Cosine of two vectors, 0 to 1.
    pub fn cosine(&self, other: &Sparse) -> f64 {
        let mut cosine = 0.0;
        self.shared(other, |i, j| {
            cosine += f64::from(self.0[i].1 * other.0[j].1);
        });
        cosine
    }
}

/// Brings a vector to length 1, if it has any.
pub(super) fn normalize<'a>(weights: impl Iterator<Item = &'a mut f32>) {
    let weights: Vec<&mut f32> = weights.collect();
    let length = weights.iter().map(|w| **w * **w).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.into_iter().for_each(|w| *w /= length);
    }
}

/// Weights of a word in the small fields, each of length 1 over the document; 0 in a field where
/// the word does not stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Small {
    /// Content words of the headline.
    pub title: f32,
    /// Content words of title, summary and opening.
    pub lead: f32,
    /// Words of names.
    pub names: f32,
    /// Words of names in the lead.
    pub lead_names: f32,
    /// Numbers.
    pub numbers: f32,
}

/// The fields of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields {
    /// All content words.
    pub all: Sparse,
    /// How much each of them tells, in nats, in the same order.
    pub rarity: Vec<f32>,
    /// For each of them 0, or the place after that of its weights in `small`.
    pub small_at: Vec<u32>,
    /// Weights of the words that stand in a small field.
    pub small: Vec<Small>,
    /// 1 for each small field that holds a word, else 0.
    pub filled: Small,
    /// Pairs of neighbouring words that hold content.
    pub pairs: Sparse,
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

impl Fields {
    fn small(&self, word: usize) -> Option<&Small> {
        self.small
            .get((self.small_at[word] as usize).wrapping_sub(1))
    }
}

/// What two documents have in common. Of two values the first is what the first document says
/// and the second holds anywhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shared {
    /// Cosine of all words.
    pub words: f32,
    /// What the shared words tell beyond what common words tell, in nats.
    pub rare: f32,
    /// What the rarest of them tells.
    pub rarest: f32,
    /// Cosine of the headlines, and so on.
    pub title: f64,
    /// Of the leads.
    pub lead: f64,
    /// Of the names.
    pub names: f64,
    /// Of the numbers.
    pub numbers: f64,
    /// Cosine of a headline with all words of the other.
    pub title_in: [f64; 2],
    /// Of a lead.
    pub lead_in: [f64; 2],
    /// Share of a lead's weight on words that the other holds.
    pub lead_held: [f32; 2],
    /// Of the names in a lead.
    pub names_held: [f32; 2],
    /// Of the numbers, on numbers of the other.
    pub numbers_held: [f32; 2],
}

impl Shared {
    /// One pass over the words of both.
    pub fn new(a: &Fields, b: &Fields) -> Self {
        let mut shared = Shared::default();
        a.all.shared(&b.all, |i, j| {
            let (x, y) = (a.all.0[i].1, b.all.0[j].1);
            let tells = a.rarity[i];
            shared.words += x * y;
            shared.rare += (tells - COMMON).max(0.0);
            shared.rarest = shared.rarest.max(tells);
            match (a.small(i), b.small(j)) {
                (None, None) => {}
                (Some(of), None) => shared.crossed(0, of, y),
                (None, Some(of)) => shared.crossed(1, of, x),
                (Some(of), Some(other)) => {
                    shared.crossed(0, of, y);
                    shared.crossed(1, other, x);
                    shared.both(of, other);
                }
            }
        });
        shared
    }

    /// A word of a small field of one document, which weighs so much in the other.
    fn crossed(&mut self, side: usize, of: &Small, weight: f32) {
        self.title_in[side] += f64::from(of.title * weight);
        self.lead_in[side] += f64::from(of.lead * weight);
        self.lead_held[side] += of.lead * of.lead;
        self.names_held[side] += of.lead_names * of.lead_names;
    }

    fn both(&mut self, a: &Small, b: &Small) {
        self.title += f64::from(a.title * b.title);
        self.lead += f64::from(a.lead * b.lead);
        self.names += f64::from(a.names * b.names);
        self.numbers += f64::from(a.numbers * b.numbers);
        if a.numbers * b.numbers > 0.0 {
            self.numbers_held[0] += a.numbers * a.numbers;
            self.numbers_held[1] += b.numbers * b.numbers;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::relate::story::sight::Sight;
    use crate::relate::terms;

    fn fields(text: &str) -> Fields {
        let document = body(text);
        Sight::new(&document, terms::words(&document)).fields(|_| 2.0, |_| false)
    }

    #[test]
    fn one_pass_finds_every_field() {
        let a = fields("Mayor Ilan Vesk opened 12 bridges in Kelbridge on Monday.");
        let shared = Shared::new(&a, &a);
        for whole in [shared.title, shared.lead, shared.names, shared.numbers] {
            assert!((whole - 1.0).abs() < 1e-6, "{shared:?}");
        }
        assert!((shared.words - 1.0).abs() < 1e-6 && (shared.lead_held[0] - 1.0).abs() < 1e-6);
        let b = fields("Rain fell on Kelbridge.");
        let shared = Shared::new(&a, &b);
        assert!(shared.names > 0.0 && shared.numbers == 0.0, "{shared:?}");
        assert!(shared.names_held[1] > shared.names_held[0], "{shared:?}");
        assert_eq!(shared.rarest, 2.0);
    }

    #[test]
    fn a_document_without_numbers_has_none_to_hold() {
        assert_eq!(fields("Rain fell on Kelbridge.").filled.numbers, 0.0);
        assert_eq!(fields("Rain fell on 12 towns.").filled.numbers, 1.0);
        assert_eq!(Shared::new(&fields(""), &fields("Rain")).words, 0.0);
    }
}
