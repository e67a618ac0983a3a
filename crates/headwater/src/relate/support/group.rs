//! Which documents rest on one origin, and which took from several that nothing else joins.

use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};

/// Documents in groups, each group named by the first of its documents.
///
/// A document that names two others as its sources joins them no more than a reader of both does:
/// it rests on both, and they stay two origins. Documents that took from each other in a circle are
/// one.
pub(super) struct Groups {
    head: BTreeMap<CompactString, CompactString>,
    /// Documents from which each took.
    took: BTreeMap<CompactString, BTreeSet<CompactString>>,
    /// Who took from several groups, as it was when all was settled last.
    sources: Sources,
}

impl Groups {
    /// Each document alone.
    pub fn new(documents: impl Iterator<Item = CompactString>) -> Self {
        Groups {
            head: documents.map(|d| (d.clone(), d)).collect(),
            took: BTreeMap::new(),
            sources: Sources::new(),
        }
    }

    /// The group of a document; one that is in none is its own.
    pub fn head<'a>(&'a self, document: &'a str) -> &'a str {
        self.head.get(document).map_or(document, |head| head)
    }

    /// Every document with its group.
    pub fn iter(&self) -> impl Iterator<Item = (&CompactString, &CompactString)> {
        self.head.iter()
    }

    pub fn size(&self, head: &str) -> usize {
        self.head.values().filter(|other| *other == head).count()
    }

    /// The two rest on one origin.
    pub fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.enter(a), self.enter(b));
        let (keep, gone) = if a <= b { (a, b) } else { (b, a) };
        if keep != gone {
            let of_gone = self.head.values_mut().filter(|head| **head == gone);
            of_gone.for_each(|head| head.clone_from(&keep));
        }
    }

    /// `to` took from `from`, and perhaps from others.
    pub fn take(&mut self, from: &str, to: &str) {
        self.enter(from);
        self.enter(to);
        self.took.entry(to.into()).or_default().insert(from.into());
    }

    fn enter(&mut self, document: &str) -> CompactString {
        let entry = self.head.entry(document.into());
        entry.or_insert_with(|| document.into()).clone()
    }

    /// Joins what took from one group alone to it, and circles, until nothing is left to join.
    pub fn settle(&mut self) {
        loop {
            let mut joined = self.followed();
            if joined.is_empty() {
                self.sources = self.mixed();
                joined.extend(circle(&self.sources));
            }
            if joined.is_empty() {
                return;
            }
            joined.iter().for_each(|(a, b)| self.join(a, b));
        }
    }

    /// Documents that took from one group alone, each with that group, where it is not its own yet.
    fn followed(&self) -> Vec<(CompactString, CompactString)> {
        let one = |(to, from): (&CompactString, &BTreeSet<CompactString>)| {
            let from: BTreeSet<&str> = from.iter().map(|d| self.head(d)).collect();
            let one = *from.first().filter(|_| from.len() == 1)?;
            (one != self.head(to)).then(|| (to.clone(), one.into()))
        };
        self.took.iter().filter_map(one).collect()
    }

    /// Groups of which a document took from several groups, each with those; known once all is
    /// settled.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The same as the groups are now.
    fn mixed(&self) -> Sources {
        let mut sources = Sources::new();
        for (to, from) in &self.took {
            let from: BTreeSet<&str> = from.iter().map(|d| self.head(d)).collect();
            if from.len() > 1 {
                let of_group = sources.entry(self.head(to).into()).or_default();
                of_group.extend(from.into_iter().map(CompactString::from));
            }
        }
        sources
    }
}

/// Groups of which a document took from several groups, each with those.
pub(super) type Sources = BTreeMap<CompactString, BTreeSet<CompactString>>;

/// Groups from which the documents of a group took by any number of steps.
pub(super) fn above<'a>(sources: &'a Sources, head: &str) -> BTreeSet<&'a str> {
    let of = |head: &str| sources.get(head).into_iter().flatten();
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = of(head).map(CompactString::as_str).collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(of(next).map(CompactString::as_str));
        }
    }
    found
}

/// Two groups that took from each other by any number of steps.
fn circle(sources: &Sources) -> Option<(CompactString, CompactString)> {
    sources.keys().find_map(|head| {
        let back = |other: &&str| other != head && above(sources, other).contains(head.as_str());
        let back = above(sources, head).into_iter().find(back)?;
        Some((head.clone(), back.into()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(joined: &[(&str, &str)], took: &[(&str, &str)]) -> Groups {
        let mut groups = Groups::new(std::iter::empty());
        joined.iter().for_each(|(a, b)| groups.join(a, b));
        took.iter().for_each(|(from, to)| groups.take(from, to));
        groups.settle();
        groups
    }

    fn heads(groups: &Groups) -> Vec<(&str, &str)> {
        groups
            .iter()
            .map(|(d, head)| (d.as_str(), head.as_str()))
            .collect()
    }

    #[test]
    fn whoever_took_from_one_stands_with_it() {
        let chain = groups(&[], &[("a", "b"), ("b", "c")]);
        assert_eq!(heads(&chain), [("a", "a"), ("b", "a"), ("c", "a")]);
        let one_after_all = groups(&[("a", "b")], &[("a", "c"), ("b", "c")]);
        assert_eq!(heads(&one_after_all), [("a", "a"), ("b", "a"), ("c", "a")]);
    }

    #[test]
    fn whoever_took_from_two_joins_neither() {
        let two = groups(&[], &[("a", "c"), ("b", "c"), ("c", "d")]);
        assert_eq!(
            heads(&two),
            [("a", "a"), ("b", "b"), ("c", "c"), ("d", "c")]
        );
        let sources = two.sources();
        let both = BTreeSet::from(["a".into(), "b".into()]);
        assert_eq!(*sources, Sources::from([("c".into(), both)]));
        assert_eq!(above(sources, "c"), BTreeSet::from(["a", "b"]));
    }

    #[test]
    fn circles_are_one() {
        let two = groups(&[], &[("a", "b"), ("b", "a")]);
        assert_eq!(heads(&two), [("a", "a"), ("b", "a")]);
        let each = groups(
            &[],
            &[
                ("a", "b"),
                ("a", "c"),
                ("b", "a"),
                ("b", "c"),
                ("c", "a"),
                ("c", "b"),
            ],
        );
        assert_eq!(heads(&each), [("a", "a"), ("b", "a"), ("c", "a")]);
    }
}
