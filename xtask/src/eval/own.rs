//! Figures on our own gold: the sample and the piles, run inside this process.

use super::Figure;
use crate::{gold, piles};
use std::path::Path;

/// Figures of the own gold sets that are wanted; prints the lines that fail when asked to.
pub fn measure(
    root: &Path,
    wanted: &dyn Fn(&str) -> bool,
    misses: bool,
) -> Result<Vec<Figure>, String> {
    let mut figures = Vec::new();
    if wanted("sample") {
        let sample = gold::load(&root.join("gold/sample.toml"))?;
        figures.extend(set("sample", &[sample], root, misses)?);
    }
    for (name, folder) in [
        ("piles-hand", "gold/piles"),
        ("piles-made", "gold/piles/made"),
    ] {
        if wanted(name) {
            figures.extend(set(name, &gold::piles(&root.join(folder))?, root, misses)?);
        }
    }
    if wanted("piles-unseen") {
        // Figures only: who reads what fails there has seen it.
        figures.extend(set("piles-unseen", &unseen()?, root, false)?);
    }
    Ok(figures)
}

fn set(name: &str, golds: &[gold::Gold], root: &Path, misses: bool) -> Result<Vec<Figure>, String> {
    let mut cases = Vec::new();
    for gold in golds {
        let case = gold::run(gold, root)?;
        for line in gold::lines(gold, &case)
            .iter()
            .filter(|line| misses && !line.holds)
        {
            println!("----- {}: {}: {}", gold.name, line.section, line.text);
        }
        cases.push(case);
    }
    let figures = gold::figures(golds.iter().zip(&cases));
    let figure = |(measure, value): (&str, f64)| Figure {
        set: name.into(),
        measure: measure.into(),
        value,
    };
    Ok(figures.shares().into_iter().map(figure).collect())
}

fn unseen() -> Result<Vec<gold::Gold>, String> {
    let parse = |(name, text): &(String, String)| gold::parse(name, text);
    piles::unseen().iter().map(parse).collect()
}

/// Prints how often edges of each rule are right over the hand-made and the unseen piles.
pub fn calibrate(root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut golds = gold::piles(&root.join("gold/piles"))?;
    golds.extend(unseen()?);
    let run = |pile: &gold::Gold| gold::run(pile, root);
    let cases: Vec<_> = golds.iter().map(run).collect::<Result<_, _>>()?;
    println!(
        "{:<24}{:<10}{:>7}{:>7}{:>9}",
        "rule", "confidence", "right", "of", "percent"
    );
    for ((rule, confidence), (right, of)) in gold::rules(golds.iter().zip(&cases)) {
        let confidence = format!("{confidence:?}").to_lowercase();
        let share = 100.0 * right as f64 / of as f64;
        println!("{rule:<24}{confidence:<10}{right:>7}{of:>7}{share:>9.1}");
    }
    Ok(())
}
