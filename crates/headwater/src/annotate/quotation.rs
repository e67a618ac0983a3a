//! Quotations with cue and speaker.

use super::Scan;
use crate::model::{Mention, Quotation};

/// Quotations, scare quotes and titles in text order.
pub fn find(_scan: &Scan, _mentions: &[Mention]) -> Vec<Quotation> {
    Vec::new()
}
