//! Follow-up and background links between stories.

use crate::model::{Story, StoryLink};
use crate::relate::Pile;

/// Follow-up and background links between stories.
pub fn links(_pile: &Pile, _stories: &[Story]) -> Vec<StoryLink> {
    Vec::new()
}
