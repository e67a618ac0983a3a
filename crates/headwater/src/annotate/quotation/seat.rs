//! Places that speak for those who govern there: 'the White House said'.

use crate::annotate::name::gazetteer::{self, COUNTRY, GIVEN, SURNAME};
use crate::annotate::name::hash;
use crate::lexicon;
use crate::lexicon::listed::ListedSet;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Listed {
    seats: Vec<String>,
}

static SEATS: LazyLock<ListedSet<String>> = LazyLock::new(|| {
    let file = include_str!("../../../lang/en/speakers.toml");
    let listed: Listed = lexicon::data("speakers.toml", file);
    listed.seats.into_iter().collect()
});

/// A listed seat, or a country that nobody is called by.
pub(super) fn is_seat(name: &str) -> bool {
    let country = || {
        let lists = gazetteer::word(hash::word(name));
        lists & COUNTRY != 0 && lists & (GIVEN | SURNAME) == 0
    };
    SEATS.contains(name) || country()
}
