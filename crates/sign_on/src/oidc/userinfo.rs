//! What an access token opens (OpenID Connect Core 1.0 §5.3): the pseudonym, and what was asked of what may be told now.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value as Json, json};
use shell::{PageError, parse_pairs};

use super::request::{Parameters, Scope};
use super::{claims, codes};
use crate::error::fault;
use crate::{Result, Web, login};

/// `GET` and `POST /oidc/userinfo`
pub(crate) async fn show(
    State(web): State<Web>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    // A token in the address would stand in logs: there it is not looked for.
    let by_header = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    let by_form = (method == Method::POST && body.len() <= 4096)
        .then(|| Parameters::of(parse_pairs(&body)))
        .and_then(|form| form.one("access_token").ok().flatten().map(str::to_owned));
    let mut response = match (by_header, by_form) {
        (None, None) => refused(None),
        // RFC 6750 §2: one way, not two.
        (Some(_), Some(_)) => refused(Some("invalid_request")),
        (Some(token), None) | (None, Some(token)) => match told(&web, &token).await.map_err(fault)? {
            Some(claims) => axum::Json(claims).into_response(),
            None => refused(Some("invalid_token")),
        },
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Whoever holds the token may read from any page: cookies open nothing here.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("www-authenticate"));
    Ok(response)
}

/// `OPTIONS /oidc/userinfo`: a browser asks before it sends a token from another page.
pub(crate) async fn ask() -> Response {
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization"),
        (header::ACCESS_CONTROL_MAX_AGE, "3600"),
    ];
    (StatusCode::NO_CONTENT, allowed).into_response()
}

/// What a token opens now; nothing once it is over, the reader has left or the agreement was taken back.
pub(crate) async fn told(web: &Web, token: &str) -> Result<Option<Json>> {
    let now = web.now().as_millisecond();
    let Some(open) = codes::token(&mut web.db.read().await?, token, now).await? else { return Ok(None) };
    let Some(told) = login::told(web, &open.login).await? else { return Ok(None) };
    let mut claims = claims::of_facts(&told.attributes, &Scope::read(&open.scope));
    claims.insert("sub".to_owned(), json!(told.login.pseudonym));
    Ok(Some(Json::Object(claims)))
}

/// A refusal as RFC 6750 §3 wants it: without a word to whoever brought no token.
fn refused(error: Option<&str>) -> Response {
    let status = if error == Some("invalid_request") { StatusCode::BAD_REQUEST } else { StatusCode::UNAUTHORIZED };
    let (challenge, told) = match error {
        Some(error) => (format!("Bearer realm=\"userinfo\", error=\"{error}\""), json!({ "error": error })),
        None => ("Bearer realm=\"userinfo\"".to_owned(), json!({})),
    };
    let mut response = (status, axum::Json(told)).into_response();
    if let Ok(value) = HeaderValue::from_str(&challenge) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    response
}
