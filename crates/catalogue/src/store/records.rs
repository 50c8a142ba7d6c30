//! Records as received, and their descriptions.

use bibliography::Description;
use rustc_hash::{FxHashMap, FxHashSet};
use store::{Query, Result, Value, Write, in_list, params};

use crate::model::words;

/// What a source already holds, small enough to keep in memory while importing.
#[derive(Default)]
pub(crate) struct KnownRecords {
    by_local_id: FxHashMap<u64, Known>,
}

/// One record a source already holds.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub(crate) record: u32,
    pub(crate) content_hash: i64,
    pub(crate) deleted: bool,
    pub(crate) seen: bool,
}

impl KnownRecords {
    /// The record a source holds under this number.
    pub(crate) fn get_mut(&mut self, local_id: &str) -> Option<&mut Known> {
        self.by_local_id.get_mut(&key(local_id))
    }

    /// Notes a record met for the first time.
    pub(crate) fn insert(&mut self, local_id: &str, record: u32, content_hash: i64) {
        self.by_local_id.insert(key(local_id), Known { record, content_hash, deleted: false, seen: true });
    }

    /// Live records not met in this run.
    pub(crate) fn unseen(&self) -> Vec<u32> {
        let mut records: Vec<u32> =
            self.by_local_id.values().filter(|known| !known.seen && !known.deleted).map(|known| known.record).collect();
        records.sort_unstable();
        records
    }

    /// Records met in this run.
    pub(crate) fn seen(&self) -> FxHashSet<u32> {
        self.by_local_id.values().filter(|known| known.seen).map(|known| known.record).collect()
    }

    /// Live records held.
    pub(crate) fn live(&self) -> usize {
        self.by_local_id.values().filter(|known| !known.deleted).count()
    }
}

fn key(local_id: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(local_id.as_bytes())
}

/// What a source holds, read page by page in the order of its numbers.
pub(crate) async fn known(query: &mut impl Query, source: i64) -> Result<KnownRecords> {
    const PAGE: i64 = 20_000;
    let mut known = KnownRecords::default();
    let mut after = String::new();
    loop {
        let rows = query
            .all(
                "SELECT id, local_id, content_hash, deleted FROM catalogue_record \
                 WHERE source = $1 AND local_id > $2 ORDER BY local_id LIMIT $3",
                params![source, after, PAGE],
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(known) };
        after = last.get("local_id")?;
        for row in &rows {
            known.by_local_id.insert(
                key(row.text("local_id")?),
                Known {
                    record: row.get::<i64>("id")? as u32,
                    content_hash: row.get("content_hash")?,
                    deleted: row.get("deleted")?,
                    seen: false,
                },
            );
        }
    }
}

/// A record to write.
pub(crate) struct NewRecord {
    pub(crate) id: i64,
    pub(crate) source: i64,
    pub(crate) local_id: String,
    pub(crate) content_hash: i64,
    pub(crate) bundle: i64,
    pub(crate) bundle_offset: i64,
    pub(crate) bundle_length: i64,
    pub(crate) description: Vec<u8>,
    pub(crate) notes: String,
}

/// Writes records, new or changed.
pub(crate) async fn put(write: &mut Write, records: Vec<NewRecord>, run: i64, now: i64) -> Result<()> {
    let rows: Vec<Vec<Value>> = records
        .into_iter()
        .map(|record| {
            vec![
                Value::from(record.id),
                Value::from(record.source),
                Value::from(record.local_id),
                Value::from(record.content_hash),
                Value::from(record.bundle),
                Value::from(record.bundle_offset),
                Value::from(record.bundle_length),
                Value::from(record.description),
                Value::from(record.notes),
                Value::from(false),
                Value::from(now),
                Value::from(run),
            ]
        })
        .collect();
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
            rows,
            Some(
                "(id) DO UPDATE SET content_hash = excluded.content_hash, bundle = excluded.bundle, \
                 bundle_offset = excluded.bundle_offset, bundle_length = excluded.bundle_length, \
                 description = excluded.description, notes = excluded.notes, deleted = excluded.deleted, \
                 changed_at = excluded.changed_at, changed_in_run = excluded.changed_in_run",
            ),
        )
        .await?;
    Ok(())
}

/// Marks records as withdrawn; their bytes stay.
pub(crate) async fn retire(write: &mut Write, records: &[u32], run: i64, now: i64) -> Result<()> {
    for chunk in records.chunks(500) {
        let sql = format!(
            "UPDATE catalogue_record SET deleted = TRUE, changed_at = $1, changed_in_run = $2 WHERE id IN {}",
            in_list(3, chunk.len())
        );
        let mut values = params![now, run];
        values.extend(chunk.iter().map(|id| Value::from(*id)));
        write.execute(&sql, values).await?;
    }
    Ok(())
}

/// Keeps a bundle of bytes as received.
pub(crate) async fn put_bundles(write: &mut Write, bundles: Vec<(i64, Vec<u8>)>) -> Result<()> {
    let rows: Vec<Vec<Value>> =
        bundles.into_iter().map(|(id, bytes)| vec![Value::from(id), Value::from(bytes)]).collect();
    write.insert_many("catalogue_bundle", &["id", "bytes"], rows, None).await?;
    Ok(())
}

/// A record as kept, with its bytes.
pub(crate) struct KeptRecord {
    /// Number of the record.
    pub id: i64,
    /// Code of the library.
    pub library: String,
    /// Number of the library.
    pub library_number: u16,
    /// The library's own number for it.
    pub local_id: String,
    /// Exactly what was received.
    pub bytes: Vec<u8>,
    /// What was derived from it.
    pub description: Description,
    /// Whether its source withdrew it.
    pub deleted: bool,
    /// Milliseconds since 1970, UTC.
    pub changed_at: i64,
    /// What its source says of format and encoding: to be read again as it was read first.
    pub options: marc::Options,
}

/// One record with its bytes.
pub(crate) async fn kept(query: &mut impl Query, id: i64) -> Result<Option<KeptRecord>> {
    let row = query
        .optional(
            "SELECT r.id, l.code, l.number, r.local_id, r.description, r.deleted, r.changed_at, \
             r.bundle_offset, r.bundle_length, b.bytes, s.format, s.encoding FROM catalogue_record r \
             JOIN catalogue_source s ON s.id = r.source JOIN catalogue_library l ON l.number = s.library \
             JOIN catalogue_bundle b ON b.id = r.bundle WHERE r.id = $1",
            params![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let bundle = crate::import::bundle::open(&row.get::<Vec<u8>>("bytes")?);
    let offset = row.get::<i64>("bundle_offset")? as usize;
    let length = row.get::<i64>("bundle_length")? as usize;
    Ok(Some(KeptRecord {
        id: row.get("id")?,
        library: row.get("code")?,
        library_number: row.get::<i64>("number")? as u16,
        local_id: row.get("local_id")?,
        bytes: bundle.get(offset..offset + length).unwrap_or_default().to_vec(),
        description: decode(&row.get::<Vec<u8>>("description")?),
        deleted: row.get("deleted")?,
        changed_at: row.get("changed_at")?,
        options: marc::Options {
            format: row.get::<Option<String>>("format")?.and_then(|word| words::format(&word)),
            encoding: row.get::<Option<String>>("encoding")?.and_then(|word| words::encoding(&word)),
            ..marc::Options::default()
        },
    }))
}

/// Reads a stored description; one that can't be read (older layout) is empty until the next rebuild.
pub(crate) fn decode(bytes: &[u8]) -> Description {
    postcard::from_bytes(bytes).unwrap_or_default()
}
