//! What words of counts have in common: human beings, what befell them, one head.

use crate::lexicon;
use crate::lexicon::fold::{Word, fold, stem};
use crate::model::{Quantity, Span};
use compact_str::CompactString;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Words of lang/en/counted.toml.
#[derive(Deserialize)]
pub struct Data {
    anybody: Vec<String>,
    persons: Vec<String>,
    pub further: Vec<String>,
    pub numbering: Vec<String>,
    pub comparing: Vec<String>,
    pub parts: Parts,
    pub attackers: Vec<String>,
    pub bodily: Vec<String>,
    charges: Vec<String>,
    pub sorts: Vec<[Vec<String>; 2]>,
    pub pledges: Vec<String>,
    pub child: String,
    pub clauses: Vec<String>,
    pub scopes: Scopes,
    synonyms: Vec<Vec<String>>,
    sentences: Vec<String>,
}

/// What an amount is told of.
#[derive(Deserialize)]
pub struct Scopes {
    /// Words, folded, that narrow it: 'youth'.
    pub narrowing: Vec<String>,
    /// Lower-case words by which it is of a longer time.
    pub tally: Vec<String>,
}

/// Words that make a count one part of a whole. Lower case.
#[derive(Deserialize)]
pub struct Parts {
    /// Right before it: 'along with'.
    pub before: Vec<String>,
    /// Right after it: 'of them'.
    pub after: Vec<String>,
    /// Anywhere later in the sentence: 'and another'.
    pub later: Vec<String>,
}

pub static DATA: LazyLock<Data> = LazyLock::new(|| {
    lexicon::data(
        "counted.toml",
        include_str!("../../../lang/en/counted.toml"),
    )
});

/// Stems for human beings, whoever they are.
static PERSONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let all = DATA.anybody.iter().chain(&DATA.persons);
    all.map(|word| folded(word)).collect()
});

/// Stems for any human beings.
static ANYBODY: LazyLock<HashSet<String>> =
    LazyLock::new(|| DATA.anybody.iter().map(|word| folded(word)).collect());

/// Stems for what somebody is accused of.
static CHARGES: LazyLock<HashSet<String>> =
    LazyLock::new(|| DATA.charges.iter().map(|word| folded(word)).collect());

/// Stems for what a court does to somebody.
static SENTENCES: LazyLock<HashSet<String>> =
    LazyLock::new(|| DATA.sentences.iter().map(|word| folded(word)).collect());

/// The first word of each group of synonyms, by the stem of each.
static SYNONYMS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let group = |group: &'static Vec<String>| {
        let first = group[0].as_str();
        group.iter().map(move |word| (folded(word), first))
    };
    DATA.synonyms.iter().flat_map(group).collect()
});

/// The stem of a word as the texts' words have it, spelling made one.
pub fn folded(word: &str) -> String {
    let words = fold(word, Span::new(0, word.len()));
    let stem = words.last().map_or("", |w| stem(&w.form));
    // 'Gunmen' are several of 'one gunman'.
    match stem.strip_suffix("men").filter(|trade| trade.len() > 2) {
        Some(trade) if trade != "wo" => format!("{trade}man"),
        _ => stem.to_string(),
    }
}

/// A word for what befell people, as the first of its synonyms.
pub fn harm(stem: &str) -> Option<&'static str> {
    SYNONYMS.get(stem).copied()
}

/// A stem for what a court does to somebody, made one: 'sentenced' and 'jailed' before 'four years'.
pub fn sentenced(stem: CompactString) -> CompactString {
    match SENTENCES.contains(stem.as_str()) {
        true => DATA.sentences[0].as_str().into(),
        false => stem,
    }
}

/// A stem for human beings, or for those whom something befell.
pub fn is_person(stem: &str) -> bool {
    PERSONS.contains(stem) || harm(stem).is_some()
}

/// A stem for what somebody is accused of: 'felonies'.
pub fn is_charge(stem: &str) -> bool {
    CHARGES.contains(stem)
}

/// A stem for any human beings: 'people', 'dead'.
pub fn is_anybody(stem: &str) -> bool {
    ANYBODY.contains(stem) || harm(stem).is_some()
}

/// Both words count one thing, or human beings.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    a == b || is_person(&a) && is_person(&b)
}

/// What two numbers count is of one kind: one unit, one head, human beings of any name; bare
/// numbers stand behind the same words. Each with the text and the sentence before it.
pub fn same_head(a: (&str, Span, &Quantity), b: (&str, Span, &Quantity)) -> bool {
    let head = |(_, _, q): (&str, Span, &Quantity)| q.counted.as_deref().map(folded);
    match (&a.2.unit, &b.2.unit) {
        (Some(x), Some(y)) => return x == y,
        (None, None) => {}
        _ => return false,
    }
    match (head(a), head(b)) {
        (Some(x), Some(y)) => {
            let general = is_anybody(&x) || is_anybody(&y);
            x == y || general && is_person(&x) && is_person(&y)
        }
        (None, None) => {
            let [x, y] = [a, b].map(|(text, before, _)| fold(text, before));
            let [x, y] = [&x, &y].map(|words| &words[words.len().saturating_sub(2)..]);
            let telling = |w: &Word| w.content && !w.form.starts_with(|c: char| c.is_ascii_digit());
            let content = |words: &[Word]| words.iter().any(telling);
            x.len() == 2 && content(x) && x.iter().map(|w| &w.form).eq(y.iter().map(|w| &w.form))
        }
        _ => false,
    }
}
