//! What can be collated: quotations, and sentences of the outlets' own voice.

use crate::lexicon::dateline;
use crate::lexicon::fold::{Word, fold};
use crate::model::{Annotations, Document, PassageKind, Quotation, QuotationKind, Role, Span};
use crate::relate::Pile;
use compact_str::CompactString;
use std::cmp::Reverse;
use std::ops::RangeInclusive;

/// Quotations below this many words are collated only when equal.
pub const SHORT: usize = 5;
const MIN_WORDS: usize = 3;
const MIN_CONTENT: usize = 5;
/// Confidence from which the speaker of a quotation is taken as certain: names and pronouns.
const SURE: f64 = 0.85;

/// A passage of one document, folded for comparison.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Index of the document in the pile.
    pub document: usize,
    /// From its first word to its last.
    pub span: Span,
    /// Quotation or statement.
    pub kind: PassageKind,
    /// Entity id of the speaker.
    pub speaker: Option<CompactString>,
    /// Its name.
    pub name: Option<String>,
    /// The step that named the speaker is seldom wrong.
    pub sure: bool,
    /// The speaker's words are known to be translated.
    pub translated: bool,
    /// Index of the quotation in the document's annotations.
    pub quotation: Option<usize>,
    /// It is a part of a quotation that is collated as a whole too.
    pub part: bool,
    /// The whole words, insertions of editors marked.
    pub words: Vec<Word>,
    /// Indexes of the words that begin a sentence, but for the first.
    pub breaks: Vec<usize>,
}

impl Passage {
    /// The words of document `n` at a span, without speaker.
    pub fn plain(n: usize, text: &str, span: Span, kind: PassageKind) -> Self {
        Passage {
            document: n,
            span,
            kind,
            speaker: None,
            name: None,
            sure: false,
            translated: false,
            quotation: None,
            part: false,
            breaks: Vec::new(),
            words: fold(text, span),
        }
    }

    /// The part from one word to another, both included.
    pub fn part(&self, words: RangeInclusive<usize>) -> Self {
        let (first, last) = (*words.start(), *words.end());
        let inside = self.breaks.iter().filter(|&&at| first < at && at <= last);
        Passage {
            span: self.words[first].span.cover(self.words[last].span),
            part: true,
            breaks: inside.map(|at| at - first).collect(),
            words: self.words[words].to_vec(),
            speaker: self.speaker.clone(),
            name: self.name.clone(),
            ..*self
        }
    }

    /// The words of each sentence.
    pub fn sentences(&self) -> impl Iterator<Item = &[Word]> {
        let starts = std::iter::once(0).chain(self.breaks.iter().copied());
        let ends = self.breaks.iter().copied().chain([self.words.len()]);
        starts.zip(ends).map(|(start, end)| &self.words[start..end])
    }

    /// Folded forms without editors' insertions.
    pub fn forms(&self) -> impl Iterator<Item = &str> + Clone {
        self.words
            .iter()
            .filter(|w| !w.gloss)
            .map(|w| w.form.as_str())
    }
}

/// Where a word follows the end of a sentence, by the marks between them.
pub fn sentence_breaks(text: &str, words: &[Word]) -> Vec<usize> {
    let ends = |pair: &[Word]| {
        let between = text.get(pair[0].span.end..pair[1].span.start).unwrap_or("");
        between.contains(['.', '!', '?', ';'])
    };
    let breaks = words.windows(2).enumerate().filter(|(_, pair)| ends(pair));
    breaks.map(|(n, _)| n + 1).collect()
}

/// The quotations of document `n` that are long enough, in order of place.
pub fn quotations(pile: &Pile, n: usize) -> Vec<Passage> {
    let document = &pile.documents[n];
    let quotations = pile.annotations[n].quotations.iter().enumerate();
    let passages = |(q, quotation): (usize, &Quotation)| {
        // 'The agency quoted Lee as saying': who passes words on has not spoken them.
        let relayed = pile.press().of_source(document, quotation).is_some();
        let speaker = quotation.speaker.clone().filter(|_| !relayed);
        let name = speaker.as_deref().and_then(|id| pile.entity_name(id));
        let passage = |contents: Vec<Span>| {
            let words = contents.iter().flat_map(|&c| fold(&document.text, c));
            let words: Vec<Word> = words.collect();
            let whole = contents.iter().copied().reduce(Span::cover)?;
            let long = words.len() >= MIN_WORDS;
            long.then(|| Passage {
                document: n,
                span: whole,
                kind: PassageKind::Quotation,
                speaker: speaker.clone(),
                name: name.map(String::from),
                sure: quotation.confidence >= SURE,
                translated: pile.is_translated(quotation.speaker.as_ref()),
                quotation: Some(q),
                part: false,
                breaks: sentence_breaks(&document.text, &words),
                words,
            })
        };
        let pieces = pieces(document, &pile.annotations[n], quotation);
        pieces.into_iter().filter_map(passage).collect::<Vec<_>>()
    };
    quotations
        .filter(|(_, q)| is_quoted(q.kind))
        .flat_map(passages)
        .collect()
}

/// The content that was said in one go: pieces between which no sentence ends. Of mixed content the
/// words in marks, each by itself: the rest is the outlet's wording.
fn pieces(document: &Document, annotations: &Annotations, quotation: &Quotation) -> Vec<Vec<Span>> {
    let contents = quotation.contents.iter().map(|c| c.span);
    if quotation.kind == QuotationKind::Mixed {
        let marked = contents.clone().flat_map(|c| marked(&document.text, c));
        let marked: Vec<Vec<Span>> = marked.map(|span| vec![span]).collect();
        if !marked.is_empty() {
            return marked;
        }
    }
    let begins = |from: usize, to: usize| {
        let sentences = &annotations.sentences;
        let next = sentences.partition_point(|s| s.start < from);
        sentences.get(next).is_some_and(|s| s.start <= to)
    };
    let mut pieces: Vec<Vec<Span>> = Vec::new();
    for span in contents {
        match pieces.last_mut() {
            Some(piece) if !begins(piece[piece.len() - 1].end, span.start) => piece.push(span),
            _ => pieces.push(vec![span]),
        }
    }
    pieces
}

/// What stands in marks inside mixed content: the rest is the outlet's wording.
fn marked(text: &str, content: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in content.of(text).char_indices() {
        let (from, to) = (content.start + at, content.start + at + c.len_utf8());
        match (c, open) {
            ('“' | '„' | '«' | '"', None) => open = Some(to),
            ('”' | '“' | '»' | '"', Some(start)) => {
                found.push(Span::new(start, from));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Span::new(start, content.end)));
    found
}

fn is_quoted(kind: QuotationKind) -> bool {
    matches!(
        kind,
        QuotationKind::Direct
            | QuotationKind::Mixed
            | QuotationKind::Fragment
            | QuotationKind::Post
    )
}

/// The sentences of document `n` that state something in the outlet's own voice, in order.
pub fn statements(pile: &Pile, n: usize) -> Vec<Passage> {
    let (document, annotations) = (&pile.documents[n], &pile.annotations[n]);
    let quotations = annotations.quotations.iter().filter(|q| is_quoted(q.kind));
    let quoted: Vec<Span> = quotations
        .flat_map(|q| q.contents.iter().map(|c| c.span))
        .collect();
    let own = |&span: &Span| is_own_voice(document, span, &quoted);
    let statement = |span: Span| {
        if dateline::at(&document.text, span.start).is_some() || is_dates(annotations, span) {
            return None;
        }
        let span = past_lead_in(&document.text, span);
        // 'Fire in Kell Posted: Monday, May 4'.
        if is_dates(annotations, span) {
            return None;
        }
        let passage = Passage::plain(n, &document.text, span, PassageKind::Statement);
        let content = passage.words.iter().filter(|w| w.content).count();
        (content >= MIN_CONTENT).then_some(passage)
    };
    let reported = reported(annotations);
    let asserted = |&sentence: &Span| {
        let first = reported.partition_point(|content| content.start < sentence.start);
        let content = reported.get(first).filter(|c| sentence.contains(**c));
        match content.copied().and_then(statement) {
            Some(content) => own(&content.span).then_some(content),
            None => Some(sentence).filter(own).and_then(statement),
        }
    };
    annotations.sentences.iter().filter_map(asserted).collect()
}

/// Three fifths of it are times, or more: 'Posted: Monday, May 4, 9:30 AM Updated: Tuesday'.
fn is_dates(annotations: &Annotations, span: Span) -> bool {
    let times = annotations.times_at(span).iter();
    5 * times.map(|t| t.excerpt.span.len()).sum::<usize>() >= 3 * span.len()
}

/// What a sentence states after a shorter lead-in: 'Dust off your bikes: The metro will close …'.
fn past_lead_in(text: &str, span: Span) -> Span {
    let Some((before, after)) = span.of(text).split_once(": ") else {
        return span;
    };
    if after.starts_with(char::is_uppercase) && before.len() < after.len() {
        Span::new(span.end - after.len(), span.end)
    } else {
        span
    }
}

/// What sentences report that assert nothing else: Y of 'X says that Y', where X is no relative.
fn reported(annotations: &Annotations) -> Vec<Span> {
    let relative = |source: &str| matches!(source, "who" | "which" | "that" | "whom");
    let main = |q: &&Quotation| q.source.as_ref().is_some_and(|s| !relative(&s.text));
    let whole = |q: &&Quotation| q.kind.is_retold() && q.contents.len() == 1;
    let indirect = annotations.quotations.iter().filter(whole).filter(main);
    let mut reported: Vec<Span> = indirect.map(|q| q.contents[0].span).collect();
    // 'Y, the ministry said, the agency reported': all that the agency reported.
    reported.sort_by_key(|span| (span.start, Reverse(span.end)));
    reported
}

/// At least half of the sentence stands outside quotation marks.
fn is_own_voice(document: &Document, span: Span, quoted: &[Span]) -> bool {
    let role = document.role_at(span.start);
    let first = quoted.partition_point(|q| q.end <= span.start);
    let inside: usize = quoted[first..]
        .iter()
        .take_while(|q| q.start < span.end)
        .map(|q| q.end.min(span.end).saturating_sub(q.start.max(span.start)))
        .sum();
    matches!(role, Some(Role::Summary | Role::Body | Role::Correction)) && 2 * inside <= span.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate, tests::body};

    #[test]
    fn a_line_of_dates_states_nothing() {
        let is_dates = |text: &str| {
            let document = body(text);
            is_dates(&annotate(&document), Span::new(0, text.len()))
        };
        assert!(is_dates(
            "Posted: Monday, May 4, 2020 9:30 AM EDT Updated: Tuesday, May 5, 2020 1:10 PM EDT"
        ));
        assert!(!is_dates(
            "The metro will close on Monday, May 4, and open again on Tuesday, May 19."
        ));
    }

    #[test]
    fn a_lead_in_is_no_part_of_the_statement() {
        let stated = |text: &str| {
            let span = past_lead_in(text, Span::new(0, text.len()));
            span.of(text).to_owned()
        };
        for (text, expected) in [
            (
                "Dust off your bikes: The metro will close for a month.",
                "The metro will close for a month.",
            ),
            (
                "The metro will close for a month from today: Villamar",
                "The metro will close for a month from today: Villamar",
            ),
            (
                "It closes at 9: the staff go home.",
                "It closes at 9: the staff go home.",
            ),
        ] {
            assert_eq!(stated(text), expected);
        }
    }

    #[test]
    fn what_was_said_in_one_go_is_one_piece() {
        let said = |text: &str| -> Vec<Vec<String>> {
            let document = body(text);
            let annotations = annotate(&document);
            let pieces = annotations
                .quotations
                .iter()
                .flat_map(|q| pieces(&document, &annotations, q));
            let words = |piece: Vec<Span>| {
                piece
                    .iter()
                    .map(|s| s.of(&document.text).to_string())
                    .collect()
            };
            pieces.map(words).collect()
        };
        assert_eq!(
            said("“We will go,” Mr. Jan Marsh said, “when the ice is gone.”"),
            [["We will go,", "when the ice is gone."]]
        );
        assert_eq!(
            said("“We will go home,” Jan Marsh said. “The ice is gone at last.”"),
            [["We will go home,"], ["The ice is gone at last."]]
        );
        assert_eq!(
            said(
                "Jan Marsh said that the harbour “will open in spring” and that “nobody pays twice”."
            ),
            [["will open in spring"], ["nobody pays twice"]]
        );
    }
}
