//! Where readers stopped. A position is not a reading history: one row a resource, gone with the account.

use store::{Row, prelude::*};

use super::{from_json, json};
use crate::Result;
use crate::model::Position;

/// The largest locator kept, in bytes.
pub const LOCATOR_MOST: usize = 8 << 10;

/// Keeps where a reader is, unless a later instant is kept already: of two devices, the last in time wins. Gives
/// whether it was kept.
///
/// # Errors
/// [`Error::Unfit`](crate::Error::Unfit) for a locator that is no JSON object or too long.
pub async fn keep(write: &mut Write, account: &str, position: &Position) -> Result<bool> {
    let locator = json(&position.locator)?;
    if !position.locator.is_object() || locator.len() > LOCATOR_MOST {
        return Err(crate::Error::Unfit("Cette position de lecture n’a pas la forme attendue.".into()));
    }
    let device: String = position.device.chars().filter(|c| !c.is_control()).take(60).collect();
    // A device whose clock is ahead must not win for ever.
    let at = position.at_ms.min(write.clock().now_ms());
    let progression = position.progression.map(|progression| progression.clamp(0, 1000));
    let changed = write
        .execute(
            "INSERT INTO mediatheque_positions (account, resource, locator, progression, device, at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (account, resource) DO UPDATE SET locator = excluded.locator,
                 progression = excluded.progression, device = excluded.device, at = excluded.at
             WHERE mediatheque_positions.at <= excluded.at",
            params![account, &position.resource, locator, progression, device, at],
        )
        .await?;
    Ok(changed > 0)
}

/// Where a reader stopped in a resource.
pub async fn of(query: &mut impl Query, account: &str, resource: &str) -> Result<Option<Position>> {
    let sql = "SELECT resource, locator, progression, device, at FROM mediatheque_positions
               WHERE account = $1 AND resource = $2";
    query.optional(sql, params![account, resource]).await?.as_ref().map(position).transpose()
}

/// Everything a reader has begun, the last opened first.
pub async fn of_account(query: &mut impl Query, account: &str) -> Result<Vec<Position>> {
    let sql = "SELECT resource, locator, progression, device, at FROM mediatheque_positions
               WHERE account = $1 ORDER BY at DESC, resource";
    query.all(sql, params![account]).await?.iter().map(position).collect()
}

/// Forgets where a reader stopped in a resource.
pub async fn forget(write: &mut Write, account: &str, resource: &str) -> Result<()> {
    let sql = "DELETE FROM mediatheque_positions WHERE account = $1 AND resource = $2";
    write.execute(sql, params![account, resource]).await?;
    Ok(())
}

fn position(row: &Row) -> Result<Position> {
    Ok(Position {
        resource: row.get(0)?,
        locator: from_json(row.text(1)?)?,
        progression: row.get(2)?,
        device: row.get(3)?,
        at_ms: row.get(4)?,
    })
}
