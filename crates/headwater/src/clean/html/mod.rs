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
mod render;
mod roles;
mod signature;
mod site;
mod stories;
mod tag;
mod title;
mod unled;
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
    let page = render::render(&html);
    let index = Index::new(&html);
    let mut found = meta::read(&index);
    found.titles.splice(0..0, document.title.clone());
    let article = Article::find(document, &html, &page, &found);
    fill(&mut document.url, found.url.take());
    let url = document.url.as_deref();
    found.outlet = site::named(found.outlet).or_else(|| site::find(&index, &page, url));
    if document.authors.is_empty() {
        document.authors = article.authors(&found);
    }
    article.date(&index, &mut found, document.url.as_deref(), dates);
    fill(&mut document.outlet, found.outlet);
    fill(&mut document.section, found.section);
    let agency = found.credit;
    let agency = agency.or_else(|| author::agency(&page, &article.near));
    let other = agency.filter(|agency| document.outlet.as_ref() != Some(agency));
    fill(&mut document.credit, other);
    let language = found.language.map(|l| language::stated(&l));
    fill(&mut document.language, language);
    document.text = page.text;
}

/// What the record states stays.
fn fill(field: &mut Option<String>, value: Option<String>) {
    *field = field.take().or(value);
}

/// The article of a page.
struct Article<'a> {
    html: &'a Html,
    page: &'a Page,
    place: Place<'a>,
    /// Lines around it that may sign or date it, likeliest first.
    near: Vec<usize>,
    /// First line of its text, and that of its headline.
    first: usize,
    head: Option<usize>,
}

impl<'a> Article<'a> {
    /// Finds the article, and fills blocks, insets and title into `document`.
    fn find(document: &mut Document, html: &'a Html, page: &'a Page, found: &Meta) -> Self {
        let (mut near, mut first, mut head) = (Vec::new(), 0, None);
        if !page.lines.is_empty() {
            let scores = judge::scores(page, &found.stated());
            let roles = Roles::new(page, &scores, found);
            let labelled = roles.all();
            document.blocks = blocks::of_lines(&page.text, &labelled);
            document.insets = inset::find(html, page, |at| labelled[at].0.is_article());
            fill(
                &mut document.title,
                title::headline(page, roles.head, found),
            );
            (near, first, head) = (roles.beside(), roles.first, roles.head);
            near.retain(|&at| labelled[at].0 != Role::Comment);
        }
        Article {
            html,
            page,
            place: Place::new(page, head, first, &found.titles),
            near,
            first,
            head,
        }
    }

    /// Writers as data states them, else as markup does, else as lines beside the article say; full
    /// names win over names of users, and both over the outlet, an agency or their staff.
    fn authors(&self, found: &Meta) -> Vec<String> {
        let (page, place) = (self.page, &self.place);
        let outlet = found.outlet.as_deref();
        let full = |names: &[String]| writer::any_full(names, outlet);
        let data = author::in_data(found);
        if full(&data) {
            return data;
        }
        let mut likely = author::likely(self.html);
        likely.retain(|element| !place.is_elsewhere(*element));
        let mut near = self.near.clone();
        near.retain(|&at| !place.names_other(at));
        let marked = author::marked(&likely, page, &near, found);
        if full(&marked) {
            return marked;
        }
        let lines = author::in_lines(page, &near, found);
        if full(&lines) {
            return lines;
        }
        let mut places = [data, marked, lines].into_iter();
        let named = places.find(|names| !names.is_empty());
        let named = named.unwrap_or_default();
        let named = match &named[..] {
            [] => (self.head).map_or(named, |head| {
                unled::names(page, place, head, self.first, outlet)
            }),
            _ => named,
        };
        match &named[..] {
            [] => author::bodies(&likely, page, &near, found),
            [name] if !name.contains(' ') => {
                author::completed(page, &near, name).map_or(named, |whole| vec![whole])
            }
            _ => named,
        }
    }

    /// What the page states of its days, the surest statement first.
    fn date(&self, index: &Index, found: &mut Meta, url: Option<&str>, dates: &mut Dates) {
        let (page, place) = (self.page, &self.place);
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
            dates.add("time element", when::marked(self.html, place, day_first));
        }
        let line = when::in_lines(page, place, &self.near, day_first);
        dates.add("line of dates", line);
        dates.add("meta", dated);
        if dates.is_open() {
            dates.add("dateline", when::opening(page, self.first, day_first));
        }
        for (how, stated) in found.updated.drain(..) {
            dates.change(how, Some(stated));
        }
    }
}

#[cfg(test)]
mod tests;
