//! What the provider says of itself (OpenID Connect Discovery 1.0 §3), and its public keys.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value as Json, json};
use shell::PageError;

use super::claims::{CLAIMS, all_acr};
use super::keys;
use super::request::Scope;
use crate::Web;
use crate::error::fault;

/// Anybody's page may read these: they hold nothing of anyone.
const ANYBODY: (HeaderName, HeaderValue) = (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));

/// The configuration.
pub(crate) fn configuration(web: &Web) -> Json {
    let at = |path: &str| format!("{}{path}", web.public_url);
    let signatures: Vec<&str> = keys::offered(web).into_iter().map(|one| one.name()).collect();
    let mut claims = vec![
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "auth_time",
        "nonce",
        "acr",
        "amr",
        "sid",
        "at_hash",
        "name",
        "email_verified",
    ];
    claims.extend(CLAIMS.map(|(name, _)| name));
    json!({
        "issuer": web.public_url,
        "authorization_endpoint": at("/oidc/authorize"),
        "token_endpoint": at("/oidc/token"),
        "userinfo_endpoint": at("/oidc/userinfo"),
        "jwks_uri": at("/oidc/jwks.json"),
        "end_session_endpoint": at("/oidc/logout"),
        "scopes_supported": Scope::ALL.map(Scope::name),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "form_post"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "acr_values_supported": all_acr(),
        "id_token_signing_alg_values_supported": signatures,
        "token_endpoint_auth_methods_supported":
            ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256", "EdDSA", "RS256"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "claim_types_supported": ["normal"],
        "claims_supported": claims,
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "require_request_uri_registration": false,
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "frontchannel_logout_supported": false,
        "ui_locales_supported": ["fr", "nl", "en"],
    })
}

/// `GET /.well-known/openid-configuration`
pub(crate) async fn show(State(web): State<Web>) -> Response {
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    ([ANYBODY, kept], axum::Json(configuration(&web))).into_response()
}

/// `GET /oidc/jwks.json`
pub(crate) async fn jwks(State(web): State<Web>) -> Result<Response, PageError> {
    let set = keys::published(&web).await.map_err(fault)?;
    // The next key is published long before it signs: an hour is short.
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/jwk-set+json"));
    Ok(([ANYBODY, kept, kind], set.to_string()).into_response())
}
