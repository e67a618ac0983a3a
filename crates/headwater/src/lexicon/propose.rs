//! Proposes pairs of names by their form alone, from indexes of words, initials and spellings.

use super::known_alias;
use super::name_form::{NameForm, skeleton};
use super::same_name::{Name, other_family, same_given, same_person, same_words};
use crate::model::EntityType;
use std::collections::{BTreeMap, BTreeSet};

/// Two names and the rule that equates them.
type Pair = (usize, usize, &'static str);

/// Names by some property, each list in order of first mention.
type Index = BTreeMap<String, Vec<usize>>;

/// Names that share a list of an index are compared with this many others at most.
const WIDEST: usize = 12;

/// Pairs in order of strength.
pub fn propose(names: &[Name]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    shared(
        names,
        |name| vec![name.form.core().join(" ")],
        "particle",
        one_kind,
        &mut pairs,
    );
    shared(names, known, "known alias", |_, _| true, &mut pairs);
    acronyms(names, &mut pairs);
    shared(
        names,
        family_name,
        "full name",
        |a, b| same_person(&a.form, &b.form),
        &mut pairs,
    );
    shared(
        names,
        spelling,
        "spelling",
        |a, b| one_kind(a, b) && same_words(&a.form, &b.form),
        &mut pairs,
    );
    single_names(names, &mut pairs);
    parts(names, &mut pairs);
    pairs
}

fn one_kind(a: &Name, b: &Name) -> bool {
    a.kind == b.kind || a.kind == EntityType::Other || b.kind == EntityType::Other
}

/// Pairs of names that share a key and pass a test.
fn shared(
    names: &[Name],
    keys: impl Fn(&Name) -> Vec<String>,
    rule: &'static str,
    test: impl Fn(&Name, &Name) -> bool,
    pairs: &mut Vec<Pair>,
) {
    let mut index = Index::new();
    for (n, name) in names.iter().enumerate() {
        for key in keys(name) {
            let same = index.entry(key).or_default();
            let others = same.iter().take(WIDEST);
            pairs.extend(
                others
                    .filter(|&&m| test(&names[m], name))
                    .map(|&m| (m, n, rule)),
            );
            same.push(n);
        }
    }
}

fn known(name: &Name) -> Vec<String> {
    known_alias::row(&name.form)
        .map(|row| row.to_string())
        .into_iter()
        .collect()
}

fn family_name(name: &Name) -> Vec<String> {
    let core = name.form.core();
    let full = name.kind == EntityType::Person && core.len() > 1;
    full.then(|| core.last().map(|last| skeleton(last)))
        .flatten()
        .into_iter()
        .collect()
}

fn spelling(name: &Name) -> Vec<String> {
    if name.kind == EntityType::Place {
        return Vec::new();
    }
    let words: Vec<String> = name.form.core().iter().map(|word| skeleton(word)).collect();
    vec![words.join(" ")]
}

/// 'AoC' and the one longer name with these initials. Initials of a country stand for nothing else,
/// nor do others that everybody knows where the name that they are known for stands as well.
fn acronyms(names: &[Name], pairs: &mut Vec<Pair>) {
    let mut index = Index::new();
    for (n, name) in names.iter().enumerate() {
        if name.form.words.len() > 1 && name.kind != EntityType::Person {
            for initials in name.form.initials() {
                let same = index.entry(initials).or_default();
                if same.last() != Some(&n) {
                    same.push(n);
                }
            }
        }
    }
    let long_forms = names.iter().filter(|name| name.form.acronym.is_none());
    let told: BTreeSet<usize> = long_forms
        .filter_map(|name| known_alias::row(&name.form))
        .collect();
    for (n, name) in names.iter().enumerate() {
        let long = name
            .form
            .acronym
            .as_ref()
            .and_then(|letters| index.get(letters));
        let Some([long]) = long.map(Vec::as_slice) else {
            continue;
        };
        let place = known_alias::kind(&name.form) == Some(EntityType::Place);
        let named = |row: usize| {
            known_alias::row(&names[*long].form) != Some(row) && (place || told.contains(&row))
        };
        let other = known_alias::row(&name.form).is_some_and(named);
        if name.kind != EntityType::Person && !other {
            pairs.push((*long, n, "acronym"));
        }
    }
}

/// A family or given name alone, and the full name that holds it, if there is only one person.
fn single_names(names: &[Name], pairs: &mut Vec<Pair>) {
    let mut last = Index::new();
    let mut given = Index::new();
    for (n, name) in names.iter().enumerate() {
        let core = name.form.core();
        if name.kind != EntityType::Person || core.len() < 2 {
            continue;
        }
        for from in 1..core.len() {
            last.entry(core[from..].join(" ")).or_default().push(n);
        }
        for to in 1..core.len() {
            given.entry(core[..to].join(" ")).or_default().push(n);
        }
    }
    for (n, name) in names.iter().enumerate() {
        let key = name.form.core().join(" ");
        if name.kind != EntityType::Person {
            continue;
        }
        let family = of_generation(names, name, last.get(&key));
        let first = of_generation(names, name, given.get(&key));
        let one_given = |a: &NameForm, b: &NameForm| same_given(a.core()[0], b.core()[0]);
        let of_family = |full: &[usize]| one_person(names, full, one_given);
        let of_given = |full: &[usize]| one_person(names, full, |a, b| !other_family(a, b));
        if let Some(full) = of_family(&family) {
            pairs.push((full, n, "surname"));
        } else if let (true, Some(full)) = (family.is_empty(), of_given(&first)) {
            pairs.push((full, n, "given name"));
        }
    }
}

/// The full names with the generation of the short one. A family name alone is the father's, not the
/// daughter's: beside 'Anton Marsh Jr.' and 'Ann Marsh' it may be either's.
fn of_generation(names: &[Name], short: &Name, full: Option<&Vec<usize>>) -> Vec<usize> {
    let form = |n: usize| &names[n].form;
    let own = |n: &usize| form(*n).generation() == short.form.generation();
    let (own, others): (Vec<usize>, Vec<usize>) = full.into_iter().flatten().partition(|n| own(n));
    let given = |a: usize, b: usize| same_given(form(a).core()[0], form(b).core()[0]);
    let father = |son: &usize| own.iter().any(|&father| given(father, *son));
    match short.form.generation().is_none() && !others.iter().all(father) {
        true => Vec::new(),
        false => own,
    }
}

/// The first of the full names, when all are forms of `one` person with it.
fn one_person(
    names: &[Name],
    full: &[usize],
    one: impl Fn(&NameForm, &NameForm) -> bool,
) -> Option<usize> {
    let (&first, rest) = full.split_first()?;
    let agrees = |&n: &usize| one(&names[first].form, &names[n].form);
    (rest.len() < WIDEST && rest.iter().all(agrees)).then_some(first)
}

/// 'Security Council' and 'UN Security Council', 'al-Nusra' and 'al-Nusra Front'.
fn parts(names: &[Name], pairs: &mut Vec<Pair>) {
    let mut ends = Index::new();
    let mut begins = Index::new();
    let mut seen = BTreeSet::new();
    for (n, name) in names.iter().enumerate() {
        let core = name.form.core();
        if name.kind != EntityType::Organisation || core.len() < 2 || !seen.insert(core.clone()) {
            continue;
        }
        // The beginning must be the name and what is cut words such as 'Group'; the end must
        // still be a name of two words.
        let tails = core[1..]
            .iter()
            .rev()
            .take_while(|word| known_alias::is_tail(word));
        for cut in 1..=tails.count() {
            let beginning = core[..core.len() - cut].join(" ");
            begins.entry(beginning).or_default().push(n);
        }
        if core.len() > 2 {
            ends.entry(core[1..].join(" ")).or_default().push(n);
        }
    }
    for (n, name) in names.iter().enumerate() {
        let key = name.form.core().join(" ");
        if name.kind != EntityType::Organisation {
            continue;
        }
        // A word before a name that everybody knows makes another body of it.
        let known = known_alias::row(&name.form).is_some();
        let indexes = [Some(&begins), (!known).then_some(&ends)];
        for index in indexes.into_iter().flatten() {
            if let Some(long) = index.get(&key).and_then(|long| one_body(names, long)) {
                pairs.push((long, n, "short form"));
            }
        }
    }
}

/// The longest of the names, when all others are beginnings of it: 'Farline Energy plc' beside
/// 'Farline Energy'.
fn one_body(names: &[Name], long: &[usize]) -> Option<usize> {
    let core = |n: usize| names[n].form.core();
    let longest = long.iter().copied().max_by_key(|&n| core(n).len())?;
    let begins = |&n: &usize| core(longest).starts_with(&core(n));
    (long.len() < WIDEST && long.iter().all(begins)).then_some(longest)
}
