//! Answers of news services, as they come: the shape is each service's own, the words are ours.

use super::*;

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

/// The records of an answer, spread over lines and on one.
fn answered(answer: &str) -> Vec<Raw> {
    let line: Vec<&str> = answer.lines().map(str::trim).collect();
    let spread = ok("a.json", answer.replace(",", ",\n").as_bytes());
    let names = ["a.json", "a.jsonl"];
    for name in &names[..if answer.starts_with('[') { 1 } else { 2 }] {
        let raws = ok(name, line.concat().as_bytes());
        let texts = |raws: &[Raw]| raws.iter().map(|raw| raw.text.clone()).collect::<Vec<_>>();
        let numbers: Vec<_> = raws.iter().map(|raw| raw.record).collect();
        let expected: Vec<_> = (1..=raws.len()).map(Some).collect();
        assert_eq!(texts(&raws), texts(&spread), "{name}");
        assert_eq!(numbers, expected, "{name}");
    }
    spread
}

#[test]
fn new_york_times() {
    let answer = r#"{"status":"OK","copyright":"C","response":{"docs":[
        {"abstract":"What is known of the ferry.","web_url":"https://nyt.example/1.html",
        "snippet":"S","lead_paragraph":"ALDPORT — Ferry 1 ran aground on Monday.","source":"The New York Times",
        "multimedia":[{"url":"i.jpg"}],"headline":{"main":"Ferry Aground","kicker":null},
        "keywords":[{"name":"subject","value":"Ferries"}],"pub_date":"2021-10-13T09:00:00+0000",
        "section_name":"World","byline":{"original":"By Ilan Vesk and Ada Brandt","person":[]},
        "_id":"nyt://article/1","uri":"nyt://article/1"},
        {"web_url":"https://nyt.example/2.html","headline":{"main":"Mill opens"},"lead_paragraph":"",
        "abstract":"The mill opens.","pub_date":"2021-10-14","byline":{"original":null}}],"meta":{"hits":2}}}"#;
    let raws = answered(answer);
    assert_eq!(raws[0].text, "ALDPORT — Ferry 1 ran aground on Monday.");
    let stated = &raws[0].stated;
    assert_eq!(stated.id, some("nyt://article/1"));
    assert_eq!(stated.url, some("https://nyt.example/1.html"));
    assert_eq!(stated.title, some("Ferry Aground"));
    assert_eq!(stated.outlet, some("The New York Times"));
    assert_eq!(stated.published, some("2021-10-13T09:00:00+0000"));
    assert_eq!(stated.authors, ["By Ilan Vesk and Ada Brandt"]);
    assert_eq!(stated.section, some("World"));
    assert_eq!(raws[1].text, "The mill opens.");
    assert!(raws[1].stated.authors.is_empty());
}

#[test]
fn guardian() {
    let answer = r#"{"response":{"status":"ok","total":2,"results":[
        {"id":"world/2021/oct/13/ferry","type":"article","sectionName":"World news",
        "webPublicationDate":"2021-10-13T09:00:00Z","webTitle":"Ferry aground – live",
        "webUrl":"https://g.example/1","apiUrl":"https://content.guardianapis.com/1",
        "fields":{"headline":"Ferry aground","byline":"Ilan Vesk in Aldport","trailText":"T",
        "body":"<p>Ferry 1 ran aground.</p>","bodyText":"Ferry 1 ran aground.",
        "lastModified":"2021-10-13T11:00:00Z","publication":"The Guardian","wordcount":"4"}},
        {"id":"b","webPublicationDate":"2021-10-13T09:00:00Z","webTitle":"Mill opens",
        "webUrl":"https://g.example/2","apiUrl":"https://content.guardianapis.com/2",
        "tags":[{"type":"contributor","webTitle":"Ada Brandt"},{"type":"keyword","webTitle":"Mills"}],
        "fields":{"trailText":"The mill opens."}}]}}"#;
    let raws = answered(answer);
    let page = (raws[0].markup, raws[0].text.as_str());
    assert_eq!(page, (Markup::Html, "<p>Ferry 1 ran aground.</p>"));
    let stated = &raws[0].stated;
    assert_eq!(stated.id, some("world/2021/oct/13/ferry"));
    assert_eq!(stated.title, some("Ferry aground"));
    assert_eq!(stated.url, some("https://g.example/1"));
    assert_eq!(stated.outlet, some("The Guardian"));
    assert_eq!(stated.published, some("2021-10-13T09:00:00Z"));
    assert_eq!(stated.updated, some("2021-10-13T11:00:00Z"));
    assert_eq!(stated.authors, ["Ilan Vesk in Aldport"]);
    assert_eq!(raws[1].text, "The mill opens.");
    assert_eq!(raws[1].stated.authors, ["Ada Brandt"]);
    assert_eq!(raws[1].stated.outlet, some("The Guardian"));
    let one = r#"{"response":{"status":"ok","content":{"webTitle":"Mill opens",
        "webUrl":"https://g.example/2","fields":{"bodyText":"The mill opens."}}}}"#;
    let raws = answered(one);
    assert_eq!(raws[0].text, "The mill opens.");
    assert_eq!(raws[0].stated.title, some("Mill opens"));
}

#[test]
fn event_registry() {
    let answer = r#"{"articles":{"page":1,"results":[{"uri":"7","lang":"eng","isDuplicate":false,
        "date":"2021-10-14","time":"00:20:00","dateTime":"2021-10-14T00:20:00Z",
        "dateTimePub":"2021-10-13T23:50:00Z","url":"https://courier.example/1","title":"Ferry aground",
        "body":"Ferry 1 ran aground.","source":{"uri":"courier.example","dataType":"news","title":"Tessel Courier"},
        "authors":[{"uri":"a@courier.example","name":"Ilan Vesk","type":"author","isAgency":false}]}]}}"#;
    let raws = answered(answer);
    assert_eq!(raws[0].text, "Ferry 1 ran aground.");
    let stated = &raws[0].stated;
    assert_eq!(stated.published, some("2021-10-13T23:50:00Z"));
    assert_eq!(stated.outlet, some("Tessel Courier"));
    assert_eq!(stated.authors, ["Ilan Vesk"]);
    assert_eq!(stated.language, some("eng"));
    let found = answered(&answer.replace("dateTimePub", "other"));
    assert_eq!(found[0].stated.published, some("2021-10-14T00:20:00Z"));
}

#[test]
fn gdelt_saw_a_page_and_does_not_date_it() {
    let answer = r#"{"articles":[{"url":"https://courier.example/1","url_mobile":"","title":"Ferry aground",
        "seendate":"20211013T091500Z","domain":"courier.example","language":"English","sourcecountry":"X"}]}"#;
    let raws = answered(answer);
    let stated = &raws[0].stated;
    assert_eq!(
        (&stated.published, &stated.outlet),
        (&None, &some("courier.example"))
    );
    assert_eq!(stated.extra["seendate"], "20211013T091500Z");
    let graph = r#"{"GKGRECORDID":"20211013091500-7","DATE":20211013091500,"SourceCommonName":"courier.example",
        "DocumentIdentifier":"https://courier.example/1","Extras":"<PAGE_LINKS>x</PAGE_LINKS><PAGE_AUTHORS>Ilan Vesk</PAGE_AUTHORS><PAGE_PRECISEPUBTIMESTAMP>20211012230000</PAGE_PRECISEPUBTIMESTAMP><PAGE_TITLE>Ferry &amp; quay</PAGE_TITLE>"}"#;
    let raws = answered(graph);
    let stated = &raws[0].stated;
    assert_eq!(stated.id, some("20211013091500-7"));
    assert_eq!(stated.title, some("Ferry & quay"));
    assert_eq!(stated.published, some("20211012230000"));
    assert_eq!(stated.authors, ["Ilan Vesk"]);
    assert_eq!(stated.extra["seendate"], 20211013091500u64);
}

#[test]
fn wordpress() {
    let post = r#"{"id":7,"date":"2021-10-13T01:00:00","date_gmt":"2021-10-12T23:00:00",
        "guid":{"rendered":"https://courier.example/?p=7"},"modified":"2021-10-13T02:00:00",
        "modified_gmt":"2021-10-13T00:00:00","slug":"ferry","link":"https://courier.example/ferry",
        "title":{"rendered":"Ferry &#8216;aground&#8217; &amp; <em>lost</em>"},
        "content":{"rendered":"Ferry 1 ran aground.<p>It leaked.</p>","protected":false},
        "excerpt":{"rendered":"<p>E</p>"},"author":3,"categories":[1,2],
        "_embedded":{"author":[{"id":3,"name":"Ilan Vesk"}]}}"#;
    let raws = answered(&format!("[{post}]"));
    let page = (raws[0].markup, raws[0].text.as_str());
    assert_eq!(
        page,
        (Markup::Html, "Ferry 1 ran aground.<p>It leaked.</p>")
    );
    let stated = &raws[0].stated;
    assert_eq!(stated.id, some("https://courier.example/?p=7"));
    assert_eq!(stated.title, some("Ferry ‘aground’ & lost"));
    assert_eq!(stated.published, some("2021-10-13T01:00:00+02:00"));
    assert_eq!(stated.updated, some("2021-10-13T02:00:00+02:00"));
    assert_eq!(stated.authors, ["Ilan Vesk"]);
    let nameless = answered(&post.replace("_embedded", "other"));
    assert!(nameless[0].stated.authors.is_empty());
    let utc = answered(&post.replace("\"date\":", "\"other\":"));
    assert_eq!(utc[0].stated.published, some("2021-10-12T23:00:00Z"));
}

#[test]
fn collectors_with_keys_of_their_own() {
    let newscatcher = r#"{"status":"ok","articles":[{"title":"Ferry aground","author":null,
        "published_date":"2021-10-13 00:00:00","published_date_precision":"date","link":"https://courier.example/1",
        "clean_url":"courier.example","excerpt":"E","summary":"Ferry 1 ran aground.","rights":"Courier Press",
        "language":"en","authors":["Ilan Vesk"],"_id":"9"}]}"#;
    let raws = answered(newscatcher);
    assert_eq!(raws[0].text, "Ferry 1 ran aground.");
    let stated = &raws[0].stated;
    assert_eq!(stated.outlet, some("courier.example"));
    assert_eq!(stated.published, some("2021-10-13"));
    assert_eq!(stated.authors, ["Ilan Vesk"]);
    let full = answered(&newscatcher.replace("\"date\"", "\"full\""));
    assert_eq!(full[0].stated.published, some("2021-10-13 00:00:00Z"));
    let newsdata = r#"{"status":"success","results":[{"article_id":"5","title":"Ferry aground",
        "link":"https://courier.example/1","creator":["Ilan Vesk"],"description":"Ferry 1 ran aground.",
        "content":"ONLY AVAILABLE IN PAID PLANS","pubDate":"2021-10-13 09:00:00","pubDateTZ":"UTC",
        "source_id":"courier","source_url":"https://courier.example","language":"english","category":["top"]}]}"#;
    let raws = answered(newsdata);
    assert_eq!(raws[0].text, "Ferry 1 ran aground.");
    let stated = &raws[0].stated;
    assert_eq!(stated.outlet, some("courier"));
    assert_eq!(stated.published, some("2021-10-13 09:00:00Z"));
    assert_eq!(stated.authors, ["Ilan Vesk"]);
    assert_eq!(stated.section, some("top"));
    let newsapi = r#"{"status":"ok","articles":[{"source":{"id":null,"name":"Courier"},"author":"Ilan Vesk",
        "title":"Ferry aground","description":"D","url":"https://courier.example/1",
        "publishedAt":"2021-10-13T09:00:00Z","content":"Ferry 1 ran aground at… [+2132 chars]"}]}"#;
    let raws = answered(newsapi);
    assert_eq!(raws[0].text, "Ferry 1 ran aground at…");
    assert_eq!(raws[0].stated.extra["characters_left_out"], 2132);
    let whole = answered(&newsapi.replace(" [+2132 chars]", " [sic]"));
    assert_eq!(whole[0].text, "Ferry 1 ran aground at… [sic]");
}

/// A list beside a text is part of a record.
#[test]
fn a_record_with_a_list_is_no_answer() {
    let record = r#"{"results":[{"id":1}],"text":"Ferry 1 ran aground."}"#;
    let raws = ok("a.jsonl", format!("{record}\n{record}").as_bytes());
    assert_eq!(raws.len(), 2);
    assert_eq!(raws[0].text, "Ferry 1 ran aground.");
}
