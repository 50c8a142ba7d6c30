//! Halls and their plans, kept by the institution that receives in them.

use people::{Actor, audit};
use seating_plan::{Plan, pretix, typed};
use serde::Serialize;
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// A hall whose seats are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hall {
    /// Identifier.
    pub id: String,
    /// The institution that receives in it.
    pub institution: String,
    /// Its name.
    pub name: String,
    /// What was typed; empty for a plan that was imported.
    pub typed: String,
    /// How many places it has.
    pub places: i64,
    /// No longer offered; performances numbered with it keep their seats.
    pub retired: bool,
    #[serde(skip)]
    json: String,
}

impl Hall {
    /// Its plan.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a plan of a newer program.
    pub fn plan(&self) -> Result<Plan> {
        super::read_plan(&self.json)
    }
}

/// The plan of what was typed or pasted: rows, or the JSON of a pretix plan. With it what is to be kept as typed.
///
/// # Errors
/// What is wrong, with its line.
pub(crate) fn read(text: &str) -> std::result::Result<(Plan, String), typed::Fault> {
    let fault = |what, text: String| typed::Fault { line: 0, what, text };
    if text.trim_start().starts_with('{') {
        let plan = pretix::read(text).map_err(|refused| fault(typed::FaultKind::NotSeats, refused.to_string()))?;
        return Ok((plan, String::new()));
    }
    Ok((typed::read(text)?, text.to_owned()))
}

const COLUMNS: &str = "id, institution, name, typed, places, retired, plan";

/// The halls of an institution, by name, those retired left out.
pub async fn halls(query: &mut impl Query, institution: &str) -> Result<Vec<Hall>> {
    let sql =
        format!("SELECT {COLUMNS} FROM box_office_halls WHERE institution = $1 AND retired = $2 ORDER BY name, id");
    query.all(&sql, params![institution, false]).await?.iter().map(read_row).collect()
}

/// Every hall not retired, by name.
pub(crate) async fn all(query: &mut impl Query) -> Result<Vec<Hall>> {
    let sql = format!("SELECT {COLUMNS} FROM box_office_halls WHERE retired = $1 ORDER BY name, id");
    query.all(&sql, params![false]).await?.iter().map(read_row).collect()
}

/// The hall of this identifier.
pub async fn hall(query: &mut impl Query, id: &str) -> Result<Hall> {
    read_row(&query.one(&format!("SELECT {COLUMNS} FROM box_office_halls WHERE id = $1"), params![id]).await?)
}

/// Keeps a hall, new when `id` is empty. `typed` is what somebody typed, empty when it was imported.
///
/// # Errors
/// [`Error::Field`] without a name, or for a plan nothing can be sold of.
pub async fn keep_hall(
    write: &mut Write,
    id: &str,
    institution: &str,
    name: &str,
    typed: &str,
    plan: &Plan,
    actor: &Actor,
) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Error::field("name", "halls-name-needed"));
    }
    plan.check().map_err(|_| Error::field("typed", "seats-plan-unsound"))?;
    let json = serde_json::to_string(plan).map_err(|_| Error::Refused("seats-plan-unsound"))?;
    let id = if id.is_empty() { new_id() } else { id.to_owned() };
    let now = write.clock().now_ms();
    let places = plan.places() as i64;
    write
        .execute(
            "INSERT INTO box_office_halls (id, institution, name, typed, plan, places, retired, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, typed = excluded.typed, plan = excluded.plan,
                 places = excluded.places, retired = excluded.retired, changed_at = excluded.changed_at",
            params![&id, institution, name, typed, json, places, false, now],
        )
        .await?;
    let details = serde_json::json!({ "institution": institution, "places": places });
    audit::append(write, actor, "box_office.hall_kept", &format!("hall:{id}"), &details).await?;
    Ok(id)
}

/// Offers a hall no longer.
pub async fn retire_hall(write: &mut Write, id: &str, actor: &Actor) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE box_office_halls SET retired = $2, changed_at = $3 WHERE id = $1 RETURNING id";
    write.one(sql, params![id, true, now]).await?;
    audit::append(write, actor, "box_office.hall_retired", &format!("hall:{id}"), &serde_json::json!({})).await?;
    Ok(())
}

fn read_row(row: &Row) -> Result<Hall> {
    Ok(Hall {
        id: row.get(0)?,
        institution: row.get(1)?,
        name: row.get(2)?,
        typed: row.get(3)?,
        places: row.get(4)?,
        retired: row.get(5)?,
        json: row.get(6)?,
    })
}
