//! What an amount is told of: one happening or all of a longer time, the whole or a narrower part.

use super::head::DATA;
use crate::lexicon::fold::{Word, fold};
use crate::model::{Annotations, Quantity, Span, TimeExpression};
use compact_str::CompactString;
use std::collections::BTreeSet;

/// Length of the value of a year: '2009'.
const YEAR: usize = 4;
/// Of a month: '2009-04'.
const MONTH: usize = 7;

/// What a number is told of beside what it counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// All of a longer time: 'killed since January', 'this year', 'in 2009'.
    tally: bool,
    /// Words of its clause that narrow an amount: 'youth' in 'youth unemployment'.
    narrowed: BTreeSet<CompactString>,
}

impl Scope {
    /// Both are told of the whole, or of the same part.
    pub fn is_of_part(&self, other: &Scope) -> bool {
        self.narrowed == other.narrowed
    }
}

/// The scope of a number in its sentence; `harm` says that it counts people whom something befell.
pub fn of(
    text: &str,
    annotations: &Annotations,
    sentence: Span,
    quantity: &Quantity,
    harm: bool,
) -> Scope {
    let narrows = |w: &Word| DATA.scopes.narrowing.iter().any(|n| *n == w.form);
    let clause = clause(text, sentence, quantity.excerpt.span);
    let words = match quantity.unit.as_deref() {
        Some("percent") => fold(text, clause),
        _ => Vec::new(),
    };
    let narrowed = words.into_iter().filter(narrows).map(|w| w.form);
    let opens = opening(text, sentence, clause);
    let tally = |part: Span| is_tally(text, annotations, part);
    Scope {
        tally: harm && (tally(clause) || opens.is_some_and(tally)),
        narrowed: narrowed.collect(),
    }
}

/// 'This year,' before the clause that counts.
fn opening(text: &str, sentence: Span, clause: Span) -> Option<Span> {
    const FIRST: [&str; 7] = ["since", "this", "so", "in", "over", "during", "last"];
    let head = Span::new(sentence.start, clause.start);
    let words = head.of(text).trim_end().strip_suffix(',')?;
    let first = words.split(' ').next()?.to_lowercase();
    (!words.contains(',') && FIRST.contains(&first.as_str())).then_some(head)
}

/// Some words tell of all that happened in a longer time: 'since January' and not 'since Monday', 'in
/// 2009' and not 'the 2009 flood'.
pub fn is_tally(text: &str, annotations: &Annotations, part: Span) -> bool {
    let digits = |value: &str| value.bytes().all(|b| b.is_ascii_digit());
    let tells = |time: &TimeExpression| {
        let before = text[part.start..time.excerpt.span.start].to_lowercase();
        let before = format!(" {before}");
        let year = time.value.len() == YEAR;
        let this = time.excerpt.text.to_lowercase().starts_with("this ");
        year && (this || before.ends_with(" in ") && digits(&time.value))
            || time.value.len() <= MONTH && before.ends_with(" since ")
    };
    let words = fold(text, part);
    let words: Vec<&str> = words.iter().map(|w| w.form.as_str()).collect();
    let words = format!(" {} ", words.join(" "));
    let said = |phrase: &String| words.contains(&format!(" {phrase} "));
    let mut times = annotations.times_at(part).iter();
    let told = times.any(|t| part.contains(t.excerpt.span) && tells(t));
    (told || DATA.scopes.tally.iter().any(said)) && !is_ranked(&words)
}

/// 'The worst accident since January' is one accident.
fn is_ranked(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words
        .any(|w| w.ends_with("est") || matches!(w, "worst" | "first" | "second" | "third" | "most"))
}

/// The part of the sentence around a number between commas and words that begin another clause.
fn clause(text: &str, sentence: Span, number: Span) -> Span {
    const MARKS: [&str; 7] = [
        ", ",
        "; ",
        ": ",
        " while ",
        " but ",
        " after ",
        " compared ",
    ];
    let (before, after) = (
        &text[sentence.start..number.start],
        &text[number.end..sentence.end],
    );
    let begins = MARKS
        .iter()
        .filter_map(|m| Some(before.rfind(m)? + m.len()));
    let ends = MARKS.iter().filter_map(|m| after.find(m));
    Span::new(
        sentence.start + begins.max().unwrap_or(0),
        number.end + ends.min().unwrap_or(after.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate, tests::body};

    fn last(text: &str) -> Scope {
        let document = body(text);
        let annotations = annotate(&document);
        let quantity = annotations.quantities.last().expect(text);
        let sentence = annotations.sentence_of(quantity.excerpt.span).expect(text);
        of(&document.text, &annotations, sentence, quantity, true)
    }

    #[test]
    fn a_longer_time_is_told() {
        for text in [
            "Nine people have been killed in tram accidents since January.",
            "Tram accidents have killed nine people this year.",
            "Eleven people were killed in a similar accident in 2009.",
            "Trams have killed nine people in the past five years.",
            "Trams kill nine people each year, the union said.",
            "This year, trams have killed nine people.",
        ] {
            assert!(last(text).tally, "{text}");
        }
        for text in [
            "Three people were killed.",
            "The worst accident since January killed three people.",
            "A tram hit a bus, killing three people, the deadliest crash this year.",
            "The third accident this year killed three people.",
            "Correcting an earlier statement, police said on Monday that three people died.",
            "Three people have been missing since Monday.",
        ] {
            assert!(!last(text).tally, "{text}");
        }
    }

    #[test]
    fn words_narrow_an_amount() {
        let all = last("Unemployment fell to 5.9 per cent.");
        assert!(all != last("Youth unemployment stood at 14.2 per cent."));
        assert!(all == last("The youth minister resigned, and unemployment fell to 6.1 per cent."));
    }
}
