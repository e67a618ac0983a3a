//! Posts beside writers' names: 'staff writer', 'Ledger crime correspondent'.

use super::writer::{bare, is_beat, is_post_word};

/// The words from here on are a post that the name's bearer holds: 'crime correspondent', 'staff
/// writer', 'Gazette reporter' where that is the outlet. A post alone may be a paper's: 'Harbour
/// Gazette reporter'.
pub(super) fn begins<'a>(
    word: &'a str,
    rest: impl Iterator<Item = &'a str>,
    outlet: Option<&str>,
) -> bool {
    let words: Vec<&str> = std::iter::once(word).chain(rest).collect();
    let (house, post) = parts(&words, outlet);
    is_held(&post) && (house > 0 || post.len() > 1 && is_beat(&post[0]))
}

/// The words name a post: 'Staff Writer', 'Ledger Crime Correspondent', 'Senior Reporter, Ledger'.
pub(super) fn is_post(text: &str, outlet: Option<&str>) -> bool {
    const MOST: usize = 8;
    let read = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let (house, post) = parts(&words, outlet);
        (house == words.len(), is_held(&post))
    };
    let read: Vec<_> = text.split([',', '|']).map(read).collect();
    text.split_whitespace().count() <= MOST
        && read.iter().all(|&(house, post)| house || post)
        && read.iter().any(|&(_, post)| post)
}

/// How many words name the outlet, and the words behind these.
fn parts(words: &[&str], outlet: Option<&str>) -> (usize, Vec<String>) {
    let house = (1..=words.len())
        .rev()
        .find(|&n| is_of(&words[..n], outlet));
    let house = house.unwrap_or(0);
    (
        house,
        words[house..].iter().map(|word| bare(word)).collect(),
    )
}

/// Words of a post: what it is about, and what its holder is.
fn is_held(words: &[String]) -> bool {
    let small = |word: &str| matches!(word, "and" | "" | "of" | "our" | "the");
    let beat = |word: &String| is_beat(word) || is_post_word(word) || small(word);
    let split = words.split_last();
    split.is_some_and(|(last, beats)| is_post_word(last) && beats.iter().all(beat))
}

/// Words of the outlet's name, with its article at most.
pub(super) fn is_of(words: &[&str], outlet: Option<&str>) -> bool {
    let Some(outlet) = outlet else { return false };
    let known: Vec<String> = outlet.split_whitespace().map(bare).collect();
    let low: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let own = |word: &String| !word.is_empty() && (known.contains(word) || word == "the");
    low.iter().all(own) && low.iter().any(|word| word != "the")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_told_by_their_words() {
        let outlet = Some("Aldport Ledger");
        for post in [
            "Staff Writer",
            "Ledger Staff Writer",
            "Senior Reporter, Aldport Ledger",
            "Crime Correspondent",
        ] {
            assert!(is_post(post, outlet), "{post}");
        }
        for other in [
            "Aldport Ledger",
            "Writer of novels",
            "Gazette reporter",
            "mayor",
            "",
        ] {
            assert!(!is_post(other, outlet), "{other}");
        }
        assert!(begins("Ledger", ["Staff", "Writer"].into_iter(), outlet));
        assert!(!begins("Gazette", ["reporter"].into_iter(), outlet));
    }
}
