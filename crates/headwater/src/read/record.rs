//! One JSON record: which of its fields mean what. Covers our own names and those of news-please,
//! Media Cloud, newspaper, passim, schema.org `NewsArticle` and IPTC ninjs.

use super::{Each, Source, html};
use crate::model::{Markup, Stated};
use serde_json::{Map, Value};

const ID: &[&str] = &["id", "_id", "article_id", "uuid", "guid", "stories_id"];
const URL: &[&str] = &["url", "link", "canonical_url", "mainEntityOfPage"];
const TITLE: &[&str] = &["title", "headline", "name"];
const TEXT: &[&str] = &[
    "text",
    "maintext",
    "articleBody",
    "body_text",
    "content",
    "body",
];
const HTML: &[&str] = &["html", "raw_html", "body_html", "body_xhtml"];
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
];
const UPDATED: &[&str] = &[
    "updated",
    "date_modify",
    "dateModified",
    "date_modified",
    "modified",
    "updated_at",
    "versioncreated",
];
const OUTLET: &[&str] = &[
    "outlet",
    "source",
    "source_domain",
    "publisher",
    "media_name",
    "series",
];
const AUTHORS: &[&str] = &["authors", "author", "byline", "creator"];
const LANGUAGE: &[&str] = &["language", "lang", "inLanguage"];

/// Reads record `number`, counted from 1.
pub(super) fn read(source: Source, number: usize, bytes: &[u8], each: Each) {
    let record = Some(number);
    let text = source.decode(record, bytes, None, each);
    let mut fields: Map<String, Value> = match serde_json::from_str(&text) {
        Ok(fields) => fields,
        Err(error) => {
            let what = format!("no JSON object: {error}");
            let remedy = "correct the record, or leave it out";
            return each(Err(source.problem(record, &what, remedy)));
        }
    };
    let content = match take(&mut fields, TEXT, words) {
        Some(text) => Some((Markup::Plain, text)),
        None => take(&mut fields, HTML, words).map(|page| (Markup::Html, page)),
    };
    let Some((markup, text)) = content else {
        let what = "the record has no text: no field `text` or `html` holds words";
        let remedy = "give the article as `text` or `html`, or leave the record out";
        return each(Err(source.problem(record, what, remedy)));
    };
    if let Some(what) = (markup == Markup::Html)
        .then(|| html::hostile(&text))
        .flatten()
    {
        return each(Err(source.problem(record, what, html::REMEDY)));
    }
    let mut raw = source.raw(record, bytes, markup, text);
    raw.stated = stated(fields);
    each(Ok(raw));
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

/// A text as it stands, so that offsets hold.
fn words(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_string())
}

/// A string or number, or the name of an object such as a schema.org `Organization`.
fn word(value: &Value) -> Option<String> {
    let word = match value {
        Value::String(word) => word.trim().to_string(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => {
            return ["name", "@id", "title"]
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
