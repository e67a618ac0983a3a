//! Invented news for measuring speed: `cargo xtask bench-corpus N [SEED] > file.jsonl`.
//!
//! Articles of about 500 words in stories of one to eight, most of them alone or in pairs. The
//! writers of a story share its people, figures and statements: each statement has one speaker
//! and one wording, and a writer takes some of them. A third of the later articles are a credited
//! copy of the first, cut from the end and touched up. All else is each writer's own. The same
//! numbers give the same bytes.

use crate::random::Random;
use serde_json::json;
use std::error::Error;
use std::io::Write;

const SYLLABLES: [&str; 24] = [
    "ba", "ren", "tol", "mi", "ka", "ster", "lo", "vi", "dan", "pe", "sur", "gal", "ne", "tho",
    "ri", "fen", "mar", "os", "lin", "da", "kel", "vor", "te", "shu",
];
const WEEKDAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const ROLES: [&str; 10] = [
    "minister",
    "spokesman",
    "mayor",
    "doctor",
    "lawyer",
    "chairwoman",
    "captain",
    "teacher",
    "commissioner",
    "owner",
];
const BODIES: [&str; 8] = [
    "Council",
    "Ministry",
    "Union",
    "Hospital",
    "Port Authority",
    "Court",
    "Party",
    "University",
];
const AGENCIES: [&str; 3] = ["Reuters", "AP", "AFP"];
const NOUNS: [&str; 40] = [
    "bridge", "harbour", "school", "budget", "strike", "inquiry", "storm", "road", "vote", "trial",
    "factory", "ferry", "hospital", "tax", "border", "river", "train", "market", "deal", "law",
    "company", "street", "village", "report", "fire", "price", "plan", "meeting", "contract",
    "district", "election", "camp", "crew", "engine", "tower", "station", "ship", "court", "field",
    "farm",
];
const VERBS: [&str; 20] = [
    "closed",
    "reached",
    "left",
    "damaged",
    "rejected",
    "opened",
    "repaired",
    "sold",
    "blocked",
    "visited",
    "searched",
    "flooded",
    "delayed",
    "rebuilt",
    "inspected",
    "supported",
    "lost",
    "crossed",
    "guarded",
    "approved",
];
const QUALITIES: [&str; 16] = [
    "old",
    "local",
    "northern",
    "new",
    "heavy",
    "public",
    "private",
    "narrow",
    "long",
    "quiet",
    "expensive",
    "wooden",
    "foreign",
    "regional",
    "empty",
    "busy",
];
/// What an article tells in its own words.
const OWN: [&str; 14] = [
    "The {quality} {noun} near the {word} {verb} the {noun} after the {word} in {place}",
    "On {day}, the {noun} {verb} a {quality} {word} and the {noun} of {place}",
    "{name}, a {role} at the {body}, has {verb} the {word} since the {noun}",
    "At least {number} people were injured when the {noun} {verb} the {word}, according to the {body}",
    "The {body} {verb} the {quality} {noun} because of a {word} that few had seen before",
    "Many in {place} still remember the {word} which {verb} the {noun} {number} years ago",
    "{surname} told reporters that the {noun} had {verb} the {quality} {word}",
    "About {number} workers {verb} the {noun} before the {word} was {verb} by the {body}",
    "It was the {word} and not the {noun} that {verb} so many of the {quality} families",
    "According to {agency}, the {body} {verb} a {noun} worth more than ${number} million",
    "The {noun} on the {word} road was {verb} for {number} hours on {day} morning",
    "{surname} said the {quality} {word} would be {verb} before the end of the year",
    "Neither the {noun} nor the {quality} {word} was {verb} during the {noun}",
    "Officials in {place} {verb} the {word}, the {noun} and a {quality} {noun}",
];
/// What people say.
const SAID: [&str; 8] = [
    "We have never seen a {noun} like this, and the {word} will not be {verb} without the {quality} {noun}",
    "The {noun} of {place} deserves more than a {quality} {word}",
    "I do not know who {verb} the {word}, but it was not our {noun}",
    "There were {number} of us in the {noun} when the {quality} {word} was {verb}",
    "Nobody should be afraid of a {word} or of the {quality} {noun} again",
    "If the {body} had {verb} the {word} in time, the {noun} would be standing",
    "They {verb} our {noun} and then they {verb} the {word}",
    "This {quality} {noun} is about the {word}, and about nothing else",
];
const SENTENCES: usize = 36;
/// Words of the invented language that any article may use, the first of them often.
const WORDS: u64 = 20_000;

/// What the articles of one story share.
struct Event {
    place: String,
    people: Vec<Person>,
    bodies: Vec<String>,
    /// Rare words, as every event has some.
    words: Vec<String>,
    figures: Vec<u64>,
    /// Each with its speaker.
    statements: Vec<(String, usize)>,
    day: u64,
}

struct Person {
    given: String,
    surname: String,
    role: &'static str,
}

/// Writes as many articles as the first argument says.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let count: usize = arguments.first().ok_or("say how many articles")?.parse()?;
    let seed = arguments.get(1).map_or(Ok(1), |seed| seed.parse())?;
    let mut random = Random::new(seed);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut written = 0;
    while written < count {
        let event = event(&mut random);
        let size = 1 + random.below(8) * random.below(8) / 7;
        let mut first = String::new();
        for n in 0..size.min((count - written) as u64) {
            let text = match n > 0 && random.below(3) == 0 {
                true => copied(&mut random, &first),
                false => article(&mut random, &event),
            };
            let day = 1 + (event.day + random.below(2)) % 28;
            let row = json!({
                "id": format!("b{written:07}"),
                "title": text.split(['.', ',']).next().unwrap_or(""),
                "text": text,
                "date": format!("2021-{:02}-{day:02}", 1 + event.day % 12),
                "outlet": format!("{} Post", capital(&word(random.below(200)))),
            });
            writeln!(out, "{row}")?;
            first = if n == 0 { text } else { first };
            written += 1;
        }
    }
    Ok(out.flush()?)
}

fn event(random: &mut Random) -> Event {
    let rare = |random: &mut Random| word(WORDS + random.below(1 << 20));
    let name = |random: &mut Random| capital(&rare(random));
    let person = |random: &mut Random| Person {
        given: capital(&word(random.below(400))),
        surname: name(random),
        role: random.of::<&'static str>(&ROLES),
    };
    let mut event = Event {
        place: name(random),
        people: (0..5).map(|_| person(random)).collect(),
        bodies: (0..3)
            .map(|_| format!("{} {}", name(random), random.of(&BODIES)))
            .collect(),
        words: (0..15).map(|_| rare(random)).collect(),
        figures: (0..4).map(|_| 2 + random.below(400)).collect(),
        statements: Vec::new(),
        day: random.below(336),
    };
    for n in 0..10 {
        let pattern = *random.of(&SAID);
        event
            .statements
            .push((filled(random, &event, pattern), n % 5));
    }
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

/// A pattern with its places filled.
fn filled(random: &mut Random, event: &Event, pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        text += before;
        text += &filling(random, event, slot);
        rest = after;
    }
    text + rest
}

fn filling(random: &mut Random, event: &Event, slot: &str) -> String {
    match slot {
        "noun" => random.of(&NOUNS).to_string(),
        "verb" => random.of(&VERBS).to_string(),
        "quality" => random.of(&QUALITIES).to_string(),
        "day" => random.of(&WEEKDAYS).to_string(),
        "role" => random.of(&ROLES).to_string(),
        "agency" => random.of(&AGENCIES).to_string(),
        "place" => event.place.clone(),
        "body" => random.of(&event.bodies).clone(),
        "number" => random.of(&event.figures).to_string(),
        "name" => full_name(random.of(&event.people)),
        "surname" => random.of(&event.people).surname.clone(),
        _ if random.below(4) == 0 => random.of(&event.words).clone(),
        // Squaring makes some words frequent and most rare.
        _ => word(random.below(WORDS) * random.below(WORDS) / WORDS),
    }
}

fn full_name(person: &Person) -> String {
    format!("{} {}", person.given, person.surname)
}

fn article(random: &mut Random, event: &Event) -> String {
    let mut text = String::new();
    for n in 0..SENTENCES {
        let pattern = *random.of(&OWN);
        let told = filled(random, event, pattern);
        text += &match random.below(6) {
            0 => quoted(random, event),
            _ => format!("{told}. "),
        };
        text += if n % 3 == 2 { "\n" } else { "" };
    }
    text
}

fn quoted(random: &mut Random, event: &Event) -> String {
    let (statement, speaker) = random.of(&event.statements);
    let person = &event.people[*speaker];
    match random.below(2) {
        0 => format!(
            "\"{statement},\" said {}, {}. ",
            full_name(person),
            person.role
        ),
        _ => format!("{} said: \"{statement}.\" ", person.surname),
    }
}

/// A copy with a credit, cut from the end and without some words.
fn copied(random: &mut Random, text: &str) -> String {
    let sentences: Vec<&str> = text.split_inclusive(". ").collect();
    let kept = sentences.len() - random.below(sentences.len() as u64 / 2) as usize;
    let words = sentences[..kept].iter().flat_map(|s| s.split(' '));
    let words: Vec<&str> = words.filter(|_| random.below(40) > 0).collect();
    format!(
        "({}) - {}",
        AGENCIES[kept % AGENCIES.len()],
        words.join(" ")
    )
}
