//! A pile with what is true of it, as a gold file.

use super::article::{Article, Key};
use std::fmt::Write;

/// A pile and the lineage that it was made from.
#[derive(Default)]
pub struct Pile {
    pub about: String,
    pub articles: Vec<Article>,
    pub passages: Vec<Passage>,
    /// From (id of an article, or a name) to the id of an article.
    pub lineage: Vec<(String, String)>,
    /// Ids of articles of which neither took from the other.
    pub apart: Vec<(String, String)>,
    pub differences: Vec<Difference>,
}

/// One passage in the articles that tell it.
pub struct Passage {
    pub about: String,
    pub key: Key,
    pub origins: usize,
    /// How few the articles show.
    pub min: usize,
    /// Ids of the articles.
    pub witnesses: Vec<String>,
}

/// Two articles that say different things, or only seem to.
pub struct Difference {
    pub about: &'static str,
    /// Empty: no difference may be claimed.
    pub kinds: &'static [&'static str],
    pub drift: bool,
    /// Id of an article, words in it.
    pub sides: [(String, String); 2],
}

impl Pile {
    pub fn edge(&mut self, from: &str, to: &Article) {
        self.lineage.push((from.to_string(), to.id.clone()));
    }

    /// No two of these articles took from each other.
    pub fn all_apart(&mut self, articles: &[&Article]) {
        for (n, a) in articles.iter().enumerate() {
            let later = articles[n + 1..].iter();
            self.apart
                .extend(later.map(|b| (a.id.clone(), b.id.clone())));
        }
    }

    /// The articles that tell `key`, if two do.
    pub fn passage(&mut self, key: Key, articles: &[&Article], origins: usize, min: usize) {
        let tells = articles.iter().filter(|a| a.words(key).is_some());
        let witnesses: Vec<String> = tells.map(|a| a.id.clone()).collect();
        if witnesses.len() > 1 {
            let about = format!("{key:?}").to_lowercase();
            let about = about.replace(['(', ')'], " ").trim().to_string();
            self.passages.push(Passage {
                about,
                key,
                origins,
                min,
                witnesses,
            });
        }
    }

    pub fn to_toml(&self) -> String {
        let mut articles: Vec<&Article> = self.articles.iter().collect();
        articles.sort_by(|a, b| a.id.cmp(&b.id));
        let mut out = format!("about = {:?}\n", self.about);
        articles.iter().for_each(|a| document(&mut out, a));
        self.passages
            .iter()
            .for_each(|p| self.witnesses(&mut out, p));
        self.differences
            .iter()
            .for_each(|d| difference(&mut out, d));
        for (from, to) in &self.lineage {
            let _ = write!(out, "\n[[lineage]]\nfrom = {from:?}\nto = {to:?}\n");
        }
        for (a, b) in &self.apart {
            let _ = write!(out, "\n[[independent]]\na = {a:?}\nb = {b:?}\n");
        }
        out
    }

    fn witnesses(&self, out: &mut String, passage: &Passage) {
        let Passage {
            about,
            origins,
            min,
            ..
        } = passage;
        let _ = write!(out, "\n[[passages]]\nabout = {about:?}\n");
        if !matches!(passage.key, Key::Quote(_)) {
            out.push_str("statement = true\n");
        }
        let _ = writeln!(out, "origins = {origins}");
        if min < origins {
            let _ = writeln!(out, "min = {min}");
        }
        out.push_str("witnesses = [\n");
        for id in &passage.witnesses {
            let article = self.articles.iter().find(|a| a.id == *id);
            let words = article.and_then(|a| a.words(passage.key)).unwrap_or("");
            let _ = writeln!(out, "    {{ document = {id:?}, text = {words:?} }},");
        }
        out.push_str("]\n");
    }
}

fn document(out: &mut String, article: &Article) {
    let Article {
        id, outlet, title, ..
    } = article;
    let _ = write!(out, "\n[[documents]]\nid = {id:?}\noutlet = {outlet:?}\n");
    if let Some(day) = &article.published {
        let _ = writeln!(out, "published = {day:?}");
    }
    let _ = writeln!(
        out,
        "title = {title:?}\ntext = '''\n{}\n'''",
        article.text()
    );
}

fn difference(out: &mut String, difference: &Difference) {
    let none = difference.kinds.is_empty();
    let name = if none { "agreements" } else { "discrepancies" };
    let _ = write!(out, "\n[[{name}]]\nabout = {:?}\n", difference.about);
    if !none {
        let _ = writeln!(out, "kinds = {:?}", difference.kinds);
    }
    if difference.drift {
        out.push_str("drift = true\n");
    }
    out.push_str("sides = [\n");
    for (id, words) in &difference.sides {
        let _ = writeln!(out, "    {{ document = {id:?}, text = {words:?} }},");
    }
    out.push_str("]\n");
}
