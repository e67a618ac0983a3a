//! Classes of words that the rules for clauses, quotations and attributions look at.

mod class;

use crate::lexicon;
use crate::lexicon::listed::ListedMap;
use crate::lexicon::short::Short;
pub(crate) use class::{Class, Takes};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Form of a verb of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// No verb of speech.
    #[default]
    None,
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

impl Form {
    /// 'said', 'says'.
    pub fn tells(self) -> bool {
        matches!(self, Form::Past | Form::Third)
    }

    /// A form that 'be' can stand before: 'told', 'called', 'known'.
    pub fn is_participle(self) -> bool {
        matches!(self, Form::Past | Form::Participle)
    }
}

/// What the lists say about a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    classes: u64,
    takes: u32,
    pub form: Form,
}

impl Word {
    pub fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }

    pub fn takes(self, what: Takes) -> bool {
        self.takes & (1 << what as u32) != 0
    }

    /// A form that tells ('said', 'says') of a verb that takes words in marks.
    pub fn tells(self) -> bool {
        self.form.tells() && self.takes(Takes::Quote)
    }

    /// A verb that can only be that of a clause: 'said', 'went', but not 'claims'.
    pub fn is_finite(self) -> bool {
        self.form.tells() && !self.is(Class::NounVerb) || self.is(Class::PastVerb)
    }

    /// An adverb and nothing else, as which no name stands within a sentence: 'Long', 'Daly'.
    pub fn is_adverb_alone(self) -> bool {
        self.classes == 1 << Class::Adverb as u64
    }

    /// A verb of speech or thought.
    pub fn reports(self) -> bool {
        self.form != Form::None
    }
}

#[derive(Deserialize)]
struct Classes {
    classes: BTreeMap<Class, String>,
}

/// Verbs, nouns or phrases that behave alike, with cases: see `quotation`'s tests.
#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    takes: Vec<Takes>,
    lemmas: String,
}

/// What the words of a group take, a bit for each.
fn bits(group: &Group) -> u32 {
    let takes = group.takes.iter();
    takes.fold(0, |bits, t| bits | 1 << *t as u32)
}

#[derive(Deserialize)]
struct Reporting {
    verbs: Vec<Group>,
    nouns: Vec<Group>,
}

static WORDS: LazyLock<ListedMap<Short, Word>> = LazyLock::new(|| {
    let mut words: ListedMap<Short, Word> = ListedMap::default();
    let key = |word: &str| key(word).unwrap_or_else(|| panic!("'{word}' is too long"));
    for (name, file) in [
        ("words.toml", include_str!("../../lang/en/words.toml")),
        ("roles.toml", include_str!("../../lang/en/roles.toml")),
    ] {
        let list: Classes = lexicon::data(name, file);
        for (class, members) in &list.classes {
            for word in members.split_whitespace() {
                words.entry(key(word)).or_default().classes |= 1 << *class as u64;
            }
        }
    }
    let reporting: Reporting = lexicon::data(
        "reporting.toml",
        include_str!("../../lang/en/reporting.toml"),
    );
    for group in &reporting.verbs {
        let takes = bits(group);
        for (form, word) in group.lemmas.split_whitespace().flat_map(forms) {
            let entry = words.entry(key(&word)).or_default();
            entry.takes |= takes;
            if entry.form == Form::None {
                entry.form = form;
            }
        }
    }
    for group in &reporting.nouns {
        for lemma in group.lemmas.split_whitespace() {
            for word in [lemma.to_string(), third(lemma)] {
                let entry = words.entry(key(&word)).or_default();
                entry.classes |= 1 << Class::SpeechNoun as u64;
                entry.takes |= bits(group);
            }
        }
    }
    words
});

/// Looks up a word as it stands in the text; case and the shape of its apostrophe do not matter.
pub(crate) fn look_up(word: &str) -> Word {
    // Longer than any listed word.
    const LONGEST: usize = 20;
    if word.len() > LONGEST {
        return Word::default();
    }
    let bare = word.strip_suffix('.').unwrap_or(word);
    let found = key(bare).and_then(|key| WORDS.get(&key));
    let found = found.copied().unwrap_or_default();
    let adverb = || {
        let ly = bare.len().checked_sub(2).and_then(|at| bare.get(at..));
        let letters: usize = bare.chars().map(|c| straight(c).len_utf8()).sum();
        ly.is_some_and(|end| end.eq_ignore_ascii_case("ly")) && letters > 4
    };
    if found == Word::default() && adverb() {
        return Word {
            classes: 1 << Class::Adverb as u64,
            ..found
        };
    }
    found
}

/// The word in lower case with straight apostrophes.
fn key(word: &str) -> Option<Short> {
    Short::new(word, straight)
}

fn straight(c: char) -> char {
    if matches!(c, '’' | 'ʼ' | '\u{92}') {
        '\''
    } else {
        c
    }
}

/// The forms of a verb as listed: 'base/third/past/participle/ing', 'base', or 'base*' when its
/// last letter doubles.
fn forms(listed: &str) -> Vec<(Form, String)> {
    const ORDER: [Form; 5] = [
        Form::Base,
        Form::Third,
        Form::Past,
        Form::Participle,
        Form::Ing,
    ];
    if listed.contains('/') {
        return ORDER
            .into_iter()
            .zip(listed.split('/').map(String::from))
            .collect();
    }
    let base = listed.trim_end_matches('*');
    let last = base.chars().next_back().unwrap_or('e');
    let before_y = base.chars().rev().nth(1);
    let doubled = |suffix: &str| format!("{base}{last}{suffix}");
    let (past, ing) = if listed.ends_with('*') {
        (doubled("ed"), doubled("ing"))
    } else if let Some(stem) = base.strip_suffix('e') {
        (format!("{base}d"), format!("{stem}ing"))
    } else if last == 'y' && !before_y.is_some_and(|c| "aeiou".contains(c)) {
        (
            format!("{}ied", &base[..base.len() - 1]),
            format!("{base}ing"),
        )
    } else {
        (format!("{base}ed"), format!("{base}ing"))
    };
    vec![
        (Form::Base, base.into()),
        (Form::Third, third(base)),
        (Form::Past, past),
        (Form::Ing, ing),
    ]
}

/// Third person of a verb, plural of a noun.
fn third(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects_verbs() {
        let cases = [
            ("say/says/said/said/saying", "say says said said saying"),
            ("declare", "declare declares declared declaring"),
            ("admit*", "admit admits admitted admitting"),
            ("reply", "reply replies replied replying"),
            ("stress", "stress stresses stressed stressing"),
        ];
        for (listed, expected) in cases {
            let found: Vec<_> = forms(listed).into_iter().map(|(_, word)| word).collect();
            assert_eq!(found.join(" "), expected);
        }
    }

    #[test]
    fn looks_up_words_as_written() {
        assert!(look_up("Said").reports() && look_up("said").takes(Takes::Bare));
        assert!(look_up("Mr.").is(Class::Title) && look_up("won’t").is(Class::Auxiliary));
        assert!(look_up("claims").is(Class::SpeechNoun) && look_up("quickly").is(Class::Adverb));
        assert!(!look_up("family").is(Class::Adverb) && !look_up("Italy").is(Class::Adverb));
        assert_eq!(look_up("Zebra"), Word::default());
    }

    #[test]
    fn every_listed_word_is_found() {
        for file in [
            include_str!("../../lang/en/words.toml"),
            include_str!("../../lang/en/roles.toml"),
        ] {
            let list: Classes = lexicon::data("words", file);
            for word in list
                .classes
                .values()
                .flat_map(|words| words.split_whitespace())
            {
                let found = look_up(word) != Word::default();
                assert!(found, "{word}");
            }
        }
    }
}
