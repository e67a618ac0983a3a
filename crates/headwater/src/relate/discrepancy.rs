//! Where witnesses contradict each other in substance.

use super::Pile;
use crate::model::{Discrepancy, Relations};

/// Discrepancies, in order of story and place.
pub fn find(_pile: &Pile, _relations: &Relations) -> Vec<Discrepancy> {
    Vec::new()
}
