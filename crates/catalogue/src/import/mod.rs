//! Import: a library's file, or a page of its harvest, into the union catalogue.
//!
//! A thread reads, describes and compresses; this side places and writes, one transaction a batch. What a batch's commit
//! acknowledged survives anything; the same file again changes nothing.

pub(crate) mod bundle;
mod engine;
mod plain;
pub(crate) mod read;
mod retire;
pub(crate) mod write;

use std::io::Read;

use jiff::Timestamp;
use marc::Options;
use tokio::sync::{mpsc, watch};

pub use engine::Engine;
pub(crate) use engine::Turn;
pub use plain::plain;
pub use retire::retire_confirmed;

use crate::error::CatalogueError;
use crate::model::{RunCounts, RunReport, RunState, Source};
use crate::store::{counters, records, runs};
use read::{Batch, read_all};
use write::{Placed, place_batch, write_batch};

/// What to import and how.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// File name or address, as the report shows it.
    pub label: String,
    /// `import`, `upload` or `harvest`.
    pub kind: &'static str,
    /// Retire the source's records that the input no longer holds.
    pub full_load: bool,
    /// Retire without asking, however many.
    pub confirmed: bool,
    /// Size of the input, when known.
    pub bytes_total: Option<u64>,
    /// Who imports.
    pub actor: String,
}

/// Where an import stands, for whoever watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// Number of the run; 0 before it is opened.
    pub run: i64,
    /// Counts committed.
    pub counts: RunCounts,
    /// Bytes of the input committed.
    pub bytes_read: i64,
}

/// A full load retires without asking up to this many records…
const RETIRE_FREELY: usize = 50;
/// … or up to this share of what the source holds.
const RETIRE_FREELY_PERCENT: usize = 5;

/// What the report of a run without a single record says.
const NO_RECORD: &str = "no record could be read in this input: ISO 2709 (.mrc) or MARCXML was expected";

/// Imports one input into a source and returns the run's report.
///
/// Waits for its turn when another import is under way. Records that can't be read are set aside with a reason; the run
/// fails as a whole only when the input can't be read any further or the database refuses to write, and then keeps what
/// it had committed.
pub async fn import<R: Read + Send + 'static>(
    engine: &Engine,
    source: &Source,
    input: R,
    options: ImportOptions,
    progress: Option<watch::Sender<Progress>>,
) -> Result<RunReport, CatalogueError> {
    let mut turn = engine.turn().await?;
    let now = Timestamp::now().as_millisecond();
    let mut write = engine.db().write().await?;
    runs::close_orphans(&mut write, now, "interrupted: its process ended before the import did").await?;
    let run = runs::open(
        &mut write,
        &runs::NewRun {
            source: source.id,
            kind: options.kind,
            label: &options.label,
            full_load: options.full_load,
            bytes_total: options.bytes_total.map(|bytes| bytes as i64),
            actor: &options.actor,
            started_at: now,
        },
    )
    .await?;
    write.commit().await?;

    let outcome = run_import(engine, &mut turn, source, input, &options, run, progress).await;
    if let Err(error) = &outcome {
        turn.forget();
        if let Err(refused) = note_failure(engine, run, error).await {
            tracing::warn!(run, %error, %refused, "the import failed, and its run could not be closed");
        }
    }
    turn.release().await;
    engine.changed();
    outcome?;
    let mut read = engine.db().read().await?;
    runs::by_id(&mut read, run).await?.ok_or(CatalogueError::UnknownRun(run))
}

async fn run_import<R: Read + Send + 'static>(
    engine: &Engine,
    turn: &mut engine::Turn<'_>,
    source: &Source,
    input: R,
    options: &ImportOptions,
    run: i64,
    progress: Option<watch::Sender<Progress>>,
) -> Result<(), CatalogueError> {
    turn.load_matcher().await?;
    let (known, next_record) = {
        let mut read = engine.db().read().await?;
        let known = records::known(&mut read, source.id).await?;
        (known, counters::last(&mut read, "record").await? + 1)
    };
    let held = known.live();
    let marc_options = Options { format: source.format, encoding: source.encoding, ..Options::default() };
    let (sender, mut receiver) = mpsc::channel::<Batch>(2);
    let reading =
        tokio::task::spawn_blocking(move || read_all(input, marc_options, known, next_record as u32, &sender));

    let mut counts = RunCounts::default();
    let mut waiting: Option<Placed> = None;
    loop {
        // While a batch is written, the next one is placed; when none is there yet, what waits is written first.
        let next = match (&waiting, receiver.try_recv()) {
            (_, Ok(batch)) => Some(batch),
            (Some(_), Err(_)) => None,
            (None, Err(_)) => receiver.recv().await,
        };
        turn.check()?;
        let mut in_use = turn.matcher()?;
        match (waiting.take(), next) {
            (None, None) => break,
            (None, Some(batch)) => waiting = Some(place_batch(in_use.matcher, batch).await),
            (Some(placed), next) => {
                let bytes_read = placed.bytes_read();
                let placing = async {
                    match next {
                        Some(batch) => Some(place_batch(in_use.matcher, batch).await),
                        None => None,
                    }
                };
                let (change, placed) = tokio::join!(write_batch(engine, source, run, placed, &mut counts), placing);
                in_use.knows(change?);
                waiting = placed;
                if let Some(progress) = &progress {
                    progress.send_replace(Progress { run, counts, bytes_read });
                }
                engine.changed();
            }
        }
    }
    let known = reading.await.map_err(|error| CatalogueError::Reading(error.to_string()))??;
    retire::no_longer(engine, source, &known).await?;

    let mut state = RunState::Done;
    let any_record = counts.read > counts.set_aside;
    let mut to_retire = None;
    if options.full_load {
        let gone = known.unseen();
        let freely = RETIRE_FREELY.max(held * RETIRE_FREELY_PERCENT / 100);
        to_retire = Some(gone.len() as i64);
        // A file without a single record is a mistake more often than the end of a collection.
        if options.confirmed || gone.is_empty() || (any_record && gone.len() <= freely) {
            retire::retire(engine, turn.matcher()?, run, &gone, &mut counts).await?;
        } else {
            retire::ask(engine, run, &gone).await?;
            state = RunState::ToConfirm;
        }
    }
    let mut write = engine.db().write().await?;
    let ended = Timestamp::now().as_millisecond();
    let why = if any_record { ("", "") } else { ("no-record", NO_RECORD) };
    runs::set_state(&mut write, run, state, Some(ended), to_retire, why).await?;
    write.commit().await?;
    Ok(())
}

/// Notes that a run failed. A database without room may refuse this too: the next import then closes the run.
async fn note_failure(engine: &Engine, run: i64, error: &CatalogueError) -> Result<(), CatalogueError> {
    let mut write = engine.db().write().await?;
    let ended = Timestamp::now().as_millisecond();
    runs::set_state(&mut write, run, RunState::Failed, Some(ended), None, (error.reason(), &error.to_string())).await?;
    write.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports run as background tasks of the server: their future must be able to move between threads.
    #[expect(dead_code, reason = "compiling is the test")]
    fn an_import_can_be_spawned(engine: &'static Engine, source: &'static Source, options: ImportOptions) {
        fn assert_send(_: impl Send) {}
        assert_send(import(engine, source, std::io::empty(), options, None));
    }
}
