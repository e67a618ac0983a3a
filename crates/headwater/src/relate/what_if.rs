//! A case under other assumptions: without an edge, without a source, as known at a time.

use super::workers::Workers;
use super::{Pile, discrepancy, gap, lineage, part, story, support, timeline, withdrawal};
use crate::model::{Case, Day, Document, DocumentId, Published};
use std::collections::BTreeSet;

/// What is assumed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// Ids of lineage edges that are taken for wrong.
    pub without_edges: BTreeSet<String>,
    /// Outlets, agencies or other origins that are taken for wrong: what rests on them alone no
    /// longer counts.
    pub without_sources: Vec<String>,
    /// Only what is shown to have been published by then.
    pub as_of: Option<Moment>,
}

/// The case under the assumptions of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The case, with support, discrepancies and timeline found anew.
    pub case: Case,
    /// Documents published later, in order of id.
    pub later: Vec<DocumentId>,
    /// Documents that may have been published by then, or later.
    pub unknown: Vec<DocumentId>,
    /// Documents published by then whose text was changed later: as it was then is not known.
    pub changed: Vec<DocumentId>,
}

/// A day, to its end, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    day: Day,
    instant: Option<jiff::Timestamp>,
}

/// Not an ISO 8601 day, or instant with its offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMoment;

impl std::str::FromStr for Moment {
    type Err = NoMoment;

    fn from_str(iso: &str) -> Result<Self, NoMoment> {
        let day = Day::parse(iso).ok_or(NoMoment)?;
        match iso.len() {
            10 => Ok(Moment { day, instant: None }),
            _ => Ok(Moment {
                day,
                instant: Some(iso.parse().map_err(|_| NoMoment)?),
            }),
        }
    }
}

impl Moment {
    /// Whether something published then was known by this moment; `None` when that is not known.
    pub fn knows(&self, published: &Published) -> Option<bool> {
        let exact = published.value.as_deref().and_then(|v| v.parse().ok());
        if let (Some(moment), Some(exact)) = (self.instant, exact) {
            let exact: jiff::Timestamp = exact;
            return Some(exact <= moment);
        }
        // Within the day of an instant the order of a day and that instant is not known.
        let is_past = |day: Day| day < self.day || day == self.day && self.instant.is_none();
        match (published.earliest(), published.latest()) {
            (_, Some(latest)) if is_past(latest) => Some(true),
            (Some(earliest), _) if earliest > self.day => Some(false),
            _ => None,
        }
    }

    /// A stated time of change lies after this moment.
    fn precedes(&self, updated: &str) -> bool {
        let exact = Published {
            value: Some(updated.into()),
            ..Published::default()
        };
        self.knows(&exact) == Some(false)
    }
}

/// Answers `question` about `case`.
pub fn ask(case: &Case, question: &Question, workers: Workers) -> Answer {
    let mut answer = as_of(case, question.as_of.as_ref());
    let Case {
        documents,
        annotations,
        mut relations,
        problems,
        decisions,
    } = std::mem::take(&mut answer.case);
    let mut pile = Pile::new(documents, annotations, workers);
    pile.names = (relations.entities.iter())
        .map(|e| (e.id.clone(), e.name.clone()))
        .collect();
    pile.translated = (relations.entities.iter())
        .filter_map(|e| Some((e.id.clone(), e.translated.clone()?)))
        .collect();
    if question.as_of.is_some() {
        pile.translated = lineage::translated_speakers(&pile);
        story::refresh(&pile, &mut relations.stories);
    }
    relations
        .lineage
        .retain(|edge| !question.without_edges.iter().any(|id| *id == edge.id));
    let view = lineage::View::new(&pile, &relations);
    let support = support::find(&view, &question.without_sources);
    let (discrepancies, gaps) = (discrepancy::find(&view), gap::find(&view));
    let withdrawals = withdrawal::find(&view);
    (relations.attribution_gaps, relations.withdrawals) = (gaps, withdrawals);
    (relations.support, relations.discrepancies) = (support, discrepancies);
    relations.timeline = timeline::find(&pile, &relations.stories);
    answer.case = Case {
        documents: pile.documents,
        annotations: pile.annotations,
        relations,
        problems,
        decisions,
    };
    answer
}

fn as_of(case: &Case, moment: Option<&Moment>) -> Answer {
    let known = |document: &Document| moment.map_or(Some(true), |m| m.knows(&document.published));
    let which = |is: Option<bool>| {
        let documents = case.documents.iter().filter(|d| known(d) == is);
        documents.map(|d| d.id.clone()).collect()
    };
    let is_changed = |d: &&Document| {
        let updated = d.updated.as_deref();
        known(d) == Some(true) && moment.zip(updated).is_some_and(|(m, at)| m.precedes(at))
    };
    let changed = case.documents.iter().filter(is_changed);
    Answer {
        case: match moment {
            Some(_) => part::part(case, |d| known(d) == Some(true)),
            None => case.clone(),
        },
        later: which(Some(false)),
        unknown: which(None),
        changed: changed.map(|d| d.id.clone()).collect(),
    }
}
