//! A performance's sale: set up, opened, its tariffs and allotments.

use jiff::Timestamp;
use ledger::Cents;
use people::{Actor, audit};
use programme::{PerformanceState, performance};
use serde_json::json;
use store::{new_id, prelude::*};

use crate::model::{Allotment, ONLINE, Sale, SaleState, Tariff, TariffKind};
use crate::{Error, Result, times};

pub use crate::follow::{follow, publish};

/// How a performance is to be sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// From when online; none as long as it is not known.
    pub opens_at: Option<Timestamp>,
    /// Until when at desks.
    pub closes_at: Timestamp,
    /// Until when online.
    pub online_until: Timestamp,
    /// How many places.
    pub capacity: i64,
    /// Whether each is a seat with a number.
    pub numbered: bool,
    /// Places in one order at most.
    pub most_per_order: i64,
    /// Whether a waiting list is kept once full.
    pub waiting_list: bool,
    /// Whether the queue stands before it.
    pub queue: bool,
    /// Until how many hours before it begins a holder may cancel; below 0 never.
    pub cancel_hours: i64,
    /// Whether one may book now and pay at the town hall.
    pub pay_later: bool,
}

/// A tariff as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTariff {
    /// Its code, unique in the performance: one known already is changed.
    pub code: String,
    /// Its name in French, Dutch and English; the last two may be empty.
    pub label: [String; 3],
    /// Its price.
    pub price: Cents,
    /// The seat category printed.
    pub category: String,
    /// What it is.
    pub kind: TariffKind,
    /// Who has a right to it.
    pub condition: String,
    /// Sold online.
    pub online: bool,
    /// Sold at desks.
    pub desk: bool,
}

/// An allotment as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAllotment {
    /// Its code, unique in the performance: one known already is changed.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// How many places.
    pub places: i64,
    /// When what is left goes to the online allotment.
    pub release_at: Option<Timestamp>,
}

pub(crate) const COLUMNS: &str =
    "item, state, opens_at, closes_at, online_until, capacity, numbered, most_per_order, waiting_list, queue, cancel_hours,
     pay_later, seller, seller_code, host, commune, series, starts_at, price_cap, scope, admitted_by_hand";

pub(crate) fn read(row: &Row) -> Result<Sale> {
    Ok(Sale {
        item: row.get(0)?,
        state: SaleState::from_code(row.text(1)?)?,
        opens_at: times::maybe(row.get(2)?)?,
        closes_at: times::at(row.get(3)?)?,
        online_until: times::at(row.get(4)?)?,
        capacity: row.get(5)?,
        numbered: row.get(6)?,
        most_per_order: row.get(7)?,
        waiting_list: row.get(8)?,
        queue: row.get(9)?,
        cancel_hours: row.get(10)?,
        pay_later: row.get(11)?,
        seller: row.get(12)?,
        seller_code: row.get(13)?,
        host: row.get(14)?,
        commune: row.get(15)?,
        series: row.get(16)?,
        starts_at: times::at(row.get(17)?)?,
        price_cap: row.get::<Option<i64>>(18)?.map(Cents),
        scope: u32::try_from(row.get::<i64>(19)?).map_err(|_| Error::unknown("number of an item", "scope"))?,
        admitted_by_hand: row.get(20)?,
    })
}

/// The sale of a performance.
///
/// # Errors
/// [`Error::NotFound`] when it is not sold here.
pub async fn by_item(query: &mut impl Query, item: &str) -> Result<Sale> {
    read(&query.one(&format!("SELECT {COLUMNS} FROM box_office_sales WHERE item = $1"), params![item]).await?)
}

/// The sales of performances that begin from one instant and before another, by hour.
pub async fn list(query: &mut impl Query, from: Timestamp, before: Timestamp) -> Result<Vec<Sale>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM box_office_sales WHERE starts_at >= $1 AND starts_at < $2 ORDER BY starts_at, item"
    );
    query.all(&sql, params![from.as_millisecond(), before.as_millisecond()]).await?.iter().map(read).collect()
}

pub(crate) fn tariff(row: &Row) -> Result<Tariff> {
    Ok(Tariff {
        id: row.get(0)?,
        item: row.get(1)?,
        code: row.get(2)?,
        label: [row.get(3)?, row.get(4)?, row.get(5)?],
        price: Cents(row.get(6)?),
        category: row.get(7)?,
        kind: TariffKind::from_code(row.text(8)?)?,
        condition: row.get(9)?,
        online: row.get(10)?,
        desk: row.get(11)?,
        retired: row.get(12)?,
    })
}

/// Its tariffs in their order, those retired last.
pub async fn tariffs(query: &mut impl Query, item: &str) -> Result<Vec<Tariff>> {
    let sql =
        "SELECT id, item, code, label_fr, label_nl, label_en, price, category, kind, condition, online, desk, retired
               FROM box_office_tariffs WHERE item = $1 ORDER BY retired, place, code";
    query.all(sql, params![item]).await?.iter().map(tariff).collect()
}

/// Its allotments at an instant, [`ONLINE`] first.
pub async fn allotments(query: &mut impl Query, item: &str, at: Timestamp) -> Result<Vec<Allotment>> {
    let sql = "SELECT a.id, a.item, a.code, a.label, a.places, a.taken, a.release_at,
                   (SELECT CAST(COALESCE(SUM(h.places), 0) AS BIGINT) FROM box_office_holds h
                    WHERE h.allotment = a.id AND h.state = 'held' AND h.expires_at <= $2)
               FROM box_office_allotments a WHERE a.item = $1 ORDER BY a.place, a.code";
    let rows = query.all(sql, params![item, at.as_millisecond()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Allotment {
                id: row.get(0)?,
                item: row.get(1)?,
                code: row.get(2)?,
                label: row.get(3)?,
                places: row.get(4)?,
                taken: row.get(5)?,
                release_at: times::maybe(row.get(6)?)?,
                lapsed: row.get(7)?,
            })
        })
        .collect()
}

/// Makes this writer the only one to change how a performance is sold, or to issue its tickets.
pub(crate) async fn lock(write: &mut Write, item: &str) -> Result<()> {
    Ok(write.exclusive(&format!("box_office.item:{item}")).await?)
}

/// Begins the sale of a performance, or changes how it is sold. A new one is a draft, with all its places online and no
/// tariff.
///
/// # Errors
/// [`Error::Refused`] when the performance has no seller or is cancelled; [`Error::Field`], among others for more places
/// than the hall has or fewer than the allotments.
pub async fn set_up(write: &mut Write, item: &str, setup: &Setup, actor: &Actor) -> Result<Sale> {
    lock(write, item).await?;
    let known = performance::by_item(write, item).await?;
    if known.state == PerformanceState::Cancelled {
        return Err(Error::Refused("box-called-off"));
    }
    let seller = known.seller.as_deref().ok_or(Error::Refused("box-no-seller"))?;
    check(setup, known.places)?;
    let seller = programme::institution::by_id(write, seller).await?;
    let scope = access::scopes::number(write, item, &known.host).await?;
    let now = write.clock().now_ms();
    let before = match by_item(write, item).await {
        Ok(sale) => Some(sale),
        Err(Error::NotFound) => None,
        Err(other) => return Err(other),
    };
    if let Some(before) = &before {
        let sold = "SELECT 1 FROM box_office_orders WHERE item = $1 AND state IN ('asked', 'to_pay', 'paid') LIMIT 1";
        if before.numbered != setup.numbered && write.optional(sold, params![item]).await?.is_some() {
            return Err(Error::field("numbered", "box-numbered-sold"));
        }
    }
    write
        .execute(
            "INSERT INTO box_office_sales (item, state, opens_at, closes_at, online_until, capacity, numbered, most_per_order,
                 waiting_list, queue, cancel_hours, pay_later, seller, seller_code, host, commune, series, starts_at, doors_at,
                 price_cap, scope, followed_at, final, cancelled, created_at)
             VALUES ($1, 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                 $21, $22, $23, $24)
             ON CONFLICT (item) DO UPDATE SET opens_at = excluded.opens_at, closes_at = excluded.closes_at,
                 online_until = excluded.online_until, capacity = excluded.capacity, numbered = excluded.numbered,
                 most_per_order = excluded.most_per_order, waiting_list = excluded.waiting_list, queue = excluded.queue,
                 cancel_hours = excluded.cancel_hours, pay_later = excluded.pay_later",
            params![
                item,
                setup.opens_at.map(Timestamp::as_millisecond),
                setup.closes_at.as_millisecond(),
                setup.online_until.as_millisecond(),
                setup.capacity,
                setup.numbered,
                setup.most_per_order,
                setup.waiting_list,
                setup.queue,
                setup.cancel_hours,
                setup.pay_later,
                &seller.id,
                &seller.code,
                &known.host,
                &known.commune,
                &known.series,
                known.starts_at.as_millisecond(),
                known.doors_at.map(Timestamp::as_millisecond),
                known.price_cap,
                scope,
                known.changed_at.as_millisecond(),
                false,
                false,
                now
            ],
        )
        .await?;
    if before.is_none() {
        let online = NewAllotment {
            code: ONLINE.to_owned(),
            label: "En ligne".to_owned(),
            places: setup.capacity,
            release_at: None,
        };
        put_allotment(write, item, 0, &online).await?;
    }
    fit(write, item, setup.capacity).await?;
    let details = json!({ "capacity": setup.capacity, "numbered": setup.numbered });
    audit::append(write, actor, "tickets.sale_set", &subject(item), &details).await?;
    publish(write, item).await?;
    by_item(write, item).await
}

pub(crate) fn subject(item: &str) -> String {
    format!("performance:{item}")
}

fn check(setup: &Setup, hall: Option<i64>) -> Result<()> {
    if setup.capacity < 1 || setup.capacity > 100_000 {
        return Err(Error::field("capacity", "box-capacity-bad"));
    }
    if hall.is_some_and(|hall| setup.capacity > hall) {
        return Err(Error::field("capacity", "box-capacity-hall"));
    }
    if setup.most_per_order < 1 || setup.most_per_order > 50 {
        return Err(Error::field("most_per_order", "box-most-bad"));
    }
    if setup.opens_at.is_some_and(|opens| opens >= setup.closes_at) {
        return Err(Error::field("opens_at", "box-opens-late"));
    }
    if setup.online_until > setup.closes_at {
        return Err(Error::field("online_until", "box-online-late"));
    }
    if setup.cancel_hours > 24 * 60 {
        return Err(Error::field("cancel_hours", "box-cancel-hours-bad"));
    }
    Ok(())
}

/// The online allotment takes up what a new capacity adds, or gives what it takes away as far as nobody has it.
async fn fit(write: &mut Write, item: &str, capacity: i64) -> Result<()> {
    let sql = "SELECT CAST(COALESCE(SUM(places), 0) AS BIGINT) FROM box_office_allotments WHERE item = $1";
    let shared: i64 = write.one(sql, params![item]).await?.get(0)?;
    let more = capacity - shared;
    if more == 0 {
        return Ok(());
    }
    let sql = "UPDATE box_office_allotments SET places = places + $2
               WHERE item = $1 AND code = 'online' AND places + $2 >= taken";
    if write.execute(sql, params![item, more]).await? == 0 {
        return Err(Error::field("capacity", "box-capacity-taken"));
    }
    Ok(())
}

/// Opens, holds back, closes.
///
/// # Errors
/// [`Error::Refused`] when it lacks a tariff, or the performance is cancelled.
pub async fn set_state(write: &mut Write, item: &str, state: SaleState, actor: &Actor) -> Result<()> {
    lock(write, item).await?;
    let sale = by_item(write, item).await?;
    if state == SaleState::Open {
        let known = performance::by_item(write, item).await?;
        if known.state == PerformanceState::Cancelled {
            return Err(Error::Refused("box-called-off"));
        }
        if !tariffs(write, item).await?.iter().any(|tariff| !tariff.retired) {
            return Err(Error::Refused("box-no-tariff"));
        }
        if sale.numbered && sale.state == SaleState::Draft && crate::seats::free(write, item).await? == 0 {
            return Err(Error::Refused("box-no-plan"));
        }
    }
    if state == SaleState::Draft && sale.state != SaleState::Draft {
        let sql = "SELECT 1 FROM box_office_orders WHERE item = $1 LIMIT 1";
        if write.optional(sql, params![item]).await?.is_some() {
            return Err(Error::Refused("box-sold-already"));
        }
    }
    write.execute("UPDATE box_office_sales SET state = $2 WHERE item = $1", params![item, state.code()]).await?;
    let details = json!({ "from": sale.state.code(), "to": state.code() });
    audit::append(write, actor, "tickets.sale_state", &subject(item), &details).await?;
    publish(write, item).await
}

/// Sets its tariffs, in this order; one left out is retired: its tickets stay good.
///
/// # Errors
/// [`Error::AboveCap`] for a price above the programme's; [`Error::Field`] `label`, `code`, `category`, `price` followed by
/// its place.
pub async fn set_tariffs(write: &mut Write, item: &str, tariffs: &[NewTariff], actor: &Actor) -> Result<Vec<Tariff>> {
    lock(write, item).await?;
    let sale = by_item(write, item).await?;
    for (place, tariff) in tariffs.iter().enumerate() {
        let fault = |field: &str, message| Error::field(format!("{field}{place}"), message);
        if tariff.label[0].trim().is_empty() || tariff.label.iter().any(|label| label.chars().count() > 80) {
            return Err(fault("label", "box-label-bad"));
        }
        if !is_code(&tariff.code) || tariffs[..place].iter().any(|other| other.code == tariff.code) {
            return Err(fault("code", "box-code-bad"));
        }
        if tariff.category.trim().is_empty() || tariff.category.chars().count() > 40 {
            return Err(fault("category", "box-category-bad"));
        }
        if tariff.price < Cents::ZERO || tariff.price.0 > 100_000 {
            return Err(fault("price", "box-price-bad"));
        }
        let gift = matches!(tariff.kind, TariffKind::Free | TariffKind::Invitation);
        if gift && tariff.price != Cents::ZERO {
            return Err(fault("price", "box-price-free"));
        }
        if let Some(cap) = sale.price_cap.filter(|cap| tariff.price > *cap) {
            return Err(Error::AboveCap { cap });
        }
    }
    write.execute("UPDATE box_office_tariffs SET retired = $2 WHERE item = $1", params![item, true]).await?;
    for (place, tariff) in tariffs.iter().enumerate() {
        put_tariff(write, &sale, place, tariff).await?;
    }
    let prices: Vec<_> = tariffs.iter().map(|tariff| json!({ "code": tariff.code, "cents": tariff.price.0 })).collect();
    audit::append(write, actor, "tickets.tariffs_set", &subject(item), &json!(prices)).await?;
    publish(write, item).await?;
    self::tariffs(write, item).await
}

pub(crate) async fn put_tariff(write: &mut Write, sale: &Sale, place: usize, tariff: &NewTariff) -> Result<()> {
    write
        .execute(
            "INSERT INTO box_office_tariffs (id, item, place, code, label_fr, label_nl, label_en, price, cap, category, kind,
                 condition, online, desk, retired)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (item, code) DO UPDATE SET place = excluded.place, label_fr = excluded.label_fr,
                 label_nl = excluded.label_nl, label_en = excluded.label_en, price = excluded.price, cap = excluded.cap,
                 category = excluded.category, kind = excluded.kind, condition = excluded.condition,
                 online = excluded.online, desk = excluded.desk, retired = excluded.retired",
            params![
                new_id(),
                &sale.item,
                place as i64,
                &tariff.code,
                tariff.label[0].trim(),
                tariff.label[1].trim(),
                tariff.label[2].trim(),
                tariff.price.0,
                sale.price_cap.map(|cap| cap.0),
                tariff.category.trim(),
                tariff.kind.code(),
                tariff.condition.trim(),
                tariff.online,
                tariff.desk,
                false
            ],
        )
        .await?;
    Ok(())
}

fn is_code(text: &str) -> bool {
    (1..=30).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
}

/// Sets its allotments, in this order. Together they have no more than the capacity; what is not shared stays online, and
/// none has fewer than is taken of it. One left out, with nothing taken, is removed.
///
/// # Errors
/// [`Error::Field`] `places`, `code` or `label` followed by its place.
pub async fn set_allotments(
    write: &mut Write,
    item: &str,
    allotments: &[NewAllotment],
    actor: &Actor,
) -> Result<Vec<Allotment>> {
    lock(write, item).await?;
    let sale = by_item(write, item).await?;
    let mut wanted: Vec<NewAllotment> = allotments.to_vec();
    for (place, one) in wanted.iter().enumerate() {
        let fault = |field: &str, message| Error::field(format!("{field}{place}"), message);
        if !is_code(&one.code) || wanted[..place].iter().any(|other| other.code == one.code) {
            return Err(fault("code", "box-code-bad"));
        }
        if one.label.trim().is_empty() || one.label.chars().count() > 80 {
            return Err(fault("label", "box-label-bad"));
        }
        if one.places < 0 || one.places > sale.capacity {
            return Err(fault("places", "box-places-bad"));
        }
    }
    if !wanted.iter().any(|one| one.code == ONLINE) {
        let online =
            NewAllotment { code: ONLINE.to_owned(), label: "En ligne".to_owned(), places: 0, release_at: None };
        wanted.insert(0, online);
    }
    let shared: i64 = wanted.iter().filter(|one| one.code != ONLINE).map(|one| one.places).sum();
    if shared > sale.capacity {
        return Err(Error::field("places0", "box-allotments-much"));
    }
    for one in wanted.iter_mut().filter(|one| one.code == ONLINE) {
        one.places = sale.capacity - shared;
    }
    let lapsed = write.clock().now_ms();
    crate::hold::give_back_lapsed(write, item, lapsed).await?;
    let known = self::allotments(write, item, times::at(lapsed)?).await?;
    for old in &known {
        match wanted.iter().position(|one| one.code == old.code) {
            Some(place) if wanted[place].places < old.taken => {
                return Err(Error::field(format!("places{place}"), "box-places-taken"));
            }
            None if old.taken > 0 => return Err(Error::Refused("box-allotment-used")),
            None => {
                let used = "SELECT 1 FROM box_office_holds WHERE allotment = $1 LIMIT 1";
                if write.optional(used, params![&old.id]).await?.is_some() {
                    // Holds and orders of the past still point to it: it stays, empty.
                    let sql = "UPDATE box_office_allotments SET places = 0, place = 99 WHERE id = $1";
                    write.execute(sql, params![&old.id]).await?;
                } else {
                    write.execute("DELETE FROM box_office_allotments WHERE id = $1", params![&old.id]).await?;
                }
            }
            Some(_) => {}
        }
    }
    for (place, one) in wanted.iter().enumerate() {
        put_allotment(write, item, place, one).await?;
    }
    let details: Vec<_> = wanted.iter().map(|one| json!({ "code": one.code, "places": one.places })).collect();
    audit::append(write, actor, "tickets.allotments_set", &subject(item), &json!(details)).await?;
    publish(write, item).await?;
    self::allotments(write, item, times::at(lapsed)?).await
}

pub(crate) async fn put_allotment(write: &mut Write, item: &str, place: usize, one: &NewAllotment) -> Result<()> {
    write
        .execute(
            "INSERT INTO box_office_allotments (id, item, place, code, label, places, taken, release_at)
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7)
             ON CONFLICT (item, code) DO UPDATE SET place = excluded.place, label = excluded.label,
                 places = excluded.places, release_at = excluded.release_at",
            params![
                new_id(),
                item,
                place as i64,
                &one.code,
                one.label.trim(),
                one.places,
                one.release_at.map(Timestamp::as_millisecond)
            ],
        )
        .await?;
    Ok(())
}

/// Says how many people came in as counted by hand, in place of the gate's count; none takes it back.
///
/// # Errors
/// [`Error::Field`] `people` below zero, or far above the capacity.
pub async fn set_admitted_by_hand(write: &mut Write, item: &str, people: Option<i64>, actor: &Actor) -> Result<()> {
    let sale = by_item(write, item).await?;
    if people.is_some_and(|people| people < 0 || people > sale.capacity * 2) {
        return Err(Error::field("people", "box-people-bad"));
    }
    let sql = "UPDATE box_office_sales SET admitted_by_hand = $2, final = $3 WHERE item = $1";
    write.execute(sql, params![item, people, false]).await?;
    audit::append(write, actor, "tickets.counted_by_hand", &subject(item), &json!({ "people": people })).await?;
    crate::outcomes::tell(write, item).await
}
