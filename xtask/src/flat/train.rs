//! Learns which lines of a flat text are the article and which are comments:
//! `cargo xtask train-flat SET...`. Only figures go into the model.

use super::gold::Count;
use super::{FOLDS, Flat, read_set};
use crate::input;
use crate::train_pages::boost::{self, Rows, Settings};
use crate::train_pages::label::Label;
use headwater::clean::flat::judge::{self, Judged, Observed, Part};
use headwater::clean::html::forest::Forest;
use headwater::model::Role;
use std::error::Error;
use std::fs;
use std::path::Path;

const SETTINGS: Settings = Settings {
    trees: 60,
    depth: 5,
    rate: 0.2,
    used: 50,
    seed: 3,
};

/// Weight of lines in a copy of the article without its page.
const ALONE: f32 = 0.25;

struct Sample {
    seen: Observed,
    body: Vec<Label>,
    comment: Vec<Label>,
    whole: bool,
    fold: usize,
}

/// Fits the model on the pages of the named sets that are not kept for the gold.
pub fn run(arguments: &[String], out: &Path) -> Result<(), Box<dyn Error>> {
    let (options, sets): (Vec<_>, Vec<_>) = arguments.iter().partition(|a| *a == "--cross");
    let mut samples = Vec::new();
    for set in &sets {
        for (n, page) in read_set(Path::new(set.as_str()))?.into_iter().enumerate() {
            if page.fold > 0 {
                samples.push(sample(&page, n % 2 == 0));
                samples.extend(alone(&page, n % 2 == 1));
            }
        }
    }
    eprintln!("{} texts", samples.len());
    if !options.is_empty() {
        cross(&samples);
        return Ok(());
    }
    let digests = sets.iter().map(|set| digest(Path::new(set.as_str())));
    let digests: Vec<String> = digests.collect::<Result<_, _>>()?;
    let head = format!(
        "# Written by `cargo xtask train-flat`. Figures only; fitted on three quarters of:\n{}",
        digests.concat()
    );
    let samples: Vec<&Sample> = samples.iter().collect();
    Ok(fs::write(out, head + &fit(&samples))?)
}

/// A set's name and the first bytes of the SHA-256 of its pages and gold.
fn digest(set: &Path) -> Result<String, Box<dyn Error>> {
    let digest = input::digest(set, &["input.jsonl.gz", "gold.jsonl"])?;
    let name = set.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("# {name} {}\n", &digest[..16]))
}

fn sample(page: &Flat, spaced: bool) -> Sample {
    // Between the weight that counts pages alike and the one that counts lines alike.
    let even = |label: &Label| Label {
        weight: (EVEN * label.weight).sqrt(),
        ..*label
    };
    Sample {
        seen: Observed::new(&page.text(spaced)),
        body: page.article.iter().map(even).collect(),
        comment: comments(page),
        whole: page.whole,
        fold: page.fold,
    }
}

/// Weight of a line if all lines counted alike.
const EVEN: f32 = 3.0;
/// Lines without the mark of a comment within comments.
const GAP: usize = 8;

/// Which lines are comments: what the page's markup says, from the first line of the first comment
/// to the last line of the last. Markup also names headings, forms, counts and lists of comments
/// elsewhere so: what holds no words or no name, day or button is none.
fn comments(page: &Flat) -> Vec<Label> {
    let weight = if page.lacks_comments() { 0.0 } else { 1.0 };
    let mut labels = vec![
        Label {
            article: false,
            weight
        };
        page.lines.len()
    ];
    let marked = |at: &usize| page.roles[*at] == Role::Comment;
    let own = |at: &usize| marked(at) && !judge::frames_comments(&page.lines[*at]);
    let lines: Vec<usize> = (0..page.lines.len()).filter(own).collect();
    for part in lines.chunk_by(|a, b| b - a <= GAP) {
        let part = part[0]..part[part.len() - 1] + 1;
        let lines = &page.lines[part.clone()];
        let says = lines.iter().any(|l| l.split_whitespace().count() >= 6);
        let is = lines.iter().any(|l| judge::marks_comment(l));
        for label in &mut labels[part] {
            label.article = says && is;
            label.weight *= f32::from(u8::from(says == is));
        }
    }
    labels
}

/// The article alone, as texts often come: every line of it is body.
fn alone(page: &Flat, spaced: bool) -> Option<Sample> {
    let lines = page.lines.iter().zip(&page.article);
    let lines: Vec<&str> = lines
        .filter(|(_, label)| label.article && label.weight > 0.0)
        .map(|(line, _)| line.as_str())
        .collect();
    let enough = page.whole && lines.len() > 3;
    let label = |article| Label {
        article,
        weight: ALONE * 100.0 / lines.len() as f32,
    };
    enough.then(|| Sample {
        seen: Observed::new(&lines.join(if spaced { "\n\n" } else { "\n" })),
        body: vec![label(true); lines.len()],
        comment: vec![label(false); lines.len()],
        whole: false,
        fold: page.fold,
    })
}

/// The forests of one look: for the article and for comments.
struct Look(String, String);

impl Look {
    fn judge(&self, rows: &[&[f32]]) -> Vec<Judged> {
        let forest = |text: &str| Forest::read(text.lines()).unwrap_or_default();
        let (body, comment) = (forest(&self.0), forest(&self.1));
        rows.iter()
            .map(|row| Judged {
                body: body.score(row),
                comment: comment.score(row),
            })
            .collect()
    }
}

/// Prints line F1 of body and comments on outlets that the model was not fitted on.
fn cross(samples: &[Sample]) {
    let mut judged = Vec::new();
    for fold in 1..FOLDS {
        let (inside, others): (Vec<&Sample>, Vec<&Sample>) =
            samples.iter().partition(|sample| sample.fold == fold);
        let text = fit(&others);
        let parts: Vec<&str> = text.split("---\n").collect();
        let looks = [0, 2].map(|n| Look(parts[n].into(), parts[n + 1].into()));
        for sample in inside {
            let first = looks[0].judge(&sample.seen.first());
            let rows = sample.seen.second(&first);
            let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
            judged.push((sample, looks[1].judge(&rows)));
        }
    }
    let (mut body, mut comment) = (Count::default(), Count::default());
    for (sample, judged) in &judged {
        for (at, part) in judge::parts(judged).into_iter().enumerate() {
            if sample.whole && sample.body[at].weight > 0.0 {
                body.add(sample.body[at].article, part == Part::Body);
            }
            if sample.comment[at].weight > 0.0 {
                comment.add(sample.comment[at].article, part == Part::Comment);
            }
        }
    }
    let (body, comment) = (100.0 * body.f1(), 100.0 * comment.f1());
    println!("lines of body {body:.1}, of comments {comment:.1}");
}

fn fit(samples: &[&Sample]) -> String {
    let mut judged: Vec<Vec<Judged>> = samples.iter().map(|_| Vec::new()).collect();
    for fold in 1..FOLDS {
        let others: Vec<&Sample> = samples.iter().copied().filter(|s| s.fold != fold).collect();
        if others.len() == samples.len() {
            continue;
        }
        let look = first(&others);
        for (sample, judged) in samples.iter().zip(&mut judged) {
            if sample.fold == fold {
                *judged = look.judge(&sample.seen.first());
            }
        }
        eprintln!("part {fold} of {}", FOLDS - 1);
    }
    let Look(a, b) = first(samples);
    let Look(c, d) = second(samples, &judged);
    [a, b, c, d].join("---\n")
}

fn first(samples: &[&Sample]) -> Look {
    let (mut body, mut comment) = (Rows::default(), Rows::default());
    for sample in samples {
        for (at, row) in sample.seen.first().into_iter().enumerate() {
            body.add(row.into(), sample.body[at]);
            comment.add(row.into(), sample.comment[at]);
        }
    }
    Look(
        boost::fit(&body, &SETTINGS),
        boost::fit(&comment, &SETTINGS),
    )
}

fn second(samples: &[&Sample], judged: &[Vec<Judged>]) -> Look {
    let rows = |label: fn(&Sample) -> &[Label]| {
        let mut rows = Rows::default();
        for (sample, judged) in samples.iter().zip(judged) {
            for (row, label) in sample.seen.second(judged).into_iter().zip(label(sample)) {
                rows.add(row.into(), *label);
            }
        }
        boost::fit(&rows, &SETTINGS)
    };
    Look(rows(|s| &s.body), rows(|s| &s.comment))
}
