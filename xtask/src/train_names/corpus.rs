//! Reads labelled texts: columns of tokens with BIO tags, and documents with mentions.

use headwater::model::EntityType;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Sentences that are taken together, as if they were one document.
const SENTENCES: usize = 30;

/// A text with the names in it.
#[derive(Default)]
pub struct Text {
    /// One sentence or paragraph a line.
    pub text: String,
    /// Names in order: first byte, byte after the last, kind.
    pub names: Vec<(usize, usize, EntityType)>,
    /// Names of kind `other` are marked.
    pub marks_other: bool,
}

/// Labelled texts and what they were read from.
#[derive(Default)]
pub struct Corpus {
    /// The texts.
    pub texts: Vec<Text>,
    /// Digest of all files read, in order.
    pub digest: Sha256,
}

#[derive(Deserialize)]
struct Record {
    text: String,
}

#[derive(Deserialize)]
struct Gold {
    mentions: Vec<GoldMention>,
}

#[derive(Deserialize)]
struct GoldMention {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: EntityType,
}

impl Corpus {
    /// Reads every `*.tsv` of a folder, without the sentences that stand in `held_out`.
    pub fn add_columns(&mut self, folder: &Path, held_out: &HeldOut) -> Result<(), String> {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .map_err(|e| format!("{}: {e}", folder.display()))?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
            .collect();
        files.sort();
        for file in files {
            let columns = self.read(&file)?;
            let marks_other = columns.contains("B-MISC");
            let mut text = Text::default();
            let mut sentences = 0;
            for sentence in columns.split("\n\n").filter(|s| !s.trim().is_empty()) {
                if held_out.holds(sentence) {
                    continue;
                }
                text.marks_other = marks_other;
                add_sentence(sentence, &mut text);
                sentences += 1;
                if sentences % SENTENCES == 0 {
                    self.texts.push(std::mem::take(&mut text));
                }
            }
            self.texts.push(text);
        }
        Ok(())
    }

    /// Reads `input.jsonl` and the mentions of `gold.jsonl` of a folder.
    pub fn add_documents(&mut self, folder: &Path) -> Result<(), String> {
        let input = self.read(&folder.join("input.jsonl"))?;
        let gold = self.read(&folder.join("gold.jsonl"))?;
        for (record, gold) in input.lines().zip(gold.lines()) {
            let record: Record = serde_json::from_str(record).map_err(|e| e.to_string())?;
            let gold: Gold = serde_json::from_str(gold).map_err(|e| e.to_string())?;
            let mut names: Vec<_> = gold
                .mentions
                .iter()
                .map(|m| (m.start, m.end, m.kind))
                .collect();
            names.sort();
            self.texts.push(Text {
                text: record.text,
                names,
                marks_other: false,
            });
        }
        Ok(())
    }

    fn read(&mut self, path: &Path) -> Result<String, String> {
        let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        self.digest.update(&bytes);
        String::from_utf8(bytes).map_err(|e| format!("{}: {e}", path.display()))
    }
}

/// Texts that a model may not have seen, without white space.
#[derive(Default)]
pub struct HeldOut(Vec<String>);

impl HeldOut {
    /// Adds the texts of a folder's `input.jsonl`.
    pub fn add(&mut self, folder: &Path) -> Result<(), String> {
        let path = folder.join("input.jsonl");
        let input = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in input.lines() {
            let record: Record = serde_json::from_str(line).map_err(|e| e.to_string())?;
            self.0.push(squeeze(&record.text));
        }
        Ok(())
    }

    fn holds(&self, sentence: &str) -> bool {
        let tokens: String = rows(sentence).map(|(token, _)| token).collect();
        let squeezed = squeeze(&tokens);
        self.0.iter().any(|text| text.contains(&squeezed))
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn rows(sentence: &str) -> impl Iterator<Item = (&str, &str)> {
    sentence.lines().filter_map(|line| line.split_once('\t'))
}

/// Appends a sentence as a newspaper would set it: marks close up to their words.
fn add_sentence(sentence: &str, text: &mut Text) {
    let rows: Vec<(&str, &str)> = rows(sentence).collect();
    let mut open_quote = false;
    let mut close_up = true;
    for (n, &(token, tag)) in rows.iter().enumerate() {
        let before = if n > 0 { rows[n - 1].0 } else { "" };
        let after = rows.get(n + 1).map_or("", |row| row.0);
        let closing_quote = token == "\"" && open_quote;
        if !(close_up || closes_up(token, before, after) || closing_quote) {
            text.text.push(' ');
        }
        let start = text.text.len();
        text.text.push_str(token);
        add_tag(tag, start, text);
        if token == "\"" {
            open_quote = !open_quote;
        }
        let hyphen = token == "-" && is_word(before) && is_word(after);
        close_up = hyphen
            || matches!(token, "(" | "[" | "“" | "‘" | "$" | "£" | "€")
            || (token == "\"" && open_quote);
    }
    text.text.push('\n');
}

fn closes_up(token: &str, before: &str, after: &str) -> bool {
    let first = token.chars().next().unwrap_or(' ');
    let clitic = matches!(
        token,
        "'s" | "’s" | "n't" | "n’t" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "'"
    );
    let hyphen = token == "-" && is_word(before) && is_word(after);
    clitic
        || hyphen
        || matches!(
            first,
            '.' | ',' | ';' | ':' | '!' | '?' | '%' | ')' | ']' | '”'
        )
}

fn is_word(token: &str) -> bool {
    token.chars().all(char::is_alphanumeric)
}

fn add_tag(tag: &str, start: usize, text: &mut Text) {
    let end = text.text.len();
    let kind = match tag.get(2..) {
        Some("PER") => EntityType::Person,
        Some("ORG") => EntityType::Organisation,
        Some("LOC") => EntityType::Place,
        Some("MISC") => EntityType::Other,
        _ => return,
    };
    match text.names.last_mut() {
        Some(last) if tag.starts_with('I') && last.2 == kind => last.1 = end,
        _ => text.names.push((start, end, kind)),
    }
}
