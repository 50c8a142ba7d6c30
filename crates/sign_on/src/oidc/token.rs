//! The token endpoint (OpenID Connect Core 1.0 §3.1.3): a vendor's server redeems a code for an ID token and an access
//! token that opens `userinfo` for ten minutes. There are no refresh tokens: who was told once may ask the reader again.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use people::Client;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use shell::{PageError, parse_pairs};

use super::client::Settings;
use super::codes::{self, Code, TOKEN_MS};
use super::request::{Parameters, Refusal, Scope};
use super::{Shared, claims, keys, proof};
use crate::error::fault;
use crate::login::{self, Told};
use crate::vendor::Vendor;
use crate::{Result, Web};

/// A longer form is refused, in bytes.
const LONGEST: usize = 16 * 1024;
/// How long an ID token proves a sign-in, in seconds: it is read at once.
const ID_TOKEN_S: i64 = 600;

/// `POST /oidc/token`
pub(crate) async fn redeem(
    State(shared): State<Shared>,
    client: Client,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let web = &shared.web;
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    let form = match form(&headers, &body) {
        Ok(form) => form,
        Err(refusal) => return Ok(refused(refusal, false)),
    };
    let presented = match proof::presented(&headers, &form) {
        Ok(presented) => presented,
        Err(refusal) => return Ok(refused(refusal, headers.contains_key(header::AUTHORIZATION))),
    };
    let now = web.now().as_millisecond();
    if let Some(retry_after) = shared.brake.wait(client.ip, &presented.client_id, now) {
        let mut response = error(StatusCode::TOO_MANY_REQUESTS, "invalid_client", "too many failures; wait");
        response.headers_mut().insert(header::RETRY_AFTER, retry_after.into());
        return Ok(response);
    }
    let Some((vendor, settings)) = proof::prove(web, &presented).await.map_err(fault)? else {
        shared.brake.failed(client.ip, &presented.client_id, now);
        return Ok(refused(
            Refusal::new("invalid_client", "the client is unknown or did not prove itself"),
            presented.by_header,
        ));
    };
    let mut response = match exchange(web, &vendor, &settings, &presented.client_id, &form).await.map_err(fault)? {
        Ok(given) => {
            ([(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")], axum::Json(given)).into_response()
        }
        Err(refusal) => {
            // A code can't be guessed either; who tries many is slowed the same.
            shared.brake.failed(client.ip, &presented.client_id, now);
            refused(refusal, false)
        }
    };
    // Only an application that lives in a browser reads this there: a server needs no leave of a browser.
    if let Some(origin) = origin.filter(|origin| settings.lives_at(origin))
        && let Ok(value) = HeaderValue::from_str(origin)
    {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, value);
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    Ok(response)
}

/// The form, none of whose parameters may come twice.
fn form(headers: &HeaderMap, body: &[u8]) -> Result<Parameters, Refusal> {
    let wrong = |description| Err(Refusal::new("invalid_request", description));
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return wrong("send application/x-www-form-urlencoded");
    }
    if body.len() > LONGEST {
        return wrong("the form is too long");
    }
    let form = Parameters::of(parse_pairs(body));
    for (name, _) in form.pairs() {
        form.one(name)?;
    }
    Ok(form)
}

/// Redeems a code for a vendor that proved who it is: what it is given, or why not.
pub(crate) async fn exchange(
    web: &Web,
    vendor: &Vendor,
    settings: &Settings,
    client_id: &str,
    form: &Parameters,
) -> Result<Result<Json, Refusal>> {
    let grant = Refusal::new("invalid_grant", "the code is unknown, used, over, or was given for something else");
    let (kind, code, redirect_uri, verifier) =
        match (form.one("grant_type"), form.one("code"), form.one("redirect_uri"), form.one("code_verifier")) {
            (Ok(kind), Ok(code), Ok(uri), Ok(verifier)) => (kind, code, uri, verifier),
            _ => return Ok(Err(Refusal::new("invalid_request", "a parameter is repeated"))),
        };
    match kind {
        Some("authorization_code") => {}
        Some(_) => {
            return Ok(Err(Refusal::new(
                "unsupported_grant_type",
                "only authorization_code: there are no refresh tokens",
            )));
        }
        None => return Ok(Err(Refusal::new("invalid_request", "grant_type is missing"))),
    }
    let Some(code) = code else { return Ok(Err(Refusal::new("invalid_request", "code is missing"))) };
    let signing = keys::current(web, settings.signature).await?;
    let mut write = web.db.write().await?;
    let used = codes::redeem(&mut write, code, &vendor.id).await?;
    // Told wrongly, a code is used up all the same: whoever told it has no business with it.
    let bound = used.filter(|used| redirect_uri == Some(&used.redirect_uri) && proves(used, verifier));
    let given = match bound {
        Some(used) => Some((codes::open(&mut write, &used).await?, used)),
        None => None,
    };
    write.commit().await?;
    let Some((access_token, used)) = given else { return Ok(Err(grant)) };
    // The reader may have signed out or taken the agreement back since: then nothing is told, and the token opens nothing.
    let Some(told) = login::told(web, &used.login).await? else { return Ok(Err(grant)) };
    let id_token = signing.sign("JWT", &id_token(web, client_id, settings, &used, &told, &access_token))?;
    Ok(Ok(json!({
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": TOKEN_MS / 1000,
        "scope": used.scope,
        "id_token": id_token,
    })))
}

/// Whether whoever tells a code is who asked for it (RFC 7636 §4.6). A verifier for a code that has no challenge is refused
/// too: somebody took the challenge away on the road (RFC 9700 §2.1.1).
fn proves(code: &Code, verifier: Option<&str>) -> bool {
    match (&code.challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            (43..=128).contains(&verifier.len()) && BASE64.encode(Sha256::digest(verifier.as_bytes())) == *challenge
        }
        _ => false,
    }
}

/// What an ID token says (Core §2, §3.1.3.6).
fn id_token(web: &Web, client_id: &str, settings: &Settings, code: &Code, told: &Told, access_token: &str) -> Json {
    let now = web.now().as_second();
    let mut token = claims::of_facts(&told.attributes, &Scope::read(&code.scope));
    for (name, value) in [
        ("iss", json!(web.public_url)),
        ("sub", json!(told.login.pseudonym)),
        ("aud", json!(client_id)),
        ("iat", json!(now)),
        ("exp", json!(now + ID_TOKEN_S)),
        ("acr", json!(claims::acr(&code.opened_by))),
        ("sid", json!(claims::sid(&told.login.id))),
        ("at_hash", json!(settings.signature.alg().half_hash(access_token))),
    ] {
        token.insert(name.to_owned(), value);
    }
    if let Some(at) = code.signed_in_at {
        token.insert("auth_time".to_owned(), json!(at.div_euclid(1000)));
    }
    if let Some(methods) = claims::amr(&code.opened_by) {
        token.insert("amr".to_owned(), methods);
    }
    if let Some(nonce) = &code.nonce {
        token.insert("nonce".to_owned(), json!(nonce));
    }
    Json::Object(token)
}

fn refused(refusal: Refusal, by_header: bool) -> Response {
    let status = if refusal.error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
    let mut response = error(status, refusal.error, refusal.description);
    if status == StatusCode::UNAUTHORIZED && by_header {
        let scheme = HeaderValue::from_static("Basic realm=\"oidc\", charset=\"UTF-8\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
    }
    response
}

/// A refusal as RFC 6749 §5.2 wants it.
fn error(status: StatusCode, error: &str, description: &str) -> Response {
    let told = json!({ "error": error, "error_description": description });
    (status, [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")], axum::Json(told)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636 appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn code(challenge: Option<&str>) -> Code {
        Code {
            hash: String::new(),
            login: String::new(),
            redirect_uri: String::new(),
            challenge: challenge.map(str::to_owned),
            nonce: None,
            scope: String::new(),
            signed_in_at: None,
            opened_by: String::new(),
        }
    }

    #[test]
    fn a_code_is_told_by_who_asked_for_it() {
        assert!(proves(&code(Some(CHALLENGE)), Some(VERIFIER)));
        assert!(!proves(&code(Some(CHALLENGE)), Some(CHALLENGE)), "plain");
        assert!(!proves(&code(Some(CHALLENGE)), None));
        assert!(!proves(&code(None), Some(VERIFIER)), "the challenge was taken away");
        assert!(proves(&code(None), None));
    }
}
