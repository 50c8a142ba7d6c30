//! What came of a performance: counts, as whoever sold tickets and counted entries says. Nobody is named.

use std::collections::BTreeMap;

use store::{in_list, prelude::*};

use crate::Result;

/// What came of a performance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The performance.
    pub item: String,
    /// Tickets sold and not given back.
    pub paid: i64,
    /// Free tickets given and not given back.
    pub free: i64,
    /// What they brought, taxes included, net of what was given back, in cents.
    pub receipts: i64,
    /// People let in, when they were counted.
    pub admitted: Option<i64>,
    /// Of how many people one knows whether it was their first time.
    pub asked_first: i64,
    /// Of these, for how many it was.
    pub first_time: i64,
    /// Where people came from, of those who said so: communes by INSEE code, empty for elsewhere.
    pub origins: BTreeMap<String, i64>,
    /// Whether nothing more will change it.
    pub is_final: bool,
}

/// Says what came of a performance, in place of what was said before.
pub async fn put(write: &mut Write, outcome: &Outcome) -> Result<()> {
    let now = write.clock().now_ms();
    let values = params![
        &outcome.item,
        outcome.paid,
        outcome.free,
        outcome.receipts,
        outcome.admitted,
        outcome.asked_first,
        outcome.first_time,
        outcome.is_final,
        now
    ];
    write
        .execute(
            "INSERT INTO programme_outcomes
                 (item, paid, free, receipts, admitted, asked_first, first_time, final, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (item) DO UPDATE SET paid = excluded.paid, free = excluded.free, receipts = excluded.receipts,
                 admitted = excluded.admitted, asked_first = excluded.asked_first, first_time = excluded.first_time,
                 final = excluded.final, changed_at = excluded.changed_at",
            values,
        )
        .await?;
    write.execute("DELETE FROM programme_outcome_origins WHERE item = $1", params![&outcome.item]).await?;
    // Gathered first: an iterator that lends, held while waiting, could not move between threads.
    let rows: Vec<_> = outcome
        .origins
        .iter()
        .filter(|(_, people)| **people > 0)
        .map(|(commune, people)| [Value::from(&outcome.item), Value::from(commune), Value::from(*people)])
        .collect();
    write.insert_many("programme_outcome_origins", &["item", "commune", "people"], rows, None).await?;
    Ok(())
}

/// What came of these performances, of those of which something is known.
pub async fn of(query: &mut impl Query, items: &[&str]) -> Result<Vec<Outcome>> {
    let mut outcomes: BTreeMap<String, Outcome> = BTreeMap::new();
    for some in items.chunks(500) {
        let list = in_list(1, some.len());
        let values = || some.iter().map(|item| Value::from(*item)).collect();
        let sql = format!(
            "SELECT item, paid, free, receipts, admitted, asked_first, first_time, final FROM programme_outcomes
             WHERE item IN {list}"
        );
        for row in query.all(&sql, values()).await? {
            let outcome = Outcome {
                item: row.get(0)?,
                paid: row.get(1)?,
                free: row.get(2)?,
                receipts: row.get(3)?,
                admitted: row.get(4)?,
                asked_first: row.get(5)?,
                first_time: row.get(6)?,
                origins: BTreeMap::new(),
                is_final: row.get(7)?,
            };
            outcomes.insert(outcome.item.clone(), outcome);
        }
        let sql = format!("SELECT item, commune, people FROM programme_outcome_origins WHERE item IN {list}");
        for row in query.all(&sql, values()).await? {
            if let Some(outcome) = outcomes.get_mut(row.text(0)?) {
                outcome.origins.insert(row.get(1)?, row.get(2)?);
            }
        }
    }
    Ok(outcomes.into_values().collect())
}
