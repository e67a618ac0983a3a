//! Figures on our own gold: the sample and the piles, run inside this process.

use super::Figure;
use crate::gold;
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
    if wanted("piles") {
        figures.extend(set("piles", &gold::piles(root)?, root, misses)?);
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
