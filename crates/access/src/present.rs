//! The online door.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::prelude::*;

use crate::uses::{self, NewUse};
use crate::{Door, Known, Result, Right, Verdict, doors, may, rights};

/// A right presented at a door.
#[derive(Debug, Clone, Copy)]
pub struct Presentation<'a> {
    /// Chosen by whoever presents (a UUID), so that the same presentation told twice is one use.
    pub id: &'a str,
    /// The right.
    pub right: &'a str,
    /// The door.
    pub door: &'a str,
    /// How many people want to enter.
    pub people: u32,
    /// When.
    pub at: Timestamp,
}

/// Judges a presentation, takes from the quota what it admits and appends the use, all or nothing with the caller's
/// transaction. Told again with the same identifier it takes nothing more and gives the same kind of answer.
pub async fn present(write: &mut Write, presented: &Presentation<'_>, zone: &TimeZone) -> Result<Verdict> {
    // What is left of a quota is read and then written: one at a time for a right.
    write.exclusive(&format!("access.right.{}", presented.right)).await?;
    let right = rights::by_id(write, presented.right).await?;
    let door = doors::by_id(write, presented.door).await?;
    let period = match right.quota {
        Some(quota) => Some(quota.period.around(presented.at, zone)?.0.as_millisecond()),
        None => None,
    };
    let used = match period {
        Some(start) => used(write, &right.id, start).await?,
        None => 0,
    };
    if let Some(admitted) = told_before(write, presented.id).await? {
        return again(&right, &door, used, admitted, presented, zone);
    }
    let verdict = may(&right, Known::Yes(right.state), &door, Known::Yes(used), presented.people, presented.at, zone)?;
    if let (Verdict::Admitted { .. }, Some(start)) = (&verdict, period) {
        write
            .execute(
                "INSERT INTO access_quota_used (right_id, period_start, used) VALUES ($1, $2, $3)
                 ON CONFLICT (right_id, period_start) DO UPDATE SET used = access_quota_used.used + excluded.used",
                params![&right.id, start, presented.people],
            )
            .await?;
    }
    let whose = right.holder.as_deref().unwrap_or(&right.id);
    let new = NewUse {
        id: presented.id,
        at: presented.at,
        door: &door.id,
        whose,
        right_kind: right.kind,
        verdict: &verdict,
        people: presented.people,
    };
    uses::append(write, new, zone).await?;
    Ok(verdict)
}

async fn used(write: &mut Write, right: &str, period_start: i64) -> Result<u32> {
    let row = write
        .optional(
            "SELECT used FROM access_quota_used WHERE right_id = $1 AND period_start = $2",
            params![right, period_start],
        )
        .await?;
    Ok(match row {
        Some(row) => row.get::<i64>(0)? as u32,
        None => 0,
    })
}

async fn told_before(write: &mut Write, id: &str) -> Result<Option<bool>> {
    let row = write.optional("SELECT outcome FROM access_uses WHERE id = $1", params![id]).await?;
    Ok(row.map(|row| row.text(0).map(|outcome| outcome == "admitted")).transpose()?)
}

/// The answer to a presentation already told: an admission stays one, with what is left now.
fn again(
    right: &Right,
    door: &Door,
    used: u32,
    admitted: bool,
    presented: &Presentation<'_>,
    zone: &TimeZone,
) -> Result<Verdict> {
    if admitted {
        let left = right.quota.map(|quota| quota.admissions.saturating_sub(used));
        return Ok(Verdict::Admitted { left });
    }
    may(right, Known::Yes(right.state), door, Known::Yes(used), presented.people, presented.at, zone)
}
