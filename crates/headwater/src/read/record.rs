//! One JSON record: which of its fields mean what. Covers our own names and those of news-please,
//! Media Cloud, newspaper, passim, schema.org `NewsArticle` and IPTC ninjs; news services have some
//! of their own ([`service`]).

use super::{Each, Source, html, service};
use crate::model::{Markup, Problem, Raw, Stated};
use serde_json::{Map, Value};
use std::ops::ControlFlow;

const ID: &[&str] = &[
    "id",
    "_id",
    "article_id",
    "uuid",
    "guid",
    "stories_id",
    "uri",
    "@id",
];
const URL: &[&str] = &[
    "url",
    "link",
    "canonical_url",
    "original_url",
    "mainEntityOfPage",
];
const TITLE: &[&str] = &["title", "headline", "headlines", "article_title", "name"];
const TEXT: &[&str] = &[
    "text",
    "maintext",
    "articleBody",
    "body_text",
    "text_content",
    "story_text",
    "content_text",
    "content",
    "body",
    "article",
    "article_text",
    "full_text",
    "fulltext",
];

/// What holds some words of the article where its text was not saved.
const LEAD: &[&str] = &[
    "description",
    "summary",
    "abstract",
    "lead_paragraph",
    "snippet",
];
const HTML: &[&str] = &[
    "html",
    "raw_html",
    "content_html",
    "body_html",
    "body_xhtml",
    "article_html",
];
/// Who the text was taken from.
const CREDIT: &[&str] = &["credit", "infosources", "infosource", "sourceOrganization"];
const PUBLISHED: &[&str] = &[
    "date",
    "published",
    "date_publish",
    "datePublished",
    "date_published",
    "publish_date",
    "published_at",
    "publication_date",
    "pubDate",
    "firstcreated",
    "publishedAt",
    "pub_date",
    "published_date",
    "pubdate",
    "published_on",
    "timestamp",
];
const UPDATED: &[&str] = &[
    "updated",
    "date_modify",
    "dateModified",
    "date_modified",
    "modified",
    "updated_at",
    "updated_date",
    "versioncreated",
];
const OUTLET: &[&str] = &[
    "outlet",
    "source",
    "source_domain",
    "publisher",
    "media_name",
    "canonical_domain",
    "copyrightholder",
    "series",
    "publication",
    "site_name",
    "source_name",
    "domain",
];
const AUTHORS: &[&str] = &["authors", "author", "byline", "by", "creator"];
const SECTION: &[&str] = &["section", "articleSection", "category"];
const LANGUAGE: &[&str] = &["language", "lang", "inLanguage", "meta_lang"];

/// What programs write where they found nothing.
const NOTHING: &[&str] = &["None", "NULL", "null", "nan", "NaN"];

/// What is stated once for all records of a list.
#[derive(Default)]
pub(super) struct Common {
    outlet: Option<String>,
    language: Option<String>,
}

impl Common {
    /// Of the object around a list: only a JSON Feed says whose it is.
    pub fn new(around: &[u8]) -> Self {
        let fields: Map<String, Value> = serde_json::from_slice(around).unwrap_or_default();
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        if !text("version").is_some_and(|v| v.contains("jsonfeed.org")) {
            return Common::default();
        }
        Common {
            outlet: text("title").map(str::to_string),
            language: text("language").map(str::to_string),
        }
    }
}

/// A column of that name holds the article.
pub(super) fn holds_text(name: &str) -> bool {
    TEXT.contains(&name) || HTML.contains(&name)
}

/// Reads record `number`, counted from 1.
pub(super) fn read(
    source: Source,
    number: usize,
    bytes: &[u8],
    common: &Common,
    each: Each,
) -> ControlFlow<()> {
    let text = source.decode(Some(number), bytes, None, each)?;
    let parsed: Result<Map<String, Value>, _> = serde_json::from_str(&text);
    let mut with_common = |item: Result<Raw, Problem>| {
        each(item.map(|mut raw| {
            let stated = &mut raw.stated;
            stated.outlet = stated.outlet.take().or(common.outlet.clone());
            stated.language = stated.language.take().or(common.language.clone());
            raw
        }))
    };
    match parsed {
        Ok(map) => fields(source, number, bytes, map, &mut with_common),
        Err(error) => {
            let what = format!("no JSON object: {error}");
            let remedy = "correct the record, or leave it out";
            each(Err(source.problem(Some(number), &what, remedy)))
        }
    }
}

/// Reads the fields of a record whose original is `bytes`.
pub(super) fn fields(
    source: Source,
    number: usize,
    bytes: &[u8],
    mut fields: Map<String, Value>,
    each: Each,
) -> ControlFlow<()> {
    let record = Some(number);
    service::settle(&mut fields);
    let Some((markup, text)) = content(&mut fields) else {
        let what = "the record has no text: no field `text`, `html` or `title` holds words";
        let remedy = "give the article as `text` or `html`, or leave the record out";
        return each(Err(source.problem(record, what, remedy)));
    };
    let mut raw = source.raw(record, bytes, markup, text);
    raw.stated = stated(fields);
    source.hand_on(raw, each)
}

/// The article, taken out of the fields.
fn content(fields: &mut Map<String, Value>) -> Option<(Markup, String)> {
    if let Some(text) = take_words(fields, TEXT) {
        return Some(marked(text));
    }
    let page = take_words(fields, HTML).map(|page| (Markup::Html, page));
    page.or_else(|| body(fields.get("bodies")?))
        .or_else(|| take_words(fields, LEAD).map(marked))
        .or_else(|| headline(fields))
}

/// A text that may be a piece of a page.
fn marked(text: String) -> (Markup, String) {
    match html::is_fragment(&text) {
        true => (Markup::Html, text),
        false => (Markup::Plain, text),
    }
}

/// The headline is the text where only that was saved, as of articles behind a payment wall.
fn headline(fields: &Map<String, Value>) -> Option<(Markup, String)> {
    // Anything has a name.
    let titles = TITLE.iter().filter(|&&name| name != "name");
    let title = titles.copied().find_map(|name| word(fields.get(name)?));
    title.map(|title| (Markup::Plain, title))
}

/// The first body of ninjs 2.
fn body(bodies: &Value) -> Option<(Markup, String)> {
    let text = |body: &Value| words(body.get("value")?);
    bodies.as_array()?.iter().find_map(|body| {
        let kind = body.get("contenttype").and_then(Value::as_str);
        let markup = match kind.is_some_and(|kind| kind.contains("html")) {
            true => Markup::Html,
            false => Markup::Plain,
        };
        Some((markup, text(body)?))
    })
}

fn stated(mut fields: Map<String, Value>) -> Stated {
    Stated {
        id: take(&mut fields, ID, word),
        url: take(&mut fields, URL, word),
        title: take(&mut fields, TITLE, word),
        outlet: take(&mut fields, OUTLET, word),
        published: take(&mut fields, PUBLISHED, word),
        updated: take(&mut fields, UPDATED, word),
        authors: take(&mut fields, AUTHORS, names).unwrap_or_default(),
        language: take(&mut fields, LANGUAGE, word),
        credit: take(&mut fields, CREDIT, word),
        section: take(&mut fields, SECTION, word),
        extra: fields.into_iter().collect(),
    }
}

/// Takes the first field of `names` that holds something out of the record; the rest stay.
fn take<T>(
    fields: &mut Map<String, Value>,
    names: &[&str],
    read: fn(&Value) -> Option<T>,
) -> Option<T> {
    let (name, value) = names
        .iter()
        .find_map(|&name| Some((name, read(fields.get(name)?)?)))?;
    fields.remove(name);
    Some(value)
}

/// Takes the first text of `names` out of the record, without a copy of it.
fn take_words(fields: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    let name = names
        .iter()
        .find(|&&name| fields.get(name).is_some_and(is_text))?;
    match fields.remove(*name)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// A text as it stands, so that offsets hold.
fn words(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_string())
}

/// A string or number, or the name of an object such as a schema.org `Organization`.
fn word(value: &Value) -> Option<String> {
    let word = match value {
        Value::String(word) if NOTHING.contains(&word.trim()) => return None,
        Value::String(word) => word.trim().to_string(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => {
            return ["name", "value", "@id", "title"]
                .iter()
                .find_map(|&name| word(object.get(name)?));
        }
        Value::Array(list) => return list.iter().find_map(word),
        Value::Bool(_) | Value::Null => return None,
    };
    (!word.is_empty()).then_some(word)
}

fn names(value: &Value) -> Option<Vec<String>> {
    let names: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(word).collect(),
        one => word(one).into_iter().collect(),
    };
    (!names.is_empty()).then_some(names)
}
