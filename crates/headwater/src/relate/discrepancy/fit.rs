//! How two counts with their hedges fit together.

use crate::model::{Modifier, Quantity};

/// What one count says about another, hedges taken as intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The same numbers are allowed.
    Equal,
    /// The first allows less than the second: '812' for 'more than 800'.
    Narrower,
    /// The first allows more.
    Wider,
    /// Some numbers fit both.
    Overlapping,
    /// One number, once as the least and once as the most.
    OppositeBounds,
    /// No number fits both.
    Disjoint,
}

/// How `a` fits `b`.
pub fn fit(a: &Quantity, b: &Quantity) -> Fit {
    let ((la, ha), (lb, hb)) = (interval(a), interval(b));
    let within = |x: (f64, f64), y: (f64, f64)| x.0 >= y.0 && x.1 <= y.1;
    if number(a) == number(b) && are_opposite(a.modifier, b.modifier) {
        Fit::OppositeBounds
    } else if ha < lb || hb < la {
        if are_rounded(a, b) {
            Fit::Overlapping
        } else {
            Fit::Disjoint
        }
    } else if (la, ha) == (lb, hb) && a.modifier == b.modifier {
        Fit::Equal
    } else if within((la, ha), (lb, hb)) {
        Fit::Narrower
    } else if within((lb, hb), (la, ha)) {
        Fit::Wider
    } else {
        Fit::Overlapping
    }
}

fn interval(q: &Quantity) -> (f64, f64) {
    (
        q.low.unwrap_or(f64::NEG_INFINITY),
        q.high.unwrap_or(f64::INFINITY),
    )
}

/// 'a $2.3 trillion plan', '$2.25 trillion': one of two large numbers is the other, rounded. Where
/// both are exact they may differ by a tenth.
fn are_rounded(a: &Quantity, b: &Quantity) -> bool {
    let exact = |q: &Quantity| q.low.filter(|_| q.low == q.high);
    let middle = |q: &Quantity| Some((q.low? + q.high?) / 2.0);
    let (Some(x), Some(y)) = (middle(a), middle(b)) else {
        return false;
    };
    let both_exact = exact(a).is_some() && exact(b).is_some();
    let near = (x - y).abs() <= step(x).max(step(y)) / 2.0;
    near && (!both_exact || (x - y).abs() <= x.abs().max(y.abs()) / 10.0)
}

/// What the last digit of a large number that is not 0 counts; 0 for numbers below a thousand.
fn step(number: f64) -> f64 {
    let number = number.round();
    if number < 1000.0 {
        return 0.0;
    }
    let mut step = 1.0;
    while number % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step
}

/// The number as written, hedge put aside.
pub fn number(quantity: &Quantity) -> Option<(f64, f64)> {
    let low = quantity.low.or(quantity.high)?;
    Some((low, quantity.high.unwrap_or(low)))
}

fn are_opposite(a: Modifier, b: Modifier) -> bool {
    let below = |m| matches!(m, Modifier::AtLeast | Modifier::MoreThan);
    let above = |m| matches!(m, Modifier::AtMost | Modifier::LessThan);
    below(a) && above(b) || above(a) && below(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate, tests::body};

    #[test]
    fn intervals_fit() {
        let cases = [
            ("12 men left.", "12 men left.", Fit::Equal),
            ("812 men left.", "More than 800 men left.", Fit::Narrower),
            ("More than 800 men left.", "812 men left.", Fit::Wider),
            (
                "At least 40 men left.",
                "Up to 60 men left.",
                Fit::Overlapping,
            ),
            (
                "At least 40 men left.",
                "Up to 40 men left.",
                Fit::OppositeBounds,
            ),
            ("At least 40 men left.", "30 men left.", Fit::Disjoint),
            (
                "It cost $2.3 trillion.",
                "It cost $2.25 trillion.",
                Fit::Overlapping,
            ),
            ("It cost $2 million.", "It cost $3 million.", Fit::Disjoint),
        ];
        for (a, b, wanted) in cases {
            let [x, y] = [a, b].map(|text| annotate(&body(text)).quantities.remove(0));
            assert_eq!(fit(&x, &y), wanted, "{a} / {b}");
        }
    }
}
