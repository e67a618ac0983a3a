//! Readers' comments in flat text: where they begin, where they end, which lines are one comment.

use super::line::Line;
use super::reader::Clue;
use super::sign::Sign;
use std::ops::Range;

/// The comments of a page.
pub(super) struct Section {
    /// Its lines, from the heading on.
    pub lines: Range<usize>,
    /// For each line after the heading, which comment it belongs to; `None` is furniture.
    pub comments: Vec<Option<usize>>,
}

/// Finds the readers' comments: below a heading those that are numbered, signed or dated, or what
/// stands below a heading that counts them, if that is less than what stands above it.
pub(super) fn find(lines: &[Line]) -> Option<Section> {
    numbered(lines).or_else(|| {
        let heading = heading(lines, is_section)?;
        Some(section(heading, signed(&lines[heading + 1..])))
    })
}

/// Finds readers' comments that are numbered.
pub(super) fn numbered(lines: &[Line]) -> Option<Section> {
    let last = |n: usize| lines.iter().rposition(|line| number(line.text) == Some(n));
    let (one, two) = (last(1)?, last(2));
    let first = |_: usize, below: &[Line]| {
        let at = lines.len() - below.len();
        at < one && (two.is_some_and(|two| at < two) || below[0].text.starts_with("1 "))
    };
    let heading = heading(lines, first)?;
    Some(section(heading, counted(&lines[heading + 1..])))
}

/// For each line below a heading of comments, which one it belongs to; `None` where they are none.
pub(super) fn below(lines: &[Line]) -> Option<Vec<Option<usize>>> {
    is_section(0, lines).then(|| signed(&lines[1..]))
}

fn section(heading: usize, comments: Vec<Option<usize>>) -> Section {
    Section {
        lines: heading..heading + 1 + comments.len(),
        comments,
    }
}

/// What stands below a heading has at most so many times the running text above it: else it is a
/// count of comments at the head of the article.
const MORE: usize = 30;

/// The first heading of comments below running text of which that holds: given how many lines of
/// running text stand above it, and what stands below.
fn heading(lines: &[Line], holds: impl Fn(usize, &[Line]) -> bool) -> Option<usize> {
    let all = lines.iter().filter(|line| line.prose).count();
    let mut above = 0;
    (0..lines.len()).find(|&at| {
        above += usize::from(lines[at].prose);
        above > 0
            && lines[at].clues.has(Clue::Section)
            && all - above <= MORE * above
            && holds(above, &lines[at..])
    })
}

/// Lines below a heading in which marks of comments are looked for.
const NEAR: usize = 40;

fn is_section(above: usize, lines: &[Line]) -> bool {
    let counted = lines[0].text.starts_with(|c: char| matches!(c, '1'..='9'));
    let below = &lines[1..];
    let near = &below[..below.len().min(NEAR)];
    let marks = near.iter().filter(|l| is_mark(l)).count();
    let less = || below.iter().filter(|l| l.prose).take(above).count() < above;
    near.iter().any(|l| l.prose) && (marks >= 2 || counted && (marks == 1 || less()))
}

/// Comments with numbers, and replies with bullets below them.
fn counted(lines: &[Line]) -> Vec<Option<usize>> {
    let (mut comments, mut count, mut last) = (Vec::new(), 0, 0);
    for line in lines {
        let next = number(line.text) == Some(last + 1);
        last += usize::from(next);
        if count > 0 && !next && ends(line) {
            break;
        }
        count += usize::from(next || (count > 0 && is_bullet(line.text)));
        comments.push(count.checked_sub(1));
    }
    comments
}

/// Comments that begin with a line that names the reader or the time, or else each its paragraph.
fn signed(lines: &[Line]) -> Vec<Option<usize>> {
    let marked = lines.iter().filter(|l| is_mark(l)).count() >= 2;
    let (mut comments, mut count, mut paragraph) = (Vec::new(), 0, None);
    for line in lines {
        let begins = match marked {
            true => is_mark(line),
            false => paragraph != Some(line.paragraph),
        };
        if count > 0 && !begins && ends(line) {
            break;
        }
        // '2 hours ago' beside no comment is furniture.
        let furniture = line.signs.has(Sign::Chrome) && !(marked && begins);
        if furniture || line.clues.has(Clue::End) {
            comments.push(None);
            continue;
        }
        paragraph = Some(line.paragraph);
        count += usize::from(begins);
        comments.push(count.checked_sub(1));
    }
    comments
}

/// The number that a comment begins with.
fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let marked = rest.starts_with(". ") || rest.starts_with(") ") || rest == ".";
    (digits < 5 && marked).then(|| text[..digits].parse().ok())?
}

fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    let bullet = |c| matches!(c, '•' | '◦' | '▪' | '‣' | '○' | '*' | '>');
    chars.next().is_some_and(bullet) && chars.next().is_some_and(char::is_whitespace)
}

/// A line that names the reader, or the time, of the comment below it.
fn is_mark(line: &Line) -> bool {
    !line.prose && line.clues.is_dated()
}

/// Heads comments, or invites to comment.
pub(super) fn frames(line: &Line) -> bool {
    line.clues.has(Clue::Section) || line.clues.has(Clue::End)
}

/// Below this line no comment stands.
pub(super) fn ends(line: &Line) -> bool {
    line.clues.has(Clue::End) || line.signs.has(Sign::List)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn comments(text: &str) -> Vec<Option<usize>> {
        find(&lines(text)).map_or(Vec::new(), |s| s.comments)
    }

    const BODY: &str = "The ship left the harbour at noon, the port said.\n\n";

    #[test]
    fn numbered_comments_keep_their_paragraphs_and_replies_apart() {
        let text = "3 Responses\n\n1. One.\n\nStill one.\n\n2. Two.\n\n• A reply to the second reader, who was wrong.\n\nComments are closed.";
        let found = comments(&format!("{BODY}{text}"));
        assert_eq!(found, [Some(0), Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn signed_comments() {
        let text = "Comments\nAmos says:\nI was there on that day and saw it.\nRuth says:\nSo was I.\nLeave a Reply\nNews";
        let found = comments(&format!("{BODY}{text}"));
        assert_eq!(found, [Some(0), Some(0), Some(1), Some(1)]);
    }

    #[test]
    fn a_count_at_the_head_of_an_article_is_no_section() {
        let list = "1. The first ship.\n\n2. The second ship.\n\n";
        let text = format!("{BODY}31 comments\n\n{list}{}", BODY.repeat(40));
        assert!(comments(&text).is_empty());
        let few = format!("{BODY}2 comments\n\n1. One.\n\n2. Two.\n\n");
        assert_eq!(comments(&few), [Some(0), Some(1)]);
    }

    #[test]
    fn a_heading_alone_is_no_section() {
        assert!(comments(&format!("Comments\n\n{BODY}{BODY}")).is_empty());
        assert!(comments(&format!("{BODY}Comments\n\n{BODY}")).is_empty());
        assert!(comments(&format!("{BODY}0 Comments\n\nSubscribe\n\nNews")).is_empty());
    }
}
