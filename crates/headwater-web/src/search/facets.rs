//! What documents can be chosen by, in memory: outlet, speaker, origin, day, origins, discrepancies.

use headwater::publish::html::Site;
use headwater::publish::view::View;
use std::collections::{BTreeSet, BinaryHeap, HashMap};
use std::sync::OnceLock;

/// Values of a facet that are offered.
const OFFERED: usize = 100;

/// What documents must have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Values by facet: outlet, speaker, origin; empty when any will do.
    pub values: [String; 3],
    /// First day, ISO 8601, or nothing.
    pub from: String,
    /// Last day.
    pub to: String,
    /// They carry a passage of several documents that rests on one origin.
    pub single: bool,
    /// They are a side of a discrepancy.
    pub differ: bool,
}

/// Names of the facets with values.
pub const FACETS: [(&str, &str); 3] = [
    ("outlet", "Outlet"),
    ("speaker", "Speaker"),
    ("origin", "Origin"),
];

/// The values of all documents.
pub struct Facets {
    columns: [Column; 3],
    days: Vec<(String, String)>,
    single: Vec<bool>,
    differ: Vec<bool>,
    story: Vec<usize>,
    stories: usize,
    /// By size of the story, and by date.
    orders: [Order; 2],
}

/// Documents in an order, and the place of each in it.
struct Order {
    documents: Vec<usize>,
    places: Vec<usize>,
}

/// The values of one facet: names in order, and the numbers of the names of all documents, one
/// document after the other.
struct Column {
    names: Vec<String>,
    numbers: Vec<u32>,
    /// Where those of each document end.
    ends: Vec<u32>,
    /// How many documents have each name.
    counts: Vec<u32>,
    /// The commonest names of all documents.
    commonest: OnceLock<Vec<(u32, usize)>>,
}

/// What is wanted, in numbers.
pub struct Chosen<'a> {
    facets: &'a Facets,
    wanted: &'a Wanted,
    /// `Some(None)`: a value that no document has.
    values: [Option<Option<u32>>; 3],
}

impl Facets {
    /// The values of all documents.
    pub fn new(site: &Site) -> Self {
        let view = &site.view;
        let count = view.case.documents.len();
        let (mut single, mut differ) = (vec![false; count], vec![false; count]);
        let mut origins = vec![BTreeSet::new(); count];
        for story in &view.stories {
            for it in &story.collations {
                let Some(support) = it.support else { continue };
                let carriers = it.collation.witnesses.iter();
                for n in carriers.filter_map(|w| view.index(&w.document)) {
                    single[n] |= support.documents > 1 && support.independent_max == 1;
                    origins[n].extend(support.origins.iter().map(String::as_str));
                }
            }
            let sides = story.discrepancies.iter().flat_map(|d| &d.sides);
            let sides = sides.filter_map(|s| view.index(&s.document));
            sides.for_each(|n| differ[n] = true);
        }
        let days: Vec<_> = (0..count).map(|n| days(view, n)).collect();
        let story: Vec<_> = (0..count)
            .map(|n| site.story_of(n).unwrap_or(usize::MAX))
            .collect();
        let columns = [
            Column::new((0..count).map(|n| outlet(view, n))),
            Column::new((0..count).map(|n| speakers(view, n))),
            Column::new(origins.into_iter()),
        ];
        Facets {
            orders: [
                Order::by(count, |n| (0, story[n])),
                Order::by(count, |n| (day_before(&days[n].1), story[n])),
            ],
            columns,
            days,
            single,
            differ,
            story,
            stories: view.stories.len(),
        }
    }

    /// All documents in the order of the case, none better than another.
    pub fn every(&self) -> impl Iterator<Item = (f32, usize)> {
        (0..self.story.len()).map(|n| (0.0, n))
    }

    /// Documents with their scores as documents, and as stories with how many of them each has: the
    /// highest score first, or the latest first. Equal ones: large stories first, the undated last.
    /// Only the first `ordered` of both are in order.
    pub fn ranked(
        &self,
        found: &[(f32, usize)],
        by_date: bool,
        ordered: usize,
    ) -> (Vec<usize>, Vec<(usize, usize)>) {
        let order = &self.orders[usize::from(by_date)];
        let mut keys: Vec<u64> = found.iter().map(|it| order.key(it, by_date)).collect();
        let mut stories: Vec<_> = (0..self.stories).map(|s| (u64::MAX, s, 0)).collect();
        for (key, (_, n)) in keys.iter().zip(found) {
            if let Some((first, _, count)) = stories.get_mut(self.story[*n]) {
                *first = (*first).min(*key);
                *count += 1;
            }
        }
        stories.retain(|(_, _, count)| *count > 0);
        put_in_order(&mut keys, ordered);
        put_in_order(&mut stories, ordered);
        let documents = keys
            .into_iter()
            .map(|key| order.documents[key as u32 as usize]);
        let stories = stories.into_iter().map(|(_, story, count)| (story, count));
        (documents.collect(), stories.collect())
    }

    /// The commonest values of a facet among documents, which are in the order of the case, and how
    /// many have each. The wanted one is always among them.
    pub fn offered(&self, facet: usize, documents: &[usize], wanted: &str) -> Vec<(&str, usize)> {
        let column = &self.columns[facet];
        let wanted = column.number(wanted);
        let found = match wanted.is_none() && documents.len() == self.story.len() {
            true => column
                .commonest
                .get_or_init(|| column.commonest(documents, None)),
            false => &column.commonest(documents, wanted),
        };
        let named = found.iter();
        named
            .map(|(n, count)| (column.names[*n as usize].as_str(), *count))
            .collect()
    }

    /// What is wanted, in numbers.
    pub fn resolve<'a>(&'a self, wanted: &'a Wanted) -> Chosen<'a> {
        let number = |facet: usize| {
            let name = &wanted.values[facet];
            (!name.is_empty()).then(|| self.columns[facet].number(name))
        };
        Chosen {
            facets: self,
            wanted,
            values: [number(0), number(1), number(2)],
        }
    }
}

impl Chosen<'_> {
    /// The document has all that is wanted.
    pub fn fits(&self, document: usize) -> bool {
        let has = |(value, column): (&Option<Option<u32>>, &Column)| match value {
            None => true,
            Some(None) => false,
            Some(Some(value)) => column.of(document).contains(value),
        };
        let (earliest, latest) = &self.facets.days[document];
        let day = |day: &str| !day.is_empty();
        (!self.wanted.single || self.facets.single[document])
            && (!self.wanted.differ || self.facets.differ[document])
            && (!day(&self.wanted.from) || day(latest) && *latest >= self.wanted.from)
            && (!day(&self.wanted.to) || day(earliest) && *earliest <= self.wanted.to)
            && self.values.iter().zip(&self.facets.columns).all(has)
    }
}

impl Order {
    fn by(count: usize, key: impl Fn(usize) -> (u32, usize)) -> Self {
        let mut documents: Vec<usize> = (0..count).collect();
        documents.sort_by_key(|n| key(*n));
        let mut places = vec![0; count];
        for (place, n) in documents.iter().enumerate() {
            places[*n] = place;
        }
        Order { documents, places }
    }

    /// Smaller for what comes first; its lower half is the place of the document.
    fn key(&self, (score, n): &(f32, usize), by_date: bool) -> u64 {
        let place = self.places[*n] as u64;
        match by_date {
            true => place,
            // Scores are positive: their bits are in order as they are.
            false => u64::from(!score.max(0.0).to_bits()) << 32 | place,
        }
    }
}

/// Puts the least `count` in front, in order.
fn put_in_order<T: Ord>(all: &mut [T], count: usize) {
    if count < all.len() {
        all.select_nth_unstable(count);
    }
    let count = count.min(all.len());
    all[..count].sort_unstable();
}

/// Smaller for a later day; largest for none.
fn day_before(day: &str) -> u32 {
    let digits = day.bytes().filter(u8::is_ascii_digit).take(8);
    u32::MAX - digits.fold(0, |day, d| day * 10 + u32::from(d - b'0'))
}

impl Column {
    fn new<'a>(values: impl Iterator<Item = BTreeSet<&'a str>>) -> Self {
        let values: Vec<_> = values.collect();
        let names: BTreeSet<&str> = values.iter().flatten().copied().collect();
        let number: HashMap<&str, u32> = names.iter().copied().zip(0..).collect();
        let (mut numbers, mut ends) = (Vec::new(), Vec::new());
        for set in &values {
            numbers.extend(set.iter().map(|name| number[name]));
            ends.push(numbers.len() as u32);
        }
        let mut counts = vec![0; names.len()];
        numbers.iter().for_each(|n: &u32| counts[*n as usize] += 1);
        Column {
            names: names.into_iter().map(str::to_string).collect(),
            numbers,
            ends,
            counts,
            commonest: OnceLock::new(),
        }
    }

    fn number(&self, name: &str) -> Option<u32> {
        let found = self.names.binary_search_by(|n| n.as_str().cmp(name));
        found.ok().map(|n| n as u32)
    }

    /// Numbers of a document's names.
    fn of(&self, document: usize) -> &[u32] {
        let start = document.checked_sub(1).map_or(0, |n| self.ends[n]);
        &self.numbers[start as usize..self.ends[document] as usize]
    }

    /// How many of `documents`, which are in order, have each name. Where they are most of all, the
    /// others are counted.
    fn counts(&self, documents: &[usize]) -> Vec<u32> {
        if documents.len() * 2 < self.ends.len() {
            let mut counts = vec![0; self.names.len()];
            let values = documents.iter().flat_map(|n| self.of(*n));
            values.for_each(|value| counts[*value as usize] += 1);
            return counts;
        }
        let mut counts = self.counts.clone();
        let mut documents = documents.iter().copied().peekable();
        for other in (0..self.ends.len()).filter(|n| documents.next_if_eq(n).is_none()) {
            let values = self.of(other).iter();
            values.for_each(|value| counts[*value as usize] -= 1);
        }
        counts
    }

    /// The names that most documents have and the wanted one: most documents first, then in order
    /// of names.
    fn commonest(&self, documents: &[usize], wanted: Option<u32>) -> Vec<(u32, usize)> {
        // The least of those kept is on top.
        let mut kept = BinaryHeap::with_capacity(OFFERED + 1);
        for (n, count) in (0..).zip(self.counts(documents)) {
            let key = (Some(n) != wanted, u32::MAX - count, n);
            let full = kept.len() == OFFERED && kept.peek().is_some_and(|least| *least < key);
            if full || count == 0 && Some(n) != wanted {
                continue;
            }
            kept.push(key);
            if kept.len() > OFFERED {
                kept.pop();
            }
        }
        let mut found: Vec<_> = kept
            .into_iter()
            .map(|(_, rest, n)| (n, (u32::MAX - rest) as usize))
            .collect();
        found.sort_by_key(|(n, count)| (usize::MAX - count, *n));
        found
    }
}

fn outlet<'a>(view: &View<'a>, n: usize) -> BTreeSet<&'a str> {
    view.case.documents[n]
        .outlet
        .as_deref()
        .into_iter()
        .collect()
}

fn speakers<'a>(view: &View<'a>, n: usize) -> BTreeSet<&'a str> {
    let quotations = view.case.annotations[n].quotations.iter();
    let spoken = quotations.filter(|q| q.kind.is_speech());
    spoken
        .filter_map(|q| q.speaker.as_deref())
        .map(|s| view.name(s))
        .collect()
}

/// First and last day that a document can be of; empty when unknown.
fn days(view: &View, n: usize) -> (String, String) {
    let published = &view.case.documents[n].published;
    let day = |bound: Option<&str>| {
        let day = bound.or(published.value.as_deref());
        day.and_then(|d| d.get(..10)).unwrap_or("").to_string()
    };
    (
        day(published.earliest.as_deref()),
        day(published.latest.as_deref()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_most_are_counted_alike() {
        let documents = ["ab", "", "b", "abc", "c"].map(|names| {
            let parts = names.split("").filter(|name| !name.is_empty());
            parts.collect()
        });
        let column = Column::new(documents.into_iter());
        assert_eq!(column.counts(&[0, 3]), [2, 2, 1]);
        assert_eq!(column.counts(&[0, 1, 3]), [2, 2, 1]);
        assert_eq!(column.counts(&[0, 1, 2, 3, 4]), [2, 3, 2]);
        assert_eq!(column.counts(&[]), [0, 0, 0]);
        assert_eq!(
            column.commonest(&[0, 2, 3], Some(2)),
            [(1, 3), (0, 2), (2, 1)]
        );
    }

    #[test]
    fn the_first_are_in_order() {
        let mut all: Vec<u32> = (0..100).map(|n| n * 37 % 101).collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        put_in_order(&mut all, 10);
        assert_eq!(all[..10], sorted[..10]);
        put_in_order(&mut all, 1000);
        assert_eq!(all, sorted);
    }
}
