//! Captions and audio descriptions.

use store::{Row, prelude::*};

use crate::model::{Track, TrackKind};
use crate::{Error, Result};

const COLUMNS: &str = "id, resource, kind, language, label, hash, size, media_type";

/// The tracks of a resource, captions first.
pub async fn of_resource(query: &mut impl Query, resource: &str) -> Result<Vec<Track>> {
    let sql = format!("SELECT {COLUMNS} FROM mediatheque_tracks WHERE resource = $1 ORDER BY kind DESC, language, id");
    let mut tracks: Vec<Track> = query.all(&sql, params![resource]).await?.iter().map(track).collect::<Result<_>>()?;
    tracks.sort_by_key(|track| track.kind);
    Ok(tracks)
}

/// The track with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Track> {
    track(&query.one(&format!("SELECT {COLUMNS} FROM mediatheque_tracks WHERE id = $1"), params![id]).await?)
}

/// Keeps a track, in place of the one of the same kind and language.
pub async fn put(write: &mut Write, track: &Track) -> Result<()> {
    write
        .execute(
            "DELETE FROM mediatheque_tracks WHERE resource = $1 AND kind = $2 AND language = $3",
            params![&track.resource, track.kind.code(), &track.language],
        )
        .await?;
    write
        .execute(
            "INSERT INTO mediatheque_tracks (id, resource, kind, language, label, hash, size, media_type)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![
                &track.id,
                &track.resource,
                track.kind.code(),
                &track.language,
                &track.label,
                &track.hash,
                track.size,
                &track.media_type
            ],
        )
        .await?;
    Ok(())
}

/// Removes a track of a resource.
pub async fn remove(write: &mut Write, resource: &str, id: &str) -> Result<()> {
    let sql = "DELETE FROM mediatheque_tracks WHERE resource = $1 AND id = $2";
    if write.execute(sql, params![resource, id]).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn track(row: &Row) -> Result<Track> {
    Ok(Track {
        id: row.get(0)?,
        resource: row.get(1)?,
        kind: TrackKind::from_code(row.text(2)?)?,
        language: row.get(3)?,
        label: row.get(4)?,
        hash: row.get(5)?,
        size: row.get(6)?,
        media_type: row.get(7)?,
    })
}
