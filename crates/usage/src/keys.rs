//! Keys of those who harvest our reports.

use sha2::{Digest, Sha256};
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// A key, without the key.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Key {
    /// Identifier.
    pub id: String,
    /// The requestor it is for, as the API names it.
    pub requestor: String,
    /// What librarians call it.
    pub label: String,
    /// The institution it reads; empty for the whole network and each of its libraries.
    pub customer: String,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// When it was taken back.
    pub revoked_at_ms: Option<i64>,
}

/// A key just made: the only time its secret is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The key.
    pub id: String,
    /// For `requestor_id`.
    pub requestor: String,
    /// For `api_key`.
    pub secret: String,
}

/// Makes a key for an institution, or for the network with an empty `customer`.
pub async fn make(write: &mut Write, label: &str, customer: &str) -> Result<Made> {
    let label = label.trim();
    if label.is_empty() {
        return Err(Error::Senseless("usage-key-label-needed"));
    }
    if !customer.is_empty() {
        programme::institution::by_id(write, customer).await.map_err(|_| Error::NotFound)?;
    }
    let id = new_id();
    let requestor = hex(&rand::random::<[u8; 8]>());
    let secret = hex(&rand::random::<[u8; 24]>());
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO usage_keys (id, requestor, key_hash, label, customer, created_at, revoked_at)
             VALUES ($1, $2, $3, $4, $5, $6, NULL)",
            params![&id, &requestor, hash(&secret), label, customer, now],
        )
        .await?;
    Ok(Made { id, requestor, secret })
}

/// Takes a key back, at once.
pub async fn revoke(write: &mut Write, id: &str) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE usage_keys SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
    if write.execute(sql, params![now, id]).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

const SELECT: &str = "SELECT id, requestor, label, customer, created_at, revoked_at FROM usage_keys";

/// Every key, newest first.
pub async fn list(query: &mut impl Query) -> Result<Vec<Key>> {
    let rows = query.all(&format!("{SELECT} ORDER BY id DESC"), params![]).await?;
    rows.iter().map(key).collect()
}

/// The good key of a requestor that shows this secret; nothing when the requestor or the secret is wrong.
///
/// The secret has 192 bits of chance: it cannot be guessed, and its plain digest is compared.
pub async fn check(query: &mut impl Query, requestor: &str, secret: &str) -> Result<Option<Key>> {
    let sql = format!("{SELECT} WHERE requestor = $1 AND key_hash = $2 AND revoked_at IS NULL");
    query.optional(&sql, params![requestor, hash(secret)]).await?.as_ref().map(key).transpose()
}

fn key(row: &Row) -> Result<Key> {
    Ok(Key {
        id: row.get(0)?,
        requestor: row.get(1)?,
        label: row.get(2)?,
        customer: row.get(3)?,
        created_at_ms: row.get(4)?,
        revoked_at_ms: row.get(5)?,
    })
}

fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
