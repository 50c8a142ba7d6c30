//! What came in, and what became of it.

use store::{Row, new_id, prelude::*};

use super::{from_json, json};
use crate::Result;
use crate::model::Note;

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Intake {
    /// Identifier; not looked at when it is kept.
    pub id: String,
    /// The name it came with.
    pub file_name: String,
    /// `upload`, `folder` or `demonstration`.
    pub origin: String,
    /// Who brought it, as the audit log names them.
    pub actor: String,
    /// Whether it was taken.
    pub accepted: bool,
    /// Why not: a fault's code.
    pub fault: Option<String>,
    /// The sentence that goes with it, in French; empty when it was taken.
    pub details: String,
    /// What was noticed in it.
    pub notes: Vec<Note>,
    /// The resource made of it.
    pub resource: Option<String>,
    /// When, in milliseconds since 1970 UTC; not looked at when it is kept.
    pub at_ms: i64,
}

/// Writes down what became of a file. Gives its identifier.
pub async fn keep(write: &mut Write, intake: &Intake) -> Result<String> {
    let id = new_id();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO mediatheque_intakes (id, file_name, origin, actor, state, fault, details, notes, resource, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                &id,
                &intake.file_name,
                &intake.origin,
                &intake.actor,
                if intake.accepted { "accepted" } else { "refused" },
                intake.fault.as_deref(),
                &intake.details,
                json(&intake.notes)?,
                intake.resource.as_deref(),
                now
            ],
        )
        .await?;
    Ok(id)
}

/// The last `limit` files that came in.
pub async fn latest(query: &mut impl Query, limit: u32) -> Result<Vec<Intake>> {
    let sql = "SELECT id, file_name, origin, actor, state, fault, details, notes, resource, at FROM mediatheque_intakes
               ORDER BY at DESC, id DESC LIMIT $1";
    query.all(sql, params![limit]).await?.iter().map(intake).collect()
}

/// The intake with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Intake> {
    let sql = "SELECT id, file_name, origin, actor, state, fault, details, notes, resource, at FROM mediatheque_intakes
               WHERE id = $1";
    intake(&query.one(sql, params![id]).await?)
}

fn intake(row: &Row) -> Result<Intake> {
    Ok(Intake {
        id: row.get(0)?,
        file_name: row.get(1)?,
        origin: row.get(2)?,
        actor: row.get(3)?,
        accepted: row.text(4)? == "accepted",
        fault: row.get(5)?,
        details: row.get(6)?,
        notes: from_json(row.text(7)?)?,
        resource: row.get(8)?,
        at_ms: row.get(9)?,
    })
}
