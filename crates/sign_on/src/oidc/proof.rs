//! Who redeems a code: a vendor's server proves it (OpenID Connect Core 1.0 §9, RFC 6749 §2.3).

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::digest::CtOutput;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use shell::parse_pairs;

use super::client::{Proof, Settings};
use super::codes;
use super::request::{Parameters, Refusal};
use crate::outside::jws::{self, Alg};
use crate::vendor::{self, Face, Vendor};
use crate::{Result, Web};

/// What an assertion is presented as (RFC 7523 §2.2).
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// An assertion good for longer is refused, in seconds.
const LONGEST_ASSERTION: i64 = 600;
/// How far two clocks may be apart, in seconds.
const SKEW: i64 = 60;

/// What was presented, not yet believed.
#[derive(Debug)]
pub(crate) struct Presented {
    /// Whom it says to be.
    pub(crate) client_id: String,
    /// Whether it came in the `Authorization` header, and a refusal must name that scheme.
    pub(crate) by_header: bool,
    kind: Kind,
}

enum Kind {
    Secret(String),
    Assertion(String),
    Nothing,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Secret(_) => "Secret",
            Self::Assertion(_) => "Assertion",
            Self::Nothing => "Nothing",
        })
    }
}

/// Reads what was presented: one way, not two (RFC 6749 §2.3).
pub(crate) fn presented(headers: &HeaderMap, form: &Parameters) -> Result<Presented, Refusal> {
    let twice = Refusal::new("invalid_request", "the client proves who it is in more than one way");
    let named = form.one("client_id")?.map(str::to_owned);
    let (secret, assertion) = (form.one("client_secret")?, form.one("client_assertion")?);
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        if secret.is_some() || assertion.is_some() {
            return Err(twice);
        }
        let unreadable = Refusal::new("invalid_client", "the Authorization header can't be read");
        let (client_id, secret) = value.to_str().ok().and_then(basic).ok_or(unreadable)?;
        if named.is_some_and(|named| named != client_id) {
            return Err(twice);
        }
        return Ok(Presented { client_id, by_header: true, kind: Kind::Secret(secret) });
    }
    if let Some(assertion) = assertion {
        if secret.is_some() {
            return Err(twice);
        }
        if form.one("client_assertion_type")? != Some(ASSERTION) {
            return Err(Refusal::new("invalid_client", "client_assertion_type is not jwt-bearer"));
        }
        // Whose key is to be looked at: nothing more is taken from it before it is verified.
        let client_id = named.or_else(|| subject(assertion));
        let client_id = client_id.ok_or(Refusal::new("invalid_client", "client_assertion names nobody"))?;
        return Ok(Presented { client_id, by_header: false, kind: Kind::Assertion(assertion.to_owned()) });
    }
    let client_id = named.ok_or(Refusal::new("invalid_client", "client_id is missing"))?;
    let kind = secret.map_or(Kind::Nothing, |secret| Kind::Secret(secret.to_owned()));
    Ok(Presented { client_id, by_header: false, kind })
}

/// Name and secret of a `Basic` header, each encoded as in a form (RFC 6749 §2.3.1).
fn basic(value: &str) -> Option<(String, String)> {
    let (scheme, coded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") || coded.len() > 2000 {
        return None;
    }
    let plain = String::from_utf8(BASE64.decode(coded.trim()).ok()?).ok()?;
    let (name, secret) = plain.split_once(':')?;
    let decoded = |text: &str| parse_pairs(format!("x={text}").as_bytes()).pop().map(|(_, value)| value);
    // Some send their name and secret as they are: ours hold nothing that an encoding would change.
    (!name.contains('&') && !secret.contains('&')).then_some(())?;
    Some((decoded(name)?, decoded(secret)?))
}

/// Whom an unverified assertion names.
fn subject(assertion: &str) -> Option<String> {
    let body = assertion.split('.').nth(1)?;
    let body = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(body).ok()?;
    let claims: Json = serde_json::from_slice(&body).ok()?;
    Some(claims.get("sub")?.as_str()?.to_owned())
}

/// The vendor that proved who it is, with what is agreed with it; nothing when it did not.
pub(crate) async fn prove(web: &Web, presented: &Presented) -> Result<Option<(Vendor, Settings)>> {
    let known = vendor::by_lookup(&mut web.db.read().await?, Face::Oidc, &presented.client_id).await?;
    let Some((vendor, kept)) = known else { return Ok(None) };
    let settings = Settings::of(&kept)?;
    let proved = match (&settings.proof, &presented.kind) {
        (Proof::Secret { sha256 }, Kind::Secret(secret)) => same(sha256, secret),
        (Proof::Nothing, Kind::Nothing) => true,
        (Proof::Keys { jwks }, Kind::Assertion(assertion)) => asserted(web, presented, jwks, assertion).await?,
        _ => false,
    };
    Ok(proved.then_some((vendor, settings)))
}

/// Whether a secret is the one whose hash is kept, in constant time.
fn same(sha256: &str, secret: &str) -> bool {
    let digest = |bytes: &[u8]| CtOutput::<Sha256>::new(Sha256::digest(bytes));
    // Digests of both, so that what is compared has one length whatever was kept.
    digest(sha256.as_bytes()) == digest(super::client::hash(secret).as_bytes())
}

/// Whether an assertion is the vendor's, for us, now and for the first time (RFC 7523 §3).
async fn asserted(web: &Web, presented: &Presented, jwks: &Json, assertion: &str) -> Result<bool> {
    let Some(keys) = jws::Keys::read(jwks) else { return Ok(false) };
    let Ok((claims, _)) = jws::verify(assertion, &keys, &[Alg::Es256, Alg::EdDsa, Alg::Rs256]) else {
        return Ok(false);
    };
    let text = |name: &str| claims.get(name).and_then(Json::as_str);
    let now = web.now().as_second();
    let audience = |value: &str| value == web.public_url || value == format!("{}/oidc/token", web.public_url);
    let ours = match claims.get("aud") {
        Some(Json::String(one)) => audience(one),
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).any(audience),
        _ => false,
    };
    let themselves = text("iss") == Some(&presented.client_id) && text("sub") == Some(&presented.client_id);
    let (Some(expires), Some(id)) = (claims.get("exp").and_then(Json::as_i64), text("jti")) else { return Ok(false) };
    let begun = claims.get("nbf").and_then(Json::as_i64).is_none_or(|from| from <= now + SKEW);
    if !ours
        || !themselves
        || !begun
        || expires + SKEW <= now
        || expires > now + LONGEST_ASSERTION + SKEW
        || id.len() > 200
    {
        return Ok(false);
    }
    let mut write = web.db.write().await?;
    let first = codes::first_seen(&mut write, &presented.client_id, id, (expires + SKEW) * 1000).await?;
    write.commit().await?;
    Ok(first)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Parameters {
        Parameters::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn with_basic(text: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let value = HeaderValue::from_str(&format!("Basic {}", BASE64.encode(text))).unwrap();
        headers.insert(header::AUTHORIZATION, value);
        headers
    }

    #[test]
    fn one_way_of_proving_and_not_two() {
        let nobody = HeaderMap::new();
        let by_form = presented(&nobody, &form(&[("client_id", "v"), ("client_secret", "s")])).unwrap();
        assert!(matches!(by_form.kind, Kind::Secret(_)) && !by_form.by_header);
        let by_header = presented(&with_basic("v%2Dx:s%26"), &form(&[])).unwrap();
        assert_eq!(by_header.client_id, "v-x");
        assert!(matches!(by_header.kind, Kind::Secret(ref secret) if secret == "s&") && by_header.by_header);
        assert!(matches!(presented(&nobody, &form(&[("client_id", "v")])).unwrap().kind, Kind::Nothing));
        assert_eq!(presented(&nobody, &form(&[])).unwrap_err().error, "invalid_client");
        for doubled in [
            form(&[("client_id", "v"), ("client_secret", "s")]),
            form(&[("client_id", "w")]),
            form(&[("client_assertion", "x")]),
        ] {
            assert_eq!(presented(&with_basic("v:s"), &doubled).unwrap_err().error, "invalid_request");
        }
        let both = form(&[("client_assertion", "x"), ("client_assertion_type", ASSERTION), ("client_secret", "s")]);
        assert_eq!(presented(&nobody, &both).unwrap_err().error, "invalid_request");
        let repeated = form(&[("client_id", "v"), ("client_id", "v")]);
        assert_eq!(presented(&nobody, &repeated).unwrap_err().error, "invalid_request");
    }

    #[test]
    fn a_secret_is_the_one_kept() {
        let kept = super::super::client::hash("secret");
        assert!(same(&kept, "secret"));
        assert!(!same(&kept, "Secret") && !same(&kept, "") && !same("", ""));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_answered(text in "\\PC{0,100}", value in "[ -~]{0,100}") {
            let _ = presented(&with_basic(&text), &form(&[]));
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_str(&value).unwrap());
            let _ = presented(&headers, &form(&[("client_id", &text)]));
            let _ = subject(&text);
        }
    }
}
