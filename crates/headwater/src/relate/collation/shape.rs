//! What comparing words needs to know of each, found once and not for every pair.

use crate::lexicon::fold::{Word, stem};
use crate::lexicon::known_alias::are_apart;
use crate::relate::terms::{Term, hash};

/// Letters below which two words are the same or unlike.
const SHORT: usize = 4;

/// A folded word made ready for many comparisons.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    /// Folded form.
    pub form: &'a str,
    /// Its stem.
    pub stem: &'a str,
    /// The word says something about the subject.
    pub content: bool,
    /// Hash of the form: words with other keys differ.
    key: Term,
    /// Set of its letters, several letters to a bit.
    letters: u32,
    /// Characters.
    length: usize,
}

impl<'a> Shape<'a> {
    /// The shape of a folded form; what it says about the subject is not asked.
    pub fn of_form(form: &'a str) -> Self {
        Shape {
            form,
            stem: stem(form),
            content: false,
            key: hash(form),
            letters: form.chars().fold(0, |set, c| set | 1 << (c as u32 % 32)),
            length: form.chars().count(),
        }
    }

    /// The shape of a word.
    pub fn of(word: &'a Word) -> Self {
        Shape {
            content: word.content,
            ..Shape::of_form(&word.form)
        }
    }

    /// The two have one form.
    pub fn equals(&self, other: &Shape) -> bool {
        self.key == other.key && self.form == other.form
    }

    /// One stem, one within the other, or at most one in four letters apart; and no list says that
    /// they are two names.
    pub fn is_similar(&self, other: &Shape) -> bool {
        let (short, long) = match self.form.len() <= other.form.len() {
            true => (self, other),
            false => (other, self),
        };
        if short.form.len() < SHORT {
            return false;
        }
        let near = short.stem == long.stem
            || long.form.ends_with(short.form)
            || long.form.starts_with(short.form)
            || short.is_within(long, long.length / 4);
        near && !are_apart(short.form, long.form)
    }

    /// The two are at most `limit` letters apart.
    fn is_within(&self, other: &Shape, limit: usize) -> bool {
        // A changed letter takes one from the set and adds one.
        let unlike = (self.letters ^ other.letters).count_ones() as usize;
        self.length.abs_diff(other.length) <= limit
            && unlike <= 2 * limit
            && edit_distance(self.form, other.form, limit).is_some()
    }
}

/// Levenshtein distance in characters, if it is at most `limit`.
pub fn edit_distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        let mut least = i + 1;
        for (j, &cb) in b.iter().enumerate() {
            let next = (diagonal + usize::from(ca != cb))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
            least = least.min(next);
        }
        if least > limit {
            return None;
        }
    }
    Some(row[b.len()]).filter(|&distance| distance <= limit)
}

/// One stem, one within the other, or at most one in four letters apart.
pub fn is_similar(a: &str, b: &str) -> bool {
    Shape::of_form(a).is_similar(&Shape::of_form(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_letters() {
        assert_eq!(edit_distance("kitten", "sitting", 3), Some(3));
        assert_eq!(edit_distance("kitten", "sitting", 2), None);
        assert_eq!(edit_distance("iran", "iraq", 1), Some(1));
        assert!(is_similar("jihadists", "jihadis"));
        assert!(is_similar("mohammed", "muhammad"));
        for (a, b) in [
            ("iran", "iraq"),
            ("mohammed", "mahmoud"),
            ("hussein", "hassan"),
            ("hamas", "hamad"),
        ] {
            assert!(!is_similar(a, b), "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_similar_word_is_sieved_out(a in "[a-dé]{0,9}", b in "[a-dé]{0,9}") {
            let limit = a.chars().count().max(b.chars().count()) / 4;
            let near = edit_distance(&a, &b, limit).is_some();
            let (a, b) = (Shape::of_form(&a), Shape::of_form(&b));
            proptest::prop_assert_eq!(a.is_within(&b, limit), near);
        }
    }
}
