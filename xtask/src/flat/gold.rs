//! The gold of flat text: labels of the lines of pages that no model was trained on, and of our
//! invented pages. `cargo xtask flat-gold` writes it, `cargo xtask eval` measures on it. It holds
//! no text: a row names the page and counts its lines.

use super::{Flat, lines, read_flat, read_set};
use crate::train_pages::label::Label;
use headwater::model::{Role, short_hash};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

/// Sets whose whole article is known.
const SETS: &[&str] = &["pages-fundus", "pages-wcxb", "pages-trafilatura"];

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Body,
    Comment,
    Other,
    /// The gold does not tell.
    Open,
}

const LETTERS: [(Kind, char); 4] = [
    (Kind::Body, 'b'),
    (Kind::Comment, 'c'),
    (Kind::Other, 'o'),
    (Kind::Open, '?'),
];

/// Where comments stand in a page, read by hand.
type Read = BTreeMap<(String, String), String>;

/// `gold/flat-comments.txt`.
fn read_comments(root: &Path) -> Result<Read, Box<dyn Error>> {
    let text = fs::read_to_string(root.join("gold/flat-comments.txt"))?;
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let mut words = line.splitn(3, ' ').map(str::to_string);
        Some(((words.next()?, words.next()?), words.next()?))
    };
    Ok(rows.filter_map(row).collect())
}

/// Writes `gold/flat.txt` from the sets beside the workspace.
pub fn write(root: &Path) -> Result<(), Box<dyn Error>> {
    let mut text = String::from(
        "# Lines of pages as flat text: set, page, hash of its text, and how many lines in a row are\n\
         # b(ody), c(omment), o(ther) or not known. Written by `cargo xtask flat-gold`.\n",
    );
    let read = read_comments(root)?;
    for page in pages(root)? {
        let comments = read.get(&(page.set.clone(), page.id.clone()));
        let comments = comments.map_or("", String::as_str);
        if comments == "skip" {
            continue;
        }
        let (mut runs, mut last, mut count) = (String::new(), None, 0);
        for letter in kinds(&page, comments)
            .into_iter()
            .map(letter)
            .map(Some)
            .chain([None])
        {
            if letter != last {
                last.map(|last: char| write!(runs, "{count}{last}"));
                (last, count) = (letter, 0);
            }
            count += 1;
        }
        let hash = short_hash(&page.text(false));
        writeln!(text, "{} {} {hash} {runs}", page.set, page.id)?;
    }
    Ok(fs::write(root.join("gold/flat.txt"), text)?)
}

fn letter(kind: Kind) -> char {
    let row = LETTERS.iter().find(|(known, _)| *known == kind);
    row.map_or('?', |(_, letter)| *letter)
}

/// The pages kept for the gold: whole articles, and pages with comments that markup tells.
fn pages(root: &Path) -> Result<Vec<Flat>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for set in SETS {
        let folder = root.join("../shared/data").join(set);
        if folder.exists() {
            let kept = |page: &Flat| page.fold == 0 && !page.lacks_comments();
            let of_use = |page: &Flat| page.whole || page.has_comments();
            let all = read_set(&folder)?.into_iter();
            pages.extend(all.filter(kept).filter(of_use));
        }
    }
    Ok(pages)
}

/// What each line is; `comments` names the lines of comments.
fn kinds(page: &Flat, comments: &str) -> Vec<Kind> {
    let range = |words: &str| -> Option<RangeInclusive<usize>> {
        let (first, last) = words.split_once('-')?;
        Some(first.parse().ok()?..=last.parse().ok()?)
    };
    let comments: Vec<_> = comments.split(' ').filter_map(range).collect();
    let of = |(at, (label, role)): (usize, (&Label, &Role))| match role {
        _ if comments.iter().any(|range| range.contains(&at)) => Kind::Comment,
        _ if !page.whole => Kind::Open,
        _ if label.article && label.weight > 0.0 => Kind::Body,
        // A headline is neither wanted in the article nor wrong there.
        Role::Title => Kind::Open,
        _ if label.weight > 0.0 => Kind::Other,
        _ => Kind::Open,
    };
    page.article
        .iter()
        .zip(&page.roles)
        .enumerate()
        .map(of)
        .collect()
}

/// Lines found, missed and wrongly given.
#[derive(Default)]
pub struct Count {
    right: f64,
    given: f64,
    gold: f64,
}

impl Count {
    pub fn add(&mut self, gold: bool, given: bool) {
        self.right += f64::from(u8::from(gold && given));
        self.given += f64::from(u8::from(given));
        self.gold += f64::from(u8::from(gold));
    }

    pub fn f1(&self) -> f64 {
        match self.given + self.gold {
            0.0 => 1.0,
            sum => 2.0 * self.right / sum,
        }
    }
}

/// Figures in per cent on `gold/flat.txt`; none when the sets are not there.
pub fn measure(root: &Path, misses: bool) -> Result<Vec<(&'static str, f64)>, Box<dyn Error>> {
    let text = fs::read_to_string(root.join("gold/flat.txt"))?;
    let rows: BTreeMap<(String, String), Vec<&str>> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect::<Vec<_>>())
        .map(|row| ((row[0].into(), row[1].into()), row))
        .collect();
    let (mut body, mut comment) = (Count::default(), Count::default());
    let (mut whole, mut measured, mut texts) = (0.0, 0, 0);
    for page in pages(root)? {
        let Some(row) = rows.get(&(page.set.clone(), page.id.clone())) else {
            continue;
        };
        if row[2] != short_hash(&page.text(false)) {
            return Err(format!(
                "{} is put down in another way: write the gold anew",
                page.id
            )
            .into());
        }
        let gold = unpack(row[3]);
        let document = read_flat(page.text(measured % 2 == 0));
        let (_, roles) = lines(&document);
        let given = |role: Role| matches!(role, Role::Body | Role::Summary | Role::Correction);
        for (&kind, &role) in gold.iter().zip(&roles) {
            if page.whole && kind != Kind::Open {
                body.add(kind == Kind::Body, given(role));
            }
            comment.add(kind == Kind::Comment, role == Role::Comment);
        }
        measured += 1;
        if page.whole {
            let wanted = gold.iter().map(|kind| *kind == Kind::Body);
            let f1 = same_words(&page, wanted, roles.iter().map(|role| given(*role)));
            (whole, texts) = (whole + f1, texts + 1);
            if misses && f1 < 0.8 {
                println!("----- flat: {} {}: {:.2}", page.set, page.id, f1);
            }
        }
    }
    if texts == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![
        ("body lines F1", 100.0 * body.f1()),
        ("comment lines F1", 100.0 * comment.f1()),
        ("whole text F1", 100.0 * whole / f64::from(texts)),
    ])
}

fn unpack(runs: &str) -> Vec<Kind> {
    let (mut kinds, mut count) = (Vec::new(), 0);
    for c in runs.chars() {
        match c.to_digit(10) {
            Some(digit) => count = count * 10 + digit as usize,
            None => {
                let kind = LETTERS.iter().find(|(_, letter)| *letter == c);
                let kind = kind.map_or(Kind::Open, |(kind, _)| *kind);
                kinds.extend(std::iter::repeat_n(kind, std::mem::take(&mut count)));
            }
        }
    }
    kinds
}

/// F1 of the words in the lines that are wanted and given, as bags.
fn same_words(
    page: &Flat,
    wanted: impl Iterator<Item = bool>,
    given: impl Iterator<Item = bool>,
) -> f64 {
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for ((line, wanted), given) in page.lines.iter().zip(wanted).zip(given) {
        for word in line.split(|c: char| !c.is_alphanumeric()) {
            if !word.is_empty() {
                let count = counts.entry(word).or_default();
                count.0 += f64::from(u8::from(wanted));
                count.1 += f64::from(u8::from(given));
            }
        }
    }
    let both: f64 = counts.values().map(|c| c.0.min(c.1)).sum();
    let sum: f64 = counts.values().map(|c| c.0 + c.1).sum();
    if sum > 0.0 { 2.0 * both / sum } else { 1.0 }
}
