//! Compiles the patterns of rules to steps over symbols.

use super::program::{Program, Step};
use crate::lexicon::alphabet::{Alphabet, SPACE};
use std::collections::BTreeMap;
use std::rc::Rc;

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

/// What a pattern says. Macros are read once and shared.
enum Node {
    /// A symbol of a set.
    Symbol(u32),
    /// One after another.
    Row(Vec<Node>),
    /// The first that leads to a match.
    Either(Vec<Node>),
    /// What has a label, with its class or macro.
    Named(String, String, Rc<Node>),
    /// The expression, where words around it are needed too.
    Marked(Box<Node>),
    /// With the sign that says how often, and whether rather less often.
    Repeated(Box<Node>, char, bool),
}

/// Labels of a pattern, each with the class or macro that it holds.
pub(super) type Labels = Vec<(String, String)>;

/// Turns patterns into steps of one program.
pub(super) struct Compiler<'a> {
    alphabet: &'a Alphabet,
    macros: &'a BTreeMap<String, String>,
    /// Macros that were read.
    known: BTreeMap<String, Rc<Node>>,
    /// The sets of the program by class.
    sets: BTreeMap<String, u32>,
    program: Program,
}

impl<'a> Compiler<'a> {
    pub fn new(alphabet: &'a Alphabet, macros: &'a BTreeMap<String, String>) -> Self {
        Compiler {
            alphabet,
            macros,
            known: BTreeMap::new(),
            sets: BTreeMap::new(),
            program: Program::new(alphabet.size()),
        }
    }

    /// Adds a pattern, which comes after those before; gives its labels.
    pub fn add(&mut self, pattern: &str) -> Result<Labels, String> {
        let node = self.whole(pattern, 0)?;
        let mut labels = Labels::new();
        self.program.begin();
        self.emit(&node, &mut labels);
        self.program.end();
        Ok(labels)
    }

    /// The program of all patterns.
    pub fn finish(self) -> Program {
        self.program
    }

    /// A pattern or macro; `depth` counts macros inside macros.
    fn whole(&mut self, pattern: &str, depth: usize) -> Result<Node, String> {
        let mut rest = pattern;
        let node = self.either(&mut rest, depth)?;
        match rest.is_empty() {
            true => Ok(node),
            false => Err(format!("nothing opens what '{rest}' closes")),
        }
    }

    /// Branches up to what closes them.
    fn either(&mut self, rest: &mut &str, depth: usize) -> Result<Node, String> {
        let mut branches = Vec::new();
        let mut row = Vec::new();
        while let Some((piece, after)) = next(rest) {
            if matches!(piece, Piece::Operator(')' | '>')) {
                break;
            }
            *rest = after;
            match piece {
                Piece::Literal(word) => row.push(self.set(&format!("={}", word.to_lowercase()))?),
                Piece::Named(name) => row.push(self.named(name, depth)?),
                Piece::Operator('|') => branches.push(Node::Row(std::mem::take(&mut row))),
                Piece::Operator(' ') => row.push(Node::Symbol(self.program.set([SPACE]))),
                Piece::Operator(open @ ('(' | '<')) => row.push(self.closed(open, rest, depth)?),
                Piece::Operator(sign) => repeat(&mut row, sign, rest)?,
            }
        }
        branches.push(Node::Row(row));
        Ok(Node::Either(branches))
    }

    /// What stands between `open` and the sign that closes it.
    fn closed(&mut self, open: char, rest: &mut &str, depth: usize) -> Result<Node, String> {
        let inner = self.either(rest, depth)?;
        let close = if open == '(' { ')' } else { '>' };
        *rest = (rest.strip_prefix(close)).ok_or_else(|| format!("'{open}' is never closed"))?;
        Ok(match open {
            '(' => inner,
            _ => Node::Marked(Box::new(inner)),
        })
    }

    /// A class or macro in a group of its own.
    fn named(&mut self, name: &str, depth: usize) -> Result<Node, String> {
        let (name, label) = name.split_once(':').unwrap_or((name, name));
        let inner = match (self.known.get(name), self.macros.get(name)) {
            (Some(known), _) => known.clone(),
            (None, Some(_)) if depth > 8 => return Err(format!("macro '{name}' never ends")),
            (None, Some(text)) => Rc::new(self.whole(text, depth + 1)?),
            (None, None) => Rc::new(self.set(name)?),
        };
        self.known.insert(name.to_string(), inner.clone());
        Ok(Node::Named(label.to_string(), name.to_string(), inner))
    }

    fn set(&mut self, class: &str) -> Result<Node, String> {
        if let Some(&set) = self.sets.get(class) {
            return Ok(Node::Symbol(set));
        }
        let members = self.alphabet.members(class);
        let members = members.ok_or_else(|| format!("there is no class '{class}'"))?;
        let set = self.program.set(members.iter().copied());
        self.sets.insert(class.to_string(), set);
        Ok(Node::Symbol(set))
    }

    fn emit(&mut self, node: &Node, labels: &mut Labels) {
        match node {
            Node::Symbol(set) => self.program.steps.push(Step::Take(*set)),
            Node::Row(nodes) => nodes.iter().for_each(|node| self.emit(node, labels)),
            Node::Either(branches) => self.emit_either(branches, labels),
            Node::Marked(inner) => self.emit_noted(0, inner, labels),
            Node::Named(label, class, inner) => {
                labels.push((label.clone(), class.clone()));
                self.emit_noted(labels.len(), inner, labels);
            }
            Node::Repeated(inner, sign, rarely) => {
                self.emit_repeated(inner, *sign, *rarely, labels);
            }
        }
    }

    fn emit_noted(&mut self, group: usize, inner: &Node, labels: &mut Labels) {
        self.program.steps.push(Step::Note(2 * group));
        self.emit(inner, labels);
        self.program.steps.push(Step::Note(2 * group + 1));
    }

    fn emit_either(&mut self, branches: &[Node], labels: &mut Labels) {
        let mut ends = Vec::new();
        for (n, branch) in branches.iter().enumerate() {
            let fork = (n + 1 < branches.len()).then(|| self.program.push(Step::Go(0)));
            self.emit(branch, labels);
            if let Some(fork) = fork {
                ends.push(self.program.push(Step::Go(0)));
                self.program.steps[fork] = Step::Fork(fork + 1, self.program.steps.len());
            }
        }
        for end in ends {
            self.program.steps[end] = Step::Go(self.program.steps.len());
        }
    }

    fn emit_repeated(&mut self, inner: &Node, sign: char, rarely: bool, labels: &mut Labels) {
        let fork = |again, on| match rarely {
            true => Step::Fork(on, again),
            false => Step::Fork(again, on),
        };
        let start = self.program.steps.len();
        if sign == '+' {
            self.emit(inner, labels);
            self.program
                .steps
                .push(fork(start, self.program.steps.len() + 1));
            return;
        }
        self.program.steps.push(Step::Go(0));
        self.emit(inner, labels);
        if sign == '*' {
            self.program.steps.push(Step::Go(start));
        }
        self.program.steps[start] = fork(start + 1, self.program.steps.len());
    }
}

/// Puts the last of `row` under the sign that says how often it comes; another `?` behind the sign
/// says that less often is better.
fn repeat(row: &mut Vec<Node>, sign: char, rest: &mut &str) -> Result<(), String> {
    let node = row
        .pop()
        .ok_or_else(|| format!("'{sign}' stands behind nothing"))?;
    let rarely = rest.strip_prefix('?');
    *rest = rarely.unwrap_or(rest);
    row.push(Node::Repeated(Box::new(node), sign, rarely.is_some()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_patterns_are_refused() {
        let literal = literals("a").into_iter().collect();
        let alphabet = Alphabet::new(&BTreeMap::new(), &literal);
        let endless = BTreeMap::from([("m".to_string(), "a {m}".to_string())]);
        let add = |pattern: &str| Compiler::new(&alphabet, &endless).add(pattern);
        assert!(add("a( <a> |a+a)?").is_ok());
        for wrong in ["(a", "a)", "<a", "a>", "(a>", "?a", "b", "{none}", "{m}"] {
            assert!(add(wrong).is_err(), "{wrong}");
        }
    }
}
