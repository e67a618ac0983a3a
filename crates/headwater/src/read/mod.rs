//! Bytes to raw documents, one file per format. Bad input becomes a [`Problem`].

use crate::model::{Markup, Problem, Raw, Stated};
use std::io::BufRead;

/// How to read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Take the whole text of a record as body.
    pub plain_body: bool,
    /// Bytes of one record beyond which it is skipped with a problem.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            plain_body: false,
            max_bytes: 32 << 20,
        }
    }
}

/// Reads every document of one input, named `path`, and hands each, or the problem in its place,
/// to `each`, in the order of the input.
pub fn read(
    path: &str,
    input: &mut dyn BufRead,
    options: Options,
    each: &mut dyn FnMut(Result<Raw, Problem>),
) {
    let markup = if options.plain_body {
        Markup::Body
    } else {
        Markup::Plain
    };
    let mut text = String::new();
    if input.read_to_string(&mut text).is_err() {
        return;
    }
    let raw = |text: String, record, stated| Raw {
        path: path.into(),
        record,
        hash: String::new(),
        markup,
        text,
        stated,
    };
    if !path.ends_with(".jsonl") {
        return each(Ok(raw(text, None, Stated::default())));
    }
    for (n, line) in text.lines().enumerate() {
        let Ok(row) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let field = |name: &str| row[name].as_str().map(str::to_string);
        let stated = Stated {
            id: field("id"),
            title: field("title"),
            outlet: field("outlet"),
            published: field("date"),
            ..Stated::default()
        };
        each(Ok(raw(
            field("text").unwrap_or_default(),
            Some(n + 1),
            stated,
        )));
    }
}
