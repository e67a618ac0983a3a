//! Each format as it comes in practice.

use super::sample::{self, article, gzip, page, zstd};
use super::*;

fn texts(path: &str, bytes: &[u8]) -> Vec<String> {
    ok(path, bytes).into_iter().map(|raw| raw.text).collect()
}

#[test]
fn every_format_gives_its_three_documents() {
    for (name, parts) in sample::all() {
        let bytes = parts.concat();
        let mut packed = vec![(name.to_string(), bytes.clone())];
        packed.push((format!("{name}.gz"), gzip(&bytes)));
        packed.push((format!("{name}.zst"), zstd(&bytes)));
        packed.push(("b.tar".into(), sample::tar_member(name, &bytes)));
        packed.push(("b.zip".into(), sample::zip_member(name, &bytes, true, true)));
        for (path, bytes) in packed {
            let path = path.as_str();
            let end = if path == "b.zip" { sample::ZIP_END } else { "" };
            let raws = ok(path, &[&bytes, end.as_bytes()].concat());
            assert_eq!(raws.len(), 3, "{name} as {path}");
            for (at, raw) in raws.iter().enumerate() {
                assert!(raw.text.contains(&article(at + 1)), "{name} as {path}");
            }
        }
    }
}

#[test]
fn feeds_keep_who_an_item_was_taken_from() {
    let raws = ok("a.xml", &sample::rss().concat());
    let stated = &raws[1].stated;
    assert_eq!(stated.credit.as_deref(), Some("Northline"));
    assert_eq!(stated.outlet.as_deref(), Some("Tessel Courier"));
    assert_eq!(stated.url.as_deref(), Some("https://courier.example/2"));
    assert_eq!(stated.language.as_deref(), Some("en-GB"));
    assert_eq!((raws[1].record, raws[1].markup), (Some(2), Markup::Html));
}

#[test]
fn atom_in_all_its_kinds_of_text() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Skarn Islander</title>
        <entry><id>1</id><title>One</title><link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/>
        <author><name>Ilan Vesk</name></author><published>2021-10-13T09:00:00Z</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; b</p></div></content></entry>
        <entry><summary type="html">&lt;p&gt;C &amp;amp; d&amp;nbsp;e&lt;/p&gt;</summary></entry>
        <entry><summary>F &lt; g</summary></entry></feed>"#;
    let raws = ok("a.atom", atom.as_bytes());
    assert_eq!(raws[0].stated.authors, ["Ilan Vesk"]);
    assert_eq!(raws[0].stated.url.as_deref(), Some("https://x.example/1"));
    assert!(
        raws[0].text.contains("<p>A &amp; b</p>"),
        "{}",
        raws[0].text
    );
    assert_eq!(raws[1].text, "<p>C &amp; d&nbsp;e</p>");
    assert_eq!(
        (raws[1].markup, raws[2].markup),
        (Markup::Html, Markup::Plain)
    );
    assert_eq!(raws[2].text, "F < g");
}

#[test]
fn lists_of_feeds_say_what_to_do() {
    let opml = br#"<opml version="2.0"><body><outline text="x" xmlUrl="https://x.example/a"/></body></opml>"#;
    assert!(bad("a.opml", opml).contains("list of 1 feeds"));
    assert!(bad("a.xml", opml).contains("list of 1 feeds"));
}

#[test]
fn json_feeds_and_answers_of_services() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Courier","items":[
        {"id":"1","content_html":"<p>a</p>","date_published":"2021-10-13T09:00:00Z"},
        {"id":"2","content_text":"b"}]}"#;
    let raws = ok("a.json", feed.as_bytes());
    assert_eq!((raws.len(), raws[1].record), (2, Some(2)));
    assert_eq!(raws[0].stated.outlet.as_deref(), Some("Courier"));
    assert_eq!(raws[0].markup, Markup::Html);
    let ninjs = r#"{"uri":"u","headlines":[{"value":"H"}],"infosources":[{"name":"Northline"}],
        "bodies":[{"contenttype":"text/plain","value":"a"}]}"#;
    let raws = ok("a.json", ninjs.as_bytes());
    assert_eq!(raws[0].stated.title.as_deref(), Some("H"));
    assert_eq!(raws[0].stated.credit.as_deref(), Some("Northline"));
    assert_eq!(raws[0].text, "a");
}

#[test]
fn pages_of_crawls_keep_address_and_never_their_date() {
    let raws = ok("a.warc", &sample::warc().concat());
    assert_eq!(
        raws[0].stated.url.as_deref(),
        Some("https://courier.example/1")
    );
    assert_eq!(raws[0].stated.published, None);
    assert_eq!(raws[0].stated.extra["crawled"], "2021-10-14T06:00:00Z");
    assert_eq!(raws[0].hash, hash(page(1).as_bytes()));
    let wet = sample::warc_record("conversion", "https://x.example/", "text/plain", "a");
    assert_eq!(texts("a.wet", &wet), ["a"]);
}

#[test]
fn crawls_with_wrong_lengths_lose_nothing() {
    let one = String::from_utf8(sample::response(1)).unwrap();
    let at = one.find("Content-Length: ").unwrap() + 16;
    let end = at + one[at..].find('\r').unwrap();
    for wrong in ["3", "0", "99999", "99999999999999", "x"] {
        let broken = format!("{}{wrong}{}", &one[..at], &one[end..]);
        let bytes = [
            broken.as_bytes(),
            &sample::response(2),
            &sample::response(3),
        ]
        .concat();
        let (raws, problems) = read_all("a.warc", &bytes, Options::default());
        let found: Vec<_> = raws.iter().map(|raw| raw.text.clone()).collect();
        assert_eq!(found, [page(1), page(2), page(3)], "{wrong}");
        assert_eq!(problems.len(), 1, "{wrong}");
    }
}

#[test]
fn a_crawl_that_is_cut_off_costs_one_row() {
    let bytes = sample::warc_gz().concat();
    let (raws, problems) = read_all("a.warc.gz", &bytes[..bytes.len() - 20], Options::default());
    assert_eq!((raws.len(), problems.len()), (2, 1), "{problems:?}");
}

#[test]
fn web_archives_are_read_from_their_crawls() {
    for later in [false, true] {
        let crawl = sample::warc_gz().concat();
        let wacz = [
            sample::zip_member("pages/pages.jsonl", b"{\"text\":\"no\"}", true, later),
            sample::zip_member("archive/data.warc.gz", &crawl, false, later),
            sample::ZIP_END.into(),
        ];
        let raws = ok("a.wacz", &wacz.concat());
        assert_eq!(raws.len(), 3);
        assert_eq!(raws[0].path, "a.wacz/archive/data.warc.gz");
    }
}

#[test]
fn newsletters_and_letters() {
    let raws = ok("a.eml", sample::mail(1).as_bytes());
    let stated = &raws[0].stated;
    assert_eq!(stated.outlet.as_deref(), Some("Tessel Courier"));
    assert_eq!(
        stated.published.as_deref(),
        Some("2021-10-13T09:00:00+02:00")
    );
    assert_eq!(stated.title.as_deref(), Some("Ferry 1"));
    let letter = "From: Ilan Vesk <i@x.example>\nContent-Type: text/html; charset=iso-8859-1\n\
        Content-Transfer-Encoding: quoted-printable\n\n<p>caf=E9</p>\n";
    let raws = ok("a.eml", letter.as_bytes());
    assert_eq!(
        (raws[0].text.trim(), raws[0].markup),
        ("<p>café</p>", Markup::Html)
    );
    assert_eq!(raws[0].stated.authors, ["Ilan Vesk"]);
    let quoted = "From a\nSubject: x\n\none\n>From two\n\nFrom b\nSubject: y\n\nthree\n";
    assert_eq!(texts("a", quoted.as_bytes())[0].trim(), "one\nFrom two");
}

#[test]
fn tables_in_their_dialects() {
    let cases: &[(&str, &[u8])] = &[
        ("a.tsv", b"title\ttext\nx\ta, b\n"),
        ("a.csv", b"\xef\xbb\xbftitle;text\r\nx;\"a, b\"\r\n"),
        ("a.csv", b"\xff\xfet\0e\0x\0t\0\n\0\"\0a\0,\0 \0b\0\"\0\n\0"),
    ];
    for (path, bytes) in cases {
        assert_eq!(texts(path, bytes), ["a, b"], "{path}");
    }
    assert!(bad("a.csv", b"a,b\n1,2\n").contains("no column"));
    let (raws, problems) = read_all("a.csv", b"id,text\n1,a\n2\n3,b\n", Options::default());
    assert_eq!((raws.len(), problems[0].record), (2, Some(2)));
    let (raws, problems) = read_all(
        "a.csv",
        b"text\ncaf\xe9 noir\nth\xe9 vert\n",
        Options::default(),
    );
    assert_eq!((raws[1].text.as_str(), problems.len()), ("thé vert", 1));
}

#[test]
fn parts_of_saved_pages_are_passed_over() {
    let member = |name: &str| sample::tar_member(name, page(1).as_bytes());
    let names = [
        "a.html",
        "a_files/ad.html",
        "x/.hidden",
        "__MACOSX/b.html",
        "./b.html",
    ];
    let paths: Vec<_> = ok("a.tar", &names.map(member).concat())
        .into_iter()
        .map(|raw| raw.path)
        .collect();
    assert_eq!(paths, ["a.tar/a.html", "a.tar/./b.html"]);
}

#[test]
fn bombs_and_long_lines_cost_one_row_and_no_neighbour() {
    let bomb = sample::zip_member("b.jsonl", &vec![b' '; 100 << 20], true, false);
    let good = sample::zip_member("c.txt", b"Fire in Kelbridge.", true, false);
    let zip = [bomb, good, sample::ZIP_END.into()].concat();
    let (raws, problems) = read_all("a.zip", &zip, Options::default());
    assert_eq!(raws.len(), 1, "{problems:?}");
    assert!(
        problems.iter().any(|p| p.what.contains("expands")),
        "{problems:?}"
    );
    let long = format!(
        "{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n",
        "x".repeat(200 << 20)
    );
    let (raws, problems) = read_all("a.jsonl", long.as_bytes(), Options::default());
    assert_eq!((raws.len(), problems.len()), (1, 1));
}

#[test]
fn reading_stops_when_told() {
    for (name, parts) in sample::all() {
        let mut seen = 0;
        let flow = read(
            name,
            &mut &parts.concat()[..],
            Options::default(),
            &mut |_| {
                seen += 1;
                match seen {
                    2 => ControlFlow::Break(()),
                    _ => ControlFlow::Continue(()),
                }
            },
        );
        assert!(flow.is_break() && seen == 2, "{name}");
    }
}
