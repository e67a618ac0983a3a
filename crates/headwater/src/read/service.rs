//! Records of news services. What their fields mean differs from other records, or stands inside
//! other fields: it is put under the names that [`super::record`] reads.

use super::html;
use jiff::civil::DateTime;
use serde_json::{Map, Value};

type Fields = Map<String, Value>;

/// One kind of record.
struct Service {
    /// Paths that all its records have.
    told_by: &'static [&'static str],
    /// A name that records are read by, and the paths of which the first that holds words goes there.
    moves: &'static [(&'static str, &'static [&'static str])],
    /// What else its values need.
    mend: fn(&mut Fields),
}

const SERVICES: &[Service] = &[
    // Article Search, Archive and Times Newswire of the New York Times.
    Service {
        told_by: &["web_url", "headline/main"],
        moves: &[
            ("url", &["web_url"]),
            ("title", &["headline/main", "headline/print_headline"]),
            ("byline", &["byline/original"]),
            ("description", &["lead_paragraph", "abstract", "snippet"]),
            ("section", &["section_name"]),
        ],
        mend: |_| {},
    },
    // Content API of the Guardian.
    Service {
        told_by: &["webTitle", "webUrl"],
        moves: &[
            ("url", &["webUrl"]),
            ("title", &["fields/headline", "webTitle"]),
            ("body_html", &["fields/body", "blocks/body/0/bodyHtml"]),
            (
                "text",
                &["fields/bodyText", "blocks/body/0/bodyTextSummary"],
            ),
            ("description", &["fields/trailText", "fields/standfirst"]),
            ("date", &["webPublicationDate"]),
            ("updated", &["fields/lastModified"]),
            ("byline", &["fields/byline"]),
            ("outlet", &["fields/publication"]),
            ("section", &["sectionName"]),
            ("language", &["fields/lang"]),
        ],
        mend: guardian,
    },
    // Event Registry (newsapi.ai): `dateTime` is when it found the article.
    Service {
        told_by: &["dateTime", "source/uri"],
        moves: &[("date", &["dateTimePub", "dateTime", "date"])],
        mend: |_| {},
    },
    // Global Knowledge Graph of GDELT: `DATE` is when it saw the page.
    Service {
        told_by: &["DocumentIdentifier", "SourceCommonName"],
        moves: &[
            ("id", &["GKGRECORDID"]),
            ("url", &["DocumentIdentifier"]),
            ("domain", &["SourceCommonName"]),
            ("seendate", &["DATE"]),
        ],
        mend: knowledge_graph,
    },
    // REST API of WordPress: numbers are those of one site.
    Service {
        told_by: &["title/rendered", "link"],
        moves: &[
            ("post", &["id"]),
            ("author_id", &["author"]),
            ("id", &["guid/rendered"]),
            ("url", &["link"]),
            ("title", &["title/rendered"]),
            ("body_html", &["content/rendered", "excerpt/rendered"]),
            (
                "byline",
                &["_embedded/author/0/name", "yoast_head_json/author"],
            ),
            ("outlet", &["yoast_head_json/og_site_name"]),
        ],
        mend: wordpress,
    },
    // NewsCatcher.
    Service {
        told_by: &["published_date", "clean_url"],
        moves: &[("outlet", &["name_source", "clean_url", "rights"])],
        mend: newscatcher,
    },
    // NewsData.io.
    Service {
        told_by: &["pubDate", "source_id"],
        moves: &[("outlet", &["source_name", "source_id"])],
        mend: newsdata,
    },
];

/// Puts the fields of a service's record under the names of other records. Of other records, too,
/// the title is decoded and what a service cut off is counted.
pub(super) fn settle(fields: &mut Fields) {
    if let Some(Value::Object(inner)) = take(fields, "response/content") {
        *fields = inner;
    }
    let told = |service: &&Service| {
        let mut paths = service.told_by.iter();
        paths.all(|path| find(fields, path).is_some_and(|value| !value.is_null()))
    };
    if let Some(service) = SERVICES.iter().find(told) {
        for (name, paths) in service.moves {
            move_first(fields, name, paths);
        }
        (service.mend)(fields);
    }
    if let Some(Value::String(title)) = fields.get_mut("title")
        && title.contains('&')
        && title.contains(';')
    {
        *title = html::words(title);
    }
    cut_off(fields);
}

/// The value at a path of names with `/` between.
fn find<'a>(fields: &'a Fields, path: &str) -> Option<&'a Value> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let value = fields.get(first)?;
    match rest {
        "" => Some(value),
        rest => value.pointer(&format!("/{rest}")),
    }
}

/// Takes out what stands at a path; what is then empty around it goes, too.
fn take(fields: &mut Fields, path: &str) -> Option<Value> {
    let Some((outer, last)) = path.rsplit_once('/') else {
        return fields.remove(path);
    };
    let (first, rest) = outer.split_once('/').unwrap_or((outer, ""));
    let mut holder = fields.get_mut(first)?;
    if !rest.is_empty() {
        holder = holder.pointer_mut(&format!("/{rest}"))?;
    }
    let holder = holder.as_object_mut()?;
    let value = holder.remove(last);
    if holder.is_empty() && rest.is_empty() {
        fields.remove(first);
    }
    value
}

/// Moves what the first of the paths holds that has words or a number.
fn move_first(fields: &mut Fields, name: &str, paths: &[&str]) {
    let holds = |path: &&&str| match find(fields, path) {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(value) => value.is_number(),
        None => false,
    };
    if let Some(path) = paths.iter().find(holds)
        && let Some(value) = take(fields, path)
    {
        fields.insert(name.into(), value);
    }
}

fn text<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.get(name)?.as_str()
}

/// A page wins over its text; without a byline, tags name the writers.
fn guardian(fields: &mut Fields) {
    if fields.contains_key("body_html") {
        fields.remove("text");
    }
    let contributors = |tags: &Value| {
        let tags = tags.as_array()?.iter();
        let is_writer = |tag: &&Value| tag.get("type").is_some_and(|kind| kind == "contributor");
        let names = tags.filter(is_writer).filter_map(|tag| tag.get("webTitle"));
        Some(Value::Array(names.cloned().collect()))
    };
    if !fields.contains_key("byline")
        && let Some(names) = fields.get("tags").and_then(contributors)
    {
        fields.insert("authors".into(), names);
    }
    let own = text(fields, "apiUrl").is_some_and(|url| url.contains("content.guardianapis.com"));
    if own && !fields.contains_key("outlet") {
        fields.insert("outlet".into(), "The Guardian".into());
    }
}

/// What GDELT read on the page stands in tags of one field.
fn knowledge_graph(fields: &mut Fields) {
    const TAGS: &[(&str, &str)] = &[
        ("title", "PAGE_TITLE"),
        ("date", "PAGE_PRECISEPUBTIMESTAMP"),
        ("authors", "PAGE_AUTHORS"),
    ];
    let extras = ["Extras", "V2EXTRASXML"];
    let Some(page) = extras.iter().find_map(|&name| text(fields, name)) else {
        return;
    };
    let inner = |tag: &str| {
        let (_, rest) = page.split_once(&format!("<{tag}>"))?;
        rest.split_once(&format!("</{tag}>"))
            .map(|(inner, _)| inner.trim().to_string())
    };
    let found: Vec<_> = TAGS
        .iter()
        .filter_map(|(name, tag)| Some((*name, inner(tag)?)))
        .collect();
    for (name, value) in found {
        fields.insert(name.into(), value.into());
    }
}

/// The local time of a post with what it is ahead of UTC, which it does not state.
fn wordpress(fields: &mut Fields) {
    for (local, utc, name) in [
        ("date", "date_gmt", "date"),
        ("modified", "modified_gmt", "updated"),
    ] {
        let stated = text(fields, utc).map(|utc| match text(fields, local) {
            Some(local) => zoned(local, utc).unwrap_or_else(|| format!("{utc}Z")),
            None => format!("{utc}Z"),
        });
        if let Some(stated) = stated.filter(|stated| !stated.starts_with("0000")) {
            fields.insert(name.into(), stated.into());
        }
    }
}

/// A time of day whose distance to the same in UTC is one of a zone.
fn zoned(local: &str, utc: &str) -> Option<String> {
    let (here, there): (DateTime, DateTime) = (local.parse().ok()?, utc.parse().ok()?);
    let minutes = here.duration_since(there).as_mins();
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    (hours <= 14 && rest % 15 == 0).then(|| format!("{local}{sign}{hours:02}:{rest:02}"))
}

/// A day is written as its midnight; a known time is in UTC.
fn newscatcher(fields: &mut Fields) {
    let precision = text(fields, "published_date_precision").map(str::to_string);
    let Some(Value::String(date)) = fields.get_mut("published_date") else {
        return;
    };
    match precision.as_deref() {
        Some("date") if date.is_char_boundary(10) => date.truncate(10),
        Some("full") => put_in_utc(date),
        _ => {}
    }
}

/// Fields that were not paid for say so.
fn newsdata(fields: &mut Fields) {
    let unpaid = |value: &Value| {
        let text = value.as_str();
        text.is_some_and(|text| text.starts_with("ONLY AVAILABLE IN"))
    };
    fields.retain(|_, value| !unpaid(value));
    let utc = text(fields, "pubDateTZ") == Some("UTC");
    if let Some(Value::String(date)) = fields.get_mut("pubDate").filter(|_| utc) {
        put_in_utc(date);
    }
}

/// Marks a time of day without a zone as one in UTC.
fn put_in_utc(date: &mut String) {
    if date.len() == "2021-10-13 09:00:00".len() {
        date.push('Z');
    }
}

/// NewsAPI and services like it close the beginning of a text with '[+2132 chars]'.
fn cut_off(fields: &mut Fields) {
    let Some(Value::String(content)) = fields.get_mut("content") else {
        return;
    };
    let mark = content.trim_end().strip_suffix(" chars]");
    let Some((head, count)) = mark.and_then(|mark| mark.rsplit_once('[')) else {
        return;
    };
    let Ok(count) = count.trim_start_matches('+').parse::<u64>() else {
        return;
    };
    content.truncate(head.trim_end().len());
    fields.insert("characters_left_out".into(), count.into());
}
