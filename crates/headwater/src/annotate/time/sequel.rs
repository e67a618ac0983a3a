//! Pages that are put right under their first date: 'shot on Sunday' of that date, 'appeared in court
//! on Monday' of the day after, by the words of `lang/en/sequel.toml`.

use crate::annotate::Scan;
use crate::lexicon::pattern::Patterns;
use crate::model::{Day, Span, TimeExpression};
use std::sync::LazyLock;

/// Words before a weekday and behind it that tell what happened on it.
const BEFORE: usize = 8;
const BEHIND: usize = 3;

static SEQUEL: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::load("sequel.toml", include_str!("../../../lang/en/sequel.toml")));

/// Puts the weekday of the day after the document's date on that day where another place of the
/// document looks back on the weekday of the date itself: who wrote both wrote them the day after, or
/// later. What happened on the one may be the event six days before of which the other tells the
/// sequel ('shot on Saturday', 'arrested on Friday'), unless that tells an event too. `sentences` holds
/// the sentence of each time.
pub(super) fn put_next(scan: &Scan, times: &mut [TimeExpression], sentences: &[usize]) {
    let published = &scan.document.published;
    let Some(day) = published.value.as_deref().and_then(Day::parse) else {
        return;
    };
    let of = |weekday: i8| -> Vec<usize> {
        let all = 0..times.len();
        all.filter(|&n| is_back_on(&times[n], weekday)).collect()
    };
    let (own, later) = (of(day.weekday()), of(day.weekday() % 7 + 1));
    if own.is_empty() || later.is_empty() {
        return;
    }
    let whole = |n: usize| scan.span(scan.sentences[sentences[n]].tokens.clone());
    let tells = |n: usize, rule: &str| SEQUEL.has(rule, around(scan.text(), times, n, whole(n)));
    let (happens, follows) = (|n| tells(n, "happens"), |n| tells(n, "follows"));
    let event = own.iter().any(|&n| happens(n) && !follows(n));
    // 'Pleaded guilty on Wednesday' alone: any other day is before it.
    if !event && own.iter().all(|&n| follows(n)) {
        return;
    }
    let sequels: Vec<usize> = later
        .into_iter()
        .filter(|&n| event || !happens(n))
        .collect();
    for n in sequels {
        let form = times[n].form.to_string().replacen("now <", "now >>", 1);
        if let Ok(form) = form.parse() {
            times[n].form = form;
            times[n].resolve(published);
        }
    }
}

/// The words of its sentence that stand near time `n`, and nearer to it than to another time.
fn around<'t>(text: &'t str, times: &[TimeExpression], n: usize, sentence: Span) -> &'t str {
    let own = times[n].excerpt.span;
    let last = n
        .checked_sub(1)
        .map_or(0, |before| times[before].excerpt.span.end);
    let next = times
        .get(n + 1)
        .map_or(sentence.end, |next| next.excerpt.span.start);
    let before = &text[sentence.start.max(last).min(own.start)..own.start];
    let behind = &text[own.end..sentence.end.min(next).max(own.end)];
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let first = before.split_whitespace().rev().take(BEFORE).last();
    let last = behind.split_whitespace().take(BEHIND).last();
    &text[first.map_or(own.start, at)..last.map_or(own.end, |word| at(word) + word.len())]
}

/// A weekday on its own that is looked back on.
fn is_back_on(time: &TimeExpression, weekday: i8) -> bool {
    (time.form.to_string()).starts_with(&format!("now <XXXX-WXX-{weekday}"))
}
