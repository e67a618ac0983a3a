//! The vocabulary of headwater as types. Imports no stage.
//!
//! One word, one meaning: GLOSSARY.md explains every type here. All offsets are half-open ranges
//! of UTF-8 bytes into the document's text, on character boundaries.

mod annotation;
mod calendar;
mod case;
mod decision;
mod document;
mod entity;
mod form;
mod hex;
mod raw;
mod relation;
mod span;
mod support;
mod time;

pub use annotation::*;
pub use calendar::*;
pub use case::*;
pub use decision::*;
pub use document::*;
pub use entity::*;
pub use form::*;
pub use hex::*;
pub use raw::*;
pub use relation::*;
pub use span::*;
pub use support::*;
pub use time::*;
