//! The case as JSON under `/api`, described by `openapi.json`.

use crate::App;
use crate::decisions::key;
use crate::pages::{Failure, Without, broken};
use crate::pile::{Asked, ROWS};
use crate::search::article;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use headwater::model::Decision;
use headwater::publish::html::Pair;
use headwater::publish::json;
use headwater::publish::view::word;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

const DESCRIPTION: &str = include_str!("../openapi.json");

type Shared = State<Arc<App>>;
type Answer = Result<Json<Value>, Failure>;

/// Everything under `/api`.
pub fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/api/openapi.json", get(description)),
        ("/api/stories", get(stories)),
        ("/api/stories/{id}", get(story)),
        ("/api/collations/{id}", get(collation)),
        ("/api/collations/{id}/support", get(support)),
        ("/api/documents/{id}", get(document)),
        ("/api/search", get(search)),
        ("/api/names", get(names)),
        ("/api/decisions", get(decisions).post(decide)),
        ("/api/decisions/undo", post(undo)),
    ]
}

async fn description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION)
}

#[derive(Deserialize)]
struct From {
    #[serde(default)]
    from: usize,
}

async fn stories(State(app): Shared, Query(from): Query<From>) -> Answer {
    let view = &app.site.view;
    let rows = view.stories.iter().enumerate().skip(from.from).take(ROWS);
    Ok(Json(json!({
        "headwater": env!("CARGO_PKG_VERSION"),
        "documents": view.case.documents.len(),
        "problems": view.case.problems.len(),
        "total": view.stories.len(),
        "stories": rows.map(|(n, s)| json::story_summary(n + 1, s)).collect::<Vec<_>>(),
    })))
}

async fn story(State(app): Shared, Path(id): Path<String>) -> Answer {
    let n = app.site.story_number(&id).ok_or(Failure::Missing)?;
    let view = &app.site.view;
    Ok(Json(json::story(view, &app.texts, n + 1, &view.stories[n])))
}

async fn collation(State(app): Shared, Path(id): Path<String>) -> Answer {
    let it = app.site.find_collation(&id).ok_or(Failure::Missing)?;
    Ok(Json(json::collation(&app.site.view, &app.texts, it)))
}

async fn support(
    State(app): Shared,
    Path(id): Path<String>,
    Query(without): Query<Without>,
) -> Answer {
    let it = app.site.find_collation(&id).ok_or(Failure::Missing)?;
    let edges = without.edges();
    let support = crate::recompute::support(app.near(), it.collation, &edges);
    let support = support.ok_or(Failure::Missing)?;
    Ok(Json(json!({
        "collation": id,
        "without": edges,
        "rests_on": headwater::publish::view::origins(&support),
        "class": headwater::publish::html::weight(&support),
        "support": json::support(&app.texts, &support),
    })))
}

async fn document(State(app): Shared, Path(id): Path<String>) -> Answer {
    let view = &app.site.view;
    let n = view.index(&id.as_str().into()).ok_or(Failure::Missing)?;
    let (it, found) = (&view.case.documents[n], &view.case.annotations[n]);
    let mut row = json::document(view, n);
    let story = app.site.story_of(n).map(|s| &view.stories[s].story.id);
    let quotations = found.quotations.iter();
    row["story"] = json!(story);
    row["text"] = json!(it.text);
    row["blocks"] = json!(it.blocks);
    row["mentions"] = json!(found.mentions);
    row["times"] = json!(found.times);
    row["quantities"] = json!(found.quantities);
    row["attributions"] = json!(found.attributions);
    row["quotations"] = quotations
        .map(|q| json::quotation(view, &app.texts, n, q))
        .collect();
    Ok(Json(row))
}

async fn search(State(app): Shared, Query(asked): Query<Asked>) -> Answer {
    let view = &app.site.view;
    let answer = app.search.ask(&asked.question()).map_err(broken)?;
    let hit = |n: &usize| {
        let (words, found) = answer.around(&article(&view.case.documents[*n]));
        let mut row = json::document_summary(view, *n);
        row["story"] = json!(app.site.story_of(*n).map(|s| &view.stories[s].story.id));
        row["words"] = json!(words);
        row["found"] = json!(found);
        row
    };
    let stories = answer.stories.iter().take(ROWS);
    let story =
        |(n, count): &(usize, usize)| json!({"id": view.stories[*n].story.id, "documents": count});
    Ok(Json(json!({
        "documents": answer.documents.len(),
        "wrong": answer.wrong,
        "hits": asked.hits(&answer).iter().map(hit).collect::<Vec<_>>(),
        "stories": stories.map(story).collect::<Vec<_>>(),
    })))
}

async fn names(State(app): Shared, Query(from): Query<From>) -> Answer {
    let verdicts = app.decisions.verdicts().map_err(broken)?;
    let pair = |pair: &Pair| {
        let verdict = verdicts.get(&key(&pair.a, &pair.b, pair.kind));
        json!({
            "a": pair.a,
            "b": pair.b,
            "type": word(pair.kind),
            "joined": pair.joined,
            "reason": pair.reason,
            "count": pair.count,
            "decision": verdict.map(word),
        })
    };
    let pairs = app.pairs().iter().skip(from.from).take(ROWS);
    Ok(Json(json!({
        "total": app.pairs().len(),
        "pairs": pairs.map(pair).collect::<Vec<_>>(),
    })))
}

async fn decisions(State(app): Shared) -> Answer {
    let rows = app.decisions.all().map_err(broken)?;
    Ok(Json(json!({"decisions": rows})))
}

async fn decide(State(app): Shared, Json(decision): Json<Decision>) -> Answer {
    app.decisions.add(&decision).map_err(broken)?;
    decided(&app, Some(decision))
}

async fn undo(State(app): Shared) -> Answer {
    let undone = app.decisions.undo().map_err(broken)?;
    decided(&app, undone)
}

/// The decision made or taken back, what holds now for its names, and how many there are.
fn decided(app: &App, about: Option<Decision>) -> Answer {
    let verdicts = app.decisions.verdicts().map_err(broken)?;
    let now = about
        .as_ref()
        .and_then(|d| verdicts.get(&key(&d.a, &d.b, d.kind)));
    Ok(Json(
        json!({"about": about, "now": now, "decided": verdicts.len()}),
    ))
}
