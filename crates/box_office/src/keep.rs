//! What the server does beside serving, each minute: lapsed holds given back, places offered to who waits, the programme
//! followed, reminders, outcomes. Each part that fails is logged and tried again at the next.

use jiff::Timestamp;
use store::{Db, Query, params};

use crate::portal::letters::{self, Kind};
use crate::{Result, Web, follow, hold, outcomes, privacy, sale, times, wait_list};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// From how long before it begins to how long after its end an outcome is told.
const OUTCOME_DAYS: i64 = 30;
/// How long before the last moment to pay at the counter one is reminded.
const REMIND_PAY_DAYS: i64 = 2;
/// How long an idempotency key is remembered.
const ASKED_DAYS: i64 = 2;

/// What one round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Performances that changed something here.
    pub followed: u32,
    /// Holds and orders that lapsed.
    pub lapsed: u32,
    /// Offers made to who waits.
    pub offered: u32,
    /// Reminders noted.
    pub reminders: u32,
    /// Outcomes looked at.
    pub outcomes: u32,
    /// Letters posted.
    pub letters: u32,
    /// Orders whose names were removed.
    pub forgotten: u32,
}

/// Does what is due.
pub async fn run(web: &Web) -> Round {
    let told = |what: &'static str, done: Result<u32>| {
        done.unwrap_or_else(|error| {
            tracing::warn!(%error, what, "could not be done for the box office; tried again in a minute");
            0
        })
    };
    let mut round = without_letters(&web.db).await;
    round.letters = told("letters", letters::post_due(web).await);
    round
}

/// Does what is due but the letters, which need words.
pub async fn without_letters(db: &Db) -> Round {
    let told = |what: &'static str, done: Result<u32>| {
        done.unwrap_or_else(|error| {
            tracing::warn!(%error, what, "could not be done for the box office; tried again in a minute");
            0
        })
    };
    let mut round = Round { followed: told("the programme", follow::follow(db).await), ..Round::default() };
    round.lapsed = told("what lapsed", lapse(db).await);
    told("allotments", release(db).await);
    round.offered = told("the waiting lists", offer(db).await);
    told("what is left", publish(db).await);
    round.reminders = told("reminders", remind(db).await);
    round.outcomes = told("outcomes", tell(db).await);
    round.forgotten = told("names", privacy::sweep(db).await);
    told("old holds", sweep(db).await);
    round
}

async fn items(db: &Db, sql: &str, values: Vec<store::Value<'_>>) -> Result<Vec<String>> {
    let rows = db.read().await?.all(sql, values).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?)
}

async fn lapse(db: &Db) -> Result<u32> {
    let now = db.clock().now_ms();
    let sql = "SELECT item FROM box_office_holds WHERE state = 'held' AND expires_at <= $1
               UNION SELECT item FROM box_office_orders WHERE state IN ('asked', 'to_pay') AND expires_at <= $1";
    let mut lapsed = 0;
    for item in items(db, sql, params![now]).await? {
        let mut write = db.write().await?;
        // Not while a payment of one of them comes.
        sale::lock(&mut write, &item).await?;
        lapsed += hold::give_back_lapsed(&mut write, &item, now).await?;
        write.commit().await?;
    }
    Ok(lapsed)
}

/// Allotments whose day came give what they have left to the online one.
async fn release(db: &Db) -> Result<u32> {
    let now = db.clock().now_ms();
    let sql = "SELECT DISTINCT item FROM box_office_allotments WHERE release_at <= $1 AND places > taken AND code <> 'online'";
    let mut released = 0;
    for item in items(db, sql, params![now]).await? {
        let mut write = db.write().await?;
        sale::lock(&mut write, &item).await?;
        hold::give_back_lapsed(&mut write, &item, now).await?;
        for one in sale::allotments(&mut write, &item, times::at(now)?).await? {
            let due = one.code != crate::model::ONLINE && one.release_at.is_some_and(|at| at.as_millisecond() <= now);
            let free = one.places - one.taken;
            if !due || free < 1 {
                continue;
            }
            let sql = "UPDATE box_office_allotments SET places = places - $2 WHERE id = $1 AND places - $2 >= taken";
            if write.execute(sql, params![&one.id, free]).await? == 1 {
                let sql = "UPDATE box_office_allotments SET places = places + $2 WHERE item = $1 AND code = 'online'";
                write.execute(sql, params![&item, free]).await?;
                released += 1;
            }
        }
        write.commit().await?;
    }
    Ok(released)
}

async fn offer(db: &Db) -> Result<u32> {
    let sql = "SELECT DISTINCT item FROM box_office_waiting WHERE state IN ('waiting', 'offered')";
    let mut offers = 0;
    for item in items(db, sql, params![]).await? {
        let mut write = db.write().await?;
        offers += wait_list::offer(&mut write, &item).await?;
        write.commit().await?;
    }
    Ok(offers)
}

/// Tells the programme what is left, where it changed.
async fn publish(db: &Db) -> Result<u32> {
    let now = db.clock().now();
    let mut read = db.read().await?;
    let since = times::at(now.as_millisecond() - DAY_MS)?;
    let coming = sale::list(&mut read, since, Timestamp::MAX).await?;
    let mut changed = Vec::new();
    for one in coming {
        let wanted = follow::told(&mut read, &one.item, now).await?;
        if programme::offer::of(&mut read, &[&one.item]).await?.first() != Some(&wanted) {
            changed.push(one.item);
        }
    }
    drop(read);
    for item in &changed {
        let mut write = db.write().await?;
        sale::publish(&mut write, item).await?;
        write.commit().await?;
    }
    Ok(changed.len() as u32)
}

/// The day before, whoever holds tickets is reminded; two days before the last moment, whoever is to pay at the counter.
async fn remind(db: &Db) -> Result<u32> {
    let now = db.clock().now_ms();
    let tomorrow = "SELECT o.id FROM box_office_orders o JOIN box_office_sales s ON s.item = o.item
                    WHERE o.state = 'paid' AND o.email IS NOT NULL AND o.reminded = $1 AND s.starts_at > $2
                      AND s.starts_at <= $3 AND o.paid_at < $4 AND s.cancelled = $1 LIMIT 200";
    // Who books within the last half day has just had a letter.
    let paid = items(db, tomorrow, params![false, now, now + DAY_MS, now - DAY_MS / 2]).await?;
    let unpaid = "SELECT id FROM box_office_orders WHERE state = 'to_pay' AND email IS NOT NULL
                  AND expires_at > $1 AND expires_at <= $2 AND created_at < $3
                  AND NOT EXISTS (SELECT 1 FROM box_office_letters l
                                  WHERE l.kind = 'remind-pay' AND l.subject = box_office_orders.id) LIMIT 200";
    let soon = now + REMIND_PAY_DAYS * DAY_MS;
    let unpaid = items(db, unpaid, params![now, soon, now - DAY_MS]).await?;
    let mut noted = 0;
    for (kind, ids) in [(Kind::Remind, paid), (Kind::RemindPay, unpaid)] {
        for id in ids {
            let mut write = db.write().await?;
            if kind == Kind::Remind {
                let sql = "UPDATE box_office_orders SET reminded = $2 WHERE id = $1";
                write.execute(sql, params![&id, true]).await?;
            }
            noted += u32::from(letters::note(&mut write, kind, &id).await?);
            write.commit().await?;
        }
    }
    Ok(noted)
}

async fn tell(db: &Db) -> Result<u32> {
    let now = db.clock().now_ms();
    let sql = "SELECT item FROM box_office_sales WHERE final = $1 AND starts_at > $2 AND starts_at <= $3";
    // Tickets are good from six in the morning: people may come in long before it begins.
    let due = items(db, sql, params![false, now - OUTCOME_DAYS * DAY_MS, now + DAY_MS]).await?;
    for item in &due {
        let mut write = db.write().await?;
        outcomes::tell(&mut write, item).await?;
        write.commit().await?;
    }
    Ok(due.len() as u32)
}

async fn sweep(db: &Db) -> Result<u32> {
    let now = db.clock().now_ms();
    let (holds, asked) = (now - DAY_MS, now - ASKED_DAYS * DAY_MS);
    let due = "SELECT 1 FROM box_office_holds WHERE state = 'gone' AND expires_at < $1
               UNION SELECT 1 FROM box_office_asked WHERE at < $2 LIMIT 1";
    if db.read().await?.optional(due, params![holds, asked]).await?.is_none() {
        return Ok(0);
    }
    let mut write = db.write().await?;
    let gone = hold::sweep(&mut write, holds).await?;
    write.execute("DELETE FROM box_office_asked WHERE at < $1", params![asked]).await?;
    write.commit().await?;
    Ok(gone as u32)
}
