//! Which of the passages that two documents share are no chance.

use super::align::Passage;
use super::seed::{Hit, SHINGLE};
use crate::relate::terms::{Marks, Terms, Word};

/// Shared shingles that are worth an alignment in any case.
const MANY: usize = 5;
/// What fewer must tell, in nats.
const PROMISING: f64 = 6.0;
/// Equal words that a passage needs.
const MIN_WORDS: usize = 6;
/// Equal words that are neither names nor numbers, so that a list of names is no reuse.
const MIN_PLAIN: usize = 4;
/// What the best passage of two documents must tell, in nats: stock phrases of the trade ('was
/// taken to a hospital where he') tell little.
const MIN_BEST: f64 = 16.0;
/// What every further passage must tell.
const MIN_FURTHER: f64 = 5.0;
/// Equal words that are no chance however common each is, as in a pile of one story.
const LONG: usize = 24;
/// Similarity that they need.
const CLOSE: f64 = 0.8;
/// Equal words of a sentence that two texts have as a whole, which tells more than a part of one.
const SENTENCE: usize = 8;
/// Similarity that it needs.
const EXACT: f64 = 0.9;
/// Words at the end of an article among which notices of its outlet stand.
const EDGE: usize = 60;
/// How much more it tells.
const WHOLE_TELLS: f64 = 1.75;
/// Equal words of a further passage that is a whole sentence in both texts.
const WHOLE_WORDS: usize = 3;
/// Similarity that it needs.
const WHOLE_CLOSE: f64 = 0.35;

/// The shingles that two documents share may be part of a passage that tells enough.
pub fn is_promising(hits: &[Hit], words: &[Word], terms: &Terms) -> bool {
    let mut places: Vec<usize> = hits.iter().map(|hit| hit.b).collect();
    places.sort_unstable();
    places.dedup();
    if places.len() > MANY {
        return true;
    }
    let mut end = 0;
    let mut told = 0.0;
    for place in places {
        let shingle = &words[place.max(end)..place + SHINGLE];
        told += shingle
            .iter()
            .map(|w| weight(*w) * terms.rarity(w.term))
            .sum::<f64>();
        end = place + SHINGLE;
    }
    told >= PROMISING
}

/// How the passages of two documents are judged.
pub enum Verdict {
    /// These are reuse.
    Proven(Vec<Passage>),
    /// They might be, if their words are rarer than they seem.
    Doubtful(Vec<Passage>),
    /// Chance.
    Chance,
}

/// Judges the passages of two documents. `set_aside` tells how many documents carry the passage
/// around two equal words: these do not make its words common. One that is expected where it
/// stands needs no more proof than a further one.
pub fn judge(
    passages: Vec<Passage>,
    (words, right): (&[Word], &[Word]),
    terms: &Terms,
    set_aside: impl Fn((usize, usize)) -> u32,
    is_expected: impl Fn(&Passage) -> bool,
) -> Verdict {
    let running = |p: &Passage| p.a.end + EDGE < words.len() || p.b.end + EDGE < right.len();
    let tells = |p: &Passage| {
        let running = running(p);
        let rarity = |pair: (usize, usize)| {
            let others = if running { set_aside(pair) } else { 0 };
            terms.rarity_without(words[pair.0].term, others)
        };
        telling(p, words, running, rarity)
    };
    let most = |p: &Passage| {
        let rarest = |pair: (usize, usize)| terms.rarity_without(words[pair.0].term, u32::MAX);
        telling(p, words, running(p), rarest)
    };
    let told: Vec<f64> = passages.iter().map(tells).collect();
    let proves =
        |(p, told): (&Passage, &f64)| *told >= MIN_BEST || *told >= MIN_FURTHER && is_expected(p);
    if passages.iter().zip(&told).any(proves) {
        let is_reuse = |(p, told): &(Passage, f64)| *told >= MIN_FURTHER || is_whole(p);
        let proven = passages.into_iter().zip(told).filter(is_reuse);
        return Verdict::Proven(proven.map(|(passage, _)| passage).collect());
    }
    if passages.iter().any(|p| most(p) >= MIN_BEST) {
        return Verdict::Doubtful(passages);
    }
    Verdict::Chance
}

/// How much a passage tells: the rarity of its equal words, the less the more it differs.
fn telling(
    passage: &Passage,
    words: &[Word],
    running: bool,
    rarity: impl Fn((usize, usize)) -> f64,
) -> f64 {
    let is_plain = |i: usize| !words[i].is(Marks::NAME) && !words[i].is(Marks::NUMBER);
    if passage.equal.len() < MIN_WORDS || passage.count(|(i, _)| is_plain(i)) < MIN_PLAIN {
        return 0.0;
    }
    let equal = passage.equal.iter();
    let told: f64 = equal
        .map(|&pair| weight(words[pair.0]) * rarity(pair))
        .sum();
    let similarity = passage.closeness();
    let sure = passage.equal.len() >= LONG && similarity >= CLOSE;
    let whole = passage.whole && running && passage.equal.len() >= SENTENCE && similarity >= EXACT;
    let told = told * if whole { WHOLE_TELLS } else { 1.0 };
    (told * similarity.powi(2)).max(if sure { MIN_BEST } else { 0.0 })
}

/// A name tells half of what another word of its rarity does, a number nothing.
fn weight(word: Word) -> f64 {
    match (
        word.is(Marks::CONTENT),
        word.is(Marks::NUMBER),
        word.is(Marks::NAME),
    ) {
        (false, ..) | (_, true, _) => 0.0,
        (_, _, true) => 0.5,
        _ => 1.0,
    }
}

/// A sentence of both texts, which documents that share more have not by chance.
fn is_whole(passage: &Passage) -> bool {
    passage.whole && passage.equal.len() >= WHOLE_WORDS && passage.similarity() >= WHOLE_CLOSE
}
