//! What makes the pass's page an application of the phone: a manifest of its own, and the script that shows it offline.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use shell::{PageError, Visit};

use crate::store::passes;
use crate::web::{Web, page, paths};

/// `GET /pass/mon-pass/hors-ligne.js`: under the pages it governs, and not among the files kept for ever, since browsers ask
/// for it again at each visit.
pub(super) async fn worker() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, include_str!("../../assets/phone_worker.js")).into_response()
}

/// `GET /pass/mon-pass/{secret}/application.webmanifest`
pub(super) async fn manifest(
    State(web): State<Web>,
    visit: Visit,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let pass = passes::by_secret(&mut web.db.read().await?, &secret).await.map_err(page)?;
    let here = paths::pass(&pass.secret);
    let icon = |name: &str| web.frame.asset(name).map(str::to_owned).unwrap_or_default();
    let manifest = json!({
        "id": here,
        "name": web.say(visit.lang, "pass-phone-application", &[("name", &pass.names.first)]),
        "short_name": web.say(visit.lang, "pass-phone-name", &[]),
        "lang": visit.lang.code(),
        "dir": "ltr",
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": web.frame.theme().paper.as_str(),
        "theme_color": web.frame.theme().ink.as_str(),
        "icons": [
            { "src": icon("pass-192.png"), "sizes": "192x192", "type": "image/png" },
            { "src": icon("pass-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable" },
        ],
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, manifest.to_string()).into_response())
}
