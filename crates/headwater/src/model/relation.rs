//! What holds between documents.

use super::{DocumentId, Excerpt, Pointer, Span};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One passage that two documents share; `document_a` sorts before `document_b`. Its spans reach
/// from the first to the last equal word, and on to the borders of the sentences around these
/// where they are near; what was changed between them lies inside. `words` counts what is equal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reuse {
    /// One document.
    pub document_a: DocumentId,
    /// First byte in it.
    pub start_a: usize,
    /// Byte after the last.
    pub end_a: usize,
    /// The other document.
    pub document_b: DocumentId,
    /// First byte in it.
    pub start_b: usize,
    /// Byte after the last.
    pub end_b: usize,
    /// Share of aligned words that are equal, 0 to 1.
    pub similarity: f64,
    /// Share of a's article words that stand in passages shared with b, 0 to 1.
    pub containment_a: f64,
    /// Share of b's article words that stand in passages shared with a, 0 to 1.
    pub containment_b: f64,
    /// Equal words of the passage.
    pub words: usize,
    /// Equal words that stand outside quotation marks on one side at least: the measure of
    /// copying.
    pub own_words: usize,
    /// The passage lies inside quotation marks on both sides, so that sharing it is no proof of
    /// copying.
    pub quoted: bool,
}

impl Reuse {
    /// Where the passage lies in the two documents.
    pub fn spans(&self) -> [Span; 2] {
        [
            Span::new(self.start_a, self.end_a),
            Span::new(self.start_b, self.end_b),
        ]
    }
}

/// Documents about one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Stable for the same pile.
    pub id: CompactString,
    /// Title of its most central document.
    pub title: String,
    /// First day the story can have been published, ISO 8601.
    pub earliest: Option<CompactString>,
    /// Last day.
    pub latest: Option<CompactString>,
    /// In order of publication, then id.
    pub documents: Vec<DocumentId>,
    /// Those of them that tell of several other stories as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub round_ups: Vec<DocumentId>,
}

/// How a story relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// `from` tells what came after `to`.
    FollowUp,
    /// `to` is told in `from` as background.
    Background,
}

/// A link between two stories.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryLink {
    /// The later story.
    pub from: CompactString,
    /// The story it refers to.
    pub to: CompactString,
    /// How.
    pub kind: LinkKind,
    /// Words that refer.
    pub evidence: Vec<Pointer>,
    /// Rule that found it.
    pub rule: CompactString,
}

/// What a collation collates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// Somebody's words.
    Quotation,
    /// A sentence or clause of the outlets' own voice.
    Statement,
}

/// One passage in all its witnesses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collation {
    /// Stable for the same pile.
    pub id: CompactString,
    /// Story that most witnesses belong to.
    pub story: CompactString,
    /// What is collated.
    pub kind: PassageKind,
    /// The fullest wording.
    pub text: String,
    /// Entity id, or `None` when witnesses do not say or do not agree.
    pub speaker: Option<CompactString>,
    /// Where it stands, in order of document and place.
    pub witnesses: Vec<Pointer>,
    /// Wordings: groups of indexes into `witnesses`; two translations of one utterance are two.
    pub wordings: Vec<Vec<usize>>,
    /// Rule that put them together.
    pub rule: CompactString,
}

/// Class of a place where readings differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VariantClass {
    /// 'co-operate' / 'cooperate', 'recognise' / 'recognize'.
    Spelling,
    /// Numerals, abbreviations, titles, marks.
    HouseStyle,
    /// An insertion in brackets or parentheses.
    Gloss,
    /// One word for another of the same meaning.
    Synonym,
    /// Two renderings of words in another language.
    Translation,
    /// Words that one witness lacks.
    Omission,
    /// Words that one witness adds.
    Addition,
    /// Different numbers.
    Number,
    /// The same number with another bound: 'at least' / 'up to'.
    Bound,
    /// Different times.
    Time,
    /// Different places.
    Place,
    /// Different names.
    Name,
    /// Affirmed / denied.
    Polarity,
    /// Stated / alleged.
    Modality,
    /// Audio / video / text.
    Medium,
    /// Who did it / to whom.
    Role,
    /// Different speakers.
    Speaker,
    /// Different sources named.
    Attribution,
}

impl VariantClass {
    /// The readings say different things, not the same thing in other words.
    pub fn is_substance(self) -> bool {
        self >= VariantClass::Number
    }
}

/// What some witnesses have at one place of a collation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The words; empty when the witnesses lack them.
    pub text: String,
    /// Where they stand (an empty span where they would stand).
    pub witnesses: Vec<Pointer>,
}

/// One place of a collation where witnesses differ: a row of the apparatus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Which collation.
    pub collation: CompactString,
    /// Place, counted from 0 in order of the text.
    pub place: usize,
    /// How the readings differ.
    pub class: VariantClass,
    /// Two or more, most witnesses first.
    pub readings: Vec<Reading>,
    /// Rule that classed it.
    pub rule: CompactString,
}

/// Why one document is held to depend on another or on a named origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineageKind {
    /// The document names its source.
    Credited,
    /// A verbatim run far beyond the shared quotation.
    Copied,
    /// Wording too close for two translators.
    SameTranslation,
    /// A rare reading that two witnesses share.
    SharedError,
    /// Both rest on one named person or release.
    SameInformant,
    /// Only the order in time; never enough alone.
    TimeOrder,
}

/// How sure an edge is; shares are measured on labelled data (docs/quality.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A hint; never merges origins.
    Weak,
    /// More likely than not; widens the interval of support.
    Likely,
    /// Shown by the words; merges origins.
    Shown,
}

/// Who took what from whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineageEdge {
    /// Stable for the same pile; `--without-edge` takes it.
    pub id: CompactString,
    /// Where it comes from: document id or origin name.
    pub from: CompactString,
    /// `from` is a document of the pile, not a named origin.
    pub from_document: bool,
    /// The document that took it.
    pub to: DocumentId,
    /// The passage it is about; `None` when it holds for the whole document.
    pub collation: Option<CompactString>,
    /// Why.
    pub kind: LineageKind,
    /// The order of `from` and `to` is shown, not guessed.
    pub directed: bool,
    /// How sure.
    pub confidence: Confidence,
    /// The words it rests on.
    pub evidence: Arc<[Pointer]>,
    /// Rule that found it.
    pub rule: CompactString,
    /// The reason in words, filled from the evidence.
    pub reason: Arc<str>,
}

/// One side of a discrepancy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Which document.
    pub document: DocumentId,
    /// Where and in which words.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// The value in normal form: '[8,∞) months', 'audio'.
    pub value: CompactString,
}

/// Witnesses that differ in substance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// Stable for the same pile.
    pub id: CompactString,
    /// Story that most sides belong to.
    pub story: CompactString,
    /// `number`, `bound`, `time`, `place`, `name`, `medium`, `speaker`, `polarity`, `modality`, `role`,
    /// `condition`, `attribution`, `update`, `wording`.
    pub kind: CompactString,
    /// What it is about, in the documents' words.
    pub about: String,
    /// Two or more sides.
    pub sides: Vec<Side>,
    /// One side cites the other and says something else.
    pub drift: bool,
    /// Rule that found it.
    pub rule: CompactString,
}

/// How much of a document, or of all documents of an outlet, was taken from others, against how
/// much of that is credited to them. Shares of `length`, 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttributionGap {
    /// Which document; `None` when the row is about an outlet.
    pub document: Option<DocumentId>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Bytes of article outside quotation marks.
    pub length: usize,
    /// Shown to be taken from documents of the pile.
    pub reused: f64,
    /// The same with what was taken by one of two documents, nothing shows by which.
    pub reused_max: f64,
    /// Taken from a source that is named.
    pub credited: f64,
    /// Shown to be taken, and not credited.
    pub gap: f64,
    /// Where that stands.
    pub uncredited: Vec<Pointer>,
    /// Rule that found it.
    pub rule: CompactString,
}

/// A sentence that still has words which were taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carrier {
    /// Which document.
    pub document: DocumentId,
    /// The sentence.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// The document is shown, or likely, to have taken from the outlet that corrects itself.
    pub downstream: bool,
}

/// Words that an outlet takes back: a correction, or the recall of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Stable for the same pile.
    pub id: CompactString,
    /// Story of the document that corrects.
    pub story: CompactString,
    /// Which document.
    pub document: DocumentId,
    /// The sentence that corrects.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// The withdrawn words as it repeats them; `None` when a whole report is withdrawn.
    pub wrong: Option<Excerpt>,
    /// What stands instead, where it says so.
    pub right: Option<Excerpt>,
    /// Sentences of its story, and of stories linked with that, which still carry them.
    pub carriers: Vec<Carrier>,
    /// Rule that found it.
    pub rule: CompactString,
}

/// One dated happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// Story that tells it.
    pub story: CompactString,
    /// First day it can have happened, ISO 8601.
    pub earliest: CompactString,
    /// Last day.
    pub latest: CompactString,
    /// The sentence that tells it.
    pub text: String,
    /// Which document.
    pub document: DocumentId,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
}
