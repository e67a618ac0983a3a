//! What the names that authors of pages give to elements say: `lang/markup.toml`.

use super::inset;
use crate::lexicon;
use crate::lexicon::listed::ListedMap;
use crate::model::InsetKind;
use html5ever::local_name;
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
static WORDS: LazyLock<ListedMap<String, Marks>> = LazyLock::new(|| {
    let mut words: ListedMap<String, Marks> = ListedMap::default();
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

/// Names looked at in one list; pages with more put styles into them.
const MOST_NAMES: usize = 24;

/// What an element says of itself, taken from its attributes at once.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub class: &'a str,
    pub itemprop: &'a str,
    id: &'a str,
    role: &'a str,
    /// It is not shown, or not read aloud.
    pub hidden: bool,
    /// It is not shown.
    pub veiled: bool,
}

impl<'a> Said<'a> {
    pub fn of(element: &'a Element) -> Self {
        let mut said = Said::default();
        for (name, value) in &element.attrs {
            match name.local {
                local_name!("class") => said.class = value,
                local_name!("id") => said.id = value,
                local_name!("itemprop") => said.itemprop = value,
                local_name!("role") => said.role = value,
                local_name!("hidden") => said.veiled = true,
                local_name!("aria-hidden") => said.hidden |= &**value == "true",
                local_name!("style") => said.veiled |= hides(value),
                _ => {}
            }
        }
        said.hidden |= said.veiled;
        said
    }

    /// It is there for machines that read aloud, or opens over the page.
    pub fn is_unseen(&self) -> bool {
        let mut names = self.class.split_ascii_whitespace();
        matches!(self.role, "dialog" | "alertdialog") || names.any(|name| UNSEEN.contains(&name))
    }

    /// It says when something was changed and not when it was published.
    pub fn is_change(&self) -> bool {
        let names = || self.class.split_ascii_whitespace();
        let says = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.contains("updated") || name.contains("modified")
        };
        let published = || self.itemprop.contains("datePublished");
        let change = self.itemprop.contains("dateModified");
        !published() && (change || names().next().is_some() && names().all(says))
    }
}

/// Class names, common to many sites, of text for machines that read aloud.
const UNSEEN: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "visuallyHidden",
    "screen-reader-text",
    "screen-reader-only",
    "u-visually-hidden",
    "show-for-sr",
    "element-invisible",
];

/// The style says that its element is not shown.
fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What a list of names says: marks, and the inset that one of them says its element is.
type Read = (Marks, Option<InsetKind>);

/// The lists of names of a page's elements, each read once: pages repeat few of them thousands of
/// times.
#[derive(Default)]
pub(super) struct Names<'a> {
    lists: HashMap<&'a str, Read>,
    known: HashMap<&'a str, Read>,
    word: String,
}

impl<'a> Names<'a> {
    /// The marks of an element's class names, id, `itemprop` and role, and the inset that one of
    /// its class names says it is.
    pub fn read(&mut self, said: &Said<'a>) -> Read {
        let (mut marks, inset) = self.list(said.class);
        for names in [said.id, said.itemprop, said.role] {
            marks.0 |= self.list(names).0.0;
        }
        (marks, inset)
    }

    fn list(&mut self, names: &'a str) -> Read {
        if names.is_empty() {
            return Read::default();
        }
        if let Some(&read) = self.lists.get(names) {
            return read;
        }
        let mut read = Read::default();
        for name in names.split_ascii_whitespace().take(MOST_NAMES) {
            let (marks, inset) = self.name(name);
            read.0.0 |= marks.0;
            read.1 = read.1.or(inset);
        }
        self.lists.insert(names, read);
        read
    }

    fn name(&mut self, name: &'a str) -> Read {
        let word = &mut self.word;
        let find = || (named(name, word), inset::named(name));
        *self.known.entry(name).or_insert_with(find)
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
