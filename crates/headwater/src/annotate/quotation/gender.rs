//! Whether 'he' or 'she' can mean a person, as far as titles, roles and given names show it.

use crate::annotate::words::{Class, look_up};
use crate::lexicon;
use crate::lexicon::listed::ListedMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// Grammatical gender as far as titles, roles and given names show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    He,
    She,
}

impl Gender {
    /// Both can be one person's.
    pub fn agrees(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }
}

#[derive(Deserialize)]
struct GivenNames {
    he: String,
    she: String,
}

static GIVEN: LazyLock<ListedMap<String, Gender>> = LazyLock::new(|| {
    let names: GivenNames = lexicon::data(
        "given_names.toml",
        include_str!("../../../lang/en/given_names.toml"),
    );
    let of = |list: &str, gender| -> Vec<_> {
        list.split_whitespace()
            .map(|n| (n.to_string(), gender))
            .collect()
    };
    let mut all = of(&names.he, Gender::He);
    all.extend(of(&names.she, Gender::She));
    all.into_iter().collect()
});

/// The gender of those whom a given name, in any case, is mostly given to.
pub(super) fn of_given(name: &str) -> Option<Gender> {
    GIVEN.get(&name.to_lowercase()).copied()
}

/// A word of the name but its last is a given name.
pub(super) fn has_given_name(name: &str) -> bool {
    let words = name.rsplit(' ').skip(1);
    let mut given = words.filter(|word| GIVEN.contains_key(&word.to_lowercase()));
    given.next().is_some()
}

/// The gender that a pronoun or a role word shows.
pub(crate) fn gender_of(word: &str) -> Gender {
    let word = look_up(word);
    if word.is(Class::He) || word.is(Class::Male) {
        Gender::He
    } else if word.is(Class::She) || word.is(Class::Female) {
        Gender::She
    } else {
        Gender::Unknown
    }
}
