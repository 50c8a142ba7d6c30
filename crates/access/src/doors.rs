//! Doors: where a right is presented.

use serde::{Deserialize, Serialize};
use store::{new_id, prelude::*};

use crate::{Error, Result, RightKind, policy};

/// What a door is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoorKind {
    /// A library's desk.
    LibraryDesk,
    /// A museum's entrance.
    MuseumEntrance,
    /// A hall where something is performed.
    Stage,
    /// A film's play button, a newspaper, a course, here.
    OnlineResource,
    /// A vendor's site.
    VendorSite,
}

impl DoorKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::LibraryDesk, Self::MuseumEntrance, Self::Stage, Self::OnlineResource, Self::VendorSite];

    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::LibraryDesk => "library_desk",
            Self::MuseumEntrance => "museum_entrance",
            Self::Stage => "stage",
            Self::OnlineResource => "online_resource",
            Self::VendorSite => "vendor_site",
        }
    }

    /// The kind of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| Error::Unknown { what: "kind of door", value: code.to_owned() })
    }
}

/// A door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// Identifier. Empty for a door not yet declared.
    pub id: String,
    /// What it is.
    pub kind: DoorKind,
    /// Its code, unique in the network.
    pub code: String,
    /// Whose it is.
    pub institution: String,
    /// INSEE code of the commune it is in; none for one that is nowhere, as online.
    pub commune: Option<String>,
    /// The item of the programme behind it, if it is the door of only one.
    pub item: Option<String>,
    /// The kinds of rights it accepts.
    pub accepts: Vec<RightKind>,
    /// Whether it opens at all for now.
    pub open: bool,
}

/// Declares a door, or brings the one of this code up to date; its `id` is not looked at. Gives the identifier.
pub async fn declare(write: &mut Write, door: &Door) -> Result<String> {
    let accepts: Vec<&str> = door.accepts.iter().map(|kind| kind.code()).collect();
    let row = write
        .one(
            "INSERT INTO access_doors (id, kind, code, institution, commune, item, accepts, open)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, institution = excluded.institution,
                 commune = excluded.commune, item = excluded.item, accepts = excluded.accepts, open = excluded.open
             RETURNING id",
            params![
                new_id(),
                door.kind.code(),
                &door.code,
                &door.institution,
                door.commune.as_deref(),
                door.item.as_deref(),
                accepts.join(" "),
                door.open
            ],
        )
        .await?;
    policy::changed(write).await?;
    Ok(row.get(0)?)
}

/// Opens or shuts a door for everyone.
pub async fn set_open(write: &mut Write, id: &str, open: bool) -> Result<()> {
    let changed = write.execute("UPDATE access_doors SET open = $1 WHERE id = $2", params![open, id]).await?;
    policy::changed(write).await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

const SELECT: &str = "SELECT id, kind, code, institution, commune, item, accepts, open FROM access_doors";

/// The door with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Door> {
    door(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The door of an item of the programme, of this kind; nothing when it has none.
pub async fn of_item(query: &mut impl Query, item: &str, kind: DoorKind) -> Result<Option<Door>> {
    let sql = format!("{SELECT} WHERE item = $1 AND kind = $2 ORDER BY id LIMIT 1");
    query.optional(&sql, params![item, kind.code()]).await?.as_ref().map(door).transpose()
}

/// Every door of a kind, by code.
pub async fn of_kind(query: &mut impl Query, kind: DoorKind) -> Result<Vec<Door>> {
    let rows = query.all(&format!("{SELECT} WHERE kind = $1 ORDER BY code"), params![kind.code()]).await?;
    rows.iter().map(door).collect()
}

/// The doors of an institution, by code.
pub async fn of_institution(query: &mut impl Query, institution: &str) -> Result<Vec<Door>> {
    let rows = query.all(&format!("{SELECT} WHERE institution = $1 ORDER BY code"), params![institution]).await?;
    rows.iter().map(door).collect()
}

fn door(row: &Row) -> Result<Door> {
    Ok(Door {
        id: row.get(0)?,
        kind: DoorKind::from_code(row.text(1)?)?,
        code: row.get(2)?,
        institution: row.get(3)?,
        commune: row.get(4)?,
        item: row.get(5)?,
        accepts: row.text(6)?.split_whitespace().map(RightKind::from_code).collect::<Result<_>>()?,
        open: row.get(7)?,
    })
}
