//! A synthetic crawl for measuring how fast archives are read: `cargo xtask bench-warc MEGABYTES`
//! writes one, `cargo xtask read-only FILE` reads one without cleaning anything.

use headwater::read::{self, Options};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::ops::ControlFlow;
use std::time::Instant;

/// Bytes of markup and scripts around an article, as pages of news have them.
const FURNITURE: usize = 60_000;

/// Writes a crawl of about that many megabytes to standard output: for each page a request and a
/// response, as crawlers write them.
pub fn write(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let megabytes: usize = arguments
        .first()
        .ok_or("bench-warc needs MEGABYTES")?
        .parse()?;
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let mut left = megabytes << 20;
    for number in 0.. {
        let url = format!("https://courier.example/news/{number}");
        let request = format!("GET /news/{number} HTTP/1.1\r\nHost: courier.example\r\n\r\n");
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}",
            page(number)
        );
        for (kind, content) in [("request", request), ("response", answer)] {
            let record = record(kind, &url, &content);
            out.write_all(record.as_bytes())?;
            left = left.saturating_sub(record.len());
        }
        if left == 0 {
            break;
        }
    }
    Ok(out.flush()?)
}

fn record(kind: &str, url: &str, content: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n\
         WARC-Date: 2021-10-14T06:00:00Z\r\nContent-Type: application/http;msgtype={kind}\r\n\
         Content-Length: {}\r\n\r\n{content}\r\n\r\n",
        content.len()
    )
}

fn page(number: usize) -> String {
    let mut page =
        format!("<!DOCTYPE html><html lang=en><head><title>Ferry {number} aground</title><script>");
    for line in 0.. {
        if page.len() > FURNITURE {
            break;
        }
        page += &format!(
            "var item{line}={{\"id\":{},\"seen\":false}};\n",
            line * number
        );
    }
    page += "</script></head><body><nav><a href=/>Home</a></nav><article><h1>Ferry aground</h1>";
    for line in 0..30 {
        page += &format!(
            "<p>Ferry {number} ran onto sandbank {line} outside Kelbridge harbour, and the harbour \
             master said that nobody aboard was hurt.</p>\n"
        );
    }
    page + "</article></body></html>"
}

/// Reads a file as the program does, on one thread, and says how fast that was.
pub fn read_only(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let path = arguments.first().ok_or("read-only needs a FILE")?;
    let bytes = fs::metadata(path)?.len();
    let mut input = BufReader::with_capacity(1 << 16, File::open(path)?);
    let (mut documents, mut problems) = (0, 0);
    let begun = Instant::now();
    let _ = read::read(path, &mut input, Options::default(), &mut |item| {
        match item {
            Ok(_) => documents += 1,
            Err(_) => problems += 1,
        }
        ControlFlow::Continue(())
    });
    let seconds = begun.elapsed().as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{documents} documents, {problems} problems, {megabytes:.0} MB in {seconds:.2} s: {:.0} MB/s",
        megabytes / seconds
    );
    Ok(())
}
