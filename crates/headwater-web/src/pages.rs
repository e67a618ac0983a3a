//! Pages, and the files that they use.

use crate::App;
use crate::decisions::key;
use crate::pile::{self, Asked};
use crate::recompute;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use headwater::model::{DocumentId, Span, Story};
use headwater::publish::html::{AsOf, Judged, NamesPart, Pair, STYLE, Site, address, pairs};
use headwater::publish::view::{View, count};
use headwater::relate::what_if::{Answer, NoMoment};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Pairs of names on a page.
const PAIRS: usize = 40;

const SCRIPT: &str = include_str!("../assets/script.js");
const ICON: &str = include_str!("../assets/icon.svg");

/// Why there is no page.
pub enum Failure {
    /// There is nothing of that name.
    Missing,
    /// It could not be made.
    Broken(String),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Failure::Missing => (StatusCode::NOT_FOUND, "nothing here\n".to_string()),
            Failure::Broken(why) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{why}\n")),
        }
        .into_response()
    }
}

/// Something that went wrong, as an answer.
pub fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Broken(error.to_string())
}

type Shared = State<Arc<App>>;
type Page = Result<Html<String>, Failure>;

/// All pages and files.
pub fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/", get(first)),
        ("/story/{id}", get(story)),
        ("/story/{id}/lineage", get(lineage)),
        ("/collation/{id}", get(collation)),
        ("/document/{id}", get(document)),
        ("/outlets", get(outlets)),
        ("/names", get(all_names)),
        ("/names/{story}", get(names_of_story)),
        ("/style.css", get(|| file("text/css", STYLE))),
        ("/script.js", get(|| file("text/javascript", SCRIPT))),
        ("/icon.svg", get(|| file("image/svg+xml", ICON))),
    ]
}

async fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))],
        text,
    )
}

fn found<E: std::fmt::Display>(page: Result<Option<String>, E>) -> Page {
    page.map_err(broken)?.map(Html).ok_or(Failure::Missing)
}

async fn first(State(app): Shared, Query(asked): Query<Asked>) -> Page {
    let pile = pile::pile(&app, &asked).map_err(broken)?;
    app.site.pile(&pile).map(Html).map_err(broken)
}

#[derive(Deserialize)]
struct From {
    #[serde(default)]
    from: usize,
}

/// Which passages of a story, and when it was known.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    from: usize,
    as_of: String,
}

async fn story(State(app): Shared, Path(id): Path<String>, Query(which): Query<Which>) -> Page {
    let number = app.site.story_number(&id).ok_or(Failure::Missing)?;
    let story = app.site.view.stories[number].story;
    let mut as_of = AsOf {
        now: address("story", &id),
        day: which.as_of,
        ..AsOf::default()
    };
    let show = |site: &Site, as_of: &AsOf| {
        let page = site.story(&id, which.from, &story.title, as_of);
        page.map(Html).map_err(broken)
    };
    match as_of.day.parse() {
        _ if as_of.day.is_empty() => show(&app.site, &as_of),
        Err(NoMoment) => {
            as_of.wrong = Some(format!("‘{}’ is no day", as_of.day));
            show(&app.site, &as_of)
        }
        Ok(moment) => {
            let answer = recompute::as_of(app.near(), story, moment);
            as_of.left_out = left_out(story, &answer);
            show(&Site::new(View::new(&answer.case)), &as_of)
        }
    }
}

/// What is not told of a story as known at a time, and what is told as it became later.
fn left_out(story: &Story, answer: &Answer) -> Vec<String> {
    let parts = [
        (&answer.later, "published later: left out"),
        (
            &answer.unknown,
            "not shown to be published by then: left out",
        ),
        (&answer.changed, "changed later; told with the later text"),
    ];
    let here = |ids: &[DocumentId]| ids.iter().filter(|d| story.documents.contains(d)).count();
    let lines = parts.into_iter().map(|(ids, what)| (here(ids), what));
    let lines = lines.filter(|(n, _)| *n > 0);
    let line = |(n, what)| format!("{}, {what}", count(n, "document", "documents"));
    lines.map(line).collect()
}

async fn outlets(State(app): Shared) -> Page {
    app.site.outlets().map(Html).map_err(broken)
}

async fn lineage(State(app): Shared, Path(id): Path<String>) -> Page {
    found(app.site.lineage(&id))
}

/// Edges to leave out, between commas.
#[derive(Deserialize)]
pub struct Without {
    #[serde(default)]
    without: String,
}

impl Without {
    /// Their ids.
    pub fn edges(&self) -> BTreeSet<String> {
        let ids = self.without.split(',').map(str::trim);
        ids.filter(|id| !id.is_empty())
            .map(str::to_string)
            .collect()
    }
}

async fn collation(State(app): Shared, Path(id): Path<String>) -> Page {
    found(app.site.collation(&id))
}

#[derive(Deserialize)]
struct At {
    start: Option<usize>,
    end: Option<usize>,
}

async fn document(State(app): Shared, Path(id): Path<String>, Query(at): Query<At>) -> Page {
    let at = at.start.zip(at.end).filter(|(start, end)| start <= end);
    found(
        app.site
            .document(&id, at.map(|(start, end)| Span::new(start, end))),
    )
}

async fn all_names(State(app): Shared, Query(from): Query<From>) -> Page {
    names(&app, app.pairs(), None, from.from)
}

async fn names_of_story(
    State(app): Shared,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Page {
    let number = app.site.story_number(&id).ok_or(Failure::Missing)?;
    names(
        &app,
        &pairs(&app.site.view, Some(number)),
        Some(number),
        from.from,
    )
}

fn names<'p>(app: &'p App, pairs: &'p [Pair], story: Option<usize>, from: usize) -> Page {
    let view = &app.site.view;
    let verdicts = app.decisions.verdicts().map_err(broken)?;
    let judged = |pair: &'p Pair| {
        let verdict = verdicts.get(&key(&pair.a, &pair.b, pair.kind));
        Judged::new(view, pair, verdict.copied())
    };
    let story = story.map(|n| view.stories[n].story);
    let here = story.map_or("/names".to_string(), |s| address("names", &s.id));
    let page = |from: usize| format!("{here}?from={from}");
    let part = NamesPart {
        story: story.map(|s| (address("story", &s.id), s.title.as_str())),
        pairs: pairs.iter().skip(from).take(PAIRS).map(judged).collect(),
        first: from.saturating_add(1),
        total: pairs.len(),
        decided: verdicts.len(),
        before: (from > 0).then(|| page(from.saturating_sub(PAIRS))),
        after: (pairs.len() > from.saturating_add(PAIRS)).then(|| page(from + PAIRS)),
    };
    app.site.names(&part).map(Html).map_err(broken)
}
