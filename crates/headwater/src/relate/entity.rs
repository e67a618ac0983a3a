//! Persons, organisations and places over the pile, with their aliases.

use super::Pile;
use crate::model::{Entity, Story};

/// Joins the names of the pile into entities; writes entity ids into mentions and speakers.
pub fn find(_pile: &mut Pile, _stories: &[Story]) -> Vec<Entity> {
    Vec::new()
}
