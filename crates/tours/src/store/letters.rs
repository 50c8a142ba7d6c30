//! Letters noted, until they are posted.

use store::{new_id, prelude::*};

use crate::Result;
use crate::model::Contact;

/// A letter to be written.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) recipient: String,
    pub(crate) lang: String,
    pub(crate) details: serde_json::Value,
}

/// Notes a letter in the transaction of what gives rise to it. Nobody to write to: no letter.
pub(crate) async fn note(write: &mut Write, kind: &str, to: &Contact, details: &serde_json::Value) -> Result<()> {
    if to.email.trim().is_empty() {
        return Ok(());
    }
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO tours_letters (id, kind, recipient, lang, details, noted_at) VALUES ($1, $2, $3, $4, $5, $6)",
            params![new_id(), kind, to.email.trim(), &to.lang, details.to_string(), now],
        )
        .await?;
    Ok(())
}

/// The letters to be written, the oldest first, at most 200 at a time.
pub(crate) async fn due(query: &mut impl Query) -> Result<Vec<Noted>> {
    let sql = "SELECT id, kind, recipient, lang, details FROM tours_letters WHERE posted_at IS NULL
               ORDER BY noted_at, id LIMIT 200";
    let rows = query.all(sql, params![]).await?;
    rows.iter()
        .map(|row| {
            Ok(Noted {
                id: row.get(0)?,
                kind: row.get(1)?,
                recipient: row.get(2)?,
                lang: row.get(3)?,
                details: serde_json::from_str(row.text(4)?)?,
            })
        })
        .collect()
}

/// Marks a letter written; false when another node already did. The address is not kept.
pub(crate) async fn set_posted(write: &mut Write, id: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let changed = write
        .execute(
            "UPDATE tours_letters SET posted_at = $2, recipient = '', details = '{}' WHERE id = $1 AND posted_at IS NULL",
            params![id, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Whether a letter of a kind was noted since an instant.
pub(crate) async fn noted_since(query: &mut impl Query, kind: &str, since_ms: i64) -> Result<bool> {
    let sql = "SELECT count(*) FROM tours_letters WHERE kind = $1 AND noted_at > $2";
    Ok(query.one(sql, params![kind, since_ms]).await?.get::<i64>(0)? > 0)
}
