//! The service phones ask whether a pass in Apple Wallet changed (Apple, *Adding a Web Service to Update Passes*). A phone
//! proves it holds the pass by the token inside it. Nothing is pushed from here: a phone asks when its holder pulls the pass
//! down, or when something else tells it to.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, http::HeaderValue};
use serde_json::{Value, json};
use shell::PageError;

use super::wallet::{archive, served};
use crate::model::pass::Pass;
use crate::store::{passes, phones};
use crate::web::{Web, page};
use crate::{Error, Result};

/// What a phone may call itself, and the token it is pushed to: longer is not a phone's.
const LONGEST: usize = 200;

type Answer = Result<Response, PageError>;

/// `POST …/v1/devices/{device}/registrations/{kind}/{serial}`
pub(super) async fn register(
    State(web): State<Web>,
    Path((device, kind, serial)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let Some(pass) = held(&web, &headers, &kind, &serial).await? else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let token = serde_json::from_slice::<Value>(&body)
        .ok()
        .and_then(|body| body.get("pushToken")?.as_str().map(str::to_owned))
        .filter(|token| !token.is_empty() && token.len() <= LONGEST);
    let Some(token) = token.filter(|_| device.len() <= LONGEST) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    let mut write = web.db.write().await?;
    let new = phones::follow(&mut write, &device, &pass.id, &token).await.map_err(page)?;
    write.commit().await?;
    Ok(if new { StatusCode::CREATED } else { StatusCode::OK }.into_response())
}

/// `DELETE …/v1/devices/{device}/registrations/{kind}/{serial}`
pub(super) async fn unregister(
    State(web): State<Web>,
    Path((device, kind, serial)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Answer {
    let Some(pass) = held(&web, &headers, &kind, &serial).await? else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let mut write = web.db.write().await?;
    phones::leave(&mut write, &device, &pass.id).await.map_err(page)?;
    write.commit().await?;
    Ok(StatusCode::OK.into_response())
}

/// `GET …/v1/devices/{device}/registrations/{kind}`: every pass the phone follows, since asking for one that did not change
/// costs it a short answer.
pub(super) async fn changed(State(web): State<Web>, Path((device, kind)): Path<(String, String)>) -> Answer {
    if !is_ours(&web, &kind) {
        return Err(PageError::NotFound);
    }
    let serials = phones::followed(&mut web.db.read().await?, &device).await.map_err(page)?;
    if serials.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let answer = json!({ "serialNumbers": serials, "lastUpdated": web.db.clock().now_ms().to_string() });
    Ok(Json(answer).into_response())
}

/// `GET …/v1/passes/{kind}/{serial}`: the pass as it is now.
pub(super) async fn latest(
    State(web): State<Web>,
    Path((kind, serial)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    let Some(pass) = held(&web, &headers, &kind, &serial).await? else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let mut read = web.db.read().await?;
    let mut response = served(archive(&web, &mut read, &pass).await.map_err(page)?);
    let now = web.db.clock().now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    response.headers_mut().insert(header::LAST_MODIFIED, HeaderValue::from_str(&now).map_err(PageError::internal)?);
    Ok(response)
}

/// `POST …/v1/log`: what a phone could not do. It is anybody's text: short, and in the log at its lowest level.
pub(super) async fn log(body: Bytes) -> StatusCode {
    let said: String = String::from_utf8_lossy(&body).chars().filter(|sign| !sign.is_control()).take(500).collect();
    tracing::debug!(said, "a phone's wallet complains");
    StatusCode::OK
}

fn is_ours(web: &Web, kind: &str) -> bool {
    web.wallets.apple.as_ref().is_some_and(|signer| signer.pass_type() == kind)
}

/// The pass whose token came with the request; none when the token is not its own.
async fn held(web: &Web, headers: &HeaderMap, kind: &str, serial: &str) -> Result<Option<Pass>, PageError> {
    if !is_ours(web, kind) {
        return Err(PageError::NotFound);
    }
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("ApplePass "));
    // The token is looked for, not compared: what leads to the pass is the whole of it.
    let Some(token) = shown else { return Ok(None) };
    match passes::by_secret(&mut web.db.read().await?, token).await {
        Ok(pass) if pass.id == serial => Ok(Some(pass)),
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(other) => Err(page(other)),
    }
}
