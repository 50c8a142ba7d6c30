//! xAPI statements: stored as they came, given out as they are stored.

use serde_json::Value as Json;
use store::prelude::*;

use super::{from_json, json};
use crate::Result;

/// Which statements are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The identifier of a verb.
    pub verb: Option<String>,
    /// The identifier of an activity.
    pub activity: Option<String>,
    /// Whose: an account of ours.
    pub account: Option<String>,
    /// Stored after this instant, in milliseconds since 1970 UTC.
    pub since_ms: Option<i64>,
    /// Stored at this instant or before.
    pub until_ms: Option<i64>,
    /// The oldest first.
    pub ascending: bool,
    /// How many, at most.
    pub limit: u32,
    /// Only those stored before this number (after it when ascending): the next page.
    pub after: Option<i64>,
}

/// What becomes of a statement sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept now.
    New,
    /// The same was kept already.
    Known,
    /// Another of this identifier is kept: it stays.
    Conflict,
}

/// Keeps a statement under its identifier. Its `id`, `stored` and so on are the caller's to fill in before.
pub async fn keep(
    write: &mut Write,
    id: &str,
    account: Option<&str>,
    verb: &str,
    activity: &str,
    statement: &Json,
) -> Result<Kept> {
    write.exclusive("mediatheque.statements").await?;
    let known = write.optional("SELECT statement FROM mediatheque_statements WHERE id = $1", params![id]).await?;
    if let Some(row) = known {
        let known: Json = from_json(row.text(0)?)?;
        return Ok(if same(&known, statement) { Kept::Known } else { Kept::Conflict });
    }
    let now = write.clock().now_ms();
    let row =
        write.one("SELECT CAST(coalesce(max(number), 0) + 1 AS BIGINT) FROM mediatheque_statements", params![]).await?;
    let number: i64 = row.get(0)?;
    write
        .execute(
            "INSERT INTO mediatheque_statements (id, number, account, verb, activity, statement, voided, stored_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![id, number, account, verb, activity, json(statement)?, false, now],
        )
        .await?;
    if verb == "http://adlnet.gov/expapi/verbs/voided" {
        let sql = "UPDATE mediatheque_statements SET voided = $1 WHERE id = $2 AND verb <> $3";
        write.execute(sql, params![true, activity, verb]).await?;
    }
    Ok(Kept::New)
}

/// Two statements are the same when they differ only in what the store adds (xAPI 1.0.3, §2.3.1).
fn same(left: &Json, right: &Json) -> bool {
    let bare = |statement: &Json| {
        let mut statement = statement.clone();
        if let Some(map) = statement.as_object_mut() {
            for added in ["stored", "authority", "version", "timestamp"] {
                map.remove(added);
            }
        }
        statement
    };
    bare(left) == bare(right)
}

/// A statement by its identifier, voided or not as asked.
pub async fn by_id(query: &mut impl Query, id: &str, voided: bool) -> Result<Json> {
    let sql = "SELECT statement FROM mediatheque_statements WHERE id = $1 AND voided = $2";
    from_json(query.one(sql, params![id, voided]).await?.text(0)?)
}

/// The statements wanted, with the number to ask the next page after when there are more.
pub async fn wanted(query: &mut impl Query, wanted: &Wanted) -> Result<(Vec<Json>, Option<i64>)> {
    let (order, beyond) = if wanted.ascending { ("ASC", ">") } else { ("DESC", "<") };
    let sql = format!(
        "SELECT number, statement FROM mediatheque_statements
         WHERE NOT voided AND ($1 = '' OR verb = $1) AND ($2 = '' OR activity = $2) AND ($3 = '' OR account = $3)
           AND stored_at > $4 AND stored_at <= $5 AND number {beyond} $6
         ORDER BY number {order} LIMIT $7"
    );
    let start = if wanted.ascending { 0 } else { i64::MAX };
    let rows = query
        .all(
            &sql,
            params![
                wanted.verb.as_deref().unwrap_or_default(),
                wanted.activity.as_deref().unwrap_or_default(),
                wanted.account.as_deref().unwrap_or_default(),
                wanted.since_ms.unwrap_or(i64::MIN),
                wanted.until_ms.unwrap_or(i64::MAX),
                wanted.after.unwrap_or(start),
                wanted.limit + 1
            ],
        )
        .await?;
    let limit = wanted.limit as usize;
    let more = if rows.len() > limit { Some(rows[limit - 1].get(0)?) } else { None };
    let statements = rows.iter().take(limit).map(|row| from_json(row.text(1)?)).collect::<Result<_>>()?;
    Ok((statements, more))
}

/// The statements about an account.
pub async fn of_account(query: &mut impl Query, account: &str) -> Result<Vec<Json>> {
    let sql = "SELECT statement FROM mediatheque_statements WHERE account = $1 ORDER BY number";
    query.all(sql, params![account]).await?.iter().map(|row| from_json(row.text(0)?)).collect()
}
