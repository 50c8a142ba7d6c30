//! Forgetting: scans that tell who was where are deleted on a short clock, kept only as long as a shared code must be
//! found out. What they came to stays as visits, which are folded into figures by those who keep them.

use std::collections::HashSet;

use store::prelude::*;

use crate::Result;
use crate::merge::{Rules, day_begins};
use crate::settle::settle;

/// How long scans and conflicts are kept, in days. The anti-fraud clock.
pub const KEPT_DAYS: i64 = 14;
const DAY_MS: i64 = 86_400_000;

/// What was deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Scans.
    pub scans: u64,
    /// Conflicts.
    pub conflicts: u64,
    /// Enrolment codes.
    pub codes: u64,
}

/// However late the figures are, scans are not kept longer than this, in days.
const MOST_DAYS: i64 = 28;

/// Deletes what is older than the clock, once the figures were given its visits: to be called each hour, after the
/// figures. A museum's day goes whole, so that no visit is cut; scans of rights still to be derived wait for the next
/// time. What comes late, from before the clock, is counted first.
pub async fn sweep(db: &Db, rules: &Rules) -> Result<Swept> {
    sweep_after(db, rules, KEPT_DAYS).await
}

/// [`sweep`], with another clock.
pub async fn sweep_after(db: &Db, rules: &Rules, days: i64) -> Result<Swept> {
    settle(db, rules).await?;
    let mut write = db.write().await?;
    write.exclusive("gate.settle").await?;
    let now = write.clock().now_ms();
    let given = access::visits::given_before(&mut write).await?.as_millisecond();
    let wanted = day_begins(now - days * DAY_MS, &rules.zone);
    let forced = day_begins(now - days.max(MOST_DAYS) * DAY_MS, &rules.zone);
    // Scans go once their visits were given: until then they are what visits are derived from.
    let before = wanted.min(day_begins(given, &rules.zone)).max(forced);
    if given < forced {
        tracing::warn!("visits were not given to the figures for four weeks: their scans are deleted all the same");
    }
    // In one statement: what arrives while it runs comes with its mark, and both are seen or neither.
    let mut scans = write
        .execute(
            "DELETE FROM gate_scans WHERE (at < $1 OR received_at < $1)
             AND (right_id IS NULL OR NOT EXISTS (SELECT 1 FROM gate_touched t WHERE t.right_id = gate_scans.right_id))
             AND NOT EXISTS (SELECT 1 FROM gate_told t
                             WHERE t.device = gate_scans.device AND gate_scans.seq BETWEEN t.first AND t.last)",
            params![before],
        )
        .await?;
    scans += of_nobody(&mut write).await?;
    let conflicts = write.execute("DELETE FROM gate_conflicts WHERE at < $1 OR noted_at < $1", params![before]).await?;
    let codes = write.execute("DELETE FROM gate_enrolments WHERE expires_at <= $1", params![now]).await?;
    if given < forced {
        write
            .execute(
                "INSERT INTO gate_settings (name, value) VALUES ('horizon', $1)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![forced.to_string()],
            )
            .await?;
    }
    write.commit().await?;
    Ok(Swept { scans, conflicts, codes })
}

/// Deletes what is left of rights whose holders went.
async fn of_nobody(write: &mut Write) -> Result<u64> {
    let rows = write.all("SELECT DISTINCT right_id FROM gate_scans WHERE right_id IS NOT NULL", params![]).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?;
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    let living: HashSet<String> =
        access::rights::by_ids(write, &names).await?.into_iter().map(|right| right.id).collect();
    let mut gone = 0;
    for right in ids.iter().filter(|id| !living.contains(*id)) {
        gone += forget(write, right).await?;
    }
    Ok(gone)
}

/// The instant before which scans were deleted without waiting for the figures, in milliseconds; 0 when that never was.
pub(crate) async fn horizon(query: &mut impl Query) -> Result<i64> {
    let row = query.optional("SELECT value FROM gate_settings WHERE name = 'horizon'", params![]).await?;
    Ok(row.map(|row| row.get::<String>(0)).transpose()?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Lets the holder of a right go: their scans and what was brought up about them are deleted. Gives how many scans.
/// Visits are the hub's to forget.
pub async fn forget(write: &mut Write, right: &str) -> Result<u64> {
    let scans = write.execute("DELETE FROM gate_scans WHERE right_id = $1", params![right]).await?;
    for sql in ["DELETE FROM gate_touched WHERE right_id = $1", "DELETE FROM gate_conflicts WHERE right_id = $1"] {
        write.execute(sql, params![right]).await?;
    }
    Ok(scans)
}

/// What is kept of a right's scans, for its holder to read: when, where, what the door said. Latest first.
pub async fn held(query: &mut impl Query, right: &str) -> Result<Vec<HeldScan>> {
    let sql = "SELECT at, institution, verdict, reason, people FROM gate_scans WHERE right_id = $1 ORDER BY at DESC, seq DESC";
    let rows = query.all(sql, params![right]).await?;
    rows.iter()
        .map(|row| {
            Ok(HeldScan {
                at: jiff::Timestamp::from_millisecond(row.get(0)?).map(|at| at.to_string()).unwrap_or_default(),
                institution: row.get(1)?,
                verdict: row.get(2)?,
                reason: row.get(3)?,
                people: row.get(4)?,
            })
        })
        .collect()
}

/// A scan, as its holder may read it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct HeldScan {
    /// When, RFC 3339.
    pub at: String,
    /// The institution.
    pub institution: String,
    /// `green`, `amber` or `red`.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// How many were let in.
    pub people: i64,
}
