//! Keys with which an institution's other programs speak to the API.

use jiff::Timestamp;
use people::{Actor, audit};
use serde_json::json;
use store::{new_id, prelude::*};

use crate::{Error, Result, codes, times};

/// A key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Identifier.
    pub id: String,
    /// The institution.
    pub institution: String,
    /// What it is for, in a few words.
    pub label: String,
    /// The first signs of its secret, to tell keys apart.
    pub begins: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

const SELECT: &str = "SELECT id, institution, label, begins, created_at, used_at, revoked_at FROM box_office_keys";
const HOUR_MS: i64 = 3_600_000;

fn read(row: &Row) -> Result<Key> {
    Ok(Key {
        id: row.get(0)?,
        institution: row.get(1)?,
        label: row.get(2)?,
        begins: row.get(3)?,
        created_at: times::at(row.get(4)?)?,
        used_at: times::maybe(row.get(5)?)?,
        revoked_at: times::maybe(row.get(6)?)?,
    })
}

/// Makes a key. Gives it with its secret, which is not kept: to be shown once.
///
/// # Errors
/// [`Error::Field`] `label`.
pub async fn make(write: &mut Write, institution: &str, label: &str, actor: &Actor) -> Result<(Key, String)> {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if label.is_empty() || label.chars().count() > 80 {
        return Err(Error::field("label", "box-label-bad"));
    }
    let (id, secret) = (new_id(), codes::new_key());
    let begins = &secret[..10];
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO box_office_keys (id, institution, label, begins, hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
            params![&id, institution, label, begins, codes::hash(&secret), now],
        )
        .await?;
    audit::append(write, actor, "tickets.key_made", &format!("key:{id}"), &json!({ "begins": begins })).await?;
    let key = read(&write.one(&format!("{SELECT} WHERE id = $1"), params![&id]).await?)?;
    Ok((key, secret))
}

/// The keys of an institution, the newest first.
pub async fn of_institution(query: &mut impl Query, institution: &str) -> Result<Vec<Key>> {
    let sql = format!("{SELECT} WHERE institution = $1 ORDER BY created_at DESC, id");
    query.all(&sql, params![institution]).await?.iter().map(read).collect()
}

/// The key with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Key> {
    read(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// Takes a key back: it opens nothing any more.
pub async fn revoke(write: &mut Write, id: &str, actor: &Actor) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE box_office_keys SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1";
    if write.execute(sql, params![id, now]).await? == 0 {
        return Err(Error::NotFound);
    }
    audit::append(write, actor, "tickets.key_revoked", &format!("key:{id}"), &json!({})).await?;
    Ok(())
}

/// The key of which a secret's hash ([`hash`]) is kept, if it opens anything.
pub async fn of_hash(query: &mut impl Query, hash: &str) -> Result<Option<Key>> {
    let sql = format!("{SELECT} WHERE hash = $1 AND revoked_at IS NULL");
    query.optional(&sql, params![hash]).await?.as_ref().map(read).transpose()
}

/// The hash under which a secret is kept.
pub fn hash(secret: &str) -> String {
    codes::hash(secret)
}

/// Notes that a key serves, to the hour.
pub(crate) async fn used(write: &mut Write, key: &Key) -> Result<()> {
    let now = write.clock().now_ms();
    let hour = now - now % HOUR_MS;
    if key.used_at.is_some_and(|at| at.as_millisecond() >= hour) {
        return Ok(());
    }
    write.execute("UPDATE box_office_keys SET used_at = $2 WHERE id = $1", params![&key.id, hour]).await?;
    Ok(())
}
