//! Inputs made to harm: each costs one row of `problems` and bounded memory, and no neighbour.

use super::*;
use std::fs::{self, File};
use std::io::{BufWriter, Write};

/// Kilobytes of address space that the program may take; its code, stacks and two threads'
/// heaps included.
const MEMORY: usize = 700_000;

const GOOD: &str =
    "A ferry ran onto a sandbank outside Kelbridge harbour, the harbour master said.";

/// Runs `clean` on a directory in bounded memory; gives documents and warnings.
fn clean(root: &Path) -> (usize, String) {
    let script = format!("ulimit -v {MEMORY}; exec \"$0\" clean -j 2 \"$1\"");
    let done = Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(env!("CARGO_BIN_EXE_headwater"))
        .arg(root)
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.success(), "{said}");
    (rows(&String::from_utf8(done.stdout).unwrap()).len(), said)
}

/// Beside a good document, `name` gives `documents` and one row.
fn costs_one_row(name: &str, documents: usize, fill: impl FnOnce(&mut dyn Write)) {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("good.txt"), GOOD).unwrap();
    let mut out = BufWriter::new(File::create(root.path().join(name)).unwrap());
    fill(&mut out);
    out.flush().unwrap();
    let (found, said) = clean(root.path());
    assert_eq!(found, documents + 1, "{name}: {said}");
    assert_eq!(said.matches("warning:").count(), 1, "{name}: {said}");
    assert_eq!(said.matches("help:").count(), 1, "{name}: {said}");
}

#[test]
fn a_decompression_bomb() {
    costs_one_row("bomb.txt.gz", 0, |out| {
        let mut gz = flate2::write::GzEncoder::new(out, flate2::Compression::best());
        let zeros = vec![b' '; 1 << 20];
        for _ in 0..1024 {
            gz.write_all(&zeros).unwrap();
        }
        gz.finish().unwrap();
    });
}

#[test]
fn a_page_nested_a_hundred_thousand_deep() {
    for tag in ["div", "b", "table", "blockquote class=twitter-tweet"] {
        costs_one_row("deep.html", 0, |out| {
            let page = format!("<html><body>{}{GOOD}", format!("<{tag}>").repeat(100_000));
            out.write_all(page.as_bytes()).unwrap();
        });
    }
}

#[test]
fn a_line_of_two_hundred_megabytes() {
    costs_one_row("long.jsonl", 1, |out| {
        let piece = "x".repeat(1 << 20);
        out.write_all(b"{\"text\":\"").unwrap();
        for _ in 0..200 {
            out.write_all(piece.as_bytes()).unwrap();
        }
        writeln!(out, "\"}}\n{{\"text\":\"{GOOD}\"}}").unwrap();
    });
    costs_one_row("long.txt", 0, |out| {
        let piece = "x ".repeat(1 << 19);
        (0..200).for_each(|_| out.write_all(piece.as_bytes()).unwrap());
    });
}

#[test]
fn a_gzip_that_is_cut_off() {
    costs_one_row("cut.jsonl.gz", 100, |out| {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        (0..200).for_each(|n| writeln!(gz, "{{\"text\":\"{n}. {GOOD}\"}}").unwrap());
        // The first hundred lines reach the file whole.
        let whole = gz.finish().unwrap();
        let mut first = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        (0..100).for_each(|n| writeln!(first, "{{\"text\":\"{n}. {GOOD}\"}}").unwrap());
        out.write_all(&first.finish().unwrap()).unwrap();
        out.write_all(&whole[..12]).unwrap();
    });
}

#[test]
fn a_crawl_with_wrong_lengths() {
    let record = |n: usize, length: usize| {
        let page = format!("<html><body><p>{n}. {GOOD}</p></body></html>");
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let length = if length == 0 { http.len() } else { length };
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://c.example/{n}\r\n\
             Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
        )
    };
    for wrong in [1, 5000, 99_999_999_999] {
        costs_one_row("crawl.warc", 3, |out| {
            for (n, length) in [0, wrong, 0].into_iter().enumerate() {
                out.write_all(record(n, length).as_bytes()).unwrap();
            }
        });
    }
}

/// Feeds that a list names on this disk are read; those elsewhere are named in one row.
#[test]
fn lists_of_feeds() {
    let root = tempfile::tempdir().unwrap();
    let feed =
        format!("<rss><channel><item><description>{GOOD}</description></item></channel></rss>");
    let [lists, feeds] = ["lists", "feeds"].map(|name| root.path().join(name));
    for folder in [&lists, &feeds] {
        fs::create_dir(folder).unwrap();
    }
    fs::write(feeds.join("a.rss"), feed).unwrap();
    let list = r#"<opml><body><outline xmlUrl="../feeds/a.rss"/></body></opml>"#;
    fs::write(lists.join("here.opml"), list).unwrap();
    assert_eq!(clean(&lists), (1, String::new()));
    let list = r#"<opml><body><outline xmlUrl="https://x.example/a.rss"/></body></opml>"#;
    fs::write(lists.join("there.opml"), list).unwrap();
    let (found, said) = clean(&lists);
    assert_eq!((found, said.matches("warning:").count()), (1, 1), "{said}");
}
