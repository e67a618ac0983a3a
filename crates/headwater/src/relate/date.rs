//! Dates of documents that follow from their story.
//!
//! A weekday in an undated document becomes a day where a witness of the same story, dated on that
//! weekday, opens with what the weekday's sentence tells. A day without a year becomes an interval
//! where a dated witness or a linked story gives the year. Where the story has dated documents and
//! nothing else is known, an interval around theirs is left.

use super::Pile;
use super::dated_outlet;
use super::story::{self, story_of};
use super::terms::{Marks, Terms};
use crate::lexicon;
use crate::lexicon::token::tokenize;
use crate::model::{
    Day, Pointer, Precision, Published, Role, Span, Story, StoryLink, TimeExpression, TimeType,
};
use compact_str::{ToCompactString, format_compact};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Sentences of a document that tell its event.
const OPENING: usize = 5;
/// Telling words that the weekday's sentence and the witness's opening share.
const MIN_SHARED: usize = 3;
/// Share of what the weekday's sentence tells that the witness's opening must hold.
const MIN_SHARE: f64 = 0.3;
/// Days between the anchor and a day without a year for its year to be certain.
const NEAR: i32 = 150;

#[derive(Deserialize)]
struct PastDay {
    window: usize,
    verbs: HashSet<String>,
    future: HashSet<String>,
    #[cfg(test)]
    case: Vec<PastCase>,
}

#[cfg(test)]
#[derive(Deserialize)]
struct PastCase {
    text: String,
    day: String,
    past: bool,
}

static PAST_DAY: LazyLock<PastDay> = LazyLock::new(|| {
    lexicon::data(
        "en/past_day.toml",
        include_str!("../../lang/en/past_day.toml"),
    )
});

/// Gives undated documents the date or interval that their story allows, and resolves their time
/// expressions anew.
pub fn infer(pile: &mut Pile, terms: &Terms, stories: &mut [Story], links: &[StoryLink]) {
    dated_outlet::doubt(pile);
    let story_of = story_of(pile, stories);
    let mut inferred = Vec::new();
    for (at, document) in pile.documents.iter().enumerate() {
        if document.published.earliest().is_none() && document.published.latest().is_none() {
            let witnesses = witnesses(pile, &story_of, stories, at);
            let published = by_weekday(pile, terms, at, &witnesses)
                .or_else(|| by_day(pile, at, witnesses.first().copied()?))
                .or_else(|| by_link(pile, at, stories.get(story_of[at])?, stories, links))
                .or_else(|| by_story(pile, at, &witnesses));
            inferred.extend(published.map(|published| (at, published)));
        }
    }
    for (at, published) in inferred {
        pile.annotations[at]
            .times
            .iter_mut()
            .for_each(|time| time.resolve(&published));
        pile.documents[at].published = published;
    }
    story::refresh(pile, stories);
}

/// A document with its exact day.
#[derive(Clone, Copy)]
struct Witness {
    document: usize,
    day: Day,
}

/// Dated documents of the same story, in order of id.
fn witnesses(pile: &Pile, story_of: &[usize], stories: &[Story], at: usize) -> Vec<Witness> {
    let Some(story) = stories.get(story_of[at]) else {
        return Vec::new();
    };
    let index = |id| pile.documents.binary_search_by(|d| d.id.cmp(id)).ok();
    let dated = |document: usize| {
        let published = &pile.documents[document].published;
        let day = Day::parse(published.value.as_deref()?)?;
        Some(Witness { document, day })
    };
    let mut found: Vec<Witness> = story
        .documents
        .iter()
        .filter_map(index)
        .filter_map(dated)
        .collect();
    found.sort_by_key(|w| w.document);
    found
}

/// 'on Wednesday' and a witness of a Wednesday whose opening tells the same.
fn by_weekday(pile: &Pile, terms: &Terms, at: usize, witnesses: &[Witness]) -> Option<Published> {
    let document = &pile.documents[at];
    let mut found = weekdays(pile, terms, at, witnesses);
    // What happened on an earlier weekday does not speak against the day of the report.
    if found.iter().any(|f| f.0 == f.2.day) {
        found.retain(|f| f.0 == f.2.day);
    }
    let (day, time, witness, words) = *found.first()?;
    if found.iter().any(|f| f.0 != day) {
        return None;
    }
    let exact = day == witness.day;
    let other = &pile.documents[witness.document];
    Some(Published {
        value: exact.then(|| day.to_compact_string()),
        earliest: Some(day.to_compact_string()),
        // A bare weekday is less than a week back.
        latest: if exact { Some(day) } else { day.plus(6) }.map(|d| d.to_compact_string()),
        precision: if exact {
            Precision::Day
        } else {
            Precision::Interval
        },
        how: format_compact!(
            "inferred: '{}' here, and the same story dated {} in {}",
            time.excerpt.text,
            witness.day,
            other.id
        ),
        evidence: vec![
            Pointer::new(&document.id, time.excerpt.span),
            Pointer::new(&other.id, words),
        ],
    })
}

/// The weekdays with which document `at` opens, each with the day that it is for a witness which tells the
/// same, that witness and its words.
fn weekdays<'p>(
    pile: &'p Pile,
    terms: &Terms,
    at: usize,
    witnesses: &[Witness],
) -> Vec<(Day, &'p TimeExpression, Witness, Span)> {
    let sentences = opening(pile, at);
    let mut found = Vec::new();
    for time in pile.annotations[at].times.iter().filter(|t| is_weekday(t)) {
        let Some(sentence) = sentences.iter().find(|s| s.contains(time.excerpt.span)) else {
            continue;
        };
        for &witness in witnesses {
            let day = time
                .form
                .period(Some(witness.day))
                .map(|period| period.first());
            // A witness of another day must tell of that day itself: what it looks back on may be months old.
            let told = |d: &Day| *d == witness.day || tells_of(pile, witness.document, *d);
            let fits = || fitting(pile, terms, (at, *sentence), witness.document);
            let day = day.filter(|d| *d <= witness.day && told(d));
            if let (Some(day), Some(words)) = (day, fits()) {
                found.push((day, time, witness, words));
            }
        }
    }
    found
}

/// The document tells of something on that day.
fn tells_of(pile: &Pile, document: usize, day: Day) -> bool {
    let day = day.to_compact_string();
    let mut times = pile.annotations[document].times.iter();
    times.any(|t| t.earliest.as_deref() == Some(&day) && t.latest.as_deref() == Some(&day))
}

fn is_weekday(time: &TimeExpression) -> bool {
    time.kind == TimeType::Date && time.value.starts_with("XXXX-WXX-") && time.modifier.is_none()
}

/// The first sentences of title, summary and body.
fn opening(pile: &Pile, at: usize) -> Vec<Span> {
    let role = |span: &&Span| pile.documents[at].role_at(span.start);
    let told = |span: &&Span| matches!(role(span), Some(Role::Title | Role::Summary | Role::Body));
    let sentences = pile.annotations[at].sentences.iter();
    sentences.filter(told).take(OPENING).copied().collect()
}

/// The witness's opening, if it tells what the sentence tells.
fn fitting(
    pile: &Pile,
    terms: &Terms,
    (at, sentence): (usize, Span),
    witness: usize,
) -> Option<Span> {
    let opening = opening(pile, witness);
    let whole = opening.first()?.cover(*opening.last()?);
    let told: HashSet<_> = terms
        .words_in(witness, whole)
        .iter()
        .map(|w| w.term)
        .collect();
    let mut words: Vec<_> = terms
        .words_in(at, sentence)
        .iter()
        .filter(|w| w.is(Marks::CONTENT))
        .collect();
    words.sort_unstable_by_key(|w| w.term);
    words.dedup_by_key(|w| w.term);
    let total: f64 = words.iter().map(|w| terms.rarity(w.term)).sum();
    words.retain(|w| told.contains(&w.term));
    let shared: f64 = words.iter().map(|w| terms.rarity(w.term)).sum();
    (words.len() >= MIN_SHARED && shared >= MIN_SHARE * total).then_some(whole)
}

/// Days before the first and after the last dated document of a story within which one more of its
/// documents lies, for stories of up to two dated documents and for larger ones: 98 of 100 on each
/// side, over the events of `stories-gva-dev`.
const AROUND: [(i32, i32); 2] = [(225, 341), (13, 278)];

/// Days between the first and the last dated document of a story beyond which it tells of several
/// events, and which of them an undated one tells of is not known.
const SPREAD: i32 = 120;

/// Nothing but other documents of the story: an interval around them, unless its own weekdays are none
/// of theirs.
fn by_story(pile: &Pile, at: usize, witnesses: &[Witness]) -> Option<Published> {
    let first = witnesses.iter().map(|w| w.day).min()?;
    let last = witnesses.iter().map(|w| w.day).max()?;
    if last.since(first) > SPREAD || disagree(pile, at, witnesses) {
        return None;
    }
    let (before, after) = AROUND[usize::from(witnesses.len() > 2)];
    let (before, after) = (first.plus(-before)?, last.plus(after)?);
    let days = match first == last {
        true => first.to_string(),
        false => format!("{first} to {last}"),
    };
    Some(Published {
        value: None,
        earliest: Some(before.to_compact_string()),
        latest: Some(after.to_compact_string()),
        precision: Precision::Interval,
        how: format_compact!("inferred: around other documents of its story, of {days}"),
        evidence: Vec::new(),
    })
}

/// The document opens with weekdays on which no witness is dated and of which none tells.
fn disagree(pile: &Pile, at: usize, witnesses: &[Witness]) -> bool {
    let sentences = opening(pile, at);
    let in_opening = |t: &&TimeExpression| sentences.iter().any(|s| s.contains(t.excerpt.span));
    let times = pile.annotations[at].times.iter().filter(|t| is_weekday(t));
    let own: HashSet<&str> = times
        .filter(in_opening)
        .filter_map(|t| t.value.get(9..10))
        .collect();
    let weekday = |day: Day| day.weekday().to_string();
    let told = |w: &Witness| {
        let days = pile.annotations[w.document].times.iter();
        let days = days.filter(|t| t.earliest == t.latest);
        let mut days = days.filter_map(|t| Day::parse(t.earliest.as_deref()?));
        own.contains(weekday(w.day).as_str())
            || days.any(|day| day.since(w.day).abs() <= 7 && own.contains(weekday(day).as_str()))
    };
    !own.is_empty() && !witnesses.iter().any(told)
}

/// 'began on September 30': the document is no older than that day, and less than a year younger.
fn by_day(pile: &Pile, at: usize, anchor: Witness) -> Option<Published> {
    let document = &pile.documents[at];
    let past =
        |time: &&TimeExpression| is_past_day(&document.text, &pile.annotations[at].sentences, time);
    let nearest = |time| Some((nearest(time, anchor.day)?, time));
    let times = pile.annotations[at]
        .times
        .iter()
        .filter(past)
        .filter_map(nearest);
    let (day, time) = times.max_by_key(|(day, _)| *day)?;
    let reads_so = |offset: &i32| {
        let published = day.plus(*offset);
        time.form.period(published).map(|period| period.first()) == Some(day)
    };
    let latest = (0..365)
        .take_while(reads_so)
        .last()
        .and_then(|offset| day.plus(offset));
    let other = &pile.documents[anchor.document].id;
    Some(Published {
        value: None,
        earliest: Some(day.to_compact_string()),
        latest: latest.map(|day| day.to_compact_string()),
        precision: Precision::Interval,
        how: format_compact!(
            "inferred: after '{}', the year from {other} dated {}",
            time.excerpt.text,
            anchor.day
        ),
        evidence: vec![Pointer::new(&document.id, time.excerpt.span)],
    })
}

/// The day of that month that is nearest to the anchor, if near enough to be sure of its year.
fn nearest(time: &TimeExpression, anchor: Day) -> Option<Day> {
    let (month, day) = time.value.strip_prefix("XXXX-")?.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let years = anchor.year() - 1..=anchor.year() + 1;
    let days = years.filter_map(|year| Day::new(year, month, day));
    days.filter(|day| day.since(anchor).abs() <= NEAR)
        .min_by_key(|day| day.since(anchor).abs())
}

/// The words before the day tell the past.
fn is_past_day(text: &str, sentences: &[Span], time: &TimeExpression) -> bool {
    let sentence = sentences.iter().find(|s| s.contains(time.excerpt.span));
    let Some(sentence) = sentence else {
        return false;
    };
    let before = Span::new(sentence.start, time.excerpt.span.start);
    let words = tokenize(text, before)
        .into_iter()
        .rev()
        .take(PAST_DAY.window);
    let words: Vec<String> = words.map(|t| t.span.of(text).to_lowercase()).collect();
    let past = |w: &String| PAST_DAY.verbs.contains(w) || w.len() > 4 && w.ends_with("ed");
    words.iter().any(past) && !words.iter().any(|w| PAST_DAY.future.contains(w))
}

/// 'Began on September 30' in a document of a story that follows up a dated one: the year is told by
/// that one. That a story refers back to another alone gives no day: what it calls the last one may
/// be one that the pile lacks.
fn by_link(
    pile: &Pile,
    at: usize,
    story: &Story,
    stories: &[Story],
    links: &[StoryLink],
) -> Option<Published> {
    let dated = |link: &StoryLink| {
        let earlier = stories.iter().find(|s| s.id == link.to)?;
        let day = Day::parse(earlier.earliest.as_deref()?)?;
        let index = |id| pile.documents.binary_search_by(|d| d.id.cmp(id)).ok();
        let mut documents = earlier.documents.iter().filter_map(index);
        let first = |&d: &usize| pile.documents[d].published.earliest() == Some(day);
        let document = documents.find(first)?;
        Some(Witness { document, day })
    };
    let own = links.iter().filter(|link| link.from == story.id);
    let anchor = own.filter_map(dated).max_by_key(|anchor| anchor.day)?;
    by_day(pile, at, anchor).filter(|p| p.earliest() >= Some(anchor.day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Excerpt;

    #[test]
    fn past_days_are_told_from_coming_ones() {
        for case in &PAST_DAY.case {
            let start = case.text.find(&case.day).unwrap();
            let span = Span::new(start, start + case.day.len());
            let time = TimeExpression {
                excerpt: Excerpt::new(span, &case.text),
                kind: TimeType::Date,
                value: "XXXX-09-30".into(),
                modifier: None,
                earliest: None,
                latest: None,
                how: "".into(),
                form: "now".parse().unwrap(),
            };
            let sentences = [Span::new(0, case.text.len())];
            assert_eq!(
                is_past_day(&case.text, &sentences, &time),
                case.past,
                "{}",
                case.text
            );
        }
    }
}
