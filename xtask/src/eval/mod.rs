//! `cargo xtask eval [--only SET] [--raise] [--misses]`: figures of quality against their floors.
//!
//! Figures come from our own gold, and, where `../shared` stands beside the workspace, from the
//! scorers there over the release binary. `gold/floors.toml` holds what was once reached; a figure
//! below its floor fails, and `--raise` writes higher floors, never lower ones.

mod attributions;
mod conflicts;
mod labelled;
mod numbers;
mod own;
mod quotations;
mod sets;

pub use own::calibrate;

use crate::flat;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// One figure: set, measure, value in percent or points.
struct Figure {
    set: String,
    measure: String,
    value: f64,
}

/// Floors by set and measure.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct Floors(BTreeMap<String, BTreeMap<String, f64>>);

/// A figure may fall by this much through rounding.
const SLACK: f64 = 0.05;

struct Options {
    only: Option<String>,
    raise: bool,
    misses: bool,
}

/// Measures and prints the table; an error when a figure lies below its floor.
pub fn run(root: &Path, arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let options = options(arguments)?;
    let wanted = |set: &str| {
        options
            .only
            .as_deref()
            .is_none_or(|only| set.starts_with(only))
    };
    let mut figures = own::measure(root, &wanted, options.misses)?;
    if wanted("flat") {
        let found = flat::gold::measure(root, options.misses)?.into_iter();
        figures.extend(found.map(|(measure, value)| Figure {
            set: "flat".into(),
            measure: measure.into(),
            value,
        }));
    }
    if wanted("conflicts") {
        figures.extend(conflicts::measure(root, options.misses)?);
    }
    if wanted("attributions") {
        figures.extend(attributions::measure(root, options.misses)?);
    }
    if wanted("quotations") {
        figures.extend(quotations::measure(root, options.misses)?);
    }
    if wanted("numbers") {
        figures.push(numbers::measure(options.misses)?);
    }
    figures.extend(sets::measure(root, &wanted)?);
    let path = root.join("gold/floors.toml");
    let mut floors = read(&path)?;
    println!("{:<22}{:<34}{:>8}{:>8}", "set", "measure", "value", "floor");
    let mut fallen = 0;
    for figure in &figures {
        let floor = floors.of(figure);
        let below = floor.is_some_and(|floor| figure.value < floor - SLACK);
        fallen += usize::from(below);
        let floor = floor.map_or(String::from("-"), |floor| format!("{floor:.1}"));
        let mark = if below { "  BELOW" } else { "" };
        let Figure {
            set,
            measure,
            value,
        } = figure;
        println!("{set:<22}{measure:<34}{value:>8.1}{floor:>8}{mark}");
    }
    if options.raise {
        figures.iter().for_each(|figure| floors.raise(figure));
        fs::write(&path, floors.to_toml()).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    match fallen {
        0 => Ok(()),
        n => Err(format!("{n} of {} figures lie below their floors", figures.len()).into()),
    }
}

fn options(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options {
        only: None,
        raise: false,
        misses: false,
    };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => options.only = Some(arguments.next().ok_or("--only needs a set")?.clone()),
            "--raise" => options.raise = true,
            "--misses" => options.misses = true,
            other => return Err(format!("eval has no option {other}")),
        }
    }
    Ok(options)
}

fn read(path: &Path) -> Result<Floors, String> {
    match fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display())),
        Err(_) => Ok(Floors::default()),
    }
}

impl Floors {
    fn of(&self, figure: &Figure) -> Option<f64> {
        self.0.get(&figure.set)?.get(&figure.measure).copied()
    }

    fn raise(&mut self, figure: &Figure) {
        let reached = (figure.value * 10.0).floor() / 10.0;
        let set = self.0.entry(figure.set.clone()).or_default();
        let floor = set.entry(figure.measure.clone()).or_insert(reached);
        *floor = floor.max(reached);
    }

    fn to_toml(&self) -> String {
        let mut text = String::from(
            "# What `cargo xtask eval` once reached. Written by `cargo xtask eval --raise`; floors only rise.\n",
        );
        for (set, measures) in &self.0 {
            let _ = writeln!(text, "\n[{set}]");
            for (measure, floor) in measures {
                let _ = writeln!(text, "\"{measure}\" = {floor:.1}");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Our own gold needs nothing from outside, so its floors hold in every test run.
    #[test]
    fn own_gold_keeps_its_floors() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let figures = own::measure(root, &|_| true, false).expect("own gold");
        let floors = read(&root.join("gold/floors.toml")).expect("floors");
        for figure in &figures {
            let Figure {
                set,
                measure,
                value,
            } = figure;
            let floor = floors.of(figure).expect("a floor for each figure");
            assert!(
                *value >= floor - SLACK,
                "{set}, {measure}: {value} is below {floor}"
            );
        }
    }

    #[test]
    fn floors_only_rise() {
        let figure = |value| Figure {
            set: "a".into(),
            measure: "b c".into(),
            value,
        };
        let mut floors = Floors::default();
        floors.raise(&figure(80.26));
        floors.raise(&figure(70.0));
        let again: Floors = toml::from_str(&floors.to_toml()).expect("own output");
        assert_eq!(again.of(&figure(0.0)), Some(80.2));
    }
}
