//! What editors do to a text that they took.

use super::article::{Article, Key, Sentence};
use super::world::World;

/// Leaves off the end; keeps `least` sentences.
pub fn cut(article: &mut Article, world: &mut World, least: usize) {
    let surplus = article.sentences.len().saturating_sub(least);
    let gone = world.random.below(surplus as u64 + 1) as usize;
    article.sentences.truncate(article.sentences.len() - gone);
}

/// Leaves out one sentence that is neither the first nor one of `kept`.
pub fn drop_one(article: &mut Article, world: &mut World, kept: &[Key]) {
    let free = |n: &usize| !kept.contains(&article.sentences[*n].key);
    let free: Vec<usize> = (1..article.sentences.len()).filter(free).collect();
    if !free.is_empty() {
        article.sentences.remove(*world.random.of(&free));
    }
}

/// Another order behind the first sentence.
pub fn reorder(article: &mut Article, world: &mut World) {
    if article.sentences.len() > 2 {
        world.random.shuffle(&mut article.sentences[1..]);
    }
}

/// Synonyms in the article's own voice.
pub fn paraphrase(article: &mut Article, world: &World) {
    for sentence in own_voice(article) {
        sentence.words = replaced(&sentence.words, &world.words.synonyms);
    }
}

/// The active becomes passive where there is one.
pub fn passive(article: &mut Article, world: &World) {
    for sentence in own_voice(article) {
        if let Key::Fact(n) = sentence.key
            && let Some(words) = world.passive(n)
        {
            sentence.words = words;
        }
    }
}

/// American spelling, straight marks, 'said Monday'.
pub fn americanise(article: &mut Article, world: &World) {
    let day = world.slot("{day}");
    for sentence in &mut article.sentences {
        sentence.frame = straight(&sentence.frame);
        let words = replaced(&sentence.words, &world.words.american);
        sentence.words = words.replace(&format!(" on {day}"), &format!(" {day}"));
    }
}

/// Curly marks.
pub fn curl(article: &mut Article) {
    for sentence in &mut article.sentences {
        sentence.frame = curly(&sentence.frame);
    }
}

/// Two neighbouring sentences become one.
pub fn merge(article: &mut Article) {
    let plain = |s: &Sentence| matches!(s.key, Key::Fact(_)) && s.frame == "{}.";
    let pairs = article.sentences.windows(2);
    let Some(at) = pairs
        .map(|pair| plain(&pair[0]) && plain(&pair[1]))
        .rposition(|both| both)
    else {
        return;
    };
    article.sentences[at].frame = "{}, and".into();
    let words = &mut article.sentences[at + 1].words;
    let small = [
        "The ", "A ", "Two ", "Nobody ", "It ", "No ", "In ", "At ", "On ",
    ];
    if small.iter().any(|w| words.starts_with(w)) {
        *words = words[..1].to_lowercase() + &words[1..];
    }
}

/// One sentence becomes two at its 'but'.
pub fn split(article: &mut Article) {
    let long = |s: &Sentence| matches!(s.key, Key::Fact(_)) && s.words.contains(", but ");
    let Some(at) = article.sentences.iter().position(long) else {
        return;
    };
    let words = article.sentences[at].words.clone();
    if let Some((first, second)) = words.split_once(", but ") {
        let mut rest = article.sentences[at].clone();
        rest.key = Key::Own;
        rest.words = format!("But {second}");
        article.sentences[at].words = first.into();
        article.sentences[at].frame = "{}.".into();
        article.sentences.insert(at + 1, rest);
    }
}

/// One or two of the changes that editors make, none of them to what was said.
pub fn touch_up(article: &mut Article, world: &mut World) {
    for _ in 0..=world.random.below(2) {
        match world.random.below(7) {
            0 => paraphrase(article, world),
            1 => passive(article, world),
            2 => americanise(article, world),
            3 => merge(article),
            4 => split(article),
            5 => reorder(article, world),
            _ => curl(article),
        }
    }
}

fn own_voice(article: &mut Article) -> impl Iterator<Item = &mut Sentence> {
    let sentences = article.sentences.iter_mut();
    sentences.filter(|s| matches!(s.key, Key::Fact(_)))
}

/// Whole words replaced by their partners, marks around them kept.
fn replaced(text: &str, table: &std::collections::BTreeMap<String, String>) -> String {
    let other = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        match table.get(bare) {
            Some(new) => word.replace(bare, new),
            None => word.to_string(),
        }
    };
    text.split(' ').map(other).collect::<Vec<_>>().join(" ")
}

fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace('’', "'")
}

fn curly(text: &str) -> String {
    let mut open = false;
    let mark = |c: char| match c {
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        '\'' => '’',
        c => c,
    };
    text.chars().map(mark).collect()
}
