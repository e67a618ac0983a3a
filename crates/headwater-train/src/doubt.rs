//! Where labelled texts may mark the inner of two names alone.
//!
//! A corpus with names inside names loses the outer ones when it is put into columns: of 'the Ann
//! Lee Foundation' it marks the person, and the foundation seems to be no name. What stands beside
//! a name in capitals and is neither a title nor a people is therefore left open, and the name
//! with it: nothing is learned there.

use crate::corpus::Text;
use headwater::annotate::name::feature::Words;
use headwater::annotate::name::gazetteer::{BODY, CALENDAR, DEMONYM, GROUP, ROLE, SITE, TITLE};
use headwater::model::Span;
use std::ops::Range;

/// Words that stand in capitals beside names and are no part of them.
const BESIDE: u32 = TITLE | ROLE | DEMONYM | GROUP | CALENDAR;

/// The tokens of which nothing is to be learned, in order of the names they hold.
pub fn doubtful(text: &Text, words: &Words) -> Vec<Range<usize>> {
    let scan = words.scan;
    let names: Vec<Range<usize>> = text
        .names
        .iter()
        .map(|&(start, end, _)| scan.tokens_in(Span::new(start, end)))
        .collect();
    let mut named = vec![false; scan.tokens.len()];
    for name in &names {
        named[name.clone()].fill(true);
    }
    let open = |at: usize| {
        let word = &words.words[at];
        word.capital && word.lists & BESIDE == 0 && !named[at]
    };
    let around = |name: &Range<usize>| around(words, name, open);
    names.iter().filter_map(around).collect()
}

/// The name with what stands open beside it; `None` where nothing does.
fn around(
    words: &Words,
    name: &Range<usize>,
    open: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let scan = words.scan;
    let next = scan
        .sentences
        .partition_point(|s| s.tokens.end <= name.start);
    let sentence = scan.sentences.get(next)?;
    if !words.is_plain(sentence.tokens.start) {
        return None;
    }
    let Range { mut start, mut end } = name.clone();
    // The first word of a sentence has a capital whatever it is.
    let first = sentence.tokens.start + 1;
    while end < sentence.tokens.end && open(end) {
        end += 1;
    }
    while start > first && open(start - 1) {
        start -= 1;
    }
    let heads = |at: usize| open(at) && words.words[at].lists & (BODY | SITE) != 0;
    if start > first + 1 && scan.word(start - 1) == "of" && heads(start - 2) {
        start -= 2;
    }
    let range = start..end;
    (range != *name).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater::annotate::Scan;
    use headwater::model::EntityType;

    fn doubted(sentence: &str, name: &str) -> Option<String> {
        let start = sentence.find(name).unwrap();
        let text = Text {
            text: sentence.to_owned(),
            names: vec![(start, start + name.len(), EntityType::Person)],
            ..Text::default()
        };
        let document = crate::document(&text);
        let scan = Scan::new(&document);
        let ranges = doubtful(&text, &Words::new(&scan));
        let range = ranges.into_iter().next()?;
        Some(scan.span(range).of(sentence).to_owned())
    }

    #[test]
    fn a_name_inside_a_name_teaches_nothing() {
        let cases = [
            (
                "a gift to the Ann Lee Foundation in spring.",
                "Ann Lee",
                "Ann Lee Foundation",
            ),
            (
                "she read the Oslo Evening Courier on the train.",
                "Oslo",
                "Oslo Evening Courier",
            ),
            (
                "they met at the University of Bergen again.",
                "Bergen",
                "University of Bergen",
            ),
        ];
        for (sentence, name, expected) in cases {
            assert_eq!(
                doubted(sentence, name).as_deref(),
                Some(expected),
                "{sentence}"
            );
        }
    }

    #[test]
    fn titles_peoples_and_headlines_teach_as_before() {
        for (sentence, name) in [
            ("yesterday President Ann Lee left for home.", "Ann Lee"),
            ("there the Norwegian Ann Lee left for home.", "Ann Lee"),
            ("Lately Ann Lee has left for home.", "Ann Lee"),
            ("Oslo Mayor Leaves Again After Vote", "Oslo"),
        ] {
            assert_eq!(doubted(sentence, name), None, "{sentence}");
        }
    }
}
