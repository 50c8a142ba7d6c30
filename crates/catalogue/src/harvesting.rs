//! Harvest: the verb. Pages of an OAI-PMH repository come in like files, each page and where the harvest stands after it
//! in one transaction: killed anywhere, it goes on from the last page committed.

use bibliography::Description;
use jiff::Timestamp;
use marc::{Options, Record};
use record_matching::Features;
use rustc_hash::FxHashMap;

use crate::error::CatalogueError;
use crate::harvest::{HarvestError, HarvestState, Target, next_page};
use crate::import::bundle::Bundler;
use crate::import::read::{Batch, Prepared};
use crate::import::write::{place_batch, write_batch};
use crate::import::{Engine, Turn};
use crate::model::{RunCounts, RunReport, RunState, Source};
use crate::store::records::KnownRecords;
use crate::store::runs::SetAside;
use crate::store::{counters, records, runs, sources};

/// Harvests what changed since the last time, or everything again; returns the run's report.
pub async fn harvest(
    engine: &Engine,
    source: &Source,
    from_start: bool,
    actor: &str,
) -> Result<RunReport, CatalogueError> {
    let Some(base_url) = source.base_url.clone() else {
        return Err(HarvestError::NoAddress(source.name.clone()).into());
    };
    let prefix = source.oai_prefix.clone().unwrap_or_else(|| "marcxml".to_owned());
    let target = Target { private: source.private, ..Target::new(base_url.clone(), prefix, source.oai_set.clone()) };
    harvest_target(engine, source, &target, from_start, actor).await
}

/// The same, with another patience: for tests, and for repositories known to be slow.
pub async fn harvest_target(
    engine: &Engine,
    source: &Source,
    target: &Target,
    from_start: bool,
    actor: &str,
) -> Result<RunReport, CatalogueError> {
    let mut turn = engine.turn().await?;
    let now = Timestamp::now().as_millisecond();
    let mut write = engine.db().write().await?;
    runs::close_orphans(&mut write, now, "interrupted: its process ended before the import did").await?;
    let run = runs::open(
        &mut write,
        &runs::NewRun {
            source: source.id,
            kind: "harvest",
            label: &target.base_url,
            full_load: false,
            bytes_total: None,
            actor,
            started_at: now,
        },
    )
    .await?;
    // What was kept may be newer than the source we were handed.
    let kept = sources::by_id(&mut write, source.id).await?.and_then(|source| source.harvest_state);
    write.commit().await?;

    let mut state = HarvestState::from_json(kept.as_deref());
    if from_start {
        state = state.from_the_beginning();
    }
    let outcome = pages(engine, &mut turn, source, target, state, run).await;
    if outcome.is_err() {
        turn.forget();
    }
    let (state, reason, message) = match &outcome {
        Ok(()) => (RunState::Done, "", String::new()),
        Err(error) => (RunState::Failed, error.reason(), error.to_string()),
    };
    let closed = close(engine, run, state, (reason, &message)).await;
    turn.release().await;
    engine.changed();
    outcome?;
    closed?;
    let mut read = engine.db().read().await?;
    runs::by_id(&mut read, run).await?.ok_or(CatalogueError::UnknownRun(run))
}

async fn close(engine: &Engine, run: i64, state: RunState, why: (&str, &str)) -> Result<(), CatalogueError> {
    let mut write = engine.db().write().await?;
    let ended = Timestamp::now().as_millisecond();
    runs::set_state(&mut write, run, state, Some(ended), None, why).await?;
    write.commit().await?;
    Ok(())
}

async fn pages(
    engine: &Engine,
    turn: &mut Turn<'_>,
    source: &Source,
    target: &Target,
    mut state: HarvestState,
    run: i64,
) -> Result<(), CatalogueError> {
    turn.load_matcher().await?;
    let (mut known, mut next_record) = {
        let mut read = engine.db().read().await?;
        let known = records::known(&mut read, source.id).await?;
        (known, counters::last(&mut read, "record").await? as u32 + 1)
    };
    let mut counts = RunCounts::default();
    let mut seen = 0u64;
    loop {
        let page = next_page(target, &state).await?;
        turn.check()?;
        seen += page.records.len() as u64;
        let mut batch = prepare(source, page.records, &mut known, &mut next_record)?;
        batch.harvest_state = Some(page.state.to_json());
        batch.bytes_read = seen as i64;
        let mut in_use = turn.matcher()?;
        let placed = place_batch(in_use.matcher, batch).await;
        in_use.knows(write_batch(engine, source, run, placed, &mut counts).await?);
        engine.changed();
        state = page.state;
        if state.is_idle() {
            return Ok(());
        }
    }
}

/// A page's records, ready to be written. The later of two with one identifier is right.
fn prepare(
    source: &Source,
    page: Vec<oai_pmh::Record>,
    known: &mut KnownRecords,
    next_record: &mut u32,
) -> Result<Batch, CatalogueError> {
    let mut last: FxHashMap<String, usize> = FxHashMap::default();
    for (position, record) in page.iter().enumerate() {
        last.insert(record.header.identifier.clone(), position);
    }
    let options = Options { format: source.format, encoding: source.encoding, ..Options::default() };
    let mut batch = Batch::default();
    let mut bundler = Bundler::new()?;
    let mut marc_record = Record::default();
    let mut description = Description::default();
    for (position, record) in page.into_iter().enumerate() {
        let local_id = record.header.identifier;
        if last.get(&local_id) != Some(&position) {
            continue;
        }
        if record.header.deleted {
            if let Some(held) = known.get_mut(&local_id)
                && !held.deleted
            {
                held.deleted = true;
                batch.gone.push(held.record);
            }
            continue;
        }
        batch.read += 1;
        let raw = record.metadata.map(|metadata| metadata.xml).unwrap_or_default();
        let content_hash = xxhash_rust::xxh3::xxh3_64(&raw) as i64;
        if let Some(held) = known.get_mut(&local_id)
            && held.content_hash == content_hash
            && !held.deleted
        {
            batch.unchanged += 1;
            continue;
        }
        let notes = match marc::parse(&raw, &options, &mut marc_record) {
            Ok(notes) => notes,
            Err(reason) => {
                batch.set_aside.push(SetAside {
                    offset: position as i64,
                    reason: reason.code().to_owned(),
                    detail: format!("{local_id}: {reason}"),
                    bytes: raw,
                });
                continue;
            }
        };
        let (id, new) = match known.get_mut(&local_id) {
            Some(held) => {
                held.content_hash = content_hash;
                held.deleted = false;
                (held.record, false)
            }
            None => {
                known.insert(&local_id, *next_record, content_hash);
                *next_record += 1;
                (*next_record - 1, true)
            }
        };
        bibliography::describe(&marc_record, &mut description);
        batch.repaired += i64::from(!notes.is_empty());
        batch.records.push(Prepared {
            record: id,
            new,
            local_id,
            content_hash,
            place: bundler.add(&raw)?,
            description: postcard::to_stdvec(&description).map_err(std::io::Error::other)?,
            features: Features::from(&description),
            notes: notes.iter().map(marc::Note::code).collect::<Vec<_>>().join(" "),
        });
    }
    batch.bundles = bundler.finish()?;
    Ok(batch)
}
