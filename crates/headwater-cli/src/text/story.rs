//! One story in full.

use super::summary::{rests, sides, takes};
use super::{BAD, DIM, HEADING, NAME, Page, dates, label, lineage, list, quoted};
use crate::output::tame;
use anstyle::Style;
use headwater::model::{PassageKind, Quotation, Withdrawal};
use headwater::publish::view::{
    CollationView, StoryView, Version, View, count, days, published, word,
};

/// Everything about one story.
pub fn story(view: &View, story: &StoryView, width: usize) -> String {
    let mut page = Page::new(width);
    page.title(&story.story.title);
    let documents = count(story.documents.len(), "document", "documents");
    page.item("", &format!("{} · {documents}", dates(story.story)));
    section(
        &mut page,
        "Discrepancies",
        story.discrepancies.is_empty(),
        |page| discrepancies(page, view, story),
    );
    if !story.withdrawals.is_empty() {
        section(&mut page, "Taken back", false, |page| {
            (story.withdrawals.iter()).for_each(|w| withdrawal(page, view, w));
        });
    }
    section(
        &mut page,
        "Passages in several documents",
        story.collations.is_empty(),
        |page| {
            story
                .collations
                .iter()
                .for_each(|c| collation(page, view, c))
        },
    );
    section(
        &mut page,
        "Who took what from whom",
        story.lineage.is_empty(),
        |page| lineage::tree(page, view, story),
    );
    section(
        &mut page,
        "Quoted once",
        single(view, story).next().is_none(),
        |page| single(view, story).for_each(|(n, q)| quotation(page, view, n, q)),
    );
    section(&mut page, "Timeline", story.timeline.is_empty(), |page| {
        timeline(page, view, story)
    });
    section(&mut page, "Other stories", story.links.is_empty(), |page| {
        links(page, view, story)
    });
    let names = view.names(story);
    section(&mut page, "Names", names.is_empty(), |page| {
        for (entity, mentions) in &names {
            name(page, entity, *mentions);
        }
    });
    section(&mut page, "Documents", story.documents.is_empty(), |page| {
        story
            .documents
            .iter()
            .for_each(|n| document(page, view, *n))
    });
    page.finish()
}

fn section(page: &mut Page, heading: &str, empty: bool, body: impl FnOnce(&mut Page)) {
    page.heading(heading);
    match empty {
        true => page.item("  ", "nothing found"),
        false => body(page),
    }
}

fn discrepancies(page: &mut Page, view: &View, story: &StoryView) {
    for discrepancy in &story.discrepancies {
        page.item(
            "  ≠ ",
            &format!("{HEADING}{}{HEADING:#}", tame(&discrepancy.about)),
        );
        page.item("    ", &sides(view, discrepancy));
    }
}

fn withdrawal(page: &mut Page, view: &View, it: &Withdrawal) {
    let words = tame(&it.excerpt.text);
    let place = label(view, &it.document);
    page.item("  ! ", &format!("{HEADING}{words}{HEADING:#} ({place})"));
    for carrier in &it.carriers {
        let how = match carrier.downstream {
            true => "still carried, taken from there",
            false => "still carried",
        };
        let words = tame(&carrier.excerpt.text);
        let place = label(view, &carrier.document);
        page.item("    ", &format!("{BAD}{how}{BAD:#}: “{words}” ({place})"));
    }
    if it.carriers.is_empty() {
        page.item(
            "    ",
            "no other document of this story or a linked one carries these words",
        );
    }
}

fn collation(page: &mut Page, view: &View, it: &CollationView) {
    page.blank();
    let speaker = it.collation.speaker.as_deref().map(|s| tame(view.name(s)));
    let kind = match (it.collation.kind, &speaker) {
        (PassageKind::Quotation, Some(name)) => format!("{NAME}{name}{NAME:#}"),
        (PassageKind::Quotation, None) => "speaker unknown".into(),
        (PassageKind::Statement, _) => "statement".into(),
    };
    page.item("  ", &kind);
    if let Some(support) = it.support {
        page.item("  ", &rests(support));
    }
    let wordings = view.wordings(it.collation);
    for (n, versions) in wordings.iter().enumerate() {
        if wordings.len() > 1 {
            page.item("    ", &format!("{DIM}wording {}{DIM:#}", n + 1));
        }
        versions
            .iter()
            .for_each(|version| wording(page, view, it, version));
    }
    for variant in &it.variants {
        let readings = variant.readings.iter().map(|r| match r.text.trim() {
            "" => "nothing".to_string(),
            text => format!("“{}”", tame(text)),
        });
        let readings: Vec<_> = readings.collect();
        page.item(
            "    ± ",
            &format!("{}: {}", word(variant.class), readings.join(" / ")),
        );
    }
    for reason in it.support.iter().flat_map(|s| &s.reasons) {
        let edge = reason.edge.as_ref();
        let edge = edge.map_or(String::new(), |id| format!(" {DIM}[{}]{DIM:#}", tame(id)));
        page.item(
            "    → ",
            &format!("{}: {}{edge}", word(reason.effect), tame(&reason.text)),
        );
        for at in reason.evidence.iter() {
            page.cut("        ", DIM, &quoted(view, at), 2);
        }
    }
}

fn wording(page: &mut Page, view: &View, it: &CollationView, version: &Version) {
    let words = match it.collation.kind {
        PassageKind::Quotation => format!("“{}”", tame(version.words)),
        PassageKind::Statement => tame(version.words),
    };
    page.item("    ", &words);
    let documents = version
        .witnesses
        .iter()
        .map(|w| &it.collation.witnesses[*w].document);
    page.item("      – ", &list(documents.map(|d| label(view, d))));
}

/// Spoken quotations of the story that no other document carries.
fn single<'a>(view: &View<'a>, story: &StoryView) -> impl Iterator<Item = (usize, &'a Quotation)> {
    let case = view.case;
    let documents = story.documents.clone();
    documents.into_iter().flat_map(move |n| {
        let quotations = case.annotations[n].quotations.iter();
        quotations
            .filter(|q| q.kind.is_speech() && q.collation.is_none())
            .map(move |q| (n, q))
    })
}

fn quotation(page: &mut Page, view: &View, document: usize, quotation: &Quotation) {
    let words: Vec<_> = quotation.contents.iter().map(|c| tame(&c.text)).collect();
    // What is retold is in the outlet's words.
    let (open, close, how) = match quotation.kind.is_retold() {
        true => ("", "", ", in the outlet's words"),
        false => ("“", "”", ""),
    };
    page.item("  ", &format!("{open}{}{close}", words.join(" … ")));
    let speaker = quotation
        .speaker
        .as_deref()
        .map_or("speaker unknown", |s| view.name(s));
    let place = label(view, &view.case.documents[document].id);
    page.item(
        "    – ",
        &format!("{NAME}{}{NAME:#}{how} ({place})", tame(speaker)),
    );
}

fn timeline(page: &mut Page, view: &View, story: &StoryView) {
    for entry in &story.timeline {
        let when = days(Some(&entry.earliest), Some(&entry.latest));
        page.item("  ", &format!("{HEADING}{when}{HEADING:#}"));
        page.cut(
            "    ",
            Style::new(),
            &format!("{} ({})", tame(&entry.text), label(view, &entry.document)),
            3,
        );
    }
}

fn links(page: &mut Page, view: &View, story: &StoryView) {
    for link in &story.links {
        let (verb, other) = match link.from == story.story.id {
            true => (word(link.kind), &link.to),
            false => (format!("has {}", word(link.kind)), &link.from),
        };
        let title = view.stories.iter().find(|s| s.story.id == *other);
        let title = title.map_or(other.as_str(), |s| &s.story.title);
        page.item("  ", &format!("{verb}: {}", tame(title)));
        for at in &link.evidence {
            page.cut("      ", DIM, &quoted(view, at), 2);
        }
    }
}

fn name(page: &mut Page, entity: &headwater::model::Entity, mentions: usize) {
    let times = count(mentions, "time", "times");
    let kind = word(entity.kind);
    page.item(
        "  ",
        &format!(
            "{NAME}{}{NAME:#} {DIM}{kind}, {times}{DIM:#}",
            tame(&entity.name)
        ),
    );
    for alias in entity.aliases.iter().filter(|a| a.name != entity.name) {
        page.item(
            "    = ",
            &format!(
                "{} {DIM}({}){DIM:#}",
                tame(&alias.name),
                tame(&alias.reason)
            ),
        );
    }
}

fn document(page: &mut Page, view: &View, n: usize) {
    let document = &view.case.documents[n];
    let title = document.title.as_deref().unwrap_or("without title");
    page.item("  ", &format!("{HEADING}{}{HEADING:#}", tame(title)));
    let carried = document
        .republished_by
        .as_ref()
        .map(|by| format!("carried by {by}"));
    let by = (!document.authors.is_empty()).then(|| format!("by {}", document.authors.join(", ")));
    let how = match document.published.how.is_empty() {
        true => published(document),
        false => format!("{} ({})", published(document), document.published.how),
    };
    let facts = [
        document.outlet.clone(),
        carried,
        by,
        Some(how),
        Some(document.path.clone()),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    page.item("    ", &format!("{DIM}{}{DIM:#}", tame(&facts.join(" · "))));
    if let Some(gap) = view.gap(n) {
        page.item("    ", &takes(gap));
    }
}
