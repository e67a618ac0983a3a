//! Options that ask what a case would be under other assumptions.

use crate::failure::Failure;
use crate::stream::WORKERS;
use headwater::model::Case;
use headwater::publish::view::count;
use headwater::relate::support::is_named;
use headwater::relate::what_if::{self, Answer, Moment};

/// What is assumed.
#[derive(clap::Args)]
pub struct Question {
    /// Take this lineage edge for wrong, and count the origins anew (ids stand in brackets)
    #[arg(long, value_name = "ID")]
    without_edge: Vec<String>,
    /// Take this outlet, agency or other origin for wrong: what rests on it alone does not count
    #[arg(long, value_name = "NAME")]
    without_source: Vec<String>,
    /// Tell only what was published by this day or instant, as 2021-10-13 or 2021-10-13T18:00Z
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
}

impl Question {
    /// The case as it is, or under the assumptions, which are then put in words.
    pub fn put(&self, case: Case) -> Result<(Case, Vec<String>), Failure> {
        let question = self.understand(&case)?;
        if question == what_if::Question::default() {
            return Ok((case, Vec::new()));
        }
        let mut notes = self.assumed(&case);
        let answer = what_if::ask(&case, &question, WORKERS);
        notes.extend(self.left_out(&answer));
        Ok((answer.case, notes))
    }

    fn understand(&self, case: &Case) -> Result<what_if::Question, Failure> {
        let edges = &case.relations.lineage;
        if let Some(id) = (self.without_edge.iter()).find(|id| edges.iter().all(|e| e.id != **id)) {
            return Err(Failure::new(
                format!("no edge of the lineage has the id '{id}'"),
                "`headwater show CASE STORY` gives the ids of edges in brackets",
            ));
        }
        let names = sources(case);
        let is_unknown = |source: &&String| names.iter().all(|name| !is_named(source, name));
        if let Some(source) = self.without_source.iter().find(is_unknown) {
            return Err(Failure::new(
                format!("nothing in the case comes from a source named '{source}'"),
                format!("sources are {}", names.join(", ")),
            ));
        }
        let moment = self.as_of.as_deref().map(|time| {
            time.parse::<Moment>().map_err(|_| {
                Failure::new(
                    format!("'{time}' is neither a day nor an instant"),
                    "write --as-of 2021-10-13, or --as-of 2021-10-13T18:00Z",
                )
            })
        });
        Ok(what_if::Question {
            without_edges: self.without_edge.iter().cloned().collect(),
            without_sources: self.without_source.clone(),
            as_of: moment.transpose()?,
        })
    }

    fn assumed(&self, case: &Case) -> Vec<String> {
        let edges = case.relations.lineage.iter();
        let without = edges.filter(|e| self.without_edge.iter().any(|id| *id == e.id));
        let mut notes: Vec<String> = without
            .map(|e| format!("without edge {}: {}", e.id, e.reason))
            .collect();
        let sources = self.without_source.iter();
        notes.extend(sources.map(|source| format!("without what rests on {source} alone")));
        notes
    }

    fn left_out(&self, answer: &Answer) -> Vec<String> {
        let Some(time) = &self.as_of else {
            return Vec::new();
        };
        let told = [
            (&answer.later, "published later, left out"),
            (&answer.unknown, "perhaps published later, left out"),
            (&answer.changed, "changed later: told as changed"),
        ];
        let told = told
            .into_iter()
            .filter(|(documents, _)| !documents.is_empty());
        let told = told.map(|(documents, what)| {
            let names: Vec<&str> = documents.iter().map(|d| d.as_str()).collect();
            let documents = count(documents.len(), "document", "documents");
            format!("{documents} {what} ({})", names.join(", "))
        });
        std::iter::once(format!("as known by {time}"))
            .chain(told)
            .collect()
    }
}

/// Outlets and named origins of the case, in order, each once.
fn sources(case: &Case) -> Vec<String> {
    let outlets = case.documents.iter().filter_map(|d| d.outlet.clone());
    let edges = case.relations.lineage.iter();
    let origins = edges
        .filter(|e| !e.from_document)
        .map(|e| e.from.to_string());
    let all: std::collections::BTreeSet<String> = outlets.chain(origins).collect();
    all.into_iter().collect()
}
