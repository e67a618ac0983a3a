//! What `lang/en/speakers.toml` lists, read once.

use crate::lexicon;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Of so many decisions of a step, so many were right.
#[derive(Deserialize)]
pub(super) struct Count {
    pub right: u32,
    pub of: u32,
}

#[derive(Deserialize)]
pub(super) struct Listed {
    /// Share of right decisions below which a step names nobody.
    pub floor: f64,
    pub steps: BTreeMap<String, Count>,
    /// Places that speak for those who govern there.
    pub seats: BTreeSet<String>,
    /// Roles that a title in lower case shortens.
    pub titles: BTreeMap<String, String>,
    /// Words before a role that tell of no office.
    pub plain: BTreeSet<String>,
}

pub(super) static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let file = include_str!("../../../lang/en/speakers.toml");
    lexicon::data("speakers.toml", file)
});
