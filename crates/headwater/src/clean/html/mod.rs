//! HTML pages to text with blocks.
//!
//! The text is what a reader sees, rendered in reading order with one line for each block element,
//! chrome included, so that offsets hold in it. Which lines are the article is the judgement of
//! the crate `trafilatura`, found again in the rendered lines; what the page's own markup says
//! (heading, caption, byline, comments) wins over it.

mod align;
mod meta;
mod render;

use super::{blocks, date, language};
use crate::model::*;
use render::{Hint, Rendered};
use scraper::Html;
use trafilatura::{ExtractResult, Options};

/// Lines beyond which a page is no article; only its own markup is read then.
const MAX_LINES: usize = 20_000;

/// Fills text, blocks and what the page states into `document`.
pub(super) fn read(document: &mut Document, page: &str) {
    let html = Html::parse_document(page);
    let rendered = render::render(&html);
    let found = meta::read(&html);
    let extracted = match rendered.hints.len() <= MAX_LINES {
        true => trafilatura::extract(page, &Options::default()).unwrap_or_default(),
        false => ExtractResult::default(),
    };
    let title = document.title.clone().or(found.title);
    let lines = roles(
        &rendered,
        &extracted,
        title.as_deref(),
        found.summary.as_deref(),
    );
    document.blocks = blocks::of_lines(&rendered.text, &lines);
    document.text = rendered.text;
    document.title = title;
    let fill = |field: &mut Option<String>, value| *field = field.take().or(value);
    fill(&mut document.url, found.url);
    fill(&mut document.outlet, found.outlet);
    fill(
        &mut document.updated,
        found.updated.map(|d: date::Stated| d.value),
    );
    fill(
        &mut document.language,
        found.language.map(|l| language::stated(&l)),
    );
    if document.authors.is_empty() {
        document.authors = found.authors;
    }
    if let (None, Some((how, stated))) = (&document.published.value, found.published) {
        document.published = stated.published(how, Vec::new());
    }
}

/// One role for each rendered line.
fn roles(
    page: &Rendered,
    extracted: &ExtractResult,
    title: Option<&str>,
    summary: Option<&str>,
) -> Vec<Role> {
    let lines: Vec<&str> = page.text.lines().collect();
    let article = align::lines(&lines, &extracted.content_text);
    let comments = align::lines(&lines, &extracted.comments_text);
    let first = article.iter().position(|&is| is).unwrap_or(lines.len());
    let head = title_line(&lines, page, title, first);
    (0..lines.len())
        .map(|at| match page.hints[at] {
            _ if Some(at) == head => Role::Title,
            Hint::Caption => Role::Caption,
            Hint::Comment if !article[at] => Role::Comment,
            _ if comments[at] && !article[at] => Role::Comment,
            _ if summary.is_some_and(|s| align::same(s, lines[at])) && at <= first + 3 => {
                Role::Summary
            }
            Hint::Byline if !article[at] || lines[at].len() < 120 => Role::Byline,
            Hint::Time if !article[at] => Role::Dateline,
            _ if article[at] => Role::Body,
            Hint::Summary if head.is_some_and(|h| h < at) && at < first => Role::Summary,
            _ => Role::Chrome,
        })
        .collect()
}

/// The line that holds the stated title: a heading if one does, else the last above the article;
/// without a stated title, the last main heading above it.
fn title_line(lines: &[&str], page: &Rendered, title: Option<&str>, first: usize) -> Option<usize> {
    let is_title = |at: &usize| title.is_some_and(|t| align::same(t, lines[*at]));
    let heading = |at: &usize| page.hints[*at] == Hint::Heading;
    let above = 0..(first + 1).min(lines.len());
    (0..lines.len())
        .find(|at| heading(at) && is_title(at))
        .or_else(|| above.clone().rev().find(is_title))
        .or_else(|| above.rev().find(heading))
}
