//! Institutions and the places where they receive.

use serde::{Deserialize, Serialize};
use store::{new_id, prelude::*};

use crate::{Error, Position, Result, from_columns, to_columns};

/// What an institution is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionKind {
    /// A public library.
    Library,
    /// A museum.
    Museum,
    /// A commune's town hall.
    TownHall,
    /// A theatre, an opera house, a concert hall.
    Stage,
    /// A company or orchestra without a house of its own.
    Company,
    /// A cinema.
    Cinema,
    /// An archive.
    Archive,
    /// The intercommunality itself.
    Intercommunality,
    /// Anything else.
    Other,
}

impl InstitutionKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Library,
        Self::Museum,
        Self::TownHall,
        Self::Stage,
        Self::Company,
        Self::Cinema,
        Self::Archive,
        Self::Intercommunality,
        Self::Other,
    ];

    /// Its name in tables and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Museum => "museum",
            Self::TownHall => "town_hall",
            Self::Stage => "stage",
            Self::Company => "company",
            Self::Cinema => "cinema",
            Self::Archive => "archive",
            Self::Intercommunality => "intercommunality",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| Error::Unknown { what: "kind of institution", value: code.to_owned() })
    }
}

/// An institution, with its main place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Institution {
    /// Identifier: what roles, items and records point to.
    pub id: String,
    /// What it is.
    pub kind: InstitutionKind,
    /// Stable code of the network, as in `lille-jean-levy`.
    pub code: String,
    /// Name shown to the public.
    pub name: String,
    /// INSEE code of its commune.
    pub commune: String,
    /// Web site.
    pub website: Option<String>,
    /// Exists only in the demonstration: pages say so.
    pub demo: bool,
    /// Where these facts come from.
    pub source: String,
    /// Where it receives.
    pub place: Place,
}

/// A place where an institution receives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// Identifier.
    pub id: String,
    /// Name; the institution's own for its main place.
    pub name: String,
    /// INSEE code of its commune.
    pub commune: String,
    /// Street address, when known.
    pub address: Option<String>,
    /// Postal code, when known.
    pub postal_code: Option<String>,
    /// Where it stands, when known.
    pub position: Option<Position>,
    /// Whether its opening hours are known. When not, it is neither open nor closed: ask [`hours`](crate::hours).
    pub hours_known: bool,
    /// Minutes open in a usual week, when a source says so without a timetable.
    pub weekly_minutes: Option<i64>,
}

/// An institution to be declared.
#[derive(Debug, Clone)]
pub struct NewInstitution<'a> {
    /// What it is.
    pub kind: InstitutionKind,
    /// Its code, unique in the network.
    pub code: &'a str,
    /// Name shown to the public.
    pub name: &'a str,
    /// INSEE code of its commune.
    pub commune: &'a str,
    /// Street address.
    pub address: Option<&'a str>,
    /// Postal code.
    pub postal_code: Option<&'a str>,
    /// Where it stands.
    pub position: Option<Position>,
    /// Web site.
    pub website: Option<&'a str>,
    /// Minutes open in a usual week.
    pub weekly_minutes: Option<i64>,
    /// Exists only in the demonstration.
    pub demo: bool,
    /// Where these facts come from.
    pub source: &'a str,
}

/// Declares an institution and its main place, or brings the one of this code up to date. Gives its identifier.
pub async fn declare(write: &mut Write, new: &NewInstitution<'_>) -> Result<String> {
    let now = write.clock().now_ms();
    let row = write
        .one(
            "INSERT INTO programme_institutions
                 (id, kind, code, name, commune, website, demo, source, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
             ON CONFLICT (code) DO UPDATE SET
                 kind = excluded.kind, name = excluded.name, commune = excluded.commune, website = excluded.website,
                 demo = excluded.demo, source = excluded.source, updated_at = excluded.updated_at
             RETURNING id",
            params![new_id(), new.kind.code(), new.code, new.name, new.commune, new.website, new.demo, new.source, now],
        )
        .await?;
    let id: String = row.get(0)?;
    let (lat, lon) = to_columns(new.position);
    let updated = write
        .execute(
            "UPDATE programme_places SET name = $2, commune = $3, address = $4, postal_code = $5, lat_e6 = $6,
                 lon_e6 = $7, weekly_minutes = $8
             WHERE institution = $1 AND main",
            params![&id, new.name, new.commune, new.address, new.postal_code, lat, lon, new.weekly_minutes],
        )
        .await?;
    if updated == 0 {
        insert_place(write, &id, true, new).await?;
    }
    Ok(id)
}

/// Adds another place to an institution; `at`'s kind, code, demo and source are not used. Gives its identifier.
pub async fn add_place(write: &mut Write, institution: &str, at: &NewInstitution<'_>) -> Result<String> {
    by_id(write, institution).await?;
    insert_place(write, institution, false, at).await
}

async fn insert_place(write: &mut Write, institution: &str, main: bool, at: &NewInstitution<'_>) -> Result<String> {
    let id = new_id();
    let (lat, lon) = to_columns(at.position);
    write
        .execute(
            "INSERT INTO programme_places (id, institution, main, name, commune, address, postal_code, lat_e6, lon_e6,
                 hours_known, weekly_minutes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            params![
                &id,
                institution,
                main,
                at.name,
                at.commune,
                at.address,
                at.postal_code,
                lat,
                lon,
                false,
                at.weekly_minutes
            ],
        )
        .await?;
    Ok(id)
}

const SELECT: &str = "SELECT i.id, i.kind, i.code, i.name, i.commune, i.website, i.demo, i.source,
    p.id, p.name, p.commune, p.address, p.postal_code, p.lat_e6, p.lon_e6, p.hours_known, p.weekly_minutes
    FROM programme_institutions i JOIN programme_places p ON p.institution = i.id AND p.main";

/// The institution with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Institution> {
    institution(&query.one(&format!("{SELECT} WHERE i.id = $1"), params![id]).await?)
}

/// The institution with this code.
pub async fn by_code(query: &mut impl Query, code: &str) -> Result<Institution> {
    institution(&query.one(&format!("{SELECT} WHERE i.code = $1"), params![code]).await?)
}

/// The institutions of a kind (all without one), of a commune (all without one), by code.
pub async fn list(
    query: &mut impl Query,
    kind: Option<InstitutionKind>,
    commune: Option<&str>,
) -> Result<Vec<Institution>> {
    let sql = format!("{SELECT} WHERE ($1 = '' OR i.kind = $1) AND ($2 = '' OR i.commune = $2) ORDER BY i.code");
    let kind = kind.map_or("", InstitutionKind::code);
    let rows = query.all(&sql, params![kind, commune.unwrap_or_default()]).await?;
    rows.iter().map(institution).collect()
}

/// The places of an institution, its main one first.
pub async fn places(query: &mut impl Query, institution: &str) -> Result<Vec<Place>> {
    let sql = "SELECT id, name, commune, address, postal_code, lat_e6, lon_e6, hours_known, weekly_minutes
               FROM programme_places WHERE institution = $1 ORDER BY main DESC, name, id";
    let rows = query.all(sql, params![institution]).await?;
    rows.iter().map(|row| Ok(place(row, 0)?)).collect()
}

fn institution(row: &Row) -> Result<Institution> {
    Ok(Institution {
        id: row.get(0)?,
        kind: InstitutionKind::from_code(row.text(1)?)?,
        code: row.get(2)?,
        name: row.get(3)?,
        commune: row.get(4)?,
        website: row.get(5)?,
        demo: row.get(6)?,
        source: row.get(7)?,
        place: place(row, 8)?,
    })
}

fn place(row: &Row, at: usize) -> store::Result<Place> {
    Ok(Place {
        id: row.get(at)?,
        name: row.get(at + 1)?,
        commune: row.get(at + 2)?,
        address: row.get(at + 3)?,
        postal_code: row.get(at + 4)?,
        position: from_columns(row.get(at + 5)?, row.get(at + 6)?),
        hours_known: row.get(at + 7)?,
        weekly_minutes: row.get(at + 8)?,
    })
}
