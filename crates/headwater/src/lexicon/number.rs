//! Numbers as newspapers write them.

/// The value of number words and figures: '6,500', '92.2 million', 'twenty-five', 'two hundred and
/// five', '5 1/2', 'half a million'. `None` when the words are no number.
pub fn read<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<f64> {
    let mut sum = Sum::default();
    for word in words {
        sum.add(word)?;
    }
    sum.seen.then_some(sum.total + sum.part)
}

#[derive(Default)]
struct Sum {
    total: f64,
    part: f64,
    /// Numerator of a fraction that has begun: the '1' of '1/2'.
    numerator: Option<f64>,
    /// The number read last, which a fraction may take as its numerator.
    last: f64,
    seen: bool,
    /// An 'and' came before: 'two and a half' adds where 'two thirds' multiplies.
    and: bool,
}

impl Sum {
    fn add(&mut self, word: &str) -> Option<()> {
        if matches!(
            word,
            "-" | "‑" | "–" | "and" | "a" | "an" | "of" | "And" | "A" | "An"
        ) {
            self.and |= word == "and";
            return Some(());
        }
        if word == "/" {
            self.part -= self.last;
            self.numerator = Some(self.last);
            return Some(());
        }
        let lower = word.to_lowercase();
        if let Some(scale) = scale(&lower) {
            let part = if self.seen { self.part } else { 1.0 };
            if scale == 100.0 || scale == 12.0 {
                self.part = part * scale;
            } else {
                self.total += part * scale;
                self.part = 0.0;
            }
        } else if let Some(fraction) = fraction(&lower) {
            // 'two-thirds', 'one half'; but 'half', 'two and a half'.
            self.part = if self.seen && !self.and {
                self.part * fraction
            } else {
                self.part + fraction
            };
        } else {
            let value = figure(word).or_else(|| small(&lower))?;
            match self.numerator.take() {
                Some(numerator) if value != 0.0 => self.part += numerator / value,
                Some(_) => return None,
                None => self.part += value,
            }
            self.last = value;
        }
        self.seen = true;
        Some(())
    }
}

/// Digits with commas and a point, a character such as '½', or both.
fn figure(word: &str) -> Option<f64> {
    const PARTS: [(char, f64); 7] = [
        ('½', 1.0 / 2.0),
        ('¼', 1.0 / 4.0),
        ('¾', 3.0 / 4.0),
        ('⅓', 1.0 / 3.0),
        ('⅔', 2.0 / 3.0),
        ('⅛', 1.0 / 8.0),
        ('⅜', 3.0 / 8.0),
    ];
    let part = PARTS.iter().find(|(sign, _)| word.ends_with(*sign));
    let whole = part.map_or(word, |(sign, _)| word.trim_end_matches(*sign));
    let part = part.map_or(0.0, |(_, part)| *part);
    if whole.is_empty() && part > 0.0 {
        return Some(part);
    }
    let plain: String = whole.chars().filter(|&c| c != ',').collect();
    let digits = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: Option<f64> = (digits && plain.len() <= 30).then(|| plain.parse().ok())?;
    value.map(|value| value + part)
}

fn small(word: &str) -> Option<f64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let at = |list: &[&str]| list.iter().position(|w| *w == word).map(|n| n as f64);
    match word {
        "no" | "nil" => Some(0.0),
        "single" | "lone" => Some(1.0),
        "couple" | "pair" | "both" => Some(2.0),
        _ => at(&ONES).or_else(|| at(&TENS).map(|n| n * 10.0 + 20.0)),
    }
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "hundred" => Some(100.0),
        "thousand" | "k" => Some(1e3),
        "million" | "m" | "mn" | "mln" => Some(1e6),
        "lakh" => Some(1e5),
        "crore" => Some(1e7),
        "billion" | "bn" | "b" => Some(1e9),
        "trillion" | "tn" | "trn" => Some(1e12),
        _ => None,
    }
}

fn fraction(word: &str) -> Option<f64> {
    const PARTS: [(&str, f64); 9] = [
        ("half", 2.0),
        ("halve", 2.0),
        ("third", 3.0),
        ("quarter", 4.0),
        ("fourth", 4.0),
        ("fifth", 5.0),
        ("sixth", 6.0),
        ("eighth", 8.0),
        ("tenth", 10.0),
    ];
    let singular = word.strip_suffix('s').unwrap_or(word);
    let found = PARTS.iter().find(|(name, _)| *name == singular);
    found.map(|(_, parts)| 1.0 / parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::token::tokenize;
    use crate::model::Span;

    #[test]
    fn reads_numbers() {
        let cases: &[(f64, &[&str])] = &[
            (
                6500.0,
                &["6,500", "six thousand five hundred", "6.5 thousand"],
            ),
            (25.0, &["25", "twenty-five", "Twenty Five"]),
            (205.0, &["two hundred and five", "205"]),
            (92.2e6, &["92.2 million", "92.2-million", "92.2m"]),
            (
                1.25e6,
                &["one million two hundred and fifty thousand", "1.25 million"],
            ),
            (5.5, &["5 1/2", "5½", "five and a half"]),
            (0.75, &["3/4", "three-quarters", "¾"]),
            (
                500_000.0,
                &["half a million", "500,000", "five hundred thousand"],
            ),
            (12.0, &["a dozen", "dozen", "twelve"]),
            (24.0, &["two dozen"]),
            (100.0, &["a hundred", "one hundred"]),
            (0.0, &["zero", "no"]),
        ];
        for (value, surfaces) in cases {
            for surface in *surfaces {
                let tokens = tokenize(surface, Span::new(0, surface.len()));
                let found = read(tokens.iter().map(|t| t.span.of(surface)));
                let found = found.expect(surface);
                assert!(
                    (found - value).abs() < 1e-6,
                    "{surface} is {value}, not {found}"
                );
            }
        }
        for wrong in [&["men"][..], &["1", "/", "0"], &[], &["1.2.3"]] {
            assert_eq!(read(wrong.iter().copied()), None, "{wrong:?}");
        }
    }
}
