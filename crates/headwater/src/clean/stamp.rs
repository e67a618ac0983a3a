//! Lines of dates, as against sentences with a date in them: `beside` of `lang/dates.toml`.

use super::{surface, writer};

/// Words beyond which no line is one of dates.
const MOST: usize = 20;

/// Whether a line that holds a date says when something was published and no more: beside it stand
/// names and words of bylines and stamps. Of other words in lower case it may have `others`.
pub(super) fn is_stamp(line: &str, others: usize) -> bool {
    let rest = surface::without_dates(line);
    let words: Vec<&str> = rest.split_whitespace().collect();
    // 'von anna am': users write their names so.
    let named = |at: usize| at > 0 && writer::is_lead(words[at - 1]);
    let other = (0..words.len()).filter(|&at| is_other(words[at]) && !named(at));
    // Beside a writer stand agencies and more.
    let signed = (0..words.len()).any(named);
    let other = other.count().saturating_sub(usize::from(signed));
    let sentence = || {
        let last = line.trim_end().chars().last();
        last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '”' | '"' | '。')) && !ends_short(line)
    };
    !surface::is_range(line)
        && words.len() <= MOST
        && other <= others
        && (other == 0 || !sentence())
}

/// 'a.m.', 'Nov.': its point ends no sentence.
fn ends_short(line: &str) -> bool {
    let last = line.split_whitespace().last().unwrap_or_default();
    last.trim_end_matches('.').contains('.')
}

/// A word in lower case, or before a colon, that bylines and stamps do not have.
fn is_other(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let words = bare.starts_with(char::is_lowercase) || word.ends_with(':');
    let figure = bare.contains(|c: char| c.is_ascii_digit());
    let lower = bare.to_lowercase();
    words
        && !bare.is_empty()
        && !figure
        && !surface::is_beside(&lower)
        && !writer::is_beside(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_no_lines_of_dates() {
        for (line, stamp) in surface::tests::stamps() {
            assert_eq!(is_stamp(&line, 0), stamp, "{line}");
        }
    }
}
