//! Readers' comments of a page: what its markup names so, and what stands below a heading of
//! comments in a part of the page that is not the article's.

use super::markup::Mark;
use super::page::Tag;
use super::roles::Roles;
use crate::clean::comment;
use crate::clean::line::Line;
use crate::clean::reader::{self, Clue};
use crate::model::Span;

/// For each line that is a reader's, which comment it belongs to.
pub(super) fn comments(roles: &Roles) -> Vec<Option<usize>> {
    let lines = 0..roles.page.lines.len();
    let mut comments: Vec<_> = lines.map(|at| marked(roles, at)).collect();
    if let Some(at) = heading(roles, &comments) {
        below(roles, at, &mut comments);
    }
    comments
}

/// The part of the page that holds the comment, where its markup says so.
fn marked(roles: &Roles, at: usize) -> Option<usize> {
    let comment = roles
        .page
        .marked(&roles.page.lines[at], Mark::Comment, 12)?;
    let mut outer = comment;
    while let Some(next) = outer_comment(roles, outer) {
        if roles.holds_article(next) {
            break;
        }
        outer = next;
    }
    let reader = at > roles.first && !is_form(roles, at) && !roles.holds_article(outer);
    reader.then_some(comment)
}

fn is_form(roles: &Roles, at: usize) -> bool {
    roles.steps(at, Tag::Button) <= 2 || roles.steps(at, Tag::Form) <= 6
}

fn outer_comment(roles: &Roles, part: usize) -> Option<usize> {
    let parent = roles.page.parts[part].parent;
    roles.page.within_mark(parent, Mark::Comment)
}

/// The first heading of comments in the second half of the article or behind it, where markup
/// names no comments.
fn heading(roles: &Roles, marked: &[Option<usize>]) -> Option<usize> {
    if marked.iter().any(Option::is_some) {
        return None;
    }
    let (mut passed, all) = (0, roles.inside[0]);
    let mut lines = roles.page.lines.iter().zip(roles.scores).enumerate();
    let found = lines.find(|(at, (line, score))| {
        let half = *at > roles.first && passed * 2 >= all;
        passed += if **score > 0.0 {
            line.end - line.start
        } else {
            0
        };
        half && reader::clues(roles.page.words(line)).has(Clue::Section)
    });
    found.map(|(at, _)| at)
}

/// Steps up from a heading to what holds its comments.
const STEPS: usize = 6;

/// Marks the comments below a heading, in the smallest part around it that holds some and is not
/// the article's.
fn below(roles: &Roles, heading: usize, comments: &mut [Option<usize>]) {
    let page = roles.page;
    let mut part = page.lines[heading].block;
    for _ in 0..STEPS {
        if part == 0 || roles.holds_article(part) {
            return;
        }
        let lines = page.lines[heading..].iter().enumerate();
        let lines = lines.take_while(|(_, line)| page.holds(part, line.block));
        let lines: Vec<Line> = lines
            .map(|(at, line)| Line::new(Span::new(line.start, line.end), page.words(line), at))
            .collect();
        if let Some(found) = comment::below(&lines) {
            for (at, comment) in (heading + 1..).zip(found) {
                let number = comment.map(|comment| page.parts.len() + comment);
                comments[at] = number.filter(|_| !is_form(roles, at));
            }
            return;
        }
        part = page.parts[part].parent;
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::clean;
    use crate::model::{Document, Markup, Raw, Role, Stated};

    const ARTICLE: &str = "<h1>Ship leaves the port of the north</h1>\
        <p>The ship left the harbour at noon on Monday, the port said in a statement to the press.</p>\
        <p>Nobody knew where it would go, and the captain, who was on board, did not want to say it.</p>\
        <p>The port said that it would look into the matter, and that it would tell the town soon.</p>";

    fn read(page: String) -> Document {
        clean(Raw {
            path: "page.html".into(),
            record: None,
            hash: "page".into(),
            markup: Markup::Html,
            text: page,
            stated: Stated::default(),
        })
    }

    fn comments(document: &Document) -> Vec<&str> {
        let blocks = document.blocks.iter().filter(|b| b.role == Role::Comment);
        let words = blocks.map(|b| b.span.of(&document.text).trim());
        words.collect()
    }

    #[test]
    fn comments_without_markup_stand_below_their_heading() {
        let below = "<h3>2 Kommentare</h3><div>Amos sagt:</div><div>Ich war dort und sah es.</div>\
            <div>Ruth sagt:</div><div>Das war ich auch, und es war sehr schön zu sehen.</div>";
        let page =
            format!("<body><main>{ARTICLE}</main><div class=x>{below}</div><div>Impressum</div>");
        let document = read(page);
        assert_eq!(
            comments(&document),
            [
                "Amos sagt:\nIch war dort und sah es.",
                "Ruth sagt:\nDas war ich auch, und es war sehr schön zu sehen."
            ]
        );
    }

    #[test]
    fn a_heading_within_the_article_heads_no_comments() {
        let page = format!(
            "<body><main>{ARTICLE}<h3>Reactions</h3><p>The mayor said on 4 May 2019:</p>\
            <p>Nobody asked the town about any of it, and we will go to court over the matter.</p></main>"
        );
        assert!(comments(&read(page)).is_empty());
    }
}
