//! What annotation finds in one document.

use super::{DocumentId, EntityType, Excerpt, Span, TimeExpression, touching};
use compact_str::{CompactString, format_compact};
use serde::{Deserialize, Serialize};

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name without titles, possessives and articles.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// What kind of thing bears it.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// After `annotate`: the fullest form of the name in the document. After `relate`: entity id.
    pub entity: Option<CompactString>,
}

/// Two names in one document that its words equate or that share a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AliasEvidence {
    /// One name.
    pub a: Excerpt,
    /// The other.
    pub b: Excerpt,
    /// Rule that found them, e.g. `parenthesis`, `also-known-as`, `acronym`, `surname`.
    pub rule: CompactString,
}

/// How a number is hedged.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// Stated without hedge.
    #[default]
    Exact,
    /// 'about', 'some', 'around', 'dozens'.
    About,
    /// 'at least', 'no fewer than'.
    AtLeast,
    /// 'at most', 'up to'.
    AtMost,
    /// 'more than', 'over'.
    MoreThan,
    /// 'less than', 'under', 'nearly'.
    LessThan,
    /// 'between two and three', '2-3'.
    Between,
}

/// A number or range with unit, what is counted, and modifier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Hedge, number and unit as written.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// Lowest value the words allow; `None` when unbounded below.
    pub low: Option<f64>,
    /// Highest value the words allow; `None` when unbounded above.
    pub high: Option<f64>,
    /// How it is hedged.
    pub modifier: Modifier,
    /// `percent`, `USD`, `km` …
    pub unit: Option<CompactString>,
    /// Head of what is counted, lower case: 'men', 'strikes'.
    pub counted: Option<CompactString>,
    /// Rule that found it.
    pub rule: CompactString,
}

/// What quoted words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// Whole utterance inside marks, or under a label of a transcript.
    Direct,
    /// Reported speech that holds words in marks.
    Mixed,
    /// Reported speech without marks.
    Indirect,
    /// A few words of a known speaker inside marks.
    Fragment,
    /// Marks that keep the writer's distance.
    Scare,
    /// Name of a work.
    Title,
    /// Somebody's post on a network, shown in the article.
    Post,
    /// What an act of speech is about, no words of the speaker: 'criticised the plan'.
    Act,
    /// What somebody knows, believes, feels or wants, which nobody is said to have uttered (indirect
    /// thought in Leech & Short, Style in Fiction, 1981): 'she knew that the mine was lost'.
    Thought,
}

impl QuotationKind {
    /// The kind carries somebody's words.
    pub fn is_speech(self) -> bool {
        use QuotationKind::{Act, Scare, Thought, Title};
        !matches!(self, Scare | Title | Act | Thought)
    }

    /// A clause that tells another's words or thoughts without marks.
    pub fn is_retold(self) -> bool {
        matches!(self, QuotationKind::Indirect | QuotationKind::Thought)
    }

    /// Told without marks: no word of it need be the speaker's.
    pub fn is_unmarked(self) -> bool {
        self.is_retold() || self == QuotationKind::Act
    }
}

/// Words that somebody is reported to have said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// `DOCUMENT:qN`, N counted from 1 in text order.
    pub id: CompactString,
    /// What the marked words are.
    pub kind: QuotationKind,
    /// Content without its quotation marks, in text order; several when the cue splits it.
    pub contents: Vec<Excerpt>,
    /// 'said', 'according to'.
    pub cue: Option<Excerpt>,
    /// Words that name the speaker here: 'he', 'the terrorist leader'.
    pub source: Option<Excerpt>,
    /// After `annotate`: the speaker's fullest name in the document. After `relate`: entity id.
    pub speaker: Option<CompactString>,
    /// Rule that resolved the speaker, or why nobody is named: `joint` where several speak together.
    pub speaker_how: CompactString,
    /// Share of such decisions that are right, measured on labelled data; 0 to 1.
    pub confidence: f64,
    /// Outlet or agency through which the words came.
    pub via: Option<CompactString>,
    /// After `relate`: the collation it is a witness of.
    pub collation: Option<CompactString>,
}

impl Quotation {
    /// From the first byte of content to the last.
    pub fn whole(&self) -> Span {
        let first = self.contents.first().map_or(Span::default(), |e| e.span);
        self.contents.iter().fold(first, |all, e| all.cover(e.span))
    }
}

/// Who or what a passage is attributed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceType {
    /// Wire agency.
    Agency,
    /// Newspaper, broadcaster, site.
    Outlet,
    /// Ministry, police, court, company speaking officially.
    Official,
    /// A named person.
    Person,
    /// Report, statement, filing, post.
    Document,
    /// 'sources', 'officials who asked not to be named'.
    Unnamed,
}

/// Words that say where a passage comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// 'according to Reuters', 'as translated by Reuters', 'X told the BBC'.
    #[serde(flatten)]
    pub excerpt: Excerpt,
    /// The source's name as written, without article.
    pub source: CompactString,
    /// What the source is.
    pub source_type: SourceType,
    /// Outlet that the source spoke to, where the words say so ('told the BBC').
    pub told: Option<CompactString>,
    /// The source translated what it passes on.
    pub translated: bool,
    /// The passage that it covers.
    pub scope: Span,
    /// The words that attribute: 'according to', 'told', 'notes that'.
    pub cue: Excerpt,
    /// Rule that found it.
    pub rule: CompactString,
}

/// All that annotation finds in one document, each list in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// Sentences of the blocks that passages are taken from.
    pub sentences: Vec<Span>,
    /// Names.
    pub mentions: Vec<Mention>,
    /// Which names are one, as far as this document says.
    pub aliases: Vec<AliasEvidence>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Numbers.
    pub quantities: Vec<Quantity>,
    /// Quotations, scare quotes and titles.
    pub quotations: Vec<Quotation>,
    /// Attributions and credits.
    pub attributions: Vec<Attribution>,
}

impl Annotations {
    /// Leaves out all that rests on words in `spans`, which are sorted; the document is `id`. A
    /// credit for the whole document covers them too and stays.
    pub fn leave(&mut self, id: &DocumentId, spans: &[Span]) {
        let free = |span: Span| touching(spans, span, |s| *s).is_empty();
        let words = |excerpt: &Option<Excerpt>| excerpt.as_ref().is_none_or(|e| free(e.span));
        self.sentences.retain(|s| free(*s));
        self.mentions.retain(|m| free(m.excerpt.span));
        self.aliases.retain(|a| free(a.a.span) && free(a.b.span));
        self.times.retain(|t| free(t.excerpt.span));
        self.quantities.retain(|q| free(q.excerpt.span));
        self.quotations
            .retain(|q| free(q.whole()) && words(&q.cue) && words(&q.source));
        self.attributions
            .retain(|a| free(a.excerpt.span) && free(a.cue.span));
        for (n, quotation) in self.quotations.iter_mut().enumerate() {
            quotation.id = format_compact!("{id}:q{}", n + 1);
        }
    }

    /// Gives back memory that was set aside while they were made.
    pub fn shrink(&mut self) {
        self.sentences.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.aliases.shrink_to_fit();
        self.times.shrink_to_fit();
        self.quantities.shrink_to_fit();
        self.quotations.shrink_to_fit();
        self.attributions.shrink_to_fit();
    }

    /// The sentence that holds all of `span`.
    pub fn sentence_of(&self, span: Span) -> Option<Span> {
        touching(&self.sentences, span, |s| *s)
            .iter()
            .copied()
            .find(|s| s.contains(span))
    }

    /// The sentences that touch `span`.
    pub fn sentences_at(&self, span: Span) -> &[Span] {
        touching(&self.sentences, span, |s| *s)
    }

    /// The mentions that touch `span`.
    pub fn mentions_at(&self, span: Span) -> &[Mention] {
        touching(&self.mentions, span, |m| m.excerpt.span)
    }

    /// The time expressions that touch `span`.
    pub fn times_at(&self, span: Span) -> &[TimeExpression] {
        touching(&self.times, span, |t| t.excerpt.span)
    }

    /// The first time expression that touches `span`.
    pub fn time_at(&self, span: Span) -> Option<&TimeExpression> {
        self.times_at(span).first()
    }

    /// The first quantity that touches `span`.
    pub fn quantity_at(&self, span: Span) -> Option<&Quantity> {
        touching(&self.quantities, span, |q| q.excerpt.span).first()
    }
}
