//! What a line shows of readers' comments, in the languages of `lang/comments.toml`: the one place
//! that knows such words, for pages and for flat text.

use crate::lexicon;
use crate::lexicon::listed::ListedSet;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a short line says of comments around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Clue {
    /// May be the heading above them.
    Heading,
    /// Holds an invitation to comment.
    Form,
    /// A button below one.
    Reply,
    /// Ends with a word for saying: the line names a reader.
    Says,
    /// An hour of a day, or how long ago.
    Moment,
    /// A day.
    Day,
    /// Nothing but the heading above comments: their number, or few words.
    Section,
    /// Begins with an invitation to comment, or says that it is too late: comments end here.
    End,
}

/// Kinds of clues.
const CLUES: usize = 8;

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

    /// Names a reader, an hour, a day, or how long ago.
    pub fn is_dated(self) -> bool {
        self.is_mark() || self.has(Clue::Day)
    }

    /// One figure for each clue.
    fn flags(self) -> [f32; CLUES] {
        std::array::from_fn(|n| f32::from(self.0 >> n & 1))
    }
}

/// Figures of a line about comments around it.
pub(super) const FIGURES: usize = CLUES + 12;

/// Lines on both sides in which clues are counted.
const REACHES: [usize; 2] = [5, 15];

/// The clues of a text's lines, and how far each line is from them.
pub(super) struct Readers {
    clues: Vec<Clues>,
    /// Lines to the last and to the next name or time of a reader, button of a comment, heading
    /// and invitation.
    apart: [Vec<(f32, f32)>; 4],
    /// Names or times, and buttons, before each line and in all.
    before: Vec<[u32; 2]>,
}

impl Readers {
    pub fn new(clues: Vec<Clues>) -> Self {
        let far = |is: &dyn Fn(Clues) -> bool| apart(clues.len(), |at| is(clues[at]));
        let far = [
            far(&Clues::is_mark),
            far(&|clues| clues.has(Clue::Reply)),
            far(&|clues| clues.has(Clue::Heading)),
            far(&|clues| clues.has(Clue::Form)),
        ];
        let mut before = vec![[0; 2]];
        for (at, clues) in clues.iter().enumerate() {
            let [marks, replies] = before[at];
            let mark = u32::from(clues.is_mark());
            before.push([marks + mark, replies + u32::from(clues.has(Clue::Reply))]);
        }
        Readers {
            clues,
            apart: far,
            before,
        }
    }

    /// The [`FIGURES`] of a line.
    pub fn row(&self, at: usize, out: &mut Vec<f32>) {
        out.extend(self.clues[at].flags());
        for apart in &self.apart {
            out.extend([apart[at].0, apart[at].1]);
        }
        for reach in REACHES {
            let end = (at + reach + 1).min(self.clues.len());
            let (first, last) = (self.before[at.saturating_sub(reach)], self.before[end]);
            out.extend([last[0] - first[0], last[1] - first[1]].map(|count| count as f32));
        }
    }
}

/// Lines to the last and to the next line that is one of those, at most 99.
pub(super) fn apart(count: usize, is: impl Fn(usize) -> bool) -> Vec<(f32, f32)> {
    let lines = |a: usize, b: usize| (a.abs_diff(b) as f32).min(99.0);
    let mut apart = vec![(99.0f32, 99.0f32); count];
    let (mut last, mut next) = (None, None);
    for (at, (before, _)) in apart.iter_mut().enumerate() {
        *before = last.map_or(99.0, |last| lines(at, last));
        last = if is(at) { Some(at) } else { last };
    }
    for (at, (_, behind)) in apart.iter_mut().enumerate().rev() {
        *behind = next.map_or(99.0, |next| lines(at, next));
        next = if is(at) { Some(at) } else { next };
    }
    apart
}

#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
struct File {
    heading: Vec<String>,
    form: Vec<String>,
    reply: ListedSet<String>,
    says: Vec<String>,
    ago: Vec<String>,
    moment: ListedSet<String>,
    moments: Vec<String>,
    no_moments: Vec<String>,
}

/// The words, and a search for headings, forms and 'ago', in this order, at once.
struct Words {
    file: File,
    search: AhoCorasick,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = lexicon::data("comments.toml", include_str!("../../lang/comments.toml"));
    let all = file.heading.iter().chain(&file.form).chain(&file.ago);
    let search = AhoCorasick::new(all).unwrap_or_else(|error| panic!("comments.toml: {error}"));
    Words { file, search }
});

impl Words {
    fn find(&self, text: &str) -> Found {
        let (headings, forms) = (self.file.heading.len(), self.file.form.len());
        let mut found = Found::default();
        for word in self.search.find_overlapping_iter(text) {
            let (from, to) = (word.start(), word.end());
            if !is_whole(text, from, to) {
                continue;
            }
            let edge = |rest: &str| !rest.contains(char::is_alphabetic);
            let (first, last) = (edge(&text[..from]), edge(&text[to..]));
            match word.pattern().as_usize() {
                at if at < headings => {
                    found.heading = true;
                    found.heads |= first;
                    found.closes |= last;
                }
                at if at < headings + forms => {
                    found.form = true;
                    found.invites |= first;
                }
                _ => found.ago = true,
            }
        }
        found
    }
}

/// Which words stand in a text.
#[derive(Default)]
struct Found {
    heading: bool,
    form: bool,
    ago: bool,
    /// A heading is its first words, or its last ones.
    heads: bool,
    closes: bool,
    /// A form is its first words.
    invites: bool,
}

/// Bytes beyond which a line is none of these.
const SHORT: usize = 160;
/// Words beyond which a line is no heading.
const HEADING: usize = 10;
/// The same where it does not begin with a number; one less where the heading is not its end.
const BARE: usize = 3;
/// Words beyond which a line that begins with an invitation says something else.
const INVITATION: usize = 12;
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
    let found = WORDS.find(&lower);
    let mut add = |clue: Clue, found: bool| clues.0 |= u8::from(found) << clue as u8;
    add(Clue::Form, found.form);
    let count = words.split_whitespace().count();
    // 'Join the conversation (3)' heads three comments.
    let numbered = found.invites && is_numbered(line);
    add(Clue::End, found.invites && !numbered && count <= INVITATION);
    let heading = found.heading && !found.form && !line.ends_with('.');
    add(Clue::Heading, heading && count <= HEADING);
    let counted = lower.starts_with(|c: char| c.is_ascii_digit()) && found.heads;
    let bare = count <= BARE && found.closes || count < BARE && found.heads;
    // A button below a comment may have the same word.
    let reply = WORDS.file.reply.contains(words);
    add(
        Clue::Section,
        heading && (counted || bare && !reply) || numbered,
    );
    add(Clue::Reply, reply);
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
        let ago = found.ago && number && lower.split_whitespace().count() <= AGO;
        add(Clue::Moment, ago || day && has_hour(&lower));
        add(Clue::Day, day);
    }
    clues
}

/// It ends with a number in brackets.
fn is_numbered(line: &str) -> bool {
    let inner = line
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once('('));
    inner.is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Nothing but buttons below a comment, with how often they were pressed.
pub(super) fn is_buttons(line: &str) -> bool {
    let lower = line.to_lowercase();
    let is_button = |word: &str| word.is_empty() || WORDS.file.reply.contains(bare(word));
    line.len() <= MARK
        && lower.contains(char::is_alphabetic)
        && (WORDS.file.reply.contains(bare(&lower)) || {
            let words = lower.split(|c: char| c.is_whitespace() || matches!(c, '|' | '·' | '•'));
            words
                .filter(|word| word.contains(char::is_alphabetic))
                .all(is_button)
        })
}

/// Nothing but how long ago, in few letters: '3h', 'Yesterday'.
pub(super) fn is_moment(line: &str) -> bool {
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let unit = line[number..].trim();
    let short = (1..=2).contains(&number) && matches!(unit, "s" | "m" | "h" | "d" | "w" | "y");
    short || number == 0 && WORDS.file.moment.contains(&line.to_lowercase())
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

    #[derive(Deserialize)]
    struct Case {
        line: String,
        clues: Vec<Clue>,
    }

    #[test]
    fn short_moments_are_whole_lines() {
        let file = &WORDS.file;
        assert_eq!(file.moments.iter().find(|line| !is_moment(line)), None);
        assert_eq!(file.no_moments.iter().find(|line| is_moment(line)), None);
    }

    #[test]
    fn lines_have_their_clues() {
        use Clue::*;
        let file = include_str!("../../lang/comments.toml");
        for case in lexicon::tests::cases::<Case>("comments.toml", file) {
            let found = clues(&case.line);
            let all = [Heading, Form, Reply, Says, Moment, Day, Section, End];
            let found: Vec<Clue> = all.into_iter().filter(|c| found.has(*c)).collect();
            assert_eq!(found, case.clues, "{}", case.line);
        }
    }
}
