//! Seats: who is inside now.
//!
//! Whoever is admitted at an online door has a seat, counted or not, kept some minutes and prolonged by the reader's
//! page. A page that is closed, a phone that sleeps: the seat ends by itself. Links to content live as long as the seat.

use jiff::{Timestamp, ToSpan};
use store::prelude::*;

use crate::enter::Seat;
use crate::{Result, licences, rights};

pub(crate) fn lock(door: &str) -> String {
    format!("access.door.{door}")
}

/// A sign of life: keeps the seat longer. Nothing when there is no such seat any more (it ended and someone else has
/// it, the offer ended, the card was cancelled): the reader has to enter again.
pub async fn hold(write: &mut Write, seat: &str, at: Timestamp) -> Result<Option<Seat>> {
    let sql = "SELECT door, licence, holder, right_id, ends_at FROM access_seats WHERE id = $1";
    let Some(row) = write.optional(sql, params![seat]).await? else { return Ok(None) };
    let door: String = row.get(0)?;
    write.exclusive(&lock(&door)).await?;
    let licence = licences::by_id(write, row.text(1)?).await?;
    let holder: String = row.get(2)?;
    let lapsed = row.get::<i64>(4)? <= at.as_millisecond();
    let good = match row.get::<Option<String>>(3)? {
        None => true,
        Some(right) => match rights::by_id(write, &right).await {
            Ok(right) => right.state == crate::RightState::Active && right.valid_until.is_none_or(|until| at < until),
            Err(crate::Error::NotFound) => false,
            Err(error) => return Err(error),
        },
    };
    let open = crate::doors::by_id(write, &door).await?.open;
    let room = match licence.seats {
        Some(seats) if lapsed => others(write, &door, &licence.id, &holder, at).await? < seats,
        _ => true,
    };
    if !(good && open && room && licence.is_current(at)) {
        write.execute("DELETE FROM access_seats WHERE id = $1", params![seat]).await?;
        return Ok(None);
    }
    let ends_at = at.checked_add(i64::from(licence.lease_minutes).minutes())?;
    let kept = write
        .execute("UPDATE access_seats SET ends_at = $1 WHERE id = $2", params![ends_at.as_millisecond(), seat])
        .await?;
    Ok((kept > 0).then(|| Seat { id: seat.to_owned(), door, ends_at }))
}

/// Other people inside under a licence, and seats kept for those whose turn it is.
async fn others(write: &mut Write, door: &str, licence: &str, holder: &str, at: Timestamp) -> Result<u32> {
    let inside = write
        .one(
            "SELECT count(DISTINCT holder) FROM access_seats
             WHERE door = $1 AND licence = $2 AND holder <> $3 AND ends_at > $4",
            params![door, licence, holder, at.as_millisecond()],
        )
        .await?;
    let kept = write
        .one(
            "SELECT count(*) FROM access_waiting WHERE door = $1 AND account <> $2 AND offered_until > $3",
            params![door, holder, at.as_millisecond()],
        )
        .await?;
    Ok((inside.get::<i64>(0)? + kept.get::<i64>(0)?) as u32)
}

/// Gives a seat back. Gives the door, for whoever offers its seats to those who wait; nothing when it had ended.
pub async fn leave(write: &mut Write, seat: &str, _at: Timestamp) -> Result<Option<String>> {
    let row = write.optional("DELETE FROM access_seats WHERE id = $1 RETURNING door", params![seat]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// The account a seat is held by, while it is: what a page checks before it prolongs or serves anything.
pub async fn account(query: &mut impl Query, seat: &str, at: Timestamp) -> Result<Option<Option<String>>> {
    let sql = "SELECT account FROM access_seats WHERE id = $1 AND ends_at > $2";
    let row = query.optional(sql, params![seat, at.as_millisecond()]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// How many different people are inside a door.
pub async fn inside(query: &mut impl Query, door: &str, at: Timestamp) -> Result<u32> {
    let sql = "SELECT count(DISTINCT holder) FROM access_seats WHERE door = $1 AND ends_at > $2";
    Ok(query.one(sql, params![door, at.as_millisecond()]).await?.get::<i64>(0)? as u32)
}
