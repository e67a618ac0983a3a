//! A count in its sentence: what is counted, what befell it, and what stands beside it.

use super::head::{DATA, folded, harm};
use super::{bare, days};
use crate::lexicon::fold::{Word, fold, stem};
use crate::model::{Annotations, Quantity, Span, TimeExpression};
use std::ops::Range;

/// Words after a count in which what befell people is looked for.
const NEAR: usize = 8;
/// Words on either side of a count that say what it is about.
const BESIDE: usize = 6;
/// Sentences of a document that tell what it is about.
const LEAD: usize = 3;

/// A count with the words of its sentence.
pub struct Setting<'a, 't> {
    text: &'t str,
    annotations: &'a Annotations,
    sentence: Span,
    quantity: &'a Quantity,
    /// Words of the sentence.
    pub words: Vec<Word>,
    /// Those of the count, by their places among them.
    own: Range<usize>,
}

impl<'a, 't> Setting<'a, 't> {
    pub fn new(
        text: &'t str,
        annotations: &'a Annotations,
        sentence: Span,
        quantity: &'a Quantity,
    ) -> Self {
        let span = quantity.excerpt.span;
        let words = fold(text, sentence);
        let start = words.partition_point(|w| w.span.end <= span.start);
        let end = words.partition_point(|w| w.span.start < span.end);
        Setting {
            text,
            annotations,
            sentence,
            quantity,
            words,
            own: start..end,
        }
    }

    fn before(&self) -> &[Word] {
        &self.words[..self.own.start]
    }

    /// Neither a thing nor a unit stands with the number.
    fn is_bare(&self) -> bool {
        self.quantity.counted.is_none() && self.quantity.unit.is_none()
    }

    /// The stem of what is counted; empty for a unit.
    pub fn counted(&self) -> Option<String> {
        match &self.quantity.counted {
            Some(counted) => Some(folded(counted)),
            None if self.is_bare() => bare::counted(self.before()),
            None => Some(String::new()),
        }
    }

    /// What befell those counted: by the words before the count, those behind it, or what they are
    /// called.
    pub fn befell(&self, counted: &str) -> Option<&'static str> {
        let bare = || bare::befell(self.before()).filter(|_| self.is_bare());
        self.befell_before()
            .or_else(bare)
            .or_else(|| self.befell_after())
            .or_else(|| harm(counted))
    }

    /// By the words right before the count: 'killing six people'.
    fn befell_before(&self) -> Option<&'static str> {
        let near = self.before().iter().rev().take(2).take_while(same_clause);
        near.into_iter().find_map(|w| harm(stem(&w.form)))
    }

    /// By the first such word between the count and the next.
    fn befell_after(&self) -> Option<&'static str> {
        let quantities = &self.annotations.quantities;
        let own_end = self.quantity.excerpt.span.end;
        let next = quantities.partition_point(|q| q.excerpt.span.start < own_end);
        let next = quantities.get(next).map(|q| q.excerpt.span.start);
        let end = next.unwrap_or(self.text.len());
        // 'shot eight men, killing two': what comes of it befell others.
        let finite = |w: &&Word| !w.span.of(self.text).ends_with("ing");
        let after = self.words[self.own.end..].iter();
        let clause = after.take_while(same_clause).take(NEAR);
        let clause = clause.take_while(|w| w.span.end <= end).filter(finite);
        clause.into_iter().find_map(|w| harm(stem(&w.form)))
    }

    /// Words on either side of the count, with its own.
    pub fn beside(&self) -> &[Word] {
        let end = (self.own.end + BESIDE).min(self.words.len());
        &self.words[self.own.start.saturating_sub(BESIDE)..end]
    }

    /// Times of what the sentence tells. 'Rose to 9 on Wednesday': the day is that of the counting.
    pub fn when(&self) -> Vec<&'a TimeExpression> {
        if self.is_bare() && self.before().last().is_some_and(|w| w.form == "to") {
            return Vec::new();
        }
        days::when(self.text, self.annotations, self.sentence)
    }

    /// Numbers in the sentence.
    pub fn numbers(&self) -> usize {
        let quantities = self.annotations.quantities.iter();
        let within = |q: &&Quantity| self.sentence.contains(q.excerpt.span);
        quantities.filter(within).count()
    }

    /// The sentence is one of the document's first.
    pub fn leads(&self) -> bool {
        let sentences = &self.annotations.sentences;
        sentences.partition_point(|s| s.start < self.sentence.start) < LEAD
    }
}

fn same_clause(word: &&Word) -> bool {
    !DATA.clauses.iter().any(|c| *c == word.form)
}
