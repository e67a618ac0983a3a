//! Whether two readings of one place of a collation contradict each other.
//!
//! The words around the place agree. What stands in it must be of one kind on both sides, and
//! nothing else may account for the difference: another order, a rounded number, a place told more
//! closely. A contradiction that is none costs more than one that is missed.

use super::count::count;
use super::counted::{Told, gives_number, kind_of};
use super::days::{are_other_days, when};
use super::fit::{Fit, fit};
use super::head::{alike, folded, is_person, same_head, sentenced};
use super::partial::is_numbering;
use crate::lexicon::fold::{Word, content_stems, fold, stem};
use crate::model::{
    Annotations, EntityType, Mention, Quantity, Span, TimeExpression, TimeType, VariantClass,
};
use crate::relate::collation::lexical;
use crate::relate::lineage::View;
use compact_str::CompactString;
use std::collections::BTreeSet;

/// Minutes by which two times of day must differ: 'just before 5:30' and '5:26' are one.
const MINUTES: i32 = 30;
/// Words before and after a time that say what it is the time of.
const CLOSE: usize = 3;
/// Years after which a number is hardly one.
const FAR: &str = "2100";

/// A reading where its first witness has it.
pub struct Place {
    /// Index of the document.
    pub document: usize,
    /// The typed span that the reading belongs to, or the reading itself.
    pub span: Span,
}

/// How two readings contradict each other, if they do.
pub fn contradiction(
    view: &View,
    class: VariantClass,
    a: &Place,
    b: &Place,
) -> Option<&'static str> {
    match class {
        VariantClass::Number | VariantClass::Bound => numbers(view, a, b).or_else(|| {
            let hedged = class == VariantClass::Bound && same_span(view, a, b);
            hedged.then_some("bound")
        }),
        VariantClass::Time => times(view, a, b).then_some("time"),
        VariantClass::Place => places(view, a, b).then_some("place"),
        VariantClass::Polarity => polarity(view, a, b).then(|| match is_new_plea(view, a, b) {
            true => "update",
            false => "polarity",
        }),
        _ => None,
    }
}

fn annotations<'v>(view: &'v View, place: &Place) -> &'v Annotations {
    &view.pile.annotations[place.document]
}

fn text<'v>(view: &'v View, place: &Place) -> &'v str {
    &view.pile.documents[place.document].text
}

fn sentence(view: &View, place: &Place) -> Span {
    let sentence = annotations(view, place).sentence_of(place.span);
    sentence.unwrap_or(place.span)
}

fn numbers(view: &View, a: &Place, b: &Place) -> Option<&'static str> {
    let [x, y] = [a, b].map(|place| annotations(view, place).quantity_at(place.span));
    let (x, y) = (x?, y?);
    // Who gives the other's number too, or names another day, tells of something else.
    let gives = |place: &Place, other| {
        let quantities = annotations(view, place).quantities.iter();
        gives_number(quantities, other)
    };
    let [days_a, days_b] =
        [a, b].map(|p| when(text(view, p), annotations(view, p), sentence(view, p)));
    let before = |place: &Place| Span::new(sentence(view, place).start, place.span.start);
    let (before_a, before_b) = (before(a), before(b));
    let numbering = [(a, before_a), (b, before_b)]
        .iter()
        .any(|(place, before)| is_numbering(before.of(text(view, place))));
    let head = same_head((text(view, a), before_a, x), (text(view, b), before_b, y));
    let told = |n: usize, quantity| Told {
        document: n,
        quantity,
    };
    let kind = kind_of(view, told(a.document, x), told(b.document, y))?;
    let elsewhere = gives(a, y) || gives(b, x) || are_other_days(&days_a, &days_b);
    let other = kind != "bound" && elsewhere;
    let counts = [(a, x), (b, y)].map(|(place, quantity)| {
        count(
            place.document,
            text(view, place),
            annotations(view, place),
            quantity,
        )
    });
    let apart = match &counts {
        [Some(a), Some(b)] => {
            !a.befell_alike(b)
                || !a.is_of_one_accused(b)
                || !a.is_of_scope(b)
                || kind == "number" && !a.can_contradict(b, kind)
        }
        // A bare number has its words beside it; what counts a part has not.
        _ => x.counted.is_some() || x.unit.is_some(),
    };
    (head && !numbering && !other && !apart).then_some(kind)
}

/// Times that differ in their hedges alone: 'eight months', 'at least eight months'.
fn same_span(view: &View, a: &Place, b: &Place) -> bool {
    let [x, y] = [a, b].map(|place| annotations(view, place).time_at(place.span));
    matches!((x, y), (Some(x), Some(y)) if x.value == y.value && x.modifier != y.modifier)
}

fn times(view: &View, a: &Place, b: &Place) -> bool {
    let [x, y] = [a, b].map(|place| annotations(view, place).time_at(place.span));
    let (Some(x), Some(y)) = (x, y) else {
        return false;
    };
    let known = |t: &TimeExpression| {
        let near = t.kind == TimeType::Duration || t.value.as_str() < FAR;
        near && !t.value.contains('X')
    };
    let gives = |place: &Place, other: &TimeExpression| {
        let within = sentence(view, place);
        let mut times = annotations(view, place).times.iter();
        times.any(|t| within.contains(t.excerpt.span) && t.value == other.value)
    };
    // The page's own date says when it was made.
    let own = |place: &Place, t: &TimeExpression| {
        let published = view.pile.documents[place.document]
            .published
            .value
            .as_deref();
        published.is_some_and(|day| t.value.get(..10) == day.get(..10))
    };
    // Two that are both torn do stand differently on their pages.
    if is_torn(view, a, x) != is_torn(view, b, y) {
        return false;
    }
    if !known(x) || !known(y) || gives(a, y) || gives(b, x) || own(a, x) && own(b, y) {
        return false;
    }
    if !stand_alike(view, a, b) || count_otherwise(view, a, b) {
        return false;
    }
    match (x.kind, y.kind) {
        (TimeType::Duration, TimeType::Duration) => lengths_differ(x, y),
        (TimeType::Date | TimeType::Time, TimeType::Date | TimeType::Time) => {
            match (minutes(x), minutes(y)) {
                (Some(m), Some(n)) => (m - n).abs() >= MINUTES,
                (None, None) => days_differ(view, (a, x), (b, y)),
                _ => false,
            }
        }
        _ => false,
    }
}

/// A fraction was read for its last figure, or as one number: '41/2 months'.
fn is_torn(view: &View, place: &Place, time: &TimeExpression) -> bool {
    const DIGITS: usize = 3;
    let before = &text(view, place)[..time.excerpt.span.start];
    let figures = time.value.bytes().filter(u8::is_ascii_digit).count();
    before.ends_with(|c: char| c == '/' || c.is_numeric())
        || time.kind == TimeType::Duration && figures >= DIGITS
}

/// A telling word stands close before both, or close after.
fn stand_alike(view: &View, a: &Place, b: &Place) -> bool {
    let [(before_a, after_a), (before_b, after_b)] = [a, b].map(|place| {
        let (text, within) = (text(view, place), sentence(view, place));
        let before = fold(text, Span::new(within.start, place.span.start));
        let after = fold(text, Span::new(place.span.end, within.end));
        let before = content_stems(&before[before.len().saturating_sub(CLOSE)..]);
        let before: BTreeSet<_> = before.into_iter().map(sentenced).collect();
        (before, content_stems(&after[..after.len().min(CLOSE)]))
    });
    !before_a.is_disjoint(&before_b) || !after_a.is_disjoint(&after_b)
}

/// The sentences count the same things and to other numbers: they tell of two happenings.
fn count_otherwise(view: &View, a: &Place, b: &Place) -> bool {
    let counts = |place: &Place| -> Vec<&Quantity> {
        let within = sentence(view, place);
        let quantities = annotations(view, place).quantities.iter();
        quantities
            .filter(|q| q.counted.is_some() && within.contains(q.excerpt.span))
            .collect()
    };
    let (counts_a, counts_b) = (counts(a), counts(b));
    let same = |x: &Quantity, y: &Quantity| match (&x.counted, &y.counted) {
        (Some(a), Some(b)) => alike(a, b),
        _ => false,
    };
    let mut pairs = counts_a
        .iter()
        .flat_map(|x| counts_b.iter().map(move |y| (x, y)));
    pairs.any(|(x, y)| same(x, y) && fit(x, y) == Fit::Disjoint)
}

/// Two amounts of one unit, both without a hedge.
fn lengths_differ(x: &TimeExpression, y: &TimeExpression) -> bool {
    let unit = |t: &TimeExpression| t.value.chars().last();
    x.modifier.is_none() && y.modifier.is_none() && unit(x) == unit(y) && x.value != y.value
}

/// Days, months or years of which none is in both; the same words may be anchored to the dates of
/// two pages.
fn days_differ(view: &View, a: (&Place, &TimeExpression), b: (&Place, &TimeExpression)) -> bool {
    let words = |(place, time): (&Place, &TimeExpression)| -> BTreeSet<CompactString> {
        let words = fold(text(view, place), time.excerpt.span);
        words.into_iter().map(|w| w.form).collect()
    };
    let (words_a, words_b) = (words(a), words(b));
    let apart = |x: &TimeExpression, y: &TimeExpression| matches!((&x.latest, &y.earliest), (Some(x), Some(y)) if x < y);
    let day = |t: &TimeExpression| t.value.split('T').next().map(str::len);
    (apart(a.1, b.1) || apart(b.1, a.1))
        && day(a.1) == day(b.1)
        && !words_a.is_subset(&words_b)
        && !words_b.is_subset(&words_a)
}

/// Minutes since midnight.
fn minutes(time: &TimeExpression) -> Option<i32> {
    let (hour, minute) = time.value.split_once('T')?.1.split_once(':')?;
    let parse = |part: &str| part.get(..2)?.parse::<i32>().ok();
    Some(parse(hour)? * 60 + parse(minute)?)
}

/// Two places that stand alone in their readings, each unknown to the other's document, headline
/// included: who names both says how they belong together.
fn places(view: &View, a: &Place, b: &Place) -> bool {
    let [x, y] = [a, b].map(|place| only_place(view, place));
    let (Some(x), Some(y)) = (x, y) else {
        return false;
    };
    // 'CA' and 'Calif'.
    let (short, long) = {
        let [x, y] = [x, y].map(|m| m.excerpt.text.to_lowercase());
        if x.len() < y.len() { (x, y) } else { (y, x) }
    };
    if short.len() < 4 && long.starts_with(&*short) {
        return false;
    }
    let names = |place: &Place, other: &Mention| {
        let mut mentions = annotations(view, place).mentions.iter();
        let title = view.pile.documents[place.document].title.as_deref();
        let headed = title.is_some_and(|t| t.contains(&*other.excerpt.text));
        headed || mentions.any(|m| m.entity == other.entity)
    };
    x.entity != y.entity && !names(a, y) && !names(b, x)
}

/// The one place named in a reading that has no other content.
fn only_place<'v>(view: &'v View, place: &Place) -> Option<&'v Mention> {
    let [mention] = annotations(view, place).mentions_at(place.span) else {
        return None;
    };
    let words = fold(text(view, place), place.span);
    let inside = |w: &Word| !w.content || mention.excerpt.span.contains(w.span);
    let whole = place.span.contains(mention.excerpt.span) && words.iter().all(inside);
    (mention.kind == EntityType::Place && mention.entity.is_some() && whole).then_some(mention)
}

/// What two texts say in one place can be compared: numbers of one thing or of human beings, times
/// that differ, places.
pub fn is_of_one_kind(view: &View, a: &Place, b: &Place) -> bool {
    let [x, y] = [a, b].map(|place| annotations(view, place).quantity_at(place.span));
    let counted = |q: Option<&Quantity>| q.and_then(|q| q.counted.clone());
    match (counted(x), counted(y)) {
        (Some(x), Some(y)) => alike(&x, &y),
        _ => times(view, a, b) || places(view, a, b),
    }
}

/// One side negates what the other says in the same words; a sentence that denies in other words,
/// or in another place, says the same.
fn polarity(view: &View, a: &Place, b: &Place) -> bool {
    let [x, y] = [a, b].map(|place| fold(text(view, place), place.span));
    let negates = |words: &[Word]| words.iter().any(lexical::negates);
    let plain = |words: &[Word]| -> Vec<String> {
        let said = words
            .iter()
            .filter(|w| !lexical::negates(w) && !lexical::supports(w));
        said.map(|w| stem(&w.form).to_string()).collect()
    };
    let affirms = |place: &Place| {
        let words = fold(text(view, place), sentence(view, place));
        !words
            .iter()
            .any(|w| lexical::negates(w) || lexical::denies(w))
    };
    let opposed = negates(&x) && affirms(b) || negates(&y) && affirms(a);
    // 'Nobody was hurt', 'three people were hurt'.
    let nobody = |words: &[Word], other: &Place| {
        let bare = words.iter().all(|w| !w.content || lexical::negates(w));
        negates(words) && bare && affirms(other) && counts_people(view, other)
    };
    opposed && plain(&x) == plain(&y) || nobody(&x, b) || nobody(&y, a)
}

/// Of two pleas of different days the later takes the other back.
fn is_new_plea(view: &View, a: &Place, b: &Place) -> bool {
    let pleads = |place: &Place| {
        let words = fold(text(view, place), sentence(view, place));
        words.iter().any(|w| w.form == "guilty")
    };
    let day = |place: &Place| {
        let published = &view.pile.documents[place.document].published;
        published.value.as_deref().and_then(|day| day.get(..10))
    };
    let days = (day(a), day(b));
    pleads(a) && pleads(b) && matches!(days, (Some(a), Some(b)) if a != b)
}

/// The reading counts human beings, at least one.
fn counts_people(view: &View, place: &Place) -> bool {
    let quantity = annotations(view, place).quantity_at(place.span);
    quantity.is_some_and(|q| {
        let people = q.counted.as_deref().is_some_and(|c| is_person(&folded(c)));
        people && q.low.is_some_and(|low| low >= 1.0)
    })
}
