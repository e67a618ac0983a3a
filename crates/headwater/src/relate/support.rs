//! On how many independent origins a collation rests.

use super::Pile;
use crate::model::{Relations, Support};

/// One row for each collation.
pub fn find(_pile: &Pile, _relations: &Relations) -> Vec<Support> {
    Vec::new()
}
