//! Two ages of one person: 'Ann Lee, 19, was hurt', '21-year-old Ann Lee was hurt'.

use super::Draft;
use super::contrary::{self, Told};
use super::variant::is_drift;
use crate::model::{Discrepancy, EntityType, Role, Span};
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use std::collections::BTreeMap;

/// Years that nobody passes.
const OLDEST: u32 = 120;
/// Years by which two persons of one name differ, and no reports of one: a father and his son.
const GENERATION: u32 = 15;
/// An age that a document gives beside a name, with the span of both.
type Age = Told<u32>;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut ages: BTreeMap<(usize, &str), Vec<Age>> = BTreeMap::new();
    for (n, annotations) in view.pile.annotations.iter().enumerate() {
        for mention in &annotations.mentions {
            let told = told(view, n, mention.excerpt.span);
            // A given name alone may be another's of the family.
            let full = mention.excerpt.text.contains(' ');
            let person = full && mention.kind == EntityType::Person;
            let entity = mention.entity.as_deref().filter(|_| person);
            if let (Some(entity), Some(told)) = (entity, told) {
                ages.entry((story[n], entity)).or_default().push(told);
            }
        }
    }
    let rows = ages.into_iter();
    rows.filter_map(|((story, entity), told)| row(view, story, entity, &told))
        .collect()
}

/// The age that a document gives beside a name.
pub(crate) fn of(view: &View, document: usize, name: Span) -> Option<u32> {
    Some(told(view, document, name)?.value)
}

fn told(view: &View, document: usize, name: Span) -> Option<Age> {
    let page = &view.pile.documents[document];
    let article = page.role_at(name.start).is_some_and(Role::is_article);
    let (years, span) = article.then(|| beside(&page.text, name)).flatten()?;
    Some(Told {
        document,
        value: years,
        span,
    })
}

/// The age behind a name between commas, or right before it, with the span of both.
fn beside(text: &str, name: Span) -> Option<(u32, Span)> {
    let (before, after) = (&text[..name.start], &text[name.end..]);
    if let Some(rest) = before.strip_suffix("-year-old ") {
        let start = rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        return Some((years(&rest[start..])?, Span::new(start, name.end)));
    }
    let rest = after.strip_prefix(", ")?;
    let number = rest.strip_prefix("aged ").unwrap_or(rest);
    let end = number.find(|c: char| !c.is_ascii_digit())?;
    let mut next = number[end..].chars();
    // '19,000' and '19.5' are no ages.
    let closes = matches!(next.next(), Some(',' | '.' | ';'));
    let ends = closes && !next.next().is_some_and(|c| c.is_ascii_digit());
    let at = text.len() - number.len();
    let span = Span::new(name.start, at + end);
    Some((years(&number[..end]).filter(|_| ends)?, span))
}

/// The age that digits give.
pub(crate) fn years(digits: &str) -> Option<u32> {
    let years = digits.parse().ok()?;
    (!digits.starts_with('0') && (1..=OLDEST).contains(&years)).then_some(years)
}

/// How a side gives an age.
pub(super) fn in_years(one: &Age) -> String {
    format!("[{0},{0}] years", one.value)
}

/// Ages of one person in a story of which some cannot both be right.
fn row(view: &View, story: usize, entity: &str, told: &[Age]) -> Option<Discrepancy> {
    let sides = contrary::sides(view, told, |a, b| clash(view, a, b), in_years)?;
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "number",
            about: view.pile.entity_name(entity)?.to_string(),
            drift: is_drift(view, &sides),
            sides,
            rule: "two-ages",
        }
        .finish(),
    )
}

/// Ages that one person has not in two reports; between reports of two days may lie a birthday.
fn clash(view: &View, a: &Age, b: &Age) -> bool {
    let day = |told: &Age| {
        let published = &view.pile.documents[told.document].published;
        Some(published.value.as_deref()?.get(..10)?.to_string())
    };
    let one_day = day(a).is_some() && day(a) == day(b);
    let apart = a.value.abs_diff(b.value);
    apart > u32::from(!one_day) && apart < GENERATION
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_stand_beside_names() {
        let found = |text: &str| {
            let start = text.find("Ann Lee").expect(text);
            let found = beside(text, Span::new(start, start + "Ann Lee".len()));
            found.map(|(years, span)| (years, span.of(text).to_string()))
        };
        let of = |years: u32, words: &str| Some((years, words.to_string()));
        assert_eq!(found("Ann Lee, 19, was hurt."), of(19, "Ann Lee, 19"));
        assert_eq!(found("Hurt was Ann Lee, aged 7."), of(7, "Ann Lee, aged 7"));
        assert_eq!(
            found("The 102-year-old Ann Lee won."),
            of(102, "102-year-old Ann Lee")
        );
        for text in [
            "Ann Lee, 19,000 votes ahead, won.",
            "Ann Lee, 19.5 points up, won.",
            "Ann Lee, 2019, oil on wood",
            "Ann Lee (19) scored.",
            "Ann Lee, 19 points ahead, won.",
            "Ann Lee, 19",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
