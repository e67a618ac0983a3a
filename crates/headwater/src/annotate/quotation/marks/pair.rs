//! Which mark of a paragraph closes which.

use super::Mark;
use crate::annotate::Scan;
use crate::lexicon::token::TokenKind;

/// Marks inside marks inside marks: more in real text are unclosed ones.
const DEEPEST: usize = 4;

/// A pair of marks, or a mark left open (`close` is then the end of what it holds).
pub struct Pair {
    pub open: Mark,
    pub close: usize,
    /// Tokens of the closing mark; 0 when it is missing.
    pub width: usize,
}

/// The single mark that closes what a mark opens.
#[derive(Clone, Copy)]
struct Closing {
    /// Index of the mark; the number of marks if there is none.
    mark: usize,
    /// It is no apostrophe after a plural.
    sure: bool,
}

/// The marks of a paragraph while they are paired.
pub struct Pairing<'a> {
    scan: &'a Scan<'a>,
    marks: &'a [Mark],
    /// Token after the paragraph.
    end: usize,
    /// Whether the mark is double with which the next paragraph opens.
    next: Option<bool>,
    /// For every mark, what closes there or later.
    singles: Vec<Closing>,
    /// The last single mark that is no apostrophe.
    surest: Option<usize>,
    /// A single mark was opened that goes on in the next paragraph.
    running: bool,
    stack: Vec<Mark>,
    pairs: Vec<Pair>,
}

impl<'a> Pairing<'a> {
    pub fn new(scan: &'a Scan, marks: &'a [Mark], end: usize, next: Option<bool>) -> Self {
        let singles = closing_singles(scan, marks, end);
        Pairing {
            scan,
            marks,
            end,
            next,
            surest: singles.iter().rposition(|single| single.sure),
            singles,
            running: false,
            stack: Vec::new(),
            pairs: Vec::new(),
        }
    }

    /// The pairs. Also says whether a mark was left open, and a double one.
    pub fn run(mut self) -> (Vec<Pair>, Option<bool>) {
        for (n, &mark) in self.marks.iter().enumerate() {
            if mark.double {
                self.double(n, mark);
            } else if !self.stack.iter().any(|m| m.double) {
                self.single(n, mark);
            }
        }
        let running = self.running;
        self.stack.retain(|mark| mark.double || running);
        let open = self.stack.iter().map(|mark| mark.double).max();
        self.close_rest();
        (self.pairs, open)
    }

    fn double(&mut self, n: usize, mark: Mark) {
        let top = self.stack.last().copied().filter(|top| top.double);
        if mark.closes && top.is_some() {
            self.close(mark);
        } else if mark.opens {
            let straight = matches!(self.scan.word(mark.at), "\"" | "'");
            if let Some(open) = top.filter(|_| straight && !self.in_parentheses(n)) {
                // A straight mark cannot open inside straight marks: the first was never closed.
                self.stack.pop();
                self.pairs.push(unclosed(self.scan, open, mark.at));
            }
            if self.stack.len() < DEEPEST {
                self.stack.push(mark);
            }
        }
    }

    /// 'every man ("seats") who': within straight marks, a parenthesis that holds nothing but marked words.
    fn in_parentheses(&self, n: usize) -> bool {
        let mark = self.marks[n];
        let word = |at: usize| (at < self.end).then(|| self.scan.word(at));
        let next = self
            .marks
            .get(n + 1)
            .filter(|next| next.double && next.closes);
        let opens = mark.at > 0 && self.scan.word(mark.at - 1) == "(";
        opens && next.is_some_and(|next| word(next.at + next.width) == Some(")"))
    }

    fn single(&mut self, n: usize, mark: Mark) {
        if mark.closes && !self.stack.is_empty() && self.singles[n].mark == n && !self.running {
            self.close(mark);
        } else if mark.opens && self.stack.is_empty() {
            self.running = self.runs_on(n);
            if self.running || self.singles[n].mark < self.marks.len() {
                self.stack.push(mark);
            }
        }
    }

    /// 'We lost it all.' goes on in the next paragraph, whatever the players' union says in it.
    fn runs_on(&self, n: usize) -> bool {
        let mark = self.marks[n];
        let first = self.scan.word(mark.at + mark.width);
        let starts = first.starts_with(char::is_uppercase);
        let closed = self.singles[n].mark < self.marks.len();
        let stops = matches!(self.scan.word(self.end - 1), "." | "!" | "?" | "…");
        let surely = self.surest.is_some_and(|sure| sure >= n);
        self.next == Some(false) && stops && !surely && (starts || !closed)
    }

    fn close(&mut self, mark: Mark) {
        if let Some(open) = self.stack.pop() {
            self.pairs.push(Pair {
                open,
                close: mark.at,
                width: mark.width,
            });
        }
    }

    fn close_rest(&mut self) {
        let mut limit = self.end;
        for open in std::mem::take(&mut self.stack).into_iter().rev() {
            let opened = self.pairs.iter().map(|pair| pair.open.at);
            let inside = opened.filter(|&at| at > open.at).min();
            let pair = match inside {
                Some(next) if self.next.is_none() => unclosed(self.scan, open, next.min(limit)),
                _ => Pair {
                    open,
                    close: limit,
                    width: 0,
                },
            };
            limit = open.at;
            self.pairs.push(pair);
        }
    }
}

/// For every mark, the first single mark at or after it that surely closes. 'the Saints’ win' does
/// not close when a surer mark follows before the next opening one.
fn closing_singles(scan: &Scan, marks: &[Mark], end: usize) -> Vec<Closing> {
    let none = Closing {
        mark: marks.len(),
        sure: false,
    };
    let mut next = none;
    let mut closing = vec![none; marks.len()];
    for (n, mark) in marks.iter().enumerate().rev() {
        if !mark.double && mark.closes {
            let after = mark.at + mark.width;
            let plural = scan.word(mark.at - 1).ends_with(['s', 'S'])
                && after < end
                && scan.tokens[after].kind == TokenKind::Word;
            if !plural || !next.sure {
                next = Closing {
                    mark: n,
                    sure: !plural,
                };
            }
        }
        closing[n] = next;
        if !mark.double && mark.opens {
            next = none;
        }
    }
    closing
}

/// What a mark holds that is never closed before `limit`: its sentence, if that ends earlier.
fn unclosed(scan: &Scan, open: Mark, limit: usize) -> Pair {
    let offset = scan.tokens[open.at + open.width - 1].span.end;
    let sentence = scan.sentences.get(scan.sentence_at(offset));
    let close = sentence.map_or(limit, |s| s.tokens.end.min(limit));
    Pair {
        open,
        close,
        width: 0,
    }
}
