//! What is kept, how long, and why; run every hour by the server itself.

use std::pin::Pin;

use access::{RightKind, RightState, local_zone, rights};
use jiff::{Timestamp, ToSpan};
use people::{Actor, People, Policy, card, holder};
use programme::tenant;
use store::prelude::*;

use crate::held::HeldData;
use crate::{Result, cards, held};

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

/// Removes what has served: registrations nobody confirmed, people whose card ended long ago (neither while they hold a
/// pass or a ticket that is good), sessions and attempts, files not confirmed, letters given up. Every removal is in a
/// transaction of its own, so that a run cut short did what it did.
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
    drop(read);
    let mut removed: Removed = vec![
        ("unconfirmed", erase_served(db, rooms, Served::Unconfirmed(unconfirmed_since)).await?),
        ("ended", erase_served(db, rooms, Served::Ended(ended_since)).await?),
    ];
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

/// Why an account has served.
#[derive(Debug, Clone, Copy)]
enum Served {
    /// Registered online before this instant, and never seen at a desk.
    Unconfirmed(i64),
    /// Its last card ended before this instant.
    Ended(i64),
}

impl Served {
    async fn after(self, query: &mut impl Query, account: &str) -> Result<Vec<String>> {
        Ok(match self {
            Self::Unconfirmed(since) => holder::unconfirmed_before(query, since, account, BATCH).await?,
            Self::Ended(since) => card::ended_before(query, since, account, BATCH).await?,
        })
    }

    /// Whether an account has served, and holds nothing that is good still: passes and tickets were paid for.
    async fn is(self, query: &mut impl Query, account: &str, now: Timestamp) -> Result<bool> {
        let served = match self {
            Self::Unconfirmed(since) => holder::by_account(query, account)
                .await?
                .is_some_and(|held| held.confirmed_at_ms.is_none() && held.registered_at_ms < since),
            Self::Ended(since) => {
                let cards = card::all_of(query, account).await?;
                !cards.is_empty() && cards.iter().all(|card| card.valid_until_ms < since)
            }
        };
        if !served {
            return Ok(false);
        }
        let good = rights::of_holder(query, account).await?.into_iter().any(|right| {
            right.kind != RightKind::LibraryCard
                && matches!(right.state, RightState::Active | RightState::Suspended)
                && right.valid_until.is_none_or(|end| end > now)
        });
        Ok(!good)
    }
}

/// Erases those who have served; gives how many.
async fn erase_served(db: &Db, rooms: &[HeldData], served: Served) -> Result<u64> {
    let (mut gone, mut last) = (0, String::new());
    // Those who stay for what they hold come first every hour: whoever is after them must have a turn.
    loop {
        let mut read = db.read().await?;
        let found = served.after(&mut read, &last).await?;
        let Some(end) = found.last() else { return Ok(gone) };
        last.clone_from(end);
        let mut due = Vec::new();
        for account in found {
            if served.is(&mut read, &account, db.clock().now()).await? {
                due.push(account);
            }
        }
        drop(read);
        for account in due {
            if gone == u64::from(BATCH) {
                return Ok(gone);
            }
            let mut write = db.write().await?;
            // A desk may have confirmed or renewed the card meanwhile.
            cards::hold(&mut write, &account).await?;
            if !served.is(&mut write, &account, db.clock().now()).await? {
                continue;
            }
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
    }
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
