//! What the names that authors of pages give to elements say: `lang/markup.toml`.

use super::inset;
use crate::lexicon;
use crate::model::InsetKind;
use scraper::node::Element;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Kinds of marks, in the order of `lang/markup.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Mark {
    Text,
    Comment,
    Related,
    Share,
    Navigation,
    Footer,
    Side,
    Advertisement,
    Plea,
    Caption,
    Byline,
    Date,
    Meta,
    Title,
    Summary,
    Quotation,
    Unseen,
}

/// Number of kinds.
pub(super) const KINDS: usize = Mark::Unseen as usize + 1;

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    pub fn has_kind(self, kind: usize) -> bool {
        self.0 & (1 << kind) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[derive(Deserialize)]
struct File {
    mark: Vec<Rule>,
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct Rule {
    name: Mark,
    words: Vec<String>,
    cases: Vec<String>,
    not: Vec<String>,
}

fn file() -> File {
    lexicon::data("markup.toml", include_str!("../../../lang/markup.toml"))
}

/// The marks of each listed word.
static WORDS: LazyLock<HashMap<String, Marks>> = LazyLock::new(|| {
    let mut words: HashMap<String, Marks> = HashMap::new();
    for rule in file().mark {
        for word in rule.words {
            words.entry(word).or_default().0 |= 1 << rule.name as usize;
        }
    }
    words
});

/// Lengths, as bits, of the listed words that begin with each byte: most words of names are none.
static LENGTHS: LazyLock<[u64; 256]> = LazyLock::new(|| {
    let mut lengths = [0; 256];
    for word in WORDS.keys() {
        lengths[usize::from(word.as_bytes()[0])] |= 1u64 << word.len().min(63);
    }
    lengths
});

fn is_likely(word: &str) -> bool {
    let first = word.as_bytes().first();
    first.is_some_and(|&first| LENGTHS[usize::from(first)] >> word.len().min(63) & 1 != 0)
}

/// Names looked at of one element; pages with more put styles into them.
const MOST_NAMES: usize = 24;

/// The names of a page's elements, each looked up once: pages repeat few names thousands of times.
#[derive(Default)]
pub(super) struct Names<'a> {
    known: HashMap<&'a str, (Marks, Option<InsetKind>)>,
    word: String,
}

impl<'a> Names<'a> {
    fn find(&mut self, name: &'a str) -> (Marks, Option<InsetKind>) {
        let word = &mut self.word;
        let find = || (named(name, word), inset::named(name));
        *self.known.entry(name).or_insert_with(find)
    }

    /// The marks of an element's class names, id and `itemprop`.
    pub fn marks(&mut self, element: &'a Element) -> Marks {
        let names = ["class", "id", "itemprop", "role"]
            .into_iter()
            .filter_map(|attribute| element.attr(attribute));
        let names = names.flat_map(str::split_ascii_whitespace);
        let mut marks = Marks::default();
        for name in names.take(MOST_NAMES) {
            marks.0 |= self.find(name).0.0;
        }
        marks
    }

    /// The inset that one of an element's class names says it is.
    pub fn inset(&mut self, element: &'a Element) -> Option<InsetKind> {
        let names = element.attr("class").unwrap_or_default();
        let mut names = names.split_ascii_whitespace();
        names.find_map(|name| self.find(name).1)
    }
}

/// The marks of one name: those of its words, and of all of it without its joints.
fn named(name: &str, word: &mut String) -> Marks {
    const LONGEST: usize = 60;
    let mut marks = Marks::default();
    if name.len() > LONGEST {
        return marks;
    }
    let mut find = |word: &mut String| {
        if is_likely(word)
            && let Some(found) = WORDS.get(word.as_str())
        {
            marks.0 |= found.0;
        }
        word.clear();
    };
    word.clear();
    let (mut small, mut joints) = (false, 0);
    for c in name.chars() {
        let joint = !c.is_alphanumeric();
        if !word.is_empty() && (joint || small && c.is_uppercase()) {
            find(word);
            joints += 1;
        }
        if !joint {
            word.push(c.to_ascii_lowercase());
        }
        small = c.is_lowercase();
    }
    find(word);
    if joints > 0 {
        word.extend(name.chars().filter(|c| c.is_alphanumeric()));
        word.make_ascii_lowercase();
        find(word);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_marks_of_their_words() {
        let rules = file().mark;
        assert_eq!(rules.len(), KINDS);
        for (at, rule) in rules.iter().enumerate() {
            assert_eq!(rule.name as usize, at, "order of lang/markup.toml");
            assert!(!rule.cases.is_empty());
            let has = |name: &String| named(name, &mut String::new()).has_kind(rule.name as usize);
            assert_eq!(rule.cases.iter().find(|c| !has(c)), None, "{:?}", rule.name);
            assert_eq!(rule.not.iter().find(|c| has(c)), None, "{:?}", rule.name);
        }
    }
}
