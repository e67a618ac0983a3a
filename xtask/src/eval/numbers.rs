//! Numbers with hedges as intervals, on sentences of our own: `gold/numbers.toml`.

use super::Figure;
use crate::input;
use headwater::model::Quantity;
use headwater::pipeline;
use headwater::read::Options;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct File {
    /// By value, sentences with the words that give it in brackets.
    cases: BTreeMap<String, Vec<String>>,
}

/// The share of numbers that have the right words, interval, unit and noun.
pub fn measure(misses: bool) -> Result<Figure, String> {
    let file: File =
        toml::from_str(include_str!("../../../gold/numbers.toml")).map_err(|e| e.to_string())?;
    let (mut right, mut all) = (0, 0);
    for (value, sentence) in file
        .cases
        .iter()
        .flat_map(|(value, sentences)| sentences.iter().map(move |s| (value, s)))
    {
        let words = bracketed(sentence).ok_or_else(|| format!("no brackets: {sentence}"))?;
        let found = quantities(&sentence.replace(['[', ']'], ""));
        let holds = |q: &Quantity| &*q.excerpt.text == words && shown(q) == *value;
        all += 1;
        if found.iter().any(holds) {
            right += 1;
        } else if misses {
            let found: Vec<String> = found.iter().map(shown).collect();
            println!("----- numbers: {value}: {sentence}: {found:?}");
        }
    }
    println!("numbers: {right} of {all}");
    Ok(Figure {
        set: "numbers".into(),
        measure: "right".into(),
        value: 100.0 * f64::from(right) / f64::from(all.max(1)),
    })
}

fn bracketed(sentence: &str) -> Option<&str> {
    Some(sentence.split_once('[')?.1.split_once(']')?.0)
}

fn quantities(text: &str) -> Vec<Quantity> {
    let raws = input::raws("number.txt", text.as_bytes(), Options::default());
    let found = raws.into_iter().map(|raw| pipeline::prepare(raw).1);
    found
        .flat_map(|annotations| annotations.quantities)
        .collect()
}

/// 'low..high modifier (unit) counted'.
fn shown(quantity: &Quantity) -> String {
    let end = |end: Option<f64>| end.map_or("-".into(), |n| format!("{}", (n * 1e6).round() / 1e6));
    let modifier = serde_json::to_value(quantity.modifier).unwrap_or_default();
    let mut value = format!("{}..{}", end(quantity.low), end(quantity.high));
    value += &format!(" {}", modifier.as_str().unwrap_or_default());
    if let Some(unit) = &quantity.unit {
        value += &format!(" ({unit})");
    }
    if let Some(counted) = &quantity.counted {
        value += &format!(" {counted}");
    }
    value
}
