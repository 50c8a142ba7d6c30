//! The waiting list: whoever came first is offered first, and what nobody takes is offered again.

use jiff::Timestamp;
use shell::Lang;
use store::{new_id, prelude::*};

use crate::hold::{For, Wanted};
use crate::model::{Channel, Hold, Line, ONLINE, Sale, SaleState, Tariff, WaitState, Waiting};
use crate::order::is_email;
use crate::portal::letters::{self, Kind};
use crate::{Error, Result, codes, hold, sale, seats, times};

/// How long an offer stands, in hours; within two days of the performance, a fourth of what is left, half an hour at least.
const OFFER_HOURS: i64 = 24;
const HOUR_MS: i64 = 3_600_000;

const SELECT: &str =
    "SELECT id, secret, item, places, name, email, lang, state, offers, hold, offered_until, joined_at, seq
    FROM box_office_waiting";

fn read(row: &Row) -> Result<Waiting> {
    Ok(Waiting {
        id: row.get(0)?,
        secret: row.get(1)?,
        item: row.get(2)?,
        places: row.get(3)?,
        name: row.get(4)?,
        email: row.get(5)?,
        lang: Lang::from_code(row.text(6)?).unwrap_or_default(),
        state: WaitState::from_code(row.text(7)?)?,
        offers: row.get(8)?,
        hold: row.get(9)?,
        offered_until: times::maybe(row.get(10)?)?,
        joined_at: times::at(row.get(11)?)?,
    })
}

/// Joins the waiting list of a performance. The same address again is the same entry.
///
/// # Errors
/// [`Error::Refused`] when there is no list, or as many places are left; [`Error::Field`].
pub async fn join(write: &mut Write, item: &str, name: &str, email: &str, lang: Lang, places: i64) -> Result<Waiting> {
    sale::lock(write, item).await?;
    let sale = sale::by_item(write, item).await?;
    let now = write.clock().now();
    if !sale.waiting_list || !sale.is_open_online(now) {
        return Err(Error::Refused("box-no-waiting-list"));
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::field("name", "box-name-needed"));
    }
    if name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(Error::field("name", "box-name-bad"));
    }
    let email = email.trim().to_lowercase();
    if !is_email(&email) {
        return Err(Error::field("email", "box-email-bad"));
    }
    if places < 1 || places > sale.most_per_order {
        return Err(Error::field("places", "box-too-many"));
    }
    let known = format!("{SELECT} WHERE item = $1 AND email = $2 AND state IN ('waiting', 'offered')");
    if let Some(row) = write.optional(&known, params![item, &email]).await? {
        return read(&row);
    }
    let left = left_online(write, item, now).await?;
    if left >= places && !comes_first(write, item, left).await? {
        return Err(Error::Refused("box-places-left"));
    }
    let id = new_id();
    write
        .execute(
            "INSERT INTO box_office_waiting (id, secret, item, seq, places, name, email, lang, state, offers, joined_at)
             VALUES ($1, $2, $3, (SELECT COALESCE(MAX(seq), 0) + 1 FROM box_office_waiting WHERE item = $3), $4, $5, $6, $7,
                 'waiting', 0, $8)",
            params![&id, codes::new_secret(), item, places, name, &email, lang.code(), now.as_millisecond()],
        )
        .await?;
    letters::note(write, Kind::Wait, &id).await?;
    by_id(write, &id).await
}

async fn left_online(query: &mut impl Query, item: &str, now: Timestamp) -> Result<i64> {
    let allotments = sale::allotments(query, item, now).await?;
    Ok(allotments.iter().find(|one| one.code == ONLINE).map_or(0, |one| one.left()))
}

/// Whether someone waits whom so many places would serve: they come before whoever arrives now.
pub(crate) async fn comes_first(query: &mut impl Query, item: &str, left: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM box_office_waiting WHERE item = $1 AND state = 'waiting' AND places <= $2 LIMIT 1";
    Ok(query.optional(sql, params![item, left]).await?.is_some())
}

/// The entry a secret leads to.
pub async fn by_secret(query: &mut impl Query, secret: &str) -> Result<Waiting> {
    if !codes::is_secret(secret) {
        return Err(Error::NotFound);
    }
    read(&query.one(&format!("{SELECT} WHERE secret = $1"), params![secret]).await?)
}

/// The entry with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Waiting> {
    read(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The list of a performance, in its order.
pub async fn of_item(query: &mut impl Query, item: &str) -> Result<Vec<Waiting>> {
    query.all(&format!("{SELECT} WHERE item = $1 ORDER BY seq"), params![item]).await?.iter().map(read).collect()
}

/// How many wait before an entry.
pub async fn before(query: &mut impl Query, entry: &Waiting) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM box_office_waiting WHERE item = $1 AND state IN ('waiting', 'offered')
               AND seq < (SELECT seq FROM box_office_waiting WHERE id = $2)";
    Ok(query.one(sql, params![&entry.item, &entry.id]).await?.get(0)?)
}

/// Takes the places offered, by tariff: the hold to go on with as any other. Asked again before the order is made, the
/// choice is another one.
///
/// # Errors
/// [`Error::Refused`] when nothing is offered (any more), or more is asked than was.
pub async fn accept(write: &mut Write, secret: &str, lines: &[(String, i64)]) -> Result<Hold> {
    let entry = by_secret(write, secret).await?;
    sale::lock(write, &entry.item).await?;
    let entry = by_id(write, &entry.id).await?;
    let now = write.clock().now();
    let offered = match (&entry.hold, entry.offered_until) {
        (Some(hold), Some(until)) if entry.state == WaitState::Offered && now < until => hold.clone(),
        _ => return Err(Error::Refused("box-offer-gone")),
    };
    let kept = hold::by_id(write, &offered).await?;
    if !kept.is_good(now) {
        return Err(Error::Refused("box-offer-gone"));
    }
    let tariffs = sale::tariffs(write, &entry.item).await?;
    let lines = hold::priced(&tariffs, lines, Channel::Online, For::Waiting(&entry.id))?;
    let places: i64 = lines.iter().map(|line| line.quantity).sum();
    if places > entry.places {
        return Err(Error::Refused("box-offer-more"));
    }
    let sale = sale::by_item(write, &entry.item).await?;
    reprice(write, &sale, &kept, &lines, entry.places, &hold::categories(&tariffs, &lines)).await?;
    hold::by_id(write, &offered).await
}

/// Puts the chosen tariffs in place of those the offer was kept under; places not wanted go back when the order is made.
async fn reprice(
    write: &mut Write,
    sale: &Sale,
    kept: &Hold,
    lines: &[Line],
    most: i64,
    categories: &[String],
) -> Result<()> {
    let places: i64 = lines.iter().map(|line| line.quantity).sum();
    if places > kept.places {
        // Chosen fewer before: as many as were offered may be taken again, if nobody has them.
        let more = places.min(most) - kept.places;
        hold::take_places(write, sale, ONLINE, more).await?;
    } else {
        hold::give_places(write, &kept.allotment, kept.places - places).await?;
    }
    write.execute("UPDATE box_office_holds SET places = $2 WHERE id = $1", params![&kept.id, places]).await?;
    write.execute("DELETE FROM box_office_hold_lines WHERE hold = $1", params![&kept.id]).await?;
    hold::put_lines(write, "box_office_hold_lines", "hold", &kept.id, lines).await?;
    if sale.numbered {
        seats::release(write, &kept.id).await?;
        seats::take(write, &sale.item, &kept.id, categories, &[]).await?;
    }
    Ok(())
}

/// An order was made of the places offered.
pub(crate) async fn taken(write: &mut Write, entry: &str) -> Result<()> {
    let sql = "UPDATE box_office_waiting SET state = 'taken', offered_until = NULL WHERE id = $1";
    write.execute(sql, params![entry]).await?;
    Ok(())
}

/// Does not want them any more: the next is offered.
pub async fn decline(write: &mut Write, secret: &str) -> Result<()> {
    let entry = by_secret(write, secret).await?;
    sale::lock(write, &entry.item).await?;
    let entry = by_id(write, &entry.id).await?;
    if !matches!(entry.state, WaitState::Waiting | WaitState::Offered) {
        return Ok(());
    }
    leave(write, &entry, WaitState::Declined).await?;
    offer(write, &entry.item).await?;
    Ok(())
}

/// Takes an entry off the list, and its places back.
async fn leave(write: &mut Write, entry: &Waiting, state: WaitState) -> Result<()> {
    if let Some(kept) = &entry.hold {
        match hold::by_id(write, kept).await {
            Ok(kept) => {
                hold::release(write, &kept.secret).await?;
            }
            // Lapsed long ago, it was forgotten.
            Err(Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    let sql = "UPDATE box_office_waiting SET state = $2, hold = NULL, offered_until = NULL WHERE id = $1";
    write.execute(sql, params![&entry.id, state.code()]).await?;
    Ok(())
}

/// Takes an address off every list: for a person who goes.
pub(crate) async fn forget(write: &mut Write, email: &str) -> Result<()> {
    let rows = write.all(&format!("{SELECT} WHERE email = $1 ORDER BY item, seq"), params![email]).await?;
    for row in &rows {
        let entry = read(row)?;
        if entry.state == WaitState::Offered {
            decline(write, &entry.secret).await?;
        }
    }
    write.execute("DELETE FROM box_office_waiting WHERE email = $1", params![email]).await?;
    Ok(())
}

/// Offers what became free to whoever waits, in order; takes back offers nobody answered. Whoever wants more places than are
/// left goes on waiting, and does not keep those behind from being served. Gives how many offers were made.
pub async fn offer(write: &mut Write, item: &str) -> Result<u32> {
    let sale = sale::by_item(write, item).await?;
    if !sale.waiting_list {
        return Ok(0);
    }
    sale::lock(write, item).await?;
    let now = write.clock().now();
    let lapsed = format!("{SELECT} WHERE item = $1 AND state = 'offered' AND offered_until <= $2 ORDER BY seq");
    for row in write.all(&lapsed, params![item, now.as_millisecond()]).await? {
        leave(write, &read(&row)?, WaitState::Lapsed).await?;
    }
    if sale.state != SaleState::Open || now >= sale.online_until {
        return Ok(0);
    }
    hold::give_back_lapsed(write, item, now.as_millisecond()).await?;
    let mut left = left_online(write, item, now).await?;
    let mut offers = 0;
    if left < 1 {
        return Ok(0);
    }
    let waiting = format!("{SELECT} WHERE item = $1 AND state = 'waiting' ORDER BY seq");
    let rows = write.all(&waiting, params![item]).await?;
    let tariffs = sale::tariffs(write, item).await?;
    // Kept under the first tariff sold online, or the first of another category when those seats are gone; whoever accepts
    // says which it is.
    let mut under: Vec<&Tariff> = Vec::new();
    for tariff in tariffs.iter().filter(|tariff| tariff.online && !tariff.retired) {
        if under.is_empty() || (sale.numbered && !under.iter().any(|other| other.category == tariff.category)) {
            under.push(tariff);
        }
    }
    for row in &rows {
        let entry = read(row)?;
        if entry.places > left {
            continue;
        }
        let until = offer_until(&sale, now)?;
        let mut kept = None;
        for tariff in &under {
            let wanted = Wanted {
                item: item.to_owned(),
                lines: vec![(tariff.id.clone(), entry.places)],
                until: Some(until),
                ..Wanted::default()
            };
            match hold::take(write, Channel::Online, &wanted, For::Waiting(&entry.id)).await {
                Ok(taken) => {
                    kept = Some(taken);
                    break;
                }
                Err(Error::NotEnough { .. } | Error::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        let Some(kept) = kept else { continue };
        let sql = "UPDATE box_office_waiting SET state = 'offered', hold = $2, offered_until = $3, offers = offers + 1
                   WHERE id = $1";
        write.execute(sql, params![&entry.id, &kept.id, until.as_millisecond()]).await?;
        letters::note(write, Kind::WaitOffer, &format!("{}:{}", entry.id, entry.offers + 1)).await?;
        left -= entry.places;
        offers += 1;
    }
    Ok(offers)
}

/// Until when an offer made now stands.
fn offer_until(sale: &Sale, now: Timestamp) -> Result<Timestamp> {
    let left = sale.online_until.as_millisecond() - now.as_millisecond();
    let long = (OFFER_HOURS * HOUR_MS).min(left / 4).max(HOUR_MS / 2).min(left);
    times::at(now.as_millisecond() + long)
}
