//! A case as people look at it: stories by weight, each with what belongs to it. The page, the
//! terminal and later shells show the same view.

use crate::model::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A case with its stories, most important first.
pub struct View<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its stories.
    pub stories: Vec<StoryView<'a>>,
    documents: HashMap<&'a str, usize>,
    entities: HashMap<&'a str, &'a Entity>,
    gaps: HashMap<&'a str, &'a AttributionGap>,
    withdrawals: HashMap<&'a str, Vec<&'a Withdrawal>>,
    round_ups: BTreeSet<&'a str>,
}

/// A story with what belongs to it. Documents are indexes into the case.
pub struct StoryView<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its documents in order of publication.
    pub documents: Vec<usize>,
    /// Most documents with fewest origins first.
    pub collations: Vec<CollationView<'a>>,
    /// Drift first.
    pub discrepancies: Vec<&'a Discrepancy>,
    /// What its documents take back.
    pub withdrawals: Vec<&'a Withdrawal>,
    /// Who took what from whom: one edge for each pair and kind, the surest one.
    pub lineage: Vec<&'a LineageEdge>,
    /// In order of time.
    pub timeline: Vec<&'a TimelineEntry>,
    /// To and from other stories.
    pub links: Vec<&'a StoryLink>,
}

/// A collation with what was found out about it.
pub struct CollationView<'a> {
    /// The collation.
    pub collation: &'a Collation,
    /// On how many origins it rests.
    pub support: Option<&'a Support>,
    /// Where its witnesses differ.
    pub variants: Vec<&'a Variant>,
}

/// Witnesses that have the same words.
pub struct Version<'a> {
    /// The words.
    pub words: &'a str,
    /// Indexes into the witnesses of the collation.
    pub witnesses: Vec<usize>,
}

impl<'a> View<'a> {
    /// Looks at `case`.
    pub fn new(case: &'a Case) -> Self {
        let documents = case.documents.iter().enumerate();
        let mut view = View {
            case,
            stories: Vec::new(),
            documents: documents.map(|(n, d)| (d.id.as_str(), n)).collect(),
            entities: case
                .relations
                .entities
                .iter()
                .map(|e| (e.id.as_str(), e))
                .collect(),
            gaps: (case.relations.attribution_gaps.iter())
                .filter_map(|gap| Some((gap.document.as_ref()?.as_str(), gap)))
                .collect(),
            withdrawals: withdrawals(case),
            round_ups: (case.relations.stories.iter())
                .flat_map(|s| s.round_ups.iter().map(DocumentId::as_str))
                .collect(),
        };
        view.stories = view.look_at_stories();
        view
    }

    /// The story of that number (from 1, in the order of [`View::stories`]) or id, with its number.
    pub fn find(&self, wanted: &str) -> Option<(usize, &StoryView<'a>)> {
        let number = wanted.parse::<usize>().ok();
        let mut stories = (1..).zip(&self.stories);
        stories.find(|(n, s)| Some(*n) == number || s.story.id == wanted)
    }

    /// Index of a document.
    pub fn index(&self, id: &DocumentId) -> Option<usize> {
        self.documents.get(id.as_str()).copied()
    }

    /// The words at a place; empty when the place is not in the document.
    pub fn words(&self, at: &Pointer) -> &'a str {
        let document = self.index(&at.document).map(|n| &self.case.documents[n]);
        document
            .and_then(|d| d.text.get(at.span.start..at.span.end))
            .unwrap_or("")
    }

    /// Short name of a document: its outlet, or else its title, or else its file.
    pub fn label(&self, document: usize) -> &'a str {
        let d = &self.case.documents[document];
        let file = d.path.rsplit('/').next().unwrap_or(&d.path);
        d.outlet.as_deref().or(d.title.as_deref()).unwrap_or(file)
    }

    /// [`View::label`] by id; the id itself when it is no document (a named origin).
    pub fn label_of(&self, id: &'a str) -> &'a str {
        self.documents.get(id).map_or(id, |n| self.label(*n))
    }

    /// What a document takes from others against what it credits, where it takes anything.
    pub fn gap(&self, document: usize) -> Option<&'a AttributionGap> {
        let id = self.case.documents[document].id.as_str();
        self.gaps.get(id).copied()
    }

    /// Withdrawals that a document makes, or whose words it still carries.
    pub fn withdrawals(&self, document: usize) -> &[&'a Withdrawal] {
        let id = self.case.documents[document].id.as_str();
        self.withdrawals.get(id).map_or(&[], Vec::as_slice)
    }

    /// The document tells of several stories beside its own.
    pub fn is_round_up(&self, document: usize) -> bool {
        let id = self.case.documents[document].id.as_str();
        self.round_ups.contains(id)
    }

    /// Name of an entity; the id itself when it is none.
    pub fn name(&self, entity: &'a str) -> &'a str {
        self.entities.get(entity).map_or(entity, |e| &e.name)
    }

    /// Entities that documents of the story name, most mentions first.
    pub fn names(&self, story: &StoryView) -> Vec<(&'a Entity, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for &n in &story.documents {
            for id in self.case.annotations[n]
                .mentions
                .iter()
                .filter_map(|m| m.entity.as_deref())
            {
                *counts.entry(id).or_default() += 1;
            }
        }
        let known = counts
            .into_iter()
            .filter_map(|(id, count)| Some((*self.entities.get(id)?, count)));
        let mut names: Vec<_> = known.collect();
        names.sort_by(|(a, m), (b, n)| {
            n.cmp(m)
                .then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
        });
        names
    }

    /// The wordings of a collation; each lists its versions, most witnesses first.
    pub fn wordings(&self, collation: &'a Collation) -> Vec<Vec<Version<'a>>> {
        let all = vec![(0..collation.witnesses.len()).collect::<Vec<_>>()];
        let groups = match collation.wordings.is_empty() {
            true => &all,
            false => &collation.wordings,
        };
        groups
            .iter()
            .map(|group| self.versions(collation, group))
            .collect()
    }

    fn look_at_stories(&self) -> Vec<StoryView<'a>> {
        let relations = &self.case.relations;
        let mut stories: Vec<_> = relations.stories.iter().map(|s| self.look_at(s)).collect();
        let number: HashMap<_, _> = relations
            .stories
            .iter()
            .enumerate()
            .map(|(n, s)| (s.id.as_str(), n))
            .collect();
        let at = |id: &str| number.get(id).copied();
        for collation in self.collations() {
            if let Some(n) = at(&collation.collation.story) {
                stories[n].collations.push(collation);
            }
        }
        for row in &relations.discrepancies {
            at(&row.story)
                .into_iter()
                .for_each(|n| stories[n].discrepancies.push(row));
        }
        for row in &relations.withdrawals {
            at(&row.story)
                .into_iter()
                .for_each(|n| stories[n].withdrawals.push(row));
        }
        for row in &relations.timeline {
            at(&row.story)
                .into_iter()
                .for_each(|n| stories[n].timeline.push(row));
        }
        for row in &relations.story_links {
            [at(&row.from), at(&row.to)]
                .into_iter()
                .flatten()
                .for_each(|n| stories[n].links.push(row));
        }
        let homes: HashMap<_, _> = (relations.stories.iter().enumerate())
            .flat_map(|(n, s)| s.documents.iter().map(move |d| (d, n)))
            .collect();
        for edge in self.edges() {
            homes
                .get(&edge.to)
                .into_iter()
                .for_each(|n| stories[*n].lineage.push(edge));
        }
        stories.iter_mut().for_each(StoryView::sort);
        stories.sort_by_key(|s| std::cmp::Reverse((s.documents.len(), s.collations.len())));
        stories
    }

    fn look_at(&self, story: &'a Story) -> StoryView<'a> {
        StoryView {
            story,
            documents: story
                .documents
                .iter()
                .filter_map(|d| self.index(d))
                .collect(),
            collations: Vec::new(),
            discrepancies: Vec::new(),
            withdrawals: Vec::new(),
            lineage: Vec::new(),
            timeline: Vec::new(),
            links: Vec::new(),
        }
    }

    fn collations(&self) -> impl Iterator<Item = CollationView<'a>> {
        let relations = &self.case.relations;
        let support: HashMap<_, _> = relations
            .support
            .iter()
            .map(|s| (s.collation.as_str(), s))
            .collect();
        let mut variants: HashMap<_, Vec<_>> = HashMap::new();
        for variant in &relations.variants {
            variants
                .entry(variant.collation.as_str())
                .or_default()
                .push(variant);
        }
        relations
            .collations
            .iter()
            .map(move |collation| CollationView {
                collation,
                support: support.get(collation.id.as_str()).copied(),
                variants: variants.remove(collation.id.as_str()).unwrap_or_default(),
            })
    }

    fn versions(&self, collation: &'a Collation, group: &[usize]) -> Vec<Version<'a>> {
        let mut versions: Vec<Version> = Vec::new();
        let known = group.iter().filter(|n| **n < collation.witnesses.len());
        for &witness in known {
            let words = self.words(&collation.witnesses[witness]);
            match versions.iter_mut().find(|v| v.words == words) {
                Some(version) => version.witnesses.push(witness),
                None => versions.push(Version {
                    words,
                    witnesses: vec![witness],
                }),
            }
        }
        versions.sort_by_key(|v| std::cmp::Reverse(v.witnesses.len()));
        versions
    }

    /// One edge for each pair and kind: the surest, then the one of the first collation.
    fn edges(&self) -> impl Iterator<Item = &'a LineageEdge> + use<'a> {
        let mut best: BTreeMap<_, &LineageEdge> = BTreeMap::new();
        for edge in &self.case.relations.lineage {
            let kept = best
                .entry((&edge.from, &edge.to, edge.kind))
                .or_insert(edge);
            if edge.confidence > kept.confidence {
                *kept = edge;
            }
        }
        best.into_values()
    }
}

/// By document that makes them or carries their words.
fn withdrawals(case: &Case) -> HashMap<&str, Vec<&Withdrawal>> {
    let mut all: HashMap<&str, Vec<&Withdrawal>> = HashMap::new();
    for row in &case.relations.withdrawals {
        let carriers = row.carriers.iter().map(|c| c.document.as_str());
        let touched: BTreeSet<&str> = carriers.chain([row.document.as_str()]).collect();
        for id in touched {
            all.entry(id).or_default().push(row);
        }
    }
    all
}

impl StoryView<'_> {
    fn sort(&mut self) {
        self.collations.sort_by_key(|c| {
            let (documents, origins) = c.weight();
            let statement = c.collation.kind == PassageKind::Statement;
            (
                std::cmp::Reverse(documents.saturating_sub(origins)),
                std::cmp::Reverse(documents),
                statement,
            )
        });
        self.discrepancies.sort_by_key(|d| !d.drift);
        self.timeline
            .sort_by(|a, b| (&a.earliest, &a.latest).cmp(&(&b.earliest, &b.latest)));
    }
}

impl CollationView<'_> {
    /// Documents that carry it, and origins it can rest on at most.
    pub fn weight(&self) -> (usize, usize) {
        self.support
            .map_or((self.collation.witnesses.len(), usize::MAX), |s| {
                (s.documents, s.independent_max)
            })
    }

    /// Places where witnesses say different things.
    pub fn substance(&self) -> impl Iterator<Item = &&Variant> {
        self.variants.iter().filter(|v| v.class.is_substance())
    }
}

/// '1 origin', '1 to 3 origins', 'no origin' where nothing is left of a source.
pub fn origins(support: &Support) -> String {
    match (support.independent_min, support.independent_max) {
        (_, 0) => "no origin".into(),
        (1, 1) => "1 origin".into(),
        (min, max) if min == max => format!("{min} origins"),
        (min, max) => format!("{min} to {max} origins"),
    }
}

/// '1 document', '3 documents'.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The days a story or document spans, as people write them: '2015-09-09 to 2015-09-11'.
pub fn days(earliest: Option<&str>, latest: Option<&str>) -> String {
    let day = |d: &str| d.get(..10).unwrap_or(d).to_string();
    match (earliest.map(day), latest.map(day)) {
        (Some(a), Some(b)) if a == b => a,
        (Some(a), Some(b)) => format!("{a} to {b}"),
        (Some(a), None) => format!("on or after {a}"),
        (None, Some(b)) => format!("on or before {b}"),
        (None, None) => "undated".into(),
    }
}

/// When a document was published.
pub fn published(document: &Document) -> String {
    let p = &document.published;
    match &p.value {
        Some(value) => days(Some(value), Some(value)),
        None => days(p.earliest.as_deref(), p.latest.as_deref()),
    }
}

/// The word that tables use for a value: 'same-translation', 'person'.
pub fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
