//! Seasons imported: kept, read again, taken back.

use std::collections::BTreeMap;

use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use super::file::{Key, PastLine};
use crate::{Error, Result};

const COLUMNS: &str =
    "year, commune, day, hour, show_key, edition, season, title, institution, places, spectators, artists,
    receipts, cost";

/// What taking lines did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Performances nobody knew.
    pub new: usize,
    /// Performances known, with other figures or words.
    pub changed: usize,
    /// Performances known, the same.
    pub same: usize,
}

/// What taking these lines would do.
///
/// # Errors
/// Those of the database.
pub async fn compare(query: &mut impl Query, lines: &[PastLine]) -> Result<Taken> {
    let known: BTreeMap<Key, PastLine> = all(query).await?.into_iter().map(|line| (line.key(), line)).collect();
    let mut taken = Taken::default();
    for line in lines {
        match known.get(&line.key()) {
            None => taken.new += 1,
            Some(same) if same == line => taken.same += 1,
            Some(_) => taken.changed += 1,
        }
    }
    Ok(taken)
}

/// Takes lines: a performance known already is brought up to date, never doubled.
///
/// # Errors
/// Those of the database.
pub async fn take(write: &mut Write, lines: &[PastLine], actor: &Actor) -> Result<Taken> {
    write.exclusive("tours.history").await?;
    let taken = compare(write, lines).await?;
    let now = write.clock().now_ms();
    let mut rows: Vec<[Value<'static>; 15]> = Vec::with_capacity(lines.len());
    for line in lines {
        let (year, commune, day, hour, show) = line.key();
        rows.push([
            Value::from(year),
            Value::from(commune),
            Value::from(day),
            Value::from(hour),
            Value::from(show),
            Value::from(line.edition),
            Value::from(line.season.clone()),
            Value::from(line.title.clone()),
            Value::from(line.institution.clone()),
            Value::from(line.places),
            Value::from(line.spectators),
            Value::from(line.artists),
            Value::from(line.receipts),
            Value::from(line.cost),
            Value::from(now),
        ]);
    }
    let columns = [
        "year",
        "commune",
        "day",
        "hour",
        "show_key",
        "edition",
        "season",
        "title",
        "institution",
        "places",
        "spectators",
        "artists",
        "receipts",
        "cost",
        "imported_at",
    ];
    let update = "(year, commune, day, hour, show_key) DO UPDATE SET edition = excluded.edition, season = excluded.season,
        title = excluded.title, institution = excluded.institution, places = excluded.places,
        spectators = excluded.spectators, artists = excluded.artists, receipts = excluded.receipts, cost = excluded.cost,
        imported_at = excluded.imported_at";
    write.insert_many("tours_history", &columns, rows, Some(update)).await?;
    let details = json!({ "new": taken.new, "changed": taken.changed, "same": taken.same });
    audit::append(write, actor, "tours.history_imported", "tours:history", &details).await?;
    Ok(taken)
}

/// Takes a season imported back out; gives how many performances went.
///
/// # Errors
/// [`Error::NotFound`] when none of that year was imported.
pub async fn forget(write: &mut Write, year: i64, actor: &Actor) -> Result<u64> {
    write.exclusive("tours.history").await?;
    let gone = write.execute("DELETE FROM tours_history WHERE year = $1", params![year]).await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    let details = json!({ "performances": gone });
    audit::append(write, actor, "tours.history_forgotten", &format!("tours:{year}"), &details).await?;
    Ok(gone)
}

/// Every performance imported, by season, day and commune.
///
/// # Errors
/// Those of the database.
pub async fn all(query: &mut impl Query) -> Result<Vec<PastLine>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_history ORDER BY year, day, hour, commune, show_key");
    query.all(&sql, params![]).await?.iter().map(line).collect()
}

/// The performances imported of a season, by day and commune.
///
/// # Errors
/// Those of the database.
pub async fn of_year(query: &mut impl Query, year: i64) -> Result<Vec<PastLine>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_history WHERE year = $1 ORDER BY day, hour, commune, show_key");
    query.all(&sql, params![year]).await?.iter().map(line).collect()
}

/// In which seasons imported each commune received: INSEE code and the season's first year, each pair once.
///
/// # Errors
/// Those of the database.
pub async fn served_years(query: &mut impl Query) -> Result<Vec<(String, i64)>> {
    let rows = query.all("SELECT DISTINCT commune, year FROM tours_history ORDER BY commune, year", params![]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

fn line(row: &Row) -> Result<PastLine> {
    let day = row.text(2)?;
    Ok(PastLine {
        year: row.get(0)?,
        commune: row.get(1)?,
        day: if day.is_empty() { None } else { Some(day.parse()?) },
        hour: row.get(3)?,
        edition: row.get(5)?,
        season: row.get(6)?,
        title: row.get(7)?,
        institution: row.get(8)?,
        places: row.get(9)?,
        spectators: row.get(10)?,
        artists: row.get(11)?,
        receipts: row.get(12)?,
        cost: row.get(13)?,
    })
}
