//! Numbers with unit, what is counted, and hedge, by the rules of `lang/en/quantities.toml`.

use super::Scan;
use crate::lexicon::grammar::{Grammar, Match};
use crate::lexicon::variant::variant;
use crate::model::{Excerpt, Modifier, Quantity, Span, TimeExpression};
use compact_str::CompactString;
use serde::Deserialize;
use std::sync::LazyLock;

/// 'About 200' is taken to allow a tenth more or less.
const ABOUT: f64 = 0.1;

static GRAMMAR: LazyLock<Grammar<Gives>> = LazyLock::new(|| {
    Grammar::new(
        "en/quantities.toml",
        include_str!("../../lang/en/quantities.toml"),
    )
});

/// What a rule gives, as templates. A rule without a number is a guard.
#[derive(Deserialize)]
struct Gives {
    number: Option<String>,
    /// End of a range that begins with `number`.
    to: Option<String>,
    /// Numerator and denominator.
    ratio: Option<[String; 2]>,
    /// Factors of a lowest value: 'tens of thousands'.
    product: Option<[String; 2]>,
    /// Lowest value, where no number is given.
    low: Option<String>,
    modifier: Option<Modifier>,
    unit: Option<String>,
    counted: Option<String>,
}

/// Quantities in text order, none over another, those that touch time expressions left out.
pub fn find(scan: &Scan, times: &[TimeExpression]) -> Vec<Quantity> {
    let mut found = Vec::new();
    for sentence in &scan.sentences {
        for matched in GRAMMAR.find(scan.text(), &scan.tokens, sentence.tokens.clone()) {
            let span = scan.span(matched.tokens.clone());
            if !touches(span, times) {
                found.extend(quantity(scan, span, &matched));
            }
        }
    }
    found
}

fn touches(span: Span, times: &[TimeExpression]) -> bool {
    let at = times.partition_point(|time| time.excerpt.span.end <= span.start);
    times
        .get(at)
        .is_some_and(|time| time.excerpt.span.overlaps(span))
}

fn quantity(scan: &Scan, span: Span, matched: &Match<Gives>) -> Option<Quantity> {
    let gives = &matched.rule.gives;
    let word = |token: usize| scan.word(token);
    let fill = |template: &String| GRAMMAR.fill(template, matched, &word, &|_| None);
    let value = |template: &String| fill(template)?.parse::<f64>().ok();
    let pair = |pair: &[String; 2]| Some((value(&pair[0])?, value(&pair[1])?));
    // A macro may be named after a modifier.
    let hedge = (matched.groups.iter()).find_map(|(_, name, _)| variant(name));
    let mut hedge = gives.modifier.or(hedge).unwrap_or_default();
    let (low, high) = if let Some(to) = &gives.to {
        hedge = Modifier::Between;
        let (from, to) = (gives.number.as_ref().and_then(value)?, value(to)?);
        let from = shared_scale(from, to);
        (from <= to).then_some((Some(from), Some(to)))?
    } else if let Some(low) = &gives.low {
        (Some(value(low)?), None)
    } else if let Some(factors) = &gives.product {
        let (a, b) = pair(factors)?;
        // 'Tens' stands for 20, so tens of thousands are 20,000.
        (Some(a * b), None)
    } else if let Some(ratio) = &gives.ratio {
        let (part, whole) = pair(ratio)?;
        (whole > 0.0).then(|| ends(part / whole, hedge))?
    } else {
        ends(gives.number.as_ref().and_then(value)?, hedge)
    };
    // Of several templates, parted by ' | ', the first that can be filled holds.
    let mut units = gives.unit.iter().flat_map(|unit| unit.split(" | "));
    let unit = units.find_map(|unit| fill(&unit.to_string()));
    Some(Quantity {
        excerpt: Excerpt::new(span, scan.text()),
        low,
        high,
        modifier: hedge,
        unit: unit.map(CompactString::from),
        counted: gives
            .counted
            .as_ref()
            .and_then(fill)
            .map(CompactString::from),
        rule: matched.rule.name.as_str().into(),
    })
}

/// Lowest and highest value of a hedged number. Of 'more than' and 'less than' the bound itself is
/// left out, which the modifier tells.
fn ends(number: f64, hedge: Modifier) -> (Option<f64>, Option<f64>) {
    match hedge {
        Modifier::Exact | Modifier::Between => (Some(number), Some(number)),
        Modifier::About => (Some(number - number * ABOUT), Some(number + number * ABOUT)),
        Modifier::AtLeast | Modifier::MoreThan => (Some(number), None),
        Modifier::AtMost | Modifier::LessThan => (None, Some(number)),
    }
}

/// The lower end of '2 to 3 million': of millions, where only the upper end says so.
fn shared_scale(from: f64, to: f64) -> f64 {
    const THOUSAND: f64 = 1000.0;
    let scales = [THOUSAND.powi(4), THOUSAND.powi(3), THOUSAND.powi(2)];
    let scale = scales.into_iter().find(|&scale| to >= scale);
    let scaled = scale.map(|scale| from * scale);
    scaled
        .filter(|&scaled| from < THOUSAND && scaled < to)
        .unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::annotate::time;
    use crate::lexicon::grammar;

    /// 'low..high modifier (unit) counted' by words and rule.
    fn found(text: &str) -> Vec<(String, String, String)> {
        let document = body(text);
        let scan = Scan::new(&document);
        let row = |q: Quantity| {
            let end = |end: Option<f64>| {
                end.map_or("-".into(), |n| format!("{}", (n * 1e6).round() / 1e6))
            };
            let modifier = serde_json::to_value(q.modifier).unwrap();
            let mut value = format!("{}..{}", end(q.low), end(q.high));
            value += &format!(" {}", modifier.as_str().unwrap());
            value += &q.unit.map_or(String::new(), |unit| format!(" ({unit})"));
            value += &q
                .counted
                .map_or(String::new(), |counted| format!(" {counted}"));
            (q.excerpt.text.to_string(), value, q.rule.into())
        };
        find(&scan, &time::find(&scan))
            .into_iter()
            .map(row)
            .collect()
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_ordered_spans(words in proptest::collection::vec(
            "at least|two|10|2015|men|of|the|\\$|%|[a-zé’.:/-]{1,4}|[0-9]{1,9}|half|million|-| ",
            0..60,
        )) {
            let text = words.join(" ");
            let document = body(&text);
            let scan = Scan::new(&document);
            let mut end = 0;
            for quantity in find(&scan, &time::find(&scan)) {
                let span = quantity.excerpt.span;
                proptest::prop_assert!(span.start >= end && span.end > span.start);
                proptest::prop_assert!(quantity.low.zip(quantity.high).is_none_or(|(l, h)| l <= h));
                end = span.end;
            }
        }
    }

    #[test]
    fn every_case_holds() {
        let cases = grammar::tests::every_case_holds(&GRAMMAR, found);
        assert!(cases >= 150, "{cases}");
    }
}
