//! HTML pages to text with blocks.
//!
//! The text is what a reader sees, rendered in reading order with one line for each block of
//! inline content, chrome included, so that offsets hold in it. Which lines are the article is the
//! judgement of a model ([`judge`]); what the page's own markup says (heading, caption, byline,
//! comments) wins over it.

mod author;
mod feature;
pub mod forest;
mod index;
mod inset;
pub mod judge;
mod lean;
mod markup;
mod mended;
mod meta;
mod objects;
mod page;
mod parse;
mod person;
mod place;
mod readers;
mod roles;
mod signature;
mod site;
mod tag;
mod title;
mod when;
mod wording;

use super::dating::Dates;
use super::{blocks, date, language, writer};
use crate::model::*;
use index::Index;
use meta::Meta;
use page::Page;
use place::Place;
use roles::Roles;
use scraper::Html;

/// Fills text, blocks and what the page states into `document`.
pub(super) fn read(document: &mut Document, html: &str, dates: &mut Dates) {
    let html = parse::parse(html);
    let page = page::render(&html);
    let index = Index::new(&html);
    let mut found = meta::read(&index);
    found.titles.splice(0..0, document.title.clone());
    let scores = judge::scores(&page, &found.stated());
    let (mut near, mut first) = (Vec::new(), 0);
    let mut place = Place::new(&page, None, 0);
    if !page.lines.is_empty() {
        let roles = Roles::new(&page, &scores, &found);
        let labelled = roles.all();
        document.blocks = blocks::of_lines(&page.text, &labelled);
        document.insets = inset::find(&html, &page, |at| labelled[at].0.is_article());
        let headline = title::headline(&page, roles.head, &found);
        document.title = document.title.take().or(headline);
        (near, first) = (roles.beside(), roles.first);
        place = Place::new(&page, roles.head, first);
    }
    let fill = |field: &mut Option<String>, value| *field = field.take().or(value);
    fill(&mut document.url, found.url.take());
    let url = document.url.as_deref();
    found.outlet = site::named(found.outlet).or_else(|| site::find(&index, &page, url));
    if document.authors.is_empty() {
        document.authors = authors(&html, &page, &place, &near, &found);
    }
    let url = document.url.as_deref();
    read_dates(
        (&html, &index),
        (&page, &place),
        (&near, first),
        &mut found,
        url,
        dates,
    );
    fill(&mut document.outlet, found.outlet);
    fill(&mut document.section, found.section);
    let agency = found.credit.or_else(|| author::agency(&page, &near));
    let other = agency.filter(|agency| document.outlet.as_ref() != Some(agency));
    fill(&mut document.credit, other);
    fill(
        &mut document.language,
        found.language.map(|l| language::stated(&l)),
    );
    document.text = page.text;
}

/// Writers as data states them, else as markup does, else as lines beside the article say; full
/// names win over names of users, and both over the outlet, an agency or their staff.
fn authors(html: &Html, page: &Page, place: &Place, near: &[usize], found: &Meta) -> Vec<String> {
    let outlet = found.outlet.as_deref();
    let full = |names: &[String]| writer::any_full(names, outlet);
    let data = author::in_data(found);
    if full(&data) {
        return data;
    }
    let mut likely = author::likely(html);
    likely.retain(|element| !place.is_elsewhere(*element));
    let near: Vec<usize> = near
        .iter()
        .copied()
        .filter(|&at| !place.names_other(at))
        .collect();
    let near = &near[..];
    let marked = author::marked(&likely, page, near, found);
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
    let named = named.unwrap_or_default();
    match &named[..] {
        [] => author::bodies(&likely, page, near, found),
        [name] if !name.contains(' ') => {
            author::completed(page, near, name).map_or(named, |whole| vec![whole])
        }
        _ => named,
    }
}

/// What the page states of its days, the surest statement first.
fn read_dates(
    (html, index): (&Html, &Index),
    (page, place): (&Page, &Place),
    (near, first): (&[usize], usize),
    found: &mut Meta,
    url: Option<&str>,
    dates: &mut Dates,
) {
    let day_first = when::day_first(found.language.as_deref());
    for (how, stated) in found.published.drain(..) {
        dates.add(how, Some(stated));
    }
    let dated = found.dated.take();
    if dates.is_open() && dated.is_none() {
        dates.add("JSON-LD", meta::page_day(index, &found.titles));
    }
    dates.add("address", url.and_then(date::in_address));
    if dates.is_open() && dated.is_none() {
        dates.add("time element", when::marked(html, place, day_first));
    }
    dates.add(
        "line of dates",
        when::in_lines(page, place, near, day_first),
    );
    dates.add("meta", dated);
    if dates.is_open() {
        dates.add("dateline", when::opening(page, first, day_first));
    }
    for (how, stated) in found.updated.drain(..) {
        dates.change(how, Some(stated));
    }
}
