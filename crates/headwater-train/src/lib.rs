//! Trains the model of names from labelled text.
//!
//! An averaged perceptron over the features of [`headwater::annotate::name::feature`], cut to a
//! table of a fixed size. The same texts and seed give the same bytes on every machine. Silent and
//! without files, like the library; `headwater train` is the shell around it.

mod corpus;
mod doubt;
mod perceptron;
mod score;

pub use corpus::{Corpus, HeldOut, Text};
use headwater::annotate::Scan;
use headwater::annotate::name::feature::{WORD_FEATURES, Words};
use headwater::annotate::name::model::{self, LABELS, Model, OTHER, OUTSIDE};
use headwater::model::{Document, EntityType, Markup, Raw, Stated};
use perceptron::{Averages, Island, Perceptron};
pub use score::{Score, score};
use std::collections::HashMap;

/// Log2 of the rows of the model's table: 8 bytes a row.
const BITS: u8 = 18;
/// Share of the table that may be filled.
const FILL: f64 = 0.88;
/// Times the training data is gone through in one run.
const ROUNDS: usize = 10;
/// Runs, each in another order, whose weights are added: one order alone is partly chance.
const RUNS: usize = 5;
/// Features seen less often are left out.
const LEAST: u32 = 2;
/// Classes and the word itself are left out for one token in so many, so that the model learns to
/// judge words that it never saw, and names that are common words elsewhere.
const FORGET: u64 = 8;

/// How far training is: stretches of text labelled right in one round.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Stretches labelled right.
    pub right: usize,
    /// All stretches.
    pub all: usize,
}

/// Trains on the corpus and gives the bytes of the model file; `each` hears of every round.
pub fn train(corpus: &Corpus, seed: u64, mut each: impl FnMut(Round)) -> Vec<u8> {
    let mut random = Random(seed);
    let styled = restyled(&corpus.texts, &mut random);
    let (islands, hashes) = prepare(corpus.texts.iter().chain(&styled));
    let mut averages = learn(&islands, hashes.len(), &mut random, &mut each);
    for _ in 1..RUNS {
        averages.add(&learn(&islands, hashes.len(), &mut random, &mut each));
    }
    quantise(&averages, &hashes)
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// Some texts once more in capitals or with every word capitalised, as headlines are set.
fn restyled(texts: &[Text], random: &mut Random) -> Vec<Text> {
    let mut styled = Vec::new();
    for text in texts.iter().filter(|t| t.text.is_ascii()) {
        let choice = random.below(24);
        if choice > 2 {
            continue;
        }
        let mut copy = Text {
            text: text.text.clone(),
            names: text.names.clone(),
            marks_other: text.marks_other,
        };
        if choice == 0 {
            copy.text.make_ascii_uppercase();
        } else {
            copy.text = title_case(&text.text);
        }
        styled.push(copy);
    }
    styled
}

fn title_case(text: &str) -> String {
    const SMALL: [&str; 14] = [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "by", "as", "or", "with",
    ];
    let capital = |word: &str| {
        let mut word = word.to_owned();
        if !SMALL.contains(&word.as_str()) && word.is_char_boundary(1) {
            word[..1].make_ascii_uppercase();
        }
        word
    };
    let words: Vec<String> = text.split(' ').map(capital).collect();
    words.join(" ")
}

/// Islands of all texts, and the hash of each feature id.
fn prepare<'t>(texts: impl Iterator<Item = &'t Text>) -> (Vec<Island>, Vec<u32>) {
    let mut islands = Vec::new();
    for text in texts {
        let document = document(text);
        let scan = Scan::new(&document);
        let words = Words::new(&scan);
        let allowed = allowed_labels(text, &words);
        for sentence in &scan.sentences {
            for island in words.islands(sentence) {
                let mut tokens = Vec::with_capacity(island.len());
                words.features(sentence, island.clone(), |features| {
                    tokens.push(features.to_vec())
                });
                islands.push(Island {
                    tokens,
                    allowed: allowed[island].to_vec(),
                });
            }
        }
    }
    let hashes = number(&mut islands);
    (islands, hashes)
}

fn document(text: &Text) -> Document {
    headwater::clean::clean(Raw {
        path: String::new(),
        record: None,
        hash: String::new(),
        markup: Markup::Body,
        text: text.text.clone(),
        stated: Stated::default(),
    })
}

/// Labels that each token may have. Where names of kind `other` are not marked, capitals outside
/// the marked names may be such; a name that may be part of a longer one may be anything.
fn allowed_labels(text: &Text, words: &Words) -> Vec<u8> {
    let scan = words.scan;
    let capital = |at: usize| scan.word(at).starts_with(char::is_uppercase);
    let outside = |at: usize| match !text.marks_other && capital(at) {
        true => 1 << OUTSIDE | 1 << OTHER,
        false => 1 << OUTSIDE,
    };
    let mut allowed: Vec<u8> = (0..scan.tokens.len()).map(outside).collect();
    for &(start, end, kind) in &text.names {
        let tokens = scan.tokens_in(headwater::model::Span::new(start, end));
        let first = tokens.start;
        for at in tokens {
            allowed[at] = 1 << model::label(kind, at == first);
            if kind == EntityType::Other {
                allowed[at] = 1 << OTHER;
            }
        }
    }
    for tokens in doubt::doubtful(text, words) {
        allowed[tokens].fill(!(1 << OTHER));
    }
    allowed
}

/// Replaces feature hashes by ids, those of rare ones by 0; returns the hash of each id.
fn number(islands: &mut [Island]) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for feature in islands.iter().flat_map(|i| i.tokens.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut hashes: Vec<u32> = counts
        .iter()
        .filter(|&(_, &n)| n >= LEAST)
        .map(|(&h, _)| h)
        .collect();
    hashes.push(0);
    hashes.sort_unstable();
    hashes.dedup();
    let ids: HashMap<u32, u32> = hashes.iter().zip(0..).map(|(&h, id)| (h, id)).collect();
    for token in islands.iter_mut().flat_map(|i| &mut i.tokens) {
        for feature in token {
            *feature = ids.get(feature).copied().unwrap_or(0);
        }
    }
    hashes
}

fn learn(
    islands: &[Island],
    features: usize,
    random: &mut Random,
    mut each: impl FnMut(Round),
) -> Averages {
    let mut perceptron = Perceptron::new(features);
    let mut order: Vec<usize> = (0..islands.len()).collect();
    for _ in 0..ROUNDS {
        for n in (1..order.len()).rev() {
            order.swap(n, random.below(n as u64 + 1) as usize);
        }
        let mut right = 0;
        for &n in &order {
            let forget = random.next();
            right += usize::from(perceptron.learn(&islands[n], |token| {
                let forgotten = (forget >> (token % 48)).is_multiple_of(FORGET);
                if forgotten {
                    WORD_FEATURES..usize::MAX
                } else {
                    0..usize::MAX
                }
            }));
        }
        let all = islands.len();
        each(Round { right, all });
    }
    perceptron.averages()
}

/// Eight-bit weights of the features that matter most.
fn quantise(averages: &Averages, hashes: &[u32]) -> Vec<u8> {
    let relative =
        |row: &[f64; LABELS]| -> [f64; LABELS - 1] { std::array::from_fn(|l| row[l + 1] - row[0]) };
    let mut rows: Vec<(f64, u32, [f64; LABELS - 1])> = averages
        .weights
        .iter()
        .zip(hashes)
        .map(|(row, &hash)| {
            let row = relative(row);
            (row.iter().map(|w| w * w).sum(), hash, row)
        })
        .filter(|&(size, ..)| size > 0.0)
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    rows.truncate(((1 << BITS) as f64 * FILL) as usize);
    let largest = |row: &[f64; LABELS - 1]| row.iter().fold(0.0, |max: f64, w| max.max(w.abs()));
    let mut sizes: Vec<f64> = rows.iter().map(|(_, _, row)| largest(row)).collect();
    sizes.sort_by(f64::total_cmp);
    let scale = 127.0
        / sizes
            .get(sizes.len() * 9995 / 10000)
            .copied()
            .unwrap_or(1.0);
    let features: Vec<(u32, [i8; LABELS - 1])> = rows
        .iter()
        .map(|&(_, hash, row)| {
            (
                hash,
                row.map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8),
            )
        })
        .collect();
    let transitions = averages
        .transitions
        .map(|row| row.map(|w| (w * scale).round().clamp(-30000.0, 30000.0) as i16));
    Model::write(&transitions, &features, BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_what_it_is_shown_and_the_same_each_time() {
        let sentence = "Ann\tB-PER\nLee\tI-PER\nleft\tO\nOslo\tB-LOC\nfor\tO\nAcme\tB-ORG\n\
            after\tO\nEaster\tB-MISC\n.\tO\n\n";
        let mut corpus = Corpus::default();
        let columns = sentence.repeat(40);
        corpus.add_columns(&columns, &HeldOut::default()).unwrap();
        let mut rounds = 0;
        let model = train(&corpus, 1, |_| rounds += 1);
        assert_eq!(rounds, RUNS * ROUNDS);
        assert_eq!(model, train(&corpus, 1, |_| {}));
        let model = Model::read(&model).unwrap();
        assert_eq!(score(&model, &corpus).typed, 100.0);
    }
}
