//! Sentences as rows of items: words, marked words and parentheses as one item each.
//!
//! A unit is a sentence, or the sentences that words in marks tie together. Rules for cues, noun
//! phrases and clause ends look at items only, so that nothing inside marks can mislead them.

use super::Scan;
use super::quotation::Marked;
use super::words::{Class, Form, Takes, Word, look_up};
use crate::lexicon::token::{Token, TokenKind};
use crate::model::Span;
use std::ops::Range;

/// One item of a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// What the lists say about it.
    pub word: Word,
    pub kind: ItemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// A word in lower case.
    Lower,
    /// A word with a capital.
    Capital,
    Number,
    /// The clitic 's.
    Possessive,
    /// Words in marks: index into the marked words.
    Marked(usize),
    /// A parenthesis with all it holds.
    Parenthesis,
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// '.', '!', '?'.
    Stop,
    /// Any other mark.
    Other,
}

/// Sentences as rows of items.
pub(crate) struct Clauses<'a> {
    pub scan: &'a Scan<'a>,
    pub marked: &'a [Marked],
    pub items: Vec<Item>,
    /// Item ranges of the units, in order.
    pub units: Vec<Range<usize>>,
}

impl<'a> Clauses<'a> {
    /// Cuts a scanned document into items and units.
    pub fn new(scan: &'a Scan<'a>, marked: &'a [Marked]) -> Self {
        let mut clauses = Clauses {
            scan,
            marked,
            items: Vec::with_capacity(scan.tokens.len()),
            units: Vec::with_capacity(scan.sentences.len()),
        };
        let (mut at, mut next_marked, mut start) = (0, 0, 0);
        for (n, sentence) in scan.sentences.iter().enumerate() {
            while at < sentence.tokens.end {
                if marked
                    .get(next_marked)
                    .is_some_and(|m| m.tokens.start == at)
                {
                    at = clauses.push_marked(next_marked);
                    next_marked += 1;
                } else {
                    let limit = marked.get(next_marked).map_or(sentence.tokens.end, |m| {
                        m.tokens.start.min(sentence.tokens.end)
                    });
                    at = clauses.push_token(at, sentence.tokens.start, limit);
                }
            }
            let ends = at == sentence.tokens.end && !clauses.cue_follows(n + 1);
            let last = scan
                .sentences
                .get(n + 1)
                .is_none_or(|s| s.paragraph != sentence.paragraph);
            if (ends || last) && start < clauses.items.len() {
                clauses.units.push(start..clauses.items.len());
                start = clauses.items.len();
            }
        }
        clauses
    }

    fn push_marked(&mut self, index: usize) -> usize {
        let tokens = self.marked[index].tokens.clone();
        self.items.push(Item {
            first: tokens.start,
            end: tokens.end,
            word: Word::default(),
            kind: ItemKind::Marked(index),
        });
        tokens.end
    }

    /// Adds the item that begins at token `at` of the sentence from `first`; returns the token after it.
    fn push_token(&mut self, at: usize, first: usize, limit: usize) -> usize {
        // Longer parentheses are clauses of their own.
        const LONGEST_PARENTHESIS: usize = 16;
        let token = self.scan.tokens[at];
        let text = self.scan.word(at);
        let mut end = at + 1;
        let mut word = Word::default();
        let kind = match token.kind {
            TokenKind::Possessive => ItemKind::Possessive,
            TokenKind::Number => {
                end = self.compound_end(at, limit);
                match self.scan.tokens[end - 1].kind {
                    TokenKind::Word => ItemKind::Lower,
                    _ => ItemKind::Number,
                }
            }
            TokenKind::Word => {
                end = self.compound_end(at, limit);
                word = look_up(self.scan.word(end - 1));
                let capital = text.chars().next().is_some_and(char::is_uppercase);
                // 'Mr Long', 'Ann Daly', 'the WHO', but not 'the CEO'
                let initials = self.is_initials(at) && !word.is(Class::Role);
                let named = at > first && word.is_adverb_alone() || self.is_given_name(at, first);
                if capital && named || initials {
                    word = Word::default();
                }
                match capital {
                    true => ItemKind::Capital,
                    false => ItemKind::Lower,
                }
            }
            TokenKind::Mark => match text {
                "'" | "’" if self.owns(at, limit) => ItemKind::Possessive,
                "(" | "[" => {
                    let window = at..limit.min(at + LONGEST_PARENTHESIS);
                    let close = window
                        .clone()
                        .find(|&t| matches!(self.scan.word(t), ")" | "]"));
                    end = close.map_or(end, |close| close + 1);
                    close.map_or(ItemKind::Other, |_| ItemKind::Parenthesis)
                }
                "," => ItemKind::Comma,
                ":" if self.tells_clock(at, limit) => ItemKind::Number,
                ":" => ItemKind::Colon,
                ";" => ItemKind::Semicolon,
                "—" | "–" | "-" => ItemKind::Dash,
                "." | "!" | "?" | "…" => ItemKind::Stop,
                _ => ItemKind::Other,
            },
        };
        self.items.push(Item {
            first: at,
            end,
            word,
            kind,
        });
        end
    }

    /// The colon of '10:15', of a score or a verse.
    fn tells_clock(&self, at: usize, limit: usize) -> bool {
        let number = |t: usize| self.scan.tokens[t].kind == TokenKind::Number;
        let joined = |t: usize| self.scan.tokens[t].joined;
        at > 0 && at + 1 < limit && number(at - 1) && joined(at) && number(at + 1) && joined(at + 1)
    }

    /// Capitals throughout, and no headline that is all in capitals.
    fn is_initials(&self, at: usize) -> bool {
        let capitals = |t: usize| {
            let word = self.scan.word(t);
            word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
        };
        let before = at.checked_sub(1).is_some_and(capitals);
        capitals(at) && !before && !(at + 1 < self.scan.tokens.len() && capitals(at + 1))
    }

    /// 'Will Lee said', 'George Will wrote', and no 'Will Lee win?' or 'Who Will Win'.
    fn is_given_name(&self, at: usize, first: usize) -> bool {
        if self.scan.word(at) != "Will" {
            return false;
        }
        let tokens = &self.scan.tokens;
        let capital = |t: usize| self.scan.word(t).starts_with(char::is_uppercase);
        let next = at + 1 < tokens.len() && tokens[at + 1].kind == TokenKind::Word;
        let asks = || {
            let sentence = self.scan.sentence_at(tokens[at].span.start);
            let sentence = self.scan.sentences.get(sentence);
            sentence.is_some_and(|s| self.scan.word(s.tokens.end - 1) == "?")
        };
        match at > first {
            true => !(capital(at - 1) && next && capital(at + 1)),
            false if next && capital(at + 1) => !asks(),
            false => next && look_up(self.scan.word(at + 1)).form == Form::Past,
        }
    }

    /// The apostrophe of 'the voters' choice'.
    fn owns(&self, at: usize, limit: usize) -> bool {
        let tokens = &self.scan.tokens;
        let plural = at > 0 && tokens[at].joined && self.scan.word(at - 1).ends_with('s');
        plural && at + 1 < limit && tokens[at + 1].kind == TokenKind::Word && !tokens[at + 1].joined
    }

    /// Words joined by hyphens are one item, and names joined by strokes: 'AP/Gallup'.
    fn compound_end(&self, at: usize, limit: usize) -> usize {
        let mut end = at + 1;
        while end + 1 < limit
            && (self.scan.word(end) == "-" || self.scan.word(end) == "/" && self.names(end))
            && self.scan.tokens[end].joined
            && self.scan.tokens[end + 1].joined
            && self.scan.tokens[end + 1].kind != TokenKind::Mark
        {
            end += 2;
        }
        end
    }

    /// Capitals stand on both sides of a token.
    fn names(&self, at: usize) -> bool {
        let capital = |t: usize| self.scan.word(t).starts_with(char::is_uppercase);
        at > 0 && capital(at - 1) && capital(at + 1)
    }

    /// '“Why?” Lee asked.': the marks end a sentence, yet the next one holds only the cue.
    fn cue_follows(&self, sentence: usize) -> bool {
        const LONGEST_SUBJECT: usize = 9;
        let Some(sentence) = self.scan.sentences.get(sentence) else {
            return false;
        };
        let after_marks =
            matches!(self.items.last(), Some(i) if matches!(i.kind, ItemKind::Marked(_)));
        if !after_marks {
            return false;
        }
        let window = sentence.tokens.start
            ..sentence
                .tokens
                .end
                .min(sentence.tokens.start + LONGEST_SUBJECT);
        let phrasal = |t: usize| {
            look_up(self.scan.word(t)).is(Class::PastVerb)
                && t + 1 < self.scan.tokens.len()
                && look_up(self.scan.word(t + 1)).is(Class::Particle)
        };
        let Some(verb) = window
            .clone()
            .find(|&t| look_up(self.scan.word(t)).reports() || phrasal(t))
        else {
            return false;
        };
        let form = look_up(self.scan.word(verb)).form;
        let verb = verb + usize::from(phrasal(verb));
        let plain = window.start < verb && (window.start..verb).all(|t| self.is_plain(t));
        let after = verb + 1;
        let marked = self.marked.partition_point(|m| m.tokens.start < after);
        let marked_next = self
            .marked
            .get(marked)
            .is_some_and(|m| m.tokens.start <= after + 1);
        let closes = after >= sentence.tokens.end
            || self.scan.word(after) == "."
            || self.scan.word(after) == "," && !marked_next
            || self.adjoins(look_up(self.scan.word(after)))
            || self.asks(verb, sentence.tokens.end);
        plain && closes && !matches!(form, Form::Base | Form::Ing)
    }

    /// A word that follows a verb of saying whose content stands before: 'on', 'Friday', 'when'.
    fn adjoins(&self, word: Word) -> bool {
        const CLASSES: [Class; 5] = [
            Class::Preposition,
            Class::Time,
            Class::TimeHead,
            Class::Adverb,
            Class::Subordinator,
        ];
        let complement = word.is(Class::Complementizer) || word.is(Class::Determiner);
        !complement && CLASSES.iter().any(|&class| word.is(class))
    }

    /// 'Lee asked the mayor.': a verb with its hearer is all that is left of the sentence.
    fn asks(&self, verb: usize, end: usize) -> bool {
        const LONGEST_HEARER: usize = 8;
        let word = look_up(self.scan.word(verb));
        let last = end.saturating_sub(1).max(verb + 1);
        let adjoins = |&t: &usize| t > verb + 1 && self.adjoins(look_up(self.scan.word(t)));
        let hearer = verb + 1..(verb + 1..last).find(adjoins).unwrap_or(last);
        let plain = |t: usize| {
            let word = look_up(self.scan.word(t));
            self.is_plain(t)
                && !word.reports()
                && !word.is(Class::Auxiliary)
                && !word.is(Class::Complementizer)
        };
        word.takes(Takes::Hearer) && hearer.len() <= LONGEST_HEARER && hearer.clone().all(plain)
    }

    /// No mark but the hyphen inside a word: '43-year-old'.
    fn is_plain(&self, token: usize) -> bool {
        let Token { kind, joined, .. } = self.scan.tokens[token];
        kind != TokenKind::Mark || joined && self.scan.word(token) == "-"
    }

    /// The words of an item.
    pub fn text(&self, item: usize) -> &'a str {
        self.span(item..item + 1).of(self.scan.text())
    }

    /// From the first to the last item of a range that is not empty.
    pub fn span(&self, items: Range<usize>) -> Span {
        self.scan
            .span(self.items[items.start].first..self.items[items.end - 1].end)
    }

    pub fn is(&self, item: usize, class: Class) -> bool {
        self.items[item].word.is(class)
    }

    pub fn kind(&self, item: usize) -> ItemKind {
        self.items[item].kind
    }

    /// The marked words that an item is.
    pub fn marked_at(&self, item: usize) -> Option<usize> {
        match self.items[item].kind {
            ItemKind::Marked(index) => Some(index),
            _ => None,
        }
    }

    /// The item is `word`, whatever its case.
    pub fn says(&self, item: usize, word: &str) -> bool {
        let span = self.span(item..item + 1);
        span.len() == word.len() && span.of(self.scan.text()).eq_ignore_ascii_case(word)
    }

    /// The paragraph that an item begins in.
    pub fn paragraph(&self, item: usize) -> usize {
        let at = self.scan.tokens[self.items[item].first].span.start;
        self.scan
            .sentences
            .get(self.scan.sentence_at(at))
            .map_or(0, |s| s.paragraph)
    }

    /// A stop that ends a sentence, not the one of 'Mr.'.
    pub fn ends_sentence(&self, item: usize) -> bool {
        let Item {
            first, end, kind, ..
        } = self.items[item];
        let sentence = self.scan.sentence_at(self.scan.tokens[first].span.start);
        let last = self
            .scan
            .sentences
            .get(sentence)
            .map_or(end, |s| s.tokens.end);
        // Closing brackets and marks may follow the stop.
        kind == ItemKind::Stop && end + 1 >= last
    }

    /// A word that can be part of a name or a noun phrase.
    pub fn is_word(&self, item: usize) -> bool {
        matches!(
            self.kind(item),
            ItemKind::Lower | ItemKind::Capital | ItemKind::Number
        )
    }
}
