//! What can be collated: quotations, and sentences of the outlets' own voice.

use crate::lexicon::dateline;
use crate::lexicon::fold::{Word, fold};
use crate::model::{Annotations, Document, PassageKind, Quotation, QuotationKind, Role, Span};
use crate::relate::Pile;

/// Quotations below this many words are collated only when equal.
pub const SHORT: usize = 5;
const MIN_WORDS: usize = 3;
const MIN_CONTENT: usize = 5;

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
    pub speaker: Option<String>,
    /// The speaker's words are known to be translated.
    pub translated: bool,
    /// Index of the quotation in the document's annotations.
    pub quotation: Option<usize>,
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
            translated: false,
            quotation: None,
            breaks: Vec::new(),
            words: fold(text, span),
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

/// All quotations of the pile that are long enough, in order of document and place.
pub fn quotations(pile: &Pile) -> Vec<Passage> {
    let each = |n: usize, document: &Document| {
        let quotations = pile.annotations[n].quotations.iter().enumerate();
        let passage = |(q, quotation): (usize, &Quotation)| {
            let contents = quotation.contents.iter();
            let words: Vec<Word> = contents
                .flat_map(|c| fold(&document.text, c.span))
                .collect();
            // 'The agency quoted Lee as saying': who passes words on has not spoken them.
            let relayed = pile.press().of_source(document, quotation).is_some();
            Passage {
                document: n,
                span: quotation.whole(),
                kind: PassageKind::Quotation,
                speaker: quotation.speaker.clone().filter(|_| !relayed),
                translated: pile.is_translated(quotation.speaker.as_ref()),
                quotation: Some(q),
                breaks: sentence_breaks(&document.text, &words),
                words,
            }
        };
        quotations
            .filter(|(_, q)| is_quoted(q.kind))
            .map(passage)
            .filter(|p| p.words.len() >= MIN_WORDS)
            .collect::<Vec<_>>()
    };
    pile.workers.flat_map(&pile.documents, each)
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

/// All sentences of the pile that state something in the outlet's own voice.
pub fn statements(pile: &Pile) -> Vec<Passage> {
    let each = |n, document: &Document| of_own_voice(n, document, &pile.annotations[n]);
    pile.workers.flat_map(&pile.documents, each)
}

fn of_own_voice(n: usize, document: &Document, annotations: &Annotations) -> Vec<Passage> {
    let quotations = annotations.quotations.iter().filter(|q| is_quoted(q.kind));
    let quoted: Vec<Span> = quotations
        .flat_map(|q| q.contents.iter().map(|c| c.span))
        .collect();
    let own = |&span: &Span| is_own_voice(document, span, &quoted);
    let statement = |span: Span| {
        let opening = dateline::at(&document.text, span.start).map(|d| d.span.end);
        let opening = opening.filter(|&end| end < span.end);
        let span = Span::new(opening.unwrap_or(span.start), span.end);
        let passage = Passage::plain(n, &document.text, span, PassageKind::Statement);
        let content = passage.words.iter().filter(|w| w.is_content()).count();
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

/// What sentences report that assert nothing else: Y of 'X says that Y', where X is no relative.
fn reported(annotations: &Annotations) -> Vec<Span> {
    let relative = |source: &str| matches!(source, "who" | "which" | "that" | "whom");
    let main = |q: &&Quotation| q.source.as_ref().is_some_and(|s| !relative(&s.text));
    let whole = |q: &&Quotation| q.kind == QuotationKind::Indirect && q.contents.len() == 1;
    let indirect = annotations.quotations.iter().filter(whole).filter(main);
    indirect.map(|q| q.contents[0].span).collect()
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
