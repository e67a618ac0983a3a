//! Flat text: pages whose article is known, put down as text without markup, with a label for
//! each line. What the HTML says of a line is lost in the text; it is what the text is judged by.

pub mod gold;
pub mod train;

use crate::input;
use crate::train_pages::label::{self, Label};
use headwater::clean::clean;
use headwater::model::{Document, Markup, Raw, Role, Stated};
use headwater::read::Options;
use serde_json::Value;
use std::collections::HashSet;
use std::error::Error;
use std::path::Path;

/// Parts of the pages by outlet. The first is kept for the gold and never trained on.
pub const FOLDS: usize = 4;

/// A page as lines of text.
pub struct Flat {
    pub set: String,
    pub id: String,
    pub lines: Vec<String>,
    /// Which lines the gold says are the article.
    pub article: Vec<Label>,
    /// What the page's markup says of each line.
    pub roles: Vec<Role>,
    /// The whole article is known, not only snippets of it.
    pub whole: bool,
    /// Snippets of readers' comments by hand.
    pub comments: Vec<String>,
    pub fold: usize,
}

impl Flat {
    /// The text, with empty lines between its lines or without.
    pub fn text(&self, spaced: bool) -> String {
        self.lines.join(if spaced { "\n\n" } else { "\n" })
    }

    /// The markup knows of comments, and where comments are known by hand, it holds them.
    pub fn has_comments(&self) -> bool {
        let commented = self.roles.iter().zip(&self.lines);
        let commented = commented.filter(|(role, _)| **role == Role::Comment);
        let words: Vec<&str> = commented.map(|(_, line)| line.as_str()).collect();
        let held = |snippet: &String| words.iter().any(|line| line.contains(snippet.as_str()));
        words.len() >= 3 && self.comments.iter().all(held)
    }

    /// The gold knows of comments that the markup does not tell.
    pub fn lacks_comments(&self) -> bool {
        !self.comments.is_empty() && !self.has_comments()
    }
}

/// The pages of a set: a folder with `input.jsonl.gz` and `gold.jsonl`.
pub fn read_set(folder: &Path) -> Result<Vec<Flat>, Box<dyn Error>> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let gold = input::gold(folder)?;
    let pages = input::file(&folder.join("input.jsonl.gz"), Options::default())?;
    let flat = |raw: Raw| {
        let id = raw.stated.id.clone()?;
        let gold = gold.iter().find(|g| g["id"] == id.as_str())?;
        Some(flatten(&name, &id, raw, gold))
    };
    Ok(pages.into_iter().filter_map(flat).collect())
}

fn flatten(set: &str, id: &str, raw: Raw, gold: &Value) -> Flat {
    let host = raw.stated.url.as_deref().and_then(|u| u.split('/').nth(2));
    let outlet = host.unwrap_or(id.rsplit_once('.').map_or(id, |(outlet, _)| outlet));
    let fold = outlet.bytes().fold(7usize, |hash, b| {
        hash.wrapping_mul(31).wrapping_add(usize::from(b))
    }) % FOLDS;
    let document = clean(raw);
    let (lines, roles) = lines(&document);
    let words: Vec<&str> = lines.iter().map(String::as_str).collect();
    let snippets = gold["comments"].as_array().cloned().unwrap_or_default();
    let mut article = label::labels(&words, gold);
    leave_copies_open(&words, &mut article);
    Flat {
        set: set.into(),
        id: id.into(),
        article,
        whole: gold["text"].is_string(),
        comments: snippets
            .iter()
            .filter_map(|s| s.as_str().map(str::to_string))
            .collect(),
        lines,
        roles,
        fold,
    }
}

/// Words from which on a line is a sentence rather than the entry of a menu.
const SENTENCE: usize = 8;

/// Pages hold some paragraphs of an article more than once, its gold once: nobody knows which.
fn leave_copies_open(lines: &[&str], labels: &mut [Label]) {
    let long = |line: &&str| line.split_whitespace().count() >= SENTENCE;
    let rows = lines.iter().zip(labels.iter());
    let article = rows.filter(|(line, label)| label.article && long(line));
    let article: HashSet<&str> = article.map(|(line, _)| *line).collect();
    for (line, label) in lines.iter().zip(labels) {
        if !label.article && article.contains(line) {
            label.weight = 0.0;
        }
    }
}

/// The lines of a document that are not empty, and their roles.
pub fn lines(document: &Document) -> (Vec<String>, Vec<Role>) {
    let mut found = (Vec::new(), Vec::new());
    let mut at = 0;
    for line in document.text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + line.len() - line.trim_start().len();
            found.0.push(words.to_string());
            found
                .1
                .push(document.role_at(start).unwrap_or(Role::Chrome));
        }
        at += line.len();
    }
    found
}

/// A text as the program reads it when it comes without markup.
pub fn read_flat(text: String) -> Document {
    clean(Raw {
        path: "flat.txt".into(),
        record: None,
        hash: "flat".into(),
        markup: Markup::Plain,
        text,
        stated: Stated::default(),
    })
}
