//! Independence of sources on a table of claims: what each source says about each object.
//!
//! Where no text shows who took from whom, sources betray themselves by the errors that they share:
//! independent sources seldom make the same mistake. Accuracy of sources, truth of values and
//! dependence of pairs are found together, in rounds (X. L. Dong, L. Berti-Équille, D. Srivastava:
//! Integrating conflicting data: the role of source dependence. VLDB 2009). Support then counts as
//! everywhere: what is shown to be copied counts once, and what cannot be told makes the interval.

mod dependence;
mod table;

use dependence::Dependence;
use serde::Serialize;
use std::collections::BTreeMap;
use table::{Table, Value};

/// Rounds after which the decisions are taken as they are.
const ROUNDS: usize = 30;
/// Accuracy that a source is held to have before anything is known, and the claims this weighs as.
const PRIOR: (f64, f64) = (0.8, 2.0);
/// Bounds of a source's accuracy: nobody is always right.
const ACCURACY: (f64, f64) = (0.05, 0.98);
/// Wrong values that an object has.
pub(super) const WRONG: f64 = 100.0;
/// Part of its claims that a copier copies.
pub(super) const COPIED: f64 = 0.8;
/// Share of the votes for a value that count for another in proportion to the words they share.
const ALIKE: f64 = 0.5;
/// Probabilities from which two sources are shown to depend, and below which to be separate.
const SHOWN: (f64, f64) = (0.95, 0.05);

/// What one source says about one object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Who says it.
    pub source: String,
    /// About what.
    pub object: String,
    /// What it says.
    pub value: String,
}

/// One value that is claimed of an object, and on how many independent sources it rests.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// About what.
    pub object: String,
    /// As most of its sources write it.
    pub value: String,
    /// Who says it, in order of name.
    pub sources: Vec<String>,
    /// Sources shown to be separate.
    pub independent_min: usize,
    /// Sources left when everything not shown to be dependent is counted.
    pub independent_max: usize,
    /// How probable the value is, 0 to 1, under the model of the method; no judgement of the truth.
    pub probability: f64,
    /// The most probable value of its object.
    pub likeliest: bool,
    /// Pairs of its sources that are shown to depend on each other.
    pub reasons: Vec<SharedClaims>,
}

/// Why two sources are held to depend on each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharedClaims {
    /// One source.
    pub a: String,
    /// The other.
    pub b: String,
    /// Objects on which they agree.
    pub same: usize,
    /// Those among them where their value is not the likeliest.
    pub same_unlikely: usize,
    /// Objects on which they differ.
    pub different: usize,
    /// How probable it is that one copies the other, 0 to 1.
    pub probability: f64,
}

/// Weighs claims given in any order: one row for each value, by object, likeliest first.
///
/// Values that have the same words in any order and case are one. Takes O(claims) in each round, and
/// for each pair of sources that share values the length of their lists.
pub fn weigh(claims: &[Claim]) -> Vec<Weighed> {
    let table = Table::new(claims);
    let mut state = State::new(&table);
    for _ in 0..ROUNDS {
        let before = state.likeliest.clone();
        state.turn();
        if state.likeliest == before {
            break;
        }
    }
    state.rows()
}

struct State<'a> {
    table: &'a Table,
    accuracy: Vec<f64>,
    /// By number of the value.
    probability: Vec<f64>,
    /// By number of the object: the number of its likeliest value.
    likeliest: Vec<usize>,
    dependence: Dependence,
}

impl<'a> State<'a> {
    fn new(table: &'a Table) -> Self {
        State {
            accuracy: vec![PRIOR.0; table.sources.len()],
            probability: vec![0.0; table.values.len()],
            likeliest: vec![usize::MAX; table.objects.len()],
            dependence: Dependence::new(table),
            table,
        }
    }

    fn turn(&mut self) {
        self.vote();
        self.judge();
        self.dependence
            .learn(self.table, &self.probability, &self.accuracy);
    }

    /// Probability of each value from the votes of its sources.
    fn vote(&mut self) {
        for (object, values) in self.table.objects.iter().enumerate() {
            let numbers = values.clone();
            let votes: Vec<f64> = numbers.clone().map(|v| self.votes(v)).collect();
            let counts: Vec<f64> = (0..votes.len())
                .map(|n| votes[n] + self.votes_of_alike(numbers.start, n, &votes))
                .collect();
            let most = counts.iter().copied().fold(0.0, f64::max);
            let unclaimed = (WRONG + 1.0 - counts.len() as f64).max(0.0) * (-most).exp();
            let sum: f64 = unclaimed + counts.iter().map(|c| (c - most).exp()).sum::<f64>();
            for (value, count) in numbers.clone().zip(&counts) {
                self.probability[value] = (count - most).exp() / sum;
            }
            self.likeliest[object] = self.best(numbers);
        }
    }

    /// What the sources of a value say together; who may copy an earlier one says less.
    fn votes(&self, value: usize) -> f64 {
        let mut sources = self.table.values[value].sources.clone();
        sources.sort_by(|a, b| {
            self.accuracy[*b]
                .total_cmp(&self.accuracy[*a])
                .then(a.cmp(b))
        });
        let weight = |(n, &source): (usize, &usize)| {
            let accuracy = self.accuracy[source];
            let own: f64 = sources[..n]
                .iter()
                .map(|&other| 1.0 - COPIED * self.dependence.between(source, other))
                .product();
            own * (WRONG * accuracy / (1.0 - accuracy)).ln()
        };
        sources.iter().enumerate().map(weight).sum()
    }

    /// Votes of other values of the object that have most of the same words.
    fn votes_of_alike(&self, first: usize, n: usize, votes: &[f64]) -> f64 {
        let values = &self.table.values;
        let others = (0..votes.len()).filter(|&other| other != n);
        let alike =
            others.map(|other| values[first + n].likeness(&values[first + other]) * votes[other]);
        ALIKE * alike.sum::<f64>()
    }

    fn best(&self, mut numbers: std::ops::Range<usize>) -> usize {
        let first = numbers.next().unwrap_or(0);
        let weight = |v: usize| (self.probability[v], self.table.values[v].sources.len());
        numbers.fold(first, |best, v| {
            let ((p, n), (q, m)) = (weight(v), weight(best));
            if p.total_cmp(&q).then(n.cmp(&m)).is_gt() {
                v
            } else {
                best
            }
        })
    }

    /// Accuracy of each source from the probability of its values.
    fn judge(&mut self) {
        for (source, claims) in self.table.claims.iter().enumerate() {
            let right: f64 = claims
                .iter()
                .map(|&(_, value)| self.probability[value])
                .sum();
            let (prior, weight) = PRIOR;
            let accuracy = (right + prior * weight) / (claims.len() as f64 + weight);
            self.accuracy[source] = accuracy.clamp(ACCURACY.0, ACCURACY.1);
        }
    }

    fn rows(&self) -> Vec<Weighed> {
        let mut rows = Vec::new();
        for (object, values) in self.table.objects.iter().enumerate() {
            let mut numbers: Vec<usize> = values.clone().collect();
            numbers.sort_by(|&a, &b| {
                let by_chance = self.probability[b].total_cmp(&self.probability[a]);
                (b == self.likeliest[object])
                    .cmp(&(a == self.likeliest[object]))
                    .then(by_chance)
                    .then(a.cmp(&b))
            });
            rows.extend(numbers.into_iter().map(|v| self.row(object, v)));
        }
        rows
    }

    fn row(&self, object: usize, number: usize) -> Weighed {
        let value: &Value = &self.table.values[number];
        let name = |n: usize| self.table.sources[n].clone();
        let pairs = self.dependence.among(&value.sources);
        let shown: Vec<_> = pairs.iter().filter(|(_, _, p)| *p >= SHOWN.0).collect();
        let reason = |&&(a, b, probability): &&(usize, usize, f64)| {
            let (same, same_unlikely, different) = self.table.compare(a, b, &self.likeliest);
            SharedClaims {
                a: name(a),
                b: name(b),
                same,
                same_unlikely,
                different,
                probability,
            }
        };
        let groups = groups(&value.sources, &shown);
        Weighed {
            object: self.table.names[object].clone(),
            value: value.text.clone(),
            sources: value.sources.iter().map(|&s| name(s)).collect(),
            independent_min: self.separate(&groups),
            independent_max: groups.len(),
            probability: self.probability[number],
            likeliest: self.likeliest[object] == number,
            reasons: shown.iter().map(reason).collect(),
        }
    }

    /// Groups of which every two are shown to be separate, built in order; one at least.
    fn separate(&self, groups: &[Vec<usize>]) -> usize {
        let mut kept: Vec<&Vec<usize>> = Vec::new();
        for group in groups {
            let apart = |other: &&Vec<usize>| {
                let pairs = group
                    .iter()
                    .flat_map(|a| other.iter().map(move |b| (*a, *b)));
                pairs
                    .into_iter()
                    .all(|(a, b)| self.dependence.known(a, b).is_some_and(|p| p <= SHOWN.1))
            };
            if kept.iter().all(apart) {
                kept.push(group);
            }
        }
        kept.len()
    }
}

/// Sources joined by pairs that are shown to depend.
fn groups(sources: &[usize], shown: &[&(usize, usize, f64)]) -> Vec<Vec<usize>> {
    let mut head: BTreeMap<usize, usize> = sources.iter().map(|&s| (s, s)).collect();
    for &&(a, b, _) in shown {
        let (a, b) = (head[&a], head[&b]);
        let (keep, gone) = (a.min(b), a.max(b));
        head.values_mut()
            .filter(|h| **h == gone)
            .for_each(|h| *h = keep);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (source, head) in head {
        groups.entry(head).or_default().push(source);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of numbers that looks random and is always the same.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (self.0 >> 33) % n
        }
    }

    /// Eight sources that err by themselves, and a bad one that nine others copy.
    fn table(objects: u64) -> Vec<Claim> {
        let mut chance = Chance(7);
        let mut claims = Vec::new();
        for object in 0..objects {
            let mut claim = |source: String, value: u64| {
                let object = format!("o{object}");
                let value = if value == 0 {
                    "the truth".into()
                } else {
                    format!("error {value}")
                };
                claims.push(Claim {
                    source,
                    object,
                    value,
                });
            };
            for source in 0..8 {
                let wrong = chance.below(10) < 3;
                claim(
                    format!("own {source}"),
                    if wrong { 1 + chance.below(30) } else { 0 },
                );
            }
            let bad = if chance.below(10) < 5 {
                1 + chance.below(30)
            } else {
                0
            };
            for source in 0..10 {
                let copies = source == 0 || chance.below(10) < 9;
                claim(format!("bad {source}"), if copies { bad } else { 0 });
            }
        }
        claims
    }

    #[test]
    fn copies_of_an_error_do_not_outvote_the_independent() {
        let claims = table(100);
        let rows = weigh(&claims);
        let right = |rows: &[&Weighed]| rows.iter().filter(|r| r.value == "the truth").count();
        let likeliest: Vec<&Weighed> = rows.iter().filter(|r| r.likeliest).collect();
        assert_eq!(likeliest.len(), 100);
        let mut voted: BTreeMap<&str, &Weighed> = BTreeMap::new();
        for row in &rows {
            let best = voted.entry(&row.object).or_insert(row);
            if row.sources.len() > best.sources.len() {
                *best = row;
            }
        }
        let voted: Vec<&Weighed> = voted.into_values().collect();
        assert!(right(&voted) < 70, "voting is right on {}", right(&voted));
        assert!(right(&likeliest) > 90, "right on {}", right(&likeliest));
        let error = rows
            .iter()
            .find(|r| r.sources.len() > 7 && r.value != "the truth");
        assert_eq!(error.map(|r| r.independent_max <= 2), Some(true));
    }

    #[test]
    fn any_order_gives_the_same() {
        let mut claims = table(20);
        let rows = weigh(&claims);
        claims.reverse();
        assert_eq!(weigh(&claims), rows);
    }

    #[test]
    fn one_value_in_two_orders_of_words_is_one() {
        let claim = |source: &str, value: &str| Claim {
            source: source.into(),
            object: "book".into(),
            value: value.into(),
        };
        let rows = weigh(&[
            claim("a", "Rehn, Ada"),
            claim("b", "Ada Rehn"),
            claim("c", "Ada Rehn"),
        ]);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].value, "Ada Rehn");
        assert_eq!((rows[0].independent_min, rows[0].independent_max), (1, 3));
    }

    #[test]
    fn nothing_claimed_is_nothing_weighed() {
        assert_eq!(weigh(&[]), []);
    }
}
