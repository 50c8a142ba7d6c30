//! What anyone may know: the keys codes are verified with, and the list of those that no longer hold. With
//! docs/credential.md, enough for a door that is not ours.

use std::sync::Arc;

use access::credentials;
use access::keyring::{self, Purpose};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use serde_json::json;
use shell::PageError;
use tokio::sync::Mutex;

use super::Web;

/// Where the keys are published.
pub(crate) const KEYS: &str = "/codes/cles";
/// Where the status list is published.
pub(crate) const STATUSES: &str = "/codes/statuts";

/// A list made is given to whoever asks for so long, in milliseconds.
const KEPT_MS: i64 = 60_000;
/// Caches on the way may keep either for as long, in seconds.
const CACHED: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=60");

/// When the last list was made, and its bytes.
pub(super) type Made = Arc<Mutex<Option<(i64, Arc<[u8]>)>>>;

/// `GET /codes/cles`: a JWK Set (RFC 7517, RFC 8037), with what each key signs, until when and whether it was taken back.
pub(super) async fn keys(State(web): State<Web>) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let mut keys = Vec::new();
    for purpose in [Purpose::Code, Purpose::Status] {
        for (key, trust) in keyring::ring(&mut read, purpose).await?.iter() {
            keys.push(json!({
                "kty": "OKP",
                "crv": "Ed25519",
                "alg": "EdDSA",
                "use": "sig",
                "kid": key.id().to_string(),
                "x": B64.encode(key.to_bytes()),
                "purpose": purpose.code(),
                "until": trust.until,
                "revoked": trust.revoked,
            }));
        }
    }
    let typed = (header::CONTENT_TYPE, "application/jwk-set+json");
    Ok(([typed, CACHED], Json(json!({ "keys": keys })).into_response().into_body()).into_response())
}

/// `GET /codes/statuts`: the Status List Token.
pub(super) async fn statuses(State(web): State<Web>) -> Result<Response, PageError> {
    // Whoever comes while one is being made waits for it rather than making another.
    let mut kept = web.statuses.lock().await;
    let now = web.db.clock().now();
    let fresh = kept.as_ref().filter(|(at, _)| (0..KEPT_MS).contains(&(now.as_millisecond() - at)));
    let bytes = match fresh {
        Some((_, bytes)) => Arc::clone(bytes),
        None => {
            let mut write = web.db.write().await?;
            keyring::prepare(&mut write).await?;
            write.commit().await?;
            let mut read = web.db.read().await?;
            let address = format!("{}{STATUSES}", web.public_url);
            let bytes: Arc<[u8]> = credentials::published_status_list(&mut read, now, &address).await?.into();
            *kept = Some((now.as_millisecond(), Arc::clone(&bytes)));
            bytes
        }
    };
    let typed = (header::CONTENT_TYPE, "application/statuslist+cwt");
    Ok(([typed, CACHED], bytes.to_vec()).into_response())
}
