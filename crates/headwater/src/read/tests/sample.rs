//! Small invented inputs of every format, of three documents each.

use std::io::Write;

/// The article of document `n`.
pub fn article(n: usize) -> String {
    format!("Ferry {n} ran onto a sandbank outside Kelbridge harbour, the harbour master said.")
}

pub fn page(n: usize) -> String {
    format!(
        "<html><head><title>Ferry {n}</title></head><body><p>{}</p></body></html>",
        article(n)
    )
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// The parts of an input: what stands before, three documents, what stands after.
pub type Parts = [Vec<u8>; 5];

fn parts(before: &str, document: impl Fn(usize) -> Vec<u8>, after: &str) -> Parts {
    [
        before.into(),
        document(1),
        document(2),
        document(3),
        after.into(),
    ]
}

pub fn json_lines() -> Parts {
    let line = |n| format!("{{\"id\":\"d{n}\",\"text\":\"{}\"}}\n", article(n)).into_bytes();
    parts("", line, "")
}

pub fn warc_record(kind: &str, url: &str, media: &str, content: &str) -> Vec<u8> {
    let len = content.len();
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-10-14T06:00:00Z\r\n\
         Content-Type: {media}\r\nContent-Length: {len}\r\n\r\n{content}\r\n\r\n"
    )
    .into_bytes()
}

pub fn response(n: usize) -> Vec<u8> {
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}",
        page(n)
    );
    let url = format!("https://courier.example/{n}");
    warc_record("response", &url, "application/http;msgtype=response", &http)
}

pub fn warc() -> Parts {
    let info = warc_record("warcinfo", "", "application/warc-fields", "software: none");
    let [_, one, two, three, end] = parts("", response, "");
    [info, one, two, three, end]
}

pub fn warc_gz() -> Parts {
    warc().map(|part| if part.is_empty() { part } else { gzip(&part) })
}

pub fn rss() -> Parts {
    let item = |n| {
        format!(
            "<item><title>Ferry {n}</title><link>https://courier.example/{n}</link>\
             <guid>g{n}</guid><pubDate>Wed, 13 Oct 2021 09:00:00 GMT</pubDate>\
             <source url=\"https://wire.example/rss\">Northline</source>\
             <description><![CDATA[<p>{}</p>]]></description></item>\n",
            article(n)
        )
        .into_bytes()
    };
    let head = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tessel Courier</title>\
        <language>en-GB</language><image><title>Logo</title></image>\n";
    parts(head, item, "</channel></rss>\n")
}

pub fn mail(n: usize) -> String {
    format!(
        "From: Tessel Courier <news@courier.example>\nSubject: Ferry {n}\nMessage-ID: <m{n}@courier.example>\n\
         Date: Wed, 13 Oct 2021 09:00:00 +0200\nList-Unsubscribe: <https://courier.example/u>\n\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{}\n",
        article(n)
    )
}

pub fn mbox() -> Parts {
    let from = |n| {
        format!(
            "From news@courier.example Wed Oct 13 09:00:00 2021\n{}\n",
            mail(n)
        )
    };
    parts("", |n| from(n).into_bytes(), "")
}

pub fn csv() -> Parts {
    let row = |n| format!("d{n},\"Ferry, {n}\",\"{}\"\n", article(n)).into_bytes();
    parts("id,title,text\n", row, "")
}

pub fn tar_member(name: &str, content: &[u8]) -> Vec<u8> {
    let mut head = vec![0; 512];
    head[..name.len()].copy_from_slice(name.as_bytes());
    head[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
    head[148..156].copy_from_slice(b"        ");
    (head[156], head[257]) = (b'0', b'u');
    head[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = head.iter().map(|&b| u32::from(b)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    head.extend_from_slice(content);
    head.resize(head.len().next_multiple_of(512), 0);
    head
}

pub fn tar() -> Parts {
    let member = |n| tar_member(&format!("{n}.html"), page(n).as_bytes());
    let zeros = "\0".repeat(1024);
    parts("", member, &zeros)
}

/// A member of a zip archive; `later` puts length and checksum behind it.
pub fn zip_member(name: &str, content: &[u8], pack: bool, later: bool) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    let mut packed = content.to_vec();
    if pack {
        let level = flate2::Compression::default();
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), level);
        deflate.write_all(content).unwrap();
        packed = deflate.finish().unwrap();
    }
    let sizes = [crc.sum(), packed.len() as u32, content.len() as u32].map(u32::to_le_bytes);
    let mut out = b"PK\x03\x04\x14\0".to_vec();
    out.extend([
        if later { 8 } else { 0 },
        0,
        if pack { 8 } else { 0 },
        0,
        0,
        0,
        0,
        0,
    ]);
    out.extend(if later { vec![0; 12] } else { sizes.concat() });
    out.extend((name.len() as u16).to_le_bytes());
    out.extend([0, 0]);
    out.extend(name.as_bytes());
    out.extend(packed);
    if later {
        out.extend(b"PK\x07\x08");
        out.extend(sizes.concat());
    }
    out
}

/// A directory is not read, only where it begins matters.
pub const ZIP_END: &str = "PK\u{5}\u{6}\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

pub fn zip() -> Parts {
    let member = |n| zip_member(&format!("{n}.html"), page(n).as_bytes(), true, false);
    parts("", member, ZIP_END)
}

/// Inputs of further kinds, which are damaged too.
pub fn others() -> Vec<(&'static str, Vec<u8>)> {
    let frames = json_lines().map(|part| if part.is_empty() { part } else { zstd(&part) });
    let opml = b"<opml><body><outline xmlUrl=\"a.rss\"/></body></opml>";
    let page = page(1).replace(
        "</p>",
        "</p><table><tr><td>1</table><blockquote class=twitter-tweet>x",
    );
    vec![
        ("a.jsonl.zst", frames.concat()),
        ("a.jsonl.gz", gzip(&json_lines().concat())),
        ("a.json", format!("[{}]", NINJS).into_bytes()),
        ("a.atom", rss().concat()),
        ("a.eml", mail(1).into_bytes()),
        ("a.opml", opml.to_vec()),
        ("a.html", page.into_bytes()),
    ]
}

/// An item of IPTC ninjs 2 with all that is read of it.
pub const NINJS: &str = r#"{"uri":"urn:wire:1","type":"text","language":"en-GB",
    "firstcreated":"2021-10-13T09:00:00+02:00","versioncreated":"2021-10-13T11:00:00+02:00",
    "contentcreated":"2021-10-13T08:00:00+02:00","by":"Ilan Vesk","copyrightholder":"Tessel Courier",
    "headlines":[{"role":"main","value":"Ferry aground"}],"infosources":[{"name":"Northline"}],
    "subjects":[{"name":"Transport","rel":"about"}],
    "bodies":[{"role":"main","contenttype":"text/html","value":"<p>Ferry 1 ran aground.</p>"}]}"#;

/// Every format with a name for it.
pub fn all() -> Vec<(&'static str, Parts)> {
    vec![
        ("a.jsonl", json_lines()),
        ("a.warc", warc()),
        ("a.warc.gz", warc_gz()),
        ("a.rss", rss()),
        ("a.mbox", mbox()),
        ("a.csv", csv()),
        ("a.tar", tar()),
        ("a.zip", zip()),
    ]
}
