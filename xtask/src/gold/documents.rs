//! Expectations about single documents.

use super::view::{View, nested, same, share};
use super::{Document, Lines, Words};
use headwater::model::{Published, Role, Span};

/// Title, outlet, authors and dates.
pub(super) fn metadata(view: &View, gold: &Document, lines: &mut Lines) {
    let Some(index) = view.document(&gold.id) else {
        return lines.say("documents", format!("{} is read", gold.id), false);
    };
    let row = &view.case.documents[index];
    let mut say = |what: &str, holds| lines.say("documents", format!("{} {what}", gold.id), holds);
    say("is read", true);
    if let Some(title) = &gold.title {
        say(
            &format!("title: {title}"),
            row.title.as_ref() == Some(title),
        );
    }
    match (&gold.outlet, &row.outlet) {
        (Some(name), got) => {
            let right = got.as_ref().is_some_and(|o| view.is_name(o, name));
            say(&format!("outlet: {name}"), right);
        }
        (None, got) => say("outlet: none claimed", got.is_none()),
    }
    for author in &gold.authors {
        let right = row.authors.iter().any(|a| view.is_name(a, author));
        say(&format!("author: {author}"), right);
    }
    say(
        &format!("published: {:?}", gold.published),
        published(&row.published, gold),
    );
    if let Some(day) = &gold.updated {
        say(
            &format!("updated: {day}"),
            starts(row.updated.as_deref(), day),
        );
    }
    if let Some(day) = &gold.not_published {
        say(
            &format!("not published: {day}"),
            !starts(row.published.value.as_deref(), day),
        );
    }
}

fn starts(value: Option<&str>, day: &str) -> bool {
    value.is_some_and(|v| v.starts_with(day))
}

fn published(got: &Published, gold: &Document) -> bool {
    match &gold.published {
        None => got.value.is_none(),
        Some(day) => {
            starts(got.value.as_deref(), day) && !(gold.inferred && got.how.starts_with("stated"))
        }
    }
}

/// Roles of stretches of text.
pub(super) fn blocks(view: &View, gold: &Document, lines: &mut Lines) {
    let Some(index) = view.document(&gold.id) else {
        return;
    };
    let roles = [
        (Role::Summary, "summary", &gold.summary),
        (Role::Body, "body", &gold.body),
        (Role::Caption, "caption", &gold.caption),
        (Role::Correction, "correction", &gold.correction),
        (Role::Comment, "comment", &gold.comment),
    ];
    let mut say = |what: &str, words: &str, holds| {
        lines.say("blocks", format!("{} {what}: {words}", gold.id), holds);
    };
    for (role, name, list) in roles {
        for words in list {
            let right = covered(view, index, words, role).is_some_and(|share| share >= 0.8);
            say(name, words.text(), right);
        }
    }
    for words in &gold.not_body {
        let right = covered(view, index, words, Role::Body).is_some_and(|share| share <= 0.2);
        say("not body", words.text(), right);
    }
    let document = &view.case.documents[index];
    for words in &gold.absent {
        let spoken = document
            .article()
            .any(|b| b.span.of(&document.text).contains(words));
        say("absent", words, !spoken);
    }
    if let Some(count) = gold.comments {
        let blocks = document.blocks.iter();
        let got = blocks.filter(|b| b.role == Role::Comment).count();
        say("comments", &format!("{count}, has {got}"), got == count);
    }
}

/// Share of the words that lies in blocks of a role.
fn covered(view: &View, document: usize, words: &Words, role: Role) -> Option<f64> {
    let span = view.words(document, words)?;
    let blocks = &view.case.documents[document].blocks;
    let of_role = blocks.iter().filter(|b| b.role == role);
    Some(of_role.map(|b| share(span, b.span)).sum())
}

/// Quotations with speaker and via; scare quotes, titles and comments that are none.
pub(super) fn quotations(view: &View, gold: &Document, lines: &mut Lines) {
    let Some(index) = view.document(&gold.id) else {
        return;
    };
    let rows = &view.case.annotations[index].quotations;
    for q in &gold.quotations {
        let span = view.find(index, &q.text, q.nth);
        let said = |span| move |row: &&_| is_said(view, index, row, span);
        let found: Vec<_> = rows.iter().filter(|q| q.kind.is_speech()).collect();
        let found: Vec<_> = found
            .into_iter()
            .filter(|r| span.is_some_and(|s| said(s)(r)))
            .collect();
        let what = format!("{} {}", gold.id, q.text);
        lines.say("quotations", &what, !found.is_empty());
        let named = |value: Option<&str>, name: &str, near: bool| {
            value.is_some_and(|v| view.is_name(v, name) || near && view.is_near_name(v, name))
        };
        let right = found
            .iter()
            .any(|row| named(row.speaker.as_deref(), &q.speaker, false));
        let got: Vec<_> = found.iter().map(|row| row.speaker.as_deref()).collect();
        lines.say(
            "speakers",
            format!("{what} | {}, has {got:?}", q.speaker),
            right,
        );
        if let Some(via) = &q.via {
            let right = found.iter().any(|row| named(row.via.as_deref(), via, true));
            lines.say("via", format!("{what} | {via}"), right);
        }
    }
    for words in &gold.not_quotations {
        let span = view.words(index, words);
        let bad = rows.iter().filter(|q| q.kind.is_speech());
        let bad = bad
            .filter(|row| span.is_some_and(|s| is_said(view, index, row, s)))
            .count();
        lines.say(
            "must not",
            format!("{} {}", gold.id, words.text()),
            !rows.is_empty() && bad == 0,
        );
    }
}

/// A content of the quotation, or the stretch of all its contents, is `span`.
fn is_said(view: &View, document: usize, row: &headwater::model::Quotation, span: Span) -> bool {
    let contents = row.contents.iter().map(|c| c.span);
    // The words in marks of a mixed quotation stand inside its clause.
    let mixed = row.kind == headwater::model::QuotationKind::Mixed;
    if mixed && row.contents.iter().any(|c| c.span.contains(span)) {
        return true;
    }
    contents
        .chain([row.whole()])
        .any(|c| same(span, view.core(document, c)))
}

/// Words that say where a passage comes from.
pub(super) fn attributions(view: &View, gold: &Document, lines: &mut Lines) {
    let Some(index) = view.document(&gold.id) else {
        return;
    };
    for a in &gold.attributions {
        let span = view.find(index, &a.text, a.nth);
        let rows = view.case.annotations[index].attributions.iter();
        let mut here = rows.filter(|row| span.is_some_and(|s| nested(s, row.excerpt.span)));
        let right = here.any(|row| view.is_near_name(&row.source, &a.source));
        lines.say(
            "attributions",
            format!("{} {} | {}", gold.id, a.text, a.source),
            right,
        );
    }
}

/// Time expressions and what they mean.
pub(super) fn times(view: &View, gold: &Document, lines: &mut Lines) {
    let Some(index) = view.document(&gold.id) else {
        return;
    };
    for t in &gold.times {
        let span = view.find(index, &t.text, t.nth);
        let rows = view.case.annotations[index].times.iter();
        let here: Vec<_> = rows
            .filter(|row| span.is_some_and(|s| nested(s, row.excerpt.span)))
            .collect();
        let right = here.iter().any(|row| {
            let means = row.value.starts_with(&t.value)
                || [&row.earliest, &row.latest].map(Option::as_deref)
                    == [Some(t.value.as_str()); 2];
            means && (t.modifier.is_none() || row.modifier == t.modifier)
        });
        let got: Vec<_> = here.iter().map(|row| &row.value).collect();
        lines.say(
            "times",
            format!("{} {} = {}, has {got:?}", gold.id, t.text, t.value),
            right,
        );
    }
}
