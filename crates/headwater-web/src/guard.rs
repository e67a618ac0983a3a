//! What every request must fulfil, and what every answer says to the browser.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;

/// Headers of every answer: only own scripts and styles, no frames, no outside.
const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-cache"),
];

/// Turns away what another site may have sent.
pub async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refusal(request.method(), request.headers()) {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(*name, value);
    }
    response
}

/// Why a request is refused. A name that is no address may have been pointed at this machine by
/// its owner (DNS rebinding); what changes something must come from our own pages.
fn refusal(method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    if !is_here(host) {
        return Some("ask by address or as localhost, not by another name\n");
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    let origin = text(header::ORIGIN).and_then(|o| o.strip_prefix("http://"));
    let json = text(header::CONTENT_TYPE).is_some_and(|t| t.starts_with("application/json"));
    match (origin == Some(host), json) {
        (false, _) => Some("only pages of this site may change anything\n"),
        (_, false) => Some("send application/json\n"),
        _ => None,
    }
}

/// The host is an address or this machine's own name.
fn is_here(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.split(':').next().unwrap_or(host),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let header = |(name, value): &(&'static str, &'static str)| {
            let name = header::HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        };
        pairs.iter().map(header).collect()
    }

    #[test]
    fn names_that_may_be_rebound_are_refused() {
        for host in [
            "127.0.0.1:8000",
            "localhost",
            "LOCALHOST:1",
            "[::1]:8000",
            "192.168.1.4:80",
        ] {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
            assert_eq!(refusal(&Method::GET, &headers), None, "{host}");
        }
        for host in [
            "evil.example",
            "127.0.0.1.evil.example:80",
            "localhost.evil.example",
            "",
        ] {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
            assert!(refusal(&Method::GET, &headers).is_some(), "{host}");
        }
        assert!(refusal(&Method::GET, &HeaderMap::new()).is_some());
    }

    #[test]
    fn changes_come_from_our_own_pages_only() {
        let host = ("host", "127.0.0.1:8000");
        let json = ("content-type", "application/json");
        let own = ("origin", "http://127.0.0.1:8000");
        assert_eq!(refusal(&Method::POST, &headers(&[host, json, own])), None);
        for bad in [
            vec![host, json],
            vec![host, json, ("origin", "http://evil.example")],
            vec![host, json, ("origin", "null")],
            vec![host, json, ("origin", "http://127.0.0.1:9000")],
            vec![host, own],
            vec![host, own, ("content-type", "text/plain")],
        ] {
            assert!(refusal(&Method::POST, &headers(&bad)).is_some(), "{bad:?}");
        }
    }
}
