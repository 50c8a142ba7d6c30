//! What pages and feeds tell of a performance, read from the programme in one go.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use programme::{
    Institution, Offer, OfferState, Performance, PerformanceState, Position, Result, Show, institution, offer,
    performance, show, tenant,
};
use store::prelude::*;
use territory::France;

/// How long after its hour a performance is still told of: who is late is told where to run.
pub(crate) const LATE: SignedDuration = SignedDuration::from_mins(30);

/// A performance with all that is told of it.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) performance: Performance,
    pub(crate) show: Arc<Show>,
    /// Who plays.
    pub(crate) performer: Arc<Institution>,
    /// Who receives.
    pub(crate) host: Arc<Institution>,
    /// How one comes, when whoever sells has said so.
    pub(crate) offer: Option<Offer>,
    /// Name of its commune.
    pub(crate) commune: String,
    /// Where it is: the hall, or when nobody knows, the middle of its commune.
    pub(crate) position: Option<Position>,
}

impl Event {
    pub(crate) fn item(&self) -> &str {
        &self.performance.item
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.performance.state == PerformanceState::Cancelled
    }

    pub(crate) fn starts(&self, zone: &TimeZone) -> Zoned {
        self.performance.starts_at.to_zoned(zone.clone())
    }

    pub(crate) fn day(&self, zone: &TimeZone) -> Date {
        self.starts(zone).date()
    }

    /// When it ends, when its length is known.
    pub(crate) fn ends_at(&self) -> Option<Timestamp> {
        let length = SignedDuration::from_mins(self.show.minutes.filter(|minutes| *minutes > 0)?);
        self.performance.starts_at.checked_add(length).ok()
    }

    /// Where one books, when one may: a path of ours, or a web address elsewhere.
    pub(crate) fn booking(&self, now: Timestamp) -> Option<&str> {
        let offer = self.offer.as_ref()?;
        let open = matches!(offer.state, OfferState::Open | OfferState::Few | OfferState::WaitingList);
        if !open || self.is_cancelled() || self.performance.starts_at <= now {
            return None;
        }
        let address = offer.address.as_str();
        let ours = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
        (ours || address.starts_with("https://") || address.starts_with("http://")).then_some(address)
    }

    /// The lowest and the highest price, in cents. A price above the programme's cap is an error of whoever said it,
    /// and is told to nobody.
    pub(crate) fn prices(&self) -> Option<(i64, i64)> {
        let offer = self.offer.as_ref()?;
        let (least, most) = match (offer.least_price, offer.most_price) {
            (Some(least), Some(most)) => (least.min(most), most.max(least)),
            (Some(one), None) | (None, Some(one)) => (one, one),
            (None, None) if offer.state == OfferState::FreeEntry => (0, 0),
            (None, None) => return None,
        };
        match self.performance.price_cap {
            Some(cap) if most > cap => {
                tracing::warn!(item = self.item(), most, cap, "a price above the programme's cap is not shown");
                None
            }
            _ => Some((least, most)),
        }
    }

    /// Kilometres from a point, as the crow flies.
    pub(crate) fn distance_km(&self, from: Position) -> Option<f64> {
        Some(self.position?.distance_km(from))
    }
}

/// All that is told of these performances, in their order.
pub(crate) async fn tell(query: &mut impl Query, performances: Vec<Performance>) -> Result<Vec<Event>> {
    if performances.is_empty() {
        return Ok(Vec::new());
    }
    let mut shows: BTreeMap<String, Arc<Show>> = BTreeMap::new();
    for one in &performances {
        if !shows.contains_key(&one.show) {
            shows.insert(one.show.clone(), Arc::new(show::by_id(query, &one.show).await?));
        }
    }
    let institutions: BTreeMap<String, Arc<Institution>> = institution::list(query, None, None)
        .await?
        .into_iter()
        .map(|institution| (institution.id.clone(), Arc::new(institution)))
        .collect();
    let communes: BTreeMap<String, (String, Option<Position>)> = tenant::communes(query)
        .await?
        .into_iter()
        .map(|commune| (commune.insee, (commune.name, commune.position)))
        .collect();
    let items: Vec<&str> = performances.iter().map(|one| one.item.as_str()).collect();
    let mut offers: BTreeMap<String, Offer> =
        offer::of(query, &items).await?.into_iter().map(|offer| (offer.item.clone(), offer)).collect();
    performances
        .into_iter()
        .map(|performance| {
            let show = shows.get(&performance.show).cloned().ok_or(programme::Error::NotFound)?;
            let who = |id: &str| institutions.get(id).cloned().ok_or(programme::Error::NotFound);
            let (performer, host) = (who(&show.institution)?, who(&performance.host)?);
            let (commune, middle) = match communes.get(&performance.commune) {
                Some(known) => known.clone(),
                // Across the border of the territory a show may be played too.
                None => France::load()
                    .commune(&performance.commune)
                    .map(|commune| (commune.name.clone(), commune.position))
                    .unwrap_or_default(),
            };
            Ok(Event {
                offer: offers.remove(&performance.item),
                position: performance.position.or(middle),
                performance,
                show,
                performer,
                host,
                commune,
            })
        })
        .collect()
}

/// What begins from `from` and before `before`, by hour.
pub(crate) async fn between(query: &mut impl Query, from: Timestamp, before: Timestamp) -> Result<Vec<Event>> {
    let performances = performance::between(query, from, before).await?;
    tell(query, performances).await
}

/// All that is still to come, by hour.
pub(crate) async fn to_come(query: &mut impl Query, now: Timestamp) -> Result<Vec<Event>> {
    between(query, now.checked_sub(LATE).unwrap_or(now), Timestamp::MAX).await
}

/// A coming performance, for another page's strip of what is on.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// Its page's path.
    pub href: String,
    /// The show's title.
    pub title: String,
    /// The show's identifier: its poster is drawn from it.
    pub show: String,
    /// Who plays.
    pub performer: String,
    /// The hall.
    pub place: String,
    /// Its commune's name.
    pub commune: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// Whether one may book, when it is known.
    pub state: Option<OfferState>,
    /// The highest price, in cents, when known.
    pub most_price: Option<i64>,
    /// How many places are left online, when known.
    pub places_left: Option<i64>,
}

/// The next performances that will be played from `now` on, at most `n`, by hour.
///
/// # Errors
/// Those of the database.
pub async fn next(query: &mut impl Query, now: Timestamp, n: usize) -> Result<Vec<Next>> {
    let mut performances = performance::between(query, now, Timestamp::MAX).await?;
    performances.retain(|one| one.state == PerformanceState::Announced);
    performances.truncate(n);
    Ok(tell(query, performances)
        .await?
        .into_iter()
        .map(|event| Next {
            href: crate::pages::paths::date(event.item()),
            title: event.show.title.clone(),
            show: event.show.id.clone(),
            performer: event.performer.name.clone(),
            place: event.performance.place_name.clone(),
            commune: event.commune.clone(),
            starts_at: event.performance.starts_at,
            state: event.offer.as_ref().map(|offer| offer.state),
            most_price: event.prices().map(|(_, most)| most),
            places_left: event.offer.as_ref().and_then(|offer| offer.places_left),
        })
        .collect())
}
