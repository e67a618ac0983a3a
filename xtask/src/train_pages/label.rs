//! Which lines of a page its gold says are the article.

use headwater::lexicon::fold::letters;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Whether a line is part of the article, and how much that matters; 0 for not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Label {
    pub article: bool,
    pub weight: f32,
}

/// Words that a line counts for beside its own, so that short lines matter.
const EACH: f32 = 5.0;

/// Weight of a line that a snippet tells about; all lines of an article weigh 100.
const SNIPPET: f32 = 3.0;

pub fn labels(lines: &[&str], gold: &Value) -> Vec<Label> {
    match gold["text"].as_str() {
        Some(text) => by_text(lines, text),
        None => by_snippets(lines, gold),
    }
}

fn by_text(lines: &[&str], text: &str) -> Vec<Label> {
    let whole: HashSet<String> = text
        .lines()
        .map(letters)
        .filter(|l| !l.is_empty())
        .collect();
    let all = letters(text);
    let grams: HashSet<Vec<&str>> = grams(&all).collect();
    let held: Vec<Option<bool>> = lines
        .iter()
        .map(|l| held(&letters(l), &whole, &all, &grams))
        .collect();
    let held = without_copies(lines, held);
    let size = |line: &str| line.split_whitespace().count() as f32 + EACH;
    let sizes = lines.iter().zip(&held).filter(|(_, h)| **h == Some(true));
    let total: f32 = sizes.map(|(line, _)| size(line)).sum();
    if total == 0.0 {
        return vec![Label::default(); lines.len()];
    }
    (lines.iter().zip(held))
        .map(|(line, held)| Label {
            article: held == Some(true),
            weight: held.map_or(0.0, |_| (100.0 * size(line) / total).min(15.0)),
        })
        .collect()
}

/// Whether the gold holds a line; nobody knows of short words inside its text.
fn held(
    line: &str,
    whole: &HashSet<String>,
    all: &str,
    known: &HashSet<Vec<&str>>,
) -> Option<bool> {
    if line.is_empty() {
        return None;
    }
    if whole.contains(line) {
        return Some(true);
    }
    let (mut held, mut count) = (0, 0);
    for gram in grams(line) {
        count += 1;
        held += usize::from(known.contains(&gram));
    }
    match count {
        0 if all.contains(line) => None,
        0 => Some(false),
        _ if held * 10 >= count * 7 => Some(true),
        _ if held * 10 >= count * 4 => None,
        _ => Some(false),
    }
}

/// Of lines that stand on the page more than once, the one with most of the article around it.
fn without_copies(lines: &[&str], mut held: Vec<Option<bool>>) -> Vec<Option<bool>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if held[at] == Some(true) {
            places.entry(line).or_default().push(at);
        }
    }
    let before = held.clone();
    let around = |at: usize| {
        let range = at.saturating_sub(4)..(at + 5).min(lines.len());
        range.filter(|&n| before[n] == Some(true)).count()
    };
    for copies in places.values().filter(|copies| copies.len() > 1) {
        let best = copies
            .iter()
            .copied()
            .max_by_key(|&at| (around(at), std::cmp::Reverse(at)));
        for &at in copies {
            held[at] = Some(Some(at) == best);
        }
    }
    held
}

fn by_snippets(lines: &[&str], gold: &Value) -> Vec<Label> {
    let list = |key: &str| -> Vec<String> {
        let values = gold[key].as_array().cloned().unwrap_or_default();
        values
            .iter()
            .filter_map(Value::as_str)
            .map(letters)
            .filter(|s| !s.is_empty())
            .collect()
    };
    let (with, without) = (list("with"), [list("without"), list("comments")].concat());
    (lines.iter().map(|line| letters(line)))
        .map(|line| {
            let holds = |snippets: &[String]| snippets.iter().any(|s| line.contains(s.as_str()));
            let (yes, no) = (holds(&with), holds(&without));
            Label {
                article: yes,
                weight: if yes != no { SNIPPET } else { 0.0 },
            }
        })
        .collect()
}

/// Four words in a row.
fn grams(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let words: Vec<&str> = text.split(' ').collect();
    let grams: Vec<Vec<&str>> = words.windows(4).map(<[&str]>::to_vec).collect();
    grams.into_iter()
}
