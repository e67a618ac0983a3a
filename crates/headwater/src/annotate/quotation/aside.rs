//! What the reporter puts into the words of others: ', a claim Ek denies', '(Photo: Harbour News)', and the
//! report of somebody else.

use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::{Class, Form, Takes, look_up};

/// The reporter speaks from item `at` on, or somebody else is reported.
pub(super) fn begins(c: &Clauses, at: usize, end: usize) -> bool {
    match c.kind(at) {
        ItemKind::Comma | ItemKind::Dash => names_claim(c, at + 1, end),
        ItemKind::Parenthesis => is_credit(c, at),
        ItemKind::Lower => c.says(at, "and") && reports_too(c, at + 1, end),
        _ => false,
    }
}

/// 'a claim Ek denies', 'an allegation that was never proven': what was said is given a name, which its
/// speaker would not use. In a list, 'a claim or a plan', it has none.
fn names_claim(c: &Clauses, at: usize, end: usize) -> bool {
    let article = at + 2 < end && (c.says(at, "a") || c.says(at, "an"));
    let name = |i: &usize| c.is(*i, Class::ClaimName);
    let noun = article.then(|| (at + 1..end.min(at + 3)).find(name));
    noun.flatten().is_some_and(|noun| {
        noun + 1 < end && c.is_word(noun + 1) && !c.is(noun + 1, Class::Conjunction)
    })
}

/// '(Photo: Harbour News)', '(Image courtesy of Ann Lee)': who made a picture.
pub(super) fn is_credit(c: &Clauses, at: usize) -> bool {
    const MAKERS: [&str; 3] = [":", "courtesy", "by"];
    if c.kind(at) != ItemKind::Parenthesis {
        return false;
    }
    let item = c.items[at];
    let word = |n: usize| (item.first + n < item.end).then(|| c.scan.word(item.first + n));
    let picture = |word: &str| look_up(word).is(Class::Picture);
    let made = |word: &str| MAKERS.iter().any(|m| word.eq_ignore_ascii_case(m));
    word(1).is_some_and(picture) && word(2).is_some_and(made)
}

/// 'the ministry firing back that': a participle of saying with a subject of its own.
fn reports_too(c: &Clauses, at: usize, end: usize) -> bool {
    const LONGEST: usize = 8;
    let participle = |&i: &usize| c.items[i].word.form == Form::Ing;
    let near = at..end.min(at + LONGEST);
    let Some(verb) = near.clone().find(participle).filter(|&verb| verb > at) else {
        return false;
    };
    let word = c.items[verb].word;
    let that = verb + 1 + usize::from(verb + 1 < end && c.is(verb + 1, Class::Particle));
    let says = word.takes(Takes::That) || word.takes(Takes::Quote);
    let noun = |i: usize| c.is_word(i) && !c.is(i, Class::Auxiliary) && !c.items[i].word.tells();
    noun::begins(c, at) && says && that < end && c.says(that, "that") && (at..verb).all(noun)
}
