//! Next numbers. Taking them also serialises the catalogue's writers on PostgreSQL (the row stays locked until commit),
//! so numbers appear in commit order and a reader of the change feed never misses one.

use store::{Query, Result, Write, params};

/// Takes `count` numbers of a sequence and returns the first.
pub(crate) async fn take(write: &mut Write, name: &str, count: i64) -> Result<i64> {
    let row = write
        .one("UPDATE catalogue_counter SET value = value + $1 WHERE name = $2 RETURNING value", params![count, name])
        .await?;
    Ok(row.get::<i64>("value")? - count + 1)
}

/// The last number given.
pub(crate) async fn last(query: &mut impl Query, name: &str) -> Result<i64> {
    let row = query.one("SELECT value FROM catalogue_counter WHERE name = $1", params![name]).await?;
    row.get("value")
}

/// Records that numbers up to `value` have been given by the matcher.
pub(crate) async fn advance(write: &mut Write, name: &str, value: i64) -> Result<()> {
    write
        .execute("UPDATE catalogue_counter SET value = $1 WHERE name = $2 AND value < $1", params![value, name])
        .await?;
    Ok(())
}
