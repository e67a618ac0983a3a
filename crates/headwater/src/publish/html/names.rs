//! Pairs of names for a reader to judge: those taken for one, and those alike that were not.

use super::marked::{Mark, mark};
use super::place::{Place, Places};
use crate::model::{Entity, EntityType, Pointer, Verdict};
use crate::publish::view::{View, word};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Two names that may or may not be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The commoner name.
    pub a: String,
    /// The other.
    pub b: String,
    /// What bears them.
    pub kind: EntityType,
    /// They were taken for one.
    pub joined: bool,
    /// Only the form of the names says so.
    pub weak: bool,
    /// Why, or why one might think so.
    pub reason: String,
    /// How often the other name stands in the pile.
    pub count: usize,
    /// Where the names stand first.
    pub seen: [Option<Pointer>; 2],
}

/// What the page of names shows.
#[derive(Default)]
pub struct NamesPart<'a> {
    /// The story whose names these are: the way to it, and its title.
    pub story: Option<(String, &'a str)>,
    /// Pairs with what was decided about them.
    pub pairs: Vec<Judged<'a>>,
    /// Number of the first pair, counted from 1.
    pub first: usize,
    /// All pairs there are.
    pub total: usize,
    /// Decisions made.
    pub decided: usize,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
}

/// A pair on the page.
pub struct Judged<'a> {
    pub(super) pair: &'a Pair,
    decision: Option<Verdict>,
    pub(super) seen: Vec<Seen<'a>>,
}

/// A sentence with a name in it, and the way there.
pub(super) struct Seen<'a> {
    pub(super) place: Place<'a>,
    pub(super) html: String,
}

impl<'a> Judged<'a> {
    /// The pair with what was decided about it.
    pub fn new(view: &View<'a>, pair: &'a Pair, decision: Option<Verdict>) -> Self {
        let seen = pair.seen.iter().flatten();
        Judged {
            pair,
            decision,
            seen: seen.filter_map(|p| sentence(view, p)).collect(),
        }
    }

    pub(super) fn kind(&self) -> String {
        word(self.pair.kind)
    }

    pub(super) fn is(&self, verdict: &str) -> bool {
        self.decision.is_some_and(|d| word(d) == verdict)
    }
}

/// The place of a name, with its sentence, in which it is marked.
fn sentence<'a>(view: &View<'a>, at: &'a Pointer) -> Option<Seen<'a>> {
    let n = view.index(&at.document)?;
    let text = &view.case.documents[n].text;
    let whole = view.case.annotations[n].sentence_of(at.span);
    let name = Mark {
        span: at.span,
        class: "hit".into(),
        id: None,
        title: None,
    };
    Some(Seen {
        place: Places::Site.at(view, at),
        html: mark(text, whole.unwrap_or(at.span).trim(text), &[name]),
    })
}

/// All pairs worth a judgement, of one story or of all: names that stand most often first.
pub fn pairs(view: &View, story: Option<usize>) -> Vec<Pair> {
    let stories = match story {
        Some(n) => n..n + 1,
        None => 0..view.stories.len(),
    };
    let mut found: BTreeMap<(&str, &str, EntityType), Pair> = BTreeMap::new();
    for n in stories {
        let names = view.names(&view.stories[n]);
        for pair in joined(&names).chain(alike(&names)) {
            let key = (pair.0, pair.1, pair.2.kind);
            found.entry(key).or_insert(pair.2);
        }
    }
    let mut pairs: Vec<_> = found.into_values().collect();
    pairs.sort_by(|x, y| (y.count, &x.a, &x.b).cmp(&(x.count, &y.a, &y.b)));
    let seen = first_seen(view, &pairs, story);
    for pair in &mut pairs {
        pair.seen = [&pair.a, &pair.b].map(|name| seen.get(name.as_str()).cloned());
    }
    pairs
}

type Named<'a> = (&'a str, &'a str, Pair);

/// Every name of an entity with its fullest one.
fn joined<'a>(names: &[(&'a Entity, usize)]) -> impl Iterator<Item = Named<'a>> {
    names.iter().flat_map(|(entity, _)| {
        let others = entity.aliases.iter().filter(|a| a.name != entity.name);
        others.map(|alias| {
            let pair = Pair {
                a: entity.name.clone(),
                b: alias.name.clone(),
                kind: entity.kind,
                joined: true,
                weak: alias.weak,
                reason: alias.reason.clone(),
                count: alias.count,
                seen: [None, None],
            };
            (entity.name.as_str(), alias.name.as_str(), pair)
        })
    })
}

/// Entities of one story that share their last word, each with the commonest of them.
fn alike<'a>(names: &[(&'a Entity, usize)]) -> impl Iterator<Item = Named<'a>> {
    let mut groups: BTreeMap<(EntityType, String), Vec<(&Entity, usize)>> = BTreeMap::new();
    for (entity, count) in names {
        let last = entity.name.split_whitespace().next_back();
        let key = (entity.kind, last.unwrap_or_default().to_lowercase());
        groups.entry(key).or_default().push((entity, *count));
    }
    groups.into_iter().flat_map(|((kind, last), group)| {
        let (first, others) = (group[0].0, group.into_iter().skip(1));
        let pairs = others.map(|(other, count)| {
            let pair = Pair {
                a: first.name.clone(),
                b: other.name.clone(),
                kind,
                joined: false,
                weak: true,
                reason: format!("both end in '{last}'"),
                count,
                seen: [None, None],
            };
            (first.name.as_str(), other.name.as_str(), pair)
        });
        pairs.collect::<Vec<_>>()
    })
}

/// The first mention of every name of the pairs.
fn first_seen(view: &View, pairs: &[Pair], story: Option<usize>) -> HashMap<String, Pointer> {
    let documents = match story {
        Some(story) => view.stories[story].documents.clone(),
        None => (0..view.case.documents.len()).collect(),
    };
    let wanted: HashSet<&str> = pairs.iter().flat_map(|p| [p.a.as_str(), &p.b]).collect();
    let mut seen = HashMap::new();
    for n in documents {
        for mention in &view.case.annotations[n].mentions {
            let name = &*mention.excerpt.text;
            if wanted.contains(name) && !seen.contains_key(name) {
                let document = &view.case.documents[n].id;
                let at = Pointer::new(document, mention.excerpt.span);
                seen.insert(name.to_string(), at);
            }
        }
    }
    seen
}
