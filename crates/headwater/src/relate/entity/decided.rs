//! What the user decided about names, ready to be obeyed: it stands above all evidence.

use crate::lexicon::join::Groups;
use crate::lexicon::name_form;
use crate::lexicon::same_name::Name;
use crate::model::{Decision, EntityType, Problem, Verdict};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// What aliases joined by a decision say.
pub const REASON: &str = "decided by the user";

/// A name that is decided about: its folded words, and whether a person bears it.
pub type Key = (String, bool);

/// Decisions that do not contradict each other.
#[derive(Default)]
pub struct Decided {
    same: Vec<Decision>,
    rows_of: HashMap<Key, Vec<usize>>,
    apart: HashMap<Key, HashSet<Key>>,
}

impl Decided {
    /// Takes the rows that can be obeyed together; the others are problems of the file `path`.
    pub fn new(rows: &[Decision], path: &str) -> (Self, Vec<Problem>) {
        let (same, different) = without_conflicts(rows);
        let (mut decided, mut problems) = (Decided::default(), Vec::new());
        for row in different {
            match row {
                Ok(row) => decided.keep_apart(row),
                Err(what) => problems.push(problem(path, what)),
            }
        }
        for row in same {
            for key in [key(&row.a, row.kind), key(&row.b, row.kind)] {
                decided
                    .rows_of
                    .entry(key)
                    .or_default()
                    .push(decided.same.len());
            }
            decided.same.push(row.clone());
        }
        (decided, problems)
    }

    fn keep_apart(&mut self, row: &Decision) {
        let (a, b) = (key(&row.a, row.kind), key(&row.b, row.kind));
        self.apart.entry(a.clone()).or_default().insert(b.clone());
        self.apart.entry(b).or_default().insert(a);
    }

    /// The rows that say that two names are one.
    pub fn rows(&self) -> &[Decision] {
        &self.same
    }

    /// Those of them that name `name`.
    pub fn same(&self, name: &Name) -> impl Iterator<Item = &Decision> {
        let rows = keys(name)
            .into_iter()
            .filter_map(|key| self.rows_of.get(&key));
        rows.flatten().map(|&row| &self.same[row])
    }

    /// A row says that `name` is not another name.
    pub fn is_kept_apart(&self, name: &Name) -> bool {
        !self.apart.is_empty() && keys(name).iter().any(|key| self.apart.contains_key(key))
    }

    /// A row says that these are two.
    pub fn are_apart(&self, a: &Name, b: &Name) -> bool {
        if self.apart.is_empty() {
            return false;
        }
        let others = keys(b);
        let mut rows = keys(a).into_iter().filter_map(|key| self.apart.get(&key));
        rows.any(|apart| others.iter().any(|key| apart.contains(key)))
    }
}

fn problem(path: &str, what: String) -> Problem {
    Problem {
        path: path.into(),
        record: None,
        stage: "relate".into(),
        what,
        remedy: "take one of these rows back; until then none of them is obeyed".into(),
    }
}

fn key(name: &str, kind: EntityType) -> Key {
    (name_form::key(name), kind == EntityType::Person)
}

/// A name of no kind may be a person's or not.
fn keys(name: &Name) -> Vec<Key> {
    let key = |person| (name.form.key.clone(), person);
    match name.kind {
        EntityType::Other => vec![key(true), key(false)],
        kind => vec![key(kind == EntityType::Person)],
    }
}

/// The rows that say `same`, and those that say `different` or what is wrong with them. Where a
/// chain of the first leads from one name of the second to the other, none of these rows is kept.
fn without_conflicts(rows: &[Decision]) -> (Vec<&Decision>, Vec<Result<&Decision, String>>) {
    let of = |verdict: Verdict| rows.iter().filter(move |row| row.decision == verdict);
    let same: Vec<&Decision> = of(Verdict::Same).collect();
    let graph = Graph::new(&same);
    let mut left_out = HashSet::new();
    let mut check = |row| {
        let Some(chain) = graph.chain(row) else {
            return Ok(row);
        };
        left_out.extend(chain.iter().copied());
        let told: Vec<String> = (chain.iter().map(|&n| shown(same[n])))
            .chain([shown(row)])
            .collect();
        Err(format!(
            "decisions contradict each other: {}",
            told.join("; ")
        ))
    };
    let different = of(Verdict::Different).map(&mut check).collect();
    let kept = (0..same.len()).filter(|n| !left_out.contains(n));
    (kept.map(|n| same[n]).collect(), different)
}

fn shown(row: &Decision) -> String {
    let verb = match row.decision {
        Verdict::Same => "is the same as",
        Verdict::Different => "is not",
        Verdict::Unsure => "may be",
    };
    format!("'{}' {verb} '{}'", row.a, row.b)
}

/// Names joined by rows.
struct Graph {
    at: HashMap<Key, usize>,
    /// For each name its neighbours, each with the row that joins them.
    near: Vec<BTreeMap<usize, usize>>,
    groups: Groups,
}

impl Graph {
    fn new(same: &[&Decision]) -> Self {
        let mut at = HashMap::new();
        let mut near: Vec<BTreeMap<usize, usize>> = Vec::new();
        let mut ends = Vec::with_capacity(same.len());
        for (n, row) in same.iter().enumerate() {
            let [a, b] = [&row.a, &row.b].map(|name| {
                let next = at.len();
                *at.entry(key(name, row.kind)).or_insert(next)
            });
            near.resize_with(at.len(), BTreeMap::new);
            near[a].entry(b).or_insert(n);
            near[b].entry(a).or_insert(n);
            ends.push((a, b));
        }
        let mut groups = Groups::new(at.len());
        ends.iter().for_each(|&(a, b)| {
            groups.join(a, b, |_, _| false);
        });
        Graph { at, near, groups }
    }

    /// The rows of the shortest chain between the names of a row that says `different`.
    fn chain(&self, row: &Decision) -> Option<Vec<usize>> {
        let (a, b) = (key(&row.a, row.kind), key(&row.b, row.kind));
        if a == b {
            return Some(Vec::new());
        }
        let (&from, &to) = (self.at.get(&a)?, self.at.get(&b)?);
        if self.groups.of(from) != self.groups.of(to) {
            return None;
        }
        let mut before: HashMap<usize, (usize, usize)> = HashMap::new();
        let mut queue = VecDeque::from([from]);
        while let Some(name) = queue.pop_front().filter(|&name| name != to) {
            for (&next, &row) in &self.near[name] {
                if next != from && !before.contains_key(&next) {
                    before.insert(next, (name, row));
                    queue.push_back(next);
                }
            }
        }
        let mut chain = Vec::new();
        let mut name = to;
        while let Some(&(last, row)) = before.get(&name) {
            chain.push(row);
            name = last;
        }
        chain.reverse();
        Some(chain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::name_form::NameForm;

    fn row(decision: Verdict, a: &str, b: &str) -> Decision {
        Decision {
            decision,
            a: a.into(),
            b: b.into(),
            kind: EntityType::Person,
        }
    }

    fn person(name: &str) -> Name {
        Name {
            form: NameForm::new(name),
            kind: EntityType::Person,
        }
    }

    #[test]
    fn a_contradiction_through_a_chain_is_told_and_not_obeyed() {
        use Verdict::{Different, Same};
        let rows = [
            row(Same, "Ilan Vesk", "the Harbour Master"),
            row(Same, "Harbour Master", "Ilan Dvorek"),
            row(Different, "Ilan Dvorek", "Ilan Vesk"),
            row(Same, "Tess Marr", "Tessa Marr"),
            row(Different, "Vesk", "Ilan Dvorek"),
        ];
        let (decided, problems) = Decided::new(&rows, "decisions.jsonl");
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].what,
            "decisions contradict each other: 'Harbour Master' is the same as 'Ilan Dvorek'; \
             'Ilan Vesk' is the same as 'the Harbour Master'; 'Ilan Dvorek' is not 'Ilan Vesk'"
        );
        assert_eq!(decided.same(&person("Ilan Vesk")).count(), 0);
        assert_eq!(decided.same(&person("TESSA MARR")).count(), 1);
        assert!(!decided.are_apart(&person("Ilan Vesk"), &person("Ilan Dvorek")));
        assert!(decided.are_apart(&person("Ilan Dvorek"), &person("Vesk")));
    }

    #[test]
    fn one_spelling_cannot_be_two_names() {
        let rows = [row(Verdict::Different, "U. Vesk", "U Vesk")];
        let (decided, problems) = Decided::new(&rows, "decisions.jsonl");
        assert!(!decided.is_kept_apart(&person("U Vesk")));
        assert_eq!(problems.len(), 1);
    }
}
