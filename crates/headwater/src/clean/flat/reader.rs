//! What a line shows of readers' comments, in the languages of `lang/comments.toml`.

use crate::lexicon;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a short line says of comments around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clue {
    /// The heading above them.
    Heading,
    /// Invites to comment.
    Form,
    /// A button below one.
    Reply,
    /// Ends with a word for saying: the line names a reader.
    Says,
    /// An hour of a day, or how long ago.
    Moment,
    /// A day.
    Day,
}

/// Kinds of clues.
pub(super) const CLUES: usize = 6;

/// A set of clues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clues(u8);

impl Clues {
    pub fn has(self, clue: Clue) -> bool {
        self.0 & (1 << clue as u8) != 0
    }

    /// Begins a comment: a reader's name, or its time.
    pub fn is_mark(self) -> bool {
        self.has(Clue::Says) || self.has(Clue::Moment)
    }

    /// One figure for each clue.
    pub fn flags(self) -> [f32; CLUES] {
        std::array::from_fn(|n| f32::from(self.0 >> n & 1))
    }
}

#[derive(Deserialize)]
struct File {
    heading: Vec<String>,
    form: Vec<String>,
    reply: HashSet<String>,
    says: Vec<String>,
    ago: Vec<String>,
}

/// The words, and a search for headings, forms and 'ago', in this order, at once.
struct Words {
    file: File,
    search: AhoCorasick,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = lexicon::data("comments.toml", include_str!("../../../lang/comments.toml"));
    let all = file.heading.iter().chain(&file.form).chain(&file.ago);
    let search = AhoCorasick::new(all).unwrap_or_else(|error| panic!("comments.toml: {error}"));
    Words { file, search }
});

impl Words {
    /// Whether a heading, a form, a word for 'ago' stands in the text.
    fn found(&self, text: &str) -> [bool; 3] {
        let (headings, forms) = (self.file.heading.len(), self.file.form.len());
        let mut found = [false; 3];
        for word in self.search.find_overlapping_iter(text) {
            let at = word.pattern().as_usize();
            let kind = usize::from(at >= headings) + usize::from(at >= headings + forms);
            found[kind] |= is_whole(text, word.start(), word.end());
        }
        found
    }
}

/// Bytes beyond which a line is none of these.
const SHORT: usize = 160;
/// Words beyond which a line is no heading.
const HEADING: usize = 10;
/// Words beyond which a line does not say how long ago.
const AGO: usize = 7;
/// Bytes beyond which a line is no name and no time.
const MARK: usize = 80;

/// The clues of a trimmed line.
pub(super) fn clues(line: &str) -> Clues {
    let mut clues = Clues::default();
    if line.len() > SHORT {
        return clues;
    }
    let lower = line.to_lowercase();
    let words = bare(&lower);
    let [heading, form, ago] = WORDS.found(&lower);
    let mut add = |clue: Clue, found: bool| clues.0 |= u8::from(found) << clue as u8;
    add(Clue::Form, form);
    let short = words.split_whitespace().count() <= HEADING && !line.ends_with('.');
    add(Clue::Heading, heading && short && !form);
    add(Clue::Reply, WORDS.file.reply.contains(words));
    if line.len() <= MARK {
        let says = |word: &String| {
            words
                .strip_suffix(word.as_str())
                .is_some_and(|name| name.ends_with(' '))
        };
        let named = line.ends_with(':');
        add(Clue::Says, named && WORDS.file.says.iter().any(says));
        let number = lower.contains(|c: char| c.is_ascii_digit());
        let day = number && has_day(&lower);
        let ago = ago && number && lower.split_whitespace().count() <= AGO;
        add(Clue::Moment, ago || day && has_hour(&lower));
        add(Clue::Day, day);
    }
    clues
}

/// The line without figures, marks and spaces at its edges.
fn bare(lower: &str) -> &str {
    lower.trim_matches(|c: char| !c.is_alphabetic())
}

/// Whole words, except in scripts without spaces.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let open = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() && c < '\u{3000}');
    open(text[..start].chars().next_back()) && open(text[end..].chars().next())
}

/// A year from 1990 on with the number of a day beside it.
fn has_day(lower: &str) -> bool {
    let year = |n: &str| n.len() == 4 && (n.starts_with("199") || n.starts_with("20"));
    let day = |n: &str| n.len() <= 2 && n.parse().is_ok_and(|n: u8| (1..=31).contains(&n));
    numbers(lower).any(year) && numbers(lower).any(day)
}

/// Hours and minutes.
fn has_hour(lower: &str) -> bool {
    let bytes = lower.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_mark = |at: &usize| matches!(bytes[*at], b':' | b'h');
    let mut marks = (1..bytes.len()).filter(is_mark);
    marks.any(|at| digit(at - 1) && digit(at + 1) && digit(at + 2) && !digit(at + 3))
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_clues() {
        use Clue::*;
        let cases: &[(&str, &[Clue])] = &[
            ("12 Kommentare", &[Heading]),
            ("15 Replies to “Open files”", &[Heading]),
            ("Vos réactions", &[Heading]),
            ("Schreibe einen Kommentar", &[Form]),
            ("Your email address will not be published.", &[Form]),
            ("Répondre", &[Reply]),
            ("Amos Hale says:", &[Says]),
            ("Amos Hale sagt:", &[Says]),
            ("22. Dezember 2019 um 11:16 Uhr", &[Moment, Day]),
            ("vor 8 Stunden", &[Moment]),
            ("4 years ago", &[Moment]),
            ("Aug 9, 2025", &[Day]),
            (
                "The minister would not comment on the report of the port.",
                &[],
            ),
            ("He said:", &[Says]),
            ("Page 12", &[]),
        ];
        for (line, wanted) in cases {
            let found = clues(line);
            let all = [Heading, Form, Reply, Says, Moment, Day];
            let found: Vec<Clue> = all.into_iter().filter(|c| found.has(*c)).collect();
            assert_eq!(&found, wanted, "{line}");
        }
    }
}
