//! Versions of plans, pins and what is ruled out, as kept.

use jiff::civil::Date;
use store::prelude::*;
use tour_planner::{Explanation, Forbid, Instance, Outcome, Pin, Plan};

use crate::{Error, Result};

/// Where a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The planner is at it.
    Working,
    /// There is a plan.
    Ready,
    /// There is none, and [`Version::trouble`] says why.
    Failed,
}

impl State {
    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }
}

/// A version of an edition's plan, without its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 1 for the first of the edition.
    pub number: i64,
    /// The version it repairs, if it does.
    pub based_on: Option<i64>,
    /// What the officers noted.
    pub note: String,
    /// Where it is.
    pub state: State,
    /// When it was asked for, in milliseconds.
    pub asked_at: i64,
    /// When it was adopted, if it is.
    pub adopted_at: Option<i64>,
}

/// A version with its documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// What the list says of it.
    pub line: Line,
    /// What was planned, pins included.
    pub instance: Instance,
    /// The plan, once there.
    pub outcome: Option<Outcome>,
    /// Why wishes were not met.
    pub explanations: Vec<Explanation>,
    /// Why there is no plan: the name of a message and its words.
    pub trouble: Option<serde_json::Value>,
}

const LINE: &str = "number, based_on, note, state, asked_at, adopted_at";

fn line(row: &Row) -> Result<Line> {
    let state: String = row.get(3)?;
    let state = [State::Working, State::Ready, State::Failed]
        .into_iter()
        .find(|one| one.code() == state)
        .ok_or_else(|| Error::unknown("plan state", &state))?;
    Ok(Line {
        number: row.get(0)?,
        based_on: row.get(1)?,
        note: row.get(2)?,
        state,
        asked_at: row.get(4)?,
        adopted_at: row.get(5)?,
    })
}

/// The versions of an edition, latest first.
pub async fn list(query: &mut impl Query, edition: &str) -> Result<Vec<Line>> {
    let sql = format!("SELECT {LINE} FROM tours_plans WHERE edition = $1 ORDER BY number DESC");
    query.all(&sql, params![edition]).await?.iter().map(line).collect()
}

/// One version.
///
/// # Errors
/// [`Error::NotFound`] when the edition has none of that number.
pub async fn by_number(query: &mut impl Query, edition: &str, number: i64) -> Result<Version> {
    let sql = format!(
        "SELECT {LINE}, instance, outcome, explanations, trouble FROM tours_plans WHERE edition = $1 AND number = $2"
    );
    let row = query.optional(&sql, params![edition, number]).await?.ok_or(Error::NotFound)?;
    let outcome: Option<String> = row.get(7)?;
    let explanations: Option<String> = row.get(8)?;
    let trouble: Option<String> = row.get(9)?;
    Ok(Version {
        line: line(&row)?,
        instance: serde_json::from_str(row.text(6)?)?,
        outcome: outcome.map(|text| serde_json::from_str(&text)).transpose()?,
        explanations: explanations.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default(),
        trouble: trouble.map(|text| serde_json::from_str(&text)).transpose()?,
    })
}

/// The plan adopted for an edition, if one is: what is published.
pub async fn adopted(query: &mut impl Query, edition: &str) -> Result<Option<Plan>> {
    let sql = "SELECT outcome FROM tours_plans WHERE edition = $1 AND adopted_at IS NOT NULL";
    let Some(row) = query.optional(sql, params![edition]).await? else { return Ok(None) };
    let outcome: Outcome = serde_json::from_str(row.text(0)?)?;
    Ok(Some(outcome.plan))
}

/// What officers decided before the planner, by commune.
pub async fn pins(query: &mut impl Query, edition: &str) -> Result<Vec<Pin>> {
    let sql = "SELECT commune, show, hall, day FROM tours_plan_pins WHERE edition = $1 ORDER BY commune";
    let rows = query.all(sql, params![edition]).await?;
    rows.iter()
        .map(|row| Ok(Pin { commune: row.get(0)?, show: row.get(1)?, hall: row.get(2)?, day: day(row.get(3)?)? }))
        .collect()
}

/// What officers rule out, each with its identifier, oldest first.
pub async fn forbids(query: &mut impl Query, edition: &str) -> Result<Vec<(String, Forbid)>> {
    let sql = "SELECT id, commune, show, day FROM tours_plan_forbids WHERE edition = $1 ORDER BY noted_at, id";
    let rows = query.all(sql, params![edition]).await?;
    rows.iter()
        .map(|row| {
            let commune: String = row.get(1)?;
            Ok((row.get(0)?, Forbid { commune: Some(commune), show: row.get(2)?, hall: None, day: day(row.get(3)?)? }))
        })
        .collect()
}

fn day(text: Option<String>) -> Result<Option<Date>> {
    Ok(text.map(|text| text.parse()).transpose()?)
}

pub(super) async fn put_pin(write: &mut Write, edition: &str, pin: &Pin) -> Result<()> {
    let now = write.clock().now_ms();
    let day = pin.day.map(|day| day.to_string());
    write
        .execute(
            "INSERT INTO tours_plan_pins (edition, commune, show, hall, day, noted_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (edition, commune) DO UPDATE SET show = excluded.show, hall = excluded.hall, day = excluded.day,
             noted_at = excluded.noted_at",
            params![edition, &pin.commune, &pin.show, pin.hall.as_deref(), day.as_deref(), now],
        )
        .await?;
    Ok(())
}

pub(super) async fn remove_pin(write: &mut Write, edition: &str, commune: &str) -> Result<bool> {
    let sql = "DELETE FROM tours_plan_pins WHERE edition = $1 AND commune = $2";
    Ok(write.execute(sql, params![edition, commune]).await? > 0)
}

pub(super) async fn put_forbid(
    write: &mut Write,
    edition: &str,
    commune: &str,
    show: Option<&str>,
    day: Option<Date>,
) -> Result<()> {
    let now = write.clock().now_ms();
    let day = day.map(|day| day.to_string());
    write
        .execute(
            "INSERT INTO tours_plan_forbids (id, edition, commune, show, day, noted_at) VALUES ($1, $2, $3, $4, $5, $6)",
            params![store::new_id(), edition, commune, show, day.as_deref(), now],
        )
        .await?;
    Ok(())
}

pub(super) async fn remove_forbid(write: &mut Write, edition: &str, id: &str) -> Result<bool> {
    let sql = "DELETE FROM tours_plan_forbids WHERE edition = $1 AND id = $2";
    Ok(write.execute(sql, params![edition, id]).await? > 0)
}

pub(super) async fn insert(
    write: &mut Write,
    edition: &str,
    based_on: Option<i64>,
    note: &str,
    instance: &Instance,
) -> Result<i64> {
    let sql = "SELECT MAX(number) FROM tours_plans WHERE edition = $1";
    let last: Option<i64> = match write.optional(sql, params![edition]).await? {
        Some(row) => row.get(0)?,
        None => None,
    };
    let number = last.unwrap_or(0) + 1;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO tours_plans (id, edition, number, based_on, note, state, instance, asked_at)
             VALUES ($1, $2, $3, $4, $5, 'working', $6, $7)",
            params![store::new_id(), edition, number, based_on, note, serde_json::to_string(instance)?, now],
        )
        .await?;
    Ok(number)
}

/// Ends a version that was being worked at; one that was ended by another node stays as it is.
pub(super) async fn end(
    write: &mut Write,
    edition: &str,
    number: i64,
    found: &Result<(Outcome, Vec<Explanation>), serde_json::Value>,
) -> Result<()> {
    let now = write.clock().now_ms();
    let (state, outcome, explanations, trouble) = match found {
        Ok((outcome, explanations)) => {
            (State::Ready, Some(serde_json::to_string(outcome)?), Some(serde_json::to_string(explanations)?), None)
        }
        Err(trouble) => (State::Failed, None, None, Some(trouble.to_string())),
    };
    write
        .execute(
            "UPDATE tours_plans SET state = $3, outcome = $4, explanations = $5, trouble = $6, ready_at = $7
             WHERE edition = $1 AND number = $2 AND state = 'working'",
            params![
                edition,
                number,
                state.code(),
                outcome.as_deref(),
                explanations.as_deref(),
                trouble.as_deref(),
                now
            ],
        )
        .await?;
    Ok(())
}

pub(super) async fn set_adopted(write: &mut Write, edition: &str, number: i64) -> Result<()> {
    let now = write.clock().now_ms();
    let none = "UPDATE tours_plans SET adopted_at = NULL WHERE edition = $1 AND adopted_at IS NOT NULL";
    write.execute(none, params![edition]).await?;
    let one = "UPDATE tours_plans SET adopted_at = $3 WHERE edition = $1 AND number = $2";
    write.execute(one, params![edition, number, now]).await?;
    Ok(())
}
