//! Compiles the pattern of a rule to a regular expression over symbols.

use crate::lexicon::alphabet::{Alphabet, SPACE};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Words and marks that stand for themselves in a pattern.
pub(super) fn literals(pattern: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = pattern;
    while let Some((piece, after)) = next(rest) {
        if let Piece::Literal(word) = piece {
            found.push(word.to_lowercase());
        }
        rest = after;
    }
    found
}

enum Piece<'p> {
    Named(&'p str),
    Literal(&'p str),
    Operator(char),
}

/// The first piece of a pattern and what follows it.
fn next(pattern: &str) -> Option<(Piece<'_>, &str)> {
    let first = pattern.chars().next()?;
    let len = first.len_utf8();
    if let Some(end) = pattern.find('}').filter(|_| first == '{') {
        return Some((Piece::Named(&pattern[1..end]), &pattern[end + 1..]));
    }
    if first == '\\' {
        let end = len + pattern[len..].chars().next()?.len_utf8();
        return Some((Piece::Literal(&pattern[len..end]), &pattern[end..]));
    }
    if "()|?*+<> ".contains(first) {
        return Some((Piece::Operator(first), &pattern[len..]));
    }
    let is_inner = |c: char| c.is_alphanumeric() || c == '\'';
    if !first.is_alphanumeric() {
        // The clitic of 'year's' is one token; other marks are single.
        let len = if pattern.starts_with("'s") { 2 } else { len };
        return Some((Piece::Literal(&pattern[..len]), &pattern[len..]));
    }
    let clitic = pattern
        .find("'s")
        .filter(|at| !pattern[at + 2..].starts_with(is_inner));
    let end = pattern.find(|c| !is_inner(c)).unwrap_or(pattern.len());
    // 'a.m.' and 'u.s.' are one token as well.
    let end = clitic.map_or(end, |at| end.min(at));
    let end = end + initialism(&pattern[..end], &pattern[end..]);
    Some((Piece::Literal(&pattern[..end]), &pattern[end..]))
}

/// Length of '.m.' after 'a'.
fn initialism(word: &str, rest: &str) -> usize {
    let mut bytes = rest.bytes();
    let is = word.len() == 1
        && bytes.next() == Some(b'.')
        && bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.next() == Some(b'.');
    if is { 3 } else { 0 }
}

/// Turns a pattern into a regular expression over symbols.
pub(super) struct Compiler<'a> {
    alphabet: &'a Alphabet,
    macros: &'a BTreeMap<String, String>,
    pub regex: String,
    pub groups: usize,
    pub labels: Vec<(usize, String, String)>,
}

impl<'a> Compiler<'a> {
    pub fn new(alphabet: &'a Alphabet, macros: &'a BTreeMap<String, String>) -> Self {
        Compiler {
            alphabet,
            macros,
            regex: String::new(),
            groups: 0,
            labels: Vec::new(),
        }
    }

    /// Appends the expression that a pattern stands for; `depth` counts macros inside macros.
    pub fn translate(&mut self, pattern: &str, depth: usize) -> Result<(), String> {
        let mut rest = pattern;
        while let Some((piece, after)) = next(rest) {
            match piece {
                Piece::Literal(word) => self.class(&format!("={}", word.to_lowercase()))?,
                Piece::Operator(' ') => self.regex.push(SPACE),
                Piece::Operator('(') => self.regex.push_str("(?:"),
                Piece::Operator('<') => {
                    self.groups += 1;
                    self.regex.push_str("(?P<expression>");
                }
                Piece::Operator('>') => self.regex.push(')'),
                Piece::Operator(sign) => self.regex.push(sign),
                Piece::Named(name) => self.named(name, depth)?,
            }
            rest = after;
        }
        Ok(())
    }

    /// A class or macro in a group of its own.
    fn named(&mut self, name: &str, depth: usize) -> Result<(), String> {
        let (name, label) = name.split_once(':').unwrap_or((name, name));
        self.groups += 1;
        let group = (self.groups, label.to_string(), name.to_string());
        self.labels.push(group);
        self.regex.push('(');
        match self.macros.get(name) {
            Some(_) if depth > 8 => return Err(format!("macro '{name}' never ends")),
            Some(text) => self.translate(text, depth + 1)?,
            None => self.class(name)?,
        }
        self.regex.push(')');
        Ok(())
    }

    fn class(&mut self, name: &str) -> Result<(), String> {
        let members = self.alphabet.members(name);
        let members = members.ok_or_else(|| format!("there is no class '{name}'"))?;
        self.regex.push('[');
        for &symbol in members {
            let _ = write!(self.regex, "\\u{{{:x}}}", symbol as u32);
        }
        self.regex.push(']');
        Ok(())
    }
}
