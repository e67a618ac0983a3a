//! Readers' comments in flat text: where they begin, where they end, which lines are one comment.

use super::line::Line;
use super::sign::Sign;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The comments of a page.
pub(super) struct Section {
    /// Its lines, from the heading on.
    pub lines: Range<usize>,
    /// For each line after the heading, which comment it belongs to; `None` is furniture.
    pub comments: Vec<Option<usize>>,
}

/// Finds the readers' comments. A heading that counts them is enough; any other heading needs
/// comments that are numbered, signed or dated below it.
pub(super) fn find(lines: &[Line]) -> Option<Section> {
    let mut prose = 0;
    let heading = (0..lines.len()).find(|&at| {
        prose += usize::from(lines[at].prose);
        prose > 0 && lines[at].signs.has(Sign::Comments) && is_section(&lines[at..])
    })?;
    let below = &lines[heading + 1..];
    let comments = match below.iter().any(|l| number(l.text) == Some(1)) {
        true => numbered(below),
        false => signed(below),
    };
    let end = below.len().min(comments.len());
    Some(Section {
        lines: heading..heading + 1 + end,
        comments,
    })
}

fn is_section(lines: &[Line]) -> bool {
    let counted = lines[0].text.starts_with(|c: char| c.is_ascii_digit());
    let below = &lines[1..lines.len().min(40)];
    let marks = below.iter().filter(|l| is_mark(l)).count();
    let text = below.iter().any(|l| l.prose);
    text && (counted || marks >= 2 || below.iter().any(|l| number(l.text) == Some(1)))
}

/// Comments with numbers, and replies with bullets below them.
fn numbered(lines: &[Line]) -> Vec<Option<usize>> {
    let (mut comments, mut count, mut last) = (Vec::new(), 0, 0);
    for line in lines {
        let next = number(line.text) == Some(last + 1);
        last += usize::from(next);
        if count > 0 && !next && line.signs.any(&[Sign::CommentsEnd, Sign::List]) {
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
        if count > 0 && !begins && line.signs.any(&[Sign::CommentsEnd, Sign::List]) {
            break;
        }
        if line.signs.any(&[Sign::Chrome, Sign::CommentsEnd]) {
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
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        super::sign::pattern(
            r"(?i)^.{2,60}\bsays?\s*:?$|^.{0,60}\b(?:\d+|an?) (?:second|minute|min|hour|day|week|month|year)s? ago\W*$|^.{0,60}{stamp}.{0,30}$",
        )
    });
    line.text.len() <= 120 && !line.prose && MARK.is_match(line.text)
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
    fn a_heading_alone_is_no_section() {
        assert!(comments(&format!("Comments\n\n{BODY}{BODY}")).is_empty());
        assert!(comments(&format!("{BODY}Comments\n\n{BODY}")).is_empty());
    }
}
