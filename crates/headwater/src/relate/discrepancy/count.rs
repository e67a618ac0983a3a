//! What a count counts: the thing, what befell it, and what stands around.

use crate::lexicon;
use crate::lexicon::fold::{Word, fold, stem};
use crate::model::{Annotations, Quantity, Role, Span};
use crate::relate::lineage::View;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Data {
    anybody: Vec<String>,
    persons: Vec<String>,
    further: Vec<String>,
    synonyms: Vec<Vec<String>>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    lexicon::data(
        "counted.toml",
        include_str!("../../../lang/en/counted.toml"),
    )
});

static PERSONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let all = DATA.anybody.iter().chain(&DATA.persons);
    all.map(|word| folded(word)).collect()
});

static ANYBODY: LazyLock<HashSet<String>> =
    LazyLock::new(|| DATA.anybody.iter().map(|word| folded(word)).collect());

/// The first word of each group of synonyms, by the stem of each.
static SYNONYMS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let group = |group: &'static Vec<String>| {
        let first = group[0].as_str();
        group.iter().map(move |word| (folded(word), first))
    };
    DATA.synonyms.iter().flat_map(group).collect()
});

/// The stem of a word as the texts' words have it, spelling made one.
fn folded(word: &str) -> String {
    let words = fold(word, Span::new(0, word.len()));
    words
        .last()
        .map_or_else(String::new, |w| stem(&w.form).to_string())
}

/// Words on either side of a count in which what befell people is looked for.
const NEAR: usize = 8;
/// Sentences of a document that tell what it is about.
const LEAD: usize = 3;

/// A count with what stands around it.
pub struct Count<'a> {
    pub document: usize,
    pub quantity: &'a Quantity,
    /// Stem of what is counted; empty for a bare unit.
    counted: String,
    /// What befell those counted: 'killed'.
    befell: Option<&'static str>,
    /// Those counted come on top of others: 'five others'.
    further: bool,
    /// Content stems of the sentence without the count, synonyms made one.
    around: BTreeSet<String>,
    /// Entities that the sentence names.
    named: BTreeSet<&'a str>,
    /// It stands among the first sentences.
    leads: bool,
    /// 'All six of its ships': names in the sentence whose all they may be; empty for other counts.
    all_of: BTreeSet<&'a str>,
}

/// The counts of a document that count a whole of something.
pub fn of_document<'a>(view: &View<'a>, n: usize) -> impl Iterator<Item = Count<'a>> {
    let (text, annotations) = (&view.pile.documents[n].text, &view.pile.annotations[n]);
    // A correction repeats the number that it takes back; captions are numbered.
    let stands = move |quantity: &&Quantity| {
        let role = view.pile.documents[n].role_at(quantity.excerpt.span.start);
        matches!(role, Some(Role::Title | Role::Summary | Role::Body))
    };
    let counts = annotations.quantities.iter().filter(stands);
    counts.filter_map(move |quantity| count(n, text, annotations, quantity))
}

pub fn count<'a>(
    n: usize,
    text: &str,
    annotations: &'a Annotations,
    quantity: &'a Quantity,
) -> Option<Count<'a>> {
    let span = quantity.excerpt.span;
    let sentence = annotations.sentence_of(span)?;
    let before = Span::new(sentence.start, span.start);
    let all_of = all_of(text, annotations, sentence, span);
    if all_of.is_empty() && is_part(text, before, span) {
        return None;
    }
    let counted = match &quantity.counted {
        Some(counted) => folded(counted),
        None if quantity.unit.is_some() => String::new(),
        None => number_of(text, before)?,
    };
    let mentions = annotations.mentions_at(sentence).iter();
    let first = annotations
        .sentences
        .partition_point(|s| s.start < sentence.start);
    Some(Count {
        document: n,
        quantity,
        befell: befell(text, annotations, sentence, span).or_else(|| harm(&counted)),
        further: is_further(text, span),
        around: around(text, sentence, &counted),
        named: mentions.filter_map(|m| m.entity.as_deref()).collect(),
        leads: first < LEAD,
        all_of,
        counted,
    })
}

/// A part of something counted elsewhere: 'two of the men', '5 of 40'.
fn is_part(text: &str, before: Span, span: Span) -> bool {
    let words = span.of(text).to_lowercase();
    let after = text[span.end..].trim_start();
    let after_number = before
        .of(text)
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit());
    let total = before.of(text).trim_end().ends_with("total");
    let parted = [
        "of the ",
        "of them",
        "of those",
        "of his ",
        "of her ",
        "of their ",
    ];
    words.contains(" of the ")
        || words.contains(" of them")
        || words.starts_with("of ") && !total
        || after_number
        || parted.iter().any(|p| after.starts_with(p))
}

/// 'Five others', 'another two': on top of those counted before.
fn is_further(text: &str, span: Span) -> bool {
    let after = text[span.end..]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let after = after
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let lower = span.of(text).to_lowercase().replace("more than", "");
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let is = |word: &str| DATA.further.iter().any(|f| f == word);
    is(&after) || words.any(is)
}

/// The entities that a sentence names, where the count is of all of something.
fn all_of<'a>(
    text: &str,
    annotations: &'a Annotations,
    sentence: Span,
    count: Span,
) -> BTreeSet<&'a str> {
    let before = text[sentence.start..count.start].trim_end();
    if !before.ends_with(" all") || !count.of(text).contains(" of ") {
        return BTreeSet::new();
    }
    let mentions = annotations.mentions_at(sentence).iter();
    mentions.filter_map(|m| m.entity.as_deref()).collect()
}

/// What a bare number counts: 'injured' in 'the number of injured rose to 9'.
fn number_of(text: &str, before: Span) -> Option<String> {
    let words = fold(text, before);
    let at = words
        .windows(2)
        .rposition(|w| w[0].form == "number" && w[1].form == "of")?;
    words.get(at + 2).map(|w| stem(&w.form).to_string())
}

/// What befell those counted: the word right before the count ('killing six people'), else the
/// first between the count and the next.
fn befell(
    text: &str,
    annotations: &Annotations,
    sentence: Span,
    span: Span,
) -> Option<&'static str> {
    let quantities = annotations.quantities.iter().map(|q| q.excerpt.span);
    let next = quantities
        .map(|q| q.start)
        .filter(|&start| start >= span.end)
        .min();
    let before = fold(text, Span::new(sentence.start, span.start));
    let near = before
        .iter()
        .rev()
        .take(2)
        .find_map(|w| harm(stem(&w.form)));
    let after = Span::new(span.end, next.unwrap_or(sentence.end).min(sentence.end));
    let later = || {
        let words = fold(text, after);
        words.iter().take(NEAR).find_map(|w| harm(stem(&w.form)))
    };
    near.or_else(later)
}

/// A word for what befell people, as the first of its synonyms.
fn harm(stem: &str) -> Option<&'static str> {
    SYNONYMS.get(stem).copied()
}

fn around(text: &str, sentence: Span, counted: &str) -> BTreeSet<String> {
    let words = fold(text, sentence).into_iter();
    let number = |w: &Word| w.form.starts_with(|c: char| c.is_ascii_digit());
    let content = words.filter(|w| w.is_content() && !number(w));
    let one = |w: Word| {
        let stem = stem(&w.form);
        harm(stem).unwrap_or(stem).to_string()
    };
    content.map(one).filter(|stem| stem != counted).collect()
}

impl Count<'_> {
    /// Counts of human beings are compared whatever they are called, by what befell them; units and
    /// things by their name.
    pub fn thing(&self) -> String {
        let befell = self.befell.unwrap_or_default();
        match &self.quantity.unit {
            Some(unit) => format!("unit {unit}"),
            None if self.is_of_persons() => format!("persons {befell} {}", self.further),
            None => self.counted.clone(),
        }
    }

    fn is_of_persons(&self) -> bool {
        PERSONS.contains(self.counted.as_str()) || harm(&self.counted).is_some()
    }

    /// Words for any human beings.
    fn is_general(&self) -> bool {
        ANYBODY.contains(self.counted.as_str()) || harm(&self.counted).is_some()
    }

    /// Both count all that one named body has.
    fn is_total_with(&self, other: &Count) -> bool {
        !self.all_of.is_disjoint(&other.all_of)
    }

    /// The same is counted: 'people' stand for any human beings, other words only for themselves.
    pub fn is_same_thing(&self, other: &Count) -> bool {
        let same = self.counted == other.counted || self.is_general() || other.is_general();
        same && (self.is_told_with(other) || self.is_total_with(other))
    }

    /// What befell those counted is the same, whatever else the sentences tell.
    pub fn is_of_kind(&self, other: &Count) -> bool {
        let same = self.counted == other.counted || self.is_general() || other.is_general();
        same && self.befell.is_some() && self.befell == other.befell
    }

    /// The sentences tell of one happening.
    fn is_told_with(&self, other: &Count) -> bool {
        if self.befell.is_some() && self.befell == other.befell {
            let named = !self.named.is_disjoint(&other.named);
            return self.leads && other.leads || named || self.shares(other) >= 3;
        }
        let (shared, all) = (self.shares(other), self.around.union(&other.around).count());
        self.befell == other.befell && (shared >= 3 || shared >= 2 && shared * 4 >= all)
    }

    fn shares(&self, other: &Count) -> usize {
        self.around.intersection(&other.around).count()
    }
}
