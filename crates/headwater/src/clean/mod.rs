//! Raw documents to documents with blocks and metadata. Never drops a byte, only labels it.
//!
//! What the input states wins over what its text says.

mod blocks;
mod byline;
mod called;
mod comment;
mod date;
mod dating;
mod evident;
pub mod flat;
pub mod html;
mod language;
mod line;
mod masthead;
mod outlet;
mod post;
mod reader;
mod sign;
mod stamp;
mod stated;
mod surface;
mod thread;
mod title;
mod weekday;
mod writer;

use crate::model::*;
use dating::Dates;
use flat::Page;
use sign::Sign;

/// Cleans one document. Pure: the result depends on `raw` alone.
pub fn clean(raw: Raw) -> Document {
    let stated = &raw.stated;
    let mut dates = Dates::of_record(stated.published.as_deref(), stated.updated.as_deref());
    let mut document = bare(raw.stated, raw.path, raw.record, raw.hash);
    let fields = std::mem::take(&mut document.authors);
    let outlet = document.outlet.as_deref();
    document.authors = stated::writers(&fields, outlet);
    let agency = fields.iter().find_map(|field| writer::agency(field));
    let other = agency.filter(|agency| outlet != Some(agency));
    document.credit = document.credit.take().or(other);
    match raw.markup {
        Markup::Html => html::read(&mut document, &raw.text, &mut dates),
        Markup::Plain => read_flat(&mut document, raw.text, &mut dates),
        Markup::Body => {
            document.blocks = whole(&raw.text, Role::Body);
            document.text = raw.text;
        }
    }
    if raw.markup != Markup::Html {
        dates.add(
            "address",
            document.url.as_deref().and_then(date::in_address),
        );
    }
    dates.settle(&mut document);
    language::mark(&mut document);
    document
}

/// A document with what its container states, yet without text.
fn bare(stated: Stated, path: String, record: Option<usize>, hash: String) -> Document {
    let id = stated.id.as_deref();
    Document {
        id: id.unwrap_or(hash.get(..12).unwrap_or(&hash)).into(),
        path,
        record,
        url: stated.url,
        title: stated.title,
        outlet: stated.outlet,
        republished_by: None,
        authors: stated.authors,
        published: Published::default(),
        updated: None,
        language: stated.language.as_deref().map(language::stated),
        credit: stated.credit,
        section: stated.section,
        dates: Vec::new(),
        hash,
        copies: Vec::new(),
        extra: stated.extra,
        text: String::new(),
        blocks: Vec::new(),
        insets: Vec::new(),
    }
}

fn whole(text: &str, role: Role) -> Vec<Block> {
    let span = Span::new(0, text.len());
    Vec::from_iter((!span.is_empty()).then_some(Block::new(role, span)))
}

/// Fills blocks and what the text itself states.
fn read_flat(document: &mut Document, text: String, dates: &mut Dates) {
    document.text = text;
    let mut page = Page::new(&document.text, document.title.as_deref());
    let title = page.title.map(|span| span.of(page.text).to_string());
    let outlets = outlet::find(&page);
    read_dates(&page, &document.id, dates);
    let outlet = document.outlet.as_deref().or(outlets.outlet.as_deref());
    let authors = authors(&mut page, outlet);
    let mut bylines = bylines(&page);
    let agency = bylines.find_map(writer::agency);
    document.blocks = page.blocks();
    if document.title.is_none() {
        document.title = title;
    }
    if document.outlet.is_none() {
        document.outlet = outlets.outlet;
        document.republished_by = outlets.republished_by;
    }
    if document.authors.is_empty() {
        document.authors = authors;
    }
    if document.credit.is_none() && agency != document.outlet {
        document.credit = agency;
    }
}

fn bylines<'a>(page: &'a Page) -> impl Iterator<Item = &'a str> {
    let lines = page.lines.iter().zip(&page.roles);
    let bylines = lines.filter(|(_, role)| **role == Some(Role::Byline));
    bylines.map(|(line, _)| line.text)
}

/// The names in the bylines above the article, else below it, else in a line that shows that it is
/// one.
fn authors(page: &mut Page, outlet: Option<&str>) -> Vec<String> {
    let mut found = bylines(page).map(byline::authors);
    if let Some(names) = found.find(|names| !names.is_empty()) {
        return names;
    }
    drop(found);
    let Some((at, names)) = evident::in_flat(page, outlet) else {
        return Vec::new();
    };
    page.roles[at] = Some(Role::Byline);
    names
}

/// Publication and change as the lines of dates at the article's head state them, and publication
/// as the dateline does that the running text opens with.
fn read_dates(page: &Page, id: &DocumentId, dates: &mut Dates) {
    let lines = page.lines.iter().zip(&page.roles);
    // 'Reuters Sep 18, 2013' is a byline too.
    let both = [Sign::Date, Sign::Stamp];
    let dated = lines.filter(|(line, role)| match role {
        Some(Role::Byline) => line.signs.any(&both),
        role => **role == Some(Role::Dateline),
    });
    let stamps: Vec<_> = dated
        .map(|(line, _)| (line.span, date::stamps(line.text)))
        .collect();
    if let Some((span, stamps)) = stamps.iter().find(|(_, s)| s.published.is_some()) {
        let evidence = vec![Pointer::new(id, *span)];
        dates.add_at("line of dates", stamps.published.clone(), evidence);
    }
    let mut changes = stamps.into_iter();
    let change = changes.find_map(|(span, stamps)| Some((span, stamps.updated?)));
    dates.change("line of dates", change.as_ref().map(|(_, day)| day.clone()));
    if let Some(line) = page.lines.get(page.start)
        && let Some((stated, end)) = date::in_dateline(line.text)
    {
        let span = Span::new(line.span.start, line.span.start + end);
        let evidence = vec![Pointer::new(id, span.trim(page.text))];
        dates.add_at("dateline", Some(stated), evidence);
    }
    // What stands there was written by that day, and no other is known.
    if let Some((span, day)) = change.filter(|_| dates.is_open()) {
        let evidence = vec![Pointer::new(id, span)];
        dates.add_at("line of its last change", Some(day), evidence);
    }
}

#[cfg(test)]
mod tests;
