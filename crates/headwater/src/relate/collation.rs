//! One passage in all its witnesses, aligned word by word.

use super::Pile;
use crate::model::{Collation, Relations, Variant};

/// Collations of quotations and statements, and the places where their witnesses differ.
pub fn find(_pile: &mut Pile, _relations: &Relations) -> (Vec<Collation>, Vec<Variant>) {
    Default::default()
}
