//! Places taken for a while, before anyone says who takes them.
//!
//! Never oversold, by construction: an allotment's counter is changed by one statement that takes only what is left, and
//! the database keeps it within its bounds. What lapsed is given back before anyone is refused. No lock outlives the
//! transaction: nobody waits for a payment.

use jiff::Timestamp;
use ledger::Cents;
use store::{in_list, new_id, prelude::*};

use crate::model::{Channel, Hold, Line, ONLINE, Sale, Tariff, TariffKind};
use crate::portal::letters;
use crate::{Error, Result, codes, sale, seats, times};

/// How long places are kept while someone says who they are, in minutes: online and for a program, at a desk.
pub const ONLINE_MINUTES: i64 = 15;
/// At a desk or on the telephone.
pub const DESK_MINUTES: i64 = 30;
/// Places of one order at a desk, at most.
const DESK_MOST: i64 = 500;
const MINUTE_MS: i64 = 60_000;

/// Places wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The performance.
    pub item: String,
    /// The allotment's code; empty for the online one.
    pub allotment: String,
    /// Tariffs, by identifier or code, and how many of each.
    pub lines: Vec<(String, i64)>,
    /// Seats chosen, when places are numbered: as many as places, or none for the best left.
    pub seats: Vec<String>,
    /// Until when, when other than the channel's usual.
    pub until: Option<Timestamp>,
}

/// Who takes places, for rules that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For<'a> {
    /// Anyone, by the sale's rules.
    Anyone,
    /// Guests, by the house.
    Guests,
    /// A group, agreed with the desk.
    Group,
    /// An entry of the waiting list.
    Waiting(&'a str),
}

/// Takes places for a while: 15 minutes online, 30 at a desk.
///
/// # Errors
/// [`Error::NotEnough`]; [`Error::Refused`] when not sold now, for a tariff not sold there, more than one order may have,
/// no place at all, or when who waits comes first.
pub async fn hold(write: &mut Write, channel: Channel, wanted: &Wanted) -> Result<Hold> {
    take(write, channel, wanted, For::Anyone).await
}

pub(crate) async fn take(write: &mut Write, channel: Channel, wanted: &Wanted, whom: For<'_>) -> Result<Hold> {
    // The performance first, then its counters and holds: nobody waits for someone who waits for them.
    sale::lock(write, &wanted.item).await?;
    let sale = sale::by_item(write, &wanted.item).await?;
    let now = write.clock().now();
    let allotment = if wanted.allotment.is_empty() { ONLINE } else { wanted.allotment.as_str() };
    is_open(&sale, channel, allotment, now, whom)?;
    let tariffs = sale::tariffs(write, &wanted.item).await?;
    let lines = priced(&tariffs, &wanted.lines, channel, whom)?;
    let places = lines.iter().map(|line| line.quantity).sum::<i64>();
    let most = match (whom, channel) {
        (For::Anyone | For::Waiting(_), Channel::Online | Channel::Api) => sale.most_per_order,
        _ => DESK_MOST,
    };
    if places > most {
        return Err(Error::Refused("box-too-many"));
    }
    let (id, left) = take_places(write, &sale, allotment, places).await?;
    let hold = Hold {
        id: new_id(),
        secret: codes::new_secret(),
        item: sale.item.clone(),
        allotment: id,
        places,
        channel,
        expires_at: match wanted.until {
            Some(until) => until,
            None => times::at(now.as_millisecond() + minutes(channel) * MINUTE_MS)?,
        },
        lines,
        held: true,
        order: None,
    };
    if whom == For::Anyone
        && channel == Channel::Online
        && sale.waiting_list
        && crate::wait_list::comes_first(write, &sale.item, left + places).await?
    {
        // Dropped with the transaction, or given back here if the caller goes on with it.
        give_places(write, &hold.allotment, places).await?;
        return Err(Error::Refused("box-waiting-first"));
    }
    if sale.numbered {
        let categories = categories(&tariffs, &hold.lines);
        if let Err(error) = seats::take(write, &sale.item, &hold.id, &categories, &wanted.seats).await {
            // As above: a caller that goes on keeps no place without its seat.
            give_places(write, &hold.allotment, places).await?;
            return Err(error);
        }
    }
    keep(write, &hold, whom).await?;
    Ok(hold)
}

fn minutes(channel: Channel) -> i64 {
    match channel {
        Channel::Online | Channel::Api => ONLINE_MINUTES,
        Channel::Desk | Channel::Phone => DESK_MINUTES,
    }
}

/// The category of each place, in the order tickets are made.
pub(crate) fn categories(tariffs: &[Tariff], lines: &[Line]) -> Vec<String> {
    let category = |id: &str| tariffs.iter().find(|tariff| tariff.id == id).map(|tariff| tariff.category.clone());
    lines
        .iter()
        .flat_map(|line| {
            let places = usize::try_from(line.quantity).unwrap_or_default();
            std::iter::repeat_n(category(&line.tariff).unwrap_or_default(), places)
        })
        .collect()
}

pub(crate) fn is_open(sale: &Sale, channel: Channel, allotment: &str, now: Timestamp, whom: For<'_>) -> Result<()> {
    let public = allotment == ONLINE && matches!(channel, Channel::Online | Channel::Api);
    // What was promised to who waits or to a group holds, whatever the hour of the opening.
    let open = if public && whom == For::Anyone { sale.is_open_online(now) } else { sale.is_open_at_desk(now) };
    if channel == Channel::Online && allotment != ONLINE {
        return Err(Error::NotFound);
    }
    if open { Ok(()) } else { Err(Error::Refused("box-not-open")) }
}

/// What is wanted at today's prices: what one asks for says nothing of what it costs.
pub(crate) fn priced(
    tariffs: &[Tariff],
    wanted: &[(String, i64)],
    channel: Channel,
    whom: For<'_>,
) -> Result<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::with_capacity(wanted.len());
    for (asked, quantity) in wanted {
        if *quantity == 0 {
            continue;
        }
        let known = tariffs.iter().find(|tariff| !tariff.retired && (tariff.id == *asked || tariff.code == *asked));
        let tariff = known.ok_or(Error::Refused("box-no-such-tariff"))?;
        let sold = match (whom, channel) {
            (For::Guests, _) => tariff.kind == TariffKind::Invitation,
            (_, Channel::Online) => tariff.online,
            (_, Channel::Desk | Channel::Phone) => tariff.desk,
            (_, Channel::Api) => tariff.online || tariff.desk,
        };
        if !sold || (tariff.kind == TariffKind::Invitation && whom != For::Guests) {
            return Err(Error::Refused("box-no-such-tariff"));
        }
        if *quantity < 0 || *quantity > DESK_MOST {
            return Err(Error::Refused("box-quantity-bad"));
        }
        match lines.iter_mut().find(|line| line.tariff == tariff.id) {
            Some(line) => line.quantity += quantity,
            None => lines.push(Line {
                tariff: tariff.id.clone(),
                label: tariff.label[0].clone(),
                quantity: *quantity,
                price: tariff.price,
            }),
        }
    }
    if lines.is_empty() {
        return Err(Error::Refused("box-nothing-chosen"));
    }
    Ok(lines)
}

/// Takes so many places of an allotment: all or none. Gives its identifier and how many are left.
pub(crate) async fn take_places(write: &mut Write, sale: &Sale, allotment: &str, places: i64) -> Result<(String, i64)> {
    let sql = "UPDATE box_office_allotments SET taken = taken + $3
               WHERE item = $1 AND code = $2 AND taken + $3 <= places RETURNING id, places - taken";
    if let Some(row) = write.optional(sql, params![&sale.item, allotment, places]).await? {
        return Ok((row.get(0)?, row.get(1)?));
    }
    let now = write.clock().now_ms();
    give_back_lapsed(write, &sale.item, now).await?;
    if let Some(row) = write.optional(sql, params![&sale.item, allotment, places]).await? {
        return Ok((row.get(0)?, row.get(1)?));
    }
    let sql = "SELECT places - taken FROM box_office_allotments WHERE item = $1 AND code = $2";
    let left = write.one(sql, params![&sale.item, allotment]).await?.get(0)?;
    Err(Error::NotEnough { left })
}

/// Gives places of an allotment back.
pub(crate) async fn give_places(write: &mut Write, allotment: &str, places: i64) -> Result<()> {
    if places > 0 {
        let sql = "UPDATE box_office_allotments SET taken = taken - $2 WHERE id = $1";
        write.execute(sql, params![allotment, places]).await?;
    }
    Ok(())
}

/// Ends the holds of a performance that lapse by an instant, with their seats. Gives the places of each, by allotment.
async fn end(write: &mut Write, item: &str, by: i64) -> Result<Vec<(String, i64)>> {
    let sql = "UPDATE box_office_holds SET state = 'gone' WHERE item = $1 AND state = 'held' AND expires_at <= $2
               RETURNING id, allotment, places";
    let mut freed = Vec::new();
    for row in &write.all(sql, params![item, by]).await? {
        seats::release(write, row.text(0)?).await?;
        freed.push((row.get(1)?, row.get(2)?));
    }
    Ok(freed)
}

/// Gives back all that is held of a performance, lapsed or not.
pub(crate) async fn give_back_held(write: &mut Write, item: &str) -> Result<()> {
    let freed = end(write, item, i64::MAX).await?;
    give_back(write, freed).await
}

/// Gives places back, one allotment after the other.
async fn give_back(write: &mut Write, mut freed: Vec<(String, i64)>) -> Result<()> {
    freed.sort();
    for same in freed.chunk_by(|one, next| one.0 == next.0) {
        give_places(write, &same[0].0, same.iter().map(|(_, places)| places).sum()).await?;
    }
    Ok(())
}

/// Gives back what lapsed in a performance: holds nobody made an order of, orders nobody paid. Gives how many.
pub(crate) async fn give_back_lapsed(write: &mut Write, item: &str, now: i64) -> Result<u32> {
    let mut freed = end(write, item, now).await?;
    let sql = "UPDATE box_office_orders SET state = 'expired'
               WHERE item = $1 AND state IN ('asked', 'to_pay') AND expires_at <= $2
               RETURNING id, hold, allotment, places, payment, email";
    let rows = write.all(sql, params![item, now]).await?;
    for row in &rows {
        seats::release(write, row.text(1)?).await?;
        freed.push((row.get(2)?, row.get(3)?));
        // Whoever was to pay at the counter is told; whoever left a payment page knows.
        if row.get::<Option<String>>(4)?.is_none() && row.get::<Option<String>>(5)?.is_some() {
            letters::note(write, letters::Kind::Lapsed, row.text(0)?).await?;
        }
    }
    let gone = freed.len() as u32;
    give_back(write, freed).await?;
    Ok(gone)
}

async fn keep(write: &mut Write, hold: &Hold, whom: For<'_>) -> Result<()> {
    let waiting = match whom {
        For::Waiting(entry) => Some(entry),
        _ => None,
    };
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO box_office_holds (id, secret, item, allotment, places, channel, state, expires_at, waiting, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'held', $7, $8, $9)",
            params![
                &hold.id,
                &hold.secret,
                &hold.item,
                &hold.allotment,
                hold.places,
                hold.channel.code(),
                hold.expires_at.as_millisecond(),
                waiting,
                now
            ],
        )
        .await?;
    put_lines(write, "box_office_hold_lines", "hold", &hold.id, &hold.lines).await
}

/// Writes the lines of a hold or an order.
pub(crate) async fn put_lines(write: &mut Write, table: &str, of: &str, id: &str, lines: &[Line]) -> Result<()> {
    let rows: Vec<_> = lines
        .iter()
        .zip(0_i64..)
        .map(|(line, place)| {
            [
                Value::from(id),
                Value::from(place),
                Value::from(&line.tariff),
                Value::from(line.quantity),
                Value::from(line.price.0),
            ]
        })
        .collect();
    write.insert_many(table, &[of, "place", "tariff", "quantity", "price"], rows, None).await?;
    Ok(())
}

/// The hold a secret leads to, whatever became of it ([`Hold::is_good`] says).
pub async fn by_secret(query: &mut impl Query, secret: &str) -> Result<Hold> {
    if !codes::is_secret(secret) {
        return Err(Error::NotFound);
    }
    one(query, "secret", secret).await
}

/// The hold with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Hold> {
    one(query, "id", id).await
}

async fn one(query: &mut impl Query, column: &str, value: &str) -> Result<Hold> {
    let sql = format!(
        "SELECT id, secret, item, allotment, places, channel, state, expires_at, ordered FROM box_office_holds
         WHERE {column} = $1"
    );
    let row = query.one(&sql, params![value]).await?;
    let id: String = row.get(0)?;
    let lines = lines_of(query, &id).await?;
    Ok(Hold {
        id,
        secret: row.get(1)?,
        item: row.get(2)?,
        allotment: row.get(3)?,
        places: row.get(4)?,
        channel: Channel::from_code(row.text(5)?)?,
        expires_at: times::at(row.get(7)?)?,
        lines,
        held: row.text(6)? == "held",
        order: row.get(8)?,
    })
}

async fn lines_of(query: &mut impl Query, hold: &str) -> Result<Vec<Line>> {
    let sql = "SELECT l.tariff, t.label_fr, l.quantity, l.price FROM box_office_hold_lines l
               JOIN box_office_tariffs t ON t.id = l.tariff WHERE l.hold = $1 ORDER BY l.place";
    query.all(sql, params![hold]).await?.iter().map(line).collect()
}

pub(crate) fn line(row: &Row) -> Result<Line> {
    Ok(Line { tariff: row.get(0)?, label: row.get(1)?, quantity: row.get(2)?, price: Cents(row.get(3)?) })
}

/// Gives its places back at once; false when it was given back already or became an order.
pub async fn release(write: &mut Write, secret: &str) -> Result<bool> {
    if !codes::is_secret(secret) {
        return Err(Error::NotFound);
    }
    // Given back long ago, it was forgotten.
    let item = "SELECT item FROM box_office_holds WHERE secret = $1";
    let Some(row) = write.optional(item, params![secret]).await? else { return Ok(false) };
    sale::lock(write, row.text(0)?).await?;
    let sql = "UPDATE box_office_holds SET state = 'gone' WHERE secret = $1 AND state = 'held'
               RETURNING id, allotment, places";
    let Some(row) = write.optional(sql, params![secret]).await? else { return Ok(false) };
    seats::release(write, row.text(0)?).await?;
    give_places(write, row.text(1)?, row.get(2)?).await?;
    Ok(true)
}

/// Forgets holds that came to nothing, a day later.
pub(crate) async fn sweep(write: &mut Write, before_ms: i64) -> Result<u64> {
    let sql = "SELECT id FROM box_office_holds WHERE state = 'gone' AND expires_at < $1 LIMIT 500";
    let rows = write.all(sql, params![before_ms]).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?;
    let list = in_list(1, ids.len());
    let values = || ids.iter().map(Value::from).collect();
    write.execute(&format!("DELETE FROM box_office_hold_lines WHERE hold IN {list}"), values()).await?;
    Ok(write.execute(&format!("DELETE FROM box_office_holds WHERE id IN {list}"), values()).await?)
}
