//! The partition, and whole pages.

use super::*;
use proptest::prelude::*;

fn plain(text: &str) -> Document {
    cleaned(text, Markup::Plain)
}

fn cleaned(text: &str, markup: Markup) -> Document {
    clean(raw(text, markup))
}

fn raw(text: &str, markup: Markup) -> Raw {
    Raw {
        path: "a.txt".into(),
        record: None,
        hash: "0123456789abcdef".into(),
        markup,
        text: text.into(),
        stated: Stated::default(),
    }
}

fn assert_partition(document: &Document) {
    let mut at = 0;
    for block in &document.blocks {
        assert_eq!(block.span.start, at);
        assert!(block.span.end > at && document.text.is_char_boundary(block.span.end));
        at = block.span.end;
    }
    assert_eq!(at, document.text.len());
}

fn roles(document: &Document) -> Vec<(Role, &str)> {
    let words = |b: &Block| b.span.trim(&document.text).of(&document.text).to_string();
    let blocks = document.blocks.iter();
    blocks.map(|b| (b.role, &*words(b).leak())).collect()
}

const PAGE: &str = "Skip to main content

Grain ship leaves Aldport after a week of talks | Harbour Gazette World - Coast News

By Amos Hale | (Harbour Gazette) |
Posted: 2015-09-09T19:48:41Z | Updated: 2015-09-10

A grain ship left the port of Aldport at noon, the harbour master said on Wednesday.

Rescue boats wait at the quay
AFP/Getty Images

Your Support Has Never Been More Critical

Other papers have retreated behind paywalls. We need your support.

“We need your support,” the captain had told the crowd before the ship left port.

2 Comments

1. I was there and saw the ship leave.

Nobody waved.

2. So was I.

Comments are closed.";

#[test]
fn reads_the_site_above_the_headline() {
    let document = plain(
        "Menu

HARBOUR WATCH

Grain ship leaves Aldport

The captain gives thanks to the dockers who loaded it

A grain ship left the port of Aldport at noon, the harbour master said on Wednesday.

GET THE HARBOUR BRIEFING
Five stories, free.
Enter your email address

About Harbour Watch · Contact · Privacy",
    );
    assert_partition(&document);
    assert_eq!(document.title.as_deref(), Some("Grain ship leaves Aldport"));
    assert_eq!(document.outlet.as_deref(), Some("Harbour Watch"));
    let found: Vec<Role> = document.blocks.iter().map(|b| b.role).collect();
    let expected = [
        Role::Chrome,
        Role::Title,
        Role::Summary,
        Role::Body,
        Role::Chrome,
    ];
    assert_eq!(found, expected);
}

#[test]
fn reads_the_day_in_a_dateline() {
    let day = |text: &str| plain(text).published.value;
    let said = "A grain ship left the port at noon, the harbour master said.";
    for head in [
        "ALDPORT, Orvenia, Oct 13, 2021 (Wire) - ",
        "ALDPORT (Wire), 13 October 2021 — ",
        "NEW ALDPORT, Oct. 13, 2021 /Wire/ -- ",
    ] {
        assert_eq!(day(&format!("{head}{said}")).as_deref(), Some("2021-10-13"));
    }
    assert_eq!(day(&format!("The war of Oct 13, 2021 - {said}")), None);
    assert_eq!(day(&format!("ALDPORT, Oct 13 (Wire) - {said}")), None);
}

#[test]
fn reads_a_page_with_its_furniture() {
    let document = plain(PAGE);
    assert_partition(&document);
    let found = roles(&document);
    let expected = [
        (Role::Chrome, "Skip to main content"),
        (
            Role::Title,
            "Grain ship leaves Aldport after a week of talks",
        ),
        (Role::Chrome, "| Harbour Gazette World - Coast News"),
        (Role::Byline, "By Amos Hale | (Harbour Gazette) |"),
        (
            Role::Dateline,
            "Posted: 2015-09-09T19:48:41Z | Updated: 2015-09-10",
        ),
        (
            Role::Body,
            "A grain ship left the port of Aldport at noon, the harbour master said on Wednesday.",
        ),
        (
            Role::Caption,
            "Rescue boats wait at the quay\nAFP/Getty Images",
        ),
    ];
    assert_eq!(&found[..7], expected);
    assert_eq!(found[7].0, Role::Chrome);
    assert!(found[8].0 == Role::Body && found[8].1.starts_with('“'));
    let comments: Vec<_> = found.iter().filter(|f| f.0 == Role::Comment).collect();
    assert_eq!(comments.len(), 2);
    assert!(comments[0].1.ends_with("Nobody waved."));
}

#[test]
fn reads_what_a_page_states() {
    let document = plain(PAGE);
    assert_eq!(document.id.as_str(), "0123456789ab");
    assert_eq!(
        document.title.as_deref(),
        Some("Grain ship leaves Aldport after a week of talks")
    );
    assert_eq!(document.authors, ["Amos Hale"]);
    assert_eq!(
        document.published.value.as_deref(),
        Some("2015-09-09T19:48:41Z")
    );
    assert_eq!(document.published.how, "stated: line of dates");
    assert_eq!(document.updated.as_deref(), Some("2015-09-10"));
    assert_eq!(document.language.as_deref(), Some("en"));
}

#[test]
fn the_clock_of_the_page_is_not_its_date() {
    let text = "Ship leaves the port at noon today\nHome News Friday, May 3, 2019, 12:53 AM | Aldport | 11°C\n\nA grain ship left the port of Aldport at noon, he said.";
    let document = plain(text);
    assert_eq!(document.published.value, None);
    assert_eq!(document.published.how, "unknown");
    assert_eq!(document.outlet, None);
}

#[test]
fn text_alone_stays_body() {
    let text = "A grain ship left the port of Aldport at noon, he said.\n\nNames of the crew:\n\nAmos Hale\n\nRuth Prior\n\nThe ship had waited for a week in the harbour.";
    assert_eq!(roles(&plain(text)), [(Role::Body, text)]);
    assert!(plain("").blocks.is_empty());
}

const HTML: &str = r#"<html lang="en-GB"><head><title>Ship leaves - Gazette</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Grain ship leaves Aldport after talks",
"datePublished":"2015-09-09T19:48:41Z","dateModified":"2015-09-10","author":[{"name":"Amos Hale"}],
"publisher":{"name":"Harbour Gazette"}}</script></head><body>
<nav><a>Home</a> <a>News</a></nav><article><h1>Grain ship leaves Aldport after talks</h1>
<div class="byline">By <a>Amos Hale</a></div>
<p>A grain ship left the port of Aldport at noon, the harbour master said on Wednesday, after a week of talks.</p>
<figure><img><figcaption>Rescue boats wait at the quay</figcaption></figure>
<p>The ship had waited for a week in the harbour, and nobody on the quay knew where it was going to.</p>
</article><footer>Contact us</footer></body></html>"#;

#[test]
fn reads_an_html_page() {
    let document = cleaned(HTML, Markup::Html);
    assert_partition(&document);
    let found = roles(&document);
    let kinds: Vec<_> = found.iter().map(|(role, _)| *role).collect();
    use Role::*;
    assert_eq!(
        kinds,
        [Chrome, Title, Byline, Body, Caption, Body, Chrome],
        "{found:?}"
    );
    assert_eq!(document.outlet.as_deref(), Some("Harbour Gazette"));
    assert_eq!(document.authors, ["Amos Hale"]);
    assert_eq!(
        document.published.value.as_deref(),
        Some("2015-09-09T19:48:41Z")
    );
    assert_eq!(document.published.how, "stated: JSON-LD");
    assert_eq!(document.updated.as_deref(), Some("2015-09-10"));
    assert_eq!(document.language.as_deref(), Some("en"));
}

const BLOG: &str = r#"<html lang="de"><head><title>Schiff verlässt den Hafen | Hafenblatt</title>
<meta property="og:site_name" content="Hafenblatt"></head><body><header><a href="/">Hafenblatt</a></header>
<article><h1>Schiff verlässt den Hafen</h1><p class="entry-meta">Von Amos Hale, 3. März 2015</p>
<div class="entry-content"><p>Ein Schiff hat am Mittag den Hafen verlassen, wie die Hafenmeisterei am Mittwoch mitteilte, nach einer Woche der Gespräche.</p>
<p>Das Schiff hatte eine Woche lang im Hafen gelegen, und niemand am Kai wusste, wohin die Reise gehen sollte.</p></div></article>
<ol class="comment-list"><li class="comment"><p>Ich war dabei und habe das Schiff am 4. April 2016 gesehen.</p></li>
<li class="comment"><p>Ich auch, und niemand hat gewinkt.</p></li></ol></body></html>"#;

#[test]
fn reads_a_page_that_states_little() {
    let document = cleaned(BLOG, Markup::Html);
    assert_partition(&document);
    assert_eq!(document.title.as_deref(), Some("Schiff verlässt den Hafen"));
    assert_eq!(document.authors, ["Amos Hale"]);
    assert_eq!(document.published.value.as_deref(), Some("2015-03-03"));
    assert_eq!(document.published.how, "stated: line of dates");
    let comments = roles(&document)
        .into_iter()
        .filter(|(role, _)| *role == Role::Comment);
    assert_eq!(comments.count(), 2);
}

#[test]
fn writers_of_records_are_read_as_those_of_pages() {
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["By Elif Kaya and Rory Blake"],
            &["Elif Kaya", "Rory Blake"],
        ),
        (&["Elif Kaya; Rory Blake"], &["Elif Kaya", "Rory Blake"]),
        (&["ELIF KAYA, Staff Writer"], &["Elif Kaya"]),
        (&["Elif Kaya | Wexley Poster"], &["Elif Kaya"]),
        (
            &["['Elif Kaya', 'Rory Blake']"],
            &["Elif Kaya", "Rory Blake"],
        ),
        (&["Reuters"], &["Reuters"]),
        (
            &[
                "admin",
                "Staff",
                "desk@poster.example",
                "https://poster.example/elif",
            ],
            &["Staff"],
        ),
    ];
    for (stated, found) in cases {
        let mut raw = raw("A grain ship left the port at noon.", Markup::Plain);
        raw.stated.authors = stated.iter().map(|name| name.to_string()).collect();
        assert_eq!(clean(raw).authors, *found, "{stated:?}");
    }
}

proptest! {
    #[test]
    fn blocks_partition_any_page(page in "(<(p|div|h1|table|td|li|script|figcaption|/p|/div|b)>|[A-Za-z ]{0,30}|\\PC{0,9}|&amp;|\n){0,30}") {
        assert_partition(&cleaned(&page, Markup::Html));
    }

    #[test]
    fn blocks_partition_any_text(text in "(\\PC{0,30}|[A-Z][a-z ]{0,40}[.|:]|\n|[0-9]\\. |Comments|By [A-Z][a-z]+ [A-Z][a-z]+){0,30}") {
        assert_partition(&plain(&text));
    }
}

#[test]
fn flat_bylines_show_themselves() {
    let text = "The ferry ran aground on a sandbank outside the harbour on Monday, the port said.\n\n\
        Nobody was hurt, and the last passengers reached the quay shortly before midnight.\n";
    for (by, names) in [
        ("Priya Lonergan\nStaff Writer", &["Priya Lonergan"][..]),
        (
            "Priya Lonergan\nplonergan@ledger.example",
            &["Priya Lonergan"],
        ),
        (
            "Words: Priya Lonergan\nPhotos: Rory Blake",
            &["Priya Lonergan"],
        ),
        ("Photos: Rory Blake", &[]),
        ("Laura Hensley", &["Laura Hensley"]),
        ("Ilvo Drestan", &[]),
    ] {
        let document = plain(&format!("Ferry runs aground\n\n{by}\n\n{text}"));
        assert_eq!(document.authors, names, "{by}");
    }
}

#[test]
fn lines_of_dates_at_the_head_date_a_text() {
    for (line, day, how) in [
        ("04/28/09 07:35 PM ET", "2009-04-28", "line of dates"),
        (
            "Posted at 3:21 PM ET, 01/5/2011",
            "2011-01-05",
            "line of dates",
        ),
        ("on Dec 23 2012, 6:11p", "2012-12-23", "line of dates"),
        (
            "Reuters Sep 18, 2013, 02.16PM IST",
            "2013-09-18",
            "line of dates",
        ),
        (
            "FOR IMMEDIATE RELEASE July 13, 2009",
            "2009-07-13",
            "line of dates",
        ),
        (
            "Last Updated: Monday, 28 November 2005, 02:24 GMT",
            "2005-11-28",
            "line of its last change",
        ),
        (
            "Updated Thu 6 May 2010, 9:03am AEST",
            "2010-05-06",
            "line of its last change",
        ),
    ] {
        let text = format!(
            "Ferry line names new captain\n{line}\nThe ferry line named a new captain on Tuesday after a night on Sker Reef. He has sailed for 20 years."
        );
        let published = plain(&text).published;
        let found = published.value.as_deref().and_then(|value| value.get(..10));
        assert_eq!(found, Some(day), "{line}");
        assert_eq!(published.how, format!("stated: {how}"), "{line}");
    }
    let born = plain(
        "Actress Ada Finch dies\nFinch was born in Orrin on April 22, 1923.\nShe died on Thursday, her agent said.",
    );
    assert_eq!(born.published.value, None);
}
