//! Librarians' word on two records.

use store::{Query, Result, Row, Write, params};

use super::{counters, placements::Level};

/// A decision as kept.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Number of the decision.
    pub id: i64,
    /// One record.
    pub record_a: i64,
    /// The other.
    pub record_b: i64,
    /// Level it speaks of.
    pub level: Level,
    /// `true` = the same; `false` = not the same.
    pub same: bool,
    /// Who decided.
    pub actor: String,
    /// Milliseconds since 1970, UTC.
    pub decided_at: i64,
}

impl Decision {
    /// Makes a matcher obey it.
    pub(crate) fn tell(&self, matcher: &mut record_matching::Matcher) {
        let word = if self.same { record_matching::Decision::Same } else { record_matching::Decision::NotSame };
        matcher.decide(self.record_a as u32, self.record_b as u32, word, self.level.into());
    }
}

fn from_row(row: &Row) -> Result<Decision> {
    Ok(Decision {
        id: row.get("id")?,
        record_a: row.get("record_a")?,
        record_b: row.get("record_b")?,
        level: if row.get::<String>("level")? == "edition" { Level::Edition } else { Level::Work },
        same: row.get("same")?,
        actor: row.get("actor")?,
        decided_at: row.get("decided_at")?,
    })
}

/// Decisions in force, oldest first.
pub(crate) async fn in_force(query: &mut impl Query) -> Result<Vec<Decision>> {
    query
        .all(
            "SELECT id, record_a, record_b, level, same, actor, decided_at FROM catalogue_decision \
             WHERE withdrawn_at IS NULL ORDER BY id",
            params![],
        )
        .await?
        .iter()
        .map(from_row)
        .collect()
}

/// Keeps a decision; it takes the place of an earlier one on the same two records and level.
pub(crate) async fn keep(
    write: &mut Write,
    records: (i64, i64),
    level: Level,
    same: bool,
    actor: &str,
    now: i64,
) -> Result<i64> {
    let (a, b) = (records.0.min(records.1), records.0.max(records.1));
    write
        .execute(
            "UPDATE catalogue_decision SET withdrawn_at = $1 \
             WHERE record_a = $2 AND record_b = $3 AND level = $4 AND withdrawn_at IS NULL",
            params![now, a, b, level.as_str()],
        )
        .await?;
    let id = counters::take(write, "decision", 1).await?;
    write
        .execute(
            "INSERT INTO catalogue_decision (id, record_a, record_b, level, same, actor, decided_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![id, a, b, level.as_str(), same, actor, now],
        )
        .await?;
    Ok(id)
}
