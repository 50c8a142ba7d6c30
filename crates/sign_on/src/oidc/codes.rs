//! Codes and access tokens: random, kept as hashes only, of one login each. What a login tells is read when it is asked
//! for ([`login::told`](crate::login::told)): neither code nor token holds anything of anyone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest, Sha256};
use store::prelude::*;

use crate::Result;

/// How long a code serves, in milliseconds: the time of a redirect (RFC 6749 §4.1.2 allows ten minutes).
pub(crate) const CODE_MS: i64 = 60_000;
/// How long an access token serves, in milliseconds.
pub(crate) const TOKEN_MS: i64 = 10 * 60_000;

/// A code to give.
pub(crate) struct NewCode<'a> {
    pub(crate) vendor: &'a str,
    pub(crate) login: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) challenge: Option<&'a str>,
    pub(crate) nonce: Option<&'a str>,
    pub(crate) scope: &'a str,
    /// When the session began, in milliseconds since 1970 UTC, for a vendor that asked.
    pub(crate) signed_in_at: Option<i64>,
    /// What opened it.
    pub(crate) opened_by: &'a str,
}

/// What a code was given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) hash: String,
    pub(crate) login: String,
    pub(crate) redirect_uri: String,
    pub(crate) challenge: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) scope: String,
    pub(crate) signed_in_at: Option<i64>,
    pub(crate) opened_by: String,
}

/// What an access token opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) login: String,
    pub(crate) scope: String,
}

/// A text nobody guesses: 256 random bits in base64url.
pub(crate) fn random_text() -> String {
    BASE64.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a code or a token.
pub(crate) fn hash(text: &str) -> String {
    BASE64.encode(Sha256::digest(text.as_bytes()))
}

/// Gives a code.
pub(crate) async fn give(write: &mut Write, new: &NewCode<'_>) -> Result<String> {
    let code = random_text();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO sign_on_oidc_codes (code_hash, vendor, login, redirect_uri, challenge, nonce, scope, signed_in_at,
                 opened_by, expires_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL)",
            params![
                hash(&code),
                new.vendor,
                new.login,
                new.redirect_uri,
                new.challenge,
                new.nonce,
                new.scope,
                new.signed_in_at,
                new.opened_by,
                now + CODE_MS
            ],
        )
        .await?;
    Ok(code)
}

/// Uses a code, once and for all: of two at the same time one finds it unused. One that was used already, told again by the
/// same vendor, takes back what it gave (RFC 6749 §4.1.2): somebody else holds it too. Another vendor's code is not touched.
/// Commit whatever this gives.
pub(crate) async fn redeem(write: &mut Write, code: &str, vendor: &str) -> Result<Option<Code>> {
    let (hash, now) = (hash(code), write.clock().now_ms());
    let row = write
        .optional(
            "UPDATE sign_on_oidc_codes SET used_at = $3
             WHERE code_hash = $1 AND vendor = $2 AND used_at IS NULL AND expires_at > $3
             RETURNING login, redirect_uri, challenge, nonce, scope, signed_in_at, opened_by",
            params![&hash, vendor, now],
        )
        .await?;
    if let Some(row) = row {
        return Ok(Some(Code {
            login: row.get(0)?,
            redirect_uri: row.get(1)?,
            challenge: row.get(2)?,
            nonce: row.get(3)?,
            scope: row.get(4)?,
            signed_in_at: row.get(5)?,
            opened_by: row.get(6)?,
            hash,
        }));
    }
    let sql = "SELECT 1 FROM sign_on_oidc_codes WHERE code_hash = $1 AND vendor = $2 AND used_at IS NOT NULL";
    if write.optional(sql, params![&hash, vendor]).await?.is_some() {
        let gone = write.execute("DELETE FROM sign_on_oidc_tokens WHERE code_hash = $1", params![&hash]).await?;
        tracing::warn!(vendor, gone, "a code was told twice; what it gave is taken back");
    }
    Ok(None)
}

/// Gives an access token for a code just used.
pub(crate) async fn open(write: &mut Write, code: &Code) -> Result<String> {
    let token = random_text();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO sign_on_oidc_tokens (token_hash, code_hash, login, scope, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
            params![hash(&token), &code.hash, &code.login, &code.scope, now + TOKEN_MS],
        )
        .await?;
    Ok(token)
}

/// What an access token opens; nothing when it is unknown or over.
pub(crate) async fn token(query: &mut impl Query, token: &str, now_ms: i64) -> Result<Option<Token>> {
    let sql = "SELECT login, scope FROM sign_on_oidc_tokens WHERE token_hash = $1 AND expires_at > $2";
    let row = query.optional(sql, params![hash(token), now_ms]).await?;
    row.map(|row| Ok(Token { login: row.get(0)?, scope: row.get(1)? })).transpose()
}

/// Takes note of an assertion a vendor signed; false when it was seen before.
pub(crate) async fn first_seen(write: &mut Write, vendor: &str, id: &str, expires_ms: i64) -> Result<bool> {
    let named = hash(&format!("{vendor}\n{id}"));
    let sql = "INSERT INTO sign_on_oidc_assertions (assertion_hash, expires_at) VALUES ($1, $2)
               ON CONFLICT (assertion_hash) DO NOTHING";
    Ok(write.execute(sql, params![named, expires_ms]).await? == 1)
}

/// Removes what no longer serves. A used code is known for what it is as long as what it gave may live.
pub(crate) async fn sweep(write: &mut Write) -> Result<u64> {
    let now = write.clock().now_ms();
    let mut gone = write.execute("DELETE FROM sign_on_oidc_tokens WHERE expires_at <= $1", params![now]).await?;
    for (sql, before) in [
        ("DELETE FROM sign_on_oidc_codes WHERE expires_at <= $1", now - TOKEN_MS),
        ("DELETE FROM sign_on_oidc_assertions WHERE expires_at <= $1", now),
    ] {
        gone += write.execute(sql, params![before]).await?;
    }
    Ok(gone)
}
