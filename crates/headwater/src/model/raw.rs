//! What reading hands to cleaning.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the text of a raw document is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Markup {
    /// Text as people read it, possibly scraped with its page furniture.
    Plain,
    /// The article alone, without furniture: every block is body.
    Body,
    /// An HTML page.
    Html,
}

/// What the input states about a document beside its text. Empty strings are `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Id of the record.
    pub id: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Publication time as written.
    pub published: Option<String>,
    /// Time of the last change as written.
    pub updated: Option<String>,
    /// Writers.
    pub authors: Vec<String>,
    /// Language code.
    pub language: Option<String>,
    /// Who it was taken from, as a feed's `source` says.
    pub credit: Option<String>,
    /// Part of the paper.
    pub section: Option<String>,
    /// Fields of the record that headwater gives no meaning.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// One document as read: decoded text and what its container states about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Raw {
    /// File as the user named it.
    pub path: String,
    /// Record in it, counted from 1; `None` when the file is one document.
    pub record: Option<usize>,
    /// SHA-256 of the input bytes, in hexadecimal.
    pub hash: String,
    /// How to understand `text`.
    pub markup: Markup,
    /// The decoded text or page.
    pub text: String,
    /// What the container states.
    pub stated: Stated,
}
