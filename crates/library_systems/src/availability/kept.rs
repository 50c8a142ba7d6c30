//! What was last said, kept: in memory for the pages, in a table for the next start.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use store::prelude::*;

use crate::{CopyState, Result};

/// How long what a library said is worth showing, in milliseconds: a day.
pub(super) const LAST_KNOWN_MS: i64 = 24 * 3_600_000;

/// Records kept in memory. A record takes some hundred bytes.
const MOST: usize = 50_000;
/// The longest list of copies kept for the next start, as JSON, in bytes.
const LONGEST: usize = 64 << 10;

/// A record of a library.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) institution: String,
    pub(super) record: String,
}

/// What a library said of a record, and when.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) copies: Arc<Vec<CopyState>>,
    pub(super) asked_at_ms: i64,
}

/// What is known of all.
#[derive(Debug, Default)]
pub(super) struct Memory {
    known: HashMap<Key, Kept>,
    unsaved: HashSet<Key>,
}

impl Memory {
    /// What is known of a record, unless it is too old to be worth telling.
    pub(super) fn get(&self, key: &Key, now_ms: i64) -> Option<&Kept> {
        self.known.get(key).filter(|kept| now_ms - kept.asked_at_ms < LAST_KNOWN_MS)
    }

    /// Remembers what was said; whether somebody must be sent to save it.
    pub(super) fn learn(&mut self, key: Key, kept: Kept) -> bool {
        self.put(key.clone(), kept);
        let first = self.unsaved.is_empty();
        self.unsaved.insert(key);
        first
    }

    fn put(&mut self, key: Key, kept: Kept) {
        if self.known.get(&key).is_some_and(|known| known.asked_at_ms > kept.asked_at_ms) {
            return;
        }
        self.known.insert(key, kept);
        if self.known.len() > MOST {
            // A tenth goes at once, so that this is rare.
            let mut ages: Vec<i64> = self.known.values().map(|kept| kept.asked_at_ms).collect();
            let (_, oldest, _) = ages.select_nth_unstable(MOST / 10);
            let oldest = *oldest;
            self.known.retain(|_, kept| kept.asked_at_ms > oldest);
        }
    }

    /// What is to be saved, taken.
    pub(super) fn take_unsaved(&mut self) -> Vec<(Key, Kept)> {
        let unsaved = std::mem::take(&mut self.unsaved);
        unsaved.into_iter().filter_map(|key| self.known.get(&key).cloned().map(|kept| (key, kept))).collect()
    }

    /// Adds what was kept before the start, where nothing newer is known.
    pub(super) fn remember(&mut self, rows: Vec<(Key, Kept)>) {
        for (key, kept) in rows {
            self.put(key, kept);
        }
    }
}

/// What was kept and is still worth telling, newest first.
pub(super) async fn load(db: &Db) -> Result<Vec<(Key, Kept)>> {
    let since = db.clock().now_ms() - LAST_KNOWN_MS;
    let rows = db
        .read()
        .await?
        .all(
            "SELECT institution, record, asked_at, copies FROM library_systems_availability
             WHERE asked_at > $1 ORDER BY asked_at DESC LIMIT $2",
            params![since, MOST as i64],
        )
        .await?;
    let mut loaded = Vec::with_capacity(rows.len());
    for row in rows {
        let key = Key { institution: row.get("institution")?, record: row.get("record")? };
        // A row another version wrote is asked again.
        if let Ok(copies) = serde_json::from_str(&row.get::<String>("copies")?) {
            loaded.push((key, Kept { copies: Arc::new(copies), asked_at_ms: row.get("asked_at")? }));
        }
    }
    Ok(loaded)
}

/// Keeps what was said for the next start.
pub(super) async fn save(db: &Db, unsaved: &[(Key, Kept)]) -> Result<()> {
    let mut rows = Vec::with_capacity(unsaved.len());
    for (key, kept) in unsaved {
        let copies = serde_json::to_string(&*kept.copies)?;
        if copies.len() <= LONGEST {
            rows.push(vec![
                Value::from(key.institution.clone()),
                Value::from(key.record.clone()),
                Value::from(kept.asked_at_ms),
                Value::from(copies),
            ]);
        }
    }
    let mut write = db.write().await?;
    for some in rows.chunks(200) {
        write
            .insert_many(
                "library_systems_availability",
                &["institution", "record", "asked_at", "copies"],
                some.to_vec(),
                Some(
                    "(institution, record) DO UPDATE SET asked_at = excluded.asked_at, copies = excluded.copies
                     WHERE excluded.asked_at >= library_systems_availability.asked_at",
                ),
            )
            .await?;
    }
    write.commit().await?;
    Ok(())
}

/// Forgets what is too old to be told. Called now and then.
///
/// # Errors
/// The database's.
pub async fn sweep(write: &mut Write) -> Result<u64> {
    let before = write.clock().now_ms() - LAST_KNOWN_MS;
    Ok(write.execute("DELETE FROM library_systems_availability WHERE asked_at <= $1", params![before]).await?)
}
