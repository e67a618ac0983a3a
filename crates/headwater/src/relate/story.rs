//! Documents about one event, and links between such stories.

use super::Pile;
use crate::model::{Reuse, Story, StoryLink};

/// Stories of the pile; every document belongs to exactly one.
pub fn find(_pile: &Pile, _reuse: &[Reuse]) -> Vec<Story> {
    Vec::new()
}

/// Follow-up and background links between stories.
pub fn links(_pile: &Pile, _stories: &[Story]) -> Vec<StoryLink> {
    Vec::new()
}
