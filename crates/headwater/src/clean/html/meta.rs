//! What a page states about itself: JSON-LD first, then OpenGraph and other meta elements, then
//! `<time>` and the canonical link.

use super::super::{date, writer};
use super::index::Index;
use super::objects::{Object, first, is_a, name_of, referred};
use super::{feature, person, signature, title};
use crate::lexicon::fold::letters;
use date::Stated;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a page states; the place that stated the day of publication is named.
#[derive(Debug, Default)]
pub(super) struct Meta {
    /// Stated titles, likeliest headline first.
    pub titles: Vec<String>,
    pub summary: Option<String>,
    pub outlet: Option<String>,
    /// What names the writers, as stated: one list for each place, surest first.
    pub authors: Vec<Vec<String>>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// Days of publication and of change, and where they stand, surest first.
    pub published: Vec<(&'static str, Stated)>,
    /// The day that the page calls its date, without saying of what.
    pub dated: Option<Stated>,
    pub updated: Vec<(&'static str, Stated)>,
    pub section: Option<String>,
    /// The agency that the text came from.
    pub credit: Option<String>,
    /// The article's text, where JSON-LD holds it.
    pub body: Option<String>,
}

impl Meta {
    /// What the lines of the page can be compared with.
    pub fn stated(&self) -> feature::Stated<'_> {
        feature::Stated {
            title: self.titles.first().map(String::as_str),
            summary: self.summary.as_deref(),
            body: self.body.as_deref(),
        }
    }
}

/// Reads the page's statements.
pub(super) fn read(index: &Index) -> Meta {
    let elements = Elements::read(index);
    let stated = Statements {
        article: own_article(&elements, index),
        elements,
        index,
    };
    stated.meta()
}

/// What states something about a page.
struct Statements<'a> {
    /// What JSON-LD says of the page's article.
    article: Option<&'a Object>,
    elements: Elements,
    index: &'a Index<'a>,
}

impl Statements<'_> {
    fn meta(&self) -> Meta {
        let (index, elements) = (self.index, &self.elements);
        let canonical = index.canonical.map(str::to_string);
        let language = index.language.map(str::to_string);
        let summary = self.data(&["description"]);
        let section = self.data(&["articleSection"]);
        Meta {
            titles: self.titles(),
            summary: summary.or_else(|| elements.get(&["og:description", "description"])),
            authors: authors(index, elements),
            outlet: self.outlet(),
            url: canonical.or_else(|| elements.get(&["og:url"])),
            language: language.or_else(|| self.data(&["inLanguage"])),
            published: self.days(&["datePublished", "dateCreated"], PUBLISHED),
            dated: elements.day(DATED),
            updated: self.days(&["dateModified"], UPDATED),
            section: section.or_else(|| elements.get(SECTION)),
            credit: self.credit(),
            body: self.data(&["articleBody"]),
        }
    }

    /// The first of these that JSON-LD states of the article.
    fn data(&self, names: &[&str]) -> Option<String> {
        let article = self.article?;
        names.iter().find_map(|&name| name_of(article.get(name)?))
    }

    fn titles(&self) -> Vec<String> {
        let titles = &["og:title", "twitter:title", "title", "dc.title"];
        let (data, element) = (self.data(&["headline"]), self.elements.get(titles));
        let all = [data, element, self.index.title.clone()];
        all.into_iter().flatten().collect()
    }

    /// Who publishes the page, else whose site it is.
    fn outlet(&self) -> Option<String> {
        const NAMES: &[&str] = &["og:site_name", "application-name", "dc.publisher"];
        let roots = &self.index.data.values;
        let publisher = self.article.and_then(|article| article.get("publisher"));
        (publisher.and_then(name_of))
            .or_else(|| name_of(referred(roots, publisher?)?))
            .or_else(|| self.elements.get(NAMES))
            .or_else(|| site_name(roots))
    }

    /// A day as JSON-LD has it, and as meta elements have it.
    fn days(&self, in_data: &[&str], names: &[&str]) -> Vec<(&'static str, Stated)> {
        let data = self.data(in_data).and_then(|text| date::parse(&text));
        let both = [("JSON-LD", data), ("meta", self.elements.day(names))];
        let stated = both.into_iter();
        stated.filter_map(|(how, day)| Some((how, day?))).collect()
    }

    /// The agency that is stated as such, else among the writers.
    fn credit(&self) -> Option<String> {
        self.data(&["sourceOrganization"])
            .or_else(|| self.elements.get(CREDIT))
            .or_else(|| writer::agency(&self.data(&["author"])?))
            .or_else(|| writer::agency(&self.elements.get(AUTHORS)?))
    }
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "originalpublicationdate",
    "publication_date",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.available",
    "citation_date",
    "citation_publication_date",
    "citation_online_date",
    "bepress_citation_date",
    "shareaholic:article_published_time",
    "article:published",
    "published",
    "published_time",
    "release_date",
    "og:article:published_time",
    "uploaddate",
    "video:release_date",
    "article_date_original",
    "created",
    "datecreated",
];

/// Names that leave open whether they date the article, a change, or the making of the page.
const DATED: &[&str] = &["date", "dc.date", "dc:date", "dcterms.date"];

const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
];

const SECTION: &[&str] = &[
    "article:section",
    "section",
    "parsely-section",
    "sailthru.section",
];

/// Names under which sites state whom they have a text from.
const CREDIT: &[&str] = &[
    "syndication-source",
    "source-organization",
    "article:source",
];

const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "og:author",
    "article.author",
    "articleauthor",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "shareaholic:article_author_name",
    "byl",
    "dc.creator",
    "dcterms.creator",
];

/// The values of all meta elements under their names in lower case; the first of a name counts.
struct Elements(BTreeMap<String, String>);

impl Elements {
    fn read(index: &Index) -> Self {
        let mut values = BTreeMap::new();
        for element in &index.meta {
            let keys = ["property", "name", "itemprop", "http-equiv"];
            let key = keys.iter().find_map(|key| element.attr(key));
            let other = element.attr("itemprop").is_some() && signature::elsewhere(*element);
            if let (Some(key), Some(value)) = (key, element.attr("content"))
                && !value.trim().is_empty()
                && !other
            {
                values
                    .entry(key.to_lowercase())
                    .or_insert(value.trim().to_string());
            }
        }
        Elements(values)
    }

    fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|&name| self.0.get(name).cloned())
    }

    /// The first of these that is a date.
    fn day(&self, names: &[&str]) -> Option<Stated> {
        let mut values = names.iter().filter_map(|&name| self.0.get(name));
        values.find_map(|value| date::parse(value))
    }
}

/// Endings of the types of articles, and of what else may state its writer.
const ARTICLES: &[&str] = &["Article\"", "BlogPosting\"", "Report\""];
const WRITTEN: &[&str] = &["WebPage\"", "Recipe\"", "CreativeWork\""];

/// Endings of the types of what may have the page's title and a day of its own.
const SITES: &[&str] = &["WebSite\"", "Organization\"", "List\"", "Person\""];

/// The article that has the page's title, else the first.
fn own_article<'a>(elements: &Elements, index: &'a Index) -> Option<&'a Object> {
    let roots = &index.data.values;
    let titles = [elements.get(&["og:title"]), index.title.clone()];
    let titles: Vec<String> = titles.iter().flatten().map(|t| letters(t)).collect();
    let headed = |object: &Object| {
        let headline = object.get("headline").and_then(name_of);
        let headline = headline.map(|headline| letters(&headline));
        headline.is_some_and(|headline| titles.iter().any(|t| title::same(t, &headline)))
    };
    let own = first(roots, &|object| is_a(object, ARTICLES) && headed(object));
    own.or_else(|| first(roots, &|object| is_a(object, ARTICLES)))
}

/// The day of publication that JSON-LD states of the page, or of a video, a product or anything
/// else that has the page's title.
pub(super) fn page_day(index: &Index, titles: &[String]) -> Option<Stated> {
    let titles: Vec<String> = titles.iter().map(|title| letters(title)).collect();
    let named = |object: &Object| {
        let name = object.get("headline").or_else(|| object.get("name"));
        let name = name.and_then(name_of).map(|name| letters(&name));
        name.is_some_and(|name| titles.iter().any(|title| title::same(title, &name)))
    };
    let day = |object: &Object| {
        let days = ["datePublished", "uploadDate"];
        let mut stated = days.iter().filter_map(|&day| name_of(object.get(day)?));
        stated.find_map(|text| date::parse(&text))
    };
    let is_page = |object: &Object| {
        day(object).is_some() && !is_a(object, SITES) && (is_a(object, WRITTEN) || named(object))
    };
    let stated = first(&index.data.values, &is_page).and_then(day);
    stated.or_else(|| index.data.broken_day())
}

/// What names the writers in data.
fn authors(index: &Index, elements: &Elements) -> Vec<Vec<String>> {
    let roots = &index.data.values;
    let mut places = vec![in_objects(roots)];
    places.extend(in_elements(index));
    places.push(labelled(elements).into_iter().collect());
    places.push(person::only(roots));
    places.retain(|named| !named.is_empty());
    places
}

/// Who an object says wrote it.
fn written_by(object: &Object) -> Option<&Value> {
    object.get("author").or_else(|| object.get("creator"))
}

/// The writers of the first article that names some, else of the page.
fn in_objects(roots: &[Value]) -> Vec<String> {
    let find = |types: &[&str]| {
        let named = |object: &Object| is_a(object, types) && written_by(object).is_some();
        first(roots, &named).and_then(written_by)
    };
    let name = |value: &Value| name_of(value).or_else(|| name_of(referred(roots, value)?));
    match find(ARTICLES).or_else(|| find(WRITTEN)) {
        Some(Value::Array(list)) => list.iter().filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The name of the site that JSON-LD describes.
fn site_name(roots: &[Value]) -> Option<String> {
    let is_site = |object: &Object| is_a(object, &["WebSite\""]);
    first(roots, &is_site)?.get("name").and_then(name_of)
}

/// For each name of [`AUTHORS`] the contents of all meta elements of that name; not those in lists
/// of references.
fn in_elements(index: &Index) -> Vec<Vec<String>> {
    let mut found = vec![Vec::new(); AUTHORS.len()];
    for &element in &index.meta {
        let value = element.attr("content").unwrap_or_default().trim();
        for key in ["property", "name", "itemprop"] {
            let name = element.attr(key).unwrap_or_default();
            let place = AUTHORS.iter().position(|n| n.eq_ignore_ascii_case(name));
            let Some(place) = place.filter(|_| !value.is_empty()) else {
                continue;
            };
            let refers = key == "itemprop" && signature::elsewhere(element);
            if !refers && !found[place].iter().any(|other| other == value) {
                found[place].push(value.to_string());
            }
        }
    }
    found
}

/// What a card of the page shows behind a label such as 'Written by'.
fn labelled(elements: &Elements) -> Option<String> {
    let value = |name: &str, n: u8| elements.0.get(&format!("twitter:{name}{n}"));
    let is_lead = |n: &u8| value("label", *n).is_some_and(|label| writer::is_lead(label));
    value("data", (1..=2).find(is_lead)?).cloned()
}
