//! The model file, with what it was fitted on.

use super::{Set, figures};
use headwater::relate::story::company;
use headwater::relate::story::score::{Model, NAMES, Sign};
use std::fmt::Write;

/// The model as `lang/stories.toml` holds it.
pub fn toml(model: &Model, sets: &[&Set]) -> String {
    let mut text = String::from(
        "# Written by `cargo xtask train-stories`; nothing in it is left to chance. Figures only; fitted on:\n",
    );
    for set in sets.iter().filter(|set| !set.digest.is_empty()) {
        let _ = writeln!(text, "# {} SHA-256 {}", set.name, set.digest);
    }
    for set in sets {
        let f = figures(set, model).2;
        let _ = writeln!(
            text,
            "# {}: {} documents, BCubed F1 {f:.2}",
            set.name,
            set.piles.iter().map(|p| p.gold.len()).sum::<usize>()
        );
    }
    let _ = writeln!(text, "threshold = {:.3}", model.limits.threshold);
    let _ = writeln!(text, "cohesion = {:.1}", model.limits.cohesion);
    look(&mut text, "first", model.bias, &NAMES, &model.weights);
    look(
        &mut text,
        "second",
        model.company_bias,
        &company::NAMES,
        &model.company,
    );
    text
}

fn look(text: &mut String, look: &str, bias: f64, names: &[(&str, Sign)], weights: &[f64]) {
    let _ = writeln!(text, "\n[{look}]\nbias = {bias:.4}\n\n[{look}.weight]");
    for ((name, _), weight) in names.iter().zip(weights) {
        let _ = writeln!(text, "\"{name}\" = {weight:.4}");
    }
}
