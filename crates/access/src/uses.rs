//! Uses: what happened at doors, for as long as it must be known, then only how many.
//!
//! A use names its holder by a pseudonym of the month, made with a secret of the month. Within the month one can count
//! people; across months one cannot follow them; and once the secret is destroyed nobody can tell whose it was.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::prelude::*;

use crate::{Result, RightKind, Verdict};

/// What came of a presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Let in.
    Admitted,
    /// Not let in.
    Refused,
    /// The door could not know.
    Unknown,
}

impl Outcome {
    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }

    fn of(verdict: &Verdict) -> (Self, &'static str) {
        match verdict {
            Verdict::Admitted { .. } => (Self::Admitted, ""),
            Verdict::Refused { reason } => (Self::Refused, reason.code()),
            Verdict::CannotKnow { reason } => (Self::Unknown, reason.code()),
        }
    }
}

/// How many uses a door had on a day, of one kind of right and one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The local day, ISO 8601.
    pub day: String,
    /// The door.
    pub door: String,
    /// Name of the kind of right.
    pub right_kind: String,
    /// Name of the outcome.
    pub outcome: String,
    /// How many presentations.
    pub uses: i64,
    /// How many people.
    pub people: i64,
}

/// A use to be written.
pub(crate) struct NewUse<'a> {
    pub(crate) id: &'a str,
    pub(crate) at: Timestamp,
    pub(crate) door: &'a str,
    /// The holder's account, or the right itself when it has none.
    pub(crate) whose: &'a str,
    pub(crate) right_kind: RightKind,
    pub(crate) verdict: &'a Verdict,
    pub(crate) people: u32,
}

/// Appends a use.
pub(crate) async fn append(write: &mut Write, used: NewUse<'_>, zone: &TimeZone) -> Result<()> {
    let who = pseudonym(write, used.whose, used.at, zone).await?;
    let (outcome, reason) = Outcome::of(used.verdict);
    write
        .execute(
            "INSERT INTO access_uses (id, at, door, who, right_kind, outcome, reason, people)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![
                used.id,
                used.at.as_millisecond(),
                used.door,
                who,
                used.right_kind.code(),
                outcome.code(),
                reason,
                used.people
            ],
        )
        .await?;
    Ok(())
}

async fn pseudonym(write: &mut Write, whose: &str, at: Timestamp, zone: &TimeZone) -> Result<String> {
    let month = at.to_zoned(zone.clone()).strftime("%Y-%m").to_string();
    let row = write
        .one(
            "INSERT INTO access_pseudonym_keys (month, secret) VALUES ($1, $2)
             ON CONFLICT (month) DO UPDATE SET secret = access_pseudonym_keys.secret RETURNING secret",
            params![month, hex(&rand::random::<[u8; 32]>())],
        )
        .await?;
    let mut sha = Sha256::new();
    // The secret has a fixed length: nothing can slide from one part into the other.
    sha.update(row.text(0)?.as_bytes());
    sha.update(whose.as_bytes());
    Ok(hex(&sha.finalize()[..16]))
}

/// Folds the uses before an instant into counts by local day, and deletes them. Gives how many.
pub async fn expire(write: &mut Write, before: Timestamp, zone: &TimeZone) -> Result<u64> {
    write.exclusive("access.uses").await?;
    let before = before.as_millisecond();
    // Gathered first: a closure that holds the zone across a wait would not be Send in whoever awaits this.
    let mut lines: Vec<(i64, String, String, String, i64)> = Vec::new();
    write
        .stream("SELECT at, door, right_kind, outcome, people FROM access_uses WHERE at < $1", params![before], |row| {
            lines.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
            Ok(())
        })
        .await?;
    let mut folded: std::collections::BTreeMap<(String, String, String, String), (i64, i64)> = Default::default();
    for (at, door, kind, outcome, people) in lines {
        let day = Timestamp::from_millisecond(at)?.to_zoned(zone.clone()).date().to_string();
        let sums = folded.entry((day, door, kind, outcome)).or_default();
        sums.0 += 1;
        sums.1 += people;
    }
    let rows = folded.into_iter().map(|((day, door, kind, outcome), (uses, people))| {
        [
            Value::from(day),
            Value::from(door),
            Value::from(kind),
            Value::from(outcome),
            Value::from(uses),
            Value::from(people),
        ]
    });
    write
        .insert_many(
            "access_counts",
            &["day", "door", "right_kind", "outcome", "uses", "people"],
            rows,
            Some(
                "(day, door, right_kind, outcome) DO UPDATE SET uses = access_counts.uses + excluded.uses,
                 people = access_counts.people + excluded.people",
            ),
        )
        .await?;
    Ok(write.execute("DELETE FROM access_uses WHERE at < $1", params![before]).await?)
}

/// Destroys the secrets of the months before the one of this instant. Gives how many.
pub async fn destroy_keys(write: &mut Write, before: Timestamp, zone: &TimeZone) -> Result<u64> {
    let month = before.to_zoned(zone.clone()).strftime("%Y-%m").to_string();
    Ok(write.execute("DELETE FROM access_pseudonym_keys WHERE month < $1", params![month]).await?)
}

/// The counts of a door between two local days, both included (ISO 8601). Uses not yet expired are not in them.
pub async fn counts(query: &mut impl Query, door: &str, from: &str, to: &str) -> Result<Vec<Count>> {
    let sql = "SELECT day, door, right_kind, outcome, uses, people FROM access_counts
               WHERE door = $1 AND day BETWEEN $2 AND $3 ORDER BY day, right_kind, outcome";
    let rows = query.all(sql, params![door, from, to]).await?;
    rows.iter()
        .map(|row| {
            Ok(Count {
                day: row.get(0)?,
                door: row.get(1)?,
                right_kind: row.get(2)?,
                outcome: row.get(3)?,
                uses: row.get(4)?,
                people: row.get(5)?,
            })
        })
        .collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
