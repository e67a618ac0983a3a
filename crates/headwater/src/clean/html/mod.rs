//! HTML pages to text with blocks.
//!
//! The text is what a reader sees, rendered in reading order with one line for each block of
//! inline content, chrome included, so that offsets hold in it. Which lines are the article is the
//! judgement of a model ([`judge`]); what the page's own markup says (heading, caption, byline,
//! comments) wins over it.

mod author;
mod feature;
pub mod forest;
pub mod judge;
mod markup;
mod meta;
mod page;
mod roles;
mod title;
mod when;
mod wording;

use super::{blocks, date, language, writer};
use crate::model::*;
use meta::Meta;
use page::Page;
use roles::Roles;
use scraper::Html;

/// Fills text, blocks and what the page states into `document`.
pub(super) fn read(document: &mut Document, html: &str) {
    let html = Html::parse_document(html);
    let page = page::render(&html);
    let mut found = meta::read(&html);
    found.titles.splice(0..0, document.title.clone());
    let scores = judge::scores(&page, &found.stated());
    let mut near = Vec::new();
    if !page.lines.is_empty() {
        let roles = Roles::new(&page, &scores, &found);
        document.blocks = blocks::of_lines(&page.text, &roles.all(&found));
        let headline = title::headline(&page, roles.head, &found);
        document.title = document.title.take().or(headline);
        near = roles.beside();
    }
    let fill = |field: &mut Option<String>, value| *field = field.take().or(value);
    fill(&mut document.url, found.url.take());
    if document.authors.is_empty() {
        document.authors = authors(&html, &page, &near, &found);
    }
    if document.published.value.is_none()
        && let Some((how, stated)) = published(&html, &page, &near, &mut found, document)
    {
        document.published = stated.published(how, Vec::new());
    }
    fill(&mut document.outlet, found.outlet);
    fill(
        &mut document.updated,
        found.updated.map(|d: date::Stated| d.value),
    );
    fill(
        &mut document.language,
        found.language.map(|l| language::stated(&l)),
    );
    document.text = page.text;
}

/// Writers as data states them, else as markup does, else as lines beside the article say; full
/// names win over names of users and sites.
fn authors(html: &Html, page: &Page, near: &[usize], found: &Meta) -> Vec<String> {
    let outlet = found.outlet.as_deref();
    let full = |names: &Vec<String>| names.iter().any(|name| writer::is_full(name, outlet));
    let data = found.authors.clone();
    if full(&data) {
        return data;
    }
    let marked = author::marked(html, outlet);
    if full(&marked) {
        return marked;
    }
    let lines = author::in_lines(page, near, found);
    if full(&lines) {
        return lines;
    }
    let named = [data, marked, lines]
        .into_iter()
        .find(|names| !names.is_empty());
    named.unwrap_or_default()
}

/// The day of publication by the surest statement, and where it stands.
fn published(
    html: &Html,
    page: &Page,
    near: &[usize],
    found: &mut Meta,
    document: &Document,
) -> Option<(&'static str, date::Stated)> {
    let day_first = when::day_first(found.language.as_deref());
    let url = document.url.as_deref();
    (found.published.take())
        .or_else(|| Some(("JSON-LD", meta::graph_day(html)?)))
        .or_else(|| Some(("address", date::in_address(url?)?)))
        .or_else(|| Some(("time element", when::marked(html, day_first)?)))
        .or_else(|| Some(("line of dates", when::in_lines(page, near, day_first)?)))
}
