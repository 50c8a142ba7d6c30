//! Waiting lists of doors whose seats are counted.
//!
//! Readers wait in the order they came. When a seat frees it is kept for the first of them for a while (an *offer*);
//! an offer not taken lapses, its holder leaves the list and the next one is offered. Whoever calls [`offer_next`]
//! writes the letters. The list names accounts, belongs to nobody's history and goes with the wait.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::prelude::*;

use crate::policy::Rules;
use crate::weigh::Visitor;
use crate::{Error, Refusal, Result, Verdict, enter, seats};

/// How long a seat is kept for whoever's turn it is, unless the caller says otherwise.
pub const OFFER: Duration = Duration::from_secs(30 * 60);

/// Someone's place on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// 1 for the next one. 0 while an offer runs.
    pub place: u32,
    /// Until when a seat is kept for them; none while they wait.
    pub offered_until: Option<Timestamp>,
}

/// A seat kept for someone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The door.
    pub door: String,
    /// For whom.
    pub account: String,
    /// Until when.
    pub until: Timestamp,
}

/// What changed on a list: letters to write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Turns {
    /// Seats now kept.
    pub offered: Vec<Offer>,
    /// Offers that were not taken: their holders have left the list.
    pub lapsed: Vec<Offer>,
}

/// Joins the list of a door. Joining twice keeps the first place.
///
/// # Errors
/// [`Error::Senseless`] when the visitor could come in now, or would not be let in by a free seat either.
pub async fn join(
    write: &mut Write,
    door: &str,
    visitor: &Visitor<'_>,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Place> {
    write.exclusive(&seats::lock(door)).await?;
    if let Some(place) = place(write, door, visitor.account, at).await? {
        return Ok(place);
    }
    match enter::judge(write, door, Some(visitor), at, zone).await? {
        Verdict::Refused { reason: Refusal::SeatsTaken { .. } } => {}
        Verdict::Admitted { .. } => return Err(Error::Senseless("a seat is free: there is nothing to wait for")),
        _ => return Err(Error::Senseless("a free seat would not open this door: there is nothing to wait for")),
    }
    write
        .execute(
            "INSERT INTO access_waiting (door, account, joined_at, offered_until) VALUES ($1, $2, $3, NULL)
             ON CONFLICT (door, account) DO UPDATE SET joined_at = excluded.joined_at, offered_until = NULL",
            params![door, visitor.account, at.as_millisecond()],
        )
        .await?;
    place(write, door, visitor.account, at).await?.ok_or(Error::NotFound)
}

/// Leaves the list, an offer included.
pub async fn leave(write: &mut Write, door: &str, account: &str) -> Result<()> {
    write.execute("DELETE FROM access_waiting WHERE door = $1 AND account = $2", params![door, account]).await?;
    Ok(())
}

/// Someone's place; nothing for whoever does not wait.
pub async fn place(query: &mut impl Query, door: &str, account: &str, at: Timestamp) -> Result<Option<Place>> {
    let sql = "SELECT account, offered_until FROM access_waiting WHERE door = $1 ORDER BY joined_at, account";
    let mut place = 0;
    for row in query.all(sql, params![door]).await? {
        let offered: Option<i64> = row.get(1)?;
        place += u32::from(offered.is_none());
        if row.text(0)? == account {
            return match offered {
                None => Ok(Some(Place { place, offered_until: None })),
                Some(until) if until > at.as_millisecond() => {
                    Ok(Some(Place { place: 0, offered_until: Some(Timestamp::from_millisecond(until)?) }))
                }
                Some(_) => Ok(None),
            };
        }
    }
    Ok(None)
}

/// The doors someone waits at, with their place.
pub async fn of_account(query: &mut impl Query, account: &str, at: Timestamp) -> Result<Vec<(String, Place)>> {
    let mut places = Vec::new();
    let sql = "SELECT door FROM access_waiting WHERE account = $1 ORDER BY joined_at";
    for row in query.all(sql, params![account]).await? {
        let door: String = row.get(0)?;
        if let Some(place) = place(query, &door, account, at).await? {
            places.push((door, place));
        }
    }
    Ok(places)
}

/// Passes lapsed offers on and keeps each free seat of a door for the next who waits, during `keep`.
pub async fn offer_next(write: &mut Write, door: &str, at: Timestamp, keep: Duration) -> Result<Turns> {
    write.exclusive(&seats::lock(door)).await?;
    let now = at.as_millisecond();
    let offer = |account: String, until: i64| -> Result<Offer> {
        Ok(Offer { door: door.to_owned(), account, until: Timestamp::from_millisecond(until)? })
    };
    let mut turns = Turns::default();
    let sql = "DELETE FROM access_waiting WHERE door = $1 AND offered_until <= $2 RETURNING account, offered_until";
    for row in write.all(sql, params![door, now]).await? {
        turns.lapsed.push(offer(row.get(0)?, row.get(1)?)?);
    }
    let sql = "SELECT account, offered_until FROM access_waiting WHERE door = $1 ORDER BY joined_at, account";
    let (mut waiting, mut offered) = (Vec::new(), 0);
    for row in write.all(sql, params![door]).await? {
        match row.get::<Option<i64>>(1)? {
            None => waiting.push(row.get::<String>(0)?),
            Some(_) => offered += 1,
        }
    }
    if waiting.is_empty() {
        return Ok(turns);
    }
    let free = free(write, door, at).await?.saturating_sub(offered) as usize;
    let until = at.checked_add(SignedDuration::try_from(keep).unwrap_or(SignedDuration::from_mins(30)))?;
    for account in waiting.into_iter().take(free) {
        write
            .execute(
                "UPDATE access_waiting SET offered_until = $1 WHERE door = $2 AND account = $3",
                params![until.as_millisecond(), door, &account],
            )
            .await?;
        turns.offered.push(offer(account, until.as_millisecond())?);
    }
    Ok(turns)
}

/// The free seats of a door, all its current licences together; without limit when one has none, none when it is shut.
async fn free(write: &mut Write, door: &str, at: Timestamp) -> Result<u32> {
    let rules = Rules::load(write, door).await?;
    if !rules.door.open {
        return Ok(0);
    }
    let mut free = 0_u32;
    for licence in &rules.licences {
        if !licence.is_current(at) {
            continue;
        }
        let Some(seats) = licence.seats else { return Ok(u32::MAX) };
        let inside = write
            .one(
                "SELECT count(DISTINCT holder) FROM access_seats WHERE door = $1 AND licence = $2 AND ends_at > $3",
                params![door, &licence.id, at.as_millisecond()],
            )
            .await?;
        free = free.saturating_add(seats.saturating_sub(inside.get::<i64>(0)? as u32));
    }
    Ok(free)
}

/// As [`offer_next`], at every door where someone waits: to be run every minute, since seats also free by lapse.
pub async fn expire(write: &mut Write, at: Timestamp, keep: Duration) -> Result<Turns> {
    let mut all = Turns::default();
    // In the order of their names, as every taker of several doors' locks.
    for row in write.all("SELECT DISTINCT door FROM access_waiting ORDER BY door", params![]).await? {
        let turns = offer_next(write, row.text(0)?, at, keep).await?;
        all.offered.extend(turns.offered);
        all.lapsed.extend(turns.lapsed);
    }
    Ok(all)
}

/// How many wait at a door, offers not counted.
pub async fn length(query: &mut impl Query, door: &str) -> Result<u32> {
    let sql = "SELECT count(*) FROM access_waiting WHERE door = $1 AND offered_until IS NULL";
    Ok(query.one(sql, params![door]).await?.get::<i64>(0)? as u32)
}
