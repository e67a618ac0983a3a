//! Other extractors beside ours: `cargo run --release -- SET OUT`.
//!
//! SET is a folder with `input.jsonl.gz`. Each system reads every page on one thread; its texts go
//! to OUT/SYSTEM.jsonl for `extract.py`, and its pages a second are printed. A page on which a
//! system panics counts as empty.

use headwater::clean::clean;
use headwater::model::{Raw, Role};
use headwater::read::{self, Options};
use serde_json::json;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::ops::ControlFlow;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::Instant;

/// A page to its article's text.
type System = fn(&Raw) -> String;

const SYSTEMS: &[(&str, System)] = &[
    ("headwater", ours),
    ("trafilatura", |raw| trafilatura_with(raw, trafilatura::ExtractionFocus::Balanced)),
    ("trafilatura-precision", |raw| {
        trafilatura_with(raw, trafilatura::ExtractionFocus::FavorPrecision)
    }),
    ("libreadability", |raw| {
        let article = libreadability::extract(&raw.text, None);
        article.map(|a| a.text_content.to_string()).unwrap_or_default()
    }),
    ("dom_smoothie", |raw| {
        let page = dom_smoothie::Readability::new(raw.text.as_str(), None, None);
        let article = page.and_then(|mut page| page.parse());
        article.map(|a| a.text_content.to_string()).unwrap_or_default()
    }),
    ("legible", |raw| {
        let article = legible::parse(&raw.text, None, None);
        article.map(|a| a.text_content.to_string()).unwrap_or_default()
    }),
];

fn ours(raw: &Raw) -> String {
    let document = clean(raw.clone());
    let article = |role| matches!(role, Role::Body | Role::Summary);
    let blocks = document.blocks.iter().filter(|b| article(b.role));
    blocks
        .map(|b| &document.text[b.span.start..b.span.end])
        .collect()
}

fn trafilatura_with(raw: &Raw, focus: trafilatura::ExtractionFocus) -> String {
    let options = trafilatura::Options::default().with_focus(focus);
    let found = trafilatura::extract(&raw.text, &options);
    found.map(|f| f.content_text.to_string()).unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [set, out] = &arguments[..] else {
        return Err("usage: peers SET OUT".into());
    };
    let pages = pages(&Path::new(set).join("input.jsonl.gz"))?;
    fs::create_dir_all(out)?;
    std::panic::set_hook(Box::new(|_| {}));
    for (name, system) in SYSTEMS {
        let path = Path::new(out).join(format!("{name}.jsonl"));
        let mut file = BufWriter::new(File::create(path)?);
        let (mut seconds, mut panics) = (0.0, 0);
        for raw in &pages {
            let begun = Instant::now();
            let text = catch_unwind(|| system(raw));
            seconds += begun.elapsed().as_secs_f64();
            panics += usize::from(text.is_err());
            let text = text.unwrap_or_default();
            writeln!(file, "{}", json!({"id": raw.stated.id, "text": text}))?;
        }
        file.flush()?;
        let speed = pages.len() as f64 / seconds;
        println!("{name:<24}{speed:>8.0} pages/s{panics:>4} panics");
    }
    Ok(())
}

fn pages(path: &Path) -> Result<Vec<Raw>, Box<dyn Error>> {
    let mut input = BufReader::new(File::open(path)?);
    let mut pages = Vec::new();
    let name = path.to_string_lossy();
    let _ = read::read(&name, &mut input, Options::default(), &mut |item| {
        pages.extend(item.ok());
        ControlFlow::Continue(())
    });
    Ok(pages)
}
