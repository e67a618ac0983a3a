//! One news article as read and cleaned.

use super::{DocumentId, Published, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a stretch of a document's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The headline.
    Title,
    /// Standfirst or deck below the headline.
    Summary,
    /// Who wrote it, as it says: persons, or, where it names none, the outlet, an agency or its staff.
    Byline,
    /// Place and date line: 'GENEVA, March 3 (Wire) –'.
    Dateline,
    /// The article's own text.
    Body,
    /// Words that belong to a picture, film or table.
    Caption,
    /// Words of a reader, never the outlet's.
    Comment,
    /// Page furniture: menus, pleas, clocks, share buttons, licences.
    Chrome,
    /// The outlet corrects itself.
    Correction,
}

impl Role {
    /// Passages may be taken from blocks of this role.
    pub fn is_article(self) -> bool {
        matches!(
            self,
            Role::Title | Role::Summary | Role::Body | Role::Caption | Role::Correction
        )
    }
}

/// A language as ISO 639-1 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language([u8; 2]);

impl Language {
    /// The language whose rules headwater has.
    pub const ENGLISH: Language = Language(*b"en");

    /// Two lower-case letters.
    pub fn new(code: &str) -> Option<Language> {
        let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_lowercase)
            .then_some(Language(letters))
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Language::new(&code).ok_or_else(|| format!("'{code}' is no ISO 639-1 code"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.as_str().into()
    }
}

/// A stretch of a document's text with a role. A document's blocks partition its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The language of its words, where that can be told.
    #[serde(default)]
    pub language: Option<Language>,
}

impl Block {
    /// A block whose language is not told yet.
    pub fn new(role: Role, span: Span) -> Block {
        Block {
            role,
            span,
            language: None,
        }
    }
}

/// What stands in an article and is not the outlet's running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InsetKind {
    /// Somebody's post on a network, shown in the article.
    Post,
    /// One entry of a live blog.
    Entry,
    /// A table of figures.
    Table,
}

/// A part of an article with an author or a time of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inset {
    /// What it is.
    pub kind: InsetKind,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// Its own author.
    pub author: Option<String>,
    /// Where the text names the author.
    pub by: Option<Span>,
    /// Its own time as ISO 8601.
    pub published: Option<String>,
    /// Its own address.
    pub url: Option<String>,
}

/// What a stated date tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOf {
    /// Publication.
    Publication,
    /// The last change.
    Change,
    /// When a crawler fetched the page: it bounds publication, and never is it.
    Crawl,
}

/// One of the dates that a document states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// What it tells.
    pub of: DateOf,
    /// ISO 8601 day or instant, in the zone it is stated in.
    pub value: String,
    /// Where it stands: 'JSON-LD', 'meta', 'address', 'dateline' …
    pub how: String,
    /// For publication: it names the day that was taken for the document's.
    pub agrees: bool,
}

/// Where a document was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// File as the user named it.
    pub path: String,
    /// Record in it, counted from 1; `None` when the file is one document.
    pub record: Option<usize>,
}

/// One news article: decoded text, blocks, and what is stated about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Given by the input, or a hash of the content.
    pub id: DocumentId,
    /// File it was read from, as the user named it.
    pub path: String,
    /// Record in that file, counted from 1; `None` when the file is one document.
    pub record: Option<usize>,
    /// Address, where stated.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who publishes it; `None` when the document does not say.
    pub outlet: Option<String>,
    /// Who carries another outlet's article.
    pub republished_by: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published, and how that is known.
    pub published: Published,
    /// Stated time of the last change, as ISO 8601.
    pub updated: Option<String>,
    /// ISO 639-1 code, where it can be told.
    pub language: Option<String>,
    /// Who it was taken from, as its container or page says: a feed's `source`, an agency that
    /// stands in the place of the author.
    #[serde(default)]
    pub credit: Option<String>,
    /// Part of the paper, as stated.
    #[serde(default)]
    pub section: Option<String>,
    /// Every date that is stated, surest first.
    #[serde(default)]
    pub dates: Vec<StatedDate>,
    /// SHA-256 of the input bytes, in hexadecimal.
    pub hash: String,
    /// Further places where the same bytes were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Place>,
    /// Fields of the input's record that headwater gives no meaning.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
    /// The decoded text, furniture and comments included. Stands in a table of its own.
    #[serde(default, skip_serializing)]
    pub text: String,
    /// Partition of `text` in order. Stands in a table of its own.
    #[serde(default, skip_serializing)]
    pub blocks: Vec<Block>,
    /// Parts with an author or a time of their own, in text order. Stand in a table of their own.
    #[serde(default, skip_serializing)]
    pub insets: Vec<Inset>,
}

impl Document {
    /// Gives back memory that was set aside while it was made: a pile holds many documents.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.authors.shrink_to_fit();
    }

    /// Blocks that passages may be taken from.
    pub fn article(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.role.is_article())
    }

    /// Blocks of the article in a language that rules exist for. What cannot be told counts as
    /// the document's language, and where that cannot be told either, as English.
    pub fn readable(&self) -> impl Iterator<Item = &Block> {
        let stated = self.language.as_deref();
        let english = stated.is_none_or(|language| language == Language::ENGLISH.as_str());
        self.article().filter(move |block| match block.language {
            Some(language) => language == Language::ENGLISH,
            None => english,
        })
    }

    /// Role of the block that holds the byte at `offset`.
    pub fn role_at(&self, offset: usize) -> Option<Role> {
        let at = self.blocks.partition_point(|b| b.span.end <= offset);
        self.blocks.get(at).map(|b| b.role)
    }
}

/// A document, or a part of the input, that could not be fully read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// File as the user named it.
    pub path: String,
    /// Record in it, counted from 1.
    pub record: Option<usize>,
    /// `read`, `clean`, `annotate`, `relate` or `publish`.
    pub stage: String,
    /// What is wrong, with the place.
    pub what: String,
    /// What the user can do.
    pub remedy: String,
}
