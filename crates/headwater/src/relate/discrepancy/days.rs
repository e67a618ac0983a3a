//! The days that a sentence tells of, and whether two sentences tell of other ones.

use crate::model::{Annotations, Day, Span, TimeExpression, TimeType};
use crate::relate::lineage::View;
use compact_str::CompactString;

/// The days, weeks and longer that a sentence tells of: those that it names. When it names none, a
/// longer time of the sentence before it in its paragraph ('It added 900 jobs in March. 700 had been
/// expected.'), or one that cannot be placed: a day of the sentence before is often that of a report.
pub fn when<'a>(
    text: &str,
    annotations: &'a Annotations,
    sentence: Span,
) -> Vec<&'a TimeExpression> {
    let named = |within: Span| -> Vec<&TimeExpression> {
        let times = annotations.times_at(within).iter();
        times
            .filter(|t| within.contains(t.excerpt.span))
            .filter(|t| matches!(t.kind, TimeType::Date | TimeType::Time))
            .collect()
    };
    let own = named(sentence);
    let at = annotations
        .sentences
        .partition_point(|s| s.end <= sentence.start);
    let before = at.checked_sub(1).map(|n| annotations.sentences[n]);
    let joined = |before: &Span| {
        !Span::new(before.end, sentence.start)
            .of(text)
            .contains('\n')
    };
    match before.filter(joined) {
        Some(before) if own.is_empty() => {
            let mut inherited = named(before);
            inherited.retain(|t| !is_placed_day(t) && !is_quoted(annotations, t));
            inherited
        }
        _ => own,
    }
}

/// What is said of a time is no time of what happens around it.
fn is_quoted(annotations: &Annotations, time: &TimeExpression) -> bool {
    let contents = annotations.quotations.iter().flat_map(|q| &q.contents);
    contents
        .into_iter()
        .any(|c| c.span.contains(time.excerpt.span))
}

/// A day, or a part of one, of which we know the date.
fn is_placed_day(time: &TimeExpression) -> bool {
    let day = |bound: &Option<CompactString>| {
        bound
            .as_deref()
            .and_then(|d| d.get(..10))
            .map(str::to_string)
    };
    matches!((day(&time.earliest), day(&time.latest)), (Some(a), Some(b)) if a == b)
}

/// Both sentences name days, and none that is surely the same. 'Last week' of two pages without a
/// date may be any two weeks.
pub fn are_other_days(a: &[&TimeExpression], b: &[&TimeExpression]) -> bool {
    let meet = |a: &TimeExpression, b: &TimeExpression| {
        let ends = (&a.earliest, &b.latest, &b.earliest, &a.latest);
        matches!(ends, (Some(a), Some(z), Some(b), Some(y)) if a <= z && b <= y)
    };
    let one = || a.iter().any(|x| b.iter().any(|y| meet(x, y)));
    !a.is_empty() && !b.is_empty() && !one()
}

/// One names months or years and no day, the other no time at all: that one tells of now, the first of
/// what was before.
pub fn is_background(a: &[&TimeExpression], b: &[&TimeExpression]) -> bool {
    const MONTH: usize = "2021-05".len();
    let long = |t: &&TimeExpression| {
        let dated = t.value.starts_with(|c: char| c.is_ascii_digit());
        t.kind == TimeType::Date && dated && t.value.len() <= MONTH
    };
    let past = |a: &[&TimeExpression]| !a.is_empty() && a.iter().all(long);
    past(a) && b.is_empty() || past(b) && a.is_empty()
}

/// Two documents are dated, and at most so many days apart.
pub fn are_near(view: &View, a: usize, b: usize, days: i32) -> bool {
    let day = |n: usize| Day::parse(view.pile.documents[n].published.value.as_deref()?);
    matches!((day(a), day(b)), (Some(a), Some(b)) if a.since(b).abs() <= days)
}
