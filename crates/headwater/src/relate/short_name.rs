//! Whether a word that may be the short name of an outlet means the outlet where it stands: 'Karsova'
//! is a town in 'the Karsova Seismological Institute' and in 'officials in Karsova said', and the
//! station in 'the broadcaster Karsova said'.

use crate::lexicon::fold::fold;
use crate::lexicon::outlet_name;
use crate::model::Span;

/// Words before a name that make it a place or an owner.
const PLACED: &[&str] = &[
    "in", "near", "of", "from", "at", "for", "with", "across", "around", "outside", "inside",
    "off", "into", "and", "by",
];
/// Words with which somebody is told of: 'Ann Lee, who reads the Times'.
const RELATIVES: &[&str] = &["who", "whose", "whom", "which", "that", "when", "where"];
/// Words before whoever passes something on, wherever in a phrase it is named.
const THROUGH: &[&str] = &["via", "through", "per", "citing"];
/// Verbs that follow a source.
const SOURCES: &[&str] = &[
    "reported", "reports", "said", "says", "wrote", "writes", "noted", "notes", "quoted", "quotes",
    "cited", "cites", "added", "adds",
];

/// The name is the whole of a name, and stands where a source can stand.
pub fn stands_alone(text: &str, name: Span) -> bool {
    let (before, after) = (&text[..name.start], &text[name.end..]);
    let last = word_before(before);
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) && !matches!(word, "The" | "But" | "And");
    let joined = before.ends_with(' ') && capital(last) && before.trim_end().ends_with(last);
    let next = after.strip_prefix(' ').map(word_at).unwrap_or_default();
    let goes_on = next.starts_with(char::is_uppercase)
        || next.starts_with(char::is_lowercase)
            && !SOURCES.contains(&next)
            && !outlet_name::is_press_word(next)
            && next != "news"
            && is_telling(next);
    let owns = after.starts_with("'s ") || after.starts_with("’s ");
    !joined && !PLACED.contains(&last) && !goes_on && !owns
}

/// What stands before a name in a phrase leaves it the phrase's own: 'the Orvenian agency Karsova', and
/// not 'Ann Lee, who reads the Karsova Times' or 'a reporter for the Karsova Times'.
pub fn heads_phrase(before: &str) -> bool {
    let apposed = before.contains([',', '(', ';', '–', '—']);
    let mut words = before.split_whitespace();
    let through = THROUGH.contains(&word_before(before));
    through || !apposed && !words.any(|word| PLACED.contains(&word) || RELATIVES.contains(&word))
}

/// The words beside the name say that it is an outlet's or an agency's: 'the agency Karsova', 'citing
/// Karsova', '…, Karsova reported'. 'Karsova reported 12 cases' may be the town.
pub fn is_said_to_be_press(text: &str, name: Span) -> bool {
    let next = text[name.end..]
        .strip_prefix(' ')
        .map(word_at)
        .unwrap_or_default();
    let before = &text[..name.start];
    let last = word_before(before);
    let behind = before.trim_end().ends_with([',', '”', '"']) && next == "reported";
    let press = next == "news" || outlet_name::is_press_word(next);
    press || behind || last == "citing" || outlet_name::is_press_word(last)
}

fn is_telling(word: &str) -> bool {
    fold(word, Span::new(0, word.len()))
        .iter()
        .any(|w| w.content)
}

fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '-');
    &text[..end.unwrap_or(text.len())]
}

/// The last word before a place, the article put aside.
fn word_before(text: &str) -> &str {
    let text = text.trim_end();
    let bare = text.strip_suffix(" the").unwrap_or(text);
    let start = bare.rfind(|c: char| !c.is_alphanumeric());
    start.map_or(bare, |at| {
        bare[at..].trim_start_matches(|c: char| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Span {
        let start = text.find("Karsova").expect(text);
        Span::new(start, start + "Karsova".len())
    }

    #[test]
    fn a_source_stands_alone() {
        for text in [
            "Karsova reported that it rained.",
            "It rained, the agency Karsova said.",
            "It rained, according to Karsova.",
        ] {
            assert!(stands_alone(text, at(text)), "{text}");
        }
        for text in [
            "The Karsova Seismological Institute said so.",
            "Officials in Karsova said so.",
            "According to Karsova police, it rained.",
            "He told Karsova residents.",
            "The New Karsova said so.",
            "She told Karsova's Morning Table.",
        ] {
            assert!(!stands_alone(text, at(text)), "{text}");
        }
    }

    #[test]
    fn a_source_heads_its_phrase() {
        for before in [
            "",
            "the ",
            "the Orvenian state agency ",
            "Ann Lee, a farmer, via the ",
        ] {
            assert!(heads_phrase(before), "{before}");
        }
        for before in [
            "Ann Lee, who reads the ",
            "Ann Lee, winner of the ",
            "a former reporter for the ",
            "the farmer whose brother owns the ",
        ] {
            assert!(!heads_phrase(before), "{before}");
        }
    }

    #[test]
    fn a_word_beside_says_what_it_is() {
        for text in [
            "the agency Karsova said",
            "Karsova news agency said",
            "He told the Karsova station",
            "It rained, citing Karsova.",
            "It rained, Karsova reported.",
        ] {
            assert!(is_said_to_be_press(text, at(text)), "{text}");
        }
        assert!(!is_said_to_be_press(
            "Karsova reported 12 cases",
            Span::new(0, 7)
        ));
    }
}
