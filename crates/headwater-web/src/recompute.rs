//! What is left of a passage or a story under other assumptions.

use crate::near::Near;
use headwater::model::{Collation, Story, Support};
use headwater::relate::what_if::{Answer, Moment, Question, ask};
use headwater::relate::workers::Workers;
use std::collections::BTreeSet;

/// On how many origins `collation` would rest without `edges`. Looks only at the documents that
/// carry it and at those that they took from.
pub fn support(
    near: &Near,
    collation: &'static Collation,
    edges: &BTreeSet<String>,
) -> Option<Support> {
    let question = Question {
        without_edges: edges.clone(),
        ..Question::default()
    };
    let carriers = collation.witnesses.iter().map(|w| &w.document);
    let answer = ask(&near.part(carriers), &question, Workers::ALONE);
    let mut rows = answer.case.relations.support.into_iter();
    rows.find(|s| s.collation == collation.id)
}

/// A story as known at a moment.
pub fn as_of(near: &Near, story: &'static Story, moment: Moment) -> Answer {
    let question = Question {
        as_of: Some(moment),
        ..Question::default()
    };
    ask(
        &near.part(story.documents.iter()),
        &question,
        Workers::ALONE,
    )
}
