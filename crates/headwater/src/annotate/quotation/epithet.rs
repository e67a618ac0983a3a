//! 'the 19-year-old', 'the Dutchman', 'the former president': who is told by what one is, where a
//! document has named one person alone so far.

use super::age;
use super::gender::{Gender, gender_of};
use super::speaker::Sieve;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::name::{gazetteer, hash};
use crate::annotate::words::Class;
use std::ops::Range;

/// The only person named before a phrase that describes one, or the only one of that age.
pub(super) fn bearer<'a>(sieve: &Sieve<'a, '_>, phrase: Range<usize>) -> Option<&'a str> {
    let c = sieve.c;
    let described = phrase.len() > 1 && c.says(phrase.start, "the");
    if !described {
        return None;
    }
    let words = phrase.start + 1..phrase.end;
    if let Some(age) = age::told(c.span(words.clone()).of(c.scan.text())) {
        return sieve.people.aged(age, c.span(phrase).start);
    }
    let gender = describes(c, words)?;
    let name = sieve.people.lone(c.span(phrase).start)?;
    sieve.people.gender(name).agrees(gender).then_some(name)
}

/// The gender of the one whom these words describe; `None` where they may describe a body, many, or
/// somebody beside the one who was named.
fn describes(c: &Clauses, words: Range<usize>) -> Option<Gender> {
    let text = c.span(words.clone()).of(c.scan.text());
    let (one, last) = (words.len() == 1, words.end - 1);
    let capitals = words.clone().all(|i| c.kind(i) == ItemKind::Capital);
    let compound = !text.contains(' ');
    match text.split_once("-of-") {
        Some(("mum" | "mother", _)) if compound => return Some(Gender::She),
        Some(("dad" | "father", _)) if compound => return Some(Gender::He),
        _ => {}
    }
    if capitals && is_native(text) {
        return Some(gender_of_native(text));
    }
    let former = words.len() == 2 && c.says(words.start, "former") && c.is(last, Class::Role);
    let many = c.text(last).ends_with('s') || c.text(last).ends_with("men");
    (!one && former && !many).then(|| gender_of(c.text(last)))
}

/// 'Scot', 'Northern Irishman', but not 'French', who are many.
pub(super) fn is_native(text: &str) -> bool {
    const MANY: [&str; 4] = ["s", "sh", "ch", "ese"];
    let last = text.rsplit(' ').next().unwrap_or(text);
    let people = gazetteer::word(hash::word(last)) & gazetteer::DEMONYM != 0;
    let compound = ["shman", "chman", "shwoman", "chwoman"];
    let compound = compound.iter().any(|end| last.ends_with(end));
    (people || compound) && !MANY.iter().any(|end| last.ends_with(end))
}

fn gender_of_native(text: &str) -> Gender {
    if text.ends_with("woman") {
        Gender::She
    } else if text.ends_with("man") && !text.ends_with("German") {
        Gender::He
    } else {
        Gender::Unknown
    }
}
