//! Readers' comments of a page: what its markup names so, and what stands below a heading of
//! comments in a part of the page that is not the article's.

use super::markup::Mark;
use super::page::Tag;
use super::roles::Roles;
use crate::clean::comment;
use crate::clean::line::Line;
use crate::clean::reader::{self, Clue};
use crate::clean::thread::{self, Post};
use crate::model::Span;

/// For each line that is a reader's, which comment it belongs to.
pub(super) fn comments(roles: &Roles) -> Vec<Option<usize>> {
    let lines = 0..roles.page.lines.len();
    let mut comments: Vec<_> = lines.map(|at| marked(roles, at)).collect();
    if comments.iter().all(Option::is_none) {
        let headings = headings(roles);
        let first = headings.first().map_or(0, |&(at, _)| at);
        let posts = if headings.is_empty() {
            Vec::new()
        } else {
            posts(roles, first)
        };
        let found = headings.into_iter().find_map(|(at, late)| {
            let posts = &posts[at - first..];
            let apart = if late { apart(roles, at, posts) } else { None };
            Some((at, apart.or_else(|| thread::below(posts, false))?))
        });
        for (at, comment) in found
            .into_iter()
            .flat_map(|(at, found)| (at + 1..).zip(found))
        {
            let number = comment.map(|comment| roles.page.parts.len() + comment);
            comments[at] = number.filter(|_| !is_form(roles, at));
        }
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

/// Headings of comments behind the article's beginning that are looked at.
const HEADINGS: usize = 4;

/// Headings of comments behind the article's beginning, and whether they stand in its second half or
/// behind it.
fn headings(roles: &Roles) -> Vec<(usize, bool)> {
    let (mut passed, all) = (0, roles.inside[0]);
    let lines = roles.page.lines.iter().zip(roles.scores).enumerate();
    let found = lines.filter_map(|(at, (line, score))| {
        let late = passed * 2 >= all;
        passed += if *score > 0.0 {
            line.end - line.start
        } else {
            0
        };
        let heads = at > roles.first && reader::clues(roles.page.words(line)).has(Clue::Section);
        heads.then_some((at, late))
    });
    found.take(HEADINGS).collect()
}

/// Steps up from a heading to what holds its comments.
const STEPS: usize = 6;

/// The comments below a heading, in the smallest part around it that holds some and is not the
/// article's.
fn apart(roles: &Roles, heading: usize, posts: &[Post]) -> Option<Vec<Option<usize>>> {
    let page = roles.page;
    let around = page.around(page.lines[heading].block).take(STEPS);
    let own = around.take_while(|&part| part > 0 && !roles.holds_article(part));
    let mut found = own.map(|part| {
        let lines = page.lines[heading..].iter();
        let count = lines.take_while(|line| page.holds(part, line.block));
        let posts = &posts[..count.count()];
        let signed = || {
            let lines: Vec<Line> = posts.iter().map(|post| post.line.clone()).collect();
            comment::below(&lines)
        };
        thread::below(posts, true).or_else(signed)
    });
    found.find_map(|found| found)
}

/// The lines from one on.
fn posts<'a>(roles: &Roles<'a>, first: usize) -> Vec<Post<'a>> {
    let page = roles.page;
    let post = |at: usize| {
        let line = &page.lines[at];
        let span = Span::new(line.start, line.end);
        let block = &page.parts[line.block];
        Post {
            line: Line::new(span, page.words(line), at),
            linked: 2 * line.links > line.end - line.start,
            form: block.kind ^ page.parts[block.parent].kind.rotate_left(1),
        }
    };
    (first..page.lines.len()).map(post).collect()
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
