//! The word lists of `lang/en/names.toml`.

use crate::lexicon;
use crate::lexicon::listed::ListedSet;
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

type Set = ListedSet<String>;

/// In lower case, but where case tells a title from a word.
#[derive(Deserialize)]
pub(super) struct Rules {
    pub(super) articles: Set,
    pub(super) title_prefixes: Set,
    pub(super) kept_titles: Set,
    pub(super) hyphen_particles: Set,
    pub(super) particles: Set,
    pub(super) not_persons: Set,
    pub(super) company_endings: Set,
    pub(super) streets: Set,
    pub(super) maybe_streets: Set,
    pub(super) before_streets: Set,
    pub(super) vessel_titles: Set,
    pub(super) vessel_kinds: Set,
    pub(super) vessel_prefixes: Set,
    pub(super) more_titles: Set,
    pub(super) written_titles: Set,
    pub(super) openers: Set,
    pub(super) opening_verbs: Set,
    pub(super) courtesies: Set,
    pub(super) family_courtesies: Set,
    pub(super) offices: Set,
    pub(super) many_endings: Vec<String>,
    pub(super) told_bodies: Set,
    pub(super) parties: Set,
    pub(super) post_nominals: Set,
    pub(super) not_ends: Set,
    pub(super) contests: Set,
    pub(super) heads: Set,
    pub(super) body_endings: Set,
    pub(super) fields: Set,
    pub(super) holders: Set,
    syllable: String,
    pub(super) not_syllables: Set,
}

pub(super) static RULES: LazyLock<Rules> =
    LazyLock::new(|| lexicon::data("names.toml", include_str!("../../../lang/en/names.toml")));

/// One syllable of a Korean or Chinese given name.
pub(super) static SYLLABLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&RULES.syllable).expect("the syllable of names.toml"));
