//! Joins the names of stories over the pile, and makes entities of them.

use super::decided::Decided;
use super::story::{StoryName, StoryNames};
use crate::lexicon::join::Groups;
use crate::lexicon::known_alias;
use crate::lexicon::name_form::{self, NameForm};
use crate::lexicon::same_name::{Name, must_stay_apart};
use crate::model::{Alias, Entity, EntityType};
use compact_str::{CompactString, format_compact};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Entities, and which one each name of each story is.
pub struct Resolved {
    /// The entities.
    pub entities: Vec<Entity>,
    /// Index of the entity, by story and name.
    pub of: Vec<Vec<usize>>,
}

/// Names that mean the same everywhere, one row for each key. A name of one word is another name
/// in each kind: 'Jordan' the country and Jordan the player.
#[derive(Default)]
struct Strong {
    names: Vec<Name>,
    by_key: HashMap<(String, Option<EntityType>), usize>,
}

impl Strong {
    fn add(&mut self, name: &Name) -> usize {
        *self
            .by_key
            .entry(Self::key(&name.form, name.kind))
            .or_insert_with(|| {
                self.names.push(name.clone());
                self.names.len() - 1
            })
    }

    fn find(&self, form: &NameForm, kind: EntityType) -> Option<usize> {
        self.by_key.get(&Self::key(form, kind)).copied()
    }

    fn key(form: &NameForm, kind: EntityType) -> (String, Option<EntityType>) {
        (form.key.clone(), (form.core().len() < 2).then_some(kind))
    }

    /// A name that means something in its story only, but that a decision keeps from others.
    fn add_local(&mut self, name: &Name) -> usize {
        self.names.push(name.clone());
        self.names.len() - 1
    }
}

/// Resolves the names of all stories.
pub fn resolve(stories: &[StoryNames], decided: &Decided) -> Resolved {
    let ambiguous = ambiguous_acronyms(stories);
    let mut strong = Strong::default();
    let ids: Vec<Vec<Option<usize>>> = stories
        .iter()
        .map(|story| {
            let is_strong = |at: usize, n: &StoryName| {
                let everywhere = !ambiguous.contains(&n.name.form.key) && !is_read_anew(story, at);
                n.decided || is_strong(n) && everywhere
            };
            let id = |(at, n): (usize, &StoryName)| match is_strong(at, n) {
                true => Some(strong.add(&n.name)),
                false => (decided.is_kept_apart(&n.name)).then(|| strong.add_local(&n.name)),
            };
            story.names.iter().enumerate().map(id).collect()
        })
        .collect();
    let mut groups = Groups::new(strong.names.len());
    join_decided(&strong, &mut groups, decided);
    join_known(&strong, &mut groups, decided);
    for (story, ids) in stories.iter().zip(&ids) {
        join_story(story, ids, &strong, &mut groups, decided);
    }
    gather(stories, &ids, &groups)
}

fn is_strong(name: &StoryName) -> bool {
    let known = known_alias::row(&name.name.form).is_some();
    let words = name.name.form.core().len();
    let one_word = matches!(name.name.kind, EntityType::Organisation | EntityType::Place);
    known || (!name.weak && (words > 1 || one_word))
}

/// Well-known initials that the story uses for another body: 'CHP' of a highway patrol.
fn is_read_anew(story: &StoryNames, name: usize) -> bool {
    let form = &story.names[name].name.form;
    let (Some(letters), Some(row)) = (&form.acronym, known_alias::row(form)) else {
        return false;
    };
    let members = story.groups.members(story.groups.of(name)).iter();
    let mut forms = members.map(|&m| &story.names[m].name.form);
    forms.any(|f| {
        f.words.len() > 1 && known_alias::row(f) != Some(row) && f.initials().contains(letters)
    })
}

/// Acronyms that stand for different names in different stories.
fn ambiguous_acronyms(stories: &[StoryNames]) -> HashSet<String> {
    let mut long: HashMap<&str, BTreeSet<String>> = HashMap::new();
    let mut ambiguous = HashSet::new();
    for story in stories {
        for (n, name) in story.names.iter().enumerate() {
            let form = &name.name.form;
            if form.acronym.is_none() || known_alias::row(form).is_some() {
                continue;
            }
            let members = story.groups.members(story.groups.of(n)).iter();
            let words = members.map(|&m| &story.names[m].name.form);
            let keys: BTreeSet<String> = words
                .filter(|f| f.words.len() > 1)
                .map(|f| f.key.clone())
                .collect();
            let seen = long.entry(&form.key).or_default();
            if !keys.is_empty() && !seen.is_empty() && seen.is_disjoint(&keys) {
                ambiguous.insert(form.key.clone());
            }
            seen.extend(keys);
        }
    }
    ambiguous
}

/// Joins what the user says is one, against all other evidence.
fn join_decided(strong: &Strong, groups: &mut Groups, decided: &Decided) {
    for row in decided.rows() {
        let ends = [&row.a, &row.b].map(|text| strong.find(&NameForm::new(text), row.kind));
        if let [Some(a), Some(b)] = ends {
            groups.join(a, b, |_, _| false);
        }
    }
}

fn join_known(strong: &Strong, groups: &mut Groups, decided: &Decided) {
    let mut first: HashMap<(usize, bool), usize> = HashMap::new();
    for (n, name) in strong.names.iter().enumerate() {
        if let Some(row) = known_alias::row(&name.form) {
            let person = name.kind == EntityType::Person;
            let before = *first.entry((row, person)).or_insert(n);
            let apart = |a: usize, b: usize| decided.are_apart(&strong.names[a], &strong.names[b]);
            groups.join(before, n, apart);
        }
    }
}

/// What a story equates holds everywhere, unless the groups clash.
fn join_story(
    story: &StoryNames,
    ids: &[Option<usize>],
    strong: &Strong,
    groups: &mut Groups,
    decided: &Decided,
) {
    let mut first: HashMap<usize, usize> = HashMap::new();
    for (n, id) in ids.iter().enumerate() {
        if let Some(id) = *id {
            let before = *first.entry(story.groups.of(n)).or_insert(id);
            let apart = |a: usize, b: usize| {
                let (a, b) = (&strong.names[a], &strong.names[b]);
                must_stay_apart(a, b) || decided.are_apart(a, b)
            };
            groups.join(before, id, apart);
        }
    }
}

/// One spelling of a name.
#[derive(Default)]
struct Spelling {
    /// Mentions.
    count: usize,
    /// What joins it to the others.
    reason: Option<String>,
    /// Every story joins it by its form only.
    weak: bool,
}

/// What an entity is made of.
#[derive(Default)]
struct Parts {
    votes: [usize; 4],
    /// Spellings with what is known of each.
    texts: BTreeMap<String, Spelling>,
}

fn gather(stories: &[StoryNames], ids: &[Vec<Option<usize>>], groups: &Groups) -> Resolved {
    let mut parts: Vec<Parts> = Vec::new();
    let mut of_strong: HashMap<usize, usize> = HashMap::new();
    let mut of = Vec::with_capacity(stories.len());
    let number = |parts: &mut Vec<Parts>| {
        parts.push(Parts::default());
        parts.len() - 1
    };
    for (story, ids) in stories.iter().zip(ids) {
        let anchors = anchors(story, ids);
        let mut alone: HashMap<usize, usize> = HashMap::new();
        let mut rows = Vec::with_capacity(story.names.len());
        for (n, name) in story.names.iter().enumerate() {
            let group = story.groups.of(n);
            let entity = match ids[n].or(anchors.get(&group).copied()) {
                Some(id) => *of_strong
                    .entry(groups.of(id))
                    .or_insert_with(|| number(&mut parts)),
                None => *alone.entry(group).or_insert_with(|| number(&mut parts)),
            };
            add(&mut parts[entity], name);
            rows.push(entity);
        }
        of.push(rows);
    }
    let entities = parts.iter().map(entity).collect();
    Resolved {
        entities: with_ids(entities),
        of,
    }
}

/// The name with most words of each group of a story that means the same everywhere.
fn anchors(story: &StoryNames, ids: &[Option<usize>]) -> HashMap<usize, usize> {
    let mut anchors: HashMap<usize, (usize, usize)> = HashMap::new();
    for (n, id) in ids.iter().enumerate() {
        let Some(id) = *id else { continue };
        let words = story.names[n].name.form.core().len();
        let best = anchors.entry(story.groups.of(n)).or_insert((words, id));
        if words > best.0 {
            *best = (words, id);
        }
    }
    anchors
        .into_iter()
        .map(|(group, (_, id))| (group, id))
        .collect()
}

fn add(parts: &mut Parts, name: &StoryName) {
    for (text, &count) in &name.texts {
        parts.votes[name.name.kind as usize] += count.max(1);
        let known = parts.texts.get(text).is_none_or(|spelling| spelling.weak);
        let spelling = parts.texts.entry(text.clone()).or_default();
        spelling.count += count;
        spelling.weak = known && name.weak && !name.decided;
        if spelling.reason.is_none() {
            spelling.reason.clone_from(&name.reason);
        }
    }
}

fn entity(parts: &Parts) -> Entity {
    let most = parts
        .texts
        .values()
        .map(|spelling| spelling.count)
        .max()
        .unwrap_or(0);
    let rank = |(text, Spelling { count, .. }): &(&String, &Spelling)| {
        let form = NameForm::new(text);
        let common = *count * 20 >= most;
        let title = form.key.len();
        (
            common,
            form.acronym.is_none(),
            form.core().len().min(5),
            *count,
            title,
            std::cmp::Reverse((*text).clone()),
        )
    };
    let name = parts
        .texts
        .iter()
        .max_by_key(rank)
        .map_or("", |(text, _)| text);
    let key = name_form::key(name);
    let mut aliases: Vec<Alias> = parts
        .texts
        .iter()
        .map(|(text, spelling)| Alias {
            name: text.clone(),
            count: spelling.count,
            reason: reason_of(text, name, &key, spelling.reason.as_deref()),
            weak: spelling.weak && text != name,
        })
        .collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then(a.name.cmp(&b.name)));
    Entity {
        id: CompactString::default(),
        name: name.to_owned(),
        kind: EntityType::with_most(&parts.votes, EntityType::Other),
        aliases,
        translated: None,
    }
}

fn reason_of(text: &str, name: &str, key: &str, reason: Option<&str>) -> String {
    let form = NameForm::new(text);
    if text == name {
        "name".into()
    } else if form.key == key {
        format!("spelling: {text} / {name}")
    } else if let Some(reason) = reason {
        reason.into()
    } else if known_alias::row(&form).is_some() {
        format!("known alias: {text} / {name}")
    } else {
        format!("same name in another story: {text} / {name}")
    }
}

/// Ids made of the name, so that they outlive a change of the pile; names that collide are
/// numbered in order of kind and aliases.
fn with_ids(mut entities: Vec<Entity>) -> Vec<Entity> {
    let mut order: Vec<usize> = (0..entities.len()).collect();
    let size = |e: &Entity| e.aliases.iter().map(|a| a.count).sum::<usize>();
    order.sort_by_key(|&n| (entities[n].kind, std::cmp::Reverse(size(&entities[n])), n));
    let mut seen: HashMap<String, usize> = HashMap::new();
    for n in order {
        let words = NameForm::new(&entities[n].name).words;
        let slug = if words.is_empty() {
            "name".into()
        } else {
            words.join("-")
        };
        let count = seen.entry(slug.clone()).or_default();
        *count += 1;
        entities[n].id = if *count == 1 {
            slug.into()
        } else {
            format_compact!("{slug}~{count}")
        };
    }
    entities
}
