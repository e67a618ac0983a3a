//! What reading and cleaning hand to the relations of a pile: languages, dates, parts of pages.

use headwater::model::{Case, InsetKind, Markup, QuotationKind, Raw, Stated};
use headwater::pipeline;
use headwater::relate::workers::Workers;

const ONE: Workers = Workers {
    each: |count, part| (0..count).for_each(part),
};

fn raw(id: &str, text: &str, published: Option<&str>) -> Raw {
    Raw {
        path: "pile.jsonl".into(),
        record: None,
        hash: String::new(),
        markup: Markup::Body,
        text: text.into(),
        stated: Stated {
            id: Some(id.into()),
            outlet: Some("Port Lorne Post".into()),
            published: published.map(str::to_string),
            ..Stated::default()
        },
    }
}

fn case(raws: Vec<Raw>) -> Case {
    let prepared = raws.into_iter().map(pipeline::prepare).collect();
    pipeline::assemble(prepared, Vec::new(), Vec::new(), ONE)
}

const GERMAN: &str = "Die Fähre nach Port Lorne ist in der Nacht zum Dienstag auf eine Sandbank gelaufen, \
    weil ein Leuchtfeuer am Eingang des Hafens ausgefallen war.\n„Wir haben das Licht lange vor der \
    Kurve verloren“, sagte der Hafenmeister Ilan Vesk am Mittwoch vor Journalisten in Kelbridge.\n\
    Niemand wurde verletzt, und das Schiff wurde noch vor der Dämmerung freigeschleppt.\n";

/// No English rule is tried on other languages; text reuse and stories need none.
#[test]
fn other_languages_are_related_and_not_annotated() {
    let longer =
        format!("{GERMAN}Das Ministerium will die Ursache des Ausfalls untersuchen lassen.\n");
    let case = case(vec![raw("a", GERMAN, None), raw("b", &longer, None)]);
    for (document, annotations) in case.documents.iter().zip(&case.annotations) {
        assert_eq!(document.language.as_deref(), Some("de"));
        assert!(annotations.sentences.is_empty() && annotations.quotations.is_empty());
        assert!(annotations.mentions.is_empty() && annotations.times.is_empty());
    }
    assert_eq!(case.relations.stories.len(), 1);
    assert_eq!(case.relations.stories[0].documents.len(), 2);
    assert!(!case.relations.reuse.is_empty());
}

/// In an English document, only paragraphs in another language are passed over.
#[test]
fn a_foreign_paragraph_holds_no_english_sentence() {
    let english = "The ferry to Port Lorne ran onto a sandbank in the night, and nobody was hurt, the \
        harbour master Ilan Vesk said on Tuesday.\n";
    let text = format!("{english}{}{english}", GERMAN.lines().next().unwrap());
    let text = text
        .replace(". The", ".\nThe")
        .replace("war.The", "war.\nThe");
    let case = case(vec![raw("a", &text, None)]);
    let foreign = text.find("Die").unwrap()..text.find("war.").unwrap();
    let sentences = &case.annotations[0].sentences;
    assert_eq!(sentences.len(), 2);
    assert!(
        sentences
            .iter()
            .all(|s| s.end <= foreign.start || s.start >= foreign.end)
    );
}

fn ferry(n: usize) -> String {
    format!(
        "A ferry with {n} people aboard ran onto a sandbank outside Kelbridge harbour after a marker \
         light failed, the harbour master said.\nRescue boats took the passengers of the ferry to \
         Kelbridge before dawn, and nobody was hurt on the sandbank.\n"
    )
}

#[test]
fn undated_documents_get_an_interval_from_their_story() {
    let raws = vec![
        raw("a", &ferry(80), Some("2021-10-13")),
        raw("b", &ferry(81), Some("2021-10-14")),
        raw("c", &ferry(82), None),
    ];
    let case = case(raws);
    assert_eq!(case.relations.stories.len(), 1);
    let published = &case.documents[2].published;
    assert_eq!(published.value, None);
    assert!(
        published.how.contains("2021-10-13 to 2021-10-14"),
        "{}",
        published.how
    );
    assert!(published.earliest.as_deref() < Some("2021-10-13"));
    assert!(published.latest.as_deref() > Some("2021-10-14"));
}

#[test]
fn a_day_before_the_outlet_began_is_doubted() {
    let mut raws: Vec<Raw> = (1..=6)
        .map(|n| {
            let text = format!("Council {n} of Port Lorne voted on its own budget number {n}.");
            raw(&format!("d{n}"), &text, Some(&format!("2021-10-0{n}")))
        })
        .collect();
    raws.push(raw(
        "old",
        "A storm struck the old pier of Tessel at noon.",
        Some("2001-01-01"),
    ));
    let case = case(raws);
    let old = case
        .documents
        .iter()
        .find(|d| d.id.as_str() == "old")
        .unwrap();
    assert_eq!(old.published.value, None);
    assert!(
        old.published.how.starts_with("doubted: 2001-01-01"),
        "{}",
        old.published.how
    );
    assert_eq!(old.dates[0].value, "2001-01-01");
}

const LIVE: &str = r#"<html><head><title>Ferry aground: live</title></head><body><main><h1>Ferry aground: live</h1>
    <article class="liveblog-entry"><time datetime="2021-10-13T09:30:00+02:00">09:30</time>
    <p>The harbour master said that the ferry was still on the sandbank, and that tugs were on their way to it.</p></article>
    <article class="liveblog-entry"><time datetime="2021-10-13T08:15:00+02:00">08:15</time>
    <p>A spokesman for the company told reporters that all eighty passengers had been taken off before dawn.</p>
    <blockquote class="twitter-tweet"><p>We lost the light long before the ferry turned.</p>&mdash; Ilan Vesk (@vesk)
    <a href="https://network.example/vesk/status/1">October 13, 2021</a></blockquote>
    <p>The company did not answer when it was asked on Wednesday who had looked after the marker lights.</p>
    <table><tr><th>Year</th><th>Accidents</th></tr><tr><td>2019</td><td>3</td></tr><tr><td>2020</td><td>5</td></tr></table>
    </article></main></body></html>"#;

#[test]
fn posts_entries_and_tables_keep_author_time_and_order() {
    let mut page = raw("a", LIVE, None);
    page.markup = Markup::Html;
    let case = case(vec![page]);
    let document = &case.documents[0];
    let kinds: Vec<InsetKind> = document.insets.iter().map(|i| i.kind).collect();
    use InsetKind::{Entry, Post, Table};
    assert_eq!(kinds, [Entry, Entry, Post, Table], "{}", document.text);
    let times: Vec<_> = document
        .insets
        .iter()
        .map(|i| i.published.as_deref())
        .collect();
    assert_eq!(times[0], Some("2021-10-13T09:30:00+02:00"));
    assert_eq!(times[2], Some("2021-10-13"));
    let post = &document.insets[2];
    assert_eq!(post.author.as_deref(), Some("Ilan Vesk"));
    assert_eq!(
        post.url.as_deref(),
        Some("https://network.example/vesk/status/1")
    );
    assert_eq!(
        post.span.of(&document.text),
        "We lost the light long before the ferry turned."
    );
    let quotations = &case.annotations[0].quotations;
    let post = quotations
        .iter()
        .find(|q| q.kind == QuotationKind::Post)
        .unwrap();
    let speaker = post.speaker.as_deref().unwrap();
    let entity = case
        .relations
        .entities
        .iter()
        .find(|e| e.id == speaker)
        .unwrap();
    assert_eq!(entity.name, "Ilan Vesk");
}
