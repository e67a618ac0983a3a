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
    /// Who wrote it.
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

/// A stretch of a document's text with a role. A document's blocks partition its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
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
    /// Who it was taken from, as its container says: a feed's `source`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
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
}

impl Document {
    /// Blocks that passages may be taken from.
    pub fn article(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.role.is_article())
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
