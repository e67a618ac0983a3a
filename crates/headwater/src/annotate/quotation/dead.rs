//! Of whom a document tells the death, and who therefore does not speak in it.

use super::age;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use crate::lexicon;
use crate::lexicon::listed::ListedSet;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

type Set = ListedSet<String>;

/// The words of `lang/en/dead.toml`.
#[derive(Deserialize)]
struct Words {
    dying: Set,
    causes: Set,
    dead: Set,
    between: Set,
    fatally: Set,
    killing: Set,
    death: Set,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| lexicon::data("dead.toml", include_str!("../../../lang/en/dead.toml")));

/// The item is a lower-case word of a list.
fn is_one(c: &Clauses, item: usize, list: &Set) -> bool {
    c.kind(item) == ItemKind::Lower && list.contains(c.text(item))
}

/// Names of the dead.
#[derive(Default)]
pub(super) struct Dead<'a>(BTreeSet<&'a str>);

impl<'a> Dead<'a> {
    /// Takes note of 'Ann Lee died', 'Ann Lee, 44, was found dead', 'the death of Ann Lee', 'Lee's funeral' and
    /// 'killed Ann Lee', where `items` are those of the name.
    pub fn learn(&mut self, c: &Clauses, items: &Range<usize>, name: &'a str) {
        if dies(c, items.end) || is_mourned(c, items.start) || owns_death(c, items.end) {
            self.0.insert(name);
        }
    }

    /// The document tells the death of this person.
    pub fn holds(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// After a name comes, behind ', 44,' and what else two commas hold, a verb of dying: 'died', 'was killed',
/// 'was found dead', 'was fatally shot'.
fn dies(c: &Clauses, after: usize) -> bool {
    const FARTHEST: usize = 5;
    let verb = after_apposition(c, after);
    let group = verb..c.items.len().min(verb + FARTHEST);
    let goes_on = |&i: &usize| {
        let verb = c.is(i, Class::Auxiliary) || c.is(i, Class::Adverb);
        verb || is_one(c, i, &WORDS.between) || is_one(c, i, &WORDS.fatally)
    };
    let end = group.start + group.clone().take_while(goes_on).count();
    let before = group.start..end;
    let has = |class: Class| before.clone().any(|i| c.is(i, class));
    let fatally = before.clone().any(|i| is_one(c, i, &WORDS.fatally));
    let dead = end < group.end && (is_one(c, end, &WORDS.dead) || c.says(end, "death"));
    let died = end < group.end && is_one(c, end, &WORDS.dying) && has_cause(c, end + 1);
    (died || has(Class::Be) && (dead || fatally)) && !has(Class::Modal) && !has(Class::Negation)
}

/// Behind 'died' a cause stands in its clause: 'at the scene', 'of a gunshot wound'.
fn has_cause(c: &Clauses, after: usize) -> bool {
    const FARTHEST: usize = 8;
    let near = after..c.items.len().min(after + FARTHEST);
    let mut near = near.take_while(|&i| c.kind(i) != ItemKind::Stop);
    near.any(|i| is_one(c, i, &WORDS.causes))
}

/// Where the clause goes on behind 'Ann Lee, 44, a nurse,'.
fn after_apposition(c: &Clauses, after: usize) -> usize {
    const LONGEST: usize = 16;
    let comma = |i: usize| i < c.items.len() && c.kind(i) == ItemKind::Comma;
    let near = after + 1..c.items.len().min(after + LONGEST);
    let plain = |&i: &usize| comma(i) || c.is_word(i) && !c.is(i, Class::Auxiliary);
    let last = near.take_while(plain).filter(|&i| comma(i)).last();
    last.filter(|_| comma(after))
        .map_or(after, |close| close + 1)
}

/// 'the death of Ann Lee', 'killed Ann Lee', 'the late Ann Lee', with titles and an age between.
fn is_mourned(c: &Clauses, start: usize) -> bool {
    let title = |&i: &usize| {
        let stop = c.kind(i) == ItemKind::Stop && !c.ends_sentence(i);
        stop || c.is(i, Class::Title) || age::told(c.text(i)).is_some()
    };
    let first = (0..start).rev().take_while(title).last().unwrap_or(start);
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    let of = c.says(before, "of") && before > 0 && is_one(c, before - 1, &WORDS.death);
    let passive = before > 0 && c.is(before - 1, Class::Be);
    let killed = is_one(c, before, &WORDS.killing) && !passive;
    let late = c.says(before, "late") && before > 0 && c.says(before - 1, "the");
    of || killed || late
}

/// 'Lee's death'.
fn owns_death(c: &Clauses, after: usize) -> bool {
    after + 1 < c.items.len()
        && c.kind(after) == ItemKind::Possessive
        && is_one(c, after + 1, &WORDS.death)
}
