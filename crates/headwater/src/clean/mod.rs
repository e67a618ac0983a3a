//! Raw documents to documents with blocks and metadata. Never drops a byte, only labels it.
//!
//! What the input states wins over what its text says.

mod blocks;
mod byline;
mod comment;
mod date;
mod flat;
pub mod html;
mod language;
mod line;
mod masthead;
mod outlet;
mod sign;
mod surface;
mod title;
mod writer;

use crate::model::*;
use flat::Page;

/// Cleans one document. Pure: the result depends on `raw` alone.
pub fn clean(raw: Raw) -> Document {
    let mut document = bare(raw.stated, raw.path, raw.record, raw.hash);
    match raw.markup {
        Markup::Html => html::read(&mut document, &raw.text),
        Markup::Plain => read_flat(&mut document, raw.text),
        Markup::Body => {
            document.blocks = whole(&raw.text, Role::Body);
            document.text = raw.text;
        }
    }
    if document.published.value.is_none()
        && let Some(stated) = document.url.as_deref().and_then(date::in_address)
    {
        document.published = stated.published("address", Vec::new());
    }
    if document.language.is_none() {
        document.language = language::detect(&document.text, &document.blocks);
    }
    document
}

/// A document with what its container states, yet without text.
fn bare(stated: Stated, path: String, record: Option<usize>, hash: String) -> Document {
    let published = stated.published.as_deref().and_then(date::parse);
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
        published: published.map_or_else(unknown, |d| d.published("record", Vec::new())),
        updated: stated
            .updated
            .and_then(|d| date::parse(&d))
            .map(|d| d.value),
        language: stated.language.as_deref().map(language::stated),
        credit: stated.credit,
        hash,
        copies: Vec::new(),
        extra: stated.extra,
        text: String::new(),
        blocks: Vec::new(),
    }
}

fn unknown() -> Published {
    Published {
        how: "unknown".into(),
        ..Published::default()
    }
}

fn whole(text: &str, role: Role) -> Vec<Block> {
    let span = Span::new(0, text.len());
    Vec::from_iter((!span.is_empty()).then_some(Block { role, span }))
}

/// Fills blocks and what the text itself states.
fn read_flat(document: &mut Document, text: String) {
    document.text = text;
    let page = Page::new(&document.text, document.title.as_deref());
    let title = page.title.map(|span| span.of(page.text).to_string());
    let outlets = outlet::find(&page);
    let stamps = stamps(&page, &document.id);
    let authors = authors(&page);
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
    if document.published.value.is_none()
        && let Some(published) = stamps.0.or_else(|| dateline(&page, &document.id))
    {
        document.published = published;
    }
    document.updated = document.updated.take().or(stamps.1);
}

/// The names in the bylines above the article, else below it.
fn authors(page: &Page) -> Vec<String> {
    let bylines = (0..page.lines.len()).filter(|&at| page.roles[at] == Some(Role::Byline));
    let mut found = bylines.map(|at| byline::authors(page.lines[at].text));
    found.find(|names| !names.is_empty()).unwrap_or_default()
}

/// Publication and change as the first lines of dates at the article's head state them.
fn stamps(page: &Page, id: &DocumentId) -> (Option<Published>, Option<String>) {
    let (mut published, mut updated) = (None, None);
    for at in 0..page.lines.len() {
        if page.roles[at] != Some(Role::Dateline) {
            continue;
        }
        let line = &page.lines[at];
        let stamps = date::stamps(line.text);
        let evidence = || vec![Pointer::new(id, line.span)];
        published = published.or(stamps
            .published
            .map(|d| d.published("line of dates", evidence())));
        updated = updated.or(stamps.updated.map(|d| d.value));
    }
    (published, updated)
}

/// Publication as the dateline states it that the running text opens with.
fn dateline(page: &Page, id: &DocumentId) -> Option<Published> {
    let line = page.lines.get(page.start)?;
    let (stated, end) = date::in_dateline(line.text)?;
    let span = Span::new(line.span.start, line.span.start + end);
    Some(stated.published("dateline", vec![Pointer::new(id, span.trim(page.text))]))
}

#[cfg(test)]
mod tests;
