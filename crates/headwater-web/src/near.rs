//! Parts of a case, found without looking at all of it: some documents with what holds among them.

use headwater::model::{Annotations, Case, DocumentId, Relations};
use headwater::relate::part::part;
use std::collections::{BTreeSet, HashMap};

/// Numbers of rows, by number of what they are about.
type Rows = Vec<Vec<u32>>;

/// The rows of every table, by document, collation or story.
pub struct Near {
    case: &'static Case,
    documents: HashMap<&'static str, usize>,
    entities: HashMap<&'static str, usize>,
    reuse: Rows,
    stories: Rows,
    /// By story.
    links: Rows,
    collations: Rows,
    /// By collation.
    variants: Rows,
    /// By collation.
    support: Rows,
    lineage: Rows,
    gaps: Rows,
    discrepancies: Rows,
    withdrawals: Rows,
    timeline: Rows,
}

/// Numbers of things by their ids.
fn numbers<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.zip(0..).collect()
}

/// The rows of a table, by number of each thing that they name.
fn rows<T, I: IntoIterator<Item = Option<usize>>>(
    things: usize,
    table: &[T],
    named: impl Fn(&T) -> I,
) -> Rows {
    let mut rows = vec![Vec::new(); things];
    for (n, row) in table.iter().enumerate() {
        for thing in named(row).into_iter().flatten() {
            let of: &mut Vec<u32> = &mut rows[thing];
            if of.last() != Some(&(n as u32)) {
                of.push(n as u32);
            }
        }
    }
    rows
}

/// The rows of some things, in the order of the table.
fn pick<T: Clone>(table: &[T], rows: &Rows, things: &BTreeSet<usize>) -> Vec<T> {
    let numbers: BTreeSet<u32> = things.iter().flat_map(|n| &rows[*n]).copied().collect();
    let numbers = numbers.into_iter();
    numbers.map(|n| table[n as usize].clone()).collect()
}

impl Near {
    /// Looks at a case once.
    pub fn new(case: &'static Case) -> Self {
        let r = &case.relations;
        let documents = numbers(case.documents.iter().map(|d| d.id.as_str()));
        let stories = numbers(r.stories.iter().map(|s| s.id.as_str()));
        let collations = numbers(r.collations.iter().map(|c| c.id.as_str()));
        let at = |d: &DocumentId| documents.get(d.as_str()).copied();
        let in_story = |id: &str| stories.get(id).copied();
        let in_collation = |id: &str| [collations.get(id).copied()];
        let all = case.documents.len();
        let every = |ids: &mut dyn Iterator<Item = &DocumentId>| ids.map(at).collect::<Vec<_>>();
        Near {
            entities: numbers(r.entities.iter().map(|e| e.id.as_str())),
            reuse: rows(all, &r.reuse, |x| [at(&x.document_a), at(&x.document_b)]),
            stories: rows(all, &r.stories, |x| every(&mut x.documents.iter())),
            links: rows(stories.len(), &r.story_links, |x| {
                [in_story(&x.from), in_story(&x.to)]
            }),
            collations: rows(all, &r.collations, |x| {
                every(&mut x.witnesses.iter().map(|w| &w.document))
            }),
            variants: rows(collations.len(), &r.variants, |x| {
                in_collation(&x.collation)
            }),
            support: rows(collations.len(), &r.support, |x| in_collation(&x.collation)),
            lineage: rows(all, &r.lineage, |x| [at(&x.to)]),
            gaps: rows(all, &r.attribution_gaps, |x| {
                [x.document.as_ref().and_then(at)]
            }),
            discrepancies: rows(all, &r.discrepancies, |x| {
                every(&mut x.sides.iter().map(|s| &s.document))
            }),
            withdrawals: rows(all, &r.withdrawals, |x| [at(&x.document)]),
            timeline: rows(all, &r.timeline, |x| [at(&x.document)]),
            documents,
            case,
        }
    }

    /// The given documents and those that they took from, with everything that holds among them
    /// alone.
    pub fn part<'d>(&self, documents: impl Iterator<Item = &'d DocumentId>) -> Case {
        let all = &self.case.relations;
        let given = documents.filter_map(|d| self.documents.get(d.as_str()).copied());
        let mut here: BTreeSet<usize> = given.collect();
        let edges = here.iter().flat_map(|n| &self.lineage[*n]);
        let edges = edges.map(|n| &all.lineage[*n as usize]);
        let sources: Vec<usize> = (edges.filter(|e| e.from_document))
            .filter_map(|e| self.documents.get(e.from.as_str()).copied())
            .collect();
        here.extend(sources);
        let numbers = |rows: &Rows| -> BTreeSet<usize> {
            here.iter()
                .flat_map(|n| &rows[*n])
                .map(|n| *n as usize)
                .collect()
        };
        let (stories, collations) = (numbers(&self.stories), numbers(&self.collations));
        let annotations = here.iter().map(|n| self.case.annotations[*n].clone());
        let annotations: Vec<Annotations> = annotations.collect();
        let near = Case {
            documents: here
                .iter()
                .map(|n| self.case.documents[*n].clone())
                .collect(),
            relations: Relations {
                reuse: pick(&all.reuse, &self.reuse, &here),
                stories: pick(&all.stories, &self.stories, &here),
                story_links: pick(&all.story_links, &self.links, &stories),
                entities: self
                    .named(&annotations)
                    .map(|n| all.entities[n].clone())
                    .collect(),
                collations: pick(&all.collations, &self.collations, &here),
                variants: pick(&all.variants, &self.variants, &collations),
                support: pick(&all.support, &self.support, &collations),
                lineage: pick(&all.lineage, &self.lineage, &here),
                attribution_gaps: pick(&all.attribution_gaps, &self.gaps, &here),
                discrepancies: pick(&all.discrepancies, &self.discrepancies, &here),
                withdrawals: pick(&all.withdrawals, &self.withdrawals, &here),
                timeline: pick(&all.timeline, &self.timeline, &here),
            },
            annotations,
            ..Case::default()
        };
        // What also rests on other documents is left out or cut.
        part(&near, |_| true)
    }

    /// Numbers of the entities that annotations name, in order.
    fn named(&self, annotations: &[Annotations]) -> impl Iterator<Item = usize> {
        let ids = annotations.iter().flat_map(|a| {
            let mentioned = a.mentions.iter().filter_map(|m| m.entity.as_deref());
            let quoted = a.quotations.iter();
            let quoted = quoted.flat_map(|q| [q.speaker.as_deref(), q.via.as_deref()]);
            mentioned.chain(quoted.flatten())
        });
        let numbers: BTreeSet<usize> = ids
            .filter_map(|id| self.entities.get(id).copied())
            .collect();
        numbers.into_iter()
    }
}
