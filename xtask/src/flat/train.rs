//! Learns which lines of a flat text are the article and which are comments:
//! `cargo xtask train-flat SET...`. Only figures go into the model.

use super::{FOLDS, Flat, read_set};
use crate::train_pages::boost::{self, Rows, Settings};
use crate::train_pages::label::Label;
use headwater::clean::flat::judge::{Judged, Observed};
use headwater::clean::html::forest::Forest;
use headwater::model::Role;
use std::error::Error;
use std::fs;
use std::path::Path;

const SETTINGS: Settings = Settings {
    trees: 60,
    depth: 5,
    rate: 0.2,
    seed: 3,
};

/// Weight of lines in a copy of the article without its page.
const ALONE: f32 = 0.25;

struct Sample {
    seen: Observed,
    body: Vec<Label>,
    comment: Vec<Label>,
    fold: usize,
}

/// Fits the model on the pages of the named sets that are not kept for the gold.
pub fn run(sets: &[String], out: &Path) -> Result<(), Box<dyn Error>> {
    let mut samples = Vec::new();
    for set in sets {
        for (n, page) in read_set(Path::new(set))?.into_iter().enumerate() {
            if page.fold > 0 {
                samples.push(sample(&page, n % 2 == 0));
                samples.extend(alone(&page, n % 2 == 1));
            }
        }
    }
    eprintln!("{} texts", samples.len());
    let names = sets.iter().map(|s| s.rsplit('/').next().unwrap_or(s));
    let names = names.collect::<Vec<_>>().join(", ");
    let head = format!(
        "# Written by `cargo xtask train-flat`. Figures only; fitted on three quarters of: {names}\n"
    );
    Ok(fs::write(out, head + &fit(&samples))?)
}

fn sample(page: &Flat, spaced: bool) -> Sample {
    let comment = |role: &Role| Label {
        article: *role == Role::Comment,
        weight: if page.lacks_comments() { 0.0 } else { 1.0 },
    };
    Sample {
        seen: Observed::new(&page.text(spaced)),
        body: page.article.clone(),
        comment: page.roles.iter().map(comment).collect(),
        fold: page.fold,
    }
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

fn fit(samples: &[Sample]) -> String {
    let mut judged: Vec<Vec<Judged>> = samples.iter().map(|_| Vec::new()).collect();
    for fold in 1..FOLDS {
        let others: Vec<&Sample> = samples.iter().filter(|s| s.fold != fold).collect();
        let look = first(&others);
        for (sample, judged) in samples.iter().zip(&mut judged) {
            if sample.fold == fold {
                *judged = look.judge(&sample.seen.first());
            }
        }
        eprintln!("part {fold} of {}", FOLDS - 1);
    }
    let all: Vec<&Sample> = samples.iter().collect();
    let Look(a, b) = first(&all);
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

fn second(samples: &[Sample], judged: &[Vec<Judged>]) -> Look {
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
