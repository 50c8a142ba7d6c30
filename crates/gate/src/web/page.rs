//! The gate's page: itself, its files, what installs it and keeps it without a network.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;
use shell::{PageError, Visit};

use super::Web;
use crate::files::{self, PAGE};

/// What the page may run and show: our modules, our WebAssembly, the camera's picture, nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The page knows nothing of who opens it.
#[derive(Serialize)]
struct GatePage {}

/// `GET /controle`
pub(super) async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    let mut response = web.frame.render(&visit, "gate/gate.html", &GatePage {})?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(self), microphone=(), geolocation=()"),
    );
    Ok(response)
}

/// `GET /controle/sw.js`
pub(super) async fn worker(State(web): State<Web>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        // The browser asks again each time: that is how a page kept for days is renewed.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (HeaderName::from_static("service-worker-allowed"), HeaderValue::from_static(PAGE)),
    ];
    (headers, files::worker(&web.frame)).into_response()
}

/// `GET /controle/manifest.webmanifest`
pub(super) async fn manifest(State(web): State<Web>, visit: Visit) -> Response {
    let words = web.frame.messages();
    let mut icons = Vec::new();
    if let Some(mark) = web.frame.asset("mark.svg") {
        icons.push(json!({ "src": mark, "sizes": "any", "type": "image/svg+xml" }));
    }
    for size in ["192", "512"] {
        if files::file(&format!("icon-{size}.png")).is_some() {
            icons.push(json!({
                "src": format!("/controle/fichiers/icon-{size}.png"),
                "sizes": format!("{size}x{size}"),
                "type": "image/png",
            }));
        }
    }
    let manifest = json!({
        "id": PAGE,
        "name": words.text(visit.lang, "gate-manifest-name"),
        "short_name": words.text(visit.lang, "gate-manifest-short"),
        "lang": visit.lang.code(),
        "start_url": PAGE,
        "scope": PAGE,
        "display": "standalone",
        "background_color": "#1b1a2e",
        "theme_color": "#1b1a2e",
        "icons": icons,
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("accept-language, cookie")),
    ];
    (headers, manifest.to_string()).into_response()
}

/// `GET /controle/fichiers/{name}`
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, PageError> {
    let file = files::file(&name).ok_or(PageError::NotFound)?;
    let etag = files::etag(file.bytes);
    let own = [
        (header::CONTENT_TYPE, HeaderValue::from_static(files::kind(file.name))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::ETAG, HeaderValue::from_str(&etag)?),
    ];
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes());
    Ok(if known { (StatusCode::NOT_MODIFIED, own).into_response() } else { (own, file.bytes).into_response() })
}
