//! What a bare number counts, by the words before it: 'the number of injured rose to 9', 'the death
//! toll rose to 41'.

use super::head::{folded, harm};
use crate::lexicon::fold::{Word, stem};

/// Words before a number in which its toll is named.
const TOLL: usize = 16;

/// The stem of what a number counts, by the words of its sentence before it.
pub fn counted(words: &[Word]) -> Option<String> {
    number_of(words).or_else(|| toll(words))
}

/// What follows the last 'number of': 'injured' in 'the number of injured rose to 9', 'killed' in
/// 'bringing the number killed to 3'.
fn after_number(words: &[Word]) -> Option<&[Word]> {
    let counts = |w: &[Word]| {
        w[0].form == "number" && (w[1].form == "of" || harm(stem(&w[1].form)).is_some())
    };
    let at = words.windows(2).rposition(counts)?;
    let of = usize::from(words[at + 1].form == "of");
    Some(&words[at + 1 + of..])
}

/// 'The death toll from the flood rose to 9': a bare number counts the dead.
fn toll(words: &[Word]) -> Option<String> {
    const REACHES: [&str; 9] = [
        "to", "at", "of", "is", "was", "reached", "hit", "passed", "least",
    ];
    let (last, before) = words.split_last()?;
    let near = before.iter().rev().take(TOLL);
    let dead = near.take_while(|w| !w.form.starts_with(|c: char| c.is_ascii_digit()));
    let told = dead.into_iter().any(|w| w.form == "toll");
    (told && REACHES.contains(&last.form.as_str())).then(|| folded("dead"))
}

/// What it counts: 'injured' in 'the number of injured rose to 9'.
fn number_of(words: &[Word]) -> Option<String> {
    let counted = after_number(words)?.first()?;
    Some(stem(&counted.form).to_string())
}

/// What befell those of 'the number of people killed in the flood rose to 9'.
pub fn befell(words: &[Word]) -> Option<&'static str> {
    const NEAR: usize = 3;
    let mut near = after_number(words)?.iter().take(NEAR);
    near.find_map(|w| harm(stem(&w.form)))
}
