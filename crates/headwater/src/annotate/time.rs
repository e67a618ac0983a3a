//! Time expressions.

use super::Scan;
use crate::model::TimeExpression;

/// Time expressions in text order.
pub fn find(_scan: &Scan) -> Vec<TimeExpression> {
    Vec::new()
}
