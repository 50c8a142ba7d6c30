//! `beffroi catalogue rebuild`: all that is derived, derived again from the bytes kept.
//!
//! Every record is read, described and placed anew, in record order, under the librarians' decisions. Numbers stay with
//! the groups they named: a new group takes the smallest number its records had, each number once; a number left without
//! a group leads to where its first record went.

use std::collections::BTreeSet;

use bibliography::Description;
use jiff::Timestamp;
use marc::{Options, Record};
use record_matching::{Features, Matcher};
use rustc_hash::{FxHashMap, FxHashSet};
use store::{Query, Value, Write, params};

use crate::error::CatalogueError;
use crate::import::write::follow;
use crate::import::{Engine, bundle};
use crate::store::placements::{Level, NewPlacement};
use crate::store::{counters, decisions, placements, sources};

/// Records read and written together.
const BATCH: i64 = 8_000;

/// What a rebuild did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Live records read again.
    pub records: u64,
    /// Records whose kept bytes could no longer be read (none is expected); their old place stays.
    pub unreadable: u64,
    /// Records whose edition or work changed.
    pub moved: u64,
    /// Editions after.
    pub editions: u64,
    /// Works after.
    pub works: u64,
}

struct Replaced {
    record: u32,
    old: (u32, u32),
    new: (u32, u32),
    reasons: (Vec<u8>, Vec<u8>),
}

/// Derives everything again. `progress` is told the number of records read.
pub async fn rebuild(engine: &Engine, mut progress: impl FnMut(u64)) -> Result<Rebuilt, CatalogueError> {
    let mut turn = engine.turn().await?;
    turn.forget();
    let mut outcome = Rebuilt::default();

    let mut matcher = Matcher::new();
    {
        let mut read = engine.db().read().await?;
        for decision in decisions::in_force(&mut read).await? {
            decision.tell(&mut matcher);
        }
    }

    let mut placed: Vec<Replaced> = Vec::new();
    let mut merged: (FxHashMap<u32, u32>, FxHashMap<u32, u32>) = Default::default();
    let mut after = 0i64;
    loop {
        turn.check()?;
        let batch = describe_batch(engine, after, &mut outcome).await?;
        let Some(last) = batch.last else { break };
        after = last;
        for (record, old, features) in batch.described {
            let placement = matcher.place(record, &features);
            merged.0.extend(placement.merged_editions.iter().copied());
            merged.1.extend(placement.merged_works.iter().copied());
            placed.push(Replaced {
                record,
                old,
                new: (placement.edition, placement.work),
                reasons: (placement.edition_reason.to_bytes().to_vec(), placement.work_reason.to_bytes().to_vec()),
            });
        }
        outcome.records = placed.len() as u64;
        progress(outcome.records);
    }
    drop(matcher);
    for place in &mut placed {
        place.new = (follow(&merged.0, place.new.0), follow(&merged.1, place.new.1));
    }

    let mut write = engine.db().write().await?;
    let first_edition = counters::last(&mut write, "edition").await? as u32 + 1;
    let first_work = counters::last(&mut write, "work").await? as u32 + 1;
    let editions = keep_numbers(placed.iter().map(|p| (p.new.0, p.old.0)), first_edition);
    let works = keep_numbers(placed.iter().map(|p| (p.new.1, p.old.1)), first_work);
    outcome.editions = editions.numbers.len() as u64;
    outcome.works = works.numbers.len() as u64;
    write_places(&mut write, &placed, &editions, &works, &mut outcome).await?;
    counters::advance(&mut write, "edition", i64::from(editions.last)).await?;
    counters::advance(&mut write, "work", i64::from(works.last)).await?;
    write.commit().await?;
    turn.release().await;
    engine.changed();
    Ok(outcome)
}

struct DescribedBatch {
    last: Option<i64>,
    described: Vec<(u32, (u32, u32), Features)>,
}

/// Reads a batch of records from their kept bytes and keeps their new descriptions.
async fn describe_batch(engine: &Engine, after: i64, outcome: &mut Rebuilt) -> Result<DescribedBatch, CatalogueError> {
    let mut write = engine.db().write().await?;
    let settings: FxHashMap<i64, Options> = sources::all(&mut write)
        .await?
        .into_iter()
        .map(|s| (s.id, Options { format: s.format, encoding: s.encoding, ..Options::default() }))
        .collect();
    let rows = write
        .all(
            "SELECT r.id, r.source, r.local_id, r.content_hash, r.bundle, r.bundle_offset, r.bundle_length, \
             r.description, r.notes, r.deleted, r.changed_at, r.changed_in_run, p.edition, p.work \
             FROM catalogue_record r JOIN catalogue_placement p ON p.record = r.id \
             WHERE r.id > $1 ORDER BY r.id LIMIT $2",
            params![after, BATCH],
        )
        .await?;
    let mut batch = DescribedBatch { last: None, described: Vec::with_capacity(rows.len()) };
    let mut changed: Vec<Vec<Value<'_>>> = Vec::new();
    let mut opened: (i64, Vec<u8>) = (0, Vec::new());
    let mut record = Record::default();
    let mut description = Description::default();
    for row in &rows {
        let id: i64 = row.get("id")?;
        batch.last = Some(id);
        let bundle_id: i64 = row.get("bundle")?;
        if opened.0 != bundle_id {
            let kept = write.one("SELECT bytes FROM catalogue_bundle WHERE id = $1", params![bundle_id]).await?;
            opened = (bundle_id, bundle::open(kept.bytes("bytes")?));
        }
        let offset = row.get::<i64>("bundle_offset")? as usize;
        let length = row.get::<i64>("bundle_length")? as usize;
        let raw = opened.1.get(offset..offset + length).unwrap_or_default();
        let options = settings.get(&row.get::<i64>("source")?).cloned().unwrap_or_default();
        let readable = marc::parse(raw, &options, &mut record).is_ok();
        if !readable {
            outcome.unreadable += 1;
        } else {
            bibliography::describe(&record, &mut description);
        }
        let bytes = if readable {
            postcard::to_stdvec(&description).map_err(std::io::Error::other)?
        } else {
            row.bytes("description")?.to_vec()
        };
        if !readable {
            description = postcard::from_bytes(&bytes).unwrap_or_default();
        }
        let old = (row.get::<i64>("edition")? as u32, row.get::<i64>("work")? as u32);
        batch.described.push((id as u32, old, Features::from(&description)));
        if bytes != row.bytes("description")? {
            changed.push(vec![
                Value::from(id),
                Value::from(row.get::<i64>("source")?),
                Value::from(row.get::<String>("local_id")?),
                Value::from(row.get::<i64>("content_hash")?),
                Value::from(bundle_id),
                Value::from(row.get::<i64>("bundle_offset")?),
                Value::from(row.get::<i64>("bundle_length")?),
                Value::from(bytes),
                Value::from(row.get::<String>("notes")?),
                Value::from(row.get::<bool>("deleted")?),
                Value::from(row.get::<i64>("changed_at")?),
                Value::from(row.get::<i64>("changed_in_run")?),
            ]);
        }
    }
    write
        .insert_many(
            "catalogue_record",
            &[
                "id",
                "source",
                "local_id",
                "content_hash",
                "bundle",
                "bundle_offset",
                "bundle_length",
                "description",
                "notes",
                "deleted",
                "changed_at",
                "changed_in_run",
            ],
            changed,
            Some("(id) DO UPDATE SET description = excluded.description"),
        )
        .await?;
    write.commit().await?;
    Ok(batch)
}

/// Final numbers of new groups.
struct Numbers {
    numbers: FxHashMap<u32, u32>,
    last: u32,
}

/// Gives each new group the smallest number its records had that no group before it took, or a fresh one.
fn keep_numbers(pairs: impl Iterator<Item = (u32, u32)> + Clone, fresh: u32) -> Numbers {
    let mut smallest: FxHashMap<u32, BTreeSet<u32>> = FxHashMap::default();
    for (group, old) in pairs {
        smallest.entry(group).or_default().insert(old);
    }
    let mut groups: Vec<(u32, BTreeSet<u32>)> = smallest.into_iter().collect();
    groups.sort_by_key(|(group, olds)| (olds.first().copied(), *group));
    let mut taken: FxHashSet<u32> = FxHashSet::default();
    let mut numbers = FxHashMap::default();
    let mut next = fresh;
    for (group, olds) in groups {
        let number = olds.into_iter().find(|old| !taken.contains(old)).unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        taken.insert(number);
        numbers.insert(group, number);
    }
    Numbers { numbers, last: next.saturating_sub(1) }
}

async fn write_places(
    write: &mut Write,
    placed: &[Replaced],
    editions: &Numbers,
    works: &Numbers,
    outcome: &mut Rebuilt,
) -> Result<(), CatalogueError> {
    let now = Timestamp::now().as_millisecond();
    let live_editions: FxHashSet<u32> = editions.numbers.values().copied().collect();
    let live_works: FxHashSet<u32> = works.numbers.values().copied().collect();
    let mut touched: BTreeSet<i64> = BTreeSet::new();
    let mut redirected: FxHashSet<(bool, u32)> = FxHashSet::default();
    for chunk in placed.chunks(BATCH as usize) {
        let mut features = features_of(write, chunk).await?;
        let mut rows = Vec::with_capacity(chunk.len());
        for place in chunk {
            let edition = editions.numbers.get(&place.new.0).copied().unwrap_or(place.old.0);
            let work = works.numbers.get(&place.new.1).copied().unwrap_or(place.old.1);
            touched.insert(i64::from(work));
            if (edition, work) != place.old {
                outcome.moved += 1;
                touched.insert(i64::from(place.old.1));
            }
            for (level, is_work, old, new, live) in [
                (Level::Edition, false, place.old.0, edition, &live_editions),
                (Level::Work, true, place.old.1, work, &live_works),
            ] {
                if !live.contains(&old) && redirected.insert((is_work, old)) {
                    placements::redirect(write, level, i64::from(old), i64::from(new)).await?;
                }
            }
            rows.push(NewPlacement {
                record: i64::from(place.record),
                edition: i64::from(edition),
                work: i64::from(work),
                edition_reason: place.reasons.0.clone(),
                work_reason: place.reasons.1.clone(),
                features: features.remove(&place.record).unwrap_or_default(),
            });
        }
        placements::put(write, rows).await?;
    }
    let touched: Vec<i64> = touched.into_iter().collect();
    placements::note_changes(write, &touched, now).await?;
    Ok(())
}

/// Features again, from the descriptions just kept: a million of them are not held in memory twice.
async fn features_of(write: &mut Write, chunk: &[Replaced]) -> Result<FxHashMap<u32, Vec<u8>>, CatalogueError> {
    let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { return Ok(FxHashMap::default()) };
    let mut features = FxHashMap::default();
    write
        .stream(
            "SELECT id, description FROM catalogue_record WHERE id >= $1 AND id <= $2",
            params![first.record, last.record],
            |row| {
                let description: Description = postcard::from_bytes(row.bytes("description")?).unwrap_or_default();
                features.insert(row.get::<i64>("id")? as u32, Features::from(&description).to_bytes().to_vec());
                Ok(())
            },
        )
        .await?;
    Ok(features)
}

#[cfg(test)]
mod tests {
    use super::keep_numbers;

    #[test]
    fn a_group_keeps_its_number_and_no_number_serves_twice() {
        // Group 1 had 7 and 9; group 2 had 7 too (it was one group before): it gets a fresh number.
        let numbers = keep_numbers([(1, 9), (1, 7), (2, 7), (3, 12)].into_iter(), 20);
        assert_eq!(numbers.numbers[&1], 7);
        assert_eq!(numbers.numbers[&2], 20);
        assert_eq!(numbers.numbers[&3], 12);
        assert_eq!(numbers.last, 20);
    }
}
