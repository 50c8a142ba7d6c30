//! How one comes to a performance, as whoever sells says. The portal shows it and asks nobody.

use jiff::Timestamp;
use serde::Serialize;
use store::{in_list, prelude::*};

use crate::{Error, Result};

/// Whether one may book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    /// Not yet: it opens at the instant said, or at one nobody said yet.
    NotYet,
    /// Places are left.
    Open,
    /// Hardly any are left.
    Few,
    /// None is left; one may put one's name on the waiting list.
    WaitingList,
    /// None is left.
    Full,
    /// Over, or not sold here.
    Closed,
    /// One simply comes.
    FreeEntry,
}

impl OfferState {
    /// Every state.
    pub const ALL: [Self; 7] =
        [Self::NotYet, Self::Open, Self::Few, Self::WaitingList, Self::Full, Self::Closed, Self::FreeEntry];

    /// Its name in tables and messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::Open => "open",
            Self::Few => "few",
            Self::WaitingList => "waiting_list",
            Self::Full => "full",
            Self::Closed => "closed",
            Self::FreeEntry => "free_entry",
        }
    }
}

/// How one comes to a performance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The performance.
    pub item: String,
    /// Whether one may book.
    pub state: OfferState,
    /// The path here, or the address elsewhere, where one books; empty when nowhere.
    pub address: String,
    /// When booking opens, when it is said.
    pub opens_at: Option<Timestamp>,
    /// The lowest price, in cents, when known: 0 is free.
    pub least_price: Option<i64>,
    /// The highest price, in cents, when known.
    pub most_price: Option<i64>,
    /// How many places are left online, when known. Exact only where one books.
    pub places_left: Option<i64>,
}

/// Says how one comes, in place of what was said before.
pub async fn put(write: &mut Write, offer: &Offer) -> Result<()> {
    let values = params![
        &offer.item,
        offer.state.code(),
        &offer.address,
        offer.opens_at.map(|at| at.as_millisecond()),
        offer.least_price,
        offer.most_price,
        offer.places_left
    ];
    write
        .execute(
            "INSERT INTO programme_offers (item, state, address, opens_at, least_price, most_price, places_left)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (item) DO UPDATE SET state = excluded.state, address = excluded.address,
                 opens_at = excluded.opens_at, least_price = excluded.least_price, most_price = excluded.most_price,
                 places_left = excluded.places_left",
            values,
        )
        .await?;
    Ok(())
}

/// The offers of these items, of those that have one.
pub async fn of(query: &mut impl Query, items: &[&str]) -> Result<Vec<Offer>> {
    let mut offers = Vec::with_capacity(items.len());
    for some in items.chunks(500) {
        let sql = format!(
            "SELECT item, state, address, opens_at, least_price, most_price, places_left FROM programme_offers
             WHERE item IN {}",
            in_list(1, some.len())
        );
        for row in query.all(&sql, some.iter().map(|item| Value::from(*item)).collect()).await? {
            offers.push(offer(&row)?);
        }
    }
    Ok(offers)
}

fn offer(row: &Row) -> Result<Offer> {
    let code = row.text(1)?;
    let state = OfferState::ALL
        .into_iter()
        .find(|state| state.code() == code)
        .ok_or_else(|| Error::Unknown { what: "state of offer", value: code.to_owned() })?;
    let opens: Option<i64> = row.get(3)?;
    let instant = |ms: i64| {
        Timestamp::from_millisecond(ms).map_err(|_| Error::Unknown { what: "instant", value: ms.to_string() })
    };
    Ok(Offer {
        item: row.get(0)?,
        state,
        address: row.get(2)?,
        opens_at: opens.map(instant).transpose()?,
        least_price: row.get(4)?,
        most_price: row.get(5)?,
        places_left: row.get(6)?,
    })
}
