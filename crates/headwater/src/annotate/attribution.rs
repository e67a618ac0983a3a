//! Words that say where a passage comes from.

use super::Scan;
use crate::model::{Attribution, Mention, Quotation};

/// Attributions and credits in text order.
pub fn find(_scan: &Scan, _mentions: &[Mention], _quotations: &[Quotation]) -> Vec<Attribution> {
    Vec::new()
}
