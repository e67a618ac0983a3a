//! Exact-span F1 of a model on labelled documents, as a check while training.

use super::corpus::Corpus;
use headwater::annotate::Scan;
use headwater::annotate::name::{find_with, model::Model};
use headwater::model::EntityType;
use std::collections::BTreeSet;
use std::path::Path;

/// Prints typed and untyped F1 of persons, organisations and places.
pub fn print(model: &Model, folder: &Path) -> Result<(), String> {
    let mut corpus = Corpus::default();
    corpus.add_documents(folder)?;
    let mut typed = [0; 3];
    let mut untyped = [0; 3];
    for text in &corpus.texts {
        let document = super::document(text);
        let found: Vec<_> = find_with(model, &Scan::new(&document))
            .into_iter()
            .map(|m| (m.excerpt.span.start, m.excerpt.span.end, m.kind))
            .collect();
        let [gold, said] = [&text.names, &found].map(|names| {
            names
                .iter()
                .copied()
                .filter(|n| n.2 != EntityType::Other)
                .collect()
        });
        add(&gold, &said, &mut typed);
        let [gold, said]: [BTreeSet<_>; 2] =
            [gold, said].map(|names: BTreeSet<_>| names.iter().map(|n| (n.0, n.1)).collect());
        add(&gold, &said, &mut untyped);
    }
    let f1 = |[right, gold, said]: [usize; 3]| 200.0 * right as f64 / (gold + said).max(1) as f64;
    println!(
        "# {}: typed F1 {:.1}, untyped {:.1}",
        folder.display(),
        f1(typed),
        f1(untyped)
    );
    Ok(())
}

fn add<T: Ord>(gold: &BTreeSet<T>, said: &BTreeSet<T>, counts: &mut [usize; 3]) {
    counts[0] += gold.intersection(said).count();
    counts[1] += gold.len();
    counts[2] += said.len();
}
