//! What somebody should look at: kept until it is looked at, or until the scans it is about are deleted.

use std::collections::{HashMap, HashSet};

use store::prelude::*;

use crate::devices::Device;
use crate::merge::{Conflict, ConflictKind};
use crate::{Error, Result};

/// A conflict to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noted {
    right: Option<String>,
    conflict: Conflict,
}

impl Noted {
    /// Of a right.
    pub(crate) fn of_right(right: &str, conflict: Conflict) -> Self {
        Self { right: Some(right.to_owned()), conflict }
    }

    /// Of what a device told, whoever's code it was.
    pub(crate) fn of_device(id: String, kind: ConflictKind, device: &Device, at: i64, people: u32) -> Self {
        let conflict = Conflict {
            id,
            kind,
            at,
            institution: device.institution.clone(),
            other: None,
            other_at: None,
            people,
            device: device.id.clone(),
        };
        Self { right: None, conflict }
    }
}

/// Keeps conflicts; of one already known, what its scans say now. Whether it was looked at stays.
pub(crate) async fn note(write: &mut Write, noted: &[Noted]) -> Result<()> {
    if noted.is_empty() {
        return Ok(());
    }
    let now = write.clock().now_ms();
    let mut ids = HashSet::new();
    let rows: Vec<[Value<'_>; 10]> = noted
        .iter()
        .filter(|noted| ids.insert(noted.conflict.id.as_str()))
        .map(|Noted { right, conflict }| {
            [
                Value::from(&conflict.id),
                Value::from(conflict.kind.code()),
                Value::from(right.as_deref()),
                Value::from(&conflict.device),
                Value::from(&conflict.institution),
                Value::from(conflict.other.as_deref()),
                Value::from(conflict.at),
                Value::from(conflict.other_at),
                Value::from(conflict.people),
                Value::from(now),
            ]
        })
        .collect();
    let columns = ["id", "kind", "right_id", "device", "institution", "other", "at", "other_at", "people", "noted_at"];
    write.insert_many("gate_conflicts", &columns, rows, Some(SAME)).await?;
    Ok(())
}

/// A conflict is known by the scans it began with; those that come later may say more of it.
const SAME: &str = "(id) DO UPDATE SET at = excluded.at, other_at = excluded.other_at, people = excluded.people,
    device = excluded.device, institution = excluded.institution, other = excluded.other";

/// Makes what is kept of these rights what their scans say now: a conflict that is none any more goes, one that was
/// looked at and still holds stays as it was left.
pub(crate) async fn replace(write: &mut Write, rights: &[String], found: Vec<Noted>) -> Result<()> {
    if rights.is_empty() {
        return Ok(());
    }
    let sql = format!("SELECT id FROM gate_conflicts WHERE right_id IN {}", store::in_list(1, rights.len()));
    let rows = write.all(&sql, rights.iter().map(Value::from).collect()).await?;
    let known: HashSet<String> = rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?;
    let holding: HashSet<&str> = found.iter().map(|noted| noted.conflict.id.as_str()).collect();
    let gone: Vec<&String> = known.iter().filter(|id| !holding.contains(id.as_str())).collect();
    for some in gone.chunks(500) {
        let sql = format!("DELETE FROM gate_conflicts WHERE id IN {}", store::in_list(1, some.len()));
        write.execute(&sql, some.iter().map(|id| Value::from(id.as_str())).collect()).await?;
    }
    note(write, &found).await
}

/// A conflict, as the office sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub conflict: Conflict,
    /// Whose code it was.
    pub right: Option<String>,
    /// When it was noted, in milliseconds.
    pub noted_at_ms: i64,
    /// When somebody looked at it.
    pub closed_at_ms: Option<i64>,
    /// What they wrote.
    pub note: Option<String>,
}

const SELECT: &str = "SELECT id, kind, right_id, device, institution, other, at, other_at, people, noted_at, closed_at,
    note FROM gate_conflicts";

/// The conflicts of some institutions, open ones first, latest first.
pub async fn of_institutions(query: &mut impl Query, institutions: &[&str], most: u32) -> Result<Vec<Kept>> {
    if institutions.is_empty() {
        return Ok(Vec::new());
    }
    let count = institutions.len();
    let sql = format!(
        "{SELECT} WHERE institution IN {} OR other IN {}
         ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, at DESC, id LIMIT {most}",
        store::in_list(1, count),
        store::in_list(1 + count, count)
    );
    let names = institutions.iter().chain(institutions).map(|id| Value::from(*id)).collect();
    query.all(&sql, names).await?.iter().map(kept).collect()
}

/// The conflict with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Kept> {
    kept(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// How many conflicts are open at some institutions.
pub async fn open(query: &mut impl Query, institutions: &[&str]) -> Result<i64> {
    if institutions.is_empty() {
        return Ok(0);
    }
    let count = institutions.len();
    let sql = format!(
        "SELECT count(*) FROM gate_conflicts WHERE closed_at IS NULL AND (institution IN {} OR other IN {})",
        store::in_list(1, count),
        store::in_list(1 + count, count)
    );
    let names = institutions.iter().chain(institutions).map(|id| Value::from(*id)).collect();
    Ok(query.one(&sql, names).await?.get(0)?)
}

/// Of these rights, those that two open conflicts or more say may be shared: a new code is proposed for them.
pub async fn doubtful(query: &mut impl Query, rights: &[&str]) -> Result<HashSet<String>> {
    if rights.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "SELECT right_id, kind FROM gate_conflicts WHERE closed_at IS NULL AND right_id IN {}",
        store::in_list(1, rights.len())
    );
    let mut counts: HashMap<String, u32> = HashMap::new();
    for row in query.all(&sql, rights.iter().map(|id| Value::from(*id)).collect()).await? {
        if ConflictKind::from_code(row.text(1)?).is_some_and(ConflictKind::doubts_the_code) {
            *counts.entry(row.get(0)?).or_default() += 1;
        }
    }
    Ok(counts.into_iter().filter(|(_, count)| *count >= 2).map(|(right, _)| right).collect())
}

/// Says that somebody looked at a conflict, and what they found.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it was closed already.
pub async fn close(write: &mut Write, id: &str, by: &str, note: &str) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE gate_conflicts SET closed_at = $1, closed_by = $2, note = $3 WHERE id = $4 AND closed_at IS NULL";
    let note = (!note.is_empty()).then_some(note);
    if write.execute(sql, params![now, by, note, id]).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn kept(row: &Row) -> Result<Kept> {
    Ok(Kept {
        conflict: Conflict {
            id: row.get(0)?,
            kind: ConflictKind::from_code(row.text(1)?).ok_or(Error::NotFound)?,
            at: row.get(6)?,
            institution: row.get(4)?,
            other: row.get(5)?,
            other_at: row.get(7)?,
            people: row.get::<i64>(8)? as u32,
            device: row.get(3)?,
        },
        right: row.get(2)?,
        noted_at_ms: row.get(9)?,
        closed_at_ms: row.get(10)?,
        note: row.get(11)?,
    })
}
