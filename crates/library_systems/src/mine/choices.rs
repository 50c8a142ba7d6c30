//! What a reader chose: letters before loans are due, and a calendar under a secret address.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::prelude::*;

use super::tries::hash;
use crate::Result;

/// What a reader chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices {
    /// Whether a letter is sent before loans are due.
    pub reminds: bool,
    /// Whether there is a calendar of the days loans are due.
    pub has_calendar: bool,
}

/// What an account chose.
pub async fn of(query: &mut impl Query, account: &str) -> Result<Choices> {
    let sql = "SELECT reminds, calendar FROM library_systems_choices WHERE account = $1";
    let Some(row) = query.optional(sql, params![account]).await? else { return Ok(Choices::default()) };
    Ok(Choices { reminds: row.get(0)?, has_calendar: row.get::<Option<String>>(1)?.is_some() })
}

/// Begins or ends letters before loans are due.
pub async fn set_reminds(write: &mut Write, account: &str, reminds: bool) -> Result<()> {
    write
        .execute(
            "INSERT INTO library_systems_choices (account, reminds, refreshed_at) VALUES ($1, $2, 0)
             ON CONFLICT (account) DO UPDATE SET reminds = excluded.reminds, refreshed_at = 0",
            params![account, reminds],
        )
        .await?;
    Ok(())
}

/// Gives a calendar a new secret, told this once; the one before is good no longer.
pub async fn new_calendar(write: &mut Write, account: &str) -> Result<String> {
    let bytes: [u8; 32] = rand::random();
    let secret = URL_SAFE_NO_PAD.encode(bytes);
    write
        .execute(
            "INSERT INTO library_systems_choices (account, reminds, calendar, refreshed_at) VALUES ($1, $2, $3, 0)
             ON CONFLICT (account) DO UPDATE SET calendar = excluded.calendar, refreshed_at = 0",
            params![account, false, hash(&["calendar", &secret])],
        )
        .await?;
    Ok(secret)
}

/// Ends the calendar.
pub async fn no_calendar(write: &mut Write, account: &str) -> Result<()> {
    let sql = "UPDATE library_systems_choices SET calendar = NULL WHERE account = $1";
    write.execute(sql, params![account]).await?;
    Ok(())
}

/// Whose calendar a secret opens.
pub async fn of_calendar(query: &mut impl Query, secret: &str) -> Result<Option<String>> {
    let sql = "SELECT account FROM library_systems_choices WHERE calendar = $1";
    let row = query.optional(sql, params![hash(&["calendar", secret])]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Something changed: the libraries are to be asked again for letters and calendar.
pub(super) async fn wake(write: &mut Write, account: &str) -> Result<()> {
    write.execute("UPDATE library_systems_choices SET refreshed_at = 0 WHERE account = $1", params![account]).await?;
    Ok(())
}

/// The accounts whose libraries are to be asked for letters or calendar, as they were last before an instant
/// (milliseconds since 1970 UTC), with when that was.
pub(super) async fn due(query: &mut impl Query, before_ms: i64, most: u32) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT account, refreshed_at FROM library_systems_choices
               WHERE (reminds = $1 OR calendar IS NOT NULL) AND refreshed_at < $2 ORDER BY refreshed_at, account LIMIT $3";
    let rows = query.all(sql, params![true, before_ms, most]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Takes an account on, unless another node was quicker.
pub(super) async fn take(write: &mut Write, account: &str, was: i64) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql = "UPDATE library_systems_choices SET refreshed_at = $3 WHERE account = $1 AND refreshed_at = $2";
    Ok(write.execute(sql, params![account, was, now]).await? == 1)
}
