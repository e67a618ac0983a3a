//! Invented news for measuring speed: `cargo xtask bench-corpus N [SEED] > file.jsonl`.
//!
//! Articles of about 500 words in stories of one to eight, a third of them edited copies of an
//! earlier one, with quotations that the articles of a story share. The same numbers give the
//! same bytes.

use serde_json::json;
use std::error::Error;
use std::io::Write;

const SYLLABLES: [&str; 24] = [
    "ba", "ren", "tol", "mi", "ka", "ster", "lo", "vi", "dan", "pe", "sur", "gal", "ne", "tho",
    "ri", "fen", "mar", "os", "lin", "da", "kel", "vor", "te", "shu",
];
const LINKS: [&str; 24] = [
    "the", "of", "and", "to", "in", "a", "that", "for", "on", "with", "was", "by", "at", "from",
    "is", "had", "as", "but", "were", "after", "their", "it", "which", "not",
];
const WEEKDAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const WORDS: u64 = 8000;
const SENTENCES: usize = 30;

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// What the articles of one story share.
struct Event {
    words: Vec<String>,
    names: Vec<String>,
    quotations: Vec<String>,
    day: u64,
}

/// Writes as many articles as the first argument says.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let count: usize = arguments.first().ok_or("say how many articles")?.parse()?;
    let seed = arguments.get(1).map_or(Ok(1), |seed| seed.parse())?;
    let mut random = Random(seed);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut written = 0;
    while written < count {
        let event = event(&mut random);
        let mut texts: Vec<String> = Vec::new();
        for _ in 0..(1 + random.below(8)).min((count - written) as u64) {
            let text = match texts.is_empty() || random.below(3) > 0 {
                true => article(&mut random, &event),
                false => edited(&mut random, &texts[0]),
            };
            let day = 1 + (event.day + random.below(2)) % 28;
            let row = json!({
                "id": format!("b{written:07}"),
                "title": text.split(". ").next().unwrap_or(""),
                "text": text,
                "date": format!("2021-{:02}-{day:02}", 1 + event.day % 12),
                "outlet": format!("{} Post", capital(&word(random.below(200)))),
            });
            writeln!(out, "{row}")?;
            texts.push(text);
            written += 1;
        }
    }
    Ok(out.flush()?)
}

fn event(random: &mut Random) -> Event {
    let rare = |random: &mut Random| word(WORDS + random.below(1 << 20));
    let mut event = Event {
        words: (0..15).map(|_| rare(random)).collect(),
        names: (0..6)
            .map(|_| format!("{} {}", capital(&rare(random)), capital(&rare(random))))
            .collect(),
        quotations: Vec::new(),
        day: random.below(336),
    };
    event.quotations = (0..3).map(|_| sentence(random, &event, 18)).collect();
    event
}

/// An invented word; every number has its own.
fn word(mut number: u64) -> String {
    let mut word = String::new();
    number += SYLLABLES.len() as u64;
    while number > 0 {
        word.push_str(SYLLABLES[(number % SYLLABLES.len() as u64) as usize]);
        number /= SYLLABLES.len() as u64;
    }
    word
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn sentence(random: &mut Random, event: &Event, words: u64) -> String {
    let mut sentence = String::new();
    for n in 0..words {
        let next = match random.below(20) {
            0..8 => random.of(&LINKS).to_string(),
            8..10 => random.of(&event.words).clone(),
            10 => random.of(&event.names).clone(),
            11 => random.below(500).to_string(),
            // Squaring makes some words frequent and most rare.
            _ => word(random.below(WORDS) * random.below(WORDS) / WORDS),
        };
        sentence += if n == 0 { "" } else { " " };
        sentence += &if n == 0 { capital(&next) } else { next };
    }
    sentence
}

fn article(random: &mut Random, event: &Event) -> String {
    let mut text = String::new();
    for n in 0..SENTENCES {
        let length = 10 + random.below(12);
        let told = sentence(random, event, length);
        text += &match random.below(6) {
            0 => format!(
                "\"{},\" said {}. ",
                random.of(&event.quotations),
                random.of(&event.names)
            ),
            1 => format!("On {} {told}. ", random.of(&WEEKDAYS)),
            _ => format!("{told}. "),
        };
        text += if n % 3 == 2 { "\n" } else { "" };
    }
    text
}

/// A copy without some words.
fn edited(random: &mut Random, text: &str) -> String {
    let kept = text.split(' ').filter(|_| random.below(25) > 0);
    kept.collect::<Vec<_>>().join(" ")
}
