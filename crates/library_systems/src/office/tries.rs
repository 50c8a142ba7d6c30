//! Tries with a reader's number and code, counted: the test page must be no way to guess codes.

use store::prelude::*;

use crate::Result;

const HOUR_MS: i64 = 3_600_000;
/// How many of them somebody has in an hour.
const MOST: i64 = 10;

/// Counts a try; whether it may be made.
pub(super) async fn count(write: &mut Write, account: &str) -> Result<bool> {
    write.exclusive("library_systems.tries").await?;
    let now = write.clock().now_ms();
    write.execute("DELETE FROM library_systems_tries WHERE at <= $1", params![now - HOUR_MS]).await?;
    let sql = "SELECT count(*) FROM library_systems_tries WHERE account = $1";
    let made: i64 = write.one(sql, params![account]).await?.get(0)?;
    if made >= MOST {
        return Ok(false);
    }
    write.execute("INSERT INTO library_systems_tries (account, at) VALUES ($1, $2)", params![account, now]).await?;
    Ok(true)
}
