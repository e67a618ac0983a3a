//! Time expressions: matched by the rules of `lang/en/times.toml`, each with the form that it has
//! before it is anchored, then resolved against the document's date.

mod sequel;
mod tense;

use super::{Scan, Sentence};
use crate::lexicon::grammar::{Grammar, Match};
use crate::lexicon::variant::variant;
use crate::model::{Excerpt, Form, Step, TimeExpression, TimeModifier, TimeType, Unit};
use compact_str::CompactString;
use serde::Deserialize;
use std::cell::OnceCell;
use std::sync::LazyLock;
use tense::{Cues, Tense};

/// Sentences back in which 'two days later' looks for the date it starts from.
const NEAR: usize = 2;

/// Words of a sentence that show whether it tells of a match: one without end stays linear.
const LONGEST: usize = 60;

static GRAMMAR: LazyLock<Grammar<Gives>> =
    LazyLock::new(|| Grammar::new("en/times.toml", include_str!("../../lang/en/times.toml")));

/// What a rule gives. A rule without a value is a guard.
#[derive(Deserialize)]
struct Gives {
    #[serde(rename = "type")]
    kind: Option<TimeType>,
    value: Option<String>,
    modifier: Option<TimeModifier>,
    /// It is of business or government: a match has quarters and halves too.
    #[serde(default)]
    business: bool,
}

/// Time expressions in text order, none over another, resolved as the document's date allows.
pub fn find(scan: &Scan) -> Vec<TimeExpression> {
    let mut finder = Finder {
        scan,
        found: Vec::new(),
        sentences: Vec::new(),
    };
    for (at, sentence) in scan.sentences.iter().enumerate() {
        let cues = OnceCell::new();
        for matched in GRAMMAR.find(scan.text(), &scan.tokens, sentence.tokens.clone()) {
            let cues = || cues.get_or_init(|| Cues::new(scan, sentence.tokens.clone()));
            finder.add(at, &matched, &|| cues().around(scan, &matched.tokens));
        }
    }
    sequel::put_next(scan, &mut finder.found, &finder.sentences);
    finder.found
}

struct Finder<'s, 'a> {
    scan: &'s Scan<'a>,
    found: Vec<TimeExpression>,
    /// Sentence of each that was found.
    sentences: Vec<usize>,
}

impl Finder<'_, '_> {
    fn add(&mut self, at: usize, matched: &Match<Gives>, tense: &dyn Fn() -> Option<Tense>) {
        let gives = &matched.rule.gives;
        let (Some(kind), Some(value)) = (gives.kind, &gives.value) else {
            return;
        };
        if gives.business && self.is_match(at) {
            return;
        }
        let form = value
            .split(" | ")
            .find_map(|template| self.form(template, at, matched, tense));
        let Some(form) = form else {
            return;
        };
        let mut time = TimeExpression {
            excerpt: Excerpt::new(self.scan.span(matched.tokens.clone()), self.scan.text()),
            kind,
            value: CompactString::default(),
            // A macro may be named after one.
            modifier: (matched.groups.iter())
                .find_map(|(_, name, _)| variant(name))
                .or(gives.modifier),
            earliest: None,
            latest: None,
            how: matched.rule.name.as_str().into(),
            form,
        };
        time.resolve(&self.scan.document.published);
        self.found.push(time);
        self.sentences.push(at);
    }

    /// Whether a sentence and those beside it tell of a match, not of business.
    fn is_match(&self, at: usize) -> bool {
        let sentences = &self.scan.sentences;
        let near = &sentences[at.saturating_sub(1)..sentences.len().min(at + 2)];
        let has = |class: &str, of: &[Sentence]| {
            let mut words = of.iter().flat_map(|s| s.tokens.clone().take(LONGEST));
            words.any(|token| GRAMMAR.value(class, self.scan.word(token)).is_some())
        };
        has("sport", near) && !has("business", near)
    }

    /// The form that a template makes, if all of its parts have a value.
    fn form(
        &self,
        template: &str,
        at: usize,
        matched: &Match<Gives>,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<Form> {
        let word = |token: usize| self.scan.word(token);
        let other = |label: &str| match label.split_once(':') {
            Some(("tense", default)) => Tense::sign(tense(), default).map(str::to_string),
            Some(("lean", default)) => {
                let sign = Tense::sign(tense(), default).unwrap_or(default);
                Some(sign.replace('>', "~>"))
            }
            Some(("if", sign)) => (Tense::sign(tense(), "") == Some(sign)).then(String::new),
            _ if label == "hour" => clock(matched, &word).map(|(hour, _)| format!("{hour:02}")),
            _ if label == "minute" => clock(matched, &word).map(|(_, min)| format!("{min:02}")),
            _ => None,
        };
        let filled = whole(&GRAMMAR.fill(template, matched, &word, &other)?);
        let (start, steps) = filled.split_once(' ').unwrap_or((&filled, ""));
        let (anchor, unit) = start.split_once(':').unwrap_or((start, ""));
        let prior = match anchor {
            "prior" => self.prior(Unit::parse(unit), None)?,
            "near" => self.prior(Unit::parse(unit), Some(at))?,
            "beside" => self.beside(Unit::parse(unit)?, matched)?,
            _ => return filled.parse().ok(),
        };
        let steps: Result<Vec<Step>, ()> = steps.split_whitespace().map(str::parse).collect();
        Some(prior.then(steps.ok()?))
    }

    /// The last date before, of that unit if one is asked for, near that sentence if one is given.
    /// Dates that were themselves reckoned back from another are for comparison, not to start from.
    fn prior(&self, unit: Option<Unit>, near: Option<usize>) -> Option<&Form> {
        let fits = |form: &&Form| {
            let reckoned = form
                .steps()
                .iter()
                .any(|step| matches!(step, Step::Move(..)));
            let of_unit = |u| unit.is_none_or(|wanted| wanted == u);
            !reckoned && form.unit().is_some_and(of_unit)
        };
        let all = self.found.iter().zip(&self.sentences).rev();
        all.take_while(|(_, at)| near.is_none_or(|near| *at + NEAR >= near))
            .filter(|(time, _)| matches!(time.kind, TimeType::Date | TimeType::Time))
            .map(|(time, _)| &time.form)
            .find(fits)
    }

    /// The date of that unit found right before, with a word between that makes the two a range.
    fn beside(&self, unit: Unit, matched: &Match<Gives>) -> Option<&Form> {
        let fits =
            |last: &&TimeExpression| last.kind == TimeType::Date && last.form.unit() == Some(unit);
        let last = self.found.last().filter(fits)?;
        let start = self.scan.span(matched.tokens.clone()).start;
        let between = self.scan.text().get(last.excerpt.span.end..start)?;
        GRAMMAR.value("through", between.trim())?;
        Some(&last.form)
    }
}

/// The form in years for decades and centuries, and without halves: 'P2.5Y' is 'P2Y6M'.
fn whole(form: &str) -> String {
    let mut words = form.split(' ').map(|word| {
        let digit = |c: char| c.is_ascii_digit() || c == '.';
        let Some((head, rest)) = word.find(digit).map(|at| word.split_at(at)) else {
            return word.to_string();
        };
        let (number, unit) = rest.split_at(rest.find(|c| !digit(c)).unwrap_or(rest.len()));
        let Ok(amount) = number.parse::<f64>() else {
            return word.to_string();
        };
        let half = amount.fract() == 0.5;
        let smaller = match (head, unit) {
            ("P", "DE") => return format!("P{}Y", amount * 10.0),
            ("P", "CE") => return format!("P{}Y", amount * 100.0),
            ("P", "Y") if half => "6M",
            ("P", "D") if half => "T12H",
            ("PT", "H") if half => "30M",
            ("PT", "M") if half => "30S",
            _ => return word.to_string(),
        };
        let larger = amount.trunc();
        if larger == 0.0 {
            return format!("{head}{smaller}");
        }
        format!("{head}{larger}{unit}{smaller}")
    });
    let first = words.next().unwrap_or_default();
    words.fold(first, |all, word| all + " " + &word)
}

/// The hour of a day of 24 and the minute that a clock shows.
fn clock<'w>(matched: &Match<Gives>, word: &dyn Fn(usize) -> &'w str) -> Option<(u8, u8)> {
    let first = |label: &str| matched.named(label).next().map(|(_, at)| word(at.start));
    let (hour, minute) = if let Some(pointed) = first("pointed") {
        pointed.split_once('.')?
    } else if let Some(digits) = first("clock4") {
        digits.split_at_checked(2)?
    } else {
        (first("hour")?, first("minute").unwrap_or("0"))
    };
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let half = first("half").or(first("end-half"));
    let hour = match half.and_then(|half| GRAMMAR.value("half", half)) {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    };
    Some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::lexicon::grammar;
    use crate::model::{Document, Published};

    fn saturday(text: &str) -> Document {
        let published = Published {
            value: Some("2015-09-12".into()),
            ..Published::default()
        };
        Document {
            published,
            ..body(text)
        }
    }

    /// What the document's rules find: words, value with modifier, rule.
    fn found(text: &str) -> Vec<(String, String, String)> {
        let document = saturday(text);
        let times = find(&Scan::new(&document));
        let row = |t: TimeExpression| {
            let modifier = t.modifier.map(|m| serde_json::to_value(m).unwrap());
            let modifier = modifier.map_or(String::new(), |m| format!(" {}", m.as_str().unwrap()));
            let rule = t.how.split("; ").next().unwrap().to_string();
            (
                t.excerpt.text.to_string(),
                String::from(t.value) + &modifier,
                rule,
            )
        };
        times.into_iter().map(row).collect()
    }

    #[test]
    fn every_case_holds() {
        grammar::tests::every_case_holds(&GRAMMAR, found);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_ordered_spans(words in proptest::collection::vec(
            "May|Friday|two|10|2015|years|ago|of|the|last|next|[a-zé’.:/-]{1,4}|[0-9]{1,9}|99999999999|p\\.m\\.| ",
            0..60,
        )) {
            let text = words.join(" ");
            let document = saturday(&text);
            let mut end = 0;
            for time in find(&Scan::new(&document)) {
                let span = time.excerpt.span;
                proptest::prop_assert!(span.start >= end && span.end > span.start);
                proptest::prop_assert_eq!(&text[span.start..span.end], &*time.excerpt.text);
                end = span.end;
            }
        }
    }

    /// The days that a document of Saturday, the twelfth, tells.
    fn days(text: &str) -> Vec<String> {
        let values = found(text).into_iter().map(|(_, value, _)| value);
        values.collect()
    }

    #[test]
    fn the_day_after_is_no_week_before() {
        for (text, expected) in [
            // Written on Sunday under the date of Saturday.
            (
                "Jan Ek was shot in Aldport on Saturday. His brother was charged on Sunday.",
                ["2015-09-12", "2015-09-13"],
            ),
            (
                "A boy was arraigned Sunday in the death. His friend died at home Saturday.",
                ["2015-09-13", "2015-09-12"],
            ),
            (
                "Police said Sunday that they knew more. The ferry ran aground Saturday.",
                ["2015-09-13", "2015-09-12"],
            ),
            // The crime of the Sunday before.
            (
                "Jan Ek was arrested Saturday in Sunday's shooting of a baker.",
                ["2015-09-12", "2015-09-06"],
            ),
            (
                "Jan Ek was fired on Sunday. A plea was entered at Saturday's hearing.",
                ["2015-09-06", "2015-09-12"],
            ),
            (
                "The council met on Sunday, and on Friday the mayor signed.",
                ["2015-09-06", "2015-09-11"],
            ),
            (
                "Jan Ek was shot on Saturday. Last Sunday the inn was closed.",
                ["2015-09-12", "2015-09-06"],
            ),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = GRAMMAR.rules.iter().map(|r| &r.name).collect();
        names.sort();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
