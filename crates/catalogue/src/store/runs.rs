//! Runs, set-aside records, records waiting to be retired.

use store::{Query, Result, Row, Value, Write, params};

use super::counters;
use crate::model::{RunCounts, RunReport, RunState};

const COLUMNS: &str = "r.id, r.source, l.code, r.kind, r.label, r.full_load, r.state, r.started_at, r.ended_at, \
     r.bytes_total, r.bytes_read, r.read_count, r.new_count, r.changed_count, r.unchanged_count, r.repaired_count, \
     r.set_aside_count, r.deleted_count, r.to_retire, r.reason, r.message, r.actor";
const FROM: &str = "FROM catalogue_run r JOIN catalogue_source s ON s.id = r.source \
     JOIN catalogue_library l ON l.number = s.library";

fn from_row(row: &Row) -> Result<RunReport> {
    Ok(RunReport {
        id: row.get("id")?,
        source: row.get("source")?,
        library: row.get("code")?,
        kind: row.get("kind")?,
        label: row.get("label")?,
        full_load: row.get("full_load")?,
        state: RunState::parse(&row.get::<String>("state")?),
        started_at: row.get("started_at")?,
        ended_at: row.get("ended_at")?,
        bytes_total: row.get("bytes_total")?,
        bytes_read: row.get("bytes_read")?,
        counts: RunCounts {
            read: row.get("read_count")?,
            new: row.get("new_count")?,
            changed: row.get("changed_count")?,
            unchanged: row.get("unchanged_count")?,
            repaired: row.get("repaired_count")?,
            set_aside: row.get("set_aside_count")?,
            deleted: row.get("deleted_count")?,
        },
        to_retire: row.get("to_retire")?,
        reason: row.get("reason")?,
        message: row.get("message")?,
        actor: row.get("actor")?,
    })
}

/// A run to open.
pub(crate) struct NewRun<'a> {
    pub(crate) source: i64,
    pub(crate) kind: &'a str,
    pub(crate) label: &'a str,
    pub(crate) full_load: bool,
    pub(crate) bytes_total: Option<i64>,
    pub(crate) actor: &'a str,
    pub(crate) started_at: i64,
}

/// Opens a run and returns its number.
pub(crate) async fn open(write: &mut Write, run: &NewRun<'_>) -> Result<i64> {
    let id = counters::take(write, "run", 1).await?;
    write
        .execute(
            "INSERT INTO catalogue_run (id, source, kind, label, full_load, state, started_at, bytes_total, bytes_read, \
             read_count, new_count, changed_count, unchanged_count, repaired_count, set_aside_count, deleted_count, \
             message, actor) VALUES ($1, $2, $3, $4, $5, 'running', $6, $7, 0, 0, 0, 0, 0, 0, 0, 0, '', $8)",
            params![
                id,
                run.source,
                run.kind,
                run.label,
                run.full_load,
                run.started_at,
                run.bytes_total,
                run.actor
            ],
        )
        .await?;
    Ok(id)
}

/// Brings a run's counts up to date, in the transaction of the records they count.
pub(crate) async fn progress(write: &mut Write, id: i64, counts: &RunCounts, bytes_read: i64) -> Result<()> {
    write
        .execute(
            "UPDATE catalogue_run SET bytes_read = $1, read_count = $2, new_count = $3, changed_count = $4, \
             unchanged_count = $5, repaired_count = $6, set_aside_count = $7, deleted_count = $8 WHERE id = $9",
            params![
                bytes_read,
                counts.read,
                counts.new,
                counts.changed,
                counts.unchanged,
                counts.repaired,
                counts.set_aside,
                counts.deleted,
                id
            ],
        )
        .await?;
    Ok(())
}

/// Moves a run to another state. `why`: a code for pages and words for logs, both empty when there is nothing to say.
pub(crate) async fn set_state(
    write: &mut Write,
    id: i64,
    state: RunState,
    ended_at: Option<i64>,
    to_retire: Option<i64>,
    (reason, message): (&str, &str),
) -> Result<()> {
    write
        .execute(
            "UPDATE catalogue_run SET state = $1, ended_at = $2, to_retire = $3, reason = $4, message = $5 WHERE id = $6",
            params![state.as_str(), ended_at, to_retire, reason, message, id],
        )
        .await?;
    Ok(())
}

/// Closes runs whose process ended without a word. Call with the import lease held: nobody else is running one.
pub(crate) async fn close_orphans(write: &mut Write, now: i64, message: &str) -> Result<u64> {
    write
        .execute(
            "UPDATE catalogue_run SET state = 'failed', ended_at = $1, reason = 'interrupted', message = $2 \
             WHERE state = 'running'",
            params![now, message],
        )
        .await
}

/// One run.
pub(crate) async fn by_id(query: &mut impl Query, id: i64) -> Result<Option<RunReport>> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE r.id = $1");
    query.optional(&sql, params![id]).await?.as_ref().map(from_row).transpose()
}

/// The latest runs, newest first; of one source or of all.
pub(crate) async fn latest(query: &mut impl Query, source: Option<i64>, limit: i64) -> Result<Vec<RunReport>> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE (r.source = $1 OR $1 = 0) ORDER BY r.id DESC LIMIT $2");
    query.all(&sql, params![source.unwrap_or(0), limit]).await?.iter().map(from_row).collect()
}

/// A record set aside.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// Position of its first byte in the input.
    pub offset: i64,
    /// Code of the reason.
    pub reason: String,
    /// The reason in words.
    pub detail: String,
    /// Its bytes as received.
    pub bytes: Vec<u8>,
}

/// Keeps records set aside, with their reasons.
pub(crate) async fn set_aside(write: &mut Write, run: i64, records: &[SetAside]) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let first = counters::take(write, "set_aside", records.len() as i64).await?;
    let rows: Vec<Vec<Value>> = records
        .iter()
        .enumerate()
        .map(|(position, record)| {
            vec![
                Value::from(first + position as i64),
                Value::from(run),
                Value::from(record.offset),
                Value::from(record.reason.as_str()),
                Value::from(record.detail.as_str()),
                Value::from(record.bytes.as_slice()),
            ]
        })
        .collect();
    write
        .insert_many("catalogue_set_aside", &["id", "run", "file_offset", "reason", "detail", "bytes"], rows, None)
        .await?;
    Ok(())
}

/// The records a run set aside.
pub(crate) async fn set_aside_of(query: &mut impl Query, run: i64) -> Result<Vec<SetAside>> {
    query
        .all(
            "SELECT file_offset, reason, detail, bytes FROM catalogue_set_aside WHERE run = $1 ORDER BY id",
            params![run],
        )
        .await?
        .iter()
        .map(|row| {
            Ok(SetAside {
                offset: row.get("file_offset")?,
                reason: row.get("reason")?,
                detail: row.get("detail")?,
                bytes: row.get("bytes")?,
            })
        })
        .collect()
}
