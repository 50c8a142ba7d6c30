//! How often, and how it went: never who. Counts are gathered in memory and written together every few seconds; the last
//! exchanges, for whoever sets a machine up, stay in memory.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{ToSpan, tz::TimeZone};
use store::prelude::*;

use crate::Result;

/// Exchanges remembered of each machine.
const REMEMBERED: usize = 30;
/// How long counts are kept.
const KEPT_DAYS: i32 = 400;

/// How an exchange went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The card is good.
    Valid,
    /// Unknown card, wrong PIN, card not in force: not told apart.
    Refused,
    /// The card is good, and the machine's door said no.
    Door,
    /// Too many failures: nothing was looked at.
    Slowed,
    /// The message could not be read.
    Unreadable,
    /// The database did not answer.
    Failed,
    /// Signing in, saying how one is, ending a turn, and what we do not do.
    Other,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] =
        [Self::Valid, Self::Refused, Self::Door, Self::Slowed, Self::Unreadable, Self::Failed, Self::Other];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Refused => "refused",
            Self::Door => "door",
            Self::Slowed => "slowed",
            Self::Unreadable => "unreadable",
            Self::Failed => "failed",
            Self::Other => "other",
        }
    }
}

/// An exchange, as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// When, in milliseconds.
    pub at_ms: i64,
    /// The request's code; empty when it could not be read.
    pub code: String,
    /// How it went.
    pub outcome: Outcome,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// What is gathered.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pending: Mutex<HashMap<(String, Outcome), i64>>,
    last: Mutex<HashMap<String, VecDeque<Exchange>>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A count half made is still a count.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Counts {
    /// Notes an exchange.
    pub(crate) fn note(&self, machine: &str, exchange: Exchange) {
        *locked(&self.pending).entry((machine.to_owned(), exchange.outcome)).or_default() += 1;
        let mut last = locked(&self.last);
        let last = last.entry(machine.to_owned()).or_default();
        last.push_front(exchange);
        last.truncate(REMEMBERED);
    }

    /// The last exchanges of a machine, newest first.
    pub(crate) fn last(&self, machine: &str) -> Vec<Exchange> {
        locked(&self.last).get(machine).map(|last| last.iter().cloned().collect()).unwrap_or_default()
    }

    /// Writes what was gathered; kept for the next time when the database does not answer.
    pub(crate) async fn keep(&self, db: &Db, zone: &TimeZone) -> Result<()> {
        let pending = std::mem::take(&mut *locked(&self.pending));
        if pending.is_empty() {
            return Ok(());
        }
        let kept = write(db, zone, &pending).await;
        if kept.is_err() {
            let mut again = locked(&self.pending);
            for (key, n) in pending {
                *again.entry(key).or_default() += n;
            }
        }
        kept
    }
}

async fn write(db: &Db, zone: &TimeZone, pending: &HashMap<(String, Outcome), i64>) -> Result<()> {
    let now = db.clock().now();
    let day = now.to_zoned(zone.clone()).date();
    let mut sorted: Vec<(&(String, Outcome), &i64)> = pending.iter().collect();
    sorted.sort_unstable();
    let mut write = db.write().await?;
    for ((machine, outcome), n) in sorted {
        // A machine that is gone counts nothing.
        let seen = "UPDATE sip2_server_machines SET seen_at = $1 WHERE id = $2";
        if write.execute(seen, params![now.as_millisecond(), machine]).await? == 0 {
            continue;
        }
        write
            .execute(
                "INSERT INTO sip2_server_counts (machine, day, what, n) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (machine, day, what) DO UPDATE SET n = sip2_server_counts.n + excluded.n",
                params![machine, day.to_string(), outcome.code(), *n],
            )
            .await?;
        let oldest = day.checked_sub(KEPT_DAYS.days())?.to_string();
        let sql = "DELETE FROM sip2_server_counts WHERE machine = $1 AND day < $2";
        write.execute(sql, params![machine, oldest]).await?;
    }
    write.commit().await?;
    Ok(())
}

/// How often each thing happened since a local day (`2026-11-23`), by machine.
pub async fn since(query: &mut impl Query, day: &str) -> Result<HashMap<String, HashMap<String, i64>>> {
    let sql =
        "SELECT machine, what, CAST(SUM(n) AS BIGINT) FROM sip2_server_counts WHERE day >= $1 GROUP BY machine, what";
    let mut found: HashMap<String, HashMap<String, i64>> = HashMap::new();
    for row in &query.all(sql, params![day]).await? {
        found.entry(row.get(0)?).or_default().insert(row.get(1)?, row.get(2)?);
    }
    Ok(found)
}
