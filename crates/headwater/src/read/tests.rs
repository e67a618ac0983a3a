//! Every format and every kind of bad input.

use super::*;
use proptest::prelude::*;

mod formats;
mod mutation;
mod records;
mod sample;
mod services;

fn read_all(path: &str, bytes: &[u8], options: Options) -> (Vec<Raw>, Vec<Problem>) {
    let (mut raws, mut problems) = (Vec::new(), Vec::new());
    let _ = read(path, &mut &bytes[..], options, &mut |result| {
        match result {
            Ok(raw) => raws.push(raw),
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    (raws, problems)
}

fn ok(path: &str, bytes: &[u8]) -> Vec<Raw> {
    let (raws, problems) = read_all(path, bytes, Options::default());
    assert_eq!(problems, [], "{path}");
    raws
}

fn bad(path: &str, bytes: &[u8]) -> String {
    let (_, problems) = read_all(path, bytes, Options::default());
    assert!(problems.iter().all(|p| p.path == path && p.stage == "read"));
    assert!(problems.iter().all(|p| !p.remedy.is_empty()));
    let whats: Vec<_> = problems.iter().map(|p| p.what.as_str()).collect();
    whats.join("; ")
}

#[test]
fn reads_plain_text_as_it_stands() {
    let raws = ok("dir/a.txt", "Title\r\n\r\nÜber all.".as_bytes());
    assert_eq!(raws[0].text, "Title\r\n\r\nÜber all.");
    assert_eq!(raws[0].path, "dir/a.txt");
    assert_eq!((raws[0].record, raws[0].markup), (None, Markup::Plain));
    assert_eq!(raws[0].hash.len(), 64);
}

#[test]
fn takes_text_as_body_when_told() {
    let options = Options {
        plain_body: true,
        ..Options::default()
    };
    let (raws, _) = read_all("a.jsonl", br#"{"text":"x"}"#, options);
    assert_eq!(raws[0].markup, Markup::Body);
}

#[test]
fn tells_formats_apart() {
    let cases: &[(&str, &[u8], Format)] = &[
        ("a.JSONL", b"{", Format::JsonLines),
        ("a.htm", b"x", Format::Html),
        ("-", b"\xef\xbb\xbf{\"text\":\"x\"}\n{}", Format::JsonLines),
        ("a.json", b"{\n \"text\": \"x\"\n}", Format::Json),
        ("a.json", b" [\n{\"text\":\"x\"}]", Format::Json),
        ("a", b"\n<!DOCTYPE html><p>x", Format::Html),
        ("a", b"<?xml version='1.0'?><html>", Format::Html),
        ("a.txt", b"[In the picture] {x}", Format::Plain),
        ("a.txt", b"{x} is a set", Format::Plain),
        ("a.txt", b"<3 news", Format::Plain),
    ];
    for (path, bytes, format) in cases {
        assert_eq!(Format::of(path, bytes), *format, "{path}");
    }
}

#[test]
fn reads_records_by_any_of_their_names() {
    let lines = concat!(
        r#"{"id":7,"text":"a","date":"2020-01-02","authors":["A B","C"],"tag":[1]}"#,
        "\n\n",
        r#"{"maintext":"b","date_publish":"2020-01-03","source_domain":"x.org","author":"D"}"#,
        "\n",
        r#"{"@type":"NewsArticle","articleBody":"c","publisher":{"name":"The X"},"author":[{"name":"E"}]}"#,
    );
    let raws = ok("a.jsonl", lines.as_bytes());
    let [a, b, c] = &raws[..] else {
        panic!("{raws:?}")
    };
    assert_eq!(a.stated.id.as_deref(), Some("7"));
    assert_eq!(a.stated.authors, ["A B", "C"]);
    assert_eq!(a.stated.extra["tag"], serde_json::json!([1]));
    assert_eq!(b.record, Some(3));
    assert_eq!(b.stated.published.as_deref(), Some("2020-01-03"));
    assert_eq!(b.stated.outlet.as_deref(), Some("x.org"));
    assert_eq!(c.stated.outlet.as_deref(), Some("The X"));
    assert_eq!(c.stated.authors, ["E"]);
    assert_eq!(c.text, "c");
}

#[test]
fn a_headline_alone_is_a_text() {
    let feed = b"<rss><channel><title>X</title><item><title>Ferry &amp; quay</title></item></channel></rss>";
    let cases: &[(&str, &[u8], &str)] = &[
        (
            "a.jsonl",
            br#"{"title":"Ferry aground","text":""}"#,
            "Ferry aground",
        ),
        ("a.csv", b"title,text\nFerry aground,\n", "Ferry aground"),
        ("a.rss", feed, "Ferry & quay"),
    ];
    for (path, bytes, title) in cases {
        let raw = &ok(path, bytes)[0];
        assert_eq!(
            (raw.text.as_str(), raw.stated.title.as_deref()),
            (*title, Some(*title))
        );
    }
}

#[test]
fn reads_arrays_and_gzip() {
    assert_eq!(ok("a.json", br#"[{"text":"a"},{"html":"<p>b"}]"#).len(), 2);
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gz, br#"{"text":"a"}"#).unwrap();
    let gz = gz.finish().unwrap();
    assert_eq!(ok("a.jsonl.gz", &gz)[0].text, "a");
    assert!(bad("b.jsonl.gz", &gz[..gz.len() - 9]).contains("cannot be read"));
}

#[test]
fn bad_files_become_problems() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "white space"),
        ("a.txt", b"abc\0def", "binary"),
        ("a", b"%PDF-1.7 x", "PDF"),
        ("a.jsonl", b"\n\n", "no record"),
        ("a.jsonl", br#"{"name":"x"}"#, "no text"),
        ("a.jsonl", br#"{"text":" "}"#, "no text"),
        ("a.jsonl", b"nonsense", "no JSON object"),
        ("a.jsonl", b"[1]", "no JSON object"),
        ("a.txt", b"caf\xe9 cr\xe8me", "not valid UTF-8 at byte 3"),
    ];
    for (path, bytes, what) in cases {
        let found = bad(path, bytes);
        assert!(found.contains(what), "{what}: {found}");
    }
    assert!(bad("a.html", "<b>".repeat(600).as_bytes()).contains("nested"));
}

#[test]
fn neighbours_of_a_bad_record_are_read() {
    let options = Options {
        max_bytes: 40,
        ..Options::default()
    };
    let long = format!("{{\"text\":\"{}\"}}", "x".repeat(100));
    let lines = format!("{{\"text\":\"a\"}}\n{long}\n{{\n{{\"text\":\"b\"}}");
    let (raws, problems) = read_all("a.jsonl", lines.as_bytes(), options);
    assert_eq!(
        raws.iter().map(|r| &r.text[..]).collect::<Vec<_>>(),
        ["a", "b"]
    );
    let records: Vec<_> = problems.iter().map(|p| p.record).collect();
    assert_eq!(records, [Some(2), Some(3)]);
    let (raws, problems) = read_all("a.txt", &[b'x'; 41], options);
    assert!(raws.is_empty() && problems[0].what.contains("longer than 40 bytes"));
}

proptest! {
    #[test]
    fn any_bytes_give_documents_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for path in ["a.txt", "a.jsonl", "a.json", "a.html", "a"] {
            let (raws, problems) = read_all(path, &bytes, Options::default());
            prop_assert!(raws.len() + problems.len() > 0);
        }
    }
}
