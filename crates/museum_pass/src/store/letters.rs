//! Letters noted in the transaction that gives rise to them, written a moment later by whoever has the words.

use store::prelude::*;

use crate::Result;

/// A letter to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noted {
    pub(crate) kind: String,
    pub(crate) subject: String,
}

/// Notes a letter. False when it was already: each is written once.
pub(crate) async fn note(write: &mut Write, kind: &str, subject: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql = "INSERT INTO museum_pass_letters (kind, subject, noted_at) VALUES ($1, $2, $3) ON CONFLICT (kind, subject) DO NOTHING";
    Ok(write.execute(sql, params![kind, subject, now]).await? == 1)
}

/// Letters to be written, the oldest first.
pub(crate) async fn due(query: &mut impl Query) -> Result<Vec<Noted>> {
    let sql = "SELECT kind, subject FROM museum_pass_letters WHERE posted_at IS NULL ORDER BY noted_at, kind, subject LIMIT 200";
    let rows = query.all(sql, params![]).await?;
    rows.iter().map(|row| Ok(Noted { kind: row.get(0)?, subject: row.get(1)? })).collect()
}

/// Notes a letter as written. False when another did it.
pub(crate) async fn set_posted(write: &mut Write, noted: &Noted) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql = "UPDATE museum_pass_letters SET posted_at = $3 WHERE kind = $1 AND subject = $2 AND posted_at IS NULL";
    Ok(write.execute(sql, params![&noted.kind, &noted.subject, now]).await? == 1)
}
