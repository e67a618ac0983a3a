//! Who takes from whom: one function for each shape that news takes.

use super::article::{Article, Key, Sentence};
use super::count::{correction, drift, opposite_bounds, toll_updates};
use super::rewrite as r;
use super::truth::Pile;
use super::world::{Person, World};

/// Draws up a pile.
pub type Recipe = fn(&mut World) -> Pile;

/// All of them, by the name of their files.
pub const RECIPES: &[(&str, Recipe)] = &[
    ("wire", wire_and_rewrites),
    ("silent", silent_copies),
    ("translators", two_translators),
    ("speech", public_speech),
    ("release", one_release),
    ("circular", circular),
    ("correction", correction),
    ("toll", toll_updates),
    ("bounds", opposite_bounds),
    ("drift", drift),
    ("agencies", two_agencies),
    ("interview", interview_passed_on),
];

const QUOTE: Key = Key::Quote(0);
const ALL: &[usize] = &[0, 1, 2, 3, 4, 5];

/// How a speaker was heard.
enum Heard<'a> {
    Somewhere,
    By(&'a str),
    Statement,
    Crowd,
    Translated(&'a str),
    Through(&'a str, &'a str),
}

/// Somebody's words with who said them.
fn said(world: &World, n: usize, words: String, who: &Person, heard: &Heard) -> Sentence {
    let Person { name, role } = who;
    let (day, language) = (world.slot("{day}"), world.slot("{language}"));
    let frame = match heard {
        Heard::Somewhere => format!("\"{{}},\" said {name}, the {role}."),
        Heard::By(outlet) => format!("\"{{}},\" {name}, the {role}, told {outlet}."),
        Heard::Statement => format!("\"{{}},\" {role} {name} said in a statement on {day}."),
        Heard::Crowd => format!("\"{{}},\" {name} told the crowd."),
        Heard::Translated(by) => {
            format!("\"{{}},\" {name} said in {language}, as translated by {by}.")
        }
        Heard::Through(agency, verb) => {
            format!("\"{{}},\" the agency {agency} {verb} {name}, the {role}, as saying.")
        }
    };
    Sentence::framed(Key::Quote(n), &frame, words)
}

/// An agency's report with one quotation.
pub fn wire(world: &mut World, agency: &str, writer: usize, who: &Person, quote: usize) -> Article {
    let mut article = world.article(agency, 0);
    article.head = world.dateline(agency);
    let told = 4 + world.random.below(2) as usize;
    article.sentences = world.facts(&ALL[..told], writer);
    let words = world.quote(quote);
    let heard = match world.random.chance(50) {
        true => Heard::By(agency),
        false => Heard::Somewhere,
    };
    let quotation = said(world, quote, words, who, &heard);
    article.sentences.insert(2, quotation);
    article
}

/// The parent's words at another outlet, without the agency's head.
fn derived(world: &mut World, parent: &Article, outlet: &str, after: u64) -> Article {
    let mut article = world.article(outlet, after);
    article.sentences = parent.sentences.clone();
    article.tail.extend(world.furniture());
    article
}

/// Names the agency in one of the ways that outlets have.
fn credit(world: &mut World, article: &mut Article, agency: &str) {
    let place = world.slot("{place}").to_uppercase();
    let plain = article.sentences[0].frame == "{}.";
    match world.random.below(6) {
        0 if plain => article.sentences[0].frame = format!("{{}}, {agency} reported."),
        1 if plain => article.sentences[0].frame = format!("{{}}, according to {agency}."),
        2 => article.head = format!("By {agency}\n\n"),
        3 => article.head = format!("{place} ({agency}) — "),
        4 => article.tail.insert(0, format!("({agency})")),
        _ => article
            .tail
            .insert(0, format!("{agency} contributed to this report.")),
    }
}

fn wire_and_rewrites(world: &mut World) -> Pile {
    let (agency, who) = (world.agency(), world.person());
    let wire = wire(world, &agency, 0, &who, 0);
    let mut pile = Pile {
        about: "An agency's report, printed with credit, without, and rewritten".into(),
        ..Pile::default()
    };
    pile.edge(&who.name, &wire);
    let mut all = vec![wire.clone()];
    for n in 0..2 + world.random.below(2) {
        let outlet = world.outlet();
        let after = world.random.below(2);
        let mut copy = derived(world, &wire, &outlet, after);
        if n > 0 {
            r::drop_one(&mut copy, world, &[Key::Fact(1)]);
            r::touch_up(&mut copy, world);
        }
        r::cut(&mut copy, world, 4);
        if n == 0 {
            credit(world, &mut copy, &agency);
        }
        pile.edge(&wire.id, &copy);
        all.push(copy);
    }
    let rewrite = rewritten(world, &wire, &agency, &who);
    pile.edge(&wire.id, &rewrite);
    all.push(rewrite);
    let refs: Vec<&Article> = all.iter().collect();
    pile.passage(QUOTE, &refs, 1, 1);
    pile.passage(Key::Fact(1), &refs, 1, 1);
    pile.articles = all;
    pile
}

/// Own reporting around what an agency is named for.
fn rewritten(world: &mut World, wire: &Article, agency: &str, who: &Person) -> Article {
    let outlet = world.outlet();
    let mut article = world.article(&outlet, 1);
    let mut first = world.fact(0, 1);
    first.frame = format!("{{}}, according to {agency}.");
    let words = wire.words(QUOTE).unwrap_or_default().to_string();
    let quotation = said(world, 0, words, who, &Heard::Through(agency, "quoted"));
    article.sentences = vec![world.own(), first, quotation, world.own()];
    article
}

fn silent_copies(world: &mut World) -> Pile {
    let (outlet, who) = (world.outlet(), world.person());
    let mut first = world.article(&outlet, 0);
    first.sentences = world.facts(ALL, 0);
    let quotation = said(world, 0, world.quote(0), &who, &Heard::By(&outlet));
    first.sentences.insert(1, quotation);
    let mut pile = Pile {
        about: "A report copied by papers that do not say so, one after the other".into(),
        ..Pile::default()
    };
    pile.edge(&who.name, &first);
    let mut all = vec![first];
    for after in 1..=2 + world.random.below(2) {
        let parent = all[all.len() - 1].clone();
        let outlet = world.outlet();
        let mut copy = derived(world, &parent, &outlet, after);
        let heard = said(world, 0, world.quote(0), &who, &Heard::Somewhere);
        if let Some(quotation) = copy.sentence(QUOTE) {
            *quotation = heard;
        }
        r::drop_one(&mut copy, world, &[QUOTE, Key::Fact(1)]);
        r::touch_up(&mut copy, world);
        copy.add(world.own());
        pile.edge(&parent.id, &copy);
        all.push(copy);
    }
    let refs: Vec<&Article> = all.iter().collect();
    pile.passage(QUOTE, &refs, 1, 1);
    pile.passage(Key::Fact(1), &refs, 1, 1);
    pile.articles = all;
    pile
}

fn two_translators(world: &mut World) -> Pile {
    let (agency, who) = (world.agency(), world.person());
    let mut first = world.article(&agency, 0);
    first.head = world.dateline(&agency);
    first.sentences = world.facts(&[0, 1, 3], 0);
    let words = world.speech(0);
    let quotation = said(world, 0, words.clone(), &who, &Heard::Translated(&agency));
    first.sentences.insert(1, quotation);
    let copier = world.outlet();
    let mut copy = world.article(&copier, 1);
    let quotation = said(world, 0, words, &who, &Heard::Crowd);
    copy.sentences = vec![world.own(), quotation, world.fact(2, 1), world.own()];
    let outlet = world.outlet();
    let mut other = world.article(&outlet, 1);
    let quotation = said(world, 0, world.speech(1), &who, &Heard::Translated(&outlet));
    other.sentences = vec![world.fact(0, 1), quotation, world.fact(4, 1), world.own()];
    let mut pile = Pile {
        about: "One speech in a foreign tongue: two translations, and a copy of the first".into(),
        ..Pile::default()
    };
    pile.edge(&first.id, &copy);
    pile.all_apart(&[&first, &other]);
    pile.all_apart(&[&copy, &other]);
    pile.passage(QUOTE, &[&first, &copy, &other], 2, 2);
    pile.articles = vec![first, copy, other];
    pile
}

fn public_speech(world: &mut World) -> Pile {
    let who = world.person();
    let mut all = Vec::new();
    for n in 0..3 {
        let outlet = world.outlet();
        let mut article = world.article(&outlet, n as u64 / 2);
        let quotation = said(world, 0, world.quote(0), &who, &Heard::Crowd);
        article.sentences = vec![world.fact(n, n % 2), quotation, world.own(), world.own()];
        if n == 2 {
            article.sentences.swap(0, 2);
        }
        all.push(article);
    }
    let refs: Vec<&Article> = all.iter().collect();
    let mut pile = Pile {
        about: "Words called out to a crowd and heard by three reporters".into(),
        ..Pile::default()
    };
    pile.passage(QUOTE, &refs, 3, 1);
    pile.all_apart(&refs);
    pile.articles = all;
    pile
}

fn one_release(world: &mut World) -> Pile {
    let who = world.person();
    let mut pile = Pile {
        about: "One person's statement in several papers".into(),
        ..Pile::default()
    };
    let mut all = Vec::new();
    for n in 0..3 + world.random.below(2) as usize {
        let outlet = world.outlet();
        let mut article = world.article(&outlet, n as u64 / 2);
        let quotation = said(world, 0, world.quote(0), &who, &Heard::Statement);
        article.sentences = vec![world.fact(n, n % 2), quotation, world.own(), world.own()];
        pile.edge(&who.name, &article);
        all.push(article);
    }
    let refs: Vec<&Article> = all.iter().collect();
    pile.passage(QUOTE, &refs, 1, 1);
    pile.articles = all;
    pile
}

/// A short item that names another outlet for what it tells.
pub fn citing(world: &mut World, outlet: &str, after: u64, cited: &str, told: Sentence) -> Article {
    let mut article = world.article(outlet, after);
    let frame = match world.random.below(3) {
        0 => format!("{{}}, {cited} reported."),
        1 => format!("{{}}, according to {cited}."),
        _ => format!("{{}}, {cited} said."),
    };
    let cited = Sentence { frame, ..told };
    article.sentences = vec![cited, world.own(), world.own()];
    if world.random.chance(50) {
        article.sentences.swap(0, 1);
    }
    article
}

fn circular(world: &mut World) -> Pile {
    let outlets = [world.outlet(), world.outlet(), world.outlet()];
    let told = world.fact(0, 0);
    let a = citing(world, &outlets[0], 0, &outlets[1], told.clone());
    let b = citing(world, &outlets[1], 0, &outlets[0], told.clone());
    let c = citing(world, &outlets[2], 1, &outlets[0], told);
    let mut pile = Pile {
        about: "Two outlets name each other as the source, and a third names one of them".into(),
        ..Pile::default()
    };
    pile.edge(&b.id, &a);
    pile.edge(&a.id, &b);
    pile.edge(&a.id, &c);
    pile.passage(Key::Fact(0), &[&a, &b, &c], 1, 1);
    pile.articles = vec![a, b, c];
    pile
}

fn two_agencies(world: &mut World) -> Pile {
    let mut pile = Pile {
        about: "Two agencies report on their own; each has its customers".into(),
        ..Pile::default()
    };
    for writer in 0..2 {
        let (agency, who) = (world.agency(), world.person());
        let wire = wire(world, &agency, writer, &who, writer);
        let outlet = world.outlet();
        let mut copy = derived(world, &wire, &outlet, 1);
        r::touch_up(&mut copy, world);
        r::cut(&mut copy, world, 4);
        credit(world, &mut copy, &agency);
        pile.edge(&who.name, &wire);
        pile.edge(&wire.id, &copy);
        pile.passage(Key::Quote(writer), &[&wire, &copy], 1, 1);
        pile.articles.extend([wire, copy]);
    }
    let [a, _, b, _] = &pile.articles[..] else {
        return pile;
    };
    pile.apart.push((a.id.clone(), b.id.clone()));
    pile
}

fn interview_passed_on(world: &mut World) -> Pile {
    let (outlet, who) = (world.outlet(), world.person());
    let mut first = world.article(&outlet, 0);
    let words = world.quote(0);
    let quotation = said(world, 0, words.clone(), &who, &Heard::By(&outlet));
    first.sentences = vec![world.fact(0, 0), quotation, world.fact(1, 0), world.own()];
    let (agency, later) = (world.agency(), world.outlet());
    let mut passed = world.article(&agency, 1);
    passed.head = world.dateline(&agency);
    let quotation = said(world, 0, words.clone(), &who, &Heard::By(&outlet));
    passed.sentences = vec![world.fact(0, 1), quotation, world.fact(3, 1)];
    let mut last = world.article(&later, 2);
    let quotation = said(world, 0, words, &who, &Heard::Through(&agency, "cited"));
    last.sentences = vec![world.own(), quotation, world.fact(5, 1)];
    let mut pile = Pile {
        about: "An interview, an agency that passes it on, and a paper that names the agency"
            .into(),
        ..Pile::default()
    };
    pile.edge(&who.name, &first);
    pile.edge(&first.id, &passed);
    pile.edge(&passed.id, &last);
    pile.passage(QUOTE, &[&first, &passed, &last], 1, 1);
    pile.articles = vec![first, passed, last];
    pile
}
