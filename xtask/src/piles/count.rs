//! Recipes whose subject is a number: corrected, growing, bounded, drifting.

use super::article::{Article, Key, Sentence};
use super::recipe::{citing, wire};
use super::truth::{Difference, Pile};
use super::world::World;

pub fn correction(world: &mut World) -> Pile {
    let (agency, who) = (world.agency(), world.person());
    let wrong = 20 + world.random.below(30);
    world.with_number(wrong);
    let first = wire(world, &agency, 0, &who, 0);
    let old = world.fact(0, 0);
    let more = 3 + world.random.below(20);
    world.with_number(wrong + more);
    let new = world.fact(0, 0);
    let right = world.slot("{n}").to_string();
    let mut corrected = world.article(&agency, 0);
    corrected.title = format!("CORRECTED: {}", first.title);
    corrected.head = first.head.clone();
    corrected.sentences = first.sentences.clone();
    corrected.sentences[0] = new.clone();
    let note = format!(
        "Correction: An earlier version of this report gave the number as {wrong}. It is {right}."
    );
    corrected.tail.push(note);
    let outlets = [world.outlet(), world.outlet()];
    let kept = citing(world, &outlets[0], 1, &agency, old);
    let followed = citing(world, &outlets[1], 1, &agency, new);
    let mut pile = Pile {
        about: "An agency corrects a number; one paper follows, another keeps the old one".into(),
        ..Pile::default()
    };
    pile.edge(&who.name, &first);
    pile.edge(&first.id, &corrected);
    pile.edge(&first.id, &kept);
    pile.edge(&corrected.id, &followed);
    pile.passage(Key::Fact(0), &[&first, &corrected, &kept, &followed], 1, 1);
    let words = |article: &Article, n: &str| {
        let words = article.words(Key::Fact(0)).unwrap_or_default();
        let at = words.find(n).unwrap_or(0);
        words[at..].split(' ').take(2).collect::<Vec<_>>().join(" ")
    };
    let sides = [
        (corrected.id.clone(), words(&corrected, &right)),
        (kept.id.clone(), words(&kept, &wrong.to_string())),
    ];
    pile.differences.push(Difference {
        about: "the corrected number",
        kinds: &["number", "time"],
        drift: false,
        sides,
    });
    pile.articles = vec![first, corrected, kept, followed];
    pile
}

/// The count in an article, without what follows the thing counted.
fn side(article: &Article, count: &str) -> (String, String) {
    let words = article.words(Key::Count).unwrap_or_default();
    let at = words.find(count).unwrap_or(0) + count.len();
    let thing = words[at..].split(' ').nth(1).unwrap_or_default();
    (article.id.clone(), format!("{count} {thing}"))
}

fn count_of(world: &World, count: &str, short: bool) -> Sentence {
    Sentence::plain(Key::Count, world.toll(count, short))
}

pub fn toll_updates(world: &mut World) -> Pile {
    let agency = world.agency();
    let low = 3 + world.random.below(6);
    let counts = [
        format!("At least {low}"),
        format!("{}", low + 4),
        format!("{}", low + 9),
    ];
    let outlets = [agency.clone(), agency, world.outlet()];
    let mut articles = Vec::new();
    for (n, (outlet, count)) in outlets.iter().zip(&counts).enumerate() {
        let mut article = world.article(outlet, n as u64);
        article.sentences = vec![
            count_of(world, count, n == 2),
            world.fact(n, n % 2),
            world.own(),
        ];
        articles.push(article);
    }
    let mut pile = Pile {
        about: "A count that rises from day to day".into(),
        ..Pile::default()
    };
    for (n, pair) in articles.windows(2).enumerate() {
        pile.differences.push(Difference {
            about: "a later and higher count",
            kinds: &["update"],
            drift: false,
            sides: [side(&pair[0], &counts[n]), side(&pair[1], &counts[n + 1])],
        });
    }
    pile.articles = articles;
    pile
}

pub fn opposite_bounds(world: &mut World) -> Pile {
    let (agency, n) = (world.agency(), 20 + 10 * world.random.below(40));
    let counts = [
        format!("At least {n}"),
        format!("Up to {n}"),
        format!("About {}", n + n / 10),
    ];
    let told = |world: &World, at: usize| Sentence::plain(Key::Count, world.counted(&counts[at]));
    let mut first = world.article(&agency, 0);
    first.head = world.dateline(&agency);
    first.sentences = vec![told(world, 0), world.fact(0, 0), world.fact(2, 0)];
    let outlets = [world.outlet(), world.outlet()];
    let cited = told(world, 1);
    let second = citing(world, &outlets[0], 1, &agency, cited);
    let mut third = world.article(&outlets[1], 1);
    third.sentences = vec![world.own(), told(world, 2), world.fact(3, 1)];
    let mut pile = Pile {
        about: "One number as a lower and as an upper bound, and a third count that agrees".into(),
        ..Pile::default()
    };
    pile.edge(&first.id, &second);
    pile.all_apart(&[&first, &third]);
    pile.differences.push(Difference {
        about: "opposite bounds",
        kinds: &["bound"],
        drift: true,
        sides: [side(&first, &counts[0]), side(&second, &counts[1])],
    });
    pile.differences.push(Difference {
        about: "a count within the bound",
        kinds: &[],
        drift: false,
        sides: [side(&first, &counts[0]), side(&third, &counts[2])],
    });
    pile.articles = vec![first, second, third];
    pile
}

pub fn drift(world: &mut World) -> Pile {
    let n = 100 * (2 + world.random.below(7));
    let counts = [
        format!("Almost {n}"),
        format!("{n}"),
        format!("More than {n}"),
        format!("At least {}", n + 100),
    ];
    let mut pile = Pile {
        about: "A hedge is lost, turned and raised from hop to hop".into(),
        ..Pile::default()
    };
    for (hop, count) in counts.iter().enumerate() {
        let outlet = world.outlet();
        let told = Sentence::plain(Key::Count, world.counted(count));
        let article = match pile
            .articles
            .last()
            .map(|a| (a.id.clone(), a.outlet.clone()))
        {
            None => {
                let mut first = world.article(&outlet, 0);
                first.sentences = vec![told, world.fact(0, 0), world.fact(2, 0)];
                first
            }
            Some((from, cited)) => {
                let article = citing(world, &outlet, hop as u64, &cited, told);
                pile.edge(&from, &article);
                article
            }
        };
        pile.articles.push(article);
    }
    for (hop, pair) in pile.articles.windows(2).enumerate() {
        pile.differences.push(Difference {
            about: "what one hop changed",
            kinds: &["bound", "number"],
            drift: true,
            sides: [
                side(&pair[0], &counts[hop]),
                side(&pair[1], &counts[hop + 1]),
            ],
        });
    }
    pile
}
