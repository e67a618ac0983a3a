//! What happens, and who tells it.

use super::UNSEEN;
use super::article::{Article, Key, Sentence};
use crate::random::Random;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    agencies: Vec<String>,
    outlets: Vec<String>,
    people: Vec<String>,
    roles: Vec<String>,
    places: Vec<String>,
    languages: Vec<String>,
    days: Vec<String>,
    own: Vec<String>,
    furniture: Vec<String>,
    pub synonyms: BTreeMap<String, String>,
    pub american: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Events {
    events: Vec<Event>,
}

/// One row of `events.toml`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    titles: Vec<String>,
    names: Vec<String>,
    facts: Vec<Fact>,
    quotes: Vec<String>,
    speech: [String; 2],
    toll: [String; 2],
    counted: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    tell: [String; 2],
    passive: Option<String>,
}

/// Somebody who speaks.
#[derive(Clone)]
pub struct Person {
    pub name: String,
    pub role: String,
}

/// One event with everybody in it.
pub struct World {
    pub random: Random,
    pub words: Words,
    event: Event,
    slots: BTreeMap<&'static str, String>,
    /// Nobody is asked twice.
    agencies: Vec<String>,
    outlets: Vec<String>,
    people: Vec<String>,
    ids: Vec<String>,
    own: Vec<String>,
    title: usize,
    /// Day of the event in its month of 2023.
    first_day: u64,
    month: u64,
}

/// Weekday of a day in 2023, which began on a Sunday; Sunday is 0.
fn weekday(month: u64, day: u64) -> usize {
    const BEFORE: [u64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    ((BEFORE[month as usize - 1] + day - 1) % 7) as usize
}

fn data<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("the data of the piles")
}

impl World {
    pub fn new(seed: u64, recipe: u64) -> Self {
        let mut random = Random::new(seed.wrapping_mul(1_000).wrapping_add(recipe));
        let words: Words = data(include_str!("../../piles/words.toml"));
        let events = data::<Events>(include_str!("../../piles/events.toml")).events;
        let (seen, unseen) = events.split_at(events.len() / 2);
        let events = if seed < UNSEEN { seen } else { unseen };
        let event = random.of(events).clone();
        let mut ids: Vec<String> = ('a'..='l').map(String::from).collect();
        let lists = [&words.agencies, &words.outlets, &words.people, &words.own];
        let [mut agencies, mut outlets, mut people, mut own] = lists.map(Vec::clone);
        for list in [&mut agencies, &mut outlets, &mut people, &mut own, &mut ids] {
            random.shuffle(list);
        }
        let (first_day, month) = (1 + random.below(20), 1 + random.below(12));
        let mut places = words.places.clone();
        random.shuffle(&mut places);
        let slots = BTreeMap::from([
            ("{place}", places[0].clone()),
            ("{name}", random.of(&event.names).clone()),
            ("{home}", places[1].clone()),
            ("{day}", words.days[weekday(month, first_day)].clone()),
            ("{n}", (20 + random.below(70)).to_string()),
            ("{m}", (3 + random.below(14)).to_string()),
            ("{language}", random.of(&words.languages).clone()),
        ]);
        World {
            random,
            words,
            event,
            slots,
            agencies,
            outlets,
            people,
            ids,
            own,
            title: 0,
            first_day,
            month,
        }
    }

    /// `pattern` with its slots filled.
    pub fn fill(&self, pattern: &str) -> String {
        let fill = |text: String, (slot, value): (&&str, &String)| text.replace(slot, value);
        let text = self.slots.iter().fold(pattern.to_string(), fill);
        text[..1].to_uppercase() + &text[1..]
    }

    pub fn slot(&self, slot: &'static str) -> &str {
        &self.slots[slot]
    }

    /// Changes the number of the event.
    pub fn with_number(&mut self, n: u64) {
        self.slots.insert("{n}", n.to_string());
    }

    pub fn agency(&mut self) -> String {
        self.agencies.pop().expect("agencies enough")
    }

    pub fn outlet(&mut self) -> String {
        self.outlets.pop().expect("outlets enough")
    }

    pub fn person(&mut self) -> Person {
        let name = self.people.pop().expect("people enough");
        let role = self.random.of(&self.words.roles).clone();
        Person { name, role }
    }

    /// An article with no sentences yet, `after` days after the event.
    pub fn article(&mut self, outlet: &str, after: u64) -> Article {
        let title = self.event.titles[self.title % self.event.titles.len()].clone();
        self.title += 1;
        Article {
            id: self.ids.pop().expect("ids enough"),
            outlet: outlet.to_string(),
            published: Some(self.date(after)),
            title: self.fill(&title),
            head: String::new(),
            sentences: Vec::new(),
            tail: Vec::new(),
        }
    }

    /// ISO day.
    fn date(&self, after: u64) -> String {
        format!("2023-{:02}-{:02}", self.month, self.first_day + after)
    }

    /// 'KELL, Feb 8 (Northline) - ' in one of the shapes that agencies use.
    pub fn dateline(&mut self, agency: &str) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let (month, day) = (MONTHS[self.month as usize - 1], self.first_day);
        let (short, place) = (&month[..3], self.slot("{place}").to_uppercase());
        match self.random.below(4) {
            0 => format!("{place}, {short} {day} ({agency}) - "),
            1 => format!("{place} ({agency}) — "),
            2 => format!("{place}, {day} {month} ({agency}) – "),
            _ => format!("({agency}) {place} — "),
        }
    }

    /// A fact as one writer tells it.
    pub fn fact(&self, n: usize, writer: usize) -> Sentence {
        let fact = &self.event.facts[n % self.event.facts.len()];
        Sentence::plain(Key::Fact(n), self.fill(&fact.tell[writer]))
    }

    /// The passive of a fact's first telling.
    pub fn passive(&self, n: usize) -> Option<String> {
        let fact = self.event.facts.get(n)?;
        fact.passive.as_ref().map(|text| self.fill(text))
    }

    /// Several facts by one writer.
    pub fn facts(&self, which: &[usize], writer: usize) -> Vec<Sentence> {
        which.iter().map(|&n| self.fact(n, writer)).collect()
    }

    /// A sentence from the outlet's own desk.
    pub fn own(&mut self) -> Sentence {
        let text = self.own.pop().unwrap_or_else(|| self.words.own[0].clone());
        let text = self.fill(text.trim_end_matches('.'));
        Sentence::plain(Key::Own, text)
    }

    pub fn furniture(&mut self) -> Option<String> {
        let furniture = self.random.of(&self.words.furniture).clone();
        self.random.chance(40).then_some(furniture)
    }

    pub fn quote(&self, n: usize) -> String {
        self.event.quotes[n % self.event.quotes.len()].clone()
    }

    pub fn speech(&self, translator: usize) -> String {
        self.event.speech[translator].clone()
    }

    /// A toll, or a count of things, with its hedge: '{t} people were hurt'.
    pub fn toll(&self, t: &str, short: bool) -> String {
        self.fill(&self.event.toll[usize::from(short)].replace("{t}", t))
    }

    pub fn counted(&self, t: &str) -> String {
        self.fill(&self.event.counted.replace("{t}", t))
    }
}
