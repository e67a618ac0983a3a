//! What the words of two readings alone show: polarity, modality, medium.

use crate::lexicon;
use crate::lexicon::fold::Word;
use crate::lexicon::listed::ListedSet;
use crate::model::VariantClass;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Data {
    negation: Negation,
    modality: Words,
    medium: Vec<Medium>,
}

#[derive(Deserialize)]
struct Negation {
    words: ListedSet<String>,
    support: ListedSet<String>,
    implied: ListedSet<String>,
    prefixes: Vec<String>,
}

#[derive(Deserialize)]
struct Words {
    words: ListedSet<String>,
}

#[derive(Deserialize)]
struct Medium {
    class: String,
    words: ListedSet<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    lexicon::data(
        "classes.toml",
        include_str!("../../../lang/en/classes.toml"),
    )
});

/// Class that the words of two readings show, strongest first.
pub fn class(a: &[Word], b: &[Word]) -> Option<VariantClass> {
    if negations(a, b) % 2 != negations(b, a) % 2 {
        return Some(VariantClass::Polarity);
    }
    if let (Some(a), Some(b)) = (medium(a), medium(b))
        && a != b
    {
        return Some(VariantClass::Medium);
    }
    let hedged = |words: &[Word]| {
        words
            .iter()
            .any(|w| DATA.modality.words.contains(w.form.as_str()))
    };
    (hedged(a) != hedged(b)).then_some(VariantClass::Modality)
}

/// A word that negates by itself: 'not', 'never'.
pub fn negates(word: &Word) -> bool {
    DATA.negation.words.contains(word.form.as_str())
}

/// A word that negates what it goes with by its meaning: 'denied', 'failed'.
pub fn denies(word: &Word) -> bool {
    DATA.negation.implied.contains(word.form.as_str())
}

/// A verb that a negation brings with it: 'did' in 'did not agree'.
pub fn supports(word: &Word) -> bool {
    DATA.negation.support.contains(word.form.as_str())
}

/// Negations in `words`; a negative prefix counts when the other side has the word without it.
fn negations(words: &[Word], other: &[Word]) -> usize {
    let negates = |word: &Word| {
        negates(word)
            || DATA.negation.prefixes.iter().any(|prefix| {
                let bare = word.form.strip_prefix(prefix.as_str());
                bare.is_some_and(|bare| bare.len() >= 4 && other.iter().any(|w| w.form == bare))
            })
    };
    words.iter().filter(|w| negates(w)).count()
}

/// Medium that the words name: 'audio', 'video' or 'text'; the first named counts.
pub fn medium(words: &[Word]) -> Option<&'static str> {
    words.iter().find_map(medium_of)
}

/// Medium that one word names.
pub fn medium_of(word: &Word) -> Option<&'static str> {
    DATA.medium
        .iter()
        .find(|m| m.words.contains(word.form.as_str()))
        .map(|m| m.class.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold::fold;
    use crate::model::Span;

    #[test]
    fn every_case_holds() {
        #[derive(Deserialize)]
        struct Case {
            a: String,
            b: String,
            class: String,
        }
        let file = include_str!("../../../lang/en/classes.toml");
        for case in lexicon::tests::cases::<Case>("classes.toml", file) {
            let words = |text: &str| fold(text, Span::new(0, text.len()));
            let found = class(&words(&case.a), &words(&case.b));
            let name = found.map_or("none".into(), |c| format!("{c:?}").to_lowercase());
            assert_eq!(name, case.class, "{} / {}", case.a, case.b);
        }
    }
}
