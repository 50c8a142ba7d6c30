//! Editions and their entries.

use content_package::Kind;
use store::{Row, prelude::*};

use super::{from_json, json};
use crate::model::{Edition, Entry};
use crate::{Error, Result};

const COLUMNS: &str = "id, resource, package, file_name, hash, size, manifest, notes, created_at";

/// The edition with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Edition> {
    edition(&query.one(&format!("SELECT {COLUMNS} FROM mediatheque_editions WHERE id = $1"), params![id]).await?)
}

/// The editions of a resource, the newest first.
pub async fn of_resource(query: &mut impl Query, resource: &str) -> Result<Vec<Edition>> {
    let sql =
        format!("SELECT {COLUMNS} FROM mediatheque_editions WHERE resource = $1 ORDER BY created_at DESC, id DESC");
    query.all(&sql, params![resource]).await?.iter().map(edition).collect()
}

/// What the file of an edition is, without the rest: asked at each of a reader's requests.
pub async fn package_of(query: &mut impl Query, id: &str) -> Result<Kind> {
    let row = query.one("SELECT package FROM mediatheque_editions WHERE id = $1", params![id]).await?;
    kind(row.text(0)?)
}

/// The file of an edition at a path.
pub async fn entry(query: &mut impl Query, edition: &str, path: &str) -> Result<Entry> {
    let sql = "SELECT path, hash, size, media_type FROM mediatheque_entries WHERE edition = $1 AND path = $2";
    read_entry(&query.one(sql, params![edition, path]).await?)
}

/// The files of an edition, by path.
pub async fn entries(query: &mut impl Query, edition: &str) -> Result<Vec<Entry>> {
    let sql = "SELECT path, hash, size, media_type FROM mediatheque_entries WHERE edition = $1 ORDER BY path";
    query.all(sql, params![edition]).await?.iter().map(read_entry).collect()
}

/// Keeps an edition and its entries. The resource must exist.
pub async fn insert(write: &mut Write, edition: &Edition, entries: &[Entry]) -> Result<()> {
    write
        .execute(
            "INSERT INTO mediatheque_editions (id, resource, package, file_name, hash, size, manifest, notes, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![
                &edition.id,
                &edition.resource,
                edition.package.code(),
                &edition.file_name,
                &edition.hash,
                edition.size,
                json(&edition.manifest)?,
                json(&edition.notes)?,
                edition.created_at_ms
            ],
        )
        .await?;
    let rows: Vec<[Value<'_>; 5]> = entries
        .iter()
        .map(|entry| {
            [
                Value::from(edition.id.as_str()),
                Value::from(entry.path.as_str()),
                Value::from(entry.hash.as_str()),
                Value::from(entry.size),
                Value::from(entry.media_type.as_str()),
            ]
        })
        .collect();
    write.insert_many("mediatheque_entries", &["edition", "path", "hash", "size", "media_type"], rows, None).await?;
    Ok(())
}

/// Whether anything still stands for these bytes.
pub async fn is_kept(query: &mut impl Query, hash: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM mediatheque_entries WHERE hash = $1
               UNION ALL SELECT 1 FROM mediatheque_editions WHERE hash = $1
               UNION ALL SELECT 1 FROM mediatheque_tracks WHERE hash = $1
               UNION ALL SELECT 1 FROM mediatheque_resources WHERE poster_hash = $1";
    Ok(query.optional(sql, params![hash]).await?.is_some())
}

fn edition(row: &Row) -> Result<Edition> {
    Ok(Edition {
        id: row.get(0)?,
        resource: row.get(1)?,
        package: kind(row.text(2)?)?,
        file_name: row.get(3)?,
        hash: row.get(4)?,
        size: row.get(5)?,
        manifest: from_json(row.text(6)?)?,
        notes: from_json(row.text(7)?)?,
        created_at_ms: row.get(8)?,
    })
}

fn kind(code: &str) -> Result<Kind> {
    Kind::from_code(code).ok_or_else(|| Error::Unknown { what: "kind of package", value: code.to_owned() })
}

fn read_entry(row: &Row) -> Result<Entry> {
    Ok(Entry { path: row.get(0)?, hash: row.get(1)?, size: row.get(2)?, media_type: row.get(3)? })
}
