//! Numbers with unit, what is counted, and modifier.

use super::Scan;
use crate::model::{Quantity, TimeExpression};

/// Quantities in text order, those inside time expressions left out.
pub fn find(_scan: &Scan, _times: &[TimeExpression]) -> Vec<Quantity> {
    Vec::new()
}
