//! One collation: wordings side by side, differences, support with its reasons.

use super::marked::{Mark, mark};
use super::place::{Place, Places, address};
use crate::model::{Effect, PassageKind, Pointer, Support, Variant, VariantClass, Withdrawal};
use crate::publish::view::{CollationView, Version, View, origins, word};
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "collation.html")]
pub struct CollationPart<'a> {
    /// Anchor on the page.
    id: String,
    /// Its id in the tables.
    key: &'a str,
    /// Level of its heading.
    level: u8,
    link: String,
    /// Edges can be switched off.
    site: bool,
    kind: &'static str,
    speaker: Option<&'a str>,
    support: Option<SupportPart<'a>>,
    wordings: Vec<Vec<VersionPart<'a>>>,
    variants: Vec<VariantPart<'a>>,
    /// Corrections that take words of it back.
    withdrawn: Vec<Place<'a>>,
}

struct SupportPart<'a> {
    documents: usize,
    outlets: usize,
    origins: String,
    class: &'static str,
    named: String,
    reasons: Vec<ReasonPart<'a>>,
    further: usize,
}

struct ReasonPart<'a> {
    /// The edge to switch off, where pages can.
    edge: Option<&'a str>,
    effect: String,
    sign: &'static str,
    text: &'a str,
    evidence: Vec<Place<'a>>,
}

struct VersionPart<'a> {
    html: String,
    witnesses: Vec<Place<'a>>,
}

struct VariantPart<'a> {
    class: String,
    substance: bool,
    readings: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> CollationPart<'a> {
    /// The collation as a part of a larger page, with `id` as its anchor and so many of its reasons.
    pub fn new(
        view: &View<'a>,
        places: &Places,
        id: String,
        level: u8,
        it: &CollationView<'a>,
        reasons: usize,
    ) -> Self {
        let version = |v: &Version<'a>| VersionPart {
            html: html(view, it, v),
            witnesses: v
                .witnesses
                .iter()
                .map(|w| places.at(view, &it.collation.witnesses[*w]))
                .collect(),
        };
        let key = it.collation.id.as_str();
        CollationPart {
            key,
            level,
            link: match places.is_site() {
                true => address("collation", key),
                false => format!("#{id}"),
            },
            site: places.is_site(),
            id,
            kind: match it.collation.kind {
                PassageKind::Quotation => "quotation",
                PassageKind::Statement => "statement",
            },
            speaker: it.collation.speaker.as_deref().map(|s| view.name(s)),
            support: it.support.map(|s| support(view, places, s, reasons)),
            wordings: (view.wordings(it.collation).iter())
                .map(|w| w.iter().map(version).collect())
                .collect(),
            variants: it.variants.iter().map(|v| variant(view, v)).collect(),
            withdrawn: withdrawn(view, places, it),
        }
    }
}

/// Corrections of words that a witness still carries.
fn withdrawn<'a>(view: &View<'a>, places: &Places, it: &CollationView<'a>) -> Vec<Place<'a>> {
    let rows = it.collation.witnesses.iter().flat_map(|witness| {
        let rows = view.index(&witness.document).map(|n| view.withdrawals(n));
        let still = |row: &&&'a Withdrawal| {
            let mut carriers = row.carriers.iter();
            carriers
                .any(|c| c.document == witness.document && c.excerpt.span.overlaps(witness.span))
        };
        rows.unwrap_or_default().iter().filter(still)
    });
    let rows: BTreeMap<&str, &'a Withdrawal> = rows.map(|r| (r.id.as_str(), *r)).collect();
    let place = |row: &&'a Withdrawal| places.to(view, &row.document, row.excerpt.span);
    rows.values().map(place).collect()
}

fn support<'a>(
    view: &View<'a>,
    places: &Places,
    support: &'a Support,
    shown: usize,
) -> SupportPart<'a> {
    let reasons = support.reasons.iter().take(shown).map(|reason| ReasonPart {
        edge: reason.edge.as_deref().filter(|_| places.is_site()),
        effect: word(reason.effect),
        sign: match reason.effect {
            Effect::Merges => "=",
            Effect::Separates => "≠",
            Effect::Unsure | Effect::Falls => "?",
        },
        text: &reason.text,
        evidence: reason.evidence.iter().map(|p| places.at(view, p)).collect(),
    });
    SupportPart {
        documents: support.documents,
        outlets: support.outlets,
        origins: origins(support),
        class: weight(support),
        named: support.origins.join(", "),
        reasons: reasons.collect(),
        further: support.reasons.len().saturating_sub(shown),
    }
}

/// `single` origin, `several`, or `unsure`.
pub fn weight(support: &Support) -> &'static str {
    match (support.independent_min, support.independent_max) {
        (_, 0 | 1) => "single",
        (0 | 1, _) => "unsure",
        _ => "several",
    }
}

/// The words of a version with its readings marked.
fn html(view: &View, it: &CollationView, version: &Version) -> String {
    let Some(witness) = version
        .witnesses
        .first()
        .map(|w| &it.collation.witnesses[*w])
    else {
        return String::new();
    };
    let Some(n) = view.index(&witness.document) else {
        return String::new();
    };
    let marks = it.variants.iter().flat_map(|v| reading_marks(v, witness));
    mark(
        &view.case.documents[n].text,
        witness.span,
        &marks.collect::<Vec<_>>(),
    )
}

/// Where a witness has readings of its own.
pub fn reading_marks<'a>(
    variant: &'a Variant,
    witness: &'a Pointer,
) -> impl Iterator<Item = Mark> + 'a {
    let here = |p: &&Pointer| p.document == witness.document && witness.span.contains(p.span);
    let readings = variant.readings.iter().flat_map(|r| &r.witnesses);
    readings.filter(here).map(|p| Mark {
        span: p.span,
        class: class(variant.class),
        id: None,
        title: Some(format!(
            "{}: {}",
            word(variant.class),
            all_readings(variant)
        )),
    })
}

/// Classes of the elements that show a reading.
pub fn class(class: VariantClass) -> String {
    let weight = if class.is_substance() {
        " substance"
    } else {
        ""
    };
    format!("v v-{}{weight}", word(class))
}

fn all_readings(variant: &Variant) -> String {
    let texts = variant.readings.iter().map(|r| match r.text.trim() {
        "" => "(nothing)",
        text => text,
    });
    texts.collect::<Vec<_>>().join(" / ")
}

fn variant<'a>(view: &View<'a>, variant: &'a Variant) -> VariantPart<'a> {
    let readings = variant.readings.iter().map(|reading| {
        let mut labels: Vec<_> = reading
            .witnesses
            .iter()
            .map(|p| view.label_of(p.document.as_str()))
            .collect();
        labels.dedup();
        (reading.text.trim(), labels)
    });
    VariantPart {
        class: word(variant.class),
        substance: variant.class.is_substance(),
        readings: readings.collect(),
    }
}
