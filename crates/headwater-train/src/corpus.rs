//! Reads labelled texts: columns of tokens with BIO tags, and documents with mentions.

use headwater::model::{EntityType, Hex};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Sentences that are taken together, as if they were one document.
const SENTENCES: usize = 30;

/// A text with the names in it.
#[derive(Default)]
pub struct Text {
    /// One sentence or paragraph a line.
    pub(crate) text: String,
    /// Names in order: first byte, byte after the last, kind.
    pub(crate) names: Vec<(usize, usize, EntityType)>,
    /// Names of kind `other` are marked.
    pub(crate) marks_other: bool,
}

/// Labelled texts and what they were read from.
#[derive(Default)]
pub struct Corpus {
    /// The texts.
    pub(crate) texts: Vec<Text>,
    /// Digest of all files read, in order.
    digest: Sha256,
}

/// A document and, where they stand in the same record, its names.
#[derive(Deserialize)]
struct Record {
    text: String,
    mentions: Option<Vec<Labelled>>,
}

#[derive(Deserialize)]
struct Gold {
    mentions: Vec<Labelled>,
}

/// A name: half-open range of bytes of the text.
#[derive(Deserialize)]
struct Labelled {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: EntityType,
}

impl Corpus {
    /// Adds a file of columns: token, tab, tag (`O`, or `B-` or `I-` with `PER`, `ORG`, `LOC` or
    /// `MISC`) a line, an empty line after each sentence. Sentences in `held_out` are left out.
    pub fn add_columns(&mut self, file: &str, held_out: &HeldOut) -> Result<(), String> {
        self.digest.update(file.as_bytes());
        for (n, line) in file.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
            let tag = line.split_once('\t').map(|(_, tag)| tag);
            if !tag.is_some_and(|tag| tag == "O" || kind(tag).is_some()) {
                let wanted = "a token, a tab and O or B- or I- with PER, ORG, LOC or MISC";
                return Err(format!("line {}: '{line}' is not {wanted}", n + 1));
            }
        }
        let marks_other = file.contains("B-MISC");
        let mut text = Text::default();
        let sentences = file.split("\n\n").filter(|s| !s.trim().is_empty());
        let kept = sentences.filter(|s| !held_out.holds_sentence(s));
        for (n, sentence) in kept.enumerate() {
            text.marks_other = marks_other;
            add_sentence(sentence, &mut text);
            if (n + 1) % SENTENCES == 0 {
                self.texts.push(std::mem::take(&mut text));
            }
        }
        self.texts.push(text);
        Ok(())
    }

    /// Adds documents, one JSON object a line with `text` and `mentions`; where `gold` is given,
    /// the mentions are those of its line with the same number. Texts in `held_out` are left out.
    pub fn add_documents(
        &mut self,
        input: &str,
        gold: Option<&str>,
        held_out: &HeldOut,
    ) -> Result<(), String> {
        self.digest.update(input.as_bytes());
        self.digest.update(gold.unwrap_or_default().as_bytes());
        let mut gold = gold.map(str::lines);
        for (n, line) in input.lines().enumerate() {
            let fault = |what: String| format!("line {}: {what}", n + 1);
            let record: Record = parse(line).map_err(fault)?;
            let labelled = match gold.as_mut() {
                Some(lines) => {
                    let line = lines.next().ok_or_else(|| fault("no gold".into()))?;
                    parse::<Gold>(line).map_err(fault)?.mentions
                }
                None => (record.mentions).ok_or_else(|| fault("no mentions".into()))?,
            };
            if !held_out.holds(&record.text) {
                self.texts
                    .push(document(record.text, labelled).map_err(fault)?);
            }
        }
        Ok(())
    }

    /// SHA-256 of all that was added, in hexadecimal.
    pub fn digest(&self) -> String {
        Hex(&self.digest.clone().finalize()).to_string()
    }

    /// How many names are labelled.
    pub fn names(&self) -> usize {
        self.texts.iter().map(|t| t.names.len()).sum()
    }
}

fn parse<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|e| e.to_string())
}

fn document(text: String, labelled: Vec<Labelled>) -> Result<Text, String> {
    let mut names = Vec::with_capacity(labelled.len());
    for Labelled { start, end, kind } in labelled {
        if start >= end || text.get(start..end).is_none() {
            return Err(format!(
                "mention {start}..{end} is no range of bytes of the text"
            ));
        }
        names.push((start, end, kind));
    }
    names.sort();
    Ok(Text {
        marks_other: names.iter().any(|n| n.2 == EntityType::Other),
        text,
        names,
    })
}

/// Texts that a model may not have seen, without white space.
#[derive(Default)]
pub struct HeldOut(Vec<String>);

impl HeldOut {
    /// Adds the texts of documents, one JSON object with `text` a line.
    pub fn add(&mut self, input: &str) -> Result<(), String> {
        for line in input.lines() {
            self.0.push(squeeze(&parse::<Record>(line)?.text));
        }
        Ok(())
    }

    fn holds_sentence(&self, sentence: &str) -> bool {
        !self.0.is_empty()
            && self.holds(&rows(sentence).map(|(token, _)| token).collect::<String>())
    }

    fn holds(&self, text: &str) -> bool {
        let squeezed = squeeze(text);
        self.0.iter().any(|held| held.contains(&squeezed))
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

/// What a tag other than `O` marks.
fn kind(tag: &str) -> Option<EntityType> {
    let kind = tag.strip_prefix("B-").or(tag.strip_prefix("I-"))?;
    match kind {
        "PER" => Some(EntityType::Person),
        "ORG" => Some(EntityType::Organisation),
        "LOC" => Some(EntityType::Place),
        "MISC" => Some(EntityType::Other),
        _ => None,
    }
}

fn add_tag(tag: &str, start: usize, text: &mut Text) {
    let end = text.text.len();
    let Some(kind) = kind(tag) else { return };
    match text.names.last_mut() {
        // At most a space lies between two tokens of a name.
        Some(last) if tag.starts_with('I') && last.2 == kind && start <= last.1 + 1 => last.1 = end,
        _ => text.names.push((start, end, kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &str = "Ann\tB-PER\nLee\tI-PER\nleft\tO\nOslo\tI-LOC\n.\tO\n\nYes\tO\n.\tO\n";

    #[test]
    fn columns_become_text_with_names() {
        let mut corpus = Corpus::default();
        corpus.add_columns(COLUMNS, &HeldOut::default()).unwrap();
        let text = &corpus.texts[0];
        assert_eq!(text.text, "Ann Lee left Oslo.\nYes.\n");
        let names = [(0, 7, EntityType::Person), (13, 17, EntityType::Place)];
        assert_eq!(text.names, names);
    }

    #[test]
    fn what_is_held_out_is_not_learned() {
        let mut held_out = HeldOut::default();
        held_out.add(r#"{"text":"So Ann Lee left Oslo."}"#).unwrap();
        let mut corpus = Corpus::default();
        corpus.add_columns(COLUMNS, &held_out).unwrap();
        assert_eq!(
            (corpus.names(), corpus.texts[0].text.as_str()),
            (0, "Yes.\n")
        );
    }

    #[test]
    fn faults_say_where_they_are() {
        let mut corpus = Corpus::default();
        let none = HeldOut::default();
        let fault = corpus.add_columns("Ann\tB-HERO\n", &none).unwrap_err();
        assert!(fault.starts_with("line 1: 'Ann\tB-HERO'"), "{fault}");
        let odd = r#"{"text":"é","mentions":[{"start":1,"end":2,"type":"person"}]}"#;
        let fault = corpus.add_documents(odd, None, &none).unwrap_err();
        assert!(fault.starts_with("line 1: mention 1..2"), "{fault}");
        let fault = corpus.add_documents(r#"{"text":"é"}"#, None, &none);
        assert_eq!(fault.unwrap_err(), "line 1: no mentions");
    }
}
