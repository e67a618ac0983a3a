//! Words after whose full stop a sentence may go on.

use super::listed::ListedSet;
use std::sync::LazyLock;

static ABBREVIATIONS: LazyLock<ListedSet<&str>> =
    LazyLock::new(|| super::lines(include_str!("../../lang/en/abbreviations.txt")).collect());

/// Whether a word, as written and without its stop, is a listed abbreviation.
pub fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(word)
}
