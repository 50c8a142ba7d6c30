//! The rows of lines.

use store::prelude::*;

use super::controller::FIRST_MILLI;
use super::line::{Arrivals, BUCKET_US, DRAW_SPAN_US};
use super::place::{hex, seed_hash};
use crate::Result;

/// A line as its row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineRow {
    pub(crate) opens_at: Option<i64>,
    pub(crate) seed: String,
    pub(crate) seed_hash: String,
    pub(crate) passed_us: i64,
    pub(crate) rate_milli: i64,
    pub(crate) most_milli: i64,
    pub(crate) paused: bool,
    pub(crate) moved_at: i64,
}

/// How far the line was at an instant, and how many it let in then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) at: i64,
    pub(crate) passed_us: i64,
    pub(crate) people: i64,
}

/// The key that signs places; made by whoever asks first.
pub(crate) async fn key(db: &Db) -> Result<[u8; 32]> {
    let read = "SELECT key FROM box_office_queue_key WHERE id = 1";
    let known = db.read().await?.optional(read, params![]).await?;
    let text: String = match known {
        Some(row) => row.get(0)?,
        None => {
            let mut write = db.write().await?;
            let fresh = hex(&rand::random::<[u8; 32]>());
            write
                .execute(
                    "INSERT INTO box_office_queue_key (id, key) VALUES (1, $1) ON CONFLICT (id) DO NOTHING",
                    params![fresh],
                )
                .await?;
            let kept = write.one(read, params![]).await?.get(0)?;
            write.commit().await?;
            kept
        }
    };
    let mut key = [0; 32];
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = text
            .get(2 * at..2 * at + 2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
            .ok_or(crate::Error::Refused("queue-key-broken"))?;
    }
    Ok(key)
}

/// The line's row, made when nobody waited in it yet.
pub(crate) async fn begin(db: &Db, line: &str, opens_at: Option<i64>, most_milli: i64) -> Result<LineRow> {
    if let Some(known) = line_row(&mut db.read().await?, line).await? {
        return Ok(known);
    }
    let mut write = db.write().await?;
    let now = write.clock().now_ms();
    let seed = hex(&rand::random::<[u8; 32]>());
    let passed = opens_at.map_or(now * 1000, |at| at * 1000 - DRAW_SPAN_US - 1);
    write
        .execute(
            "INSERT INTO box_office_queue_lines
                 (line, opens_at, seed, seed_hash, passed_us, rate_milli, most_milli, paused, moved_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT (line) DO NOTHING",
            params![line, opens_at, &seed, seed_hash(&seed), passed, FIRST_MILLI.min(most_milli), most_milli, false],
        )
        .await?;
    let row = line_row(&mut write, line).await?.ok_or(crate::Error::NotFound)?;
    write.commit().await?;
    Ok(row)
}

/// The line's row, when someone waited in it.
pub(crate) async fn line_row(query: &mut impl Query, line: &str) -> Result<Option<LineRow>> {
    let row = query
        .optional(
            "SELECT opens_at, seed, seed_hash, passed_us, rate_milli, most_milli, paused, moved_at
             FROM box_office_queue_lines WHERE line = $1",
            params![line],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(LineRow {
        opens_at: row.get(0)?,
        seed: row.get(1)?,
        seed_hash: row.get(2)?,
        passed_us: row.get(3)?,
        rate_milli: row.get(4)?,
        most_milli: row.get(5)?,
        paused: row.get(6)?,
        moved_at: row.get(7)?,
    }))
}

/// Adds what one node counted; buckets in order, so that two nodes never wait for each other crosswise.
pub(crate) async fn add_arrivals(write: &mut Write, line: &str, counted: &[(i64, i64)]) -> Result<()> {
    for (bucket, people) in counted {
        write
            .execute(
                "INSERT INTO box_office_queue_arrivals (line, bucket, people) VALUES ($1, $2, $3)
                 ON CONFLICT (line, bucket) DO UPDATE SET people = box_office_queue_arrivals.people + excluded.people",
                params![line, *bucket, *people],
            )
            .await?;
    }
    Ok(())
}

/// Who arrived at or after an instant of the axis.
pub(crate) async fn arrivals(query: &mut impl Query, line: &str, from_us: i64) -> Result<Arrivals> {
    let rows = query
        .all(
            "SELECT bucket, people FROM box_office_queue_arrivals WHERE line = $1 AND bucket >= $2",
            params![line, from_us.div_euclid(BUCKET_US)],
        )
        .await?;
    let rows = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_>>()?;
    Ok(Arrivals::new(rows))
}

/// Says what this node bears.
pub(crate) async fn pulse(write: &mut Write, line: &str, node: &str, active: i64, wait_ms: i64) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO box_office_queue_pulses (line, node, at, active, wait_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (line, node) DO UPDATE SET at = excluded.at, active = excluded.active, wait_ms = excluded.wait_ms",
            params![line, node, now, active, wait_ms],
        )
        .await?;
    Ok(())
}

/// People inside and the longest wait, of nodes heard of since.
pub(crate) async fn pulses(query: &mut impl Query, line: &str, since: i64) -> Result<(i64, i64)> {
    let row = query
        .one(
            "SELECT CAST(COALESCE(SUM(active), 0) AS BIGINT), CAST(COALESCE(MAX(wait_ms), 0) AS BIGINT)
             FROM box_office_queue_pulses WHERE line = $1 AND at >= $2",
            params![line, since],
        )
        .await?;
    Ok((row.get(0)?, row.get(1)?))
}

/// Takes the right to move the line now: true for one node only each time.
pub(crate) async fn take_move(write: &mut Write, line: &str, now: i64, last_by: i64) -> Result<bool> {
    let taken = write
        .execute(
            "UPDATE box_office_queue_lines SET moved_at = $2 WHERE line = $1 AND moved_at <= $3",
            params![line, now, last_by],
        )
        .await?;
    Ok(taken == 1)
}

/// Moves the line, and notes how far.
pub(crate) async fn step(write: &mut Write, line: &str, rate_milli: i64, step: Step, forget_before: i64) -> Result<()> {
    write
        .execute(
            "UPDATE box_office_queue_lines SET passed_us = $2, rate_milli = $3 WHERE line = $1",
            params![line, step.passed_us, rate_milli],
        )
        .await?;
    write
        .execute(
            "INSERT INTO box_office_queue_steps (line, at, passed_us, people) VALUES ($1, $2, $3, $4)
             ON CONFLICT (line, at) DO UPDATE SET passed_us = excluded.passed_us, people = excluded.people",
            params![line, step.at, step.passed_us, step.people],
        )
        .await?;
    write
        .execute("DELETE FROM box_office_queue_steps WHERE line = $1 AND at < $2", params![line, forget_before])
        .await?;
    Ok(())
}

/// How far it was since an instant, in order.
pub(crate) async fn steps(query: &mut impl Query, line: &str, since: i64) -> Result<Vec<Step>> {
    let rows = query
        .all(
            "SELECT at, passed_us, people FROM box_office_queue_steps WHERE line = $1 AND at >= $2 ORDER BY at",
            params![line, since],
        )
        .await?;
    rows.iter().map(|row| Ok(Step { at: row.get(0)?, passed_us: row.get(1)?, people: row.get(2)? })).collect()
}

/// Forgets baskets of before an instant.
pub(crate) async fn forget_baskets(write: &mut Write, before: i64) -> Result<()> {
    write.execute("DELETE FROM box_office_queue_baskets WHERE at < $1", params![before]).await?;
    Ok(())
}

/// Stops the line, or lets it go on; and how fast it may go at most.
pub(crate) async fn set(write: &mut Write, line: &str, paused: bool, most_milli: i64) -> Result<()> {
    write
        .execute(
            "UPDATE box_office_queue_lines SET paused = $2, most_milli = $3,
                 rate_milli = CASE WHEN rate_milli > $3 THEN $3 ELSE rate_milli END WHERE line = $1",
            params![line, paused, most_milli],
        )
        .await?;
    Ok(())
}

/// Notes the basket a place holds, and gives the one it held before.
pub(crate) async fn basket(write: &mut Write, place: &str, hold: &str) -> Result<Option<String>> {
    write.exclusive(&format!("box_office.queue.{place}")).await?;
    let now = write.clock().now_ms();
    let before = write
        .optional("SELECT hold FROM box_office_queue_baskets WHERE place = $1", params![place])
        .await?
        .map(|row| row.get(0))
        .transpose()?;
    write
        .execute(
            "INSERT INTO box_office_queue_baskets (place, hold, at) VALUES ($1, $2, $3)
             ON CONFLICT (place) DO UPDATE SET hold = excluded.hold, at = excluded.at",
            params![place, hold, now],
        )
        .await?;
    Ok(before)
}
