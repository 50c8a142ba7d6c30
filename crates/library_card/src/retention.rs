//! What is kept, how long, and why; run every hour by the server itself.

use std::pin::Pin;

use access::local_zone;
use jiff::ToSpan;
use people::{Actor, People, Policy, card, holder};
use programme::tenant;
use store::prelude::*;

use crate::held::HeldData;
use crate::{Result, held};

/// Erased in one run at most: the rest goes an hour later, and nobody waits for the writer.
const BATCH: u32 = 200;

/// How long things are kept. The territory's own choices, within what is fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Retention {
    /// Days an online registration waits for a desk.
    pub unconfirmed_days: u16,
    /// Months a person is kept after the end of their card: they come back, and their loans are settled.
    pub ended_months: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { unconfirmed_days: 30, ended_months: 24 }
    }
}

impl Retention {
    /// The bounds of each: an online registration needs a week to be confirmed and is not kept a year; a card ended is
    /// kept a month at least, ten years at most.
    #[must_use]
    pub fn is_fit(&self) -> bool {
        (7..=365).contains(&self.unconfirmed_days) && (1..=120).contains(&self.ended_months)
    }

    /// What the territory chose.
    pub async fn read(query: &mut impl Query) -> Result<Self> {
        let mut kept = Self::default();
        if let Some(days) = tenant::setting(query, "card.unconfirmed_days").await? {
            kept.unconfirmed_days = days.parse().unwrap_or(kept.unconfirmed_days);
        }
        if let Some(months) = tenant::setting(query, "card.ended_months").await? {
            kept.ended_months = months.parse().unwrap_or(kept.ended_months);
        }
        Ok(if kept.is_fit() { kept } else { Self::default() })
    }

    /// Keeps a choice.
    pub async fn choose(&self, write: &mut Write, by: &Actor) -> Result<()> {
        tenant::set(write, "card.unconfirmed_days", &self.unconfirmed_days.to_string()).await?;
        tenant::set(write, "card.ended_months", &self.ended_months.to_string()).await?;
        let chosen = serde_json::json!(self);
        people::audit::append(write, by, "card.retention_chosen", "tenant", &chosen).await?;
        Ok(())
    }
}

/// What a run removed, by what it was.
pub type Removed = Vec<(&'static str, u64)>;

/// Removes what has served: registrations nobody confirmed, people whose card ended long ago, sessions and attempts, files
/// not confirmed, letters given up. Every removal is in a transaction of its own, so that a run cut short did what it did.
///
/// Boxed: a list of functions over any lifetime, held across a wait, hides from the compiler that the work may move between
/// threads.
pub fn run<'a>(db: &'a Db, rooms: &'a [HeldData]) -> Pin<Box<dyn Future<Output = Result<Removed>> + Send + 'a>> {
    Box::pin(remove(db, rooms))
}

async fn remove(db: &Db, rooms: &[HeldData]) -> Result<Removed> {
    let mut read = db.read().await?;
    let kept = Retention::read(&mut read).await?;
    let now = db.clock().now().to_zoned(local_zone());
    let unconfirmed_since = now.checked_sub(i64::from(kept.unconfirmed_days).days())?.timestamp().as_millisecond();
    let ended_since = now.checked_sub(i64::from(kept.ended_months).months())?.timestamp().as_millisecond();
    let unconfirmed = holder::unconfirmed_before(&mut read, unconfirmed_since, BATCH).await?;
    let ended = card::ended_before(&mut read, ended_since, BATCH).await?;
    drop(read);
    let mut removed: Removed = Vec::new();
    for (what, accounts) in [("unconfirmed", unconfirmed), ("ended", ended)] {
        let mut gone = 0;
        for account in accounts {
            let mut write = db.write().await?;
            match held::erase(&mut write, &Actor::System("retention"), rooms, &account).await {
                Ok(()) => {
                    write.commit().await?;
                    gone += 1;
                }
                // Who works here stays, and two nodes may meet at one person.
                Err(crate::Error::People(people::Error::IsStaff) | crate::Error::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        removed.push((what, gone));
    }
    removed.push(("sessions", People::new(db.clone(), Policy::default()).sweep().await?));
    let mut write = db.write().await?;
    let a_day_ago = db.clock().now_ms() - 86_400_000;
    let files = write.execute("DELETE FROM library_card_files WHERE received_at < $1", params![a_day_ago]).await?;
    removed.push(("files", files));
    removed.push(("letters", mail::sweep(&mut write).await?));
    let at = db.clock().now_ms();
    // What was removed is shown for a year; a run that found nothing leaves one line, to show that it ran.
    let a_year_ago = at - 365 * 86_400_000;
    write.execute("DELETE FROM library_card_retention WHERE removed = 0 OR at < $1", params![a_year_ago]).await?;
    for (what, count) in &removed {
        write
            .execute(
                "INSERT INTO library_card_retention (at, what, removed) VALUES ($1, $2, $3)
                 ON CONFLICT (at, what) DO NOTHING",
                params![at, *what, i64::try_from(*count).unwrap_or(i64::MAX)],
            )
            .await?;
    }
    write.commit().await?;
    Ok(removed)
}

/// A line of what runs removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What: `unconfirmed`, `ended`, `sessions`, `files` or `letters`.
    pub what: String,
    /// How many.
    pub removed: i64,
}

/// The latest lines, at most `limit`.
pub async fn runs(query: &mut impl Query, limit: u32) -> Result<Vec<Run>> {
    let sql = "SELECT at, what, removed FROM library_card_retention ORDER BY at DESC, what LIMIT $1";
    let rows = query.all(sql, params![limit]).await?;
    rows.iter().map(|row| Ok(Run { at_ms: row.get(0)?, what: row.get(1)?, removed: row.get(2)? })).collect()
}
