//! What documents can be chosen by, in memory: outlet, speaker, origin, day, origins, discrepancies.

use headwater::publish::html::Site;
use headwater::publish::view::View;
use std::collections::{BTreeSet, HashMap};

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
    /// What is offered when nothing is asked, in names of each facet.
    unasked: [Vec<(u32, usize)>; 3],
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
        let every: Vec<usize> = (0..count).collect();
        Facets {
            orders: [
                Order::by(count, |n| (0, story[n])),
                Order::by(count, |n| (day_before(&days[n].1), story[n])),
            ],
            unasked: columns
                .each_ref()
                .map(|column| column.commonest(&every, None)),
            columns,
            days,
            single,
            differ,
            story,
            stories: view.stories.len(),
        }
    }

    /// All documents: those of large stories first, or the latest first, the undated last.
    pub fn all(&self, by_date: bool) -> &[usize] {
        &self.orders[usize::from(by_date)].documents
    }

    /// Documents with their scores in order: the highest first, or the latest first.
    pub fn sorted(&self, found: &[(f32, usize)], by_date: bool) -> Vec<usize> {
        let order = &self.orders[usize::from(by_date)];
        let key = |(score, n): &(f32, usize)| {
            let place = order.places[*n] as u64;
            match by_date {
                true => place,
                // Scores are positive: their bits are in order as they are.
                false => u64::from(!score.max(0.0).to_bits()) << 32 | place,
            }
        };
        let mut keys: Vec<u64> = found.iter().map(key).collect();
        keys.sort_unstable();
        let places = keys.into_iter().map(|key| key as u32 as usize);
        places.map(|place| order.documents[place]).collect()
    }

    /// Stories of documents in the order of their first, each with how many of them it has.
    pub fn stories(&self, documents: &[usize]) -> Vec<(usize, usize)> {
        let mut counts = vec![0; self.stories];
        let mut order = Vec::new();
        for story in documents.iter().map(|n| self.story[*n]) {
            if let Some(count) = counts.get_mut(story) {
                if *count == 0 {
                    order.push(story);
                }
                *count += 1;
            }
        }
        order.into_iter().map(|s| (s, counts[s])).collect()
    }

    /// The commonest values of a facet among documents, and how many have each. The wanted one is
    /// always among them.
    pub fn offered(&self, facet: usize, documents: &[usize], wanted: &str) -> Vec<(&str, usize)> {
        let column = &self.columns[facet];
        let wanted = column.number(wanted);
        let found = match (wanted, documents.len() == self.story.len()) {
            (None, true) => self.unasked[facet].clone(),
            _ => column.commonest(documents, wanted),
        };
        let named = found.into_iter();
        named
            .map(|(n, count)| (column.names[n as usize].as_str(), count))
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
        Column {
            names: names.into_iter().map(str::to_string).collect(),
            numbers,
            ends,
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

    /// The names that most documents have and the wanted one: most documents first, then in order
    /// of names.
    fn commonest(&self, documents: &[usize], wanted: Option<u32>) -> Vec<(u32, usize)> {
        let mut counts = vec![0_usize; self.names.len()];
        for value in documents.iter().flat_map(|n| self.of(*n)) {
            counts[*value as usize] += 1;
        }
        let counted = (0..).zip(counts);
        let mut found: Vec<(u32, usize)> = counted
            .filter(|(n, count)| *count > 0 || Some(*n) == wanted)
            .collect();
        if found.len() > OFFERED {
            let order = |(n, count): &(u32, usize)| (Some(*n) != wanted, usize::MAX - count, *n);
            found.select_nth_unstable_by_key(OFFERED, order);
            found.truncate(OFFERED);
        }
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
    let day = |bound: &Option<String>| {
        let day = bound.as_ref().or(published.value.as_ref());
        day.and_then(|d| d.get(..10)).unwrap_or("").to_string()
    };
    (day(&published.earliest), day(&published.latest))
}
