//! Word lists and rules: data in `lang/`, each rule with its cases beside it.

pub mod alphabet;
pub mod fold;
pub mod grammar;
pub mod join;
pub mod known_alias;
pub mod name_form;
pub mod number;
pub mod pattern;
pub mod propose;
pub mod same_name;
pub mod token;

use serde::de::DeserializeOwned;

/// Parses a data file that is compiled into the library.
///
/// # Panics
/// When the file does not have the expected shape; the tests load every file, so a released
/// library cannot panic here.
pub fn data<T: DeserializeOwned>(name: &str, toml: &str) -> T {
    toml::from_str(toml).unwrap_or_else(|error| panic!("lang/{name}: {error}"))
}

/// The entries of a plain word list: one a line, `#` starts a comment.
pub fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty())
}
