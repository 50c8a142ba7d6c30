//! Work to be done later: at least once, in order of its due time, retried with growing delays, visible.
//!
//! A job is enqueued in the transaction that gives rise to it. A worker claims it for a while; a worker that dies
//! lets its claim run out and another takes over. Handlers must therefore bear being run twice.

use std::time::Duration;

use crate::{Backend, Db, Query, Result, Row, Write, new_id, params};

/// A job claimed by a worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its identifier.
    pub id: String,
    /// What kind of work it is.
    pub kind: String,
    /// What the handler needs, as JSON.
    pub payload: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// A job as the office shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobStatus {
    /// Its identifier.
    pub id: String,
    /// What kind of work it is.
    pub kind: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// When it is due, in milliseconds since 1970 UTC.
    pub run_at_ms: i64,
    /// How many times it was tried.
    pub attempts: u32,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
}

/// How many times a job is tried before it is set aside as failed.
pub const DEFAULT_ATTEMPTS: u32 = 8;

/// Enqueues a job, due `after` from now, in the caller's transaction. Gives its identifier.
pub async fn enqueue(write: &mut Write, kind: &str, payload: &str, after: Duration) -> Result<String> {
    let id = new_id();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO store_jobs (id, kind, payload, state, run_at, attempts, max_attempts, created_at)
             VALUES ($1, $2, $3, 'waiting', $4, 0, $5, $6)",
            params![&id, kind, payload, now + after.as_millis() as i64, DEFAULT_ATTEMPTS, now],
        )
        .await?;
    Ok(id)
}

/// Claims the next due job of a kind for `worker`, during `ttl`: nothing when none is due.
pub async fn claim(db: &Db, kind: &str, worker: &str, ttl: Duration) -> Result<Option<Job>> {
    // Two workers must not wait for one another's row on PostgreSQL; SQLite has one writer anyway.
    let skip = match db.backend() {
        Backend::Sqlite => "",
        Backend::Postgres => "FOR UPDATE SKIP LOCKED",
    };
    let sql = format!(
        "UPDATE store_jobs SET state = 'running', worker = $1, claimed_until = $2, attempts = attempts + 1
         WHERE id = (
             SELECT id FROM store_jobs
             WHERE kind = $3 AND ((state = 'waiting' AND run_at <= $4) OR (state = 'running' AND claimed_until <= $4))
             ORDER BY run_at, id LIMIT 1 {skip}
         )
         RETURNING id, kind, payload, attempts"
    );
    let now = db.clock().now_ms();
    let mut write = db.write().await?;
    let row = write.optional(&sql, params![worker, now + ttl.as_millis() as i64, kind, now]).await?;
    let job = row
        .map(|row| -> Result<Job> {
            Ok(Job { id: row.get(0)?, kind: row.get(1)?, payload: row.get(2)?, attempt: row.get::<i64>(3)? as u32 })
        })
        .transpose()?;
    write.commit().await?;
    Ok(job)
}

/// Records that a job is done, in the transaction that holds its effect when the handler has one.
pub async fn succeed(write: &mut Write, job: &Job) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "UPDATE store_jobs SET state = 'done', finished_at = $1, worker = NULL, claimed_until = NULL, last_error = NULL
             WHERE id = $2",
            params![now, &job.id],
        )
        .await?;
    Ok(())
}

/// Records that an attempt failed. The job comes back after 10 s, 20 s, 40 s … at most an hour, or is set aside as
/// failed after its last attempt. Gives whether it will come back.
pub async fn fail(write: &mut Write, job: &Job, reason: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let delay = (10_000_i64 << job.attempt.saturating_sub(1).min(9)).min(3_600_000);
    let row = write
        .one(
            "UPDATE store_jobs SET
                 state = CASE WHEN attempts >= max_attempts THEN 'failed' ELSE 'waiting' END,
                 finished_at = CASE WHEN attempts >= max_attempts THEN $1 ELSE NULL END,
                 run_at = $2, worker = NULL, claimed_until = NULL, last_error = $3
             WHERE id = $4 RETURNING state",
            params![now, now + delay, reason, &job.id],
        )
        .await?;
    Ok(row.text(0)? == "waiting")
}

/// The jobs not yet done, and the last `limit` of all, newest first.
pub async fn list(query: &mut impl Query, limit: u32) -> Result<Vec<JobStatus>> {
    let sql = "SELECT id, kind, state, run_at, attempts, last_error FROM store_jobs
               ORDER BY (state IN ('done')), id DESC LIMIT $1";
    query.all(sql, params![limit]).await?.iter().map(status).collect()
}

/// Forgets jobs done before the given instant (milliseconds since 1970 UTC). Gives how many.
pub async fn forget_done(write: &mut Write, before_ms: i64) -> Result<u64> {
    write.execute("DELETE FROM store_jobs WHERE state = 'done' AND finished_at < $1", params![before_ms]).await
}

fn status(row: &Row) -> Result<JobStatus> {
    Ok(JobStatus {
        id: row.get(0)?,
        kind: row.get(1)?,
        state: row.get(2)?,
        run_at_ms: row.get(3)?,
        attempts: row.get::<i64>(4)? as u32,
        last_error: row.get(5)?,
    })
}
