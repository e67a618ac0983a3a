//! Given names that one gender bears far more often than the other.

use super::listed::ListedMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// Who bears a given name, or a courtesy title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// A man.
    He,
    /// A woman.
    She,
}

#[derive(Deserialize)]
struct File {
    he: String,
    she: String,
}

static NAMES: LazyLock<ListedMap<String, Bearer>> = LazyLock::new(|| {
    let toml = include_str!("../../lang/en/given_names.toml");
    let file: File = super::data("given_names.toml", toml);
    let lists = [(file.he, Bearer::He), (file.she, Bearer::She)];
    let of = |(list, bearer): (String, Bearer)| {
        let names = list
            .split_whitespace()
            .map(|name| (name.to_owned(), bearer));
        names.collect::<Vec<_>>()
    };
    lists.into_iter().flat_map(of).collect()
});

/// Who bears the given name, in lower case.
pub fn bearer(name: &str) -> Option<Bearer> {
    NAMES.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_tell_nothing() {
        assert_eq!(bearer("ann"), Some(Bearer::She));
        assert_eq!(bearer("paul"), Some(Bearer::He));
        assert_eq!(bearer("taylor"), None);
    }
}
