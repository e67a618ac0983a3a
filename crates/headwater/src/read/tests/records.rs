//! Records of the programs and standards that README.md names, as they come.

use super::sample::NINJS;
use super::*;

fn one(path: &str, text: &str) -> Raw {
    let mut raws = ok(path, text.as_bytes());
    assert_eq!(raws.len(), 1, "{path}");
    raws.remove(0)
}

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

#[test]
fn iptc_ninjs() {
    for (path, text) in [
        ("a.json", NINJS.to_string()),
        ("a.jsonl", NINJS.replace('\n', " ")),
    ] {
        let raw = one(path, &text);
        assert_eq!(
            (raw.markup, raw.text.as_str()),
            (Markup::Html, "<p>Ferry 1 ran aground.</p>")
        );
        let stated = raw.stated;
        assert_eq!(stated.id, some("urn:wire:1"));
        assert_eq!(stated.title, some("Ferry aground"));
        assert_eq!(stated.published, some("2021-10-13T09:00:00+02:00"));
        assert_eq!(stated.updated, some("2021-10-13T11:00:00+02:00"));
        assert_eq!(stated.outlet, some("Tessel Courier"));
        assert_eq!(stated.credit, some("Northline"));
        assert_eq!(stated.language, some("en-GB"));
        assert_eq!(stated.authors, ["Ilan Vesk"]);
    }
    let first = r#"{"uri":"u","headline":"H","body_text":"a","versioncreated":"2021-10-13"}"#;
    let raw = one("a.json", first);
    assert_eq!((raw.markup, raw.text.as_str()), (Markup::Plain, "a"));
    assert_eq!(raw.stated.title, some("H"));
}

#[test]
fn schema_org_articles() {
    let article = r#"{"@context":"https://schema.org","@type":"NewsArticle","@id":"https://c.example/1#a",
        "headline":"Ferry aground","articleBody":"Ferry 1 ran aground.","articleSection":"World",
        "datePublished":"2021-10-13T09:00:00Z","dateModified":"2021-10-13T10:00:00Z",
        "author":[{"@type":"Person","name":"Ilan Vesk"},{"@type":"Person","name":"Ada Brandt"}],
        "publisher":{"@type":"NewsMediaOrganization","name":"Tessel Courier"},
        "sourceOrganization":{"name":"Northline"},"inLanguage":"en",
        "mainEntityOfPage":{"@type":"WebPage","@id":"https://c.example/1"}}"#;
    let graph = format!(r#"{{"@context":"https://schema.org","@graph":[{article}]}}"#);
    for text in [article.to_string(), format!("[{article}]"), graph] {
        let raw = one("a.json", &text);
        assert_eq!(raw.text, "Ferry 1 ran aground.");
        let stated = raw.stated;
        assert_eq!(stated.url, some("https://c.example/1"));
        assert_eq!(stated.authors, ["Ilan Vesk", "Ada Brandt"]);
        assert_eq!(stated.outlet, some("Tessel Courier"));
        assert_eq!(stated.section, some("World"));
        assert_eq!(stated.credit, some("Northline"));
        assert_eq!(stated.published, some("2021-10-13T09:00:00Z"));
    }
}

#[test]
fn passim_series() {
    let line = r#"{"id":"tc-1","series":"tessel-courier","date":"1851-10-13","text":"Ferry 1 ran aground.","pages":[{"id":"p1"}]}"#;
    let raw = one("in.json", &format!("{line}\n"));
    assert_eq!(raw.text, "Ferry 1 ran aground.");
    assert_eq!(
        (raw.stated.id, raw.stated.outlet),
        (some("tc-1"), some("tessel-courier"))
    );
    assert_eq!(raw.stated.published, some("1851-10-13"));
    assert!(raw.stated.extra.contains_key("pages"));
}

#[test]
fn collectors_of_news() {
    let news_please = r#"{"authors":["Ilan Vesk"],"date_download":"2021-10-14 06:00:00","date_modify":"None",
        "date_publish":"2021-10-13 09:00:00","description":"d","language":"en","maintext":"Ferry 1 ran aground.",
        "source_domain":"courier.example","title":"Ferry","url":"https://courier.example/1"}"#;
    let raw = one("a.json", news_please);
    assert_eq!(raw.stated.outlet, some("courier.example"));
    assert_eq!(raw.stated.published, some("2021-10-13 09:00:00"));
    assert_eq!((raw.stated.updated, raw.stated.authors.len()), (None, 1));
    assert!(raw.stated.extra.contains_key("date_download"));
    let media_cloud = r#"{"stories_id":7,"publish_date":"2021-10-13","media_name":"Courier","language":"en",
        "title":"Ferry","url":"https://courier.example/1","story_text":"Ferry 1 ran aground."}"#;
    let raw = one("a.json", media_cloud);
    assert_eq!(
        (raw.stated.id, raw.stated.outlet),
        (some("7"), some("Courier"))
    );
    let newspaper = r#"{"url":"https://courier.example/1","title":"Ferry","text":"Ferry 1 ran aground.",
        "authors":["Ilan Vesk"],"publish_date":"2021-10-13T00:00:00","meta_lang":"en"}"#;
    let raw = one("a.json", newspaper);
    assert_eq!(raw.stated.published, some("2021-10-13T00:00:00"));
    assert_eq!(raw.stated.language, some("en"));
}

#[test]
fn answers_of_news_services() {
    let newsapi = r#"{"source":{"id":null,"name":"Courier"},"author":"Ilan Vesk","title":"Ferry",
        "description":"Ferry 1 ran aground.","publishedAt":"2021-10-13T09:00:00Z"}"#;
    let raw = one("a.json", newsapi);
    assert_eq!(raw.text, "Ferry 1 ran aground.");
    assert_eq!(raw.stated.outlet, some("Courier"));
    assert_eq!(raw.stated.published, some("2021-10-13T09:00:00Z"));
    let other = r#"{"headline":"Ferry","article":"Ferry 1 ran aground.","pub_date":"2021-10-13"}"#;
    let raw = one("a.json", other);
    assert_eq!(raw.text, "Ferry 1 ran aground.");
    assert_eq!(raw.stated.published, some("2021-10-13"));
}

/// One bad byte costs letters of its own item only, and one row.
#[test]
fn items_of_a_feed_are_decoded_one_by_one() {
    let mut feed = "<rss><channel><title>Zürich</title>".as_bytes().to_vec();
    for text in ["müde", "bad", "schön"] {
        feed.extend(format!("<item><description>{text}</description></item>").into_bytes());
    }
    let at = feed.windows(3).position(|w| w == b"bad").unwrap();
    feed[at] = 0xff;
    let (raws, problems) = read_all("a.rss", &feed, Options::default());
    let texts: Vec<_> = raws.iter().map(|raw| raw.text.as_str()).collect();
    assert_eq!((texts[0], texts[2]), ("müde", "schön"));
    assert_eq!(raws[0].stated.outlet, some("Zürich"));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].record, Some(2));
}

#[test]
fn lists_name_their_feeds() {
    let list = br#"<opml><body><outline text="News"><outline xmlUrl="a.rss"/></outline>
        <outline xmlUrl="https://x.example/b"/></body></opml>"#;
    assert_eq!(
        listed_feeds("a.opml", list),
        ["a.rss", "https://x.example/b"]
    );
    assert!(listed_feeds("a.txt", b"no list").is_empty());
}
