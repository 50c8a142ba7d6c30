//! A performance as every page, letter and ticket says it.

use jiff::tz::TimeZone;
use programme::{Performance, PerformanceState, Show, institution, performance, show, tenant};
use serde::Serialize;
use shell::{Lang, calendar};
use store::prelude::*;

use crate::Result;
use crate::model::Sale;

/// A performance, its show and its sale.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) sale: Sale,
    pub(crate) performance: Performance,
    pub(crate) show: Show,
    /// The institution that plays.
    pub(crate) company: String,
    /// The institution that sells and answers for the tickets.
    pub(crate) seller: String,
    /// The commune's name; empty when it is not of the territory.
    pub(crate) town: String,
}

impl Event {
    /// The one of this item, if it is sold here.
    pub(crate) async fn read(query: &mut impl Query, item: &str) -> Result<Self> {
        let sale = crate::sale::by_item(query, item).await?;
        Self::of(query, sale).await
    }

    /// The one of this sale.
    pub(crate) async fn of(query: &mut impl Query, sale: Sale) -> Result<Self> {
        let performance = performance::by_item(query, &sale.item).await?;
        let show = show::by_id(query, &performance.show).await?;
        let company = institution::by_id(query, &show.institution).await?.name;
        let seller = institution::by_id(query, &sale.seller).await?.name;
        let town = match tenant::commune_by_insee(query, &performance.commune).await {
            Ok(commune) => commune.name,
            Err(programme::Error::NotFound) => String::new(),
            Err(other) => return Err(other.into()),
        };
        Ok(Self { sale, performance, show, company, seller, town })
    }

    /// Whether it will not be played.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.performance.state == PerformanceState::Cancelled
    }

    /// The place in a line: hall, street, postal code and town.
    pub(crate) fn place(&self) -> String {
        [self.performance.place_name.clone(), self.address()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The address in a line; empty when nothing is known.
    pub(crate) fn address(&self) -> String {
        let town = format!("{} {}", self.performance.postal_code, self.town);
        [self.performance.address.trim(), town.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// When it begins, with its year: for what is printed and kept.
    pub(crate) fn when(&self, lang: Lang, zone: &TimeZone) -> String {
        let at = self.performance.starts_at.to_zoned(zone.clone());
        let weekday = calendar::weekday(lang, usize::from(at.weekday().to_monday_zero_offset().unsigned_abs()));
        let (day, hour) = (calendar::dated(lang, at.date()), calendar::time_of_day(lang, at.hour(), at.minute()));
        format!("{weekday} {day}, {hour}")
    }

    /// As templates take it.
    pub(crate) fn view(&self, lang: Lang, zone: &TimeZone) -> EventView {
        let doors = self.performance.doors_at.map(|at| {
            let at = at.to_zoned(zone.clone());
            calendar::time_of_day(lang, at.hour(), at.minute())
        });
        let known = |code: &&String| programme::performance::ACCESS.contains(&code.as_str());
        EventView {
            item: self.sale.item.clone(),
            show: self.show.id.clone(),
            title: self.show.title.clone(),
            company: self.company.clone(),
            credits: self.show.credits.clone(),
            summary: self.show.summary.clone(),
            audience: self.show.audience.clone(),
            minutes: self.show.minutes,
            image: self.show.image.clone(),
            starts_at: self.performance.starts_at.to_string(),
            doors_at: doors,
            place: self.performance.place_name.clone(),
            address: self.address(),
            access: self.performance.access.iter().filter(known).cloned().collect(),
            told: self.performance.told.clone(),
            seller: self.seller.clone(),
            licence: self.performance.licence.clone(),
        }
    }
}

/// What templates know of a performance.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EventView {
    pub(crate) item: String,
    pub(crate) show: String,
    pub(crate) title: String,
    pub(crate) company: String,
    pub(crate) credits: String,
    pub(crate) summary: String,
    pub(crate) audience: String,
    pub(crate) minutes: Option<i64>,
    pub(crate) image: Option<String>,
    pub(crate) starts_at: String,
    pub(crate) doors_at: Option<String>,
    pub(crate) place: String,
    pub(crate) address: String,
    pub(crate) access: Vec<String>,
    pub(crate) told: String,
    pub(crate) seller: String,
    pub(crate) licence: Option<String>,
}
