//! What must always be true of the catalogue, checked from end to end.

use store::{Db, Query, params};

use crate::error::CatalogueError;
use crate::import::bundle;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Records kept, withdrawn ones included.
    pub records: u64,
    /// Bundles opened.
    pub bundles: u64,
    /// Records whose kept bytes are not those received.
    pub damaged: u64,
    /// Live records without an edition and a work.
    pub unplaced: u64,
    /// Places whose record is withdrawn or missing.
    pub misplaced: u64,
    /// Works there are.
    pub works: u64,
}

/// Reads every record's bytes and compares them with the hash taken when they were received.
pub async fn verify(db: &Db) -> Result<Checked, CatalogueError> {
    let mut checked = Checked::default();
    let mut read = db.read().await?;
    let mut after = 0i64;
    let mut opened: (i64, Vec<u8>) = (0, Vec::new());
    loop {
        let rows = read
            .all(
                "SELECT id, content_hash, bundle, bundle_offset, bundle_length FROM catalogue_record \
                 WHERE id > $1 ORDER BY id LIMIT 5000",
                params![after],
            )
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            after = row.get("id")?;
            checked.records += 1;
            let id: i64 = row.get("bundle")?;
            if opened.0 != id {
                let kept = read.optional("SELECT bytes FROM catalogue_bundle WHERE id = $1", params![id]).await?;
                opened = (
                    id,
                    match kept {
                        Some(kept) => bundle::open(kept.bytes("bytes")?),
                        None => Vec::new(),
                    },
                );
                checked.bundles += 1;
            }
            let offset = row.get::<i64>("bundle_offset")? as usize;
            let length = row.get::<i64>("bundle_length")? as usize;
            let hash: i64 = row.get("content_hash")?;
            let whole = opened
                .1
                .get(offset..offset + length)
                .is_some_and(|bytes| xxhash_rust::xxh3::xxh3_64(bytes) as i64 == hash);
            checked.damaged += u64::from(!whole);
        }
    }
    let count = |row: store::Row| row.get::<i64>("n").map(|n| n as u64);
    checked.unplaced = count(
        read.one(
            "SELECT count(*) AS n FROM catalogue_record r WHERE NOT r.deleted \
             AND NOT EXISTS (SELECT 1 FROM catalogue_placement p WHERE p.record = r.id)",
            params![],
        )
        .await?,
    )?;
    checked.misplaced = count(
        read.one(
            "SELECT count(*) AS n FROM catalogue_placement p \
             WHERE NOT EXISTS (SELECT 1 FROM catalogue_record r WHERE r.id = p.record AND NOT r.deleted)",
            params![],
        )
        .await?,
    )?;
    checked.works = count(read.one("SELECT count(DISTINCT work) AS n FROM catalogue_placement", params![]).await?)?;
    Ok(checked)
}
