//! Halls.

use programme::Position;
use store::{new_id, prelude::*};

use crate::Result;
use crate::model::Hall;

const COLUMNS: &str =
    "id, commune, name, kind, unusual, places, width_cm, depth_cm, height_cm, power_kw, dark, level, access,
    address, postal_code, lat_e6, lon_e6, notes, offered, demo";

/// Keeps a hall, new or changed. Gives its identifier.
pub(crate) async fn put(write: &mut Write, one: &Hall) -> Result<String> {
    let id = if one.id.is_empty() { new_id() } else { one.id.clone() };
    let now = write.clock().now_ms();
    let e6 = |degrees: f64| (degrees * 1e6).round() as i64;
    let sql = format!(
        "INSERT INTO tours_halls ({COLUMNS}, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, unusual = excluded.unusual,
             places = excluded.places, width_cm = excluded.width_cm, depth_cm = excluded.depth_cm,
             height_cm = excluded.height_cm, power_kw = excluded.power_kw, dark = excluded.dark, level = excluded.level,
             access = excluded.access, address = excluded.address, postal_code = excluded.postal_code,
             lat_e6 = excluded.lat_e6, lon_e6 = excluded.lon_e6, notes = excluded.notes, offered = excluded.offered,
             changed_at = excluded.changed_at"
    );
    let values = params![
        &id,
        &one.commune,
        &one.name,
        &one.kind,
        one.unusual,
        one.places,
        one.width_cm,
        one.depth_cm,
        one.height_cm,
        one.power_kw,
        one.dark,
        one.level,
        one.access.join(" "),
        &one.address,
        &one.postal_code,
        one.position.map(|at| e6(at.lat)),
        one.position.map(|at| e6(at.lon)),
        &one.notes,
        one.offered,
        one.demo,
        now
    ];
    write.execute(&sql, values).await?;
    Ok(id)
}

/// The hall with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Hall> {
    hall(&query.one(&format!("SELECT {COLUMNS} FROM tours_halls WHERE id = $1"), params![id]).await?)
}

/// The halls of a commune, those still offered first.
pub async fn of_commune(query: &mut impl Query, commune: &str) -> Result<Vec<Hall>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_halls WHERE commune = $1 ORDER BY offered DESC, name, id");
    query.all(&sql, params![commune]).await?.iter().map(hall).collect()
}

/// Every hall, by commune.
pub async fn all(query: &mut impl Query) -> Result<Vec<Hall>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_halls ORDER BY commune, name, id");
    query.all(&sql, params![]).await?.iter().map(hall).collect()
}

fn hall(row: &Row) -> Result<Hall> {
    let (lat, lon): (Option<i64>, Option<i64>) = (row.get(15)?, row.get(16)?);
    let degrees = |e6: i64| e6 as f64 / 1e6;
    Ok(Hall {
        id: row.get(0)?,
        commune: row.get(1)?,
        name: row.get(2)?,
        kind: row.get(3)?,
        unusual: row.get(4)?,
        places: row.get(5)?,
        width_cm: row.get(6)?,
        depth_cm: row.get(7)?,
        height_cm: row.get(8)?,
        power_kw: row.get(9)?,
        dark: row.get(10)?,
        level: row.get(11)?,
        access: row.text(12)?.split_whitespace().map(str::to_owned).collect(),
        address: row.get(13)?,
        postal_code: row.get(14)?,
        position: lat.zip(lon).map(|(lat, lon)| Position { lat: degrees(lat), lon: degrees(lon) }),
        notes: row.get(17)?,
        offered: row.get(18)?,
        demo: row.get(19)?,
    })
}
