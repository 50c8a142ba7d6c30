//! Performances: one show, one place, one hour. Each is an [`Item`](crate::Item) of kind
//! [`Performance`](crate::ItemKind::Performance), so that rights, doors and codes may point to it.
//!
//! Whoever plans a season announces, amends and cancels them; whoever sells watches [`changed_since`] and says how one
//! comes ([`offer`](crate::offer)) and what came of it ([`outcome`](crate::outcome)); the portal shows them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::prelude::*;

use crate::{Error, Item, ItemKind, Position, Result, from_columns, item, show, to_columns};

/// Whether it will be played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PerformanceState {
    /// It will be, or was.
    Announced,
    /// It will not be.
    Cancelled,
}

impl PerformanceState {
    /// Its name in tables and messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A performance.
#[derive(Debug, Clone, PartialEq)]
pub struct Performance {
    /// The item it is. Empty for one not yet announced.
    pub item: String,
    /// What is played ([`Show`](crate::Show)).
    pub show: String,
    /// The season or programme it belongs to, as in `belles-sorties-2026`; empty when none.
    pub series: String,
    /// The institution that receives, and whose door it is: a town hall, a stage.
    pub host: String,
    /// The institution that sells and answers for receipts; none when not settled yet: nothing can then be sold.
    pub seller: Option<String>,
    /// The licence printed on tickets, of who answers for the show (PLATESV-D-…, L-D-…).
    pub licence: Option<String>,
    /// The hall's name.
    pub place_name: String,
    /// What the place is, in SIBIL's words (`ESPACE_POLYVALENT`, `LIEU_DE_CULTE`…).
    pub place_kind: String,
    /// Street address; empty when unknown.
    pub address: String,
    /// Postal code; empty when unknown.
    pub postal_code: String,
    /// INSEE code of its commune.
    pub commune: String,
    /// Where it stands, when known.
    pub position: Option<Position>,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When doors open, when said.
    pub doors_at: Option<Timestamp>,
    /// How many people the hall may take, when known: nothing can be sold before.
    pub places: Option<i64>,
    /// The highest price the programme allows, in cents; none when there is no cap.
    pub price_cap: Option<i64>,
    /// What makes it accessible: codes among [`ACCESS`].
    pub access: Vec<String>,
    /// Whether it will be played.
    pub state: PerformanceState,
    /// What is told of its last change, in the words of whoever changed it; empty when none.
    pub told: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// What may make a performance accessible.
pub const ACCESS: [&str; 6] =
    ["wheelchair", "hearing_loop", "sign_language", "audio_description", "surtitles", "relaxed"];

const COLUMNS: &str =
    "item, show_id, series, host, seller, licence, place_name, place_kind, address, postal_code, commune,
    lat_e6, lon_e6, starts_at, doors_at, places, price_cap, access, state, told, changed_at";

/// Announces a performance: makes the item, titled as its show. Its `item`, `state` and `changed_at` are not looked at.
/// `zone` says on which day it is. Gives the item.
///
/// # Errors
/// [`Error::NotFound`] for a show nobody kept.
pub async fn announce(write: &mut Write, performance: &Performance, zone: &TimeZone) -> Result<String> {
    let show = show::by_id(write, &performance.show).await?;
    let day = Some(day(performance, zone));
    let offered = Item {
        id: String::new(),
        institution: show.institution,
        kind: ItemKind::Performance,
        title: show.title,
        starts_on: day,
        ends_on: day,
        demo: show.demo,
        source: performance.series.clone(),
    };
    let id = item::offer(write, &offered).await?;
    put(write, &Performance { item: id.clone(), state: PerformanceState::Announced, ..performance.clone() }).await?;
    Ok(id)
}

/// Changes a performance: another hour, place, capacity; `told` says what and why. `changed_at` is not looked at.
///
/// # Errors
/// [`Error::NotFound`] for one nobody announced.
pub async fn amend(write: &mut Write, performance: &Performance, zone: &TimeZone) -> Result<()> {
    let show = show::by_id(write, &performance.show).await?;
    let day = Some(day(performance, zone));
    by_item(write, &performance.item).await?;
    item::amend(write, &performance.item, &show.title, day, day).await?;
    put(write, performance).await
}

/// Cancels a performance, for this reason. Cancelled once, it stays so.
pub async fn cancel(write: &mut Write, item: &str, told: &str) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .one(
            "UPDATE programme_performances SET state = 'cancelled', told = $2, changed_at = $3 WHERE item = $1
             RETURNING item",
            params![item, told, now],
        )
        .await?;
    Ok(())
}

fn day(performance: &Performance, zone: &TimeZone) -> Date {
    performance.starts_at.to_zoned(zone.clone()).date()
}

async fn put(write: &mut Write, one: &Performance) -> Result<()> {
    let (lat, lon) = to_columns(one.position);
    let now = write.clock().now_ms();
    let sql = format!(
        "INSERT INTO programme_performances ({COLUMNS})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
         ON CONFLICT (item) DO UPDATE SET show_id = excluded.show_id, series = excluded.series, host = excluded.host,
             seller = excluded.seller, licence = excluded.licence, place_name = excluded.place_name,
             place_kind = excluded.place_kind, address = excluded.address, postal_code = excluded.postal_code,
             commune = excluded.commune, lat_e6 = excluded.lat_e6, lon_e6 = excluded.lon_e6,
             starts_at = excluded.starts_at, doors_at = excluded.doors_at, places = excluded.places,
             price_cap = excluded.price_cap, access = excluded.access, state = excluded.state, told = excluded.told,
             changed_at = excluded.changed_at"
    );
    let values = params![
        &one.item,
        &one.show,
        &one.series,
        &one.host,
        one.seller.as_deref(),
        one.licence.as_deref(),
        &one.place_name,
        &one.place_kind,
        &one.address,
        &one.postal_code,
        &one.commune,
        lat,
        lon,
        one.starts_at.as_millisecond(),
        one.doors_at.map(|at| at.as_millisecond()),
        one.places,
        one.price_cap,
        one.access.join(" "),
        one.state.code(),
        &one.told,
        now
    ];
    write.execute(&sql, values).await?;
    Ok(())
}

/// The performance that is this item.
pub async fn by_item(query: &mut impl Query, item: &str) -> Result<Performance> {
    let sql = format!("SELECT {COLUMNS} FROM programme_performances WHERE item = $1");
    performance(&query.one(&sql, params![item]).await?)
}

/// The performances of a series, by hour.
pub async fn of_series(query: &mut impl Query, series: &str) -> Result<Vec<Performance>> {
    listed(query, "series = $1", params![series]).await
}

/// The performances of a show, by hour.
pub async fn of_show(query: &mut impl Query, show: &str) -> Result<Vec<Performance>> {
    listed(query, "show_id = $1", params![show]).await
}

/// The performances that begin from one instant and before another, by hour.
pub async fn between(query: &mut impl Query, from: Timestamp, before: Timestamp) -> Result<Vec<Performance>> {
    let bounds = params![from.as_millisecond(), before.as_millisecond()];
    listed(query, "starts_at >= $1 AND starts_at < $2", bounds).await
}

/// The performances changed at or after an instant, by hour: whoever follows them asks again from the last it knows of.
pub async fn changed_since(query: &mut impl Query, since: Timestamp) -> Result<Vec<Performance>> {
    listed(query, "changed_at >= $1", params![since.as_millisecond()]).await
}

async fn listed(query: &mut impl Query, which: &str, values: Vec<Value<'_>>) -> Result<Vec<Performance>> {
    let sql = format!("SELECT {COLUMNS} FROM programme_performances WHERE {which} ORDER BY starts_at, item");
    query.all(&sql, values).await?.iter().map(performance).collect()
}

fn instant(ms: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|_| Error::Unknown { what: "instant", value: ms.to_string() })
}

fn performance(row: &Row) -> Result<Performance> {
    let doors: Option<i64> = row.get(14)?;
    Ok(Performance {
        item: row.get(0)?,
        show: row.get(1)?,
        series: row.get(2)?,
        host: row.get(3)?,
        seller: row.get(4)?,
        licence: row.get(5)?,
        place_name: row.get(6)?,
        place_kind: row.get(7)?,
        address: row.get(8)?,
        postal_code: row.get(9)?,
        commune: row.get(10)?,
        position: from_columns(row.get(11)?, row.get(12)?),
        starts_at: instant(row.get(13)?)?,
        doors_at: doors.map(instant).transpose()?,
        places: row.get(15)?,
        price_cap: row.get(16)?,
        access: row.text(17)?.split_whitespace().map(str::to_owned).collect(),
        state: match row.text(18)? {
            "announced" => PerformanceState::Announced,
            "cancelled" => PerformanceState::Cancelled,
            other => return Err(Error::Unknown { what: "state of performance", value: other.to_owned() }),
        },
        told: row.get(19)?,
        changed_at: instant(row.get(20)?)?,
    })
}
