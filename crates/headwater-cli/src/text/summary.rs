//! What a run found, in short.

use super::{BAD, DIM, GOOD, HEADING, NAME, Page, dates, label, list, shorten};
use crate::output::tame;
use anstyle::Style;
use headwater::model::{
    AttributionGap, Case, Discrepancy, PassageKind, Precision, Problem, Support,
};
use headwater::publish::plain;
use headwater::publish::view::{CollationView, StoryView, View, count, origins};
use std::collections::BTreeSet;

/// Stories told in the summary.
const STORIES: usize = 8;
/// Collations told of each.
const COLLATIONS: usize = 3;
/// Discrepancies told of each.
const DISCREPANCIES: usize = 3;
/// Problems told.
const PROBLEMS: usize = 5;

/// The summary of a run, and where to open the dossier.
pub fn summary(view: &View, dossier: &str, place: &str, width: usize) -> String {
    let mut page = Page::new(width);
    page.item("", &counts(view.case));
    let several = view.stories.iter().filter(|s| s.documents.len() > 1);
    let told: Vec<_> = several.take(STORIES).collect();
    for (n, story) in told.iter().enumerate() {
        tell(&mut page, view, n + 1, story);
    }
    let rest = view.stories.len() - told.len();
    if rest > 0 && !told.is_empty() {
        page.blank();
        page.item(
            "",
            &format!(
                "{DIM}and {}{DIM:#}",
                count(rest, "more story", "more stories")
            ),
        );
    }
    if told.is_empty() {
        page.blank();
        page.item(
            "",
            "No two documents tell the same story: nothing to compare.",
        );
    }
    problems(&mut page, &view.case.problems);
    page.blank();
    page.item("Dossier  ", &format!("{NAME}{dossier}{NAME:#}"));
    page.item(
        "In text  ",
        &format!("{NAME}headwater show {place}{NAME:#}"),
    );
    page.finish()
}

/// The stories of a case, a line or two each.
pub fn stories(view: &View, place: &str, width: usize) -> String {
    let mut page = Page::new(width);
    page.item("", &counts(view.case));
    page.blank();
    for (n, story) in view.stories.iter().enumerate() {
        head(&mut page, n + 1, story);
    }
    outlets(&mut page, view.case);
    if view.stories.is_empty() {
        page.item("", "nothing found");
    } else {
        page.blank();
        page.item(
            "",
            &format!("One story in full: {NAME}headwater show {place} 1{NAME:#}"),
        );
    }
    page.finish()
}

fn counts(case: &Case) -> String {
    let outlets: BTreeSet<_> = case
        .documents
        .iter()
        .filter_map(|d| d.outlet.as_ref())
        .collect();
    let unnamed = case.documents.iter().filter(|d| d.outlet.is_none()).count();
    let mut parts = vec![
        count(case.documents.len(), "document", "documents"),
        count(outlets.len(), "outlet", "outlets"),
        count(case.relations.stories.len(), "story", "stories"),
        count(
            case.relations.collations.len(),
            "passage collated",
            "passages collated",
        ),
    ];
    if unnamed > 0 {
        parts.insert(2, format!("{unnamed} without a named outlet"));
    }
    if !case.problems.is_empty() {
        parts.push(count(case.problems.len(), "problem", "problems"));
    }
    format!("{HEADING}{}{HEADING:#}", parts.join(" · "))
}

/// What each outlet takes from others, against what it credits; most uncredited text first.
fn outlets(page: &mut Page, case: &Case) {
    let gaps = case.relations.attribution_gaps.iter();
    let mut gaps: Vec<_> = gaps.filter(|g| g.document.is_none()).collect();
    if gaps.is_empty() {
        return;
    }
    gaps.sort_by(|a, b| {
        b.gap
            .total_cmp(&a.gap)
            .then_with(|| a.outlet.cmp(&b.outlet))
    });
    page.heading("Taken and credited");
    for gap in gaps {
        let outlet = gap.outlet.as_deref().unwrap_or_default();
        page.item(
            "    ",
            &format!("{NAME}{}{NAME:#} {}", tame(outlet), takes(gap)),
        );
    }
}

fn head(page: &mut Page, number: usize, story: &StoryView) {
    let first = format!("{number:>2}  ");
    let title = page.shorten(&tame(&story.story.title), first.len());
    page.item(&first, &format!("{HEADING}{title}{HEADING:#}"));
    let documents = count(story.documents.len(), "document", "documents");
    page.item(
        "    ",
        &format!("{DIM}{} · {documents}{DIM:#}", dates(story.story)),
    );
}

fn tell(page: &mut Page, view: &View, number: usize, story: &StoryView) {
    page.blank();
    head(page, number, story);
    for collation in story.collations.iter().take(COLLATIONS) {
        passage(page, view, collation);
    }
    for discrepancy in story.discrepancies.iter().take(DISCREPANCIES) {
        page.item("    ≠ ", &sides(view, discrepancy));
    }
    let further = story.discrepancies.len().saturating_sub(DISCREPANCIES);
    if further > 0 {
        let more = count(further, "more discrepancy", "more discrepancies");
        page.item("      ", &format!("{DIM}and {more}{DIM:#}"));
    }
    undated(page, view, story);
}

fn passage(page: &mut Page, view: &View, collation: &CollationView) {
    page.blank();
    let text = tame(&collation.collation.text);
    let text = match collation.collation.kind {
        PassageKind::Quotation => format!("“{text}”"),
        PassageKind::Statement => text,
    };
    page.cut("    ", Style::new(), &text, 2);
    if let Some(speaker) = &collation.collation.speaker {
        page.item(
            "      – ",
            &format!("{NAME}{}{NAME:#}", tame(view.name(speaker))),
        );
    }
    if let Some(support) = collation.support {
        page.item("      ", &rests(support));
        if let Some(reason) = support.reasons.first() {
            page.cut("      because ", Style::new(), &tame(&reason.text), 2);
        }
    }
}

/// '3 documents, 3 outlets → rests on 1 origin (Reuters)'.
pub fn rests(support: &Support) -> String {
    let style = match support.independent_max {
        0 | 1 => BAD,
        _ => GOOD,
    };
    let named = match support.origins.is_empty() {
        true => String::new(),
        false => format!(" ({})", list(support.origins.iter().map(|o| tame(o)))),
    };
    format!(
        "{}, {} → rests on {style}{}{style:#}{named}",
        count(support.documents, "document", "documents"),
        count(support.outlets, "outlet", "outlets"),
        origins(support),
    )
}

/// What was taken against what is credited, marked where that falls short.
pub fn takes(gap: &AttributionGap) -> String {
    let style = if gap.gap > 0.0 { BAD } else { DIM };
    format!("{style}{}{style:#}", plain::takes(gap))
}

/// '“at least eight” (Courier) but “up to eight” (Ledger)'.
pub fn sides(view: &View, discrepancy: &Discrepancy) -> String {
    let is_speaker = discrepancy.kind == "speaker";
    let side = |s: &headwater::model::Side| match is_speaker {
        true => format!("{} ({})", tame(&s.value), label(view, &s.document)),
        false => format!("“{}” ({})", tame(&s.excerpt.text), label(view, &s.document)),
    };
    let sides: Vec<_> = discrepancy.sides.iter().map(side).collect();
    let drift = if discrepancy.drift {
        ", drifted from its source"
    } else {
        ""
    };
    let about = match is_speaker {
        true => format!(" of “{}”", shorten(&tame(&discrepancy.about), 60)),
        false => String::new(),
    };
    format!(
        "{BAD}{}{drift}{BAD:#}{about}: {}",
        tame(&discrepancy.kind),
        sides.join(" but ")
    )
}

fn undated(page: &mut Page, view: &View, story: &StoryView) {
    let inferred = |n: &&usize| {
        let published = &view.case.documents[**n].published;
        published.precision != Precision::Unknown && published.how.starts_with("inferred")
    };
    let unknown = |n: &&usize| view.case.documents[**n].published.precision == Precision::Unknown;
    let names = |ns: Vec<&usize>| list(ns.iter().map(|n| page_label(view, **n)));
    let (inferred, unknown): (Vec<_>, Vec<_>) = (
        story.documents.iter().filter(inferred).collect(),
        story.documents.iter().filter(unknown).collect(),
    );
    if !inferred.is_empty() || !unknown.is_empty() {
        page.blank();
    }
    if !inferred.is_empty() {
        page.item("    date inferred: ", &names(inferred));
    }
    if !unknown.is_empty() {
        page.item("    undated: ", &names(unknown));
    }
}

fn page_label(view: &View, n: usize) -> String {
    label(view, &view.case.documents[n].id)
}

fn problems(page: &mut Page, problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    page.heading("Problems");
    for problem in problems.iter().take(PROBLEMS) {
        let record = problem
            .record
            .map_or(String::new(), |n| format!(", record {n}"));
        let what = format!(
            "{}{record}: {}; {}",
            problem.path, problem.what, problem.remedy
        );
        page.item("  ! ", &tame(&what));
    }
    if problems.len() > PROBLEMS {
        page.item(
            "    ",
            &format!("and {} more, in problems.jsonl", problems.len() - PROBLEMS),
        );
    }
}
