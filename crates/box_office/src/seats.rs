//! The seats of numbered performances: taken, sold and given back one row each, so that none is sold twice.
//!
//! How many places are left is the allotments' affair; which ones, this file's. A seat whose hold lapsed is free at once:
//! nobody waits for the clock's job.

mod chooser;
mod halls;

use std::collections::{BTreeMap, HashSet};

use people::{Actor, audit};
use seating_plan::{Party, Placed, Plan, Seat, SeatKind};
use store::prelude::*;

use crate::model::{ONLINE, SaleState};
use crate::sale::{self, Setup};
use crate::{Error, Result};

pub(crate) use chooser::picture;
pub use chooser::{Chooser, RowOfSeats, SeatChoice, ZoneOfSeats, chooser};
pub use halls::{Hall, hall, halls, keep_hall, retire_hall};
pub(crate) use halls::{all as all_halls, read as read_typed};

/// Whether a seat may be taken: free, or held by a hold that lapsed or is gone. `$1` the performance, `$2` now.
const FREE: &str = "item = $1 AND (state = 'free' OR (state = 'held' AND hold IN (
    SELECT id FROM box_office_holds
    WHERE item = $1 AND (state = 'gone' OR (state = 'held' AND expires_at <= $2)))))";

/// What one calls a seat, on tickets in every language: `A 12`, `Balcon A 12`.
#[must_use]
pub fn label(placed: &Placed<'_>) -> String {
    format!("{} {} {}", placed.zone.name, placed.row.name, placed.seat.number).trim().to_owned()
}

/// The plan of a numbered performance; none when its places have no number.
pub async fn plan_of(query: &mut impl Query, item: &str) -> Result<Option<Plan>> {
    let row = query.optional("SELECT plan FROM box_office_seat_plans WHERE item = $1", params![item]).await?;
    row.map(|row| read_plan(row.text(0)?)).transpose()
}

fn read_plan(json: &str) -> Result<Plan> {
    serde_json::from_str(json).map_err(|_| Error::unknown("plan of a hall", json.get(..40).unwrap_or(json)))
}

/// Makes a sale numbered with a hall's plan: as many places as the plan has, those of other allotments kept.
///
/// # Errors
/// [`Error::Refused`] once places were taken, and when other allotments want more than the hall has.
pub async fn number(write: &mut Write, item: &str, hall: &str, actor: &Actor) -> Result<()> {
    let hall = halls::hall(write, hall).await?;
    let plan = hall.plan()?;
    // The performance before its seats, as holds do.
    sale::lock(write, item).await?;
    let sale = sale::by_item(write, item).await?;
    if sale.state == SaleState::Closed {
        return Err(Error::Refused("seats-closed"));
    }
    let now = write.clock().now();
    let allotments = sale::allotments(write, item, now).await?;
    if allotments.iter().any(|allotment| allotment.taken > 0) {
        return Err(Error::Refused("seats-begun"));
    }
    let places = plan.places() as i64;
    let others: i64 = allotments.iter().filter(|one| one.code != ONLINE).map(|one| one.places).sum();
    if others > places {
        return Err(Error::Refused("seats-allotments"));
    }
    let setup = Setup {
        opens_at: sale.opens_at,
        closes_at: sale.closes_at,
        online_until: sale.online_until,
        capacity: places,
        numbered: true,
        most_per_order: sale.most_per_order,
        waiting_list: sale.waiting_list,
        queue: sale.queue,
        cancel_hours: sale.cancel_hours,
        pay_later: sale.pay_later,
    };
    sale::set_up(write, item, &setup, actor).await?;
    set_plan(write, item, Some(&hall.id), &plan).await?;
    let details = serde_json::json!({ "hall": hall.id, "places": places });
    audit::append(write, actor, "box_office.numbered", &format!("performance:{item}"), &details).await?;
    Ok(())
}

/// Gives a performance these seats, all free, in place of those it had.
///
/// # Errors
/// [`Error::Refused`] once one is held or sold.
pub async fn set_plan(write: &mut Write, item: &str, hall: Option<&str>, plan: &Plan) -> Result<()> {
    plan.check().map_err(|_| Error::Refused("seats-plan-unsound"))?;
    sale::lock(write, item).await?;
    write.exclusive(&format!("box_office.seats:{item}")).await?;
    let now = write.clock().now_ms();
    let busy = format!("SELECT seat FROM box_office_seats WHERE item = $1 AND NOT ({FREE}) LIMIT 1");
    if write.optional(&busy, params![item, now]).await?.is_some() {
        return Err(Error::Refused("seats-begun"));
    }
    write.execute("DELETE FROM box_office_seats WHERE item = $1", params![item]).await?;
    let json = serde_json::to_string(plan).map_err(|_| Error::Refused("seats-plan-unsound"))?;
    write
        .execute(
            "INSERT INTO box_office_seat_plans (item, hall, plan) VALUES ($1, $2, $3)
             ON CONFLICT (item) DO UPDATE SET hall = excluded.hall, plan = excluded.plan",
            params![item, hall, json],
        )
        .await?;
    let rows: Vec<_> = plan
        .seats()
        .enumerate()
        .map(|(place, placed)| {
            [
                Value::from(item.to_owned()),
                Value::from(placed.seat.id.clone()),
                Value::from(place as i64),
                Value::from(label(&placed)),
                Value::from(placed.seat.category.clone()),
                Value::from(placed.seat.kind.code()),
                Value::from("free"),
            ]
        })
        .collect();
    let columns = ["item", "seat", "place", "label", "category", "kind", "state"];
    write.insert_many("box_office_seats", &columns, rows, None).await?;
    Ok(())
}

/// How many seats are free now.
pub async fn free(write: &mut Write, item: &str) -> Result<i64> {
    let now = write.clock().now_ms();
    Ok(free_ids(write, item, now).await?.len() as i64)
}

/// The seats free at an instant.
pub async fn free_ids(query: &mut impl Query, item: &str, now_ms: i64) -> Result<HashSet<String>> {
    let sql = format!("SELECT seat FROM box_office_seats WHERE {FREE}");
    query.all(&sql, params![item, now_ms]).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Takes seats for a hold: those chosen, or the best left. `categories` has one entry a place, its tariff's: a seat of
/// another category of the hall is refused, so that a cheap tariff never takes a dear seat. A tariff of a category the hall
/// does not have fits any seat.
///
/// # Errors
/// [`Error::Refused`], all or none being taken: `seats-taken`, `seats-none`, `seats-unknown`, `seats-category`,
/// `seats-number` (as many as places).
pub async fn take(write: &mut Write, item: &str, hold: &str, categories: &[String], chosen: &[String]) -> Result<()> {
    // Two who ask for the best places would choose the same ones.
    write.exclusive(&format!("box_office.seats:{item}")).await?;
    let now = write.clock().now_ms();
    let plan = plan_of(write, item).await?.ok_or(Error::Refused("seats-unknown"))?;
    let wanted = by_category(&plan, categories);
    let seats: Vec<String> = if chosen.is_empty() {
        let free = free_ids(write, item, now).await?;
        best_of(&plan, &free, &wanted)?
    } else {
        let distinct: HashSet<&String> = chosen.iter().collect();
        if distinct.len() != chosen.len() || chosen.len() != categories.len() {
            return Err(Error::Refused("seats-number"));
        }
        check_categories(&plan, chosen, &wanted)?;
        chosen.to_vec()
    };
    let sql = format!(
        "UPDATE box_office_seats SET state = 'held', hold = $4, ticket = NULL WHERE seat = $3 AND {FREE} RETURNING seat"
    );
    for (place, seat) in seats.iter().enumerate() {
        if write.optional(&sql, params![item, now, seat, hold]).await?.is_none() {
            // A caller that goes on with its transaction keeps none of them.
            for other in &seats[..place] {
                let sql = "UPDATE box_office_seats SET state = 'free', hold = NULL WHERE item = $1 AND seat = $2";
                write.execute(sql, params![item, other]).await?;
            }
            return Err(Error::Refused("seats-taken"));
        }
    }
    Ok(())
}

/// How many places of each category the hall knows; none for those of no category of its.
fn by_category<'a>(plan: &Plan, categories: &'a [String]) -> BTreeMap<Option<&'a str>, usize> {
    let known: HashSet<String> = plan.categories().into_iter().map(str::to_owned).collect();
    let mut wanted = BTreeMap::new();
    for category in categories {
        let category = Some(category.as_str()).filter(|category| known.contains(*category));
        *wanted.entry(category).or_insert(0) += 1;
    }
    wanted
}

fn best_of(plan: &Plan, free: &HashSet<String>, wanted: &BTreeMap<Option<&str>, usize>) -> Result<Vec<String>> {
    let mut taken: HashSet<String> = HashSet::new();
    // Those bound to a category choose before those who may sit anywhere: none is first in the map, hence the turn.
    for (category, places) in wanted.iter().rev() {
        let party = Party { seats: *places, category: category.map(str::to_owned), ..Party::default() };
        let left = |seat: &str| free.contains(seat) && !taken.contains(seat);
        let found = match seating_plan::best(plan, &left, &party) {
            Some(found) => found,
            // Places for wheelchairs and companions are kept for them: whoever comes in one says so.
            None => return Err(Error::Refused("seats-none")),
        };
        taken.extend(found);
    }
    Ok(plan.seats().map(|placed| &placed.seat.id).filter(|id| taken.contains(*id)).cloned().collect())
}

/// Places for wheelchairs and their companions stand for any category: a hall has them where its doors are wide, and who needs
/// one pays the tariff of their choice.
fn check_categories(plan: &Plan, chosen: &[String], wanted: &BTreeMap<Option<&str>, usize>) -> Result<()> {
    let known: BTreeMap<&str, &Seat> = plan.seats().map(|placed| (placed.seat.id.as_str(), placed.seat)).collect();
    let mut have: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_any = 0;
    for chosen in chosen {
        let seat = known.get(chosen.as_str()).ok_or(Error::Refused("seats-unknown"))?;
        if matches!(seat.kind, SeatKind::Wheelchair | SeatKind::Companion) {
            of_any += 1;
        } else {
            *have.entry(seat.category.as_str()).or_insert(0) += 1;
        }
    }
    let short: usize = wanted
        .iter()
        .filter_map(|(category, places)| Some(places.saturating_sub(have.get((*category)?).copied().unwrap_or(0))))
        .sum();
    if short <= of_any { Ok(()) } else { Err(Error::Refused("seats-category")) }
}

/// What a form with the chooser asks for: the seats ticked; with a wheelchair, the best places with its companion's beside;
/// nothing for the best left. `categories` as in [`take`]. Fields: `seat` repeated, `wheelchairs`, `companions`.
///
/// # Errors
/// [`Error::Refused`] when such places are not left.
pub async fn chosen(
    query: &mut impl Query,
    item: &str,
    pairs: &[(String, String)],
    categories: &[String],
    now_ms: i64,
) -> Result<Vec<String>> {
    let ticked: Vec<String> = pairs
        .iter()
        .filter(|(name, value)| name == "seat" && !value.is_empty())
        .map(|(_, seat)| seat.clone())
        .collect();
    if !ticked.is_empty() {
        return Ok(ticked);
    }
    let number = |field: &str| -> usize {
        let typed = pairs.iter().rev().find(|(name, _)| name == field);
        typed.and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
    };
    let wheelchairs = number("wheelchairs").min(categories.len());
    if wheelchairs == 0 {
        return Ok(Vec::new());
    }
    let companions = number("companions").min(wheelchairs).min(categories.len() - wheelchairs);
    let plan = plan_of(query, item).await?.ok_or(Error::Refused("seats-unknown"))?;
    let free = free_ids(query, item, now_ms).await?;
    let wanted = by_category(&plan, categories);
    let one = if let [(category, _)] = wanted.iter().collect::<Vec<_>>()[..] { *category } else { None };
    let party = Party {
        seats: categories.len() - wheelchairs - companions,
        wheelchairs,
        companions,
        category: one.map(str::to_owned),
    };
    seating_plan::best(&plan, &|seat| free.contains(seat), &party).ok_or(Error::Refused("seats-no-wheelchair"))
}

/// Gives back the seats of a hold that are not sold.
pub async fn release(write: &mut Write, hold: &str) -> Result<()> {
    write
        .execute(
            "UPDATE box_office_seats SET state = 'free', hold = NULL WHERE hold = $1 AND state = 'held'",
            params![hold],
        )
        .await?;
    Ok(())
}

/// Sells the seats of a hold to these tickets, each with its seat category, and gives what each prints; none for places
/// without a number.
///
/// # Errors
/// [`Error::Refused`] when the hold has seats, but fewer than tickets: others took them once it had lapsed.
pub async fn sell(write: &mut Write, hold: &str, tickets: &[(String, String)]) -> Result<Vec<Option<String>>> {
    let rows = write
        .all(
            "SELECT seat, label, category, item FROM box_office_seats WHERE hold = $1 AND state = 'held' ORDER BY place",
            params![hold],
        )
        .await?;
    if rows.is_empty() {
        return Ok(vec![None; tickets.len()]);
    }
    let mut seats = Vec::with_capacity(rows.len());
    for row in &rows {
        seats.push((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?, row.get::<String>(3)?));
    }
    if seats.len() < tickets.len() {
        return Err(Error::Refused("seats-taken"));
    }
    let mut sold: Vec<Option<String>> = vec![None; tickets.len()];
    // A ticket takes a seat of its own category first; those whose category the hall does not have take the rest.
    for own_category in [true, false] {
        for (at, (ticket, category)) in tickets.iter().enumerate() {
            if sold[at].is_some() {
                continue;
            }
            let Some(found) = seats.iter().position(|seat| !own_category || seat.2 == *category) else { continue };
            let (seat, label, _, item) = seats.remove(found);
            let sql = "UPDATE box_office_seats SET state = 'sold', ticket = $3
                       WHERE item = $1 AND seat = $2 AND state = 'held' AND hold = $4 RETURNING seat";
            if write.optional(sql, params![item, seat, ticket, hold]).await?.is_none() {
                return Err(Error::Refused("seats-taken"));
            }
            sold[at] = Some(label);
        }
    }
    Ok(sold)
}

/// Gives back the seat of a ticket that was cancelled.
pub async fn release_ticket(write: &mut Write, ticket: &str) -> Result<()> {
    write
        .execute(
            "UPDATE box_office_seats SET state = 'free', hold = NULL, ticket = NULL WHERE ticket = $1",
            params![ticket],
        )
        .await?;
    Ok(())
}

/// What the seats of a hold are called, in the plan's order; empty for places without a number.
pub async fn of_hold(query: &mut impl Query, hold: &str) -> Result<Vec<String>> {
    let sql = "SELECT label FROM box_office_seats WHERE hold = $1 ORDER BY place";
    query.all(sql, params![hold]).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Places of a kind in a performance: free, and in all.
pub async fn count(query: &mut impl Query, item: &str, kind: SeatKind, now_ms: i64) -> Result<(i64, i64)> {
    let sql = format!(
        "SELECT COUNT(*), COUNT(CASE WHEN {FREE} THEN 1 END) FROM box_office_seats WHERE item = $1 AND kind = $3"
    );
    let row = query.one(&sql, params![item, now_ms, kind.code()]).await?;
    Ok((row.get(1)?, row.get(0)?))
}
