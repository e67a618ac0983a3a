//! Word lists and rules: data in `lang/`, each rule with its cases beside it.

pub mod abbreviation;
pub mod alphabet;
pub mod dateline;
pub mod fold;
pub mod given_name;
pub mod grammar;
pub mod join;
pub mod known_alias;
mod letters;
pub mod listed;
pub mod name_form;
pub mod number;
pub mod outlet_name;
pub mod pattern;
pub mod propose;
pub mod same_name;
pub mod same_outlet;
pub mod shape;
pub mod short;
pub mod station;
pub mod stock;
pub mod token;
pub mod variant;
pub mod whether;
pub mod withdrawal;

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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use serde::Deserialize;

    /// Two texts that a rule must, or must not, take for the same.
    #[derive(Deserialize)]
    pub(crate) struct Same {
        pub a: String,
        pub b: String,
        pub same: bool,
    }

    /// The cases of a data file: its rows `[[case]]`, of which there must be some.
    pub(crate) fn cases<C: DeserializeOwned>(name: &str, toml: &str) -> Vec<C> {
        #[derive(Deserialize)]
        struct File<C> {
            case: Vec<C>,
        }
        let file: File<C> = data(name, toml);
        assert!(!file.case.is_empty(), "lang/{name} has no case");
        file.case
    }
}
