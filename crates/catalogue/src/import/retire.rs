//! Withdrawing records: those a full load no longer holds, those a harvest says are deleted.

use jiff::Timestamp;
use store::{Query, Value, params};

use super::engine::{Engine, MatcherInUse};
use crate::error::CatalogueError;
use crate::model::{RunCounts, RunReport, RunState, Source};
use crate::store::records::KnownRecords;
use crate::store::{counters, placements, records, runs};

/// Records withdrawn in one transaction.
const BATCH: usize = 2_000;

/// Withdraws records. Their bytes stay; their editions and works lose them.
pub(crate) async fn retire(
    engine: &Engine,
    mut in_use: MatcherInUse<'_>,
    run: i64,
    gone: &[u32],
    counts: &mut RunCounts,
) -> Result<(), CatalogueError> {
    for chunk in gone.chunks(BATCH) {
        let now = Timestamp::now().as_millisecond();
        let mut write = engine.db().write().await?;
        let mut works = placements::remove(&mut write, chunk).await?;
        works.sort_unstable();
        works.dedup();
        records::retire(&mut write, chunk, run, now).await?;
        placements::note_changes(&mut write, &works, now).await?;
        let mut after = *counts;
        after.deleted += chunk.len() as i64;
        write.execute("UPDATE catalogue_run SET deleted_count = $1 WHERE id = $2", params![after.deleted, run]).await?;
        let change = counters::last(&mut write, "change").await?;
        write.commit().await?;
        *counts = after;
        in_use.knows(change);
        for record in chunk {
            in_use.matcher.remove(*record);
        }
    }
    Ok(())
}

/// Records met again are no longer to withdraw, whatever an earlier full load asked.
pub(crate) async fn no_longer(engine: &Engine, source: &Source, known: &KnownRecords) -> Result<(), CatalogueError> {
    let mut write = engine.db().write().await?;
    let asked = write
        .all(
            "SELECT DISTINCT t.record FROM catalogue_to_retire t JOIN catalogue_record r ON r.id = t.record \
             WHERE r.source = $1",
            params![source.id],
        )
        .await?;
    if asked.is_empty() {
        return Ok(());
    }
    let seen = known.seen();
    for row in asked {
        let record: i64 = row.get("record")?;
        if seen.contains(&(record as u32)) {
            write.execute("DELETE FROM catalogue_to_retire WHERE record = $1", params![record]).await?;
        }
    }
    write.commit().await?;
    Ok(())
}

/// Keeps the list of records to withdraw until someone says yes.
pub(crate) async fn ask(engine: &Engine, run: i64, gone: &[u32]) -> Result<(), CatalogueError> {
    let mut write = engine.db().write().await?;
    let rows: Vec<Vec<Value>> =
        gone.iter().map(|record| vec![Value::from(run), Value::from(i64::from(*record))]).collect();
    write.insert_many("catalogue_to_retire", &["run", "record"], rows, None).await?;
    write.commit().await?;
    Ok(())
}

/// Withdraws what a full load asked to withdraw, after a librarian's yes.
pub async fn retire_confirmed(engine: &Engine, run: i64) -> Result<RunReport, CatalogueError> {
    let mut turn = engine.turn().await?;
    let report = {
        let mut read = engine.db().read().await?;
        runs::by_id(&mut read, run).await?.ok_or(CatalogueError::UnknownRun(run))?
    };
    if report.state != RunState::ToConfirm {
        turn.release().await;
        return Ok(report);
    }
    turn.load_matcher().await?;
    let gone: Vec<u32> = {
        let mut read = engine.db().read().await?;
        // A record imported again since the question was asked is no longer to withdraw.
        read.all(
            "SELECT t.record FROM catalogue_to_retire t JOIN catalogue_record r ON r.id = t.record \
             WHERE t.run = $1 AND NOT r.deleted AND r.changed_in_run <= $1 ORDER BY t.record",
            params![run],
        )
        .await?
        .iter()
        .map(|row| row.get::<i64>("record").map(|record| record as u32))
        .collect::<store::Result<_>>()?
    };
    let mut counts = report.counts;
    let mut outcome = retire(engine, turn.matcher()?, run, &gone, &mut counts).await;
    if outcome.is_err() {
        turn.forget();
    } else {
        // Still in turn: a second yes must find the question answered.
        outcome = answered(engine, run, gone.len()).await;
    }
    turn.release().await;
    engine.changed();
    outcome?;
    let mut read = engine.db().read().await?;
    runs::by_id(&mut read, run).await?.ok_or(CatalogueError::UnknownRun(run))
}

async fn answered(engine: &Engine, run: i64, retired: usize) -> Result<(), CatalogueError> {
    let mut write = engine.db().write().await?;
    write.execute("DELETE FROM catalogue_to_retire WHERE run = $1", params![run]).await?;
    let ended = Timestamp::now().as_millisecond();
    runs::set_state(&mut write, run, RunState::Done, Some(ended), Some(retired as i64), ("", "")).await?;
    write.commit().await?;
    Ok(())
}
