//! The writing half: one batch, one transaction.

use std::collections::BTreeSet;

use jiff::Timestamp;
use record_matching::{Matcher, Placement};
use rustc_hash::FxHashMap;
use store::{Query, Value, Write, in_list};

use super::engine::Engine;
use super::read::Batch;
use crate::error::CatalogueError;
use crate::model::{RunCounts, Source};
use crate::store::placements::{Level, NewPlacement};
use crate::store::records::NewRecord;
use crate::store::{counters, placements, records, runs, sources};

/// A batch whose records have their place, ready to be written.
pub(crate) struct Placed {
    batch: Batch,
    placements: Vec<Placement>,
    grouping: Grouping,
}

impl Placed {
    /// Position in the input after the batch.
    pub(crate) fn bytes_read(&self) -> i64 {
        self.batch.bytes_read
    }
}

/// Places a batch's records. Gives way often, so that the batch before it is written meanwhile.
///
/// The matcher then knows records that are not written yet: when writing fails, forget it.
pub(crate) async fn place_batch(matcher: &mut Matcher, batch: Batch) -> Placed {
    const BREATH: usize = 32;
    let (edition, work) = matcher.next_ids();
    let mut grouping = Grouping::new(i64::from(edition) - 1, i64::from(work) - 1);
    for record in &batch.gone {
        matcher.remove(*record);
    }
    let mut placements = Vec::with_capacity(batch.records.len());
    for (position, record) in batch.records.iter().enumerate() {
        let placement = if record.new {
            matcher.place(record.record, &record.features)
        } else {
            matcher.replace(record.record, &record.features)
        };
        grouping.note(&placement);
        placements.push(placement);
        if position % BREATH == BREATH - 1 {
            tokio::task::yield_now().await;
        }
    }
    Placed { batch, placements, grouping }
}

/// Writes a placed batch. Counts and run are brought up to date in the same transaction. Returns the last change.
pub(crate) async fn write_batch(
    engine: &Engine,
    source: &Source,
    run: i64,
    placed: Placed,
    counts: &mut RunCounts,
) -> Result<i64, CatalogueError> {
    let Placed { batch, placements: placed, grouping } = placed;
    let now = Timestamp::now().as_millisecond();
    let mut write = engine.db().write().await?;
    let first_bundle = counters::take(&mut write, "bundle", batch.bundles.len() as i64).await?;
    let changed: Vec<u32> = batch.records.iter().filter(|r| !r.new).map(|r| r.record).collect();
    let new_count = batch.records.len() - changed.len();
    counters::take(&mut write, "record", new_count as i64).await?;

    let mut works: BTreeSet<i64> = works_of(&mut write, &changed).await?;
    if !batch.gone.is_empty() {
        works.extend(placements::remove(&mut write, &batch.gone).await?);
        records::retire(&mut write, &batch.gone, run, now).await?;
    }
    if let Some(state) = &batch.harvest_state {
        sources::save_harvest_state(&mut write, source.id, state).await?;
    }

    let mut record_rows = Vec::with_capacity(batch.records.len());
    let mut place_rows = Vec::with_capacity(batch.records.len());
    for (record, placement) in batch.records.into_iter().zip(placed) {
        let edition = grouping.edition(placement.edition);
        let work = grouping.work(placement.work);
        works.insert(work);
        place_rows.push(NewPlacement {
            record: i64::from(record.record),
            edition,
            work,
            edition_reason: placement.edition_reason.to_bytes().to_vec(),
            work_reason: placement.work_reason.to_bytes().to_vec(),
            features: record.features.to_bytes().to_vec(),
        });
        record_rows.push(NewRecord {
            id: i64::from(record.record),
            source: source.id,
            local_id: record.local_id,
            content_hash: record.content_hash,
            bundle: first_bundle + record.place.bundle as i64,
            bundle_offset: record.place.offset as i64,
            bundle_length: record.place.length as i64,
            description: record.description,
            notes: record.notes,
        });
    }
    let bundles = batch
        .bundles
        .into_iter()
        .enumerate()
        .map(|(position, bytes)| (first_bundle + position as i64, bytes))
        .collect();
    records::put_bundles(&mut write, bundles).await?;
    records::put(&mut write, record_rows, run, now).await?;
    grouping.write_merges(&mut write, &mut works).await?;
    placements::put(&mut write, place_rows).await?;
    grouping.write_counters(&mut write).await?;
    runs::set_aside(&mut write, run, &batch.set_aside).await?;

    let mut after = *counts;
    after.read += batch.read;
    after.new += new_count as i64;
    after.changed += changed.len() as i64;
    after.unchanged += batch.unchanged;
    after.repaired += batch.repaired;
    after.set_aside += batch.set_aside.len() as i64;
    after.deleted += batch.gone.len() as i64;
    runs::progress(&mut write, run, &after, batch.bytes_read).await?;
    let works: Vec<i64> = works.into_iter().collect();
    placements::note_changes(&mut write, &works, now).await?;
    let change = counters::last(&mut write, "change").await?;
    write.commit().await?;
    *counts = after;
    Ok(change)
}

/// Works the given records are in before they change.
pub(crate) async fn works_of(write: &mut Write, changed: &[u32]) -> Result<BTreeSet<i64>, CatalogueError> {
    let mut works = BTreeSet::new();
    for chunk in changed.chunks(500) {
        let sql = format!("SELECT DISTINCT work FROM catalogue_placement WHERE record IN {}", in_list(1, chunk.len()));
        let values = chunk.iter().map(|id| Value::from(*id)).collect();
        for row in write.all(&sql, values).await? {
            works.insert(row.get("work")?);
        }
    }
    Ok(works)
}

/// Follows the merges a batch causes, so that each row is written once, with its last number.
pub(crate) struct Grouping {
    editions: FxHashMap<u32, u32>,
    works: FxHashMap<u32, u32>,
    merged: Vec<(Level, u32, u32)>,
    known_edition: i64,
    known_work: i64,
    last_edition: i64,
    last_work: i64,
}

impl Grouping {
    /// `known_*`: the last numbers given before this transaction; later ones were never published.
    pub(crate) fn new(known_edition: i64, known_work: i64) -> Grouping {
        Grouping {
            editions: FxHashMap::default(),
            works: FxHashMap::default(),
            merged: Vec::new(),
            known_edition,
            known_work,
            last_edition: known_edition,
            last_work: known_work,
        }
    }

    /// Takes note of what placing a record did.
    pub(crate) fn note(&mut self, placement: &Placement) {
        self.last_edition = self.last_edition.max(i64::from(placement.edition));
        self.last_work = self.last_work.max(i64::from(placement.work));
        for (from, into) in &placement.merged_editions {
            self.editions.insert(*from, *into);
            self.last_edition = self.last_edition.max(i64::from(*from));
            self.merged.push((Level::Edition, *from, *into));
        }
        for (from, into) in &placement.merged_works {
            self.works.insert(*from, *into);
            self.last_work = self.last_work.max(i64::from(*from));
            self.merged.push((Level::Work, *from, *into));
        }
    }

    pub(crate) fn edition(&self, number: u32) -> i64 {
        i64::from(follow(&self.editions, number))
    }

    pub(crate) fn work(&self, number: u32) -> i64 {
        i64::from(follow(&self.works, number))
    }

    /// Moves records written before this transaction and leaves redirects.
    pub(crate) async fn write_merges(
        &self,
        write: &mut Write,
        works: &mut BTreeSet<i64>,
    ) -> Result<(), CatalogueError> {
        for (level, from, into) in &self.merged {
            let known = match level {
                Level::Edition => self.known_edition,
                Level::Work => self.known_work,
            };
            if i64::from(*from) > known {
                continue;
            }
            placements::merge(write, *level, i64::from(*from), i64::from(*into)).await?;
            if *level == Level::Work {
                works.insert(i64::from(*from));
                works.insert(self.work(*into));
            }
        }
        Ok(())
    }

    /// Notes the numbers given.
    pub(crate) async fn write_counters(&self, write: &mut Write) -> Result<(), CatalogueError> {
        counters::advance(write, "edition", self.last_edition).await?;
        counters::advance(write, "work", self.last_work).await?;
        Ok(())
    }
}

/// Where a number went after a chain of merges.
pub(crate) fn follow(map: &FxHashMap<u32, u32>, mut number: u32) -> u32 {
    // A chain of merges is as long as the batch at most; numbers only ever go to smaller ones.
    while let Some(next) = map.get(&number) {
        number = *next;
    }
    number
}
