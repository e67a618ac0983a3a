//! The names of one story: what its documents equate, and what their form equates.

use super::decided::{Decided, REASON};
use crate::lexicon::join::Groups;
use crate::lexicon::known_alias;
use crate::lexicon::name_form::{self, NameForm};
use crate::lexicon::outlet_name;
use crate::lexicon::propose;
use crate::lexicon::same_name::{Name, must_stay_apart, other_family};
use crate::lexicon::same_outlet;
use crate::model::{Annotations, Document, EntityType, Excerpt};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Rules whose shorter name means nothing outside its story.
const WEAK: [&str; 6] = [
    "surname",
    "given name",
    "short form",
    "full name",
    "acronym",
    "own outlet",
];

/// The rule takes a family or given name alone for a person's.
fn is_one_name(rule: &str) -> bool {
    matches!(rule, "surname" | "given name")
}

/// Family and given names that documents of a story give to different persons. Such a name is
/// another in each document, that of its bearer there.
struct Shared(HashSet<String>);

impl Shared {
    fn new(documents: &[(&Document, &Annotations)], decided: &Decided) -> Self {
        let person = |text: &str| Name {
            form: NameForm::new(text),
            kind: EntityType::Person,
        };
        let mut bearers: HashMap<String, Name> = HashMap::new();
        let mut shared = HashSet::new();
        let rows = documents.iter().flat_map(|(_, found)| &found.aliases);
        for row in rows.filter(|row| is_one_name(&row.rule)) {
            let (full, short) = (person(&row.a.text), person(&row.b.text));
            let decides = decided.same(&short).next().is_some() || decided.is_kept_apart(&short);
            if decides || known_alias::row(&short.form).is_some() {
                continue;
            }
            let first = (bearers.entry(short.form.key.clone())).or_insert_with(|| full.clone());
            if must_stay_apart(first, &full) || other_family(&first.form, &full.form) {
                shared.insert(short.form.key);
            }
        }
        Shared(shared)
    }

    /// The folded name, with that of its bearer where it is shared.
    fn key(&self, text: &str, bearer: Option<&str>) -> String {
        let mut key = name_form::key(text);
        if let Some(bearer) = bearer.filter(|_| self.0.contains(&key)) {
            let bearer = name_form::key(bearer);
            if bearer != key {
                key.extend(["\0", &bearer]);
            }
        }
        key
    }
}

/// A name in all its spellings that fold to one key.
pub struct StoryName {
    /// The name and its kind.
    pub name: Name,
    /// Mentions by the text they carry.
    pub texts: BTreeMap<String, usize>,
    /// Why it belongs to a fuller name, where one does.
    pub reason: Option<String>,
    /// It is only known as the short form of another name.
    pub weak: bool,
    /// The user decided which name it is.
    pub decided: bool,
}

/// The names of a story with their groups.
pub struct StoryNames<'a> {
    decided: &'a Decided,
    /// In order of first mention.
    pub names: Vec<StoryName>,
    /// Which are one.
    pub groups: Groups,
    by_key: HashMap<String, usize>,
    shared: Shared,
}

impl<'a> StoryNames<'a> {
    /// Joins the names of the documents of one story.
    pub fn new(documents: &[(&Document, &Annotations)], decided: &'a Decided) -> Self {
        let shared = Shared::new(documents, decided);
        let (names, by_key) = collect(documents, &shared);
        let mut story = StoryNames {
            decided,
            groups: Groups::new(names.len()),
            names,
            by_key,
            shared,
        };
        story.obey();
        for (document, _) in documents {
            story.join_outlet(document);
        }
        for (document, annotations) in documents {
            for evidence in &annotations.aliases {
                let at = |name: &Excerpt| {
                    let mut mentions = annotations.mentions_at(name.span).iter();
                    let mention = mentions.find(|m| m.excerpt.span == name.span);
                    story.of_bearer(&name.text, mention.and_then(|m| m.entity.as_deref()))
                };
                let (Some(a), Some(b)) = (at(&evidence.a), at(&evidence.b)) else {
                    continue;
                };
                let all = evidence.a.span.cover(evidence.b.span).of(&document.text);
                let words = if all.len() <= 80 && !all.contains('\n') {
                    all.to_owned()
                } else {
                    format!("{} / {}", evidence.a.text, evidence.b.text)
                };
                story.join(a, b, &evidence.rule, &words);
            }
        }
        let plain: Vec<Name> = story.names.iter().map(|n| n.name.clone()).collect();
        let one_key = |a: usize, b: usize| plain[a].form.key == plain[b].form.key;
        let proposed = propose::propose(&plain).into_iter();
        for (a, b, rule) in proposed.filter(|&(a, b, _)| !one_key(a, b)) {
            let words = format!("{} / {}", story.text(a), story.text(b));
            story.join(a, b, rule, &words);
        }
        story
    }

    /// Joins what the user says is one, against all other evidence.
    fn obey(&mut self) {
        let decided = self.decided;
        for n in 0..self.names.len() {
            let rows: Vec<_> = decided.same(&self.names[n].name).collect();
            for row in rows {
                let pair = [&row.a, &row.b].map(|text| self.add(text));
                for name in pair {
                    self.names[name].name.kind = row.kind;
                    self.names[name].decided = true;
                }
                if self.groups.of(pair[0]) != self.groups.of(pair[1]) {
                    self.groups.join(pair[0], pair[1], |_, _| false);
                    let words = format!("{REASON}: {} / {}", row.a, row.b);
                    let shorter = self.shorter(pair[0], pair[1]);
                    self.names[shorter].reason = Some(words);
                }
            }
        }
    }

    /// An outlet's own pages call it 'the Courier', or leave 'News Agency' out.
    fn join_outlet(&mut self, document: &Document) {
        let Some(outlet) = document.outlet.as_deref() else {
            return;
        };
        let last = outlet.rsplit_once(' ').map_or("", |(_, last)| last);
        let mut short = vec![same_outlet::canonical(outlet)];
        short.extend(outlet_name::calls_itself(outlet, last).then_some(last));
        for short in short.into_iter().filter(|short| *short != outlet) {
            if let Some(b) = self.find(short) {
                let a = self.add(outlet);
                self.names[a].name.kind = EntityType::Organisation;
                self.names[b].name.kind = EntityType::Organisation;
                self.join(a, b, "own outlet", &format!("{short} / {outlet}"));
            }
        }
    }

    /// The name that a text carries; a new one without mentions where it is not known yet.
    fn add(&mut self, text: &str) -> usize {
        let known = self.find(text);
        let at = known.unwrap_or(self.names.len());
        if known.is_none() {
            let form = NameForm::new(text);
            self.by_key.insert(form.key.clone(), at);
            self.names.push(StoryName {
                name: Name {
                    form,
                    kind: EntityType::Organisation,
                },
                texts: BTreeMap::new(),
                reason: None,
                weak: false,
                decided: false,
            });
            self.groups.add();
        }
        self.names[at].texts.entry(text.to_owned()).or_default();
        at
    }

    /// The name that a text carries by itself.
    fn find(&self, text: &str) -> Option<usize> {
        self.of_bearer(text, None)
    }

    /// The name that a mention carries, given the fullest name that its document has for it.
    pub fn of_bearer(&self, text: &str, bearer: Option<&str>) -> Option<usize> {
        self.by_key.get(&self.shared.key(text, bearer)).copied()
    }

    /// The spelling that most mentions carry.
    pub fn text(&self, name: usize) -> &str {
        let texts = self.names[name].texts.iter();
        let most = texts.max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map_or("", |(text, _)| text)
    }

    fn join(&mut self, a: usize, b: usize, rule: &str, words: &str) {
        let apart = |a: usize, b: usize| {
            let (a, b) = (&self.names[a].name, &self.names[b].name);
            let families = is_one_name(rule) && other_family(&a.form, &b.form);
            families || must_stay_apart(a, b) || self.decided.are_apart(a, b)
        };
        if self.groups.of(a) == self.groups.of(b) || !self.groups.join(a, b, apart) {
            return;
        }
        let shorter = self.shorter(a, b);
        let name = &mut self.names[shorter];
        name.weak |= WEAK.contains(&rule);
        name.reason
            .get_or_insert_with(|| format!("{rule}: {words}"));
    }

    fn shorter(&self, a: usize, b: usize) -> usize {
        let size = |n: usize| {
            let form = &self.names[n].name.form;
            (form.core().len(), form.key.len())
        };
        if size(a) < size(b) { a } else { b }
    }
}

fn collect(
    documents: &[(&Document, &Annotations)],
    shared: &Shared,
) -> (Vec<StoryName>, HashMap<String, usize>) {
    let mut names: Vec<StoryName> = Vec::new();
    let mut votes: Vec<[usize; 4]> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mentioned = documents.iter().flat_map(|(_, annotations)| {
        let speakers = annotations
            .quotations
            .iter()
            .filter_map(|q| q.speaker.as_deref());
        let mentions = annotations
            .mentions
            .iter()
            .map(|m| (&*m.excerpt.text, m.entity.as_deref(), m.kind, 1));
        mentions.chain(
            speakers
                .filter(|s| is_name(s))
                .map(|s| (s, None, EntityType::Person, 0)),
        )
    });
    for (text, bearer, kind, count) in mentioned {
        let at = *by_key.entry(shared.key(text, bearer)).or_insert_with(|| {
            let form = NameForm::new(text);
            names.push(StoryName {
                name: Name { form, kind },
                texts: BTreeMap::new(),
                reason: None,
                weak: false,
                decided: false,
            });
            votes.push([0; 4]);
            votes.len() - 1
        });
        *names[at].texts.entry(text.to_owned()).or_default() += count;
        votes[at][kind as usize] += count;
    }
    for (name, votes) in names.iter_mut().zip(&votes) {
        name.name.kind = EntityType::with_most(votes, name.name.kind);
    }
    (names, by_key)
}

/// 'Ana Pereira', not 'the spokesman'.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words
        .next()
        .is_some_and(|w| w.chars().any(char::is_uppercase))
        && !text.starts_with("The ")
}
