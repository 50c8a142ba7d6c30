//! What an ID token must say before it is believed: OpenID Connect Core 1.0 §3.1.3.7, in its order. Its signature was
//! checked before.

use serde_json::{Map, Value};

use super::jws::Alg;

/// How far our clock and theirs may be apart, in seconds.
const SKEW: i64 = 60;
/// A token given long ago is not one that was just asked for, in seconds.
const OLDEST: i64 = 600;

/// What was asked for.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    /// The `acr_values` asked, apart by blanks.
    pub(super) acr: Option<&'a str>,
    /// Seconds since 1970 UTC.
    pub(super) now: i64,
    /// The access token it came with.
    pub(super) access_token: Option<&'a str>,
}

/// The subject, when all that was asked is told.
pub(super) fn check(claims: &Map<String, Value>, alg: Alg, expected: &Expected<'_>) -> Result<String, &'static str> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(expected.issuer) {
        return Err("it comes from another issuer");
    }
    // Others in the audience could present it here: none is trusted to.
    let for_us = match claims.get("aud") {
        Some(Value::String(one)) => one == expected.client_id,
        Some(Value::Array(all)) => all.len() == 1 && all[0].as_str() == Some(expected.client_id),
        _ => false,
    };
    if !for_us {
        return Err("it is meant for somebody else");
    }
    if claims.contains_key("azp") && text("azp") != Some(expected.client_id) {
        return Err("it was given to somebody else");
    }
    if instant(claims, "exp").is_none_or(|exp| exp + SKEW <= expected.now) {
        return Err("its time is over");
    }
    let given = instant(claims, "iat").ok_or("it does not say when it was given")?;
    if given > expected.now + SKEW || given + OLDEST < expected.now {
        return Err("it was not given just now");
    }
    if instant(claims, "nbf").is_some_and(|from| from > expected.now + SKEW) {
        return Err("its time has not come");
    }
    if text("nonce") != Some(expected.nonce) {
        return Err("it answers another question");
    }
    if let Some(asked) = expected.acr
        && !text("acr").is_some_and(|given| asked.split(' ').any(|one| is_at_least(given, one)))
    {
        return Err("it proves less than was asked");
    }
    if let (Some(half), Some(token)) = (claims.get("at_hash"), expected.access_token)
        && half.as_str() != Some(&alg.half_hash(token))
    {
        return Err("it came with another token");
    }
    // §2: 255 ASCII characters at most.
    match text("sub") {
        Some(subject) if !subject.is_empty() && subject.len() <= 255 && subject.is_ascii() => Ok(subject.to_owned()),
        _ => Err("it names nobody"),
    }
}

/// Levels of eIDAS are ordered: whoever proved more than was asked proved that too. Any other level is itself only.
fn is_at_least(given: &str, asked: &str) -> bool {
    let level =
        |acr: &str| acr.strip_prefix("eidas").and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=3).contains(n));
    match (level(given), level(asked)) {
        (Some(given), Some(asked)) => given >= asked,
        _ => given == asked,
    }
}

/// A NumericDate, which may have a fraction (RFC 7519 §2).
fn instant(claims: &Map<String, Value>, name: &str) -> Option<i64> {
    let value = claims.get(name)?;
    let seconds = value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))?;
    // Beyond any date: sums below can't overflow.
    (0..=253_402_300_799).contains(&seconds).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_795_430_000;

    fn expected() -> Expected<'static> {
        Expected {
            issuer: "https://fc.example",
            client_id: "beffroi",
            nonce: "n1",
            acr: Some("eidas1"),
            now: NOW,
            access_token: Some("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
        }
    }

    fn good() -> Value {
        json!({ "iss": "https://fc.example", "aud": "beffroi", "sub": "abc", "exp": NOW + 60, "iat": NOW, "nonce": "n1",
                "acr": "eidas1", "at_hash": "77QmUPtjPfzWtF2AnpK9RQ" })
    }

    fn read(claims: &Value) -> Result<String, &'static str> {
        check(claims.as_object().unwrap(), Alg::Rs256, &expected())
    }

    #[test]
    fn what_was_asked_is_believed() {
        assert_eq!(read(&good()).as_deref(), Ok("abc"));
        for (name, value) in [
            ("aud", json!(["beffroi"])),
            ("azp", json!("beffroi")),
            ("acr", json!("eidas2")),
            ("exp", json!(NOW as f64 + 30.5)),
            ("iat", json!(NOW - 500)),
        ] {
            let mut claims = good();
            claims[name] = value;
            assert_eq!(read(&claims).as_deref(), Ok("abc"), "{claims}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        let wrong = [
            ("iss", json!("https://fc.example/")),
            ("iss", json!("https://evil.example")),
            ("aud", json!("other")),
            ("aud", json!(["beffroi", "other"])),
            ("aud", json!([])),
            ("aud", json!(7)),
            ("azp", json!("other")),
            ("azp", json!(null)),
            ("exp", json!(NOW - SKEW)),
            ("exp", json!("never")),
            ("exp", json!(i64::MAX)),
            ("exp", json!(-1)),
            ("iat", json!(NOW + SKEW + 1)),
            ("iat", json!(NOW - OLDEST - 1)),
            ("nbf", json!(NOW + SKEW + 1)),
            ("nonce", json!("n2")),
            ("nonce", json!("")),
            ("acr", json!("eidas0")),
            ("acr", json!("")),
            ("acr", json!("Eidas1")),
            ("at_hash", json!("77QmUPtjPfzWtF2AnpK9RR")),
            ("at_hash", json!(null)),
            ("sub", json!("")),
            ("sub", json!("x".repeat(256))),
            ("sub", json!("é")),
            ("sub", json!(12)),
        ];
        for (name, value) in wrong {
            let mut claims = good();
            claims[name] = value;
            assert!(read(&claims).is_err(), "{name} of {claims}");
        }
        for name in ["iss", "aud", "exp", "iat", "nonce", "acr", "sub"] {
            let mut claims = good();
            claims.as_object_mut().unwrap().remove(name);
            assert!(read(&claims).is_err(), "without {name}");
        }
    }

    #[test]
    fn a_level_asked_elsewhere_is_itself_only() {
        assert!(is_at_least("eidas3", "eidas1") && !is_at_least("eidas1", "eidas2"));
        assert!(is_at_least("urn:silver", "urn:silver") && !is_at_least("urn:gold", "urn:silver"));
        assert!(!is_at_least("eidas9", "eidas1"));
    }
}
