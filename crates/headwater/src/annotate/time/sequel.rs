//! Pages that are put right under their first date: 'shot on Sunday' of that date, 'appeared in court
//! on Monday' of the day after, by the words of `lang/en/sequel.toml`.

use crate::annotate::Scan;
use crate::lexicon::pattern::Patterns;
use crate::model::{Day, TimeExpression};
use std::sync::LazyLock;

static SEQUEL: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::load("sequel.toml", include_str!("../../../lang/en/sequel.toml")));

/// Puts the weekday of the day after the document's date on that day where its sentence tells what
/// follows, and an earlier place tells the crime on the weekday of the date itself. `sentences` holds
/// the sentence of each time.
pub(super) fn put_next(scan: &Scan, times: &mut [TimeExpression], sentences: &[usize]) {
    let published = &scan.document.published;
    let Some(day) = published.value.as_deref().and_then(Day::parse) else {
        return;
    };
    let is_on = |time: &TimeExpression, weekday: i8| {
        (time.form.to_string()).starts_with(&format!("now <XXXX-WXX-{weekday}"))
    };
    let says = |at: usize, rule: &str| {
        let tokens = scan.sentences[at].tokens.clone();
        let sentence = scan.span(tokens).of(scan.text());
        SEQUEL.has(rule, sentence)
    };
    let happens = |n: usize| is_on(&times[n], day.weekday()) && says(sentences[n], "happens");
    let Some(crime) = (0..times.len()).find(|&n| happens(n)) else {
        return;
    };
    let next = day.weekday() % 7 + 1;
    let follows = |n: &usize| is_on(&times[*n], next) && says(sentences[*n], "follows");
    let later: Vec<usize> = (crime + 1..times.len()).filter(follows).collect();
    for n in later {
        let form = times[n].form.to_string().replacen("now <", "now >>", 1);
        if let Ok(form) = form.parse() {
            times[n].form = form;
            times[n].resolve(published);
        }
    }
}
