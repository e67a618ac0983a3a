//! The application as a browser or a program meets it, on a small pile whose lineage is known and
//! whose titles would like to be markup.

mod schema;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use headwater::model::{Case, Markup, Raw, Stated};
use headwater::pipeline;
use headwater::relate::workers::Workers;
use headwater_web::{App, router};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tower_service::Service;

const FACTS: &str = "The bridge over the Tarn at Oldmere was closed at dawn after a barge struck \
    its second pier. Engineers found a crack as long as a bus in the masonry above the waterline. \
    “We warned the owners of this barge three times before the winter,” said Ilan Vesk, the \
    harbour master. Vesk said at least twelve people walked ashore over the ice.";

fn article(id: &str, outlet: &str, published: &str, title: &str, text: String) -> Raw {
    Raw {
        path: format!("pile/{id}<img src=x onerror=alert(1)>.txt"),
        record: None,
        hash: String::new(),
        markup: Markup::Plain,
        text,
        stated: Stated {
            id: Some(id.into()),
            title: Some(title.into()),
            outlet: Some(outlet.into()),
            published: Some(published.into()),
            ..Stated::default()
        },
    }
}

/// A wire report, a paper that credits it, and a third that took from the second without a word.
fn case() -> Case {
    let hostile = "<script>alert('title')</script> \" onload=\"alert(2)";
    let raws = [
        article("wire/1?a=b#c", "Northline News Agency", "2021-05-03", "Oldmere bridge closed", format!("OLDMERE (Northline) - {FACTS}")),
        article("paper", "Tessel <b>Courier</b>", "2021-05-04", hostile, format!("{FACTS} (Northline)")),
        article("late", "Daybreak Mail", "2021-05-09", "Barge strikes bridge at Oldmere", FACTS.replace("at least", "more than")),
        article("other", "Daybreak Mail", "2021-06-09", "Bakers strike", "Bakers in Kelbridge walked out on Monday over pay, their union said. No bread was sold.".into()),
    ];
    let prepared = raws.into_iter().map(pipeline::prepare).collect();
    pipeline::assemble(prepared, Vec::new(), Vec::new(), Workers::ALONE)
}

struct Site {
    case: Case,
    router: Router,
    place: TempDir,
}

fn site() -> Site {
    let (case, place) = (case(), tempfile::tempdir().unwrap());
    let app = App::open(case.clone(), place.path()).unwrap();
    Site {
        case,
        router: router(Arc::new(app)),
        place,
    }
}

impl Site {
    fn send(&self, request: Request<Body>) -> Response<Body> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(self.router.clone().call(request)).unwrap()
    }

    fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header("host", "127.0.0.1:1");
        text(self.send(request.body(Body::empty()).unwrap()))
    }

    fn json(&self, path: &str) -> Value {
        let (status, body) = self.get(path);
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    fn post(&self, path: &str, body: &Value, origin: &str) -> (StatusCode, String) {
        let request = Request::post(path)
            .header("host", "127.0.0.1:1")
            .header("origin", origin)
            .header("content-type", "application/json");
        text(self.send(request.body(Body::from(body.to_string())).unwrap()))
    }

    fn collation(&self) -> String {
        let merged = self.case.relations.support.iter();
        let mut merged = merged.filter(|s| s.reasons.iter().any(|r| r.edge.is_some()));
        merged
            .next()
            .expect("an edge merges origins")
            .collation
            .to_string()
    }

    fn story(&self) -> String {
        let stories = self.case.relations.stories.iter();
        stories
            .max_by_key(|s| s.documents.len())
            .unwrap()
            .id
            .to_string()
    }

    fn pages(&self) -> Vec<String> {
        let story = self.story();
        vec![
            "/".into(),
            "/?q=bridge&single=1&sort=date".into(),
            format!("/story/{story}"),
            format!("/story/{story}/lineage"),
            format!("/collation/{}", self.collation()),
            "/document/wire%2F1%3Fa%3Db%23c?start=3&end=9".into(),
            "/document/paper?start=9&end=3".into(),
            "/document/late?start=99999&end=999999".into(),
            "/names".into(),
            format!("/names/{story}"),
        ]
    }
}

fn text(response: Response<Body>) -> (StatusCode, String) {
    let status = response.status();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let bytes = runtime
        .block_on(to_bytes(response.into_body(), usize::MAX))
        .unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[test]
fn every_page_answers_and_words_of_documents_stay_words() {
    let site = site();
    for path in site.pages() {
        let (status, page) = site.get(&path);
        assert_eq!(status, StatusCode::OK, "{path}: {page}");
        assert!(page.starts_with("<!DOCTYPE html>"), "{path}");
        assert_eq!(
            page.matches("<script").count(),
            1,
            "{path}: only our own script"
        );
        for hostile in ["<img", "<b>", " style=", "onload=\"", "javascript:"] {
            assert!(!page.contains(hostile), "{path}: {hostile}");
        }
        assert_eq!(
            page.matches("<h1").count(),
            1,
            "{path}: one heading of the first level"
        );
    }
    for missing in [
        "/story/none",
        "/collation/none",
        "/document/none",
        "/names/none",
        "/favicon.ico",
        "/api/none",
    ] {
        assert_eq!(site.get(missing).0, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[test]
fn every_link_inside_the_site_leads_somewhere() {
    let site = site();
    for path in site.pages() {
        let page = site.get(&path).1;
        for link in page
            .split("href=\"/")
            .skip(1)
            .filter_map(|l| l.split('"').next())
        {
            let link = format!("/{}", link.replace("&#38;", "&").replace("&amp;", "&"));
            let link = link.split('#').next().unwrap();
            assert_eq!(site.get(link).0, StatusCode::OK, "{link} on {path}");
        }
    }
}

#[test]
fn answers_say_what_a_browser_may_do() {
    let site = site();
    let request = Request::get("/")
        .header("host", "localhost:1")
        .body(Body::empty());
    let response = site.send(request.unwrap());
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    let request = Request::get("/")
        .header("host", "rebound.example")
        .body(Body::empty());
    assert_eq!(site.send(request.unwrap()).status(), StatusCode::FORBIDDEN);
}

#[test]
fn the_description_tells_every_route_and_answers_fit_it() {
    let site = site();
    let api = site.json("/api/openapi.json");
    let described: Vec<&String> = api["paths"].as_object().unwrap().keys().collect();
    let mut routes = headwater_web::api_paths();
    routes.sort_unstable();
    assert_eq!(described, routes);
    for (path, methods) in api["paths"].as_object().unwrap() {
        let Some(get) = methods.get("get") else {
            continue;
        };
        let id = match path.split('/').nth(2).unwrap() {
            "stories" => site.story(),
            "collations" => site.collation(),
            _ => "paper".into(),
        };
        let query = if path.ends_with("search") {
            "?q=bridge"
        } else {
            ""
        };
        let answer = site.json(&(path.replace("{id}", &id) + query));
        let schema = &get["responses"]["200"]["content"]["application/json"]["schema"];
        schema::check(&api, schema, &answer).unwrap_or_else(|wrong| panic!("{path}: {wrong}"));
    }
}

#[test]
fn support_is_found_anew_without_an_edge() {
    let site = site();
    for support in &site.case.relations.support {
        let answer = site.json(&format!("/api/collations/{}/support", support.collation));
        assert_eq!(
            answer["support"]["independent_min"],
            support.independent_min
        );
        assert_eq!(
            answer["support"]["independent_max"],
            support.independent_max
        );
        assert_eq!(
            answer["support"]["reasons"].as_array().unwrap().len(),
            support.reasons.len()
        );
    }
    let id = site.collation();
    let edges: Vec<&str> = (site.case.relations.lineage.iter())
        .map(|e| e.id.as_str())
        .collect();
    let path = format!("/api/collations/{id}/support");
    let (whole, bare) = (
        site.json(&path),
        site.json(&format!("{path}?without={}", edges.join(","))),
    );
    let most = |answer: &Value| answer["support"]["independent_max"].as_u64().unwrap();
    assert!(most(&bare) > most(&whole), "{whole} {bare}");
    assert_eq!(bare["without"].as_array().unwrap().len(), edges.len());
}

#[test]
fn decisions_are_made_and_undone_by_our_own_pages_only() {
    let site = site();
    let pair = &site.json("/api/names")["pairs"][0];
    let row = json!({"decision": "same", "a": pair["a"], "b": pair["b"], "type": pair["type"]});
    let own = "http://127.0.0.1:1";
    assert_eq!(
        site.post("/api/decisions", &row, "http://evil.example").0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(site.json("/api/decisions")["decisions"], json!([]));
    let api = site.json("/api/openapi.json");
    let decided = &api["components"]["schemas"]["Decided"];
    let (status, answer) = site.post("/api/decisions", &row, own);
    assert_eq!(status, StatusCode::OK, "{answer}");
    schema::check(&api, decided, &serde_json::from_str(&answer).unwrap()).unwrap();
    assert_eq!(site.json("/api/decisions")["decisions"], json!([row]));
    let kept = std::fs::read_to_string(site.place.path().join("decisions.jsonl")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(kept.trim()).unwrap(), row);
    let page = site.get("/names").1;
    assert!(page.contains("data-judge=\"same\" aria-pressed=\"true\""));
    assert_eq!(
        site.post("/api/decisions/undo", &json!({}), own).0,
        StatusCode::OK
    );
    assert_eq!(site.json("/api/decisions")["decisions"], json!([]));
    let wrong = json!({"decision": "perhaps", "a": "x", "b": "y", "type": "person"});
    assert!(site.post("/api/decisions", &wrong, own).0.is_client_error());
}

fn ids(site: &Site, query: &str) -> Vec<String> {
    let answer = site.json(&format!("/api/search?{query}"));
    let id = |hit: &Value| hit["id"].as_str().unwrap().to_string();
    let mut ids: Vec<_> = answer["hits"].as_array().unwrap().iter().map(id).collect();
    ids.sort();
    ids
}

#[test]
fn words_phrases_fields_and_facets_find_documents() {
    let site = site();
    let three = ["late", "paper", "wire/1?a=b#c"];
    assert_eq!(ids(&site, "q=engineers"), three);
    assert_eq!(
        ids(&site, "q=OLDM%C3%A9RE"),
        three,
        "case and accents do not matter"
    );
    assert_eq!(ids(&site, "q=%E2%80%9Ccrack%20as%20long%E2%80%9D"), three);
    assert!(ids(&site, "q=%22long%20as%20crack%22").is_empty());
    assert_eq!(ids(&site, "q=bridge%20bakers"), Vec::<String>::new());
    assert_eq!(ids(&site, "q=title:strike"), ["other"]);
    assert_eq!(ids(&site, "q=quoted:winter"), three);
    assert_eq!(ids(&site, "q=speaker:vesk"), three);
    assert_eq!(ids(&site, "outlet=Daybreak%20Mail"), ["late", "other"]);
    assert_eq!(ids(&site, "outlet=Daybreak%20Mail&q=bridge"), ["late"]);
    assert_eq!(
        ids(&site, "from=2021-05-04&to=2021-05-31"),
        ["late", "paper"]
    );
    assert!(!ids(&site, "single=1").contains(&"other".to_string()));
    assert!(ids(&site, "outlet=Nobody").is_empty());
    let hit = &site.json("/api/search?q=crack")["hits"][0];
    let (words, found) = (hit["words"].as_str().unwrap(), &hit["found"][0]);
    let at = |key: &str| found[key].as_u64().unwrap() as usize;
    assert_eq!(&words[at("start")..at("end")], "crack");
    for odd in [
        "%22",
        "%28%28%29",
        "title:",
        "-",
        "AND",
        "%5Ba%20TO",
        "*",
        "%00",
        "a%5E9",
    ] {
        site.json(&format!("/api/search?q={odd}"));
    }
    site.json(&format!("/api/search?q={}", "(".repeat(3000)));
}

#[test]
fn the_index_is_kept_and_made_anew_for_another_case() {
    let indexes = |place: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(place).unwrap().flatten();
        let mut names: Vec<_> = entries
            .map(|e| e.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let mut site = site();
    let first = indexes(site.place.path());
    assert_eq!(first.len(), 1, "{first:?}");
    App::open(site.case.clone(), site.place.path()).unwrap();
    assert_eq!(indexes(site.place.path()), first);
    site.case.documents.pop();
    site.case.annotations.pop();
    App::open(site.case.clone(), site.place.path()).unwrap();
    let second = indexes(site.place.path());
    assert!(second.len() == 1 && second != first, "{second:?}");
}
