//! What is kept, for how long, and how a person goes.

use std::pin::Pin;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use store::prelude::*;

use crate::{Result, figures, journal, keyring, rights, uses};

/// How long what happened is known in detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// Days after the end of a month before its secret is destroyed: no line of it can be tied to anyone any more.
    pub secret_days: u16,
    /// Days after the end of a month before its lines are folded into figures and deleted; 335 at most, so that no
    /// line is older than thirteen months.
    pub detail_days: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { secret_days: 15, detail_days: 45 }
    }
}

/// What a sweep took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Seats that had ended, views no longer open, counters of past periods.
    pub lapsed: u64,
    /// Lines folded into figures.
    pub folded: u64,
    /// Months whose secret was destroyed.
    pub secrets: u64,
}

/// Takes away what has served, and renews what ends: to be run every hour or so.
///
/// Boxed: closures over rows, held across a wait, hide from the compiler that the work may move between threads.
pub fn sweep<'a>(
    write: &'a mut Write,
    at: Timestamp,
    zone: &'a TimeZone,
    retention: &'a Retention,
) -> Pin<Box<dyn Future<Output = Result<Swept>> + Send + 'a>> {
    Box::pin(take_away(write, at, zone, retention))
}

async fn take_away(write: &mut Write, at: Timestamp, zone: &TimeZone, retention: &Retention) -> Result<Swept> {
    let now = at.as_millisecond();
    let mut swept = Swept::default();
    // A seat that just lapsed may be taken back by its reader's next sign of life: it is left for an hour.
    let hour_ago = now - 3_600_000;
    for (sql, before) in [
        ("DELETE FROM access_seats WHERE ends_at <= $1", hour_ago),
        ("DELETE FROM access_passes WHERE until <= $1", now),
        ("DELETE FROM access_views WHERE period_end <= $1", now),
    ] {
        swept.lapsed += write.execute(sql, params![before]).await?;
    }
    let before = month_over_since(at, zone, retention.detail_days.min(335))?;
    swept.folded += figures::fold(write, before, zone).await?;
    swept.folded += uses::expire(write, before, zone).await?;
    // Secrets of gates are renewed before they end, whether or not anything is sold meanwhile.
    keyring::prepare(write).await?;
    swept.secrets = uses::destroy_keys(write, month_over_since(at, zone, retention.secret_days)?, zone).await?;
    Ok(swept)
}

/// The first instant of the month that was running so many days ago: what is before it has been over for so long.
fn month_over_since(at: Timestamp, zone: &TimeZone, days: u16) -> Result<Timestamp> {
    let local = at.to_zoned(zone.clone()).checked_sub(i64::from(days).days())?;
    Ok(local.first_of_month()?.start_of_day()?.timestamp())
}

/// What this room holds of a person, for their export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Rights: kind, state, since when and until when (milliseconds since 1970 UTC).
    pub rights: Vec<(String, String, i64, Option<i64>)>,
    /// Views counted: the name they are counted under, the beginning of the period, how many.
    pub views: Vec<(String, i64, i64)>,
    /// Views still open: the door, until when.
    pub open: Vec<(String, i64)>,
    /// Seats: the door, until when.
    pub seats: Vec<(String, i64)>,
    /// Lists waited on: the door, since when.
    pub waiting: Vec<(String, i64)>,
    /// Codes: the number printed beside it, from when and until when (Unix seconds), when it was revoked (milliseconds).
    pub codes: Vec<(Option<String>, i64, i64, Option<i64>)>,
    /// Visits not yet given to the figures: institution, when, how many people.
    pub visits: Vec<(String, i64, i64)>,
}

/// Everything this room holds under an account. The journal holds nothing under it.
pub async fn held(query: &mut impl Query, account: &str) -> Result<Held> {
    let pairs = |rows: Vec<Row>| -> Result<Vec<(String, i64)>> {
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    };
    let mut held = Held {
        rights: vec![],
        views: vec![],
        open: vec![],
        seats: vec![],
        waiting: vec![],
        codes: vec![],
        visits: vec![],
    };
    let sql = "SELECT kind, state, valid_from, valid_until FROM access_rights WHERE holder = $1 ORDER BY id";
    for row in query.all(sql, params![account]).await? {
        held.rights.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    }
    let sql = "SELECT quota_group, period_start, used FROM access_views WHERE account = $1 ORDER BY period_start";
    for row in query.all(sql, params![account]).await? {
        held.views.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    let sql = "SELECT door, until FROM access_passes WHERE account = $1 ORDER BY until";
    held.open = pairs(query.all(sql, params![account]).await?)?;
    let sql = "SELECT door, ends_at FROM access_seats WHERE holder = $1 ORDER BY ends_at";
    held.seats = pairs(query.all(sql, params![account]).await?)?;
    let sql = "SELECT door, joined_at FROM access_waiting WHERE account = $1 ORDER BY joined_at";
    held.waiting = pairs(query.all(sql, params![account]).await?)?;
    let sql = "SELECT c.number, c.not_before, c.expires, c.revoked_at FROM access_credentials c
               JOIN access_rights r ON r.id = c.right_id WHERE r.holder = $1 ORDER BY c.status_index";
    for row in query.all(sql, params![account]).await? {
        held.codes.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    }
    let sql = "SELECT v.institution, v.at, v.people FROM access_visits v
               JOIN access_rights r ON r.id = v.right_id WHERE r.holder = $1 ORDER BY v.at";
    for row in query.all(sql, params![account]).await? {
        held.visits.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    Ok(held)
}

/// Lets a person go: rights, counters, open views, seats and waits are deleted, and lines of the journal that could
/// still be tied to them no longer can. No count and no cent spent changes.
pub async fn forget(write: &mut Write, account: &str) -> Result<()> {
    journal::forget(write, account).await?;
    rights::forget_holder(write, account).await?;
    for sql in [
        "DELETE FROM access_waiting WHERE account = $1",
        "DELETE FROM access_seats WHERE holder = $1",
        "DELETE FROM access_passes WHERE account = $1",
        "DELETE FROM access_views WHERE account = $1",
    ] {
        write.execute(sql, params![account]).await?;
    }
    Ok(())
}

/// Lets go of whoever holds a right, as when a pass without an account is erased. The right, its quotas, what the desk
/// saw and the number printed on it are deleted; its code is invalid for ever. Visits that the figures were not yet told of stay to be
/// counted, and the money paid to be shared, under a name that means nobody ([`rights::gone_name`]).
pub async fn forget_right(write: &mut Write, right: &str) -> Result<()> {
    write.exclusive("access.visits").await?;
    let gone = rights::gone_name(right);
    let now = write.clock().now_ms();
    for sql in [
        "UPDATE access_visits SET right_id = $1 WHERE right_id = $2",
        "UPDATE access_first_visits SET right_id = $1 WHERE right_id = $2",
        "UPDATE access_terms SET right_id = $1, commune = NULL WHERE right_id = $2",
    ] {
        write.execute(sql, params![&gone, right]).await?;
    }
    let sql = "UPDATE access_credentials SET right_id = NULL, number = NULL, revoked_at = COALESCE(revoked_at, $1)
               WHERE right_id = $2";
    write.execute(sql, params![now, right]).await?;
    // Desk record and quotas go with the right.
    write.execute("DELETE FROM access_rights WHERE id = $1", params![right]).await?;
    Ok(())
}
