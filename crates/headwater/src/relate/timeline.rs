//! What happened when, by story.

use super::Pile;
use crate::model::{Story, TimelineEntry};

/// Dated sentences, in order of story and date.
pub fn find(_pile: &Pile, _stories: &[Story]) -> Vec<TimelineEntry> {
    Vec::new()
}
