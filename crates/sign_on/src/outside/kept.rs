//! What is kept of outside identities, beyond the link itself which `people` holds: for minutes, or as long as a session.

use programme::sealing::Sealer;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shell::PageError;
use store::prelude::*;

use super::attempt::random;

/// How long an identity that is nobody's here waits for a card: the time of a registration.
pub(super) const UNKNOWN_MS: i64 = 30 * 60 * 1000;
/// How long one may still leave the provider after leaving here.
pub(super) const DEPARTURE_MS: i64 = 10 * 60 * 1000;

const UNKNOWN: &str = "outside identity";
const SESSION: &str = "outside session";

/// An identity a provider vouched for.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Vouched {
    /// The provider, by its code.
    pub(super) provider: String,
    pub(super) issuer: String,
    pub(super) subject: String,
    /// Given and family name, as far as the provider told.
    pub(super) name: String,
    /// What names the session there, should one leave it.
    pub(super) id_token: String,
    /// Where one wanted to go.
    pub(super) back: String,
}

fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps an identity that is nobody's yet; gives what the browser must hold to find it again.
pub(super) async fn remember(write: &mut Write, sealer: &Sealer, vouched: &Vouched) -> Result<String, PageError> {
    let token = random();
    let sealed = sealer.seal(UNKNOWN, &serde_json::to_vec(vouched)?);
    let until = write.clock().now_ms() + UNKNOWN_MS;
    let sql = "INSERT INTO sign_on_outside_unknown (token_hash, provider, sealed, expires_at) VALUES ($1, $2, $3, $4)";
    write.execute(sql, params![hash(&token), &vouched.provider, sealed, until]).await?;
    Ok(token)
}

/// The identity this browser proved a moment ago.
pub(super) async fn remembered(
    query: &mut impl Query,
    sealer: &Sealer,
    token: &str,
    now_ms: i64,
) -> Result<Option<Vouched>, PageError> {
    let sql = "SELECT sealed FROM sign_on_outside_unknown WHERE token_hash = $1 AND expires_at > $2";
    let row = query.optional(sql, params![hash(token), now_ms]).await?;
    let sealed = row.map(|row| row.get::<String>(0)).transpose()?;
    Ok(sealed.and_then(|sealed| sealer.open(UNKNOWN, &sealed)).and_then(|plain| serde_json::from_slice(&plain).ok()))
}

/// Takes it: nobody finds it afterwards.
pub(super) async fn take(write: &mut Write, sealer: &Sealer, token: &str) -> Result<Option<Vouched>, PageError> {
    let now = write.clock().now_ms();
    let found = remembered(write, sealer, token, now).await?;
    let gone = write.execute("DELETE FROM sign_on_outside_unknown WHERE token_hash = $1", params![hash(token)]).await?;
    Ok(found.filter(|_| gone == 1))
}

/// Notes that a session owes something to a provider, until it ends.
pub(super) async fn keep_session(
    write: &mut Write,
    sealer: &Sealer,
    session: &people::Session,
    provider: &str,
    id_token: &str,
) -> store::Result<()> {
    let sealed = sealer.seal(SESSION, id_token.as_bytes());
    write
        .execute(
            "INSERT INTO sign_on_outside_sessions (session, account, provider, sealed, expires_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (session) DO UPDATE SET
                 provider = excluded.provider, sealed = excluded.sealed, expires_at = excluded.expires_at",
            params![&session.id, &session.account.id, provider, sealed, session.expires_at_ms],
        )
        .await?;
    Ok(())
}

/// Whoever leaves here may leave the provider too: gives what the browser must hold for it, or nothing when the session
/// owes nothing to any.
pub(super) async fn depart(write: &mut Write, session: &str) -> store::Result<Option<String>> {
    let sql = "DELETE FROM sign_on_outside_sessions WHERE session = $1 RETURNING provider, sealed";
    let Some(row) = write.optional(sql, params![session]).await? else { return Ok(None) };
    let (provider, sealed): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(Some(keep_departure(write, &provider, sealed).await?))
}

/// The same for an identity nobody claimed.
pub(super) async fn depart_unknown(write: &mut Write, sealer: &Sealer, vouched: &Vouched) -> store::Result<String> {
    keep_departure(write, &vouched.provider, sealer.seal(SESSION, vouched.id_token.as_bytes())).await
}

async fn keep_departure(write: &mut Write, provider: &str, sealed: String) -> store::Result<String> {
    let token = random();
    let until = write.clock().now_ms() + DEPARTURE_MS;
    let sql =
        "INSERT INTO sign_on_outside_departures (token_hash, provider, sealed, expires_at) VALUES ($1, $2, $3, $4)";
    write.execute(sql, params![hash(&token), provider, sealed, until]).await?;
    Ok(token)
}

/// Which provider the browser may still leave.
pub(super) async fn departing(query: &mut impl Query, token: &str, now_ms: i64) -> store::Result<Option<String>> {
    let sql = "SELECT provider FROM sign_on_outside_departures WHERE token_hash = $1 AND expires_at > $2";
    query.optional(sql, params![hash(token), now_ms]).await?.map(|row| row.get(0)).transpose()
}

/// Takes a departure: the provider, and the token that names the session there.
pub(super) async fn departed(
    write: &mut Write,
    sealer: &Sealer,
    token: &str,
) -> store::Result<Option<(String, String)>> {
    let now = write.clock().now_ms();
    let sql = "DELETE FROM sign_on_outside_departures WHERE token_hash = $1 RETURNING provider, sealed, expires_at";
    let Some(row) = write.optional(sql, params![hash(token)]).await? else { return Ok(None) };
    if row.get::<i64>(2)? <= now {
        return Ok(None);
    }
    let plain = sealer.open(SESSION, row.text(1)?).and_then(|plain| String::from_utf8(plain).ok());
    Ok(match plain {
        Some(id_token) => Some((row.get(0)?, id_token)),
        None => None,
    })
}

/// What has served goes.
///
/// # Errors
/// When the database does not follow.
pub(crate) async fn sweep(write: &mut Write) -> store::Result<u64> {
    let now = write.clock().now_ms();
    let mut gone = 0;
    for table in ["spent", "unknown", "sessions", "departures"] {
        let sql = format!("DELETE FROM sign_on_outside_{table} WHERE expires_at <= $1");
        gone += write.execute(&sql, params![now]).await?;
    }
    Ok(gone)
}

/// What is kept of an account's sessions goes with the account. The links themselves are in `people`, and go there.
///
/// # Errors
/// When the database does not follow.
pub(crate) async fn erase(write: &mut Write, account: &str) -> store::Result<()> {
    write.execute("DELETE FROM sign_on_outside_sessions WHERE account = $1", params![account]).await?;
    Ok(())
}
