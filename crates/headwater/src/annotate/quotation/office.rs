//! Which office a role is of, and the roles that titles shorten: 'interior secretary', 'Gov.'.

use super::listed::LISTED;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;

/// The role that a title in lower case shortens: 'governor' of 'gov'.
pub(super) fn full_title(title: &str) -> Option<&'static str> {
    LISTED.titles.get(title).map(String::as_str)
}

/// The word right before a role that tells of which office it is: 'interior' of 'interior secretary'.
pub(super) fn field(c: &Clauses, role: usize) -> Option<String> {
    let other = [
        Class::Determiner,
        Class::PossessivePronoun,
        Class::Adverb,
        Class::Preposition,
        Class::Conjunction,
        Class::Degree,
        Class::Role,
    ];
    let at = role.checked_sub(1)?;
    let word = c.kind(at) == ItemKind::Lower && !other.iter().any(|&class| c.is(at, class));
    let field = word.then(|| c.text(at).to_lowercase())?;
    (!LISTED.plain.contains(&field)).then_some(field)
}
