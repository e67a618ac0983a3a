//! Rules that say whether two names can be, or cannot be, names of one thing.

use super::known_alias;
use super::name_form::{NameForm, same_spelling};
use crate::model::EntityType;

/// A name with the kind of thing that bears it.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its comparable words.
    pub form: NameForm,
    /// What bears it.
    pub kind: EntityType,
}

/// Given names of one person: equal, a short form, an initial, another spelling.
pub fn same_given(a: &str, b: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    initial(a, b) || initial(b, a) || known_alias::are_one_given_name(a, b) || same_spelling(a, b)
}

/// Two full names of one person: same family name, given names that agree.
pub fn same_person(a: &NameForm, b: &NameForm) -> bool {
    let (a, b) = (a.core(), b.core());
    match (&a[..], &b[..]) {
        ([given_a, middle_a @ .., last_a], [given_b, middle_b @ .., last_b]) => {
            let middles = middle_a.iter().zip(middle_b).all(|(a, b)| same_given(a, b));
            same_spelling(last_a, last_b) && same_given(given_a, given_b) && middles
        }
        _ => false,
    }
}

/// Two names that are word by word spellings of one.
pub fn same_words(a: &NameForm, b: &NameForm) -> bool {
    let (a, b) = (a.core(), b.core());
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| same_spelling(a, b))
}

/// Whether two names must stay apart whatever else speaks for them.
pub fn must_stay_apart(a: &Name, b: &Name) -> bool {
    match (known_alias::row(&a.form), known_alias::row(&b.form)) {
        (Some(a), Some(b)) => return a != b,
        (None, None) => {}
        _ if a.form.narrows(&b.form) => return true,
        _ => {}
    }
    if other_generation(&a.form, &b.form) {
        return true;
    }
    let person = |name: &Name| name.kind == EntityType::Person;
    if person(a) != person(b) && a.kind != EntityType::Other && b.kind != EntityType::Other {
        return true;
    }
    if person(a) && person(b) {
        return other_person(&a.form, &b.form);
    }
    a.form.narrows(&b.form)
}

/// Father and son: only a family name alone may be the short form of either.
fn other_generation(a: &NameForm, b: &NameForm) -> bool {
    let short_of = |short: &NameForm, full: &NameForm| {
        short.generation().is_none() && short.core().len() == 1 && full.core().len() > 1
    };
    a.generation() != b.generation() && !short_of(a, b) && !short_of(b, a)
}

/// Two full names with one family name and given names that do not agree.
fn other_person(a: &NameForm, b: &NameForm) -> bool {
    let (core_a, core_b) = (a.core(), b.core());
    let surname = a.is_surname_of(b) || b.is_surname_of(a);
    if core_a.len() < 2 || core_b.len() < 2 || surname {
        return false;
    }
    core_a.last() == core_b.last() && !same_given(core_a[0], core_b[0])
}

/// Two full names that end in different family names, and neither of which only goes on where the
/// other ends.
pub fn other_family(a: &NameForm, b: &NameForm) -> bool {
    let (a, b) = (a.core(), b.core());
    match (&a[..], &b[..]) {
        ([_, .., last_a], [_, .., last_b]) => {
            !same_spelling(last_a, last_b) && !a.starts_with(&b) && !b.starts_with(&a)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, kind: EntityType) -> Name {
        Name {
            form: NameForm::new(name),
            kind,
        }
    }

    #[test]
    fn persons_agree_in_all_their_names() {
        let same = |a: &str, b: &str| same_person(&NameForm::new(a), &NameForm::new(b));
        assert!(same("Tony Marsh", "Anthony J. Marsh"));
        assert!(same("Usama bin Tarek", "Osama bin Tarek"));
        assert!(same("J. Marsh", "Jane Marsh"));
        assert!(same("Anton J. Marsh Jr.", "Anton Marsh Jr."));
        assert!(!same("Jane Marsh", "Peter Marsh"));
        assert!(!same("Marsh", "Peter Marsh"));
    }

    #[test]
    fn families_are_told_by_their_last_names() {
        let other = |a: &str, b: &str| other_family(&NameForm::new(a), &NameForm::new(b));
        assert!(other("Jane Marsh", "Jane Lindqvist"));
        assert!(!other("Jane Marsh", "Jane A. Marsh"));
        assert!(!other("Jane Marsh", "Jane Marsh Lindqvist"));
        assert!(!other("Jane Marsh", "Jane"));
    }

    #[test]
    fn what_must_stay_apart() {
        let apart = |a: &str, b: &str, kind| must_stay_apart(&name(a, kind), &name(b, kind));
        assert!(apart("Jane Marsh", "Peter Marsh", EntityType::Person));
        assert!(!apart("Jane Marsh", "Marsh", EntityType::Person));
        assert!(apart("Anton Marsh", "Anton Marsh Jr.", EntityType::Person));
        assert!(apart("Anton Marsh", "Marsh Jr.", EntityType::Person));
        assert!(!apart("Anton Marsh Jr.", "Marsh", EntityType::Person));
        assert!(!apart("Marsh Jr.", "Anton Marsh Jr.", EntityType::Person));
        assert!(!apart("Piet van Dijk", "van Dijk", EntityType::Person));
        assert!(apart(
            "Red Band in Iraq",
            "Red Band",
            EntityType::Organisation
        ));
        assert!(apart("Hezbollah", "Hamas", EntityType::Organisation));
        let person = name("Jordan", EntityType::Person);
        assert!(must_stay_apart(&person, &name("Jordan", EntityType::Place)));
    }
}
