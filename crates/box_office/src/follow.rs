//! Following the programme: what is announced gets a sale, what is put off or cancelled is told to whoever holds tickets; and
//! what is left is told to the programme, that shows it.

use jiff::Timestamp;
use ledger::Cents;
use people::{Actor, audit};
use programme::{Offer, OfferState, Performance, PerformanceState, offer, performance};
use serde_json::json;
use store::prelude::*;

use crate::model::{ONLINE, OrderState, Sale, SaleState, TariffKind, TicketState};
use crate::portal::letters::{self, Kind};
use crate::sale::{self, NewTariff, Setup};
use crate::{Error, Result, cancel, order, ticket, times};

/// How far back one looks again: a change written by a slow transaction may come after one already seen.
const OVERLAP_MS: i64 = 10 * 60_000;
const HOUR_MS: i64 = 3_600_000;

/// Looks at what changed in the programme: new performances with a seller get a draft of a sale from the defaults, amended
/// ones are followed (with letters), cancelled ones cancelled with their tickets. Gives how many changed something here.
///
/// # Errors
/// The first of those that kept a performance from being followed: it is looked at again the next time, the others were.
pub async fn follow(db: &Db) -> Result<u32> {
    let mut read = db.read().await?;
    let row = read.optional("SELECT since FROM box_office_follow WHERE name = 'programme'", params![]).await?;
    let since = row.map_or(Ok(0), |row| row.get::<i64>(0))?;
    let changed = performance::changed_since(&mut read, times::at((since - OVERLAP_MS).max(0))?).await?;
    drop(read);
    let (mut done, mut seen) = (0, since);
    let (mut missed, mut failed) = (i64::MAX, None);
    for one in changed {
        let changed_at = one.changed_at.as_millisecond();
        seen = seen.max(changed_at);
        match follow_one(db, &one).await {
            Ok(followed) => done += u32::from(followed),
            Err(error) => {
                tracing::warn!(%error, item = one.item, "a performance could not be followed");
                missed = missed.min(changed_at);
                failed.get_or_insert(error);
            }
        }
    }
    // What failed is not left behind.
    let seen = seen.min(missed);
    if seen > since {
        let mut write = db.write().await?;
        write
            .execute(
                "INSERT INTO box_office_follow (name, since) VALUES ('programme', $1)
                 ON CONFLICT (name) DO UPDATE SET since = excluded.since
                 WHERE box_office_follow.since < excluded.since",
                params![seen],
            )
            .await?;
        write.commit().await?;
    }
    failed.map_or(Ok(done), Err)
}

async fn follow_one(db: &Db, one: &Performance) -> Result<bool> {
    let sql = "SELECT followed_at FROM box_office_sales WHERE item = $1";
    let known = db.read().await?.optional(sql, params![&one.item]).await?;
    let known = known.map(|row| row.get::<i64>(0)).transpose()?;
    let changed_at = one.changed_at.as_millisecond();
    match (known, one.state) {
        (Some(followed), _) if followed >= changed_at => Ok(false),
        (None, PerformanceState::Cancelled) => Ok(false),
        (Some(_), PerformanceState::Cancelled) => {
            cancel::whole(db, &one.item, &one.told).await?;
            let mut write = db.write().await?;
            let sql = "UPDATE box_office_sales SET followed_at = $2 WHERE item = $1";
            write.execute(sql, params![&one.item, changed_at]).await?;
            write.commit().await?;
            Ok(true)
        }
        (None, PerformanceState::Announced) => begin(db, one).await,
        (Some(_), PerformanceState::Announced) => amend(db, one).await,
    }
}

/// How a performance is sold as long as nobody says otherwise.
///
/// # Errors
/// [`Error::NotFound`] when its places are not known.
pub fn defaults(one: &Performance) -> Result<Setup> {
    let starts = one.starts_at.as_millisecond();
    Ok(Setup {
        opens_at: None,
        closes_at: one.starts_at,
        online_until: times::at(starts - 2 * HOUR_MS)?,
        capacity: one.places.filter(|places| *places > 0).ok_or(Error::NotFound)?,
        numbered: false,
        most_per_order: 6,
        waiting_list: true,
        queue: false,
        cancel_hours: 24,
        pay_later: !one.series.is_empty(),
    })
}

/// The tariffs a performance begins with: full, reduced, free under twelve, whoever accompanies a person with a disability;
/// never above the programme's cap.
#[must_use]
pub fn default_tariffs(cap: Option<Cents>) -> Vec<NewTariff> {
    let capped = |cents: i64| cap.map_or(Cents(cents), |cap| Cents(cents.min(cap.0)));
    let tariff = |code: &str, label: [&str; 3], price: Cents, kind, condition: &str| NewTariff {
        code: code.to_owned(),
        label: label.map(str::to_owned),
        price,
        category: "Placement libre".to_owned(),
        kind,
        condition: condition.to_owned(),
        online: true,
        desk: true,
    };
    vec![
        tariff("plein", ["Plein tarif", "Volle prijs", "Full price"], capped(500), TariffKind::Full, ""),
        tariff(
            "reduit",
            ["Tarif réduit", "Verminderde prijs", "Reduced price"],
            capped(300),
            TariffKind::Reduced,
            "Moins de 26 ans, demandeurs d’emploi, bénéficiaires de minima sociaux",
        ),
        tariff(
            "gratuit",
            ["Moins de 12 ans", "Jonger dan 12", "Under 12"],
            Cents::ZERO,
            TariffKind::Free,
            "Enfants de moins de 12 ans",
        ),
        tariff(
            "accompagnant",
            ["Accompagnant", "Begeleider", "Companion"],
            Cents::ZERO,
            TariffKind::Companion,
            "Accompagnant d’une personne en situation de handicap",
        ),
    ]
}

async fn begin(db: &Db, one: &Performance) -> Result<bool> {
    if one.seller.is_none() || one.starts_at <= db.clock().now() {
        return Ok(false);
    }
    let Ok(setup) = defaults(one) else { return Ok(false) };
    let actor = Actor::System("programme");
    let mut write = db.write().await?;
    sale::lock(&mut write, &one.item).await?;
    if !matches!(sale::by_item(&mut write, &one.item).await, Err(Error::NotFound)) {
        // Another node was faster, or someone at the desk.
        return Ok(false);
    }
    sale::set_up(&mut write, &one.item, &setup, &actor).await?;
    sale::set_tariffs(&mut write, &one.item, &default_tariffs(one.price_cap.map(Cents)), &actor).await?;
    write.commit().await?;
    Ok(true)
}

/// Follows an hour, a place, a host that changed: rights and codes go along, and whoever holds tickets is told.
async fn amend(db: &Db, one: &Performance) -> Result<bool> {
    let mut write = db.write().await?;
    sale::lock(&mut write, &one.item).await?;
    let changed_at = one.changed_at.as_millisecond();
    let sql = "SELECT followed_at, starts_at FROM box_office_sales WHERE item = $1";
    let row = write.one(sql, params![&one.item]).await?;
    if row.get::<i64>(0)? >= changed_at {
        // Another node was faster.
        return Ok(false);
    }
    let starts_before: i64 = row.get(1)?;
    let scope = access::scopes::number(&mut write, &one.item, &one.host).await?;
    let later = one.starts_at.as_millisecond() - starts_before;
    let (seller, seller_code) = match &one.seller {
        Some(seller) => {
            let seller = programme::institution::by_id(&mut write, seller).await?;
            (Some(seller.id), Some(seller.code))
        }
        // Who sold goes on answering for it until someone else does.
        None => (None, None),
    };
    write
        .execute(
            "UPDATE box_office_sales SET starts_at = $2, closes_at = closes_at + $3, online_until = online_until + $3,
                 doors_at = $4, host = $5, commune = $6, series = $7, price_cap = $8, scope = $9,
                 seller = COALESCE($10, seller), seller_code = COALESCE($11, seller_code), followed_at = $12, final = $13
             WHERE item = $1",
            params![
                &one.item,
                one.starts_at.as_millisecond(),
                later,
                one.doors_at.map(Timestamp::as_millisecond),
                &one.host,
                &one.commune,
                &one.series,
                one.price_cap,
                scope,
                seller,
                seller_code,
                changed_at,
                false
            ],
        )
        .await?;
    // A cap that came down stops tariffs above it: they can't be sold any more, and someone sets others.
    let sql = "UPDATE box_office_tariffs SET retired = $3 WHERE item = $1 AND price > $2";
    let stopped = match one.price_cap {
        Some(cap) => write.execute(sql, params![&one.item, cap, true]).await?,
        None => 0,
    };
    let sql = "UPDATE box_office_tariffs SET cap = $2 WHERE item = $1 AND price <= $3";
    write.execute(sql, params![&one.item, one.price_cap, one.price_cap.unwrap_or(i64::MAX)]).await?;
    shrink(&mut write, one).await?;
    let before = times::good(times::at(starts_before)?)?;
    let good = times::good(one.starts_at)?;
    for known in order::of_item(&mut write, &one.item).await? {
        if !matches!(known.state, OrderState::Paid | OrderState::ToPay) {
            continue;
        }
        if before != good {
            for held in ticket::of_order(&mut write, &known.id).await? {
                if held.state == TicketState::Valid {
                    access::rights::set_span(&mut write, held.right(), good.0, good.1).await?;
                    access::credentials::issue(&mut write, held.right(), scope).await?;
                }
            }
        }
        if known.email.is_some() {
            letters::note(&mut write, Kind::Changed, &format!("{}:{changed_at}", known.id)).await?;
        }
    }
    let details = json!({ "later_minutes": later / 60_000, "tariffs_stopped": stopped });
    audit::append(&mut write, &Actor::System("programme"), "tickets.followed", &sale::subject(&one.item), &details)
        .await?;
    publish(&mut write, &one.item).await?;
    write.commit().await?;
    Ok(true)
}

/// A hall that takes fewer people: the online allotment gives up what nobody has.
async fn shrink(write: &mut Write, one: &Performance) -> Result<()> {
    let Some(places) = one.places else { return Ok(()) };
    let capacity = sale::by_item(write, &one.item).await?.capacity;
    if capacity <= places {
        return Ok(());
    }
    let sql = "SELECT places - taken FROM box_office_allotments WHERE item = $1 AND code = 'online'";
    let free = write.optional(sql, params![&one.item]).await?.map_or(Ok(0), |row| row.get::<i64>(0))?;
    let less = free.min(capacity - places).max(0);
    let sql = "UPDATE box_office_allotments SET places = places - $2
               WHERE item = $1 AND code = 'online' AND places - $2 >= taken";
    if write.execute(sql, params![&one.item, less]).await? > 0 {
        let sql = "UPDATE box_office_sales SET capacity = capacity - $2 WHERE item = $1";
        write.execute(sql, params![&one.item, less]).await?;
    }
    Ok(())
}

/// Says to the programme how one comes to a performance, from what is left. Written only when it changed.
pub async fn publish(write: &mut Write, item: &str) -> Result<()> {
    let now = write.clock().now();
    let wanted = told(write, item, now).await?;
    if offer::of(write, &[item]).await?.first() != Some(&wanted) {
        offer::put(write, &wanted).await?;
    }
    Ok(())
}

/// How one comes to a performance at an instant.
pub(crate) async fn told(query: &mut impl Query, item: &str, now: Timestamp) -> Result<Offer> {
    let sale = sale::by_item(query, item).await?;
    let tariffs = sale::tariffs(query, item).await?;
    let prices = || tariffs.iter().filter(|tariff| tariff.online && !tariff.retired).map(|tariff| tariff.price.0);
    let allotments = sale::allotments(query, item, now).await?;
    let left = allotments.iter().find(|one| one.code == ONLINE).map_or(0, |one| one.left());
    let state = state(&sale, left, now);
    let sold = !matches!(state, OfferState::Closed) && sale.state != SaleState::Draft;
    Ok(Offer {
        item: item.to_owned(),
        state,
        address: if sold { format!("/billetterie/{item}") } else { String::new() },
        opens_at: sale.opens_at.filter(|_| sale.state != SaleState::Closed),
        least_price: prices().min(),
        most_price: prices().max(),
        places_left: Some(left).filter(|_| sale.state != SaleState::Draft),
    })
}

fn state(sale: &Sale, left: i64, now: Timestamp) -> OfferState {
    match sale.state {
        SaleState::Closed => OfferState::Closed,
        SaleState::Draft | SaleState::Paused if now < sale.starts_at => OfferState::NotYet,
        SaleState::Draft | SaleState::Paused => OfferState::Closed,
        SaleState::Open if now >= sale.online_until => OfferState::Closed,
        SaleState::Open if sale.opens_at.is_none_or(|opens| opens > now) => OfferState::NotYet,
        SaleState::Open if left > 0 && left <= (sale.capacity / 10).clamp(3, 20) => OfferState::Few,
        SaleState::Open if left > 0 => OfferState::Open,
        SaleState::Open if sale.waiting_list => OfferState::WaitingList,
        SaleState::Open => OfferState::Full,
    }
}
