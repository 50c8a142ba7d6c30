//! Phones that follow a pass.

use store::prelude::*;

use crate::Result;

/// Notes that a phone follows a pass. False when it already did.
pub(crate) async fn follow(write: &mut Write, device: &str, pass: &str, token: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let known = "UPDATE museum_pass_phones SET token = $3 WHERE device = $1 AND pass = $2";
    if write.execute(known, params![device, pass, token]).await? == 1 {
        return Ok(false);
    }
    let new = "INSERT INTO museum_pass_phones (device, pass, token, registered_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (device, pass) DO UPDATE SET token = excluded.token";
    write.execute(new, params![device, pass, token, now]).await?;
    Ok(true)
}

/// The phone follows the pass no more.
pub(crate) async fn leave(write: &mut Write, device: &str, pass: &str) -> Result<()> {
    let sql = "DELETE FROM museum_pass_phones WHERE device = $1 AND pass = $2";
    write.execute(sql, params![device, pass]).await?;
    Ok(())
}

/// The passes a phone follows.
pub(crate) async fn followed(query: &mut impl Query, device: &str) -> Result<Vec<String>> {
    let sql = "SELECT pass FROM museum_pass_phones WHERE device = $1 ORDER BY pass";
    query.all(sql, params![device]).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// How many phones follow a pass.
pub(crate) async fn count(query: &mut impl Query) -> Result<i64> {
    Ok(query.one("SELECT count(*) FROM museum_pass_phones", params![]).await?.get(0)?)
}

/// The passes of a batch, in the order of its list.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) when there is no such batch.
pub(crate) async fn passes_of_batch(query: &mut impl Query, batch: &str) -> Result<Vec<String>> {
    query.one("SELECT id FROM museum_pass_batches WHERE id = $1", params![batch]).await?;
    let sql = "SELECT line.pass FROM museum_pass_lines AS line
        JOIN museum_pass_batches AS batch ON batch.sale = line.sale
        WHERE batch.id = $1 AND line.pass IS NOT NULL ORDER BY line.place";
    query.all(sql, params![batch]).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}
